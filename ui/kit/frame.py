"""What fills the window: the rail, the head line, the stack of pages, and the foot with what is said."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.kit import boxes
from ui.kit.foot import LOW, Foot
from ui.kit.headline import HeadLine
from ui.kit.messages import MessageBar
from ui.kit.pages import Pages
from ui.kit.place import Place
from ui.kit.rail import Rail
from ui.kit.tasks import TaskBar
from ui.kit.theme import theme, themed


class Frame(QWidget):
    """Places its parts and follows the theme; knows nothing of what they say."""

    def __init__(self, places: Iterable[Place]) -> None:
        super().__init__()
        self.rail = Rail(places)
        self.head = HeadLine()
        self.messages = MessageBar()
        self.work = TaskBar()
        self.stack = Pages()
        self.foot = Foot(self.messages, self.work)
        self._middle = boxes.column(self.head, gap=0)
        self._middle.addWidget(self.stack, 1)
        self._middle.addWidget(self.foot)
        line = boxes.row(self.rail, gap=0)
        line.addLayout(self._middle, 1)
        self.setLayout(line)
        self._is_over = False
        for part in (self.messages, self.work):
            part.closed.connect(self._gone)
            part.shown.connect(self._said)
        self.foot.changed.connect(self._settle)
        self.messages.in_the_way.connect(self._said)
        self.stack.currentChanged.connect(lambda _: self._said())
        self._is_dressed = False
        themed(self, lambda _: self._dress())

    def _dress(self) -> None:
        if self._is_dressed:  # what was just made has the size in force
            boxes.rescale(self)
        self._is_dressed = True
        self._said()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height, perhaps a foot that lies over the page."""
        super().resizeEvent(event)
        self._said()

    def _said(self) -> None:
        self.foot.release()
        self._settle()

    def _gone(self) -> None:
        """Where closing would move the page under the mouse, the foot stays empty until the page is moved by hand."""
        if self.foot.is_empty and not self._is_over and self.stack.count():
            self.foot.hold(self.stack.currentWidget())
        self._settle()

    def _settle(self) -> None:
        is_low = self.height() < theme().px(LOW)
        over = is_low and self.stack.count() > 0 and bool(self.stack.currentWidget().property("foot_is_help"))
        self.foot.set_look(compact=is_low, over=over)
        if over != self._is_over:
            self._is_over = over
            self._middle.removeWidget(self.foot) if over else self._middle.addWidget(self.foot)
        shown = not self.foot.is_empty or self.foot.is_held
        if shown or not self.foot.isHidden():
            self.foot.setVisible(shown)
            self._middle.activate()  # who leads to a cell next finds the page as high as it will be
        if over and self.foot.isVisibleTo(self):
            self._lay_over()

    def _lay_over(self) -> None:
        left, foot = self.rail.width(), self.foot
        wide = self.width() - left
        foot.resize(wide, foot.height())
        foot.fit()  # the words that show decide how high it is
        high = foot.heightForWidth(wide) if foot.hasHeightForWidth() else foot.sizeHint().height()
        foot.setGeometry(left, self.height() - high, wide, high)
        foot.raise_()
