"""What the rules find on the cover: waves under the paragraph, a sentence under a line, and what is done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.checks import places
from app.checks.engine import CheckResult
from app.checks.model import Finding
from app.checks.places import Stop
from app.domain.errors import Trouble
from app.editing.session import Session
from app.workbench import righting
from ui.editor.cover.line_note import LineNote
from ui.editor.text import spots
from ui.editor.text.reasons import Reasons
from ui.editor.text.waves import Waves

if TYPE_CHECKING:
    from ui.editor.cover.tab import CoverTab


class CoverFindings(QObject):
    """Of the cover ``tab``."""

    def __init__(self, tab: CoverTab, session: Session) -> None:
        super().__init__(tab)
        self._tab, self._session = tab, session
        self._here = session.form.preface.id if session.form.preface else ""
        self._result: CheckResult | None = None  # the one that is shown under the lines
        self.waves = Waves(tab.page, session, self._here)
        self.reasons = Reasons(tab, tab.page, self.waves, session, self._here)
        self.reasons.mended.connect(self._show_mended)
        self.reasons.noted.connect(tab.noted)
        self.reasons.wanted.connect(tab.wanted)
        self.reasons.troubled.connect(tab.troubled)
        for note in tab.lines.notes.values():
            note.mended.connect(self._put_right)
            note.answered.connect(self._answer)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            keys = QKeySequence(QKeyCombination(Qt.KeyboardModifier.ControlModifier, key))
            short = QShortcut(keys, tab, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            short.activated.connect(self._next)

    def look(self) -> None:
        """Shows what is found now."""
        if self._here:
            self.waves.look()
        if self._result is not self._session.result:
            self._result = self._session.result
            for passage, note in self._tab.lines.notes.items():
                note.show_findings(places.in_text(self._result, passage))

    def show_spot(self, passage: str, start: int, end: int) -> None:
        """The words in the line, selected; those of the paragraph with their reason."""
        line = self._tab.lines.line(passage)
        if line is None:
            self.look()
            self.reasons.show_spot(start, end)
            return
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        text = line.text()
        line.setSelection(spots.units(text[:start]), spots.units(text[start:end]))

    def _next(self) -> None:
        tab = self._tab
        line = next((line for line in tab.lines.lines if line.hasFocus() or _has(tab.lines.notes[line.passage])), None)
        tab.finish()
        if line is not None:
            before = len(line.text().encode("utf-16-le")[: 2 * line.cursorPosition()].decode("utf-16-le", "replace"))
            tab.next_finding.emit(Stop(passage=line.passage, start=before))
        else:
            tab.next_finding.emit(Stop(passage=self._here, start=spots.caret(tab.page)))

    def _put_right(self, finding: Finding) -> None:
        self._tab.finish()
        try:
            done = righting.put_right(self._session, finding)
        except Trouble as trouble:
            self._tab.troubled.emit(trouble)
            return
        self._show_mended(done)

    def _show_mended(self, done: str) -> None:
        self._tab.show_kept()
        self.look()
        self._tab.told.emit(done)

    def _answer(self, finding: Finding, reason: str) -> None:
        self._tab.finish()
        try:
            self._session.answer(finding, reason, self._session.who)
        except Trouble as trouble:
            self._tab.troubled.emit(trouble)
            return
        self._tab.page.begin_anew()
        self._tab.noted.emit()


def _has(note: LineNote) -> bool:
    return any(button.hasFocus() for button in (note.fix, note.quick))
