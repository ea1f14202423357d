"""What the cover says of the office and of the day: kept for every report, or for this one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.domain.errors import Trouble
from app.domain.organ import Organ, short_name
from app.editing.session import Session
from app.workbench import papers
from app.workbench.bench import Workbench
from ui.kit import boxes
from ui.kit.widgets import Label

_DAY = re.compile(r"\s*(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?\s*")


def read_day(text: str) -> date | None:
    """2021年1月20日, 2021-1-20 or 2021.1.20; None where it is no day."""
    match = _DAY.fullmatch(text.translate(str.maketrans("０１２３４５６７８９－．／", "0123456789-./")))
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


class CoverFacts(QWidget):
    """Who publishes, who is in charge, the telephone, the day; ``changed`` when the paper says something else now."""

    changed = Signal()
    troubled = Signal(object)

    def __init__(self, session: Session, bench: Workbench) -> None:
        super().__init__()
        self.session, self.bench = session, bench
        self.organ = Label("", "body")
        self.signed = Label("", "body")
        for label in (self.organ, self.signed):
            label.setWordWrap(True)
        self.office = self._line("经办机构", self._save_office)
        self.phone = self._line("联系电话", self._save_phone)
        self.issued = self._line("成文日期", self._save_issued)
        self.sentence = Label("", "small", "bad")
        self.sentence.setWordWrap(True)
        self.sentence.hide()
        rows: list[tuple[str, QWidget]] = [
            ("公开主体", self.organ),
            ("落款", self.signed),
            ("经办机构", self.office),
            ("联系电话", self.phone),
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

    def _line(self, name: str, deed: Callable[[], object]) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.editingFinished.connect(deed)
        return line

    def set_label_width(self, width: int) -> None:
        """The lines stand under those above them."""
        self._grid.setColumnMinimumWidth(0, width)

    def refresh(self, office: Organ) -> None:
        """Shows what ``office`` and the report say now."""
        self.organ.setText(office.name)
        self.signed.setText(office.seal_name)
        for line, text in (
            (self.phone, office.phone),
            (self.office, office.office),
            (self.issued, self._day()),
        ):
            if not line.hasFocus() or not line.isModified():
                line.setText(text)
        for line in (self.phone, self.office):
            line.setEnabled(self._is_own())

    def finish(self) -> None:
        """Commits what is still being typed."""
        for deed in (self._save_phone, self._save_office, self._save_issued):
            deed()

    def refused(self) -> str:
        """A day that is none; "" where all is kept."""
        return self.issued.text() if self.issued.property("wrong") else ""

    def _is_own(self) -> bool:
        own = self.bench.organ
        return own is not None and own.short_name == short_name(self.session.report.key.organ)

    def _try(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return False
        return True

    def _save_phone(self) -> None:
        self._save_organ(self.phone, "phone")

    def _save_office(self) -> None:
        self._save_organ(self.office, "office")

    def _save_organ(self, line: QLineEdit, key: str) -> None:
        own = self.bench.organ
        if own is None or not self._is_own() or getattr(own, key) == line.text().strip():
            return
        new = replace(own, **{key: line.text().strip()})
        if self._try(lambda: self.bench.save_organ(new)):
            line.setModified(False)
            self.changed.emit()

    def _save_issued(self) -> None:
        line = self.issued
        if line.text() == self._day():
            self._say_day("")
            return
        day = read_day(line.text())
        if day is None:
            self._say_day(f"“{line.text()}”不是日期，请写成 {self._day()} 这样。")
            return
        if self._try(lambda: papers.save_issued(self.bench, self.session.report, day)):
            line.setText(self._day())
            line.setModified(False)
            self._say_day("")

    def _day(self) -> str:
        return papers.issued_words(self.bench, self.session.report)

    def _say_day(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        wrong = bool(sentence)
        if bool(self.issued.property("wrong")) != wrong:
            self.issued.setProperty("wrong", wrong)
            self.issued.style().polish(self.issued)
