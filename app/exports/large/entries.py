"""An official table as a list that is read from top to bottom: a label, its figure, and what it consists of.

Official words stay. A row with a total shows it and tells the rest in a sentence; a group of noughts is one entry that
says how many it holds; single noughts of a group that has other figures are told together, by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.document.blocks import Table
from app.domain.address import Address
from app.domain.numbering import bare, numeral
from app.grid.layout import Square

_TOGETHER = 3  # noughts of one group from which on they are told in one sentence
_BLANK = "空着"
_ALL_NOUGHT = "各栏都是0："


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: ``below`` is told under it; one without a figure heads those that stand further in."""

    label: str
    figure: str = ""
    unit: str = ""
    below: str = ""
    depth: int = 0
    is_nought: bool = False
    is_band: bool = False
    is_note: bool = False


@dataclass
class _Node:
    """A heading with what stands under it, down to single figures."""

    label: str
    cell: Square | None = None
    is_total: bool = False
    is_row: bool = False
    under: list[_Node] = field(default_factory=list)

    def cells(self) -> Iterator[Square]:
        if self.cell:
            yield self.cell
        for node in self.under:
            yield from node.cells()

    def child(self, square: Square) -> _Node:
        """The last child where it belongs to this heading, else a new one."""
        if not self.under or self.under[-1].label != square.text:
            self.under.append(_Node(square.text, is_total=square.is_total, is_row=square.kind == "row"))
        return self.under[-1]


def sentence(table: Table, year: int) -> str:
    """How many figures there are and how many of them are nought, in plain words; nothing where none is."""
    cells = table.grid.values
    noughts = sum(_is_nought(table, square) for square in cells)
    blanks = sum(not table.figures.get(square.address) for square in cells)
    if noughts == len(cells):
        rows, columns = len({square.row for square in cells}), len({square.column for square in cells})
        is_plain = rows > 1 and columns > 1 and rows * columns == len(cells)
        size = f"{rows}行{columns}列，一共{len(cells)}格" if is_plain else f"{len(cells)}格"
        every = "每一格都是0" if len(cells) > 1 else "是0"
        return f"{table.nothing}表里有{size}，{year}年{every}。"
    told = [f"{noughts}格是0"] * bool(noughts) + [f"{blanks}格{_BLANK}"] * bool(blanks)
    return f"表里有{len(cells)}格，其中{'，'.join(told)}。" if told else ""


def entries(table: Table) -> Iterator[Entry]:
    """The list, block by block."""
    for first, last in pairwise((*table.grid.block_rows, table.grid.height)):
        yield from _Block(table, first, last).entries()


class _Block:
    """One block of the table."""

    def __init__(self, table: Table, first: int, last: int) -> None:
        self.table, self.first, self.last = table, first, last
        self.rows = self._tree()
        self.shared = self._shared()
        self.told = ""  # the columns, where one sentence over all rows names them

    def entries(self) -> Iterator[Entry]:
        """The band, then every row."""
        band = self.table.grid.at[self.first, 0]
        heads = [band.text] if band.kind == "band" else []
        heads += [self.shared] if self.shared else []
        if heads:
            yield Entry("：".join(heads), is_band=True)
        columns = {self._columns_of(leaf) for leaf in _rows(self.rows)}
        if len(self.rows.under) > 1 and len(columns) == 1 and self._all_nought(list(self.rows.cells())):
            self.told = columns.pop()
        if self.told:
            yield Entry(f"{_ALL_NOUGHT}{self.told}", is_note=True)
        for node in self.rows.under:
            yield from self._node(node, 0)

    # -- the tree

    def _tree(self) -> _Node:
        """Groups of rows, rows, groups of columns, columns; what says nothing is left out."""
        grid, root = self.table.grid, _Node("")
        for row in range(self.first, self.last):
            cells = [square for square in grid.values if square.row == row]
            if not cells:
                continue
            node = root
            for square in dict.fromkeys(grid.at[row, column] for column in range(grid.labels)):
                if square.kind == "row" and square.text:
                    node = node.child(square)
            paths = [self._columns(square) for square in cells]
            while all(len(path) > 1 for path in paths) and len({path[0] for path in paths}) == 1:
                paths = [path[1:] for path in paths]
            for path, square in zip(paths, cells, strict=True):
                inner = node
                for heading in path:
                    inner = inner.child(heading)
                inner.under.append(_Node("", square))
        return _tidy(root)

    def _columns(self, cell: Square) -> list[Square]:
        grid = self.table.grid
        above = (grid.at[row, cell.column] for row in range(self.first, cell.row))
        return [square for square in dict.fromkeys(above) if square.kind == "column" and square.text]

    def _shared(self) -> str:
        """The only column of the block: it is told once, over the rows."""
        leaves = [leaf for node in self.rows.under for leaf in _rows(node)]
        names = {leaf.under[0].label if len(leaf.under) == 1 and leaf.under[0].cell else "" for leaf in leaves}
        if len(names) != 1 or "" in names:
            return ""
        for leaf in leaves:
            leaf.cell, leaf.under = leaf.under[0].cell, []
        return names.pop()

    # -- what is told of it

    def _node(self, node: _Node, depth: int) -> Iterator[Entry]:
        cells = list(node.cells())
        if node.cell:
            yield self._figure(node.label, node.cell, depth)
        elif self._all_nought(cells):
            yield self._nothing(node, depth)
            if any(map(_holds_rows, node.under)):
                yield from self._group(node, depth + 1)
        elif total := next((each for each in node.under if each.is_total and each.cell), None):
            assert total.cell
            rest = [each for each in node.under if each is not total]
            told = self._figure(node.label, total.cell, depth)
            yield Entry(told.label, told.figure, told.unit, self._said(rest, total.cell), depth, told.is_nought)
        elif all(not self.table.figures.get(square.address) for square in cells):
            yield Entry(node.label, _BLANK, depth=depth)
        else:
            yield Entry(f"{node.label}{_kinds(node)}", depth=depth)
            yield from self._group(node, depth + 1)

    def _group(self, node: _Node, depth: int) -> Iterator[Entry]:
        noughts = [each for each in node.under if self._is_kind(each) and not each.is_total]
        together = len(noughts) >= _TOGETHER and not any(map(_holds_rows, node.under))
        for each in node.under:
            if not (together and each in noughts):
                yield from self._node(each, depth)
        if together:
            names = "；".join(bare(each.label) for each in noughts)
            yield Entry(f"其余{numeral(len(noughts))}项", "0", "", names, depth, is_nought=True)

    def _is_kind(self, node: _Node) -> bool:
        """True for a row of noughts that holds no other rows."""
        return node.is_row and not _holds_rows(node) and self._all_nought(list(node.cells()))

    def _figure(self, label: str, cell: Square, depth: int) -> Entry:
        figure, unit = self.table.figures.get(cell.address, ""), cell.spec.unit or ""
        if not figure:
            return Entry(label, _BLANK, depth=depth)
        return Entry(label, figure.removesuffix(unit), unit, depth=depth, is_nought=_is_nought(self.table, cell))

    def _nothing(self, node: _Node, depth: int) -> Entry:
        """Nothing happened in all of it: what its columns are is told under it where no total speaks for them."""
        units = {cell.spec.unit or "" for cell in node.cells()}
        columns = "" if self.told else self._columns_of(node)
        unit = units.pop() if len(units) == 1 else ""
        below = f"{_ALL_NOUGHT}{columns}" if columns else ""
        return Entry(f"{node.label}{_kinds(node)}", "0", unit, below, depth, is_nought=True)

    def _columns_of(self, node: _Node) -> str:
        """The columns of a row by name; "" where a total speaks for them, or for a group."""
        is_row = all(each.cell for each in node.under) and not any(each.is_total for each in node.under)
        return "、".join(each.label for each in node.under) if is_row else ""

    def _all_nought(self, cells: Sequence[Square]) -> bool:
        return all(_is_nought(self.table, cell) for cell in cells)

    def _said(self, nodes: Sequence[_Node], total: Square) -> str:
        """What a total consists of, then what stands beside it and is no part of it, the noughts last."""
        added = self._added(total)
        beside = [node for node in nodes if added and not any(cell.address in added for cell in node.cells())]
        parts = "，".join(self._parts([node for node in nodes if node not in beside]))
        others = "，".join(self._parts(beside))
        told = "；".join(filter(None, [f"其中{parts}" if parts else "", f"另有{others}" if others else ""]))
        noughts = sum(_is_nought(self.table, square) for node in nodes for square in node.cells())
        if noughts:
            return f"{told}，其余{noughts}栏为0" if told else f"其中{noughts}栏都是0"
        return told

    def _added(self, total: Square) -> set[Address]:
        """Every cell that a total adds, those of its subtotals too."""
        found: set[Address] = set()
        left = [total.address]
        while left:
            cells = self.table.sums.get(left.pop(), ())
            left += [cell for cell in cells if cell not in found]
            found.update(cells)
        return found

    def _parts(self, nodes: Sequence[_Node]) -> Iterator[str]:
        """The figures above nought by name; the subtotal of a group is told with the group, before what it adds."""
        for node in nodes:
            if node.cell:
                if not _is_nought(self.table, node.cell):
                    yield f"{node.label}{self._plain(node.cell)}"
                continue
            own = next((each for each in node.under if each.cell and self._is_subtotal(each.cell, node)), None)
            figure = self._plain(own.cell) if own and own.cell and not _is_nought(self.table, own.cell) else ""
            inner = "，".join(self._parts([each for each in node.under if each is not own]))
            if figure or inner:
                yield f"{node.label}{figure}{f'（{inner}）' if inner else ''}"

    def _is_subtotal(self, cell: Square, group: _Node) -> bool:
        """True where ``cell`` adds all others of its group."""
        others = {each.address for each in group.cells()} - {cell.address}
        return bool(others) and others <= self._added(cell)

    def _plain(self, cell: Square) -> str:
        return self.table.figures.get(cell.address) or _BLANK


def _tidy(node: _Node) -> _Node:
    """Single figures moved up into their headings."""
    for each in node.under:
        _tidy(each)
    if len(node.under) == 1 and node.under[0].cell and not node.under[0].label and node.label:
        node.cell, node.under = node.under[0].cell, []
    return node


def _rows(node: _Node) -> Iterator[_Node]:
    """The rows that hold more than a figure."""
    rows = [each for each in node.under if each.is_row]
    if not rows and node.under:
        yield node
    for each in rows:
        yield from _rows(each)


def _holds_rows(node: _Node) -> bool:
    """True for a group of rows."""
    return any(each.is_row for each in node.under)


def _kinds(node: _Node) -> str:
    """How many rows an innermost group holds."""
    kinds = [each for each in node.under if each.is_row]
    return f"，{numeral(len(kinds))}项" if len(kinds) > 1 and not any(map(_holds_rows, kinds)) else ""


def _is_nought(table: Table, cell: Square) -> bool:
    return table.figures.get(cell.address) == "0" or table.values.get(cell.address) == 0
