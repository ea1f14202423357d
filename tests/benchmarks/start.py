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
from tests.benchmarks.promises import Figures, Taken
from tests.benchmarks.timing import compare

PAIRS = 9
IDLE_S = 0.6  # what a program still does once it can be used, it has done by then
LONGEST_S = 30.0
MARKS = ("painted", "usable")


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds from the spawn of the process to each mark, and its resident memory in MB when idle.

    The memory is None where the system does not tell.
    """

    painted: float
    usable: float
    memory: float | None


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


def _resident_mb(pid: int) -> float | None:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(fields["VmRSS"].split()[0]) / 1024


def measure() -> Figures:
    """``first_paint_vs_bare``, ``usable_vs_bare``, ``memory_vs_bare``."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        begin(bare(), home)  # fills the disk cache; ours also makes its workspace here
        begin(ours(), home)
        starts = [(begin(ours(), home), begin(bare(), home)) for _ in range(PAIRS)]
    mine, theirs = zip(*starts, strict=True)
    figures = {
        "first_paint_vs_bare": _seconds([s.painted for s in mine], [s.painted for s in theirs]),
        "usable_vs_bare": _seconds([s.usable for s in mine], [s.usable for s in theirs]),
    }
    memory = compare([s.memory or 0 for s in mine], [s.memory or 1 for s in theirs])
    if memory.ours:
        figures["memory_vs_bare"] = Taken(memory.ratio, f"{memory.ours:.0f} MB / {memory.theirs:.0f} MB")
    else:
        print("memory_vs_bare: this system does not tell the memory of a process in /proc", file=sys.stderr)
    return figures


def _seconds(ours: list[float], theirs: list[float]) -> Taken:
    pair = compare(ours, theirs)
    return Taken(pair.ratio, f"{pair.ours:.3f} s / {pair.theirs:.3f} s")
