"""The A4 report of the seed: the whole process against bare reportlab, the same again in one process, its size.

Both processes are measured by their CPU time, in turn: what else runs on the machine does not count.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from app.exports.report import pdf
from app.workbench import faces, papers, sample
from app.workbench.bench import Workbench
from tests.benchmarks import bare_reportlab, pieces
from tests.benchmarks.places import ROOT, environment, scratch
from tests.benchmarks.promises import Figures, Taken
from tests.benchmarks.timing import Pair, compare, per_call

PAIRS, REPEATS = 9, 9
LONGEST_S = 60


def race(workspace: Path, organ: str, year: int, folder: Path) -> Pair:
    """Seconds of both processes: a workspace opened and its report exported; strings drawn at given places."""
    ours = [sys.executable, "-P", "-m", "app", "--workspace", str(workspace), "export", "report"]
    ours += ["--organ", organ, "--year", str(year), "--out", str(folder / "ours.pdf")]
    bare = [sys.executable, str(Path(bare_reportlab.__file__)), str(folder / "pieces.json"), str(folder / "bare.pdf")]
    surroundings = environment(folder)
    runs = [(_seconds(ours, surroundings), _seconds(bare, surroundings)) for _ in range(PAIRS + 1)]
    return compare(*zip(*runs[1:], strict=True))


def _seconds(command: list[str], surroundings: Mapping[str, str]) -> float:
    """CPU seconds of a process; seconds by the clock where the system does not tell."""
    begin, before = time.monotonic(), os.times()
    subprocess.run(command, env=surroundings, cwd=ROOT, capture_output=True, timeout=LONGEST_S, check=True)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4]) or time.monotonic() - begin


def measure() -> Figures:
    """``report_vs_bare_reportlab``, ``report_repeat_ms``, ``report_pdf_kb``."""
    with scratch() as folder:
        workspace = folder / "seed.db"
        with Workbench.open(workspace) as bench:
            key = sample.fill(bench)[0]
            document, fonts = papers.document(bench, bench.find(key.year)), faces.fonts(bench)
        size = len(pdf.render(document, fonts))
        repeat = min(per_call(lambda: pdf.render(document, fonts), 1) for _ in range(REPEATS))
        many = pieces.write(document, fonts, folder / "pieces.json")
        pair = race(workspace, key.organ, key.year, folder)
    return {
        "report_vs_bare_reportlab": Taken(pair.ratio, f"{pair.ours:.2f} s / {pair.theirs:.2f} s, {many} strings"),
        "report_repeat_ms": Taken(repeat * 1000),
        "report_pdf_kb": Taken(size / 1000),
    }
