"""A name that may be longer than its place: it ends in …, and the pointer brings the whole of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent

from ui.kit.theme import SEMIBOLD
from ui.kit.tips import tip
from ui.kit.widgets import Label


class Named(Label):
    """One line in Serif, as names stand that will stand on paper."""

    def __init__(self, text: str = "", role: str | int = "heading") -> None:
        super().__init__(text, role, serif=True, weight=SEMIBOLD)

    def shown(self) -> str:
        """What there is room for."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def setText(self, text: str) -> None:
        """Another name."""
        super().setText(text)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The whole name is told where a part of it is gone."""
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        is_cut = self.shown() != self.text()
        if is_cut or self.toolTip():
            self.setToolTip(tip(self.text()) if is_cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws what there is room for."""
        with QPainter(self) as painter:
            painter.setFont(self.font())
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(self.contentsRect(), int(Qt.AlignmentFlag.AlignVCenter), self.shown())
