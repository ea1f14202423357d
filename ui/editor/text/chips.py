"""Live numbers on the page: inline objects, deleted whole and never half edited, that show what their cell says now.

The document keeps only the address; the figure is asked for whenever it is drawn, so undo never brings an old one back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PySide6.QtCore import QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from app.domain import live
from app.domain.address import Address
from app.editing.session import Session
from app.workbench import passages
from ui.kit.theme import MEDIUM, theme

MIME = "application/x-gongkailan-passage"  # a passage as it is kept, between pages of this program
OBJECT = "\ufffc"
BREAKS = dict.fromkeys(map(ord, "\u2028\u2029\r\x0b\x0c"), "\n")
_KIND = QTextFormat.ObjectTypes.UserObject.value + 1
_CELL = QTextFormat.Property.UserProperty.value + 1
_PAD, _AIR = 5, 2  # px inside and outside the ground


class LiveSource:
    """What live numbers say: the figures of one open report."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def figure(self, address: Address) -> str:
        """The figure of a cell now; a gap where it is blank."""
        return live.figure(address, self._session.values, self._session.form.spec)

    def is_blank(self, address: Address) -> bool:
        """True where the cell has no figure yet."""
        return self._session.values.get(address) is None

    def label(self, address: Address) -> str:
        """How the cell is called."""
        return passages.label(self._session.form, address)

    def split(self, text: str) -> tuple[live.Piece, ...]:
        """A kept text in words and live numbers."""
        return live.split(text, self._session.form.spec)

    def resolve(self, text: str) -> str:
        """A kept text as it is read."""
        return live.resolve(text, self._session.values, self._session.form.spec)

    def signs(self, text: str) -> live.Signs:
        """Places in a kept text as it is read, where every live number is one sign."""
        return live.Signs(text, self._session.values, self._session.form.spec)

    def edited(self, text: str, typed: str) -> str:
        """``typed`` as it is kept, where somebody edited the kept ``text`` as it is read."""
        return live.edited(text, typed, self._session.values, self._session.form.spec)


class Chips(QPyTextObject):
    """Draws the live numbers of one document."""

    def __init__(self, document: QTextDocument, source: LiveSource) -> None:
        super().__init__(document)
        self._document, self._source = document, source
        document.documentLayout().registerHandler(_KIND, self)

    def intrinsicSize(self, doc: QTextDocument, position: int, form: QTextFormat) -> QSizeF:
        """Its figure with a little ground round it."""
        measure = QFontMetricsF(self._font())
        now = theme()
        wide = measure.horizontalAdvance(self._source.figure(_address(form))) + 2 * now.px(_PAD + _AIR)
        return QSizeF(wide, measure.height() + now.px(1))

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, position: int, form: QTextFormat
    ) -> None:
        """Ground, figure and a line below; a blank cell in the colours of doubt."""
        now, address = theme(), _address(form)
        ground, ink = ("doubt_soft", "doubt") if self._source.is_blank(address) else ("accent_soft", "accent")
        box = QRectF(rect).adjusted(now.px(_AIR), 0, -now.px(_AIR), 0)
        painter.save()
        painter.fillRect(box, now.colour(ground))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), now.colour(ink))
        font = self._font()
        painter.setFont(font)
        painter.setPen(now.colour(ink))
        base = box.bottom() - QFontMetricsF(font).descent() - now.px(1)
        painter.drawText(int(box.left()) + now.px(_PAD), round(base), self._source.figure(address))
        painter.restore()

    def _font(self) -> QFont:
        return theme().sized_font(self._document.defaultFont().pixelSize(), MEDIUM)

    def follow(self, cells: Collection[Address] | None) -> bool:
        """Lays out anew what shows one of ``cells`` (None: everything); True where there was anything."""
        found = [item for item in chips(self._document) if cells is None or item[2] in cells]
        if found:  # all at once: each call would lay out its paragraph anew
            first, (last, length, _) = found[0][0], found[-1]
            self._document.markContentsDirty(first, last + length - first)
        return bool(found)


def chips(document: QTextDocument) -> Iterator[tuple[int, int, Address]]:
    """Every live number of the document: where it stands, how many alike stand there, its cell."""
    if OBJECT not in document.toRawText():
        return
    block = document.begin()
    while block.isValid():
        for start, text, address in _runs(block):
            if address:
                yield start, len(text), address
        block = block.next()


def chip_at(document: QTextDocument, position: int) -> Address:
    """The cell of the live number between ``position`` and the next; "" where none stands there."""
    block = document.findBlock(position)
    if not block.isValid() or OBJECT not in block.text():
        return ""
    return next((cell for start, text, cell in _runs(block) if cell and start <= position < start + len(text)), "")


def kept(document: QTextDocument) -> str:
    """The document as it is kept: paragraphs parted by a line feed, live numbers as markers."""
    raw = document.toRawText()
    if OBJECT not in raw:
        return raw.translate(BREAKS)
    return _between(document, 0, document.characterCount())


def kept_selection(cursor: QTextCursor) -> str:
    """What is selected, as it is kept."""
    return _between(cursor.document(), cursor.selectionStart(), cursor.selectionEnd())


def insert(cursor: QTextCursor, text: str, source: LiveSource | None) -> None:
    """Puts a kept text at the cursor in one step of undo; its markers become live numbers."""
    pieces: tuple[live.Piece, ...] = source.split(text) if source is not None else (text,)
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for piece in pieces:
        if isinstance(piece, live.Live):
            cursor.insertText(OBJECT, _format(piece.address))
        else:
            cursor.insertText(piece.translate(BREAKS).replace(OBJECT, ""), QTextCharFormat())
    cursor.endEditBlock()
    cursor.setCharFormat(QTextCharFormat())


def adopt(document: QTextDocument, source: LiveSource) -> None:
    """Markers that somebody wrote sign by sign become live numbers, within the step of undo that wrote them."""
    if live.OPENING not in document.toRawText():
        return
    found = []
    block = document.begin()
    while block.isValid():
        at = block.position()
        for piece in source.split(block.text()):
            words = live.marker(piece.address) if isinstance(piece, live.Live) else piece
            wide = _units(words)
            if isinstance(piece, live.Live):
                found.append((at, at + wide, piece.address))
            at += wide
        block = block.next()
    for start, end, address in reversed(found):
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.joinPreviousEditBlock()
        cursor.insertText(OBJECT, _format(address))
        cursor.endEditBlock()


def _units(text: str) -> int:
    """Places in a document count UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _format(address: Address) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setObjectType(_KIND)
    form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    form.setProperty(_CELL, address)
    return form


def _address(form: QTextFormat) -> Address:
    return str(form.property(_CELL) or "")


def _runs(block: QTextBlock) -> Iterator[tuple[int, str, Address]]:
    """The runs of a block: where each begins in the document, its signs, and its cell where it is a live number."""
    step = block.begin()
    while not step.atEnd():
        fragment = step.fragment()
        form = fragment.charFormat()
        text = fragment.text()
        is_chip = form.objectType() == _KIND and text.startswith(OBJECT)
        yield fragment.position(), text, _address(form) if is_chip else ""
        step += 1


def _between(document: QTextDocument, start: int, end: int) -> str:
    """A stretch of the document as it is kept; places count UTF-16 units, as Qt does."""
    lines = []
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        words, plain = "", block.text()
        if OBJECT not in plain:
            lines.append(_cut(plain, start - block.position(), end - block.position()))
            block = block.next()
            continue
        for at, text, address in _runs(block):
            part = _cut(text, start - at, end - at)
            words += live.marker(address) * len(part) if address else part.replace(OBJECT, "")
        lines.append(words)
        block = block.next()
    return "\n".join(lines).translate(BREAKS)


def _cut(text: str, start: int, end: int) -> str:
    if start <= 0 and end >= 2 * len(text):
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * max(0, start) : 2 * max(0, end)].decode("utf-16-le", "replace")
