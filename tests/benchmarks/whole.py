"""The whole main job on the sample township without a screen: report, board, tiles, package, in one process."""

from __future__ import annotations

import subprocess
import sys
import time

from tests.benchmarks.places import ROOT, environment, scratch
from tests.benchmarks.promises import Figures, Taken

LONGEST_S = 60


def measure() -> Figures:
    """``demo_s``."""
    with scratch() as folder:
        command = [sys.executable, "-P", "-m", "app", "demo", "--out", str(folder / "demo")]
        begin = time.monotonic()
        done = subprocess.run(
            command, cwd=ROOT, env=environment(folder), capture_output=True, text=True, timeout=LONGEST_S, check=False
        )
        taken = time.monotonic() - begin
        made = sum(1 for path in (folder / "demo").rglob("*") if path.is_file())
    if done.returncode or not made:
        raise RuntimeError(f"the demo made {made} files and ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return {"demo_s": Taken(taken, f"{made} files")}
