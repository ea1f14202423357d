"""The closed list of rule kinds: each compiles one rule of a form file into checks.

A kind is a function from (form, rule) to checks; it raises ``BadRule`` where the rule names what
the form does not have. Numeric kinds yield relations, the others small ``Presence`` checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.checks.model import Relation, Term
from app.checks.totals import parts_of, relations
from app.domain import address as names
from app.domain.address import Address
from app.forms.model import Block, Form, Node, Rule, Section


class BadRule(Exception):
    """A rule does not fit its form; the text says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Something must be there: every one of ``cells`` filled, or the text ``passage`` written."""

    rule: Rule
    section: str
    place: str
    cells: tuple[Address, ...] = ()
    passage: str = ""


Check = Relation | Presence
Kind = Callable[[Form, Rule], Iterator[Check]]
KINDS: dict[str, Kind] = {}


def kind(name: str) -> Callable[[Kind], Kind]:
    """Registers a rule kind under the name that form files use."""

    def register(function: Kind) -> Kind:
        KINDS[name] = function
        return function

    return register


@kind("sums_equal")
def sums_equal(form: Form, rule: Rule) -> Iterator[Check]:
    """Left rows = right rows in every column of the table; one relation per column."""
    yield from _across_columns(form, rule, at_least=False)


@kind("at_least")
def at_least(form: Form, rule: Rule) -> Iterator[Check]:
    """Left columns >= right columns (minus ``less``) in each of ``rows``; one relation per row."""
    section = _table(form, rule)
    for block, row in _rows(section, rule):
        column_ids = {leaf.id for leaf in block.column_leaves()}
        yield _relation(
            rule,
            section,
            row.name,
            "row",
            left=[Term(_in(section, row, column_ids, name, rule)) for name in _names(rule, "left")],
            right=[Term(_in(section, row, column_ids, name, rule)) for name in _names(rule, "right")]
            + [Term(_in(section, row, column_ids, name, rule), -1) for name in _names(rule, "less", optional=True)],
            at_least=True,
        )


@kind("rolls_forward")
def rolls_forward(form: Form, rule: Rule) -> Iterator[Check]:
    """This year's figure against last year's report, also across formats (ids keep their meaning).

    Either row ``this`` = last year's row ``last`` in every column; or, in each of ``rows``, column ``stock`` = last
    year's ``stock`` + ``added`` - ``removed``.
    """
    section = _table(form, rule)
    if "stock" not in rule.params:
        yield from _rows_roll(section, rule)
        return
    stock = _one(rule, "stock")
    for block, row in _rows(section, rule):
        column_ids = {leaf.id for leaf in block.column_leaves()}
        now = _in(section, row, column_ids, stock, rule)
        yield _relation(
            rule,
            section,
            row.name,
            "row",
            left=[Term(now)],
            right=[Term(now, last=True)]
            + [Term(_in(section, row, column_ids, name, rule)) for name in _names(rule, "added", optional=True)]
            + [Term(_in(section, row, column_ids, name, rule), -1) for name in _names(rule, "removed", optional=True)],
        )


@kind("filled")
def filled(form: Form, rule: Rule) -> Iterator[Check]:
    """Every cell of the table states a figure; one check per table, its finding names the blanks."""
    section = _table(form, rule)
    prefix = section.id + "."
    yield Presence(rule, section.id, section.name, tuple(name for name in form.cells if name.startswith(prefix)))


@kind("present")
def present(form: Form, rule: Rule) -> Iterator[Check]:
    """The text section is written."""
    name = _one(rule, "section")
    section = form.section(name)
    if section is None or section.kind != "text":
        raise BadRule(f"规则 {rule.id} 里的 {name} 不是文字部分")
    yield Presence(rule, section.id, section.name, passage=section.id)


def total_relations(form: Form) -> Iterator[Relation]:
    """The relations that the form's ``sums`` imply: errors, because a total that is no total is one (implied)."""
    for total in relations(form):
        place = total.across + ("列" if total.by_row else "行") if total.across else ""
        yield Relation(
            rule=f"{total.section}.{total.node.id}",
            section=total.section,
            place=place or total.name,
            severity="error",
            basis="implied",
            message=(
                f"{place + '的' if place else ''}“{total.name}”写的是 {{left}}，各项加起来是 {{right}}，相差 {{gap}}"
            ),
            left=(Term(total.address),),
            right=tuple(Term(part) for part in total.parts),
            left_says=total.name,
            right_says="各项之和",
            direction="column" if total.by_row else "row",
            column=(total.other.id if total.by_row else total.node.id) or "",
            is_total=True,
        )


def compile_rules(form: Form) -> list[Check]:
    """All checks of a form, its own rules first; ``BadRule`` for an unknown kind or a name the form lacks."""
    checks: list[Check] = []
    for rule in form.rules:
        if rule.kind not in KINDS:
            raise BadRule(f"规则 {rule.id} 的种类 {rule.kind} 不认识")
        checks += KINDS[rule.kind](form, rule)
    checks += total_relations(form)
    return checks


def _across_columns(form: Form, rule: Rule, *, at_least: bool) -> Iterator[Check]:
    section = _table(form, rule)
    for block in section.blocks:
        row_ids = {leaf.id for leaf in block.row_leaves()}
        wanted = {*_names(rule, "left"), *_names(rule, "right")}
        if not wanted & row_ids:
            continue
        if missing := wanted - row_ids:
            raise BadRule(f"规则 {rule.id} 里的 {'、'.join(sorted(missing))} 不在这张表里")
        for column in block.column_leaves():
            yield _relation(
                rule,
                section,
                column.name,
                "column",
                left=[Term(names.cell(section.id, row, column.id or "")) for row in _names(rule, "left")],
                right=[Term(names.cell(section.id, row, column.id or "")) for row in _names(rule, "right")],
                at_least=at_least,
                column=column,
                columns=block.columns,
            )


def _rows_roll(section: Section, rule: Rule) -> Iterator[Check]:
    this, last = _one(rule, "this"), _one(rule, "last")
    for block in section.blocks:
        row_ids = {leaf.id for leaf in block.row_leaves()}
        if this not in row_ids:
            continue
        for column in block.column_leaves():
            yield _relation(
                rule,
                section,
                column.name,
                "column",
                left=[Term(names.cell(section.id, this, column.id or ""))],
                right=[Term(names.cell(section.id, last, column.id or ""), last=True)],
                column=column,
                columns=block.columns,
            )
        return
    raise BadRule(f"规则 {rule.id} 里的 {this} 不在这张表里")


def _relation(
    rule: Rule,
    section: Section,
    heading: str,
    direction: str,
    *,
    left: list[Term],
    right: list[Term],
    at_least: bool = False,
    column: Node | None = None,
    columns: tuple[Node, ...] = (),
) -> Relation:
    follows = tuple(part.id or "" for part in parts_of(column, columns)) if column and column.sums else ()
    return Relation(
        rule=rule.id,
        section=section.id,
        place=heading + ("列" if direction == "column" else ""),
        severity=rule.severity,
        basis=rule.basis,
        message=rule.message,
        left=tuple(left),
        right=tuple(right),
        left_says=str(rule.params.get("left_says", "")),
        right_says=str(rule.params.get("right_says", "")),
        at_least=at_least,
        direction="column" if direction == "column" else "row",
        column=(column.id or "") if column else "",
        total_of=follows,
    )


def _table(form: Form, rule: Rule) -> Section:
    name = _one(rule, "table")
    section = form.section(name)
    if section is None or section.kind != "table":
        raise BadRule(f"规则 {rule.id} 里的 {name} 不是一张表")
    return section


def _rows(section: Section, rule: Rule) -> Iterator[tuple[Block, Node]]:
    wanted = _names(rule, "rows")
    found = [
        (block, row)
        for block in section.blocks
        for row in block.row_leaves()
        if row.id in wanted and {_first(rule)} <= {leaf.id for leaf in block.column_leaves()}
    ]
    if len(found) != len(wanted):
        raise BadRule(f"规则 {rule.id} 里有的行不在这张表里")
    yield from found


def _first(rule: Rule) -> str:
    return _one(rule, "stock") if "stock" in rule.params else _names(rule, "left")[0]


def _in(section: Section, row: Node, column_ids: set[str | None], name: str, rule: Rule) -> Address:
    if name not in column_ids:
        raise BadRule(f"规则 {rule.id} 里的 {name} 不在“{row.name}”那一行")
    return names.cell(section.id, row.id or "", name)


def _one(rule: Rule, key: str) -> str:
    value = rule.params.get(key)
    if not isinstance(value, str):
        raise BadRule(f"规则 {rule.id} 缺少 {key}")
    return value


def _names(rule: Rule, key: str, *, optional: bool = False) -> list[str]:
    value = rule.params.get(key, [] if optional else None)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value) or not (value or optional):
        raise BadRule(f"规则 {rule.id} 缺少 {key}")
    return value
