"""The date under a report: what somebody stated, else that of the last paper made from it, else today's.

What was made from a report is out in the world: whoever takes back the date she stated comes back to that of the paper.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.document.compose import chinese_date
from app.domain.change import Change
from app.domain.errors import CannotWrite, Trouble
from app.domain.report import ISSUED, PRINTED, Report
from app.storage import troubles
from app.system import clock
from app.workbench.bench import Workbench

if TYPE_CHECKING:
    from app.editing.session import Changed, Session


_FIRST, _LAST = date(2008, 5, 1), date(2999, 12, 31)  # 条例 asks for reports from that day on; the rest is a slip


def has_date(bench: Workbench, report: Report) -> bool:
    """Whether the date under the report stands; until then it is that of the day."""
    return bool(_kept(bench, report))


def issued(bench: Workbench, report: Report) -> date:
    """The date under the report. Once something was made from it the date stays, so that papers come out the same."""
    kept = _kept(bench, report)
    try:
        return date.fromisoformat(kept) if kept else clock.today()
    except ValueError as error:
        raise troubles.damaged() from error


def _kept(bench: Workbench, report: Report) -> str:
    return bench.detail(report.key, ISSUED) or bench.detail(report.key, PRINTED) or ""


def issued_words(bench: Workbench, report: Report) -> str:
    """The date under the report as it is printed."""
    return chinese_date(issued(bench, report))


def save_issued(bench: Workbench, report: Report, day: date) -> None:
    """Sets the date under the report."""
    bench.save_details(report.key, date_detail(day))


def state_issued(session: Session, day: date | None) -> Changed | None:
    """Sets the date under the open report by hand, as one step; None takes back what was stated.

    Nothing is done, and None given back, where it stands already. ``Trouble`` for a day no such report was signed on.
    """
    if day is not None and not _FIRST <= day <= _LAST:
        raise Trouble(f"成文日期写的是{chinese_date(day)}，不会有这一天的年度报告", "请改成落款的日期")
    details = {ISSUED: ""} if day is None else date_detail(day)
    return session.apply(Change("修改成文日期", details=details, who=session.who))


def date_detail(day: date) -> dict[str, str]:
    """``day`` as what is remembered of a report that somebody dated so."""
    return {ISSUED: day.isoformat()}


def paper_detail(day: date) -> dict[str, str]:
    """``day`` as what is remembered of a report after a paper with it was made."""
    return {PRINTED: day.isoformat()}


def keep_date(bench: Workbench, report: Report, day: date) -> None:
    """Remembers that a paper with the date ``day`` was made: it stays the date unless somebody states another one."""
    if bench.detail(report.key, PRINTED) == day.isoformat():
        return
    try:
        bench.save_details(report.key, paper_detail(day))
    except CannotWrite as trouble:
        what = f"文件写好了，但没有记下上面的日期：{trouble.what}"
        raise CannotWrite(what, trouble.next_step, trouble.safe) from trouble
