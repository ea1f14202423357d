"""The list of ways in a panel that scrolls: whatever the room, it finds its height and rests."""

from __future__ import annotations

from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.checks.repair import Repair
from app.checks.repair_words import Words
from ui.editor.balance.scroll import PanelScroll
from ui.editor.balance.ways import Way, WayList
from ui.kit.widgets import Label

_NAME = "把“（一）予以公开”和“（二）部分公开（区分处理的，只计这一情形，不计其他情形）”两格的数换过来"


def ways(count: int) -> tuple[Way, ...]:
    """Ways of words alone, which wrap."""
    words = [Words(_NAME[: 12 + 5 * number % 40], "", "", "换过来", "换", "换过来") for number in range(count)]
    return tuple((cast(Repair, None), each) for each in words)


class Counted(WayList):
    """Counts how often it is given another size."""

    def __init__(self) -> None:
        self.turns = 0
        super().__init__()

    def resizeEvent(self, event: Any) -> None:
        self.turns += 1
        assert self.turns < 50, "the bar and the words turn each other round"
        super().resizeEvent(event)


@pytest.mark.parametrize(("count", "most"), [(3, 8), (8, 8), (9, 8), (12, 3)])
def test_no_room_is_so_narrow_that_it_never_rests(qtbot: QtBot, count: int, most: int) -> None:
    listed = Counted()
    panel = PanelScroll(listed, Label("其余 6 列"))
    qtbot.addWidget(panel)
    panel.show()
    for wide in (180, 205, 235):
        for high in range(40, 520, 3):
            listed.turns = 0
            panel.resize(wide, high)
            listed.set_ways(ways(count - high % 2), most)
            for _ in range(3):  # a layout may ask for another
                QApplication.processEvents()
            assert listed.height() == listed.maximumHeight()
