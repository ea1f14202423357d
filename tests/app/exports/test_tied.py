"""Rows that stay together: nothing is lost, and a cut comes only behind a row that is not tied."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from app.exports.tied import groups


@dataclass(frozen=True)
class Row:
    number: int
    keep: bool


@given(st.lists(st.booleans()))
def test_only_untied_rows_end_a_stretch(ties: list[bool]) -> None:
    rows = [Row(number, keep) for number, keep in enumerate(ties)]
    made = list(groups(rows))
    assert [row for group in made for row in group] == rows
    assert all(group and all(row.keep for row in group[:-1]) for group in made)
    assert not any(group[-1].keep for group in made[:-1])
