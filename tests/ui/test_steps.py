"""The list of steps over the page: what it says is what the store says, and it leads to any step, by keyboard alone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.checks.totals import total_addresses
from app.domain.change import Change, Standing
from app.domain.report import Report
from app.editing import record
from app.editing.session import Session
from app.workbench.bench import Workbench
from tests.brought import brought
from tests.ui import controls
from tests.ui.desk import desktop, focused, press
from tests.ui.reports import ORGAN, TOMORROW
from ui.kit.steps import StepsPanel
from ui.kit.steps_model import BEGINNING, FIRST, MOST
from ui.wiring import Desktop

Key = Qt.Key
YEARS = (2020, 2022, 2027)


def leaves(session: Session) -> list[str]:
    totals = total_addresses(session.form)
    return [name for name in session.form.cells if name not in totals]


def work(session: Session, chance: random.Random, steps: int) -> None:
    """Deeds of every kind, with undos and redos between them."""
    names = leaves(session)
    for _ in range(steps):
        deed = chance.randrange(7)
        if deed < 3:
            session.set_cell(chance.choice(names), str(chance.randrange(20)))
        elif deed == 3:
            session.apply(Change("粘贴", {name: chance.randrange(9) for name in chance.sample(names, 5)}, who="马明"))
        elif deed == 4:
            session.set_passage(session.form.passage_ids[-1], "字" * chance.randrange(9))
        elif deed == 5:
            session.undo()
        else:
            session.redo()


@pytest.fixture(params=YEARS)
def made(request: pytest.FixtureRequest, workspace: Path, qtbot: QtBot) -> Iterator[Desktop]:
    """A report with a past: worked on, closed, opened again."""
    chance = random.Random(request.param)
    with Workbench.open(workspace) as bench:
        bench.save_organ(ORGAN)
        brought(bench, TOMORROW)
        bench.save_clerk("王小梅")
        session = bench.start(request.param)
        session.who = "王小梅"
        work(session, chance, 40)
        key = session.report.key
    with desktop(workspace, qtbot) as opened:
        opened.open_report(key)
        QApplication.processEvents()
        assert opened.session is not None
        work(opened.session, chance, 25)
        yield opened


def session_of(made: Desktop) -> Session:
    assert made.session is not None
    return made.session


def open_panel(made: Desktop) -> StepsPanel:
    press(Key.Key_F9)
    assert made._steps is not None
    panel = made._steps.panel
    assert panel.isVisible()
    assert focused() is panel.list
    return panel


def replayed(session: Session, seq: int) -> Report:
    """What the report said after step ``seq``, from the log alone."""
    report = Report(session.report.key, session.form.id, session.report.state)
    for entry in reversed(session.steps(None, 10_000)):
        if entry.step.seq <= seq and entry.standing is not Standing.SUPERSEDED:
            report = report.with_cells(entry.step.after.cells).with_passages(entry.step.after.passages)
    return report


def test_it_says_what_the_store_says(made: Desktop) -> None:
    session, panel = session_of(made), open_panel(made)
    entries = session.steps(None, 10_000)
    rows = [panel.model.index(row, 0) for row in range(panel.model.rowCount())]
    assert len(rows) == len(entries) + 1
    assert rows[-1].data() == BEGINNING
    for index, entry in zip(rows, entries, strict=False):
        assert panel.model.seq(index) == entry.step.seq
        assert panel.model.standing(index) is entry.standing
        spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert entry.step.after.label in spoken
        assert (entry.step.after.who or "没有填姓名") in spoken
        told = record.moves(session.form, entry.step, session.values)
        if len(told) == 1:
            assert told[0].text in spoken
        assert ("撤销" in panel.model.says(index)) == (entry.standing is not Standing.APPLIED)
        parts = [panel.model.index(row, 0, index) for row in range(panel.model.rowCount(index))]
        assert [part.data() for part in parts] == ([move.name for move in told] if len(told) > 1 else [])
        assert all(part.parent() == index for part in parts)
    now = [index.row() for index in rows if panel.model.is_now(index)]
    assert now == [panel.list.currentIndex().row()]
    press(Key.Key_Escape)
    assert not panel.isVisible()


@pytest.mark.parametrize("far", [1, 3, 8, 21, 60])
def test_any_step_is_reached_and_left_again(made: Desktop, far: int) -> None:
    session = session_of(made)
    before, here = session.report, session.position
    panel = open_panel(made)
    press(Key.Key_End if far == 60 else Key.Key_Down, 1 if far == 60 else far)
    chosen = panel.model.seq(panel.list.currentIndex())
    gone = panel.model.standing(panel.list.currentIndex()) is Standing.SUPERSEDED
    entries = session.steps(None, 10_000)
    back = sum(entry.standing is Standing.APPLIED and entry.step.seq > chosen for entry in entries)
    if gone:
        assert not panel.go.isEnabled()
        assert "回不到" in panel.why.text()
        press(Key.Key_Return)
        assert session.report == before
        return
    assert panel.go.text() == f"退回到这一步（撤销 {back} 步）"
    wanted = replayed(session, chosen)
    press(Key.Key_Return)
    assert not panel.isVisible()
    assert session.report == wanted
    assert session.position == chosen
    messages = made.window.messages
    assert messages.text().startswith(f"已退回 {back} 步，")
    panel = open_panel(made)
    assert panel.model.is_now(panel.list.currentIndex())
    assert panel.model.seq(panel.list.currentIndex()) == chosen
    while panel.model.seq(panel.list.currentIndex()) != here:
        press(Key.Key_Up)
    assert panel.go.text() == f"前进到这一步（重做 {back} 步）"
    press(Key.Key_Return)
    assert session.report == before
    QTest.mouseClick(messages._action, Qt.MouseButton.LeftButton)  # 再回来
    assert session.report == wanted


def test_a_step_of_many_unfolds_by_key_and_by_mouse(made: Desktop) -> None:
    session = session_of(made)
    session.fill_zero(None, "马明")
    panel = open_panel(made)
    model, view = panel.model, panel.list
    top = view.currentIndex()
    assert model.hasChildren(top)
    press(Key.Key_Right)
    assert view.isExpanded(top)
    assert model.rowCount(top) == len(session.steps(None, 1)[0].step.after.cells)
    press(Key.Key_Down)
    assert model.parent(view.currentIndex()) == top
    assert not panel.go.isEnabled()  # part of the step at which the report stands
    press(Key.Key_Up)
    press(Key.Key_Left)
    assert not view.isExpanded(top)
    place = view.visualRect(top)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(10, place.center().y())
    )
    assert view.isExpanded(top)


def test_the_button_opens_it_and_going_elsewhere_closes_it(made: Desktop) -> None:
    before = focused()
    QTest.mouseClick(made.head.steps, Qt.MouseButton.LeftButton)
    assert made._steps is not None
    panel = made._steps.panel
    assert panel.isVisible()
    QTest.mouseClick(made.head.steps, Qt.MouseButton.LeftButton)
    assert not panel.isVisible()
    assert focused() is before
    open_panel(made)
    press(Key.Key_Escape)
    assert focused() is before
    open_panel(made)
    made.window.page("editor").tabs.setFocus()  # type: ignore[attr-defined]
    assert not panel.isVisible()
    open_panel(made)
    press(Key.Key_F9)
    assert not panel.isVisible()


def test_everything_in_it_has_a_name_and_is_reached_by_tab(made: Desktop) -> None:
    panel = open_panel(made)
    assert controls.nameless(made.window) == []
    assert controls.without_role(made.window) == []
    press(Key.Key_Down)
    passed: list[QWidget] = []
    while panel.isVisible() and len(passed) < 5:
        passed.append(focused())
        press(Key.Key_Tab)
    assert set(passed) == {panel.list, panel.go, panel.shut} or set(passed) == {panel.list, panel.shut}
    assert not panel.isVisible()  # the keyboard went on, to the page
    panel = open_panel(made)
    while focused() is not panel.shut:
        press(Key.Key_Tab)
    press(Key.Key_Return)
    assert not panel.isVisible()


def test_what_is_being_typed_is_a_step_first(made: Desktop) -> None:
    session = session_of(made)
    cell = leaves(session)[0]
    made.go_to_cell(cell)
    QTest.keyClicks(focused(), "777")
    panel = open_panel(made)
    assert session.report.cells[cell] == 777
    assert session.form.cell_label(cell) in panel.list.currentIndex().data()


def test_a_report_without_steps_has_a_beginning(workspace: Path, qtbot: QtBot) -> None:
    with Workbench.open(workspace) as bench:
        bench.save_organ(ORGAN)
        key = bench.start(2023).report.key
    with desktop(workspace, qtbot) as made:
        QTest.keyClick(made.window, Key.Key_F9)  # no report is open: nothing to show
        assert made._steps is None or not made._steps.panel.isVisible()
        made.open_report(key)
        QApplication.processEvents()
        panel = open_panel(made)
        assert panel.model.rowCount() == 1
        assert panel.list.currentIndex().data() == BEGINNING
        assert not panel.go.isEnabled()


def test_ten_thousand_steps_are_loaded_as_far_as_somebody_looks(workspace: Path, qtbot: QtBot) -> None:
    with Workbench.open(workspace) as bench:
        bench.save_organ(ORGAN)
        session = bench.start(2023)
        key, name = session.report.key, leaves(session)[0]
        for number in range(2 * MOST + 5):
            session.set_cell(name, str(number))
    with desktop(workspace, qtbot) as made:
        made.open_report(key)
        QApplication.processEvents()
        panel = open_panel(made)
        QApplication.processEvents()
        assert panel.model.rowCount() <= 2 * FIRST
        for _ in range(6):
            press(Key.Key_End)
            QApplication.processEvents()
        assert panel.model.rowCount() == 2 * MOST + 6
        assert panel.list.currentIndex().data() == BEGINNING
        assert not panel.model.canFetchMore(QModelIndex())
        press(Key.Key_Return)
        assert not session_of(made).report.cells


def test_where_the_disk_refuses_the_report_stays_as_it_is(made: Desktop) -> None:
    session = session_of(made)
    session.fill_zero(None, "马明")
    before, here = session.report, session.position
    open_panel(made)
    press(Key.Key_End)
    assert made.bench is not None
    made.bench._shelf._database._db.execute("PRAGMA query_only = ON")
    press(Key.Key_Return)
    made.bench._shelf._database._db.execute("PRAGMA query_only = OFF")
    assert (session.report, session.position) == (before, here)
    assert made.window.messages.kind == "bad"


def test_steps_that_nobody_looks_at_are_let_go(made: Desktop) -> None:
    panel = open_panel(made)
    held = [panel.model, panel.list.selectionModel(), panel.list.header().selectionModel()]
    press(Key.Key_Escape)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert panel.list.model() is None
    assert not any(isValid(one) for one in held)
    assert open_panel(made).model.rowCount() > 1
