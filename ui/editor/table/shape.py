"""A grid seen as a table view: which squares are headings outside the body, which lie in it, and where.

A single block gives its heading rows to the horizontal header; stacked blocks keep bands and headings in the body.
Label columns always belong to the vertical header, so that they stay in view.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.domain.address import Address
from app.forms.model import Node, Section
from app.grid.layout import Grid, Square, lay_out


@dataclass(frozen=True, eq=False)
class Shape:
    """``section`` laid out; view rows and columns count from the first body row and the first value column.

    Two shapes are the same only where they are one object, so that what was measured for one can be kept by it.
    """

    section: Section
    grid: Grid

    @property
    def head_rows(self) -> int:
        """Heading rows that stand in the horizontal header; 0 for stacked blocks."""
        return self.grid.head_rows

    @property
    def rows(self) -> int:
        """Rows of the body."""
        return self.grid.height - self.grid.head_rows

    @property
    def columns(self) -> int:
        """Value columns of the body."""
        return len(self.grid.shares)

    def square(self, row: int, column: int) -> Square:
        """The square at a view position."""
        return self.grid.at[row + self.head_rows, column + self.grid.labels]

    def place(self, square: Square) -> tuple[int, int]:
        """The view row and column of a value square's upper left corner."""
        return square.row - self.head_rows, square.column - self.grid.labels

    def place_of(self, address: Address) -> tuple[int, int] | None:
        """The view position of a cell, or None where the section has no such cell."""
        square = self.grid.by_address.get(address)
        return None if square is None else self.place(square)

    def block_of(self, row: int) -> tuple[int, int]:
        """The view rows (first, behind the last) of the block that ``row`` lies in."""
        starts = [start - self.head_rows for start in self.grid.block_rows]
        first = max((start for start in starts if start <= row), default=0)
        return max(first, 0), min((start for start in starts if start > row), default=self.rows)

    def column_name(self, column: int) -> str:
        """The innermost heading of a view column, with the one above it where several are called so.

        "" for stacked blocks: each block has its own headings, and its cells are called by them.
        """
        if not self.head_rows:
            return ""
        path = [self.grid.at[row, column + self.grid.labels].text for row in range(self.head_rows)]
        inner = [self.grid.at[self.head_rows - 1, place + self.grid.labels].text for place in range(self.columns)]
        above = [text for text in path if text != path[-1]]
        return f"{above[-1]}·{path[-1]}" if inner.count(path[-1]) > 1 and above else path[-1]

    def row_name(self, row: int) -> str:
        """The label of a view row; "" where none is printed."""
        return self.grid.at[row + self.head_rows, self.grid.labels - 1].text if self.grid.labels else ""

    @cached_property
    def heads(self) -> tuple[Square, ...]:
        """Squares of the horizontal header, without the corner."""
        return tuple(s for s in self.grid.squares if s.row < self.head_rows and s.kind in ("column", "band"))

    @cached_property
    def corner(self) -> str:
        """The sentence printed in the corner of a single block."""
        texts = [s.text for s in self.grid.squares if s.kind == "corner" and s.row < self.head_rows]
        return texts[0] if texts else ""

    @cached_property
    def labels(self) -> tuple[Square, ...]:
        """Squares that lie in the label columns of the body; a band lies in the body too."""
        return tuple(s for s in self.grid.squares if s.row >= self.head_rows and s.column < self.grid.labels)

    @cached_property
    def merged(self) -> tuple[tuple[int, int, int, int], ...]:
        """Body squares that cover more than one view cell, as (row, column, rows, columns)."""
        found = []
        for square in self.grid.squares:
            left = max(square.column, self.grid.labels)
            columns = square.column + square.columns - left
            if square.row >= self.head_rows and columns > 0 and square.rows * columns > 1:
                found.append((square.row - self.head_rows, left - self.grid.labels, square.rows, columns))
        return tuple(found)

    @cached_property
    def body(self) -> tuple[tuple[Square, ...], ...]:
        """For each view row the squares of the value columns that touch it."""
        rows: list[list[Square]] = [[] for _ in range(self.rows)]
        for square in self.grid.squares:
            if square.row >= self.head_rows and square.column + square.columns > self.grid.labels:
                for row in range(square.row, square.row + square.rows):
                    rows[row - self.head_rows].append(square)
        return tuple(map(tuple, rows))

    @cached_property
    def columns_of(self) -> dict[Address, Node]:
        """The column heading of each cell."""
        return self._crossing[1]

    @cached_property
    def rows_of(self) -> dict[Address, Node]:
        """The row heading of each cell."""
        return self._crossing[0]

    @cached_property
    def _crossing(self) -> tuple[dict[Address, Node], dict[Address, Node]]:
        rows: dict[Address, Node] = {}
        columns: dict[Address, Node] = {}
        cells = iter(self.grid.values)
        for block in self.section.blocks:
            for row in block.row_leaves():
                for column in block.column_leaves():
                    address = next(cells).address
                    rows[address], columns[address] = row, column
        return rows, columns

    @cached_property
    def frame_columns(self) -> frozenset[int]:
        """View columns that begin a group of total columns and therefore get a darker line at their left."""
        return frozenset(square.column - self.grid.labels for square in self.heads if square.is_total)


@lru_cache(maxsize=64)
def shape_of(section: Section) -> Shape:
    """The shape of a table section; the same section always gives the same shape."""
    return Shape(section, lay_out(section))
