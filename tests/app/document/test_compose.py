"""From report to blocks: titles, the preface, leads, printed figures."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.checks.totals import add, addends, effective
from app.document.blocks import NoteLine, Paragraph, Table
from app.document.compose import break_title, chinese_date, compose, paragraphs
from app.document.templates import fill_template
from app.domain.live import GAP, OPENING, marker
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.forms.catalogue import Catalogue
from app.forms.load import load_text

ORGAN = Organ("柳湾乡", "乡", phone="0555-1234567", office="党政办公室")
DAY = date(2021, 1, 15)

INVENTED = """
id = "invented-2027"
title = "{year}年度{organ}账目公示"
authority = "某发〔2027〕1号"
years = { from = 2027 }
[[section]]
id = "money"
kind = "table"
heading = "甲、收支"
fields = [{ id = "late", label = "逾期", value = "money", unit = "元" }]
[[section.block]]
columns = [{ id = "sum", label = "合计", value = "money", unit = "千元" }, { id = "n", label = "笔数" }]
rows = [{ id = "income", label = "收入（千元）" }, { id = "spent", label = "支出" }]
"""


def report(catalogue: Catalogue, year: int, **passages: str) -> Report:
    return Report(ReportKey("柳湾乡", year), catalogue.governing(year).id, passages=passages)


def test_title_is_broken_after_the_year(catalogue: Catalogue) -> None:
    for year in (2020, 2023):
        form = catalogue.governing(year)
        done = compose(form, report(catalogue, year), ORGAN, {}, DAY)
        assert done.title_lines[0] == f"柳湾乡{year}年"
        assert len(done.title_lines) == 2
        assert done.title == form.title.replace("{organ}", "柳湾乡").replace("{year}", str(year))


@pytest.mark.parametrize(
    ("template", "lines"),
    [
        ("{organ}{year}年某报告", ("{organ}{year}年", "某报告")),
        ("{organ}{year}年度某报告", ("{organ}{year}年度", "某报告")),
        ("{year}年度{organ}账目", ("{year}年度{organ}", "账目")),
        ("{organ}{year}年", ("{organ}{year}", "年")),
        ("某报告", ("某报告",)),
    ],
)
def test_titles_of_other_shapes(template: str, lines: tuple[str, ...]) -> None:
    assert break_title(template) == lines


def test_date_has_no_leading_noughts() -> None:
    assert chinese_date(date(2021, 1, 5)) == "2021年1月5日"


def test_preface_is_filled_from_the_form_unless_the_office_wrote_its_own(catalogue: Catalogue) -> None:
    form = catalogue.governing(2020)
    assert form.preface is not None
    written = compose(form, report(catalogue, 2020), ORGAN, {}, DAY).preface
    assert form.authority in written[0].text
    assert "党政办公室" in written[0].text
    assert "{" not in written[0].text
    own = report(catalogue, 2020, **{form.preface.id: "自己写的。\n第二段{year}。"})
    assert [item.text for item in compose(form, own, ORGAN, {}, DAY).preface] == ["自己写的。", "第二段{year}。"]
    assert compose(replace(form, preface=None), own, ORGAN, {}, DAY).preface == ()


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({"a": "甲", "b": "乙"}, "甲的报告。有疑问，请找乙，电话乙。"),
        ({"a": "甲"}, "甲的报告。"),
        ({"b": "乙"}, "有疑问，请找乙，电话乙。"),
        ({"a": "{b}", "b": "乙"}, "{b}的报告。有疑问，请找乙，电话乙。"),
    ],
)
def test_what_is_not_known_is_left_out(facts: dict[str, str], text: str) -> None:
    assert fill_template("{a}的报告。有疑问，请找{b}，电话{b}。", facts) == text


def test_a_clause_without_its_fact_is_left_out() -> None:
    assert fill_template("请与{office}联系，电话：{phone}。", {"office": "办公室"}) == "请与办公室联系。"


def test_passages_become_paragraphs_with_leads() -> None:
    first, second, third, fourth = paragraphs(
        "　　（一）主动公开。公开12条。\n\n（二）平台建设\r\n正文（三）。\n  (三)甲：乙"
    )
    assert [(words.text, words.style) for words in first.words] == [
        ("（一）主动公开。", "lead"),
        ("公开12条。", "body"),
    ]
    assert second.is_heading
    assert [words.style for words in third.words] == ["body"]
    assert fourth.words[0].text == "(三)甲："
    long = paragraphs("（一）" + "字" * 60 + "。")[0]
    assert [words.style for words in long.words] == ["body"]


def test_blank_prints_blank_and_units_stand_where_no_heading_states_them(catalogue: Catalogue) -> None:
    old, new = catalogue.governing(2020), catalogue.governing(2023)
    money = {form.id: next(name for name, spec in form.cells.items() if spec.kind == "money") for form in (old, new)}
    tables = {}
    for form, year in ((old, 2020), (new, 2023)):
        values = {money[form.id]: Decimal("606.05")}
        done = compose(form, report(catalogue, year), ORGAN, values, DAY)
        tables[form.id] = {
            name: text for part in done.parts for block in part.blocks
            if isinstance(block, Table) for name, text in block.figures.items()
        }  # fmt: skip
        assert len(tables[form.id]) == len(form.cells)
        assert sum(text != "" for text in tables[form.id].values()) == 1
    assert tables[old.id][money[old.id]] == "606.05万元"
    assert tables[new.id][money[new.id]] == "606.05"


def test_an_invented_form_composes(catalogue: Catalogue) -> None:
    form = load_text(INVENTED)
    values = {"money.income.sum": Decimal("12.5"), "money.spent.sum": Decimal(3), "money.late": Decimal(7)}
    done = compose(form, Report(ReportKey("柳湾乡", 2027), form.id), ORGAN, values, DAY)
    assert done.title == "2027年度柳湾乡账目公示"
    table, note = done.parts[0].blocks
    assert isinstance(table, Table)
    assert table.figures == {
        "money.income.sum": "12.5", "money.income.n": "", "money.spent.sum": "3千元", "money.spent.n": "",
    }  # fmt: skip
    assert note == NoteLine("逾期7元。")
    assert done.signature.organ == "柳湾乡人民政府"


@pytest.mark.parametrize(
    ("heading", "printed"),
    [
        ("金额", "7元"),
        ("金额（元）", "7"),
        ("金额（单位：元）", "7"),
        ("金额（单位：万元）", "7元"),  # 元 is a part of another unit there
        ("单元金额", "7元"),
    ],
)
def test_a_figure_goes_without_its_unit_only_where_a_heading_states_that_very_unit(heading: str, printed: str) -> None:
    form = load_text(INVENTED.replace('label = "合计"', f'label = "{heading}"').replace('unit = "千元"', 'unit = "元"'))
    values = {"money.spent.sum": Decimal(7)}
    table = compose(form, Report(ReportKey("柳湾乡", 2027), form.id), ORGAN, values, DAY).parts[0].blocks[0]
    assert isinstance(table, Table)
    assert table.figures["money.spent.sum"] == printed


def test_texts_give_every_word_with_its_place(catalogue: Catalogue) -> None:
    form = catalogue.governing(2023)
    done = compose(form, report(catalogue, 2023, **{form.sections[0].id: "甲。"}), ORGAN, {}, DAY)
    places = dict.fromkeys(place for place, _ in done.texts())
    assert [part.heading for part in done.parts] == [
        place for place in places if place in {p.heading for p in done.parts}
    ]
    assert (form.sections[0].heading, "甲。") in list(done.texts())
    assert isinstance(done.parts[0].blocks[0], Paragraph)


def test_key_figures_are_sums_of_cells_and_blank_where_one_is(catalogue: Catalogue) -> None:
    form = catalogue.governing(2020)
    last = form.headlines[-1]
    values = dict.fromkeys(form.cells, 0) | {last.cells[0]: 3, last.cells[1]: 4}
    done = compose(form, report(catalogue, 2020), ORGAN, values, DAY)
    assert [item.label for item in done.key_figures] == [item.label for item in form.headlines]
    assert (done.key_figures[-1].figure, done.key_figures[-1].unit) == ("7", last.unit)
    blank = compose(form, report(catalogue, 2020), ORGAN, values | {last.cells[1]: None}, DAY)
    assert blank.key_figures[-1].figure == ""


def test_a_table_of_noughts_says_so_in_words(catalogue: Catalogue) -> None:
    form = catalogue.governing(2020)
    noughts = dict.fromkeys(form.cells, 0)

    def said(values: dict[str, int]) -> list[str]:
        done = compose(form, report(catalogue, 2020), ORGAN, values, DAY)
        return [block.nothing for part in done.parts for block in part.blocks if isinstance(block, Table)]

    sentences = [section.nothing for section in form.sections if section.blocks]
    assert all(sentences)
    assert said(noughts) == sentences
    first = next(iter(form.cells))
    assert said(noughts | {first: 1}) == ["", *sentences[1:]]
    assert said({address: 0 for address in noughts if address != first}) == ["", *sentences[1:]]


@pytest.mark.parametrize(
    ("cases", "amount", "printed"),
    [
        (2, Decimal("60.5"), "全年收费2件，共60.5元。"),
        (0, Decimal(0), "全年没有收费。"),
        (2, None, "件数2。"),
        (None, Decimal(3), "金额3元。"),
        (None, None, ""),
        (0, None, "件数0。"),
    ],
)
def test_figures_beside_a_text_print_a_sentence(cases: int | None, amount: Decimal | None, printed: str) -> None:
    fields = """fields = [{ id = "late", label = "件数" }, { id = "fee", label = "金额", value = "money", unit = "元" }]
says = "全年收费{late}件，共{fee}元。"
says_nothing = "全年没有收费。"
"""
    form = load_text(re.sub(r"fields = .*\n", fields, INVENTED))
    stated = {"money.late": cases, "money.fee": amount}
    done = compose(form, Report(ReportKey("柳湾乡", 2027), form.id), ORGAN, stated, DAY)
    notes = [block.text for block in done.parts[0].blocks if isinstance(block, NoteLine)]
    assert notes == ([printed] if printed else [])


def test_live_numbers_are_printed_as_figures(catalogue: Catalogue) -> None:
    form = catalogue.governing(2023)
    assert form.preface is not None
    text = next(section for section in form.sections if section.kind == "text")
    first, second, *_ = form.cells
    kept = report(catalogue, 2023, **{text.id: f"（一）{marker(first)}件。", form.preface.id: f"{marker(second)}件"})
    done = compose(form, kept, ORGAN, {first: 12, second: None}, DAY)
    block = next(part for part in done.parts if part.id == text.id).blocks[0]
    assert isinstance(block, Paragraph)
    assert block.text == "（一）12件。"
    assert done.preface[0].text == f"{GAP}件"
    assert not any(OPENING in words for _, words in done.texts())


@pytest.mark.parametrize("year", [2020, 2023])
def test_a_table_knows_its_exact_figures_and_what_its_totals_add(catalogue: Catalogue, year: int) -> None:
    form = catalogue.governing(year)
    values = effective(form, {name: number for number, name in enumerate(form.cells) if name not in addends(form)})
    found = compose(form, report(catalogue, year), ORGAN, values, DAY)
    tables = [block for part in found.parts for block in part.blocks if isinstance(block, Table)]
    assert {name: value for table in tables for name, value in table.values.items()} == {
        name: values[name] for name in form.cells
    }
    assert {name: cells for table in tables for name, cells in table.sums.items()} == addends(form)
    for table in tables:
        assert all(table.values[name] == add(table.values, cells) for name, cells in table.sums.items())
        assert all(set(cells) <= set(table.figures) for cells in table.sums.values())
