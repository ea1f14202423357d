"""What a picture of the year says, with the years before beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.checks.model import LastYear
from app.document.story import Story
from app.document.story_cases import YEARS
from app.document.telling import tell
from app.domain.report import Report
from app.workbench import footing, issuing, papers, secrecy
from app.workbench.bench import Workbench


def story(bench: Workbench, report: Report, *, pairs: bool = False, day: date | None = None) -> Story:
    """What picture, long image and script say; ``Trouble`` where the figures are not ready to be shown."""
    code = papers.code_of(bench, report)
    return tell(
        bench.form_of(report),
        report,
        papers.office(bench, report),
        bench.check(report).values,
        issued=day or issuing.issued(bench, report),
        earlier=_earlier(bench, report),
        pairs=pairs,
        phone=footing.foot_words(bench, report).get("phone", ""),
        code=code.printed,
        qr=code.qr,
        watermark=secrecy.draft_words(bench, report),
    )


def _earlier(bench: Workbench, report: Report) -> tuple[LastYear, ...]:
    """The years before, of the same organ, as far as they are drawn, the workspace has them and knows their formats."""
    years = range(report.key.year - YEARS + 1, report.key.year)
    found = (bench.known(replace(report.key, year=year)) for year in years)
    return tuple(LastYear(bench.form_of(each), each) for each in found if each and bench.knows_form(each))
