"""The promises that are counted, not timed, hold on every machine: presses for the seed, presses for a county."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.benchmarks import county_keys, seed_keys
from tests.benchmarks.promises import PROMISES
from tests.ui.reports import dress

GOALS = {promise.key: promise.goal or 0 for promise in PROMISES}


@pytest.fixture(autouse=True)
def dressed(qtbot: QtBot) -> Iterator[None]:
    yield
    dress()


def test_the_seed_becomes_green_by_few_keys(tmp_path: Path) -> None:
    presses, told = seed_keys.by_keys(tmp_path)
    assert 10 < presses <= GOALS["seed_keys"], told


@pytest.mark.skipif(not county_keys.TRUTH.exists(), reason="the corpus of published reports is not there")
def test_a_county_costs_hardly_more_than_its_figures() -> None:
    ratio = county_keys.measure()["county_presses_ratio"]
    assert 1 < ratio.value <= GOALS["county_presses_ratio"], ratio.beside


def test_presses_are_counted_where_figures_are_invented(tmp_path: Path) -> None:
    form_cells = ("requests.new.natural", "requests.granted.natural", "requests.carried_in.natural")
    figures = dict(zip(form_cells, (12, 12, 0), strict=True))
    made, needed = county_keys.type_out(tmp_path / "few", 2023, figures)
    assert needed == 3 + 3 + 2
    assert made > needed  # the turn to the table, and the cells between
