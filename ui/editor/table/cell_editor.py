"""The line in which a figure is typed: it lies over its cell, so that the figure does not move."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.editor.table.strokes import frame
from ui.kit.theme import Theme, colour, theme, themed, tokens

_LEAVING = {
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
}
_SIDEWAYS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}


class CellEditor(QLineEdit):
    """One editor per table, shown where it is needed. ``leave`` asks to commit and then to do what the key means."""

    leave = Signal(QKeyEvent)
    dropped = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("正在填的格")
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.hide()
        self._typed = True
        self._composing = False
        self._is_wrong = False
        themed(self, self._dress)

    def begin(self, text: str, where: QRect, name: str, *, typed: bool) -> None:
        """Opens over ``where``. ``typed`` means that typing began it: then the arrows leave the cell, as in Excel."""
        self._typed, self._composing = typed, False
        self.mark(wrong=False)
        self.setGeometry(where)
        self.setText(text)
        self.setAccessibleName(name)
        self.show()

    def mark(self, *, wrong: bool) -> None:
        """Turns the frame and the text red, or back."""
        if wrong != self._is_wrong:
            self._is_wrong = wrong
            self._dress(theme())

    def event(self, event: QEvent) -> bool:
        """Tab belongs to the table, not to the focus chain."""
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if isinstance(event, QKeyEvent) and is_press and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that leave the cell go to the table; while an input method composes none does."""
        if self._composing:  # the key belongs to the input method; passed on it would reach the table
            event.accept()
            return
        key = event.key()
        nothing_left = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
        if key == Qt.Key.Key_Escape or nothing_left:  # no step was stated yet: undo takes away what is typed, no more
            self.dropped.emit()
        elif key in _LEAVING or (key in _SIDEWAYS and self._typed):
            self.leave.emit(event)
        elif key == Qt.Key.Key_F2:
            self._typed = False
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Notes whether text is being composed: the Enter that ends it must not move."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Going elsewhere with the mouse states what was typed."""
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame of the current cell stays while its figure is typed."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            if self._is_wrong:
                frame(painter, self.rect(), theme(), "bad", 2)
            else:
                frame(painter, self.rect(), theme(), "accent", tokens()["lines"]["current_cell"])

    def _dress(self, now: Theme) -> None:
        self.setFont(now.font("cell"))
        colour(self, {QPalette.ColorRole.Text: "bad" if self._is_wrong else "ink"})
        right = now.px(tokens()["spacing"]["cell_padding_right"]) - 2
        self.setTextMargins(now.px(tokens()["spacing"]["cell_padding_left"]), 0, right, 0)
