"""The larger sizes on a small monitor: the panel folds, nothing scrolls sideways, all tabs keep their words."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint

from app.workbench.bench import Workbench
from tests.ui.editor.conftest import Hands, Show
from tests.ui.reports import dress, whole
from ui.editor.table.tab import TableTab
from ui.editor.text.tab import TextTab
from ui.kit.theme import theme

MONITOR = (1366, 768)


@pytest.fixture(params=["大", "特大"])
def room(request: pytest.FixtureRequest, bench: Workbench) -> Iterator[tuple[int, int]]:
    """What the window leaves to the place at that size."""
    dress(request.param)
    now = theme()
    yield MONITOR[0] - now.size("rail_width"), MONITOR[1] - now.size("headline")
    dress()


def test_the_panel_folds_into_a_row_and_a_line(bench: Workbench, show: Show, room: tuple[int, int]) -> None:
    place = show(whole(bench, 2023), room)
    place.go_to("requests.new.natural")
    hand = Hands(place)
    tab = hand.table()
    assert tab.view.horizontalScrollBar().maximum() == 0
    assert not tab.panel.isVisible()
    assert tab.row.isVisible()
    hand.enter("7")
    assert "自然人列" in tab.fix.accessibleName()
    assert "差 7" in tab.fix.accessibleName()
    assert "自然人列" in tab.row.accessibleName()
    hand.place.go_to("requests.new.total")
    hand.click(tab.fix.locate)
    assert hand.at() == "requests.new.natural"
    box = tab.view.column_heads.rect_of(next(s for s in tab.view.grid.heads if s.node and s.node.id == "research"))
    hand.click(tab.row, QPoint(tab.view.row_heads.width() + box.center().x(), 10))
    assert hand.at() == "requests.new.research"
    hand.click(tab.fix.all)
    assert tab.panel.isVisible()
    hand.click(tab.fix.all)
    assert not tab.panel.isVisible()


def test_all_tabs_are_in_view_with_their_words(bench: Workbench, show: Show, room: tuple[int, int]) -> None:
    place = show(whole(bench, 2023), room)
    last = place.tabs.tabRect(place.tabs.count() - 1)
    assert last.right() <= place.tabs.width()
    place.grab()


def test_one_column_at_a_time_beside_a_text(bench: Workbench, show: Show, room: tuple[int, int]) -> None:
    bench.start(2022).set_passage("overview", "去年这样写。")
    place = show(bench.start(2023), room)
    place.go_to("overview")
    tab = place.tab("overview")
    assert isinstance(tab, TextTab)
    assert tab.last is not None
    assert tab.last.geometry().right() <= tab.width()
    if not tab.last.isVisible():
        assert tab.aspects.isVisible()
        Hands(place).click(tab.turn)
        assert tab.last.isVisible()
        assert not tab.aspects.isVisible()


def test_the_usual_size_shows_the_panel(bench: Workbench, show: Show) -> None:
    place = show(whole(bench, 2023))
    place.go_to("requests.new.natural")
    tab = place.tab("requests")
    assert isinstance(tab, TableTab)
    assert tab.panel.isVisible()
    assert not tab.row.isVisible()
    assert not tab.fix.isVisible()


def test_another_size_takes_hold_while_the_table_is_open(bench: Workbench, show: Show) -> None:
    place = show(whole(bench, 2023))
    place.go_to("requests.new.natural")
    tab = place.tab("requests")
    assert isinstance(tab, TableTab)
    before = tab.view.rowHeight(0)
    dress("特大")
    try:
        place.grab()
        assert tab.view.rowHeight(0) > before
        assert not tab.panel.isVisible()
    finally:
        dress()
