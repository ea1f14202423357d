"""A workspace on disk with the two filled reports of ``county.py``, made through the door that clerks use."""

from __future__ import annotations

from pathlib import Path

from app.domain.change import Change
from app.domain.organ import Organ
from app.domain.report import Report
from app.workbench.bench import Workbench
from tests.benchmarks.county import ORGAN, county


def fill(path: Path) -> Path:
    """Makes the workspace at ``path``, closed again when this returns."""
    case = county()
    with Workbench.open(path) as bench:
        bench.save_organ(Organ.named(ORGAN))
        for report in (case.last.report, case.report):
            _start(bench, report)
    return path


def _start(bench: Workbench, report: Report) -> None:
    session = bench.start(report.key.year)
    session.apply(Change("填写", report.cells, report.passages))
    assert session.report.cells == report.cells
