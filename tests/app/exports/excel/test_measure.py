"""Widths of columns from the words that stand in them."""

import pytest

from app.exports.excel.measure import column_widths, width
from app.grid.layout import lay_out
from tests.app.exports import samples

SIGN = 1.84  # digits that a Chinese sign is wide


@pytest.mark.parametrize("year", [2020, 2023])
def test_no_pair_is_cut_behind_a_number_in_brackets(year: int) -> None:
    """（三）不予/公开, never （三）不/予公开."""
    form = samples.catalogue().governing(year)
    grid = next(each for each in map(lay_out, form.sections) if each.labels == 3)
    signs = int(column_widths(grid, {})[1] / SIGN)
    groups = [square.text for square in grid.squares if square.kind == "row" and square.column == square.columns == 1]
    cut = [text for text in groups if text.startswith("（") and width(text) > signs]
    assert cut
    assert (signs - 3) % 2 == 0
