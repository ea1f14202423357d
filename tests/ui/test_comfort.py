"""What makes it bearable on an old monitor: nothing sideways, the cell she left, Chinese typed as everywhere, 200 %."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.report import ReportKey
from tests.ui import controls
from tests.ui.desk import desktop, focused, press, type_text
from tests.ui.reports import dress
from tests.ui.two_years import KEY, editor
from ui.editor.table.view import TableView
from ui.kit import memory, theme
from ui.wiring import Desktop

OLD_MONITOR = (1366, 697)  # what a task bar and a title line leave of 1366x768
Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture(autouse=True)
def dressed(qtbot: QtBot) -> Iterator[None]:
    yield
    dress()


def rail(made: Desktop, place: str) -> None:
    QTest.mouseClick(made.window.rail.button(place), Qt.MouseButton.LeftButton)
    QApplication.processEvents()


# ------------------------------------------------------------------------------------------------- an old monitor


@pytest.mark.parametrize("size", theme.sizes())
def test_nothing_is_scrolled_sideways_on_an_old_monitor(years: Path, qtbot: QtBot, size: str) -> None:
    with desktop(years, qtbot) as made:
        made.look.choose_size(size)
        made.window.resize(*OLD_MONITOR)
        assert fits(made, "home") == []
        place = editor(made)
        for tab in range(place.tabs.count()):
            place.tabs.setCurrentIndex(tab)
            assert fits(made, place.tabs.state(tab).title) == []
        for where in ("board", "handover", "settings"):
            rail(made, where)
            qtbot.waitUntil(lambda: controls.at_rest(made.window), timeout=20_000)
            assert fits(made, where) == []


def fits(made: Desktop, where: str) -> list[str]:
    """What does not: pages that scroll sideways, controls that hang out of the window or are squeezed."""
    for _ in range(10):
        QApplication.processEvents()
    window = made.window
    assert (window.width(), window.height()) == OLD_MONITOR, f"{where} makes the window larger"
    found = [f"{where}: {page}" for page in controls.cut(window) if "Table" not in page]
    for widget in controls.controls(window):
        left = widget.mapTo(window, widget.rect().topLeft()).x()
        if left < 0 or left + widget.width() > window.width():
            found.append(f"{where}: {controls.told(widget)} at {left} of {widget.width()} px")
        words = isinstance(widget, QLineEdit)  # a line scrolls its words; Qt wants more for it than they need
        if not words and widget.width() < widget.minimumSizeHint().width():
            found.append(f"{where}: {controls.told(widget)} is squeezed to {widget.width()} px")
    return found


# ------------------------------------------------------------------------------------------------- the cell she left


def test_a_report_opens_at_the_cell_she_left(years: Path, qtbot: QtBot) -> None:
    with desktop(years, qtbot) as made:
        place = editor(made)
        press(Key.Key_PageDown, modifier=Mod.ControlModifier)
        for key in (Key.Key_Home, Key.Key_End):
            press(key, modifier=Mod.ControlModifier)
        press(Key.Key_Up)
        left = place.here()
        assert place.tabs.currentIndex() > 1
        assert left.count(".") == 2
    with desktop(years, qtbot) as again:
        place = editor(again)
        assert place.here() == left
        view = focused()
        assert isinstance(view, TableView)
        port = view.viewport().rect()
        assert port.contains(view.visualRect(view.currentIndex()))  # and it is in view
        again.open_report(ReportKey(KEY.organ, 2021))
        assert place.here() != left
        again.open_report(KEY)
        assert place.here() == left


def test_a_text_she_left_is_opened_again(years: Path, qtbot: QtBot) -> None:
    with desktop(years, qtbot) as made:
        place = editor(made)
        press(Key.Key_PageUp, 5, Mod.ControlModifier)
        press(Key.Key_PageDown, modifier=Mod.ControlModifier)
        left, title = place.here(), place.tabs.state(place.tabs.currentIndex()).title
        assert left
    with desktop(years, qtbot) as again:
        place = editor(again)
        assert (place.here(), place.tabs.state(place.tabs.currentIndex()).title) == (left, title)


@pytest.mark.parametrize("hands", ["", "[]", "{", '{"大才回族乡 2022": 3}', '{"大才回族乡 2022": "no.such.cell"}'])
def test_a_strange_memory_leads_to_the_first_open_part(years: Path, qtbot: QtBot, hands: str) -> None:
    with desktop(years, qtbot) as made:
        first = editor(made).here()
    path = years.with_suffix(".window.json")
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert kept["hands"]
    memory.write(str(path), memory.Memory(**{**kept, "hands": hands}))
    with desktop(years, qtbot) as again:
        assert editor(again).here() == first


# ------------------------------------------------------------------------------------------------- input methods


def picture(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


@pytest.mark.parametrize("tab", [1, 2])
def test_what_is_being_composed_shows_where_it_will_stand(years: Path, qtbot: QtBot, tab: int) -> None:
    with desktop(years, qtbot) as made:
        place = editor(made)
        place.tabs.setCurrentIndex(tab)
        QApplication.setCursorFlashTime(0)
        before, page = picture(place.pages), place.here()
        QCoreApplication.sendEvent(focused(), QInputMethodEvent("yi'er", []))
        composing = picture(place.pages)
        assert composing != before
        QCoreApplication.sendEvent(focused(), QInputMethodEvent("yi'ersan", []))
        assert picture(place.pages) != composing
        press(Key.Key_Return)  # an input method that passes Enter on
        assert place.here() == page
        QCoreApplication.sendEvent(focused(), QInputMethodEvent("", []))
        assert picture(place.pages) == before
        QApplication.setCursorFlashTime(1000)


def test_figures_of_an_input_method_are_read(years: Path, qtbot: QtBot) -> None:
    with desktop(years, qtbot) as made:
        place = editor(made)
        session, address = place.session, place.here()
        assert session is not None
        for typed, stated in (("１２", 12), ("１，２３４", 1234), ("３　", 3)):
            place.go_to(address)
            type_text(typed)
            assert place.here() == address
            press(Key.Key_Return)
            assert session.values[address] == stated, typed


# ------------------------------------------------------------------------------------------------------------- 200 %

SEEN_AT_200 = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from tests.ui import controls
from tests.ui.test_comfort import KEY, OLD_MONITOR
from tests.benchmarks.window import editor_of, opened
from datetime import date
found = {}
with opened(Path(sys.argv[1]), date(2023, 1, 10)) as made:
    for size in json.loads(sys.argv[2]):
        made.window.resize(*size)
        place = editor_of(made, KEY)
        for tab in range(place.tabs.count()):
            place.tabs.setCurrentIndex(tab)
            for _ in range(10):
                app.processEvents()
            name = f"{size[0]}-{tab}"
            picture = made.window.grab().toImage()
            found[name] = [picture.width(), picture.height(), [page for page in controls.cut(made.window)]]
            picture.save(str(Path(sys.argv[1]).with_name(name + ".png")))
print(json.dumps(found))
"""


def test_at_200_percent_the_window_is_the_same_only_sharper(years: Path) -> None:
    """1366x768 of a large sharp monitor, and half of it: what an old one gives at 200 %."""
    sizes = [[1366, 768], [1024, 600]]
    done = subprocess.run(
        [sys.executable, "-P", "-c", SEEN_AT_200, str(years), json.dumps(sizes)],
        env={
            **os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        },
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert len(found) == 2 * 7
    for name, (width, height, sideways) in found.items():
        assert [width, height] == [2 * side for side in next(s for s in sizes if name.startswith(str(s[0])))]
        assert [page for page in sideways if "Table" not in page] == [], name
