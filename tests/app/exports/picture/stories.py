"""Stories for the tests: the sample township, an invented county, a township of noughts, a form nobody has seen."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from app.checks.model import LastYear
from app.checks.totals import effective
from app.document.story import Story
from app.document.telling import tell
from app.domain.address import Address
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.forms.load import load_text
from app.forms.model import Form
from tests.app.exports.poster_samples import COUNTY_PROBLEMS, INVENTED, PROBLEMS, catalogue, leaves

QR = "https://example.cn/zwgk/2023/nb?code=M8RT4XBH"
TOWN = Organ("柳湾乡人民政府", "乡", phone="0555-1234567", office="柳湾乡党政综合办公室")
COUNTY = Organ("青禾县人民政府", "区（县）部门", phone="0555-7654321")

# A county in the format of 2021: what came, what became of it, who asked.
CASES = {
    "new.natural": 168, "new.business": 14, "new.legal_service": 5, "new.welfare": 1, "new.other_org": 3,
    "carried_in.natural": 9, "carried_in.business": 1,
    "granted.natural": 82, "granted.business": 6, "granted.legal_service": 3, "granted.other_org": 2,
    "partial.natural": 22, "partial.business": 2, "partial.welfare": 1,
    "prohibited.natural": 1, "security.natural": 1, "third_party.natural": 3, "third_party.business": 2,
    "internal.natural": 3, "process.natural": 4, "enforcement_file.natural": 2, "enforcement_file.legal_service": 1,
    "inquiry.natural": 3, "not_held.natural": 18, "not_held.business": 3, "must_create.natural": 5,
    "must_create.legal_service": 1, "unclear.natural": 2, "petition.natural": 6, "repeat.natural": 4,
    "reconfirm.natural": 1, "no_correction.natural": 3, "fee_unpaid.natural": 1, "other_misc.natural": 6,
    "other_misc.other_org": 1, "carried_out.natural": 10, "carried_out.business": 2,
}  # fmt: skip
COUNTY_CELLS: dict[Address, Value] = {
    **{f"requests.{name}": value for name, value in CASES.items()},
    "proactive.normative.issued": 6, "proactive.normative.repealed": 2, "proactive.normative.in_force": 41,
    "proactive.licences.decisions": 18642, "proactive.penalties.decisions": 2317,
    "proactive.compulsion.decisions": 164, "proactive.fees.amount": Decimal("1286.4305"),
    "disputes.cases.review_upheld": 3, "disputes.cases.review_corrected": 1, "disputes.cases.review_other": 1,
    "disputes.cases.review_pending": 1, "disputes.cases.direct_upheld": 1,
    "disputes.cases.after_review_upheld": 1, "disputes.cases.after_review_pending": 1,
}  # fmt: skip
PREFACE = {
    "preface.address": "柳湾乡政府一楼",
    "preface.postcode": "555123",
}


def form_of(year: int) -> Form:
    return catalogue().governing(year)


def report_of(form: Form, organ: Organ, year: int, cells: Mapping[Address, Value], **passages: str) -> Report:
    """Every leaf that is not named is nought."""
    stated: dict[Address, Value] = {**dict.fromkeys(leaves(form), 0), **cells}
    return Report(ReportKey(organ.short_name, year), form.id).with_cells(stated).with_passages(passages)


def told(form: Form, report: Report, organ: Organ, **more: object) -> Story:
    given = {"issued": date(report.key.year + 1, 1, 18), "code": "M8RT 4XBH", "qr": QR, **more}
    return tell(form, report, organ, effective(form, report.cells), **given)  # type: ignore[arg-type]


def earlier(organ: Organ, new: Mapping[int, int | None]) -> tuple[LastYear, ...]:
    """Reports of other years that received so many; None leaves the row blank."""
    found = []
    for year, count in new.items():
        form = form_of(year)
        cells: dict[Address, Value] = {"requests.new.natural": count, "requests.granted.natural": count}
        found.append(LastYear(form, report_of(form, organ, year, cells)))
    return tuple(found)


def county(organ: Organ = COUNTY, cells: Mapping[Address, Value] = COUNTY_CELLS, **more: object) -> Story:
    form = form_of(2023)
    years = earlier(organ, {2019: 96, 2020: 121, 2021: 143, 2022: 176})
    report = report_of(form, organ, 2023, cells, problems=COUNTY_PROBLEMS)
    return told(form, report, organ, **{"earlier": years, **more})


def town(organ: Organ = TOWN, **more: object) -> Story:
    """Nothing asked, but something bought."""
    form = form_of(2020)
    cells: dict[Address, Value] = {"proactive.procurement.items": 10, "proactive.procurement.amount": Decimal("606.05")}
    return told(form, report_of(form, organ, 2020, cells, problems=PROBLEMS), organ, **{"pairs": True, **more})


def nothing(organ: Organ = TOWN, **more: object) -> Story:
    form = form_of(2023)
    report = report_of(form, organ, 2023, {}, problems=PROBLEMS, **PREFACE)
    years = earlier(organ, {2019: 0, 2020: 0, 2021: 0, 2022: 0})
    return told(form, report, organ, **{"pairs": True, "earlier": years, **more})


def invented(**more: object) -> Story:
    """A form that says nothing of pictures."""
    form = load_text(INVENTED)
    cells: dict[Address, Value] = {"money.income.sum": Decimal("12345.6"), "visits.one.a": 7}
    return told(form, report_of(form, TOWN, 2027, cells), TOWN, **more)
