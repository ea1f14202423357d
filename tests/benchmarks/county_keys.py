"""A county-size report typed from its paper: presses made, against what its figures themselves need.

Needed: for every cell that the paper fills and the program does not compute, one press for each mark of its figure
(digits, and point or sign where it has one) and one to move on. Made: every press from the page on which the new,
blank report opens, until all figures of the paper stand, turns of a tab and steps over computed totals included. She
types down the columns, Enter after each figure, as one copies a paper; noughts are typed like any other figure.

Beside it stands the quicker way: noughts are stepped over and all of them stated at the end with the one button of each
table; the ratio is to the same need.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.checks.totals import total_addresses
from app.domain.address import Address
from app.domain.organ import Organ
from app.domain.values import Value, write
from app.editing.session import Session
from app.workbench.bench import Workbench
from tests.benchmarks.places import ROOT, scratch
from tests.benchmarks.promises import Figures, Taken, Unavailable
from tests.benchmarks.seed_keys import state_noughts
from tests.benchmarks.window import Hands, editor_of, opened

if TYPE_CHECKING:
    from ui.editor.place import EditorPlace
    from ui.editor.table.tab import TableTab

TRUTH = ROOT.parent / "shared" / "corpus" / "reports" / "truth.json"
PAPER = "013"
_UNIT = re.compile(r"[^0-9.+-]")


def measure() -> Figures:
    """``county_presses_ratio``."""
    if not TRUTH.exists():
        raise Unavailable("the corpus of published reports is not beside the checkout")
    paper = json.loads(TRUTH.read_text(encoding="utf-8"))[PAPER]
    year, cells = int(paper["year"]), paper["cells"]
    with scratch() as folder:
        made, needed = type_out(folder / "typed", year, cells)
        quicker, _ = type_out(folder / "quick", year, cells, noughts_at_the_end=True)
    return {
        "county_presses_ratio": Taken(
            made / needed, f"{made} presses for {needed}; with the noughts stated at the end {quicker / needed:.2f}x"
        )
    }


def type_out(
    folder: Path, year: int, figures: Mapping[Address, object], *, noughts_at_the_end: bool = False
) -> tuple[int, int]:
    """Types ``figures`` (as on paper; None: blank there) into a new report; presses made, presses needed."""
    folder.mkdir()
    workspace = folder / "county.db"
    with Workbench.open(workspace) as bench:
        bench.save_organ(Organ("云溪县人民政府", "区（县）部门"))
        bench.save_clerk("王小梅")
        session = bench.start(year)
        key = session.report.key
        wanted = {address: session.read_cell(address, _text(figure)) for address, figure in figures.items()}
    with opened(workspace, date(year + 1, 1, 15)) as desktop:
        place = editor_of(desktop, key)
        open_session = place.session
        assert open_session is not None
        texts = _typed(open_session, wanted)
        hands = Hands()
        _type_tables(hands, place, texts, noughts_at_the_end=noughts_at_the_end)
        for address, text in texts.items():
            assert open_session.values[address] == open_session.read_cell(address, text), address
    return hands.presses, sum(len(text) + 1 for text in texts.values())


def _text(figure: object) -> str:
    return "" if figure is None else str(figure)


def _typed(session: Session, wanted: Mapping[Address, Value]) -> dict[Address, str]:
    """What is typed where: every figure of the paper that the program does not compute."""
    totals = total_addresses(session.form)
    return {
        address: _UNIT.sub("", write(wanted[address], spec))
        for address, spec in session.form.cells.items()
        if address not in totals and wanted.get(address) is not None
    }


def _type_tables(hands: Hands, place: EditorPlace, texts: Mapping[Address, str], *, noughts_at_the_end: bool) -> None:
    from PySide6.QtCore import Qt

    from ui.editor.table.tab import TableTab

    left = set(texts)
    while left:
        tab = place.pages.currentWidget()
        if isinstance(tab, TableTab):
            _type_table(hands, tab, texts, left, noughts_at_the_end=noughts_at_the_end)
            if noughts_at_the_end:
                state_noughts(hands, place)
                left -= {square.address for square in tab.view.grid.grid.values}
        if left:
            before = place.tabs.currentIndex()
            hands.press(Qt.Key.Key_PageDown, ctrl=True)
            assert place.tabs.currentIndex() != before, f"no table for {sorted(left)[:3]}"


def _type_table(
    hands: Hands, tab: TableTab, texts: Mapping[Address, str], left: set[Address], *, noughts_at_the_end: bool
) -> None:
    """Down the columns with Enter, until every figure of this table stands."""
    from PySide6.QtCore import Qt

    here = left.intersection(square.address for square in tab.view.grid.grid.values)
    if noughts_at_the_end:
        here = {address for address in here if texts[address] != "0"}
    for _ in range(2 * len(tab.view.grid.grid.values)):
        if not here:
            return
        square = tab.view.current
        assert square is not None
        if square.address in here:
            hands.type(texts[square.address])
        hands.press(Qt.Key.Key_Return)
        here.discard(square.address)
        left.discard(square.address)
    raise AssertionError(f"Enter never comes to {sorted(here)[:3]}")
