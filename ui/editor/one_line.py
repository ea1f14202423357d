"""A line to write in that states what was typed: its keys, its own undo, its input method."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)  # one is still here
_NO_LIMIT = (1 << 31) - 1  # the session says what is too long; Qt would cut it off without a word


class OneLine(QLineEdit):
    """``stated`` asks to commit what ``is_typed``; Esc brings back what was ``standing``."""

    stated = Signal()
    undo_left = Signal()  # Ctrl+Z, and nothing left to take back within the line
    redo_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.standing = ""
        self._composing = False
        self.setMaxLength(_NO_LIMIT)

    def is_composing(self) -> bool:
        """True while an input method has not yet committed what it shows."""
        return self._composing

    def is_typed(self) -> bool:
        """Whether somebody has written here what is not kept yet. What is only shown is never stated."""
        return self.isModified() and self.text() != self.standing

    def show_standing(self, text: str) -> None:
        """Shows what is kept now, from its beginning; what is being typed stays. The line's own undo begins anew."""
        typing = self.hasFocus() and self.is_typed() and self.text() != text
        self.standing = text
        if not typing and (self.text() != text or self.isModified()):
            place = self.cursorPosition() if self.text() == text else 0
            self.setText(text)
            self.setCursorPosition(place)

    def own_key(self, event: QKeyEvent) -> bool:
        """True where this kind of line has dealt with the key; never asked for keys of the input method."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key of the input method stays its own; undo that has nothing left here is the report's."""
        if self._composing:
            event.accept()
        elif self.own_key(event):
            return
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self.standing)
            self.textEdited.emit(self.standing)
            self.stated.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            self.undo_left.emit()
        elif is_redo(event) and not self.isRedoAvailable():
            self.redo_left.emit()
        elif is_redo(event):
            self.redo()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Notes whether something is being composed: the Enter that ends it is not the line's."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving states; the input method lets go, but not for another window or a menu."""
        self._composing = self._composing and event.reason() in PASSING
        super().focusOutEvent(event)
        self.stated.emit()


def is_redo(event: QKeyEvent) -> bool:
    """Ctrl+Y everywhere, as in the head line; Qt knows it on some systems only."""
    is_y = event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return is_y or event.matches(QKeySequence.StandardKey.Redo)
