"""From the start of the process to a window that is painted, and to one that can be used; and its memory then.

Each program is a fresh process that prints ``painted SECONDS`` and ``usable SECONDS`` (``time.monotonic``, which all
processes of a machine share) and then waits. Both are started in turn.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.places import ROOT, environment
from tests.benchmarks.promises import Figures, Taken, Unavailable
from tests.benchmarks.timing import compare

PAIRS = 9
IDLE_S = 0.6  # what a program still does once it can be used, it has done by then
LONGEST_S = 30.0
MARKS = ("painted", "usable")


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds from the spawn of the process to each mark, and its resident memory in MB when idle."""

    painted: float
    usable: float
    memory: float


def bare() -> list[str]:
    """The command of the yardstick."""
    return [sys.executable, "-P", "-m", "tests.benchmarks.bare_window"]


def ours() -> list[str]:
    """The command of the program on the sample township."""
    return [sys.executable, "-P", "-m", "tests.benchmarks.our_window"]


def begin(command: list[str], home: Path) -> Start:
    """Starts ``command`` with its user folders in ``home``, waits until it is idle, and ends it."""
    with _running(command, home) as (process, since):
        marks = _marks(process)
        time.sleep(IDLE_S)
        return Start(marks["painted"] - since, marks["usable"] - since, _resident_mb(process.pid))


@contextmanager
def _running(command: list[str], home: Path) -> Iterator[tuple[subprocess.Popen[str], float]]:
    since = time.monotonic()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    too_long = threading.Timer(LONGEST_S, process.kill)
    too_long.start()
    try:
        yield process, since
    finally:
        too_long.cancel()
        process.kill()
        process.communicate()


def _marks(process: subprocess.Popen[str]) -> dict[str, float]:
    assert process.stdout is not None
    marks: dict[str, float] = {}
    while set(marks) < set(MARKS):
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"the window never came, the last words were:\n{_last_words(process)}")
        name, _, seconds = line.partition(" ")
        if name in MARKS:
            marks[name] = float(seconds)
    return marks


def _last_words(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    return process.stderr.read()[-2000:]


def _resident_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the process has no memory")


def measure() -> Figures:
    """``first_paint_vs_bare``, ``usable_vs_bare``, ``memory_vs_bare``."""
    if not Path("/proc/self/status").exists():
        raise Unavailable("resident memory is read from /proc, which this system does not have")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        begin(bare(), home)  # fills the disk cache; ours also makes its workspace here
        begin(ours(), home)
        starts = [(begin(ours(), home), begin(bare(), home)) for _ in range(PAIRS)]
    mine, theirs = zip(*starts, strict=True)
    painted = compare([s.painted for s in mine], [s.painted for s in theirs])
    usable = compare([s.usable for s in mine], [s.usable for s in theirs])
    memory = compare([s.memory for s in mine], [s.memory for s in theirs])
    return {
        "first_paint_vs_bare": Taken(painted.ratio, f"{painted.ours:.3f} s / {painted.theirs:.3f} s"),
        "usable_vs_bare": Taken(usable.ratio, f"{usable.ours:.3f} s / {usable.theirs:.3f} s"),
        "memory_vs_bare": Taken(memory.ratio, f"{memory.ours:.0f} MB / {memory.theirs:.0f} MB"),
    }
