"""Every square of a grid is covered exactly once, whatever the form."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.catalogue import load_folder
from app.forms.model import Block, Node, Section
from app.grid.layout import Grid, lay_out

FORMS = Path(__file__).parents[3] / "resources" / "forms"
TABLES = [
    pytest.param(section, id=f"{form.id}-{section.id}")
    for form in load_folder(FORMS).forms
    for section in form.sections
    if section.kind == "table"
]


def _covered_once(grid: Grid) -> bool:
    count = Counter(
        (row, column)
        for square in grid.squares
        for row in range(square.row, square.row + square.rows)
        for column in range(square.column, square.column + square.columns)
    )
    return set(count.values()) == {1} and len(count) == grid.width * grid.height


@pytest.mark.parametrize("section", TABLES)
def test_official_tables_are_covered_once(section: Section) -> None:
    grid = lay_out(section)
    assert _covered_once(grid)
    assert sum(grid.shares) == 1
    assert lay_out(section) is grid


def test_table_two_cuts_thirds_and_halves() -> None:
    form = load_folder(FORMS).governing(2020)
    section = form.section("proactive")
    assert section is not None
    grid = lay_out(section)
    assert grid.shares == (Fraction(1, 3), Fraction(1, 6), Fraction(1, 6), Fraction(1, 3))
    assert grid.by_address["proactive.procurement.amount"].columns == 2
    assert len(grid.block_rows) == 5


def test_table_three_spans_as_printed() -> None:
    form = load_folder(FORMS).governing(2023)
    section = form.section("requests")
    assert section is not None
    grid = lay_out(section)
    assert (grid.labels, len(grid.shares), grid.height, grid.head_rows) == (3, 7, 28, 3)
    corner = grid.at[0, 0]
    assert (corner.kind, corner.rows, corner.columns) == ("corner", 3, 3)
    results = grid.at[5, 0]
    assert (results.rows, results.columns) == (22, 1)
    assert grid.at[0, 9].columns == 7
    assert grid.at[1, 9].is_total
    assert grid.at[2, 4].text == "商业企业"


def test_pages_may_be_cut_only_where_no_inner_label_is_torn() -> None:
    form = load_folder(FORMS).governing(2023)
    section = form.section("requests")
    assert section is not None
    grid = lay_out(section)
    for cut in grid.cuts():
        torn = [s for s in grid.squares if s.row < cut < s.row + s.rows]
        assert all(square.kind == "row" and square.column == 0 for square in torn)


def _trees(depth: int, prefix: str) -> st.SearchStrategy[list[Node]]:
    leaf = st.builds(lambda weight: Node(id="x", label="叶", weight=weight), st.integers(1, 3))
    node = leaf
    for _ in range(depth):
        inner = node
        node = st.one_of(
            leaf, st.lists(inner, min_size=1, max_size=3).map(lambda c: Node(label="组", children=tuple(c)))
        )
    return st.lists(node, min_size=1, max_size=4)


@given(
    st.lists(
        st.tuples(_trees(2, "c"), _trees(2, "r"), st.sampled_from(["", "第一项"]), st.sampled_from(["", "内容"])),
        min_size=1,
        max_size=3,
    )
)
def test_any_heading_trees_are_covered_once(blocks: list[tuple[list[Node], list[Node], str, str]]) -> None:
    section = Section(
        id="t",
        kind="table",
        heading="表",
        blocks=tuple(
            Block(columns=tuple(columns), rows=tuple(rows), band=band, corner=corner)
            for columns, rows, band, corner in blocks
        ),
    )
    grid = lay_out(section)
    assert _covered_once(grid)
    expected = sum(len(block.row_leaves()) * len(block.column_leaves()) for block in section.blocks)
    assert len(grid.values) == expected
    assert sum(grid.shares) == 1
