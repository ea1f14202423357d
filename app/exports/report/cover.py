"""The cover: the title in the upper half, who publishes it and when at the foot."""

from __future__ import annotations

from app.document.blocks import Document
from app.exports import a4
from app.exports.fonts import FontBook
from app.exports.report.flow import Page, PlacedLine
from app.exports.report.tags import Tag
from app.exports.typeset import Line, Run, balanced

_TITLE_SIZES = (30.0, 26.0, 22.0, 18.0, 14.0, 10.0)
_MOST_TITLE_LINES = 6
_TITLE_STARTS = 4  # grid lines from the top
_TITLE_PITCH = 1.75
_FOOT_PT = 18.0
_FOOT_ENDS = a4.LINES - 2


def cover(document: Document, fonts: FontBook) -> Page:
    """The page; what stands on it is read as plain text, for the title comes again as the report's own."""
    page = Page()
    title = _title(document, fonts)
    for at, line in enumerate(title):
        page.lines.append(_centred(_TITLE_STARTS + at * _TITLE_PITCH, line, _TITLE_PITCH))
    foot = [*_lines(fonts, document.signature.organ), *_lines(fonts, document.signature.date)]
    for at, line in enumerate(foot):
        page.lines.append(_centred(_FOOT_ENDS - len(foot) + at, line))
    return page


def _title(document: Document, fonts: FontBook) -> list[Line]:
    lines: list[Line] = []
    for size in _TITLE_SIZES:
        runs = [Run(piece, "songti_title") for piece in document.title_lines]
        lines = [line for run in runs for line in balanced(fonts, run, size, a4.TEXT_WIDTH)]
        if len(lines) <= _MOST_TITLE_LINES:
            break
    return lines


def _lines(fonts: FontBook, text: str) -> list[Line]:
    return balanced(fonts, Run(text, "fangsong_body"), _FOOT_PT, a4.TEXT_WIDTH - 2 * a4.INDENT)


def _centred(row: float, line: Line, pitch: float = 1.0) -> PlacedLine:
    return PlacedLine(row, line, Tag("P"), (a4.TEXT_WIDTH - line.width) / 2, pitch)
