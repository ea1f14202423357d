"""A refused entry is named on the way to 公开栏 and 交接 and on closing; Qt's own words are Chinese."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialogButtonBox, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.desk import desktop, focused, press, type_text
from ui.editor.place import EditorPlace
from ui.wiring import BOARD, EDITOR, HANDOVER, HOME, Desktop

CELL = "requests.new.natural"


def at_the_cell(desk: Desktop) -> EditorPlace:
    place = desk.window.built_pages()[EDITOR]
    assert isinstance(place, EditorPlace)
    place.go_to(CELL)
    return place


def test_it_is_named_on_the_way_out(tmp_path: Path, qtbot: QtBot) -> None:
    with desktop(tmp_path / "练习.db", qtbot, practice=True) as desk:
        assert desk.bench is not None
        desk.open_report(desk.bench.reports()[0].key)
        place = at_the_cell(desk)
        type_text("3o")
        for target in (BOARD, HANDOVER):
            desk.go(target)
            assert "还有 1 格没有存上：" in desk.window.messages.text()
            assert "写着“3o”，现在算" in desk.window.messages.text()
        desk.go_to_cell(CELL)
        assert place.refused() == [(CELL, "3o")]
        desk.window.close()
        assert desk.window.isVisible()
        assert "写着“3o”" in desk.window.messages.text()
        at_the_cell(desk)
        press(Qt.Key.Key_Escape)
        assert not desk.window.messages.isVisible()
        type_text("4o")
        desk.go(HANDOVER)
        assert "写着“4o”" in desk.window.messages.text()
        at_the_cell(desk)
        desk.go(EDITOR)
        type_text("3")
        press(Qt.Key.Key_Return)
        assert not place.refused()
        assert not desk.window.messages.isVisible()


def test_the_rail_gives_the_keyboard_to_the_cell(tmp_path: Path, qtbot: QtBot) -> None:
    with desktop(tmp_path / "练习.db", qtbot, practice=True) as desk:
        assert desk.bench is not None
        desk.open_report(desk.bench.reports()[0].key)
        place = at_the_cell(desk)
        desk.go(HOME)
        button = next(b for b in desk.window.rail.findChildren(QAbstractButton) if b.accessibleName() == "编报")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        type_text("41")
        press(Qt.Key.Key_Return)
        assert place.session is not None
        assert place.session.report.cells[CELL] == 41
        assert place.isAncestorOf(focused())


def test_context_menus_are_chinese(tmp_path: Path, qtbot: QtBot) -> None:
    with desktop(tmp_path / "空.db", qtbot):
        line, page = QLineEdit("字"), QTextEdit("字")
        for widget in (line, page):
            qtbot.addWidget(widget)
            menu = widget.createStandardContextMenu()
            words = " ".join(action.text() for action in menu.actions())
            assert [word for word in ("撤销", "剪切", "复制", "粘贴", "全选") if word not in words] == []
            menu.deleteLater()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(buttons)
        assert [button.text() for button in buttons.buttons()] == ["保存", "取消"]
        assert QCoreApplication.translate("没有这一类", "a word of nobody") == "a word of nobody"


def test_closing_warns_once_and_anew_after_an_answer(tmp_path: Path, qtbot: QtBot) -> None:
    with desktop(tmp_path / "练习.db", qtbot, practice=True) as desk:
        assert desk.bench is not None
        desk.open_report(desk.bench.reports()[0].key)
        for text in ("3o", "4o"):
            at_the_cell(desk)
            type_text(text)
            desk.window.close()
            assert desk.window.isVisible()
            assert f"写着“{text}”" in desk.window.messages.text()
            if text == "3o":
                press(Qt.Key.Key_Escape)
        desk.window.close()
        assert not desk.window.isVisible()
