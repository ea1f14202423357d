"""The large print as PDF on A4, black only. The same document and the same fonts give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.document.blocks import Document
from app.exports.across import draw_across
from app.exports.canvas import MM, open_canvas
from app.exports.fonts import DRAWING, FontBook, require_glyphs
from app.exports.large.flow import HEIGHT_MM, LEFT, TOP, WIDTH, WIDTH_MM, Placed, flow
from app.exports.measuring import Box, Type
from app.exports.typeset import Run, draw_line, one_line

_NAME = "大字版"
_HEAD_PT = 15.5
_HEAD_BASELINE, _HEAD_RULE = 17.4 * MM, 21.6 * MM  # from the top of the page
_RULE = 1.5
_BAR = 2.4 * MM
_TOP = HEIGHT_MM * MM


def render(document: Document, fonts: FontBook, *, watermark: str = "") -> bytes:
    """The PDF. Raises ``Trouble`` naming every character that no face has, before anything is drawn."""
    with DRAWING:
        require_glyphs(fonts, [*document.texts(), ("水印", watermark)])
        pages = flow(document, fonts)
        canvas, out = open_canvas(WIDTH_MM, HEIGHT_MM, title=document.title, organ=document.signature.organ)
        type_ = Type(fonts)
        for number, page in enumerate(pages, start=1):
            draw_across(canvas, type_, watermark, Box(0.0, 0.0, WIDTH_MM, HEIGHT_MM))
            canvas.setFillGray(0)
            canvas.setStrokeGray(0)
            _head(canvas, fonts, f"第{number}页，共{len(pages)}页", " ".join(watermark.split()))
            _page(canvas, page, number)
            canvas.showPage()
        canvas.save()
        return out.getvalue()


def _head(canvas: Any, fonts: FontBook, where: str, watermark: str) -> None:
    """What it is, which page of how many, and the words of a draft between them."""
    y = _TOP - _HEAD_BASELINE
    lines = [one_line(fonts, [Run(words, "board_medium")], _HEAD_PT) for words in (_NAME, watermark, where)]
    for line, share in zip(lines, (0.0, 0.5, 1.0), strict=True):
        draw_line(canvas, line, LEFT + share * (WIDTH - line.width), y)
    canvas.setLineWidth(_RULE)
    canvas.line(LEFT, _TOP - _HEAD_RULE, LEFT + WIDTH, _TOP - _HEAD_RULE)


def _page(canvas: Any, page: Iterable[Placed], number: int) -> None:
    for placed in page:
        row, top = placed.row, _TOP - TOP - placed.y
        if row.bookmark:
            key = f"p{number}-{placed.y:.0f}"
            canvas.bookmarkPage(key, fit="XYZ", left=0, top=top + row.above)
            canvas.addOutlineEntry(row.bookmark, key, level=0)
        start, end = row.bar
        if end:
            canvas.rect(LEFT, top - end, _BAR, end - start, stroke=0, fill=1)
        for weight, y in ((row.over, top), (row.rule, top - row.height)):
            if weight:
                canvas.setLineWidth(weight)
                canvas.line(LEFT, y, LEFT + WIDTH, y)
        for piece in row.pieces:
            draw_line(canvas, piece.line, LEFT + piece.x, top - piece.y)
