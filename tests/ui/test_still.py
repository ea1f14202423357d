"""What is said moves nothing under the hands; and the hands stay where the keyboard put them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from app.checks.counting import left
from app.checks.totals import total_addresses
from app.domain.change import Change
from app.domain.errors import Trouble
from app.domain.report import ReportKey
from tests.ui.desk import desktop, editor, focused, press, table, type_text
from tests.ui.reports import ORGAN, dress, open_bench, whole, with_error
from ui.editor.cover.tab import CoverTab
from ui.editor.table.help_bar import _AT, _KEYS, _NARROW, _WIDE
from ui.editor.table.quiet import Quiet
from ui.kit import theme
from ui.kit.focus import FocusRing
from ui.kit.inputs import Page
from ui.wiring import Desktop

KEY = ReportKey(ORGAN.short_name, 2022)
OLD_MONITOR = (1366, 697)  # what a task bar and a title line leave of 1366x768
SIZES = ("标准", "大", "特大")
Key, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def dressed(qtbot: QtBot) -> Iterator[None]:
    yield
    dress()


@pytest.fixture
def years(tmp_path: Path) -> Path:
    with open_bench(tmp_path) as bench:
        with_error(whole(bench, 2022))
    return tmp_path / "gongkailan.db"


@pytest.fixture
def made(years: Path, qtbot: QtBot) -> Iterator[Desktop]:
    """The report in the window of an old monitor."""
    with desktop(years, qtbot) as opened:
        opened.window.resize(*OLD_MONITOR)
        opened.open_report(KEY)
        QApplication.processEvents()
        yield opened


def stand(made: Desktop) -> dict[QWidget, QPoint]:
    """Where everything stands that can be clicked; what can be clicked in the message itself is left out."""
    QApplication.processEvents()
    parts = (part for part in made.window.findChildren(QWidget) if part.isVisible())
    kept = [part for part in parts if part.focusPolicy() & Qt.FocusPolicy.ClickFocus]
    return {part: part.mapTo(made.window, QPoint()) for part in kept if not made.window.frame.foot.isAncestorOf(part)}


def squares(made: Desktop) -> dict[str, QPoint]:
    """Where the squares of the table stand in the window."""
    view = table(made).view
    QApplication.processEvents()
    found = {}
    for address in table(made).model.shape.grid.by_address:
        index = table(made).model.index_of(address)
        found[address] = view.viewport().mapTo(made.window, view.visualRect(index).topLeft())
    return found


def undo_one(made: Desktop) -> None:
    """A figure is typed and taken back: the program says so."""
    type_text("7")
    press(Key.Key_Return)
    press(Key.Key_Z, modifier=CTRL)
    assert made.window.messages.isVisible()


def unbalance(made: Desktop) -> None:
    """Every cell says something, and one relation does not hold."""
    assert made.session is not None
    made.session.fill_zero(None, "马明")
    totals = total_addresses(made.session.form)
    for name in made.session.form.cells:
        if name not in totals:
            made.session.set_cell(name, "1")
            if left(made.session.result).faults:
                return
            made.session.undo()
    raise AssertionError("no cell of this form is in a relation")


# --------------------------------------------------------------------------------------------- nothing moves


@pytest.mark.parametrize("size", SIZES)
def test_a_message_moves_no_square_when_it_comes_and_when_it_goes(made: Desktop, size: str) -> None:
    made.look.choose_size(size)
    first = squares(made)
    undo_one(made)
    assert squares(made) == first
    QTest.mouseClick(made.window.messages._close, LEFT)
    assert not made.window.messages.isVisible()
    assert squares(made) == first


@pytest.mark.parametrize("tab", [0, 1])
def test_a_message_moves_no_line_to_write_in(made: Desktop, tab: int) -> None:
    editor(made).tabs.setCurrentIndex(tab)
    first = stand(made)
    assert len(first) > 8
    made.window.messages.say("bad", "盘写不进去", "填的还在", "请再试一次")
    assert stand(made) == first
    made.window.messages.close_message()
    assert stand(made) == first


def test_a_page_at_its_end_stands_still_until_it_is_moved_by_hand(made: Desktop) -> None:
    editor(made).tabs.setCurrentIndex(0)
    cover = editor(made).pages.currentWidget()
    assert isinstance(cover, CoverTab)
    made.window.resize(1366, 660)
    QApplication.processEvents()
    said, foot = made.window.messages, made.window.frame.foot
    said.say("ok", "存好了", for_ms=50_000)
    QApplication.processEvents()
    bars = (bar for bar in cover.findChildren(QScrollBar) if bar.isVisible() and bar.maximum() > 0)
    (bar,) = (bar for bar in bars if bar.orientation() == Qt.Orientation.Vertical)
    bar.setValue(bar.maximum())
    here = stand(made)
    QTest.mouseClick(said._close, LEFT)
    assert not said.isVisible()
    assert stand(made) == here
    bar.setValue(0)
    QApplication.processEvents()
    assert not foot.isVisible()  # the room is the page's again
    assert cover.height() == editor(made).pages.height()


def test_in_very_large_type_the_table_keeps_its_rows_and_the_message_is_one_line(made: Desktop) -> None:
    made.look.choose_size("特大")
    QApplication.processEvents()
    high = table(made).view.height()
    made.window.messages.say("bad", "这一块" * 30, "表里没有变动", "请改好再粘")
    QApplication.processEvents()
    said = made.window.messages
    assert table(made).view.height() == high
    assert said.height() < theme.theme().px(48)
    assert said.mapTo(made.window, QPoint(0, said.height())).y() == made.window.height()
    assert said.y() + made.window.frame.foot.y() > table(made).fix.mapTo(made.window, QPoint()).y()
    assert said._said.text().endswith("…")
    assert said.toolTip() == said.text() == f"{'这一块' * 30}。表里没有变动。\n请改好再粘。"
    type_text("1-2")
    press(Key.Key_Return)
    assert not said.isVisible()  # the line below says why it was refused
    assert table(made).help.is_wrong
    press(Key.Key_Escape)
    said.say("ok", "好了")
    assert said._said.text() == "好了。"
    assert said.toolTip() == ""


def test_a_message_never_lies_over_why_a_text_was_refused(made: Desktop) -> None:
    made.look.choose_size("特大")
    said, tab = made.window.messages, table(made)

    def is_covered() -> bool:
        QApplication.processEvents()
        foot = made.window.frame.foot
        below = tab.help.mapTo(made.window, QPoint(0, tab.help.height())).y()
        return foot.isVisible() and foot.mapTo(made.window, QPoint()).y() < below - 1

    wrong = editor(made).here()
    type_text("1-2")
    press(Key.Key_Return)
    said.say("bad", "还有 1 格没有存上")  # as when the window is about to close
    assert tab.help.is_wrong
    assert said.isVisible()
    assert not is_covered()
    said.close_message()
    press(Key.Key_Escape)
    type_text("1-2")
    press(Key.Key_Down)
    other = next(name for name in tab.model.shape.grid.by_address if name not in (wrong, editor(made).here()))
    editor(made).go_to(other)
    said.say("ok", "好了")
    assert is_covered()  # of the help alone there is more on F1
    editor(made).go_to(wrong)
    assert said.isVisible()
    assert not is_covered()


# --------------------------------------------------------------------------------------- one message, in its place


def test_a_message_does_not_follow_to_another_place(made: Desktop) -> None:
    undo_one(made)
    QTest.mouseClick(made.window.rail.button("home"), LEFT)
    assert not made.window.messages.isVisible()
    made.window.messages.say("bad", "打不开", closable=False)
    QTest.mouseClick(made.window.rail.button("settings"), LEFT)
    assert made.window.messages.isVisible()  # this one concerns the whole program


def test_the_next_thing_to_put_right_comes_back_after_what_was_said_meanwhile(made: Desktop) -> None:
    unbalance(made)
    made._tour(KEY, "faults")
    said = made.window.messages
    told = said.text()
    assert told.startswith("第 1 处")
    undo_one(made)
    assert said.text().startswith("已撤销")
    QTest.mouseClick(said._close, LEFT)
    assert said.text() == told
    assert said.isVisible()
    QTest.mouseClick(said._close, LEFT)
    assert not said.isVisible()


def test_a_refusal_does_not_stay_under_the_next_paste(made: Desktop) -> None:
    QApplication.clipboard().setText("1.5")
    press(Key.Key_V, modifier=CTRL)
    assert made.window.messages.kind == "bad"
    QApplication.clipboard().setText("1\t-")
    press(Key.Key_V, modifier=CTRL)
    assert table(made).clip.strip.isVisible()
    assert not made.window.messages.isVisible()


def test_a_figure_ends_what_was_said_of_the_deed_before(made: Desktop) -> None:
    made.window.messages.say_trouble(Trouble("没有写成", "再试一次"))
    type_text("7")
    press(Key.Key_Return)
    assert not made.window.messages.isVisible()


def test_ctrl_z_takes_the_question_back_and_nothing_else(made: Desktop) -> None:
    assert made.session is not None
    type_text("7")
    press(Key.Key_Return)
    standing = made.session.report
    for question in ("paste", "zero"):
        if question == "paste":
            QApplication.clipboard().setText("1\t-")
            press(Key.Key_V, modifier=CTRL)
            strip: QWidget = table(made).clip.strip
        else:
            press(Key.Key_Delete)
            standing = made.session.report
            press(Key.Key_0, modifier=Qt.KeyboardModifier.AltModifier)
            strip = table(made).zeroing.strip
            table(made).zeroing.strip.here.setFocus()
        assert strip.isVisible()
        press(Key.Key_Z, modifier=CTRL)
        assert strip.isHidden()
        assert made.session.report == standing
        assert focused() is table(made).view
    press(Key.Key_Z, modifier=CTRL)
    assert made.session.report != standing


# ------------------------------------------------------------------------------------------------- the keyboard


def test_arrows_walk_the_tabs_and_enter_goes_into_the_page(made: Desktop) -> None:
    place = editor(made)
    tabs = place.tabs
    tabs.setFocus(Qt.FocusReason.TabFocusReason)
    start = tabs.currentIndex()
    press(Key.Key_Left, start)
    assert tabs.currentIndex() == 0
    assert focused() is tabs
    for key, there in ((Key.Key_End, 6), (Key.Key_Right, 6), (Key.Key_Home, 0), (Key.Key_Right, 1)):
        press(key)
        assert tabs.currentIndex() == place.pages.currentIndex() == there
        assert focused() is tabs
    for key in (Key.Key_Return, Key.Key_Down):
        press(key)
        assert place.pages.currentWidget().isAncestorOf(focused())
        tabs.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.mouseClick(tabs, LEFT, pos=tabs.tabRect(start).center())
    assert focused() is table(made).view  # the mouse goes on into the page


@pytest.mark.parametrize("tab", range(7))
def test_every_tab_is_left_and_entered_by_f6(made: Desktop, tab: int) -> None:
    place = editor(made)
    place.tabs.setCurrentIndex(tab)
    for shift in (Qt.KeyboardModifier.NoModifier, SHIFT):
        begin, seen = focused(), set()
        for _ in range(12):
            press(Key.Key_F6, modifier=shift)
            seen.add(focused())
            if focused() is begin:
                break
        assert place.tabs in seen
        assert focused() is begin


def test_f6_leads_into_the_message_and_on(made: Desktop) -> None:
    undo_one(made)
    said, begin, seen = made.window.messages, focused(), []
    for _ in range(12):
        press(Key.Key_F6)
        seen.append(focused())
        if focused() is begin:
            break
    assert said._close in seen
    assert focused() is begin
    while focused() is not said._close:
        press(Key.Key_F6, modifier=SHIFT)
    press(Key.Key_Space)
    assert not said.isVisible()
    assert focused() is table(made).view


def test_a_text_is_left_with_tab_and_the_keyboard_comes_back(made: Desktop) -> None:
    place = editor(made)
    place.tabs.setCurrentIndex(1)
    begin = focused()
    press(Key.Key_Tab)
    assert focused() is not begin
    press(Key.Key_Backtab, modifier=SHIFT)
    assert focused() is begin


def test_enter_at_the_first_start_shows_where_the_keyboard_is(tmp_path: Path, qtbot: QtBot) -> None:
    with desktop(tmp_path / "new.db", qtbot) as made:
        assert made.start.first is not None
        QTest.mouseClick(made.start.first.name, LEFT)
        type_text("大才回族乡人民政府")
        press(Key.Key_Return)
        ring = made.window.findChild(FocusRing)
        assert isinstance(ring, FocusRing)
        assert ring.isVisible()
        segment = made.start.first.level.segments()[made.start.first.level.number()]
        assert focused() is segment
        assert ring.geometry().contains(segment.mapTo(made.window, segment.rect().center()))


def test_the_keys_stand_in_their_room_at_every_size(made: Desktop) -> None:
    for size in SIZES:
        now = theme.Theme(theme.LIGHT, size)
        wide = QFontMetrics(now.font("small")).horizontalAdvance
        for line in _KEYS:
            ends = (*_AT[1:], _WIDE)
            assert all(now.px(at) + wide(word) < now.px(end) for at, end, word in zip(_AT, ends, line, strict=True))
        assert wide("　".join(" ".join(line[-2:]) for line in _KEYS)) < now.px(_NARROW)
    assert [line[-2:] for line in _KEYS] == [("F1", "说明"), ("F6", "换区")]


# ------------------------------------------------------------------------------------- what she used stays in view


@pytest.mark.parametrize("size", ["大", "特大"])
def test_the_switch_of_the_size_stays_in_view(made: Desktop, size: str) -> None:
    QTest.mouseClick(made.window.rail.button("settings"), LEFT)
    place = made.window.page("settings")
    (page,) = place.findChildren(Page)
    switch = next(s for s in place.type_size.segments() if s.text() == size)  # type: ignore[attr-defined]
    QTest.mouseClick(switch, LEFT)
    QApplication.processEvents()
    QApplication.processEvents()
    top = switch.mapTo(page.viewport(), QPoint()).y()
    assert top >= 0
    assert top + switch.height() <= page.viewport().height()


def test_after_a_long_way_the_hands_are_where_it_is_said_to_stop(made: Desktop) -> None:
    assert made.session is not None
    chance, totals = random.Random(7), total_addresses(made.session.form)
    names = [name for name in made.session.form.cells if name not in totals]
    for name in chance.sample(names, 8):
        made.session.set_cell(name, "3")
    for key, far in ((Key.Key_Down, 5), (Key.Key_Up, 3), (Key.Key_Down, 4)):
        press(Key.Key_F9)
        press(key, far)
        press(Key.Key_Return)
        (entry,) = made.session.steps(made.session.position + 1, 1)
        assert made.session.undo_label is not None
        assert f"停在“{made.session.undo_label}”" in made.window.messages.text()
        assert editor(made).here() in entry.step.after.cells
        press(Key.Key_F9)
        assert made._steps is not None
        steps = made._steps.panel
        assert steps.model.seq(steps.list.currentIndex()) == made.session.position
        press(Key.Key_Escape)


@pytest.mark.parametrize("width", [1024, 1100, 1180, 1240, 1280, 1366, 1920])
def test_the_deadline_shows_by_width_and_not_by_the_moment(years: Path, qtbot: QtBot, width: int) -> None:
    with desktop(years, qtbot) as made:
        made.window.resize(width, 697)
        shown = []
        made.open_report(KEY)
        QApplication.processEvents()
        shown.append(made.head.due.isVisible())
        made.go("home")
        made.open_report(KEY)
        shown.append(made.head.due.isVisible())
        undo_one(made)
        shown.append(made.head.due.isVisible())
        QTest.mouseClick(made.window.rail.button("home"), LEFT)
        made._tour(KEY, "faults")
        shown.append(made.head.due.isVisible())
        assert len(set(shown)) == 1
        if width >= 1366:
            assert shown[0]


def test_in_another_size_words_go_before_any_is_cut(made: Desktop) -> None:
    for size in (*SIZES, *reversed(SIZES)):
        made.look.choose_size(size)
        for _ in range(3):  # what is laid out anew may be fitted anew
            QApplication.processEvents()
        head = made.head
        for part in (head.title, head.due, head.saved, head.undo, head.steps):
            assert not part.isVisible() or part.width() >= part.sizeHint().width(), (size, part)


def test_zeros_that_were_confirmed_lose_the_day_before_the_person(qtbot: QtBot) -> None:
    dress()
    said = Quiet()
    qtbot.addWidget(said)
    whole_words, short = "10 格由李姐 1月10日确认为零", "10 格由李姐确认为零"
    said.say(whole_words, short)
    wide = said.fontMetrics().horizontalAdvance
    for width, shown in ((wide(whole_words), whole_words), (wide(whole_words) - 1, short), (wide(short), short)):
        said.resize(width, 30)
        assert said.fitting() == shown
    said.resize(wide(short) - 1, 30)
    assert said.fitting().endswith("…")
    assert said.toolTip() == whole_words


def test_a_confirmed_zero_tells_the_person_at_very_large_type(years: Path, qtbot: QtBot) -> None:
    with desktop(years, qtbot) as made:
        made.look.choose_size("特大")
        made.window.resize(1366, 697)
        made.open_report(KEY)
        assert made.session is not None
        totals = total_addresses(made.session.form)
        mine = table(made).section.id
        names = [n for n in made.session.form.cells if n.startswith(f"{mine}.") and n not in totals]
        made.session.apply(Change("清空", dict.fromkeys(names[:10])))
        made.session.fill_zero(mine, "李姐")
        said = table(made).zeroing.said
        qtbot.waitUntil(lambda: "李姐" in said.text())
        assert "李姐" in said.fitting()
        assert "…" not in said.fitting()
