"""Writing a text part: headings on a key, last year's words beside, fields that write their own sentence."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.document.blocks import NoteLine
from app.domain.live import marker
from app.workbench import papers
from app.workbench.bench import Workbench
from tests.brought import brought
from tests.ui.desk import focused, type_text
from tests.ui.editor.conftest import Hands, Show
from tests.ui.editor.texts import page, tab
from tests.ui.reports import SMALL, TOMORROW, dress
from ui.editor.place import EditorPlace

MakeHands = Callable[[EditorPlace], Hands]
CTRL = Qt.KeyboardModifier.ControlModifier
PART = "overview"
TOTAL = "requests.new.total"
LAST = (
    "（一）主动公开。全年张贴52条。\n　　制发文件1件。\n"
    "（二）依申请公开。新收4件，没有收费。\n"
    "（三）政府信息管理。坚持“三步走”：发布人校对，分管领导审核。每季度自查一次。"
)


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: MakeHands) -> Hands:
    bench.start(2022).set_passage(PART, LAST)
    place = show(bench.start(2023))
    place.go_to(PART)
    return hands(place)


def indent(hand: Hands, block: int) -> float:
    return page(hand).document().findBlockByNumber(block).blockFormat().textIndent()


def looks(hand: Hands, block: int) -> list[tuple[int, int]]:
    """Where a paragraph is set as a heading."""
    return [(f.start, f.length) for f in page(hand).document().findBlockByNumber(block).layout().formats()]  # type: ignore[attr-defined]


# ------------------------------------------------------------------ headings


def test_a_key_makes_headings_and_numbers_them_on(hand: Hands) -> None:
    for line in ("主动公开", "张贴64条。", "平台建设", "公开栏一处。"):
        type_text(line)
        hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_Up)
    hand.press(Qt.Key.Key_Up)
    hand.press(Qt.Key.Key_1, CTRL)
    assert page(hand).text().split("\n")[2] == "（一）平台建设"
    hand.press(Qt.Key.Key_Home, CTRL)
    hand.press(Qt.Key.Key_1, CTRL)
    assert page(hand).text() == "（一）主动公开\n张贴64条。\n（二）平台建设\n公开栏一处。\n"
    assert [indent(hand, n) for n in range(4)] == [36, 36, 36, 36]
    assert looks(hand, 0) == [(0, 7)]
    assert looks(hand, 1) == []


def test_numbering_is_one_step_and_can_be_taken_off(hand: Hands) -> None:
    type_text("甲")
    hand.press(Qt.Key.Key_Return)
    type_text("（一）乙")
    before = page(hand).text()
    hand.press(Qt.Key.Key_Home, CTRL)
    hand.press(Qt.Key.Key_1, CTRL)
    assert page(hand).text() == "（一）甲\n（二）乙"
    hand.press(Qt.Key.Key_Z, CTRL)
    assert page(hand).text() == before
    assert indent(hand, 0) == 36
    hand.press(Qt.Key.Key_Y, CTRL)
    assert page(hand).text() == "（一）甲\n（二）乙"
    assert indent(hand, 0) == 36
    hand.press(Qt.Key.Key_Home, CTRL)
    hand.press(Qt.Key.Key_0, CTRL)
    assert page(hand).text() == "甲\n（一）乙"
    assert [indent(hand, 0), indent(hand, 1)] == [36, 36]


def test_a_heading_with_words_after_it_keeps_the_indent_and_its_live_number(hand: Hands) -> None:
    type_text("主动公开。新收")
    page(hand).insert(marker(TOTAL))
    hand.press(Qt.Key.Key_1, CTRL)
    assert page(hand).text() == f"（一）主动公开。新收{marker(TOTAL)}"
    assert indent(hand, 0) == 36
    assert looks(hand, 0) == [(0, 8)]
    printed = papers.document(_bench(hand), hand.session.report)
    assert printed.parts  # what the paper calls a lead is what is set so here
    page(hand).flush()


def _bench(hand: Hands) -> Workbench:
    assert hand.place._bench is not None
    return hand.place._bench


def test_typing_after_a_heading_is_body_again(hand: Hands) -> None:
    type_text("（一）主动公开")
    assert indent(hand, 0) == 36
    hand.press(Qt.Key.Key_Return)
    assert indent(hand, 1) == 36
    for _ in range(8):
        hand.press(Qt.Key.Key_Z, CTRL)
    assert page(hand).text() == ""
    assert indent(hand, 0) == 36


def test_an_input_method_composes_beside_a_live_number(hand: Hands) -> None:
    page(hand).insert(marker(TOTAL))
    event = QInputMethodEvent("gong", [])
    QApplication.sendEvent(focused(), event)
    assert page(hand).text() == marker(TOTAL)
    hand.press(Qt.Key.Key_Escape)
    event = QInputMethodEvent("", [])
    event.setCommitString("公开")
    QApplication.sendEvent(focused(), event)
    assert page(hand).text() == f"{marker(TOTAL)}公开"


# ------------------------------------------------------------------ last year's words


def test_the_same_sentences_are_shaded_and_counted(hand: Hands, qtbot: QtBot) -> None:
    last = tab(hand).last
    assert last is not None
    assert last.share.text() == "与今年相同，占 0%"
    type_text("坚持“三步走”：发布人校对， 分管领导审核。")
    qtbot.waitUntil(lambda: last.share.text() != "与今年相同，占 0%")
    shaded = [item.cursor.selectedText() for item in last.text.extraSelections()]  # type: ignore[attr-defined]
    assert shaded == ["坚持“三步走”：发布人校对，分管领导审核。"]


def test_a_passage_is_brought_over_in_one_step(hand: Hands) -> None:
    last = tab(hand).last
    assert last is not None
    assert [button.accessibleName() for button in last.bring] == [
        "搬入（一）主动公开",
        "搬入（二）依申请公开",
        "搬入（三）政府信息管理",
    ]
    hand.click(last.bring[1])
    assert page(hand).hasFocus()
    assert page(hand).text() == "（二）依申请公开。新收4件，没有收费。"
    assert last.share.text() != "与今年相同，占 0%", "what was brought over counts at once"
    hand.click(last.bring[0])
    first = page(hand).text()
    assert first.endswith("\n（一）主动公开。全年张贴52条。\n　　制发文件1件。")
    hand.press(Qt.Key.Key_Z, CTRL)
    assert page(hand).text() == "（二）依申请公开。新收4件，没有收费。"


def test_what_is_brought_over_stands_below_what_is_written(bench: Workbench, show: Show, hands: MakeHands) -> None:
    bench.start(2022).set_passage(PART, LAST)
    now = bench.start(2023)
    now.set_passage(PART, "第一段。\n第二段。")
    place = show(now)
    place.go_to(PART)
    hand = hands(place)
    last = tab(hand).last
    assert last is not None
    hand.click(last.bring[1])
    hand.click(last.bring[2])
    lines = page(hand).text().split("\n")
    assert [line[:3] for line in lines] == ["第一段", "第二段", "（二）", "（三）"]


def test_passages_are_brought_over_by_the_keyboard(hand: Hands) -> None:
    last = tab(hand).last
    assert last is not None
    hand.press(Qt.Key.Key_F6)
    hand.press(Qt.Key.Key_F6)
    assert last.text.hasFocus()
    hand.press(Qt.Key.Key_Tab)
    assert last.bring[0].hasFocus()
    hand.press(Qt.Key.Key_Tab)
    hand.press(Qt.Key.Key_Space)
    assert page(hand).text().startswith("（二）")


def test_live_numbers_of_last_year_are_this_year_s_once_brought_over(
    bench: Workbench, show: Show, hands: MakeHands
) -> None:
    before = bench.start(2022)
    before.set_cell("requests.new.natural", "4")
    before.set_passage(PART, f"新收{marker(TOTAL)}件。")
    now = bench.start(2023)
    now.set_cell("requests.new.natural", "9")
    place = show(now)
    place.go_to(PART)
    hand = hands(place)
    last = tab(hand).last
    assert last is not None
    assert "新收4件。" in last.text.toPlainText()
    hand.click(last.bring[0])
    assert page(hand).read() == "新收9件。"


def test_last_year_under_another_format_stands_beside(bench: Workbench, show: Show, hands: MakeHands) -> None:
    before = bench.start(2020)
    text = next(section.id for section in before.form.sections if section.kind == "text")
    before.set_passage(text, "旧格式的话。")
    place = show(bench.start(2021))
    place.go_to(PART)
    last = tab(hands(place)).last
    assert last is not None
    assert "旧格式的话。" in last.text.toPlainText()


@pytest.mark.parametrize("size", ["", "大", "特大"])
def test_columns_fold_and_nothing_is_lost_in_a_small_window(hand: Hands, size: str) -> None:
    dress(size)
    try:
        hand.place.resize(*SMALL)
        QApplication.processEvents()
        here = tab(hand)
        assert here.last is not None
        if here.turn.isVisible():
            assert here.side.isVisible() != here.last.isVisible()
            hand.click(here.turn)
            assert here.side.isVisible() != here.last.isVisible()
        else:
            assert here.side.isVisible()
            assert here.last.isVisible()
        assert here.page.width() >= 400
        assert here.width() <= SMALL[0]
    finally:
        dress()


# ------------------------------------------------------------------ fields


def test_fields_write_the_sentence_that_is_printed(hand: Hands) -> None:
    hand.place.go_to("matters.fee_cases")
    here = tab(hand)
    assert here.sentence is not None
    assert not here.sentence.sentence.isVisible()
    assert "还没填" in here.sentence.missing.text()
    hand.enter("0")
    hand.enter("0")
    printed = [
        block.text
        for part in papers.document(_bench(hand), hand.session.report).parts
        for block in part.blocks
        if isinstance(block, NoteLine)
    ]
    assert printed == [here.sentence.sentence.text().strip()]
    assert not here.sentence.missing.isVisible()
    section = hand.session.form.section("matters")
    assert section is not None
    assert printed == [section.says_nothing]
    hand.session.set_cell("matters.fee_cases", "3")
    assert "3件" in here.sentence.sentence.text()


def test_an_invented_format_has_all_of_it(bench: Workbench, show: Show, hands: MakeHands) -> None:
    brought(bench, TOMORROW)
    place = show(bench.start(2027))
    place.go_to("outline")
    hand = hands(place)
    rows = tab(hand).side.figures.rows
    assert [row.text() for row in rows] == ["全部窗口受理", "种粮补贴"]
    hand.session.set_cell("money.grain.paid", "120.5")
    hand.click(rows[1])
    assert page(hand).read() == "120.5元"
    place.go_to("plans.meetings")
    hand.enter("0")
    hand.enter("0")
    sentence = tab(hand).sentence
    assert sentence is not None
    assert sentence.sentence.text().strip() == "没有开评议会，没有发奖励。"


def test_the_menu_takes_back_a_step_with_its_form(hand: Hands, qtbot: QtBot) -> None:
    hand.press(Qt.Key.Key_1, CTRL)
    hand.press(Qt.Key.Key_Backspace)
    assert (page(hand).text(), indent(hand, 0)) == ("（一", 36)
    for name, wanted in (("edit-undo", ("（一）", 36)), ("edit-redo", ("（一", 36))):
        place = page(hand).rect().center()
        QApplication.sendEvent(
            page(hand).viewport(),
            QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, page(hand).mapToGlobal(place)),
        )
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        deed = next(action for action in menu.actions() if action.objectName() == name)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(deed).center())
        assert QApplication.activePopupWidget() is None
        assert (page(hand).text(), indent(hand, 0)) == wanted


def test_tab_goes_as_one_reads(hand: Hands) -> None:
    here = tab(hand)
    assert here.last is not None
    hand.press(Qt.Key.Key_Tab)
    assert here.last.text.hasFocus()
    for button in here.last.bring:
        hand.press(Qt.Key.Key_Tab)
        assert button.hasFocus()
    hand.place.go_to(PART)
    hand.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert here.side.figures.every.hasFocus()
    hand.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert here.side.figures.rows[-1].hasFocus()
