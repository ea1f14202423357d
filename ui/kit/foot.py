"""The foot of the window: work that takes long, and the message. What lies under the mouse stays where it is.

The page above becomes lower, so that nothing in it is moved; a low window has no height to give away, and there the
foot lies over the last line of a page that says its ``foot_is_help``.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from ui.kit import boxes
from ui.kit.messages import MessageBar
from ui.kit.tasks import TaskBar
from ui.kit.theme import theme

LOW = 640  # px of the design: a lower window gets one short line
_EDGES = (12, 4, 14, 10)


class Foot(QWidget):
    """``changed`` says that it needs another room. ``hold`` keeps that room for as long as giving it back would move
    a page that is scrolled to its end.
    """

    changed = Signal()

    def __init__(self, messages: MessageBar, work: TaskBar) -> None:
        super().__init__()
        self.messages, self.work = messages, work
        self._bars: list[QScrollBar] = []
        self._is_over = False
        self._column = boxes.column(work, messages, margins=_EDGES)
        self.setLayout(self._column)
        self.hide()

    @property
    def is_empty(self) -> bool:
        """True where nothing is said."""
        return self.messages.isHidden() and self.work.isHidden()

    @property
    def is_held(self) -> bool:
        """True where its room is kept though nothing is said any longer."""
        return bool(self._bars)

    def set_look(self, *, compact: bool, over: bool) -> None:
        """One short line or whole sentences; over the page, where it needs no air round it, or below."""
        self.messages.set_compact(compact)
        if over != self._is_over:
            self._is_over = over
            boxes.scaled(self._column, 8, (0, 0, 0, 0) if over else _EDGES)

    def fit(self) -> None:
        """Lays its parts out in the width it has, now."""
        self._column.activate()

    def hold(self, page: QWidget) -> None:
        """Keeps the room where a view of ``page`` stands so near to its end that more room would move it."""
        self.release()
        bars = [bar for bar in page.findChildren(QScrollBar) if bar.isVisible() and self._is_in_the_way(bar)]
        for bar in bars:
            bar.valueChanged.connect(self._look)
            bar.installEventFilter(self)
        self._bars = bars
        if bars:
            self.setFixedHeight(self.height())

    def release(self) -> None:
        """Gives the room back."""
        for bar in self._bars:
            bar.valueChanged.disconnect(self._look)
            bar.removeEventFilter(self)
        self._bars = []
        self.setMinimumHeight(0)
        self.setMaximumHeight(16777215)  # Qt's own word for no limit

    def _is_in_the_way(self, bar: QScrollBar) -> bool:
        upright = bar.orientation() == Qt.Orientation.Vertical
        return upright and bar.value() > max(bar.minimum(), bar.maximum() - self.height())

    def _look(self) -> None:
        if not any(self._is_in_the_way(bar) for bar in self._bars):
            self.release()
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A view that is no longer shown is not moved."""
        if event.type() == QEvent.Type.Hide and self._bars:
            self.release()
            self.changed.emit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the page."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme().colour("ground"))
