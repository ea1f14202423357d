"""From a key press to the painted cell, lamp and panel, in the real window over a real workspace."""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from app.domain.change import Change
from app.domain.organ import Organ
from app.grid.layout import lay_out
from app.workbench.bench import Workbench
from tests.benchmarks.county import ORGAN, YEAR, county
from tests.benchmarks.places import scratch
from tests.benchmarks.promises import Figures, Taken
from tests.benchmarks.timing import percentile

if TYPE_CHECKING:
    from ui.editor.place import EditorPlace


def measure() -> Figures:
    """``edit_paint_p50_ms``, ``edit_paint_p99_ms``: medians over the rounds, so that one stutter counts once."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with scratch() as folder:
        rounds = key_times(folder)
    typed = [time for one in rounds for time in one.digits]
    beside = (
        f"{len(rounds)} rounds of {len(rounds[0].edits)} edits; a digit while typing p99 {percentile(typed, 99):.1f} ms"
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
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from ui.editor.walk import enter_order

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)

    def press(key: int, text: str = "") -> float:
        target = app.focusWidget()
        assert target is not None
        begin = perf_counter()
        app.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text))
        app.processEvents()
        taken = (perf_counter() - begin) * 1000
        app.sendEvent(target, QKeyEvent(QEvent.Type.KeyRelease, key, Qt.KeyboardModifier.NoModifier, text))
        return taken

    taken = []
    with _window(folder) as place:
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
                    one.digits.append(press(Qt.Key.Key_0 + int(digit), digit))
                enter = press(Qt.Key.Key_Return, "\r")
                if session.values is not before:
                    one.edits.append(enter)
            taken.append(one)
    return taken


@contextmanager
def _window(folder: Path) -> Iterator[EditorPlace]:
    """The whole desktop at the size of a small office monitor, a busy report open in it, last year's in the file."""
    from PySide6.QtTest import QTest

    from ui.editor.place import EditorPlace
    from ui.kit import fonts, theme
    from ui.wiring import Desktop

    case = county()
    workspace = folder / "bench.db"
    with Workbench.open(workspace) as bench:
        bench.save_organ(Organ(ORGAN, "区（县）部门"))
        for report in (case.last.report, case.report):
            bench.start(report.key.year).apply(Change("", report.cells, report.passages))
    fonts.load()
    theme.use(theme.Theme())
    desktop = Desktop(workspace, folder / "look.ini", date(YEAR + 1, 1, 10))
    desktop.window.resize(1366, 768)
    desktop.window.show()
    desktop.window.activateWindow()
    QTest.qWaitForWindowActive(desktop.window)
    try:
        for _ in range(100):
            if desktop.bench is None:
                QTest.qWait(50)
        desktop.open_report(case.report.key)
        place = desktop.window.page("editor")
        assert isinstance(place, EditorPlace)
        yield place
    finally:
        desktop.close()
        desktop.window.hide()
