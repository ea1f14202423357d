"""Rows of figures without a label: whether they can be told to be the rows of this table.

Formats differ by a row or two, and a block from another year's table lands one row off without a sign of it. Where the
block has the very height of the same table in another format, its rows go where they mean the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.checks.years import same_cells
from app.editing.blocks import by_rows
from app.editing.matrix import Matrix
from app.editing.paste import Placed, Placement
from app.forms.compare import years
from app.forms.model import Form, Section
from app.grid.layout import Grid, Square, lay_out

_LARGE = 8  # rows: less is typed or copied for the cells at the hands
_NAMED = 3  # rows that a sentence names


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to say of a block: ``notes`` in plain sentences, () where its rows are those of the table.

    ``years`` names the format it has the shape of, ``placement`` is where its rows mean the same, ``lost`` what of
    it has no place there and ``kept`` the rows it leaves alone; "", None and () where it has the shape of none.
    """

    notes: tuple[str, ...] = ()
    years: str = ""
    placement: Placement | None = None
    lost: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def look(
    form: Form, section: Section, others: Iterable[Form], copied: Matrix, start: Square, by_place: Placement
) -> Seen:
    """Looks at what was ``copied`` to be laid down ``by_place`` from ``start``; ``others`` are all formats known."""
    grid, cells = lay_out(section), _without_blank_end(copied.cells)
    rows = _rows_around(grid, start)
    high, most = len(cells), len(rows)
    if not _LARGE <= high < most or not by_place.cells:
        return Seen()
    left = next(x for row in rows if start in row for x in (row.index(start),))
    for other in others:
        found = _as_in(form, section, other, cells, left) if other.id != form.id else None
        if found is None:
            continue
        pairs, told = found
        if [square.address for square, _ in pairs] == [cell.square.address for cell in by_place.cells] and not told:
            return Seen()  # the same rows, either way
        wide = max(len(row) for row in by_rows([square for square, _ in pairs]))
        placed = tuple(cell for _, cell in pairs)
        head = f"这一块没有行名，有 {high} 行，正是 {years(other)}格式这张表的行数；现在这张表有 {most} 行"
        met = {cell.square.row for cell in placed}
        kept = tuple(_untouched(form, rows, met))
        return Seen((head,), years(other), Placement(placed, len(met), wide), told, kept)
    if 2 * high <= most:
        return Seen()
    first, last = by_place.cells[0].square, by_place.cells[-1].square
    span = f"从“{form.cell_names(first.address)[0]}”放到“{form.cell_names(last.address)[0]}”"
    return Seen((f"这一块没有行名，有 {high} 行，这张表有 {most} 行，认不出是哪几行：{span}，请看首尾两行对不对",))


def _as_in(
    form: Form, section: Section, other: Form, cells: Sequence[Sequence[str]], left: int
) -> tuple[list[tuple[Square, Placed]], tuple[str, ...]] | None:
    """The figures on the squares that mean the same, and sentences on those that have none; None where the same table
    of ``other`` has no part of that shape.
    """
    there = next((found for name in (section.id, *section.was) if (found := other.section(name))), None)
    if there is None or not there.blocks:
        return None
    now = {then: here for here, then in same_cells(form, other).items()}
    grid, known = lay_out(there), lay_out(section).by_address
    for rows in _blocks(grid):
        if len(rows) != len(cells) or any(len(text) > len(row) - left for row, text in zip(rows, cells, strict=True)):
            continue
        pairs, lost = [], []
        for y, (row, texts) in enumerate(zip(rows, cells, strict=True), 1):
            homeless = []
            for x, (square, text) in enumerate(zip(row[left:], texts, strict=False), 1):
                here = known.get(now.get(square.address, ""))
                if here is not None:
                    unit = square.spec.unit if square.spec.kind == "money" else None
                    pairs.append((here, Placed(here, text, unit, origin=f"第 {y} 行第 {x} 列")))
                elif _says_something(text):
                    homeless.append(text)
            if homeless:
                label = other.cell_names(row[0].address)[0]
                lost.append(f"原来的“{label}”在这张表里没有相同的一行，{'、'.join(homeless)} 没有放")
        if pairs:
            return pairs, tuple(lost)
    return None


def _untouched(form: Form, rows: Sequence[Sequence[Square]], met: set[int]) -> Iterator[str]:
    """Which rows of the table the block has nothing for."""
    names = [form.cell_names(row[0].address)[0] for row in rows if row[0].row not in met]
    if names:
        told = "”“".join(names[:_NAMED])
        more = f"等 {len(names)} 行" if len(names) > _NAMED else ""
        yield f"这里的“{told}”{more}原来没有，不动"


def _blocks(grid: Grid) -> Iterator[list[list[Square]]]:
    for top, end in zip(grid.block_rows, (*grid.block_rows[1:], grid.height), strict=True):
        yield by_rows([square for square in grid.values if top <= square.row < end])


def _rows_around(grid: Grid, start: Square) -> list[list[Square]]:
    return next(rows for rows in _blocks(grid) if any(start in row for row in rows))


def _without_blank_end(cells: list[list[str]]) -> list[list[str]]:
    while cells and not any(cells[-1]):
        cells = cells[:-1]
    return cells


def _says_something(text: str) -> bool:
    """A nought that finds no place is no loss."""
    return any(unicodedata.digit(sign, 0) for sign in text)
