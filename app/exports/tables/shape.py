"""A table measured for paper: every square of the grid with its words broken and its figure sized."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from app.domain.address import Address
from app.exports.fonts import FontBook
from app.exports.tables.columns import WRAP_BELOW_PT, Columns, plan_columns
from app.exports.tables.style import TableStyle
from app.exports.tables.words import Text, group, heading, label, upright_height
from app.exports.typeset import FIGURE_CELL, Line, Run, figure, one_line
from app.grid.layout import Grid, Square

FIGURE_LEAD = 1.1
UNIT_GAP = 0.15  # em between a figure and its unit
_UNIT_SIZE = 0.95  # of the label size


class Cell(NamedTuple):
    """A square with what it shows."""

    square: Square
    text: Text | None = None  # labels and headings
    figure: tuple[Line, ...] = ()  # a figure and its unit; or groups of digits one under the other
    stacked: bool = False
    upright: bool = False

    @property
    def figure_width(self) -> float:
        """The figure with its unit, in points."""
        if self.stacked:
            return max(line.width for line in self.figure)
        gap = self.figure[-1].size * UNIT_GAP if len(self.figure) > 1 else 0.0
        return sum(line.width for line in self.figure) + gap


@dataclass(frozen=True)
class Shape:
    """A table ready to be drawn in ``width`` points; rows are measured by ``heights``."""

    fonts: FontBook
    grid: Grid
    style: TableStyle
    columns: Columns
    cells: tuple[Cell, ...]

    def heights(self, rows: Sequence[int] | None = None) -> list[float]:
        """The least height of each of these grid rows (all by default), so that spanning labels find room as well."""
        shown = list(range(self.grid.height)) if rows is None else list(rows)
        heights = {row: max(self.style.row_min, self._single_needs.get(row, 0.0)) for row in shown}
        for first, last, need in self._spanning_needs:
            mine = [row for row in range(first, last) if row in heights]
            lack = need - sum(heights[row] for row in mine) if mine else 0.0
            for row in mine if lack > 0 else ():
                heights[row] += lack / len(mine)
        return [heights[row] for row in shown]

    def stretched(self, heights: Sequence[float], rows: Sequence[int], target: float) -> list[float]:
        """``heights`` grown towards ``target`` points in all, no row by more than the style allows."""
        grows = [self.style.spread_heads or row not in self._head for row in rows]
        most = self.style.row_max - self.style.row_min
        each = min(most, max(0.0, target - sum(heights)) / max(1, sum(grows)))
        return [height + each if grow else height for height, grow in zip(heights, grows, strict=True)]

    def headings_for(self, row: int) -> list[int]:
        """The heading rows to repeat on a page that begins with body row ``row``; none where they stand right above."""
        start, first = self._block_of(row)
        return list(range(start, first)) if row > first else []

    def smallest_page(self, row: int) -> float:
        """The least height of a page that shows body row ``row`` under its headings, in points."""
        start, first = self._block_of(row)
        return sum(self.heights([*range(start, first), row]))

    def _block_of(self, row: int) -> tuple[int, int]:
        """First row and first body row of the block that ``row`` belongs to."""
        block = max(i for i, start in enumerate(self.grid.block_rows) if start <= row)
        return self.grid.block_rows[block], self._first_body_rows[block]

    def is_head(self, row: int) -> bool:
        """True for bands and column headings."""
        return row in self._head

    @cached_property
    def _head(self) -> frozenset[int]:
        return frozenset(
            row
            for start, first in zip(self.grid.block_rows, self._first_body_rows, strict=True)
            for row in range(start, first)
        )

    @cached_property
    def _first_body_rows(self) -> list[int]:
        starts = [*self.grid.block_rows, self.grid.height]
        return [
            min((s.row for s in self.grid.values if start <= s.row < end), default=end)
            for start, end in pairwise(starts)
        ]

    @cached_property
    def _single_needs(self) -> dict[int, float]:
        """What the squares of one row need."""
        needs: dict[int, float] = {}
        for cell in self.cells:
            if cell.square.rows == 1:
                row = cell.square.row
                needs[row] = max(needs.get(row, 0.0), self._need(cell))
        return needs

    @cached_property
    def _spanning_needs(self) -> list[tuple[int, int, float]]:
        """What the others need, as (first row, one past the last, points)."""
        return [
            (cell.square.row, cell.square.row + cell.square.rows, self._need(cell))
            for cell in self.cells
            if cell.square.rows > 1
        ]

    def _need(self, cell: Cell) -> float:
        pads = 2 * self.style.vpad
        if cell.text is None:
            sizes = [line.size for line in cell.figure]
            return (sum(sizes) if cell.stacked else max(sizes, default=0.0)) * FIGURE_LEAD + pads
        if cell.upright:
            return upright_height(cell.square.text, cell.text.size) + pads
        return cell.text.height + pads if cell.text.lines else 0.0

    def axis_of(self, square: Square) -> tuple[int, int, int]:
        return sum(start <= square.row for start in self.grid.block_rows), square.column, square.columns

    @cached_property
    def axis(self) -> dict[tuple[int, int, int], float]:
        """The widest figure of each column: figures end on one axis, and the widest is centred."""
        widest: dict[tuple[int, int, int], float] = {}
        for cell in self.cells:
            if cell.square.kind == "value":
                key = self.axis_of(cell.square)
                widest[key] = max(widest.get(key, 0.0), cell.figure_width)
        return widest


def shape_table(fonts: FontBook, grid: Grid, figures: Mapping[Address, str], style: TableStyle, width: float) -> Shape:
    """A table laid out in ``width`` points with the figures as printed."""
    columns = plan_columns(fonts, grid, figures, style, width)
    cells = []
    done: dict[tuple[str, bool, float], tuple[Line, ...]] = {}  # most figures of a report are noughts
    for square in grid.squares:
        if square.kind == "value":
            text = figures.get(square.address, "")
            key = text + (square.spec.unit or ""), square.is_total, columns.width(square)
            lines = done.get(key)
            if lines is None:
                lines = done[key] = _figure(fonts, text, square, style, columns)
            cells.append(Cell(square, figure=lines, stacked=columns.number_pt < WRAP_BELOW_PT and bool(lines)))
        else:
            upright = square.kind == "row" and square.column in columns.upright and square.columns == 1
            cells.append(Cell(square, _words(fonts, square, style, columns), upright=upright))
    return Shape(fonts, grid, style, columns, tuple(cells))


def _words(fonts: FontBook, square: Square, style: TableStyle, columns: Columns) -> Text:
    size, lead, role = style.label_pt, style.lead, style.label_role
    width = columns.width(square)
    if square.kind == "row":
        is_group = bool(square.node and square.node.children)
        if is_group and square.column in columns.upright:
            return heading(fonts, square.text, role, size, lead, 1e6)
        inner = width - 2 * (style.head_pad if is_group else style.pad)
        return (group if is_group else label)(fonts, square.text, role, size, lead, inner)
    if square.kind == "band":
        role = style.band_role
    pad = style.pad if square.kind in ("band", "corner") else style.head_pad
    return heading(fonts, square.text, role, size, lead, width - 2 * pad)


def _figure(fonts: FontBook, text: str, square: Square, style: TableStyle, columns: Columns) -> tuple[Line, ...]:
    if not text:
        return ()
    role = style.total_role if square.is_total else style.figure_role
    size, unit = columns.number_pt, square.spec.unit or ""
    if size < WRAP_BELOW_PT:
        return _stacked(fonts, text, role, columns.width(square) - 2 * style.figure_pad)
    if unit and text.endswith(unit):
        small = min(style.label_pt * _UNIT_SIZE, size)
        number = figure(fonts, text.removesuffix(unit), role, size)
        return number, one_line(fonts, [Run(unit, role)], small)
    return (figure(fonts, text, role, size),)


def _stacked(fonts: FontBook, text: str, role: str, width: float) -> tuple[Line, ...]:
    """A figure too long for its column, in groups of digits counted from the right."""
    most = max(1, int(width / (WRAP_BELOW_PT * FIGURE_CELL)))
    most -= most % 3 if most > 3 else 0
    first = len(text) % most
    pieces = [text[:first]] if first else []
    pieces += [text[at : at + most] for at in range(first, len(text), most)]
    widest = max(figure(fonts, piece, role, 1.0).width for piece in pieces)
    size = min(WRAP_BELOW_PT + 0.5, width / widest)
    return tuple(figure(fonts, piece, role, size) for piece in pieces)
