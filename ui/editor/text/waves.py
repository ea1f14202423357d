"""Under the words on the page: what the rules found there, and last year's figures in last year's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.checks import brought, places
from app.checks.engine import CheckResult
from app.checks.model import Finding
from app.editing.session import Session
from app.workbench.passages import Before
from ui.editor.text import chips, spots
from ui.editor.text.narrative import Narrative
from ui.editor.text.wave_art import Underline
from ui.kit.theme import theme, themed

_PAUSE_MS = 200  # looking again waits for a pause of the hands; until then the waves move with the words
_LOOKS = {"error": ("bad", True), "warning": ("doubt", True), "info": ("accent", False)}  # colour, and a wave or dots
_GROUNDS = {"error": "bad_soft", "warning": "doubt_soft", "info": "accent_soft"}


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """Underlined words, as they were when that was found, and why; ``finding`` is None where they are last year's."""

    cursor: QTextCursor
    why: str
    words: str
    finding: Finding | None = None

    @property
    def severity(self) -> str:
        """How it is drawn."""
        return self.finding.severity if self.finding is not None else "warning"

    @property
    def reads(self) -> bool:
        """Whether the words are still those that were found."""
        return self.cursor.selectedText() == self.words

    def holds(self, position: int) -> bool:
        """Whether a place of the document lies in it or at its edge."""
        return self.cursor.selectionStart() <= position <= self.cursor.selectionEnd()


class Waves(QObject):
    """Nothing of it is in the text. ``beside`` says the reason at the caret, "" where there is none; ``found`` how many
    words are last year's; ``told`` the findings of this text, each with its words or about it as a whole.
    """

    beside = Signal(str)
    found = Signal(int)
    told = Signal(object)  # tuple[Finding, ...]

    def __init__(self, page: Narrative, session: Session, passage: str, before: Before | None = None) -> None:
        super().__init__(page)
        self._page, self._session, self._passage, self._before = page, session, passage, before
        self._stale: list[Mark] = []
        self._marks: list[Mark] = []
        self._result: CheckResult | None = None  # the one that ``_marks`` are of
        self.findings: tuple[Finding, ...] = ()
        self._open: Mark | None = None
        self._said = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        page.document().contentsChanged.connect(self._pause.start)
        page.cursorPositionChanged.connect(self._tell)
        themed(page, lambda _: self._paint())

    def look(self) -> None:
        """Seeks them anew. What rules found is known of the words as they were last committed: until the next time
        the waves stay with the words, and go with a word that becomes another.
        """
        self._pause.stop()
        self._stale = self._old_figures()
        if self._result is not self._session.result and self._is_committed():
            self._take()
        else:
            self._marks = [mark for mark in self._marks if mark.reads]
        self._stale = [mark for mark in self._stale if not any(_overlap(mark, other) for other in self._marks)]
        self._paint()
        self._tell()
        self.found.emit(len(self._stale))

    def marks(self) -> Sequence[Mark]:
        """What is underlined, in the order of the text; of several at one place the worst first."""
        rank = list(_LOOKS)
        return sorted(
            (*self._marks, *self._stale), key=lambda mark: (mark.cursor.selectionStart(), rank.index(mark.severity))
        )

    def words(self) -> list[str]:
        """The underlined words, in the order of the text."""
        return [mark.cursor.selectedText() for mark in self.marks()]

    def at(self, position: int) -> Mark | None:
        """What is underlined at a place of the document: of several the shortest."""
        inside = [mark for mark in self.marks() if mark.holds(position)]
        return min(inside, key=lambda mark: len(mark.words), default=None)

    def of(self, finding: Finding) -> Mark | None:
        """The first words that a finding underlines here."""
        return next((mark for mark in self.marks() if mark.finding is finding), None)

    def set_open(self, mark: Mark | None) -> None:
        """The one whose reason is shown: it stands on a ground."""
        if mark is not self._open:
            self._open = mark
            self._paint()

    # ------------------------------------------------------------------ seeking

    def _is_committed(self) -> bool:
        kept = self._session.report.passages.get(self._passage, "")
        return self._page.text() == kept

    def _take(self) -> None:
        self._result = self._session.result
        self.findings = places.in_text(self._result, self._passage)
        here = [(s.start, s.end, f) for f in self.findings for s in f.spots if s.passage == self._passage]
        cursors = spots.places(self._page, ((start, end) for start, end, _ in here))
        made = zip(cursors, (finding for _, _, finding in here), strict=True)
        self._marks = [Mark(at, found.message, at.selectedText(), found) for at, found in made if at.hasSelection()]
        self.told.emit(self.findings)

    def _old_figures(self) -> list[Mark]:
        before, now = self._before, self._session.report.key.year
        if before is None:
            return []
        document = self._page.document()
        text = document.toRawText().translate(chips.BREAKS)
        found = brought.stale(text, (before.kept, before.text), before.year, now)
        made = [(spots.select(document, text, item.start, item.end), item) for item in found]
        return [Mark(at, brought.reason(item, before.year), at.selectedText()) for at, item in made]

    # ------------------------------------------------------------------ showing

    def _tell(self) -> None:
        cursor = self._page.textCursor()
        mark = None if cursor.hasSelection() else self.at(cursor.position())
        said = mark.why if mark is not None else ""
        if said != self._said:
            self._said = said
            self.beside.emit(said)

    def _paint(self) -> None:
        page = self._page
        drawn = [Underline(mark.cursor, *_LOOKS[mark.severity]) for mark in self.marks()]
        if drawn or page.underlines:
            page.underlines = drawn
            page.viewport().update()
        ground = [_ground(self._open)] if self._open is not None else []
        if ground or page.extraSelections():
            page.setExtraSelections(ground)


def _ground(mark: Mark) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    form = QTextCharFormat()
    form.setBackground(theme().colour(_GROUNDS[mark.severity]))
    made.cursor, made.format = mark.cursor, form  # type: ignore[attr-defined]
    return made


def _overlap(one: Mark, other: Mark) -> bool:
    first, second = one.cursor, other.cursor
    return first.selectionStart() < second.selectionEnd() and second.selectionStart() < first.selectionEnd()
