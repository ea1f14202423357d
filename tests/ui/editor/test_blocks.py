"""Blocks selected, copied, cut, pasted, cleared and filled with real keys, mouse and clipboard on the real editor."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.change import Change
from app.forms.model import Section
from app.grid.layout import Grid, Square, lay_out
from app.workbench.bench import Workbench
from tests.app.imports.clips import Cell, excel, sheet, word, wps
from tests.ui.editor.conftest import ODD, Hands, Show
from tests.ui.reports import TOMORROW, dress
from ui.editor.place import EditorPlace
from ui.editor.table.clip_desk import ClipDesk
from ui.editor.table.view import TableView

MakeHands = Callable[[EditorPlace], Hands]
Key = Qt.Key
Mod = Qt.KeyboardModifier
CTRL, SHIFT, BOTH = Mod.ControlModifier, Mod.ShiftModifier, Mod.ControlModifier | Mod.ShiftModifier


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    qapp.clipboard().clear()
    yield
    qapp.clipboard().clear()  # it must not outlive Python, which made it


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: MakeHands) -> Hands:
    """The largest table of a blank report, hands on its first cell."""
    place = show(bench.start(2023))
    session = place.session
    assert session is not None
    tables = [section for section in session.form.sections if section.kind == "table"]
    place.go_to(lay_out(max(tables, key=lambda one: len(lay_out(one).values))).values[0].address)
    return hands(place)


def section(hand: Hands) -> Section:
    return hand.table().section


def grid(hand: Hands) -> Grid:
    return hand.table().model.shape.grid


def view(hand: Hands) -> TableView:
    return hand.table().view


def clip(hand: Hands) -> ClipDesk:
    return hand.table().clip


def at(hand: Hands, row: int, column: int) -> Square:
    """The square in the body: rows and value columns counted from 0."""
    first = grid(hand).values[0]
    return grid(hand).at[first.row + row, first.column + column]


def spot(hand: Hands, square: Square) -> QPoint:
    return view(hand).visualRect(view(hand).sheet.index_of(square.address)).center()


def size(hand: Hands) -> tuple[int, int]:
    """Rows and columns of the block."""
    squares = view(hand).selected
    return len({s.row for s in squares}), len({s.column for s in squares})


def put(text: str = "", html: str = "") -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QApplication.clipboard().setMimeData(data)


def state(hand: Hands, figures: dict[Square, int]) -> None:
    hand.session.apply(Change("", {square.address: value for square, value in figures.items()}))


def stated(hand: Hands, *squares: Square) -> list[object]:
    return [hand.stated(square.address) for square in squares]


# -------------------------------------------------------------------------------------------------- selecting


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
    bench: Workbench, show: Show, hands: MakeHands, year: int
) -> None:
    bench.add_form(TOMORROW)
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


# -------------------------------------------------------------------------------------------------- deeds


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


# -------------------------------------------------------------------------------------------------- the menu


@pytest.mark.parametrize("keys", [(Key.Key_Menu, Mod.NoModifier), (Key.Key_F10, SHIFT)])
def test_the_menu_offers_the_deeds_in_the_words_of_office(
    hand: Hands, keys: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    state(hand, {at(hand, 0, 0): 7})
    hand.session.apply(Change("", {at(hand, 1, 0).address: 8}))
    hand.session.undo()
    hand.place.go_to(at(hand, 0, 0).address)
    put("3")
    hand.press(*keys)
    menu = clip(hand).menu
    assert menu is not None
    assert menu.isVisible()
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert words == ["撤销", "重做", "剪切", "复制", "粘贴", "清除内容", "向下填充", "向右填充", "全选"]
    down = words.index("清除内容") + 1
    for _ in range(down):
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    assert stated(hand, at(hand, 0, 0)) == [None]
    menu.close()


def test_the_menu_opens_at_the_mouse_and_offers_only_what_can_be_done(hand: Hands) -> None:
    port, place = view(hand).viewport(), spot(hand, at(hand, 1, 1))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, port.mapToGlobal(place))
    QApplication.sendEvent(port, event)
    menu = clip(hand).menu
    assert menu is not None
    assert menu.isVisible()
    off = {action.text().split("\t")[0] for action in menu.actions() if action.text() and not action.isEnabled()}
    assert off == {"撤销", "重做", "粘贴"}
    menu.close()
    hand.enter("7")
    put("3")
    hand.press(Key.Key_Menu)
    off = {action.text().split("\t")[0] for action in menu.actions() if action.text() and not action.isEnabled()}
    assert off == {"重做"}
    QTest.keyClick(menu, Key.Key_Down)  # 撤销 stands first
    QTest.keyClick(menu, Key.Key_Return)
    assert not hand.session.report.cells
    menu.close()


def test_the_right_button_keeps_the_block_it_is_pressed_in(hand: Hands) -> None:
    hand.press(Key.Key_Right, SHIFT)
    port = view(hand).viewport()
    QTest.mouseClick(port, Qt.MouseButton.RightButton, Mod.NoModifier, spot(hand, at(hand, 0, 1)))
    assert size(hand) == (1, 2)
    QTest.mouseClick(port, Qt.MouseButton.RightButton, Mod.NoModifier, spot(hand, at(hand, 2, 2)))
    assert view(hand).selected == (at(hand, 2, 2),)


# -------------------------------------------------------------------------------------------------- any form


def test_every_table_of_invented_forms_is_copied_and_pasted_whole(
    bench: Workbench, show: Show, hands: MakeHands
) -> None:
    for path, year in ((TOMORROW, 2027), (ODD, 2028)):
        bench.add_form(path)
        session = bench.start(year)
        if session.form.id != path.stem.replace("_", "-") and path is ODD:
            continue
        hand = hands(show(session))
        for one in session.form.sections:
            if one.kind != "table":
                continue
            squares = lay_out(one).values
            session.apply(Change("", {s.address: n % 5 for n, s in enumerate(squares) if not s.is_total}))
            before = dict(session.report.cells)
            hand.place.go_to(squares[0].address)
            hand.press(Key.Key_A, CTRL)
            hand.press(Key.Key_A, CTRL)
            hand.press(Key.Key_C, CTRL)
            hand.press(Key.Key_Delete)
            assert not {s.address for s in squares} & set(session.report.cells)
            hand.press(Key.Key_V, CTRL)
            assert clip(hand).strip.isHidden()
            assert session.report.cells == before
