"""Words along the diagonal of a sheet, under everything else: large enough to be seen, pale enough to read over."""

from __future__ import annotations

from math import atan2, degrees, hypot
from typing import Any

from app.exports.canvas import MM
from app.exports.measuring import Box, Type
from app.exports.typeset import draw_line

ROLE = "board_strong"
_STRENGTH = 0.2
_LONG, _HIGH = 0.72, 0.4  # of the diagonal and of the height of the box
_MIDDLE = 0.38  # em from the baseline to the middle of a character


def draw_across(canvas: Any, type_: Type, words: str, box: Box) -> None:
    """Draws ``words`` (nothing where there are none) in ``box``, in mm with ``y`` its lower edge."""
    said = " ".join(words.split())
    if not said:
        return
    diagonal = hypot(box.width, box.height)
    most = min(box.height * _HIGH * MM, _inside(type_.ems(said, ROLE), box))
    size = type_.largest(said, ROLE, most, diagonal * _LONG)
    line = type_.line(said, ROLE, size)
    canvas.saveState()
    canvas.translate((box.x + box.width / 2) * MM, (box.y + box.height / 2) * MM)
    canvas.rotate(degrees(atan2(box.height, box.width)))
    canvas.setFillColorRGB(*[1 - _STRENGTH] * 3)
    canvas._code.append(f"/Span <</ActualText <{_utf16(said)}>>> BDC")  # turned words are one stretch for readers
    draw_line(canvas, line, -line.width / 2, -_MIDDLE * size)
    canvas._code.append("EMC")
    canvas.restoreState()


def _inside(ems: float, box: Box) -> float:
    """The largest size at which ``ems`` em along the diagonal leave no side: the line is an em high, too."""
    diagonal = hypot(box.width, box.height)
    along, up = box.width / diagonal, box.height / diagonal
    return min(box.width / (ems * along + up), box.height / (ems * up + along)) * MM


def _utf16(text: str) -> str:
    return ("\ufeff" + text).encode("utf-16-be").hex().upper()
