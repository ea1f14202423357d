"""The report as a Word file, after GB/T 9704—2012: real styles, real tables, official faces by their names.

The file is written directly, part by part: nothing of a template is in it. The same document gives the same bytes.
"""

from __future__ import annotations

from app.document.blocks import Document
from app.exports.word import page, styles
from app.exports.word.body import document_xml
from app.exports.word.package import package


def render(document: Document, *, watermark: str = "") -> bytes:
    """The Word file; the words of ``watermark`` stand over every page."""
    parts = {
        "word/styles.xml": styles.styles(),
        "word/settings.xml": page.settings(),
        "word/fontTable.xml": styles.font_table(),
        "word/footer1.xml": page.foot(even=False),
        "word/footer2.xml": page.foot(even=True),
    }
    if watermark:
        parts["word/header1.xml"] = page.head(watermark)
    text = document_xml(document, with_header=bool(watermark))
    return package(text, parts, title=document.title, organ=document.signature.organ)
