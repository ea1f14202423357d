"""A doubt on the card of the table: said in a sentence, put right, explained, taken back; by key and by mouse."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.change import Change
from app.workbench.bench import Workbench
from tests.ui.editor.conftest import Hands, Show
from tests.ui.reports import whole
from ui.editor.balance.card import WorstCard
from ui.editor.balance.why import Why
from ui.editor.place import EditorPlace

Key = Qt.Key
STOCK, ISSUED, REPEALED = (f"proactive.normative.{name}" for name in ("in_force", "issued", "repealed"))
SENTENCE = "行政规范性文件现行有效 7 件；上年 5 加制发减废止应是 6，相差 1。"
WHY = "有一件到期失效"


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: Callable[[EditorPlace], Hands], qtbot: QtBot) -> Hands:
    """现行有效 7 where last year's 5 and what came and went make 6."""
    whole(bench, 2021).apply(Change("填数", {STOCK: 5}))
    session = whole(bench, 2022)
    session.apply(Change("填数", {STOCK: 7, ISSUED: 2, REPEALED: 1}))
    place = show(session)
    place.go_to(ISSUED)
    made = hands(place)
    rest(made, qtbot)
    return made


def rest(hand: Hands, qtbot: QtBot) -> None:
    mending = hand.table().mending
    qtbot.waitUntil(lambda: not mending._rest.isActive(), timeout=2000)
    QApplication.processEvents()


def card(hand: Hands) -> WorstCard:
    return hand.table().panel.card


def why(hand: Hands) -> Why:
    return card(hand).box.why


def doubts(hand: Hands) -> list[str]:
    return [finding.rule for finding in hand.session.result.warnings if finding.section == "proactive"]


def test_the_card_says_what_it_doubts(hand: Hands) -> None:
    at = card(hand)
    assert at.line is not None
    assert (at.line.kind, at.line.word) == ("doubt", "疑差 1")  # 疑 1 on the tab is a count
    assert at._note.text() == SENTENCE
    assert at.box.offer is not None
    assert at.box.offer.head == "改这一格，这里就平"
    assert at.box.do.text() == "改为 6"
    assert why(hand).ask.isVisible()
    assert why(hand).ask.text() == "填写说明"


def test_a_click_states_what_follows(hand: Hands) -> None:
    hand.click(card(hand).box.do)
    assert hand.stated(STOCK) == 6
    assert not doubts(hand)
    assert not why(hand).isVisible()
    hand.click(hand.place.message._action)
    assert hand.stated(STOCK) == 7


def test_the_other_figures_may_be_the_wrong_ones(hand: Hands) -> None:
    box = card(hand).box
    hand.click(box.more)
    assert [dict(repair.cells) for repair, _ in box.list.ways] == [{ISSUED: 3}, {REPEALED: 0}]
    box.list.setFocus()
    hand.press(Key.Key_Down)
    hand.press(Key.Key_Return)
    assert hand.stated(REPEALED) == 0
    assert not doubts(hand)


def test_a_reason_by_mouse(hand: Hands, qtbot: QtBot) -> None:
    hand.click(why(hand).ask)
    assert why(hand).field.hasFocus()
    hand.click(why(hand).keep)  # without words nothing is kept
    assert doubts(hand)
    assert why(hand).field.isVisible()
    hand.type(WHY)
    hand.click(why(hand).keep)
    assert not doubts(hand)
    assert not hand.session.result.errors
    assert "说明记下了" in hand.place.message.text()
    assert hand.table().view.hasFocus()
    rest(hand, qtbot)
    panel = hand.table().panel
    assert panel.tally is not None
    assert (panel.tally.doubt, panel.tally.told) == (0, 1)
    assert "1 已说明" in panel.tally.text
    lines = [*panel.list.lines.lines, *([panel.card.line] if panel.card.isVisible() and panel.card.line else [])]
    told = next(line for line in lines if line.kind == "told")
    assert (told.word, told.note) == ("已说明", f"已说明：{WHY}")
    assert STOCK not in hand.table().model.marks
    assert hand.place.tabs.state(hand.place.tabs.currentIndex()).word == "平"
    hand.click(hand.place.message._action)
    rest(hand, qtbot)
    assert doubts(hand)
    assert card(hand).isVisible()
    assert why(hand).ask.isVisible()


def test_a_reason_by_keys(hand: Hands) -> None:
    hand.press(Key.Key_F6)
    assert card(hand).box.do.hasFocus()
    for _ in range(6):
        if why(hand).ask.hasFocus():
            break
        hand.press(Key.Key_Tab)
    hand.press(Key.Key_Space)
    assert why(hand).field.hasFocus()
    hand.type(WHY)
    hand.press(Key.Key_Escape)  # leaves the line, not the panel
    assert why(hand).ask.hasFocus()
    assert doubts(hand)
    hand.press(Key.Key_Space)
    assert not why(hand).field.text()
    hand.type(WHY)
    hand.press(Key.Key_Return)
    assert not doubts(hand)
    (answer,) = hand.session.report.answers.values()
    assert answer.text == WHY
    assert hand.stated(STOCK) == 7
    hand.session.undo()
    assert doubts(hand)


def test_what_is_often_said_is_a_press_away(hand: Hands) -> None:
    hand.click(why(hand).ask)
    hand.click(why(hand).usual)
    assert not doubts(hand)


def test_what_is_typed_first_settles_it(hand: Hands) -> None:
    hand.click(why(hand).ask)
    hand.type(WHY)
    hand.place.session.set_cell(STOCK, "6")  # type: ignore[union-attr]  # a report is open
    hand.press(Key.Key_Return)
    assert not hand.session.report.answers


def test_at_least_says_no_figure_but_takes_a_reason(hand: Hands, qtbot: QtBot) -> None:
    hand.session.apply(Change("填数", {STOCK: 0, ISSUED: 5, REPEALED: 0}))
    rest(hand, qtbot)
    line = next(line for line in hand.table()._told.lines if line.key.startswith("proactive.in_force_least/"))  # type: ignore[union-attr]  # told
    assert hand.table().mending._offer(line.key) is None
    finding, button = hand.table().mending._reason(line.key)
    assert finding is not None
    assert button == "填写说明"


def test_an_error_takes_no_reason(hand: Hands, qtbot: QtBot) -> None:
    hand.place.go_to("requests.new.natural")
    hand.enter("3")
    rest(hand, qtbot)
    assert card(hand).box.offer is not None
    assert not why(hand).isVisible()
