"""Some rows of a grid as a grid of their own, under the same headings."""

from __future__ import annotations

from dataclasses import replace

from app.grid.layout import Grid, Square


def piece(grid: Grid, first: int, last: int) -> Grid:
    """The heading rows of ``grid`` and its rows ``first`` … ``last - 1`` below them.

    A label beside more rows than these is said again for those it still stands beside. Only for a table of a single
    block, cut at rows out of ``grid.cuts()``.
    """
    shift = first - grid.head_rows

    def cut(square: Square) -> Square | None:
        if square.row < grid.head_rows:
            return square
        above, below = max(first, square.row), min(last, square.row + square.rows)
        return replace(square, row=above - shift, rows=below - above) if above < below else None

    squares = tuple(found for square in grid.squares if (found := cut(square)))
    return replace(grid, squares=squares, height=grid.head_rows + last - first)


def parts_a_label(grid: Grid, row: int) -> bool:
    """True where a cut before ``row`` leaves rows of one label on both sides."""
    return any(square.row < row < square.row + square.rows for square in grid.squares)
