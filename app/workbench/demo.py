"""The whole main job on the sample township: everything that can be made of a report, proven, and said in few lines."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app.domain.errors import CannotWrite, Trouble
from app.domain.report import Report
from app.system import files
from app.workbench import handing, naming, papers, sample, secrecy
from app.workbench.bench import Workbench
from app.workbench.carriers import writing
from app.workbench.carriers.kinds import CARRIERS
from app.workbench.telling import check_lines

SIZE, PAPER = "A1", "A4"
REVIEWER = "示例审查员"  # who looked at the sample, so that its board is no draft


def demo(out: Path) -> Iterator[str]:
    """Does all of it in ``out`` (made where it is not there), telling each deed once it is done.

    Of a report with errors no board and no package are made. The workspace is a temporary one inside ``out`` and is
    gone at the end.
    """
    start = time.monotonic()
    files.make_folder(out)
    made: list[Path] = []
    with _scratch(out) as folder, Workbench.open(Path(folder) / "sample.db") as bench:
        sample.fill(bench)
        for report in reversed(bench.reports()):
            result = bench.check(report)
            yield papers.title(bench, report)
            for line in check_lines(result):
                yield f"  {line}"
            if not result.errors:
                secrecy.record(bench, report, REVIEWER)
                yield f"  保密审查：{secrecy.sentence(bench, report)}"
            yield from _carriers(bench, report, out, made)
            if not result.errors:
                yield from _board(bench, report, out, made)
    size = sum(path.stat().st_size for path in made) / 1e6
    yield f"用时 {time.monotonic() - start:.1f} 秒，做了 {len(made)} 个文件，共 {size:.1f} MB，都在 {out}"


def _scratch(out: Path) -> tempfile.TemporaryDirectory[str]:
    try:
        return tempfile.TemporaryDirectory(prefix=".demo-", dir=out, ignore_cleanup_errors=True)
    except OSError as error:
        raise files.cannot_write(error, out) from error


def _carriers(bench: Workbench, report: Report, out: Path, made: list[Path]) -> Iterator[str]:
    """Each of them, or why it cannot be made."""
    for carrier in CARRIERS:
        path = out / writing.file_name(bench, report, carrier.id)

        def write(name: str = carrier.id, path: Path = path) -> Sequence[Path]:
            return writing.export(bench, report, name, path)

        yield _told(carrier.name, write, made)


def _board(bench: Workbench, report: Report, out: Path, made: list[Path]) -> Iterator[str]:
    title = papers.title(bench, report)
    for what, kind, tile in (
        (f"公开栏 {SIZE}", f"公开栏_{SIZE}", None),
        (f"公开栏拼 {PAPER}", f"公开栏_{SIZE}_拼{PAPER}", PAPER),
    ):
        path = out / naming.file_name(title, kind, ".pdf")

        def write(tile: str | None = tile, path: Path = path) -> Sequence[Path]:
            return (papers.export_board(bench, report, papers.BoardWish(SIZE, tile), path),)

        yield _told(what, write, made)
    packed = handing.pack(bench, report, out)
    yield _told("交接包", lambda: (packed.path,), made) + f"，已读回核对，核对码 {packed.check_code}"


def _told(what: str, write: Callable[[], Sequence[Path]], made: list[Path]) -> str:
    try:
        paths = write()
    except CannotWrite:
        raise  # the same would come of every other file
    except Trouble as trouble:
        return f"  {what}：没有做，{trouble.what}"
    made.extend(paths)
    return f"  {what}：" + "、".join(f"{path.name}（{path.stat().st_size / 1000:.0f} KB）" for path in paths)
