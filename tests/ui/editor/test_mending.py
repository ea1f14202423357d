"""A click, or a key, balances the table: offered when the hands rest, one step of history, taken back by 撤销."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.change import Change
from app.workbench.bench import Workbench
from tests.brought import brought
from tests.ui.editor.conftest import Hands, Show
from tests.ui.reports import SIZE, TOMORROW, dress, tab_stops, whole
from ui.editor.balance.card import WorstCard
from ui.editor.balance.ways import FEW
from ui.editor.place import EditorPlace
from ui.kit.theme import theme

MakeHands = Callable[[EditorPlace], Hands]
Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
NATURAL, BUSINESS = "requests.granted.natural", "requests.granted.business"
FIGURES = {"requests.new.natural": 7, "requests.carried_in.natural": 1, NATURAL: 4, "requests.partial.natural": 3}
SENTENCE = "全年答复申请，予以公开5件，部分公开3件。"


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: MakeHands) -> Hands:
    """A table that is 1 apart; no sentence says which figure is wrong."""
    session = whole(bench, 2023)
    session.apply(Change("填数", dict(FIGURES)))
    place = show(session)
    place.go_to(NATURAL)
    return hands(place)


@pytest.fixture
def sure(hand: Hands, qtbot: QtBot) -> Hands:
    """The same, and a sentence states the right figure."""
    hand.session.apply(Change("写总体情况", {}, {"overview": SENTENCE}))
    rest(hand, qtbot)
    return hand


def card(hand: Hands) -> WorstCard:
    return hand.table().panel.card


def rest(hand: Hands, qtbot: QtBot) -> None:
    """The hands rest: the helper has looked."""
    mending = hand.table().mending
    qtbot.waitUntil(lambda: not mending._rest.isActive(), timeout=2000)
    QApplication.processEvents()


def way(hand: Hands, place: int) -> QRect:
    ways = card(hand).box.list
    return ways.visualRect(ways.model().index(place, 0))


def test_a_click_states_the_figure_and_says_so(sure: Hands) -> None:
    box = card(sure).box
    assert box.offer is not None
    assert box.offer.head == "改这一格就全平"
    assert box.do.text() == "改为 5"
    assert not box.list.isVisible()
    sure.click(box.do)
    assert sure.stated(NATURAL) == 5
    assert sure.place.message.text() == "已把（一）予以公开·自然人从 4 改为 5。"
    assert sure.session.undo_label == "把（一）予以公开·自然人从 4 改为 5"
    assert sure.table().view.hasFocus()
    assert sure.at() == NATURAL
    assert not sure.session.result.errors
    assert not box.do.isVisible()
    assert not box.list.isVisible()
    sure.click(sure.place.message._action)
    assert sure.stated(NATURAL) == 4


def test_alt_enter_does_what_is_offered(sure: Hands) -> None:
    sure.press(Key.Key_Return, ALT)
    assert sure.stated(NATURAL) == 5
    sure.session.undo()
    assert sure.stated(NATURAL) == 4
    assert sure.session.undo_label == "写总体情况"  # one step for one deed


def test_the_other_ways_wait_until_asked(sure: Hands) -> None:
    box = card(sure).box
    sure.click(box.more)
    assert box.list.isVisible()
    assert box.more.text() == "收起"
    sure.click(box.list.viewport(), way(sure, 0).center())
    assert not sure.session.result.errors
    assert sure.stated(NATURAL) == 4


def test_without_a_second_source_the_clerk_chooses(hand: Hands, qtbot: QtBot) -> None:
    rest(hand, qtbot)
    box = card(hand).box
    assert box.offer is not None
    assert box.offer.head == "改哪一格就全平"
    assert not box.do.isVisible()
    assert len(box.list.ways) == FEW
    names = [words.name for _, words in box.list.ways]
    hand.click(box.list.viewport(), way(hand, names.index("（一）予以公开 · 自然人")).center())
    assert hand.stated(NATURAL) == 5
    assert hand.place.message.text().startswith("已把（一）予以公开·自然人从 4 改为 5")


def test_keys_alone_reach_and_choose_a_way(hand: Hands, qtbot: QtBot) -> None:
    rest(hand, qtbot)
    ways = card(hand).box.list
    hand.press(Key.Key_Return, ALT)
    assert ways.hasFocus()
    assert hand.session.undo_label == "填数"
    assert ways.currentIndex().row() == 0
    hand.press(Key.Key_Down)
    chosen, _ = ways.ways[1]
    hand.press(Key.Key_Return)
    assert {address: hand.stated(address) for address in chosen.cells} == dict(chosen.cells)
    assert hand.table().view.hasFocus()


def test_f6_and_tab_reach_every_deed(sure: Hands) -> None:
    box = card(sure).box
    sure.press(Key.Key_F6)
    assert box.do.hasFocus()
    stops = tab_stops(box.do, 4)
    assert [stop for stop in stops if stop in (box.do, box.locate, box.more)] == [box.do, box.locate, box.more]
    sure.press(Key.Key_Space)
    assert sure.stated(NATURAL) == 5


def test_what_is_being_typed_comes_first(sure: Hands) -> None:
    sure.place.go_to("requests.partial.natural")
    sure.type("4")
    sure.click(card(sure).box.do)
    assert sure.stated("requests.partial.natural") == 4  # it balances now: there is nothing left to change
    assert sure.stated(NATURAL) == 4
    assert not sure.session.result.errors
    assert not sure.place.message.text().startswith("已把")


def test_nothing_is_sought_between_a_key_and_its_picture(hand: Hands, qtbot: QtBot) -> None:
    rest(hand, qtbot)
    before = card(hand).box.offer
    hand.enter("6")
    assert card(hand).box.offer is before
    assert hand.table().mending._rest.isActive()
    rest(hand, qtbot)
    assert card(hand).box.offer is not None
    assert card(hand).box.offer != before


def test_a_balanced_table_offers_nothing(hand: Hands, qtbot: QtBot) -> None:
    hand.enter("5")
    rest(hand, qtbot)
    assert card(hand).box.offer is None
    assert not card(hand).box.list.isVisible()


def test_two_neighbours_exchanged_are_put_back_in_one_step(hand: Hands, qtbot: QtBot) -> None:
    hand.session.apply(Change("填数", {NATURAL: 0, BUSINESS: 5, "requests.new.business": 0}))
    rest(hand, qtbot)
    box = card(hand).box
    assert box.offer is not None
    assert box.do.text() == "对调"
    hand.click(box.do)
    assert (hand.stated(NATURAL), hand.stated(BUSINESS)) == (5, 0)
    assert not hand.session.result.errors
    hand.session.undo()
    assert (hand.stated(NATURAL), hand.stated(BUSINESS)) == (0, 5)


@pytest.fixture
def shifted(hand: Hands, qtbot: QtBot) -> Hands:
    """What natural persons asked for was granted to enterprises: two columns are apart, one exchange mends both."""
    figures = {NATURAL: 0, "requests.carried_in.natural": 0, "requests.partial.natural": 0, BUSINESS: 7}
    hand.session.apply(Change("填数", dict(figures)))
    rest(hand, qtbot)
    return hand


def test_what_balances_one_column_stands_under_a_heading_of_its_own(shifted: Hands) -> None:
    box = card(shifted).box
    assert box.offer is not None
    assert box.offer.head == "改哪一处就全平"
    assert all(repair.whole for repair, _ in box.list.ways)
    names = [words.slip for _, words in box.list.ways]
    assert names == ["像是填到旁边一列去了"] * len(names)
    shifted.click(box.more)
    at = box.list.entries.index("改哪一格，这里就平，别处还差")
    before, after = box.list.entries[:at], box.list.entries[at + 1 :]
    assert all(not isinstance(entry, str) and entry[0].whole for entry in before)
    assert after
    assert not any(isinstance(entry, str) or entry[0].whole for entry in after)
    position = shifted.session.position
    shifted.click(box.list.viewport(), way(shifted, at).center())  # a heading is no deed
    assert shifted.session.position == position
    shifted.click(box.list.viewport(), way(shifted, 0).center())
    assert not shifted.session.result.errors


def test_keys_pass_over_the_heading(shifted: Hands) -> None:
    box = card(shifted).box
    shifted.click(box.more)
    box.list.setFocus()
    at = box.list.entries.index("改哪一格，这里就平，别处还差")
    for row in [*range(at), at + 1]:
        assert box.list.currentIndex().row() == row
        shifted.press(Key.Key_Down)
    shifted.press(Key.Key_Up)
    entry = box.list.entries[box.list.currentIndex().row()]
    assert not isinstance(entry, str)
    shifted.press(Key.Key_Return)
    assert {address: shifted.stated(address) for address in entry[0].cells} == dict(entry[0].cells)
    assert len([e for e in shifted.session.result.errors if not e.follows]) == 1


def test_figures_written_the_wrong_way_round_say_so(hand: Hands, qtbot: QtBot) -> None:
    hand.session.apply(Change("填数", {"requests.new.natural": 12, NATURAL: 17, "requests.carried_in.natural": 0}))
    hand.session.apply(Change("填数", {"requests.partial.natural": 4}))
    rest(hand, qtbot)
    ways = card(hand).box.list
    _, words = ways.ways[0]
    assert (words.old, words.new, words.slip) == ("12", "21", "像是两个数字写颠倒了")
    spoken = ways.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("像是两个数字写颠倒了")
    assert way(hand, 0).height() > way(hand, 1).height()


def test_a_slip_is_said_beside_the_way_that_leads(hand: Hands, qtbot: QtBot) -> None:
    hand.session.apply(Change("填数", {"requests.new.natural": 20, NATURAL: 12, "requests.carried_in.natural": 4}))
    hand.session.apply(Change("写总体情况", {}, {"overview": "予以公开21件，部分公开3件。"}))
    rest(hand, qtbot)
    box = card(hand).box
    assert box.offer is not None
    assert box.do.text() == "改为 21"
    assert box._because.text().startswith("像是两个数字写颠倒了。依据：")


def test_a_folded_panel_leaves_the_fix_line(sure: Hands, qtbot: QtBot) -> None:
    dress("特大")
    QApplication.processEvents()
    rest(sure, qtbot)
    fix = sure.table().fix
    assert not sure.table().panel.isVisible()
    assert fix.offer is not None
    assert fix.offer.short == "改这一格就全平：予以公开 4 → 5"
    assert "改这一格就全平：予以公开 4 → 5" in fix.accessibleName()
    sure.click(fix.do)
    assert sure.stated(NATURAL) == 5
    assert fix.do.isHidden()


def test_a_folded_panel_opens_to_choose(hand: Hands, qtbot: QtBot) -> None:
    dress("特大")
    QApplication.processEvents()
    rest(hand, qtbot)
    fix = hand.table().fix
    assert fix.offer is not None
    assert fix.accessibleName().endswith("好几格都可能，点“全部勾稽关系”看")
    assert fix.do.isHidden()
    assert fix.locate.isVisible()
    table = hand.table().view
    wide = table.width()
    hand.press(Key.Key_Return, ALT)
    assert card(hand).isVisible()
    assert card(hand).box.list.hasFocus()
    panel = hand.table().panel
    assert table.width() == wide  # it lies over the table, nothing is squeezed
    assert panel.geometry().right() <= hand.table().width()
    assert panel.geometry().bottom() <= fix.mapTo(hand.table(), fix.rect().topLeft()).y()
    hand.press(Key.Key_Escape)
    assert not panel.isVisible()
    assert table.hasFocus()
    hand.click(fix.all)
    assert panel.isVisible()
    hand.press(Key.Key_Return)
    assert not hand.session.result.errors
    assert not panel.isVisible()
    assert table.hasFocus()


def test_every_part_has_a_name(sure: Hands) -> None:
    box = card(sure).box
    assert box.do.accessibleName() == "改这一格就全平：（一）予以公开 · 自然人，4 改为 5"
    assert box.more.accessibleName().startswith("其他改法")
    assert box.list.accessibleName()


def test_a_format_of_years_to_come(bench: Workbench, show: Show, hands: MakeHands, qtbot: QtBot) -> None:
    brought(bench, TOMORROW)
    place = show(whole(bench, 2027))
    hand = hands(place)
    place.go_to("villages.east_sum.posted")
    hand.enter("12")
    rest(hand, qtbot)
    box = card(hand).box
    assert box.offer is not None
    hand.press(Key.Key_Return, ALT)
    assert box.list.hasFocus()  # a part may be wrong, or the total that was typed over them
    hand.press(Key.Key_Return)
    assert not hand.session.result.errors


@pytest.mark.parametrize("size", [SIZE, (1500, 800)])
def test_a_long_way_is_never_cut(
    bench: Workbench, show: Show, hands: MakeHands, qtbot: QtBot, size: tuple[int, int]
) -> None:
    session = whole(bench, 2023)
    session.apply(Change("填数", {"requests.new.welfare": 1, "requests.granted.research": 1}))
    place = show(session, size)
    place.go_to("requests.granted.research")
    hand = hands(place)
    rest(hand, qtbot)
    ways = card(hand).box.list
    longest = max((words for _, words in ways.ways), key=lambda words: len(words.name))
    assert longest.name.endswith("对调")
    offer = card(hand).box.offer
    assert offer is not None
    assert offer.head == "改哪一处就全平"
    measure = QFontMetrics(theme().font("small"))
    for row, (_, words) in enumerate(ways.ways):
        room = QRect(0, 0, ways.viewport().width() - 2 * theme().px(2), 1000)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWrapAnywhere
        high = measure.boundingRect(room, flags, words.name).height()
        assert words.new or way(hand, row).height() > high
        assert ways.viewport().rect().contains(way(hand, row))
