"""A table in brief: its rows that say something, and sentences that count the cells that are nought or blank.

Every word comes from the headings of the grid and from the style file; nothing here knows a particular form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from app.document.blocks import Table
from app.exports.poster.table import is_nought, split_unit
from app.grid.layout import Square

_APART = "　"  # between the name of a block and that of its only row
_BRACKETED = re.compile(r"([^（(]*)([（(][^（）()]*[）)])(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class BriefRow:
    """A label with its figure, and what the figure is made of; a row without a figure heads those after it."""

    label: str
    figure: str = ""
    unit: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """The rows that say something, and the sentences about the rest."""

    rows: tuple[BriefRow, ...]
    sentences: tuple[str, ...]


def brief(table: Table, words: Mapping[str, str]) -> Brief:
    """``table`` in brief; ``words`` are the sentences of the style file."""
    blocks = [_Block(table, squares) for squares in _by_block(table)]
    rows = [row for block in blocks for row in block.rows()]
    return Brief(tuple(rows), tuple(_sentences(table, blocks, words)))


def without_noughts(table: Table, words: Mapping[str, str]) -> Table:
    """The official table without its rows of noughts and blanks; sentences under it tell what is left out."""
    grid = table.grid
    shown = {s.row for s in grid.values if (figure := table.figures.get(s.address, "")) and not is_nought(figure)}
    left = [[square for square in squares if square.row not in shown] for squares in _by_block(table)]
    said = _sentences(table, [_Block(table, squares) for squares in left if squares], words)
    values = {s.row for s in grid.values}
    kept: list[int] = []
    starts: list[int] = []
    for start, end in pairwise((*grid.block_rows, grid.height)):
        if not shown.isdisjoint(range(start, end)):
            starts.append(len(kept))
            kept += (row for row in range(start, end) if row in shown or row not in values)
    squares = []
    for square in grid.squares:
        rows = [at for at, row in enumerate(kept) if square.row <= row < square.row + square.rows]
        if rows:
            squares.append(replace(square, row=rows[0], rows=len(rows)))
    less = replace(grid, height=len(kept), squares=tuple(squares), block_rows=tuple(starts))
    return replace(table, grid=less, nothing="".join(said))


def _by_block(table: Table) -> Iterator[list[Square]]:
    starts = table.grid.block_rows
    for _, squares in groupby(table.grid.values, lambda square: max(s for s in starts if s <= square.row)):
        yield list(squares)


class _Block:
    """The values of one block with their headings."""

    def __init__(self, table: Table, values: Sequence[Square]) -> None:
        self.table, self.values = table, values
        top = max(start for start in table.grid.block_rows if start <= values[0].row)
        headings = [s for s in table.grid.squares if top <= s.row <= values[-1].row and s.kind != "value"]
        whole = [s for s in table.grid.values if top <= s.row < _end(table, top)]
        self.is_whole = len(whole) == len(values)
        self.band = next((s.text for s in headings if s.kind == "band"), "")
        self.columns = {s.column: _over(headings, "column", column=s.column) for s in values}
        self.paths = {s.row: _over(headings, "row", row=s.row) for s in values}
        self.noughts = sum(is_nought(self._figure(square)) for square in values)
        self.blanks = sum(not self._figure(square) for square in values)

    def _figure(self, square: Square) -> str:
        return self.table.figures.get(square.address, "")

    @property
    def is_nought(self) -> bool:
        """True where every cell of the block is."""
        return self.is_whole and self.noughts == len(self.values)

    def rows(self) -> Iterator[BriefRow]:
        """What is neither nought nor blank, under the headings it belongs to."""
        shown = [s for s in self.values if self._figure(s) and not is_nought(self._figure(s))]
        if not shown:
            return
        if len(self.paths) == 1:
            head = _APART.join(filter(None, (self.band, *(s.text for s in self.paths[shown[0].row]))))
            yield from _headings([head])
            yield from self._cells(shown)
            return
        yield from _headings([self.band])
        over: tuple[Square, ...] = ()
        for row, squares in groupby(shown, lambda square: square.row):
            *above, leaf = self.paths[row]
            yield from _headings(s.text for s in above if s not in over)
            over = tuple(above)
            yield from self._row(leaf, list(squares))

    def _row(self, leaf: Square, shown: Sequence[Square]) -> Iterator[BriefRow]:
        """One line with its total and what that is made of; without a total a heading with a line for each cell."""
        total = next((s for s in reversed(shown) if any(head.is_total for head in self.columns[s.column])), None)
        if total is None and len(self.columns) == 1:
            total = shown[0]
        if total is None:
            yield from _headings([leaf.text])
            yield from self._cells(shown)
            return
        parts = (f"{self._column_name(s)}{self._figure(s)}" for s in shown if s is not total)
        yield BriefRow(leaf.text, *split_unit(self._figure(total)), detail="，".join(parts))

    def _cells(self, shown: Sequence[Square]) -> Iterator[BriefRow]:
        over: tuple[Square, ...] = ()
        for square in shown:
            *above, leaf = self.columns[square.column]
            yield from _headings(s.text for s in above if s not in over)
            over = tuple(above)
            yield BriefRow(leaf.text, *split_unit(self._figure(square)))

    def _column_name(self, square: Square) -> str:
        """Its label, behind that of its group where the label alone would not tell."""
        count = Counter(path[-1].text for path in self.columns.values())
        path = self.columns[square.column]
        return path[-1].text if count[path[-1].text] == 1 else "".join(s.text for s in path[-2:])


def _end(table: Table, top: int) -> int:
    return next((start for start in table.grid.block_rows if start > top), table.grid.height)


def _headings(texts: Iterable[str]) -> Iterator[BriefRow]:
    return (BriefRow(text) for text in texts if text)


def _over(headings: Sequence[Square], kind: str, *, row: int | None = None, column: int | None = None) -> list[Square]:
    """The headings of a row or a column, outermost first; one empty heading where it has none."""
    found = [
        s
        for s in headings
        if s.kind == kind
        and (row is None or s.row <= row < s.row + s.rows)
        and (column is None or s.column <= column < s.column + s.columns)
    ]
    return found or [Square("row", row or 0, column or 0, 1, 1)]


def _sentences(table: Table, blocks: Sequence[_Block], words: Mapping[str, str]) -> Iterator[str]:
    noughts, blanks = sum(block.noughts for block in blocks), sum(block.blanks for block in blocks)
    if noughts == len(table.grid.values):
        yield table.nothing + words["whole"].format(cells=noughts)
        return
    named = [block for block in blocks if block.is_nought and block.band]
    if named:
        cells = sum(block.noughts for block in named)
        noughts -= cells
        yield words["bands"].format(bands=_listed([block.band for block in named]), cells=cells)
    if noughts:
        yield words["rest"].format(cells=noughts)
    if blanks:
        yield words["blank"].format(cells=blanks)


def _listed(names: Sequence[str]) -> str:
    """第二十条第（一）（五）项 for 第二十条第（一）项 and 第二十条第（五）项; other names stand whole."""
    found = [_BRACKETED.fullmatch(name) for name in names]
    around = {(match[1], match[3]) if match else None for match in found}
    if len(names) == 1 or len(around) > 1 or None in around:
        return "、".join(names)
    before, behind = next(iter(around)) or ("", "")
    return before + "".join(match[2] for match in found if match) + behind
