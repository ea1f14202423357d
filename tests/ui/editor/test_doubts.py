"""Doubtful figures: seen in the cell, on the tab and below the table, spoken, settled by key or button, taken back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.workbench import doubts
from app.workbench.bench import Workbench
from app.workbench.doubts import Doubt
from tests.ui.editor.conftest import Hands, Show
from tests.ui.reports import whole
from ui.editor.place import EditorPlace
from ui.editor.table.cell_words import Said
from ui.editor.table.help_bar import HelpBar
from ui.editor.table.tab import TableTab
from ui.kit.theme import theme, tokens

CELL, OTHER = "requests.granted.natural", "requests.granted.business"
WHY = "原件上这个数看不清，可能是 3。"
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: Callable[[EditorPlace], Hands]) -> Hands:
    session = whole(bench, 2023)
    doubts.save(bench, session.report.key, [Doubt(CELL, 0, WHY), Doubt(OTHER, 0, "疑应为 1。")])
    place = show(session)
    place.go_to("requests.new.natural")
    return hands(place)


def signs(tab: TableTab, address: str) -> bool:
    """Whether the bar of a doubt stands at the left of the cell, in the picture of the window."""
    picture: QImage = tab.view.viewport().grab().toImage()
    box = tab.view.visualRect(tab.model.index_of(address))
    inside = tokens()["lines"]["current_cell"] if hand_is_on(tab, address) else 0
    ratio = round(picture.devicePixelRatio())
    colour: QColor = picture.pixelColor((box.left() + inside + 1) * ratio, box.center().y() * ratio)
    return colour == theme().colour("doubt")


def hand_is_on(tab: TableTab, address: str) -> bool:
    square = tab.view.current
    return square is not None and square.address == address


def word(hand: Hands) -> str:
    return hand.place.tabs.state(hand.place.tabs.currentIndex()).word


def spoken(hand: Hands, address: str) -> str:
    model = hand.table().model
    return str(model.data(model.index_of(address), Qt.ItemDataRole.AccessibleTextRole))


def test_a_doubt_is_seen_and_said(hand: Hands) -> None:
    tab = hand.table()
    assert word(hand) == "疑 2"
    assert hand.place.tabs.accessibleTabName(hand.place.tabs.currentIndex()) == "三 依申请公开，请说明 2 处"
    assert signs(tab, CELL)
    assert not signs(tab, "requests.new.natural")
    assert f"存疑：{WHY}" in spoken(hand, CELL)
    assert WHY not in tab.help.text()
    assert tab.help.take.isHidden()
    hand.place.go_to(CELL)
    assert WHY in tab.help.text()
    assert tab.help.take.isVisible()
    assert tab.help.take.text() == "就是这个数（F8）"


def test_the_key_settles_it_and_undo_of_the_message_doubts_again(bench: Workbench, hand: Hands) -> None:
    hand.place.go_to(CELL)
    hand.press(Key.Key_F8)
    tab = hand.table()
    assert not signs(tab, CELL)
    assert word(hand) == "疑 1"
    assert list(doubts.of(bench, hand.session.report.key)) == [OTHER]
    assert tab.help.take.isHidden()
    assert tab.view.hasFocus()
    undo = next(b for b in hand.place.message.findChildren(QPushButton) if b.text() == "撤销" and b.isVisible())
    hand.click(undo)
    assert signs(tab, CELL)
    assert word(hand) == "疑 2"
    assert set(doubts.of(bench, hand.session.report.key)) == {CELL, OTHER}


def test_the_button_settles_it(bench: Workbench, hand: Hands) -> None:
    hand.place.go_to(CELL)
    hand.click(hand.table().help.take)
    assert list(doubts.of(bench, hand.session.report.key)) == [OTHER]
    assert not signs(hand.table(), CELL)


def test_another_figure_answers_it_and_undo_asks_again(bench: Workbench, hand: Hands) -> None:
    tab = hand.table()
    hand.place.go_to(CELL)
    hand.enter("3")
    assert not signs(tab, CELL)
    assert "存疑" not in spoken(hand, CELL)
    hand.place.go_to(CELL)
    hand.press(Key.Key_F8)  # nothing doubtful stands here: nothing is settled
    assert len(doubts.of(bench, hand.session.report.key)) == 2
    hand.session.undo()
    assert signs(tab, CELL)
    assert word(hand) == "疑 2"


def test_ctrl_enter_leads_from_doubt_to_doubt(hand: Hands) -> None:
    hand.press(Key.Key_Return, CTRL)
    assert hand.at() == CELL
    hand.press(Key.Key_Return, CTRL)
    assert hand.at() == OTHER
    hand.press(Key.Key_Return, CTRL)
    assert hand.at() == CELL


def test_other_keys_of_the_table_leave_a_doubt_alone(bench: Workbench, hand: Hands) -> None:
    hand.press(Key.Key_F8)  # the current cell is not doubtful
    assert len(doubts.of(bench, hand.session.report.key)) == 2
    assert hand.place.message.isHidden()


def test_what_was_refused_counts_beside_the_doubts(hand: Hands) -> None:
    hand.place.go_to("requests.granted.welfare")
    hand.enter("1o")
    assert word(hand) == "疑 3"
    said = hand.place.tabs.accessibleTabName(hand.place.tabs.currentIndex())
    assert said == "三 依申请公开，1 处没有存上，请说明 2 处"


def ink_right(bar: HelpBar, name: str, below: int, above: int = 0) -> int:
    """The last column before ``below`` that the bar itself paints in the colour ``name``; -1 for none."""
    bar.take.move(-1000, 0)  # only what lies under it is looked at
    picture, wanted = bar.grab().toImage(), theme().colour(name)
    ratio = picture.devicePixelRatio()
    for x in range(round(below * ratio) - 1, round(above * ratio), -1):
        if any(picture.pixelColor(x, y) == wanted for y in range(3, picture.height())):
            return x
    return -1


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("wide", [1100, 820, 600])
def test_the_words_never_run_under_the_button(qtbot: QtBot, wide: int, compact: bool) -> None:
    bar = HelpBar()
    qtbot.addWidget(bar)
    bar.set_compact(compact)
    bar.resize(wide, bar.sizeHint().height())
    name, doubt = "行政规范性文件 · 现行有效件数", "上年的现行有效件数是 7，今年没有增减就是这个数。" * 3
    bar.show_cell(Said(name, "上年 7，一样", hand="上年由王秀兰 1月8日填", law="条例第二十条", doubt=doubt))
    bar.show()
    assert bar.take.isVisible()
    assert bar.take.text() == "F8 没错"  # the words need the room of the keys too
    assert bar.take.accessibleName() == "就是这个数（F8）"
    left, right = bar.take.x(), bar.take.geometry().right()
    assert right > wide - theme().px(24)  # it stands where the keys were
    for colour in ("accent", "ink", "ink2", "ink3", "doubt"):
        assert ink_right(bar, colour, right, left) == -1
    assert ink_right(bar, "doubt", left) > 0
    bar.show_cell(Said(name, "上年 7", doubt="存疑。"))
    assert bar.take.text() == "就是这个数（F8）"
    bar.show_cell(Said(name, "上年 7"))
    assert ink_right(bar, "ink3", wide, wide - theme().px(150)) > 0  # the keys are back
