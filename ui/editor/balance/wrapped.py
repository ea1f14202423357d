"""Words of the panel that wrap: laid out anew only where they take more or fewer lines."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.theme import REGULAR, theme, themed

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def broken(text: str, font: QFont, room: int) -> str:
    """``text`` with line feeds so that it fits into ``room`` px; no line begins with a mark such as “，”.

    ``drawText`` itself breaks by words only, or anywhere without looking at marks.
    """
    if QFontMetrics(font).horizontalAdvance(text) <= room:
        return text
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units, lines = text.encode("utf-16-le"), []  # it counts in these units
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(room, 1))
        start = 2 * line.textStart()
        lines.append(units[start : start + 2 * line.textLength()].decode("utf-16-le").rstrip())
    layout.endLayout()
    return "\n".join(lines)


def high_of(text: str, font: QFont, room: int) -> int:
    """The height in px of ``text`` broken into lines of ``room`` px."""
    return QFontMetrics(font).boundingRect(QRect(0, 0, 1, 1000), _LEFT, broken(text, font, room)).height()


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

    def shown(self) -> str:
        """What is said, in the lines that are drawn."""
        return broken(self._text, theme().font("small", self._weight), self.width())

    def say(self, text: str) -> None:
        """Says something else."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self._fit()
            self.update()

    def wanted(self) -> int:
        """Its lines and a little air."""
        return high_of(self._text, theme().font("small", self._weight), self.width()) + theme().px(2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the sentence."""
        with QPainter(self) as painter:
            painter.setFont(theme().font("small", self._weight))
            painter.setPen(theme().colour(self._colour))
            painter.drawText(self.rect(), _LEFT, self.shown())
