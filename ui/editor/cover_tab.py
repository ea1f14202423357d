"""封面: the title as it will print, the paragraph before part one, and what the signature says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.domain.errors import Trouble
from app.domain.organ import short_name
from app.editing.session import Changed, Session
from app.workbench import papers
from app.workbench.bench import Workbench
from ui.editor.narrative import Narrative
from ui.editor.sheet import Sheet, TitleRow
from ui.kit import boxes
from ui.kit.theme import SEMIBOLD, Theme, themed, tokens
from ui.kit.widgets import Label, Rule, TextButton

_DAY = re.compile(r"\s*(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?\s*")
_WIDE = 820


def read_day(text: str) -> date | None:
    """2021年1月20日, 2021-1-20 or 2021.1.20; None where it is no day."""
    match = _DAY.fullmatch(text.translate(str.maketrans("０１２３４５６７８９－．／", "0123456789-./")))
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


class CoverTab(QWidget):
    """Everything here is committed like a cell: when a line is left, when writing pauses."""

    troubled = Signal(object)

    def __init__(self, session: Session, bench: Workbench) -> None:
        super().__init__()
        self.session, self.bench = session, bench
        self.preface = session.form.preface
        self.page = Narrative(self.preface.heading if self.preface else "导言", inset=0)
        self.title_lines = [Label("", "organ", weight=SEMIBOLD, serif=True) for _ in range(2)]
        self.organ = Label("", "body")
        self.signed = Label("", "body")
        self.phone = self._line("联系电话", self._save_phone)
        self.office = self._line("经办机构", self._save_office)
        self.issued = self._line("成文日期", self._save_issued)
        self.sentence = Label("", "small", "bad")
        self.reset = TextButton("回到统一写法", "rotate-ccw")
        self.reset.clicked.connect(self._reset_preface)
        self.page.paused.connect(self._commit)
        self._build()
        self.refresh()

    # ------------------------------------------------------------------ parts

    def _line(self, name: str, deed: Callable[[], object]) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.editingFinished.connect(deed)
        return line

    def _build(self) -> None:
        sheet = Sheet()
        paper = QWidget()
        paper.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._paper = paper
        for label in self.title_lines:
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        head = boxes.row(Label("导言", "small", "ink2"), None, self.reset)
        facts = self._facts()
        body = boxes.column(self.page)
        paper.setLayout(
            boxes.column(*self.title_lines, 6, head, body, Rule(), 6, facts, None, gap=4, margins=(24, 24, 24, 20))
        )
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(1, 0, 1, 1)
        inner.setSpacing(0)
        inner.addWidget(TitleRow("封面"))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(paper, 100)
        middle.addStretch(1)
        inner.addLayout(middle, 1)
        self._outer = QHBoxLayout(self)
        self._outer.addWidget(sheet)
        self.setFocusProxy(self.page)
        themed(self, self._dress)

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        rows: list[tuple[str, QWidget, str, QWidget]] = [
            ("公开主体", self.organ, "落款", self.signed),
            ("经办机构", self.office, "联系电话", self.phone),
            ("成文日期", self.issued, "", self.sentence),
        ]
        for number, (first, one, second, two) in enumerate(rows):
            for place, (name, widget) in enumerate(((first, one), (second, two))):
                label = Label(name, "body", "ink2")
                label.setBuddy(widget)
                grid.addWidget(label, number, 2 * place)
                grid.addWidget(widget, number, 2 * place + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        boxes.scaled(grid, 10)
        return grid

    def _dress(self, now: Theme) -> None:
        space = tokens()["spacing"]
        left, bottom = now.px(space["sheet_margin_left"]), now.px(space["sheet_margin_bottom"])
        self._outer.setContentsMargins(left, 0, now.px(14), bottom)
        self._paper.setMaximumWidth(now.px(_WIDE))
        self.page.setMinimumHeight(now.px(120))
        self.page.setMaximumHeight(now.px(290))

    # ------------------------------------------------------------------ what stands here

    def refresh(self) -> None:
        """Shows what the session and the office say now."""
        report = self.session.report
        paper = papers.document(self.bench, report)
        lines = [*paper.title_lines, ""][:2]
        for label, text in zip(self.title_lines, lines, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        office = papers.office(self.bench, report)
        self.organ.setText(office.name)
        self.signed.setText(office.seal_name)
        for line, text in (
            (self.phone, office.phone),
            (self.office, office.office),
            (self.issued, paper.signature.date),
        ):
            if not line.hasFocus() or not line.isModified():
                line.setText(text)
        for line in (self.phone, self.office):
            line.setEnabled(self._is_own())
        if self.preface is not None and not self.page.hasFocus():
            self.page.show_text(self._preface_text())
        self._show_reset()

    def _preface_text(self) -> str:
        assert self.preface is not None  # asked only of forms that have one
        own = self.session.report.passages.get(self.preface.id, "")
        return own or self._template()

    def _template(self) -> str:
        assert self.preface is not None  # as above
        blank = self.session.report.with_passages({self.preface.id: ""})
        paragraphs = papers.document(self.bench, blank).preface
        return "\n".join(paragraph.text for paragraph in paragraphs)

    def _is_own(self) -> bool:
        own = self.bench.organ
        return own is not None and own.short_name == short_name(self.session.report.key.organ)

    def _show_reset(self) -> None:
        own = self.preface is not None and self.preface.id in self.session.report.passages
        self.reset.setVisible(own)

    def follow(self, changed: Changed) -> None:
        """Shows what changed elsewhere."""
        if self.preface is None or self.preface.id not in changed.passages:
            return
        if changed.kind != "apply" or not self.page.hasFocus():
            self.page.show_text(self._preface_text())
        self._show_reset()

    def finish(self) -> None:
        """Commits what is still being written."""
        self.page.flush()
        for deed in (self._save_phone, self._save_office, self._save_issued):
            deed()

    def unsaved(self) -> int:
        """How many places show something that was not kept."""
        return len(self.refused())

    def refused(self) -> list[tuple[str, str]]:
        """What was not kept here: the words, and a day that is none."""
        here = self.preface.id if self.preface is not None else ""
        lost = [] if self.page.is_kept() else [(here, "")]
        return lost + ([(here, self.issued.text())] if self.issued.property("wrong") else [])

    # ------------------------------------------------------------------ deeds

    def _try(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return False
        return True

    def _commit(self, text: str) -> None:
        if self.preface is None:
            return
        preface, kept = self.preface.id, "" if text.strip() == self._template().strip() else text
        if not self._try(lambda: self.session.set_passage(preface, kept)):
            self.page.not_kept()

    def _reset_preface(self) -> None:
        if self.preface is None:
            return
        self.page.flush()
        preface = self.preface.id
        if self._try(lambda: self.session.set_passage(preface, "")):
            self.page.show_text(self._preface_text())
            self._show_reset()
            self.page.setFocus()

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
            self.refresh()

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
        return papers.document(self.bench, self.session.report).signature.date

    def _say_day(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        wrong = bool(sentence)
        if bool(self.issued.property("wrong")) != wrong:
            self.issued.setProperty("wrong", wrong)
            self.issued.style().polish(self.issued)
