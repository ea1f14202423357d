"""Every check on figures by its number in the list of checks: one case in which it speaks, and a near miss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks import reasons
from app.checks.engine import CheckResult, check
from app.checks.model import Around, Finding, LastYear
from app.checks.totals import total_addresses
from app.domain.address import Address
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.forms.catalogue import load_folder
from app.forms.model import Form

FOLDER = Path(__file__).parents[3] / "resources" / "forms"
CATALOGUE = load_folder(FOLDER)
OLD, NEW = CATALOGUE.governing(2020), CATALOGUE.governing(2023)
APPLICANTS = ("natural", "business", "research", "welfare", "legal_service", "other_org")
TOWN = Organ("柳湾乡", "乡")
Cells = Mapping[Address, Value]


@dataclass(frozen=True)
class Seen:
    """A report with 0 wherever ``cells`` says nothing, and last year's likewise (None: there is none)."""

    cells: Cells = field(default_factory=dict)
    last: Cells | None = None
    organ: Organ | None = TOWN


@dataclass(frozen=True)
class Case:
    """``rule`` speaks ``times`` of ``fires`` and says ``says``; of ``quiet`` it says nothing, and ran all the same."""

    name: str
    rule: str
    year: int
    fires: Seen
    quiet: Seen
    says: str
    severity: str = "warning"
    times: int = 1


def requests(**rows: int) -> dict[Address, Value]:
    """That many of 自然人 in each row of the table of requests; the totals compute themselves."""
    return {f"requests.{row}.natural": count for row, count in rows.items()}


def disputes(**columns: int) -> dict[Address, Value]:
    return {f"disputes.cases.{column}": count for column, count in columns.items()}


def stock(issued: int, repealed: int, in_force: int) -> dict[Address, Value]:
    figures = {"issued": issued, "repealed": repealed, "in_force": in_force}
    return {f"proactive.normative.{column}": count for column, count in figures.items()}


def items(row: str, prior: int, change: int, decisions: int = 0) -> dict[Address, Value]:
    figures = {"prior_items": prior, "change": change, "decisions": decisions}
    return {f"proactive.{row}.{column}": count for column, count in figures.items()}


def bought(count: int, amount: str) -> dict[Address, Value]:
    return {"proactive.procurement.items": count, "proactive.procurement.amount": Decimal(amount)}


def fees(amount: str) -> dict[Address, Value]:
    return {"proactive.fees.amount": Decimal(amount)}


def decided(row: str, count: int) -> dict[Address, Value]:
    return {f"proactive.{row}.decisions": count}


def split(**cells: int) -> dict[Address, Value]:
    """12 requests of 自然人, all granted: what the row of 予以公开 says is ``cells``, its total stays 12."""
    granted = {f"requests.granted.{column}": count for column, count in cells.items()}
    return {**requests(new=12), "requests.new.total": 12, **granted, "requests.granted.total": 12}


RULES_ROW = {"proactive.rules.issued": 2, "proactive.rules.in_force": 2}
CITY = Organ("东州市人民政府", "区（县）部门")
ONE_YEAR_ON = {"requests.new.total": 2, **disputes(review_pending=0)}

CASES = (
    Case(
        "check-26-slip-of-unit",
        "proactive.fees_unit",
        2023,
        Seen(fees("5200"), fees("0.52")),
        Seen(fees("52"), fees("0.52")),
        "行政事业性收费 5200万元，上年 0.52万元，是上年的 10000 倍，请看一眼是不是元和万元写混了。",
    ),
    Case(
        "check-26-slip-of-unit-down",
        "proactive.procurement_unit",
        2020,
        Seen(bought(3, "0.0425"), bought(3, "400")),
        Seen(bought(3, "0"), bought(3, "400")),
        "上年 400万元",
    ),
    Case(
        "check-26-far-too-much-for-one-purchase",
        "proactive.procurement_large",
        2020,
        Seen(bought(1, "8040")),
        Seen(bought(6, "8040")),
        "政府集中采购·采购总金额 8040万元，平均一个项目 8040万元；这一格的单位是万元，请看一眼是不是按元填的。",
    ),
    Case(
        "check-26-far-too-much-without-items",
        "proactive.procurement_large",
        2020,
        Seen(bought(0, "15000000")),
        Seen(bought(0, "1999.99")),
        "15000000万元",
    ),
    Case(
        "check-26-fees-of-a-township",
        "proactive.fees_large",
        2023,
        Seen(fees("5000.01")),
        Seen(fees("5000.01"), organ=CITY),
        "一个乡镇一年收不到这么多",
    ),
    Case(
        "check-26-decisions-of-a-township",
        "proactive.decisions_large",
        2023,
        Seen({**decided("penalties", 100001), **decided("licences", 264853)}),
        Seen(decided("penalties", 100000)),
        "很少有这么多",
        "info",
        times=2,
    ),
    Case(
        "check-26-decisions-of-a-township-2019",
        "proactive.decisions_large",
        2020,
        Seen(decided("services", 264853)),
        Seen(decided("services", 264853), organ=CITY),
        "其他对外管理服务事项·处理决定数量 264853",
        "info",
    ),
    Case(
        "check-26-requests-of-a-township",
        "requests.large",
        2023,
        Seen(requests(new=1001, granted=1001)),
        Seen(requests(new=1000, granted=1000)),
        "本年新收·总计 1001 件",
        "info",
    ),
    Case(
        "check-27-split-digits",
        "requests.digits_split",
        2023,
        Seen(split(natural=1, business=2)),
        Seen(split(natural=3, business=0)),  # the gap is 9 here as well
        "“（一）予以公开”有两格写着 1 和 2，像是一个数 12 拆到了两格里；合起来正好等于总计 12，各列也都平。",
    ),
    Case(
        "check-27-split-digits-2019",
        "requests.digits_split",
        2020,
        Seen(split(natural=1, business=2)),
        Seen(split(natural=12)),
        "拆到了两格里",
    ),
    Case(
        "check-28-columns-balance",
        "requests.balance",
        2023,
        Seen(requests(new=8, granted=7)),
        Seen(requests(new=8, granted=7, carried_out=1)),
        "自然人列不平：第一项加第二项是 8，第三项加第四项是 7，相差 1。",
        "error",
        times=2,
    ),
    Case(
        "check-29-sum-of-outcomes",
        "requests.results_total",
        2023,
        Seen({**requests(new=7, granted=7), "requests.results_total.natural": 8}),
        Seen({**requests(new=7, granted=7), "requests.results_total.natural": 7}),
        "自然人列的“（七）总计”写的是 8，各项加起来是 7，相差 1。",
        "error",
        times=2,  # the total column follows
    ),
    Case(
        "check-30-rows-add-up",
        "requests.total",
        2020,
        Seen({**requests(new=7, granted=7), "requests.new.total": 6}),
        Seen({**requests(new=7, granted=7), "requests.new.total": 7}),
        "本年新收行的“总计”写的是 6，各项加起来是 7，相差 1。",
        "error",
    ),
    Case(
        "check-31-review",
        "disputes.review_total",
        2023,
        Seen(disputes(review_upheld=2, review_total=3)),
        Seen(disputes(review_upheld=2, review_total=2)),
        "“行政复议·总计”写的是 3，各项加起来是 2，相差 1。",
        "error",
    ),
    Case(
        "check-31-direct",
        "disputes.direct_total",
        2020,
        Seen(disputes(direct_pending=1, direct_total=0)),
        Seen(disputes(direct_pending=1, direct_total=1)),
        "相差 1",
        "error",
    ),
    Case(
        "check-31-after-review",
        "disputes.after_review_total",
        2023,
        Seen(disputes(after_review_other=5, after_review_total=0)),
        Seen(disputes(after_review_other=5, after_review_total=5)),
        "相差 5",
        "error",
    ),
    Case(
        "check-32-carried-over",
        "requests.carry_over",
        2021,
        Seen(requests(carried_in=1, granted=1), {"requests.carried_out.natural": 2}),
        Seen(requests(carried_in=2, granted=2), {"requests.carried_out.natural": 2, "requests.carried_out.total": 2}),
        "自然人列的上年结转写 1，上年报告的结转下年度是 2，相差 1。",
        times=2,
    ),
    Case(
        "check-33-in-force",
        "proactive.in_force",
        2023,
        Seen(stock(2, 0, 6), stock(0, 0, 5)),
        Seen(stock(2, 1, 6), stock(0, 0, 5)),
        "行政规范性文件现行有效 6 件；上年 5 加制发减废止应是 7，相差 1。",
    ),
    Case(
        "check-34-in-force-least",
        "proactive.in_force_least",
        2023,
        Seen(stock(3, 0, 1)),
        Seen(stock(3, 2, 1)),
        "行政规范性文件现行有效 1 件，比制发减废止（3）还少 2。",
    ),
    Case(
        "check-35-rules-in-a-township",
        "proactive.no_rules",
        2023,
        Seen(RULES_ROW),
        Seen(RULES_ROW, organ=CITY),
        "“规章”写了本年制发件数 2、现行有效件数 2；这一级没有制定规章的权限，请看一眼是不是规范性文件填错了行。",
    ),
    Case(
        "check-35-level-by-the-name",
        "proactive.no_rules",
        2020,
        Seen({"proactive.rules.public_total": 1}, organ=None),
        Seen({"proactive.normative.public_total": 1}, organ=None),
        "对外公开总数量 1",
    ),
    Case(
        "check-35-rules-in-a-zone",
        "proactive.no_rules",
        2023,
        Seen(RULES_ROW, organ=Organ.named("青禾综合实验区")),
        Seen(RULES_ROW, organ=Organ.named("青禾自治区")),
        "这一级没有制定规章的权限",
    ),
    Case(
        "check-36-items-of-last-year",
        "proactive.prior_items",
        2020,
        Seen(items("licences", 36, 0), items("licences", 36, 2)),
        Seen(items("licences", 34, 0), items("licences", 36, -2)),
        "行政许可的上一年项目数量写 36；上年报告里 36 加上增减应是 38，相差 2。",
    ),
    Case(
        "check-36-public-total",
        "proactive.public_total",
        2020,
        Seen({"proactive.normative.published": 3, "proactive.normative.public_total": 2}),
        Seen({"proactive.normative.published": 3, "proactive.normative.public_total": 3}),
        "规范性文件的对外公开总数量 2，比本年新公开的 3 还少 1。",
    ),
    Case(
        "check-36-items-without-money",
        "proactive.procurement",
        2020,
        Seen(bought(3, "0")),
        Seen(bought(0, "0")),
        "采购项目数量写 3，采购总金额写 0，一个是 0，另一个不是 0。",
    ),
    Case(
        "check-36-money-without-items",
        "proactive.procurement",
        2020,
        Seen(bought(0, "606.05")),
        Seen(bought(10, "606.05")),
        "采购项目数量写 0，采购总金额写 606.05万元",
    ),
    Case(
        "check-36-a-sum-instead-of-decisions",
        "proactive.decisions_no_sum",
        2020,
        Seen({**items("licences", 30, -4, 26), **items("penalties", 3, 6, 9)}),
        Seen({**items("licences", 26, 0, 26), **items("penalties", 3, 6, 10), **items("compulsion", 5, -5, 0)}),
        "“行政许可”的处理决定数量是 26，前两格 30 - 4 = 26，像是把它当成合计填了；这一格要填全年作出的决定。",
        times=2,
    ),
    Case(
        "check-36-a-sum-missed-by-one",
        "proactive.decisions_no_sum",
        2020,
        Seen(items("licences", 500, 60, 559)),
        Seen({**items("licences", 500, 60, 558), **items("penalties", 30, 10, 39)}),
        "前两格 500 + 60 = 560",
    ),
    Case(
        "check-37-large-change",
        "changes.large",
        2023,
        Seen({**decided("penalties", 9), **decided("compulsion", 6)}, {**decided("penalties", 2)}),
        Seen({**decided("penalties", 9), **decided("compulsion", 4)}, {**decided("penalties", 4)}),
        "行政处罚 9，上年 2，是上年的 4.5 倍，没错就不用管。",
        "info",
        times=2,
    ),
    Case(
        "check-37-down-to-nothing",
        "changes.large",
        2020,
        Seen({}, decided("licences", 36)),
        Seen(decided("licences", 13), decided("licences", 36)),
        "行政许可·处理决定数量 0，上年 36，今年一件都没有，没错就不用管。",
        "info",
    ),
    Case(
        "check-37-money-is-left-to-the-slip-of-unit",
        "changes.large",
        2023,
        Seen(fees("200"), fees("0.52")),
        Seen(fees("5200"), fees("0.52")),
        "是上年的 384.6 倍",
        "info",
    ),
    Case(
        "check-38-most-of-it-is-other",
        "requests.other_share",
        2023,
        Seen(requests(new=10, granted=5, other_misc=5)),
        Seen(requests(new=11, granted=6, other_misc=5)),
        "办结的 10 件里有 5 件（50%）算在“（六）其他处理”的“3.其他”，请看一眼有没有该归到别的结果里的。",
        "info",
    ),
    Case(
        "check-38-few-are-no-share",
        "requests.other_share",
        2020,
        Seen(requests(new=5, other_handling=5)),
        Seen(requests(new=4, other_handling=4)),
        "5 件（100%）",
        "info",
    ),
    Case(
        "check-39-review-comes-first",
        "disputes.review_first",
        2024,
        Seen(disputes(direct_upheld=1)),
        Seen(disputes(after_review_upheld=1)),
        "未经复议直接起诉·总计 1；2024 年起，不服不予公开要先申请复议，再起诉，请看一眼有没有填错列。",
        "info",
    ),
    Case(
        "check-40-disputes-without-requests",
        "disputes.no_requests",
        2023,
        Seen(disputes(review_upheld=1, after_review_upheld=1), {}),
        Seen(disputes(review_upheld=1), {"requests.new.total": 1}),
        "复议和诉讼写了 2 件，可是今年和上年都没有收到过申请，请看一眼。",
        "info",
    ),
    Case(
        "check-40-disputes-with-a-request-of-this-year",
        "disputes.no_requests",
        2021,
        Seen(disputes(direct_upheld=1), {}),
        Seen({**disputes(direct_upheld=1), **requests(new=1, granted=1)}, {}),
        "复议和诉讼写了 1 件",
        "info",
    ),
    Case(
        "check-41-still-pending",
        "disputes.still_pending",
        2021,
        Seen({}, disputes(review_pending=1, direct_pending=2)),
        Seen(disputes(review_upheld=1), disputes(review_pending=1)),
        "上年有 3 件复议诉讼还没有审结，今年一件都没有写，请看一眼结果有没有漏。",
        "info",
    ),
    Case(
        "check-49-fee-of-part-six-in-the-table",
        "matters.fee_in_fees",
        2023,
        Seen({**fees("0.0379"), "matters.fee_cases": 1, "matters.fee_amount": Decimal(380)}),
        Seen({**fees("0.038"), "matters.fee_cases": 1, "matters.fee_amount": Decimal(380)}),
        "第六部分写收了信息处理费 380元，表二的行政事业性收费是 0.0379万元；",
        "info",
    ),
    Case(
        "check-49-an-amount-that-nobody-paid",
        "matters.fee_uncounted",
        2023,
        Seen({**fees("1"), "matters.fee_cases": 0, "matters.fee_amount": Decimal(12)}),
        Seen({**fees("1"), "matters.fee_cases": 1, "matters.fee_amount": Decimal(12)}),
        "第六部分写收了信息处理费 12元，件数却是 0，请补上件数",
    ),
    Case(
        "check-49-counted-and-nothing-came-in",
        "matters.fee_unpaid",
        2023,
        Seen({"matters.fee_cases": 3, "matters.fee_amount": Decimal(0)}),
        Seen({**fees("1"), "matters.fee_cases": 3, "matters.fee_amount": Decimal("0.5")}),
        "第六部分写收取信息处理费 3 件，金额却是 0，请看一眼",
        "info",
    ),
)
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def report(year: int, cells: Cells) -> Report:
    form = CATALOGUE.governing(year)
    leaves = dict.fromkeys((name for name in form.cells if name not in total_addresses(form)), 0)
    texts = {section.id: "写了。" for section in form.sections if section.kind == "text"}
    return Report(ReportKey("柳湾乡", year), form.id, passages=texts).with_cells({**leaves, **cells})


def outcomes(case: Case, seen: Seen) -> list[str]:
    return [outcome.status for outcome in _result(case, seen).outcomes if outcome.rule == case.rule]


def found(case: Case, seen: Seen) -> list[Finding]:
    return [finding for finding in _result(case, seen).findings if finding.rule == case.rule]


def _result(case: Case, seen: Seen) -> CheckResult:
    form, before = CATALOGUE.governing(case.year), CATALOGUE.governing(case.year - 1)
    last = None if seen.last is None else LastYear(before, report(case.year - 1, seen.last))
    return check(form, report(case.year, seen.cells), last, Around(organ=seen.organ))


@EACH
def test_it_speaks(case: Case) -> None:
    findings = found(case, case.fires)
    assert len(findings) == case.times
    assert case.says in findings[0].message
    assert {finding.severity for finding in findings} == {case.severity}
    form = CATALOGUE.governing(case.year)
    for finding in findings:
        assert finding.message.endswith("。")
        assert not {"{", "}"}.intersection(finding.message)
        assert finding.cells
        assert set(finding.cells) <= {*form.cells, *form.fields}
        assert form.section(finding.section)
        assert finding.mark
        assert finding.ground


@EACH
def test_a_near_miss_is_quiet(case: Case) -> None:
    assert found(case, case.quiet) == []
    assert "passed" in outcomes(case, case.quiet)  # it ran, and had nothing to say


@EACH
def test_all_noughts_are_quiet(case: Case) -> None:
    assert found(case, Seen({}, {} if case.quiet.last is not None else None)) == []


@pytest.mark.parametrize("rule", sorted({case.rule for case in CASES if case.fires.last is not None}))
def test_without_last_year_it_says_so(rule: str) -> None:
    case = next(case for case in CASES if case.rule == rule)
    result = _result(case, replace(case.fires, last=None))
    skipped = [outcome for outcome in result.outcomes if outcome.rule == rule]
    assert {(outcome.status, outcome.reason) for outcome in skipped} == {("skipped", "no_last")}
    assert reasons.WHY["no_last"] in reasons.counted(result.outcomes)


def test_what_is_for_townships_says_so_where_nobody_knows_the_office() -> None:
    nameless = replace(report(2023, RULES_ROW), key=ReportKey("", 2023))
    result = check(NEW, nameless, None, Around())
    skipped = {outcome.rule for outcome in result.outcomes if outcome.reason == "no_organ"}
    assert skipped == {"proactive.no_rules", "proactive.fees_large", "proactive.decisions_large", "requests.large"}


def test_a_fee_of_which_one_figure_is_blank_is_not_asked_for() -> None:
    case = next(case for case in CASES if case.rule == "matters.fee_uncounted")
    for name in ("matters.fee_cases", "matters.fee_amount"):
        seen = replace(case.fires, cells={**case.fires.cells, name: None})
        assert found(case, seen) == []
        assert outcomes(case, seen) == ["passed"]


def test_review_comes_first_only_since_the_law_says_so() -> None:
    case = next(case for case in CASES if case.name == "check-39-review-comes-first")
    assert found(replace(case, year=2023), case.fires) == []
    (finding,) = found(replace(case, year=2025), case.fires)
    assert finding.law.startswith("行政复议法")


def test_blanks_keep_a_look_from_running() -> None:
    blank = report(2023, {"requests.new.natural": None, **disputes(review_upheld=1)})
    result = check(NEW, blank, LastYear(NEW, report(2022, {})), Around(organ=TOWN))
    reason = {outcome.rule: outcome.reason for outcome in result.outcomes if outcome.status == "skipped"}
    assert reason["disputes.no_requests"] == "blank"  # the total of new requests waits for one cell
    assert "disputes.no_requests" not in {finding.rule for finding in result.findings}


def test_a_look_is_taken_anew_when_anything_it_stands_on_is_another() -> None:
    case = next(case for case in CASES if case.name == "check-37-large-change")
    once = found(case, case.fires)
    assert found(case, case.fires) == once
    assert found(case, replace(case.fires, last=case.fires.cells)) == []
    assert found(case, replace(case.fires, cells={})) == []
    case = next(case for case in CASES if case.name == "check-35-rules-in-a-township")
    assert [len(found(case, replace(case.fires, organ=organ))) for organ in (TOWN, CITY, TOWN, None)] == [1, 0, 1, 1]


def test_an_answer_to_a_look_goes_by_its_figures_and_last_years() -> None:
    case = next(case for case in CASES if case.name == "check-37-large-change")
    grounds = {
        found(case, seen)[0].ground
        for seen in (
            case.fires,
            Seen({**case.fires.cells, **decided("penalties", 10)}, case.fires.last),
            Seen(case.fires.cells, decided("penalties", 1)),
        )
    }
    assert len(grounds) == 3
    assert {finding.mark for finding in found(case, case.fires)} == {
        "proactive.penalties.decisions",
        "proactive.compulsion.decisions",
    }


@pytest.mark.parametrize("form", [OLD, NEW], ids=lambda form: form.id)
@given(data=st.data())
def test_law_any_figure_that_fell_apart_is_put_together_again(form: Form, data: st.DataObject) -> None:
    """Whatever else the table holds: a split figure breaks its row and its column, and one joining mends both."""
    year = 2020 if form is OLD else 2023
    rows = ["granted", "partial", "state_secret", "petition"]
    cells: dict[Address, int] = {}
    for name in APPLICANTS:
        counts = {row: data.draw(st.integers(0, 30)) for row in rows}
        cells |= {f"requests.{row}.{name}": count for row, count in counts.items()}
        cells[f"requests.new.{name}"] = sum(counts.values())
    place = data.draw(st.integers(0, len(APPLICANTS) - 2))
    left, right = (f"requests.granted.{name}" for name in APPLICANTS[place : place + 2])
    figure = data.draw(st.integers(10, 99))
    for address, count in ((left, figure), (right, 0)):
        column = address.rpartition(".")[2]
        cells[f"requests.new.{column}"] += count - cells[address]
        cells[address] = count
    total = sum(cells[f"requests.granted.{name}"] for name in APPLICANTS)
    whole = report(year, {**cells, "requests.granted.total": total})
    assert check(form, whole, around=None).unbalanced == ()
    tens, ones = divmod(figure, 10)
    result = check(form, whole.with_cells({left: tens, right: ones}))
    fixes = [finding.fix for finding in result.findings if finding.rule == "requests.digits_split"]
    assert [fix.cells for fix in fixes if fix] == [{left: figure, right: 0}]
    assert fixes[0] is not None
    assert fixes[0].label == f"改为 {figure} 和 0"


@given(now=st.integers(0, 10**6), last=st.integers(0, 10**6))
def test_law_large_is_three_times_and_five_apart(now: int, last: int) -> None:
    case = next(case for case in CASES if case.name == "check-37-large-change")
    large = abs(now - last) >= 5 and max(now, last) >= 3 * min(now, last)
    assert bool(found(case, Seen(decided("licences", now), decided("licences", last)))) == large


@given(prior=st.integers(0, 300), change=st.integers(-300, 300), result=st.integers(0, 600))
def test_law_only_a_sum_is_taken_for_a_sum(prior: int, change: int, result: int) -> None:
    case = next(case for case in CASES if case.name == "check-36-a-sum-instead-of-decisions")
    total = prior + change
    meant = bool(prior and change and result) and (total == result or (total >= 50 and abs(total - result) == 1))
    assert bool(found(case, Seen(items("licences", prior, change, result)))) == meant
