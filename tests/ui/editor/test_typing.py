"""Typing into the tables with real keys, over a real workspace."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from app.workbench.bench import Workbench
from tests.ui.editor.conftest import Hands, Show
from ui.editor.place import EditorPlace

MakeHands = Callable[[EditorPlace], Hands]
Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: MakeHands) -> Hands:
    """The largest table of a blank report, hands on its first cell."""
    place = show(bench.start(2023))
    place.go_to("requests.new.natural")
    return hands(place)


def test_enter_goes_down_and_from_the_last_row_to_the_next_top(hand: Hands) -> None:
    hand.enter("7")
    assert hand.stated("requests.new.natural") == 7
    assert hand.at() == "requests.carried_in.natural"
    hand.place.go_to("requests.carried_out.natural")
    hand.enter("0")
    assert hand.at() == "requests.new.business"
    hand.press(Key.Key_Return, Mod.ShiftModifier)
    assert hand.at() == "requests.carried_out.natural"


def test_tab_goes_right_and_wraps_to_the_next_row(hand: Hands) -> None:
    hand.type("1")
    hand.press(Key.Key_Tab)
    assert hand.at() == "requests.new.business"
    hand.press(Key.Key_Backtab, Mod.ShiftModifier)
    assert hand.at() == "requests.new.natural"
    hand.place.go_to("requests.new.total")
    hand.press(Key.Key_Tab)
    assert hand.at() == "requests.carried_in.natural"


def test_enter_after_tabs_goes_below_where_they_began(hand: Hands) -> None:
    hand.place.go_to("requests.new.business")
    for figure in "12":
        hand.type(figure)
        hand.press(Key.Key_Tab)
    hand.enter("3")
    assert hand.at() == "requests.carried_in.business"
    assert [hand.stated(f"requests.new.{who}") for who in ("business", "research", "welfare")] == [1, 2, 3]
    hand.press(Key.Key_Tab)
    hand.press(Key.Key_Left)  # an arrow ends the run
    hand.press(Key.Key_Right)
    hand.press(Key.Key_Return)
    assert hand.at() == "requests.granted.research"
    for back in (1, 2):  # back to the start and further: nothing to come back to
        hand.place.go_to("requests.new.research")
        hand.press(Key.Key_Tab)
        for _ in range(back):
            hand.press(Key.Key_Backtab, Mod.ShiftModifier)
        here = hand.at()
        hand.press(Key.Key_Return)
        assert hand.at() == here.replace("new", "carried_in")


def test_enter_after_tabs_at_the_foot_goes_on_as_ever(hand: Hands) -> None:
    hand.place.go_to("requests.carried_out.natural")
    hand.press(Key.Key_Tab)
    hand.press(Key.Key_Return)
    assert hand.at() == "requests.new.research"


def test_rows_of_a_stacked_table_are_filled_with_tab_and_enter(bench: Workbench, show: Show, hands: MakeHands) -> None:
    hand = hands(show(bench.start(2020)))
    hand.place.go_to("proactive.licences.prior_items")
    for figure in ("5", "减1"):
        hand.type(figure)
        hand.press(Key.Key_Tab)
    hand.enter("12")
    assert hand.at() == "proactive.services.prior_items"
    hand.press(Key.Key_Tab)
    hand.press(Key.Key_Return)  # on into the next table of the stack
    assert hand.at() == "proactive.penalties.prior_items"


def test_arrows_home_end_and_leaps(hand: Hands) -> None:
    hand.press(Key.Key_Right)
    hand.press(Key.Key_Down)
    assert hand.at() == "requests.carried_in.business"
    hand.press(Key.Key_Left)
    hand.press(Key.Key_Up)
    assert hand.at() == "requests.new.natural"
    hand.press(Key.Key_Up)
    hand.press(Key.Key_Left)
    assert hand.at() == "requests.new.natural"
    hand.press(Key.Key_End)
    assert hand.at() == "requests.new.total"
    hand.press(Key.Key_Home)
    hand.press(Key.Key_Down, Mod.ControlModifier)
    assert hand.at() == "requests.carried_out.natural"
    hand.press(Key.Key_Right, Mod.ControlModifier)
    assert hand.at() == "requests.carried_out.total"
    hand.press(Key.Key_Home, Mod.ControlModifier)
    assert hand.at() == "requests.new.natural"


def test_arrows_leave_a_typed_figure_but_walk_inside_an_edited_one(hand: Hands) -> None:
    hand.type("12")
    hand.press(Key.Key_Right)
    assert hand.at() == "requests.new.business"
    hand.press(Key.Key_Left)
    hand.press(Key.Key_F2)
    hand.press(Key.Key_Left)
    hand.type("5")
    hand.press(Key.Key_Return)
    assert hand.stated("requests.new.natural") == 152


def test_typing_replaces_escape_restores_delete_blanks(hand: Hands) -> None:
    session = hand.session
    hand.enter("12")
    hand.press(Key.Key_Up)
    hand.type("9")
    hand.press(Key.Key_Escape)
    assert session.report.cells["requests.new.natural"] == 12
    assert not hand.table().view.is_editing
    hand.enter("3")
    assert session.report.cells["requests.new.natural"] == 3
    hand.press(Key.Key_Up)
    hand.press(Key.Key_Delete)
    assert "requests.new.natural" not in session.report.cells
    assert hand.at() == "requests.new.natural"


@pytest.mark.parametrize(("typed", "value"), [("１２", 12), ("1,234", 1234), ("00", 0), ("0 0", 0), ("5件", 5)])
def test_what_offices_type_is_read(hand: Hands, typed: str, value: int) -> None:
    hand.enter(typed)
    assert hand.stated("requests.new.natural") == value


def test_money_and_signs_are_read_in_a_stacked_table(bench: Workbench, show: Show, hands: MakeHands) -> None:
    place = show(bench.start(2020))
    hand = hands(place)
    place.go_to("proactive.procurement.items")
    hand.type("10")
    hand.press(Key.Key_Tab)
    hand.enter("606.05万元")
    place.go_to("proactive.licences.change")
    hand.enter("减4")
    assert hand.session.report.cells == {
        "proactive.procurement.items": 10,
        "proactive.procurement.amount": Decimal("606.05"),
        "proactive.licences.change": -4,
    }


def test_a_wrong_entry_stays_with_one_sentence(hand: Hands) -> None:
    session, tab = hand.session, hand.table()
    hand.enter("1o")
    assert hand.at() == "requests.new.natural"
    assert tab.view.is_editing
    assert tab.view.editor.text() == "1o"
    assert "“1o”里有字母 o，是数字 10 吗？" in tab.help.text()
    assert "requests.new.natural" not in session.report.cells
    hand.press(Key.Key_Escape)
    assert not tab.help.is_wrong
    assert not tab.model.wrong


def test_the_proposal_is_taken_with_its_button(hand: Hands) -> None:
    tab = hand.table()
    hand.enter("1o")
    assert tab.help.take.isVisible()
    assert tab.help.take.text() == "改为 10"
    hand.click(tab.help.take)
    assert hand.stated("requests.new.natural") == 10
    assert not tab.help.is_wrong
    assert tab.view.hasFocus()


def test_a_click_elsewhere_leaves_the_wrong_entry_in_its_cell(hand: Hands) -> None:
    tab = hand.table()
    hand.type("x1")
    other = tab.view.visualRect(tab.model.index_of("requests.carried_in.business"))
    hand.click(tab.view.viewport(), other.center())
    assert hand.at() == "requests.carried_in.business"
    assert tab.model.look(tab.model.shape.grid.by_address["requests.new.natural"]).is_wrong
    assert "不是一个数" not in tab.help.text()
    hand.place.go_to("requests.new.natural")
    assert "不是一个数" in tab.help.text()
    hand.enter("1")
    assert not tab.model.wrong


def test_totals_fill_themselves_and_take_a_printed_figure(hand: Hands) -> None:
    session, tab = hand.session, hand.table()
    hand.enter("7")
    square = tab.model.shape.grid.by_address["requests.new.total"]
    assert tab.model.look(square).text == "7"
    assert tab.model.look(square).is_total
    hand.place.go_to(square.address)
    hand.enter("9")
    look = tab.model.look(square)
    assert (look.text, look.struck) == ("9", "7")
    hand.place.go_to("requests.new.business")
    hand.enter("1")
    assert tab.model.look(square).struck == "8"
    hand.place.go_to(square.address)
    assert "自动合计是 8" in tab.help.text()
    hand.press(Key.Key_Delete)
    look = tab.model.look(square)
    assert (look.text, look.struck) == ("8", "")
    assert square.address not in session.report.cells


def test_an_input_method_commits_and_its_enter_does_not_move(hand: Hands) -> None:
    tab = hand.table()
    view = tab.view
    QApplication.sendEvent(view, QInputMethodEvent("12", []))
    assert view.is_editing
    assert view.hasFocus()  # moving the focus would break the composition off
    commit = QInputMethodEvent("", [])
    commit.setCommitString("１２")
    QApplication.sendEvent(view, commit)
    assert view.editor.text() == "１２"
    assert hand.at() == "requests.new.natural"
    QApplication.sendEvent(view.editor, QInputMethodEvent("3", []))
    hand.press(Key.Key_Return)  # ends the composition in input methods that pass it on
    assert view.is_editing
    assert hand.at() == "requests.new.natural"
    end = QInputMethodEvent("", [])
    end.setCommitString("3")
    QApplication.sendEvent(view.editor, end)
    hand.press(Key.Key_Return)
    assert hand.stated("requests.new.natural") == 123
    assert hand.at() == "requests.carried_in.natural"


def test_a_composition_given_up_leaves_the_figure(hand: Hands) -> None:
    hand.enter("4")
    hand.press(Key.Key_Up)
    view = hand.table().view
    QApplication.sendEvent(view, QInputMethodEvent("shi", []))
    QApplication.sendEvent(view, QInputMethodEvent("", []))
    assert not view.is_editing
    assert hand.stated("requests.new.natural") == 4


def test_zero_is_stated_for_all_blanks_in_one_step(hand: Hands) -> None:
    session, tab = hand.session, hand.table()
    hand.enter("7")
    blanks = tab.blanks()
    assert tab.zero.text() == f"空格填零（{blanks} 格）"
    hand.click(tab.zero)
    assert tab.blanks() == blanks  # asked first, filled then
    hand.enter("甲")
    assert tab.blanks() == 0
    assert not tab.zero.isEnabled()
    assert session.report.cells["requests.new.natural"] == 7
    assert hand.place.message.isVisible()
    assert "撤销" in hand.place.message.text()
    session.undo()
    assert tab.blanks() == blanks


def test_undo_of_the_window_shows_in_the_cell(hand: Hands) -> None:
    session, tab = hand.session, hand.table()
    hand.enter("7")
    square = tab.model.shape.grid.by_address["requests.new.natural"]
    session.undo()
    assert tab.model.look(square).is_blank
    session.redo()
    assert tab.model.look(square).text == "7"
