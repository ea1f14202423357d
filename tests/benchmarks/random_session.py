"""A random session on the real window: the longest pause of its event loop, and what an hour of it costs in memory.

The clerk of ``tests/ui/restless.py`` types, pastes, takes back, turns tabs and places, in a process of its own that
collects garbage as the program does. A pause is the time from one event until everything that it causes is done and
painted; the idle turns between deeds and changes of size or palette count too. Memory is taken after a warm-up that
opens everything once, and again after as many steps of the report as a quick clerk makes in an hour (one in three
seconds).

``GONGKAILAN_SESSION_S`` makes the session longer than its usual twenty seconds; 600 are the ten minutes of the promise.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from random import Random

from app.domain.organ import short_name
from app.domain.report import ReportKey
from tests.benchmarks.county import ORGAN, YEAR
from tests.benchmarks.places import ROOT, environment, scratch
from tests.benchmarks.promises import Figures, Taken, Unavailable
from tests.benchmarks.workspace import fill

USUAL_S = 20.0
HOUR = 1200  # steps of the report
WARM_UP = 1000  # deeds; until then fonts, pictures and layouts of every size and palette are made
RARE_EVERY = 50  # deeds
DRESSING = ("size", "look")
_STATUS = Path("/proc/self/status")


def measure() -> Figures:
    """``pause_max_ms``, ``memory_growth_mb``."""
    if not _STATUS.exists():
        raise Unavailable("resident memory is read from /proc")
    with scratch() as folder:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "tests.benchmarks.random_session", str(fill(folder / "bench.db"))],
            cwd=ROOT, env=environment(folder), stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
    told = json.loads(done.stdout.splitlines()[-1])
    pauses = told["pauses"]
    longest = max(pauses, key=lambda deed: pauses[deed])
    dressing = max(told["pauses"].get(deed, 0.0) for deed in DRESSING)
    beside = f"{told['deeds']} deeds in {told['seconds']:.0f} s, {longest}; another size or palette {dressing:.0f} ms"
    return {
        "pause_max_ms": Taken(pauses[longest], beside),
        "memory_growth_mb": Taken(told["grown"], f"{HOUR} steps, {told['before']:.0f} MB before"),
    }


def resident_mb() -> float:
    """Resident memory of this process, without what is only waiting to be collected."""
    gc.collect()
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def main() -> None:
    """The session itself; one line of JSON."""
    from tests.ui.restless import Restless
    from ui.__main__ import _settle

    seconds = float(os.environ.get("GONGKAILAN_SESSION_S", USUAL_S))
    key = ReportKey(short_name(ORGAN), YEAR)
    clerk = Restless(Path(sys.argv[1]), key, date(YEAR + 1, 1, 10), Random(20260131))
    _settle(clerk.desktop)
    deeds = 0

    def go_on() -> None:
        nonlocal deeds
        deeds += 1
        rare = ("look", "places")
        clerk.step(clerk.chance.choice(rare) if deeds % RARE_EVERY == 0 else "")

    while deeds < WARM_UP:
        go_on()
    before, steps, begin = resident_mb(), clerk.steps, time.monotonic()
    deeds = 0
    clerk.pauses.clear()
    grown = 0.0
    while time.monotonic() - begin < seconds or clerk.steps - steps < HOUR:
        go_on()
        if not grown and clerk.steps - steps >= HOUR:
            grown = resident_mb() - before
    told = {
        "pauses": clerk.pauses,
        "seconds": time.monotonic() - begin,
        "deeds": deeds,
        "steps": clerk.steps - steps,
        "before": before,
        "grown": grown,
    }
    clerk.stand_up()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
