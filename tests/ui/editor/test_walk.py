"""Where the hands go, over the real forms."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.load import load_file
from app.grid.layout import Grid, lay_out
from ui.editor.table import walk

FORMS = sorted((Path(__file__).parents[3] / "resources" / "forms").glob("*.toml"))
GRIDS = [lay_out(s) for path in FORMS for s in load_file(path).sections if s.kind == "table"]


@pytest.fixture(params=range(len(GRIDS)))
def grid(request: pytest.FixtureRequest) -> Grid:
    return GRIDS[int(request.param)]


def test_enter_and_tab_reach_every_cell_once(grid: Grid) -> None:
    for order in (walk.enter_order(grid), walk.tab_order(grid)):
        assert len(order) == len(grid.values)
        assert {s.address for s in order} == set(grid.by_address)


def test_enter_goes_down_before_it_goes_right(grid: Grid) -> None:
    for here, there in pairwise(walk.enter_order(grid)):
        down = there.column == here.column and there.row == here.row + 1
        next_top = there.column > here.column and there.row <= here.row
        next_block = there.row > here.row + 1
        assert down or next_top or next_block


def test_right_and_left_are_inverse(grid: Grid) -> None:
    for square in grid.values:
        after = walk.right(grid, square)
        if after is not None:
            assert after.row == square.row
            assert walk.left(grid, after) is square


def test_down_and_up_keep_the_column_of_the_anchor(grid: Grid) -> None:
    for square in grid.values:
        down = walk.below(grid, square, square.column)
        if down is not None:
            assert down.column <= square.column < down.column + down.columns
            assert walk.below(grid, down, square.column, -1) is square


@given(st.data())
def test_leap_stops_where_filled_and_blank_meet(data: st.DataObject) -> None:
    grid = data.draw(st.sampled_from(GRIDS))
    line = walk.row_of(grid, data.draw(st.sampled_from(grid.values)))
    full = data.draw(st.lists(st.booleans(), min_size=len(line), max_size=len(line)))
    state = {square.address: value for square, value in zip(line, full, strict=True)}
    start = data.draw(st.integers(0, len(line) - 1))
    target = walk.leap(line, line[start], 1, lambda square: state[square.address])
    if start == len(line) - 1:
        assert target is None
        return
    assert target is not None
    place = line.index(target)
    between = full[start + 1 : place]
    assert place == len(line) - 1 or full[place]
    assert all(between) or not any(between)


def test_a_leap_over_noughts_ends_at_the_edge() -> None:
    grid = max(GRIDS, key=lambda g: len(g.values))
    column = walk.column_of(grid, grid.values[0], grid.values[0].column)
    assert walk.leap(column, column[0], 1, lambda _: True) is column[-1]
    assert walk.leap(column, column[0], 1, lambda s: s in (column[0], column[5])) is column[5]


@given(st.data())
def test_a_block_holds_its_corners_and_whatever_lies_between(data: st.DataObject) -> None:
    grid = data.draw(st.sampled_from(GRIDS))
    one, other = data.draw(st.sampled_from(grid.values)), data.draw(st.sampled_from(grid.values))
    found = walk.between(grid, one, other)
    assert {one, other} <= set(found)
    assert set(found) == set(walk.between(grid, other, one))
    rows = {s.row for s in grid.values if min(one.row, other.row) <= s.row <= max(one.row, other.row)}
    assert {s.row for s in found} == rows


def test_headings_stand_for_the_values_under_and_beside_them(grid: Grid) -> None:
    for square in grid.squares:
        held = walk.under(grid, square)
        if square.kind == "row":
            assert {s.row for s in held} == set(range(square.row, square.row + square.rows))
        elif square.kind == "column":
            assert all(s.row > square.row for s in held)
            assert held
        elif square.kind == "band":
            assert held == walk.region(grid, held[0])


def test_walking_inside_a_block_comes_round(grid: Grid) -> None:
    block = walk.region(grid, grid.values[0])
    for down in (True, False):
        at, seen = block[0], set()
        for _ in block:
            seen.add(at.address)
            at = walk.round_trip(block, at, 1, down=down)
        assert at is block[0]
        assert len(seen) == len(block)
        assert walk.round_trip(block, at, -1, down=down) is not at or len(block) == 1
