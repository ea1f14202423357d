"""Blocks in the whole program: pasted from Excel, taken back and done again, also after a restart."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.address import Address
from app.domain.change import Change
from app.domain.report import ReportKey
from app.domain.values import Value
from app.editing.session import Session
from app.forms.model import Section
from app.grid.layout import lay_out
from app.workbench.bench import Workbench
from tests.app.imports.clips import excel, sheet
from tests.brought import brought
from tests.ui.desk import desktop, focused, press, type_text
from tests.ui.reports import ORGAN, TOMORROW
from ui.editor.place import EditorPlace
from ui.editor.table.view import TableView
from ui.wiring import Desktop

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
YEARS = (2020, 2022, 2027)


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    qapp.clipboard().clear()
    yield
    qapp.clipboard().clear()  # it must not outlive Python, which made it


def begin(workspace: Path, year: int) -> ReportKey:
    with Workbench.open(workspace) as bench:
        bench.save_organ(ORGAN)
        brought(bench, TOMORROW)
        return bench.start(year).report.key


def largest(session: Session) -> Section:
    return max((s for s in session.form.sections if s.blocks), key=lambda one: len(lay_out(one).values))


def opened(made: Desktop, key: ReportKey) -> tuple[Session, EditorPlace]:
    made.open_report(key)
    QApplication.processEvents()
    place = made.window.page("editor")
    assert made.session is not None
    assert isinstance(place, EditorPlace)
    place.go_to(lay_out(largest(made.session)).values[0].address)
    return made.session, place


def copied_from_excel(session: Session) -> dict[Address, Value]:
    """A whole table lies on the clipboard; the figures it holds."""
    section = largest(session)
    squares = lay_out(section).values
    session.apply(Change("", {s.address: n % 9 for n, s in enumerate(squares) if not s.is_total}))
    figures = {s.address: session.values[s.address] for s in squares}
    session.undo()
    data = QMimeData()
    data.setHtml(excel(sheet(section, figures)))
    QApplication.clipboard().setMimeData(data)
    return figures


@pytest.mark.parametrize("year", YEARS)
def test_a_pasted_table_is_one_step_also_after_a_restart(workspace: Path, qtbot: QtBot, year: int) -> None:
    key = begin(workspace, year)
    with desktop(workspace, qtbot) as made:
        session, place = opened(made, key)
        figures = copied_from_excel(session)
        press(Key.Key_V, modifier=CTRL)
        assert {a: session.values[a] for a in figures} == figures
        assert "已粘贴" in place.message.text()
        press(Key.Key_Z, modifier=CTRL)
        assert not session.report.cells
        press(Key.Key_Y, modifier=CTRL)
        assert {a: session.values[a] for a in figures} == figures
    with desktop(workspace, qtbot) as made:
        session, place = opened(made, key)
        assert {a: session.values[a] for a in figures} == figures
        press(Key.Key_Z, modifier=CTRL)
        assert not session.report.cells


def test_a_blank_line_at_the_end_of_plain_text_empties_nothing(workspace: Path, qtbot: QtBot) -> None:
    """As an editor of plain text ends it; a blank row of Excel has its tabs, and is asked about."""
    key = begin(workspace, 2022)
    with desktop(workspace, qtbot) as made:
        session, place = opened(made, key)
        squares = lay_out(largest(session)).values
        below = next(s for s in squares if s.row == squares[0].row + 2 and s.column == squares[0].column)
        session.set_cell(below.address, "5")
        QApplication.clipboard().setText("１２\t1,234\r\n3件\t 4 \r\n\r\n")
        press(Key.Key_V, modifier=CTRL)
        assert "已粘贴 2 行 × 2 列" in place.message.text()
        assert sorted(v for v in session.report.cells.values() if v is not None) == [3, 4, 5, 12, 1234]
        QApplication.clipboard().setText("1\t2\r\n3\t4\r\n\t\r\n")
        press(Key.Key_V, modifier=CTRL)
        tab = place.tab(largest(session).id)
        assert tab.clip.strip.isVisible()  # type: ignore[union-attr]  # the largest part is a table
        assert session.report.cells[below.address] == 5


def test_a_block_that_is_asked_about_is_gone_when_the_clerk_goes_elsewhere(workspace: Path, qtbot: QtBot) -> None:
    key = begin(workspace, 2022)
    with desktop(workspace, qtbot) as made:
        session, place = opened(made, key)
        QApplication.clipboard().setText("1\t-")
        press(Key.Key_V, modifier=CTRL)
        tab = place.tab(largest(session).id)
        assert tab.clip.strip.isVisible()  # type: ignore[union-attr]  # the largest part is a table
        press(Key.Key_F6)
        press(Key.Key_PageDown, modifier=CTRL)
        press(Key.Key_PageUp, modifier=CTRL)
        assert tab.clip.strip.isHidden()  # type: ignore[union-attr]  # as above
        assert not session.report.cells


def test_one_cell_copied_here_is_taken_by_a_text_and_words_are_refused_by_a_cell(workspace: Path, qtbot: QtBot) -> None:
    key = begin(workspace, 2022)
    with desktop(workspace, qtbot) as made:
        session, place = opened(made, key)
        type_text("12")
        press(Key.Key_Return)
        press(Key.Key_Up)
        press(Key.Key_C, modifier=CTRL)
        assert QApplication.clipboard().text() == "12\n"
        QApplication.clipboard().setText("今年没有收到申请")
        press(Key.Key_V, modifier=CTRL)
        assert "没有数" in place.message.text()
        assert isinstance(focused(), TableView)
        assert list(session.report.cells.values()) == [12]
        press(Key.Key_F2)
        press(Key.Key_A, modifier=CTRL)
        QApplication.clipboard().setText("15\n")  # Excel ends one cell with a line end, too
        press(Key.Key_V, modifier=CTRL)
        press(Key.Key_Return)
        assert list(session.report.cells.values()) == [15]


def test_a_selection_survives_the_change_of_size_and_look(workspace: Path, qtbot: QtBot) -> None:
    from ui.kit import theme

    key = begin(workspace, 2022)
    with desktop(workspace, qtbot) as made:
        _, place = opened(made, key)
        press(Key.Key_Down, 2, SHIFT)
        press(Key.Key_Right, 2, SHIFT)
        view = focused()
        assert isinstance(view, TableView)
        before = view.selected
        for look, size in ((theme.DARK, "特大"), (theme.HIGH_CONTRAST, "大"), (theme.LIGHT, "")):
            theme.use(theme.Theme(look, size))
            QApplication.processEvents()
            place.grab()
            assert view.selected == before
