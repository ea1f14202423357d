"""Words of the panel that wrap: laid out anew only where they take more or fewer lines."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.theme import REGULAR, theme, themed

_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWrapAnywhere


class Fitted(QWidget):
    """As high as what it draws. That changes while the clerk types: another height is asked for only where needed."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, lambda _: self._fit())

    def wanted(self) -> int:
        """The height in px at the present width."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may take other lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        high = self.wanted()
        if high != self.maximumHeight():
            self.setFixedHeight(high)


class Wrapped(Fitted):
    """A quiet sentence."""

    def __init__(self, colour: str, weight: int = REGULAR) -> None:
        self._text, self._colour, self._weight = "", colour, weight
        super().__init__()

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

    def wanted(self) -> int:
        """Its lines and a little air."""
        font = theme().font("small", self._weight)
        box = QFontMetrics(font).boundingRect(QRect(0, 0, max(self.width(), 1), 1000), _WRAPPED, self._text)
        return box.height() + theme().px(2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the sentence."""
        with QPainter(self) as painter:
            painter.setFont(theme().font("small", self._weight))
            painter.setPen(theme().colour(self._colour))
            painter.drawText(self.rect(), _WRAPPED, self._text)
