"""What the 公开栏 page makes files of: the poster, its sheets, and every other carrier of the report."""

from __future__ import annotations

from pathlib import Path

from app.domain.report import Report
from app.workbench import naming, papers, postings, secrecy
from app.workbench.bench import Workbench
from app.workbench.carriers import writing
from app.workbench.carriers.kinds import carrier
from app.workbench.carriers.model import Options
from ui.kit.exporting import Exporter, Order

__all__ = ["Exporter", "Order", "board_order", "carrier_order", "correction_order"]


def board_order(bench: Workbench, report: Report, wish: papers.BoardWish, measure: str) -> Order:
    """The poster, or its sheets where the wish names a printer's paper."""
    title = papers.title(bench, report)
    if wish.tile is None:
        kind, spoken = f"公开栏_{measure}", f"公开栏（{measure}）"
    else:
        kind, spoken = f"公开栏_{measure}_拼版 {wish.tile}", f"公开栏拼版（{measure}，用 {wish.tile} 纸拼）"
    return Order(
        naming.file_name(title, kind, ".pdf"),
        spoken,
        lambda out: papers.export_board(bench, report, wish, out),
        lambda out: secrecy.said_of_paper(bench, report, out, board=True),
    )


def carrier_order(bench: Workbench, report: Report, carrier_id: str, options: Options) -> Order:
    """Any other carrier; where it is in pieces, how many and what they are called is said with the first.

    Before it is written only what is around the paper is said: what its making tells stands with the proof.
    """
    said: list[str] = []

    def write(out: Path) -> Path:
        paths, told = writing.exported(bench, report, carrier_id, out, options)
        pieces = (f"一共 {len(paths)} 张，最后一张叫 {paths[-1].name}",) if len(paths) > 1 else ()
        said[:] = (*pieces, *told)
        return paths[0]

    return Order(
        writing.file_name(bench, report, carrier_id),
        carrier(carrier_id).name,
        write,
        lambda out: tuple(dict.fromkeys((*said, *writing.said_of(bench, report, carrier_id, out)))),
    )


def correction_order(bench: Workbench, report: Report, seq: int) -> Order:
    """The strips for what hangs as record ``seq`` says."""
    return Order(
        postings.correction_name(bench, report),
        "更正条",
        lambda out: postings.export_correction(bench, report, seq, out),
        lambda out: postings.said_of_correction(bench, report, out),
    )
