"""Every place, tab, panel and strip for those who hear the screen, or who have no mouse.

Each control that can be seen has a name and says what it is, is reached by Tab or F6 from where the place begins, leads
back there, and looks different while it has the keyboard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.change import Change
from app.workbench import practice
from app.workbench.practice_story import story
from tests.app.workbench.test_packs import GOOD, LIST
from tests.ui import controls
from tests.ui.desk import desktop, focused, press, type_text
from tests.ui.reports import dress
from tests.ui.two_years import editor
from ui.board.place import BoardPlace
from ui.board.printers import Printer
from ui.board.side_column import HUNG
from ui.checks.place import ChecksPlace
from ui.editor.place import EditorPlace
from ui.editor.table.tab import TableTab
from ui.editor.table.zero_strip import ZeroStrip
from ui.editor.text.figure_search import FigureSearch
from ui.editor.text.reason_frame import ReasonFrame
from ui.editor.text.tab import TextTab
from ui.kit.steps import StepsPanel
from ui.kit.steps_list import StepsList
from ui.settings.place import SettingsPlace
from ui.wiring import Desktop

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture(autouse=True)
def dressed(qtbot: QtBot) -> Iterator[None]:
    flash = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    yield
    QApplication.setCursorFlashTime(flash)
    dress()


def assert_accessible(window: QWidget, where: str) -> None:
    """All of it, for what is in view."""
    window.resize(1366, 768)
    QApplication.processEvents()
    assert controls.controls(window), where
    assert controls.nameless(window) == [], where
    assert controls.without_role(window) == [], where
    if QApplication.focusWidget() is None:
        QTest.keyClick(window, Key.Key_Tab)
    found = controls.ways(window)
    assert controls.unreached(window, found) == [], where
    assert controls.traps(found) == [], where
    press(Key.Key_Tab)  # the keyboard leads: from now on the ring is drawn
    assert controls.unseen(window, found) == [], where


def rail(made: Desktop, place: str) -> None:
    QTest.mouseClick(made.window.rail.button(place), Qt.MouseButton.LeftButton)
    QApplication.processEvents()


# ------------------------------------------------------------------------------------------------------------- start


def test_first_start(tmp_path: Path, qtbot: QtBot) -> None:
    with desktop(tmp_path / "new.db", qtbot) as made:
        assert_accessible(made.window, "the four questions")


def test_home_and_its_questions(years: Path, qtbot: QtBot) -> None:
    with desktop(years, qtbot) as made:
        assert_accessible(made.window, "the years")
        made.deeds.ask_new()
        assert_accessible(made.window, "a new year")


# ------------------------------------------------------------------------------------------------------------ editor


@pytest.mark.parametrize("tab", range(7))
def test_every_part_of_the_report(years: Path, qtbot: QtBot, tab: int) -> None:
    with desktop(years, qtbot) as made:
        place = editor(made)
        place.tabs.setCurrentIndex(tab)
        assert_accessible(made.window, place.tabs.state(tab).title)


def wrong_entry(place: EditorPlace) -> None:
    type_text("1-2")
    press(Key.Key_Return)


def noughts(place: EditorPlace) -> None:
    tab = place.pages.currentWidget()
    assert isinstance(tab, TableTab)
    press(Key.Key_Delete)
    QTest.mouseClick(tab.zero, Qt.MouseButton.LeftButton)


def zero_strip(place: EditorPlace) -> None:
    press(Key.Key_Delete)
    press(Key.Key_0, modifier=Mod.AltModifier)
    assert any(strip.isVisible() for strip in place.findChildren(ZeroStrip))


def steps(place: EditorPlace) -> None:
    press(Key.Key_F9)
    assert isinstance(QApplication.focusWidget(), StepsList)


def paste_strip(place: EditorPlace) -> None:
    QApplication.clipboard().setText("7\t2\n1\t\n4\t-")
    press(Key.Key_V, modifier=Mod.ControlModifier)
    QApplication.clipboard().clear()


def search(place: EditorPlace) -> None:
    place.tabs.setCurrentIndex(1)
    press(Key.Key_2, modifier=Mod.ControlModifier)


def undone(place: EditorPlace) -> None:
    type_text("7")
    press(Key.Key_Return)
    press(Key.Key_Z, modifier=Mod.ControlModifier)


@pytest.mark.parametrize("deed", [wrong_entry, noughts, undone, zero_strip, paste_strip])
def test_what_a_table_asks_and_says(years: Path, qtbot: QtBot, deed: Callable[[EditorPlace], None]) -> None:
    with desktop(years, qtbot) as made:
        place = editor(made)
        deed(place)
        if deed is wrong_entry:  # the entry keeps the hands until it is answered: only names are asked
            assert controls.nameless(made.window) == []
            assert controls.without_role(made.window) == []
            return
        assert_accessible(made.window, deed.__name__)


def reason(place: EditorPlace) -> None:
    """F1 at words in which a rule found something."""
    session = place.session
    assert session is not None
    part = next(section for section in session.form.sections if section.kind == "text")
    session.set_passage(part.id, "抓好政府信息公开得工作部署。")
    place.go_to(part.id)
    tab = place.tab(part.id)
    assert isinstance(tab, TextTab)
    tab.page.setTextCursor(tab.page.document().find("得工"))
    cursor = tab.page.textCursor()
    cursor.setPosition(cursor.selectionStart())
    tab.page.setTextCursor(cursor)
    press(Key.Key_F1)


@pytest.mark.parametrize(("deed", "kind"), [(steps, StepsPanel), (search, FigureSearch), (reason, ReasonFrame)])
def test_what_lies_over_the_page(
    years: Path, qtbot: QtBot, deed: Callable[[EditorPlace], None], kind: type[QWidget]
) -> None:
    """All of it by keyboard; Escape gives the keyboard back to where it came from."""
    with desktop(years, qtbot) as made:
        place = editor(made)
        made.window.resize(1366, 768)
        deed(place)
        (over,) = (found for found in made.window.findChildren(kind) if found.isVisible())
        assert controls.nameless(made.window) == []
        assert controls.without_role(made.window) == []
        wanted = [widget for widget in controls.workable(made.window) if over.isAncestorOf(widget)]
        reached: list[QWidget] = []
        while focused() not in reached and over.isAncestorOf(focused()):
            reached.append(focused())
            press(Key.Key_Tab)
        assert [controls.told(widget) for widget in wanted if widget not in reached] == []
        if over.isHidden():  # left with Tab
            place.take_keyboard()
            deed(place)
        reached[0].setFocus()
        press(Key.Key_Escape)
        assert over.isHidden()
        assert place.isAncestorOf(focused())


def test_the_folded_panel_in_very_large_type(years: Path, qtbot: QtBot) -> None:
    with desktop(years, qtbot) as made:
        made.look.choose_size("特大")
        place = editor(made)
        place.tabs.setCurrentIndex(3)
        assert_accessible(made.window, "特大")


# ------------------------------------------------------------------------------------------------------ other places


@pytest.mark.parametrize("where", ["checks", "board", "handover", "settings"])
def test_other_places(years: Path, qtbot: QtBot, where: str) -> None:
    with desktop(years, qtbot) as made:
        editor(made)
        rail(made, where)
        qtbot.waitUntil(lambda: controls.at_rest(made.window), timeout=20_000)
        assert_accessible(made.window, where)


def test_the_form_of_the_review(years: Path, qtbot: QtBot) -> None:
    with desktop(years, qtbot) as made:
        session = editor(made).session
        assert session is not None
        private = "联系人13897112345，身份证630121198503152411。"
        session.apply(Change("改", passages={session.form.passage_ids[-1]: private}))
        rail(made, "board")
        qtbot.waitUntil(lambda: controls.at_rest(made.window), timeout=20_000)
        page = made.window.page("board")
        assert isinstance(page, BoardPlace)
        page.reviewing.card.open()
        assert_accessible(made.window, "保密审查")


def print_panel(page: BoardPlace) -> None:
    page.print_panel.look_for = lambda: (Printer("党政办的打印机", ("A4", "A3"), both_sides=True),)
    page.show_printing(True)


def no_printer(page: BoardPlace) -> None:
    page.print_panel.look_for = lambda: ()
    page.show_printing(True)


def hanging(page: BoardPlace) -> None:
    page.side_column.turn_to(HUNG)
    for place in ("乡政府大门口", "马家村"):
        page.postings.add.click()
        page.postings.form.place.setText(place)
        page.postings.form.save.click()
        while page.postings.is_busy:
            QTest.qWait(10)
    page.postings.cards[0].down.click()
    page.postings.add.click()


def kept_boards(page: BoardPlace) -> None:
    page.settings.presets.kept.emit("村口公开栏")
    page.settings.columns.segments()[1].click()
    page.settings.presets.keep.click()


def spoken(page: BoardPlace) -> None:
    page.show_paper("script")


def sheet_of_excel(page: BoardPlace) -> None:
    page.show_paper("excel")


@pytest.mark.parametrize("deed", [print_panel, no_printer, hanging, kept_boards, spoken, sheet_of_excel])
def test_what_the_board_shows_and_asks(years: Path, qtbot: QtBot, deed: Callable[[BoardPlace], None]) -> None:
    with desktop(years, qtbot) as made:
        editor(made)
        rail(made, "board")
        page = made.window.page("board")
        assert isinstance(page, BoardPlace)
        deed(page)
        qtbot.waitUntil(lambda: controls.at_rest(made.window), timeout=20_000)
        if deed in (print_panel, no_printer):  # Qt gives a desk with a scroll bar no role; it has a name and keys
            assert controls.spoken(page.preview).startswith("预览：要打印的")
            page.preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        assert_accessible(made.window, deed.__name__)


@pytest.mark.parametrize("text", [GOOD, LIST], ids=["fits", "refused"])
def test_a_rule_file_that_is_looked_at(
    years: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setattr("ui.settings.rule_deeds.pick_file", lambda *_: file)
    with desktop(years, qtbot) as made:
        rail(made, "settings")
        page = made.window.page("settings")
        assert isinstance(page, SettingsPlace)
        page.rules.add.click()
        qtbot.waitUntil(page.rules.seen.isVisible)
        assert_accessible(made.window, "a rule file")


@pytest.mark.parametrize("count", range(5))
def test_the_checks_and_what_they_ask(years: Path, qtbot: QtBot, count: int) -> None:
    with desktop(years, qtbot) as made:
        editor(made)
        rail(made, "checks")
        page = made.window.page("checks")
        assert isinstance(page, ChecksPlace)
        page.tiles.choose(count)
        qtbot.waitUntil(lambda: controls.at_rest(made.window), timeout=20_000)
        assert_accessible(made.window, f"checks, filter {count}")
        reasons = [item for item in page.list.rows.items() if item.deed("reason") is not None]
        if reasons:
            page.list.setCurrentIndex(page.list.rows.index(page.list.rows.place_of(reasons[0].key)))
            page.list.ask_reason(reasons[0])
            assert_accessible(made.window, f"checks, a reason, filter {count}")


def test_f6_and_back_leads_round_the_editor(years: Path, qtbot: QtBot) -> None:
    with desktop(years, qtbot) as made:
        place = editor(made)
        tab = place.pages.currentWidget()
        assert isinstance(tab, TableTab)
        begin = QApplication.focusWidget()
        forth: list[QWidget | None] = []
        while QApplication.focusWidget() is not begin or not forth:
            press(Key.Key_F6)
            forth.append(QApplication.focusWidget())
        assert tab.view in forth
        back = []
        for _ in forth:
            press(Key.Key_F6, modifier=Mod.ShiftModifier)
            back.append(QApplication.focusWidget())
        assert back == [*reversed(forth[:-1]), begin]


def test_the_practice_township(tmp_path: Path, qtbot: QtBot) -> None:
    with desktop(tmp_path / "practice.db", qtbot, practice=True) as made:
        assert_accessible(made.window, "practice, first page")
        made.open_report(practice.key_of(story()))
        assert_accessible(made.window, "practice")
