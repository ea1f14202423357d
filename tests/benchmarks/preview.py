"""The live preview on the real page: from the hand on a control to the new picture painted, by the clock.

Beside ``board_preview_ms``, which is the work alone, this is what a clerk waits: the pause for her hand, the other
thread and its messages, the picture laid on the desk and the columns beside it set anew. In a process of its own.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path
from time import monotonic, perf_counter, sleep

from tests.benchmarks.places import ROOT, environment, scratch
from tests.benchmarks.promises import Figures, Taken

ROUNDS = 11
LONGEST_S = 120.0
PAGE_PX = (1290, 716)  # what the window leaves to the page at 1366x768


def measure() -> Figures:
    """``preview_ms``: of every kind of change the quickest round, and of these the slowest."""
    with scratch() as folder:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "tests.benchmarks.preview", str(folder)],
            cwd=ROOT,
            env=environment(folder),
            capture_output=True,
            text=True,
            check=True,
            timeout=LONGEST_S,
        )
    read = [line.split() for line in done.stdout.splitlines()]
    beside = ", ".join(f"{name} {float(least):.0f} (median {float(median):.0f})" for name, least, median in read)
    return {"preview_ms": Taken(max(float(least) for _, least, _ in read), beside)}


def changes(folder: Path) -> dict[str, list[float]]:
    """The rounds of every kind of change, in ms, each the slower of there and back, on the sample township's A1."""
    from PySide6.QtWidgets import QApplication

    from app.workbench import sample
    from app.workbench.bench import Workbench
    from ui.board.place import BoardPlace
    from ui.kit import fonts, tasks, theme

    app = QApplication.instance() or QApplication([])
    fonts.load()
    theme.use(theme.Theme())

    def settle() -> None:
        end = monotonic() + 20
        while not place.settled():
            app.processEvents()
            if monotonic() > end:
                raise TimeoutError("the preview does not come")
            sleep(0.0005)  # the other thread wants to run, too

    def taken(segment: int, choice: str) -> float:
        before = place.preview.shown
        button = getattr(place.settings, choice).segments()[segment]
        begin = perf_counter()
        button.click()
        settle()
        place.preview.viewport().repaint()
        lasted = (perf_counter() - begin) * 1000
        assert place.preview.shown is not before, choice
        return lasted

    with Workbench.open(folder / "preview.db") as bench:
        sample.fill(bench)
        place = BoardPlace(bench)
        place.resize(*PAGE_PX)
        place.show()
        place.open(bench.session(2020))
        settle()
        kinds = {"columns": (2, 0), "short": (1, 0), "style_choice": (1, 0), "distance": (2, 1), "turn": (1, 0)}
        figures: dict[str, list[float]] = {name: [] for name in kinds}
        for number in range(ROUNDS + 1):
            for name, (there, back) in kinds.items():
                pair = (taken(there, name), taken(back, name))
                if number:  # the first round draws every size of type for the first time
                    figures[name].append(max(pair))
        tasks.wait_for_all()
        place.hide()
        place.deleteLater()
        app.processEvents()
    return figures


if __name__ == "__main__":
    for name, rounds in changes(Path(sys.argv[1])).items():
        print(name, min(rounds), statistics.median(rounds))
