"""A table as a part of the poster shows it: whole, or, where it is long and narrow, in two lanes side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from app.document.blocks import Table
from app.exports.marks import Sheet
from app.exports.measuring import Box, Type, em
from app.exports.poster.grid import TableDrawing
from app.exports.poster.style import Group
from app.exports.poster.table import ROLES, Shape, TableShapes, squares_of
from app.grid.layout import Square
from app.grid.pieces import parts_a_label, piece

# A list of villages is six times as high as wide and would set the type of the whole sheet; table three is twice so.
_LONG = 3.0
_BETWEEN = 1.0  # em between two lanes
_PARTED = 1.15  # how much longer lanes may get so that no label stands in both


@dataclass(frozen=True, slots=True)
class LaneShapes:
    """The shapes of the lanes at one width (em); the columns of all of them are the same."""

    lanes: tuple[Shape, ...]

    @property
    def height(self) -> float:
        """The height of the highest lane."""
        return max(lane.height for lane in self.lanes)

    @property
    def cramped(self) -> float:
        """As in a shape."""
        return self.lanes[0].cramped

    @property
    def figures(self) -> float:
        """As in a shape."""
        return self.lanes[0].figures


class TableLanes:
    """The lanes of one table; a table that is not long has one."""

    def __init__(self, table: Table, type_: Type) -> None:
        self.table, self.grid = table, table.grid
        self._whole = TableShapes(table, type_)
        self._spans = self._cut()
        self._lanes = [self._whole]
        if len(self._spans) > 1:
            pieces = [replace(table, grid=piece(self.grid, *span)) for span in self._spans]
            self._lanes = [TableShapes(each, type_) for each in pieces]
        self.at = lru_cache(maxsize=512)(self._at)

    def _cut(self) -> tuple[tuple[int, int], ...]:
        """The rows of each lane: as even as may be, rather between two groups than within one."""
        grid, head = self.grid, self.grid.head_rows
        whole = ((head, grid.height),)
        if not head or self._whole.at_least <= _LONG * self._whole.least_width:
            return whole

        def longest(row: int) -> float:
            return max(row - head, grid.height - row) * (_PARTED if parts_a_label(grid, row) else 1.0)

        best = min(grid.cuts(), key=longest, default=0)
        return ((head, best), (best, grid.height)) if best else whole

    @property
    def least_width(self) -> float:
        """The narrowest the lanes can stand (em)."""
        return self._outer(self._whole.least_width)

    @property
    def at_least(self) -> float:
        """A lower bound of the height (em)."""
        return max(lane.at_least for lane in self._lanes)

    def _outer(self, lane: float) -> float:
        return len(self._lanes) * (lane + _BETWEEN) - _BETWEEN

    def _lane(self, width: float) -> float:
        return (width + _BETWEEN) / len(self._lanes) - _BETWEEN

    def _at(self, width: float) -> LaneShapes | None:
        """The lowest shapes at ``width`` em, or None where they do not go in."""
        shape = self._whole.at(round(self._lane(width), 4))
        if shape is None:
            return None
        if len(self._lanes) == 1:
            return LaneShapes((shape,))
        return LaneShapes(tuple(self._shape(shape, *each) for each in zip(self._lanes, self._spans, strict=True)))

    def _shape(self, whole: Shape, lane: TableShapes, span: tuple[int, int]) -> Shape:
        """The shape of a lane: its columns and lines are those of the whole table."""
        stands = {(s.row, s.column): self._in_whole(s, span[0]) for s in squares_of(lane.grid, *ROLES)}
        lines = {here: whole.lines[there] for here, there in stands.items() if there in whole.lines}
        upright = frozenset(here for here, there in stands.items() if there in whole.upright)
        return replace(whole, rows=lane.rows(lines, upright), lines=lines, upright=upright)

    def _in_whole(self, square: Square, first: int) -> tuple[int, int]:
        """Where a square of a lane that begins with row ``first`` stands in the whole table."""
        head = self.grid.head_rows
        row = square.row if square.row < head else square.row - head + first
        found = self.grid.at[row, square.column]
        return found.row, found.column

    def draw(self, sheet: Sheet, box: Box, shapes: LaneShapes, size: float, style: Group) -> None:
        """Puts the lanes into a box; their rows keep in line where the box is higher than they need."""
        wide = self._lane(box.width / em(size)) * em(size)
        extra = min((box.height - shape.height * em(size)) / len(shape.rows) for shape in shapes.lanes)
        x = box.x
        for lane, shape in zip(self._lanes, shapes.lanes, strict=True):
            high = shape.height * em(size) + extra * len(shape.rows)
            TableDrawing(sheet, lane, shape, size, Box(x, box.y, wide, high), style).draw()
            x += wide + _BETWEEN * em(size)
