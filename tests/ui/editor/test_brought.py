"""Last year's words brought over: this year's year, a wave under what may be stale, said and taken back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.workbench.bench import Workbench
from tests.ui.desk import type_text
from tests.ui.editor.conftest import Hands, Show
from tests.ui.editor.texts import tab
from tests.ui.reports import dress
from ui.editor.place import EditorPlace
from ui.editor.text.tab import TextTab
from ui.editor.text.waves import Waves
from ui.kit import theme

PART = "overview"
LAST = "（一）主动公开。2022年，按〔2022〕5号公开采购10项，606.05万元。设意见箱2个。\n（二）依申请公开。没有收费。"
FIRST = LAST.split("\n", maxsplit=1)[0]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: Callable[[EditorPlace], Hands]) -> Hands:
    bench.start(2022).set_passage(PART, LAST)
    place = show(bench.start(2023))
    place.go_to(PART)
    return hands(place)


def waves(hand: Hands) -> Waves:
    found = tab(hand).waves
    assert found is not None
    return found


def bring(hand: Hands, number: int = 0) -> None:
    last = tab(hand).last
    assert last is not None
    hand.click(last.bring[number])


def test_it_is_said_and_underlined_and_the_year_is_this_one(hand: Hands) -> None:
    bring(hand)
    page = tab(hand).page
    assert page.text() == FIRST.replace("2022年", "2023年")
    assert hand.session.report.passages[PART] == page.text()
    assert waves(hand).words() == ["10项", "606.05万元", "2个"]
    assert [line.cursor.selectedText() for line in page.underlines] == waves(hand).words()
    told = hand.place.message.text()
    assert "“2022年”已改成“2023年”（1 处），里面有 3 处上年的年份和数，已画线，请看一遍" in told
    assert "和上年一样的数，请看一遍" in tab(hand).legend.text()
    assert "和上年一样的数" in tab(hand).legend.accessibleName()


def test_one_step_takes_it_back(hand: Hands) -> None:
    type_text("前言。")
    bring(hand)
    hand.click(hand.place.message.first())
    assert tab(hand).page.text() == "前言。"
    assert hand.session.report.passages[PART] == "前言。"
    bring(hand)
    hand.press(Qt.Key.Key_Z, CTRL)
    assert tab(hand).page.text() == "前言。"


def test_what_is_written_next_is_not_taken_back_by_the_line(hand: Hands) -> None:
    bring(hand)
    assert hand.place.message.isVisible()
    type_text("又")
    assert not hand.place.message.isVisible()


def test_a_sentence_that_was_changed_loses_its_waves(hand: Hands, qtbot: QtBot) -> None:
    bring(hand)
    page = tab(hand).page
    cursor = page.document().find("10")
    page.setTextCursor(cursor)
    type_text("12")
    assert page.read().count("12项") == 1
    qtbot.waitUntil(lambda: waves(hand).words() == ["2个"])
    page.selectAll()
    hand.press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "和上年一样的数" not in tab(hand).legend.text())


def test_the_reason_is_said_at_the_caret_and_under_the_mouse(hand: Hands, qtbot: QtBot) -> None:
    bring(hand)
    page = tab(hand).page
    cursor = page.document().find("606")
    cursor.setPosition(cursor.selectionStart())
    page.setTextCursor(cursor)
    why = "“606.05万元”：这一句和 2022 年度一样，今年还是这个数吗"
    assert tab(hand).legend.text().endswith(why)
    assert why in tab(hand).legend.accessibleName()
    frame = tab(hand).reasons.frame
    QTest.mouseMove(page.viewport(), page.cursorRect().center() + QPoint(6, 0))
    qtbot.waitUntil(frame.isVisible)
    assert frame.text() == f"和上年一样，{why}？"
    page.moveCursor(QTextCursor.MoveOperation.Start)
    assert "606" not in tab(hand).legend.text()


def test_nothing_of_it_is_kept_and_it_is_there_again_tomorrow(hand: Hands, bench: Workbench, show: Show) -> None:
    bring(hand)
    kept = bench.find(2023).passages[PART]
    assert kept == FIRST.replace("2022年", "2023年")
    hand.place.close_session()
    place = show(bench.session(2023))
    place.go_to(PART)
    found = place.pages.currentWidget()
    assert isinstance(found, TextTab)
    assert found.waves is not None
    assert found.waves.words() == ["10项", "606.05万元", "2个"]


def test_a_part_without_figures_says_only_that_it_came(hand: Hands) -> None:
    bring(hand, 1)
    assert waves(hand).words() == []
    assert hand.place.message.text().startswith("搬来一段。")


def test_the_tab_says_which_aspects_were_not_found_and_stays_written(hand: Hands) -> None:
    bring(hand)
    bring(hand, 1)
    state = hand.place.tabs.state(1)
    assert (state.kind, state.word) == ("ok", "已写")
    assert state.spoken == "已经写了，5 个方面找到 2 个，没找到“信息管理”、“平台建设”、“监督保障”"
    assert hand.place.tabs.tabToolTip(1) == state.spoken


def test_a_passage_that_is_there_already_says_so_and_is_not_doubled(hand: Hands, qtbot: QtBot) -> None:
    last, page = tab(hand).last, tab(hand).page
    assert last is not None
    assert [button.text() for button in last.bring] == ["搬入", "搬入"]
    bring(hand)
    assert [button.text() for button in last.bring] == ["已在正文", "搬入"]
    assert last.bring[0].accessibleName() == "（一）主动公开，已在正文"
    once = page.text()
    page.moveCursor(QTextCursor.MoveOperation.End)
    bring(hand)
    assert page.text() == hand.session.report.passages[PART] == once
    assert "这一段已经在正文里了，没有再搬" in hand.place.message.text()
    assert page.textCursor().position() == once.index("2023年")
    assert page.hasFocus()
    cursor = page.document().find("意见箱2个")
    page.setTextCursor(cursor)
    type_text("意见箱3个")
    qtbot.waitUntil(lambda: last.bring[0].text() == "搬入")  # another sentence stands there now


def test_what_was_taken_back_can_be_brought_again_at_once(hand: Hands) -> None:
    bring(hand)
    hand.click(hand.place.message.first())
    assert tab(hand).page.text() == ""
    bring(hand)
    assert tab(hand).page.text() == FIRST.replace("2022年", "2023年")


@pytest.mark.parametrize("look", theme.sizes())
def test_a_heading_leaves_air_before_its_button(
    bench: Workbench, show: Show, hands: Callable[[EditorPlace], Hands], look: str
) -> None:
    dress(look)
    long = "（一）夯实责任促使公开机制落地生根再落地再生根。条例。\n（二）聚焦重点。深度。"
    bench.start(2022).set_passage(PART, long)
    place = show(bench.start(2023), (1920, 1000))
    place.go_to(PART)
    last = tab(hands(place)).last
    assert last is not None
    for standing in (False, True):
        for button in last.bring:
            button.show_standing(stands=standing)
        last._place()
        for button, number in zip(last.bring, last._heads, strict=True):
            layout = last.text.document().findBlockByNumber(number).layout()
            ends = [layout.lineAt(n).naturalTextWidth() + layout.lineAt(n).x() for n in range(layout.lineCount())]
            left = layout.position().x()
            assert left + max(ends) + 8 <= button.x(), button.text()
    dress()
