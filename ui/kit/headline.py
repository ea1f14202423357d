"""The line over every place: organ, year, state, days to the deadline, undo and redo, the time of the last save."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget

from ui.kit import boxes, icons
from ui.kit.choice import Choice
from ui.kit.lamp import LampLabel
from ui.kit.named import Named
from ui.kit.prose import Prose, Strong
from ui.kit.theme import MEDIUM, Theme, theme, themed
from ui.kit.tips import tip
from ui.kit.widgets import Button, Chip, Label, Rule
from ui.kit.words import Deadline

_LONGEST = "已保存 00:00:00"
_LEVELS = 5  # of words that go: 修改记录, 撤销 and 重做, the date of the deadline, the deadline


class HeadLine(QWidget):
    """Shows what it is told; wishes leave as signals. When narrow, words go; never organ, year, state or 已保存."""

    year_requested = Signal(int)
    undo_requested = Signal()
    redo_requested = Signal()
    steps_requested = Signal()  # the list of every step
    own_requested = Signal()  # out of the practice township, back to the office's own reports

    def __init__(self) -> None:
        super().__init__()
        self._deadline: Deadline | None = None
        self._report = self._is_dressed = False
        self._folded: tuple[object, ...] = ()  # for what the words were last fitted
        self._room_for_saved: tuple[Theme, int] | None = None
        self._line = QHBoxLayout(self)
        self.title = Named(role="organ")
        self.subtitle = Label("", colour="ink2")
        self.year = Choice(name="年度", weight=MEDIUM)
        self.year.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.state = Chip("")
        self.practice = Chip("练习", "sprout", "accent")
        self.own = Button("回到自己的报告", kind="text", size="button_small")
        self.calendar = Label()
        self.due = Prose(wrap=False, colour="ink2")
        self.due_lamp = LampLabel()
        self.undo = Button("撤销", "undo-2", kind="quiet", size="button_small")
        self.redo = Button("重做", "redo-2", kind="quiet", size="button_small")
        self.steps = Button("修改记录", "history", kind="quiet", size="button_small")
        self.steps.setAccessibleName("修改记录")
        self.steps.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where the list gives it back
        self.steps.setToolTip("修改记录：看每一步，退回到任何一步（F9）")
        self.saved = LampLabel()
        self.day = Label("", colour="ink2")
        self.saved.hide()
        self._rules = (Rule(upright=True), Rule(upright=True))
        self._build()
        self.year.activated.connect(self._year_chosen)
        self.undo.clicked.connect(self.undo_requested)
        self.redo.clicked.connect(self.redo_requested)
        self.steps.clicked.connect(self.steps_requested)
        self.own.clicked.connect(self.own_requested)
        self.show_practice(False)
        self.show_program("", "", "")
        themed(self, self._dress)

    def _build(self) -> None:
        layout = self._line
        left: tuple[QWidget, ...] = (self.title, self.subtitle, self.year, self.state, self.practice, self.own)
        right: tuple[QWidget, ...] = (
            self.day,
            self.calendar,
            self.due_lamp,
            self.due,
            self._rules[0],
            self.undo,
            self.redo,
            self.steps,
        )
        for widget in left:
            layout.addWidget(widget)
        layout.addStretch(1)
        for widget in (*right, self._rules[1], self.saved):
            layout.addWidget(widget)
        boxes.scaled(layout, 12, (16, 0, 16, 1))
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _dress(self, current: Theme) -> None:
        self.setFixedHeight(current.size("headline"))
        if self._is_dressed:  # what was just made has the size in force
            boxes.rescale(self)  # before it is measured which words fit
        self._is_dressed = True
        if self._report:
            self._draw_calendar()
        self._fold()
        QTimer.singleShot(0, self, self._fold_again)  # the words are measured once each of them wears the new size

    def _draw_calendar(self) -> None:
        self.calendar.setPixmap(icons.pixmap("calendar-clock", "ink2"))

    def _fold_again(self) -> None:
        self._folded = ()
        self._fold()

    # What is shown

    def show_program(self, title: str, subtitle: str, day: str) -> None:
        """No office yet, or no report open: a name, a second line, the date."""
        self._report, self._folded = False, ()  # what is hidden below comes back with the next report
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self.day.setText(day)
        self.day.setVisible(bool(day))
        for widget in (
            self.year,
            self.state,
            self.calendar,
            self.due,
            self.due_lamp,
            self.undo,
            self.redo,
            self.steps,
            self._rules[0],
        ):
            widget.hide()
        self._rules[1].setVisible(bool(self.saved.kind and day))

    def show_report(self, organ: str, years: Sequence[int], year: int) -> None:
        """A report is open: its organ and year."""
        self._report = True
        self._draw_calendar()
        self.title.setText(organ)
        self.subtitle.hide()
        self.day.hide()
        self.year.clear()
        for known in years:
            self.year.addItem(f"{known} 年度", known)
        self.year.setCurrentIndex(list(years).index(year))
        for widget in (self.year, self.state, self.undo, self.redo, self.steps, *self._rules):
            widget.show()
        self._fold()

    def show_practice(self, practising: bool) -> None:
        """Says that this is the practice township, and how to leave it."""
        self.practice.setVisible(practising)
        self.own.setVisible(practising)

    def show_state(self, word: str, icon: str, tone: str) -> None:
        """草稿, 已交接…"""
        self.state.show_state(word, icon, tone)

    def show_deadline(self, deadline: Deadline) -> None:
        """The days that are left, or how early or late it was."""
        self._deadline = deadline
        self._fold()

    def show_history(self, undo: str | None, redo: str | None) -> None:
        """What 撤销 and 重做 would do; None where there is nothing."""
        for button, label, deed in ((self.undo, undo, "撤销"), (self.redo, redo, "重做")):
            button.setEnabled(label is not None)
            button.setToolTip(tip(f"{deed}：{label}") if label else "")
            button.setAccessibleName(f"{deed}：{label}" if label else deed)

    def show_saved(self, moment: datetime | None) -> None:
        """The time of the last commit."""
        if moment is None:
            self.saved.show_lamp("")
        else:
            self.saved.show_lamp("ok", text=f"已保存 {moment:%H:%M:%S}", quiet=True)
        self.saved.setVisible(moment is not None)

    # Room

    def minimumSizeHint(self) -> QSize:
        """Narrower than its words: they go before the window stops shrinking."""
        return QSize(theme().px(560), theme().size("headline"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words go when the line becomes narrow."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        if not self._report or self._folded == self._fits():
            return
        self._folded = self._fits()
        room = self.width() + self._saved_now() - self._saved_most()
        for level in range(_LEVELS):
            self._show_level(level)
            if self._line.sizeHint().width() <= room:
                return

    def _saved_now(self) -> int:
        return 0 if self.saved.isHidden() else self.saved.sizeHint().width() + self._line.spacing()

    def _saved_most(self) -> int:
        """Room for the longest time of day: words go by width alone, not with the moment of the last commit."""
        if not self._room_for_saved or self._room_for_saved[0] != theme():
            measure = LampLabel()
            measure.show_lamp("ok", text=_LONGEST, quiet=True)
            self._room_for_saved = theme(), measure.sizeHint().width() + self._line.spacing()
        return self._room_for_saved[1]

    def _fits(self) -> tuple[object, ...]:
        """All that decides which words fit: with every key the line is told anew what it says already."""
        deadline = self._deadline
        told = (deadline.head(), deadline.late) if deadline is not None else None
        shown = (self.own.isHidden(), self.practice.isHidden())
        return theme(), self.width(), self.title.text(), self.state.text(), self.year.currentText(), told, shown

    def _show_level(self, level: int) -> None:
        self.steps.setText("修改记录" if level < 1 else "")
        self.undo.setText("撤销" if level < 2 else "")
        self.redo.setText("重做" if level < 2 else "")
        deadline = self._deadline if self.practice.isHidden() else None  # nobody waits for what is practised on
        if level == _LEVELS - 1:
            deadline = None  # the first page tells it, too
        if deadline is not None:
            before, number, after = deadline.head(short=level > 2)
            self.due.say(before, Strong(number), after)
            self.due.set_colour("doubt" if deadline.late else "ink3" if deadline.old else "ink2")
            self.due_lamp.show_lamp("doubt" if deadline.late else "", text=" ")
        for widget, shown in (  # each told once: what comes and goes lays out the whole window
            (self.due, deadline is not None),
            (self.due_lamp, deadline is not None and deadline.late),
            # with a picture an old one would look like a button
            (self.calendar, deadline is not None and not deadline.late and not deadline.old),
        ):
            widget.setVisible(shown)

    def _year_chosen(self, number: int) -> None:
        self.year_requested.emit(int(self.year.itemData(number)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the line below."""
        with QPainter(self) as painter:
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme().colour("line"))

    def texts(self) -> list[str]:
        """Every word in view, left to right (for the title of the window and for tests)."""
        shown = (self.title, self.subtitle, self.state, self.due, self.saved, self.day)
        return [widget.text() for widget in shown if not widget.isHidden() and widget.text()]
