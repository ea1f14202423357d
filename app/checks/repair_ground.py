"""The ground on which repairs are sought: how far each relation of a table is apart, and what one more in a cell does.

Every relation is a sum, so the gap left - right moves in step with a cell, also through totals that add it. What a
form adds is compiled once; a search asks for the few cells that reach a gap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from app.checks.engine import CheckResult
from app.checks.kinds import compile_rules
from app.checks.model import Relation
from app.checks.totals import computed, relations, total_addresses
from app.domain.address import Address
from app.domain.report import Report
from app.domain.values import MAX_DIGITS, Value
from app.forms.model import Form, FormKey, Section

Number = int | Decimal
Effect = Mapping[int, Number]  # relation (its place among the form's) -> how far left - right moves
_MOST = 10**MAX_DIGITS


@dataclass(frozen=True, slots=True)
class _Web:
    """What a form adds: relations in the engine's order, where each cell stands in them, which totals add it."""

    relations: tuple[Relation, ...]
    stands: Mapping[Address, tuple[tuple[int, int], ...]]
    added_by: Mapping[Address, tuple[Address, ...]]
    parts: Mapping[Address, tuple[Address, ...]]


@lru_cache(maxsize=32)
def _web(form_key: FormKey) -> _Web:
    form = form_key.form
    found = tuple(item for item in compile_rules(form) if isinstance(item, Relation))
    stands: dict[Address, list[tuple[int, int]]] = defaultdict(list)
    for place, relation in enumerate(found):
        for side, terms in ((1, relation.left), (-1, relation.right)):
            for term in terms:
                if not term.last:
                    stands[term.address].append((place, side * term.sign))
    added_by: dict[Address, list[Address]] = defaultdict(list)
    added = {total.address: total.parts for total in relations(form)}  # each total once, as it is computed
    for address, parts in added.items():
        for part in parts:
            added_by[part].append(address)
    return _Web(found, {a: tuple(x) for a, x in stands.items()}, {a: tuple(x) for a, x in added_by.items()}, added)


@lru_cache(maxsize=256)
def _typed(form_key: FormKey, section: str) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
    """The cells of a section that a clerk types, and its totals."""
    totals = total_addresses(form_key.form)
    inside = [address for address in form_key.form.cells if address.startswith(section + ".")]
    return tuple(a for a in inside if a not in totals), tuple(a for a in inside if a in totals)


class Ground:
    """One table of a checked report. ``faults`` are its failed errors, ``gaps`` the distance of all that could run.

    ``followers`` are the faults that go once another is put right, ``doubts`` the failed warnings.
    """

    def __init__(self, report: Report, result: CheckResult, section: Section) -> None:
        self.form: Form = result.context.form
        self.result, self.section = result, section
        self.values = result.values
        self.year = report.key.year
        self.passages = report.passages  # as they are kept: a live number follows its cell, it bears no witness
        web = _web(FormKey(self.form))
        self._web = web
        self.relations = web.relations
        self.gaps: dict[int, Number] = {}
        self._held: set[int] = set()
        self._calm: set[int] = set()  # the warnings among those that hold
        self.faults: list[int] = []
        self.followers: set[int] = set()
        self.doubts: list[int] = []
        told = (outcome for outcome in result.figures if outcome.relation is not None)
        for place, outcome in enumerate(told):
            if outcome.section != section.id or outcome.lhs is None or outcome.rhs is None:
                continue
            self.gaps[place] = outcome.lhs - outcome.rhs
            if outcome.status == "passed":
                self._held.add(place)
                if outcome.severity != "error":
                    self._calm.add(place)
            else:
                (self.faults if outcome.severity == "error" else self.doubts).append(place)
                if outcome.follows:
                    self.followers.add(place)
        cells, totals = _typed(FormKey(self.form), section.id)
        self.cells = cells
        self.stated = frozenset(a for a in totals if report.cells.get(a) is not None)
        self._reach: dict[Address, dict[int, Number]] = {}

    def reach(self, address: Address) -> dict[int, Number]:
        """What one more at ``address`` does to every relation; a total with a stated figure passes nothing on."""
        found = self._reach.get(address)
        if found is None:
            found = {}
            for place, sign in self._web.stands.get(address, ()):
                found[place] = found.get(place, 0) + sign
            for total in self._web.added_by.get(address, ()):
                if total not in self.stated:
                    for place, by in self.reach(total).items():
                        found[place] = found.get(place, 0) + by
            self._reach[address] = found
        return found

    def wholes(self, address: Address) -> Iterator[Address]:
        """The totals that add ``address``, nearest first."""
        for total in self._web.added_by.get(address, ()):
            yield total
            yield from self.wholes(total)

    def is_equal(self, place: int) -> bool:
        """False for a relation that only asks for at least."""
        return not self.relations[place].at_least

    def agrees(self, place: int, gap: Number) -> bool:
        """Whether the relation holds at this distance."""
        return gap >= 0 if self.relations[place].at_least else gap == 0

    def errors(self) -> dict[int, Number]:
        """How far each error is apart, those that hold too: together, repairs may not leave one of them broken."""
        return {p: gap for p, gap in self.gaps.items() if self.relations[p].severity == "error"}

    def unsettles(self, effect: Effect) -> bool:
        """Whether a warning that held would no longer hold."""
        gaps = self.gaps
        return any(by and p in self._calm and not self.agrees(p, gaps[p] + by) for p, by in effect.items())

    def mends(self, effect: Effect) -> bool:
        """Whether every error of the table would hold, and every warning that held."""
        gaps = self.gaps
        if not all(self.agrees(p, gaps[p] + effect.get(p, 0)) for p in self.faults):
            return False
        others = (p for p, by in effect.items() if by and p in self._held)
        return all(self.agrees(p, gaps[p] + effect[p]) for p in others)

    def breaks(self, effect: Effect) -> bool:
        """Whether anything that held would no longer hold, or an error would be apart by another figure."""
        gaps, faults = self.gaps, self.faults
        moved = [p for p, by in effect.items() if by and (p in self._held or p in faults)]
        return not all(self.agrees(p, gaps[p] + effect[p]) for p in moved)

    def settles(self, effect: Effect) -> list[int]:
        """The failed warnings that say the same figure as the repair: equations that hold with it."""
        return [p for p in self.doubts if self.is_equal(p) and not self.gaps[p] + effect.get(p, 0)]

    def holds(self, address: Address, value: Value) -> bool:
        """Whether the cell could state ``value``."""
        spec = self.form.cells[address]
        if value is None or (value < 0 and spec.kind != "signed") or abs(value) >= _MOST:
            return False
        return spec.kind == "money" or isinstance(value, int)

    def unstated(self, address: Address) -> Value:
        """What a stated total would compute; None where its parts are not all filled."""
        values, waiting = self.values, self.result.context.waiting
        parts = self._web.parts.get(address, ())
        if any(values[part] is None or part in waiting for part in parts):
            return None
        return computed(self.form, values, address)


def add(into: dict[int, Number], effect: Effect, times: Number) -> None:
    """Adds ``times`` of an effect to another."""
    if times:
        for place, by in effect.items():
            into[place] = into.get(place, 0) + by * times


def divided(gap: Number, by: Number) -> Number | None:
    """``gap / by`` where that is exact, else None."""
    if isinstance(gap, int) and isinstance(by, int):
        return gap // by if gap % by == 0 else None
    whole = Decimal(gap) / Decimal(by)
    return whole if whole * by == gap else None
