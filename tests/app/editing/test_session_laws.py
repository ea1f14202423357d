"""Whatever a clerk does in whatever order: the session shows what a fresh start from the disk would show."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.checks.engine import check
from app.checks.totals import total_addresses
from app.domain.address import Address, section_of
from app.domain.change import Change, Standing
from app.domain.errors import NotFound
from app.domain.report import Report, ReportKey
from app.editing.record import zero_statements
from app.editing.session import Changed, Session
from app.forms.catalogue import load_folder
from app.storage.shelf import Shelf
from app.system import paths

CATALOGUE = load_folder(paths.forms_folder())
KEY = ReportKey("柳湾乡", 2023)
FORM = CATALOGUE.governing(KEY.year)
# Few addresses and figures, so that deeds meet each other: every total column and row of the largest table is in.
ADDRESSES: list[Address] = sorted(total_addresses(FORM))[:6] + list(FORM.cells)[::9] + list(FORM.fields)

addresses = st.sampled_from(ADDRESSES)
entries = st.sampled_from(["", "0", "1", "2", "３", "12"])
sections = st.sampled_from([None, *(section.id for section in FORM.sections)])


class Clerk(RuleBasedStateMachine):
    """One report, one session at a time, on a real file."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.shelf = Shelf.open(self.folder / "w.db")
        self.shelf.create(Report(KEY, FORM.id))
        self.open()

    def open(self) -> None:
        report = self.shelf.find(KEY)
        assert report is not None
        self.session = Session(self.shelf, FORM, report, who="王")
        self.heard: list[Changed] = []
        self.session.listen(self.heard.append)
        self.shown = dict(self.session.values)
        self.lamps = {section.id: self.session.result.of_section(section.id) for section in FORM.sections}

    @rule(address=addresses, text=entries)
    def type_a_figure(self, address: Address, text: str) -> None:
        changed = self.session.set_cell(address, text)
        if changed:
            assert address in changed.cells
        assert not self.session.overridden(address) or self.session.values[address] == self.session.read_cell(
            address, text
        )

    @rule(name=st.sampled_from(FORM.passage_ids), text=st.text(max_size=5))
    def write(self, name: str, text: str) -> None:
        self.session.set_passage(name, text)

    @rule(figures=st.dictionaries(addresses, st.none() | st.integers(0, 3), min_size=1, max_size=5))
    def paste(self, figures: dict[Address, int | None]) -> None:
        self.session.apply(Change("粘贴", dict(figures), who="王"))

    @rule(section=sections)
    def noughts(self, section: str | None) -> None:
        self.session.fill_zero(section, "李")

    @rule()
    def undo(self) -> None:
        label = self.session.undo_label
        changed = self.session.undo()
        assert (changed.label if changed else None) == label

    @rule()
    def redo(self) -> None:
        label = self.session.redo_label
        changed = self.session.redo()
        assert (changed.label if changed else None) == label

    @rule(section=sections, spared=st.sets(addresses, max_size=3))
    def noughts_but_some(self, section: str | None, spared: set[Address]) -> None:
        before, values = dict(self.session.report.cells), dict(self.session.values)
        wanted = {
            name
            for name in (*FORM.cells, *FORM.fields)
            if values[name] is None and name not in total_addresses(FORM) and name not in spared
        }
        wanted = {name for name in wanted if section is None or name.startswith(f"{section}.")}
        texts = self.session.report.passages  # a text with words says all there is to say: its figures may stay out
        wanted = {name for name in wanted if name in FORM.cells or not texts.get(section_of(name), "").strip()}
        changed = self.session.fill_zero(section, "赵", tuple(spared))
        after = dict(self.session.report.cells)
        assert {name for name in after if name not in before} == wanted
        assert all(after[name] == 0 for name in wanted)
        assert all(after[name] == value for name, value in before.items())
        assert bool(changed) == bool(wanted)
        if changed:
            said = zero_statements(FORM, self.session.touches())
            assert wanted <= {name for statement in said if statement.who == "赵" for name in statement.cells}
            assert f"{len(wanted)} 格" in changed.label
            assert changed.label.endswith("，赵确认没有发生")
            self.session.undo()
            assert dict(self.session.report.cells) == before
            self.session.redo()
            assert dict(self.session.report.cells) == after

    @rule(far=st.integers(0, 40))
    def jump(self, far: int) -> None:
        entries = self.shelf.history(KEY)
        seq = min(far, len(entries))
        if seq and entries[seq - 1].standing is Standing.SUPERSEDED:
            before = self.session.report
            with pytest.raises(NotFound):
                self.session.move_to(seq)
            assert self.session.report == before == self.shelf.find(KEY)
            return
        standing = [entry.step.seq for entry in entries if entry.standing is Standing.APPLIED]
        expected = Report(KEY, FORM.id)
        for entry in entries[:seq]:
            if entry.standing is not Standing.SUPERSEDED:
                expected = expected.with_cells(entry.step.after.cells).with_passages(entry.step.after.passages)
        here = standing[-1] if standing else 0
        between = [e for e in entries if min(seq, here) < e.step.seq <= max(seq, here)]
        between = [e for e in between if e.standing is not Standing.SUPERSEDED]
        assert self.session.position == here
        changed = self.session.move_to(seq)
        assert self.session.report == expected
        assert (changed.steps if changed else 0) == len(between)
        if changed:
            assert changed.kind == ("undo" if seq < here else "redo")
        assert self.session.move_to(seq) is None

    @precondition(lambda self: self.session.undo_label)
    @rule()
    def undo_and_redo_change_nothing(self) -> None:
        before = self.session.report
        back, again = self.session.undo(), self.session.redo()
        assert back is not None
        assert again is not None
        assert back.cells == again.cells
        assert self.session.report == before

    @rule()
    def close_and_open_again(self) -> None:
        labels = self.session.undo_label, self.session.redo_label
        self.shelf.close()
        self.shelf = Shelf.open(self.folder / "w.db")
        self.open()
        assert (self.session.undo_label, self.session.redo_label) == labels

    @invariant()
    def shows_what_the_disk_holds(self) -> None:
        stored = self.shelf.find(KEY)
        assert stored == self.session.report
        fresh = check(FORM, stored)
        assert dict(fresh.values) == dict(self.session.values)
        assert fresh.outcomes == self.session.result.outcomes

    @invariant()
    def told_all_that_changed(self) -> None:
        cells: set[Address] = set().union(*(changed.cells for changed in self.heard))
        told: set[str] = set().union(*(changed.sections for changed in self.heard))
        values = dict(self.session.values)
        assert {name for name in values if values[name] != self.shown[name]} <= cells
        lamps = {section.id: self.session.result.of_section(section.id) for section in FORM.sections}
        assert {name for name in lamps if lamps[name] != self.lamps[name]} <= told
        self.shown, self.lamps = values, lamps
        self.heard.clear()

    @invariant()
    def history_is_whole(self) -> None:
        entries = self.shelf.history(KEY)
        assert [entry.step.seq for entry in entries] == list(range(1, len(entries) + 1))
        pages, last = [], None
        while page := self.session.steps(last, 3):
            pages += page
            last = page[-1].step.seq
        assert pages == entries[::-1]
        touched: dict[Address, tuple[int, str]] = {}
        for entry in entries:
            if entry.standing is Standing.APPLIED:
                after = entry.step.after
                touched.update(dict.fromkeys(after.cells, (entry.step.seq, after.who)))
        assert {name: (touch.seq, touch.who) for name, touch in self.session.touches().items()} == touched
        said = zero_statements(FORM, self.session.touches())
        assert all(self.session.values[name] == 0 for statement in said for name in statement.cells)
        applied = [entry.step.after.label for entry in entries if entry.standing is Standing.APPLIED]
        undone = [entry.step.after.label for entry in entries if entry.standing is Standing.UNDONE]
        assert self.session.undo_label == (applied[-1] if applied else None)
        assert self.session.redo_label == (undone[0] if undone else None)
        rebuilt = Report(KEY, FORM.id)
        for entry in entries:
            if entry.standing is Standing.APPLIED:
                rebuilt = rebuilt.with_cells(entry.step.after.cells).with_passages(entry.step.after.passages)
        assert rebuilt == self.session.report  # the history alone can rebuild the report

    def teardown(self) -> None:
        if hasattr(self, "shelf"):
            self.shelf.close()
            shutil.rmtree(self.folder)


Clerk.TestCase.settings = settings(max_examples=25, stateful_step_count=25)
TestClerk = Clerk.TestCase
