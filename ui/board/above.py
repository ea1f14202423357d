"""What lies over the deeds of a page: as high as it is, and scrolling where that leaves too little below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ui.kit.inputs import Page
from ui.kit.theme import theme

_LEAST = 120  # px of the design


class Above(Page):
    """As high as ``card``; where that leaves too little to the deeds and the sheet below, it scrolls."""

    def __init__(self, card: QWidget) -> None:
        super().__init__(card)
        self._card = card
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        card.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """The card at this width."""
        hint, wide = self._card.sizeHint(), self.viewport().width()
        return QSize(hint.width(), self._card.heightForWidth(wide) if self._card.hasHeightForWidth() else hint.height())

    def minimumSizeHint(self) -> QSize:
        """A line and what it asks first."""
        return QSize(0, min(self.sizeHint().height(), theme().px(_LEAST)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another state of the card is another height."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """So is another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        at = QApplication.focusWidget()
        if at is not None and self.isAncestorOf(at):  # what has the keyboard stays in view
            self.ensureWidgetVisible(at, 0, theme().px(8))
