"""Hands on the table: moving and typing as in Excel. What is typed goes to the session, nothing is kept here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.domain.address import Address
from app.grid.layout import Square
from ui.editor.table import walk
from ui.editor.table.block_view import BlockView
from ui.editor.table.cell_editor import CellEditor
from ui.editor.table.model import TableModel
from ui.kit.theme import theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
COPY, CUT, PASTE, CLEAR, DOWN, RIGHT = "copy", "cut", "paste", "clear", "down", "right"
COPY_ALL = "copy with headings"
_DEEDS = {  # Excel's keys for what is done with a block
    (Qt.Key.Key_C, _CTRL): COPY,
    (Qt.Key.Key_C, _CTRL | _SHIFT): COPY_ALL,
    (Qt.Key.Key_Insert, _CTRL): COPY,
    (Qt.Key.Key_X, _CTRL): CUT,
    (Qt.Key.Key_Delete, _SHIFT): CUT,
    (Qt.Key.Key_V, _CTRL): PASTE,
    (Qt.Key.Key_Insert, _SHIFT): PASTE,
    (Qt.Key.Key_D, _CTRL): DOWN,
    (Qt.Key.Key_R, _CTRL): RIGHT,
}


class TableView(BlockView):
    """One table to type in. ``refused``: a text could not be read; ``next_finding``: Ctrl+Enter was pressed.

    ``wanted`` says what is to be done with the selected block, ``menu_wanted`` where its menu is to open, ``given_up``
    that it is left, with what was cut.
    """

    refused = Signal(str)
    next_finding = Signal()
    wanted = Signal(str)
    menu_wanted = Signal(QPoint)
    given_up = Signal()

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._composing_here = False
        self._enter_order = walk.enter_order(self.grid.grid)
        self._tabbed_from: int | None = None  # the grid column in which a run of Tabs began
        self.editor = CellEditor(self.viewport())
        self.editor.leave.connect(self._leave_editor)
        self.editor.dropped.connect(self.drop_edit)
        self.editor.left.connect(self.commit)
        start = walk.first(self.grid.grid)
        if start is not None:
            self.set_current(start)

    def go_to(self, address: Address) -> bool:
        """Shows the cell in the middle third, makes it current and takes the keyboard; False where it is not here."""
        square = self.grid.grid.by_address.get(address)
        if square is None:
            return False
        self.commit()
        self.set_current(square)
        box = self.visualRect(self.currentIndex())
        third = self.viewport().height() // 3
        if not third <= box.center().y() <= 2 * third:
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def set_current(self, square: Square, *, anchor: int | None = None, keep: bool = False) -> None:
        """As every table does it; what leads elsewhere ends a run of Tabs."""
        self._tabbed_from = None
        super().set_current(square, anchor=anchor, keep=keep)

    # ------------------------------------------------------------------ keys

    def event(self, event: QEvent) -> bool:
        """Tab and Shift+Tab walk the cells."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _is_tab(event):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves, or begins to type."""
        square = self.current
        if square is None:
            super().keyPressEvent(event)
        elif self.is_editing:  # the focus is still here while an input method composes
            self.editor.keyPressEvent(event)
        elif self._block_deed(event) or self._deed(event, square) or self._extend(event) or self._walk(event, square):
            event.accept()
        elif event.text() and event.text().isprintable() and not _has_control(event):
            self.edit_cell(event.text(), typed=True)
        else:
            event.ignore()

    def _block_deed(self, event: QKeyEvent) -> bool:
        """Whether the key is one of a block: copied, filled, cleared, all of it selected, its menu opened."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        deed = _DEEDS.get((key, held))
        if deed is not None:
            self.wanted.emit(deed)
        elif key == Qt.Key.Key_Delete and self.has_block and not held:
            self.wanted.emit(CLEAR)
        elif (key, held) == (Qt.Key.Key_A, _CTRL):
            self.select_all()
        elif key == Qt.Key.Key_Menu or (key, held) == (Qt.Key.Key_F10, _SHIFT):
            self.menu_wanted.emit(self.viewport().mapToGlobal(self._editor_box().center()))
        else:
            return False
        return True

    def _deed(self, event: QKeyEvent, square: Square) -> bool:
        key = event.key()
        if key in _ENTER and _has_control(event):
            self.next_finding.emit()
        elif key == Qt.Key.Key_F2:
            self.edit_cell(self._standing(square), typed=False)
        elif key == Qt.Key.Key_Delete:
            if not self.sheet.state(square.address, ""):
                self.refused.emit(square.address)
        elif key == Qt.Key.Key_Backspace:
            self.edit_cell("", typed=True)
        elif key == Qt.Key.Key_Escape and square.address in self.sheet.wrong:
            self.sheet.forget_wrong(square.address)
            self.moved.emit(square.address)
        elif key == Qt.Key.Key_Escape and (self.has_block or self.cut_squares):
            self.select(())
            self.given_up.emit()
        else:
            return False
        return True

    def _extend(self, event: QKeyEvent) -> bool:
        """Shift with a key that moves: the block grows or shrinks at its corner, the hands stay."""
        corner = self.corner_square
        if not event.modifiers() & _SHIFT or corner is None or event.key() in (*_ENTER, *_TABS):
            return False
        anchor = self._end_anchor if self.has_block else self._anchor
        target = self._target(event, corner, anchor)
        if target is None:
            return False
        inside = target.column <= anchor < target.column + target.columns
        self.extend(target, anchor if inside and target.row != corner.row else target.column)
        return True

    def _walk(self, event: QKeyEvent, square: Square) -> bool:
        """Whether the key is one that moves; moves where there is somewhere to go."""
        if self.has_block and not _has_control(event) and event.key() in (*_ENTER, *_TABS):
            back = bool(event.modifiers() & _SHIFT)
            down = event.key() in _ENTER
            self.set_current(walk.round_trip(self.selected, square, -1 if back else 1, down=down), keep=True)
            return True
        target = self._target(event, square, self._anchor)
        if target is None:
            return False
        if target is not square:
            sideways = target.row == square.row
            began = square.column if self._tabbed_from is None else self._tabbed_from
            self.set_current(target, anchor=None if sideways else self._anchor_for(target, event))
            if sideways and event.key() in _TABS and target.column > began:
                self._tabbed_from = began
        else:
            self.select(())
        return True

    def _anchor_for(self, target: Square, event: QKeyEvent) -> int:
        inside = target.column <= self._anchor < target.column + target.columns
        return self._anchor if inside and event.key() not in _ENTER else target.column

    def _target(self, event: QKeyEvent, square: Square, anchor: int) -> Square | None:
        """Where the key leads; ``square`` itself where it leads nowhere, None for keys that do not move."""
        grid, key = self.grid.grid, event.key()
        back = bool(event.modifiers() & _SHIFT)
        if key in _ENTER:
            home = None if back or self._tabbed_from is None else walk.below_start(grid, square, self._tabbed_from)
            return home or walk.step(self._enter_order, square, -1 if back else 1) or square
        if key in _TABS:
            back = back or key == Qt.Key.Key_Backtab
            return walk.step(walk.tab_order(grid), square, -1 if back else 1) or square
        if _has_control(event):
            return self._leap(key, square, anchor)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return (walk.left if key == Qt.Key.Key_Left else walk.right)(grid, square) or square
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -self._page(),
            Qt.Key.Key_PageDown: self._page(),
        }.get(Qt.Key(key))
        if steps is not None:
            return walk.below(grid, square, anchor, steps) or square
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return walk.row_of(grid, square)[0 if key == Qt.Key.Key_Home else -1]
        return None

    def _leap(self, key: int, square: Square, anchor: int) -> Square | None:
        grid = self.grid.grid
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return (walk.first if key == Qt.Key.Key_Home else walk.last)(grid)
        row, column = walk.row_of(grid, square), walk.column_of(grid, square, anchor)
        line, by = {
            Qt.Key.Key_Left: (row, -1),
            Qt.Key.Key_Right: (row, 1),
            Qt.Key.Key_Up: (column, -1),
            Qt.Key.Key_Down: (column, 1),
        }.get(Qt.Key(key), (None, 0))
        if line is None:
            return None
        return walk.leap(line, square, by, self.sheet.is_filled) or square

    def _page(self) -> int:
        return max(1, self.viewport().height() // theme().size("row") - 1)

    def end_cut(self) -> bool:
        """What was cut is not to be moved after all; False where nothing here is cut."""
        is_cut = bool(self.cut_squares)
        if is_cut:
            self.given_up.emit()
        return is_cut

    # ------------------------------------------------------------------ typing

    @property
    def is_editing(self) -> bool:
        """True while the editor is open."""
        return not self.editor.isHidden()

    def edit_cell(self, text: str, *, typed: bool, focus: bool = True) -> None:
        """Opens the editor over the current cell with ``text`` in it."""
        square = self.current
        if square is None:
            return
        self.scrollTo(self.currentIndex())
        name = self.sheet.session.form.cell_label(square.address)
        self.editor.begin(text, self._editor_box(), name, typed=typed)
        self.editor.mark(wrong=square.address in self.sheet.wrong and text == self.sheet.wrong[square.address].text)
        if focus:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """States what is in the editor and closes it; False where it was refused (it stays visible, in red)."""
        square = self.current
        if not self.is_editing or square is None:
            return True
        text = self.editor.text()
        self._close_editor()
        if self.sheet.state(square.address, text):
            return True
        self.refused.emit(square.address)
        return False

    def drop_edit(self) -> None:
        """Closes the editor; the figure that stood there stands again."""
        square = self.current
        self._close_editor()
        if square is not None:
            self.sheet.forget_wrong(square.address)
            self.moved.emit(square.address)

    def _leave_editor(self, event: QKeyEvent) -> None:
        square = self.current
        if square is None:
            return
        target = None if self.has_block else self._target(event, square, self._anchor)
        if (
            target is not None
        ):  # scroll while the editor still stands: once it has hidden Qt would paint everything anew
            self.scrollTo(self.model().index(*self.grid.place(target)))
        if self.commit():
            self.keyPressEvent(event)
        else:  # a wrong entry keeps the hands: the text stays open until it is answered
            self.edit_cell(self.sheet.wrong[square.address].text, typed=False)
            self.editor.selectAll()

    def _close_editor(self) -> None:
        self._composing_here = False
        if self.editor.hasFocus():  # before it hides: else Qt would look for another widget to take the keyboard
            self.editor.blockSignals(True)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.editor.blockSignals(False)
        self.editor.hide()

    def _standing(self, square: Square) -> str:
        wrong = self.sheet.wrong.get(square.address)
        return wrong.text if wrong else self.sheet.text(square.address)

    def _editor_box(self) -> QRect:
        return self.visualRect(self.currentIndex())

    def _lay_out(self) -> None:
        super()._lay_out()
        if hasattr(self, "editor"):  # measured once before the hands are there
            self._place_editor()

    def _place_editor(self) -> None:
        if self.is_editing:
            self.editor.setGeometry(self._editor_box())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The editor moves with its cell."""
        super().scrollContentsBy(dx, dy)
        self._place_editor()

    # ------------------------------------------------------------------ input methods

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A composition that begins on a cell opens the editor; the focus moves when it has been committed.

        Moving the focus earlier would break the composition off.
        """
        if not self.is_editing:
            if not (event.preeditString() or event.commitString()):
                event.ignore()
                return
            self.edit_cell("", typed=True, focus=False)
            self._composing_here = True
        self.editor.inputMethodEvent(event)
        if event.commitString():
            self._composing_here = False
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not event.preeditString():
            self.drop_edit()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """Where candidates are shown."""
        if self._composing_here:
            answer = self.editor.inputMethodQuery(query)
            if isinstance(answer, QRect):
                return answer.translated(self.editor.pos())
            return answer
        if query == Qt.InputMethodQuery.ImEnabled:
            return True
        if query == Qt.InputMethodQuery.ImCursorRectangle:
            return self._editor_box()
        return super().inputMethodQuery(query)

    # ------------------------------------------------------------------ mouse

    @property
    def is_busy(self) -> bool:
        """True while something is typed: then the mouse selects no block."""
        return self.is_editing

    def _may_leave(self) -> bool:
        """What is typed is stated; a text that is refused stays in its cell."""
        if self.is_editing and not self.commit():
            self.sheet_refresh()
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the block: at the mouse, or at the cell where a key asked for it."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_wanted.emit(self.viewport().mapToGlobal(self._editor_box().center()) if by_key else event.globalPos())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click edits."""
        square = self._square_under(event.position().toPoint())
        if square is not None and square.kind == "value":
            self.edit_cell(self._standing(square), typed=False)

    def sheet_refresh(self) -> None:
        """Repaints the current cell, after the editor left it."""
        self.update(self.currentIndex())


def _is_tab(event: QKeyEvent) -> bool:
    return event.key() in _TABS and not _has_control(event)


def _has_control(event: QKeyEvent) -> bool:
    kinds = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    return bool(event.modifiers() & kinds)
