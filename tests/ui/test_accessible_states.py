"""What the places ask and tell in passing, for those who hear the screen or have no mouse; menus and boxes, too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.change import Change
from tests.ui import controls
from tests.ui.desk import desktop, focused, press, type_text
from tests.ui.reports import ORGAN, dress, open_bench, whole
from tests.ui.start.test_home import choose, old_paper
from tests.ui.test_accessible import assert_accessible, rail
from tests.ui.test_repairs_in_window import SLIPS
from tests.ui.two_years import KEY, editor
from ui.editor.cover.tab import CoverTab
from ui.editor.place import EditorPlace
from ui.editor.table.hint_box import HintBox
from ui.editor.table.tab import TableTab
from ui.start.asking import ReadCard
from ui.wiring import Desktop

Key, Mod = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = Mod.ControlModifier, Mod.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def dressed(qtbot: QtBot) -> Iterator[None]:
    flash = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    yield
    QApplication.setCursorFlashTime(flash)
    dress()


# ------------------------------------------------------------------------------------------------- the tables


def gap(folder: Path) -> None:
    """This year's report with a slip that several cells could put right."""
    with open_bench(folder) as bench:
        session = whole(bench, KEY.year)
        right = {f"requests.{name}": figure for name, figure in SLIPS["digits"].right.items()}
        session.apply(Change("改", {**right, "requests.granted.natural": 21}))


@pytest.mark.parametrize("size", ["", "特大"])
def test_the_ways_to_put_a_table_right(tmp_path: Path, qtbot: QtBot, size: str) -> None:
    """Beside the table, and in the panel that lies over it where there is no room."""
    gap(tmp_path)
    with desktop(tmp_path / "gongkailan.db", qtbot) as made:
        made.look.choose_size(size)
        place = editor(made)
        place.go_to("requests.granted.natural")
        tab = place.pages.currentWidget()
        assert isinstance(tab, TableTab)
        QTest.qWait(600)  # the ways are sought once the hands rest
        if size:
            QTest.mouseClick(tab.fix.all, LEFT)
            qtbot.waitUntil(tab.panel.isVisible)
        assert_accessible(made.window, f"ways {size}")


def test_a_doubted_cell(years: Path, qtbot: QtBot) -> None:
    with desktop(years, qtbot) as made:
        place = editor(made)
        assert made.bench is not None
        session = place.session
        assert session is not None
        from app.workbench import doubts

        cell = next(name for name in session.form.cells if session.report.cells.get(name) == 0)
        doubts.save(made.bench, session.report.key, [doubts.Doubt(cell, 0, "原件上看不清，像 0 又像 6。")])
        rail(made, "home")
        rail(made, "editor")
        place.go_to(cell)
        assert_accessible(made.window, "a doubt")


# ------------------------------------------------------------------------------------------------- the cover, the start


def test_a_cover_in_the_office_s_own_words(years: Path, qtbot: QtBot) -> None:
    with desktop(years, qtbot) as made:
        place = editor(made)
        place.tabs.setCurrentIndex(0)
        tab = place.pages.currentWidget()
        assert isinstance(tab, CoverTab)
        tab.page.setFocus()
        type_text("我乡")
        tab.page.flush()
        tab.facts.issued.setFocus()
        tab.facts.issued.selectAll()
        type_text("2023-2-30")
        press(Key.Key_Return)
        assert tab.facts.refused()
        assert_accessible(made.window, "own words, no date")


def removed(made: Desktop, folder: Path) -> None:
    made.deeds.ask_new()
    type_text("2023")
    press(Key.Key_Return)
    choose(made, "先建")
    rail(made, "home")
    card = next(card for card in made.start.home.cards() if card.key.year == 2023)
    assert card.remove is not None
    QTest.mouseClick(card.remove, LEFT)
    assert made.window.messages.isVisible()


def replaced(made: Desktop, folder: Path) -> None:
    made.deeds.ask_paper(old_paper(folder, ORGAN.short_name))
    press(Key.Key_Return)


def read(made: Desktop, folder: Path) -> None:
    replaced(made, folder)
    choose(made, "读进来")
    assert isinstance(made.start.notice, ReadCard)


@pytest.mark.parametrize("deed", [removed, replaced, read])
def test_what_the_first_page_asks_and_says(
    years: Path, qtbot: QtBot, tmp_path: Path, deed: Callable[[Desktop, Path], None]
) -> None:
    with desktop(years, qtbot) as made:
        deed(made, tmp_path)
        assert_accessible(made.window, deed.__name__)


def test_a_damaged_workspace(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "gongkailan.db"
    path.write_bytes(b"SQLite format 3\0" + bytes(4000))
    with desktop(path, qtbot, usable=False) as made:
        qtbot.waitUntil(made.window.messages.isVisible, timeout=10_000)
        assert_accessible(made.window, "damaged")


# ------------------------------------------------------------------------------------------------- menus and boxes


def block_menu(place: EditorPlace) -> None:
    press(Key.Key_F10, modifier=SHIFT)


def text_menu(place: EditorPlace) -> None:
    place.tabs.setCurrentIndex(1)
    from PySide6.QtGui import QContextMenuEvent

    at = focused().rect().center()
    QApplication.sendEvent(focused(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, at))


@pytest.mark.parametrize("deed", [block_menu, text_menu])
def test_menus_are_worked_and_heard(years: Path, qtbot: QtBot, deed: Callable[[EditorPlace], None]) -> None:
    with desktop(years, qtbot) as made:
        place = editor(made)
        deed(place)
        before = focused()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert controls.spoken(menu).strip(), "the menu has a name"
        assert controls.interface(menu).role() == QAccessible.Role.PopupMenu
        for place_in, action in enumerate(menu.actions()):
            item = controls.interface(menu).child(place_in)
            assert action.isSeparator() or item.text(QAccessible.Text.Name).strip()
        seen = set()
        for _ in menu.actions():
            QTest.keyClick(menu, Key.Key_Down)
            seen.add(menu.activeAction())
        assert {action for action in menu.actions() if action.isEnabled() and not action.isSeparator()} <= seen
        QTest.keyClick(menu, Key.Key_Escape)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is before)


def test_the_box_of_a_cell_says_its_words(years: Path, qtbot: QtBot) -> None:
    with desktop(years, qtbot) as made:
        editor(made)
        before = focused()
        press(Key.Key_F1)
        box = QApplication.activePopupWidget()
        assert isinstance(box, HintBox)
        assert controls.spoken(box) == box.text() != ""
        QTest.keyClick(box, Key.Key_Escape)
        assert not box.isVisible()
        assert focused() is before


def test_the_years_are_chosen_and_heard(years: Path, qtbot: QtBot) -> None:
    with desktop(years, qtbot) as made:
        editor(made)
        box = made.head.year
        assert isinstance(box, QComboBox)
        box.setFocus(Qt.FocusReason.TabFocusReason)
        press(Key.Key_Down, modifier=Mod.AltModifier)
        popup: QWidget | None = QApplication.activePopupWidget()
        assert popup is not None
        lines = [box.itemText(row) for row in range(box.count())]
        assert all(line.strip() for line in lines)
        assert controls.spoken(box.view()).strip() or controls.spoken(box).strip()
        QTest.keyClick(box.view(), Key.Key_Escape)
        assert focused() is box
