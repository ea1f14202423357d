"""Draws lines under words: Qt's own wave is as thin as a hair, and not to be told from a straight line at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from ui.kit.theme import theme

_STEP, _RISE, _THICK = 4.5, 2, 1.5  # px of the design
_BELOW = 0.38  # of the type size: from the baseline to the middle of the wave


@dataclass(frozen=True, slots=True)
class Underline:
    """Words and the line under them: a wave, or dots; ``colour`` is a role."""

    cursor: QTextCursor
    colour: str
    is_wave: bool = True


def draw(page: QTextEdit, painter: QPainter, lines: Iterable[Underline], shown: QRect) -> None:
    """Draws those lines that lie in ``shown`` of the viewport."""
    layout = page.document().documentLayout()
    scrolled = QPoint(page.horizontalScrollBar().value(), page.verticalScrollBar().value())
    fuzzy = Qt.HitTestAccuracy.FuzzyHit
    first = layout.hitTest(QPointF(shown.topLeft() + scrolled), fuzzy)
    last = layout.hitTest(QPointF(shown.bottomRight() + scrolled), fuzzy)
    below = page.font().pixelSize() * _BELOW
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for line in lines:
        start, end = line.cursor.selectionStart(), line.cursor.selectionEnd()
        if end < first or start > last:
            continue
        for left, right, base in _stretches(page, start, end):
            middle = base + below - scrolled.y()
            paint = wave if line.is_wave else dots
            paint(painter, left - scrolled.x(), right - scrolled.x(), middle, theme().colour(line.colour))


def wave(painter: QPainter, left: float, right: float, middle: float, colour: QColor) -> None:
    """A wavy line."""
    k = theme().k
    step, rise = _STEP * k, _RISE * k
    path, at, up = QPainterPath(QPointF(left, middle)), left, -1
    while at + step <= right + 1:
        path.quadTo(at + step / 2, middle + up * 2 * rise, at + step, middle)
        at, up = at + step, -up
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, _THICK * k))
    painter.drawPath(path)


def dots(painter: QPainter, left: float, right: float, middle: float, colour: QColor) -> None:
    """A dotted line."""
    pen = QPen(colour, _THICK * theme().k, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.1, 2.6])
    painter.setPen(pen)
    painter.drawLine(QPointF(left, middle), QPointF(right, middle))


def _stretches(page: QTextEdit, start: int, end: int) -> Iterator[tuple[float, float, float]]:
    """Left, right and baseline of the words in each line that they stand in, in the coordinates of the document."""
    block: QTextBlock = page.document().findBlock(start)
    while block.isValid() and block.position() < end:
        layout, corner = block.layout(), page.document().documentLayout().blockBoundingRect(block).topLeft()
        at = block.position()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first = max(start - at, line.textStart())
            last = min(end - at, line.textStart() + line.textLength())
            if first < last:
                left, right = (_x(line.cursorToX(place)) for place in (first, last))
                yield corner.x() + left, corner.x() + right, corner.y() + line.y() + line.ascent()
        block = block.next()


def _x(found: object) -> float:
    """Qt gives the place with the cursor, or alone."""
    return float(found[0] if isinstance(found, tuple | list) else found)  # type: ignore[arg-type]  # as said
