"""From the board to what is still to be said, in the real window: one count on both pages, and the way to the list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from app.checks.totals import total_addresses
from app.domain.report import ReportKey
from app.workbench import doubts
from app.workbench.bench import Workbench
from app.workbench.doubts import Doubt
from tests.ui.desk import desktop
from tests.ui.reports import ORGAN, whole
from ui.board.place import BoardPlace
from ui.checks.place import ChecksPlace
from ui.checks.tiles import FILTERS
from ui.wiring import BOARD, CHECKS, Desktop

KEY = ReportKey(ORGAN.short_name, 2022)
WARNING = [known for known, _, _ in FILTERS].index("warning")


@pytest.fixture
def made(workspace: Path, qtbot: QtBot) -> Iterator[Desktop]:
    """A whole report; two figures are doubted, and one part has no words."""
    with Workbench.open(workspace) as bench:
        bench.save_organ(ORGAN)
        session = whole(bench, 2022)
        texts = [section.id for section in session.form.sections if section.kind == "text"]
        session.set_passage(texts[0], "")
        totals = total_addresses(session.form)
        leaves = [name for name in session.form.cells if name not in totals]
        doubts.save(bench, KEY, [Doubt(name, 0, "上年是 5。") for name in leaves[:2]])
    with desktop(workspace, qtbot) as opened:
        opened.open_report(KEY)
        yield opened


def test_what_wants_a_word_is_counted_alike_and_found_by_a_click(made: Desktop) -> None:
    QTest.mouseClick(made.window.rail.button(BOARD), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    board = made.window.page(BOARD)
    assert isinstance(board, BoardPlace)
    said = board.findings_bar.text()
    look = next(each for each in board.findings_bar.findChildren(QAbstractButton) if each.text() == "去看")
    QTest.mouseClick(look, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert made.window.place == CHECKS
    checks = made.window.page(CHECKS)
    assert isinstance(checks, ChecksPlace)
    assert checks.tiles.filter == "warning"
    count = checks.tiles.tiles[WARNING].count
    assert count >= 3
    assert said == f"还有 {count} 处要说明。改正，或者写一句理由，再张贴。"
    QTest.mouseClick(made.window.rail.button(BOARD), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert board.findings_bar.text() == said  # nothing was said yet
