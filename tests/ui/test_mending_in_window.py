"""Repairs in the real window: sought also for what was left for another place, and anew when a doubt is settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.checks.repair_words import Offer
from app.domain.report import ReportKey
from app.workbench import doubts
from app.workbench.bench import Workbench
from app.workbench.doubts import Doubt
from tests.ui.desk import desktop, press, type_text
from tests.ui.reports import ORGAN, whole
from ui.editor.balance.mending import REST_MS
from ui.editor.place import EditorPlace
from ui.editor.table.tab import TableTab
from ui.wiring import EDITOR, SETTINGS, Desktop

KEY = ReportKey(ORGAN.short_name, 2022)
ASKED, ANSWERED = "requests.new.natural", "requests.granted.natural"


@pytest.fixture
def made(workspace: Path, qtbot: QtBot) -> Iterator[Desktop]:
    """Five requests were answered, none came in; the nought is doubted."""
    with Workbench.open(workspace) as bench:
        bench.save_organ(ORGAN)
        whole(bench, 2022).set_cell(ANSWERED, "5")
        doubts.save(bench, KEY, [Doubt(ASKED, 0, "原件上看不清。")])
    with desktop(workspace, qtbot) as opened:
        opened.open_report(KEY)
        yield opened


def table_of(made: Desktop) -> TableTab:
    tab = cast(EditorPlace, made.window.page(EDITOR)).pages.currentWidget()
    assert isinstance(tab, TableTab)
    return tab


def offer_of(made: Desktop) -> Offer:
    tab = table_of(made)
    found = tab.panel.card.box.offer if tab.panel.isVisible() else tab.fix.offer
    assert found is not None
    return found


def first_cells(made: Desktop) -> set[str]:
    return set(offer_of(made).ways[0][0].cells)


def go_to(made: Desktop, address: str) -> None:
    cast(EditorPlace, made.window.page(EDITOR)).go_to(address)


def test_what_was_left_for_another_place_is_sought_on_coming_back(made: Desktop) -> None:
    go_to(made, ASKED)
    QTest.qWait(2 * REST_MS)
    assert dict(offer_of(made).ways[0][0].after) == {ASKED: 5}
    type_text("3")
    press(Qt.Key.Key_Return)
    QTest.mouseClick(made.window.rail.button(SETTINGS), Qt.MouseButton.LeftButton)
    QTest.qWait(2 * REST_MS)
    QTest.mouseClick(made.window.rail.button(EDITOR), Qt.MouseButton.LeftButton)
    QTest.qWait(50)
    assert all(repair.before.get(ASKED, 3) == 3 for repair, _ in offer_of(made).ways)


def test_a_settled_figure_is_no_longer_the_first_to_be_changed(made: Desktop) -> None:
    go_to(made, ASKED)
    QTest.qWait(2 * REST_MS)
    assert first_cells(made) == {ASKED}
    before = offer_of(made).ways
    press(Qt.Key.Key_F8)
    QApplication.processEvents()
    QTest.qWait(2 * REST_MS)
    assert first_cells(made) == {ANSWERED}
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    QTest.qWait(2 * REST_MS)
    assert offer_of(made).ways == before
