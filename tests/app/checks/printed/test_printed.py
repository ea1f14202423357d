"""The rules on the paper that a report was read from, each by name: what makes it speak, and what must not."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from app.checks.engine import check
from app.checks.model import Around, Finding
from app.checks.printed.paper import SORTS
from app.domain.paper import Paper, Sighting
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.forms.catalogue import load_folder
from app.system import paths
from app.wording.load import load_file, load_text
from app.wording.model import Wording

FORM = load_folder(paths.forms_folder()).governing(2023)
LIST = load_file(paths.wording_folder() / "printed.toml")
TITLE = "示例乡2023年政府信息公开工作年度报告"
OVERVIEW, TABLE = FORM.sections[0], FORM.sections[1]
CELL, FEES, TOTAL = "proactive.normative.issued", "proactive.fees.amount", "requests.new.total"
NEW: dict[str, Value] = {f"requests.new.{column.id}": 0 for column in FORM.sections[2].blocks[0].column_leaves()}


def findings(
    *seen: Sighting,
    cells: Mapping[str, Value] | None = None,
    passages: Mapping[str, str] | None = None,
    issued: date | None = date(2024, 1, 20),
    paper: bool = True,
) -> list[Finding]:
    around = Around(
        issued=issued, due=date(2024, 1, 31), paper=Paper("甲.txt", seen) if paper else None, wording=Wording((LIST,))
    )
    known = {name: value for name, value in (cells or {}).items() if name != TOTAL}
    report = Report(ReportKey("示例乡", 2023), FORM.id, cells=known, passages=dict(passages or {}))
    return [one for one in check(FORM, report, None, around).findings if one.rule.startswith("printed.")]


def cell(read: str, official: str = "0", address: str = CELL) -> Sighting:
    return Sighting("cell", read, official, address.partition(".")[0], address)


def heading(read: str, section: int = 0) -> Sighting:
    return Sighting("heading", read, FORM.sections[section].heading, FORM.sections[section].id)


# check number of the list, rule: sightings and cells with which it speaks; and with which no rule of this name does
CASES: dict[str, tuple[str, list[Sighting], dict[str, Value], list[Sighting], dict[str, Value]]] = {
    "check-11-title": ("title", [Sighting("title", "2023年度报告", TITLE)], {}, [Sighting("title", "", TITLE)], {}),
    "check-11-no-title": ("no_title", [Sighting("title", "", TITLE)], {}, [Sighting("title", "甲", TITLE)], {}),
    "check-03-heading": ("heading", [heading("一、工作概况")], {}, [heading("总体情况")], {}),
    "check-03-number-lost": ("unnumbered", [heading("总体情况")], {}, [heading("二、总体情况")], {}),
    "check-03-number-wrong": ("numbering", [heading("二、总体情况")], {}, [heading("总体情况")], {}),
    "check-03-headless": ("headless", [heading("", 1)], {}, [heading("总体情况")], {}),
    "check-03-twice": ("twice", [Sighting("order", "甲", "甲")], {}, [Sighting("order", "七、附件")], {}),
    "check-03-stranger": ("stranger", [Sighting("order", "七、附件")], {}, [Sighting("order", "甲", "甲")], {}),
    "check-01-format": (
        "format",
        [Sighting("format", "旧文", "新文", TABLE.id)],
        {},
        [Sighting("format", "其他", "其他：甲、丙；乙", TABLE.id, CELL)],
        {},
    ),
    "check-01-undivided": (
        "undivided",
        [Sighting("format", "其他", "其他：甲、丙；乙", TABLE.id, CELL)],
        {},
        [Sighting("format", "旧文", "新文", TABLE.id)],
        {},
    ),
    "check-01-a-row-of-another-year": (
        "row_more",
        [Sighting("label", "政府集中采购 4 38.2万元", "", TABLE.id)],
        {},
        [Sighting("label", "政府集中采购", "行政许可", TABLE.id)],
        {},
    ),
    "check-21-no-such-day": ("no_day", [Sighting("date", "2024-02-30")], {}, [Sighting("date", "2024-02-29")], {}),
    "check-08-no-table": (
        "no_table",
        [Sighting("table", "二、甲", "二、甲", TABLE.id)],
        {},
        [Sighting("table", "二、甲", "二、甲", TABLE.id)],
        {CELL: 0},
    ),
    "check-07-label": (
        "label",
        [Sighting("label", "规范性文件", "行政规范性文件", TABLE.id)],
        {},
        [Sighting("label", "属于国家秘密", "1.属于国家秘密", TABLE.id)],
        {},
    ),
    "check-07-row-lost": (
        "no_label",
        [Sighting("label", "", "行政许可", TABLE.id)],
        {},
        [Sighting("label", "行政准许", "行政许可", TABLE.id)],
        {},
    ),
    "check-23-noughts": ("noughts", [cell("0 0")], {CELL: 0}, [cell("0 0")], {CELL: 3}),
    "check-22-stroke": ("stroke", [cell("/")], {CELL: 0}, [cell("/")], {}),
    "check-25-unit": (
        "unit",
        [cell("606.05万元", "606.05", FEES)],
        {FEES: Decimal("606.05")},
        [cell("606.05万元", "606.05", FEES)],
        {FEES: Decimal("606.5")},
    ),
    "check-25-no-unit": (
        "no_unit",
        [cell("8040", "万元", FEES)],
        {FEES: Decimal("8040")},
        [cell("8040", "万元", FEES)],
        {FEES: Decimal("0.804")},
    ),
    "check-24-words": ("words", [cell("-4", "")], {}, [cell("00", "0")], {CELL: 0}),
    "check-22-no-total": ("no_total", [cell("", "", TOTAL)], NEW, [cell("", "", TOTAL)], {}),
}


@pytest.mark.parametrize("name", CASES)
def test_each_sort_speaks_and_stays_quiet(name: str) -> None:
    sort, fires, cells, near, others = CASES[name]
    (found,) = [one for one in findings(*fires, cells=cells) if one.rule == f"printed.{sort}"]
    assert not [one for one in findings(*near, cells=others) if one.rule == f"printed.{sort}"]
    assert found.severity != "error"
    assert not any(sign in found.message for sign in "{}!！")
    assert found.message.endswith("。")
    assert not [one for one in findings(*fires, cells=cells, paper=False) if one.rule == f"printed.{sort}"]


def test_every_sort_has_its_rule_and_its_case() -> None:
    assert {case[0] for case in CASES.values()} == set(SORTS)
    assert {rule.params["what"] for rule in LIST.rules if rule.kind == "printed"} == set(SORTS)


def test_what_is_alike_is_said_once_for_each_part() -> None:
    noughts = [cell("00"), cell("0 0", address="proactive.normative.repealed")]
    (found,) = findings(*noughts, cells={CELL: 0, "proactive.normative.repealed": 0})
    assert found.cells == (CELL, "proactive.normative.repealed")
    assert "2 格" in found.message
    assert "“00”、“0 0”" in found.message
    assert len(findings(heading("一、概况"), heading("二、公开", 1))) == 2


@pytest.mark.parametrize(
    ("read", "official", "is_told"),
    [
        ("部分公开（区分处理的）", "（二）部分公开（区分处理的）", False),
        ("三安全一稳定", "3.三安全一稳定", False),
        ("2.部分公开", "（二）部分公开", True),
        ("部份公开", "（二）部分公开", True),
    ],
)
def test_check_07_a_number_lost_from_a_label_is_not_told(read: str, official: str, is_told: bool) -> None:
    assert bool(findings(Sighting("label", read, official, TABLE.id))) is is_told


def test_an_answer_holds_until_the_paper_says_something_else() -> None:
    first, again = findings(cell("00"), cells={CELL: 0})[0], findings(cell("00"), cells={CELL: 0})[0]
    other = findings(cell("0 0"), cells={CELL: 0})[0]
    assert (first.mark, first.ground) == (again.mark, again.ground)
    assert first.ground != other.ground


@pytest.mark.parametrize(
    ("day", "speaks"),
    [(date(2023, 12, 25), True), (date(2023, 12, 31), True), (date(2024, 1, 1), False), (None, False)],
)
def test_check_21_early(day: date | None, speaks: bool) -> None:
    found = [one for one in findings(issued=day) if one.rule == "printed.early"]
    assert bool(found) is speaks
    if found and day:
        assert f"{day.month}月{day.day}日" in found[0].message


@pytest.mark.parametrize(
    ("line", "speaks"),
    [
        ("一、概述", True),
        ("## 四、政府信息公开的收费及减免情况", True),
        ("一、总体情况", False),
        ("（一）概述", False),
        ("一、概述全年工作，公开信息12条。", False),
    ],
)
def test_check_01_old_outline(line: str, speaks: bool) -> None:
    text = f"今年公开信息。\n{line}\n照常办理。"
    found = [one for one in findings(passages={OVERVIEW.id: text}) if one.rule == "printed.outline"]
    assert bool(found) is speaks
    for one in found:
        assert text[one.spots[0].start : one.spots[0].end] == one.spots[0].quote


def test_check_01_old_outline_on_the_paper_alone() -> None:
    assert [one.rule for one in findings(heading("一、概述"))] == ["printed.outline"]
    assert [one.rule for one in findings(Sighting("order", "七、咨询处理情况"))] == ["printed.outline"]
    assert "printed.outline" not in {one.rule for one in findings(heading("一、工作概况"))}


WORDS = load_text(
    """id = "leftover"
title = "套话"
[[rule]]
id = "leftover"
kind = "wording"
list = "leftover"
severity = "warning"
basis = "advice"
message = "{at}：{says}"
[[entry]]
id = "shape"
find = ["<样表>如下"]
note = "是样表里的话"
since = 2022
fires = ["样表如下"]
"""
)


@pytest.mark.parametrize(
    ("line", "year", "speaks"),
    [("本部分样表如下：", 2023, True), ("样表如下", 2021, False), ("附表如下：", 2023, False)],
)
def test_check_09_words_beside_a_table(line: str, year: int, speaks: bool) -> None:
    around = Around(paper=Paper("", (Sighting("text", line, "", TABLE.id),)), wording=Wording((LIST, WORDS)))
    report = Report(ReportKey("示例乡", year), FORM.id)
    found = [one for one in check(FORM, report, None, around).findings if one.rule == "printed.text"]
    assert bool(found) is speaks
    for one in found:
        assert (one.section, "“样表”是样表里的话" in one.message) == (TABLE.id, True)


@pytest.mark.parametrize(
    "line",
    [pytest.param("一、本年(2023)新收", id="cut-short"), pytest.param("二、上年结转政府信息公开申请数量", id="whole")],
)
def test_a_row_of_a_table_is_no_heading_of_its_own(line: str) -> None:
    assert findings(Sighting("order", line)) == []
    assert findings(Sighting("order", "二、本年大事")) != []


@pytest.mark.parametrize(
    ("read", "message"),
    [
        pytest.param(
            "606.05万元", "原件格里写着“606.05万元”，单位表头上印着；这里只留 606.05，不用管。", id="check-25-kept"
        ),
        pytest.param("6060500元", "原件格里写着“6060500元”，这里换算成 606.05 万元，请对一下。", id="check-25-turned"),
    ],
)
def test_a_figure_with_its_unit_says_what_became_of_it(read: str, message: str) -> None:
    (found,) = findings(cell(read, "606.05", FEES), cells={FEES: Decimal("606.05")})
    assert found.message == message


def test_a_table_that_the_paper_was_read_without_is_not_said_to_be_nought() -> None:
    paper = Paper("甲.txt", (Sighting("table", TABLE.heading, TABLE.heading, TABLE.id),))
    rule = f"{TABLE.id}.filled"

    def said(cells: Mapping[str, Value], around: Around) -> str:
        made = Report(ReportKey("示例乡", 2023), FORM.id, cells=dict(cells))
        return next(one.message for one in check(FORM, made, None, around).findings if one.rule == rule)

    assert said({}, Around(paper=paper)) == f"“{TABLE.name}”原件里没有读到这张表，请照原件填；确实没有发生的再填零。"
    assert "没有发生的要填 0" in said({CELL: 0}, Around(paper=paper))
    assert "没有发生的要填 0" in said({}, Around())
