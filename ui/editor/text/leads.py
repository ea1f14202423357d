"""How paragraphs and headings （一）… look on the page: as on paper all indented, headings in Sans semibold."""

from __future__ import annotations

from PySide6.QtGui import QSyntaxHighlighter, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from app.domain import numbering
from ui.kit.theme import SEMIBOLD, theme, tokens


class LeadLook(QSyntaxHighlighter):
    """Sets the leads of paragraphs; the look is laid over the text and is no step of undo."""

    def highlightBlock(self, text: str) -> None:
        """Sans semibold up to the end of the lead."""
        lead = text[: numbering.lead(text)]
        if lead:
            form = QTextCharFormat()
            form.setFont(theme().sized_font(round(self.document().defaultFont().pixelSize() * 0.9), SEMIBOLD))
            self.setFormat(0, len(lead.encode("utf-16-le")) // 2, form)


def block_format(size: int) -> QTextBlockFormat:
    """The form of a paragraph in type of ``size`` px: fixed pitch, indented as it prints."""
    form = QTextBlockFormat()
    pitch = round(size * tokens()["line_height"]["narrative"])
    form.setLineHeight(pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    form.setTextIndent(2 * size)
    return form


def shape(document: QTextDocument, size: int) -> None:
    """Gives every paragraph its form. What could be undone is forgotten."""
    document.setUndoRedoEnabled(False)
    block = document.begin()
    while block.isValid():
        QTextCursor(block).setBlockFormat(block_format(size))
        block = block.next()
    document.setUndoRedoEnabled(True)


def reshape(document: QTextDocument, size: int, start: int, end: int) -> None:
    """Gives the paragraphs between two places their form, as part of the last step: a key may have taken it off."""
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        if _is_wrong(block, size):
            cursor = QTextCursor(block)
            cursor.joinPreviousEditBlock()
            cursor.setBlockFormat(block_format(size))
            cursor.endEditBlock()
        block = block.next()


def is_shaped(document: QTextDocument, size: int) -> bool:
    """True where every paragraph has its form."""
    block = document.begin()
    while block.isValid():
        if _is_wrong(block, size):
            return False
        block = block.next()
    return True


def _is_wrong(block: QTextBlock, size: int) -> bool:
    return block.blockFormat().textIndent() != 2 * size


def renumber(cursor: QTextCursor, *, heading: bool) -> None:
    """Makes the paragraph at ``cursor`` the next （N）, or body text again; those after it follow. One step of undo."""
    document = cursor.document()
    blocks = []
    block = document.begin()
    while block.isValid():
        blocks.append(block)
        block = block.next()
    lines = [block.text() for block in blocks]
    edits = (numbering.number if heading else numbering.unnumber)(lines, cursor.blockNumber())
    if not edits:
        return
    step = QTextCursor(document)
    step.beginEditBlock()
    for place, gone, mark in edits:
        begin = document.findBlockByNumber(place).position()
        step.setPosition(begin)
        step.setPosition(begin + gone, QTextCursor.MoveMode.KeepAnchor)
        step.insertText(mark, QTextCharFormat())
    step.endEditBlock()
