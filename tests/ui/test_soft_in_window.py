"""A doubt of the table in the real window: a figure or a reason from its card, by mouse and by keys alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.change import Change
from app.domain.report import ReportKey
from tests.ui.desk import desktop, focused, press, tab_to, table, type_text
from tests.ui.reports import ORGAN, open_bench, whole
from ui.wiring import Desktop

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
STOCK = "proactive.normative.in_force"
WHY = "yijian daoqi"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """现行有效 7, where last year's 5 and what came and went make 6."""
    with open_bench(tmp_path) as bench:
        whole(bench, 2021).apply(Change("填数", {STOCK: 5}))
        now = {STOCK: 7, "proactive.normative.issued": 2, "proactive.normative.repealed": 1}
        whole(bench, 2022).apply(Change("填数", now))
    return tmp_path / "gongkailan.db"


def opened(made: Desktop, qtbot: QtBot) -> None:
    made.open_report(ReportKey(ORGAN.short_name, 2022))
    made.go_to_cell("proactive.normative.issued")
    qtbot.waitUntil(table(made).panel.card.box.why.isVisible, timeout=3000)
    QApplication.processEvents()


def doubted(made: Desktop) -> bool:
    assert made.session is not None
    return any(finding.rule == "proactive.in_force" for finding in made.session.result.warnings)


def test_a_click_states_the_figure_that_follows(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        opened(made, qtbot)
        QTest.mouseClick(table(made).panel.card.box.do, LEFT)
        assert made.session is not None
        assert made.session.values[STOCK] == 6
        assert not doubted(made)
        QTest.mouseClick(made.window.messages._action, LEFT)
        assert made.session.values[STOCK] == 7
        assert doubted(made)


def test_a_reason_by_keys_alone_is_kept_and_taken_back(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        opened(made, qtbot)
        why = table(made).panel.card.box.why
        press(Key.Key_F6)
        tab_to(why.ask)
        press(Key.Key_Space)
        assert focused() is why.field
        type_text(WHY)
        press(Key.Key_Escape)
        assert focused() is why.ask
        assert doubted(made)
        press(Key.Key_Space)
        type_text(WHY)
        press(Key.Key_Return)
        assert not doubted(made)
        assert focused() is table(made).view
        assert "说明记下了" in made.window.messages.text()
        press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
        assert doubted(made)


def test_a_reason_by_mouse_is_taken_back_by_the_line_that_tells_of_it(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        opened(made, qtbot)
        why = table(made).panel.card.box.why
        QTest.mouseClick(why.ask, LEFT)
        type_text(WHY)
        QTest.mouseClick(why.keep, LEFT)
        assert not doubted(made)
        QTest.mouseClick(made.window.messages._action, LEFT)
        assert doubted(made)
