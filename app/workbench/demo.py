"""The whole main job on the sample township: report, board, sheets, package, proven, and said in a few lines."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app.domain.report import Report
from app.system import files
from app.workbench import handing, papers, sample, secrecy
from app.workbench.bench import Workbench
from app.workbench.telling import check_lines

SIZE, PAPER = "A1", "A4"
REVIEWER = "示例审查员"  # who looked at the sample, so that its board is no draft


def demo(out: Path) -> Iterator[str]:
    """Does all of it in ``out`` (made where it is not there), telling each deed once it is done.

    The workspace is a temporary one inside ``out`` and is gone at the end.
    """
    start = time.monotonic()
    files.make_folder(out)
    with _scratch(out) as folder, Workbench.open(Path(folder) / "sample.db") as bench:
        sample.fill(bench)
        for report in reversed(bench.reports()):
            result = bench.check(report)
            yield papers.title(bench, report)
            for line in check_lines(result):
                yield f"  {line}"
            if not result.errors:
                yield from _whole(bench, report, out)
    yield f"用时 {time.monotonic() - start:.1f} 秒，成果都在 {out}"


def _scratch(out: Path) -> tempfile.TemporaryDirectory[str]:
    try:
        return tempfile.TemporaryDirectory(prefix=".demo-", dir=out, ignore_cleanup_errors=True)
    except OSError as error:
        raise files.cannot_write(error, out) from error


def _whole(bench: Workbench, report: Report, out: Path) -> Iterator[str]:
    title = papers.title(bench, report)
    secrecy.record(bench, report, REVIEWER)
    yield f"  保密审查：{secrecy.sentence(bench, report)}"
    yield _told("A4 报告", papers.export_report(bench, report, out / f"{title}.pdf"))
    board = out / f"{title}_公开栏_{SIZE}.pdf"
    yield _told(f"公开栏 {SIZE}", papers.export_board(bench, report, papers.BoardWish(SIZE), board))
    tiles = out / f"{title}_公开栏_{SIZE}_拼{PAPER}.pdf"
    yield _told(f"公开栏拼 {PAPER}", papers.export_board(bench, report, papers.BoardWish(SIZE, PAPER), tiles))
    packed = handing.pack(bench, report, out)
    yield _told("交接包", packed.path) + f"，已读回核对，核对码 {packed.check_code}"


def _told(what: str, path: Path) -> str:
    return f"  {what}：{path.name}（{path.stat().st_size / 1000:.0f} KB）"
