"""Blocks cleared, copied, cut, filled and pasted with real keys and clipboard on the real editor."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.change import Change
from app.grid.layout import lay_out
from tests.app.imports.clips import Cell, excel, sheet, word, wps
from tests.ui.editor.blocks import BOTH, CTRL, SHIFT, Key, at, clip, grid, put, section, spot, state, stated, view
from tests.ui.editor.conftest import Hands
from tests.ui.reports import SIZE, SMALL, dress
from ui.editor.table.paste_strip import TOTALS
from ui.kit import theme


def test_delete_clears_the_block_in_one_step(hand: Hands) -> None:
    state(hand, {at(hand, 0, 0): 1, at(hand, 1, 1): 2})
    for key in (Key.Key_Right, Key.Key_Down):
        hand.press(key, SHIFT)
    hand.press(Key.Key_Delete)
    assert not hand.session.report.cells
    assert hand.session.undo_label == f"清空 2 行 × 2 列（{section(hand).name}）"
    assert "已清空 2 行 × 2 列" in hand.place.message.text()
    hand.session.undo()
    assert stated(hand, at(hand, 0, 0), at(hand, 1, 1)) == [1, 2]


@pytest.mark.parametrize("keys", [(Key.Key_C, CTRL), (Key.Key_Insert, CTRL)])
def test_copying_puts_plain_figures_as_text_and_as_a_table(
    hand: Hands, keys: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    state(hand, {at(hand, 0, 0): 7, at(hand, 1, 1): 1234})
    for key in (Key.Key_Right, Key.Key_Down):
        hand.press(key, SHIFT)
    hand.press(*keys)
    data = QApplication.clipboard().mimeData()
    assert data.text() == "7\t\n\t1234\n"
    assert '<td align="right">1234</td>' in data.html()
    assert data.html().count("<tr>") == 2


@pytest.mark.parametrize("kind", ["text", "html"])
def test_what_is_copied_with_its_headings_finds_its_place_by_them(hand: Hands, kind: str) -> None:
    state(hand, {at(hand, row, column): row + 10 * column for row in range(3, 6) for column in range(1, 4)})
    copied = [at(hand, row, column) for row in range(3, 6) for column in range(1, 4)]
    figures = stated(hand, *copied)
    hand.place.go_to(at(hand, 3, 1).address)
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Down, Key.Key_Down):
        hand.press(key, SHIFT)
    hand.press(Key.Key_C, BOTH)
    data = QApplication.clipboard().mimeData()
    text, html = data.text(), data.html()
    assert grid(hand).at[grid(hand).head_rows - 1, copied[0].column].text in text
    assert 'rowspan="' in html
    assert "已连表头复制 3 行 × 3 列" in hand.place.message.text()
    hand.session.undo()
    put(**{kind: text if kind == "text" else html})
    hand.place.go_to(at(hand, 3, 1).address)
    hand.press(Key.Key_V, CTRL)
    assert stated(hand, *copied) == figures


@pytest.mark.parametrize(
    ("copy", "paste"), [((Key.Key_C, CTRL), (Key.Key_V, CTRL)), ((Key.Key_Insert, CTRL), (Key.Key_Insert, SHIFT))]
)
def test_what_is_copied_here_is_pasted_there_and_stays(
    hand: Hands, copy: tuple[Qt.Key, Qt.KeyboardModifier], paste: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    state(hand, {at(hand, 0, 0): 7, at(hand, 0, 1): 8})
    hand.press(Key.Key_Right, SHIFT)
    hand.press(*copy)
    hand.place.go_to(at(hand, 3, 2).address)
    hand.press(*paste)
    assert stated(hand, at(hand, 0, 0), at(hand, 0, 1), at(hand, 3, 2), at(hand, 3, 3)) == [7, 8, 7, 8]
    assert view(hand).selected == (at(hand, 3, 2), at(hand, 3, 3))
    assert "已粘贴 1 行 × 2 列" in hand.place.message.text()
    assert "撤销" in hand.place.message._action.text()


@pytest.mark.parametrize("keys", [(Key.Key_X, CTRL), (Key.Key_Delete, SHIFT)])
def test_what_is_cut_leaves_its_place_only_when_it_is_pasted(
    hand: Hands, keys: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    state(hand, {at(hand, 0, 0): 7})
    hand.press(*keys)
    assert stated(hand, at(hand, 0, 0)) == [7]
    assert view(hand).cut_squares == {at(hand, 0, 0).address}
    hand.place.go_to(at(hand, 2, 2).address)
    hand.press(Key.Key_V, CTRL)
    assert stated(hand, at(hand, 0, 0), at(hand, 2, 2)) == [None, 7]
    assert not view(hand).cut_squares
    hand.place.go_to(at(hand, 4, 4).address)
    hand.press(Key.Key_V, CTRL)  # once more: nothing more is taken away
    assert stated(hand, at(hand, 2, 2), at(hand, 4, 4)) == [7, 7]
    hand.session.undo()
    hand.session.undo()
    assert hand.session.report.cells == {at(hand, 0, 0).address: 7}


def test_a_cut_given_up_or_overtaken_takes_nothing_away(hand: Hands) -> None:
    state(hand, {at(hand, 0, 0): 7})
    hand.press(Key.Key_X, CTRL)
    hand.press(Key.Key_Escape)
    hand.place.go_to(at(hand, 2, 2).address)
    hand.press(Key.Key_V, CTRL)
    assert stated(hand, at(hand, 0, 0), at(hand, 2, 2)) == [7, 7]
    hand.press(Key.Key_X, CTRL)
    hand.enter("9")  # another figure stands where it was cut
    hand.place.go_to(at(hand, 5, 3).address)
    hand.press(Key.Key_V, CTRL)
    assert stated(hand, at(hand, 2, 2), at(hand, 5, 3)) == [9, 7]


def test_cutting_in_one_table_and_pasting_in_another_moves_the_figure(hand: Hands) -> None:
    state(hand, {at(hand, 0, 0): 7})
    source = at(hand, 0, 0).address
    hand.press(Key.Key_X, CTRL)
    other = next(s for s in hand.session.form.sections if s.kind == "table" and s.id != section(hand).id)
    target = next(s for s in lay_out(other).values if not s.is_total).address
    hand.place.go_to(target)
    hand.press(Key.Key_V, CTRL)
    assert hand.session.report.cells == {target: 7}
    assert source not in hand.session.report.cells


def test_ctrl_d_and_ctrl_r_fill_the_block(hand: Hands) -> None:
    state(hand, {at(hand, 0, 0): 5})
    for _ in range(2):
        hand.press(Key.Key_Down, SHIFT)
    hand.press(Key.Key_D, CTRL)
    assert stated(hand, *(at(hand, row, 0) for row in range(3))) == [5, 5, 5]
    hand.press(Key.Key_Right, SHIFT)
    hand.press(Key.Key_R, CTRL)
    assert stated(hand, *(at(hand, row, 1) for row in range(3))) == [5, 5, 5]
    assert "向右填充" in (hand.session.undo_label or "")
    hand.place.go_to(at(hand, 3, 0).address)
    hand.press(Key.Key_D, CTRL)  # one cell takes the figure above it
    assert stated(hand, at(hand, 3, 0)) == [5]


@pytest.mark.parametrize("write", [excel, wps, word])
def test_the_whole_table_is_pasted_at_once(hand: Hands, write: Callable[[list[list[Cell]]], str]) -> None:
    whole = {s.address: n % 7 for n, s in enumerate(grid(hand).values) if not s.is_total}
    hand.session.apply(Change("", whole))
    printed = {s.address: hand.session.values[s.address] for s in grid(hand).values}
    hand.session.undo()
    hand.place.go_to(at(hand, 5, 3).address)
    put(html=write(sheet(section(hand), printed)))
    hand.press(Key.Key_V, CTRL)
    assert {a: hand.session.values[a] for a in printed} == printed
    high, wide = grid(hand).height - grid(hand).head_rows, len(grid(hand).shares)
    assert f"已粘贴 {high} 行 × {wide} 列" in hand.place.message.text()
    hand.click(hand.place.message._action)
    assert not hand.session.report.cells


def test_one_figure_fills_the_selection(hand: Hands) -> None:
    put("0\r\n")
    hand.press(Key.Key_A, CTRL)
    hand.press(Key.Key_V, CTRL)
    assert not hand.table().blanks()
    assert set(hand.session.report.cells.values()) == {0}


@pytest.mark.parametrize(
    ("text", "told"),
    [("1\t2\t3\t4\t5\t6\t7\t8", "放不下"), ("1\n约5", "第 2 行第 1 列"), ("", "没有可以粘的数")],
)
def test_what_does_not_fit_is_refused_whole_in_one_sentence(hand: Hands, text: str, told: str) -> None:
    put(text)
    hand.press(Key.Key_V, CTRL)
    assert not hand.session.report.cells
    assert hand.session.undo_label is None
    assert told in hand.place.message.text()
    assert "表里没有变动" in hand.place.message.text()
    hand.enter("3")
    assert stated(hand, at(hand, 0, 0)) == [3]


def test_a_doubtful_block_is_shown_before_it_is_pasted(hand: Hands) -> None:
    state(hand, {at(hand, 0, 1): 5})
    put("1\t\t-")
    hand.press(Key.Key_V, CTRL)
    strip = clip(hand).strip
    assert strip.isVisible()
    assert strip.lead.text() == "要粘 1 行 × 3 列，其中 2 格要看一下"
    assert strip.take.text() == "粘贴（2 格）"
    lines = [strip.list.item(row).text() for row in range(strip.list.count())]
    assert "5 → 空" in lines[0]
    assert "空 → 0" in lines[1]
    assert stated(hand, at(hand, 0, 0)) == [None]
    assert set(view(hand)._marked) == {at(hand, 0, 1).address, at(hand, 0, 2).address}
    assert strip.list.hasFocus()
    hand.press(Key.Key_Down)
    assert strip.list.currentRow() == 1
    hand.press(Key.Key_Return)
    assert stated(hand, at(hand, 0, 0), at(hand, 0, 1), at(hand, 0, 2)) == [1, None, 0]
    assert strip.isHidden()
    assert view(hand).hasFocus()
    assert not view(hand)._marked


@pytest.mark.parametrize("look", theme.sizes())
@pytest.mark.parametrize("room", [SMALL, SIZE])
def test_what_is_to_be_pasted_is_never_cut(hand: Hands, look: str, room: tuple[int, int]) -> None:
    dress(look)
    hand.place.resize(*room)
    row = "-\t" + "1\t" * (len(grid(hand).shares) - 2)
    put("\n".join([row + "99", *[row + str(len(grid(hand).shares) - 2)] * 11]))
    hand.press(Key.Key_V, CTRL)
    QApplication.processEvents()
    strip = clip(hand).strip
    choice = strip.choices[TOTALS]
    assert choice.isVisible()
    parts: list[QWidget] = [strip.lead, strip.take, strip.leave, choice.about, *choice.answer.segments()]
    for said in parts:
        assert said.width() >= said.sizeHint().width(), said.accessibleName()
    assert strip.says.text().startswith("12 格合计自己算，不用粘。")
    assert "12 格合计" in strip.says.fitting()
    dress()


def test_a_doubtful_block_given_up_changes_nothing(hand: Hands) -> None:
    put("1\t-")
    for by_key in (True, False):
        hand.press(Key.Key_V, CTRL)
        assert clip(hand).strip.isVisible()
        if by_key:
            hand.press(Key.Key_Escape)
        else:
            hand.click(clip(hand).strip.leave)
        assert clip(hand).strip.isHidden()
        assert view(hand).hasFocus()
    assert not hand.session.report.cells


def test_tab_goes_from_the_list_to_the_deed_and_to_the_way_out(hand: Hands) -> None:
    put("1\t-")
    hand.press(Key.Key_V, CTRL)
    strip = clip(hand).strip
    for widget in (strip.list, strip.take, strip.leave):
        assert widget.hasFocus()
        hand.press(Key.Key_Tab)
    assert strip.list.hasFocus()
    hand.press(Key.Key_Backtab, SHIFT)
    assert strip.leave.hasFocus()
    hand.press(Key.Key_Return)
    assert strip.isHidden()
    assert not hand.session.report.cells


def test_another_change_takes_the_question_away(hand: Hands) -> None:
    put("1\t-")
    hand.press(Key.Key_V, CTRL)
    hand.click(view(hand).viewport(), spot(hand, at(hand, 3, 3)))
    hand.enter("4")
    assert clip(hand).strip.isHidden()
    assert not view(hand)._marked
    assert list(hand.session.report.cells.values()) == [4]


def test_a_refused_text_is_answered_by_what_is_pasted_over_it(hand: Hands) -> None:
    hand.enter("1o")
    hand.press(Key.Key_Escape)
    hand.type("x")
    hand.click(view(hand).viewport(), spot(hand, at(hand, 1, 1)))
    assert hand.table().unsaved() == 1
    hand.place.go_to(at(hand, 0, 0).address)
    hand.press(Key.Key_Escape)
    put("4\t4")
    hand.press(Key.Key_V, CTRL)
    assert hand.table().unsaved() == 0
