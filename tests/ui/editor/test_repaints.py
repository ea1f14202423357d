"""A key repaints what it changed and no more: the figures of 8 ms hang on it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.workbench.bench import Workbench
from tests.ui.editor.conftest import Hands, Show
from tests.ui.reports import whole
from ui.editor.place import EditorPlace
from ui.editor.table.cells import CellPainter

Key = Qt.Key
Painted = list[QRect]


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: Callable[[EditorPlace], Hands]) -> Hands:
    place = show(whole(bench, 2023))
    place.go_to("requests.granted.natural")
    QTest.qWait(250)  # what a tab does once it is painted, is done
    return hands(place)


@pytest.fixture
def painted(hand: Hands, monkeypatch: pytest.MonkeyPatch) -> Painted:
    """Every stretch of cells that is painted from now on."""
    found: Painted = []
    paint = CellPainter.paint

    def note(self: CellPainter, painter: object, dirty: QRect) -> None:
        found.append(QRect(dirty))
        paint(self, painter, dirty)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(CellPainter, "paint", note)
    return found


def share(hand: Hands, painted: Painted) -> float:
    """What part of the cells in view was painted."""
    QApplication.processEvents()
    view = hand.table().view.viewport()
    area = sum(rect.width() * rect.height() for rect in painted) / (view.width() * view.height())
    painted.clear()
    return area


def test_a_step_down_repaints_two_rows(hand: Hands, painted: Painted) -> None:
    hand.press(Key.Key_Down)
    assert 0 < share(hand, painted) < 0.25


def test_a_step_aside_repaints_two_columns(hand: Hands, painted: Painted) -> None:
    hand.press(Key.Key_Right)
    assert 0 < share(hand, painted) < 0.45


def test_a_figure_repaints_its_cell_its_totals_and_the_step(hand: Hands, painted: Painted) -> None:
    hand.type("7")
    assert share(hand, painted) < 0.2
    hand.press(Key.Key_Return)
    assert 0 < share(hand, painted) < 0.5


def test_nothing_is_repainted_while_nothing_happens(hand: Hands, painted: Painted) -> None:
    QTest.qWait(30)
    assert share(hand, painted) == 0
