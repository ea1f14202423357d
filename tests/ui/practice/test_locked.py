"""A workspace that cannot be opened is no dead end: the one that was open stays, with everything in it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.errors import AlreadyOpen
from app.system import clock
from app.workbench.bench import Workbench
from app.workbench.practice_story import story
from tests.ui.desk import desktop, focused, press, tab_to, type_text
from tests.ui.reports import open_bench, whole
from ui.practice.strip import PracticeStrip
from ui.start.practice import practice_workspace
from ui.wiring import EDITOR, HOME, Desktop

Key = Qt.Key
CELL = story().tasks[0].where


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office's own workspace with one report in work."""
    own = tmp_path / "gongkailan.db"
    monkeypatch.setattr("app.system.paths.default_workspace", lambda: own)
    monkeypatch.setenv(clock.STOPPED, "2023-01-10T09:00:00")
    with open_bench(tmp_path) as bench:
        whole(bench, story().this.year)
    return own


def open_own(made: Desktop) -> None:
    """From home into the report, and a figure typed there."""
    assert made.bench is not None
    made.open_report(made.bench.reports()[0].key)
    made.go_to_cell(CELL)
    type_text("7")
    press(Key.Key_Return)


def practise(made: Desktop) -> None:
    """练习 on the home page, with the keyboard."""
    QTest.mouseClick(made.window.rail.button(HOME), Qt.MouseButton.LeftButton)
    made.start.home.new.setFocus()
    tab_to(made.start.home.practise)
    press(Key.Key_Space)
    QApplication.processEvents()


def assert_own_is_open(made: Desktop, home: Path) -> None:
    assert made.workspace == home
    assert not made.practice
    assert not made.head.practice.isVisible()
    assert made.start.home.new.isEnabled()
    assert made.start.home.read_old.isEnabled()
    assert made.session is not None
    QTest.mouseClick(made.window.rail.button(EDITOR), Qt.MouseButton.LeftButton)
    assert made.window.place == EDITOR
    made.go_to_cell(CELL)
    type_text("8")
    press(Key.Key_Return)
    assert made.session.values[CELL] == 8


def test_practice_that_is_open_elsewhere(home: Path, qtbot: QtBot) -> None:
    with desktop(home, qtbot) as made:
        open_own(made)
        with Workbench.open(practice_workspace(home)):
            practise(made)
            assert made.window.messages.text().startswith("练习乡正在另一个窗口里开着")
            assert_own_is_open(made, home)
        with qtbot.waitSignal(made.usable):
            practise(made)
        assert made.practice
        assert made.window.findChildren(PracticeStrip)
    with Workbench.open(home) as bench:
        assert bench.find(story().this.year).cells[CELL] == 8


def test_practice_that_is_damaged(home: Path, qtbot: QtBot) -> None:
    broken = practice_workspace(home)
    broken.write_bytes(b"no database at all" * 100)
    before = broken.read_bytes()
    with desktop(home, qtbot) as made:
        open_own(made)
        practise(made)
        assert made.window.messages.text().startswith("练习乡打不开：")
        assert_own_is_open(made, home)
    assert broken.read_bytes() == before


def test_a_first_start_can_still_be_made_without_practice(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "gongkailan.db"
    monkeypatch.setattr("app.system.paths.default_workspace", lambda: own)
    with desktop(own, qtbot) as made, Workbench.open(practice_workspace(own)):
        first = made.start.first
        assert first is not None
        tab_to(first.practice)
        press(Key.Key_Space)
        assert made.window.messages.text().startswith("练习乡正在另一个窗口里开着")
        assert made.start.first is first
        assert made.workspace == own
        assert made.bench is not None


def test_a_program_started_on_the_practice_file_opens_it_once(home: Path, qtbot: QtBot) -> None:
    with desktop(practice_workspace(home), qtbot) as made:
        first = made.start.first
        assert first is not None
        assert not made.head.practice.isVisible()
        tab_to(first.practice)
        with qtbot.waitSignal(made.usable):
            press(Key.Key_Space)
        assert made.head.practice.isVisible()
        assert made.window.findChildren(PracticeStrip)
        with pytest.raises(AlreadyOpen):
            Workbench.open(practice_workspace(home))


def test_the_way_back_waits_until_the_own_workspace_is_free(home: Path, qtbot: QtBot) -> None:
    with desktop(home, qtbot) as made:
        practise(made)
        assert made.practice
        session = made.session
        made.head.own.setFocus(Qt.FocusReason.TabFocusReason)
        with Workbench.open(home):
            assert focused() is made.head.own
            press(Key.Key_Space)
            assert made.window.messages.text().startswith("自己的报告正在另一个窗口里开着")
            assert made.practice
            assert made.session is session
            assert made.head.own.isVisible()
            assert made.window.findChildren(PracticeStrip)
        with qtbot.waitSignal(made.usable):
            press(Key.Key_Space)
        assert made.workspace == home
        assert made.session is not None
        assert made.session.report.key.year == story().this.year
