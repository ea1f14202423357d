"""Heading trees of a table section laid out once as a grid of squares.

Columns are label columns first, then value columns. Stacked blocks may cut the value area differently (thirds,
halves): the grid takes every cut, so a square may span several value columns. Each square of the grid is covered by
exactly one ``Square``; screen, paper, Word and readers all use this grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from app.domain import address as names
from app.domain.address import Address
from app.domain.units import stated_unit
from app.domain.values import COUNT, ValueSpec
from app.forms.model import Block, Node, Section

SquareKind = Literal["band", "corner", "column", "row", "value"]


@dataclass(frozen=True, slots=True, eq=False)
class Square:
    """One merged square. ``address`` and ``spec`` belong to values, ``node`` to headings (and to a value's row).

    A square is the same only as itself: ``lay_out`` makes each but once, and every key asks where one stands.
    """

    kind: SquareKind
    row: int
    column: int
    rows: int
    columns: int
    text: str = ""
    address: Address = ""
    spec: ValueSpec = COUNT
    node: Node | None = None
    is_total: bool = False


@dataclass(frozen=True)
class Grid:
    """``labels`` label columns and ``len(shares)`` value columns; ``shares`` add up to 1.

    ``head_rows`` is the number of heading rows at the top if the table is a single block, else 0;
    ``block_rows[i]`` is the first row of block ``i``.
    """

    section: str
    labels: int
    shares: tuple[Fraction, ...]
    height: int
    squares: tuple[Square, ...]
    block_rows: tuple[int, ...]
    head_rows: int

    def silent_unit(self, square: Square) -> str:
        """The unit of a cell that none of its headings names; "" where it has none, or one of them does."""
        unit = square.spec.unit
        if not unit:
            return ""
        top = max(start for start in self.block_rows if start <= square.row)
        above = (self.at[row, square.column] for row in range(top, square.row))
        beside = (self.at[square.row, column] for column in range(self.labels))
        return "" if any(stated_unit(heading.text) == unit for heading in (*above, *beside)) else unit

    @property
    def width(self) -> int:
        """Number of grid columns."""
        return self.labels + len(self.shares)

    @cached_property
    def at(self) -> dict[tuple[int, int], Square]:
        """The square that covers each (row, column)."""
        return {
            (row, column): square
            for square in self.squares
            for row in range(square.row, square.row + square.rows)
            for column in range(square.column, square.column + square.columns)
        }

    @cached_property
    def values(self) -> tuple[Square, ...]:
        """The value squares in reading order."""
        return tuple(square for square in self.squares if square.kind == "value")

    @cached_property
    def by_address(self) -> dict[Address, Square]:
        """The value square of each address."""
        return {square.address: square for square in self.values}

    def cuts(self) -> list[int]:
        """Rows before which a page may end: no value row loses its labels, only outer groups are cut."""
        inner = [s for s in self.squares if s.rows > 1 and not (s.kind == "row" and s.column == 0)]
        heads = {s.row + 1 for s in self.squares if s.kind in ("band", "column", "corner")}
        return [
            row
            for row in range(max(1, self.head_rows + 1), self.height)
            if row not in heads and not any(s.row < row < s.row + s.rows for s in inner)
        ]


@lru_cache(maxsize=64)
def lay_out(section: Section) -> Grid:
    """The grid of a table section; the same section always gives the same grid object."""
    marks = sorted({mark for block in section.blocks for mark in _cut_marks(block)})
    shares = tuple(right - left for left, right in pairwise(marks))
    labels = max((_label_depth(block) for block in section.blocks), default=0)
    squares: list[Square] = []
    starts: list[int] = []
    top = 0
    for block in section.blocks:
        starts.append(top)
        placed = _BlockPlacer(section.id, block, labels, marks, top).place()
        squares += placed
        top = max(square.row + square.rows for square in placed)
    squares.sort(key=lambda square: (square.row, square.column))
    head = _depth(section.blocks[0].columns) if len(section.blocks) == 1 else 0
    head += 1 if head and section.blocks[0].band else 0
    return Grid(section.id, labels, shares, top, tuple(squares), tuple(starts), head)


def _depth(nodes: Sequence[Node]) -> int:
    return max((1 + _depth(node.children) for node in nodes), default=0)


def _label_depth(block: Block) -> int:
    """Label columns a block needs: none where its only row is printed without a label."""
    if all(not node.label and not node.children for node in block.rows):
        return 0
    return _depth(block.rows)


def _cut_marks(block: Block) -> list[Fraction]:
    leaves = block.column_leaves()
    whole = sum(leaf.weight for leaf in leaves) or 1
    marks = [Fraction(0)]
    for leaf in leaves:
        marks.append(marks[-1] + Fraction(leaf.weight, whole))
    return marks


class _BlockPlacer:
    """Places one block; kept as a class only to share the block's measures."""

    def __init__(self, section: str, block: Block, labels: int, marks: list[Fraction], top: int) -> None:
        self.section, self.block, self.labels, self.top = section, block, labels, top
        own = _cut_marks(block)
        self.edges = [labels + marks.index(mark) for mark in own]
        self.width = labels + len(marks) - 1
        self.head = _depth(block.columns)
        self.head_top = top + (1 if block.band else 0)
        self.body_top = self.head_top + self.head
        self.out: list[Square] = []

    def place(self) -> list[Square]:
        """All squares of the block, heading first."""
        if self.block.band:
            self.out.append(Square("band", self.top, 0, 1, self.width, self.block.band))
        if self.labels:
            self.out.append(Square("corner", self.head_top, 0, self.head, self.labels, self.block.corner))
        self._columns(self.block.columns, 0, 0)
        self._rows(self.block.rows, 0, 0)
        self._values()
        return self.out

    def _columns(self, nodes: Sequence[Node], level: int, first: int) -> None:
        for node in nodes:
            span = sum(1 for _ in node.leaves())
            left, right = self.edges[first], self.edges[first + span]
            rows = 1 if node.children else self.head - level
            self.out.append(
                Square(
                    "column",
                    self.head_top + level,
                    left,
                    rows,
                    right - left,
                    node.label,
                    node=node,
                    is_total=bool(node.sums),
                )
            )
            self._columns(node.children, level + 1, first)
            first += span

    def _rows(self, nodes: Sequence[Node], level: int, first: int) -> None:
        if not self.labels:
            return
        for node in nodes:
            span = sum(1 for _ in node.leaves())
            columns = 1 if node.children else self.labels - level
            self.out.append(
                Square(
                    "row",
                    self.body_top + first,
                    level,
                    span,
                    columns,
                    node.label,
                    node=node,
                    is_total=bool(node.sums),
                )
            )
            self._rows(node.children, level + 1, first)
            first += span

    def _values(self) -> None:
        columns = self.block.column_leaves()
        for y, row in enumerate(self.block.row_leaves()):
            for x, column in enumerate(columns):
                self.out.append(
                    Square(
                        "value",
                        self.body_top + y,
                        self.edges[x],
                        1,
                        self.edges[x + 1] - self.edges[x],
                        address=names.cell(self.section, row.id or "", column.id or ""),
                        spec=self.block.spec(row, column),
                        node=row,
                        is_total=bool(row.sums or column.sums),
                    )
                )
