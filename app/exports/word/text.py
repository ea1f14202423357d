"""User text as the runs and paragraphs of a Word file."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from app.exports.xml_text import LINE_ENDS, clean

_PIECES = re.compile(f"(\t|{LINE_ENDS})")
# Quotes and dashes are Chinese here, not Latin: both have the same code.
_CHINESE = '<w:rFonts w:hint="eastAsia"/>'


def run(text: str, style: str = "", *, half_points: int = 0) -> str:
    """A run of text; tabs and line ends become Word's own."""
    text = clean(text)
    if not text:
        return ""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else ""
    return f"<w:r><w:rPr>{named}{_CHINESE}{size}</w:rPr>{_pieces(text)}</w:r>"


def paragraph(style: str, runs: str, properties: str = "") -> str:
    """A paragraph; ``properties`` follow the name of its style in the order that Word demands."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _pieces(text: str) -> str:
    if not _PIECES.search(text):
        return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return "".join(map(_piece, filter(None, _PIECES.split(text))))


def _piece(text: str) -> str:
    if text == "\t":
        return "<w:tab/>"
    if _PIECES.fullmatch(text):
        return "<w:br/>"
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
