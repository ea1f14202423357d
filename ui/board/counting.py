"""How many places of each paper that hangs are not right by now, counted off the GUI thread once the hand rests."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import Trouble
from app.domain.report import Report
from app.workbench import postings
from app.workbench.bench import Workbench
from ui.kit import tasks

PAUSE_MS = 300  # after the last change


class Counting(QObject):
    """``counted`` carries the count (None: it cannot be told) by the number of the record, for the report last asked.

    ``failed`` carries a ``Trouble``. The latest report wins: what was counted of one before is dropped.
    """

    counted = Signal(object)
    failed = Signal(object)

    def __init__(self, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._report: Report | None = None
        self._task: tasks.Task | None = None
        self._again = False  # asked once more while it counts: the records may be others, if not the report
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._begin)

    def ask(self, report: Report, pause: int = PAUSE_MS) -> None:
        """Counts for ``report`` after ``pause`` ms without another change."""
        self._report = report
        self._timer.start(pause)

    def forget(self) -> None:
        """Nobody looks any more."""
        self._report = None
        self._timer.stop()

    @property
    def is_busy(self) -> bool:
        """True until the last report is counted."""
        return self._task is not None or self._timer.isActive()

    def _begin(self) -> None:
        bench, report = self._bench, self._report
        if report is None:
            return
        if self._task is not None:
            self._again = True
            return
        self._again = False
        self._task = tasks.start(
            self,
            "正在对照",
            lambda progress: postings.changes(bench, report),
            done=lambda counts: self._done(report, counts),
            failed=lambda trouble: self._failed(report, trouble),
        )

    def _done(self, report: Report, counts: dict[int, int | None]) -> None:
        if self._ends(report):
            self.counted.emit(counts)

    def _failed(self, report: Report, trouble: Trouble) -> None:
        if self._ends(report):
            self.failed.emit(trouble)

    def _ends(self, report: Report) -> bool:
        """False where it is wanted of another report or once more by now, which is counted next."""
        self._task = None
        if self._report is report and not self._again and not self._timer.isActive():
            return True
        if not self._timer.isActive():
            self._begin()
        return False
