"""The A4 report as PDF, after GB/T 9704—2012. The same document and the same fonts give the same bytes."""

from __future__ import annotations

from typing import Any

from app.document.blocks import Document
from app.exports import a4
from app.exports.canvas import MM, open_canvas
from app.exports.fonts import DRAWING, FontBook, require_glyphs
from app.exports.report.cover import cover
from app.exports.report.flow import Page, PlacedTable, flow
from app.exports.report.options import ReportOptions
from app.exports.report.signs import LINES as SIGN_LINES
from app.exports.report.signs import draw_signs
from app.exports.report.table import draw_table
from app.exports.report.tags import Tree
from app.exports.tables.fit import TOP_GAP
from app.exports.typeset import Run, draw_line, one_line

_DASH_BELOW = 7 * MM  # the strokes beside the page number, under the type area
_DASH_MIDDLE = 0.30  # em above the baseline, of the dash in the body face
_PLAIN = ReportOptions()


def render(document: Document, fonts: FontBook, options: ReportOptions = _PLAIN) -> bytes:
    """The PDF. Raises ``Trouble`` naming every character that no face has, before anything is drawn."""
    with DRAWING:
        require_glyphs(fonts, document.texts())
        canvas, out = open_canvas(a4.WIDTH_MM, a4.HEIGHT_MM, title=document.title, organ=document.signature.organ)
        tree = Tree(canvas)
        if options.cover:
            _draw_page(canvas, tree, cover(document, fonts), 0)
            canvas.showPage()
            canvas.showPage()  # its back: page 1 is a right-hand page
        pages = flow(document, fonts, SIGN_LINES if options.sign_block else 0)
        for number, page in enumerate(pages, start=1):
            _draw_page(canvas, tree, page, number)
            if page.signs is not None:
                draw_signs(canvas, tree, fonts, page.signs)
            with tree.aside():
                _draw_number(canvas, fonts, number)
            canvas.showPage()
        tree.close()
        canvas.save()
        return out.getvalue()


def _draw_page(canvas: Any, tree: Tree, page: Page, number: int) -> None:
    for at, (row, heading) in enumerate(page.bookmarks):
        key = f"p{number}-{at}"
        canvas.bookmarkPage(key, fit="XYZ", left=0, top=a4.line_top(row))
        canvas.addOutlineEntry(heading, key, level=0)
    tables = list(page.tables)
    for placed in page.lines:
        while tables and tables[0].row <= placed.row:
            _draw_table(canvas, tree, tables.pop(0))
        baseline = a4.baseline(placed.row, placed.line.size, placed.pitch)
        with tree.mark(placed.tag):
            draw_line(canvas, placed.line, a4.LEFT + placed.x, baseline)
    for table in tables:
        _draw_table(canvas, tree, table)


def _draw_table(canvas: Any, tree: Tree, placed: PlacedTable) -> None:
    part = placed.slice
    draw_table(canvas, tree, part.shape, part.rows, part.heights, a4.LEFT, a4.line_top(placed.row) - TOP_GAP)


def _draw_number(canvas: Any, fonts: FontBook, number: int) -> None:
    """— 1 —: odd pages at the right, even ones at the left, one character in (GB/T 9704, 7.5)."""
    runs = [Run("— ", "fangsong_body"), Run(str(number), "songti_table"), Run(" —", "fangsong_body")]
    line = one_line(fonts, runs, a4.NUMBER_PT)
    x = a4.LEFT + a4.NUMBER_PT
    if number % 2:
        x = a4.LEFT + a4.TEXT_WIDTH - a4.NUMBER_PT - line.width
    foot = a4.line_top(a4.LINES) - _DASH_BELOW
    draw_line(canvas, line, x, foot - _DASH_MIDDLE * a4.NUMBER_PT)
