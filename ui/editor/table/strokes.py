"""What cells, headings and the cell editor draw alike: broken lines of a label, frames, the signs of a cell."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygon

from ui.kit.draw import to_keep
from ui.kit.theme import Theme, theme, tokens

CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CHANGE = 8  # px of the triangle that tells of a large change
_UNCLIPPED = {
    side: side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
    for side in (Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignLeft)
}


def draw_lines(
    painter: QPainter,
    rect: QRectF,
    lines: tuple[str, ...],
    now: Theme,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
) -> None:
    """Draws broken label lines around the middle of ``rect``, at the pitch of labels."""
    pitch = now.text_size("body") * tokens()["line_height"]["table_label"]
    left, wide = rect.left(), rect.width()
    top = rect.center().y() - pitch * len(lines) / 2
    align = _UNCLIPPED[side]
    for line in lines:
        painter.drawText(QRectF(left, top, wide, pitch), align, line)
        top += pitch


def frame(painter: QPainter, rect: QRect, now: Theme, role: str, width: int) -> None:
    """A frame of ``width`` (px of the design) inside the square."""
    thick, colour = now.px(width), now.colour(role)
    left, top, wide, high = rect.left(), rect.top(), rect.width(), rect.height()
    painter.fillRect(left, top, wide, thick, colour)
    painter.fillRect(left, top + high - thick, wide, thick, colour)
    painter.fillRect(left, top, thick, high, colour)
    painter.fillRect(left + wide - thick, top, thick, high, colour)


def corner(painter: QPainter, rect: QRect, now: Theme, mark: str) -> None:
    """The sign of a cell whose relation fails, at its upper right: filled where it is wrong, hollow where doubtful."""
    side = now.px(tokens()["marks"]["corner_triangle"]) + (now.px(3) if mark == "doubt" else 0)
    right, top = rect.right(), rect.top()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(now.colour(mark))
    painter.drawPolygon(_triangle((right - side, top), (right, top), (right, top + side)))
    if mark == "doubt":
        inner = side - now.px(4)
        painter.setBrush(now.colour("sheet"))
        painter.drawPolygon(_triangle((right - 1 - inner, top + 2), (right - 1, top + 2), (right - 1, top + 2 + inner)))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def change(painter: QPainter, left: int, middle: int, now: Theme, *, rises: bool) -> None:
    """A small triangle beside last year's figure, pointing where the figure went."""
    image = _change(now, painter.device().devicePixelRatioF(), rises)
    painter.drawImage(QPoint(left, middle - now.px(3)), image)


@lru_cache(maxsize=16)
def _change(now: Theme, ratio: float, rises: bool) -> QImage:
    """Drawn once: in a busy report it stands in every other cell."""
    wide, high = now.px(CHANGE), 2 * now.px(3)
    image = QImage(QSize(wide, high) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    tip, foot = (0, high) if rises else (high, 0)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("doubt"))
        painter.drawPolygon(_triangle((0, foot), (wide, foot), (wide // 2, tip)))
    return to_keep(image)


def wave(painter: QPainter, left: int, right: int, middle: int, colour: QColor) -> None:
    """The wavy line under a text that could not be read, as under a misspelt word."""
    step = theme().px(2)
    painter.setPen(colour)
    places = range(left, right + step, step)
    painter.drawPolyline([QPoint(x, middle + (step // 2 if n % 2 else -(step // 2))) for n, x in enumerate(places)])


def dashed(painter: QPainter, rect: QRect, now: Theme) -> None:
    """The box of a cell that waits for its figure."""
    wide, gap, inset = now.px(34), now.px(9), now.px(6)
    box = QRect(rect.right() - gap - wide, rect.top() + inset, wide, rect.height() - 2 * inset - 2)
    if box.height() > now.px(24):
        box = QRect(box.left(), rect.center().y() - now.px(12), wide, now.px(23))
    pen = QPen(now.colour("blank"), 1)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.drawRect(box)


def _triangle(*points: tuple[int, int]) -> QPolygon:
    return QPolygon([QPoint(x, y) for x, y in points])
