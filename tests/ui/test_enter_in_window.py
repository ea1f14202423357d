"""Enter presses the button that has the keyboard, on every page of the real window, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.workbench.bench import Workbench
from tests.ui import controls
from tests.ui.desk import desktop, focused, press, tab_to, table, type_text
from tests.ui.reports import ORGAN
from tests.ui.two_years import KEY, editor
from ui.editor.text.tab import TextTab
from ui.kit.picks import Segment
from ui.start.asking import AskYear
from ui.start.card import BigCard
from ui.wiring import BOARD, CHECKS, EDITOR, HANDOVER, HOME, SETTINGS, Desktop

Key, Mod = Qt.Key, Qt.KeyboardModifier
ENTER = {"enter": (Key.Key_Return, Mod.NoModifier), "keypad": (Key.Key_Enter, Mod.KeypadModifier)}
enter = pytest.mark.parametrize(("key", "held"), ENTER.values(), ids=ENTER)


@enter
def test_the_first_start_is_done_with_enter(
    tmp_path: Path, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    """From line to line, over the level, to the last one; then Tab to the button, and Enter there."""
    with desktop(tmp_path / "new.db", qtbot) as made:
        first = made.start.first
        assert first is not None
        type_text(ORGAN.name)
        press(key, modifier=held)
        assert first.level.isAncestorOf(focused())
        chosen = first.level.number()
        press(key, modifier=held)
        assert focused() is first.district
        assert first.level.number() == chosen
        type_text(ORGAN.district)
        press(key, modifier=held)
        assert focused() is first.phone
        type_text("09712266000")
        tab_to(first.save)
        press(key, modifier=held)
        assert made.bench is not None
        assert made.bench.organ is not None
        assert made.bench.organ.name == ORGAN.name
        assert isinstance(made.start.notice, AskYear)  # and on it goes


@enter
def test_the_year_at_work_is_gone_on_with(years: Path, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    with desktop(years, qtbot) as made:
        (card,) = (card for card in made.start.home.cards() if isinstance(card, BigCard))
        assert focused() is card.go_on  # nobody has to go there
        press(key, modifier=held)
        assert made.session is not None
        assert made.session.report.key == KEY
        assert focused() is table(made).view


def test_without_a_report_the_keyboard_is_on_beginning_one(tmp_path: Path, qtbot: QtBot) -> None:
    with Workbench.open(tmp_path / "new.db") as bench:
        bench.save_organ(ORGAN)
    with desktop(tmp_path / "new.db", qtbot) as made:
        assert focused() is made.start.home.new
        press(Key.Key_Return)
        assert isinstance(made.start.notice, AskYear)


def test_the_four_questions_begin_with_the_name(tmp_path: Path, qtbot: QtBot) -> None:
    with desktop(tmp_path / "new.db", qtbot) as made:
        assert made.start.first is not None
        assert focused() is made.start.first.name


def go(made: Desktop, place: str, qtbot: QtBot) -> None:
    editor(made)
    made.go(place)
    qtbot.waitUntil(lambda: controls.at_rest(made.window), timeout=20_000)


@pytest.mark.parametrize("place", [HOME, EDITOR, CHECKS, BOARD, HANDOVER, SETTINGS])
def test_every_button_of_a_page_is_pressed_once(
    years: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    with desktop(years, qtbot) as made:
        go(made, place, qtbot)
        pressed: list[QAbstractButton] = []
        buttons = [widget for widget in controls.workable(made.window) if isinstance(widget, QAbstractButton)]
        buttons = [button for button in buttons if not isinstance(button, Segment)]
        assert any(made.window.page(place).isAncestorOf(button) for button in buttons)
        for button in buttons:
            monkeypatch.setattr(button, "click", lambda which=button: pressed.append(which))  # the deed is left out
            for key, held in ENTER.values():
                button.setFocus(Qt.FocusReason.TabFocusReason)
                assert focused() is button
                press(key, modifier=held)
                assert pressed == [button], controls.told(button)
                pressed.clear()
            for held in (Mod.ControlModifier, Mod.AltModifier, Mod.ShiftModifier):
                QApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, held))
            hold(button)
            assert pressed == [], controls.told(button)
        monkeypatch.undo()


def hold(widget: QWidget) -> None:
    """The second and third press that a keyboard sends while Enter is held down."""
    for _ in range(2):
        again = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, Mod.NoModifier, "\r", autorep=True)
        QApplication.sendEvent(widget, again)


def test_enter_held_down_on_a_line_presses_nothing_that_comes_after_it(years: Path, qtbot: QtBot) -> None:
    """What a line asks for may be shown in a moment; the key that is still down was not meant for its buttons."""
    with desktop(years, qtbot) as made:
        made.start.home.new.click()
        type_text("2023")  # not over yet: the program asks back
        press(Key.Key_Return)
        asked, button = made.start.notice, focused()
        assert isinstance(button, QAbstractButton)
        assert not isinstance(asked, AskYear)
        hold(button)
        assert made.start.notice is asked
        press(Key.Key_Return)
        assert made.start.notice is not asked


def in_the_table(made: Desktop) -> None:
    made.go_to_cell("requests.new.natural")
    type_text("5")
    press(Key.Key_Return)
    assert made.session is not None
    assert made.session.values["requests.new.natural"] == 5
    assert editor(made).here() == "requests.carried_in.natural"


def in_a_text(made: Desktop) -> None:
    assert made.session is not None
    part = next(section.id for section in made.session.form.sections if section.kind == "text")
    made.go_to_cell(part)
    tab = editor(made).tab(part)
    assert isinstance(tab, TextTab)
    before = tab.page.document().blockCount()
    press(Key.Key_Return)
    assert tab.page.document().blockCount() == before + 1


def in_the_question_who(made: Desktop) -> None:
    made.go_to_cell("requests.new.natural")
    press(Key.Key_Delete)
    press(Key.Key_0, modifier=Mod.AltModifier)
    tab = table(made)
    tab.zeroing.strip.name.setFocus()
    tab.zeroing.strip.name.selectAll()
    type_text("王小梅")
    press(Key.Key_Return)
    assert made.session is not None
    assert made.session.values["requests.new.natural"] == 0


@pytest.mark.parametrize("deed", [in_the_table, in_a_text, in_the_question_who])
def test_enter_keeps_its_meaning(years: Path, qtbot: QtBot, deed: Callable[[Desktop], None]) -> None:
    with desktop(years, qtbot) as made:
        editor(made)
        deed(made)


def test_enter_on_a_button_of_a_question_does_not_answer_it(years: Path, qtbot: QtBot) -> None:
    with desktop(years, qtbot) as made:
        editor(made)
        made.go_to_cell("requests.new.natural")
        press(Key.Key_Delete)
        press(Key.Key_0, modifier=Mod.AltModifier)
        strip = table(made).zeroing.strip
        tab_to(strip.leave)
        press(Key.Key_Return)
        assert strip.isHidden()
        assert made.session is not None
        assert made.session.values["requests.new.natural"] is None
