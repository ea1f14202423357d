"""Kinds of looks at figures that no relation can take: what is not expected, does not go together, is a large share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from app.checks.model import CannotRun, Context, Hit
from app.checks.registry import BadRule, Check, Look, Shape, kind, names_of, number_of, table_of
from app.domain import address as names
from app.domain.address import Address, section_of
from app.domain.organ import Organ
from app.domain.units import UNITS
from app.domain.values import Value, ValueSpec, plain, write_with_unit
from app.forms.model import Form, Rule, Section

Number = int | Decimal
_LAW: Mapping[str, Shape] = {"law": "text"}
_LEVELS: Mapping[str, Shape] = {"levels": "names"}


@kind(
    "expected",
    {"table": "name"},
    {"rows": "names", "columns": "names", "from": "number", **_LEVELS, **_LAW},
    ("place", "figures", "sum", "expected"),
)
def expected(form: Form, rule: Rule) -> Iterator[Check]:
    """Cells that normally state one figure (their row's ``expected``, else 0); one finding per row that differs.

    Where neither ``rows`` nor ``columns`` are named it looks at the rows that say what they expect.
    """
    section = table_of(form, rule)
    rows = _expecting(form, section, rule)

    def find(context: Context) -> Iterator[Hit]:
        if context.report.key.year < number_of(rule, "from") or not is_of_level(context, rule):
            return
        if all(figure(context, cell) is None for cells, _ in rows for cell in cells):
            raise CannotRun("blank")
        for cells, normal in rows:
            off = {name: it for name in cells if (it := figure(context, name)) is not None and it != normal}
            if off:
                row = form.cell_names(cells[0])[0]
                yield Hit(
                    section.id,
                    {
                        "figures": "、".join(f"{form.cell_names(name)[1]} {plain(it)}" for name, it in off.items()),
                        "sum": plain(sum(off.values())),
                        "expected": plain(normal),
                    },
                    place=row or section.name,
                    cells=tuple(off),
                    mark=cells[0],
                    law=str(rule.params.get("law", "")),
                )

    yield Look(rule, section.id, tuple(cell for cells, _ in rows for cell in cells), find)


def _expecting(form: Form, section: Section, rule: Rule) -> list[tuple[tuple[Address, ...], Number]]:
    """The cells of each row that is looked at, with the figure that they normally state."""
    rows, columns = names_of(rule, "rows", optional=True), names_of(rule, "columns", optional=True)
    found = []
    for block in section.blocks:
        ids = [leaf.id or "" for leaf in block.column_leaves() if not columns or leaf.id in columns]
        for row in block.row_leaves():
            if row.id in rows if rows else bool(columns) or row.expected is not None:
                cells = tuple(names.cell(section.id, row.id or "", name) for name in ids)
                if cells:
                    found.append((cells, row.expected or 0))
    met = {part for cells, _ in found for name in cells for part in name.split(".")}
    if lost := [name for name in (*rows, *columns) if name not in met]:
        raise BadRule(f"规则 {rule.id} 里的 {lost[0]} 不在这张表里")
    if not found:
        raise BadRule(f"规则 {rule.id} 要看的行没有一行写着 expected")
    return found


@kind(
    "together",
    {"these": "names", "those": "names"},
    {"both": "flag", "these_last": "flag", "those_last": "flag", **_LAW},
    ("these", "those"),
)
def together(form: Form, rule: Rule) -> Iterator[Check]:
    """Where ``these`` cells state more than 0 together, ``those`` do too (``both``: and the other way round).

    ``these_last``: last year's figures of these cells are meant; ``those_last``: last year's of those count as well.
    A figure beside a text that nobody stated asks for nothing.
    """
    these, those = known_cells(form, rule, "these"), known_cells(form, rule, "those")
    before, also = bool(rule.params.get("these_last")), bool(rule.params.get("those_last"))
    beside = tuple(name for name in (*(() if before else these), *those) if name in form.fields)

    def find(context: Context) -> Iterator[Hit]:
        if any(context.values[name] is None for name in beside):
            return
        first = _sum_last(context, these) if before else _sum(context, these)
        second = _sum(context, those) + (_sum_last(context, those) if also else 0)
        if (first > 0 and second == 0) or (first == 0 and second > 0 and bool(rule.params.get("both"))):
            own = (*(() if before else these), *those)
            yield Hit(
                section_of(own[0]),
                {"these": said(context, these[0], first), "those": said(context, those[0], second)},
                cells=tuple(name for name in own if context.values[name]) or own[:1],
                mark=own[0],
                ground=f"{plain(first)} {plain(second)}",
                law=str(rule.params.get("law", "")),
            )

    yield Look(rule, section_of(those[0] if before else these[0]), (*these, *those), find)


@kind(
    "share",
    {"part": "names", "whole": "name", "percent": "number", "least": "number"},
    {},
    ("place", "part", "whole", "percent"),
)
def share(form: Form, rule: Rule) -> Iterator[Check]:
    """``part`` is at least ``percent`` of ``whole``, and at least ``least``: a look whether it all belongs there."""
    part, (whole,) = known_cells(form, rule, "part"), known_cells(form, rule, "whole")
    percent, least = number_of(rule, "percent"), number_of(rule, "least")

    def find(context: Context) -> Iterator[Hit]:
        some, all_of = _sum(context, part), _sum(context, (whole,))
        if some >= least and all_of > 0 and some * 100 >= all_of * percent:
            told = {"part": plain(some), "whole": plain(all_of), "percent": str(int(some * 100 / all_of))}
            place = form.cell_names(part[0])[0] or form.cell_label(part[0])
            yield Hit(section_of(whole), told, place=place, cells=(*part, whole), mark=part[0])

    yield Look(rule, section_of(whole), (*part, whole), find)


@kind("covers", {"whole": "name", "part": "name"}, _LAW, ("whole", "part"))
def covers(form: Form, rule: Rule) -> Iterator[Check]:
    """``whole`` is at least ``part``, whatever units of money the two cells have; a blank ``part`` asks for nothing."""
    (whole,), (part,) = (known_cells(form, rule, key) for key in ("whole", "part"))

    def find(context: Context) -> Iterator[Hit]:
        some = figure(context, part)
        if not some:
            return
        all_of = _sum(context, (whole,))
        if _in_yuan(some, form.spec(part)) > _in_yuan(all_of, form.spec(whole)):
            told = {"whole": said(context, whole, all_of), "part": said(context, part, some)}
            yield Hit(section_of(whole), told, cells=(whole, part), law=str(rule.params.get("law", "")), mark=whole)

    yield Look(rule, section_of(whole), (whole, part), find)


def is_of_level(context: Context, rule: Rule) -> bool:
    """Whether the rule is meant for the level of the office (``levels``); of all where it names none.

    The level is what the office says of itself, else it is read off its name. ``CannotRun`` without either.
    """
    levels = names_of(rule, "levels", optional=True)
    if not levels:
        return True
    organ = context.around.organ
    if organ is None:
        if not context.report.key.organ:
            raise CannotRun("no_organ")
        organ = Organ.named(context.report.key.organ)
    return organ.level in levels or organ.short_name.endswith(tuple(levels))


def figure(context: Context, address: Address) -> Value:
    """The figure there; None for a total that still waits for blanks below it."""
    return None if address in context.waiting else context.values[address]


def said(context: Context, address: Address, value: Number) -> str:
    """``value`` with the unit of the cell, where it has one."""
    spec = context.form.spec(address)
    return write_with_unit(value, spec) if spec and spec.unit else plain(value)


def _sum(context: Context, cells: Sequence[Address]) -> Number:
    found = [it for name in cells if (it := figure(context, name)) is not None]
    if len(found) != len(cells):
        raise CannotRun("blank")
    return sum(found)


def _sum_last(context: Context, cells: Sequence[Address]) -> Number:
    if context.last is None:
        raise CannotRun("no_last")
    found = [it for name in cells if (it := context.last_same.get(name)) is not None]
    if len(found) != len(cells):
        raise CannotRun("not_in_last")
    return sum(found)


def _in_yuan(value: Number, spec: ValueSpec | None) -> Decimal:
    return Decimal(value) * (UNITS[spec.unit] if spec and spec.unit else 1)


def known_cells(form: Form, rule: Rule, key: str) -> tuple[Address, ...]:
    """The cells that the rule names at ``key``, one or several; ``BadRule`` where the form does not have one."""
    named = rule.params.get(key)
    cells = [named] if isinstance(named, str) else names_of(rule, key)
    if lost := [name for name in cells if form.spec(name) is None]:
        raise BadRule(f"规则 {rule.id} 里的 {lost[0]} 不存在")
    return tuple(cells)
