"""Words on hover in the real window: what a clerk wrote is shown sign by sign, never read as markup."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.domain.report import ReportKey
from tests.ui.desk import desktop, focused, press, type_text
from tests.ui.reports import ORGAN, open_bench
from ui.editor.cover.tab import CoverTab
from ui.editor.place import EditorPlace
from ui.editor.table.tab import TableTab
from ui.kit.tips import tip
from ui.wiring import Desktop

CELL, WHO = "requests.new.natural", "<b>王</b>&amp;<img src=x>"


def hovered(widget: QWidget) -> str:
    """What one reads over a widget, as Qt shows it."""
    QToolTip.hideText()
    place = widget.rect().center()
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
    return read(QToolTip.text())


def read(text: str) -> str:
    """Words as Qt shows them: markup is read as such."""
    if not QtGui.Qt.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    with open_bench(tmp_path) as bench:
        bench.start(2022)
    return tmp_path / "gongkailan.db"


def opened(made: Desktop) -> EditorPlace:
    made.open_report(ReportKey(ORGAN.short_name, 2022))
    QApplication.processEvents()
    editor = made.window.page("editor")
    assert isinstance(editor, EditorPlace)
    return editor


def test_the_name_of_a_clerk_is_only_a_name(report: Path, qtbot: QtBot) -> None:
    with desktop(report, qtbot) as made:
        editor = opened(made)
        assert editor.go_to(CELL)
        press(Qt.Key.Key_0, modifier=Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(focused(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_text(WHO)
        press(Qt.Key.Key_Return)
        tab = editor.tab("requests")
        assert isinstance(tab, TableTab)
        assert WHO in tab.zeroing.said.text()
        assert WHO in hovered(tab.zeroing.said)
        assert f"{WHO}确认没有发生" in hovered(made.head.undo)
        assert made.head.undo.accessibleName().endswith(f"{WHO}确认没有发生")
        QTest.mouseClick(made.head.undo, Qt.MouseButton.LeftButton)
        assert f"{WHO}确认没有发生" in hovered(made.head.redo)


def test_the_words_of_the_office_are_only_words(report: Path, qtbot: QtBot) -> None:
    with desktop(report, qtbot) as made:
        editor = opened(made)
        assert made.bench is not None
        assert made.bench.organ is not None
        made.bench.save_organ(replace(made.bench.organ, phone=WHO))
        editor.tabs.setCurrentIndex(0)
        cover = editor.tab("")
        assert isinstance(cover, CoverTab)
        cover.refresh()
        line = cover.lines.line("preface.telephone")
        assert line is not None
        assert f"不写就印：{WHO}。" in hovered(line)
        assert f"不写就印：{WHO}。" in line.accessibleDescription()


@pytest.mark.parametrize(
    "text", ["", "撤销：改为 5", "a < b", "1<2>3", WHO, "第一行\n<i>第二行</i>  两个空格", "&amp;", "<b>&amp;</b>"]
)
def test_every_sign_is_read_as_it_was_written(text: str) -> None:
    assert read(tip(text)) == text
