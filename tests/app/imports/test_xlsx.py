"""Workbooks of other people: every number as it is shown, and nothing that nobody can see."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Side

from app.domain.text import GOES_ON
from app.exports.excel import workbook
from app.imports.fitting import NOT_REACHED
from app.imports.importer import read_paper
from app.imports.office import read_office
from app.imports.outcome import ImportOutcome
from app.imports.shown import show
from tests.app.imports import papers
from tests.app.imports.strangers import book
from tests.app.imports.test_office_round_trip import document
from tests.app.imports.test_round_trip import CATALOGUE

FORM = CATALOGUE.governing(2023)
HEADS = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
RULED = Border(*[Side("thin")] * 4)


def said(*sheets: str, texts: str = "", styles: str = "", properties: str = "") -> list[tuple[str, ...]]:
    return [line.raws for line in read_office(book(*sheets, texts=texts, styles=styles, properties=properties))[0]]


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def data(*rows: str) -> str:
    return f"<sheetData>{''.join(rows)}</sheetData>"


def inline(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("606.05", "General", "606.05"),
        ("606.04999999999995", "General", "606.05"),
        ("606.05", "0.00", "606.05"),
        ("606.1", "0.00", "606.10"),
        ("606.1", "0.0#", "606.1"),
        ("1234567", "#,##0", "1234567"),
        ("-3", "#,##0_);(#,##0)", "-3"),
        ("-3", "0;[Red]0", "-3"),
        ("0", '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', "0"),
        ("0", "0;-0;;@", ""),
        ("5", '0"件";-0"件";0', "5件"),
        ("0", '0"件";-0"件";0', "0"),
        ("3", "+0;-0;0", "+3"),
        ("-3", "+0;-0;0", "-3"),
        ("0.125", "0.0%", "12.5%"),
        ("44211", "yyyy/m/d", "2021年1月15日"),
        ("44211", '[$-804]yyyy"年"m"月"d"日";@', "2021年1月15日"),
        ("1e3", "General", "1000"),
        ("5", "[DBNum1]General", "5"),
        ("0", "#", "0"),
        # What is rounded, or shown in a way not known here, has the figure behind it, and becomes a doubt.
        ("606.054", "0.00", "606.05（原数 606.054）"),
        ("606.05", "0", "606（原数 606.05）"),
        ("6060500", '0!.0,"万元"', "6060500（显示格式特殊）"),
        ("5", "[<=9]0;00", "5（显示格式特殊）"),
        ("0.5", "# ?/?", "0.5（显示格式特殊）"),
        ("甲", "0", "甲"),
        ("1e999999999", "0", "1e999999999"),
    ],
)
def test_numbers_are_read_as_shown(stored: str, code: str, shown: str) -> None:
    assert show(stored, code) == shown


def test_every_kind_of_cell() -> None:
    codes = ["General", "yyyy-mm-dd"]
    styles = (
        f'<numFmts><numFmt numFmtId="180" formatCode={quoteattr(codes[1])}/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="180"/><xf numFmtId="14"/></cellXfs>'
    )
    shared = "<si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r><rPh><t>yi</t></rPh></si>"
    shared += "<si><t>_x0041__x005F_x0041_</t></si>"
    sheet = data(
        row(
            1,
            '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>9</v></c>',
            '<c t="str"><f>A1</f><v>果</v></c><c t="e"><v>#REF!</v></c><c><f>1+1</f><v>2</v></c><c><f>1+1</f></c>',
            '<c s="1"><v>44211</v></c><c s="2"><v>44211</v></c><c t="d"><v>2021-01-15</v></c>',
            '<c t="str"><f>A9</f><v></v></c><c t="b"><v>1</v></c>',
        )
    )
    day = "2021年1月15日"
    assert said(sheet, styles=styles, texts=shared) == [
        ("甲", "乙丙", "A_x0041_", "", "果", "#REF!", "2", NOT_REACHED, day, day, "2021-01-15", "", "1")
    ]
    assert said(data(row(1, '<c s="2"><v>42749</v></c>')), styles=styles, properties='<workbookPr date1904="1"/>') == [
        (day,)
    ]


def test_merged_squares_say_what_they_say_once() -> None:
    sheet = data(
        row(1, inline("A1", "标题"), inline("B1", "盖住"), inline("C1", "")),
        row(2, inline("A2", "组"), inline("B2", "甲"), '<c r="C2"><v>1</v></c>'),
        row(3, inline("A3", "旧字"), inline("B3", "乙"), '<c r="C3"><v>2</v></c>'),
    )
    merged = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/><mergeCell ref="坏的"/></mergeCells>'
    assert said(sheet + merged) == [("标题",), ("组", "甲", "1"), ("", "乙", "2")]


def test_sheets_are_read_in_their_order_and_hidden_ones_are_not() -> None:
    sheets = [data(row(1, inline("A1", name))) for name in ("甲", "乙", "丙")]
    lines, left_out = read_office(book(*sheets, states={2: "hidden"}))
    assert ([line.text() for line in lines], left_out) == (["甲", "丙"], "工作表“表2”是隐藏的，没有读")
    hidden = '<cols><col min="2" max="2" hidden="1"/></cols>' + data(
        row(1, inline("A1", "甲"), inline("B1", "乙"), inline("C1", "丙")),
        '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row>',
        '<row r="3" hidden="1"/>',
    )
    lines, left_out = read_office(book(hidden))
    assert ([line.raws for line in lines], left_out) == ([("甲", "丙")], "“表1”里的行或列是隐藏的，没有读")
    assert read_office(book(data(row(1, inline("A1", "甲")), '<row r="3" hidden="1"/>')))[1] == ""


def test_a_paragraph_too_long_for_a_row_is_one() -> None:
    rows = [
        inline("A1", f"前半句，{GOES_ON}"),
        inline("A2", f"再说一句。{GOES_ON}"),
        inline("A3", "后半句。"),
        inline("A4", "另一段。"),
    ]
    sheet = data(*(row(number, text) for number, text in enumerate(rows, 1)))
    assert said(sheet) == [("前半句，再说一句。后半句。",), ("另一段。",)]


def _made(
    folder: Path, rows: list[list[object]], *, number_format: str = "General", is_ruled: bool = True
) -> ImportOutcome:
    made = Workbook()
    sheet = made.active
    sheet.append(["示例乡2023年政府信息公开工作年度报告"])
    sheet.append(["二、主动公开政府信息情况"])
    for values in rows:
        sheet.append(values)
        for cell in sheet[sheet.max_row] if is_ruled else ():
            cell.border = RULED
            if isinstance(cell.value, int | float):
                cell.number_format = number_format
    sheet.append(["注：本表由党政办公室填报。"])
    path = folder / "旧报告.xlsx"
    made.save(path)
    return read_paper(path, CATALOGUE)


@pytest.mark.parametrize("is_ruled", [True, False])
def test_a_table_typed_by_hand(tmp_path: Path, is_ruled: bool) -> None:
    rows: list[list[object]] = [["第二十条第（一）项"], [*HEADS], ["规章", 0, 0, 0], ["行政规范性文件", 4, None, 9]]
    rows += [["第二十条第（八）项"], ["信息内容", "本年收费金额（单位：万元）"], ["行政事业性收费", 606.05]]
    read = _made(tmp_path, rows, is_ruled=is_ruled)
    found = {name.rpartition(".")[2]: value for name, value in read.cells.items() if ".normative." in name}
    assert found == {"issued": 4, "repealed": None, "in_force": 9}
    assert Decimal("606.05") in read.cells.values()
    assert not read.doubts


def test_a_formula_without_a_result_is_no_nought(tmp_path: Path) -> None:
    rows: list[list[object]] = [["第二十条第（一）项"], [*HEADS], ["规章", 0, 0, 0], ["行政规范性文件", 4, 1, "=B5+C5"]]
    read = _made(tmp_path, rows)
    (doubt,) = read.doubts
    assert (doubt.cell, doubt.read, doubt.proposal) == ("proactive.normative.in_force", NOT_REACHED, None)
    assert read.cells["proactive.normative.issued"] == 4


def test_an_error_is_a_doubt_wherever_it_stands(tmp_path: Path) -> None:
    cells = papers.random_cells(FORM, 8, blanks=False)
    given = workbook.render(document(FORM, 2023, cells, papers.texts(FORM)))
    again = load_workbook(BytesIO(given), data_only=True)
    *_, sheet = (one for one in again.worksheets if one.max_column > 10)  # its only row of figures has no label
    spoiled = next(cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int))
    spoiled.value = "#REF!"
    path = tmp_path / "旧报告.xlsx"
    again.save(path)
    read = read_paper(path, CATALOGUE)
    (doubt,) = read.doubts
    assert (doubt.read, doubt.proposal) == ("#REF!", None)
    assert {name for name, value in read.cells.items() if value != cells[name]} == {doubt.cell}


def test_a_rounded_figure_is_doubted(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["第二十条第（八）项"],
        ["信息内容", "本年收费金额（单位：万元）"],
        ["行政事业性收费", 606.05],
    ]
    read = _made(tmp_path, rows, number_format="0")
    (doubt,) = read.doubts
    assert (doubt.read, doubt.proposal) == ("606(原数 606.05)", 606)


def test_what_another_library_saved_again(tmp_path: Path) -> None:
    """It leaves out the results of formulas: those totals are doubts, all the other figures come back."""
    cells = {name: value if value is None else 0 for name, value in papers.random_cells(FORM, 6, blanks=False).items()}
    given = workbook.render(document(FORM, 2023, cells, papers.texts(FORM)))
    again = BytesIO()
    load_workbook(BytesIO(given)).save(again)
    path = tmp_path / "旧报告.xlsx"
    path.write_bytes(again.getvalue())
    read = read_paper(path, CATALOGUE)
    doubted = {doubt.cell for doubt in read.doubts}
    assert doubted
    assert {doubt.proposal for doubt in read.doubts} == {None}
    assert {name: value for name, value in read.cells.items() if name not in doubted and value != 0} == {}
