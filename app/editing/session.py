"""One open report. Every change goes through here: read, committed, then computed and checked anew, then told.

What the session shows is always what was last committed: where the disk refuses, nothing has happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.checks import counting, totals
from app.checks.engine import CheckResult, check
from app.checks.model import NOWHERE, Around, Finding, LastYear, Outcome
from app.domain import live
from app.domain.address import Address, section_of
from app.domain.change import Change, Entry, Touch, merged
from app.domain.contact import tidy
from app.domain.errors import NotFound
from app.domain.report import Answer, Report, ReportKey, answer_key
from app.domain.text import MAX_TEXT, clean, clean_line, refuse_long
from app.domain.values import Value, ValueSpec, read
from app.editing.reasons import Reasons
from app.forms.model import Form
from app.system import clock

if TYPE_CHECKING:
    from app.editing.store import Store

Kind = Literal["apply", "undo", "redo", "refresh"]
Listener = Callable[["Changed"], None]


class Changed(NamedTuple):
    """What to paint anew. ``cells`` includes totals whose figure followed; ``sections`` may have another lamp now.

    ``steps`` is how many steps of the log were undone or redone at once; 0 for a reason, which is none of them.
    """

    cells: frozenset[Address]
    passages: frozenset[str]
    sections: frozenset[str]
    label: str
    kind: Kind
    steps: int = 1
    details: frozenset[str] = frozenset()


class Session:
    """The report ``report`` of ``store``, under ``form``; ``last`` is last year's of the same organ, ``around`` what
    else the workspace knows that rules ask for.
    """

    def __init__(
        self,
        store: Store,
        form: Form,
        report: Report,
        last: LastYear | None = None,
        who: str = "",
        around: Around = NOWHERE,
    ) -> None:
        self.form = form
        self.who = who
        self._store = store
        self._report = report
        self._last = last
        self._around = around
        self._saved_at = store.saved_at(report.key)
        self._labels: tuple[str | None, str | None] | None = None  # asked for when somebody reads them
        self._result = check(form, report, last, around)
        self._reach = _reach(self._result)
        self._totals = totals.total_addresses(form)
        self._listeners: list[Listener] = []
        self._reasons = Reasons(self)

    # -- what stands

    @property
    def report(self) -> Report:
        """The report as committed: what was stated, without computed totals."""
        return self._report

    @property
    def last(self) -> LastYear | None:
        """Last year's report, if there is one."""
        return self._last

    @property
    def around(self) -> Around:
        """What else the rules may ask for."""
        return self._around

    @property
    def result(self) -> CheckResult:
        """What all rules say of it."""
        return self._result

    @property
    def values(self) -> Mapping[Address, Value]:
        """Every cell and field with its figure: totals computed, overrides in, None where blank."""
        return self._result.values

    @property
    def saved_at(self) -> datetime:
        """The time of the last commit."""
        return self._saved_at

    @property
    def undo_label(self) -> str | None:
        """What undo would take back; None where there is nothing."""
        return last.label if (last := self._reasons.last()) is not None else self._moving()[0]

    @property
    def redo_label(self) -> str | None:
        """What redo would do again; None where there is nothing."""
        return again.label if (again := self._reasons.next()) is not None else self._moving()[1]

    @property
    def reasons(self) -> Reasons:
        """The reasons that undo can take back in their turn."""
        return self._reasons

    def computed(self, address: Address) -> Value:
        """What the total at ``address`` is if nobody overrides it; None where it is no total or has no figures."""
        return totals.computed(self.form, self.values, address)

    def overridden(self, address: Address) -> bool:
        """True where a printed figure stands in the place of a computed total."""
        return address in self._totals and address in self._report.cells

    def blanks(self, section_id: str | None = None, spare: Collection[Address] = ()) -> tuple[Address, ...]:
        """What a person still has to fill in the section (None: in all) but ``spare``: cells, then fields."""
        left = counting.blanks(self.form, self.values, self._report.passages, section_id or "")
        return tuple(address for address in left if address not in spare)

    # -- the log

    def steps(self, before: int | None = None, most: int = 200) -> list[Entry]:
        """At most ``most`` steps of the log, those below ``before`` (None: the last ones), newest first."""
        return self._store.steps(self._report.key, before, most)

    @property
    def position(self) -> int:
        """The place in the log of the last step that stands; 0 where none does."""
        step = self._store.last_step(self._report.key)
        return step.seq if step is not None else 0

    def touches(self) -> Mapping[Address, Touch]:
        """By whom and when each cell was last stated, as far as that stands."""
        return self._store.touches(self._report.key)

    # -- changing it

    def read_cell(self, address: Address, text: str) -> Value:
        """What ``text`` would state there; raises ``Refused``, or ``NotFound`` for an unknown address."""
        return read(text, self._spec(address))

    def set_cell(self, address: Address, text: str) -> Changed | None:
        """State one cell; None where that is what stands. Raises ``Refused`` where it cannot be read.

        A total given its own computed figure, or nothing, computes itself again.
        """
        value = self.read_cell(address, text)
        name = self.form.cell_label(address)
        verb = "清空" if value is None else "填写"
        if address in self._totals and (value is None or value == self.computed(address)):
            verb = "恢复计算"
        return self.apply(Change(f"{verb}{name}", {address: value}, who=self.who))

    def read_passage(self, passage_id: str, text: str) -> str:
        """What ``text`` would state there; raises ``Trouble`` where it is too long, ``NotFound`` for an unknown id."""
        kept = refuse_long(clean(text), f"“{self._passage_name(passage_id)}”", MAX_TEXT)
        line = self.form.preface_fields.get(passage_id)
        return tidy(line.holds, kept) if line is not None else kept

    def set_passage(self, passage_id: str, text: str) -> Changed | None:
        """State one text; None where that is what stands. Unprintable characters are left out."""
        return self.apply(Change(f"修改{self._passage_name(passage_id)}", {}, {passage_id: text}, self.who))

    def fill_zero(self, section_id: str | None, who: str, spare: Collection[Address] = ()) -> Changed | None:
        """``who`` states that nothing happened in any blank of the section (None: of all) but ``spare``: one step."""
        if section_id is not None and self.form.section(section_id) is None:
            raise NotFound("这份格式里没有这一部分", "请核对一下")
        who = clean_line(who)
        cells = self.blanks(section_id, spare)
        noughts: dict[Address, Value] = {address: _nought(self._spec(address)) for address in cells}
        from app.editing import record  # the first page asks for no session's words

        return self.apply(Change(record.zero_label(self.form, cells, who), noughts, who=who, means="zero"))

    def apply(self, change: Change) -> Changed | None:
        """State many cells and texts in one step; None where all of it stands already. ``NotFound`` for unknown ids."""
        cells = self._new_cells(change.cells)
        passages = self._new_passages(change.passages)
        kept = {name: self._store.detail(self._report.key, name) or "" for name in change.details}
        details = {name: text for name, text in change.details.items() if text != kept[name]}
        if not cells and not passages and not details:
            return None
        change = replace(change, label=clean_line(change.label), who=clean_line(change.who))
        after = replace(change, cells=cells, passages=passages, details=details)
        before = replace(
            change,
            cells={address: self._report.cells.get(address) for address in cells},
            passages={name: self._report.passages.get(name, "") for name in passages},
            details={name: kept[name] for name in details},
        )
        now = clock.now()
        self._store.commit(self._report.key, before, after, now.isoformat())
        self._reasons.stated()
        self._labels = (change.label, None)
        return self._state(after, now, "apply")

    def move_to(self, seq: int) -> Changed | None:
        """Undo or redo, all at once, until step ``seq`` (0: none) is the last that stands; None where it is already.

        ``NotFound`` where it cannot stand again, because something else was stated after it was undone.
        """
        now = clock.now()
        steps = self._store.move_to(self._report.key, seq, now.isoformat())
        if not steps:
            return None
        back = steps[0].seq > seq
        to = merged([step.before if back else step.after for step in steps])
        return self._moved(to, now, "undo" if back else "redo", len(steps))

    def undo(self) -> Changed | None:
        """Take back the last step, also one of an earlier day, or a reason given since; None where there is none."""
        now = clock.now()
        if (last := self._reasons.last()) is not None:
            return self._answered(last.finding, last.before, now, "undo", last.label)
        step = self._store.undo(self._report.key, now.isoformat())
        return None if step is None else self._moved(step.before, now, "undo")

    def redo(self) -> Changed | None:
        """Do again what was undone; None where there is none."""
        now = clock.now()
        if (following := self._reasons.next()) is not None:
            return self._answered(following.finding, following.after, now, "redo", following.label)
        step = self._store.redo(self._report.key, now.isoformat())
        return None if step is None else self._moved(step.after, now, "redo")

    def reload(self, last: LastYear | None, around: Around | None = None, key: ReportKey | None = None) -> Changed:
        """Take the report from the store again, last year's and what is around as it is now; all may have changed.

        ``key`` is its key where that has changed as well.
        """
        report = self._store.find(key or self._report.key)
        if report is None:
            raise NotFound("这份报告已经不在了", "请回到首页重新打开")
        self._report, self._last = report, last
        self._around = around or self._around
        self._saved_at = self._store.saved_at(report.key)
        self._labels = None
        self._result = check(self.form, report, last, self._around)
        sections = frozenset(section.id for section in self.form.sections)
        everything = Changed(frozenset(self.values), frozenset(self.form.passage_ids), sections, "", "refresh")
        return self._tell(everything)

    # -- reasons

    def answer(self, finding: Finding, text: str, who: str = "") -> Changed:
        """Keep ``text`` as the reason for ``finding``, given by ``who`` (default: whoever is at the keyboard).

        It holds while the figures and the sentence are what they are. Raises what ``answering.given`` raises.
        """
        from app.editing import answering  # the first page gives no reasons

        now = clock.now()
        return self._answered(finding, answering.given(self._result, finding, text, who or self.who, now), now)

    def withdraw(self, finding: Finding) -> Changed | None:
        """Take back the reason that was given for ``finding``; None where there is none."""
        known = self._report.answers.get(answer_key(finding.rule, finding.mark))
        return None if known is None else self._answered(finding, replace(known, text=""), clock.now())

    # -- telling

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after each commit; what is returned stops that (and may be called twice)."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    # -- how

    def _moving(self) -> tuple[str | None, str | None]:
        if self._labels is None:
            self._labels = self._store.labels(self._report.key)
        return self._labels

    def _spec(self, address: Address) -> ValueSpec:
        spec = self.form.spec(address)
        if spec is None:
            raise NotFound(f"这份格式里没有“{address}”这一格", "请核对名称")
        return spec

    def _passage_name(self, passage_id: str) -> str:
        if passage_id not in self.form.passage_ids:
            raise NotFound(f"这份格式里没有“{passage_id}”这段文字", "请核对名称")
        return self.form.passage_name(passage_id)

    def _new_cells(self, wanted: Mapping[Address, Value]) -> dict[Address, Value]:
        """Those of ``wanted`` that do not stand already; a total that equals its computed figure is not stated."""
        for address in wanted:
            self._spec(address)
        stated = dict(wanted)
        touched = self._totals.intersection(stated)
        if touched:
            values = totals.effective(self.form, self._report.with_cells(stated).cells)
            for address in touched:
                if stated[address] == totals.computed(self.form, values, address):
                    stated[address] = None
        return {name: value for name, value in stated.items() if self._report.cells.get(name) != value}

    def _new_passages(self, wanted: Mapping[str, str]) -> dict[str, str]:
        cleaned = {name: self.read_passage(name, text) for name, text in wanted.items()}
        return {name: text for name, text in cleaned.items() if self._report.passages.get(name, "") != text}

    def _moved(self, to: Change, now: datetime, kind: Kind, steps: int = 1) -> Changed:
        self._labels = None
        return self._state(to, now, kind, steps)

    def _state(self, stated: Change, now: datetime, kind: Kind, steps: int = 1) -> Changed:
        """Show what was just committed."""
        old, before = self.values, self._result.found
        self._report = self._report.with_cells(stated.cells).with_passages(stated.passages)
        self._result = check(self.form, self._report, self._last, self._around)
        self._saved_at = now
        new = self.values
        cells = {address for address in new if new[address] != old.get(address)}.union(stated.cells)
        passages = frozenset(stated.passages)
        sections = self._sections(cells, passages) | _other(before, self._result.found)
        details = frozenset(stated.details)
        return self._tell(Changed(frozenset(cells), passages, sections, stated.label, kind, steps, details))

    def _answered(
        self, finding: Finding, answer: Answer, now: datetime, kind: Kind = "refresh", label: str = ""
    ) -> Changed:
        """Keep it, look again, and tell whose lamp may be another; no cell and no text has changed."""
        self._store.answer(self._report.key, answer, now.isoformat())
        self._reasons.moved(back=kind == "undo") if kind != "refresh" else self._reasons.note(finding, answer)
        self._report = self._report.with_answer(answer)
        self._result = check(self.form, self._report, self._last, self._around)
        self._saved_at = now
        sections = frozenset(name for name in (finding.section, *map(section_of, finding.cells)) if name)
        return self._tell(Changed(frozenset(), frozenset(), sections, label, kind, steps=0))

    def _sections(self, cells: Iterable[Address], passages: Iterable[str]) -> frozenset[str]:
        found = {name for name in passages if self.form.section(name)}
        for address in cells:
            found.add(section_of(address))
            found |= self._reach.get(address, frozenset())
        touched = frozenset(cells)
        for name, text in self._report.passages.items():
            if not touched.isdisjoint(live.quoted(text, self.form.spec)):
                found.add(name)
        return frozenset(found)

    def _tell(self, changed: Changed) -> Changed:
        for listener in tuple(self._listeners):
            listener(changed)
        return changed


def _nought(spec: ValueSpec) -> Value:
    return Decimal(0) if spec.kind == "money" else 0


def _other(before: Sequence[tuple[Outcome, ...]], now: Sequence[tuple[Outcome, ...]]) -> frozenset[str]:
    """The parts of which the rules that look for something say something else than before."""
    kept = set(map(id, before)).intersection(map(id, now))  # what a rule says that had nothing to look at anew
    told, tells = (
        {(o.section, o.rule, o.message) for found in each if id(found) not in kept for o in found if o.message}
        for each in (before, now)
    )
    return frozenset(section for section, _, _ in told ^ tells)


def _reach(result: CheckResult) -> Mapping[Address, frozenset[str]]:
    """The sections whose rules look at each cell."""
    found: dict[Address, set[str]] = defaultdict(set)
    for outcome in result.figures:
        for address in outcome.relation.cells if outcome.relation else outcome.cells:
            found[address].add(outcome.section)
    return {address: frozenset(sections) for address, sections in found.items()}
