"""Keys of a whole day in the real window: round with F6, Ctrl+S, F1, and what the first Ctrl+Z takes away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.address import Address
from app.domain.change import Change
from app.domain.report import ReportKey
from app.editing.session import Session
from app.workbench import doubts
from app.workbench.bench import Workbench
from app.workbench.doubts import Doubt
from tests.ui import controls
from tests.ui.desk import desktop, editor, focused, press, tab_to, table, type_text
from tests.ui.reports import ORGAN, whole
from ui.editor.balance.repair_box import RepairBox
from ui.kit.focus import FocusRing
from ui.settings.place import SettingsPlace
from ui.wiring import BOARD, CHECKS, EDITOR, HANDOVER, HOME, SETTINGS, Desktop

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
KEY = ReportKey(ORGAN.short_name, 2020)
MONEY = "proactive.procurement.amount"
CELL, BESIDE, OTHER = "requests.new.natural", "requests.new.business", "requests.granted.natural"


@pytest.fixture
def made(workspace: Path, qtbot: QtBot) -> Iterator[Desktop]:
    """A whole report, open in the real window, hands in a table."""
    with Workbench.open(workspace) as bench:
        bench.save_organ(ORGAN)
        bench.save_clerk("王小梅")
        whole(bench, KEY.year)
    with desktop(workspace, qtbot) as opened:
        opened.open_report(KEY)
        opened.go_to_cell(CELL)
        yield opened


def session_of(made: Desktop) -> Session:
    assert made.session is not None
    return made.session


def stated(made: Desktop, address: Address) -> object:
    return session_of(made).values[address]


def enter(made: Desktop, address: Address, text: str) -> None:
    made.go_to_cell(address)
    type_text(text)
    press(Key.Key_Return)


def click_cell(made: Desktop, address: Address) -> None:
    view = table(made).view
    where = view.visualRect(view.sheet.index_of(address)).center()
    QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, where)
    QApplication.processEvents()


def shown(made: Desktop, address: Address) -> str:
    model = table(made).model
    return model.look(model.shape.grid.by_address[address]).text


def said(made: Desktop) -> str:
    return made.window.messages.text() if made.window.messages.isVisible() else ""


# ------------------------------------------------------------------------------------------------------------ F6


def round_from(begin: QWidget, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> list[QWidget]:
    seen: list[QWidget] = []
    for _ in range(14):
        press(Key.Key_F6, modifier=modifier)
        seen.append(focused())
        if focused() is begin:
            return seen
    raise AssertionError("F6 never comes round")


def test_f6_leads_to_the_rail_and_back_to_the_same_cell(made: Desktop) -> None:
    made.go_to_cell(OTHER)
    view, entry = table(made).view, made.window.rail.button(EDITOR)
    there = round_from(view)
    assert there.count(entry) == 1
    assert editor(made).here() == OTHER
    back = round_from(view, SHIFT)
    assert back[:-1] == [*reversed(there[:-1])]
    while focused() is not entry:
        press(Key.Key_F6)
    ring = made.window.findChild(FocusRing)
    assert isinstance(ring, FocusRing)
    assert ring.isVisible()
    assert ring.geometry().contains(entry.mapTo(made.window, entry.rect().center()))
    press(Key.Key_F6)
    type_text("3")
    press(Key.Key_Return)
    assert stated(made, OTHER) == 3


def test_a_table_is_left_for_another_place_by_keys_alone(made: Desktop) -> None:
    while focused() is not made.window.rail.button(EDITOR):
        press(Key.Key_F6)
    press(Key.Key_Down)
    assert focused() is made.window.rail.button(CHECKS)
    press(Key.Key_F6)  # looked, and back: another entry of the rail leads back as well
    assert focused() is table(made).view or editor(made).isAncestorOf(focused())
    while focused() is not made.window.rail.button(EDITOR):
        press(Key.Key_F6, modifier=SHIFT)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert made.window.place == CHECKS


@pytest.mark.parametrize("place", [HOME, CHECKS, BOARD, HANDOVER, SETTINGS])
def test_every_other_place_has_its_rail_and_its_page(made: Desktop, qtbot: QtBot, place: str) -> None:
    made.go(place)
    qtbot.waitUntil(lambda: controls.at_rest(made.window), timeout=20_000)
    made.window.messages.close_message()
    page, entry = made.window.page(place), made.window.rail.button(place)
    entry.setFocus(Qt.FocusReason.TabFocusReason)
    for modifier in (Qt.KeyboardModifier.NoModifier, SHIFT):
        press(Key.Key_F6, modifier=modifier)
        inside = focused()
        assert page.isAncestorOf(inside) or inside is page
        assert inside.isVisible()
        press(Key.Key_F6, modifier=modifier)
        assert focused() is entry
    press(Key.Key_F6)
    assert focused() is inside  # where the keyboard was


def test_f6_from_the_head_line_leads_into_the_page(made: Desktop) -> None:
    made.head.steps.setFocus(Qt.FocusReason.TabFocusReason)
    press(Key.Key_F6)
    assert editor(made).isAncestorOf(focused())
    made.head.steps.setFocus(Qt.FocusReason.TabFocusReason)
    press(Key.Key_F6, modifier=SHIFT)
    assert focused() is made.window.rail.button(EDITOR)


def test_f6_in_a_message_of_another_place_leads_on(made: Desktop) -> None:
    made.go(SETTINGS)
    made.window.messages.say("tip", "先看这一句")
    made.window.messages.first().setFocus(Qt.FocusReason.TabFocusReason)
    press(Key.Key_F6)
    assert focused() is made.window.rail.button(SETTINGS)


def test_the_readme_names_the_rail() -> None:
    table_of_keys = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (line,) = (line for line in table_of_keys.splitlines() if line.lstrip().startswith("| F6"))
    for word in ("表格", "勾稽关系", "页签", "左边", "提示", "Shift"):
        assert word in line


# ------------------------------------------------------------------------------------- a text that was refused


def test_the_first_undo_takes_away_the_refused_text_alone(made: Desktop) -> None:
    enter(made, CELL, "12")
    label = session_of(made).undo_label
    made.go_to_cell(CELL)
    type_text("1-2")
    click_cell(made, OTHER)
    assert shown(made, CELL) == "1-2"
    press(Key.Key_Z, modifier=CTRL)
    assert shown(made, CELL) == "12"
    assert stated(made, CELL) == 12
    assert editor(made).here() == CELL
    assert said(made) == f"已撤销：{session_of(made).form.cell_label(CELL)}里没有存上的“1-2”。这一格还是 12。"
    assert editor(made).unkept() == ("", "")
    assert session_of(made).undo_label == label
    press(Key.Key_Z, modifier=CTRL)
    assert stated(made, CELL) == 0


def test_a_unit_typed_along_is_taken_away_and_twelve_comes_back(made: Desktop) -> None:
    """As the clerk did it, the text of the clerk included."""
    enter(made, CELL, "12")
    made.go_to_cell(CELL)
    type_text("606.05")
    type_text("万元")
    click_cell(made, OTHER)
    assert shown(made, CELL) == "606.05万元"
    press(Key.Key_Z, modifier=CTRL)
    assert (shown(made, CELL), stated(made, CELL)) == ("12", 12)


def test_while_it_is_open_undo_closes_it_and_what_stood_stands(made: Desktop) -> None:
    enter(made, CELL, "12")
    enter(made, CELL, "1-2")
    view = table(made).view
    assert focused() is view.editor
    press(Key.Key_Z, modifier=CTRL)
    assert focused() is view
    assert (shown(made, CELL), stated(made, CELL)) == ("12", 12)
    press(Key.Key_Z, modifier=CTRL)
    assert stated(made, CELL) == 0


def test_undo_while_typing_takes_away_what_is_typed_and_no_step(made: Desktop) -> None:
    enter(made, CELL, "12")
    made.go_to_cell(CELL)
    before = session_of(made).position
    type_text("345")
    for _ in range(4):
        if table(made).view.is_editing:
            press(Key.Key_Z, modifier=CTRL)
    assert not table(made).view.is_editing
    assert stated(made, CELL) == 12
    assert session_of(made).position == before


def test_the_button_over_the_window_takes_it_away_as_well(made: Desktop) -> None:
    enter(made, CELL, "12")
    made.go_to_cell(CELL)
    type_text("1-2")
    QTest.mouseClick(made.head.undo, LEFT)
    assert (shown(made, CELL), stated(made, CELL)) == ("12", 12)


def test_what_was_stated_after_it_is_taken_back_before_it(made: Desktop) -> None:
    enter(made, CELL, "12")
    made.go_to_cell(CELL)
    type_text("1-2")
    click_cell(made, OTHER)
    type_text("7")
    press(Key.Key_Return)
    press(Key.Key_Z, modifier=CTRL)
    assert stated(made, OTHER) == 0
    assert shown(made, CELL) == "1-2"
    press(Key.Key_Z, modifier=CTRL)
    assert shown(made, CELL) == "12"
    press(Key.Key_Z, modifier=CTRL)
    assert stated(made, CELL) == 0


def test_two_of_them_go_one_by_one_the_last_first(made: Desktop) -> None:
    enter(made, CELL, "12")
    made.go_to_cell(BESIDE)
    type_text("3o")
    made.go_to_cell(CELL)
    type_text("1-2")
    click_cell(made, OTHER)
    press(Key.Key_Z, modifier=CTRL)
    assert (shown(made, CELL), shown(made, BESIDE)) == ("12", "3o")
    press(Key.Key_Z, modifier=CTRL)
    assert shown(made, BESIDE) == "0"
    assert stated(made, CELL) == 12


def test_one_that_was_answered_is_not_taken_away_again(made: Desktop) -> None:
    enter(made, CELL, "12")
    made.go_to_cell(CELL)
    type_text("1-2")
    click_cell(made, OTHER)
    enter(made, CELL, "9")
    press(Key.Key_Z, modifier=CTRL)
    assert stated(made, CELL) == 12
    press(Key.Key_Z, modifier=CTRL)
    assert stated(made, CELL) == 0


def test_it_is_taken_away_from_another_page_too(made: Desktop) -> None:
    enter(made, CELL, "12")
    made.go_to_cell(CELL)
    type_text("1-2")
    made.go(CHECKS)
    press(Key.Key_Z, modifier=CTRL)
    assert made.window.place == CHECKS
    assert stated(made, CELL) == 12
    assert editor(made).unkept() == ("", "")


def test_a_settled_doubt_is_still_taken_back(made: Desktop) -> None:
    assert made.bench is not None
    doubts.save(made.bench, KEY, [Doubt(OTHER, 0, "看不清。")])
    made.open_report(KEY)
    made.go_to_cell(OTHER)
    press(Key.Key_F8)
    made.go_to_cell(CELL)
    type_text("1-2")
    click_cell(made, BESIDE)
    press(Key.Key_Z, modifier=CTRL)
    assert shown(made, CELL) == "0"
    assert not doubts.of(made.bench, KEY)
    press(Key.Key_Z, modifier=CTRL)
    assert list(doubts.of(made.bench, KEY)) == [OTHER]


# --------------------------------------------------------------------------------------------------------- a cut


@pytest.mark.parametrize("keys", [(Key.Key_X, CTRL), (Key.Key_Delete, SHIFT)])
def test_undo_right_after_a_cut_ends_the_cut_and_nothing_else(
    made: Desktop, keys: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    enter(made, OTHER, "5")
    enter(made, CELL, "12")
    made.go_to_cell(CELL)
    press(keys[0], modifier=keys[1])
    assert table(made).view.cut_squares
    press(Key.Key_Z, modifier=CTRL)
    assert not table(made).view.cut_squares
    assert (stated(made, CELL), stated(made, OTHER)) == (12, 5)
    assert said(made) == "不剪了，数都在原处。"
    made.go_to_cell(BESIDE)
    press(Key.Key_V, modifier=CTRL)  # nothing is moved any longer, the figure itself can still be pasted
    assert (stated(made, CELL), stated(made, BESIDE)) == (12, 12)
    press(Key.Key_Z, modifier=CTRL)
    press(Key.Key_Z, modifier=CTRL)
    assert (stated(made, CELL), stated(made, OTHER)) == (0, 5)


def test_a_cut_in_another_part_is_ended_too(made: Desktop) -> None:
    enter(made, CELL, "12")
    made.go_to_cell(CELL)
    press(Key.Key_X, modifier=CTRL)
    cut_in = table(made)
    made.go_to_cell(MONEY)
    press(Key.Key_Z, modifier=CTRL)
    assert not cut_in.view.cut_squares
    assert stated(made, CELL) == 12


def test_what_is_asked_is_left_before_the_cut_is_ended(made: Desktop) -> None:
    enter(made, CELL, "12")
    made.go_to_cell(BESIDE)
    press(Key.Key_Delete)
    made.go_to_cell(CELL)
    press(Key.Key_X, modifier=CTRL)
    press(Key.Key_0, modifier=Qt.KeyboardModifier.AltModifier)
    tab = table(made)
    assert tab.zeroing.strip.isVisible()
    press(Key.Key_Z, modifier=CTRL)
    assert tab.zeroing.strip.isHidden()
    assert tab.view.cut_squares
    press(Key.Key_Z, modifier=CTRL)
    assert not tab.view.cut_squares
    assert stated(made, BESIDE) is None
    press(Key.Key_Z, modifier=CTRL)
    assert (stated(made, BESIDE), stated(made, CELL)) == (0, 12)


def test_redo_is_not_held_up_by_a_cut(made: Desktop) -> None:
    enter(made, OTHER, "5")
    press(Key.Key_Z, modifier=CTRL)
    made.go_to_cell(CELL)
    press(Key.Key_X, modifier=CTRL)
    press(Key.Key_Y, modifier=CTRL)
    assert stated(made, OTHER) == 5


def test_what_was_stated_after_a_cut_is_taken_back(made: Desktop) -> None:
    made.go_to_cell(CELL)
    press(Key.Key_X, modifier=CTRL)
    enter(made, OTHER, "5")
    press(Key.Key_Z, modifier=CTRL)
    assert stated(made, OTHER) == 0


# -------------------------------------------------------------------------------------------------------- Ctrl+S


def test_ctrl_s_says_since_when_all_is_kept(made: Desktop) -> None:
    made.go_to_cell(CELL)
    type_text("8")
    press(Key.Key_S, modifier=CTRL)
    assert stated(made, CELL) == 8
    moment = f"{session_of(made).saved_at:%H:%M:%S}"
    assert said(made) == f"已保存 {moment}。填一处就存一处，不用按 Ctrl+S。"
    assert made.window.messages.kind == "ok"
    assert made.head.saved.text() == f"已保存 {moment}"
    assert focused() is table(made).view
    assert editor(made).here() == CELL


def test_ctrl_s_in_a_text_keeps_what_was_written(made: Desktop) -> None:
    part = next(section.id for section in session_of(made).form.sections if section.kind == "text")
    made.go_to_cell(part)
    press(Key.Key_End, modifier=CTRL)
    type_text("下一步抓好落实。")
    press(Key.Key_S, modifier=CTRL)
    assert session_of(made).report.passages[part].endswith("下一步抓好落实。")
    assert said(made).startswith("已保存 ")


def test_ctrl_s_names_what_is_not_kept(made: Desktop) -> None:
    made.go_to_cell(CELL)
    type_text("1-2")
    press(Key.Key_S, modifier=CTRL)
    assert "已保存" not in said(made)
    assert said(made).startswith("还有 1 格没有存上")
    assert shown(made, CELL) == "1-2"


def test_ctrl_s_leaves_what_is_asked(made: Desktop) -> None:
    made.go_to_cell(CELL)
    press(Key.Key_Delete)
    press(Key.Key_0, modifier=Qt.KeyboardModifier.AltModifier)
    strip = table(made).zeroing.strip
    assert strip.isVisible()
    press(Key.Key_S, modifier=CTRL)
    assert strip.isVisible()
    assert said(made).startswith("已保存 ")
    assert stated(made, CELL) is None


def test_ctrl_s_in_the_settings_keeps_what_is_being_typed(made: Desktop) -> None:
    made.go(SETTINGS)
    page = made.window.page(SETTINGS)
    assert isinstance(page, SettingsPlace)
    page.office.setFocus()
    page.office.selectAll()
    type_text("综合办")
    press(Key.Key_S, modifier=CTRL)
    assert made.bench is not None
    assert made.bench.organ is not None
    assert made.bench.organ.office == "综合办"
    assert "存好了" in said(made)
    page.name.setFocus()
    page.name.clear()
    press(Key.Key_S, modifier=CTRL)
    assert "已保存" not in said(made)
    assert "还空着" in page.name_field.below.text()
    page.name.setText(ORGAN.name)


def test_ctrl_s_says_nothing_where_nothing_is_open(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        press(Key.Key_S, modifier=CTRL)
        assert said(made) == ""


# ------------------------------------------------------------------------------------------------------------ F1


@pytest.mark.parametrize("text", ["7", "45"])
def test_a_digit_closes_the_help_and_goes_to_the_cell(made: Desktop, text: str) -> None:
    press(Key.Key_F1)
    box = table(made).help.box
    assert box is not None
    assert box.isVisible()
    for mark in text:
        QTest.keyClicks(QApplication.activePopupWidget() or focused(), mark)
    assert not box.isVisible()
    press(Key.Key_Return)
    assert stated(made, CELL) == int(text)


def test_a_key_that_is_only_held_leaves_the_help_open(made: Desktop) -> None:
    press(Key.Key_F1)
    box = table(made).help.box
    assert box is not None
    for key in (Key.Key_Shift, Key.Key_Control, Key.Key_Alt):
        QTest.keyClick(box, key)
    assert box.isVisible()
    QTest.keyClick(box, Key.Key_Down)
    assert not box.isVisible()
    assert editor(made).here() == "requests.carried_in.natural"


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_F1, Key.Key_Return, Key.Key_Enter])
def test_the_keys_that_close_the_help_do_nothing_else(made: Desktop, key: Qt.Key) -> None:
    press(Key.Key_F1)
    box = table(made).help.box
    assert box is not None
    QTest.keyClick(box, key)
    assert not box.isVisible()
    assert editor(made).here() == CELL
    assert not table(made).view.is_editing


# -------------------------------------------------------------------------------------------------- the other ways


def other_ways(made: Desktop, qtbot: QtBot) -> RepairBox:
    """Two digits were swapped; the helper has looked and knows more than one way."""
    made.window.resize(1366, 768)
    session_of(made).apply(Change("填数", {CELL: 30, OTHER: 12, "requests.partial.natural": 18}))
    enter(made, OTHER, "21")
    box = table(made).panel.card.box
    qtbot.waitUntil(box.more.isVisible, timeout=3000)
    QApplication.processEvents()
    return box


def test_after_a_click_on_the_other_ways_the_keyboard_is_in_the_table(made: Desktop, qtbot: QtBot) -> None:
    box = other_ways(made, qtbot)
    made.go_to_cell(BESIDE)
    QTest.mouseClick(box.more, LEFT, pos=QPoint(5, 5))
    assert box.more.text() == "收起"
    type_text("9")
    press(Key.Key_Return)
    assert stated(made, BESIDE) == 9


def test_the_other_ways_are_opened_by_keys_as_before(made: Desktop, qtbot: QtBot) -> None:
    box = other_ways(made, qtbot)
    press(Key.Key_Return, modifier=Qt.KeyboardModifier.AltModifier)
    tab_to(box.more)
    press(Key.Key_Return)
    assert box.more.text() == "收起"
    assert focused() is box.more
