"""The page on which passages are written: Serif, wide lines, first line indented, plain text only."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from ui.kit import fonts
from ui.kit.theme import Theme, theme, themed, tokens

PAUSE_MS = 600  # after so long without a key what was written is committed
_SIZE = 18
_WIDEST = 42  # characters in a line; longer lines lose the reader's eye
_BREAKS = dict.fromkeys(map(ord, "\u2028\u2029\r\x0b\x0c"), "\n")


class Narrative(QTextEdit):
    """``paused`` says that what stands here should be committed: after a pause, on leaving, on hiding."""

    paused = Signal(str)
    counted = Signal(int)
    undo_left = Signal()  # Ctrl+Z, and nothing left to take back within the page
    redo_left = Signal()

    def __init__(self, name: str, *, inset: int = 24, centred: bool = False) -> None:
        super().__init__()
        self._inset, self._centred = inset, centred
        fonts.load_reading()
        self._said = ""  # what was last committed or shown
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAccessibleName(name)
        self.setObjectName("narrative")
        self.textChanged.connect(self._edited)
        themed(self, self._dress)

    # ------------------------------------------------------------------ text

    def text(self) -> str:
        """The passage as plain text, paragraphs parted by a line feed."""
        return self.toPlainText().translate(_BREAKS)

    def show_text(self, text: str) -> None:
        """Shows what the session holds. The cursor stays; the steps of undo inside the page begin anew."""
        if text == self.text():
            self._said = text
            return
        place = self.textCursor().position()
        self._timer.stop()
        self._said = text
        self.setPlainText(text)
        self._shape_blocks()
        cursor = self.textCursor()
        cursor.setPosition(min(place, max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)

    def flush(self) -> None:
        """Says what has not been committed yet, if anything."""
        self._timer.stop()
        text = self.text()
        if text != self._said:
            self._said = text
            self.paused.emit(text)

    def not_kept(self) -> None:
        """What was said could not be committed: the next pause tries again, the words stay."""
        self._said = "\0"

    def is_kept(self) -> bool:
        """False while the last words could not be committed."""
        return self._said != "\0"

    def count(self) -> int:
        """Characters without blanks."""
        return len("".join(self.text().split()))

    def _edited(self) -> None:
        self.counted.emit(self.count())
        if self.text() != self._said:
            self._timer.start()
        else:
            self._timer.stop()

    # ------------------------------------------------------------------ events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo that has nothing left here goes to the report's own; Qt would do nothing without a word."""
        if event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            self.undo_left.emit()
        elif _is_redo(event) and not self.document().isRedoAvailable():
            self.redo_left.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Only the words are pasted."""
        if source.hasText():
            self.textCursor().insertText(source.text().translate(_BREAKS).replace("\t", ""))
            self.ensureCursorVisible()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving commits."""
        super().focusOutEvent(event)
        self.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        """So does changing the tab or closing the window."""
        self.flush()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines never become wider than the eye follows."""
        super().resizeEvent(event)
        self._set_margins()

    # ------------------------------------------------------------------ looks

    def _size(self) -> int:
        return theme().px(_SIZE)

    def _dress(self, now: Theme) -> None:
        self.setFont(now.sized_font(self._size(), serif=True))
        ground, ink = now.colour("sheet").name(), now.colour("ink").name()
        self.setStyleSheet(f"#narrative, #narrative:focus {{ border: 0; background: {ground}; color: {ink} }}")
        self._shape_blocks()
        self._set_margins()

    def _set_margins(self) -> None:
        now = theme()
        inset = now.px(self._inset)
        spare = self.width() - _WIDEST * self._size() - now.px(13)  # the scroll bar's lane
        most = spare if self._centred else now.px(120)
        left = max(inset, min(spare // 2, most)) if inset else 0
        wide = max(spare - left, inset)
        margins = QMargins(left, now.px(12), wide, 0)
        if margins != self.viewportMargins():
            self.setViewportMargins(margins)
        self.setLineWrapColumnOrWidth(0)  # lays out anew: Qt does not when the scroll bar comes with the margins

    def _shape_blocks(self) -> None:
        form = QTextBlockFormat()
        pitch = round(self._size() * tokens()["line_height"]["narrative"])
        form.setLineHeight(pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        form.setTextIndent(2 * self._size())
        blocked = self.blockSignals(True)
        self.document().setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(form)
        self.document().setUndoRedoEnabled(True)
        self.blockSignals(blocked)


def _is_redo(event: QKeyEvent) -> bool:
    """Ctrl+Y everywhere, as in the head line; Qt knows it on some systems only."""
    is_y = event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return is_y or event.matches(QKeySequence.StandardKey.Redo)
