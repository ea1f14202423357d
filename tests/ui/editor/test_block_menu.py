"""The menu of the table, and blocks of forms that were invented."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.change import Change
from app.grid.layout import lay_out
from app.workbench.bench import Workbench
from tests.brought import brought
from tests.ui.editor.blocks import CTRL, SHIFT, Key, Mod, at, clip, put, size, spot, state, stated, view
from tests.ui.editor.conftest import ODD, Hands, Show
from tests.ui.reports import TOMORROW
from ui.editor.place import EditorPlace

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
    assert words == ["撤销", "重做", "剪切", "复制", "连表头复制", "粘贴", "清除内容", "向下填充", "向右填充", "全选"]
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
    bench: Workbench, show: Show, hands: Callable[[EditorPlace], Hands]
) -> None:
    for path, year in ((TOMORROW, 2027), (ODD, 2028)):
        brought(bench, path)
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
