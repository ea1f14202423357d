"""Totals compute themselves: ``sums`` of the form file, compiled once per form into a list of additions.

A total of blank cells only is blank; blanks beside figures are left out of the sum (the check of the relation waits
until they are filled). A figure stated for a total's address overrides the computed one and is what later totals add.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.domain import address as names
from app.domain.address import Address
from app.domain.values import Value
from app.forms.model import Block, Form, FormKey, Node


class Total(NamedTuple):
    """One printed sum: ``address`` = the sum of ``parts``; ``node`` is the heading that sums, ``other`` crosses it.

    ``name`` and ``across`` are how a clerk calls the two.
    """

    address: Address
    parts: tuple[Address, ...]
    section: str
    node: Node
    other: Node
    by_row: bool
    name: str
    across: str


def parts_of(total: Node, siblings: Sequence[Node]) -> list[Node]:
    """The leaves that ``total`` adds: everything under the nodes it names, without other totals."""
    named = [node for root in siblings for node in root.walk() if node.id in total.sums]
    return [leaf for node in named for leaf in node.leaves() if leaf is not total and not leaf.sums]


@lru_cache(maxsize=32)
def _relations(form_key: FormKey) -> tuple[Total, ...]:
    form = form_key.form
    return tuple(
        total for section in form.sections for block in section.blocks for total in _of_block(section.id, block)
    )


def relations(form: Form) -> tuple[Total, ...]:
    """Every printed sum of the form: each row of a total column, each column of a total row."""
    return _relations(FormKey(form))


def _of_block(section: str, block: Block) -> Iterator[Total]:
    rows, columns, called = block.row_leaves(), block.column_leaves(), block.names()
    for row in (leaf for leaf in rows if leaf.sums):
        parts = parts_of(row, block.rows)
        for column in columns:
            cells = tuple(names.cell(section, part.id or "", column.id or "") for part in parts)
            address = names.cell(section, row.id or "", column.id or "")
            yield Total(address, cells, section, row, column, True, called[id(row)], called[id(column)])
    for column in (leaf for leaf in columns if leaf.sums):
        parts = parts_of(column, block.columns)
        for row in rows:
            cells = tuple(names.cell(section, row.id or "", part.id or "") for part in parts)
            address = names.cell(section, row.id or "", column.id or "")
            yield Total(address, cells, section, column, row, False, called[id(column)], called[id(row)])


@lru_cache(maxsize=32)
def _plan(form_key: FormKey) -> tuple[tuple[Address, tuple[Address, ...]], ...]:
    # Where a total row meets a total column the row across decides (each address once, parts before wholes).
    chosen = {total.address: total.parts for total in relations(form_key.form)}
    done: dict[Address, tuple[Address, ...]] = {}

    def put(address: Address, above: frozenset[Address]) -> None:
        if address in done or address not in chosen or address in above:
            return
        for part in chosen[address]:
            put(part, above | {address})
        done[address] = chosen[address]

    for address in chosen:
        put(address, frozenset())
    return tuple(done.items())


def effective(form: Form, stated: Mapping[Address, Value]) -> dict[Address, Value]:
    """Every cell and field of the form with its figure: stated, else computed, else None."""
    return compute(form, stated)[0]


def compute(
    form: Form, stated: Mapping[Address, Value]
) -> tuple[dict[Address, Value], dict[Address, tuple[Address, ...]]]:
    """The figures as ``effective`` gives them, and the totals that still wait, with the blank cells they wait for."""
    values: dict[Address, Value] = dict.fromkeys(form.cells)
    values.update(dict.fromkeys(form.fields))
    values.update(stated)
    waiting: dict[Address, tuple[Address, ...]] = {}
    get = values.__getitem__
    for address, parts in _plan(FormKey(form)):
        if get(address) is None:
            try:
                values[address] = sum(map(get, parts))  # type: ignore[arg-type]  # the usual case; a blank raises
                waits = waiting and not waiting.keys().isdisjoint(parts)
            except TypeError:
                values[address] = add(values, parts)
                waits = True
            if waits:
                waiting[address] = tuple(_blanks(values, waiting, parts))
    return values, waiting


def _blanks(
    values: Mapping[Address, Value], waiting: Mapping[Address, tuple[Address, ...]], parts: Sequence[Address]
) -> Iterator[Address]:
    for part in parts:
        if part in waiting or values[part] is None:
            yield from waiting.get(part, (part,))


def add(values: Mapping[Address, Value], parts: Sequence[Address]) -> Value:
    """The sum of the figures at ``parts``; blank where none of them is filled."""
    try:
        return sum(map(values.__getitem__, parts))  # type: ignore[arg-type]  # a blank raises, and is met below
    except TypeError:
        figures = [value for part in parts if (value := values[part]) is not None]
        return sum(figures) if figures else None


def addends(form: Form) -> Mapping[Address, tuple[Address, ...]]:
    """The cells that each total adds."""
    return dict(_plan(FormKey(form)))


def computed(form: Form, values: Mapping[Address, Value], address: Address) -> Value:
    """What the total at ``address`` would be if nobody had overridden it; None where it is no total."""
    cells = addends(form).get(address)
    return None if cells is None else add(values, cells)


def total_addresses(form: Form) -> frozenset[Address]:
    """All addresses that compute themselves."""
    return _total_addresses(FormKey(form))


@lru_cache(maxsize=32)
def _total_addresses(form_key: FormKey) -> frozenset[Address]:
    return frozenset(address for address, _ in _plan(form_key))
