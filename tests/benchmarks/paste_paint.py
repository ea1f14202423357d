"""From Ctrl+V to the painted table: the largest one pasted whole, as Excel, WPS and Word leave it on the clipboard.

Labels and headings are pasted with it, in the real window over a busy report.
"""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import TYPE_CHECKING

from app.checks.totals import effective
from app.domain.address import Address
from app.domain.values import Value
from app.grid.layout import lay_out
from tests.app.imports.clips import WRITERS, sheet, text
from tests.benchmarks.edit_paint import busy_report
from tests.benchmarks.places import scratch
from tests.benchmarks.promises import Figures, Taken
from tests.benchmarks.window import Hands, application

if TYPE_CHECKING:
    from app.editing.session import Session
    from app.forms.model import Section

ROUNDS = 5


def measure() -> Figures:
    """``paste_paint_ms``: the slowest kind of clipboard, by the median of its rounds."""
    with scratch() as folder:
        taken = paste_times(folder)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    beside = ", ".join(f"{name} {median:.0f}" for name, median in medians.items())
    longest = max(max(times) for times in taken.values())
    return {"paste_paint_ms": Taken(max(medians.values()), f"{beside}; longest {longest:.0f} ms")}


def paste_times(folder: Path, *, rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Milliseconds for each kind of clipboard; every paste states other figures in every cell."""
    from PySide6.QtCore import QMimeData, Qt
    from PySide6.QtTest import QTest

    hands, app = Hands(), application()
    taken: dict[str, list[float]] = {name: [] for name in WRITERS}
    with busy_report(folder) as place:
        session = place.session
        assert session is not None
        section = max((s for s in session.form.sections if s.blocks), key=lambda s: len(lay_out(s).values))
        for turn in range(rounds * len(WRITERS)):
            name = list(WRITERS)[turn % len(WRITERS)]
            data = QMimeData()
            figures = _figures(session, section, turn)
            if name == "text":
                data.setText(WRITERS[name](sheet(section, figures)))
            else:
                data.setHtml(WRITERS[name](sheet(section, figures)))
                data.setText(text(sheet(section, figures)))
            app.clipboard().setMimeData(data)
            place.go_to(lay_out(section).values[0].address)
            QTest.qWait(50)
            taken[name].append(hands.press(Qt.Key.Key_V, ctrl=True))
            assert all(session.values[address] == value for address, value in figures.items()), "it was not pasted"
        app.clipboard().clear()  # it must not outlive Python, which made it
    return taken


def _figures(session: Session, section: Section, turn: int) -> dict[Address, Value]:
    cells = {s.address: (n * 7 + turn) % 90 for n, s in enumerate(lay_out(section).values) if not s.is_total}
    whole = effective(session.form, cells)
    return {square.address: whole[square.address] for square in lay_out(section).values}
