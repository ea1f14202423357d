"""The kinds of rules on figures: each compiles one rule of a form file into relations and ``Presence`` checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import app.checks.figures
import app.checks.figures_tables
import app.checks.figures_years  # noqa: F401 - all three register their kinds by being loaded
from app.checks.counting import fillable
from app.checks.model import Relation, Term
from app.checks.registry import KINDS, BadRule, Check, Presence, Shape, kind, names_of, one, refuse_unfit, table_of
from app.checks.totals import parts_of, relations
from app.domain import address as names
from app.domain.address import Address
from app.forms.model import Block, Form, Node, Rule, Section

MAX_TERMS = 60_000  # that all rules of a form may add, last year's and blanks looked for included
_SIDES: Mapping[str, Shape] = {"left_says": "text", "right_says": "text"}
_STOCK = frozenset(("rows", "stock", "added", "removed", "added_last"))
_RELATION = ("place", "left", "right", "gap")


@kind("sums_equal", {"table": "name", "left": "names", "right": "names"}, _SIDES, _RELATION)
def sums_equal(form: Form, rule: Rule) -> Iterator[Check]:
    """Left rows = right rows in every column of the table; one relation per column."""
    yield from _across_columns(form, rule)


@kind(
    "at_least",
    {"table": "name", "rows": "names", "left": "names", "right": "names"},
    {"less": "names", **_SIDES},
    _RELATION,
)
def at_least(form: Form, rule: Rule) -> Iterator[Check]:
    """Left columns >= right columns (minus ``less``) in each of ``rows``; one relation per row."""
    section = table_of(form, rule)
    for block, row in _rows(section, rule):
        column_ids = {leaf.id for leaf in block.column_leaves()}
        yield _relation(
            rule,
            section,
            row.name,
            "row",
            left=[Term(_in(section, row, column_ids, name, rule)) for name in names_of(rule, "left")],
            right=[Term(_in(section, row, column_ids, name, rule)) for name in names_of(rule, "right")]
            + [Term(_in(section, row, column_ids, name, rule), -1) for name in _optional(rule, "less")],
            at_least=True,
        )


@kind(
    "rolls_forward",
    {"table": "name"},
    {
        "this": "name",
        "last": "name",
        "rows": "names",
        "stock": "name",
        "added": "names",
        "removed": "names",
        "added_last": "names",
        **_SIDES,
    },
    (*_RELATION, "this", "last", "expected"),
)
def rolls_forward(form: Form, rule: Rule) -> Iterator[Check]:
    """This year's figure against last year's report, also across formats (ids keep their meaning).

    Either row ``this`` = last year's row ``last`` in every column; or, in each of ``rows``, column ``stock`` = last
    year's ``stock`` and ``added_last`` + ``added`` - ``removed``.
    """
    section = table_of(form, rule)
    if mixed := rule.params.keys() & {"this", "last"} and rule.params.keys() & _STOCK:
        raise BadRule(f"规则 {rule.id} 里的 {min(mixed)} 不能和 this、last 一起用")
    if "stock" not in rule.params:
        yield from _rows_roll(section, rule)
        return
    stock = one(rule, "stock")
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
            + [Term(_in(section, row, column_ids, x, rule), last=True) for x in _optional(rule, "added_last")]
            + [Term(_in(section, row, column_ids, name, rule)) for name in _optional(rule, "added")]
            + [Term(_in(section, row, column_ids, it, rule), -1) for it in _optional(rule, "removed")],
        )


@kind("filled", {"table": "name"}, {}, ("place", "count"))
def filled(form: Form, rule: Rule) -> Iterator[Check]:
    """Every cell of the table that is no total states a figure; one check per table, its finding names the blanks."""
    section = table_of(form, rule)
    yield Presence(rule, section.id, section.name, fillable(form, section.id))


@kind("present", {"section": "name"}, {}, ("place",))
def present(form: Form, rule: Rule) -> Iterator[Check]:
    """The text section is written, or all the figures beside it are stated, which then print as a sentence."""
    name = one(rule, "section")
    section = form.section(name)
    if section is None or section.kind != "text":
        raise BadRule(f"规则 {rule.id} 里的 {name} 不是文字部分")
    fields = tuple(names.field(section.id, item.id) for item in section.fields)
    yield Presence(rule, section.id, section.name, passage=section.id, fields=fields)


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
    """All checks of a form on figures, its own rules first; rules on words are left to ``readers``.

    Raises ``BadRule`` for an unfit parameter, for a name the form lacks, and for rules that add too much.
    """
    checks: list[Check] = []
    known = form.cells.keys() | form.fields.keys()
    terms = 0
    for rule in form.rules:
        if rule.kind not in KINDS or KINDS[rule.kind].compile is None:
            continue  # the kinds of words are loaded where texts are read, see ``readers``
        compile_rule = refuse_unfit(rule).compile
        assert compile_rule is not None  # as just asked
        for check in compile_rule(form, rule):
            terms += len(check.cells) + 1
            if terms > MAX_TERMS:
                raise BadRule(f"规则要加的数太多，最多 {MAX_TERMS} 个")
            if lost := [address for address in check.cells if address not in known]:
                raise BadRule(f"规则 {rule.id} 里的 {lost[0]} 不存在")
            checks.append(check)
    checks += total_relations(form)
    return checks


def _across_columns(form: Form, rule: Rule) -> Iterator[Check]:
    section = table_of(form, rule)
    wanted = {*names_of(rule, "left"), *names_of(rule, "right")}
    missing = wanted
    for block in section.blocks:
        row_ids = {leaf.id for leaf in block.row_leaves()}
        if not wanted & row_ids:
            continue
        if missing := wanted - row_ids:
            break
        for column in block.column_leaves():
            yield _relation(
                rule,
                section,
                column.name,
                "column",
                left=[Term(names.cell(section.id, row, column.id or "")) for row in names_of(rule, "left")],
                right=[Term(names.cell(section.id, row, column.id or "")) for row in names_of(rule, "right")],
                column=column,
                columns=block.columns,
            )
    if missing:
        raise BadRule(f"规则 {rule.id} 里的 {'、'.join(sorted(missing))} 不在这张表里")


def _rows_roll(section: Section, rule: Rule) -> Iterator[Check]:
    this, last = one(rule, "this"), one(rule, "last")
    for block in section.blocks:
        row_ids = {leaf.id for leaf in block.row_leaves()}
        if this not in row_ids:
            continue
        if last not in row_ids:  # next year it is this format that the report before was made by
            raise BadRule(f"规则 {rule.id} 里的 {last} 不在这张表里")
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


def _rows(section: Section, rule: Rule) -> Iterator[tuple[Block, Node]]:
    wanted = names_of(rule, "rows")
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
    return one(rule, "stock") if "stock" in rule.params else names_of(rule, "left")[0]


def _optional(rule: Rule, key: str) -> list[str]:
    return names_of(rule, key, optional=True)


def _in(section: Section, row: Node, column_ids: set[str | None], name: str, rule: Rule) -> Address:
    if name not in column_ids:
        raise BadRule(f"规则 {rule.id} 里的 {name} 不在“{row.name}”那一行")
    return names.cell(section.id, row.id or "", name)
