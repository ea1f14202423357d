"""Live numbers on the page: they follow their cell, are deleted whole, travel by the clipboard, and reach the paper."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHelpEvent, QImage, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.domain.live import GAP, marker
from app.workbench import papers
from app.workbench.bench import Workbench
from tests.app.exports.paper import drawn
from tests.ui.desk import type_text
from tests.ui.editor.conftest import Hands, Show
from tests.ui.editor.texts import page, tab
from tests.ui.reports import whole
from ui.editor.place import EditorPlace
from ui.editor.text import chips
from ui.editor.text.narrative import Narrative

MakeHands = Callable[[EditorPlace], Hands]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CELL, TOTAL = "requests.new.natural", "requests.new.total"
PART = "overview"


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: MakeHands) -> Hands:
    session = whole(bench, 2023)
    session.set_passage(PART, "")
    session.set_cell(CELL, "9")
    place = show(session)
    place.go_to(PART)
    return hands(place)


def choose(hand: Hands, cell: str) -> None:
    """Clicks the row of a figure that is offered."""
    hand.click(next(row for row in tab(hand).side.figures.rows if row.item.cell == cell))


def picture(found: Narrative) -> QImage:
    found.setCursorWidth(0)
    return found.viewport().grab(QRect(0, 0, 700, 200)).toImage()


def test_a_click_inserts_a_number_that_follows_its_cell(hand: Hands) -> None:
    type_text("新收")
    choose(hand, TOTAL)
    type_text("。")
    assert page(hand).hasFocus()
    assert page(hand).text() == f"新收{marker(TOTAL)}件。"
    assert page(hand).read() == "新收9件。"
    assert page(hand).count() == len("新收9件。")
    found = page(hand)
    before = picture(found)
    hand.session.set_cell(CELL, "128")
    assert found.read() == "新收128件。"
    assert found.count() == len("新收128件。")
    assert tab(hand).side.figures.rows[0].figure().startswith("128")
    assert picture(found) != before
    hand.session.undo()  # leads to the cell
    assert found.read() == "新收9件。"
    hand.place.go_to(PART)
    assert picture(found) == before


def test_its_unit_comes_along_in_one_step_unless_it_stands_there(hand: Hands) -> None:
    type_text("新收件。")
    hand.press(Qt.Key.Key_Left)
    hand.press(Qt.Key.Key_Left)
    choose(hand, TOTAL)
    assert page(hand).text() == f"新收{marker(TOTAL)}件。"
    hand.press(Qt.Key.Key_End)
    type_text("共")
    page(hand).flush()
    choose(hand, TOTAL)
    assert page(hand).read() == "新收9件。共9件"
    hand.press(Qt.Key.Key_Z, CTRL)
    assert page(hand).read() == "新收9件。共"


def test_money_stands_in_the_text_with_its_unit(hand: Hands) -> None:
    money = next(cell for cell, spec in hand.session.form.cells.items() if spec.kind == "money")
    hand.session.set_cell(money, "606.05")
    type_text("金额")
    hand.press(Qt.Key.Key_2, CTRL)
    type_text("606.05")
    hand.press(Qt.Key.Key_Return)
    type_text("。")
    assert page(hand).read() == "金额606.05万元。"


def test_a_figure_typed_in_another_tab_stands_in_the_text(hand: Hands) -> None:
    type_text("新收")
    choose(hand, TOTAL)
    hand.press(Qt.Key.Key_PageDown, CTRL)
    hand.press(Qt.Key.Key_PageDown, CTRL)
    assert hand.at() == CELL
    hand.enter("46")
    hand.press(Qt.Key.Key_PageUp, CTRL)
    hand.press(Qt.Key.Key_PageUp, CTRL)
    assert page(hand).read() == "新收46件"
    assert hand.session.result.context.passages[PART] == "新收46件"


def test_what_is_kept_is_the_marker_and_what_is_checked_is_the_figure(hand: Hands) -> None:
    choose(hand, TOTAL)
    page(hand).flush()
    assert hand.session.report.passages[PART] == f"{marker(TOTAL)}件"
    assert hand.session.result.context.passages[PART] == "9件"


def test_it_is_deleted_whole_and_comes_back_whole(hand: Hands) -> None:
    type_text("新收")
    choose(hand, TOTAL)
    hand.press(Qt.Key.Key_Backspace)
    hand.press(Qt.Key.Key_Backspace)
    assert page(hand).text() == "新收"
    hand.press(Qt.Key.Key_Z, CTRL)
    assert page(hand).text() == f"新收{marker(TOTAL)}"
    hand.session.set_cell(CELL, "5")
    hand.press(Qt.Key.Key_Z, CTRL)
    assert page(hand).read() == "新收5件"
    hand.press(Qt.Key.Key_Z, CTRL)
    assert page(hand).text() == "新收"
    hand.press(Qt.Key.Key_Y, CTRL)
    assert page(hand).read() == "新收5件"


def test_words_typed_beside_it_are_words(hand: Hands) -> None:
    choose(hand, TOTAL)
    hand.press(Qt.Key.Key_Home)
    type_text("共")
    hand.press(Qt.Key.Key_Return)
    assert page(hand).text() == f"共\n{marker(TOTAL)}件"


def test_the_clipboard_keeps_it_live_here_and_gives_the_figure_elsewhere(hand: Hands) -> None:
    type_text("新收")
    choose(hand, TOTAL)
    hand.press(Qt.Key.Key_Backspace)
    hand.press(Qt.Key.Key_A, CTRL)
    hand.press(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "新收9"
    hand.press(Qt.Key.Key_End, CTRL)
    hand.press(Qt.Key.Key_V, CTRL)
    assert page(hand).text() == f"新收{marker(TOTAL)}" * 2
    hand.press(Qt.Key.Key_Left, SHIFT)
    hand.press(Qt.Key.Key_X, CTRL)
    assert QApplication.clipboard().text() == "9"
    assert page(hand).text() == f"新收{marker(TOTAL)}新收"
    hand.place.go_to("problems")
    hand.press(Qt.Key.Key_A, CTRL)
    hand.press(Qt.Key.Key_V, CTRL)
    QApplication.clipboard().clear()
    assert page(hand).text() == marker(TOTAL)


def test_what_is_dropped_stays_live(hand: Hands) -> None:
    choose(hand, TOTAL)
    hand.press(Qt.Key.Key_A, CTRL)
    hand.press(Qt.Key.Key_C, CTRL)
    data = QApplication.clipboard().mimeData()
    hand.place.go_to("problems")
    before = page(hand).text()
    type_text("共")
    onto, here = page(hand).viewport(), QPoint(page(hand).viewport().width() - 5, 10)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(onto, QDragEnterEvent(here, copy, data, left, none))
    QApplication.sendEvent(onto, QDropEvent(QPointF(here), copy, data, left, none))
    QApplication.clipboard().clear()
    assert page(hand).text() == f"{before}共{marker(TOTAL)}件"


def test_a_key_opens_all_figures_to_search_by_words_or_by_figure(hand: Hands) -> None:
    hand.session.set_cell("proactive.penalties.decisions", "731")
    type_text("处罚")
    hand.press(Qt.Key.Key_2, CTRL)
    search = tab(hand).search
    assert search is not None
    assert search.line.hasFocus()
    assert search.model.rowCount() == len(hand.session.form.cells) + len(hand.session.form.fields)
    type_text("731")
    assert [item.cell for item in search.model.figures] == ["proactive.penalties.decisions"]
    hand.press(Qt.Key.Key_Return)
    assert page(hand).read() == "处罚731件"
    assert page(hand).hasFocus()
    hand.press(Qt.Key.Key_2, CTRL)
    type_text("依申请 自然人")
    hand.press(Qt.Key.Key_Down)
    assert search.view.currentIndex().row() == 1
    hand.press(Qt.Key.Key_Escape)
    assert not search.isVisible()
    assert page(hand).hasFocus()
    assert page(hand).read() == "处罚731件"


def test_all_figures_by_the_mouse(hand: Hands) -> None:
    hand.click(tab(hand).side.figures.every)
    search = tab(hand).search
    assert search is not None
    type_text("结转下年度 总计")
    place = search.view.visualRect(search.model.index(0, 0)).center()
    hand.click(search.view.viewport(), place)
    assert page(hand).text() == marker("requests.carried_out.total") + "件"


def test_a_blank_is_a_gap_that_the_tab_and_the_checks_name(hand: Hands) -> None:
    choose(hand, TOTAL)
    page(hand).flush()
    leaves = [name for name in hand.session.form.cells if name.startswith("requests.new.") and name != TOTAL]
    for leaf in leaves:
        hand.session.set_cell(leaf, "")
    assert page(hand).read() == GAP + "件"
    assert any(finding.section == PART and GAP in finding.message for finding in hand.session.result.errors)
    assert "空着" in hand.place.tabs.state(1).spoken
    hand.session.set_cell(CELL, "3")
    assert not any(finding.section == PART for finding in hand.session.result.errors)
    assert "空着" not in hand.place.tabs.state(1).spoken


def test_the_paper_shows_the_figure_as_it_is_now(hand: Hands, bench: Workbench) -> None:
    type_text("全年新收")
    choose(hand, TOTAL)
    type_text("申请。")
    page(hand).flush()
    assert "全年新收9件申请。" in "".join(drawn(papers.report_proof(bench, bench.find(2023))))
    hand.session.set_cell(CELL, "4071")
    assert "全年新收4071件申请。" in "".join(drawn(papers.report_proof(bench, bench.find(2023))))


def test_a_screen_reader_hears_the_figure_and_its_cell(hand: Hands) -> None:
    type_text("新收")
    choose(hand, TOTAL)
    page(hand).flush()
    assert page(hand).accessibleDescription().endswith("总计 9")
    assert "9" in tab(hand).legend.text()
    hand.session.set_cell(CELL, "6")
    assert page(hand).accessibleDescription().endswith("总计 6")
    hand.press(Qt.Key.Key_Home)
    assert "表里的数变，它跟着变" in tab(hand).legend.text()
    row = tab(hand).side.figures.rows[0]
    assert row.accessibleName() == f"插入活数字：{row.text()}，6 件"


def test_a_row_is_reached_and_pressed_by_the_keyboard(hand: Hands) -> None:
    hand.press(Qt.Key.Key_F6)
    assert tab(hand).side.figures.rows[0].hasFocus()
    hand.press(Qt.Key.Key_Return)
    assert page(hand).text() == f"{marker(TOTAL)}件"
    assert page(hand).hasFocus()


def tip_says(words: str) -> bool:
    return QToolTip.text().endswith(words) and QToolTip.isVisible() is bool(words)


def test_the_mouse_names_the_cell(hand: Hands, qtbot: QtBot) -> None:
    choose(hand, TOTAL)
    type_text("件")
    start = page(hand).textCursor()
    start.setPosition(0)
    at = page(hand).cursorRect(start).center() + QPoint(6, 0)
    for place, said in ((at, "总计"), (at + QPoint(200, 0), "")):
        over = page(hand).viewport().mapTo(page(hand), place)
        QApplication.sendEvent(page(hand), QHelpEvent(QEvent.Type.ToolTip, over, page(hand).mapToGlobal(over)))
        qtbot.waitUntil(partial(tip_says, said))


def test_what_is_no_marker_stays_text(hand: Hands) -> None:
    hand.session.set_passage(PART, "⟦no.such.cell⟧和⟦")
    page(hand).show_text("⟦no.such.cell⟧和⟦")
    assert page(hand).text() == "⟦no.such.cell⟧和⟦"
    assert list(chips.chips(page(hand).document())) == []


DEEDS: dict[str, Callable[[Hands], None]] = {
    "words": lambda hand: type_text("公开"),
    "number": lambda hand: type_text("（一）甲"),
    "line": lambda hand: hand.press(Qt.Key.Key_Return),
    "chip": lambda hand: choose(hand, TOTAL),
    "heading": lambda hand: hand.press(Qt.Key.Key_1, CTRL),
    "body": lambda hand: hand.press(Qt.Key.Key_0, CTRL),
    "back": lambda hand: hand.press(Qt.Key.Key_Backspace),
    "delete": lambda hand: hand.press(Qt.Key.Key_Delete),
    "left": lambda hand: hand.press(Qt.Key.Key_Left),
    "up": lambda hand: hand.press(Qt.Key.Key_Up),
    "mark": lambda hand: hand.press(Qt.Key.Key_Left, SHIFT),
    "cut": lambda hand: hand.press(Qt.Key.Key_X, CTRL),
    "paste": lambda hand: hand.press(Qt.Key.Key_V, CTRL),
    "undo": lambda hand: hand.press(Qt.Key.Key_Z, CTRL),
    "redo": lambda hand: hand.press(Qt.Key.Key_Y, CTRL),
}


def redo_all(hand: Hands) -> None:
    for _ in range(100):
        if page(hand).document().isRedoAvailable():
            hand.press(Qt.Key.Key_Y, CTRL)
    assert not page(hand).document().isRedoAvailable()


@given(deeds=st.lists(st.sampled_from(sorted(DEEDS)), min_size=5, max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_whatever_is_done_numbers_stay_whole_and_headings_look_like_headings(hand: Hands, deeds: list[str]) -> None:
    found = page(hand)
    hand.session.set_passage(PART, "")
    found.show_text("")
    found.setFocus()
    for deed in deeds:
        if deed == "undo" and not found.document().isUndoAvailable():
            continue  # it would go on with the report's own steps
        if deed == "redo" and not found.document().isRedoAvailable():
            continue
        DEEDS[deed](hand)
        text = found.text()
        assert text.count(chips.OBJECT) == 0
        assert text.replace(marker(TOTAL), "").count("⟦") == 0
        assert found.document().toRawText().count(chips.OBJECT) == text.count(marker(TOTAL))
        for number in range(found.document().blockCount()):
            form = found.document().findBlockByNumber(number).blockFormat()
            assert form.textIndent() == 36
            assert form.lineHeight() == 32
    found.flush()
    assert hand.session.report.passages.get(PART, "") == found.text()
    redo_all(hand)
    last = found.text()
    for _ in range(100):
        if found.document().isUndoAvailable():
            hand.press(Qt.Key.Key_Z, CTRL)
    assert not found.document().isUndoAvailable()
    assert found.text() == ""
    redo_all(hand)
    assert found.text() == last
    QApplication.clipboard().clear()


letters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffc\ufdd0\ufdd1\x85")
passages = st.lists(st.text(letters) | st.sampled_from([marker(TOTAL), marker(CELL), "\n", "😀", "⟦"])).map("".join)


@given(text=passages, data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_a_passage_is_shown_and_read_back_unchanged(hand: Hands, text: str, data: st.DataObject) -> None:
    found = page(hand)
    found.show_text(text)
    assert found.text() == text
    cursor = found.textCursor()
    last = found.document().characterCount() - 1
    start, end = sorted(data.draw(st.tuples(st.integers(0, last), st.integers(0, last))))
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    part = chips.kept_selection(cursor)
    raw = cursor.selectedText().replace("\u2029", "\n")
    assert part.replace(marker(TOTAL), chips.OBJECT).replace(marker(CELL), chips.OBJECT) == raw or "�" in part
    found.show_text("")
