"""The foot of a text page: what a live number is, which one stands beside the caret, and the keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.theme import MEDIUM, theme, themed

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_KEYS = ("Ctrl+2 插入数字", "Ctrl+1 小标题", "Ctrl+0 正文")
_RULE = "活数字，随表自动变"
_SAMPLE = "9"


class Legend(QWidget):
    """Draws itself; where room is short the keys go, one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._figure, self._label = _SAMPLE, _RULE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_figure("", "")
        themed(self, lambda _: self.updateGeometry())

    def show_figure(self, figure: str, label: str) -> None:
        """The live number beside the caret and its cell; none: what a live number is."""
        self._figure, self._label = (figure, label) if label else (_SAMPLE, _RULE)
        self.setAccessibleName("，".join((self.text(), *_KEYS)))
        self.update()

    def text(self) -> str:
        """What is said at the left."""
        return f"{self._figure} {self._label}"

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(theme().px(200), theme().px(43))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A chip, its words, the keys at the right."""
        painter, now = QPainter(self), theme()
        painter.setPen(now.colour("frame"))
        painter.drawLine(0, 0, self.width(), 0)
        small, body = now.font("small"), now.font("body", MEDIUM)
        left = self._chip(painter, now.px(14), QFontMetrics(body).horizontalAdvance(self._figure) + now.px(10))
        painter.setFont(small)
        keys = list(_KEYS)
        measure = QFontMetrics(small)
        words = measure.horizontalAdvance(self._label)
        gap = now.px(18)
        while keys and left + words + gap + sum(measure.horizontalAdvance(key) + gap for key in keys) > self.width():
            keys.pop()
        right = self.width() - sum(measure.horizontalAdvance(key) + gap for key in keys)
        painter.setPen(now.colour("ink2"))
        shown = measure.elidedText(self._label, Qt.TextElideMode.ElideMiddle, right - left - gap)
        painter.drawText(QRectF(left, 1, right - left, self.height() - 1), _LEFT, shown)
        painter.setPen(now.colour("ink3"))
        for key in keys:
            wide = measure.horizontalAdvance(key) + gap
            painter.drawText(QRectF(right, 1, wide, self.height() - 1), _LEFT, key)
            right += wide

    def _chip(self, painter: QPainter, left: int, wide: int) -> int:
        now = theme()
        high = now.px(24)
        box = QRectF(left, (self.height() - high) // 2 + 1, wide, high)
        painter.fillRect(box, now.colour("accent_soft"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, wide, 1), now.colour("accent"))
        painter.setFont(now.font("body", MEDIUM))
        painter.setPen(now.colour("accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._figure)
        return left + wide + now.px(9)
