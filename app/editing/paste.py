"""Copied figures onto a table: which text lands on which square, what it would state there, and what is doubtful.

A block fits whole or is refused whole; nothing is changed here, a plan becomes a change when the clerk wants it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.checks.totals import computed, effective, total_addresses
from app.domain.address import Address, section_of
from app.domain.change import Change
from app.domain.errors import Refused, Trouble
from app.domain.report import Report
from app.domain.units import split_unit
from app.domain.values import Value, ValueSpec, plain, read, write_with_unit
from app.editing.blocks import by_rows, size
from app.editing.matrix import Matrix
from app.forms.model import Form
from app.grid.layout import Grid, Square

UNTOUCHED = "表里没有变动"


@dataclass(frozen=True, slots=True)
class Placed:
    """A text and the square it lands on. ``unit`` is what money without any is in; ``why`` a doubt about the place."""

    square: Square
    text: str
    unit: str | None = None
    why: str = ""
    origin: str = ""  # where it stood in what was copied (第 3 行第 2 列)


@dataclass(frozen=True, slots=True)
class Placement:
    """Everything that was copied, on its squares: ``rows`` × ``columns`` of them."""

    cells: tuple[Placed, ...]
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A square that a person must look at before it is pasted: what stands there, what would, and why."""

    address: Address
    old: str
    new: str
    why: str


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What pasting would state. ``doubts`` in the order of the table, ``notes`` on the whole block; without any of
    them it may be done at once.

    ``differing`` totals are not what computes itself: ``printed`` says whether they are taken as they were copied, and
    the clerk chooses once for all of them. ``shape`` names the format whose table has as many rows as the block, and
    ``by_place`` says that it is laid down row by row all the same.
    """

    change: Change
    doubts: tuple[Doubtful, ...]
    squares: tuple[Square, ...]
    rows: int
    columns: int
    computed: int = 0  # squares of totals among them that are not stated: they compute themselves
    differing: int = 0
    printed: bool = False
    notes: tuple[str, ...] = ()
    shape: str = ""
    by_place: bool = True

    @property
    def is_doubtful(self) -> bool:
        """True where a person must look before it is done."""
        return bool(self.doubts or self.notes)

    @property
    def size(self) -> str:
        """How large it is: 2 行 × 7 列."""
        return size(self.rows, self.columns)

    @property
    def left_out(self) -> str:
        """What of it is not stated, in words; "" where all of it is."""
        return f"{self.computed} 格合计自己算，不用粘" if self.computed else ""

    @property
    def count(self) -> int:
        """How many figures would be pasted; cells that stay blank are not counted."""
        return sum(value is not None for value in self.change.cells.values())


# ---------------------------------------------------------------------------------------------------- by position


def place(grid: Grid, copied: Matrix, area: Sequence[Square]) -> Placement:
    """Lays ``copied`` down from the upper left square of ``area`` on; raises ``Trouble`` where it does not fit.

    One figure, or a block that goes into ``area`` without rest, fills all of it, as in Excel.
    """
    cells = copied.cells
    filled = _same_shape(copied, by_rows(area)) or _filling(cells, by_rows(area))
    if filled is not None:
        return filled
    start = min(area, key=lambda square: (square.row, square.column))
    start = min((square for square in area if square.row == start.row), key=lambda square: square.column)
    left = min(square.column for square in area)
    targets = _rows_from(grid, start, left, cells)
    cells, wide = _without_blank_end(cells, len(targets)), copied.rows
    if len(cells) > len(targets):
        raise _too_tall(grid, start, len(cells), len(targets))
    if all(len(row) <= len(target) for row, target in _pairs(cells, targets)):
        return _placement(
            [list(zip(target, row, strict=False)) for row, target in zip(cells, targets, strict=False)], cells
        )
    spread = [_spread(grid, row, target, left) for row, target in zip(wide, targets, strict=False)][: len(cells)]
    found = [row for row in spread if row is not None]
    if len(found) < len(spread):
        raise _too_wide(targets[0], copied)
    return _placement(found, cells)


def _filling(cells: Sequence[Sequence[str]], area: Sequence[Sequence[Square]]) -> Placement | None:
    """The block over ``area``, again and again; None where it does not go into it without rest."""
    high, wide = len(cells), {len(row) for row in cells}
    if len(wide) != 1 or not min(wide) or len(area) * len(area[0]) == 1:
        return None
    across = min(wide)
    single = high == across == 1
    if not single and (len({len(row) for row in area}) != 1 or len(area) % high or len(area[0]) % across):
        return None
    return _placement(
        [[(square, cells[y % high][x % across]) for x, square in enumerate(row)] for y, row in enumerate(area)], cells
    )


def _same_shape(copied: Matrix, area: Sequence[Sequence[Square]]) -> Placement | None:
    """The block on ``area`` where both are cut alike, blocks of other columns included; None where they are not."""
    edges = sorted({square.column for row in area for square in row})
    if copied.height != len(area) or copied.width != len(edges):
        return None
    rows = []
    for texts, squares in zip(copied.rows, area, strict=True):
        at = {edge: text or "" for edge, text in zip(edges, texts, strict=True)}
        rows.append([(square, at.pop(square.column)) for square in squares])
        if any(at.values()):  # a figure where no square begins
            return None
    return _placement(rows, copied.cells)


def _rows_from(grid: Grid, start: Square, left: int, cells: Sequence[Sequence[str]]) -> list[list[Square]]:
    """The squares from ``start`` on, row by row, to the end of its block.

    On into the next blocks only where what was copied has their very shape: it was copied from such a table.
    """
    rows = by_rows([square for square in grid.values if square.row >= start.row])
    rows = [[square for square in row if square.column + square.columns > left] for row in rows]
    inside = [row for row in rows if row and _block(grid, row[0]) == _block(grid, start)]
    whole = len(cells) <= len(rows) and all(len(cell) == len(row) for cell, row in zip(cells, rows, strict=False))
    return rows if whole else inside


def _block(grid: Grid, square: Square) -> int:
    return max((top for top in grid.block_rows if top <= square.row), default=0)


def _without_blank_end(cells: list[list[str]], most: int) -> list[list[str]]:
    """``cells`` without blank rows below ``most`` rows: selections reach a row too far."""
    while len(cells) > most and not any(cells[-1]):
        cells = cells[:-1]
    return cells


def _pairs(cells: list[list[str]], targets: list[list[Square]]) -> list[tuple[list[str], list[Square]]]:
    """Rows with their targets, blank cells beyond the end of a target left out."""
    for number, target in enumerate(targets[: len(cells)]):
        while len(cells[number]) > len(target) and not cells[number][-1]:
            cells[number] = cells[number][:-1]
    return list(zip(cells, targets, strict=False))


def _spread(
    grid: Grid, row: Sequence[str | None], target: Sequence[Square], left: int
) -> list[tuple[Square, str]] | None:
    """A row that was copied with the places under merged squares as blank cells; None where more stands in them."""
    found = []
    for offset, text in enumerate(row):
        square = next((square for square in target if square.column == left + offset), None)
        if square is not None:
            found.append((square, text or ""))
        elif text:
            return None
    return found


def _placement(rows: list[list[tuple[Square, str]]], cells: Sequence[Sequence[str]]) -> Placement:
    single = len(cells) == 1 and len(cells[0]) == 1
    placed = [
        Placed(square, text, origin="" if single else f"第 {y} 行第 {x} 列")
        for y, row in enumerate(rows, 1)
        for x, (square, text) in enumerate(row, 1)
    ]
    return Placement(tuple(placed), len(rows), max((len(row) for row in rows), default=0))


def _too_tall(grid: Grid, start: Square, high: int, room: int) -> Trouble:
    return Trouble(
        f"复制的有 {high} 行，从这一格往下只有 {room} 行，放不下",
        "请点要粘的那一块左上角的格再粘，或少复制几行",
        UNTOUCHED,
    )


def _too_wide(target: Sequence[Square], copied: Matrix) -> Trouble:
    wide = max(len(row) for row in copied.cells)
    return Trouble(
        f"复制的有 {wide} 列，从这一格往右只有 {len(target)} 列，放不下",
        "请点要粘的那一块左上角的格再粘，或少复制几列",
        UNTOUCHED,
    )


# ---------------------------------------------------------------------------------------------------- what it states


def plan(
    form: Form, report: Report, placement: Placement, *, verb: str = "粘贴", who: str = "", printed: bool | None = None
) -> PastePlan:
    """What ``placement`` would state in ``report``; raises ``Trouble`` for the first text that is no figure.

    Totals that are what computes itself are not stated. Any other is doubtful, and computes itself too unless
    ``printed`` takes it as it was copied; None: only where nothing but totals was copied.
    """
    stated: dict[Address, Value] = {}
    why: dict[Address, str] = {}
    for cell in placement.cells:
        value, doubt = _read(form, cell)
        stated[cell.square.address] = value
        if cell.why or doubt:
            why[cell.square.address] = "；".join(part for part in (cell.why, doubt) if part)
    for address, value in stated.items():
        if value is None and report.cells.get(address) is not None:
            why.setdefault(address, "这一格有数，粘过来的是空的")
    alone = stated.keys() <= total_addresses(form)
    printed = alone if printed is None else printed
    differing = _settle_totals(form, report, stated, why, printed=printed)
    squares = tuple(cell.square for cell in placement.cells)
    shown = effective(form, report.cells)
    after = effective(form, report.with_cells(stated).cells) if why else shown
    doubts = tuple(
        Doubtful(square.address, _shown(shown.get(square.address), square.spec), new, why[square.address])
        for square in sorted(squares, key=lambda square: (square.row, square.column))
        if square.address in why
        for new in (_shown(after.get(square.address), square.spec),)
    )
    label = f"{verb} {size(placement.rows, placement.columns)}（{_place_name(form, squares)}）"
    computing = len({square.address for square in squares} & total_addresses(form) - stated.keys())
    return PastePlan(
        Change(label, stated, who=who),
        doubts,
        squares,
        placement.rows,
        placement.columns,
        computing,
        0 if alone else differing,
        printed,
    )


def _settle_totals(
    form: Form, report: Report, stated: dict[Address, Value], why: dict[Address, str], *, printed: bool
) -> int:
    """Takes totals out of ``stated`` that compute themselves; returns how many differ from what they would be."""
    totals = total_addresses(form).intersection(stated)
    if not totals:
        return 0
    alone = effective(form, report.with_cells({**stated, **dict.fromkeys(totals)}).cells)
    differing = sum(stated[address] is not None and stated[address] != alone.get(address) for address in totals)
    values = effective(form, report.with_cells(stated).cells) if printed else alone
    for address in totals:
        own = computed(form, values, address)
        copied = stated[address]
        if copied is not None and copied != own:
            spec = form.spec(address)
            assert spec is not None  # a total of this form
            told = _told(own, copied, spec, printed=printed)
            why[address] = f"{why[address]}；{told}" if address in why else told
            if printed:
                continue
        elif copied is not None:  # it agrees: nothing to look at
            why.pop(address, None)
        stated[address] = None
        if report.cells.get(address) is None:
            del stated[address]
    return differing


def _told(own: Value, copied: Value, spec: ValueSpec, *, printed: bool) -> str:
    """Why a total must be looked at, and what becomes of it."""
    if printed:
        sums = f"自动合计是 {_shown(own, spec)}" if own is not None else "各项还没填，算不出合计"
        return f"{sums}，照粘来的数记"
    return f"粘来的是 {_shown(copied, spec)}，" + ("用自动合计" if own is not None else "各项还没填，合计先空着")


def _read(form: Form, cell: Placed) -> tuple[Value, str]:
    """The value of a text, and why it is doubtful; a likely meaning is a doubt, anything else is refused."""
    spec = cell.square.spec
    try:
        value = read(cell.text, spec, cell.unit)
    except Refused as refused:
        if refused.proposal is None:
            raise _unreadable(form, cell, refused) from refused
        return read(refused.proposal, spec), f"{refused.what}，按 {refused.proposal} 记"
    if spec.kind == "money" and value:
        unit = split_unit(unicodedata.normalize("NFKC", cell.text).strip())[1] or cell.unit
        if unit and unit != spec.unit:
            return value, f"原表的单位是{unit}，换算成 {plain(value)} {spec.unit}"
    return value, ""


def _unreadable(form: Form, cell: Placed, refused: Refused) -> Trouble:
    where = f"{cell.origin}，要放到“{form.cell_label(cell.square.address)}”的那一格，" if cell.origin else ""
    return Trouble(f"{where}{refused.what}", "请在原表里改好这一格，再复制一次", UNTOUCHED)


def _shown(value: Value, spec: ValueSpec) -> str:
    return write_with_unit(value, spec) or "空"


def _place_name(form: Form, squares: Sequence[Square]) -> str:
    section = form.section(section_of(squares[0].address)) if squares else None
    return section.name if section else ""


def moving(plan: PastePlan, sources: Sequence[Address]) -> PastePlan:
    """``plan`` with the cells that were cut emptied in the same step; where figures landed they stay."""
    cells = {**dict.fromkeys(sources), **plan.change.cells}
    label = plan.change.label.replace("粘贴", "剪切粘贴", 1)
    return replace(plan, change=replace(plan.change, label=label, cells=cells))
