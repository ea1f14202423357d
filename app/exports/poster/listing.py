"""A table in brief on a poster: labels with their figures in lines, and sentences about the cells that say nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import inf

from app.exports.canvas import MM
from app.exports.marks import Sheet
from app.exports.measuring import Box, Type, em
from app.exports.poster.brief import Brief, BriefRow
from app.exports.poster.style import Group
from app.exports.typeset import Line, Run, break_lines

_FIGURE = 1.3  # size of a figure against its label
_ROW = 1.62  # em from rule to rule
_LEAD = 1.3  # between the lines of one label
_AFTER = 0.16  # em between the last line of a label and its rule
_HEAD = 1.5
_UNIT_GAP = 0.15
_GAP = 1.0  # em between a label and its figure, at least
_LEAST_LABEL = 2.0  # em; a figure that leaves its label less stands under it
_LEAST_COLUMN = 8.0  # em; a short list stays in one column
_GUTTER = 2.0  # em between columns of rows
_MIDDLE = 0.38
_APART = "　"  # between a label and what its figure is made of
_EPS = 1e-6


@dataclass(slots=True)
class _Piece:
    """Lines with their places (mm from the left) and baselines (em from the top); the rule lies at the lower edge."""

    height: float
    lines: list[tuple[Line, float, float]] = field(default_factory=list)
    ruled: bool = False
    keeps: bool = False  # a heading stays with what follows


@dataclass(slots=True)
class _Column:
    pieces: list[_Piece] = field(default_factory=list)

    @property
    def height(self) -> float:
        return sum(piece.height for piece in self.pieces)


class Listing:
    """The rows of one table that are not nought, set in one column or several."""

    def __init__(self, said: Brief, type_: Type, style: Group, text: Group) -> None:
        self.brief = said
        self.type, self.style, self.lead = type_, style, text.plain("lead")
        self.sentence_stretch = text.plain("most_lead") / self.lead
        self.stretch = style.plain("stretch") if said.rows else self.sentence_stretch
        self.widest = style.plain("widest")
        self.inner = style["rule"]
        self.deal = lru_cache(maxsize=64)(self._deal)

    def height(self, width: float, size: float) -> float:
        """How high it is in mm."""
        columns, below = self.deal(width, size)
        return (max((column.height for column in columns), default=0.0) + below.height) * em(size)

    def at_least(self, width: float, size: float) -> float:
        """A lower bound of the height."""
        rows = sum(_ROW if row.figure else _HEAD for row in self.brief.rows)
        return rows / self._count(width, size) * em(size)

    def _count(self, width: float, size: float) -> int:
        return max(1, int((width / em(size) + _GUTTER) / (self.widest / 2 + _GUTTER) + _EPS))

    def _width(self, width: float, size: float) -> float:
        count = self._count(width, size)
        return (width - _GUTTER * em(size) * (count - 1)) / count

    def _deal(self, width: float, size: float) -> tuple[list[_Column], _Piece]:
        """The rows in columns of about one height, and the sentences below all of them."""
        wide = self._width(width, size)
        pieces = [self._piece(row, wide, size) for row in self.brief.rows]
        limit = max(sum(piece.height for piece in pieces) / self._count(width, size), _LEAST_COLUMN)
        columns = self._fill(pieces, limit)
        while len(columns) > self._count(width, size):
            limit += _ROW / 4
            columns = self._fill(pieces, limit)
        return columns, self._sentences(width, size)

    @staticmethod
    def _fill(pieces: list[_Piece], limit: float) -> list[_Column]:
        columns = [_Column()] if pieces else []
        for at, piece in enumerate(pieces):
            kept = at > 0 and pieces[at - 1].keeps
            if columns[-1].pieces and not kept and columns[-1].height + _group(pieces[at:], limit) > limit + _EPS:
                columns.append(_Column())
            columns[-1].pieces.append(piece)
        return columns

    def _break(self, words: str, role: str, size: float, width: float) -> list[Line]:
        return break_lines(self.type.fonts, (Run(words, role),), size, max(width, em(size)) * MM, justify=False)

    def _piece(self, row: BriefRow, width: float, size: float) -> _Piece:
        if not row.figure:
            lines = self._break(row.label, "board_strong", size, width)
            piece = _Piece(_HEAD + _LEAD * (len(lines) - 1), keeps=True)
            piece.lines = [(line, 0.0, _HEAD / 2 + _MIDDLE + at * _LEAD) for at, line in enumerate(lines)]
            return piece
        taken = self._figure_width(row, size)
        room, detail = width - taken - _GAP * em(size), row.detail
        if detail and self.type.width(row.label + _APART + detail, "board_text", size) <= room:
            row, detail = replace(row, label=row.label + _APART + detail), ""
        is_beside = room >= _LEAST_LABEL * em(size)
        lines = self._break(row.label, "board_text", size, room if is_beside else width)
        below = 0 if is_beside else len(lines)
        piece = _Piece(_ROW + _LEAD * (below or len(lines) - 1), ruled=True)
        if taken > width:
            piece.height = inf  # a figure is not broken: at this size it does not go in
        piece.lines = [(line, 0.0, _ROW / 2 + _MIDDLE + at * _LEAD) for at, line in enumerate(lines)]
        piece.lines += ((line, x, y + below * _LEAD) for line, x, y in self._figure(row, width - taken, size))
        for line in self._break(detail, "board_text", size, width) if detail else ():
            piece.lines.append((line, 0.0, piece.height + _LEAD / 2 + _MIDDLE - _AFTER))
            piece.height += _LEAD
        return piece

    def _figure_width(self, row: BriefRow, size: float) -> float:
        unit = _UNIT_GAP * em(size) + self.type.width(row.unit, "board_text", size) if row.unit else 0.0
        return self.type.width(row.figure, "board_strong", size * _FIGURE) + unit

    def _figure(self, row: BriefRow, x: float, size: float) -> Iterator[tuple[Line, float, float]]:
        baseline = _ROW / 2 + _MIDDLE + 0.06
        figure = self.type.line(row.figure, "board_strong", size * _FIGURE)
        yield figure, x, baseline
        if row.unit:
            yield self.type.line(row.unit, "board_text", size), x + figure.width / MM + _UNIT_GAP * em(size), baseline

    def _sentences(self, width: float, size: float) -> _Piece:
        piece = _Piece(self.style.plain("above_sentence") if self.brief.rows and self.brief.sentences else 0.0)
        for sentence in self.brief.sentences:
            for line in break_lines(self.type.fonts, (Run(sentence, "board_text"),), size, width * MM):
                piece.lines.append((line, 0.0, piece.height + self.lead / 2 + _MIDDLE))
                piece.height += self.lead
        return piece

    def draw(self, sheet: Sheet, box: Box, size: float) -> None:
        """Sets it in a box; a box that is higher than needed spreads the lines, sentences no wider than other texts."""
        columns, below = self.deal(box.width, size)
        needed = self.height(box.width, size)
        if not needed:
            return
        unit = em(size) * max(1.0, box.height / needed)
        wide = self._width(box.width, size)
        for at, column in enumerate(columns):
            x, y = box.x + at * (wide + _GUTTER * em(size)), 0.0
            for piece in column.pieces:
                self._draw(sheet, piece, x, box.y + y * unit, unit, size)
                y += piece.height
                if piece.ruled:
                    sheet.across(x, x + wide, box.y + y * unit, self.inner)
        high = max((column.height for column in columns), default=0.0)
        self._draw(sheet, below, box.x, box.y + high * unit, min(unit, self.sentence_stretch * em(size)), size)

    @staticmethod
    def _draw(sheet: Sheet, piece: _Piece, x: float, y: float, unit: float, size: float) -> None:
        """Puts the lines of a piece where the spread leads them, with white shared out above and below."""
        spread = (unit - em(size)) * piece.height / 2 if piece.ruled else 0.0
        for line, dx, baseline in piece.lines:
            place = spread + baseline * em(size) if piece.ruled else (baseline - _MIDDLE) * unit + _MIDDLE * em(size)
            sheet.line(line, x + dx, y + place)


def _group(pieces: list[_Piece], limit: float) -> float:
    """How high the first of ``pieces`` is with what stays with it: under a heading all its rows where they go in."""
    height = least = 0.0
    rows = 0
    for piece in pieces:
        if rows and (piece.keeps or not pieces[0].keeps):
            break
        height += piece.height
        rows += not piece.keeps
        least = height if rows <= 1 else least
    return height if height <= limit + _EPS else least
