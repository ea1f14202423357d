"""The large print flowed over pages: every line, rule and bar with its place, in points from the upper left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.document.blocks import Document, Paragraph, Part, Table, Words
from app.exports.canvas import MM
from app.exports.fonts import FontBook
from app.exports.large.entries import Entry, entries, sentence
from app.exports.tied import groups
from app.exports.typeset import Line, Run, break_lines, one_line

WIDTH_MM, HEIGHT_MM = 210.0, 297.0
LEFT, TOP, BOTTOM = 22 * MM, 24.5 * MM, 15 * MM
WIDTH = WIDTH_MM * MM - 2 * LEFT
HEIGHT = HEIGHT_MM * MM - TOP - BOTTOM
TEXT, LEAD = 22.0, 37.0
_CHARACTERS = 21
_PITCH = WIDTH / _CHARACTERS
_TITLE, _TITLE_LEAST, _TITLE_LEAD = 37.0, 24.0, 1.27
_OVER_TITLE = 5 * MM
_MOST_SPREAD = 0.16 * TEXT
_HEADING, _HEADING_LEAD = 26.0, 1.4
_BAR, _BAR_GAP = 2.4 * MM, 3.0 * MM
_ROW = 13.6 * MM
_NEAR_LEAD = 31.0  # between the lines of one entry
_FIGURE, _UNIT = 30.0, 18.0
_STRONG_RULE, _RULE = 1.5, 0.9
_MOST_TIED = 5  # figures under one label that stay on its page
_GAP = 1.2 * TEXT  # the least between a label and its figure
_ASCENT = 0.88
_ROLES = {"body": "board_medium", "lead": "board_strong"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of type: ``x`` from the left of the type area, ``y`` of its baseline from the top of its row."""

    line: Line
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side; ``above`` is white over it, dropped at the top of a page; ``keep`` ties it down."""

    pieces: tuple[Piece, ...]
    height: float
    above: float = 0.0
    keep: bool = False
    rule: float = 0.0  # points, along its foot
    over: float = 0.0  # points, along its top
    bar: tuple[float, float] = (0.0, 0.0)  # beside a heading, from and to
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with the distance of its top from the top of the type area."""

    row: Row
    y: float


def flow(document: Document, fonts: FontBook) -> list[list[Placed]]:
    """The rows of every page."""
    pages: list[list[Placed]] = [[]]
    y = 0.0
    for group in groups(list(_Rows(document, fonts).all())):
        high = sum(row.above + row.height for row in group) - (0.0 if pages[-1] else group[0].above)
        if pages[-1] and y + high > HEIGHT:
            pages.append([])
        for row in group:
            y = y + row.above if pages[-1] else 0.0
            if pages[-1] and y + row.height > HEIGHT:  # more rows tied together than a page holds
                pages.append([])
                y = 0.0
            pages[-1].append(Placed(row, y))
            y += row.height
    return pages


class _Rows:
    """Sets the parts of the report as rows."""

    def __init__(self, document: Document, fonts: FontBook) -> None:
        self.document, self.fonts = document, fonts

    def all(self) -> Iterator[Row]:
        """Title, text, parts, signature."""
        yield from self._title()
        texts: list[Row] = []
        for paragraph in self.document.preface:
            texts += self._paragraph(paragraph)
        for part in self.document.parts:
            yield from texts
            texts = list(self._part(part))
        yield from _tied(texts, len(texts) - 2)
        yield from self._signature()

    def _title(self) -> Iterator[Row]:
        size = _TITLE
        pieces = [Run(piece, "board_title") for piece in self.document.title_lines]
        while size > _TITLE_LEAST and any(one_line(self.fonts, [run], size).width > WIDTH for run in pieces):
            size -= 1.0
        lines = [line for run in pieces for line in self._even(run, size)]
        for at, line in enumerate(lines):
            above = 0.0 if at else _OVER_TITLE
            piece = Piece(line, (WIDTH - line.width) / 2, above + size)
            yield Row((piece,), above + size * _TITLE_LEAD, keep=True)
        yield Row((), 2 * MM, keep=True)

    def _part(self, part: Part) -> Iterator[Row]:
        head = list(self._heading(part.heading))
        for block in part.blocks:
            if isinstance(block, Table):
                rows = list(self._table(block))
            else:
                rows = self._paragraph(block if isinstance(block, Paragraph) else Paragraph((Words(block.text),)))
            yield from head
            yield from rows
            head = []
        yield from head

    def _heading(self, words: str) -> Iterator[Row]:
        """Its bar runs along all of its lines."""
        x = _BAR + _BAR_GAP
        run = Run(words, "board_strong")
        size = _HEADING
        while size > TEXT and one_line(self.fonts, [run], size).width > WIDTH - x:
            size -= 0.5
        lines = self._even(run, size, WIDTH - x)
        lead = size * _HEADING_LEAD
        high = lead * len(lines)
        pieces = tuple(Piece(line, x, lead * at + _baseline(lead, size)) for at, line in enumerate(lines))
        slack = (lead - size) / 2
        yield Row(pieces, high, 6 * MM, keep=True, bar=(slack, high - slack), bookmark=words)
        yield Row((), 1.6 * MM, keep=True)

    def _paragraph(self, paragraph: Paragraph) -> list[Row]:
        runs = [Run(words.text, _ROLES[words.style]) for words in paragraph.words]
        lines = self._justified(runs)
        rows = [Row((Piece(line, 0.0, _baseline(LEAD, TEXT)),), LEAD) for line in lines]
        if rows:
            rows[0] = replace(rows[0], above=3 * MM)
        if paragraph.is_heading:
            return _tied(rows, 0)
        return _tied(rows[:1], 0) + _tied(rows[1:], len(rows) - 3, 1) if len(rows) > 1 else rows

    def _justified(self, runs: Sequence[Run]) -> list[Line]:
        """Lines of one length, but for those that a long word would pull too far apart."""
        spread = break_lines(self.fonts, runs, TEXT, WIDTH, pitch=_PITCH)
        ragged = break_lines(self.fonts, runs, TEXT, WIDTH, pitch=_PITCH, justify=False)
        return [
            loose if max((each.space for each in line.segments), default=0.0) > _MOST_SPREAD else line
            for line, loose in zip(spread, ragged, strict=True)
        ]

    def _table(self, table: Table) -> Iterator[Row]:
        words = sentence(table, self.document.year)
        if words:
            yield from _tied(self._paragraph(Paragraph((Words(words),))), 0)
            yield Row((), 2 * MM, keep=True)
        listed = list(entries(table))
        tied = _few(listed)
        for at, entry in enumerate(listed):
            opens = not at or listed[at - 1].is_band or listed[at - 1].is_note
            follower = listed[at + 1] if at + 1 < len(listed) else entry
            is_words = entry.is_band or entry.is_note
            keep = is_words or (not entry.figure and follower is not entry) or at in tied
            yield from self._entry(entry, opens and not is_words, keep)

    def _entry(self, entry: Entry, opens: bool, keep: bool) -> Iterator[Row]:
        """Label and figure on one line, what it consists of under them, then a rule."""
        x = entry.depth * TEXT
        tail = self._tail(entry)
        start = min((piece.x for piece in tail), default=WIDTH + _GAP)
        role = "board_strong" if not (entry.figure or entry.is_note) else "board_medium"
        width = max(WIDTH / 4, start - _GAP - x)
        lines = self._label(Run(entry.label, role), width)
        lines = lines or [one_line(self.fonts, [Run("", role)], TEXT)]
        told = [Run(entry.below, "board_medium")]
        below = break_lines(self.fonts, told, TEXT, WIDTH - x, justify=False, phrases=True)
        for at, line in enumerate([*lines, *below]):
            is_last = at + 1 == len(lines) + len(below)
            lead = _NEAR_LEAD if at else _ROW
            piece = Piece(line, x - line.lead, _baseline(lead, TEXT))
            yield Row(
                (piece, *tail) if not at else (piece,),
                lead + ((_ROW - _NEAR_LEAD) / 2 if is_last and at else 0.0),
                above=4 * MM if entry.is_band and not at else 0.0,
                keep=keep or not is_last,
                rule=_RULE if is_last and not (entry.is_band or entry.is_note) else 0.0,
                over=_STRONG_RULE if opens and not at else 0.0,
            )

    def _label(self, run: Run, width: float) -> list[Line]:
        """Parted between its phrases where that takes no line more."""
        lines = break_lines(self.fonts, [run], TEXT, width, justify=False, phrases=True)
        if len(lines) < 2:
            return lines
        return min(lines, break_lines(self.fonts, [run], TEXT, width, justify=False), key=len)

    def _tail(self, entry: Entry) -> tuple[Piece, ...]:
        """The figure and its unit, ending at the right."""
        if not entry.figure:
            return ()
        plain = not any(char.isdigit() for char in entry.figure)
        size = TEXT if plain else _FIGURE
        baseline = _ROW / 2 + 0.37 * size
        unit = one_line(self.fonts, [Run(entry.unit, "board_medium")], _UNIT)
        x = WIDTH - unit.width
        found = [Piece(unit, x, baseline)] if entry.unit else []
        role = "board_medium" if plain or entry.is_nought else "board_strong"
        figure = one_line(self.fonts, [Run(entry.figure, role)], size)
        x -= figure.width + (0.35 * _UNIT if entry.unit else 0.0)
        return (Piece(figure, x, baseline), *found)

    def _signature(self) -> Iterator[Row]:
        """Who signs, and the date, at the right."""
        signature = self.document.signature
        organ = self._even(Run(signature.organ, "board_medium"), TEXT)
        lines = [*organ, one_line(self.fonts, [Run(signature.date, "board_medium")], TEXT)]
        for at, line in enumerate(lines):
            piece = Piece(line, WIDTH - line.width + line.trail, _baseline(LEAD, TEXT))
            yield Row((piece,), LEAD, 0.0 if at else 10 * MM, keep=at + 1 < len(lines))

    def _even(self, run: Run, size: float, most: float = WIDTH) -> list[Line]:
        """A text in as few lines as it needs, about equally long."""
        lines = break_lines(self.fonts, [run], size, most, justify=False)
        width = one_line(self.fonts, [run], size).width / max(1, len(lines))
        while len(lines) > 1 and width < most:
            tried = break_lines(self.fonts, [run], size, width, justify=False)
            if len(tried) <= len(lines):
                return tried
            width += size / 2
        return lines


def _few(listed: Sequence[Entry]) -> set[int]:
    """The figures that stay with the next one: all but the last of those under one label, where they are few."""
    tied: set[int] = set()
    for at, head in enumerate(listed):
        end = at + 1
        while end < len(listed) and listed[end].figure and listed[end].depth == head.depth + 1:
            end += 1
        is_short = end - at - 1 <= _MOST_TIED and not any(each.below for each in listed[at + 1 : end])
        if is_short and not head.figure:
            tied.update(range(at + 1, end - 1))
    return tied


def _baseline(lead: float, size: float) -> float:
    """From the top of a line ``lead`` high to the baseline of the type in its middle."""
    return (lead - size) / 2 + _ASCENT * size


def _tied(rows: Sequence[Row], first: int, spare: int = 0) -> list[Row]:
    """``rows`` from ``first`` on tied to what follows, but for the last ``spare``."""
    last = len(rows) - spare
    return [replace(row, keep=True) if first <= at < last else row for at, row in enumerate(rows)]
