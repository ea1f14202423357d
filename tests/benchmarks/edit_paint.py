"""From a key press to the painted cell, lamp and panel, in the real window over a real workspace."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.change import Change
from app.domain.organ import Organ
from app.grid.layout import lay_out
from app.workbench.bench import Workbench
from tests.benchmarks.county import ORGAN, YEAR, county
from tests.benchmarks.places import scratch
from tests.benchmarks.promises import Figures, Taken
from tests.benchmarks.timing import percentile
from tests.benchmarks.window import Hands, editor_of, opened

if TYPE_CHECKING:
    from ui.editor.place import EditorPlace


def measure() -> Figures:
    """``edit_paint_p50_ms``, ``edit_paint_p99_ms``: medians of the rounds' own, so that one stutter counts once."""
    with scratch() as folder:
        rounds = key_times(folder)
    typed = [time for one in rounds for time in one.digits]
    worst = max(percentile(one.edits, 99) for one in rounds)
    beside = (
        f"{len(rounds)} rounds of {len(rounds[0].edits)} edits, the worst {worst:.1f} ms; "
        f"a digit while typing p99 {percentile(typed, 99):.1f} ms"
    )
    return {
        "edit_paint_p50_ms": Taken(statistics.median(percentile(one.edits, 50) for one in rounds)),
        "edit_paint_p99_ms": Taken(statistics.median(percentile(one.edits, 99) for one in rounds), beside),
    }


@dataclass(frozen=True, slots=True)
class Round:
    """Milliseconds from each key event to the end of the paint that it causes, once over the largest table.

    ``edits`` are the presses of Enter that state a figure, ``digits`` those before them.
    """

    edits: list[float] = field(default_factory=list)
    digits: list[float] = field(default_factory=list)


def key_times(folder: Path, *, rounds: int = 3) -> list[Round]:
    """Overtypes every cell of the largest table from the top, ``rounds`` times.

    Columns go out of balance and back while last year stands beside, so that totals, red corners, lamps, panel, head
    line and help line all follow.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from ui.editor.table.walk import enter_order

    hands, taken = Hands(), []
    with busy_report(folder) as place:
        session = place.session
        assert session is not None
        section = max((s for s in session.form.sections if s.blocks), key=lambda s: len(lay_out(s).values))
        for turn in range(rounds):
            one = Round()
            place.go_to(lay_out(section).values[0].address)
            QTest.qWait(50)
            for number, square in enumerate(enter_order(lay_out(section))):
                before = session.values
                for digit in "" if square.is_total else str((number * 7 + turn) % 190):
                    one.digits.append(hands.press(Qt.Key(ord(digit))))
                enter = hands.press(Qt.Key.Key_Return)
                if session.values is not before:
                    one.edits.append(enter)
            taken.append(one)
    return taken


@contextmanager
def busy_report(folder: Path) -> Iterator[EditorPlace]:
    """The whole desktop, a busy report open in it, last year's in the file."""
    case = county()
    workspace = folder / "bench.db"
    with Workbench.open(workspace) as bench:
        bench.save_organ(Organ(ORGAN, "区（县）部门"))
        for report in (case.last.report, case.report):
            bench.start(report.key.year).apply(Change("", report.cells, report.passages))
    with opened(workspace, date(YEAR + 1, 1, 10)) as desktop:
        yield editor_of(desktop, case.report.key)
