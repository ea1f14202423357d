"""What the preface says one by one: a line each, empty where the usual words are printed, which show greyed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.workbench.preface import PrefaceItem
from ui.editor.cover.line_note import LineNote
from ui.editor.cover.usual_mark import UsualMark
from ui.editor.one_line import OneLine
from ui.editor.text.chips import LiveSource
from ui.kit import boxes
from ui.kit.inputs import mark_wrong
from ui.kit.tips import tip
from ui.kit.widgets import Label

_LEFT_OUT = "空着就不印这一项"
_LAST_YEARS = "照上年的，请看一遍：没变就按回车，变了就改。"


class PrefaceLine(OneLine):
    """One line; F2 takes the usual words in. ``looked_at``: Enter was pressed, what stands here is right."""

    looked_at = Signal()

    def __init__(self, item: PrefaceItem, source: LiveSource) -> None:
        super().__init__()
        self._source, self._own = source, item.own
        self.passage = item.passage
        self.usual = ""
        self.mark = UsualMark(self)
        self.setAccessibleName(item.label)
        self.show_item(item)

    def show_item(self, item: PrefaceItem, *, carried: bool = False) -> None:
        """Shows what the session holds, except what is being typed right now.

        ``carried``: it is last year's, and nobody has looked at it.
        """
        self.usual = item.default
        example = f"例：{item.hint}" if item.hint else ""
        self.setPlaceholderText(item.default or example or _LEFT_OUT)
        self.mark.show_usual(bool(item.default))
        usual = f"不写就印：{item.default}。按 F2 把它放进来改。" if item.default else _LEFT_OUT + "。"
        last = _LAST_YEARS if carried else ""
        told = last + (f"{example}。{usual}" if example else usual)
        self.setToolTip(tip(told))
        self.setAccessibleDescription(told)
        self._own = item.own
        self.follow()
        self.mark.show_carried(carried)

    def follow(self) -> None:
        """Live numbers among the words are read as their figures, and follow them."""
        self.show_standing(self._source.resolve(self._own))

    def kept(self) -> str:
        """What is written here as it is kept: live numbers that were left alone stay live."""
        return self._source.edited(self._own, self.text())

    def own_key(self, event: QKeyEvent) -> bool:
        """Enter states and goes on to the next line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stated.emit()
            self.looked_at.emit()
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_F2 and not self.text() and self.usual:
            self.insert(self.usual)
        else:
            return False
        return True


class PrefaceLines(QWidget):
    """All lines. ``typed`` tells every key, so that the paragraph can follow; ``stated`` asks to commit one, and
    ``looked_at`` says that one is right as it stands.
    """

    typed = Signal()
    stated = Signal(str, str)  # the passage, its words
    looked_at = Signal(str)
    undo_left = Signal()
    redo_left = Signal()

    def __init__(self, items: Sequence[PrefaceItem], source: LiveSource) -> None:
        super().__init__()
        self.lines = [PrefaceLine(item, source) for item in items]
        self.notes = {line.passage: LineNote() for line in self.lines}
        self._labels = [Label(item.label, "body", "ink2") for item in items]
        grid = QGridLayout(self)
        for row, (label, line) in enumerate(zip(self._labels, self.lines, strict=True)):
            label.setBuddy(line)
            grid.addWidget(label, 2 * row, 0)
            grid.addWidget(line, 2 * row, 1)
            grid.addWidget(self.notes[line.passage], 2 * row + 1, 1)
            line.textEdited.connect(lambda _: self.typed.emit())
            line.stated.connect(self._state)
            line.looked_at.connect(lambda passage=line.passage: self.looked_at.emit(passage))
            line.undo_left.connect(self.undo_left)
            line.redo_left.connect(self.redo_left)
        grid.setColumnStretch(1, 1)
        boxes.scaled(grid, 6)

    def show_items(self, items: Sequence[PrefaceItem], carried: Callable[[str], bool]) -> None:
        """Shows what stands now, and of which passage it is last year's."""
        for line, item in zip(self.lines, items, strict=True):
            line.show_item(item, carried=carried(item.passage))

    def follow(self) -> None:
        """Figures have changed: live numbers among the words show what they are now."""
        for line in self.lines:
            line.follow()

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
        if line is not None:
            mark_wrong(line, wrong)

    def widest_label(self) -> int:
        """So that lines below can stand under these."""
        return max((label.sizeHint().width() for label in self._labels), default=0)

    def _state(self) -> None:
        line = self.sender()
        if isinstance(line, PrefaceLine):
            self._commit(line)

    def _commit(self, line: PrefaceLine) -> None:
        if line.is_typed():
            self.stated.emit(line.passage, line.kept())
        else:
            self.mark(line.passage, wrong=False)
