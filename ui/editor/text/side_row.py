"""A row of the column beside a text: a click, Enter or Space chooses it, the line below parts it from the next."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.kit.theme import Theme, theme, themed


class SideRow(QAbstractButton):
    """As wide as the column and ``high`` (px of the design). A click leaves the keyboard where it is."""

    def __init__(self, high: int) -> None:
        super().__init__()
        self._high = high
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        return QSize(theme().px(180), theme().px(self._high))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def ground(self, painter: QPainter, now: Theme) -> None:
        """The tint under the mouse and the line below."""
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), now.colour("accent_soft"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, now.colour("line"))
