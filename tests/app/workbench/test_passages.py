"""What stands beside a text: figures to quote, the search over all cells, last year's words in this year's cells."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from app.checks.model import LastYear
from app.domain.address import Address
from app.domain.live import GAP, marker
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.forms.catalogue import load_folder
from app.forms.load import load_text
from app.workbench import passages

ROOT = Path(__file__).parents[3]
FORM = load_folder(ROOT / "resources" / "forms").governing(2023)
TEXTS = [section for section in FORM.sections if section.kind == "text"]
OLD = """
id = "old"
title = "{organ}{year}年"
authority = "某发"
years = { from = 2020, to = 2022 }
[[section]]
id = "words"
kind = "text"
heading = "甲"
[[section]]
id = "sums"
kind = "table"
heading = "乙"
[[section.block]]
columns = [{ id = "n", label = "件数" }, { id = "m", label = "金额", value = "money", unit = "元" }]
rows = [{ id = "a", label = "子" }, { id = "b", label = "丑" }]
"""
NEW = (
    OLD.replace('"old"', '"new"').replace("from = 2020, to = 2022", "from = 2023")
    .replace('id = "words"', 'id = "said"\nwas = ["words"]')
    .replace('id = "a"', 'id = "first", was = ["a"]')
    .replace('unit = "元"', 'unit = "万元"')
)  # fmt: skip


def test_figures_are_the_section_s_own_or_the_headlines_of_one_cell() -> None:
    own = next(section for section in TEXTS if section.figures)
    other = next(section for section in TEXTS if not section.figures)
    assert passages.offered(FORM, own) == own.figures
    cells = [item.cells[0] for item in FORM.headlines if len(item.cells) == 1]
    assert [item.cell for item in passages.offered(FORM, other)] == cells


def test_a_figure_is_quoted_with_its_unit_unless_that_stands_there() -> None:
    money = next(cell for cell, spec in FORM.cells.items() if spec.kind == "money")
    assert passages.unit_to_write(FORM, money, "。") == FORM.cells[money].unit == "万元"
    assert passages.unit_to_write(FORM, money, " 万元，其中") == ""
    for item in (item for section in FORM.sections for item in section.figures):
        assert passages.unit(FORM, item.cell) == item.unit
    for head in FORM.headlines:
        assert {passages.unit(FORM, cell) for cell in head.cells} == {head.unit}
    named = {item.cell for item in passages.every(FORM) if item.unit}
    silent = next(cell for cell in FORM.cells if cell not in named)
    assert passages.unit_to_write(FORM, silent, "") == ""


def test_every_cell_is_found_by_words_or_by_its_figure() -> None:
    every = passages.every(FORM)
    assert [item.cell for item in every] == [*FORM.cells, *FORM.fields]
    assert len({item.label for item in every}) == len(every)
    first = every[7]
    assert first in passages.search(every, first.label.replace("·", " "), {})
    assert passages.search(every, "", {}) == every
    assert passages.search(every, "没有这样的格", {}) == ()
    assert passages.search(every, "731", {first.cell: 731}) == (first,)
    assert passages.search(every, "60.5", {first.cell: Decimal("60.50")}) == (first,)


def test_fields_that_nobody_filled_in_are_named() -> None:
    section = next(section for section in TEXTS if section.fields)
    first, *others = section.fields
    assert passages.unstated(section, {f"{section.id}.{first.id}": 0}) == tuple(item.label for item in others)


def test_an_empty_text_asks_for_no_more_than_is_missing() -> None:
    section = next(section for section in TEXTS if section.fields)
    asked = "没有什么要说的，也要写一句。"
    assert passages.invitation(section, {}) == asked
    stated: dict[Address, Value] = {f"{section.id}.{item.id}": 0 for item in section.fields}
    assert passages.field_sentence(section, stated)
    assert passages.invitation(section, stated) == "下面这句会印出来；还有别的要说，写在这里。"
    bare = replace(section, fields=(), hint="", ask="")
    assert passages.invitation(bare, stated) == asked
    assert passages.invitation(replace(bare, hint="提示"), stated) == "提示"
    assert passages.invitation(replace(bare, hint="提示", ask="写一两条"), stated) == "写一两条"


def test_what_must_be_told_is_not_called_dispensable() -> None:
    """The page asks for what the rule on the empty part asks for."""
    for section in TEXTS:
        rule = next(rule for rule in FORM.rules if rule.kind == "present" and rule.params["section"] == section.id)
        assert ("没有什么要说的" in passages.invitation(section, {})) == ("没有什么要说的" in rule.message)


def test_last_year_s_words_follow_this_year_s_cells() -> None:
    old, new = load_text(OLD), load_text(NEW)
    kept = f"{marker('sums.a.n')}件，{marker('sums.b.n')}件，{marker('sums.a.m')}元，{marker('sums.b.m')}元"
    cells: dict[Address, Value] = {"sums.a.n": 4, "sums.b.n": 5, "sums.a.m": Decimal(6)}
    last = LastYear(old, Report(ReportKey("柳湾乡", 2022), "old", cells=cells, passages={"words": kept}))
    section = new.sections[0]
    found = passages.before(section, last, new)
    assert found is not None
    assert (found.year, found.text) == (2022, f"4件，5件，6元，{GAP}元")
    # 元 became 万元: a figure that follows that cell would say another sum
    assert found.kept == f"{marker('sums.first.n')}件，{marker('sums.b.n')}件，6元，{GAP}元"
    assert passages.before(section, replace(last, report=Report(last.report.key, "old")), new) is None
    assert passages.before(section, None, new) is None
