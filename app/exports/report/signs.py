"""The boxes to sign at the end of the report: who reads proof, who checks, who decides."""

from __future__ import annotations

from typing import Any

from app.exports import a4
from app.exports.canvas import MM
from app.exports.fonts import FontBook
from app.exports.report.tags import Tag, Tree
from app.exports.typeset import Run, draw_line, one_line

LINES = 4  # grid lines that the boxes take
_WHO = ("校对", "审核", "审定")
_NAME, _DAY = "签名：", "日期："
_HEAD, _FIELD = 9.0 * MM, 12.25 * MM
_PAD = 3 * MM
_TEXT_PT = 12.0
_OUTER, _INNER = 1.0, 0.5
_MIDDLE = 0.38  # em from the baseline to the middle of a character


def draw_signs(canvas: Any, tree: Tree, fonts: FontBook, row: int) -> None:
    """Three boxes side by side from grid line ``row`` on, each with room for a name and a day."""
    top, wide = a4.line_top(row), a4.TEXT_WIDTH / len(_WHO)
    high = _HEAD + 2 * _FIELD
    with tree.aside():
        canvas.setStrokeGray(0)
        canvas.setLineWidth(_INNER)
        canvas.line(a4.LEFT, top - _HEAD, a4.LEFT + a4.TEXT_WIDTH, top - _HEAD)
        for at in range(1, len(_WHO)):
            canvas.line(a4.LEFT + at * wide, top, a4.LEFT + at * wide, top - high)
        canvas.setLineWidth(_OUTER)
        canvas.rect(a4.LEFT, top - high, a4.TEXT_WIDTH, high, stroke=1, fill=0)
    for at, who in enumerate(_WHO):
        left = a4.LEFT + at * wide
        with tree.mark(Tag("P")):
            head = one_line(fonts, [Run(who, "heiti_heading")], _TEXT_PT)
            draw_line(canvas, head, left + (wide - head.width) / 2, top - _HEAD / 2 - _MIDDLE * _TEXT_PT)
            for number, words in enumerate((_NAME, _DAY)):
                line = one_line(fonts, [Run(words, "songti_table")], _TEXT_PT)
                middle = top - _HEAD - (number + 0.5) * _FIELD
                draw_line(canvas, line, left + _PAD, middle - _MIDDLE * _TEXT_PT)
