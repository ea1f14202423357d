"""Random work on the real window: what it shows always agrees with a fresh computation and with the disk."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.checks import places
from app.checks.balance import Balance
from app.checks.engine import check
from app.checks.lamps import section_lamp
from app.domain.values import write, write_with_unit
from app.workbench.bench import Workbench
from tests.ui.reports import SIZE, dress, open_bench
from ui.editor.place import EditorPlace
from ui.editor.table.tab import TableTab

FORM_YEAR = 2020
texts = st.sampled_from(["0", "1", "7", "12", "", "003", "x", "1.5", "-2"])
steps = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.integers(0, 400), texts),
        st.tuples(st.just("undo"), st.just(0), st.just("")),
        st.tuples(st.just("redo"), st.just(0), st.just("")),
        st.tuples(st.just("zero"), st.just(0), st.just("")),
        st.tuples(st.just("turn"), st.integers(0, 20), st.just("")),
    ),
    max_size=14,
)


def agree(place: EditorPlace, bench: Workbench) -> None:
    session = place.session
    assert session is not None
    stored = bench.find(FORM_YEAR)
    fresh = check(session.form, stored, session.last, bench.around(stored))
    assert fresh.values == session.values
    assert fresh.findings == session.result.findings
    for number, section in enumerate(session.form.sections, 1):
        lamp, state = section_lamp(fresh, section), place.tabs.state(number)
        assert (state.kind, state.word) == (lamp.kind, lamp.word)
    tab = place.pages.currentWidget()
    if not isinstance(tab, TableTab):
        return
    for square in tab.model.shape.grid.values:
        if square.address not in tab.model.wrong:
            value = fresh.values[square.address]
            wanted = write_with_unit if tab.model.shape.grid.silent_unit(square) else write
            assert tab.model.look(square).text == wanted(value, square.spec)
    told = Balance(tab.section).tell(fresh)
    shown = list(tab.panel.list.lines.lines)
    if not tab.panel.card.isHidden():
        assert tab.panel.card.line is not None
        shown.append(tab.panel.card.line)
    assert sorted(shown, key=lambda line: line.key) == sorted(told.lines, key=lambda line: line.key)
    assert tab.panel.tally == told.tally
    assert tab.model.marks == {**places.marks(places.at_cells(fresh, tab.section.id)), **told.marks}


def work(place: EditorPlace, deed: str, number: int, text: str) -> None:
    session = place.session
    assert session is not None
    if deed == "undo":
        session.undo()
    elif deed == "redo":
        session.redo()
    elif deed == "zero":
        session.fill_zero(None, "甲")
    elif deed == "turn":
        place.tabs.setCurrentIndex(number % place.tabs.count())
    else:
        address = list(session.form.cells)[number % len(session.form.cells)]
        assert place.go_to(address)
        tab = place.pages.currentWidget()
        assert isinstance(tab, TableTab)
        QTest.keyClick(tab.view, Qt.Key.Key_Backspace)  # opens an empty editor
        QTest.keyClicks(tab.view.editor, text)
        QTest.keyClick(tab.view.editor, Qt.Key.Key_Return)
        if tab.view.is_editing:  # refused: it stays until it is answered
            QTest.keyClick(tab.view.editor, Qt.Key.Key_Escape)


@settings(max_examples=25)
@given(done=steps)
def test_the_window_agrees_with_a_fresh_computation(qapp: QApplication, done: list[tuple[str, int, str]]) -> None:
    dress()
    with tempfile.TemporaryDirectory() as folder, open_bench(Path(folder)) as bench:
        place = EditorPlace()
        place.resize(*SIZE)
        place.show_session(bench.start(FORM_YEAR), bench)
        place.show()
        try:
            for deed, number, text in done:
                work(place, deed, number, text)
                agree(place, bench)
        finally:
            place.close_session()
            place.close()
            place.deleteLater()
            qapp.processEvents()
