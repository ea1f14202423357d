"""What the rules said is kept, so that who asks again while nothing has changed need not wait for it.

It is a pure function of what was looked at: where that is equal, so is the answer. What is open knows its own.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from app.checks.engine import CheckResult, check
from app.checks.model import Around, LastYear
from app.domain.report import Report, ReportKey
from app.forms.model import Form

if TYPE_CHECKING:
    from app.editing.session import Session

MOST = 12  # results: a township's years, not a district's hundreds of reports


class Recall:
    """The last answers, one for each report."""

    def __init__(self) -> None:
        self._kept: OrderedDict[ReportKey, CheckResult] = OrderedDict()
        self._lock = Lock()  # papers are made on other threads, and ask too; two at once both work it out

    def __len__(self) -> int:
        return len(self._kept)

    def check(
        self, form: Form, report: Report, last: LastYear | None, around: Around, opened: Session | None
    ) -> CheckResult:
        """Every rule over ``report``; ``opened`` is the session in which it is edited, where it is."""
        with self._lock:
            kept = self._kept.pop(report.key, None)
        if opened is not None and _is_of(opened.result, form, report, last, around):
            return opened.result
        if kept is None or not _is_of(kept, form, report, last, around):
            kept = check(form, report, last, around)
        with self._lock:
            self._kept[report.key] = kept
            self._kept.move_to_end(report.key)  # the last one asked for
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return kept


def _is_of(result: CheckResult, form: Form, report: Report, last: LastYear | None, around: Around) -> bool:
    seen = result.context
    return seen.form is form and (seen.report, seen.last, seen.around) == (report, last, around)
