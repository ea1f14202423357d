"""Kinds of looks at the rows of a table: a sum written where a count belongs, digits that fell into two cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.checks.figures import Number, figure
from app.checks.model import CannotRun, Context, Fix, Hit
from app.checks.registry import BadRule, Check, Look, kind, names_of, number_of, one, table_of
from app.checks.totals import relations
from app.domain import address as names
from app.domain.address import Address
from app.domain.values import plain, write
from app.forms.model import Form, Rule


@kind(
    "sum_in_place",
    {"table": "name", "rows": "names", "result": "name", "added": "names"},
    {"off_by": "number", "large": "number"},
    ("place", "result", "sum"),
)
def sum_in_place(form: Form, rule: Rule) -> Iterator[Check]:
    """``result`` of a row is just what its ``added`` columns add up to, none of them 0: it was taken for their total.

    A sum of ``large`` or more that is missed by ``off_by`` was meant as well.
    """
    section = table_of(form, rule)
    rows = names_of(rule, "rows")
    cells = {row: [names.cell(section.id, row, it) for it in names_of(rule, "added")] for row in rows}
    results = {row: names.cell(section.id, row, one(rule, "result")) for row in rows}
    off_by, large = number_of(rule, "off_by"), number_of(rule, "large")

    def find(context: Context) -> Iterator[Hit]:
        ran = False
        for row, parts in cells.items():
            added = [it for name in parts if (it := figure(context, name)) is not None]
            result = figure(context, results[row])
            if result is None or len(added) != len(parts):
                continue
            ran = True
            total = sum(added)
            near = total >= large > 0 and -off_by <= total - result <= off_by
            if 0 not in added and result > 0 and (total == result or near):
                told = {"result": plain(result), "sum": _written(added, total)}
                place = form.cell_names(results[row])[0]
                yield Hit(section.id, told, place=place, cells=(*parts, results[row]), mark=results[row])
        if not ran:
            raise CannotRun("blank")

    yield Look(rule, section.id, tuple(it for row in rows for it in (*cells[row], results[row])), find)


def _written(added: list[Number], total: Number) -> str:
    """6 - 4 = 2."""
    first, *rest = added
    return " ".join(
        [plain(first), *(f"{'+' if it > 0 else '-'} {plain(max(it, -it))}" for it in rest), "=", plain(total)]
    )


class _Row(NamedTuple):
    """A total that is not computed but stated, with the cells that it adds, from left to right."""

    total: Address
    parts: tuple[Address, ...]


@kind("digits_split", {"table": "name"}, {}, ("place", "left", "right", "joined", "total"))
def digits_split(form: Form, rule: Rule) -> Iterator[Check]:
    """A figure of two digits fell into two neighbouring cells of a row: joined again everything balances.

    Only where the total of the row and that of a column agree on it, and one way of joining does it.
    """
    section = table_of(form, rule)
    rows = [
        _Row(total.address, total.parts)
        for total in relations(form)
        if total.section == section.id and not total.by_row and _neighbours(form, total.parts)
    ]
    if not rows:
        raise BadRule(f"规则 {rule.id} 的表里没有合计列")
    looked = dict.fromkeys(name for name in form.cells if name.startswith(section.id + "."))

    def find(context: Context) -> Iterator[Hit]:
        stated = context.report.cells
        wrong = [row for row in rows if row.total in stated and None not in map(context.values.get, row.parts)]
        for row in wrong:
            ways = [way for way in _joined(context, row) if _balances(context, way)] if _gap(context, row) > 0 else []
            if len(ways) == 1:
                yield _hit(context, section.id, row, ways[0])

    yield Look(rule, section.id, tuple(looked), find)


def _neighbours(form: Form, parts: tuple[Address, ...]) -> bool:
    """Figures of money may have digits behind the point, which is another matter."""
    return len(parts) > 1 and all(form.cells[name].kind == "count" for name in parts)


def _gap(context: Context, row: _Row) -> Number:
    return (context.values[row.total] or 0) - sum(context.values[name] or 0 for name in row.parts)


def _joined(context: Context, row: _Row) -> Iterator[dict[Address, Number]]:
    """The ways of joining two neighbours that make the row add up: the figure in one cell, 0 in the other."""
    gap = _gap(context, row)
    for left, right in zip(row.parts, row.parts[1:], strict=False):
        tens, ones = context.values[left] or 0, context.values[right] or 0
        if 1 <= tens <= 9 and 0 <= ones <= 9 and 9 * tens == gap:
            whole = 10 * tens + ones
            yield {left: whole, right: 0}
            yield {left: 0, right: whole}


def _balances(context: Context, way: dict[Address, Number]) -> bool:
    """Whether a column of these cells failed before, none fails with it, and nothing fails that held."""
    from app.checks.engine import check  # the engine knows this room's kinds

    columns = {name.rpartition(".")[2] for name in way}
    before = check(context.form, context.report, around=None).unbalanced
    after = check(context.form, context.report.with_cells(way), around=None).unbalanced
    left = {(relation.rule, relation.cells) for relation in after}
    if not left < {(relation.rule, relation.cells) for relation in before}:
        return False
    return any(it.column in columns for it in before) and not any(it.column in columns for it in after)


def _hit(context: Context, section: str, row: _Row, way: dict[Address, Number]) -> Hit:
    left, right = way
    joined = max(way.values())
    told = {
        "left": plain(context.values[left] or 0),
        "right": plain(context.values[right] or 0),
        "joined": plain(joined),
        "total": plain(context.values[row.total] or 0),
    }
    label = f"改为 {write(way[left])} 和 {write(way[right])}"
    place = context.form.cell_names(left)[0]
    return Hit(section, told, place=place, cells=(left, right), mark=left, fix=Fix(label, cells=dict(way)))
