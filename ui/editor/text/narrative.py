"""The page on which passages are written: Serif, wide lines, first line indented, words and live numbers only."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QMargins, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextDocumentFragment,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip

from app.domain.address import Address
from app.domain.text import clean
from ui.editor.one_line import is_redo
from ui.editor.text import chips, leads, wave_art
from ui.editor.text.chips import Chips, LiveSource
from ui.editor.text.wave_art import Underline
from ui.kit import fonts
from ui.kit.inputs import filled
from ui.kit.theme import Theme, colour, theme, themed
from ui.kit.tips import tip

PAUSE_MS = 600  # after so long without a key what was written is committed
_SIZE = 18
_WIDEST = 42  # characters in a line; longer lines lose the reader's eye
_BLANKS = " \t\u3000\u00a0"
_NO_KEYPAD = ~Qt.KeyboardModifier.KeypadModifier


class Narrative(QTextEdit):
    """``paused`` says that what stands here should be committed: after a pause, on leaving, on hiding.

    With a ``source`` the markers of a kept text are shown as live numbers, else as the letters they are.
    """

    paused = Signal(str)
    counted = Signal(int)
    undo_left = Signal()  # Ctrl+Z, and nothing left to take back within the page
    redo_left = Signal()
    figure_wanted = Signal()  # Ctrl+2: a live number is to be chosen
    at_figure = Signal(str)  # the cell of the live number beside the caret, "" where there is none

    def __init__(self, name: str, *, inset: int = 24, centred: bool = False, source: LiveSource | None = None) -> None:
        super().__init__()
        self.source = source
        self.underlines: Sequence[Underline] = ()  # drawn under the words; whoever sets it asks for a picture
        self._chips = Chips(self.document(), source) if source is not None else None
        self._leads = leads.LeadLook(self.document())
        self._name, self._beside = name, ""
        self._touched = (0, 0)
        self._kept = (-1, "")  # what ``text`` found, and in which revision of the document
        self._inset, self._centred = inset, centred
        fonts.load_reading()
        self._said = ""  # what was last committed or shown
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        filled(self)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAccessibleName(name)
        self.document().contentsChange.connect(self._touch)
        self.document().documentLayout().update.connect(self._moved)
        self.textChanged.connect(self._edited)
        self.cursorPositionChanged.connect(self._look_beside)
        themed(self, self._dress)

    # ------------------------------------------------------------------ text

    def text(self) -> str:
        """The passage as it is kept: paragraphs parted by a line feed, live numbers as markers."""
        revision = self.document().revision()
        if revision != self._kept[0]:
            self._kept = revision, chips.kept(self.document())
        return self._kept[1]

    def read(self) -> str:
        """The passage as it is read: live numbers are figures."""
        return self.source.resolve(self.text()) if self.source is not None else self.text()

    def following(self) -> str:
        """The words of the paragraph behind the caret, or behind what is selected."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def insert(self, text: str) -> None:
        """Puts a kept text where the cursor stands, as one step of undo."""
        cursor = self.textCursor()
        chips.insert(cursor, text, self.source)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def insert_paragraphs(self, text: str) -> None:
        """Puts a kept text after the paragraph with the cursor (in its place where that is empty), as one step."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        before = "\n" if cursor.block().text().strip() else ""
        self.setTextCursor(cursor)
        self.insert(before + text)

    def follow(self, cells: Collection[Address] | None = None) -> None:
        """Shows the figures of live numbers anew: those of ``cells``, or all."""
        if self._chips is not None and self._chips.follow(cells):
            self.counted.emit(self.count())
            self._describe()

    def show_text(self, text: str) -> None:
        """Shows what the session holds. The cursor stays; the steps of undo inside the page begin anew."""
        if text == self.text():
            self._said = text
            return
        place = self.textCursor().position()
        self._timer.stop()
        self._said = text
        self.document().setUndoRedoEnabled(False)
        whole = QTextCursor(self.document())
        whole.select(QTextCursor.SelectionType.Document)
        chips.insert(whole, text, self.source)
        self._shape_blocks()
        self._describe()
        cursor = self.textCursor()
        cursor.setPosition(min(place, max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)

    def begin_anew(self) -> None:
        """What was written is kept: from here on undo is that of the report, which knows what came in between."""
        self.document().clearUndoRedoStacks()

    def flush(self) -> None:
        """Says what has not been committed yet, if anything."""
        if self.source is not None and not self.textCursor().block().layout().preeditAreaText():
            chips.adopt(self.document(), self.source)
        self._timer.stop()
        self._describe()
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
        return len("".join(self.read().split()))

    def _touch(self, start: int, removed: int, added: int) -> None:
        self._touched = (min(start, self._touched[0]), max(start + added, self._touched[1]))

    def _edited(self) -> None:
        start, end = self._touched
        self._touched = (1 << 30, 0)
        if not self.document().isRedoAvailable():  # what was undone brings its own form back
            leads.reshape(self.document(), self._size(), start, end)
        self.counted.emit(self.count())
        if self.text() != self._said:
            self._timer.start()
        else:
            self._timer.stop()

    # ------------------------------------------------------------------ events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo that has nothing left here goes to the report's own; Qt would do nothing without a word."""
        if self.textCursor().block().layout().preeditAreaText():  # the key belongs to the input method
            event.accept()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            self.undo_left.emit()
        elif is_redo(event) and not self.document().isRedoAvailable():
            self.redo_left.emit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif is_redo(event):
            self.redo()
        elif not self._is_own_key(event):
            super().keyPressEvent(event)

    def undo(self) -> None:
        """Takes back one step; Qt may count the form of a paragraph as a step of its own, which nobody made."""
        super().undo()
        while self.document().isUndoAvailable() and not leads.is_shaped(self.document(), self._size()):
            super().undo()

    def redo(self) -> None:
        """Does one step again, with the form that belongs to it."""
        super().redo()
        while self.document().isRedoAvailable() and not leads.is_shaped(self.document(), self._size()):
            super().redo()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's own menu, with the undo of this page."""
        menu = self.createStandardContextMenu(event.pos())
        menu.setAccessibleName(self._name)
        for action in menu.actions():
            deed = {"edit-undo": self.undo, "edit-redo": self.redo}.get(action.objectName())
            if deed is not None:
                action.triggered.disconnect()
                action.triggered.connect(deed)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _is_own_key(self, event: QKeyEvent) -> bool:
        """Ctrl+1 makes a heading （N）, Ctrl+0 body text, Ctrl+2 asks for a live number."""
        if (event.modifiers() & _NO_KEYPAD) != Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() in (Qt.Key.Key_1, Qt.Key.Key_0):
            leads.renumber(self.textCursor(), heading=event.key() == Qt.Key.Key_1)
        elif event.key() == Qt.Key.Key_2 and self.source is not None:
            self.figure_wanted.emit()
        else:
            return False
        return True

    def createMimeDataFromSelection(self) -> QMimeData:
        """Figures for other programs; for a page of this one the live numbers themselves."""
        text = chips.kept_selection(self.textCursor())
        data = QMimeData()
        data.setText(self.source.resolve(text) if self.source is not None else text)
        data.setData(chips.MIME, text.encode("utf-8", "replace"))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words, or a passage of this program."""
        return source.hasText() or source.hasHtml() or source.hasFormat(chips.MIME)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Only the words are pasted, and live numbers where they come from a page."""
        if source.hasFormat(chips.MIME) and self.source is not None:
            self.insert(bytes(source.data(chips.MIME).data()).decode("utf-8", "replace"))
        else:
            cursor = self.textCursor()
            cursor.setPosition(cursor.selectionStart())
            self.insert(_pasted(source, begins=cursor.atBlockStart()))

    def event(self, event: QEvent) -> bool:
        """A live number under the mouse says which cell it follows."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.source is not None:
            at = self.place_at(self.viewport().mapFrom(self, event.pos()))
            cell = chips.chip_at(self.document(), at) if at >= 0 else ""
            QToolTip.showText(event.globalPos(), tip(self.source.label(cell) if cell else ""), self)
            return True
        return super().event(event)

    def place_at(self, point: QPoint) -> int:
        """The place of the document under a point of the viewport; -1 where no words are."""
        scrolled = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return self.document().documentLayout().hitTest(point + scrolled, Qt.HitTestAccuracy.ExactHit)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, and the lines under them."""
        super().paintEvent(event)
        if self.underlines:
            with QPainter(self.viewport()) as painter:
                wave_art.draw(self, painter, self.underlines, event.rect())

    def _moved(self) -> None:
        """Words moved: a line under them reaches beyond what Qt paints anew."""
        if self.underlines:
            self.viewport().update()

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
        self.setCursorWidth(now.px(2))
        colour(self, {QPalette.ColorRole.PlaceholderText: "ink2"})
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
        blocked = self.blockSignals(True)
        leads.shape(self.document(), self._size())
        self._leads.rehighlight()
        self.blockSignals(blocked)

    # ------------------------------------------------------------------ what is heard

    def _look_beside(self) -> None:
        """The caret went past a live number: it is named, below the page and to a screen reader."""
        if self.source is None:
            return
        at = self.textCursor().position()
        cell = chips.chip_at(self.document(), at - 1) or chips.chip_at(self.document(), at)
        if cell != self._beside:
            self._beside = cell
            self.at_figure.emit(cell)
            if cell and self.hasFocus():
                said = f"活数字 {self.source.figure(cell)}，{self.source.label(cell)}"
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _describe(self) -> None:
        """A screen reader finds an object where a live number stands: the figures are told in the description."""
        if self.source is None:
            return
        found = [f"{self.source.label(cell)} {self.source.figure(cell)}" for _, _, cell in chips.chips(self.document())]
        self.setAccessibleDescription("活数字：" + "；".join(found) if found else "")


def _pasted(source: QMimeData, *, begins: bool) -> str:
    """The words of a clipboard as the page sets them: it indents by itself, and no paper prints an empty line.

    ``begins``: they begin a paragraph. A tab between words parts them.
    """
    words = source.text() if source.hasText() else QTextDocumentFragment.fromHtml(source.html()).toPlainText()
    first, *more = clean(words).split("\n")
    lines = [first.lstrip(_BLANKS) if begins else first.strip("\t"), *(line.strip(_BLANKS) for line in more)]
    first_kept, last = -1 if begins else 0, len(lines) - 1
    return "\n".join(line for n, line in enumerate(lines) if line or n in (first_kept, last)).replace("\t", " ")
