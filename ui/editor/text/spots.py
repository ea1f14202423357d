"""From a place in a text as it is read to the same place on the page, where every live number is one object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QTextCursor, QTextDocument

from ui.editor.text import chips
from ui.editor.text.narrative import Narrative


def place(page: Narrative, start: int, end: int) -> QTextCursor:
    """``start`` to before ``end`` of the text as it is read, selected on the page."""
    return next(places(page, ((start, end),)))


def places(page: Narrative, spans: Iterable[tuple[int, int]]) -> Iterator[QTextCursor]:
    """Many of them: each ``start`` to before ``end``."""
    document = page.document()
    text = document.toRawText()
    signs = page.source.signs(page.text()) if page.source is not None and chips.OBJECT in text else None
    for start, end in spans:
        yield select(document, text, *(signs.span(start, end) if signs is not None else (start, end)))


def select(document: QTextDocument, text: str, start: int, end: int) -> QTextCursor:
    """Signs ``start`` to before ``end`` of ``text``, which is all of the document, selected: Qt counts UTF-16 units."""
    cursor = QTextCursor(document)
    first = units(text[:start])
    cursor.setPosition(first)
    cursor.setPosition(first + units(text[start:end]), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def caret(page: Narrative) -> int:
    """Where the caret stands in the text as it is read."""
    before = QTextCursor(page.document())
    before.setPosition(page.textCursor().position(), QTextCursor.MoveMode.KeepAnchor)
    kept = chips.kept_selection(before)
    return len(page.source.resolve(kept) if page.source is not None else kept)


def units(text: str) -> int:
    """How many places of a document ``text`` takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
