"""Lines to write in, in the real window: their undo, the input method, and that what is only shown is never stated."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.live import marker
from app.domain.report import ReportKey
from tests.ui.desk import cover, desktop, editor, focused, press, type_text
from tests.ui.reports import ORGAN, open_bench, whole
from ui.editor.one_line import OneLine
from ui.editor.text.chips import OBJECT, chips
from ui.editor.text.tab import TextTab
from ui.wiring import Desktop

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
BASIS, FEE, TEXT = "preface.basis", "matters.fee_cases", "overview"
LONG = "据" * 2500 + "\n" + "据" * 40_000


@pytest.fixture
def made(tmp_path: Path, qtbot: QtBot) -> Iterator[Desktop]:
    """The window with the report of 2022, whose basis is longer than any line."""
    with open_bench(tmp_path) as bench:
        session = whole(bench, 2022)
        session.set_passage(BASIS, LONG)
    with desktop(tmp_path / "gongkailan.db", qtbot) as window:
        window.open_report(ReportKey(ORGAN.short_name, 2022))
        QApplication.processEvents()
        yield window


def line(made: Desktop, address: str) -> OneLine:
    """The line of ``address``, with the keyboard in it."""
    assert editor(made).go_to(address)
    found = focused()
    assert isinstance(found, OneLine)
    return found


def passages(made: Desktop) -> dict[str, str]:
    assert made.session is not None
    return dict(made.session.report.passages)


def compose(text: str) -> None:
    """What an input method shows before it commits."""
    QApplication.sendEvent(focused(), QInputMethodEvent(text, []))


def test_looking_at_long_words_leaves_them_alone(made: Desktop) -> None:
    assert made.session is not None
    before, position = passages(made), made.session.position
    found = line(made, BASIS)
    for _ in cover(made).lines.lines:
        press(Key.Key_Return)
    press(Key.Key_PageDown, modifier=CTRL)
    press(Key.Key_PageUp, modifier=CTRL)
    editor(made).finish()
    assert passages(made) == before
    assert made.session.position == position
    assert line(made, BASIS) is found
    press(Key.Key_End)
    type_text("另见附件")
    press(Key.Key_Return)
    assert passages(made)[BASIS] == LONG + "另见附件"


def test_words_too_long_for_a_passage_are_refused_aloud(made: Desktop) -> None:
    found = line(made, BASIS)
    QApplication.clipboard().setText("据" * 200_001)
    press(Key.Key_A, modifier=CTRL)
    press(Key.Key_V, modifier=CTRL)
    press(Key.Key_Return)
    assert passages(made)[BASIS] == LONG
    assert found.property("wrong")
    assert len(found.text()) == 200_001  # what could not be kept is not thrown away
    assert line(made, BASIS) is found
    press(Key.Key_Escape)
    assert not found.property("wrong")
    assert not editor(made).refused()


def test_undo_on_the_paragraph_takes_the_words_of_a_line_out_of_it(made: Desktop) -> None:
    copy = line(made, "preface.copy")
    type_text("乡政府网站")
    press(Key.Key_Return)
    page = cover(made).page
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton)
    assert focused() is page
    assert "乡政府网站" in page.text()
    press(Key.Key_Z, modifier=CTRL)
    assert copy.text() == ""
    assert "乡政府网站" not in page.text()
    page.setFocus()
    press(Key.Key_Y, modifier=CTRL)
    assert "乡政府网站" in page.text()
    page.setFocus()
    press(Key.Key_Z, modifier=CTRL)
    page.setFocus()
    press(Key.Key_End, modifier=CTRL)
    type_text("特此说明。")
    editor(made).finish()
    kept = passages(made)["preface"]
    assert "乡政府网站" not in kept
    assert kept.endswith("特此说明。")


def test_undo_and_redo_in_a_line_go_on_to_the_report(made: Desktop) -> None:
    assert made.session is not None
    fee = line(made, FEE)
    before = made.session.values[FEE]
    type_text("31")
    press(Key.Key_Return)
    assert line(made, FEE) is fee
    type_text("7")
    press(Key.Key_Z, modifier=CTRL)  # within the line
    assert (fee.text(), made.session.values[FEE]) == ("31", 31)
    press(Key.Key_Z, modifier=CTRL)
    assert made.session.values[FEE] == before
    assert focused() is fee
    assert fee.text() == ("" if before is None else str(before))
    press(Key.Key_Y, modifier=CTRL)
    assert made.session.values[FEE] == 31
    assert fee.text() == "31"


def test_a_line_that_was_kept_has_no_undo_of_its_own_left(made: Desktop) -> None:
    copy = line(made, "preface.copy")
    type_text("网站")
    press(Key.Key_Return)
    assert line(made, "preface.copy") is copy
    press(Key.Key_Z, modifier=CTRL)
    assert copy.text() == ""
    assert "preface.copy" not in passages(made)


@pytest.mark.parametrize("address", ["preface.copy", FEE])
@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Escape, Key.Key_F2])
def test_a_key_of_the_input_method_is_not_the_lines(made: Desktop, address: str, key: Qt.Key) -> None:
    assert made.session is not None
    position = made.session.position
    found = line(made, address)
    compose("wangzhan")
    press(key)
    press(Key.Key_Z, modifier=CTRL)
    assert focused() is found
    assert found.text() == ""
    assert made.session.position == position
    type_text("网站")  # it commits
    assert found.text() == "网站"
    press(Key.Key_Escape)
    assert found.text() == ""


def test_enter_of_the_input_method_takes_no_figure(made: Desktop) -> None:
    assert editor(made).go_to(TEXT)
    press(Key.Key_2, modifier=CTRL)
    tab = editor(made).tab(TEXT)
    assert isinstance(tab, TextTab)
    search = tab.search
    assert search is not None
    assert focused() is search.line
    compose("xinshou")
    for key in (Key.Key_Down, Key.Key_Return, Key.Key_Escape):
        press(key)
    assert search.isVisible()
    assert search.view.currentIndex().row() == 0
    assert tab.page.text() == passages(made).get(TEXT, "")
    type_text("新收")
    press(Key.Key_Return)
    assert not search.isVisible()
    assert "⟦" in tab.page.text()


def test_a_marker_written_by_hand_becomes_a_live_number(made: Desktop) -> None:
    assert made.session is not None
    cell = "requests.new.total"
    assert editor(made).go_to(TEXT)
    tab = editor(made).tab(TEXT)
    assert isinstance(tab, TextTab)
    press(Key.Key_A, modifier=CTRL)
    type_text(f"𠮷收{marker(cell)}件，⟦没有这一格⟧，{marker('no.such.cell')}，{marker(cell)}")
    type_text("。")
    press(Key.Key_F6)
    assert [found for _, _, found in chips(tab.page.document())] == [cell, cell]
    assert tab.page.toPlainText() == f"𠮷收{OBJECT}件，⟦没有这一格⟧，{marker('no.such.cell')}，{OBJECT}。"
    kept = f"𠮷收{marker(cell)}件，⟦没有这一格⟧，{marker('no.such.cell')}，{marker(cell)}。"
    assert passages(made)[TEXT] == kept
    tab.page.setFocus()
    press(Key.Key_Z, modifier=CTRL)
    assert not tab.page.toPlainText().endswith("。")
    editor(made).finish()
    assert passages(made)[TEXT] == kept[:-1]
    assert [found for _, _, found in chips(tab.page.document())] == [cell, cell]


def test_a_line_shows_figures_and_keeps_them_live(made: Desktop) -> None:
    assert made.session is not None
    cell = "proactive.rules.issued"
    made.session.set_passage("preface.copy", f"规章{marker(cell)}件")
    made.session.set_cell(cell, "3")
    copy = line(made, "preface.copy")
    assert copy.text() == "规章3件"
    press(Key.Key_End)
    type_text("，乡政府网站")
    assert "规章3件，乡政府网站" in cover(made).page.text()
    press(Key.Key_Return)
    assert passages(made)["preface.copy"] == f"规章{marker(cell)}件，乡政府网站"
    assert editor(made).go_to(cell)
    type_text("8")
    press(Key.Key_Return)
    assert line(made, "preface.copy").text() == "规章8件，乡政府网站"
    assert all("⟦" not in found.text() + found.toolTip() for found in cover(made).lines.lines)
