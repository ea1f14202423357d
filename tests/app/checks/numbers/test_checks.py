"""Each check on numbers by its name: a text that it finds and a near miss that it leaves alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from app.checks import fixing
from app.domain.address import Address
from app.domain.report import Answer
from app.domain.values import Value
from tests.app.checks.numbers.trying import TEXT, checked, findings, report, rules

Cells = dict[Address, Value]
SIX: Cells = {
    "requests.new.natural": 6,
    "requests.carried_in.natural": 1,
    "requests.granted.natural": 4,
    "requests.state_secret.natural": 1,
    "requests.not_held.natural": 1,
    "requests.carried_out.natural": 1,
}
LAW: Cells = {"disputes.cases.review_upheld": 1, "disputes.cases.review_pending": 1, "disputes.cases.direct_upheld": 1}
PAPERS: Cells = {"proactive.normative.issued": 2, "proactive.normative.repealed": 1, "proactive.normative.in_force": 7}


@dataclass(frozen=True)
class Case:
    """A check: what it finds (``fires``) and must not (``quiet``), over the figures ``cells``."""

    name: str
    rule: str
    cells: Cells
    fires: tuple[str, ...]
    quiet: tuple[str, ...]
    year: int = 2023
    texts: dict[str, str] = field(default_factory=dict)


CASES = (
    Case(
        "check-18-lost-number",
        "numbers.lost",
        {},
        (
            "制发规范性文件0件，废止规范性文件0件，现行有效的规范性文件。",
            "公开企业登记信息条、施工许可信息76条。",
            "主动公开政府信息260余，比上年多。",
            "主动公开政府信息72，其中动态58条、通知14条。",
            "全年开展业务培训次，参训120人次。",
            "收到群众来信12，都已答复。",
            "收取信息处理费120。",
            "配备查询电脑2、资料架1个。",
            "予以公开5件，占55.56；部分公开1件。",
        ),
        (
            "制发规范性文件0件，废止规范性文件0件，现行有效的规范性文件0件。",
            "整理各类头条、词条，公开信息76条。",
            "主动公开政府信息260余条。",
            "工作信息30、文件3、财政4。",
            "开展业务培训多次，参训120人次。",
            "收到群众来信0，收取信息处理费0。",
            "办理进度排名第12，得分98.5。",
            "受理12345、8890热线转来的工单3件。",
            "予以公开5件，占比较高；部分公开1件。",
        ),
    ),
    Case(
        "check-42-received",
        "numbers.requests",
        SIX,
        (
            "全年收到政府信息公开申请5件。",
            "全年收到政府信息公开申请五件。",
            "2023年，按照2022年修订的办法，收到政府信息公开申请5件。",
            "全年收到政府信息公开申请 ７ 件。",
            "今年受理9件政府信息公开申请。",
            "上年结转政府信息公开申请2件。",
        ),
        (
            "全年收到政府信息公开申请6件。",
            "全年收到政府信息公开申请六件。",
            "受理政府信息公开申请7件（含上年结转1件）。",
            "收到政府信息公开申请7件（含上年结转1件）。",
            "收到政府信息公开申请近10件。",
            "通过网上收到政府信息公开申请2件。",
            "收到低保申请12件，均已公开。",
            "收到政府信息公开申请6件，其中自然人申请6件。",
            "2022年收到政府信息公开申请8件，2023年收到政府信息公开申请6件。",
            "2022年，收到政府信息公开申请8件；2023年，收到政府信息公开申请6件。",
        ),
    ),
    Case(
        "check-42-outcomes",
        "numbers.requests",
        SIX,
        (
            "收到申请6件，予以公开6件。",
            "收到申请6件，其中3件予以公开。",
            "收到申请6件，不予公开2件。",
            "收到申请6件，予以公开和部分公开5件。",
            "收到申请6件，结转下年度2件。",
            "收到申请6件，2件结转下年度继续办理。",
        ),
        (
            "收到申请6件，予以公开4件，不予公开1件，无法提供1件，结转下年度1件。",
            "收到申请6件，4件予以公开，1件不予公开，1件结转下年度继续办理。",
            "收到申请6件，予以公开和部分公开4件。",
            "对15个事项予以公开。",
        ),
    ),
    Case(
        "check-43-none-received",
        "numbers.none_received",
        SIX,
        ("本年度未收到政府信息公开申请。", "全年没有收到依申请公开的申请。", "全年没有公民提出申请公开。"),
        ("未收到申请人对公开答复的意见。", "没有收到网上提出的公开申请。", "未收取公开申请费用。"),
    ),
    Case(
        "check-44-documents",
        "numbers.documents",
        PAPERS,
        (
            "全年制发行政规范性文件3件。",
            "制定规范性文件0件，废止0件。",
            "现行有效行政规范性文件5件。",
            "本年度未制发行政规范性文件。",
            "作出行政处罚决定9件。",
        ),
        (
            "全年制发行政规范性文件2件，废止1件，现行有效7件。",
            "制定规范性文件解读3篇。",
            "公开规范性文件类信息30条。",
            "转发上级规范性文件9件。",
            "公示行政处罚9件。",
        ),
    ),
    Case(
        "check-44-procurement",
        "numbers.documents",
        {"proactive.procurement.items": 10, "proactive.procurement.amount": Decimal("606.05")},
        ("完成政府集中采购项目9项。", "政府集中采购总金额606.05元。", "政府集中采购总金额60.6万元。"),
        ("完成政府集中采购项目10项，集中采购总金额606.05万元。", "集中采购总金额6060500元。"),
        2020,
    ),
    Case(
        "check-45-disputes",
        "numbers.disputes",
        LAW,
        (
            "因政府信息公开被申请行政复议1件。",
            "因政府信息公开被提起行政诉讼2件。",
            "未发生因政府信息公开引起的行政复议、行政诉讼。",
        ),
        (
            "因政府信息公开被申请行政复议2件，行政诉讼1件。",
            "公开类行政复议和行政诉讼共3件。",
            "没有因公开被复议机关纠正的情形。",
            "公开行政复议2件，维持1件。",
        ),
    ),
    Case(
        "check-45-results",
        "numbers.results",
        {**LAW, "disputes.cases.review_upheld": 2, "disputes.cases.review_pending": 0},
        (
            "因公开被申请行政复议2件，结果纠正；行政诉讼1件，结果维持。",
            "因公开被申请行政复议2件，其中1件维持、1件尚未审结。",
            "因公开被申请行政复议2件，结果维持；行政诉讼1件，结果纠正。",
            "行政复议维持2件，复议后起诉维持1件。",
        ),
        (
            "因公开被申请行政复议2件，结果维持；行政诉讼1件，结果维持。",
            "因公开被申请行政复议2件，没有被纠正。",
            "公开类行政复议和行政诉讼3件，维持3件。",
            "上年因公开被申请行政复议1件，结果纠正。",
            "不服行政处罚申请行政复议1件，结果纠正。",
        ),
    ),
    Case(
        "check-45-all-upheld",
        "numbers.all_upheld",
        LAW,
        ("政府信息公开行政复议2件，均获维持。", "政府信息公开行政复议2件，均已审结。"),
        ("公开行政复议2件，维持1件。",),
    ),
    Case(
        "check-42-outcomes-without-the-word",
        "numbers.requests",
        SIX,
        ("办理结果：予以公开4件，部分公开0件，不予公开3件。",),
        ("办理结果：予以公开4件，不予公开1件。", "审核结果：对3件稿件不予公开。"),
    ),
    Case(
        "check-46-parts",
        "numbers.parts",
        {},
        (
            "公开政府信息40条，其中政策类25条、财政类18条。",
            "公开政府信息40条，其中政策类25条、其他12条。",
            "公开政府信息40条（政策类25条，财政类14条）。",
            "收到申请0件，其中网上申请2件。",
            "政策类45条，财政类120条，其他30条，共计公开196条。",
            "公开信息102篇，其中53+1+8+42=104。",
            "公开信息523条，比上年增加47条，增长9.87%，其中政策类398条、财政类225条。",
            "公开信息523条，其中网站398条、微博152条。",
        ),
        (
            "公开政府信息40条，其中政策类25条、财政类15条。",
            "公开政府信息40条，其中政策类25条、财政类9条等。",
            "公开政府信息40余条，其中政策类25条、财政类18条。",
            "公开政府信息40条，主要是政策类25条、财政类9条。",
            "公开政府信息40条，其中网站38条、公众号35条。",
            "公开信息523条，比上年增加47条，其中政策类30条、财政类17条。",
            "公开信息523条，其中网站398条、微博161条。",
            "收到申请14件。上年结转1件。其中予以公开10件、部分公开4件。",
            "申请4件均已办结：1件予以公开；2件因不掌握信息，无法提供；1件属于信访，不予处理。",
        ),
    ),
    Case(
        "check-46-outcomes",
        "numbers.outcomes",
        {},
        (
            "答复申请16件，均按时答复。予以公开8件；不予公开2件；无法提供3件；不予处理1件；其他处理1件。",
            "办结公开申请9件。予以公开8件；不予公开2件。",
        ),
        (
            "答复申请15件，均按时答复。予以公开8件；不予公开2件；无法提供3件；不予处理1件；其他处理1件。",
            "办结公开申请16件。予以公开8件；不予公开2件。",
        ),
    ),
    Case(
        "check-46-flow",
        "numbers.flow",
        {"requests.new.natural": None},
        ("收到公开申请8件，办结7件，结转下年度2件。", "收到公开申请8件，上年结转1件，办结9件，结转下年度1件。"),
        (
            "收到公开申请8件，办结7件，结转下年度1件。",
            "收到公开申请8件，上年结转1件，办结8件，结转下年度1件。",
            "收到公开申请8件，办结7件。",
        ),
    ),
    Case(
        "check-46-outcomes-received",
        "numbers.outcomes_received",
        {"requests.new.natural": None},
        ("收到公开申请6件。予以公开4件；不予公开3件。",),
        ("收到公开申请6件。予以公开4件；不予公开1件。", "收到公开申请6件，上年结转1件。予以公开4件；不予公开3件。"),
    ),
    Case(
        "check-47-all-done",
        "numbers.all_done",
        SIX,
        (
            "受理政府信息公开申请7件，答复率100%。",
            "受理公开申请7件，办结率达到百分之百。",
            "受理公开申请7件，所有申请均已办理完成。",
        ),
        (
            "受理公开申请7件，按时答复率100%。",
            "受理公开申请7件，均在法定期限内答复。",
            "除结转下年度的1件，所有申请均已办结，答复率100%。",
            "12345热线答复率100%，公开申请另有台账。",
            "受理公开申请7件，办结率85.7%。",
        ),
    ),
    Case(
        "check-48-units",
        "numbers.units",
        {"requests.new.natural": 6, "requests.granted.natural": 6},
        ("收到政府信息公开申请6件，答复公开申请6条。", "收到公开申请6例。\n答复公开申请6件。"),
        ("收到政府信息公开申请6件，答复6件。", "收到政府信息公开申请6件，公开信息6条，开会6次。"),
    ),
    Case(
        "check-48-money",
        "numbers.money",
        {},
        ("采购金额52.3万元，其中办公用品52.3元。",),
        ("采购金额52.3万元，合523000元。", "采购金额52.3万元，比上年的52.3万元没有增加。"),
    ),
    Case(
        "check-49-fees",
        "numbers.fees",
        {"matters.fee_cases": 1, "matters.fee_amount": 30, "proactive.fees.amount": Decimal("3.2")},
        (
            "本年度没有收取信息处理费。",
            "收取政府信息公开信息处理费0元。",
            "本年度没有收取行政事业性收费。",
            "全年收取行政事业性收费32万元。",
        ),
        (
            "收取政府信息公开信息处理费30元。",
            "全年收取行政事业性收费3.2万元。",
            "本年度没有新增行政事业性收费项目。",
            "有其他需要报告的事项。",
        ),
    ),
    Case(
        "code-percent",
        "numbers.percent",
        {},
        (
            "发放问卷210份，满意率95.2%（205/210）。",
            "发布信息200条，其中政策类50条，占30%。",
            "收到建议20件，采纳15件，采纳率85%。",
            "发放问卷300份，收回285份，回收率93%。",
            "办理咨询805件。甲类35件，占4.35%；乙类265件，占32.9%；丙类258件，占33.9%。",
            "公开信息523条，比上年增加47条，增长8.97%。",
            "公开信息523条，上年476条，增加47条，增长8.97%。",
            "公开信息523条，比上年的476条增长8.9%。",
        ),
        (
            "发放问卷210份，满意率97.62%（205/210）。",
            "发布信息200条，其中政策类50条，占25%。",
            "发布信息200条，同比增长12%。",
            "收到建议20件，采纳15件，采纳率75%。",
            "予以公开3件，占50%，不予公开1件，占16.7%，无法提供2件，占33.3%。",
            "办理建议12件，办结12件，办结率100%，满意11件，满意率91.7%。",
            "办理咨询805件。甲类35件，占4.34%；乙类265件，占32.9%。",
            "公开信息523条，比上年增加47条，增长9.87%。",
            "公开信息523余条，比上年增加47条，增长8.97%。",
            "公开信息523条，比上年的476条增长9.87%。",
            "公开信息523条，其中微博125条，比上年增加47条，增长60.26%。",
        ),
    ),
    Case(
        "code-vague",
        "numbers.vague",
        {},
        ("公开信息246余条。", "公开信息246多条。", "公开信息近246条。", "公开信息约 246 条。", "公开信息246条左右。"),
        ("公开信息240余条。", "公开信息3.2万余条。", "公开信息246条。", "其余246条。", "约25人参加。", "近246万元。"),
    ),
    Case(
        "code-suspect",
        "numbers.same",
        {},
        ("网站公开信息85条；公众号也是85条。",),
        ("网站公开信息85条；公众号公开58条。", "网站公开信息2条；公众号公开2条。"),
    ),
    Case(
        "code-internal",
        "numbers.twice",
        {},
        ("全镇收到政府信息公开申请。虽未收到申请，制度没有放松。",),
        ("对收到的政府信息公开申请及时登记。全年未收到政府信息公开申请。",),
    ),
    Case(
        "published-twice",
        "numbers.published",
        {},
        (
            "全年主动公开政府信息286条。\n全年主动公开政府信息268条。",
            "通过县政府网站主动公开政府信息286条。\n全年仅主动公开政府信息268条。",
            "全年主动公开政府信息286条，比上年增加6条。\n全年主动公开政府信息268条。",
        ),
        (
            "通过县政府网站主动公开政府信息26条。\n全年主动公开政府信息268条。",
            "通过县政府网站主动公开政府信息26条。\n通过微博平台主动公开政府信息28条。",
            "全年主动公开政府信息286条。\n上年主动公开政府信息268条。",
        ),
    ),
    Case(
        "own-words-of-a-format",
        "numbers.own",
        {"counters.aid.hall_am": 5, "counters.house.village_am": 2},
        ("各窗口受理事项6件。", "便民窗口办理8件。"),
        ("各窗口受理事项7件。", "受理其他事项6件。"),
        2027,
    ),
    Case(
        "results-in-the-cells-that-another-format-names",
        "numbers.results",
        {"complaints.year.false_ones": 2, "complaints.year.true_ones": 1},
        ("行政复议2件，结果纠正。", "行政复议3件，其中维持1件、纠正2件。"),
        ("行政复议3件，其中维持2件、纠正1件。", "行政复议3件，尚未审结3件。", "行政诉讼3件，结果维持。"),
        2027,
    ),
)


def _text(case: Case, words: str) -> str | dict[str, str]:
    return {"outline": words} if case.year >= 2027 else words


FIRES = [(case, words) for case in CASES for words in case.fires]
QUIET = [(case, words) for case in CASES for words in case.quiet]


@pytest.mark.parametrize(("case", "words"), FIRES, ids=lambda value: getattr(value, "name", ""))
def test_it_finds(case: Case, words: str) -> None:
    found = rules(_text(case, words), case.cells, year=case.year)
    assert case.rule in found


@pytest.mark.parametrize(("case", "words"), QUIET, ids=lambda value: getattr(value, "name", ""))
def test_it_leaves_a_near_miss_alone(case: Case, words: str) -> None:
    assert case.rule not in rules(_text(case, words), case.cells, year=case.year)


def test_check_49_a_text_that_says_nothing_beside_figures() -> None:
    fees: Cells = {"matters.fee_cases": 1, "matters.fee_amount": 30}
    assert rules({"matters": "无。"}, fees) == ["numbers.fees", "numbers.fees"]
    assert rules({"matters": "无。"}) == []
    assert rules({"matters": "无偿提供资料。"}, fees) == []


def test_the_sentence_says_place_figures_and_gap() -> None:
    (found,) = findings("收到申请6件，予以公开 6 件。", SIX)
    assert found.message == "总体情况写“予以公开 6 件”，表三“予以公开”总计是 4 件，相差 2。"
    assert found.gap == 2
    assert found.cells == ("requests.granted.total",)
    assert found.spots[0].quote == "予以公开 6 件"


def test_what_was_counted_in_is_named() -> None:
    (found,) = findings("全年收到政府信息公开申请7件。", SIX)
    assert found.message.endswith(
        "是 6 件，相差 1，7 件像是把上年结转的 1 件也算进去了；新收写 6 件，或写“新收和上年结转共 7 件”。"
    )
    assert found.fix is None


def test_rows_that_nobody_adds_are_not_added() -> None:
    (found,) = (one for one in findings("收到申请6件，结转下年度2件。", SIX) if one.rule == "numbers.requests")
    assert found.message == "总体情况写“结转下年度2件”，表三结转下年度总计是 1 件，相差 1。"


def test_what_is_not_all_upheld_is_counted() -> None:
    (found,) = findings("政府信息公开行政复议2件，均获维持。", LAW)
    assert found.message == "表四不是维持的有 1 件，不能写“均获维持”。"


def test_a_single_cell_taken_for_the_sum_is_named() -> None:
    cells: Cells = {"requests.new.natural": 5, "requests.new.business": 2}
    (found,) = findings("全年收到政府信息公开申请5件。", cells)
    assert found.message.endswith("相差 2，5 是“本年新收·自然人”一格的数。")


def test_money_in_the_wrong_unit_is_named() -> None:
    cells: Cells = {"proactive.procurement.amount": Decimal("606.05")}
    (found,) = findings("政府集中采购总金额606.05元。", cells, year=2020)
    assert "像是元和万元写混了" in found.message


def test_other_offices_are_a_hint() -> None:
    (found,) = findings("党政办代表乡政府受理政府信息公开申请17件。", SIX)
    assert found.severity == "info"
    assert found.fix is None


def test_a_certain_figure_is_put_right() -> None:
    made = report("收到申请6件，予以公开 6 件。", SIX)
    (found,) = (one for one in checked(made).findings if one.rule == "numbers.requests")
    assert found.fix is not None
    assert found.fix.label == "改为 4 件"
    change = fixing.change(found.fix, made, "改")
    assert change is not None
    assert change.passages[TEXT] == "收到申请6件，予以公开 4 件。"


def test_check_42_the_year_left_standing_hides_no_figure() -> None:
    (found,) = findings("2022年，我乡新收政府信息公开申请5件。", SIX)
    assert found.rule == "numbers.requests"
    assert found.fix is None  # the year is put right first


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2022年，我乡新收政府信息公开申请5件，今年比上年多1件。", id="it-compares"),
        pytest.param("2022年，我乡新收政府信息公开申请5件。2023年新收6件。", id="this-year-follows"),
        pytest.param("2021年，我乡新收政府信息公开申请5件。", id="years-ago"),
        pytest.param("2022年，县里新收政府信息公开申请5件。", id="somebody-else"),
    ],
)
def test_figures_of_another_year_are_left_alone(text: str) -> None:
    assert not findings(text, SIX)


def test_a_table_that_does_not_balance_puts_nothing_right() -> None:
    (found,) = findings("收到申请6件，予以公开 6 件。", {**SIX, "requests.repeat.natural": 1})
    assert found.rule == "numbers.requests"
    assert found.fix is None


def test_a_live_number_agrees_whatever_it_says() -> None:
    assert rules("收到申请⟦requests.granted.total⟧件，公开的都公开了。", SIX) == []
    parts = "公开⟦requests.new.total⟧件，其中甲⟦requests.granted.total⟧件、乙⟦requests.new.total⟧件。"
    assert rules(parts, SIX) == []


def test_blank_cells_say_nothing_until_more_stands_in_them_than_the_sentence_says() -> None:
    blank: Cells = {"requests.granted.natural": 4, "requests.granted.business": 3}
    assert rules("收到申请9件，予以公开9件。", blank, fill=None) == []
    (found,) = findings("收到申请9件，予以公开5件。", blank, fill=None)
    assert "至少 7 件，相差至少 2" in found.message


def test_an_answer_holds_until_sentence_or_cell_changes() -> None:
    said = "收到申请6件，予以公开 6 件。"
    (found,) = (one for one in checked(report(said, SIX)).findings if one.rule == "numbers.requests")
    answer = Answer(found.rule, found.mark, found.ground, "这不是同一个数")

    def is_open(text: str, cells: Cells) -> bool:
        made = report(text, cells, answers=[answer])
        return any(one.is_open for one in checked(made).findings if one.rule == "numbers.requests")

    assert not is_open(said, SIX)
    assert not is_open("前面多写一段。\n" + said, SIX)
    assert is_open("收到申请6件，予以公开 5 件。", SIX)
    assert is_open(said, {**SIX, "requests.granted.natural": 5})


def test_the_same_words_twice_are_two_findings() -> None:
    found = findings("全年收到政府信息公开申请5件。\n收到政府信息公开申请5件。", SIX)
    assert len({one.mark for one in found}) == len(found) == 2


def test_two_places_that_the_table_cannot_judge() -> None:
    text = "全年收到政府信息公开申请6件。\n本年收到政府信息公开申请8件。"
    assert rules(text, fill=None) == ["numbers.twice"]
    assert rules(text.replace("8", "6"), fill=None) == []
    assert rules("2022年收到公开申请6件。\n较上年收到公开申请8件有所减少。", fill=None) == []
