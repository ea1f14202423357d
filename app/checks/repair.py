"""The smallest change that balances a table: one cell, two figures exchanged, figures a row too low, or nothing.

Exhaustive for one cell: every cell that moves a failed relation is tried, its figure follows from the gap. Where one
cell is not enough, the faults are parted into causes, each with its own repairs. A repair is offered only if every
failed error of the table holds with it (of a cause: with those of the other causes) and nothing breaks that held. Where
no few causes explain all, what puts some of it right without breaking anything is offered. A doubt has repairs too,
where the figures of its other cells say what one should be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app.checks.engine import CheckResult
from app.checks.repair_ground import Ground, Number, divided
from app.checks.repair_moves import moves
from app.checks.repair_proof import Proof, likeness
from app.checks.repair_soft import expected
from app.domain.address import Address
from app.domain.report import Report
from app.domain.values import Value
from app.forms.model import Section

Kind = Literal["cell", "total", "swap", "up", "down", "left", "right", "rows", "columns", "several"]
_DEEPEST = 9  # causes that are parted; a table with more is not a slip
_STEPS = 100  # tried in one search for causes


@dataclass(frozen=True, slots=True)
class Repair:
    """One deed that balances: state ``cells`` (None = let the total compute itself).

    ``before`` and ``after`` are the figures of those cells as they show. ``sure``: a second source agrees, with this
    repair alone; ``evidence`` names it. ``whole``: the table has no failed error after it. ``soft``: for a doubt.
    """

    kind: Kind
    cells: Mapping[Address, Value]
    before: Mapping[Address, Value]
    after: Mapping[Address, Value]
    whole: bool = True
    sure: bool = False
    evidence: str = ""
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Cause:
    """One fault: the relations that its repairs put right, as the panel keys its lines; the likeliest repair first."""

    keys: tuple[str, ...]
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class Repairs:
    """All causes of a table. Where each has but one likely repair, all of them as one deed lead the list of each."""

    causes: tuple[Cause, ...] = ()

    def of(self, key: str) -> tuple[Repair, ...]:
        """The repairs that the line ``key`` of the panel offers."""
        found = next((cause for cause in self.causes if cause.keys[:1] == (key,)), None)
        found = found or next((cause for cause in self.causes if key in cause.keys), None)
        return found.repairs if found else ()


def find(report: Report, result: CheckResult, section: Section, suspects: Collection[Address] = frozenset()) -> Repairs:
    """What would balance the table ``section`` of a checked report; empty where nothing fails, or nothing small helps.

    ``suspects`` are cells whose figure is doubted already: where no second source decides, they come first.

    The same report always gives the same answer. Cells are those of the form, figures such as a clerk could type.
    """
    ground = Ground(report, result, section)
    causes = _hard(ground, Proof(ground, suspects)) if ground.faults else []
    return Repairs((*causes, *_soft(ground))) if causes or ground.doubts else Repairs()


def _hard(ground: Ground, proof: Proof) -> list[Cause]:
    """The causes of what must be put right."""
    directions = _directions(ground)
    steps = _part(ground, directions)
    shifted = [_moved(ground, kind, after) for kind, after in moves(ground, many=len(steps) != 1)]
    if not steps and shifted:
        return [Cause(tuple(_key(ground, place) for place in ground.faults), _ranked(shifted, proof))]
    alone = len(steps) == 1

    def cause(step: tuple[_Step, ...]) -> Cause:
        ways = [replace(repair, whole=alone) for repair in _ways(ground, step)]
        return Cause(_keys(ground, step), _ranked([*ways, *shifted], proof))

    causes = [cause(step) for step in steps or _some(ground, directions, ground.faults)]
    together = _together(causes) if len(steps) > 1 and not shifted else None
    if len(steps) > 1:  # what only several causes put right together has repairs of its own
        left = _untold(ground, causes)
        causes += [cause(step) for step in _some(ground, directions, left - ground.followers)]
    if (shifted or together is not None) and (left := _untold(ground, causes)):
        causes.append(Cause(tuple(_key(ground, place) for place in sorted(left)), _ranked(shifted, proof)))
    if together is not None:
        causes = [replace(found, repairs=(together, *found.repairs)) for found in causes]
    return causes


def _untold(ground: Ground, causes: Sequence[Cause]) -> set[int]:
    """The faults that no cause puts right by itself."""
    told = {key for cause in causes for key in cause.keys}
    return {place for place in ground.faults if _key(ground, place) not in told}


def _soft(ground: Ground) -> Iterator[Cause]:
    """The doubts of which the other figures say what one should be; that one first, then the others that may be."""
    for place in ground.doubts:
        ways = tuple(
            Repair("cell", {address: value}, {address: ground.values[address]}, {address: value}, False, soft=True)
            for address, value in expected(ground, place)
        )
        if ways:
            yield Cause((_key(ground, place),), ways)


# ---------------------------------------------------------------------------------------------------------- the causes


@dataclass(frozen=True, slots=True)
class _Way:
    """A cell that moves relations in a direction; a stated total (``only``) by one amount alone."""

    address: Address
    sign: Number
    only: Value = None


@dataclass(frozen=True, slots=True)
class _Direction:
    """Cells that do the same to every error, but for the sign."""

    does: Mapping[int, Number]
    ways: tuple[_Way, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """A direction gone by an amount, which puts the relation ``fault`` right."""

    fault: int
    direction: _Direction
    amount: Number


def _part(ground: Ground, directions: Sequence[_Direction]) -> tuple[tuple[_Step, ...], ...]:
    """The fewest causes; each is one or more steps that put the same relation right, all of it where it is alone."""
    gaps = ground.errors()
    first = _hardest(ground, gaps, directions)
    alone = tuple(s for s in _steps(ground, first, gaps, directions) if not _left(ground, _after(gaps, s)))
    if alone:
        return (alone,)
    budget = [_STEPS]
    for depth in range(2, _DEEPEST + 1):
        found = _deeper(ground, gaps, directions, depth, budget)
        if found is not None:
            return tuple((step,) for step in found)
    return ()


def _some(ground: Ground, directions: Sequence[_Direction], faults: Collection[int]) -> tuple[tuple[_Step, ...], ...]:
    """Where not all can be put right: for each of these the steps that put most right and break nothing."""
    gaps = ground.errors()
    wrong = set(_left(ground, gaps))
    found = []
    told: set[int] = set()
    movers = _movers(directions)
    for fault in sorted(wrong.intersection(faults), key=lambda p: (movers[p], p)):
        if fault in told:
            continue
        best: dict[frozenset[int], list[_Step]] = {}
        for step in _steps(ground, fault, gaps, directions):
            left = set(_left(ground, _after(gaps, step)))
            if left < wrong:
                best.setdefault(frozenset(wrong - left), []).append(step)
        if best:
            mended = max(best, key=len)
            told |= mended
            found.append(tuple(best[mended]))
    return tuple(found)


def _deeper(
    ground: Ground, gaps: Mapping[int, Number], directions: Sequence[_Direction], depth: int, budget: list[int]
) -> list[_Step] | None:
    wrong = _left(ground, gaps)
    if not wrong:
        return []
    budget[0] -= 1
    if budget[0] < 0 or len(wrong) > depth * max((len(d.does) for d in directions), default=0):
        return None
    fault = _hardest(ground, gaps, directions)
    for step in _steps(ground, fault, gaps, directions):
        rest = [other for other in directions if other is not step.direction]
        found = _deeper(ground, _after(gaps, step), rest, depth - 1, budget)
        if found is not None:
            return [step, *found]
    return None


def _directions(ground: Ground) -> list[_Direction]:
    """Every cell that moves an error, grouped by what it does to the errors."""
    errors = ground.errors().keys()
    found: dict[tuple[tuple[int, Number], ...], list[_Way]] = {}
    for address, only in _candidates(ground):
        does = sorted((place, by) for place, by in ground.reach(address).items() if by and place in errors)
        if does:
            sign = 1 if does[0][1] > 0 else -1
            key = tuple((place, by * sign) for place, by in does)
            found.setdefault(key, []).append(_Way(address, sign, only))
    return [_Direction(dict(key), tuple(ways)) for key, ways in found.items()]


def _candidates(ground: Ground) -> Iterator[tuple[Address, Value]]:
    for address in ground.cells:
        if ground.values[address] is not None:
            yield address, None
    for address in ground.stated:
        value, now = ground.unstated(address), ground.values[address]
        if value is not None and now is not None and value != now:
            yield address, value - now


def _left(ground: Ground, gaps: Mapping[int, Number]) -> list[int]:
    return [place for place, gap in gaps.items() if gap and not ground.agrees(place, gap)]


def _hardest(ground: Ground, gaps: Mapping[int, Number], directions: Sequence[_Direction]) -> int:
    """The failed relation that the fewest directions move; equations first, they say how far."""
    open_ones = _left(ground, gaps)
    movers = _movers(directions)
    return min(open_ones, key=lambda p: (not ground.is_equal(p), movers[p]))


def _movers(directions: Sequence[_Direction]) -> Counter[int]:
    """How many directions move each relation."""
    return Counter(place for direction in directions for place in direction.does)


def _steps(ground: Ground, fault: int, gaps: Mapping[int, Number], directions: Sequence[_Direction]) -> Iterator[_Step]:
    for direction in directions:
        by = direction.does.get(fault)
        amount = divided(-gaps[fault], by) if by else None
        if amount is not None:
            step = _Step(fault, direction, amount)
            if any(True for _ in _cells(ground, step)):
                yield step


def _after(gaps: Mapping[int, Number], step: _Step) -> dict[int, Number]:
    does, amount = step.direction.does, step.amount
    return {place: gap + does.get(place, 0) * amount for place, gap in gaps.items()}


def _cells(ground: Ground, step: _Step) -> Iterator[tuple[_Way, Number]]:
    """The cells of a step that can go its amount without breaking a warning that holds, and by how much they go."""
    for way in step.direction.ways:
        by = step.amount * way.sign
        if way.only is not None:
            if by != way.only:
                continue
        else:
            now = ground.values[way.address]
            if now is None or not ground.holds(way.address, now + by):
                continue
        if not ground.unsettles({place: times * by for place, times in ground.reach(way.address).items()}):
            yield way, by


def _ways(ground: Ground, steps: Sequence[_Step]) -> Iterator[Repair]:
    for step in steps:
        for way, by in _cells(ground, step):
            now = ground.values[way.address]
            assert now is not None  # candidates have figures
            stated = None if way.only is not None else now + by
            kind: Kind = "cell" if way.only is None else "total"
            yield Repair(kind, {way.address: stated}, {way.address: now}, {way.address: now + by})


def _moved(ground: Ground, kind: Kind, after: Mapping[Address, Value]) -> Repair:
    return Repair(kind, after, {address: ground.values[address] for address in after}, after)


def _key(ground: Ground, place: int) -> str:
    relation = ground.relations[place]
    return f"{relation.rule}/{relation.cells[0]}"  # as the panel keys its lines


def _keys(ground: Ground, steps: Sequence[_Step]) -> tuple[str, ...]:
    """The relations that each of these steps puts right by itself, first the one for which it was sought."""
    does, amount = steps[0].direction.does, steps[0].amount
    places = [place for place in dict.fromkeys((steps[0].fault, *does)) if place in ground.faults]
    right = (p for p in places if ground.agrees(p, ground.gaps[p] + does.get(p, 0) * amount))
    return tuple(_key(ground, place) for place in right)


# --------------------------------------------------------------------------------------------------------- the ranking


def _ranked(repairs: Sequence[Repair], proof: Proof) -> tuple[Repair, ...]:
    """The likeliest first: second sources, what puts all right at once, what is doubted, the slip, the form's order."""
    told = []
    for place, repair in enumerate(repairs):
        weight, evidence = proof.of(repair.cells, repair.before, repair.after)
        slip = likeness(repair.kind, repair.before, repair.after)
        calm = proof.suspects.isdisjoint(repair.cells)
        told.append(((-weight, not repair.whole, calm, slip, place), replace(repair, evidence=evidence)))
    told.sort(key=lambda item: item[0])
    ranked = [repair for _, repair in told]
    if told and told[0][0][0] < 0 and (len(told) == 1 or told[1][0][0] > told[0][0][0]):
        ranked[0] = replace(ranked[0], sure=True)
    return tuple(ranked)


def _together(causes: Sequence[Cause]) -> Repair | None:
    """One deed for all causes, where each has a sure repair, or only one."""
    chosen: list[Repair] = []
    for cause in causes:
        first = cause.repairs[0] if cause.repairs else None
        if first is None or not (first.sure or len(cause.repairs) == 1):
            return None
        chosen.append(first)
    cells = {address: value for repair in chosen for address, value in repair.cells.items()}
    before = {address: value for repair in chosen for address, value in repair.before.items()}
    after = {address: value for repair in chosen for address, value in repair.after.items()}
    sure = all(repair.sure for repair in chosen)
    evidence = "；".join(dict.fromkeys(repair.evidence for repair in chosen)) if sure else ""
    return Repair("several", cells, before, after, sure=sure, evidence=evidence)
