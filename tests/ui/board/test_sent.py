"""Once it is at the printer: the line counts as the button did, and fixes no date that is not on the paper."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.change import Change
from app.editing.session import Session
from app.workbench import issuing, postings
from app.workbench.bench import Workbench
from tests.ui import reports
from tests.ui.board.hands import press, settle
from ui.board.place import REPORT, BoardPlace
from ui.board.printers import Printer


def tick(qtbot: QtBot, place: BoardPlace, *pages: int) -> None:
    """Only these are printed: it takes its time."""
    press(qtbot, place.print_panel.ticks.all)
    for page in pages:
        press(qtbot, place.print_panel.ticks.ticks[page])


def send(qtbot: QtBot, place: BoardPlace) -> str:
    """Presses 打印; what is said then."""
    with qtbot.waitSignal(place.printing.sent, timeout=60_000):
        press(qtbot, place.print_panel.print)
    return place.message_bar.text()


@pytest.fixture
def session(bench: Workbench) -> Session:
    return reports.whole(bench, 2021)


@pytest.fixture
def printing(place: BoardPlace, session: Session, qtbot: QtBot, tmp_path: Path) -> BoardPlace:
    place.print_panel.look_for = lambda: (Printer("窗口旁的打印机", ("A4", "A3"), True, tmp_path / "printed.pdf"),)
    place.open(session)
    settle(qtbot, place)
    return place


def test_sheets_are_counted_as_the_button_counts_them(printing: BoardPlace, qtbot: QtBot) -> None:
    printing.show_paper(REPORT)
    press(qtbot, printing.tool_bar.print)
    settle(qtbot, printing)
    panel = printing.print_panel
    tick(qtbot, printing, 0, 1, 2)
    panel.sides.setFocus()
    QTest.keyClick(panel.sides, Qt.Key.Key_Down)
    assert panel.print.text() == "打印 3 页，用 2 张 A4"
    assert send(qtbot, printing).startswith("已送到打印机“窗口旁的打印机”：3 页，用 2 张 A4。报告没有变动。")


def test_the_map_of_the_sheets_is_named(printing: BoardPlace, qtbot: QtBot) -> None:
    press(qtbot, printing.tool_bar.print)
    settle(qtbot, printing)
    tick(qtbot, printing, 0, -1)
    assert printing.print_panel.print.text() == "打印 1 张和拼贴图"
    assert send(qtbot, printing).startswith("已送到打印机“窗口旁的打印机”：1 张和拼贴图。报告没有变动。")


def test_a_strip_bears_no_date_and_fixes_none(
    printing: BoardPlace, session: Session, bench: Workbench, qtbot: QtBot
) -> None:
    postings.post(bench, session.report, day=date(2022, 1, 18), place="门口", board="公开栏")
    cell = next(each for each in session.form.cells if each in session.report.cells)
    session.apply(Change("改", {cell: 1}))
    printing.show_correction(1)
    settle(qtbot, printing)
    assert send(qtbot, printing).startswith("已送到打印机“窗口旁的打印机”：")
    assert not issuing.has_date(bench, session.report)
    press(qtbot, printing.print_panel.back)
    settle(qtbot, printing)
    press(qtbot, printing.tool_bar.print)
    settle(qtbot, printing)
    tick(qtbot, printing, 0)
    send(qtbot, printing)
    assert issuing.issued(bench, session.report) == date(2022, 1, 18)
    assert issuing.has_date(bench, session.report)  # the poster does
