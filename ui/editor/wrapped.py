"""A quiet sentence of the panel that wraps, laid out anew only where it takes more or fewer lines."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.theme import REGULAR, theme, themed

_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWrapAnywhere


class Wrapped(QWidget):
    """It changes while the clerk types, so it asks for another height only where it needs one."""

    def __init__(self, colour: str, weight: int = REGULAR) -> None:
        super().__init__()
        self._text, self._colour, self._weight = "", colour, weight
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, lambda _: self._fit())

    def text(self) -> str:
        """What is said."""
        return self._text

    def say(self, text: str) -> None:
        """Says something else."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self._fit()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may take other lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        font = theme().font("small", self._weight)
        box = QFontMetrics(font).boundingRect(QRect(0, 0, max(self.width(), 1), 1000), _WRAPPED, self._text)
        high = box.height() + theme().px(2)
        if high != self.maximumHeight():
            self.setFixedHeight(high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the sentence."""
        painter = QPainter(self)
        painter.setFont(theme().font("small", self._weight))
        painter.setPen(theme().colour(self._colour))
        painter.drawText(self.rect(), _WRAPPED, self._text)
