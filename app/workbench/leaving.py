"""A year begun by mistake goes again, as long as nobody ever stated anything in it."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.errors import Trouble
from app.domain.report import Report, ReportKey, State
from app.workbench.bench import Workbench

CARRIED = "carried"  # remembered of a report whose first step took over last year's figures


def may_go(bench: Workbench, report: Report) -> bool:
    """True for a report begun by mistake: nobody stated anything in it, apart from what it took over, or hung it up.

    What was undone counts as stated: it stands in the log, and nothing is ever deleted from that.
    """
    if report.state is not State.DRAFT or bench.handovers(report.key):
        return False
    made = bench.steps(report.key, 2)
    if made:
        is_empty = len(made) == 1 and bench.detail(report.key, CARRIED) is not None
    else:
        is_empty = not report.cells and not report.passages
    return is_empty and not bench.wall.postings(report.key)


def remove(bench: Workbench, key: ReportKey) -> Callable[[], None]:
    """Takes a report away that was begun by mistake; what is returned brings it back as it was.

    Raises ``Trouble`` where somebody has stated something in it, undone or not: its log is kept. So are the records
    of what hangs.
    """
    if bench.wall.postings(key):
        what = f"{key.year} 年度有张贴记录，照片和记录要留着，不能删"
        raise Trouble(what, "记错了的可以在张贴记录里删掉；不用的年度放着就行，不影响别的年度")
    if not may_go(bench, bench.find(key.year, key.organ)):
        what = f"{key.year} 年度的报告里填过数或写过字，修改记录要留着，不能删"
        raise Trouble(what, "填错了的可以打开它撤销；不用的年度放着就行，不影响别的年度")
    removed = bench.remove(key)
    return lambda: bench.bring_back(removed)
