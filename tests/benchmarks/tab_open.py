"""From the key that turns to a tab never opened before to the painted tab, in the real window over a busy report.

Each round is a fresh process, because only the first opening has to build, to measure and to draw every heading anew;
the tabs are gone through with Ctrl+PgDn, as a clerk does. ``python -m tests.benchmarks.tab_open`` is one such round.
Painted is what has been laid out and drawn before any timer runs; what a tab does after that keeps nobody waiting, and
the longest pause of the event loop is a figure of its own.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from tests.benchmarks.edit_paint import busy_report
from tests.benchmarks.places import ROOT, environment, scratch
from tests.benchmarks.promises import Figures, Taken
from tests.benchmarks.window import Hands

ROUNDS = 5
LONGEST_S = 60.0


def measure() -> Figures:
    """``tab_open_ms``: the slowest tab by the median of its rounds."""
    with scratch() as folder:
        rounds = [fresh(folder) for _ in range(ROUNDS)]
    medians = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    beside = ", ".join(f"{name} {median:.0f}" for name, median in medians.items())
    return {"tab_open_ms": Taken(max(medians.values()), beside)}


def fresh(folder: Path) -> dict[str, float]:
    """Milliseconds for each tab in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "tests.benchmarks.tab_open"],
        cwd=ROOT,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=True,
        timeout=LONGEST_S,
    )
    return {name: float(taken) for name, taken in (line.split() for line in done.stdout.splitlines())}


def open_tabs(folder: Path) -> dict[str, float]:
    """Opens the report in ``folder`` and every tab by key; milliseconds for each that had never been shown."""
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtTest import QTest

    def turn(key: Qt.Key) -> float:
        begin = perf_counter()
        QTest.keyPress(hands.focused(), key, Qt.KeyboardModifier.ControlModifier)
        QCoreApplication.sendPostedEvents()  # layouts and painting, no timers
        taken = (perf_counter() - begin) * 1000
        QTest.keyRelease(hands.focused(), key, Qt.KeyboardModifier.ControlModifier)
        return taken

    hands, taken = Hands(), {}
    with busy_report(folder) as place:
        assert place.session is not None
        names = ["cover", *(section.id for section in place.session.form.sections)]
        shown = {place.tabs.currentIndex()}
        QTest.qWait(300)
        # Down from the part that the report opens at, then up to those before it.
        for key, count in ((Qt.Key.Key_PageDown, len(names)), (Qt.Key.Key_PageUp, len(names))):
            for _ in range(count):
                time = turn(key)
                at = place.tabs.currentIndex()
                if at not in shown:
                    shown.add(at)
                    taken[names[at]] = time
                QTest.qWait(50)
        assert len(shown) == len(names), "a tab was never reached"
    return taken


def main() -> int:
    """One round: a line for each tab."""
    with scratch() as folder:
        for name, time in open_tabs(folder).items():
            print(name, f"{time:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
