"""Under the lines of the cover: whose report it is, who signs (both change in 设置), and the day of the signature."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.errors import CannotWrite, Trouble
from app.domain.organ import Organ
from app.editing.session import Session
from app.workbench import issuing
from app.workbench.bench import Workbench
from ui.editor.one_line import OneLine
from ui.kit import boxes
from ui.kit.inputs import mark_wrong
from ui.kit.widgets import Label
from ui.kit.words import read_day


class CoverFacts(QWidget):
    """Who publishes, who signs, and when; ``troubled`` where the day could not be kept."""

    troubled = Signal(object)
    undo_left = Signal()  # Ctrl+Z, and nothing left to take back in the line of the day
    redo_left = Signal()

    def __init__(self, session: Session, bench: Workbench) -> None:
        super().__init__()
        self.session, self.bench = session, bench
        self.organ = Label("", "body")
        self.signed = Label("", "body")
        for label in (self.organ, self.signed):
            label.setWordWrap(True)
        self.issued = OneLine()
        self.issued.setAccessibleName("成文日期")
        self.issued.stated.connect(self._save_issued)
        self.issued.undo_left.connect(self.undo_left)
        self.issued.redo_left.connect(self.redo_left)
        self.issued.returnPressed.connect(self._keep)
        self.sentence = Label("", "small", "bad")
        self.sentence.setWordWrap(True)
        self.sentence.hide()
        rows: list[tuple[str, QWidget]] = [
            ("公开主体", self.organ),
            ("落款", self.signed),
            ("成文日期", self.issued),
        ]
        self._grid = QGridLayout(self)
        for number, (name, widget) in enumerate(rows):
            label = Label(name, "body", "ink2")
            label.setBuddy(widget)
            self._grid.addWidget(label, number, 0)
            self._grid.addWidget(widget, number, 1)
        self._grid.addWidget(self.sentence, len(rows), 1)
        self._grid.setColumnStretch(1, 1)
        boxes.scaled(self._grid, 6)

    def set_label_width(self, width: int) -> None:
        """The lines stand under those above them."""
        self._grid.setColumnMinimumWidth(0, width)

    def refresh(self, office: Organ) -> None:
        """Shows what ``office`` and the report say now."""
        self.organ.setText(office.name)
        self.signed.setText(office.seal_name)
        self.show_day()

    def show_day(self) -> None:
        """Shows the day that is kept; what is being typed stays."""
        self.issued.show_standing(self._day())

    def finish(self) -> None:
        """Commits what is still being typed."""
        self._save_issued()

    def _keep(self) -> None:
        """Enter keeps the day and stays: to be sent on into the next part would go unnoticed."""
        self._save_issued()
        if not self.refused():
            self.issued.selectAll()

    def refused(self) -> str:
        """A day that is none; "" where all is kept."""
        return self.issued.text() if self.issued.property("wrong") else ""

    def _save_issued(self) -> None:
        line = self.issued
        if not line.isModified() or (line.text() == self._day() and issuing.has_date(self.bench, self.session.report)):
            self._say_day("")
            return
        day = read_day(line.text())
        if day is None and line.text().strip():
            self._say_day(f"“{line.text()}”不是日期，请写成 {self._day()} 这样。")
            return
        try:
            issuing.state_issued(self.session, day)
        except CannotWrite as trouble:
            self.troubled.emit(trouble)
            return
        except Trouble as trouble:
            self._say_day(f"{trouble.what}，{trouble.next_step}。")
            return
        line.setModified(False)
        self.show_day()
        self._say_day("")

    def _day(self) -> str:
        return issuing.issued_words(self.bench, self.session.report)

    def _say_day(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        mark_wrong(self.issued, bool(sentence))
