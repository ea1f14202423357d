"""The cell under the hands stays in view when the window, the type or what stands below the table changes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.workbench.bench import Workbench
from tests.ui.editor.conftest import Hands, Show
from tests.ui.reports import SIZE, dress, whole
from ui.editor.place import EditorPlace

Key = Qt.Key


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: Callable[[EditorPlace], Hands]) -> Hands:
    place = show(whole(bench, 2023))
    place.go_to("requests.carried_out.natural")
    return hands(place)


def in_view(hand: Hands) -> bool:
    view = hand.table().view
    return view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_when_the_window_becomes_lower(hand: Hands) -> None:
    assert in_view(hand)
    hand.place.resize(SIZE[0], SIZE[1] - 200)
    hand.place.grab()
    assert in_view(hand)


def test_when_the_type_becomes_larger(hand: Hands) -> None:
    try:
        for size in ("大", "特大", ""):
            dress(size)
            hand.place.grab()
            assert in_view(hand), size
    finally:
        dress()


def test_what_was_scrolled_away_on_purpose_stays_away(hand: Hands) -> None:
    bar = hand.table().view.verticalScrollBar()
    bar.setValue(0)
    QTest.qWait(20)  # until it is painted
    assert not in_view(hand)
    hand.place.resize(SIZE[0], SIZE[1] - 200)
    hand.place.grab()
    assert bar.value() == 0


def test_rows_that_made_way_for_a_question_come_back_when_it_is_answered(hand: Hands) -> None:
    view, bar = hand.table().view, hand.table().view.verticalScrollBar()
    hand.place.go_to("requests.new.natural")
    while view.visualRect(view.currentIndex()).bottom() + 60 < view.viewport().height():
        hand.press(Key.Key_Down)  # the last row but one of those in view
    assert bar.value() == 0
    hand.press(Key.Key_Delete)
    hand.press(Key.Key_0, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    assert in_view(hand)
    assert bar.value() > 0
    hand.press(Key.Key_Escape)
    QApplication.processEvents()
    assert bar.value() == 0
    assert in_view(hand)
