"""What stands in a value cell: an exact number with its format, and the formula of a total that agrees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from app.checks.totals import add
from app.document.blocks import Table
from app.domain.address import Address
from app.domain.values import MAX_DECIMALS, Value, ValueSpec, plain
from app.grid.layout import Square

_MOST_DIGITS = 15  # a spreadsheet keeps no more


class Spot(NamedTuple):
    """Where a square begins on the sheet, both counted from 0."""

    row: int
    column: int

    @property
    def name(self) -> str:
        """B5."""
        letters, number = "", self.column + 1
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{self.row + 1}"


def exact(value: Value) -> Decimal | None:
    """The number to write, or None where a spreadsheet would round it."""
    if value is None:
        return None
    number = Decimal(plain(value))
    return number if len(number.as_tuple().digits) <= _MOST_DIGITS else None


def number_format(value: int | Decimal, spec: ValueSpec, unit: str) -> str:
    """As many decimals as the figure has; the unit behind it, but for noughts."""
    if spec.kind == "signed":
        return "+0;-0;0"
    decimals = len(plain(value).partition(".")[2])
    digits = f"0.{'0' * decimals}" if decimals else "0"
    if not unit:
        return digits
    shown = f'{digits}"{unit.replace(chr(34), "")}"'
    return f"{shown};-{shown};0"


def agrees(table: Table, address: Address) -> bool:
    """True for a total that is the sum of its cells, all of them numbers that a spreadsheet holds exactly."""
    cells = table.sums.get(address, ())
    value = table.values.get(address)
    if not cells or value is None or any(cell not in table.values for cell in cells):
        return False
    figures = [table.values[cell] for cell in cells] + [value]
    held = all(figure is None or exact(figure) is not None for figure in figures)
    return held and add(table.values, cells) == value


def stated_otherwise(table: Table, address: Address) -> Value:
    """What the cells of a total add up to, where the stated figure is another one; else None."""
    cells = table.sums.get(address, ())
    value = table.values.get(address)
    if not cells or value is None or any(cell not in table.values for cell in cells):
        return None
    total = add(table.values, cells)
    return None if total == value else total


def formula(
    cells: Sequence[Address], squares: Mapping[Address, Square], spots: Mapping[Address, Spot], spec: ValueSpec
) -> str:
    """The sum of ``cells`` by where they stand: =SUM(B5:B9), =B5+B7, =SUM(B5:B9)+B12."""
    runs: list[list[Address]] = []
    for cell in sorted(cells, key=lambda cell: spots[cell]):
        if runs and _goes_on(runs[-1], cell, squares):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    terms = [
        spots[run[0]].name if len(run) == 1 else f"SUM({spots[run[0]].name}:{spots[run[-1]].name})" for run in runs
    ]
    total = "+".join(terms)
    # Decimals are not exact inside a spreadsheet: 0.1 + 0.2 must stay 0.3.
    return f"=ROUND({total},{MAX_DECIMALS})" if spec.kind == "money" else f"={total}"


def _goes_on(run: Sequence[Address], cell: Address, squares: Mapping[Address, Square]) -> bool:
    """True where ``cell`` stands right behind or right under the end of ``run``, in the same direction."""
    first, last, here = squares[run[0]], squares[run[-1]], squares[cell]
    below = here.column == last.column == first.column and here.row == last.row + last.rows
    behind = here.row == last.row == first.row and here.column == last.column + last.columns
    return below or behind
