"""Zero stated in the real window: who, by two keys, with the ring in view; and told again after a restart."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.report import ReportKey
from app.system import clock
from app.workbench.bench import Workbench
from tests.ui.desk import desktop, focused, press, type_text
from tests.ui.reports import ORGAN
from ui.editor.place import EditorPlace
from ui.editor.table.tab import TableTab
from ui.kit.focus import FocusRing
from ui.wiring import EDITOR, Desktop

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def key(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> ReportKey:
    monkeypatch.setenv(clock.STOPPED, "2023-01-08T09:30:00+08:00")
    with Workbench.open(workspace) as bench:
        bench.save_organ(ORGAN)
        return bench.start(2022).report.key


def table(made: Desktop, key: ReportKey) -> TableTab:
    made.open_report(key)
    place = cast(EditorPlace, made.window.page(EDITOR))
    tab = place.pages.currentWidget()
    assert isinstance(tab, TableTab)
    QApplication.processEvents()
    return tab


def ring_is_round(made: Desktop) -> bool:
    ring = made.window.findChild(FocusRing)
    assert ring is not None
    target = focused()
    box = ring.geometry()
    return ring.isVisible() and box.contains(target.mapTo(made.window, QPoint(target.width() // 2, 1)))


def test_stated_once_told_ever_after(workspace: Path, key: ReportKey, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        tab = table(made, key)
        count = tab.blanks()
        press(Key.Key_0, modifier=ALT)
        type_text("王小梅")  # nobody has given a name on this computer yet
        press(Key.Key_Return)
        assert tab.blanks() == 0
        assert focused() is tab.view
        assert made.head.undo.toolTip() == f"撤销：{tab.section.name} {count} 格填零，王小梅确认没有发生"
    with desktop(workspace, qtbot) as made:
        tab = table(made, key)
        assert made.bench is not None
        assert made.session is not None
        assert made.bench.clerk == made.session.who == "王小梅"
        (said,) = made.bench.zero_statements(key)
        told = made.window.page(EDITOR).tab(said.section).zeroing  # type: ignore[attr-defined]
        made.go_to_cell(said.cells[0])
        QApplication.processEvents()
        assert told.said.text() == f"{count} 格由王小梅 1月8日确认为零"
        press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()
        assert made.bench.zero_statements(key) == ()
        qtbot.waitUntil(lambda: told.said.text() == "", timeout=2000)


def test_the_ring_shows_where_the_keys_went(workspace: Path, key: ReportKey, qtbot: QtBot) -> None:
    with Workbench.open(workspace) as bench:
        bench.save_clerk("王小梅")
    with desktop(workspace, qtbot) as made:
        tab = table(made, key)
        press(Key.Key_0, modifier=ALT)
        assert focused() is tab.zeroing.strip.here
        assert ring_is_round(made)
        press(Key.Key_Escape)
        for _ in range(8):
            press(Key.Key_F6)
            if focused() is tab.zero:
                break
        assert focused() is tab.zero
        assert ring_is_round(made)
