"""Where the hands go: from one value square of a grid to the next, label squares skipped.

Pure functions over the grid; the table view only turns keys into these calls. ``anchor`` is the grid column the
clerk came from: it keeps her in her column while she passes a square that spans several columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from app.grid.layout import Grid, Square


def first(grid: Grid) -> Square | None:
    """The first value square, or None for a grid without values."""
    return grid.values[0] if grid.values else None


def last(grid: Grid) -> Square | None:
    """The last value square in reading order."""
    return grid.values[-1] if grid.values else None


def row_of(grid: Grid, square: Square) -> list[Square]:
    """The value squares of the same row, left to right."""
    return [other for other in grid.values if other.row == square.row]


def column_of(grid: Grid, square: Square, anchor: int) -> list[Square]:
    """The value squares that cover grid column ``anchor`` from top to bottom, ``square`` among them."""
    held = [other for other in grid.values if other.column <= anchor < other.column + other.columns]
    return held if square in held else [other for other in grid.values if other.column == square.column]


def right(grid: Grid, square: Square) -> Square | None:
    """The next square in the row, or None at its end."""
    row = row_of(grid, square)
    place = row.index(square) + 1
    return row[place] if place < len(row) else None


def left(grid: Grid, square: Square) -> Square | None:
    """The square before in the row, or None at its start."""
    row = row_of(grid, square)
    place = row.index(square)
    return row[place - 1] if place else None


def below(grid: Grid, square: Square, anchor: int, steps: int = 1) -> Square | None:
    """The square ``steps`` further down the column (up where negative); stops at the column's end."""
    column = column_of(grid, square, anchor)
    place = column.index(square)
    target = min(max(place + steps, 0), len(column) - 1)
    return column[target] if target != place else None


def tab_order(grid: Grid) -> Sequence[Square]:
    """Tab's way: row by row."""
    return grid.values


def enter_order(grid: Grid) -> list[Square]:
    """Enter's way: down a column, then to the next column's top; stacked blocks one after the other."""
    return sorted(grid.values, key=lambda square: (_block(grid, square), square.column, square.row))


def step(order: Sequence[Square], square: Square, by: int) -> Square | None:
    """The square ``by`` places further in ``order``; None where the order ends."""
    place = order.index(square) + by
    return order[place] if 0 <= place < len(order) else None


def below_start(grid: Grid, square: Square, column: int) -> Square | None:
    """Where Enter leads after a run of Tabs that began in grid ``column``: below its start; None in the last row."""
    start = next((other for other in row_of(grid, square) if other.column == column), square)
    return below(grid, start, column)


def leap(line: Sequence[Square], square: Square, by: int, filled: Callable[[Square], bool]) -> Square | None:
    """Ctrl+arrow as in Excel: to the edge of the filled stretch, or to the next filled square, or to the end."""
    place = line.index(square)
    end = len(line) - 1 if by > 0 else 0
    if place == end:
        return None
    at = place + by
    if filled(square) and filled(line[at]):
        while at != end and filled(line[at + by]):
            at += by
    else:
        while at != end and not filled(line[at]):
            at += by
    return line[at]


def between(grid: Grid, one: Square, other: Square) -> tuple[Square, ...]:
    """The value squares of the rectangle that two squares span, in reading order.

    A block below may be cut into other columns: of it come the squares that the rectangle touches. Where one of the
    two lies below the other, the rectangle is as wide as what they share, and so it does not grow on its way down.
    """
    top, bottom = sorted((one.row, other.row))
    ends = one.column + one.columns, other.column + other.columns
    left, end = max(one.column, other.column), min(ends)
    if left >= end:
        left, end = min(one.column, other.column), max(ends)
    return tuple(s for s in grid.values if top <= s.row <= bottom and s.column < end and s.column + s.columns > left)


def under(grid: Grid, heading: Square) -> tuple[Square, ...]:
    """The value squares that a heading stands for: its columns, its rows, or all of its block."""
    first, end = block_rows(grid, heading.row)
    inside = [square for square in grid.values if first <= square.row < end]
    if heading.kind == "row":
        inside = [s for s in inside if heading.row <= s.row < heading.row + heading.rows]
    elif heading.kind == "column":
        right = heading.column + heading.columns
        inside = [s for s in inside if s.column < right and s.column + s.columns > heading.column]
    return tuple(inside)


def region(grid: Grid, square: Square) -> tuple[Square, ...]:
    """The value squares of the block that ``square`` lies in."""
    first, end = block_rows(grid, square.row)
    return tuple(other for other in grid.values if first <= other.row < end)


def block_rows(grid: Grid, row: int) -> tuple[int, int]:
    """The grid rows (first, behind the last) of the block that ``row`` lies in."""
    number = bisect_right(grid.block_rows, row)
    first = grid.block_rows[number - 1] if number else 0
    return first, grid.block_rows[number] if number < len(grid.block_rows) else grid.height


def round_trip(squares: Sequence[Square], square: Square, by: int, *, down: bool) -> Square:
    """Enter's (``down``) or Tab's next square inside a selection; from its last one back to its first."""
    order = sorted(squares, key=lambda s: (s.column, s.row) if down else (s.row, s.column))
    return order[(order.index(square) + by) % len(order)]


def _block(grid: Grid, square: Square) -> int:
    return bisect_right(grid.block_rows, square.row)
