"""A text of the report on a poster: paragraphs in one column, or in several where the board is wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil

from app.document.blocks import NoteLine, Paragraph
from app.exports.canvas import MM
from app.exports.marks import Sheet
from app.exports.measuring import Box, Type, em
from app.exports.poster.style import Group
from app.exports.typeset import Line, Run, break_lines, one_line

_GAP = 2.0  # em between columns of one text
_LEAST_LINES = 3  # a short text stays in the first of them
_MOST_SQUEEZED = 1.5  # em that a line can hold beyond its width
_EPS = 1e-6


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where the columns of a whole sheet run (mm from its left margin): a text across it stands in them too."""

    width: float
    gutter: float
    three: tuple[tuple[float, float], ...] = ()  # left edges and widths, where three of them are not alike

    def of(self, count: int) -> tuple[tuple[float, ...], float]:
        """The left edges of so many columns, and how wide a text in each of them is."""
        if count == len(self.three):
            return tuple(x for x, _ in self.three), min(wide for _, wide in self.three)
        wide = (self.width - self.gutter * (count - 1)) / count
        return tuple(at * (wide + self.gutter) for at in range(count)), wide


class TextFlow:
    """The paragraphs of one part with their lines at every width and size, each set once."""

    def __init__(
        self, paragraphs: Sequence[Paragraph | NoteLine], type_: Type, style: Group, lanes: Lanes | None = None
    ) -> None:
        self.lanes = lanes
        self.runs = [_runs(paragraph) for paragraph in paragraphs]
        self.type, self.style = type_, style
        self.lead, self.between = style.plain("lead"), style.plain("between")
        self.stretch = style.plain("most_lead") / self.lead
        self.deal = lru_cache(maxsize=64)(self._deal)

    @cached_property
    def _ems(self) -> list[float]:
        return [one_line(self.type.fonts, runs, 100.0).width / 100.0 for runs in self.runs]

    def columns(self, width: float, size: float) -> tuple[int, float]:
        """How many columns the text runs in, and how wide they are (mm)."""
        starts, column = self._columns(width, size)
        return len(starts), column

    def _columns(self, width: float, size: float) -> tuple[tuple[float, ...], float]:
        """Where the columns of the text begin, and how wide they are (mm)."""
        gap, most = _GAP * em(size), self.style.plain("widest") * em(size)
        count = max(1, ceil((width + gap) / (most + gap) - _EPS))
        if self.lanes and abs(width - self.lanes.width) < _EPS:
            return self.lanes.of(count)
        return Lanes(width, gap).of(count)

    def _lines(self, width: float, size: float) -> list[list[Line]]:
        """The lines of each paragraph, ``width`` mm wide."""
        return [break_lines(self.type.fonts, runs, size, width * MM) for runs in self.runs]

    def at_least(self, width: float, size: float) -> float:
        """A lower bound of the height, without breaking lines."""
        count, column = self.columns(width, size)
        room = column / em(size) + _MOST_SQUEEZED
        lines = sum(max(1, ceil(ems / room)) for ems in self._ems)
        return lines / count * self.lead * em(size)

    def height(self, width: float, size: float) -> float:
        """How high the text is at its ordinary lead, in mm."""
        count, column = self.columns(width, size)
        return self.deal(column, size, count)[1] * em(size)

    def _deal(self, column: float, size: float, count: int) -> tuple[list[list[tuple[Line, float]]], float]:
        """The lines dealt to ``count`` columns, each with its top (em), and the height of the highest column (em)."""
        pieces = [
            (line, self.between if at == 0 and number else 0.0)
            for number, lines in enumerate(self._lines(column, size))
            for at, line in enumerate(lines)
        ]
        whole = len(pieces) * self.lead + sum(gap for _, gap in pieces)
        short = _LEAST_LINES * self.lead + (_LEAST_LINES - 1) * self.between
        limit = max(whole / count, short if whole <= short else min(short, whole / 2))
        while True:
            columns = self._fill(pieces, limit)
            if len(columns) <= count:
                return columns, max((self._end(each) for each in columns), default=0.0)
            limit += self.lead / 4

    def _fill(self, pieces: list[tuple[Line, float]], limit: float) -> list[list[tuple[Line, float]]]:
        columns: list[list[tuple[Line, float]]] = []
        y = 0.0
        begins = [at for at, (_, gap) in enumerate(pieces) if gap or not at]
        last = {at - 1 for at in (*begins[1:], len(pieces))} - set(begins)
        for at, (line, gap) in enumerate(pieces):
            top = y + gap if columns and columns[-1] else 0.0
            if not columns or top + self.lead > limit + _EPS:
                columns.append([])
                top = 0.0
                # The last line of a paragraph does not begin a column alone.
                if at in last and len(columns) > 1 and len(columns[-2]) > 1:
                    columns[-1].append((columns[-2].pop()[0], 0.0))
                    top = self.lead
            columns[-1].append((line, top))
            y = top + self.lead
        return columns

    def _end(self, column: list[tuple[Line, float]]) -> float:
        return column[-1][1] + self.lead if column else 0.0

    def draw(self, sheet: Sheet, box: Box, size: float) -> None:
        """Sets the text in a box; a box that is higher than needed spreads the lines."""
        starts, wide = self._columns(box.width, size)
        columns, needed = self.deal(wide, size, len(starts))
        if not needed:
            return
        spread = max(1.0, box.height / (needed * em(size)))
        first = (self.lead * spread / 2 + 0.38) * em(size)
        for start, column in zip(starts, columns, strict=False):
            for line, top in column:
                sheet.line(line, box.x + start, box.y + first + top * spread * em(size))


def _runs(paragraph: Paragraph | NoteLine) -> tuple[Run, ...]:
    if isinstance(paragraph, NoteLine):
        return (Run(paragraph.text, "board_text"),)
    return tuple(
        Run(words.text, "board_strong" if words.style == "lead" else "board_text") for words in paragraph.words
    )
