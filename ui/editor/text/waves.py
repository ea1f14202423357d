"""Under the words on the page: a wave where last year's figures stand on, in a sentence that is still last year's."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.checks import brought
from app.workbench.passages import Before
from ui.editor.text import chips
from ui.editor.text.narrative import Narrative
from ui.kit.theme import theme, themed

_PAUSE_MS = 200  # looking again waits for a pause of the hands; until then the waves move with the words


class Waves(QObject):
    """Nothing of it is in the text. ``beside`` says the reason at the caret, "" where there is none."""

    beside = Signal(str)
    found = Signal(int)

    def __init__(self, page: Narrative, before: Before, year: int) -> None:
        super().__init__(page)
        self._page, self._before, self._year = page, before, year
        self._marks: list[tuple[QTextCursor, str]] = []
        self._said = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        page.document().contentsChanged.connect(self._pause.start)
        page.cursorPositionChanged.connect(self._tell)
        page.reason_at = self.reason
        themed(page, lambda _: self._paint())

    def look(self) -> None:
        """Seeks them anew."""
        self._pause.stop()
        text = self._page.document().toRawText().translate(chips.BREAKS)
        before, now = self._before, self._year
        found = brought.stale(text, (before.kept, before.text), before.year, now)
        self._marks = [(self._place(text, item.start, item.end), brought.reason(item, before.year)) for item in found]
        self._paint()
        self._tell()
        self.found.emit(len(self._marks))

    def words(self) -> list[str]:
        """What is underlined, in the order of the text."""
        return [cursor.selectedText() for cursor, _ in self._marks]

    def reason(self, position: int) -> str:
        """Why the words at a place of the document are underlined; "" where they are not."""
        inside = (why for cursor, why in self._marks if cursor.selectionStart() <= position <= cursor.selectionEnd())
        return next(inside, "")

    def _place(self, text: str, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self._page.document())
        cursor.setPosition(_units(text[:start]))
        cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _tell(self) -> None:
        cursor = self._page.textCursor()
        said = "" if cursor.hasSelection() else self.reason(cursor.position())
        if said != self._said:
            self._said = said
            self.beside.emit(said)

    def _paint(self) -> None:
        waves = []
        for cursor, _ in self._marks:
            wave = QTextEdit.ExtraSelection()
            wave.cursor = cursor  # type: ignore[attr-defined]
            wave.format = _wave()  # type: ignore[attr-defined]
            waves.append(wave)
        if waves or self._page.extraSelections():
            self._page.setExtraSelections(waves)


def _wave() -> QTextCharFormat:
    form = QTextCharFormat()
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    form.setUnderlineColor(theme().colour("doubt"))
    return form


def _units(text: str) -> int:
    """Qt counts UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
