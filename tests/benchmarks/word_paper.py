"""The same paper as a Word file, from the same blocks: what LibreOffice is given to convert."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from app.document.blocks import Document, Paragraph, Table
from app.exports import a4
from app.grid.layout import Grid

TABLE_PT = 9.0
LABELS_SHARE = 0.5  # of the width of a table


@dataclass(frozen=True, slots=True)
class Face:
    """A family that the program brings along, as Word names it; ``latin`` sets letters and digits where it differs."""

    name: str
    latin: str = ""
    bold: bool = False


# The same faces for the same parts as in resources/print/faces.toml.
TITLE = Face("Noto Serif SC", bold=True)
BODY = Face("FandolFang", "FandolSong")
LEAD = Face("FandolKai", "FandolSong")
HEADING = Face("Noto Sans SC Medium")
CELL = Face("Noto Serif SC")
TOTAL = Face("Noto Serif SC", bold=True)


def write(document: Document, out: Path) -> None:
    """Writes ``document`` on A4 pages with the margins and sizes of the program's own report."""
    word = docx.Document()
    page = word.sections[0]
    page.page_width, page.page_height = Mm(a4.WIDTH_MM), Mm(a4.HEIGHT_MM)
    page.top_margin, page.bottom_margin = Pt(a4.TOP), Pt(a4.BOTTOM)
    page.left_margin, page.right_margin = Pt(a4.LEFT), Pt(a4.RIGHT)
    for line in document.title_lines:
        _line(word, line, a4.TITLE_PT, TITLE, WD_ALIGN_PARAGRAPH.CENTER)
    for paragraph in document.preface:
        _paragraph(word, paragraph)
    for part in document.parts:
        _line(word, part.heading, a4.BODY_PT, HEADING)
        for block in part.blocks:
            if isinstance(block, Table):
                _table(word, block)
            elif isinstance(block, Paragraph):
                _paragraph(word, block)
            else:
                _line(word, block.text, a4.BODY_PT, BODY)
    for line in (document.signature.organ, document.signature.date):
        _line(word, line, a4.BODY_PT, BODY, WD_ALIGN_PARAGRAPH.RIGHT)
    word.save(str(out))


def _paragraph(word: Any, paragraph: Paragraph) -> None:
    line = word.add_paragraph()
    _shape(line, a4.BODY_PT)
    line.paragraph_format.first_line_indent = Pt(a4.INDENT)
    line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for words in paragraph.words:
        _run(line, words.text, a4.BODY_PT, LEAD if words.style == "lead" else BODY)


def _line(word: Any, text: str, size: float, face: Face, alignment: Any = None) -> None:
    line = word.add_paragraph()
    _shape(line, size)
    line.alignment = alignment
    _run(line, text, size, face)


def _shape(line: Any, size: float) -> None:
    line.paragraph_format.space_after = Pt(0)
    line.paragraph_format.line_spacing = Pt(a4.PITCH * max(1.0, size / a4.BODY_PT))


def _run(line: Any, text: str, size: float, face: Face) -> None:
    run = line.add_run(text)
    run.font.size, run.font.name, run.font.bold = Pt(size), face.latin or face.name, face.bold
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face.name)


def _table(word: Any, table: Table) -> None:
    grid = table.grid
    made = word.add_table(grid.height, grid.width, style="Table Grid")
    made.autofit = False
    for column, width in zip(made.columns, _widths(grid), strict=True):
        column.width = Pt(width)
    for square in grid.squares:
        cell = made.cell(square.row, square.column)
        if (square.rows, square.columns) != (1, 1):
            cell = cell.merge(made.cell(square.row + square.rows - 1, square.column + square.columns - 1))
        line = cell.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.LEFT if square.kind == "row" else WD_ALIGN_PARAGRAPH.CENTER
        face = TOTAL if square.is_total else CELL
        _run(line, square.text or table.figures.get(square.address, ""), TABLE_PT, face)


def _widths(grid: Grid) -> list[float]:
    """Narrow columns for groups of rows, a wide one for the rows themselves, the rest shared by the figures."""
    labels = a4.TEXT_WIDTH * LABELS_SHARE if grid.labels else 0.0
    groups = [4 * TABLE_PT] * (grid.labels - 1)
    last = [labels - sum(groups)] if grid.labels else []
    return [*groups, *last, *((a4.TEXT_WIDTH - labels) * float(share) for share in grid.shares)]
