"""Rows and columns: what is taken out of them is gone."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.kit import boxes
from ui.kit.widgets import Label


@pytest.mark.parametrize("grid", [False, True])
def test_what_was_in_a_layout_is_gone_with_its_place(qtbot: QtBot, grid: bool) -> None:
    page, first, second = QWidget(), Label("一"), Label("二")
    qtbot.addWidget(page)
    if grid:
        layout = QGridLayout(page)
        layout.addWidget(first, 0, 0)
        layout.addWidget(second, 1, 1)
    else:
        page.setLayout(layout := boxes.column(first, 8, boxes.row(second, None)))  # type: ignore[assignment]
    items = [layout.itemAt(number) for number in range(layout.count())]
    places = [item for item in items if item is not None and not isinstance(item.layout(), QLayout)]
    assert len(places) == 2
    boxes.empty(layout)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert layout.count() == 0
    assert not isValid(first)
    assert not isValid(second)
    assert not any(isValid(item) for item in places)
