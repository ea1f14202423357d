"""An office with one report, open."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.organ import Organ
from app.workbench.bench import Workbench

ROOT = Path(__file__).parents[3]
INVENTED = ROOT / "tests" / "forms" / "annual_2027.toml"
OFFICE = Organ("示例乡人民政府", "乡", "示例区", "0971-1234567", "党政办公室")
YEAR = 2023


def whole(bench: Workbench, year: int = YEAR) -> None:
    """A report of noughts with a sentence in every text: nothing stands in its way."""
    session = bench.start(year)
    session.fill_zero(None, "王")
    for name in session.form.passage_ids:
        session.set_passage(name, "有。")


@pytest.fixture
def bench(workspace: Path) -> Iterator[Workbench]:
    with Workbench.open(workspace) as opened:
        opened.save_organ(OFFICE)
        yield opened


@pytest.fixture
def kept(workspace: Path) -> Callable[[], list[str]]:
    """Everything a closed workspace holds."""

    def content() -> list[str]:
        with contextlib.closing(sqlite3.connect(workspace)) as connection:
            return list(connection.iterdump())

    return content
