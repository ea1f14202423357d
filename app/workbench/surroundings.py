"""What a report stands in: its organ, its dates, its neighbours, the paper it was read from, the lists of wording."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.checks.model import Around, LastYear
from app.domain.errors import Trouble
from app.domain.organ import Organ
from app.domain.paper import Paper
from app.domain.report import ISSUED, PRINTED, Report, State
from app.system import clock
from app.workbench import sighted

if TYPE_CHECKING:
    from app.workbench.bench import Workbench


def around(bench: Workbench, report: Report) -> Around:
    """All that the workspace knows of it beside last year's report."""
    paper = sighted.of(bench, report.key)
    return Around(
        organ=_organ(bench, report),
        today=clock.today(),
        due=bench.due(report.key.year),
        issued=_issued(bench, report, paper),
        handed=_handed(bench, report),
        neighbours=_neighbours(bench, report),
        paper=paper,
        wording=bench.wording,
    )


def _organ(bench: Workbench, report: Report) -> Organ | None:
    try:
        return bench.organ_named(report.key.organ)
    except Trouble:
        return None


def _issued(bench: Workbench, report: Report, paper: Paper | None) -> date | None:
    """The day under the report as papers bear it, else the first on its old paper; None while none is kept."""
    told = [one.read for one in paper.of("date")] if paper else []
    kept = [bench.detail(report.key, name) or "" for name in (ISSUED, PRINTED)]
    for text in (*kept, *told):
        try:
            return date.fromisoformat(text)
        except ValueError:
            continue
    return None


def _handed(bench: Workbench, report: Report) -> str | None:
    if report.state is State.DRAFT:
        return None
    from app.workbench import handing  # a draft asks nothing of it

    return handing.handed(bench, report)


def _neighbours(bench: Workbench, report: Report) -> tuple[LastYear, ...]:
    """The reports of other organs on the same year, whose format is known here."""
    others = (known for known in bench.reports(beside=report.key) if bench.knows_form(known))
    return tuple(LastYear(bench.form_of(known), known) for known in others)
