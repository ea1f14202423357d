"""The running text of the report: title, headings that Word knows as headings, paragraphs, and who signs."""

from __future__ import annotations

from collections.abc import Iterator

from app.document.blocks import Block, Document, NoteLine, Paragraph, Part, Signature, Table
from app.exports import a4
from app.exports.office_package import HEAD
from app.exports.typeset import Run, balanced, break_lines, one_line
from app.exports.word import measures as m
from app.exports.word import page, styles
from app.exports.word.nominal import NOMINAL
from app.exports.word.styles import NAMESPACE
from app.exports.word.table import WordTable, measure
from app.exports.word.text import paragraph, run

_ROLE = "fangsong_body"
_STYLES = {"body": "", "lead": styles.LEAD}


def document_xml(document: Document, *, with_header: bool) -> str:
    """``word/document.xml``."""
    texts = "".join(_texts(document))
    whole = texts + _signature(document.signature) + page.section(with_header=with_header)
    return f"{HEAD}<w:document {NAMESPACE} {page.RELATIONS}><w:body>{whole}</w:body></w:document>"


def _texts(document: Document) -> Iterator[str]:
    yield _title(document.title_lines)
    last = _last(document)
    for text in document.preface:
        yield _text(text, tied=text is last)
    for part in document.parts:
        yield from _part(part, last)


def _last(document: Document) -> Block | None:
    """What stands right above the signature."""
    blocks = [*document.preface, *(block for part in document.parts for block in part.blocks)]
    return blocks[-1] if blocks else None


def _part(part: Part, last: Block | None) -> Iterator[str]:
    """A table that fills a page turns it: before the heading where it stands right under it, else before itself."""
    room = _lines(part.heading)
    blocks = [measure(block, part.heading, room) if isinstance(block, Table) else block for block in part.blocks]
    turns = bool(blocks) and isinstance(blocks[0], WordTable) and blocks[0].fills_page
    yield paragraph(styles.HEADING, run(part.heading), "<w:pageBreakBefore/>" if turns else "")
    for at, block in enumerate(blocks):
        if not isinstance(block, WordTable):
            yield _text(block, tied=block is last)
            continue
        if at and isinstance(blocks[at - 1], WordTable):
            yield paragraph(styles.BODY, "")  # tables without anything between them would be one
        yield block.xml(break_before=block.fills_page and at > 0)


def _text(block: Paragraph | NoteLine, *, tied: bool) -> str:
    """A paragraph with its lead; one that is nothing but a lead is a heading of the second level."""
    if isinstance(block, NoteLine):
        words, style = run(block.text), styles.BODY
    elif block.is_heading:
        words, style = run(block.text), styles.SUBHEADING
    else:
        words, style = "".join(run(part.text, _STYLES[part.style]) for part in block.words), styles.BODY
    return paragraph(style, words, "<w:keepNext/>" if tied else "")


def _title(pieces: tuple[str, ...]) -> str:
    """The title in lines by sense, each as short as the number of its lines allows; the body stands on the grid."""
    lines = [line for piece in pieces for line in balanced(NOMINAL, Run(piece, _ROLE), a4.TITLE_PT, a4.TEXT_WIDTH)]
    above = a4.TITLE_STARTS * a4.PITCH
    below = a4.body_start(len(lines)) * a4.PITCH - above - a4.TITLE_PITCH * a4.PITCH * len(lines)
    place = f'<w:spacing w:before="{m.twips(above)}" w:after="{m.twips(max(0.0, below))}"/>'
    return paragraph(styles.TITLE, "<w:r><w:br/></w:r>".join(run(line.text) for line in lines), place)


def _lines(heading: str) -> int:
    """How many lines a heading of a part takes."""
    return len(
        break_lines(
            NOMINAL, [Run(heading, _ROLE)], a4.BODY_PT, a4.TEXT_WIDTH, first_indent=a4.INDENT, pitch=a4.CHARACTER
        )
    )


def _signature(signature: Signature) -> str:
    """An empty line, who signs, and the date (GB/T 9704, 7.3.5.4: the date starts two characters further in)."""
    organ, date = _width(signature.organ), _width(signature.date)
    right = a4.TEXT_WIDTH - a4.INDENT
    gap = f'<w:spacing w:before="{m.LINE}"/>'
    if organ > right - a4.INDENT:
        organ_place = f'<w:ind w:left="{2 * m.INDENT}" w:right="{m.INDENT}"/><w:jc w:val="right"/>'
        date_place = _from(right - date)
    elif organ >= date + a4.INDENT:
        organ_place, date_place = _from(right - organ), _from(right - organ + a4.INDENT)
    else:
        organ_place, date_place = _from(max(0.0, right - date - a4.INDENT)), _from(right - date)
    return paragraph(styles.SIGNATURE, run(signature.organ), f"{gap}{organ_place}") + paragraph(
        styles.SIGNATURE, run(signature.date), f'<w:keepNext w:val="0"/>{date_place}'
    )


def _from(left: float) -> str:
    """Set from ``left`` points on; into the margin rather than on a second line, where another font is wider."""
    return f'<w:ind w:left="{m.twips(max(0.0, left))}" w:right="-{2 * m.INDENT}"/><w:jc w:val="left"/>'


def _width(text: str) -> float:
    return one_line(NOMINAL, [Run(text, _ROLE)], a4.BODY_PT, pitch=a4.CHARACTER).width
