"""A line that gives way to what stands beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui.kit.tips import tip
from ui.kit.widgets import Label


class Quiet(Label):
    """A line that takes what room is left: in fewer words where it is too long, whole in its tooltip."""

    def __init__(self, colour: str = "ink3", side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignRight) -> None:
        super().__init__("", "small", colour)
        self._shorter: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def say(self, text: str, *shorter: str) -> None:
        """Shows ``text``, or the first of ``shorter`` that fits; the last of them is cut where none does."""
        self._shorter = shorter
        self.setText(text)
        self.setToolTip(tip(text))
        self.update()

    def fitting(self) -> str:
        """What is drawn in the room there is."""
        measure = self.fontMetrics()
        for text in (self.text(), *self._shorter):
            if measure.horizontalAdvance(text) <= self.width():
                return text
        last = self._shorter[-1] if self._shorter else self.text()
        return measure.elidedText(last, Qt.TextElideMode.ElideRight, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws as much as fits."""
        with QPainter(self) as painter:
            painter.setFont(self.font())
            painter.setPen(self.palette().windowText().color())
            painter.drawText(self.rect(), self.alignment(), self.fitting())
