"""Rows of a table as a table of their own: no cell is lost or said twice, and each keeps its headings and labels."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.forms.catalogue import load_folder
from app.forms.load import load_file
from app.grid.layout import Grid, Square, lay_out
from app.grid.pieces import parts_a_label, piece

ROOT = Path(__file__).parents[3]
FORMS = [*load_folder(ROOT / "resources" / "forms").forms, load_file(ROOT / "tests" / "forms" / "annual_2027.toml")]
GRIDS = [
    pytest.param(grid, id=f"{form.id}-{section.id}")
    for form in FORMS
    for section in form.sections
    if section.kind == "table" and (grid := lay_out(section)).head_rows
]


def around(grid: Grid, square: Square) -> tuple[list[Square], list[Square]]:
    """The headings over a cell, and the labels beside it."""
    above = [grid.at[row, square.column] for row in range(grid.head_rows)]
    beside = [grid.at[square.row, column] for column in range(grid.labels)]
    return above, beside


def said(squares: list[Square]) -> list[str]:
    return [square.text for square in squares]


def pairs(grid: Grid) -> Iterator[tuple[int, Grid, Grid]]:
    for row in grid.cuts():
        yield row, piece(grid, grid.head_rows, row), piece(grid, row, grid.height)


@pytest.mark.parametrize("grid", GRIDS)
def test_two_pieces_are_the_whole(grid: Grid) -> None:
    whole = {square.address: around(grid, square) for square in grid.values}
    for _, upper, lower in pairs(grid):
        assert [square.address for each in (upper, lower) for square in each.values] == list(whole)
        assert upper.height + lower.height == grid.height + grid.head_rows
        for each in (upper, lower):
            for square in each.values:
                assert [said(found) for found in around(each, square)] == [
                    said(found) for found in whole[square.address]
                ]


@pytest.mark.parametrize("grid", GRIDS)
def test_every_square_of_a_piece_is_covered_once(grid: Grid) -> None:
    for _, *both in pairs(grid):
        for each in both:
            count = Counter(
                (row, column)
                for square in each.squares
                for row in range(square.row, square.row + square.rows)
                for column in range(square.column, square.column + square.columns)
            )
            assert set(count.values()) == {1}
            assert len(count) == each.width * each.height


@pytest.mark.parametrize("grid", GRIDS)
def test_a_label_stands_in_both_pieces_only_where_the_cut_parts_it(grid: Grid) -> None:
    labels = len([square for square in grid.squares if square.kind == "row"])
    for row, *both in pairs(grid):
        told = sum(1 for each in both for square in each.squares if square.kind == "row")
        assert (told > labels) is parts_a_label(grid, row)


def test_a_piece_of_all_rows_is_the_table() -> None:
    for parameter in GRIDS:
        grid = parameter.values[0]
        assert isinstance(grid, Grid)
        again = piece(grid, grid.head_rows, grid.height)
        assert [(s.row, s.column, s.rows, s.columns, s.text) for s in again.squares] == [
            (s.row, s.column, s.rows, s.columns, s.text) for s in grid.squares
        ]
