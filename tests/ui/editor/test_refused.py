"""A text that was refused: seen on its tab, left alone by 空格填零, named wherever the report is about to leave."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.workbench.bench import Workbench
from tests.brought import brought
from tests.ui.editor.conftest import ODD, Hands, Show
from ui.editor.place import EditorPlace

MakeHands = Callable[[EditorPlace], Hands]
Key = Qt.Key
CELL = "requests.new.natural"


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: MakeHands) -> Hands:
    place = show(bench.start(2023))
    place.go_to(CELL)
    return hands(place)


def lamp(hand: Hands) -> tuple[str, str]:
    state = hand.place.tabs.state(hand.place.tabs.currentIndex())
    return state.kind, state.word


def test_zero_leaves_a_refused_text_alone_and_names_it(hand: Hands) -> None:
    tab, blanks = hand.table(), hand.table().blanks()
    hand.type("1o")
    hand.click(tab.zero)
    hand.enter("甲")
    assert hand.stated(CELL) is None
    assert tab.model.look(tab.model.shape.grid.by_address[CELL]).text == "1o"
    assert hand.stated("requests.new.business") == 0
    said = hand.place.message.text()
    name = hand.session.form.cell_label(CELL)
    label = f"{tab.section.name} {blanks - 1} 格填零，甲确认没有发生"
    assert said.startswith(f"{label}。还有 1 格写着“1o”，没有存上：{name}。")
    assert tab.blanks() == 0
    hand.place.go_to(CELL)
    hand.press(Key.Key_Escape)
    assert tab.blanks() == 1
    assert tab.zero.isEnabled()


def test_its_tab_shows_it_until_it_is_answered(hand: Hands) -> None:
    before = lamp(hand)
    hand.enter("3o")
    assert lamp(hand) == ("doubt", "疑 1")
    assert hand.place.refused() == [(CELL, "3o")]
    assert hand.place.unsaved() == 1
    what, address = hand.place.unkept()
    assert what == f"还有 1 格没有存上：{hand.session.form.cell_label(CELL)}写着“3o”，现在算空格"
    assert address == CELL
    hand.press(Key.Key_Escape)
    assert lamp(hand) == before
    assert hand.place.unkept() == ("", "")


def test_what_is_told_says_the_figure_that_counts(hand: Hands) -> None:
    hand.enter("0")
    hand.press(Key.Key_Up)
    hand.enter("3o")
    assert hand.place.unkept()[0].endswith("写着“3o”，现在算的是 0")
    hand.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hand.enter("3")
    assert lamp(hand)[1] == "在填"
    assert not hand.place.refused()


def test_undo_leads_to_the_cell_and_says_what_changed(hand: Hands) -> None:
    name = hand.session.form.cell_label(CELL)
    hand.enter("9")
    hand.place.go_to("overview")
    hand.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # nothing of its own to take back
    assert hand.stated(CELL) is None
    assert hand.at() == CELL
    assert hand.place.message.text() == f"已撤销：{name} 9 → 空。"
    assert hand.table().view.hasFocus()
    hand.place.go_to("overview")
    hand.press(Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert hand.at() == CELL
    assert hand.place.message.text() == f"已重做：{name} 空 → 9。"


def test_a_text_takes_back_its_own_words_first(hand: Hands) -> None:
    hand.enter("9")
    hand.place.go_to("overview")
    hand.type("ab")
    hand.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hand.stated(CELL) == 9


def test_the_keyboard_comes_back_to_the_cell(hand: Hands, qtbot: QtBot) -> None:
    hand.place.go_to("requests.carried_in.business")
    hand.place.tabs.setFocus()
    hand.place.take_keyboard()
    hand.enter("4")
    assert hand.stated("requests.carried_in.business") == 4


def test_a_hint_speaks_of_its_own_column(bench: Workbench, show: Show, hands: MakeHands) -> None:
    hand = hands(show(bench.start(2020)))
    told = {}
    for column in ("prior_items", "change", "decisions"):
        hand.place.go_to(f"proactive.licences.{column}")
        told[column] = hand.table().help.text()
    assert "上一年末的事项数" in told["prior_items"]
    assert "减少写 -3" in told["change"]
    assert [column for column, text in told.items() if "全部处理决定" in text] == ["decisions"]


def test_a_table_without_relations_is_filled_not_balanced(bench: Workbench, show: Show, hands: MakeHands) -> None:
    brought(bench, ODD)
    session = bench.start(2027)
    hand = hands(show(session))
    hand.place.go_to(next(name for name in session.form.cells if name.startswith("lonely.")))
    hand.click(hand.table().zero)
    hand.enter("甲")
    assert lamp(hand) == ("ok", "已填")
    tally = hand.table().panel.tally
    assert tally is not None
    assert tally.text == "这张表没有勾稽关系，填满就行"


def test_an_empty_text_without_aspects_says_what_to_do_and_stands_in_the_middle(hand: Hands) -> None:
    hand.place.go_to("problems")
    page = hand.place.tab("problems").page  # type: ignore[union-attr]
    assert page.placeholderText().strip() == hand.session.form.section("problems").ask  # type: ignore[union-attr]
    margins = page.viewportMargins()
    assert margins.left() > 120
    assert abs(margins.left() - margins.right()) < 20


def test_where_a_sentence_prints_nothing_more_is_asked_for(hand: Hands) -> None:
    session, place = hand.session, hand.place
    section = next(section for section in session.form.sections if section.fields)
    place.go_to(section.id)
    page = place.tab(section.id).page  # type: ignore[union-attr]
    assert page.placeholderText().strip() == "没有什么要说的，也要写一句。"
    session.fill_zero(section.id, "甲")
    assert page.placeholderText().strip() == "下面这句会印出来；还有别的要说，写在这里。"
    session.undo()
    assert page.placeholderText().strip() == "没有什么要说的，也要写一句。"


def test_a_unit_that_no_heading_names_is_shown(bench: Workbench, show: Show, hands: MakeHands) -> None:
    hand = hands(show(bench.start(2020)))
    hand.place.go_to("proactive.procurement.amount")
    tab = hand.table()
    assert "（万元）" in hand.table().help.text()
    square = tab.model.shape.grid.by_address["proactive.procurement.amount"]
    assert tab.model.look(square).text == ""
    hand.enter("606.05")
    assert tab.model.look(square).text == "606.05万元"
    hand.place.go_to(square.address)
    hand.press(Key.Key_F2)
    assert tab.view.editor.text() == "606.05"
    hand.place.show_session(bench.start(2023), bench)
    hand.place.go_to("proactive.fees.amount")
    assert hand.table().help.text().count("（万元）") == 0


def test_f1_shows_the_whole_hint_and_esc_gives_the_keyboard_back(hand: Hands) -> None:
    tab = hand.table()
    hand.press(Key.Key_F1)
    box = tab.help.box
    assert box is not None
    assert box.isVisible()
    assert tab.model.shape.rows_of[CELL].hint in box.text()
    assert tab.model.shape.rows_of[CELL].hint == tab.help.toolTip()
    QTest.keyClick(box, Key.Key_Escape)
    assert not box.isVisible()
    hand.enter("6")
    assert hand.stated(CELL) == 6


def test_a_refused_text_over_a_total_outlives_a_change_of_its_parts(hand: Hands) -> None:
    hand.place.go_to("requests.new.total")
    hand.type("7x")
    hand.place.go_to(CELL)
    hand.enter("5")
    assert hand.place.refused() == [("requests.new.total", "7x")]
