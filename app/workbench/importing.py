"""An old paper read into the workspace as one change, which can be undone like any other."""

from __future__ import annotations

from pathlib import Path

from app.domain.address import Address
from app.domain.change import Change
from app.domain.report import Report
from app.domain.values import Value
from app.imports.importer import read_paper
from app.imports.outcome import ImportOutcome
from app.workbench.bench import Workbench


def read_only(bench: Workbench, path: Path, year: int | None = None, organ: str | None = None) -> ImportOutcome:
    """What the paper says; nothing is kept."""
    return read_paper(path, bench.catalogue, year, organ)


def import_paper(bench: Workbench, path: Path, year: int | None = None, organ: str | None = None) -> ImportOutcome:
    """Reads the paper and keeps it as the report of its organ and year; makes the report where there is none.

    Doubted cells carry the proposal. Figures of an existing report are replaced as a whole, its other texts stay; the
    import is one undo step.
    """
    outcome = read_only(bench, path, year, organ)
    form = bench.catalogue.get(outcome.form_id)
    paper = outcome.report(form)
    known = next((report for report in bench.reports() if report.key == paper.key), None)
    office = bench.organ_named(outcome.organ)
    session = bench.session(outcome.year, office.name) if known else bench.start(outcome.year, office.name)
    session.apply(Change(f"读入旧报告“{path.name}”", _replacing(session.report, paper), paper.passages))
    return outcome


def _replacing(standing: Report, paper: Report) -> dict[Address, Value]:
    """The paper's cells; figures that stood before and are not on the paper go away."""
    cleared: dict[Address, Value] = dict.fromkeys(standing.cells) if paper.cells else {}
    return {**cleared, **paper.cells}
