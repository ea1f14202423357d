"""Slips as hands make them, typed into the real window: offered once the hands rest, put right by click or by keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.address import Address
from app.domain.change import Change
from app.domain.values import Value
from app.editing.session import Session
from tests.ui.desk import desktop, focused, press, tab_to, table, type_text
from tests.ui.reports import open_bench, whole
from ui.wiring import Desktop

Key, Mod = Qt.Key, Qt.KeyboardModifier
YEAR = 2023
PART = "requests"
Cells = Mapping[Address, Value]
PERSONS = ("natural", "business", "research", "welfare", "legal", "other")


@dataclass(frozen=True)
class Slip:
    """Right figures by row and column; where the typing begins, what is typed there, and the key after each figure."""

    right: Mapping[str, int]
    at: str
    typed: tuple[int, ...]
    key: Qt.Key
    button: str


SLIPS = {
    "digits": Slip(
        {"new.natural": 30, "granted.natural": 12, "partial.natural": 18},
        "granted.natural",
        (21,),
        Key.Key_Return,
        "改为 12",
    ),
    "one row too low": Slip(
        {"new.natural": 7, "carried_in.natural": 1, "granted.natural": 5, "partial.natural": 3},
        "new.natural",
        (0, 7, 1, 5, 3),
        Key.Key_Return,
        "上移一行",
    ),
    "one column too far": Slip(
        {f"{row}.{who}": figure for row in ("new", "granted") for who, figure in zip(PERSONS, (9, 4, 1), strict=False)},
        "new.natural",
        (0, 9, 4, 1),
        Key.Key_Tab,
        "左移一列",
    ),
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    with open_bench(tmp_path) as bench:
        whole(bench, YEAR)
    return tmp_path / "gongkailan.db"


def slipped(made: Desktop, slip: Slip, qtbot: QtBot) -> tuple[Session, Cells, Cells]:
    """The slip is made by keys, and the helper has looked: the session, the right cells, the wrong ones."""
    assert made.bench is not None
    made.open_report(made.bench.reports()[0].key)
    session = made.session
    assert session is not None
    session.apply(Change("填数", {f"{PART}.{name}": figure for name, figure in slip.right.items()}))
    assert not session.result.errors
    right = dict(session.report.cells)
    made.go_to_cell(f"{PART}.{slip.at}")
    for figure in slip.typed:
        type_text(str(figure))
        press(slip.key)
    assert session.result.errors
    qtbot.waitUntil(lambda: table(made).panel.card.box.offer is not None, timeout=3000)
    QApplication.processEvents()
    return session, right, dict(session.report.cells)


def row_of(made: Desktop, slip: Slip, right: Cells) -> int | None:
    """Which line of the list puts everything right; None where it stands behind 其他改法."""
    for number, (repair, words) in enumerate(table(made).panel.card.box.list.ways):
        if words.button == slip.button and all(right[address] == value for address, value in repair.cells.items()):
            return number
    return None


def leads(made: Desktop, slip: Slip) -> bool:
    """True where the right way is offered by itself, on a button."""
    box = table(made).panel.card.box
    return box.do.isVisible() and box.do.text() == slip.button


def tab_back_to(wanted: QWidget) -> None:
    for _ in range(4):
        if focused() is wanted:
            return
        press(Key.Key_Backtab, modifier=Mod.ShiftModifier)
    raise AssertionError("Shift+Tab never goes back to the ways")


@pytest.mark.parametrize("name", SLIPS)
def test_a_click_puts_it_right_in_one_step(workspace: Path, qtbot: QtBot, name: str) -> None:
    slip = SLIPS[name]
    with desktop(workspace, qtbot) as made:
        session, right, wrong = slipped(made, slip, qtbot)
        box = table(made).panel.card.box
        if leads(made, slip):
            QTest.mouseClick(box.do, Qt.MouseButton.LeftButton)
        else:
            if row_of(made, slip, right) is None:
                QTest.mouseClick(box.more, Qt.MouseButton.LeftButton)
                QApplication.processEvents()
            row = row_of(made, slip, right)
            assert row is not None
            line = box.list.visualRect(box.list.model().index(row, 0))
            assert box.list.viewport().rect().contains(line)
            QTest.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, Mod.NoModifier, line.center())
        assert session.report.cells == right
        assert not session.result.errors
        assert made.window.messages.isVisible()
        QTest.mouseClick(made.window.messages._action, Qt.MouseButton.LeftButton)
        assert session.report.cells == wrong


@pytest.mark.parametrize("name", SLIPS)
def test_keys_put_it_right_in_one_step(workspace: Path, qtbot: QtBot, name: str) -> None:
    slip = SLIPS[name]
    with desktop(workspace, qtbot) as made:
        session, right, wrong = slipped(made, slip, qtbot)
        box = table(made).panel.card.box
        listed = not leads(made, slip)
        press(Key.Key_Return, modifier=Mod.AltModifier)
        if listed:
            assert focused() is box.list
            if row_of(made, slip, right) is None:
                tab_to(box.more)
                press(Key.Key_Space)
                tab_back_to(box.list)
            row = row_of(made, slip, right)
            assert row is not None
            assert box.list.currentIndex().row() == 0
            press(Key.Key_Down, row)
            press(Key.Key_Return)
        assert session.report.cells == right
        assert not session.result.errors
        assert focused() is table(made).view
        press(Key.Key_Z, modifier=Mod.ControlModifier)
        assert session.report.cells == wrong
