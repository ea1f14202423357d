"""The window: it shows itself at once, then places the rooms, nothing more.

The first paint shows the bare shell (ground and rail); whatever takes time to import waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ui.kit.place import Place
from ui.kit.theme import theme

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ui.kit.focus import FocusRing
    from ui.kit.frame import Frame
    from ui.kit.headline import HeadLine
    from ui.kit.messages import MessageBar
    from ui.kit.rail import Rail
    from ui.kit.tasks import TaskBar

WIDTH, HEIGHT = 1366, 768
_TALL = 4000  # higher than any screen
Factory = Callable[[], QWidget]


class MainWindow(QMainWindow):
    """``painted`` comes once, after the first paint; ``build`` then fills the window. ``closing`` before it goes.

    ``keep_requested``: Ctrl+S, by which nothing is left to do but to say so.
    """

    painted = Signal()
    closing = Signal()
    place_shown = Signal(str)
    keep_requested = Signal()

    def __init__(self, places: Iterable[Place]) -> None:
        super().__init__()
        self.setWindowTitle("公开栏")
        self._places = tuple(places)
        self._factories: dict[str, Factory] = {}
        self._pages: dict[str, QWidget] = {}
        self._place = ""
        self._was_painted = False
        self._stays = False
        self._frame: Frame | None = None
        self._ring: FocusRing | None = None
        self._shell = QWidget(self)
        self._show_shell()

    def _show_shell(self) -> None:
        """Ground and rail, without a word or a painter: fonts and most of Qt are loaded after the first paint."""
        current, palette = theme(), QPalette()
        palette.setColor(QPalette.ColorRole.Window, current.colour("ground2"))
        self._shell.setPalette(palette)
        self._shell.setAutoFillBackground(True)
        self._shell.resize(current.size("rail_width"), _TALL)

    def build(self) -> None:
        """Makes rail, head line and stack. The program calls it after the first paint."""
        from PySide6.QtGui import QKeySequence, QShortcut

        from ui.kit.enter import EnterPresses
        from ui.kit.focus import FocusRing
        from ui.kit.frame import Frame
        from ui.kit.icons import program_icon

        self._frame = Frame(self._places)
        self.setCentralWidget(self._frame)
        self._shell.deleteLater()
        self.setMinimumSize(1024, 600)
        self.setWindowIcon(program_icon())
        self._ring = FocusRing(self)
        EnterPresses(self)
        for keys, deed in (
            ("Ctrl+Z", self.head.undo_requested),
            ("Ctrl+Y", self.head.redo_requested),
            ("Ctrl+Shift+Z", self.head.redo_requested),
            ("F9", self.head.steps_requested),
            ("Ctrl+S", self.keep_requested),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)

    @property
    def frame(self) -> Frame:
        """What fills the window."""
        assert self._frame is not None  # build() comes first
        return self._frame

    @property
    def head(self) -> HeadLine:
        """The line over every place."""
        return self.frame.head

    @property
    def rail(self) -> Rail:
        """The entries at the left."""
        return self.frame.rail

    @property
    def messages(self) -> MessageBar:
        """The message that belongs to no place."""
        return self.frame.messages

    @property
    def work(self) -> TaskBar:
        """The line for work that takes long."""
        return self.frame.work

    # Places

    def add_place(self, place: str, factory: Factory) -> None:
        """Registers a place; its page is built when it is first shown."""
        self._factories[place] = factory

    def page(self, place: str) -> QWidget:
        """The page of a place, built now where it was not yet."""
        if place not in self._pages:
            page = self._factories[place]()
            self._pages[place] = page
            self.frame.stack.addWidget(page)
        return self._pages[place]

    def drop_page(self, place: str) -> None:
        """Lets a page go; it is built anew when it is shown again."""
        page = self._pages.pop(place, None)
        if page is not None:
            self.frame.stack.removeWidget(page)
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
        self.frame.stack.setCurrentWidget(page)
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
        now = QApplication.focusWidget()
        by_key = now is None or now.isVisible()  # Qt also comes here when the focused control is hidden
        moved = super().focusNextPrevChild(forward)
        if by_key and self._ring is not None:
            self._ring.lead()
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F6 that no page has heard: from the rail or the head line into the page, and out of it."""
        from PySide6.QtCore import Qt  # its names take longer to make than the first paint may wait

        if event.key() == Qt.Key.Key_F6 and self._frame is not None and self._place:
            self._go_round(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _go_round(self, by: int) -> None:
        from ui.kit.round import go_round, resting

        page = self._pages[self._place]
        next_area = getattr(page, "next_area", None)
        if next_area is not None:  # it has several
            next_area(by)
            return
        said, spot = self.messages, resting(page)
        areas = [spot, said.first() if said.isVisible() and said.first().isVisible() else None]
        go_round(page, [area for area in areas if area is not None], by)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Notes the first paint."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Says that it goes; whoever hears it may ask it to ``stay``."""
        self._stays = False
        self.closing.emit()
        if self._stays:
            event.ignore()
        else:
            super().closeEvent(event)

    def stay(self) -> None:
        """Not closed after all: something could not be saved, and the page says what."""
        self._stays = True
