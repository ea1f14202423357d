"""What 打印 does: pages to the printer off the GUI thread, told in one line when they are sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Trouble
from app.domain.report import Report
from app.workbench import issuing, papers
from app.workbench.bench import Workbench
from ui.board import print_job
from ui.board.print_job import Job
from ui.board.print_panel import PrintPanel
from ui.kit import tasks
from ui.kit.messages import MessageBar

TRIAL = "试打页"
_MEASURE = "印出来先量一量尺：不是 100 毫米，就到打印机的“属性”里把缩放改成 100%"
_TRIED = "用尺量两把标尺，都应是 100 毫米：不是，就到打印机的“属性”里把缩放改成 100%"
_TRIED_FOR_SHEETS = "用尺量两把标尺，都应是 100 毫米；四边印全的最外一圈框上的数，填到“打印机留白”"


class Printing(QObject):
    """Carries out what the panel asks, one at a time; ``sent`` with the number of pages once they are on their way."""

    sent = Signal(int)

    def __init__(
        self, bench: Workbench, panel: PrintPanel, bar: MessageBar, task_bar: tasks.TaskBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bench, self._panel, self._bar, self._task_bar = bench, panel, bar, task_bar
        self._report: Report | None = None
        self.is_busy = False
        panel.wanted.connect(self._print)
        panel.trial_wanted.connect(self._try)

    def use(self, report: Report | None) -> None:
        """The report whose papers are printed."""
        self._report = report

    def _print(self, job: Job) -> None:
        bench, report, day = self._bench, self._report, job.issued
        if self.is_busy or report is None:
            return

        def keep() -> None:
            if day is not None:
                issuing.keep_date(bench, report, day)

        next_step = _MEASURE if job.has_ruler else ""
        self._start(lambda progress: print_job.run(job, progress), job, next_step, keep)

    def _try(self) -> None:
        """The page that tells whether the printer keeps its measures."""
        printer, paper, bench = self._panel.chosen_printer, self._panel.paper.currentText(), self._bench
        if self.is_busy or printer is None or not paper:
            return
        job = Job(TRIAL, b"", (0,), printer, paper, told=f"1 张 {paper}")

        def work(progress: tasks.Progress) -> int:
            return print_job.run(replace(job, pdf=papers.test_print(bench, paper)), progress)

        self._start(work, job, _TRIED_FOR_SHEETS if self._panel.is_tiled else _TRIED)

    def _start(
        self,
        work: Callable[[tasks.Progress], int],
        job: Job,
        next_step: str,
        keep: Callable[[], None] = lambda: None,
    ) -> None:
        self._bar.close_message()
        self.is_busy = True
        task = tasks.start(
            self,
            "正在送去打印",
            work,
            done=lambda count: self._done(count, job, next_step, keep),
            failed=self._failed,
            stopped=self._stopped,
        )
        self._task_bar.watch(task)

    def _done(self, count: int, job: Job, next_step: str, keep: Callable[[], None]) -> None:
        """The date is that of the report from now on: it is on paper."""
        self.is_busy = False
        told = f"已送到打印机“{job.printer.name}”：{job.told}"
        try:
            keep()
        except Trouble as trouble:
            self._bar.say("doubt", f"{told}，但没有记下上面的日期", trouble.safe, trouble.next_step, of_deed=True)
        else:
            self._bar.say("ok", told, "报告没有变动", next_step, of_deed=True)
        self.sent.emit(count)

    def _failed(self, trouble: Trouble) -> None:
        self.is_busy = False
        self._bar.say_trouble(trouble)

    def _stopped(self) -> None:
        self.is_busy = False
        self._bar.say("doubt", "打印停下了", "报告没有变动", "已经送出去的几张可能还会印出来", of_deed=True)
