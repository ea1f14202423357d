"""Draws lines under words: Qt's own wave is as thin as a hair, and not to be told from a straight line at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from ui.kit.draw import to_keep
from ui.kit.theme import Theme, theme

_STEP, _RISE, _THICK = 4.5, 2, 1.5  # px of the design
_LONG = 800  # px of the design: no line of the page is longer
_AIR = 1  # dots of the screen round a line
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
    for line in lines:
        start, end = line.cursor.selectionStart(), line.cursor.selectionEnd()
        if end < first or start > last:
            continue
        for left, right, base in _stretches(page, start, end):
            middle = base + below - scrolled.y()
            paint = wave if line.is_wave else dots
            paint(painter, left - scrolled.x(), right - scrolled.x(), middle, theme().colour(line.colour))


def wave(painter: QPainter, left: float, right: float, middle: float, colour: QColor) -> None:
    """A wavy line, of whole waves."""
    step = _STEP * theme().k
    wide = (right + 1 - left) // step * step
    _cut(painter, _strip(theme(), _ratio(painter), colour.rgba(), True), left, wide, middle)


def dots(painter: QPainter, left: float, right: float, middle: float, colour: QColor) -> None:
    """A dotted line."""
    _cut(painter, _strip(theme(), _ratio(painter), colour.rgba(), False), left, right - left, middle)


def _ratio(painter: QPainter) -> float:
    return painter.device().devicePixelRatioF()


def _cut(painter: QPainter, strip: QImage, left: float, wide: float, middle: float) -> None:
    """Puts the beginning of ``strip`` over ``middle``, on whole dots of the screen."""
    ratio = strip.devicePixelRatio()
    x, y = round(left * ratio) - _AIR, int(middle * ratio) - strip.height() // 2
    painter.drawImage(
        QPointF(x / ratio, y / ratio), strip, QRectF(0, 0, round(wide * ratio) + 2 * _AIR, strip.height())
    )


@lru_cache(maxsize=6)  # some forty KB each; a look has three
def _strip(now: Theme, ratio: float, colour: int, is_wave: bool) -> QImage:
    """A line as long as the page is wide: drawn once, for Qt takes half a millisecond over each, at every key."""
    k = now.k * ratio
    image = QImage(round(_LONG * k), 2 * round(2 * _RISE * k) + 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(_AIR, image.height() / 2)
        painter.scale(k, k)
        pen = QPen(QColor.fromRgba(colour), _THICK)
        if is_wave:
            painter.setPen(pen)
            painter.drawPath(_waves())
        else:
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.1, 2.6])
            painter.setPen(pen)
            painter.drawLine(0, 0, _LONG, 0)
    image.setDevicePixelRatio(ratio)
    return to_keep(image)


def _waves() -> QPainterPath:
    path, at, up = QPainterPath(), 0.0, -1
    while at < _LONG:
        path.quadTo(at + _STEP / 2, up * 2 * _RISE, at + _STEP, 0)
        at, up = at + _STEP, -up
    return path


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
