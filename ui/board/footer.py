"""The rows at the foot of the poster: read in one glance, typed over in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.report import Report
from app.workbench import issuing, papers
from app.workbench.bench import Workbench
from ui.board.rows import named, titled
from ui.kit import boxes
from ui.kit.inputs import TextInput
from ui.kit.prose import Prose
from ui.kit.widgets import AccentButton, TextButton
from ui.kit.words import full_day

Rows = tuple[tuple[str, str], ...]
_EMPTY = "（空着，不印）"


class FooterForm(QWidget):
    """Shows the rows of one report; 修改 turns them into fields.

    ``saved`` carries what was typed, by the name of its row; a row that was only looked at is not among them.
    """

    saved = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self._rows: Rows = ()
        self._before: dict[str, str] = {}  # what the fields showed at first
        self.fields: dict[str, TextInput] = {}
        self.change = TextButton("修改")
        self.change.setAccessibleName("修改页脚")
        self.change.clicked.connect(self.edit)
        self._body = boxes.column(gap=2)
        self.setLayout(boxes.column(titled("页脚", self.change), self._body, gap=6))

    @property
    def is_editing(self) -> bool:
        """True while the rows are fields."""
        return bool(self.fields)

    def show_rows(self, rows: Rows) -> None:
        """Other rows. Fields that are being typed in stay as they are; the rows are seen once they go."""
        if rows == self._rows:
            return
        self._rows = rows
        if not self.is_editing:
            self._show()

    def forget(self) -> None:
        """Another report: what is being typed belonged to the one before."""
        self._rows = ()
        self._show()

    def edit(self) -> None:
        """Turns the rows into fields and puts the keyboard into the first."""
        boxes.empty(self._body)
        self.change.setVisible(False)
        self._before = {label: _line(value) for label, value in self._rows}
        for label, value in self._rows:
            field = TextInput(name=label)
            field.setText(value)
            field.returnPressed.connect(self._save)
            self.fields[label] = field
            self._body.addLayout(named(label, field))
            self._body.addSpacing(4)
        save, leave = AccentButton("就用这些", "check", size="button_small"), TextButton("不改了")
        save.clicked.connect(self._save)
        leave.clicked.connect(self.leave)
        note = Prose("清空一行，就恢复程序填的。", role="small", colour="ink2")
        self._body.addWidget(note)
        self._body.addLayout(boxes.row(save, leave, None))
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            first.selectAll()

    def fill(self, label: str) -> None:
        """The same, with the keyboard in the field of that row."""
        self.edit()
        self.fields[label].setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Back to the rows as they were."""
        self._show()
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape and self.is_editing:
            self.leave()
            return
        super().keyPressEvent(event)

    def _save(self) -> None:
        texts = {label: _line(field.text()) for label, field in self.fields.items()}
        typed = {label: text for label, text in texts.items() if text != self._before[label]}
        self.leave()
        if typed:
            self.saved.emit(typed)

    def _show(self) -> None:
        self.fields = {}
        boxes.empty(self._body)
        self.change.setVisible(True)
        for label, value in self._rows:
            words = Prose(value or _EMPTY, colour="ink" if value else "doubt", line=1.6)
            self._body.addLayout(named(label, words) if value else named(label, words, self._fill(label)))
        self.setAccessibleName("页脚：" + "，".join(f"{label}{value}" for label, value in self._rows if value))

    def _fill(self, label: str) -> TextButton:
        """The way to what is missing: nobody looks for a line that is not printed."""
        button = TextButton("去填")
        button.setAccessibleName(f"去填{label}")
        button.clicked.connect(lambda: self.fill(label))
        return button


def _line(text: str) -> str:
    return " ".join(text.split())


def signature(bench: Workbench, report: Report) -> Rows:
    """Who signs the A4 report and of which day; one that nobody has set is told as such."""
    day = full_day(issuing.issued(bench, report))
    open_still = "" if issuing.has_date(bench, report) else "（今天；还没有定）"
    return (("署名", papers.office(bench, report).seal_name), ("日期", f"{day}{open_still}"))


class Signature(QWidget):
    """What stands under the A4 report: who signs it, and of which day."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Rows = ()
        self._body = boxes.column(gap=2)
        note = Prose("日期是封面上的成文日期，要改就到封面上改。", role="small", colour="ink2")
        self.setLayout(boxes.column(titled("落款"), self._body, note, gap=6))

    def show_rows(self, rows: Rows) -> None:
        """Other rows."""
        if rows == self._rows:
            return
        self._rows = rows
        boxes.empty(self._body)
        for label, value in rows:
            self._body.addLayout(named(label, Prose(value, line=1.6)))
