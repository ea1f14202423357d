"""The tags of the report as other programs read them: all that is drawn is in one, in the order of reading."""

import ctypes
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest

from app.document.blocks import Document, Table
from app.exports.fonts import FontBook
from app.exports.report.pdf import render
from app.forms.load import load_text
from tests.app.exports import samples
from tests.app.exports.test_report_pdf import INVENTED, TALL, YEARS, expected

raw = pypdfium2.raw
Element = tuple[str, str]  # kind, and its own text


def told(function: Callable[..., int], *arguments: object) -> str:
    """A text that pdfium gives as UTF-16."""
    size = function(*arguments, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    function(*arguments, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def elements(data: bytes) -> list[Element]:
    """Every element of every page in order; one that goes on over a page comes once for each."""
    document = pypdfium2.PdfDocument(data)
    found: list[Element] = []
    for page in document:
        texts = marked_texts(page)
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        for at in range(raw.FPDF_StructTree_CountChildren(tree)):
            found += walk(raw.FPDF_StructTree_GetChildAtIndex(tree, at), texts)
        raw.FPDF_StructTree_Close(tree)
        assert not texts, "text in a mark that no element names"
    document.close()
    return found


def walk(element: object, texts: dict[int, str]) -> Iterator[Element]:
    kind = told(raw.FPDF_StructElement_GetType, element)
    children = range(raw.FPDF_StructElement_CountChildren(element))
    marks = [raw.FPDF_StructElement_GetChildMarkedContentID(element, at) for at in children]  # -1: not on this page
    yield kind, "".join(texts.pop(mark, "") for mark in marks if mark >= 0)
    for at in children:
        child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            yield from walk(child, texts)


def marked_texts(page: pypdfium2.PdfPage) -> dict[int, str]:
    """The text of each mark; what stands in none must be set aside."""
    textpage = page.get_textpage()
    texts: dict[int, str] = {}
    for item in page.get_objects():
        mark = raw.FPDFPageObj_GetMarkedContentID(item.raw)
        if mark < 0:
            assert raw.FPDFPageObj_CountMarks(item.raw) == 1, "drawn in no tag"
            assert told_mark(raw.FPDFPageObj_GetMark(item.raw, 0)) == "Artifact"
        elif item.type == raw.FPDF_PAGEOBJ_TEXT:
            text = told(raw.FPDFTextObj_GetText, item.raw, textpage.raw)
            texts[mark] = texts.get(mark, "") + "".join(text.split())
        else:
            assert item.type == raw.FPDF_PAGEOBJ_TEXT, "only words are marked"
    return texts


def told_mark(mark: object) -> str:
    size = ctypes.c_ulong()
    buffer = (ctypes.c_ushort * 32)()
    assert raw.FPDFPageObjMark_GetName(mark, buffer, 64, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def tables(document: Document) -> list[Table]:
    return [block for part in document.parts for block in part.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("year", YEARS)
def test_read_by_its_tags_the_paper_says_what_the_document_says(fonts: FontBook, year: int) -> None:
    document = samples.document(year, samples.busy(samples.catalogue().governing(year)))
    found = elements(render(document, fonts))
    assert "".join(text for _, text in found) == expected(document)
    assert [text for kind, text in found if kind == "H1"] == ["".join(document.title.split())]
    assert [text for kind, text in found if kind == "H2"] == [part.heading for part in document.parts]


@pytest.mark.parametrize("year", YEARS)
def test_tables_have_their_rows_heads_and_cells(fonts: FontBook, year: int) -> None:
    document = samples.document(year)
    kinds = [kind for kind, _ in elements(render(document, fonts))]
    squares = [square for table in tables(document) for square in table.grid.squares]
    assert kinds.count("Table") == len(tables(document))
    assert kinds.count("TR") == sum(table.grid.height for table in tables(document))
    assert kinds.count("TD") == sum(square.kind == "value" for square in squares)
    assert kinds.count("TH") == sum(square.kind != "value" for square in squares)


def test_headings_that_are_repeated_are_read_once(fonts: FontBook) -> None:
    form = load_text(INVENTED + TALL)
    document = samples.document(2027, samples.full(form, 4), form=form)
    found = "".join(text for _, text in elements(render(document, fonts)))
    assert found == expected(document)


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not here")
def test_poppler_reads_the_tags_as_well(fonts: FontBook, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(render(samples.document(2020), fonts))
    said = subprocess.run(["pdfinfo", "-struct-text", str(path)], capture_output=True, text=True, check=True)
    assert said.stderr == ""
    lines = [line.strip() for line in said.stdout.splitlines()]
    assert lines[:2] == ["Document", "H1 (block)"]
    assert lines.count("Table (block)") == 3
    facts = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in facts
