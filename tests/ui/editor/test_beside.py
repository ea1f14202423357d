"""Last year's figures in the cells: from the same cell of another format too, off and on, remembered."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from app.workbench import preferences
from app.workbench.bench import Workbench
from tests.ui.editor.conftest import Hands, Show
from tests.ui.reports import whole
from ui.editor.place import EditorPlace
from ui.editor.table.model import Look
from ui.editor.table.tab import TableTab

CELL = "requests.granted.natural"
MakeHands = Callable[[EditorPlace], Hands]
Key = Qt.Key


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: MakeHands) -> Hands:
    last = whole(bench, 2020)  # another format
    last.set_cell(CELL, "3")
    place = show(whole(bench, 2021))
    place.go_to("requests.new.natural")
    return hands(place)


def look(hand: Hands, address: str) -> Look:
    model = hand.table().model
    return model.look(model.shape.grid.by_address[address])


def test_last_year_stands_beside_and_nought_does_not(hand: Hands) -> None:
    assert look(hand, CELL).last == "3"
    assert look(hand, "requests.granted.business").last == ""
    assert hand.table().small.isVisible()
    assert hand.table().small.isChecked()


def test_a_large_change_is_marked_and_spoken(hand: Hands) -> None:
    hand.place.go_to(CELL)
    assert look(hand, CELL).change == 0
    hand.enter("40")
    assert look(hand, CELL).change == 1
    model = hand.table().model
    assert "上年 3，多了不少" in str(model.data(model.index_of(CELL), Qt.ItemDataRole.AccessibleTextRole))
    hand.place.go_to("requests.granted.business")
    hand.enter("9")
    assert (look(hand, "requests.granted.business").last, look(hand, "requests.granted.business").change) == ("0", 1)


def test_the_tick_takes_them_away_everywhere_and_is_remembered(
    bench: Workbench, show: Show, hand: Hands, hands: MakeHands
) -> None:
    tab = hand.table()
    before = tab.view.viewport().grab().toImage()
    hand.click(tab.small)
    assert look(hand, CELL).last == ""
    assert tab.view.viewport().grab().toImage() != before
    assert tab.view.hasFocus()
    other = hand.place.tab("disputes")
    assert isinstance(other, TableTab)
    assert not other.model.show_last
    again = hands(show(bench.session(2021)))
    again.place.go_to(CELL)
    assert not again.table().small.isChecked()
    assert look(again, CELL).last == ""


def test_the_key_does_what_the_tick_does(bench: Workbench, hand: Hands) -> None:
    hand.press(Key.Key_F7)
    assert look(hand, CELL).last == ""
    assert not hand.table().small.isChecked()
    assert not preferences.last_beside(bench)
    hand.press(Key.Key_F7)
    assert look(hand, CELL).last == "3"
    assert preferences.last_beside(bench)


def test_without_last_year_there_is_no_tick(bench: Workbench, show: Show, hands: MakeHands) -> None:
    hand = hands(show(whole(bench, 2023)))
    hand.place.go_to(CELL)
    assert hand.table().small.isHidden()
    hand.press(Key.Key_F7)
    assert preferences.last_beside(bench)
