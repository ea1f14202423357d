"""The seed, from nothing to green by keys alone: a township's whole year of noughts, one bought thing, three texts.

Counted is every press from the page on which the new report opens: figures, moves, turns of a tab, deeds. Not counted
are the sentences of the texts, which nobody can spare the clerk. Their lamps must be green in the end, and every rule
of the format must have run and passed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.checks.lamps import section_lamp
from app.domain.address import Address
from app.domain.organ import Organ
from app.editing.session import Session
from app.system import paths
from app.workbench.bench import Workbench
from tests.benchmarks.places import scratch
from tests.benchmarks.promises import Figures, Taken
from tests.benchmarks.window import Hands, editor_of, opened, until

if TYPE_CHECKING:
    from ui.editor.place import EditorPlace

SEED = tomllib.loads((paths.samples_folder() / "2020.toml").read_text(encoding="utf-8"))
BESIDE = ("10", "606.05")  # the only figures of the seed that are not nought: the last two of their table


def measure() -> Figures:
    """``seed_keys``."""
    with scratch() as folder:
        presses, told = by_keys(folder)
    return {"seed_keys": Taken(presses, told)}


def by_keys(folder: Path) -> tuple[int, str]:
    """Types the seed into a new report in ``folder``; how many presses that took, and for what."""
    workspace, year = folder / "seed.db", int(SEED["year"])
    with Workbench.open(workspace) as bench:
        bench.save_organ(Organ(**SEED["organ"]))
        bench.save_clerk("王小梅")  # remembered from the first time that somebody stated zero
        key = bench.start(year).report.key
    with opened(workspace, date(year + 1, 1, 15)) as desktop:
        place = editor_of(desktop, key)
        session = place.session
        assert session is not None
        told = _fill_in(place, session)
        assert_green(session, SEED["cells"])
        assert desktop.bench is not None
        assert dict(desktop.bench.find(year).cells) == dict(session.report.cells)
    return sum(told.values()), ", ".join(f"{name} {count}" for name, count in told.items())


def _fill_in(place: EditorPlace, session: Session) -> dict[str, int]:
    """The way of a clerk who knows the keys: the two figures, noughts for all the rest, then text after text."""
    from PySide6.QtCore import Qt

    hands, told = Hands(), dict[str, int]()

    def note(what: str) -> None:
        told[what] = told.get(what, 0) + hands.presses - sum(told.values())

    items, amount = BESIDE
    hands.press(Qt.Key.Key_End, ctrl=True)
    hands.type(amount)
    hands.press(Qt.Key.Key_Left)
    hands.type(items)
    hands.press(Qt.Key.Key_Return)
    note("figures")
    for by in _turns(place):
        hands.press(Qt.Key.Key_PageDown if by > 0 else Qt.Key.Key_PageUp, ctrl=True)
        note("tabs")
        section = session.form.sections[place.tabs.currentIndex() - 1]
        if section.kind == "text" and not session.report.passages.get(section.id):
            hands.write(SEED["passages"][section.id].strip())
        elif section.kind == "table":
            state_noughts(hands, place, whole=True)
            note("noughts")
    until(lambda: len(session.report.passages) == len(SEED["passages"]))  # the last text is kept after a pause
    return told


def _turns(place: EditorPlace) -> list[int]:
    """Back to the first part, where the report has words before its tables, then through all to the last."""
    return [-1] * (place.tabs.currentIndex() - 1) + [1] * (place.tabs.count() - 2)


def state_noughts(hands: Hands, place: EditorPlace, *, whole: bool = False) -> None:
    """Alt+0 asks who states it, Enter answers for the part that is shown; for the ``whole`` report Tab, Enter."""
    from PySide6.QtCore import Qt

    from ui.editor.table.tab import TableTab

    tab = place.pages.currentWidget()
    assert isinstance(tab, TableTab)
    if not tab.zero.isEnabled():
        return
    hands.press(Qt.Key.Key_0, alt=True)
    if whole and hands.focused().nextInFocusChain() is tab.zeroing.strip.whole:
        hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Return)
    assert not tab.blanks(), "the noughts were not stated"


def assert_green(session: Session, stated: Mapping[Address, str]) -> None:
    """Every lamp is green, no rule asks for anything (hints are none), and the figures are those of the seed."""
    lamps = {section.id: section_lamp(session.result, section).kind for section in session.form.sections}
    assert set(lamps.values()) == {"ok"}, lamps
    asking = [finding for finding in session.result.findings if finding.severity != "info"]
    assert asking == [], asking
    for address, spec in session.form.cells.items():
        expected = session.read_cell(address, stated.get(address, "0"))
        assert session.values[address] == expected, (address, spec)
