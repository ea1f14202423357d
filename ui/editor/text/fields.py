"""Figures that stand beside a text part: one line each, read and refused like a cell of a table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain import address as names
from app.domain.address import Address
from app.domain.errors import Refused, Trouble
from app.domain.values import write
from app.editing.session import Session
from app.forms.model import Field, Section
from app.workbench import passages
from ui.editor.one_line import PASSING, OneLine
from ui.kit import boxes
from ui.kit.inputs import mark_wrong
from ui.kit.theme import Theme, theme, themed
from ui.kit.widgets import Label

_TYPE = 18  # px, as the text above it


class FieldLine(OneLine):
    """One figure. Coming here, typing replaces."""

    def __init__(self, address: Address, item: Field) -> None:
        super().__init__()
        self.address, self.item = address, item
        self._is_arriving = False  # the press of the mouse that brought the keyboard here goes on
        unit = f"，单位{item.spec.unit}" if item.spec.unit else ""
        self.setAccessibleName(item.label + unit)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def own_key(self, event: QKeyEvent) -> bool:
        """Enter states and goes on to the next line."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self.stated.emit()
        if not self.property("wrong"):
            self.focusNextChild()
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By whatever way one comes, all is selected; not on coming back from a menu or another window."""
        super().focusInEvent(event)
        self._is_arriving = event.reason() == Qt.FocusReason.MouseFocusReason
        if event.reason() not in PASSING:
            self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The first click selects all, unless it drew over some of it; a second one places the caret."""
        super().mouseReleaseEvent(event)
        if self._is_arriving and not self.hasSelectedText():
            self.selectAll()
        self._is_arriving = False


class FieldSentence(QWidget):
    """The sentence that the figures write, greyed under the text as it will print."""

    def __init__(self, session: Session, section: Section) -> None:
        super().__init__()
        self._session, self._section = session, section
        self.sentence = Label("", _TYPE, "ink3", serif=True)
        self.sentence.setWordWrap(True)
        self.missing = Label("", "small", "doubt")
        self.missing.setWordWrap(True)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.sentence)
        self._box.addWidget(self.missing)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        themed(self, self._dress)
        self.refresh()

    def _dress(self, now: Theme) -> None:
        self._box.setContentsMargins(now.px(30), now.px(4), now.px(30), now.px(12))
        self._box.setSpacing(now.px(4))

    def refresh(self) -> None:
        """Says what would be printed now, and what nobody has filled in."""
        words = passages.field_sentence(self._section, self._session.values)
        self.sentence.setText("\u3000\u3000" + words if words else "")
        self.sentence.setVisible(bool(words))
        left = "、".join(passages.unstated(self._section, self._session.values))
        self.missing.setText(f"{left}还没填，填了会在这里写成一句话；没有的填 0。" if left else "")
        self.missing.setVisible(bool(left))
        self.setAccessibleName("，".join(part for part in (words, self.missing.text()) if part))


class FieldStrip(QWidget):
    """The figures of one text part; ``wrong_changed`` when one was refused, or answered."""

    wrong_changed = Signal()
    undo_left = Signal()
    redo_left = Signal()

    def __init__(self, session: Session, section: Section) -> None:
        super().__init__()
        self.session = session
        self.lines = [FieldLine(names.field(section.id, item.id), item) for item in section.fields]
        self._sentence = Label("", "small", "bad")
        self._sentence.hide()
        self._grid = QGridLayout(self)
        self._rows = [
            (Label(line.item.label), line, Label(line.item.spec.unit or "", "body", "ink2")) for line in self.lines
        ]
        for label, line, _ in self._rows:
            label.setBuddy(line)
            line.stated.connect(self._state)
            line.undo_left.connect(self.undo_left)
            line.redo_left.connect(self.redo_left)
        self._across = 0
        self._arrange(2)
        self.setFocusProxy(self.lines[0])
        boxes.scaled(self._grid, 8, (16, 8, 16, 8))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, self._dress)
        self.refresh()

    def _dress(self, now: Theme) -> None:
        for line in self.lines:
            line.setFixedWidth(now.px(110))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two figures in a row where their labels fit, else one."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        widest = max(sum(part.sizeHint().width() for part in (row[0], row[2])) for row in self._rows)
        room = self.width() - theme().px(2 * 16 + 2 * 110 + 5 * 8)
        self._arrange(2 if room >= 2 * widest else 1)

    def _arrange(self, across: int) -> None:
        """Puts ``across`` figures into a row."""
        if across == self._across:
            return
        self._across = across
        self._grid.setColumnStretch(6, 1)
        for place, row in enumerate(self._rows):
            for step, part in enumerate(row):
                self._grid.addWidget(part, place // across, place % across * 3 + step)
        self._grid.addWidget(self._sentence, len(self._rows), 0, 1, 7)

    def refresh(self) -> None:
        """Shows what the session holds, except in a line that is being typed or was refused."""
        for line in self.lines:
            text = write(self.session.values.get(line.address), line.item.spec)
            if text != line.standing or not (line.hasFocus() or line.property("wrong")):
                line.standing = text
                line.setText(text)
                self._mark(line, "")

    def finish(self) -> None:
        """States what is still being typed."""
        for line in self.lines:
            self._commit(line)

    def _state(self) -> None:
        line = self.sender()
        if isinstance(line, FieldLine):
            self._commit(line)

    def _commit(self, line: FieldLine) -> None:
        if not line.is_typed():
            self._mark(line, "")
            return
        try:
            self.session.set_cell(line.address, line.text())
        except Refused as refused:
            self._mark(line, refused.sentence)
            return
        except Trouble as trouble:
            self._mark(line, str(trouble))
            return
        self._mark(line, "")
        line.standing = write(self.session.values.get(line.address), line.item.spec)
        line.setText(line.standing)

    def unsaved(self) -> int:
        """How many lines show something that was not kept."""
        return len(self.refused())

    def refused(self) -> list[tuple[Address, str]]:
        """Those lines and what they show."""
        return [(line.address, line.text()) for line in self.lines if line.property("wrong")]

    def _mark(self, line: FieldLine, sentence: str) -> None:
        wrong = bool(sentence)
        if mark_wrong(line, wrong):
            self.wrong_changed.emit()
        if wrong:
            self._sentence.setText(sentence)
        self._sentence.setVisible(any(item.property("wrong") for item in self.lines))
