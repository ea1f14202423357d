"""The 勾稽关系 panel: unbalanced seen red with the right gap, balanced seen green, the order calm while typing."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from app.checks.balance import Line
from app.checks.totals import total_addresses
from app.domain.change import Change
from app.editing.session import Session
from app.workbench import beginning
from app.workbench.bench import Workbench
from tests.ui.editor.conftest import Hands, Show
from tests.ui.reports import whole
from ui.editor.balance.lines import figures_beside
from ui.editor.balance.wrapped import Wrapped
from ui.editor.place import EditorPlace
from ui.kit.theme import theme

MakeHands = Callable[[EditorPlace], Hands]
Key = Qt.Key


def column(session: Session, section: str, name: str) -> list[str]:
    """The cells of a column that a clerk types, from the top."""
    cells = [a for a in session.form.cells if a.startswith(section + ".") and a.endswith("." + name)]
    return [a for a in cells if a not in total_addresses(session.form)]


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: MakeHands) -> Hands:
    place = show(whole(bench, 2023))
    place.go_to("requests.new.natural")
    return hands(place)


def titles(hand: Hands) -> list[str]:
    return [line.title for line in hand.table().panel.list.lines.lines]


def test_a_gap_is_seen_red_and_green_again(hand: Hands) -> None:
    tab, tabs = hand.table(), hand.place.tabs
    hand.enter("7")
    assert tabs.state(tabs.currentIndex()).word == "差 7"
    assert tabs.accessibleTabName(tabs.currentIndex()) == "三 依申请公开，不平，相差 7"
    assert tab.model.marks["requests.new.natural"] == "bad"
    assert tab.view.column_heads.faults["natural"].word == "差 7"
    hand.place.go_to("requests.new.business")  # leaving the column sorts the panel
    card = tab.panel.card
    assert card.isVisible()
    assert card.line is not None
    assert (card.line.title, card.line.word, card.line.sign) == ("自然人列", "差 7", "≠")
    assert card.line.left is not None
    assert card.line.right is not None
    assert (card.line.left.text, card.line.right.text) == ("7 + 0 = 7", "0 + 0 = 0")
    assert card.line.note == "总计列也差 7，改好这里就一并平。"
    assert "总计列" not in titles(hand)[: titles(hand).index("商业企业列")]
    hand.place.go_to("requests.granted.natural")
    hand.enter("7")
    assert card.line.kind == "ok"
    hand.place.go_to("requests.new.business")
    assert not card.isVisible()
    assert tabs.state(tabs.currentIndex()).word == "平"
    assert not tab.model.marks


def test_the_order_stays_while_the_column_is_typed(hand: Hands) -> None:
    before = titles(hand)
    hand.place.go_to("requests.new.other_org")
    hand.enter("3")
    card = hand.table().panel.card
    assert card.isVisible()  # the first fault has the card at once, everything else stays where it was
    assert card.line is not None
    assert (card.line.title, card.line.word) == ("其他列", "差 3")
    assert titles(hand) == [title for title in before if title != "其他列"]
    hand.place.go_to("requests.new.other_org")
    hand.type("4")
    hand.press(Key.Key_Left)
    assert card.line.word == "差 4"


def test_the_card_goes_on_to_what_is_still_wrong_when_the_cell_is_left(hand: Hands) -> None:
    hand.enter("3")
    hand.place.go_to("requests.new.business")
    hand.enter("2")
    card = hand.table().panel.card
    assert card.line is not None
    assert card.line.title == "自然人列"
    hand.place.go_to("requests.new.natural")
    hand.type("0")
    hand.press(Key.Key_Down)  # only to the next cell, the column is not left
    assert hand.at() == "requests.carried_in.natural"
    assert (card.line.title, card.line.word) == ("商业企业列", "差 2")


def test_a_column_with_blanks_waits(hand: Hands) -> None:
    session = hand.session
    cells = column(session, "requests", "natural")
    session.apply(Change("清空", dict.fromkeys(cells[2:5])))
    hand.enter("9")
    line = next(ln for ln in hand.table().panel.list.lines.lines if ln.title == "自然人列")
    assert (line.kind, line.word, line.figures) == ("todo", "待填", "还有 3 格没填")
    assert line.address == cells[2]
    assert not hand.table().view.column_heads.faults


def test_relations_that_cannot_run_say_why(hand: Hands) -> None:
    lines = hand.table().panel.list.lines.lines
    assert any(line.figures == "没有上年的报告" and line.word == "不用比" for line in lines)
    tally = hand.table().panel.tally
    assert tally is not None
    assert "不用比" in tally.text
    relations = [o for o in hand.table().session.result.of_section("requests") if o.relation is not None]
    assert tally.text.startswith(f"这张表共 {len(relations)} 条关系")
    model = hand.table().panel.list.lines
    told = [model.data(model.index(row), Qt.ItemDataRole.ToolTipRole) for row in range(len(lines))]
    assert any("不用比：" in text for text in told)  # the word is told, too


def test_carry_over_against_last_year_is_told(bench: Workbench, show: Show, hands: MakeHands) -> None:
    last = whole(bench, 2020)  # another format
    last.set_cell("requests.carried_out.natural", "2")
    last.set_cell("requests.new.natural", "2")
    place = show(whole(bench, 2021))
    hand = hands(place)
    place.go_to("requests.new.business")
    card = hand.table().panel.card
    assert card.line is not None
    assert (card.line.kind, card.line.word) == ("doubt", "疑差 2")
    assert "上年结转" in card.line.left.says if card.line.left else False
    assert hand.table().model.marks["requests.carried_in.natural"] == "doubt"
    calm = [line.figures for line in hand.table().panel.list.lines.lines if line.title.startswith("上年结转")]
    assert any(figures.startswith("其余 ") for figures in calm)  # not as if all of the rule were even
    place.go_to("requests.carried_out.natural")
    assert "上年 2" in hand.table().help.text()


def test_click_and_keys_lead_to_the_cell(hand: Hands) -> None:
    tab = hand.table()
    hand.enter("7")
    hand.place.go_to("requests.carried_out.total")
    hand.click(tab.panel.card.locate)
    assert hand.at() == "requests.new.natural"
    assert tab.view.hasFocus()
    lines = tab.panel.list
    row = next(i for i, line in enumerate(lines.lines.lines) if line.title == "科研机构列")
    lines.setFocus()
    lines.setCurrentIndex(lines.lines.index(row))
    hand.press(Key.Key_Return)
    assert hand.at() == "requests.new.research"
    where = lines.visualRect(lines.lines.index(0)).center()
    hand.click(lines.viewport(), where)
    assert hand.at() == lines.lines.lines[0].address


def test_ctrl_enter_walks_through_the_findings(hand: Hands) -> None:
    session = hand.session
    session.apply(Change("x", {"requests.new.natural": 5, "disputes.cases.review_total": 3}))
    hand.place.go_to("requests.new.total")
    hand.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert hand.at() == "disputes.cases.review_upheld" or hand.at() == "disputes.cases.review_total"
    hand.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert hand.at() == "requests.new.natural"
    session.undo()
    hand.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "没有发现问题" in hand.place.message.text()


def test_every_line_speaks(hand: Hands) -> None:
    hand.enter("7")
    lines = hand.table().panel.list.lines
    for row in range(lines.rowCount()):
        said = lines.data(lines.index(row), Qt.ItemDataRole.AccessibleTextRole)
        assert lines.lines[row].title in said
        assert lines.lines[row].word in said


def test_f6_goes_round_and_escape_comes_back(hand: Hands) -> None:
    tab = hand.table()
    hand.enter("7")
    hand.place.go_to("requests.new.business")
    hand.press(Key.Key_F6)
    assert tab.panel.card.locate.hasFocus()
    hand.press(Key.Key_Escape)
    assert tab.view.hasFocus()
    hand.press(Key.Key_F6)
    hand.press(Key.Key_F6)
    assert hand.place.tabs.hasFocus()
    hand.press(Key.Key_F6)
    assert tab.view.hasFocus()


def test_the_zeros_of_a_part_are_filled_by_keyboard_alone(bench: Workbench, show: Show, hands: MakeHands) -> None:
    place = show(bench.start(2020))
    hand = hands(place)
    tab = hand.table()
    tab.view.setFocus()
    for _ in range(3):
        hand.press(Key.Key_F6)
    assert tab.zero.hasFocus()
    hand.press(Key.Key_Space)
    hand.enter("甲")
    assert tab.blanks() == 0
    assert tab.view.hasFocus()


def test_what_changed_behind_another_tab_is_seen_on_return(hand: Hands) -> None:
    tab = hand.table()
    hand.place.go_to("requests.new.research")
    hand.enter("x")
    hand.place.tabs.setCurrentIndex(1)
    hand.session.set_cell("requests.new.natural", "7")
    hand.place.tabs.setCurrentIndex(3)
    assert tab.model.marks["requests.new.natural"] == "bad"
    assert tab.panel.card.isVisible()
    wrong = tab.model.look(tab.model.shape.grid.by_address["requests.new.research"])
    assert (wrong.text, wrong.is_wrong) == ("x", True)


def test_a_year_begun_from_the_last_shows_the_first_wrong_figure(
    bench: Workbench, show: Show, hands: MakeHands, qtbot: QtBot
) -> None:
    bench.save_clerk("李姐")
    whole(bench, 2020)
    place = show(beginning.begin(bench, 2021).session)
    place.go_to("requests.new.natural")
    hand = hands(place)
    hand.press(Key.Key_0, Qt.KeyboardModifier.AltModifier)
    hand.press(Key.Key_Return)
    assert hand.table().blanks() == 0
    card = hand.table().panel.card
    assert not card.isVisible()
    hand.enter("3")
    assert card.isVisible()
    assert card.line is not None
    assert (card.line.title, card.line.word) == ("自然人列", "差 3")
    assert "自然人列" not in titles(hand)
    qtbot.waitUntil(lambda: card.box.offer is not None, timeout=2000)
    assert card.box.offer is not None
    assert card.box.offer.head == "改哪一格就全平"


def test_heading_and_panel_say_the_same_gap(hand: Hands) -> None:
    """The total of the column is 27 apart from its parts, the printed relation 1: the panel tells that one first."""
    hand.place.go_to("requests.new.natural")
    total = "requests.results_total.natural"
    hand.session.apply(Change("填数", {"requests.new.natural": 1, total: 0, "requests.granted.natural": 27}))
    tab = hand.table()
    assert tab.panel.card.line is not None
    assert (tab.panel.card.line.title, tab.panel.card.line.word) == ("自然人列", "差 1")
    gaps = {line.word for line in tab.panel.list.lines.lines if line.column == "natural" and line.is_fault}
    assert "差 27" in gaps
    assert tab.view.column_heads.faults["natural"].word == "差 1"


def test_a_heading_of_two_lines_still_shows_lamp_and_number(hand: Hands) -> None:
    heads = hand.table().view.column_heads
    square = next(square for square in heads.shape.heads if square.node and square.node.id == "welfare")
    assert heads.measures is not None
    assert len(heads.measures.lines[square.row, square.column]) == 2
    hand.place.go_to("requests.new.welfare")
    hand.enter("7")
    hand.place.go_to("requests.new.natural")
    rect = heads.rect_of(square)
    picture = heads.viewport().grab(rect).toImage()
    bad = theme().colour("bad").rgb()
    reds = [x for x in range(picture.width()) for y in range(picture.height()) if picture.pixel(x, y) == bad]
    assert max(reds) - min(reds) > theme().px(16) + theme().px(5)  # more than the lamp alone
    assert max(reds) < picture.width() - 1


def test_the_name_of_a_relation_is_not_cut_for_words(hand: Hands) -> None:
    lines = hand.table().panel.list
    small = QFontMetrics(theme().font("small"))
    room = lines.width() - theme().px(52)
    line = Line("k", "现行有效≥上年＋制发－废止", "上年没有这一项", "said", "不用比", "", "a", ("a",))
    assert figures_beside(line, room, theme()) == ""
    assert small.horizontalAdvance(line.title) < room
    assert "上年没有这一项" in line.spoken  # what hovering says
    assert figures_beside(replace(line, title="自然人列"), room, theme()) == "上年没有这一项"
    assert figures_beside(replace(line, kind="bad", figures="1 + 2 ≠ 4 + 5 + 1000"), room, theme())  # never figures


def test_no_line_begins_with_a_mark(qtbot: QtBot) -> None:
    said = Wrapped("ink2")
    qtbot.addWidget(said)
    text = "这张表共 46 条关系：1 差，37 平，1 随之差，7 不用比，𠮷祥镇，" + "9" * 60
    said.say(text)
    for wide in range(40, 400):
        said.resize(wide, 400)
        lines = said.shown().split("\n")
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert not [line for line in lines if line[0] in "，：。"]
        widest = max(QFontMetrics(theme().font("small")).horizontalAdvance(line) for line in lines)
        assert widest <= wide
    assert said.shown().count("\n") >= 1
