"""The pages of the tabs, one in view. Qt gives a stack the room of its largest page, also of those out of sight."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Pages(QStackedWidget):
    """Asks for the room of the page in view alone: one that is made beside it must not widen the window."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """That of the page in view."""
        return self.currentWidget().sizeHint() if self.count() else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The same."""
        if not self.count():
            return super().minimumSizeHint()
        page = self.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize())

    def hasHeightForWidth(self) -> bool:
        """The same."""
        return self.count() > 0 and self.currentWidget().hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """The same."""
        return self.currentWidget().heightForWidth(width) if self.count() else -1
