"""Every tab of every form: the two official formats and an invented one with shapes that no real one has."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.editing.session import Session
from app.grid.layout import Square
from app.workbench.bench import Workbench
from tests.brought import brought
from tests.ui.editor.conftest import ODD, Hands, Show
from ui.editor.place import EditorPlace
from ui.editor.table.frozen_table import FrozenTable
from ui.editor.table.tab import TableTab
from ui.editor.table.walk import enter_order

MakeHands = Callable[[EditorPlace], Hands]
YEARS = [2020, 2023, 2027]


@pytest.fixture(params=YEARS)
def session(request: pytest.FixtureRequest, bench: Workbench) -> Session:
    if request.param == 2027:
        brought(bench, ODD)
    return bench.start(int(request.param))


def tables(place: EditorPlace) -> list[TableTab]:
    assert place.session is not None
    found = []
    for number, section in enumerate(place.session.form.sections, 1):
        place.tabs.setCurrentIndex(number)
        tab = place.tab(section.id)
        assert tab.isVisible()
        tab.grab()  # paints everything once: a message of Qt or an exception fails the test
        if isinstance(tab, TableTab):
            found.append(tab)
    return found


def rect_of(view: FrozenTable, square: Square) -> QRect:
    """Where a square stands, in the coordinates of the table."""
    if square.kind == "value":
        cell = view.visualRect(view.model().index(*view.grid.place(square)))
        return cell.translated(view.viewport().pos())
    heads = view.row_heads if square in view.grid.labels else view.column_heads
    return heads.rect_of(square).translated(heads.viewport().mapTo(view, heads.viewport().rect().topLeft()))


def test_every_tab_is_shown_and_typed_in(session: Session, show: Show, hands: MakeHands) -> None:
    place = show(session)
    place.tabs.setCurrentIndex(0)
    place.tab().grab()
    hand = hands(place)
    for tab in tables(place):
        place.tabs.setCurrentIndex(place.tabs.currentIndex())
        order = enter_order(tab.view.grid.grid)
        place.go_to(order[0].address)
        for number, square in enumerate(order):
            assert hand.at() == square.address
            hand.enter("" if square.is_total else str(number % 7))
            if not square.is_total:
                assert session.report.cells[square.address] == number % 7
        assert tab.blanks() == 0
        place.tab(tab.section.id).grab()


def test_headings_stand_over_their_cells(session: Session, show: Show) -> None:
    for tab in tables(show(session)):
        view = tab.view
        view.verticalScrollBar().setValue(0)
        for square in view.grid.heads:
            under = [s for s in view.grid.grid.values if square.column <= s.column < square.column + square.columns]
            box = rect_of(view, square)
            assert box.left() == min(rect_of(view, s).left() for s in under)
            assert box.right() == max(rect_of(view, s).right() for s in under)
        for square in (s for s in view.grid.labels if s.kind == "row"):
            beside = [s for s in view.grid.grid.values if square.row <= s.row < square.row + square.rows]
            box = rect_of(view, square)
            assert box.top() == min(rect_of(view, s).top() for s in beside)
            assert box.bottom() == max(rect_of(view, s).bottom() for s in beside)


@pytest.mark.parametrize("size", [(1290, 645), (1290, 716), (1844, 1028)])
def test_no_table_scrolls_sideways(session: Session, show: Show, size: tuple[int, int]) -> None:
    for tab in tables(show(session, size)):
        assert tab.view.horizontalScrollBar().maximum() == 0
        measures = tab.view.measures
        assert measures is not None
        for place, lines in measures.lines.items():
            assert "".join(lines) == tab.view.grid.grid.at[place].text


def test_headings_stay_while_the_table_scrolls(bench: Workbench, show: Show) -> None:
    place = show(bench.start(2023), (1290, 500))
    place.go_to("requests.carried_out.total")
    view = place.tab("requests")
    assert isinstance(view, TableTab)
    table = view.view
    assert table.verticalScrollBar().value() > 0
    head = table.column_heads.mapTo(table, table.column_heads.rect().topLeft())
    assert head.y() == 0
    assert table.corner.geometry().topLeft() == table.rect().topLeft()
    group = next(s for s in table.grid.labels if s.rows > 10)
    assert table.row_heads.rect_of(group).top() < 0  # it has scrolled, its name is drawn in what is left of it


def test_every_widget_has_a_name_where_the_keyboard_stops(session: Session, show: Show) -> None:
    place = show(session)
    tables(place)
    place.tabs.setCurrentIndex(0)
    place.tab()
    stops = [
        widget
        for widget in place.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.objectName().startswith("qt_")
        and not (isinstance(widget, QPushButton) and widget.isHidden())  # gets its words when it is shown
        and not place.message.isAncestorOf(widget)
    ]
    assert stops
    for widget in stops:
        text = getattr(widget, "text", None)
        assert widget.accessibleName() or (callable(text) and text()), widget


def test_tabs_speak_their_state(session: Session, show: Show) -> None:
    place = show(session)
    for number, section in enumerate(session.form.sections, 1):
        said = place.tabs.accessibleTabName(number)
        assert said.startswith(section.name)
        assert said.endswith(place.tabs.state(number).spoken)
        assert place.tabs.state(number).spoken


def test_the_hint_and_the_law_of_the_form_are_shown(bench: Workbench, show: Show) -> None:
    brought(bench, ODD)
    place = show(bench.start(2027))
    place.go_to("deep.a.left")
    tab = place.tab("deep")
    assert isinstance(tab, TableTab)
    assert "虚构条例第一条" in tab.help.text()
    assert "一件算一件。" in tab.help.text()
