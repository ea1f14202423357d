"""The full check of one report, against the plain loop of ``plain.py`` over the same relations."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from app.checks.engine import check
from app.domain.report import Report
from tests.benchmarks import plain
from tests.benchmarks.county import County, county
from tests.benchmarks.promises import Figures, Taken
from tests.benchmarks.timing import Pair, alternate, per_call


def agree(case: County) -> tuple[int, int, int]:
    """Passed, failed, skipped, once engine and yardstick say the same of ``case``; totals compared cell by cell."""
    result = check(case.form, case.report, case.last)
    looked = set(map(id, result.hits))  # looks at single figures, which the yardstick does not take
    states = Counter(outcome.status for outcome in result.figures if id(outcome) not in looked)
    expected = plain.count(case.report.cells, case.report.passages, case.last.report.cells)
    assert (states["passed"], states["failed"], states["skipped"]) == expected, f"{states} is not {expected}"
    filled, _ = plain.with_totals(case.report.cells)
    assert filled == {name: result.values[name] for name in case.form.cells}
    return expected


def race(case: County, *, rounds: int, calls: int) -> Pair:
    """Seconds of the engine and of the yardstick."""
    form, report, last = case.form, case.report, case.last
    return alternate(
        lambda: check(form, report, last).counts,
        lambda: plain.count(report.cells, report.passages, last.report.cells),
        rounds=rounds,
        calls=calls,
    )


def _tell_both(case: County, other: Report) -> None:
    for report in (case.report, other):
        assert check(case.form, report, case.last).findings is not None


def measure() -> Figures:
    """``check_full_ms``, ``check_vs_plain``, ``check_told_ms``."""
    case = county()
    passed, failed, skipped = agree(case)
    pair = race(case, rounds=150, calls=20)
    # Two reports in turn: a sentence over the same figures as the time before is not made again.
    other = replace(case.report, cells=case.last.report.cells)
    told = sorted(per_call(lambda: _tell_both(case, other), 5) / 2 for _ in range(15))
    relations = f"{passed + failed + skipped} relations, {failed} failing"
    return {
        "check_full_ms": Taken(pair.ours * 1000, relations),
        "check_vs_plain": Taken(pair.ratio, f"{pair.ours * 1000:.3f} ms / {pair.theirs * 1000:.3f} ms"),
        "check_told_ms": Taken(told[len(told) // 2] * 1000),
    }
