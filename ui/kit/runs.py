"""Plain text in runs, some of them semibold, broken into lines: what a paragraph widget and a drawn list share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.kit.theme import REGULAR, SEMIBOLD, theme

_BREAK = "\u2028"
_OPENING = "“‘（《〈「『【〔"
_CLOSING = "”’）》〉」』】〕，。、；：！？"
_MARKS = _OPENING + _CLOSING
Shapes = list[QTextLayout.FormatRange]


class Strong(str):
    """A run that is set semibold."""

    __slots__ = ()


def shapes(runs: Sequence[str], role: str | int, *, weight: int = REGULAR, strong: str = "") -> Shapes:
    """How the text of ``runs`` is set: ``Strong`` ones semibold (in the colour role ``strong``, if one is named), and
    of two full-width marks side by side (”。) the gap between goes, as print does it.
    """
    return [*_bold(runs, role, weight, strong), *_squeezed("".join(runs), role)]


def layout(
    text: str, width: float, font: QFont, formats: Shapes | None = None, *, wrap: bool = True, pitch: float = 0
) -> QTextLayout:
    """``text`` in lines of ``width`` px, each in the middle of its ``pitch`` px; a line feed begins a new one."""
    made = QTextLayout(text.replace("\n", _BREAK), font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    mode = QTextOption.WrapMode
    option.setWrapMode(mode.WrapAtWordBoundaryOrAnywhere if wrap else mode.ManualWrap)
    made.setTextOption(option)
    made.setFormats(formats or [])
    made.setCacheEnabled(bool(pitch))
    made.beginLayout()
    number = 0
    while (line := made.createLine()).isValid():
        line.setLineWidth(width)
        if pitch:
            line.setPosition(QPointF(0, number * pitch + (pitch - line.height()) / 2))
        number += 1
    made.endLayout()
    return made


def draw(painter: QPainter, at: QPointF, made: QTextLayout) -> None:
    """Draws what ``layout`` made with a ``pitch``."""
    made.draw(painter, at)


def span(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    """``form`` for ``length`` UTF-16 units from ``start`` on."""
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, form  # type: ignore[attr-defined]
    return made


def units(text: str) -> int:
    """QTextLayout counts UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _bold(runs: Sequence[str], role: str | int, weight: int, strong: str) -> Shapes:
    found, start = [], 0
    for run in runs:
        if isinstance(run, Strong):
            form = QTextCharFormat()
            form.setFont(theme().font(role, SEMIBOLD if weight < SEMIBOLD else weight))
            if strong:
                form.setForeground(theme().colour(strong))
            found.append(span(start, units(run), form))
        start += units(run)
    return found


def _squeezed(text: str, role: str | int) -> Shapes:
    found, start = [], 0
    for mark, following in pairwise(text):
        if (mark in _CLOSING and following in _MARKS) or (mark in _OPENING and following in _OPENING):
            form = QTextCharFormat()
            form.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            form.setFontLetterSpacing(-theme().text_size(role) / 2)
            found.append(span(start, 1, form))
        start += 1 if mark <= "\uffff" else 2
    return found
