"""Slips that move figures about: two neighbours exchanged, a stretch typed one row or column off, two lines exchanged.

Only figures that a clerk types are moved, blanks never. What is found balances the whole table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from app.checks.repair_ground import Ground, Number, add
from app.domain import address as names
from app.domain.address import Address
from app.domain.values import Value, ValueSpec
from app.forms.model import FormKey

Kind = Literal["swap", "up", "down", "left", "right", "rows", "columns"]
Move = tuple[Kind, Mapping[Address, Value]]
Lines = tuple[tuple[Address, ...], ...]
_MOST = 4  # of each kind: what can be moved in many ways is no finding


def moves(ground: Ground, *, many: bool) -> list[Move]:
    """Every such slip whose undoing balances the table. ``many``: several relations fail by different cells."""
    rows, columns = _lines(FormKey(ground.form), ground.section.id)
    fault = min(ground.faults, key=lambda p: len(ground.relations[p].cells))
    touching = {a for a in ground.cells if ground.reach(a).get(fault)}
    found = list(_first(_swaps(ground, (*rows, *columns), touching)))
    found += _first(_shifts(ground, columns, touching, ("up", "down")))
    if many:
        found += _first(_shifts(ground, rows, touching, ("left", "right")))
        small = [after.keys() for _, after in found]
        whole: tuple[tuple[Lines, Kind], ...] = ((columns, "columns"), (rows, "rows"))
        for lines, kind in whole:
            exchanged = _first(_exchanges(ground, lines, touching, kind))  # where less of it would do, less is meant
            found += [move for move in exchanged if not any(cells < move[1].keys() for cells in small)]
    return found


def _first(found: Iterator[Move]) -> Iterator[Move]:
    known: list[Mapping[Address, Value]] = []
    for kind, after in found:
        if after not in known:
            known.append(after)
            yield kind, after
        if len(known) == _MOST:
            return


@lru_cache(maxsize=256)
def _lines(form_key: FormKey, section_id: str) -> tuple[Lines, Lines]:
    """The typed cells of a section along its rows, and along its columns."""
    section = form_key.form.section(section_id)
    assert section is not None  # it is one of the form's
    rows, columns = [], []
    for block in section.blocks:
        downs = [leaf.id or "" for leaf in block.row_leaves() if not leaf.sums]
        across = [leaf.id or "" for leaf in block.column_leaves() if not leaf.sums]
        rows += [tuple(names.cell(section.id, row, column) for column in across) for row in downs]
        columns += [tuple(names.cell(section.id, row, column) for row in downs) for column in across]
    return tuple(rows), tuple(columns)


def _swaps(ground: Ground, lines: Sequence[Sequence[Address]], touching: set[Address]) -> Iterator[Move]:
    for line in lines:
        for one, other in pairwise(line):
            if one in touching or other in touching:
                after = {one: ground.values[other], other: ground.values[one]}
                if _fits(ground, after):
                    yield "swap", after


def _exchanges(
    ground: Ground, lines: Sequence[Sequence[Address]], touching: set[Address], kind: Kind
) -> Iterator[Move]:
    """Two neighbouring lines, whole or from some cell to another, longest first."""
    for one, other in pairwise(lines):
        if len(one) != len(other) or touching.isdisjoint((*one, *other)):
            continue
        yield from ((kind, after) for after in _stretches(ground, one, other))


def _stretches(ground: Ground, one: Sequence[Address], other: Sequence[Address]) -> Iterator[Mapping[Address, Value]]:
    values = ground.values
    pairs = list(zip(one, other, strict=True))
    effects = []
    for a, b in pairs:
        x, y = values[a], values[b]
        if x is None or y is None or not _alike(ground, a, b):
            return
        effect: dict[int, Number] = {}
        add(effect, ground.reach(a), y - x)
        add(effect, ground.reach(b), x - y)
        effects.append(effect)
    busy = [place for place, (a, b) in enumerate(pairs) if values[a] != values[b]]
    for first in busy:
        whole: dict[int, Number] = {}
        ends = []
        for last in range(first, len(pairs)):
            add(whole, effects[last], 1)
            if last > first and last in busy and ground.mends(whole):
                ends.append(last)
        if ends:
            chosen = [pair for pair in pairs[first : ends[-1] + 1] if values[pair[0]] != values[pair[1]]]
            if len(chosen) > 1:  # one pair alone is a swap
                yield {**{a: values[b] for a, b in chosen}, **{b: values[a] for a, b in chosen}}


def _shifts(
    ground: Ground, lines: Sequence[Sequence[Address]], touching: set[Address], kinds: tuple[Kind, Kind]
) -> Iterator[Move]:
    """A stretch typed one place too far back or forth: its figures go back; the nought in the gap goes to its end."""
    back, forth = kinds
    for line in lines:
        if touching.isdisjoint(line) or any(ground.values[address] is None for address in line):
            continue
        yield from ((back, after) for after in _turned(ground, line))
        yield from ((forth, after) for after in _turned(ground, line[::-1]))


def _turned(ground: Ground, line: Sequence[Address]) -> Iterator[Mapping[Address, Value]]:
    """The longest stretch from each nought whose figures, moved one place towards it, balance the table."""
    figures = [ground.values[address] or 0 for address in line]
    for first, gap in enumerate(figures):
        if gap != 0 or first + 1 >= len(line) or figures[first + 1] == 0:
            continue
        effect: dict[int, Number] = {}
        longest = None
        for last in range(first + 1, len(line)):
            if not _alike(ground, line[last - 1], line[last]):
                break
            add(effect, ground.reach(line[last - 1]), figures[last] - figures[last - 1])
            if figures[last] == 0:
                continue  # as if it had ended before
            whole = dict(effect)
            add(whole, ground.reach(line[last]), -figures[last])
            if last > first + 1 and ground.mends(whole):
                longest = last
        if longest is not None:
            turned = [*figures[first + 1 : longest + 1], gap]
            moved = zip(line[first : longest + 1], figures[first : longest + 1], turned, strict=True)
            yield {address: after for address, before, after in moved if before != after}


def _fits(ground: Ground, after: Mapping[Address, Value]) -> bool:
    effect: dict[int, Number] = {}
    for address, value in after.items():
        now = ground.values[address]
        if now is None or value is None or value == now or not ground.holds(address, value):
            return False
        add(effect, ground.reach(address), value - now)
    one, other = after
    return _alike(ground, one, other) and ground.mends(effect)


def _alike(ground: Ground, one: Address, other: Address) -> bool:
    """Whether figures may change places: counts with counts, money with money of the same unit."""
    specs: Mapping[Address, ValueSpec] = ground.form.cells
    return specs[one] == specs[other]
