"""The white sheet on which every part of the report lies, and its title row."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.kit.theme import Theme, theme, themed
from ui.kit.widgets import Label, heading


class Sheet(QFrame):
    """A white ground with a 1 px frame; the tab strip's line is its upper edge."""

    def __init__(self, *, fill: str = "sheet", top: bool = False, right: bool = True) -> None:
        super().__init__()
        self._fill, self._top, self._right = fill, top, right

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws ground and frame."""
        now = theme()
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), now.colour(self._fill))
            painter.setPen(now.colour("frame"))
            rect = self.rect().adjusted(0, 0 if self._top else -1, -1 if self._right else 1, -1)
            painter.drawRect(rect)


class TitleRow(QWidget):
    """The heading of a part in Serif and what belongs to it at the right; a line below.

    ``between`` takes the room that is left.
    """

    def __init__(self, title: str, *right: QWidget, between: QWidget | None = None) -> None:
        super().__init__()
        self.title: Label = heading(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title)
        if between is None:
            self._row.addStretch(1)
        else:
            self._row.addWidget(between, 1)
        for widget in right:
            self._row.addWidget(widget)
        themed(self, self._dress)

    def _dress(self, now: Theme) -> None:
        self.setFixedHeight(now.size("sheet_title"))
        self._row.setContentsMargins(now.px(14), 0, now.px(12), 1)
        self._row.setSpacing(now.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the line below."""
        now = theme()
        with QPainter(self) as painter:
            painter.setPen(now.colour("frame"))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
