"""The date under a report: today's until something was made from it, or somebody set it; then it stays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.document.compose import chinese_date
from app.domain.change import Change
from app.domain.errors import CannotWrite
from app.domain.report import ISSUED, Report
from app.storage import troubles
from app.system import clock
from app.workbench.bench import Workbench

if TYPE_CHECKING:
    from app.editing.session import Changed, Session


def has_date(bench: Workbench, report: Report) -> bool:
    """Whether the date under the report stands; until then it is that of the day."""
    return bench.detail(report.key, ISSUED) is not None


def issued(bench: Workbench, report: Report) -> date:
    """The date under the report. Once something was made from it the date stays, so that papers come out the same."""
    kept = bench.detail(report.key, ISSUED)
    try:
        return date.fromisoformat(kept) if kept else clock.today()
    except ValueError as error:
        raise troubles.damaged() from error


def issued_words(bench: Workbench, report: Report) -> str:
    """The date under the report as it is printed."""
    return chinese_date(issued(bench, report))


def save_issued(bench: Workbench, report: Report, day: date) -> None:
    """Sets the date under the report."""
    bench.save_details(report.key, date_detail(day))


def state_issued(session: Session, day: date) -> Changed | None:
    """Sets the date under the open report by hand, as one step; None where it stands already."""
    return session.apply(Change("修改成文日期", details=date_detail(day), who=session.who))


def date_detail(day: date) -> dict[str, str]:
    """``day`` as what is remembered of a report."""
    return {ISSUED: day.isoformat()}


def keep_date(bench: Workbench, report: Report, day: date) -> None:
    """Makes ``day`` the date under the report, unless it has one already: for when a file with that date was made."""
    if has_date(bench, report):
        return
    try:
        save_issued(bench, report, day)
    except CannotWrite as trouble:
        what = f"文件写好了，但没有记下上面的日期：{trouble.what}"
        raise CannotWrite(what, trouble.next_step, trouble.safe) from trouble
