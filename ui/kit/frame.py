"""What fills the window: the rail, the head line, room for messages, and the stack of pages."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.kit import boxes
from ui.kit.headline import HeadLine
from ui.kit.messages import MessageBar
from ui.kit.place import Place
from ui.kit.rail import Rail
from ui.kit.tasks import TaskBar
from ui.kit.theme import themed


class Frame(QWidget):
    """Places its parts and follows the theme; knows nothing of what they say."""

    def __init__(self, places: Iterable[Place]) -> None:
        super().__init__()
        self.rail = Rail(places)
        self.head = HeadLine()
        self.messages = MessageBar()
        self.work = TaskBar()
        self.stack = QStackedWidget()
        self._room = boxes.column(self.messages, self.work)
        middle = boxes.column(self.head, self._room, gap=0)
        middle.addWidget(self.stack, 1)
        line = boxes.row(self.rail, gap=0)
        line.addLayout(middle, 1)
        self.setLayout(line)
        for part in (self.messages, self.work):
            part.closed.connect(self._make_room)
            part.shown.connect(self._make_room)
        self._is_dressed = False
        themed(self, lambda _: self._dress())

    def _dress(self) -> None:
        if self._is_dressed:  # what was just made has the size in force
            boxes.rescale(self)
        self._is_dressed = True
        self._make_room()

    def _make_room(self) -> None:
        """A layout without a message takes no room."""
        if self.messages.isHidden() and self.work.isHidden():
            self._room.setContentsMargins(0, 0, 0, 0)
        else:
            boxes.scaled(self._room, 8, (16, 12, 16, 4))
