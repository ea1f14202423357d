"""The window: rail at the left, head line over a stack of places. It places the rooms, nothing more."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from ui.kit import boxes
from ui.kit.focus import FocusRing
from ui.kit.headline import HeadLine
from ui.kit.messages import MessageBar
from ui.kit.rail import Place, Rail
from ui.kit.resource import resource
from ui.kit.tasks import TaskBar
from ui.kit.theme import Theme, themed

WIDTH, HEIGHT = 1366, 768
Factory = Callable[[], QWidget]


class MainWindow(QMainWindow):
    """``painted`` comes once, after the first paint: what is slow waits for it. ``closing`` before it goes."""

    painted = Signal()
    closing = Signal()
    place_shown = Signal(str)

    def __init__(self, places: Iterable[Place]) -> None:
        super().__init__()
        self.setWindowTitle("公开栏")
        self.setWindowIcon(QIcon(resource("icons", "app.png")))
        self.head = HeadLine()
        self.messages = MessageBar()
        self.work = TaskBar()
        self.rail = Rail(places)
        self.stack = QStackedWidget()
        self._factories: dict[str, Factory] = {}
        self._pages: dict[str, QWidget] = {}
        self._place = ""
        self._was_painted = False
        self._build()
        self.ring = FocusRing(self)
        for keys, deed in (
            ("Ctrl+Z", self.head.undo_requested),
            ("Ctrl+Y", self.head.redo_requested),
            ("Ctrl+Shift+Z", self.head.redo_requested),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)
        themed(self, self._dress)

    def _build(self) -> None:
        self._frame = boxes.column(self.messages, self.work)
        middle = boxes.column(self.head, self._frame, gap=0)
        middle.addWidget(self.stack, 1)
        central = QWidget()
        line = boxes.row(self.rail, gap=0)
        line.addLayout(middle, 1)
        central.setLayout(line)
        self.setCentralWidget(central)
        self._show_message_room()
        for part in (self.messages, self.work):
            part.closed.connect(self._show_message_room)
            part.shown.connect(self._show_message_room)

    def _dress(self, current: Theme) -> None:
        boxes.rescale(self)
        self._show_message_room()
        self.setMinimumSize(1024, 600)

    def _show_message_room(self) -> None:
        """A layout without a message takes no room."""
        if self.messages.isHidden() and self.work.isHidden():
            self._frame.setContentsMargins(0, 0, 0, 0)
        else:
            boxes.scaled(self._frame, 8, (16, 12, 16, 4))

    # Places

    def add_place(self, place: str, factory: Factory) -> None:
        """Registers a place; its page is built when it is first shown."""
        self._factories[place] = factory

    def page(self, place: str) -> QWidget:
        """The page of a place, built now where it was not yet."""
        if place not in self._pages:
            page = self._factories[place]()
            self._pages[place] = page
            self.stack.addWidget(page)
        return self._pages[place]

    def drop_page(self, place: str) -> None:
        """Lets a page go; it is built anew when it is shown again."""
        page = self._pages.pop(place, None)
        if page is not None:
            self.stack.removeWidget(page)
            page.deleteLater()

    def built_pages(self) -> dict[str, QWidget]:
        """The pages that exist so far."""
        return dict(self._pages)

    @property
    def place(self) -> str:
        """The place in view."""
        return self._place

    def show_place(self, place: str) -> None:
        """Goes to a place."""
        page = self.page(place)
        self._place = place
        self.rail.choose(place)
        self.stack.setCurrentWidget(page)
        self.place_shown.emit(place)

    # The window itself

    def remember(self) -> str:
        """Where the window stands, as text."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def open_at(self, remembered: str) -> None:
        """Shows the window where it stood; else at the size of the design, or as large as the screen."""
        if remembered and self.restoreGeometry(QByteArray.fromBase64(remembered.encode())):
            self.show()
            return
        room = self.screen().availableGeometry()
        if room.width() <= WIDTH or room.height() <= HEIGHT:
            self.resize(min(WIDTH, room.width()), min(HEIGHT, room.height()))
            self.showMaximized()
        else:
            self.resize(WIDTH, HEIGHT)
            self.show()

    def come_forward(self) -> None:
        """Brings the window to the front, out of the task bar if need be."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab moves the focus: from now on the keyboard leads, and the ring shows where it is."""
        moved = super().focusNextPrevChild(forward)
        self.ring.lead()
        return moved

    def paintEvent(self, event: QPaintEvent) -> None:
        """Notes the first paint."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Says that it goes."""
        self.closing.emit()
        super().closeEvent(event)
