"""Blocks selected with real keys, mouse and input method on the real editor."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.grid.layout import lay_out
from app.workbench.bench import Workbench
from tests.brought import brought
from tests.ui.editor.blocks import BOTH, CTRL, SHIFT, Key, Mod, at, clip, grid, put, size, spot, stated, view
from tests.ui.editor.conftest import Hands, Show
from tests.ui.reports import TOMORROW, dress
from ui.editor.place import EditorPlace


def test_shift_and_arrows_grow_and_shrink_the_block_and_the_hands_stay(hand: Hands) -> None:
    here = hand.at()
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Down):
        hand.press(key, SHIFT)
    assert size(hand) == (2, 3)
    assert hand.at() == here
    hand.press(Key.Key_Left, SHIFT)
    assert size(hand) == (2, 2)
    assert "选中 2 行 × 2 列，都空着" in hand.table().help.text()
    hand.press(Key.Key_Down)
    assert size(hand) == (1, 1)
    assert "选中" not in hand.table().help.text()


def test_shift_home_end_and_the_leaps(hand: Hands) -> None:
    wide, high = len(grid(hand).shares), grid(hand).height - grid(hand).head_rows
    hand.press(Key.Key_End, SHIFT)
    assert size(hand) == (1, wide)
    hand.press(Key.Key_Home, SHIFT)
    assert size(hand) == (1, 1)
    hand.press(Key.Key_Down, BOTH)
    assert size(hand) == (high, 1)
    hand.press(Key.Key_Right, BOTH)
    assert size(hand) == (high, wide)
    hand.press(Key.Key_Home, BOTH)
    assert size(hand) == (1, 1)
    hand.press(Key.Key_End, BOTH)
    assert size(hand) == (high, wide)
    hand.press(Key.Key_Escape)
    hand.press(Key.Key_PageDown, SHIFT)
    rows, columns = size(hand)
    assert 4 < rows < high
    assert columns == 1
    hand.press(Key.Key_PageUp, SHIFT)
    assert size(hand) == (1, 1)


def test_the_mouse_drags_a_block_and_shift_click_reaches_further(hand: Hands) -> None:
    port = view(hand).viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, Mod.NoModifier, spot(hand, at(hand, 1, 1)))
    for row, column in ((2, 2), (4, 3)):
        QTest.mouseMove(port, spot(hand, at(hand, row, column)))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, Mod.NoModifier, spot(hand, at(hand, 4, 3)))
    assert hand.at() == at(hand, 1, 1).address
    assert size(hand) == (4, 3)
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, SHIFT, spot(hand, at(hand, 2, 5)))
    assert size(hand) == (2, 5)
    hand.click(port, spot(hand, at(hand, 0, 0)))
    assert size(hand) == (1, 1)


def test_dragging_beyond_the_edge_moves_the_table_on(hand: Hands) -> None:
    port, bar = view(hand).viewport(), view(hand).verticalScrollBar()
    assert bar.maximum() > 0
    QTest.mousePress(port, Qt.MouseButton.LeftButton, Mod.NoModifier, spot(hand, at(hand, 0, 0)))
    QTest.mouseMove(port, QPoint(spot(hand, at(hand, 0, 1)).x(), port.height() + 20))
    for _ in range(40):
        if bar.value() == bar.maximum():
            break
        QTest.qWait(30)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton)
    assert bar.value() == bar.maximum()
    assert view(hand).selected[-1].row == grid(hand).height - 1


def test_headings_select_columns_and_rows_and_the_corner_all(hand: Hands) -> None:
    tab, heads = view(hand), view(hand).column_heads
    group = next(s for s in tab.grid.heads if s.columns > 1 and s.columns < len(grid(hand).shares))
    port = heads.viewport()
    hand.click(port, heads.rect_of(group).center())
    assert {s.column for s in tab.selected} == set(range(group.column, group.column + group.columns))
    assert size(hand)[0] == grid(hand).height - grid(hand).head_rows
    rows = tab.row_heads
    label = next(s for s in tab.grid.labels if s.kind == "row" and s.rows > 1)
    hand.click(rows.viewport(), rows.rect_of(label).intersected(rows.viewport().rect()).center())
    assert {s.row for s in tab.selected} == set(range(label.row, label.row + label.rows))
    hand.click(tab.corner)
    assert len(tab.selected) == len(grid(hand).values)
    hand.press(Key.Key_Escape)
    hand.press(Key.Key_A, CTRL)
    assert len(tab.selected) == len(grid(hand).values)


def test_dragging_over_headings_selects_on_and_lights_them(hand: Hands) -> None:
    tab, heads, rows = view(hand), view(hand).column_heads, view(hand).row_heads
    lowest = [s for s in tab.grid.heads if s.row + s.rows == grid(hand).head_rows]
    first, third = lowest[0], lowest[2]
    QTest.mousePress(heads.viewport(), Qt.MouseButton.LeftButton, Mod.NoModifier, heads.rect_of(first).center())
    QTest.mouseMove(heads.viewport(), heads.rect_of(third).center())
    QTest.mouseRelease(heads.viewport(), Qt.MouseButton.LeftButton, Mod.NoModifier, heads.rect_of(third).center())
    assert {s.column for s in tab.selected} == set(range(first.column, third.column + 1))
    assert size(hand)[0] == grid(hand).height - grid(hand).head_rows
    assert {s.column for s in heads._lit()} == {s.column for s in tab.selected}
    assert len(rows._lit()) == size(hand)[0]
    hand.press(Key.Key_Escape)
    assert len(heads._lit()) == len(rows._lit()) == 1


def test_what_is_asked_leaves_room_for_the_table_at_the_largest_size(hand: Hands) -> None:
    dress("特大")
    put("1\t-")
    hand.press(Key.Key_V, CTRL)
    QApplication.processEvents()
    assert clip(hand).strip.isVisible()
    assert not hand.table().fix.isVisible()
    rows = view(hand).viewport().height() // view(hand).row_heads.sectionSize(0)
    assert rows >= 3
    hand.press(Key.Key_Escape)
    QApplication.processEvents()
    assert hand.table().fix.isVisible()


@pytest.mark.parametrize("year", [2020, 2027])
def test_stacked_tables_with_other_columns_select_what_the_block_touches(
    bench: Workbench, show: Show, hands: Callable[[EditorPlace], Hands], year: int
) -> None:
    brought(bench, TOMORROW)
    session = bench.start(year)
    stacked = next(s for s in session.form.sections if len(s.blocks) > 1)
    place = show(session)
    hand = hands(place)
    place.go_to(lay_out(stacked).values[0].address)
    tab = view(hand)
    hand.press(Key.Key_A, CTRL)
    first = len(stacked.blocks[0].row_leaves()) * len(stacked.blocks[0].column_leaves())
    assert len(tab.selected) == first
    hand.press(Key.Key_A, CTRL)
    assert len(tab.selected) == len(grid(hand).values)
    hand.press(Key.Key_Escape)
    for _ in range(8):
        hand.press(Key.Key_Down, SHIFT)
    left = grid(hand).values[0]
    assert len({s.row for s in tab.selected}) == min(9, len({s.row for s in grid(hand).values}))
    assert all(s.column < left.column + left.columns and s.column + s.columns > left.column for s in tab.selected)
    assert [s for s in tab.selected if s.row == left.row] == [left]
    heading = next(s for s in grid(hand).squares if s.kind == "column" and s.row > left.row)
    index = tab.model().index(heading.row, heading.column - grid(hand).labels)
    tab.scrollTo(index)
    hand.click(tab.viewport(), tab.visualRect(index).center())
    assert tab.selected
    assert all(s.row > heading.row for s in tab.selected)
    tab.grab()


def test_enter_and_tab_walk_inside_the_block_and_come_round(hand: Hands) -> None:
    hand.press(Key.Key_Right, SHIFT)
    hand.press(Key.Key_Down, SHIFT)
    seen = []
    for figure in "1234":
        seen.append(hand.at())
        hand.enter(figure)
    assert seen == [at(hand, r, c).address for r, c in ((0, 0), (1, 0), (0, 1), (1, 1))]
    assert hand.at() == at(hand, 0, 0).address
    assert size(hand) == (2, 2)
    hand.press(Key.Key_Tab)
    assert hand.at() == at(hand, 0, 1).address
    hand.press(Key.Key_Backtab, SHIFT)
    hand.press(Key.Key_Backtab, SHIFT)
    assert hand.at() == at(hand, 1, 1).address
    assert "合计 10" in hand.table().help.text()


def test_the_block_is_tinted_and_the_cell_under_the_hands_is_not(hand: Hands) -> None:
    from ui.kit.theme import theme

    for key in (Key.Key_Right, Key.Key_Down):
        hand.press(key, SHIFT)
    picture = view(hand).viewport().grab().toImage()
    middle = [spot(hand, at(hand, r, c)) for r, c in ((0, 0), (1, 1), (2, 2))]
    off = QPoint(0, -12)  # above the figure
    colours = [picture.pixelColor(place + off).name() for place in middle]
    assert colours[0] == theme().colour("sheet").name()
    assert colours[1] == theme().colour("accent_soft").name()
    assert colours[2] != colours[1]
    edge = view(hand).visualRect(view(hand).sheet.index_of(at(hand, 1, 1).address)).bottomRight()
    assert picture.pixelColor(edge - QPoint(0, 10)).name() == theme().colour("accent").name()


def test_an_input_method_types_into_the_block_and_its_enter_does_not_move(hand: Hands) -> None:
    hand.press(Key.Key_Down, SHIFT)
    QApplication.sendEvent(view(hand), QInputMethodEvent("yi", []))
    assert view(hand).is_editing
    hand.press(Key.Key_Return)  # belongs to the input method
    commit = QInputMethodEvent("", [])
    commit.setCommitString("１２")
    QApplication.sendEvent(view(hand), commit)
    assert hand.at() == at(hand, 0, 0).address
    hand.press(Key.Key_Return)
    assert stated(hand, at(hand, 0, 0)) == [12]
    assert hand.at() == at(hand, 1, 0).address
    assert size(hand) == (2, 1)
