"""The whole main job on the sample township without a screen: every carrier, board, tiles, package, in one process.

The process is measured by its CPU time, the median of some runs: what else runs on the machine does not count.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.places import ROOT, environment, scratch
from tests.benchmarks.promises import Figures, Taken

RUNS = 5
LONGEST_S = 60


def run(folder: Path) -> tuple[float, float, int]:
    """CPU seconds, seconds by the clock, and how many files were made."""
    out = folder / "demo"
    command = [sys.executable, "-P", "-m", "app", "demo", "--out", str(out)]
    begin, before = time.monotonic(), os.times()
    done = subprocess.run(
        command, cwd=ROOT, env=environment(folder), capture_output=True, text=True, timeout=LONGEST_S, check=False
    )
    clock, after = time.monotonic() - begin, os.times()
    made = sum(1 for path in out.rglob("*") if path.is_file())
    if done.returncode or not made:
        raise RuntimeError(f"the demo made {made} files and ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return sum(after[2:4]) - sum(before[2:4]) or clock, clock, made


def measure() -> Figures:
    """``demo_s``."""
    runs = []
    for _ in range(RUNS + 1):
        with scratch() as folder:
            runs.append(run(folder))
    cpu, clock, made = (statistics.median(each) for each in zip(*runs[1:], strict=True))
    return {"demo_s": Taken(cpu, f"{made:.0f} files, {clock:.2f} s by the clock")}
