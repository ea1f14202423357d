"""Zero as a statement: asked on a strip in the page, filled as one step of a named person, told ever after."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.checks.totals import total_addresses
from app.domain.address import section_of
from app.editing.session import Session
from app.system import clock
from app.workbench.bench import Workbench
from tests.brought import brought
from tests.ui.editor.conftest import Hands, Show
from tests.ui.reports import TOMORROW
from ui.editor.place import EditorPlace

MakeHands = Callable[[EditorPlace], Hands]
Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
YEARS = (2020, 2023, 2027)


@pytest.fixture(params=YEARS)
def hand(
    request: pytest.FixtureRequest, bench: Workbench, show: Show, hands: MakeHands, monkeypatch: pytest.MonkeyPatch
) -> Hands:
    """A blank report of each format, the invented one too, in its first table."""
    monkeypatch.setenv(clock.STOPPED, "2023-01-08T09:30:00+08:00")
    brought(bench, TOMORROW)
    session = bench.start(request.param)
    place = show(session)
    place.go_to(leaves(session)[0])
    return hands(place)


def leaves(session: Session, section: str = "") -> list[str]:
    totals = total_addresses(session.form)
    return [name for name in session.form.cells if name not in totals and section in ("", section_of(name))]


def filled(hand: Hands) -> set[str]:
    return set(hand.session.report.cells)


def focused() -> object:
    return QApplication.focusWidget()


def test_with_a_known_clerk_two_keys_do_it(bench: Workbench, hand: Hands) -> None:
    bench.save_clerk("王小梅")
    tab, section = hand.table(), hand.table().section
    mine = leaves(hand.session, section.id)
    hand.press(Key.Key_0, ALT)
    strip = tab.zeroing.strip
    assert strip.isVisible()
    assert strip.name.text() == "王小梅"
    assert focused() is strip.here
    assert not filled(hand)
    hand.press(Key.Key_Return)
    assert filled(hand) == set(mine)
    assert not strip.isVisible()
    assert tab.view.hasFocus()
    label = f"{section.name} {len(mine)} 格填零，王小梅确认没有发生"
    assert hand.session.undo_label == label
    assert hand.place.message.text().startswith(f"{label}。")
    assert tab.zeroing.said.text() == f"{len(mine)} 格由王小梅 1月8日确认为零"
    (said,) = bench.zero_statements(hand.session.report.key)
    assert (said.section, said.who, set(said.cells)) == (section.id, "王小梅", set(mine))
    hand.session.undo()
    assert not filled(hand)
    assert bench.zero_statements(hand.session.report.key) == ()


def test_a_clerk_without_a_name_types_it_once(bench: Workbench, hand: Hands) -> None:
    tab = hand.table()
    hand.press(Key.Key_0, ALT)
    assert focused() is tab.zeroing.strip.name
    hand.press(Key.Key_Return)
    assert not filled(hand)  # nobody has stated anything
    assert tab.zeroing.strip.says.text().startswith("请先写上是谁确认的")
    assert focused() is tab.zeroing.strip.name
    hand.enter("王小梅")
    assert filled(hand)
    assert bench.clerk == "王小梅"
    assert hand.session.who == "王小梅"


def test_somebody_else_may_state_it(bench: Workbench, hand: Hands) -> None:
    bench.save_clerk("王小梅")
    hand.press(Key.Key_0, ALT)
    strip = hand.table().zeroing.strip
    strip.name.setFocus()
    strip.name.selectAll()
    hand.enter("马所长")
    assert bench.clerk == "王小梅"
    assert bench.zero_statements(hand.session.report.key)[0].who == "马所长"


def test_only_blanks_are_filled(bench: Workbench, hand: Hands) -> None:
    bench.save_clerk("王小梅")
    first, second = leaves(hand.session)[:2]
    hand.enter("7")
    hand.place.go_to(second)
    hand.type("1o")  # cannot be read, and stays in the cell
    hand.press(Key.Key_0, ALT)
    hand.press(Key.Key_Return)
    assert hand.stated(first) == 7
    assert hand.stated(second) is None
    wanted = set(leaves(hand.session, hand.table().section.id)) - {second}
    assert filled(hand) == wanted
    assert "写着“1o”，没有存上" in hand.place.message.text()


def test_the_whole_report_in_one_step(bench: Workbench, hand: Hands) -> None:
    bench.save_clerk("王小梅")
    session, strip = hand.session, hand.table().zeroing.strip
    blank = session.blanks()
    elsewhere = leaves(session)[-1]
    hand.place.go_to(elsewhere)
    hand.enter("2o")  # refused in another part: spared there, too
    hand.place.go_to(leaves(session)[0])
    hand.press(Key.Key_0, ALT)
    if strip.whole.isVisible():
        sections = {section_of(name) for name in blank if name != elsewhere}
        assert all(s.name in strip.whole.toolTip() for s in session.form.sections if s.id in sections)
        assert strip.whole.text() == f"整份报告填零（{len(blank) - 1} 格）"
        hand.press(Key.Key_Tab)
        assert focused() is strip.whole
    hand.press(Key.Key_Return)
    assert filled(hand) == set(blank) - {elsewhere}
    assert all(session.values[name] == 0 for name in blank if name != elsewhere)
    session.undo()
    assert not filled(hand)


@pytest.mark.parametrize("way", ["escape", "leave", "again"])
def test_nothing_is_filled_when_left(bench: Workbench, hand: Hands, way: str) -> None:
    bench.save_clerk("王小梅")
    tab = hand.table()
    hand.click(tab.zero)
    assert tab.zeroing.strip.isVisible()
    if way == "escape":
        hand.press(Key.Key_Escape)
    elif way == "leave":
        hand.click(tab.zeroing.strip.leave)
    else:
        hand.press(Key.Key_0, ALT)
    assert not tab.zeroing.strip.isVisible()
    assert tab.view.hasFocus()
    assert not filled(hand)
    assert hand.session.undo_label is None


def test_leaving_the_part_asks_no_longer(hand: Hands) -> None:
    tab = hand.table()
    hand.press(Key.Key_0, ALT)
    hand.place.tabs.setCurrentIndex(0)
    hand.place.go_to(leaves(hand.session)[0])
    assert not tab.zeroing.strip.isVisible()


def test_what_is_told_follows_what_is_typed_afterwards(bench: Workbench, hand: Hands, qtbot: QtBot) -> None:
    bench.save_clerk("王小梅")
    tab = hand.table()
    hand.press(Key.Key_0, ALT)
    hand.press(Key.Key_Return)
    count = len(leaves(hand.session, tab.section.id))
    hand.enter("5")
    qtbot.waitUntil(lambda: tab.zeroing.said.text() == f"{count - 1} 格由王小梅 1月8日确认为零", timeout=2000)
    hand.session.undo()
    qtbot.waitUntil(lambda: tab.zeroing.said.text() == f"{count} 格由王小梅 1月8日确认为零", timeout=2000)


def test_no_blank_no_question(bench: Workbench, hand: Hands) -> None:
    hand.session.fill_zero(None, "王小梅")
    hand.press(Key.Key_0, ALT)
    assert not hand.table().zeroing.strip.isVisible()
    assert not hand.table().zero.isEnabled()


def test_where_the_disk_refuses_nothing_is_stated_and_the_question_stays(bench: Workbench, hand: Hands) -> None:
    bench.save_clerk("王小梅")
    database = bench._shelf._database._db
    hand.press(Key.Key_0, ALT)
    database.execute("PRAGMA query_only = ON")
    hand.press(Key.Key_Return)
    assert not filled(hand)
    assert hand.place.message.isVisible()
    assert hand.place.message.kind == "bad"
    assert hand.table().zeroing.strip.isVisible()
    database.execute("PRAGMA query_only = OFF")
    hand.press(Key.Key_Return)
    assert filled(hand)


def test_the_message_takes_it_back(bench: Workbench, hand: Hands) -> None:
    bench.save_clerk("王小梅")
    hand.enter("7")
    before = filled(hand)
    hand.press(Key.Key_0, ALT)
    hand.press(Key.Key_Return)
    assert filled(hand) > before
    hand.click(hand.place.message._action)
    assert filled(hand) == before


def test_noughts_that_were_none_last_year_are_named(bench: Workbench, show: Show, hands: MakeHands) -> None:
    bench.save_clerk("王小梅")
    before = bench.start(2021)
    before.set_cell("proactive.licences.decisions", "36")
    before.set_cell("proactive.penalties.decisions", "5")
    hand = hands(show(bench.start(2022)))
    hand.place.go_to("proactive.licences.decisions")
    hand.press(Key.Key_0, ALT)
    hand.press(Key.Key_Return)
    assert "。其中 2 格上年不是 0（行政许可 36、行政处罚 5），请看一眼。" in hand.place.message.text()
    hand.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hand.place.go_to("disputes.cases.review_upheld")
    hand.press(Key.Key_0, ALT)
    hand.press(Key.Key_Return)
    assert "上年不是 0" not in hand.place.message.text()
