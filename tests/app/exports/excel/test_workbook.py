"""The report as a workbook: numbers that reckon, text that is only text, and the same report when it is read again."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from app.checks.totals import addends, effective
from app.document.blocks import Document, Paragraph, Table, Words
from app.document.compose import chinese_date
from app.domain.address import Address
from app.domain.report import Report, ReportKey
from app.domain.text import GOES_ON
from app.domain.values import Value
from app.exports.excel.names import sheet_names
from app.exports.excel.workbook import render
from app.forms.model import Form
from app.imports.importer import read_paper
from tests.app.exports.excel import books
from tests.app.imports.papers import random_cells, texts

GOLDEN = Path(__file__).resolve().parents[3] / "golden" / "excel"
ROOT = Path(__file__).resolve().parents[4]
CORPUS = ROOT.parent / "shared" / "corpus" / "reports" / "013_沭阳县_2025.txt"
YEARS = (2020, 2023, 2027)
CRAFTED = (
    "=cmd|'/C calc'!A0", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "<script>alert(1)</script>", "<r>rich</r>", "&nbsp;",
    "<r><t>rich</t></r>", "_x0041_", "_x000D_", "{=1}", "https://example.cn/a?b=c", "mailto:a@b", "'quoted", '"', "]]>",
    "&G&L&P&[Picture]", "\u202e倒过来", "𬱖㛃䶮", "\uffff\ufffe", "\x00\x01\x1f", "#DIV/0!", "TRUE", "1E5",
    "2020-01-01", "007", " 前后 ", "#REF!", "\u2028", "%d %s {0}", "123456789012345678901",
)  # fmt: skip


def report(year: int, stated: Mapping[Address, Value], passages: Mapping[str, str] | None = None) -> Document:
    form = books.catalogue().governing(year)
    words = texts(form) if passages is None else passages
    return books.document_of(Report(ReportKey("示例乡", year), form.id, cells=stated, passages=words), form)


def unadded(form: Form, seed: int, *, blanks: bool = False) -> dict[Address, Value]:
    """Random figures with totals left to compute."""
    return {name: value for name, value in random_cells(form, seed, blanks=blanks).items() if name not in addends(form)}


def tables(document: Document) -> list[Table]:
    return [block for part in document.parts for block in part.blocks if isinstance(block, Table)]


def read_again(document: Document, form: Form) -> None:
    outcome = read_paper(books.transcript(render(document)), books.catalogue())
    values = {name: value for table in tables(document) for name, value in table.values.items()}
    assert dict(outcome.cells) == values
    assert not outcome.doubts
    assert not outcome.notes
    assert (outcome.unplaced, outcome.signed) == ((), document.signature.organ)
    assert chinese_date(outcome.issued or date.min) == document.signature.date
    assert outcome.form_id == form.id
    preface = form.preface.id if form.preface else ""
    assert outcome.passages.get(preface, "") == "\n".join(paragraph.text for paragraph in document.preface)
    printed = {part.id: "\n".join(b.text for b in part.blocks if isinstance(b, Paragraph)) for part in document.parts}
    for name, words in outcome.passages.items():
        if name in printed:
            assert words == printed[name]


# ---- read again


def test_the_sample_is_read_again_as_it_is(sample_documents: Mapping[int, Document]) -> None:
    for year, document in sample_documents.items():
        read_again(document, books.catalogue().governing(year))


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("seed", range(4))
def test_any_report_is_read_again_as_it_is(year: int, seed: int) -> None:
    form = books.catalogue().governing(year)
    read_again(report(year, unadded(form, seed, blanks=seed % 2 == 1)), form)


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_a_county_is_read_again_as_it_is() -> None:
    outcome = read_paper(CORPUS, books.catalogue())
    form = books.catalogue().governing(outcome.year)
    kept = outcome.report(form)
    document = books.document_of(replace(kept, passages=texts(form)), form)
    read_again(document, form)
    assert any(outcome.cells.values())


# ---- numbers


@pytest.mark.parametrize("year", YEARS)
def test_figures_are_numbers_and_blank_stays_blank(year: int) -> None:
    form = books.catalogue().governing(year)
    document = report(year, unadded(form, 3, blanks=True))
    found = [(sheet, top) for sheet in books.opened(render(document)).worksheets if (top := _grid_row(sheet))]
    for table, (sheet, top) in zip(tables(document), found, strict=True):
        for square in table.grid.squares:
            cell = sheet.cell(top + square.row, square.column + 1)
            if square.kind != "value":
                assert cell.value == (square.text or None)
                continue
            value = table.values[square.address]
            assert (cell.value is None) == (value is None)
            if value is not None:
                assert isinstance(cell.value, int | float)
                assert Decimal(repr(cell.value)) == value
                assert cell.font.b == square.is_total
            if square.rows > 1 or square.columns > 1:
                areas = [area for area in sheet.merged_cells.ranges if cell.coordinate in area]
                assert [(area.size["rows"], area.size["columns"]) for area in areas] == [(square.rows, square.columns)]


def _grid_row(sheet: Any) -> int | None:
    """The row in which the grid begins."""
    return next((row[0].row for row in sheet.iter_rows() if row[0].border.top.style), None)


@pytest.mark.parametrize("year", YEARS)
def test_totals_that_agree_are_formulas_with_their_values(year: int) -> None:
    form = books.catalogue().governing(year)
    document = report(year, unadded(form, 7))
    data = render(document)
    count = sum(len(table.sums) for table in tables(document))
    assert count
    assert len(_formulas(data)) == count


def _formulas(data: bytes) -> dict[tuple[str, str], str]:
    book = books.opened(data, values=False)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


@pytest.mark.parametrize("year", YEARS)
def test_a_stated_total_that_differs_stays_as_stated_and_is_named(year: int) -> None:
    form = books.catalogue().governing(year)
    stated = unadded(form, 7)
    address = next(iter(addends(form)))
    computed = effective(form, stated)[address]
    assert isinstance(computed, int)
    data = render(report(year, stated | {address: computed + 5}))
    marked = [
        (sheet.title, cell)
        for sheet in books.opened(data).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.font.i
    ]
    assert [cell.value for _, cell in marked] == [computed + 5]
    title, cell = marked[0]
    assert set(_formulas(render(report(year, stated)))) - set(_formulas(data)) == {(title, cell.coordinate)}
    assert f"{cell.coordinate} 填 {computed + 5}，各项之和是 {computed}。" in books.transcript(data)


def test_money_has_its_decimals_and_no_noise() -> None:
    form = books.catalogue().governing(2023)
    money = next(name for name, spec in form.cells.items() if spec.kind == "money")
    for text in ("9.95", "0.1", "4068.208", "190.457379", "606.05", "999999999.999999", "0.000001", "1000000"):
        data = render(report(2023, unadded(form, 1) | {money: Decimal(text)}))
        with zipfile.ZipFile(BytesIO(data)) as package:
            sheets = b"".join(package.read(name) for name in package.namelist() if "sheet" in name)
        assert f"<v>{Decimal(text):.16G}</v>".encode() in sheets
        assert text in books.transcript(data)


def test_what_a_spreadsheet_would_round_stays_text() -> None:
    form = books.catalogue().governing(2023)
    money = next(name for name, spec in form.cells.items() if spec.kind == "money")
    assert "999999999999.999999" in books.transcript(
        render(report(2023, unadded(form, 1) | {money: Decimal("999999999999.999999")}))
    )


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("number", range(5))
def test_every_formula_gives_the_value_that_is_kept_with_it(year: int, number: int) -> None:
    data = render(report(year, unadded(books.catalogue().governing(year), number, blanks=number % 2 == 1)))
    values, found = books.opened(data), _formulas(data)
    assert found
    for (title, spot), formula in found.items():
        sheet = values[title]
        assert books.added_up(sheet, formula) == pytest.approx(sheet[spot].value, abs=1e-9), (title, spot, formula)


@pytest.mark.skipif(not books.calc(), reason="LibreOffice Calc is not here")
@pytest.mark.slow
@pytest.mark.parametrize("year", YEARS)
def test_libreoffice_works_out_the_same(year: int, tmp_path: Path) -> None:
    form = books.catalogue().governing(year)
    words = {name: "\n".join(CRAFTED[:12]) for name in texts(form)}
    data = render(report(year, unadded(form, 11, blanks=True), words))
    again = books.recalculated(data, tmp_path)
    ours, theirs = books.opened(data), books.opened(again)
    assert ours.sheetnames == theirs.sheetnames
    assert set(_formulas(data)) == set(_formulas(again))
    for sheet in ours.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                other = theirs[sheet.title][cell.coordinate].value
                if isinstance(cell.value, float):
                    assert other == pytest.approx(cell.value, abs=1e-9)
                else:
                    assert other == cell.value


def test_a_table_without_exact_figures_shows_them_as_printed() -> None:
    document = report(2023, dict.fromkeys(books.catalogue().governing(2023).cells, 12))
    parts = [
        replace(part, blocks=tuple(replace(b, values={}, sums={}) if isinstance(b, Table) else b for b in part.blocks))
        for part in document.parts
    ]
    data = render(replace(document, parts=tuple(parts)))
    assert "12" in _cells(data)
    assert not _formulas(data)


def test_a_document_of_nothing_but_a_title_is_a_workbook() -> None:
    document = replace(report(2023, {}), parts=(), preface=())
    assert _cells(render(document))[0] == document.title


# ---- text is only text


def _cells(data: bytes) -> list[str]:
    """Every text in the workbook, out of its XML, escapes undone."""
    name = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(BytesIO(data)) as package:
        root = etree.fromstring(package.read("xl/sharedStrings.xml"))
    found = ["".join(node.itertext(f"{name}t")) for node in root.iter(f"{name}si")]
    return [_unescaped(text) for text in found]


def _unescaped(text: str) -> str:
    parts, at = [], 0
    while at < len(text):
        piece = text[at : at + 7]
        if len(piece) == 7 and piece.startswith("_x") and piece.endswith("_") and _is_hex(piece[2:6]):
            parts.append(chr(int(piece[2:6], 16)))
            at += 7
        else:
            parts.append(text[at])
            at += 1
    return "".join(parts)


def _is_hex(text: str) -> bool:
    return all(sign in "0123456789abcdefABCDEF" for sign in text)


def _saying(document: Document, text: str) -> Document:
    paragraph = Paragraph((Words(text),))
    parts = [
        replace(part, heading=text, short=text, blocks=(paragraph, *part.blocks)) if number % 2 else part
        for number, part in enumerate(document.parts)
    ]
    signature = replace(document.signature, organ=text)
    return replace(document, title=text, preface=(paragraph,), parts=tuple(parts), signature=signature)


def _is_text_alone(text: str) -> None:
    document = report(2023, {})
    data = render(_saying(document, text), watermark=text)
    assert text in _cells(data) or not text
    assert not _formulas(data)
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            etree.fromstring(package.read(name))
            assert "hyperlink" not in name
            assert not name.endswith(("vml", "bin"))
    books.opened(data)


@pytest.mark.parametrize("text", CRAFTED)
def test_crafted_text_is_only_text(text: str) -> None:
    _is_text_alone(text)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_any_text_is_only_text(text: str) -> None:
    _is_text_alone(text.replace("\r", ""))  # XML reads a bare \r as a line feed


def test_thousands_of_strings_come_back_equal() -> None:
    dice = random.Random(5)
    signs = [*map(chr, (*range(13), *range(14, 0x180), *range(0x2000, 0x2070), *range(0xFE00, 0xFE10), 0xFFFE, 0xFFFF))]
    signs += ["<r>", "</r>", "_x0041_", "&#x41;", "=", "公开", "𬱖", "\U0010ffff"]
    strings = ["".join(dice.choices(signs, k=dice.randrange(1, 30))) for _ in range(5000)]
    document = report(2023, {})
    paragraphs = tuple(Paragraph((Words(text),)) for text in strings)
    data = render(replace(document, preface=paragraphs))
    assert set(strings) <= set(_cells(data))
    assert not _formulas(data)


def test_half_a_character_becomes_a_mark() -> None:
    document = _saying(report(2023, {}), "半\ud83d字")
    assert any("半\ufffd字" in text for text in _cells(render(document, watermark="\udc00")))


@pytest.mark.parametrize("text", ["公开" * 4000, "一句话，说完了。" * 1000, "a" * 9000, "\n" * 100 + "字"])
def test_a_long_paragraph_goes_on_in_rows_that_are_high_enough(text: str) -> None:
    sheet = books.opened(render(_saying(report(2023, {}), text))).worksheets[0]
    last = next(row for row in range(2, 99) if sheet.cell(row, 1).value == "一、总体情况")
    first = next(row for row in range(2, 99) if sheet.cell(row - 1, 1).value is None)
    pieces = [sheet.cell(row, 1).value for row in range(first, last)]
    assert "".join(piece.removesuffix(GOES_ON) for piece in pieces) == text
    assert [piece.endswith(GOES_ON) for piece in pieces] == [True] * (len(pieces) - 1) + [False]
    for row in range(first, last):
        words, high = sheet.cell(row, 1).value.removesuffix(GOES_ON), sheet.row_dimensions[row].height
        assert len(words) / 90 * 16 <= high <= 409
        assert not text.endswith("。") or words.endswith("。")


@given(st.lists(st.text(max_size=50), min_size=1, max_size=8))
def test_names_of_sheets_are_allowed_and_differ(wanted: list[str]) -> None:
    names = sheet_names(wanted)
    assert len({name.lower() for name in names}) == len(wanted)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\'")
        assert name.lower() != "history"


# ---- the file


def test_the_file_tells_title_organ_and_program_alone() -> None:
    document = report(2023, {})
    with zipfile.ZipFile(BytesIO(render(document))) as package:
        core, program = (etree.fromstring(package.read(f"docProps/{name}.xml")) for name in ("core", "app"))
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert [node.text for node in core] == [document.title, document.signature.organ]
    assert [node.text for node in program] == [program[0].text]
    assert program[0].text.startswith("公开栏 ")


def test_the_watermark_stands_in_every_header() -> None:
    for sheet in books.opened(render(report(2023, {}), watermark="草稿 · 未经审查")).worksheets:
        assert sheet.oddHeader.right.text == "草稿 · 未经审查"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)  # one where nothing is said


def test_a_column_of_words_stands_inside_the_margins() -> None:
    for sheet in books.opened(render(report(2023, {}))).worksheets:
        if len(sheet.column_dimensions) == 1:
            digits = sheet.column_dimensions["A"].width
            page = 210 / 25.4 - sheet.page_margins.left - sheet.page_margins.right
            assert digits * 8 / 96 <= page  # a digit of 宋体 of 11 pt is 8 of 96 pixels wide


_ONCE = """
import sys, hashlib, locale
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
from tests.app.exports.excel.test_workbook import report, unadded
from tests.app.exports.excel import books
from app.exports.excel.workbook import render
form = books.catalogue().governing(2027)
print(hashlib.sha256(render(report(2027, unadded(form, 5)))).hexdigest())
"""


@pytest.mark.slow
def test_the_same_report_is_the_same_file_anywhere() -> None:
    found = set()
    for zone, place, seed in (("Asia/Shanghai", "zh_CN.UTF-8", "1"), ("America/New_York", "C.UTF-8", "2")):
        surroundings = os.environ | {"TZ": zone, "LC_ALL": place, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", _ONCE], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True
        )
        found.add(done.stdout)
    assert len(found) == 1


@pytest.mark.parametrize("year", YEARS)
def test_the_workbook_is_the_one_that_was_approved(year: int) -> None:
    """After a wanted change: look at the sheets, run with GONGKAILAN_GOLDEN=1 and review the difference."""
    form = books.catalogue().governing(year)
    stated = unadded(form, year)
    stated[next(iter(addends(form)))] = random.Random(year).randrange(10**6)
    found = books.described(render(report(year, stated)))
    golden = GOLDEN / f"workbook_{year}.txt"
    if os.environ.get("GONGKAILAN_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8")
