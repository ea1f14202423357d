"""The 59 checks worth making, all shipped rules at once: each has a report in which it speaks, and a near miss.

The numbers are those of the list that the rules were written by. A rule that is shipped stands in one row of ``ROWS``,
or in ``BESIDE``: what it finds is not on that list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest

from app.checks.engine import CheckResult, check
from app.checks.model import Around, LastYear
from app.checks.totals import total_addresses
from app.domain.address import Address
from app.domain.organ import Organ
from app.domain.paper import Paper, Sighting, What
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.forms.catalogue import Catalogue, load_folder
from app.forms.model import Form
from app.handover.fingerprint import fingerprint
from app.wording.load import load_folder as load_wording
from app.wording.model import Wording

RESOURCES = Path(__file__).parents[3] / "resources"
OFFICE = Organ("青禾县柳湾乡", "乡", "青禾县", "0971-5551234", "柳湾乡党政办公室")
CITY = Organ("东州市人民政府", "区（县）部门")
PERIOD = "所列数据的统计期限为2025年1月1日至12月31日。"
PREFACE = (
    "本报告依据《中华人民共和国政府信息公开条例》（国务院令第711号）和国办公开办函〔2021〕30号规定的格式编制。"
    f"{PERIOD}对本报告有疑问的，请与柳湾乡党政办公室联系，地址：青禾县柳湾街12号，电话：0971-5551234。"
)
OVERVIEW = (
    "2025年，柳湾乡把群众关心的事情公开出来，张贴在各村的公开栏里，一年里没有间断过。\n"
    "（一）主动公开。主动公开政府信息36条，多数是惠农补贴、低保和工程建设方面的。\n"
    "（二）依申请公开。对依申请公开的渠道作了检查，申请表放在便民大厅。\n"
    "（三）政府信息管理。信息先审后发，过期的撤下来归档。\n"
    "（四）政府信息公开平台建设。新做公开栏3处，县政府网站的专栏由专人更新。\n"
    "（五）监督保障。接受县里的年度考核，请群众参加社会评议，全年没有责任追究的情形。"
)
WHO_LOOKS = OVERVIEW[: OVERVIEW.index("接受县里")]
PROBLEMS = "公开的渠道不多，离得远的群众看不到。下一步每村添一处公开栏，按月更换，由驻村干部核对。"
MATTERS = "本年度没有收取信息处理费，没有其他需要报告的事项。"
GOOD = {"preface": PREFACE, "overview": OVERVIEW, "problems": PROBLEMS, "matters": MATTERS}
SIX = (
    "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项"
)
STORY = "".join(
    f"今年我们在{place}做了一件和公开有关的事情，听取了村里老人的意见，往后还要照这个样子办下去。"
    for place in ("东坡村", "西岭村", "南沟村", "北湾村", "河口村", "石桥村", "梨园村", "槐树村")
)
OTHER = STORY.replace("听取了村里老人的意见", "请驻村干部到会场来讲了一课").replace(
    "往后还要照这个样子办下去", "大家都说好"
)
Cells = Mapping[Address, Value]
Texts = Mapping[str, str]


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    return load_folder(RESOURCES / "forms")


@lru_cache(maxsize=1)
def wording() -> Wording:
    return load_wording(RESOURCES / "wording")


@dataclass(frozen=True)
class Seen:
    """A report of ``OFFICE`` in good order: 0 in every cell, the texts of ``GOOD``; what is stated here is otherwise.

    ``more`` stands at the end of the overview. ``last`` and ``last_texts``: the year before is there, likewise.
    """

    cells: Cells = field(default_factory=dict)
    texts: Texts = field(default_factory=dict)
    more: str = ""
    year: int = 2025
    last: Cells | None = None
    last_texts: Texts | None = None
    organ: Organ = OFFICE
    neighbour: Texts | None = None
    paper: tuple[Sighting, ...] | None = None
    around: Around = field(default_factory=lambda: Around(today=date(2026, 1, 20)))


@dataclass(frozen=True)
class Row:
    """One of the checks: a few words of what it is about, the rules that make it, where it speaks and where not."""

    what: str
    rules: tuple[str, ...]
    fires: Seen
    quiet: Seen


def text(**passages: str) -> Seen:
    return Seen(texts=passages)


def more(sentence: str, cells: Cells | None = None) -> Seen:
    return Seen(cells or {}, more=sentence)


def seen(what: What, read: str, official: str = "", section: str = "proactive", cell: str = "", **more: Cells) -> Seen:
    return Seen(paper=(Sighting(what, read, official, section, cell),), cells=more.get("cells", {}))


def requests(**rows: int) -> dict[Address, Value]:
    return {f"requests.{row}.natural": count for row, count in rows.items()}


def disputes(**columns: int) -> dict[Address, Value]:
    return {f"disputes.cases.{column}": count for column, count in columns.items()}


def table_two(**cells: int | str) -> dict[Address, Value]:
    """``row_column`` = figure of the second table; money in quotes."""
    return {
        f"proactive.{name.replace('__', '.')}": Decimal(it) if isinstance(it, str) else it for name, it in cells.items()
    }


FIRST = "proactive.rules.issued"
BLANK: Cells = dict.fromkeys(name for name in catalogue().governing(2025).cells if name.startswith("requests."))
SPLIT = {**requests(new=12), "requests.new.total": 12, "requests.granted.total": 12}
CASE_71 = requests(new=6, carried_in=1, granted=6, carried_out=1)
FEE: Cells = {"matters.fee_cases": 1, "matters.fee_amount": Decimal(380)}

ROWS: Mapping[int, Row] = {
    1: Row(
        "format of another year",
        ("printed.format", "printed.undivided", "printed.outline", "printed.row_more"),
        seen("format", "国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号"),
        seen("label", "规范性文件", "行政规范性文件"),
    ),
    2: Row(
        "a part is missing",
        ("overview.present", "problems.present", "matters.present"),
        text(matters=""),
        text(matters="本年度没有收取信息处理费。"),
    ),
    3: Row(
        "headings",
        (
            *("printed.heading", "printed.unnumbered", "printed.numbering", "printed.headless"),
            *("printed.twice", "printed.stranger", "text.numbering"),
        ),
        seen("heading", "一、工作总体推进情况", "一、总体情况", "overview"),
        seen("title", "", "柳湾乡2025年政府信息公开工作年度报告", ""),
    ),
    4: Row(
        "five aspects",
        ("text.mentions", "text.sub_headings"),
        text(
            overview=OVERVIEW.replace("（四）政府信息公开平台建设。新做公开栏3处，县政府网站的专栏由专人更新。\n", "")
        ),
        text(overview=OVERVIEW.replace("政府信息公开平台建设", "平台建设")),
    ),
    5: Row(
        "accountability",
        ("text.accountability.missing",),
        text(overview=f"{WHO_LOOKS}请驻村干部到各村检查公开栏，发现过期的就更换，每月一次，全年没有间断过。"),
        text(overview=f"{WHO_LOOKS}请驻村干部到各村检查公开栏，发现过期的就更换，列入县里的年度考核。"),
    ),
    6: Row(
        "problems and improvements",
        ("problems.too_short", "problems.improvement.missing"),
        text(problems="无。"),
        text(problems="公开栏太少，下一步每村添一处。"),
    ),
    7: Row(
        "labels lost or altered",
        ("printed.label", "printed.no_label"),
        seen("label", "现行有效件", "现行有效件数"),
        seen("label", "部分公开", "（二）部分公开"),
    ),
    8: Row(
        "a table is missing",
        ("printed.no_table",),
        Seen(BLANK, paper=(Sighting("table", "三、收到", "", "requests"),)),
        Seen(paper=(Sighting("table", "三、收到", "", "requests"),)),
    ),
    9: Row(
        "template words",
        ("leftover.words", "printed.text"),
        more("网址是（具体网址）。"),
        more("网址印在公开栏上，具体网址请看栏边。"),
    ),
    10: Row(
        "the parts that the preface lists",
        ("preface.parts",),
        text(preface=f"{PREFACE}本报告由{SIX}五个部分组成。"),
        text(preface=f"{PREFACE}本报告由{SIX}六个部分组成。"),
    ),
    11: Row(
        "title",
        ("printed.title", "printed.no_title"),
        seen("title", "柳湾乡信息公开年报", "柳湾乡2025年政府信息公开工作年度报告", ""),
        seen("heading", "一、工作总体推进情况", "一、总体情况", "overview"),
    ),
    12: Row("length", ("text.length",), more("张贴在村口。" * 140), more("张贴在村口。" * 100)),
    13: Row(
        "superseded basis",
        ("preface.authority",),
        text(preface=PREFACE.replace("〔2021〕30号", "〔2019〕60号")),
        Seen(texts={"preface": PREFACE.replace("〔2021〕30号", "〔2019〕60号").replace("2025", "2020")}, year=2020),
    ),
    14: Row(
        "document marks",
        ("citation.authority", "citation.brackets"),
        text(preface=PREFACE.replace("国办公开办函〔2021〕30号", "国办公开办函【2021】30号")),
        more("收费按照国办函〔2020〕109号执行。"),
    ),
    15: Row(
        "the number of the decree",
        ("citation.wording",),
        text(preface=PREFACE.replace("711", "492")),
        more("国务院令第711号也张贴在栏里。"),
    ),
    16: Row(
        "period",
        ("period.days", "period.missing"),
        text(preface=PREFACE.replace("12月31日", "11月30日")),
        text(preface=PREFACE.replace("12月31日", "2025年12月31日")),
    ),
    17: Row(
        "years that do not fit",
        ("year.fits",),
        more("2024年，我乡共主动公开政府信息36条。"),
        more("比2024年多6条。"),
    ),
    18: Row(
        "a number left out",
        ("numbers.lost", "text.no_amount"),
        more("废止行政规范性文件0件，现行有效的行政规范性文件。"),
        more("废止行政规范性文件0件，现行有效的行政规范性文件0件。"),
    ),
    19: Row(
        "level and name",
        ("name.level", "name.own", "name.above"),
        more("组织推动全省政府信息公开工作。"),
        more("组织推动全乡政府信息公开工作。"),
    ),
    20: Row(
        "contact",
        ("contact.area_code", "contact.digits", "contact.telephone", "contact.postcode", "contact.missing"),
        text(preface=PREFACE.replace("0971-", "")),
        text(preface=PREFACE.replace("0971-5551234", "0971-5551234转2")),
    ),
    21: Row(
        "late or early",
        ("report.late", "printed.early", "printed.no_day", "text.no_such_day"),
        Seen(around=Around(due=date(2026, 1, 31), issued=date(2026, 2, 2))),
        Seen(around=Around(due=date(2026, 1, 31), issued=date(2026, 1, 31))),
    ),
    22: Row(
        "blanks and strokes",
        ("proactive.filled", "requests.filled", "disputes.filled", "printed.stroke", "printed.no_total"),
        Seen({FIRST: None}),
        Seen({FIRST: 0}),
    ),
    23: Row(
        "noughts written twice",
        ("printed.noughts",),
        seen("cell", "0 0", "0", cell=FIRST),
        seen("cell", "/", "0", cell=FIRST),
    ),
    24: Row(
        "no whole numbers",
        ("printed.words",),
        seen("cell", "-4", "", cell=FIRST),
        seen("cell", "00", "0", cell=FIRST),
    ),
    25: Row(
        "units in cells",
        ("printed.unit", "printed.no_unit"),
        seen("cell", "6.05万元", "6.05", cell="proactive.fees.amount", cells=table_two(fees__amount="6.05")),
        seen("cell", "6.05万元", "6.05", cell="proactive.fees.amount", cells=table_two(fees__amount="6.5")),
    ),
    26: Row(
        "slips of unit, figures nobody believes",
        (
            *("proactive.fees_unit", "proactive.fees_large", "proactive.procurement_unit"),
            *("proactive.procurement_large", "proactive.decisions_large", "requests.large"),
        ),
        Seen(table_two(fees__amount="5200"), last=table_two(fees__amount="0.52")),
        Seen(table_two(fees__amount="52"), last=table_two(fees__amount="0.52")),
    ),
    27: Row(
        "split digits",
        ("requests.digits_split",),
        Seen({**SPLIT, "requests.granted.natural": 1, "requests.granted.business": 2}),
        Seen({**SPLIT, "requests.granted.natural": 3}),
    ),
    28: Row(
        "columns of requests balance",
        ("requests.balance",),
        Seen(requests(new=8, granted=7)),
        Seen(requests(new=8, granted=7, carried_out=1)),
    ),
    29: Row(
        "outcomes add up",
        ("requests.results_total",),
        Seen({**requests(new=7, granted=7), "requests.results_total.natural": 8}),
        Seen({**requests(new=7, granted=7), "requests.results_total.natural": 7}),
    ),
    30: Row(
        "applicants add up",
        ("requests.total",),
        Seen({**requests(new=7, granted=7), "requests.new.total": 8}),
        Seen({**requests(new=7, granted=7), "requests.new.total": 7}),
    ),
    31: Row(
        "cases add up",
        ("disputes.review_total", "disputes.direct_total", "disputes.after_review_total"),
        Seen(disputes(review_upheld=2, review_total=3)),
        Seen(disputes(review_upheld=2, review_total=2)),
    ),
    32: Row(
        "carried over",
        ("requests.carry_over",),
        Seen(requests(carried_in=1, granted=1), last={}),
        Seen(requests(carried_in=1, granted=1), last=requests(new=1, carried_out=1)),
    ),
    33: Row(
        "in force",
        ("proactive.in_force",),
        Seen(table_two(normative__issued=2, normative__in_force=6), last=table_two(normative__in_force=5)),
        Seen(table_two(normative__issued=2, normative__in_force=7), last=table_two(normative__in_force=5)),
    ),
    34: Row(
        "in force at least",
        ("proactive.in_force_least",),
        Seen(table_two(normative__issued=3, normative__in_force=1)),
        Seen(table_two(normative__issued=3, normative__repealed=2, normative__in_force=1)),
    ),
    35: Row(
        "规章 of a township",
        ("proactive.no_rules",),
        Seen(table_two(rules__issued=2, rules__in_force=2)),
        Seen(table_two(rules__issued=2, rules__in_force=2), organ=CITY),
    ),
    36: Row(
        "items, publications and purchases of 2019",
        (
            *("proactive.prior_items", "proactive.public_total", "proactive.procurement"),
            "proactive.decisions_no_sum",
        ),
        Seen(table_two(procurement__items=3), year=2020),
        Seen(table_two(procurement__items=3, procurement__amount="60.5"), year=2020),
    ),
    37: Row(
        "large changes",
        ("changes.large",),
        Seen(table_two(penalties__decisions=9), last=table_two(penalties__decisions=2)),
        Seen(table_two(penalties__decisions=9), last=table_two(penalties__decisions=4)),
    ),
    38: Row(
        "most of it is other",
        ("requests.other_share",),
        Seen(requests(new=10, granted=4, other_misc=6)),
        Seen(requests(new=12, granted=7, other_misc=5)),
    ),
    39: Row(
        "review comes first",
        ("disputes.review_first",),
        Seen(disputes(direct_upheld=1)),
        Seen(disputes(after_review_upheld=1)),
    ),
    40: Row(
        "disputes without requests",
        ("disputes.no_requests",),
        Seen(disputes(review_upheld=1), last={}),
        Seen(disputes(review_upheld=1), last=requests(new=1, granted=1)),
    ),
    41: Row(
        "still pending",
        ("disputes.still_pending",),
        Seen(last=disputes(review_pending=1)),
        Seen(disputes(review_corrected=1), last=disputes(review_pending=1)),
    ),
    42: Row(
        "requests in words",
        ("numbers.requests",),
        more("全年收到政府信息公开申请5件。", CASE_71),
        more("全年收到政府信息公开申请六件。", CASE_71),
    ),
    43: Row(
        "none received",
        ("numbers.none_received",),
        more("本年度未收到政府信息公开申请。", CASE_71),
        more("本年度未收到政府信息公开申请。"),
    ),
    44: Row(
        "documents in words",
        ("numbers.documents",),
        more("全年制发行政规范性文件3件。", table_two(normative__issued=2, normative__in_force=2)),
        more("全年制发行政规范性文件2件。", table_two(normative__issued=2, normative__in_force=2)),
    ),
    45: Row(
        "disputes in words",
        ("numbers.disputes", "numbers.all_upheld", "numbers.results"),
        more("因政府信息公开被申请行政复议1件。"),
        more("没有因政府信息公开被申请行政复议。"),
    ),
    46: Row(
        "parts and wholes",
        ("numbers.parts", "numbers.outcomes", "numbers.outcomes_received", "numbers.flow"),
        more("公开政府信息40条，其中政策类25条、财政类18条。"),
        more("公开政府信息40条，其中政策类25条、财政类15条。"),
    ),
    47: Row(
        "all done, and some carried over",
        ("numbers.all_done",),
        more("受理政府信息公开申请7件，答复率100%。", CASE_71),
        more("受理政府信息公开申请7件，按时答复率100%。", CASE_71),
    ),
    48: Row(
        "mixed measure words",
        ("numbers.units", "numbers.money"),
        more("收到政府信息公开申请6件，答复申请6条。", requests(new=6, granted=6)),
        more("收到政府信息公开申请6件，答复申请6件。", requests(new=6, granted=6)),
    ),
    49: Row(
        "fees in words and in the table",
        ("numbers.fees", "matters.fee_in_fees", "matters.fee_uncounted", "matters.fee_unpaid"),
        Seen({**table_two(fees__amount="0.038"), **FEE}, {"matters": "本年度没有收取信息处理费。"}),
        Seen({**table_two(fees__amount="0.038"), **FEE}, {"matters": "全年收取信息处理费380元。"}),
    ),
    50: Row(
        "the fee sentence",
        ("matters.fee.missing",),
        text(matters="没有其他需要报告的事项。"),
        Seen({"matters.fee_cases": 0, "matters.fee_amount": Decimal(0)}, {"matters": "没有其他需要报告的事项。"}),
    ),
    51: Row(
        "like last year's text",
        ("overview.like_last",),
        Seen(texts={"overview": STORY}, last_texts={"overview": STORY}),
        Seen(texts={"overview": STORY}, last_texts={"overview": OTHER}),
    ),
    52: Row(
        "like a neighbour's text",
        ("overview.like_neighbour", "problems.like_neighbour"),
        Seen(texts={"overview": STORY}, neighbour={"overview": STORY}),
        Seen(texts={"overview": STORY}, neighbour={"overview": OTHER}),
    ),
    53: Row(
        "doubled words, no end",
        ("doubled.words", "doubled.sentences", "stutter.words", "punctuation.end"),
        more("信息可通过可以通过网站查询。"),
        more("可以通过网站查询，也可以通过公开栏查询。"),
    ),
    54: Row(
        "confusable words",
        ("confusable.words", "slips.words", "terms.words", "phrases.near", "alike.words", "nonwords.words"),
        more("推进政府信息公开得工作部署。"),
        more("大家认为公开得很及时。"),
    ),
    55: Row(
        "brackets and quotes",
        ("punctuation.half_width", "punctuation.pairs", "punctuation.marks"),
        more("公开了《柳湾乡办事指南（试行）的全文。"),
        more("公开了《柳湾乡办事指南（试行）》的全文。"),
    ),
    56: Row(
        "short forms",
        ("text.short_form",),
        more("收费按照《办法》执行。"),
        more("收费按照《政府信息公开信息处理费管理办法》执行，《办法》张贴在栏里。"),
    ),
    57: Row(
        "the same problems as last year",
        ("problems.like_last",),
        Seen(texts={"problems": STORY}, last_texts={"problems": STORY}),
        Seen(texts={"problems": STORY}, last_texts={"problems": OTHER}),
    ),
    58: Row(
        "changed after it was handed over",
        ("report.changed",),
        Seen(around=Around(handed="{}")),
        Seen(around=Around(handed=None)),
    ),
}
# Check 59, the copies that differ, is made by the fingerprint that stands on both; see below.
BESIDE = {
    "personal data and secrecy": ("private.data", "private.mark"),
    "figures among themselves": (
        "numbers.percent",
        "numbers.same",
        "numbers.vague",
        "numbers.twice",
        "numbers.published",
        "numbers.own",
    ),
    "no figure at all": ("text.figures.missing", "text.amount.published", "text.amount.requests"),
}
EACH = pytest.mark.parametrize(
    "row", ROWS.values(), ids=[f"check-{number:02}-{row.what.replace(' ', '-')}" for number, row in ROWS.items()]
)


def _report(organ: str, year: int, cells: Cells, texts: Texts) -> tuple[Form, Report]:
    form = catalogue().governing(year)
    leaves = dict.fromkeys((name for name in form.cells if name not in total_addresses(form)), 0)
    return form, Report(ReportKey(organ, year), form.id, passages=dict(texts)).with_cells({**leaves, **cells})


def result(case: Seen) -> CheckResult:
    """All shipped rules over it."""
    texts = {**GOOD, **case.texts}
    if case.more:
        texts["overview"] = f"{OVERVIEW}\n{case.more}"
    if case.year != 2025:
        texts["overview"] = texts["overview"].replace("2025", str(case.year))
        texts["preface"] = texts["preface"].replace("2025", str(case.year))
    form, report = _report(case.organ.short_name, case.year, case.cells, texts)
    last = None
    if case.last is not None or case.last_texts is not None:
        before = {name: words.replace("2025", "2024") for name, words in GOOD.items()}
        last = LastYear(
            *_report(report.key.organ, case.year - 1, case.last or {}, {**before, **(case.last_texts or {})})
        )
    near = () if case.neighbour is None else (LastYear(*_report("白石乡", case.year, {}, case.neighbour)),)
    paper = None if case.paper is None else Paper("旧报告.txt", case.paper)
    around = case.around._replace(organ=case.organ, neighbours=near, paper=paper, wording=wording())
    return check(form, report, last, around)


@EACH
def test_it_speaks(row: Row) -> None:
    found = [finding for finding in result(row.fires).findings if finding.rule in row.rules]
    assert found
    for finding in found:
        assert finding.message.endswith("。")
        assert not {"{", "}"}.intersection(finding.message)


@EACH
def test_a_near_miss_is_quiet(row: Row) -> None:
    told = result(row.quiet)
    assert [finding.message for finding in told.findings if finding.rule in row.rules] == []
    assert any(outcome.status == "passed" for outcome in told.outcomes if outcome.rule in row.rules)


def test_a_report_in_good_order_is_left_alone() -> None:
    before = {"overview": OTHER, "problems": "公开的内容偏少，明年多公开几类。"}
    told = result(Seen(last={}, last_texts=before, neighbour={"overview": OTHER}, paper=()))
    assert [(finding.rule, finding.message) for finding in told.findings] == []
    assert told.counts.run > 100


def test_all_59_are_there() -> None:
    assert sorted({*ROWS, 59}) == list(range(1, 60))


def test_check_59_the_fingerprint_of_two_copies_tells_them_apart() -> None:
    form, report = _report("柳湾乡", 2025, {}, GOOD)
    assert fingerprint(report, form) == fingerprint(_report("柳湾乡", 2025, {}, GOOD)[1], form)
    assert fingerprint(report, form) != fingerprint(report.with_cells({FIRST: 1}), form)
    assert fingerprint(report, form) != fingerprint(report.with_passages({"matters": MATTERS + "另有一句。"}), form)


def test_every_rule_that_is_shipped_has_its_place() -> None:
    shipped = {rule.id for form in catalogue().forms for rule in form.rules}
    shipped |= {rule.id for known in wording().lists for rule in known.rules}
    placed = [name for row in ROWS.values() for name in row.rules] + [
        name for names in BESIDE.values() for name in names
    ]
    assert len(placed) == len(set(placed))
    totals = {"requests.results_total", "requests.total"} | {
        f"disputes.{it}_total" for it in ("review", "direct", "after_review")
    }
    assert set(placed) == shipped | totals
