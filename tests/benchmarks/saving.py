"""One cell changed as a clerk changes it: read, committed to the disk, totals and all rules run again."""

from __future__ import annotations

import statistics
from time import perf_counter

from app.checks.totals import total_addresses
from app.editing.session import Session
from app.workbench.bench import Workbench
from tests.benchmarks.county import YEAR
from tests.benchmarks.places import scratch
from tests.benchmarks.promises import Figures, Taken
from tests.benchmarks.timing import percentile
from tests.benchmarks.workspace import fill

FIRST, CHANGES = 1000, 400


def seconds(session: Session, figures: range) -> list[float]:
    """Seconds of stating each of ``figures``, cell after cell of the report."""
    form = session.form
    counts = [name for name, spec in form.cells.items() if spec.kind == "count" and name not in total_addresses(form)]
    taken = []
    for number in figures:
        begin = perf_counter()
        changed = session.set_cell(counts[number % len(counts)], str(number))
        taken.append(perf_counter() - begin)
        assert changed is not None
    return taken


def measure() -> Figures:
    """``commit_p95_ms``."""
    with scratch() as folder, Workbench.open(fill(folder / "bench.db")) as bench:
        session = bench.session(YEAR)
        seconds(session, range(FIRST - 20, FIRST))
        taken = seconds(session, range(FIRST, FIRST + CHANGES))
    return {"commit_p95_ms": Taken(percentile(taken, 95) * 1000, f"p50 {statistics.median(taken) * 1000:.2f} ms")}
