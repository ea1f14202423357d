"""保密审查 above the deeds of the board: how it stands in one line, the form on the page, what is private beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from app.checks.model import Finding
from app.domain.secrecy import Conclusion, Standing
from ui.board.rows import RowLabel, named
from ui.kit import boxes
from ui.kit.inputs import TextInput
from ui.kit.lamp import paint_lamp
from ui.kit.picks import Segmented
from ui.kit.prose import Prose
from ui.kit.theme import SEMIBOLD, theme
from ui.kit.tips import tip
from ui.kit.widgets import AccentButton, Button, Label, SecondaryButton, TextButton

LAMPS: dict[Standing, str] = {"none": "todo", "stands": "ok", "changed": "doubt", "private": "doubt", "kept": "must"}
_HOLDS = "记下的是现在这份内容；以后改了字、改了数、改了本机关的资料或页脚，就要重新审查。"
SHOWN = 3  # findings that are listed; the others are counted
_BESIDE = 760  # px of the design: from this width on name and conclusion share a row


@dataclass(frozen=True, slots=True)
class Shown:
    """What the line and the form say: ``private`` are the findings nobody has explained, ``who`` is proposed,
    ``in_the_way`` what must be done before it may be concluded to be public.
    """

    standing: Standing
    sentence: str
    private: tuple[Finding, ...]
    who: str
    basis: str
    in_the_way: str = ""


class ReviewCard(QWidget):
    """``recorded`` carries who, basis, conclusion and what it asks; ``starred`` a finding or None for all.

    ``located`` carries a finding.
    ``turned``: the form came or went, or asks for more or less.
    """

    recorded = Signal(str, str, str, str)
    starred = Signal(object)
    located = Signal(object)
    turned = Signal()

    def __init__(self, conclusions: Sequence[Conclusion]) -> None:
        super().__init__()
        self._conclusions = conclusions
        self._shown: Shown | None = None
        self._lamp = "todo"
        self.sentence = Prose("", line=1.6)
        self.sentence.setMinimumWidth(1)
        self.private = TextButton("")
        self.turn = SecondaryButton("审查", "shield-check", size="button_small")
        self.who, self.basis = TextInput(name="审查人"), TextInput(name="依据")
        self.who.setMinimumWidth(1)
        self.basis.setMinimumWidth(1)
        self.conclusion = Segmented([known.words for known in conclusions], name="结论", height=32)
        self.more, self._asked = TextInput(), QWidget()
        self.more.setMinimumWidth(1)
        self.record, self.leave_button = AccentButton("记下审查结论", "check"), TextButton("收起")
        self.note = Prose(_HOLDS, role="small", colour="ink2")
        self._rows = boxes.column(gap=6)
        self.form = QWidget()
        self._lay_out()
        self._connect()
        self.form.hide()
        for part, down in ((self.form, QSizePolicy.Policy.Preferred), (self, QSizePolicy.Policy.Maximum)):
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, down)
            policy.setHeightForWidth(True)  # sentences that need a second line get it
            part.setSizePolicy(policy)

    def _lay_out(self) -> None:
        title = Label("保密审查", "body", weight=SEMIBOLD)
        head = boxes.row(26, title, gap=10)
        head.addWidget(self.sentence, 1)
        head.addWidget(self.private)
        head.addWidget(self.turn)
        self._first = boxes.row(gap=16)
        self._first.addLayout(named("审查人", self.who), 1)
        self._first.addLayout(named("结论", self.conclusion), 2)
        self.note.setMinimumWidth(1)
        deeds = boxes.row(self.record, self.leave_button, gap=8)
        deeds.addWidget(self.note, 1)
        self._asks = RowLabel("", self.more)
        self._asked.setLayout(boxes.row(self._asks, self.more, gap=8))
        basis = named("依据", self.basis)
        self.form.setLayout(boxes.column(self._rows, self._first, self._asked, basis, deeds, gap=8))
        self.setLayout(boxes.column(head, self.form, gap=8, margins=(16, 7, 16, 7)))

    def _connect(self) -> None:
        self.turn.clicked.connect(self._turn)
        self.private.clicked.connect(self.open)
        self.record.clicked.connect(self._record)
        self.leave_button.clicked.connect(self.leave)
        for line in (self.who, self.more, self.basis):
            line.returnPressed.connect(self._record)
        for asked in (self.who, self.more):
            asked.textEdited.connect(lambda _, line=asked: line.set_wrong(False))
        self.conclusion.chosen.connect(self._ask)
        self.basis.textChanged.connect(lambda text: self.basis.setToolTip(tip(text)))  # longer than the line at times

    @property
    def is_open(self) -> bool:
        """True while the form is there."""
        return not self.form.isHidden()

    def show_state(self, shown: Shown) -> None:
        """Another state; what is being typed stays."""
        if shown == self._shown:
            return
        again = self._shown is None or shown.private != self._shown.private
        self._shown, self._lamp = shown, LAMPS[shown.standing]
        self.sentence.say(shown.sentence)
        self.turn.setText("审查" if shown.standing == "none" else "重新审查")
        self.turn.updateGeometry()
        self.note.say(f"{shown.in_the_way}。" if shown.in_the_way else _HOLDS)
        many = len(shown.private)
        self.private.setText(f"个人信息 {many} 处" if many else "")
        self.private.setVisible(bool(many) and not self.is_open)
        self.private.updateGeometry()
        self.setAccessibleName(f"保密审查：{shown.sentence}")
        if again:
            self._list()
        self.update()

    def open(self) -> None:
        """Shows the form; the keyboard goes to the first thing that is asked."""
        shown = self._shown
        if shown is None:
            return
        if not self.is_open:
            self.who.setText(shown.who)
            self.basis.setText(shown.basis)
            self.basis.setCursorPosition(0)
            self.conclusion.choose(0)
            self.more.clear()
            self._ask(0)
        self.form.show()
        self.private.hide()
        asked: QWidget = self.record if self.who.text().strip() else self.who
        asked.setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit()

    def leave(self) -> None:
        """Back to the line alone."""
        if not self.is_open:
            return
        held = self._holds()
        self.form.hide()
        for line in (self.who, self.more):
            line.set_wrong(False)
        self.private.setVisible(bool(self._shown and self._shown.private))
        if held:
            self.turn.setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit()

    def _holds(self) -> bool:
        """Whether the keyboard is in the form."""
        at = QApplication.focusWidget()
        return at is not None and self.form.isAncestorOf(at)

    def _turn(self) -> None:
        if self.is_open:
            self.leave()
        else:
            self.open()

    def _ask(self, number: int) -> None:
        """What the chosen conclusion wants to be written, in a line of its own."""
        chosen = self._conclusions[number]
        self._asks.setText(chosen.asks)
        self.more.setAccessibleName(chosen.asks)
        self.more.setPlaceholderText(f"如：{chosen.such_as}" if chosen.such_as else "")
        if self._asked.isHidden() == bool(chosen.asks):
            self._asked.setVisible(bool(chosen.asks))
            self.turned.emit()

    def _record(self) -> None:
        wanted = [self.who] if self._asked.isHidden() else [self.who, self.more]
        empty = [line for line in wanted if not line.text().split()]
        for line in reversed(empty):
            line.set_wrong(True)
            line.setFocus(Qt.FocusReason.OtherFocusReason)
        who = " ".join(self.who.text().split())
        more = "" if self._asked.isHidden() else self.more.text()
        self.recorded.emit(who, self.basis.text(), self.conclusion.word(), more)

    def _list(self) -> None:
        if self._holds() and not any(line.hasFocus() for line in (self.who, self.more, self.basis)):
            self.record.setFocus(Qt.FocusReason.OtherFocusReason)  # the button that was pressed goes
        boxes.empty(self._rows)
        found = self._shown.private if self._shown is not None else ()
        for finding in found[:SHOWN]:
            self._rows.addLayout(self._row(finding))
        more = len(found) - SHOWN
        every = sum(finding.fix is not None for finding in found)
        if more <= 0 and every < 2:
            return
        last = boxes.row(26)
        if more > 0:
            last.addWidget(Label(f"还有 {more} 处，都列在“校核”里", "small", "ink2"))
        last.addStretch(1)
        if every > 1:
            button = AccentButton(f"全部打上星号（{every} 处）", size="button_small")
            button.clicked.connect(lambda: self.starred.emit(None))
            last.addWidget(button)
        self._rows.addLayout(last)

    def _row(self, finding: Finding) -> QHBoxLayout:
        words = Prose(finding.message.partition("，")[0], line=1.6)  # what to do about it stands on the button
        words.setMinimumWidth(1)
        line = boxes.row(26, gap=6)
        line.addWidget(words, 1)
        deeds: list[tuple[Button, SignalInstance]] = []
        if finding.fix is not None:
            deeds.append((SecondaryButton(finding.fix.label, size="button_small"), self.starred))
        if finding.spots:
            deeds.append((TextButton("定位", "locate"), self.located))
        for button, signal in deeds:
            button.setAccessibleDescription(finding.message)
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(finding))
            line.addWidget(button)
        return line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name and conclusion stand side by side where there is room."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wanted = way.LeftToRight if self.width() >= theme().px(_BESIDE) else way.TopToBottom
        if wanted != self._first.direction():
            self._first.setDirection(wanted)
            boxes.scaled(self._first, gap=16 if wanted == way.LeftToRight else 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the form."""
        if event.key() == Qt.Key.Key_Escape and self.is_open:
            self.leave()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the lamp at the first line, and the line below."""
        current = theme()
        with QPainter(self) as painter:
            side = current.size("lamp")
            middle = self.turn.geometry().center().y()
            paint_lamp(painter, QRectF(current.px(16), middle - side / 2, side, side), self._lamp)
            painter.fillRect(0, self.height() - 1, self.width(), 1, current.colour("line"))
