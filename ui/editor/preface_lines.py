"""What the preface says one by one: a line each, empty where the usual words are printed, which show greyed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.workbench.preface import PrefaceItem
from ui.kit import boxes
from ui.kit.widgets import Label

_LEFT_OUT = "空着就不印这一项"
_MOST = 2000  # signs in a line


class PrefaceLine(QLineEdit):
    """One line. ``stated`` asks to commit it, Esc brings back what stood here, F2 takes the usual words in."""

    stated = Signal()
    undo_left = Signal()  # Ctrl+Z, and nothing left to take back within the line
    redo_left = Signal()

    def __init__(self, item: PrefaceItem) -> None:
        super().__init__()
        self.passage = item.passage
        self.standing = ""
        self.usual = ""
        self.setMaxLength(_MOST)
        self.setAccessibleName(item.label)
        self.show_item(item)

    def show_item(self, item: PrefaceItem) -> None:
        """Shows what the session holds, except what is being typed right now."""
        typed = self.hasFocus() and self.text() != self.standing
        self.standing, self.usual = item.own, item.default
        self.setPlaceholderText(item.default or item.hint or _LEFT_OUT)
        usual = f"不写就印：{item.default}。按 F2 把它放进来改。" if item.default else _LEFT_OUT + "。"
        self.setToolTip(f"{item.hint}{usual}")
        self.setAccessibleDescription(self.toolTip())
        if not typed and self.text() != item.own:
            self.setText(item.own)
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter states and goes on to the next line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stated.emit()
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self.standing)
            self.textEdited.emit(self.standing)
            self.stated.emit()
        elif event.key() == Qt.Key.Key_F2 and not self.text() and self.usual:
            self.setText(self.usual)
            self.textEdited.emit(self.usual)
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            self.undo_left.emit()
        elif _is_redo(event) and not self.isRedoAvailable():
            self.redo_left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving states."""
        super().focusOutEvent(event)
        self.stated.emit()


def _is_redo(event: QKeyEvent) -> bool:
    is_y = event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return is_y or event.matches(QKeySequence.StandardKey.Redo)


class PrefaceLines(QWidget):
    """All lines. ``typed`` tells every key, so that the paragraph can follow; ``stated`` asks to commit one."""

    typed = Signal()
    stated = Signal(str, str)  # the passage, its words
    undo_left = Signal()
    redo_left = Signal()

    def __init__(self, items: Sequence[PrefaceItem]) -> None:
        super().__init__()
        self.lines = [PrefaceLine(item) for item in items]
        self._labels = [Label(item.label, "body", "ink2") for item in items]
        grid = QGridLayout(self)
        for row, (label, line) in enumerate(zip(self._labels, self.lines, strict=True)):
            label.setBuddy(line)
            grid.addWidget(label, row, 0)
            grid.addWidget(line, row, 1)
            line.textEdited.connect(lambda _: self.typed.emit())
            line.stated.connect(self._state)
            line.undo_left.connect(self.undo_left)
            line.redo_left.connect(self.redo_left)
        grid.setColumnStretch(1, 1)
        boxes.scaled(grid, 6)

    def show_items(self, items: Sequence[PrefaceItem]) -> None:
        """Shows what stands now."""
        for line, item in zip(self.lines, items, strict=True):
            line.show_item(item)

    def words(self) -> Mapping[str, str]:
        """What the lines say at this moment, by passage."""
        return {line.passage: line.text() for line in self.lines}

    def finish(self) -> None:
        """Commits what is still being typed."""
        for line in self.lines:
            self._commit(line)

    def line(self, passage: str) -> PrefaceLine | None:
        """The line of that passage."""
        return next((line for line in self.lines if line.passage == passage), None)

    def refused(self) -> list[tuple[str, str]]:
        """Lines that could not be kept, and what they show."""
        return [(line.passage, line.text()) for line in self.lines if line.property("wrong")]

    def mark(self, passage: str, *, wrong: bool) -> None:
        """A red frame for words that could not be kept, or none."""
        line = self.line(passage)
        if line is not None and bool(line.property("wrong")) != wrong:
            line.setProperty("wrong", wrong)
            line.style().polish(line)

    def widest_label(self) -> int:
        """So that lines below can stand under these."""
        return max((label.sizeHint().width() for label in self._labels), default=0)

    def _state(self) -> None:
        line = self.sender()
        if isinstance(line, PrefaceLine):
            self._commit(line)

    def _commit(self, line: PrefaceLine) -> None:
        if line.text() != line.standing:
            self.stated.emit(line.passage, line.text())
