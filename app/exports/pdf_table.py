"""An official table on paper: every square of the grid placed, measured and drawn, whole or in slices of rows."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from app.domain.address import Address
from app.exports.fonts import FontBook
from app.exports.table_columns import WRAP_BELOW_PT, Columns, plan_columns
from app.exports.table_style import TableStyle
from app.exports.table_words import MARK_STEP, STEP, Text, group, heading, label, upright_height, upright_steps
from app.exports.typeset import FIGURE_CELL, Line, Run, draw_line, figure, one_line
from app.grid.layout import Grid, Square

_ASCENT = 0.88  # of the em box, all faces
_DIGIT_MIDDLE = 0.375  # em from the baseline to the middle of a digit
_FIGURE_LEAD = 1.1
_UNIT_SIZE, _UNIT_GAP = 0.95, 0.15  # of a unit behind a figure, of label size and in em


class _Cell(NamedTuple):
    square: Square
    text: Text | None = None  # labels and headings
    figure: tuple[Line, ...] = ()  # a figure and its unit; or groups of digits one under the other
    stacked: bool = False
    upright: bool = False

    @property
    def figure_width(self) -> float:
        if self.stacked:
            return max(line.width for line in self.figure)
        gap = self.figure[-1].size * _UNIT_GAP if len(self.figure) > 1 else 0.0
        return sum(line.width for line in self.figure) + gap


@dataclass(frozen=True)
class Shape:
    """A table ready to be drawn in ``width`` points; rows are measured by ``heights``."""

    fonts: FontBook
    grid: Grid
    style: TableStyle
    columns: Columns
    cells: tuple[_Cell, ...]

    def heights(self, rows: Sequence[int] | None = None) -> list[float]:
        """The least height of each of these grid rows (all by default), so that spanning labels find room as well."""
        shown = list(range(self.grid.height)) if rows is None else list(rows)
        heights = dict.fromkeys(shown, self.style.row_min)
        spanning = []
        for cell in self.cells:
            mine = [row for row in shown if cell.square.row <= row < cell.square.row + cell.square.rows]
            if len(mine) == 1:
                heights[mine[0]] = max(heights[mine[0]], self._need(cell))
            elif mine:
                spanning.append((cell, mine))
        for cell, mine in spanning:
            lack = self._need(cell) - sum(heights[row] for row in mine)
            if lack > 0:
                for row in mine:
                    heights[row] += lack / len(mine)
        return [heights[row] for row in shown]

    def stretched(self, heights: Sequence[float], rows: Sequence[int], target: float) -> list[float]:
        """``heights`` grown towards ``target`` points in all, no row by more than the style allows."""
        grows = [self.style.spread_heads or row not in self._head for row in rows]
        most = self.style.row_max - self.style.row_min
        each = min(most, max(0.0, target - sum(heights)) / max(1, sum(grows)))
        return [height + each if grow else height for height, grow in zip(heights, grows, strict=True)]

    def headings_for(self, row: int) -> list[int]:
        """The heading rows to repeat on a page that begins with body row ``row``."""
        block = max(i for i, start in enumerate(self.grid.block_rows) if start <= row)
        start = self.grid.block_rows[block]
        first = self._first_body_rows[block]
        return list(range(start, first)) if row > first else []

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
            for start, end in itertools.pairwise(starts)
        ]

    def _need(self, cell: _Cell) -> float:
        pads = 2 * self.style.vpad
        if cell.text is None:
            sizes = [line.size for line in cell.figure]
            return (sum(sizes) if cell.stacked else max(sizes, default=0.0)) * _FIGURE_LEAD + pads
        if cell.upright:
            return upright_height(cell.square.text, cell.text.size) + pads
        return cell.text.height + pads if cell.text.lines else 0.0

    def draw(self, canvas: Any, rows: Sequence[int], heights: Sequence[float], x: float, top: float) -> None:
        """Draws these grid rows with the given heights; ``top`` is the upper edge, y grows upwards."""
        edges = [top]
        for height in heights:
            edges.append(edges[-1] - height)
        self._rules(canvas, rows, edges, x)
        for cell in self.cells:
            mine = [at for at, row in enumerate(rows) if cell.square.row <= row < cell.square.row + cell.square.rows]
            if mine:
                self._draw_cell(canvas, cell, x, edges[mine[0]], edges[mine[-1] + 1])

    def _draw_cell(self, canvas: Any, cell: _Cell, x: float, top: float, bottom: float) -> None:
        left = x + self.columns.edges[cell.square.column]
        width = self.columns.width(cell.square)
        if cell.text is None:
            self._draw_figure(canvas, cell, left, width, (top + bottom) / 2)
        elif cell.upright and upright_height(cell.square.text, cell.text.size) <= top - bottom:
            self._draw_upright(canvas, cell, left + width / 2, (top + bottom) / 2)
        elif cell.upright:  # a slice of a page too short for it
            least = self._words(cell.square, lying=True)
            self._draw_text(canvas, least, left, width, (top + bottom) / 2, centred=True)
        else:
            centred = cell.square.kind != "row" or bool(cell.square.node and cell.square.node.children)
            self._draw_text(canvas, cell.text, left, width, (top + bottom) / 2, centred=centred)

    def _draw_text(self, canvas: Any, text: Text, left: float, width: float, middle: float, *, centred: bool) -> None:
        baseline = middle + text.height / 2 - _ASCENT * text.size
        for number, line in enumerate(text.lines):
            at = left + self.style.pad + text.indent
            if centred:
                at = left + (width - line.width) / 2
            draw_line(canvas, line, at, baseline - number * text.size * text.lead)

    def _draw_upright(self, canvas: Any, cell: _Cell, centre: float, middle: float) -> None:
        assert cell.text is not None
        size, role = cell.text.size, self.style.label_role
        y = middle + upright_height(cell.square.text, size) / 2
        for char, marks in upright_steps(cell.square.text):
            line = one_line(self.fonts, [Run(char, role)], size)
            draw_line(canvas, line, centre - line.width / 2, y - _ASCENT * size)
            y -= STEP * size
            for mark in marks:  # tucked to the upper right of its step
                draw_line(canvas, one_line(self.fonts, [Run(mark, role)], size), centre + 0.12 * size, y - 0.08 * size)
                y -= MARK_STEP * size

    def _draw_figure(self, canvas: Any, cell: _Cell, left: float, width: float, middle: float) -> None:
        if not cell.figure:
            return
        right = left + (width + self._axis[self._axis_of(cell.square)]) / 2
        baseline = middle - _DIGIT_MIDDLE * cell.figure[0].size
        if cell.stacked:
            baseline += _FIGURE_LEAD * sum(line.size for line in cell.figure[1:]) / 2
            for line in cell.figure:
                draw_line(canvas, line, right - line.width, baseline)
                baseline -= _FIGURE_LEAD * line.size
            return
        at = right - cell.figure_width
        for line in cell.figure:
            draw_line(canvas, line, at, baseline)
            at += line.width + line.size * _UNIT_GAP

    def _axis_of(self, square: Square) -> tuple[int, int, int]:
        return sum(start <= square.row for start in self.grid.block_rows), square.column, square.columns

    @cached_property
    def _axis(self) -> dict[tuple[int, int, int], float]:
        """The widest figure of each column: figures end on one axis, and the widest is centred."""
        widest: dict[tuple[int, int, int], float] = {}
        for cell in self.cells:
            if cell.square.kind == "value":
                key = self._axis_of(cell.square)
                widest[key] = max(widest.get(key, 0.0), cell.figure_width)
        return widest

    def _words(self, square: Square, *, lying: bool = False) -> Text:
        return _words(self.fonts, square, self.style, self.columns, lying=lying)

    def _rules(self, canvas: Any, rows: Sequence[int], edges: Sequence[float], x: float) -> None:
        style, xs = self.style, [x + edge for edge in self.columns.edges]
        canvas.setStrokeGray(0)
        canvas.setLineCap(2)
        for at in range(1, len(rows)):
            weight = style.section if self._is_section(rows[at - 1], rows[at]) else style.inner
            canvas.setLineWidth(weight)
            for first, last in self._level(rows[at - 1], rows[at]):
                canvas.line(xs[first], edges[at], xs[last], edges[at])
        canvas.setLineWidth(style.inner)
        for column in range(1, self.grid.width):
            for first, last in self._plumb(rows, column):
                canvas.line(xs[column], edges[first], xs[column], edges[last])
        canvas.setLineWidth(style.outer)
        canvas.setLineJoin(0)
        canvas.rect(xs[0], edges[-1], xs[-1] - xs[0], edges[0] - edges[-1], stroke=1, fill=0)

    def _is_section(self, above: int, below: int) -> bool:
        if below in self.grid.block_rows or (above in self._head) != (below in self._head):
            return True
        return any(
            square.kind == "row" and square.column == 0 and square.rows > 1
            and (square.row == below or square.row + square.rows == below)
            for square in (self.grid.at[above, 0], self.grid.at[below, 0])
        )  # fmt: skip

    def _level(self, above: int, below: int) -> Iterator[tuple[int, int]]:
        """From which edge to which a level rule runs between two rows."""
        at = self.grid.at
        cut = [at[above, column] is not at[below, column] for column in range(self.grid.width)]
        return _stretches(cut)

    def _plumb(self, rows: Sequence[int], column: int) -> Iterator[tuple[int, int]]:
        at = self.grid.at
        return _stretches([at[row, column - 1] is not at[row, column] for row in rows])


def shape_table(fonts: FontBook, grid: Grid, figures: Mapping[Address, str], style: TableStyle, width: float) -> Shape:
    """A table laid out in ``width`` points with the figures as printed."""
    columns = plan_columns(fonts, grid, figures, style, width)
    cells = []
    for square in grid.squares:
        if square.kind == "value":
            lines = _figure(fonts, figures.get(square.address, ""), square, style, columns)
            cells.append(_Cell(square, figure=lines, stacked=columns.number_pt < WRAP_BELOW_PT and bool(lines)))
        else:
            upright = square.kind == "row" and square.column in columns.upright and square.columns == 1
            cells.append(_Cell(square, _words(fonts, square, style, columns), upright=upright))
    return Shape(fonts, grid, style, columns, tuple(cells))


def _words(fonts: FontBook, square: Square, style: TableStyle, columns: Columns, *, lying: bool = False) -> Text:
    size, lead, role = style.label_pt, style.lead, style.label_role
    width = columns.width(square)
    if square.kind == "row":
        is_group = bool(square.node and square.node.children)
        if is_group and square.column in columns.upright and not lying:
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


def _stretches(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Runs of True as (first, one past the last)."""
    start = None
    for at, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = at
        elif not flag and start is not None:
            yield start, at
            start = None
