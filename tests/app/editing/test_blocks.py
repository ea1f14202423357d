"""A block of squares: what is said of it, copied, cleared and filled from it; over the real formats."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.values import Value
from app.editing import blocks
from app.forms.load import load_file
from app.grid.layout import Grid, Square, lay_out

ROOT = Path(__file__).parents[3]
FORMS = [*sorted((ROOT / "resources" / "forms").glob("*.toml")), ROOT / "tests" / "forms" / "annual_2027.toml"]
GRIDS = [lay_out(section) for path in FORMS for section in load_file(path).sections if section.kind == "table"]
LARGE = max(GRIDS, key=lambda grid: len(grid.values))
STACKED = [grid for grid in GRIDS if len(grid.block_rows) > 1]


def corner(rows: int, columns: int) -> list[Square]:
    first = LARGE.values[0]
    return [LARGE.at[first.row + y, first.column + x] for y in range(rows) for x in range(columns)]


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ((1, 2, 3, 4), "选中 2 行 × 2 列，合计 10"),
        ((1, None, 0, None), "选中 2 行 × 2 列，合计 1，2 格空着"),
        ((None, None, None, None), "选中 2 行 × 2 列，都空着"),
        ((0, 0, 0, 0), "选中 2 行 × 2 列，合计 0"),
    ],
)
def test_size_and_sum_are_said_and_blank_is_not_zero(figures: tuple[Value, ...], said: str) -> None:
    squares = corner(2, 2)
    assert blocks.tell(squares, dict(zip((s.address for s in squares), figures, strict=True))) == said


def test_a_sum_that_counts_totals_too_says_so() -> None:
    squares = corner(2, 2)
    values: dict[str, Value] = {square.address: 1 for square in squares}
    names = [square.address for square in squares]
    assert blocks.tell(squares, values, names[2:]) == "选中 2 行 × 2 列，合计（含总计格） 4"
    assert blocks.tell(squares, values, names) == blocks.tell(squares, values) == "选中 2 行 × 2 列，合计 4"


def test_counts_and_money_are_not_added_up_and_money_says_its_unit() -> None:
    grid = next(grid for grid in GRIDS if {s.spec.kind for s in grid.values} >= {"money", "count"})
    money = [s for s in grid.values if s.spec.kind == "money"][:2]
    count = next(s for s in grid.values if s.spec.kind == "count")
    values: dict[str, Value] = {s.address: Decimal("606.05") for s in money} | {count.address: 2}
    assert "合计" not in blocks.tell([*money, count], values)
    same = [s for s in money if s.spec == money[0].spec]
    total = Decimal("606.05") * len(same)
    assert f"合计 {total} {money[0].spec.unit}" in blocks.tell(same, values)


def test_where_rows_are_cut_differently_the_squares_are_counted() -> None:
    grid = next(one for one in STACKED if len({len(row) for row in blocks.by_rows(one.values)}) > 1)
    assert blocks.size_of(grid.values) == f"{len(grid.values)} 格"
    assert blocks.size_of(grid.values[:1]) == "1 格"


@given(st.sampled_from(GRIDS), st.data())
def test_copied_rows_are_as_wide_as_one_another(grid: Grid, data: st.DataObject) -> None:
    squares = data.draw(st.lists(st.sampled_from(grid.values), min_size=1, max_size=12, unique=True))
    text = blocks.as_text(squares, {s.address: 7 for s in squares})
    assert text.endswith("\n")
    lines = text.splitlines()
    assert len({line.count("\t") for line in lines}) == 1
    assert text.count("7") == len(squares)
    html = blocks.as_html(squares, {s.address: None for s in squares})
    assert html.count("<tr>") == len(lines)
    assert "7" not in html
    assert "None" not in html


def test_clearing_touches_only_what_is_stated() -> None:
    squares = corner(2, 2)
    change = blocks.clearing(squares, {squares[0].address: 0, squares[3].address: None}, "某页", "王")
    assert change.cells == {squares[0].address: None}
    assert change.label == "清空 2 行 × 2 列（某页）"
    assert change.who == "王"


def test_filling_takes_from_the_first_row_or_column_or_from_beside_the_block() -> None:
    squares = corner(3, 2)
    values = {s.address: n for n, s in enumerate(squares)}
    down = blocks.filled(LARGE, squares, values, frozenset(), down=True)
    assert [text for _, text in down] == ["0", "1", "0", "1"]
    right = blocks.filled(LARGE, squares, values, frozenset(), down=False)
    assert [text for _, text in right] == ["0", "2", "4"]
    above = blocks.filled(LARGE, [squares[2]], values, frozenset(), down=True)
    assert [(square, text) for square, text in above] == [(squares[2], "0")]
    beside = blocks.filled(LARGE, [squares[1]], values, frozenset(), down=False)
    assert [(square, text) for square, text in beside] == [(squares[1], "0")]
    assert blocks.filled(LARGE, [squares[0]], values, frozenset(), down=True) == []
    spared = blocks.filled(LARGE, squares, values, {squares[2].address}, down=True)
    assert squares[2] not in [square for square, _ in spared]


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid.section} {grid.height}")
def test_with_its_headings_a_table_is_copied_as_it_prints(grid: Grid) -> None:
    values: dict[str, Value] = {s.address: n for n, s in enumerate(grid.values)}
    text, html = blocks.with_headings(grid, grid.values, values)
    rows = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    assert (len(rows), {len(row) for row in rows}) == (grid.height, {grid.width})
    for square in grid.squares:
        shown = str(values[square.address]) if square.kind == "value" else square.text
        assert rows[square.row][square.column] == shown
    assert html.count("<td") == len(grid.squares)


def test_of_a_part_of_a_table_only_its_own_headings_come_along() -> None:
    first = LARGE.values[0]
    squares = [LARGE.at[first.row + y, first.column + x] for y in (1, 2) for x in (1, 2)]
    text, html = blocks.with_headings(LARGE, squares, {s.address: 7 for s in squares})
    rows = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    assert len(rows) == LARGE.head_rows + 2
    assert {len(row) for row in rows} == {LARGE.labels + 2}
    assert [row[LARGE.labels :] for row in rows[LARGE.head_rows :]] == [["7", "7"], ["7", "7"]]
    heads = [LARGE.at[LARGE.head_rows - 1, s.column].text for s in squares[:2]]
    assert rows[LARGE.head_rows - 1][LARGE.labels :] == heads
    assert html.count(">7</td>") == 4
