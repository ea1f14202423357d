"""Personal numbers of nobody in twelve spellings, and reports in order in which there are none."""

from __future__ import annotations

from app.checks.private.kind import Private, find, sought
from app.system.paths import wording_folder
from app.wording.load import load_file
from app.wording.model import Wording
from tests.app.checks.private.clean import clean
from tests.app.checks.private.people import planted
from tests.benchmarks.promises import Figures, Taken

PLANTED, CLEAN = 10_000, 1_000


def measure() -> Figures:
    """``pii_found_pct``: found exactly where they stand; ``pii_false_per_100``: alarms on 100 reports in order."""
    wording = Wording((load_file(wording_folder() / "private.toml"),))

    def look(text: str) -> list[Private]:
        return [each for finders in sought(wording) for each in find(text, finders)]

    found = sum(
        [(each.start, each.end)] == [(hit.start, hit.end) for hit in look(each.text)]
        for each in planted(seed=7, count=PLANTED)
    )
    alarms = sum(len(look(clean(seed))) for seed in range(CLEAN))
    return {
        "pii_found_pct": Taken(100 * found / PLANTED, f"{found} of {PLANTED}, 12 spellings"),
        "pii_false_per_100": Taken(100 * alarms / CLEAN, f"{alarms} on {CLEAN} reports"),
    }
