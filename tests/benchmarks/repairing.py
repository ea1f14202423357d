"""The search for what balances the largest table of a county, for one wrong cell and for damage of every size."""

from __future__ import annotations

import random
from dataclasses import replace

from app.checks.engine import check
from app.checks.repair import find
from tests.benchmarks.county import County, county
from tests.benchmarks.promises import Figures, Taken
from tests.benchmarks.timing import per_call

SLIPS = (1, 1, 1, 1, 2, 3, 5, 8, 13, 40, 150)  # cells that are wrong at once
FIRST = "requests.granted.natural"


def worst(rounds: int) -> tuple[float, float]:
    """Seconds of the slowest search for one wrong cell, and for many (the best of three runs of each)."""
    case = county()
    section = case.form.section(FIRST.partition(".")[0])
    assert section is not None  # the county fills it
    cells = [address for address in case.form.cells if address.startswith(section.id + ".")]
    chance = random.Random(20240131)
    taken: dict[bool, float] = {True: 0.0, False: 0.0}
    for _ in range(rounds):
        for count in SLIPS:
            spoilt = {address: chance.randint(0, 300) for address in chance.sample(cells, count)}
            if count > 1:
                spoilt[FIRST] = 9_999
            alone = count == 1
            taken[alone] = max(taken[alone], _seconds(_with(case, spoilt)))
    return taken[True], taken[False]


def _with(case: County, spoilt: dict[str, int]) -> County:
    wanted = {FIRST: case.report.cells[FIRST] - 1}  # type: ignore[operator]  # a figure: the county leaves no blank
    return replace(case, report=case.report.with_cells({**wanted, **spoilt}))


def _seconds(case: County) -> float:
    result = check(case.form, case.report, case.last)
    assert result.outcomes  # told once: the panel has done that before anybody seeks
    section = case.form.section(FIRST.partition(".")[0])
    assert section is not None  # as above
    return min(per_call(lambda: find(case.report, result, section), 1) for _ in range(3))


def measure() -> Figures:
    """``repair_ms``."""
    alone, many = worst(20)
    return {"repair_ms": Taken(max(alone, many) * 1000, f"{alone * 1000:.1f} ms for one cell")}
