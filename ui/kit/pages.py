"""Pages of which one is in view: it alone asks for room, and it alone wears another theme at once."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.kit import boxes
from ui.kit.theme import Shelved, Stack, Theme, theme, themed


class Pages(Stack):
    """Qt would give a stack the room of its largest page, and dress all of them with every change of the application.

    Here a page has palette and font of its own. Another theme reaches those out of view when they are to be shown.
    """

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self._turned)
        themed(self, self._dress)

    def addWidget(self, page: QWidget) -> int:
        """One more page."""
        return self.insertWidget(self.count(), page)

    def insertWidget(self, place: int, page: QWidget) -> int:
        """One more page, at its place."""
        _wear(page, theme())
        return super().insertWidget(place, page)

    def removeWidget(self, page: QWidget) -> None:
        """The page goes, and what waited for it."""
        self.late.pop(page, None)
        super().removeWidget(page)

    def setCurrentIndex(self, place: int) -> None:
        """Turns to the page at ``place``."""
        if 0 <= place < self.count():
            self.setCurrentWidget(self.widget(place))

    def setCurrentWidget(self, page: QWidget) -> None:
        """Turns to ``page``, dressed by now: what is shown first and dressed then is laid out twice."""
        self._wake(page)
        super().setCurrentWidget(page)

    # ------------------------------------------------------------------ the theme

    def _dress(self, now: Theme) -> None:
        for place in range(self.count()):
            page = self.widget(place)
            if page is self.currentWidget():
                _wear(page, now)
            else:
                self.late.setdefault(page, {})

    def _wake(self, page: QWidget) -> None:
        followers = self.late.pop(page, None)
        if followers is None:
            return
        _wear(page, theme())
        boxes.rescale(page)
        known: dict[QWidget, Shelved] = {}
        for follower in followers:
            if isValid(follower):
                follower.follow(known)

    def _turned(self) -> None:
        if self.count():
            self._wake(self.currentWidget())  # also where Qt turned, because a page went
        self.updateGeometry()

    # ------------------------------------------------------------------ room

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


def _wear(page: QWidget, now: Theme) -> None:
    page.setPalette(now.qt_palette)
    page.setFont(now.font())
