"""The slip as a file: printed at once, or kept."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.report import Report
from app.workbench import naming, papers, slips
from app.workbench.bench import Workbench
from ui.kit.exporting import Exporter, Order
from ui.kit.messages import MessageBar
from ui.kit.tasks import TaskBar


class Slip(Exporter):
    """``open_for_printing`` and ``save`` of a report's slip."""

    def __init__(self, bench: Workbench, page: QWidget, messages: MessageBar, work: TaskBar) -> None:
        super().__init__(bench, page, messages, work)
        self._workspace = bench

    def order(self, report: Report) -> Order:
        """The slip of ``report``."""
        name = naming.file_name(papers.title(self._workspace, report), slips.NAME, ".pdf")
        return Order(name, slips.NAME, lambda out: slips.export_slip(self._workspace, report, out))
