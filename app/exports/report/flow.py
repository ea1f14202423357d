"""The report flowed over pages: every line of text and every table given its page and its grid line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.document.blocks import Document, Paragraph, Part, Table, Words
from app.exports import a4
from app.exports.fonts import FontBook
from app.exports.report.tags import Tag
from app.exports.tables.fit import Fitting, Slice
from app.exports.tied import groups
from app.exports.typeset import Line, Run, balanced, break_lines, one_line

_ROLES = {"body": "fangsong_body", "lead": "kaiti"}
_HEADING_ROLE = "heiti_heading"
_BODY_ROLE = "fangsong_body"
_TITLE_ROLE = "songti_title"
_TITLE_SIZES = (a4.TITLE_PT, 18.0, 16.0, 14.0, 12.0, 10.0, 8.0)
_MOST_TITLE_LINES = 8
_WITH_HEADING = 2  # lines of text that stand under a heading at least
_GO_OVER = 2  # lines of a paragraph that begin a page at least: a single one reads as left behind


@dataclass(frozen=True)
class PlacedLine:
    """A line of text on grid line ``row`` of its page, starting ``x`` from the left of the type area."""

    row: float
    line: Line
    tag: Tag
    x: float = 0.0
    pitch: float = 1.0


@dataclass(frozen=True)
class PlacedTable:
    """A table, or a slice of one, from grid line ``row`` on."""

    row: int
    slice: Slice


@dataclass
class Page:
    """What stands on one page; ``bookmarks`` are (grid line, heading), the boxes to sign begin on line ``signs``."""

    lines: list[PlacedLine] = field(default_factory=list)
    tables: list[PlacedTable] = field(default_factory=list)
    bookmarks: list[tuple[int, str]] = field(default_factory=list)
    signs: int | None = None


@dataclass(frozen=True)
class _Row:
    """A grid line to be placed; None is an empty one. ``keep`` ties it to the next row."""

    line: Line | None
    tag: Tag
    x: float = 0.0
    keep: bool = False
    bookmark: str = ""


def flow(document: Document, fonts: FontBook, sign_lines: int = 0) -> list[Page]:
    """The pages of the report; ``sign_lines`` are kept free under the signature, on its page."""
    return _Flow(document, fonts, sign_lines).pages


class _Flow:
    """Fills pages from the top; ``pages[-1]`` and ``row`` say where."""

    def __init__(self, document: Document, fonts: FontBook, sign_lines: int) -> None:
        self.fonts = fonts
        self.pages = [Page()]
        self.row = self._title(document.title_lines)
        waiting: list[_Row] = []
        for paragraph in document.preface:
            waiting += self._paragraph(paragraph)
        for part in document.parts:
            waiting = self._part(part, waiting)
        end = self._signature(document)
        if sign_lines:
            end = [*(replace(row, keep=True) for row in end), *_free(1 + sign_lines)]
        self._place([*_tied_end(waiting), *end])
        if sign_lines:
            self.pages[-1].signs = self.row - sign_lines

    def _part(self, part: Part, waiting: list[_Row]) -> list[_Row]:
        """Places everything up to the last table of the part; gives back the rows that still wait."""
        head = self._heading(part.heading)
        for block in part.blocks:
            if isinstance(block, Table):
                self._place(waiting)
                self._place_table(block, head)
                waiting, head = [], []
            else:
                text = block if isinstance(block, Paragraph) else _note(block.text)
                rows = self._paragraph(text)
                waiting += _tied(head, rows)
                head = []
        return [*waiting, *head]  # a heading with nothing under it keeps to what follows

    def _title(self, pieces: Sequence[str]) -> int:
        lines: list[Line] = []
        for size in _TITLE_SIZES:
            runs = [Run(piece, _TITLE_ROLE) for piece in pieces]
            lines = [line for run in runs for line in balanced(self.fonts, run, size, a4.TEXT_WIDTH)]
            if len(lines) <= _MOST_TITLE_LINES:
                break
        row, tag = a4.TITLE_STARTS, Tag("H1")
        for line in lines:
            x = (a4.TEXT_WIDTH - line.width) / 2
            self.pages[-1].lines.append(PlacedLine(row, line, tag, x, a4.TITLE_PITCH))
            row += a4.TITLE_PITCH
        return min(a4.body_start(len(lines)), a4.LINES)

    def _heading(self, text: str) -> list[_Row]:
        lines = self._set([Run(text, _HEADING_ROLE)], justify=False)
        tag = Tag("H2")
        return [_Row(line, tag, keep=True, bookmark="" if number else text) for number, line in enumerate(lines)]

    def _paragraph(self, paragraph: Paragraph) -> list[_Row]:
        lines = self._set([Run(words.text, _ROLES[words.style]) for words in paragraph.words])
        tag = Tag("H3" if paragraph.is_heading else "P")
        last_two = len(lines) - _GO_OVER
        return [_Row(line, tag, keep=paragraph.is_heading or at == last_two) for at, line in enumerate(lines)]

    def _set(self, runs: Sequence[Run], *, justify: bool = True) -> list[Line]:
        return break_lines(
            self.fonts, runs, a4.BODY_PT, a4.TEXT_WIDTH,
            first_indent=a4.INDENT, pitch=a4.CHARACTER, justify=justify,
        )  # fmt: skip

    def _signature(self, document: Document) -> list[_Row]:
        """An empty line, who signs, and the date (GB/T 9704, 7.3.5.4: the date starts two characters further in)."""
        date = self._single(document.signature.date)
        organ = self._single(document.signature.organ)
        right = a4.TEXT_WIDTH - a4.INDENT
        by, on = Tag("P"), Tag("P")
        if organ.width > right:
            lines = balanced(self.fonts, Run(document.signature.organ, _BODY_ROLE), a4.BODY_PT, right - a4.INDENT)
            rows = [_Row(line, by, right - line.width, keep=True) for line in lines]
            return [_Row(None, by, keep=True), *rows, _Row(date, on, right - date.width)]
        if organ.width >= date.width + a4.INDENT:
            organ_x = right - organ.width
            date_x = organ_x + a4.INDENT
        else:
            date_x = right - date.width
            organ_x = date_x - a4.INDENT
        return [_Row(None, by, keep=True), _Row(organ, by, organ_x, keep=True), _Row(date, on, date_x)]

    def _single(self, text: str) -> Line:
        return one_line(self.fonts, [Run(text, _BODY_ROLE)], a4.BODY_PT, pitch=a4.CHARACTER)

    def _place(self, rows: Sequence[_Row]) -> None:
        for tied in groups(rows):
            if self.row + len(tied) > a4.LINES and self.row > 0:
                self._turn()
            for row in tied:
                if self.row >= a4.LINES:  # more rows tied together than a page holds
                    self._turn()
                if row.bookmark:
                    self.pages[-1].bookmarks.append((self.row, row.bookmark))
                if row.line is not None:
                    self.pages[-1].lines.append(PlacedLine(self.row, row.line, row.tag, row.x))
                self.row += 1

    def _place_table(self, table: Table, head: list[_Row]) -> None:
        """The heading and its table: here if it fits or must be cut anyway, else from the top of the next page."""
        fitting = Fitting(self.fonts, table, a4.LINES - len(head))
        room = a4.LINES - self.row - len(head)
        here = fitting.here(room)
        slices = [here] if here else fitting.fresh()
        if not here and self.row > 0:
            begun = fitting.begun(room) if len(slices) > 1 else None
            slices = begun or slices
            if not begun:
                self._turn()
        self._place(head)
        for number, part in enumerate(slices):
            if number:
                self._turn()
            self.pages[-1].tables.append(PlacedTable(self.row, part))
            self.row += part.lines

    def _turn(self) -> None:
        self.pages.append(Page())
        self.row = 0


def _free(lines: int) -> list[_Row]:
    """Empty grid lines that stay together."""
    return [_Row(None, Tag("P"), keep=number < lines - 1) for number in range(lines)]


def _note(text: str) -> Paragraph:
    return Paragraph((Words(text),))


def _tied(head: list[_Row], rows: list[_Row]) -> list[_Row]:
    """The heading with its first lines: neither stands alone at the foot of a page."""
    if not head:
        return rows
    first = [replace(row, keep=True) for row in rows[: _WITH_HEADING - 1]]
    return [*head, *first, *rows[len(first) :]]


def _tied_end(rows: list[_Row]) -> list[_Row]:
    """The signature never stands alone on a page: the last two lines of text go with it."""
    cut = max(0, len(rows) - 2)
    return [*rows[:cut], *(replace(row, keep=True) for row in rows[cut:])]
