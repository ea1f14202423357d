"""What the 公开栏 page makes files of: the poster, its sheets, the A4 report."""

from __future__ import annotations

from app.domain.report import Report
from app.workbench import papers, secrecy
from app.workbench.bench import Workbench
from ui.kit import naming
from ui.kit.exporting import Exporter, Order

__all__ = ["Exporter", "Order", "board_order", "report_order"]


def board_order(bench: Workbench, report: Report, wish: papers.BoardWish, measure: str) -> Order:
    """The poster, or its sheets where the wish names a printer's paper."""
    title = papers.title(bench, report)
    if wish.tile is None:
        kind, spoken = f"公开栏 {measure}", f"公开栏（{measure}）"
    else:
        kind, spoken = f"公开栏 {measure} 拼版 {wish.tile}", f"公开栏拼版（{measure}，用 {wish.tile} 纸拼）"
    return Order(
        naming.file_name(title, kind),
        spoken,
        lambda out: papers.export_board(bench, report, wish, out),
        lambda out: secrecy.said_of_paper(bench, report, out, board=True),
    )


def report_order(bench: Workbench, report: Report) -> Order:
    """The A4 report."""
    title = papers.title(bench, report)
    return Order(
        naming.file_name(title),
        "A4 报告",
        lambda out: papers.export_report(bench, report, out),
        lambda out: secrecy.said_of_paper(bench, report, out),
    )
