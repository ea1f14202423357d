"""A real editor over a real workspace, and the keys to work it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.editing.session import Session
from app.grid.layout import lay_out
from app.workbench.bench import Workbench
from tests.ui.reports import SIZE, dress, open_bench
from ui.editor.place import EditorPlace
from ui.editor.table.tab import TableTab

NO_MODIFIER = Qt.KeyboardModifier.NoModifier
ODD = Path(__file__).parent / "odd_form.toml"


@pytest.fixture
def bench(tmp_path: Path, qtbot: QtBot) -> Iterator[Workbench]:
    dress()
    with open_bench(tmp_path) as opened:
        yield opened


Show = Callable[..., EditorPlace]


@pytest.fixture
def show(bench: Workbench, qtbot: QtBot) -> Iterator[Show]:
    """Shows a session in a window of the usual size; closed before the workspace is."""
    shown: list[EditorPlace] = []

    def open_place(session: Session, size: tuple[int, int] = SIZE) -> EditorPlace:
        place = EditorPlace()
        qtbot.addWidget(place)
        place.resize(*size)
        place.show_session(session, bench)
        shown.append(place)
        with qtbot.waitActive(place):
            place.show()
            place.activateWindow()
        return place

    yield open_place
    for place in shown:
        place.close_session()


class Hands:
    """Types into whatever has the keyboard, as a clerk does."""

    def __init__(self, place: EditorPlace) -> None:
        self.place = place

    @property
    def session(self) -> Session:
        assert self.place.session is not None
        return self.place.session

    def stated(self, address: str) -> object:
        """What the report holds there; None where nothing is stated."""
        return self.session.report.cells.get(address)

    def type(self, text: str) -> None:
        for mark in text:
            widget = QApplication.focusWidget()
            assert widget is not None
            if mark.isascii():
                QTest.keyClicks(widget, mark)
            else:  # a key of a Chinese layout: text without a key code
                QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, NO_MODIFIER, mark))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key, modifier)

    def enter(self, text: str = "") -> None:
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NO_MODIFIER, place or widget.rect().center())

    def at(self) -> str:
        """The address of the current cell."""
        square = self.table().view.current
        assert square is not None
        return square.address

    def table(self) -> TableTab:
        tab = self.place.pages.currentWidget()
        assert isinstance(tab, TableTab)
        return tab


@pytest.fixture
def hands() -> Callable[[EditorPlace], Hands]:
    return Hands


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: Callable[[EditorPlace], Hands]) -> Hands:
    """The largest table of a blank report, hands on its first cell; modules that need another report have their own."""
    place = show(bench.start(2023))
    session = place.session
    assert session is not None
    tables = [section for section in session.form.sections if section.kind == "table"]
    place.go_to(lay_out(max(tables, key=lambda one: len(lay_out(one).values))).values[0].address)
    return hands(place)


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """What a test copies must not outlive Python, which made it."""
    qapp.clipboard().clear()
    yield
    qapp.clipboard().clear()
