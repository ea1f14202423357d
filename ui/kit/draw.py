"""Flat boxes with crisp frames, and pictures that are kept: what every part that draws itself begins with."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen


def draw_box(
    painter: QPainter, rect: QRectF, fill: QColor | None, frame: QColor | None, radius: float, line: float = 1
) -> None:
    """A flat box with a crisp frame of ``line`` px inside ``rect``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(frame, line) if frame is not None else Qt.PenStyle.NoPen)
    inset = line / 2 if frame is not None else 0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def draw_sheet(painter: QPainter, rect: QRect, fill: QColor, frame: QColor) -> None:
    """A sheet with a hairline along the inside of its edges."""
    painter.fillRect(rect, fill)
    painter.setPen(frame)
    painter.drawRect(rect.adjusted(0, 0, -1, -1))


def to_keep(drawn: QImage) -> QImage:
    """The same picture without the painter's tools, which Qt leaves in what was painted on: ten KB for every icon."""
    return drawn.copy()
