"""How a table takes its place on A4: in whole grid lines, on one page where that is possible, else in slices."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.document.blocks import Table
from app.exports import a4
from app.exports.canvas import MM
from app.exports.fonts import FontBook
from app.exports.tables.shape import Shape, shape_table
from app.exports.tables.style import DENSE, NORMAL, SMALL, TableStyle

TOP_GAP = 0.7 * MM  # between the line above and the table
_FEW_ROWS = 6
_LEAST_BEGUN = 5  # body rows that a table to be cut has at least on the page that it begins on
_SMALLER = (9.5, 9.0)
_TINY = (8.0, 7.0, 6.0, 5.0, 4.0, 3.0)  # only where one row alone would be higher than a page
_TIGHT_ROW = 5.4 * MM
_EPS = 1e-6


@dataclass(frozen=True)
class Slice:
    """Rows of a table on one page: their grid numbers and heights, and how many grid lines they take."""

    shape: Shape
    rows: tuple[int, ...]
    heights: tuple[float, ...]
    lines: int


class Fitting:
    """One table, measured once; asked how it would stand in a given number of lines."""

    def __init__(self, fonts: FontBook, table: Table, page_lines: int) -> None:
        """``page_lines`` is the room on a fresh page, under the heading."""
        self._fonts, self._table, self._page = fonts, table, page_lines
        self._limit = page_lines * a4.PITCH - TOP_GAP
        normal = self._shape(SMALL if table.grid.height <= _FEW_ROWS else NORMAL)
        self._dense = _room(len(normal.heights()) * NORMAL.row_max) > page_lines
        self._shape_now = self._shape(DENSE) if self._dense else normal

    def here(self, lines: int) -> Slice | None:
        """The whole table in at most ``lines`` lines of a page already begun, or None."""
        return None if self._dense and lines < self._page else self._whole(self._shape_now, lines)

    def fresh(self) -> list[Slice]:
        """The table from the top of a page on: whole, in smaller type, or cut between rows."""
        for shape in self._tries():
            whole = self._whole(shape, self._page)
            if whole:
                return [whole]
        return list(self._slices(self._sliceable(), self._page))

    def begun(self, lines: int) -> list[Slice] | None:
        """A table that must be cut, its first part in the ``lines`` left of a page; None where too little fits."""
        shape = self._sliceable()
        if lines < 1 or shape.smallest_page(_first_body_row(shape)) > lines * a4.PITCH - TOP_GAP:
            return None
        slices = list(self._slices(shape, lines))
        return slices if sum(not shape.is_head(row) for row in slices[0].rows) >= _LEAST_BEGUN else None

    def _tries(self) -> Iterator[Shape]:
        yield self._shape_now
        if not self._dense:
            yield self._shape(DENSE)
        style = DENSE
        for size in _SMALLER:
            style = replace(DENSE, label_pt=size, number_pt=size + 0.5)
            yield self._shape(style)
        yield self._shape(replace(style, row_min=_TIGHT_ROW, vpad=0.6 * MM))

    def _sliceable(self) -> Shape:
        """In the largest type in which every single row fits on a page together with its headings."""
        shape = self._shape(DENSE)
        for size in _TINY:
            if all(
                shape.smallest_page(row) <= self._limit for row in range(shape.grid.height) if not shape.is_head(row)
            ):
                break
            shape = self._shape(replace(DENSE, label_pt=size, number_pt=size, row_min=size * 1.3, vpad=0.5 * MM))
        return shape

    def _shape(self, style: TableStyle) -> Shape:
        return shape_table(self._fonts, self._table.grid, self._table.figures, style, a4.TEXT_WIDTH)

    def _whole(self, shape: Shape, lines: int) -> Slice | None:
        rows = range(shape.grid.height)
        least = shape.heights()
        if _room(sum(least)) > lines:
            return None
        wish = min(lines, _room(sum(shape.stretched(least, rows, 1e9))))
        heights = shape.stretched(least, rows, wish * a4.PITCH - TOP_GAP)
        return Slice(shape, tuple(rows), tuple(heights), wish)

    def _slices(self, shape: Shape, lines: int) -> Iterator[Slice]:
        """Page by page, cut where the labels allow it; headings are repeated. ``lines`` is the room on the first."""
        height, start = shape.grid.height, 0
        allowed = set(shape.grid.cuts())
        while start < height:
            head = shape.headings_for(start)
            end = _last_fitting(shape, head, start, lines * a4.PITCH - TOP_GAP)
            if end < height:
                end = next((row for row in range(end, start, -1) if row in allowed), end)
            rows = [*head, *range(start, end)]
            least = shape.heights(rows)
            taken = min(lines, _room(sum(least)))
            heights = shape.stretched(least, rows, taken * a4.PITCH - TOP_GAP)
            yield Slice(shape, tuple(rows), tuple(heights), taken)
            start, lines = end, self._page


def _last_fitting(shape: Shape, head: list[int], start: int, limit: float) -> int:
    """One past the last row that fits on the page; a page never ends inside or right after a heading."""
    end = start + 1
    while end < shape.grid.height and sum(shape.heights([*head, *range(start, end + 1)])) <= limit + _EPS:
        end += 1
    body = end
    while body < shape.grid.height and body > start + 1 and shape.is_head(body - 1):
        body -= 1
    return end if shape.is_head(body - 1) else body


def _first_body_row(shape: Shape) -> int:
    return next(row for row in range(shape.grid.height) if not shape.is_head(row))


def _room(height: float) -> int:
    """How many grid lines a table of that height takes."""
    return math.ceil((height + TOP_GAP) / a4.PITCH - 1e-4)
