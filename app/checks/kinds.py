"""The closed list of rule kinds: each compiles one rule of a form file into checks.

A kind is a function from (form, rule) to checks; it raises ``BadRule`` where the rule names what
the form does not have. Numeric kinds yield relations, the others small ``Presence`` checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.checks.counting import fillable
from app.checks.model import Relation, Term
from app.checks.totals import parts_of, relations
from app.domain import address as names
from app.domain.address import Address
from app.forms.model import Block, Form, Node, Rule, Section


class BadRule(Exception):
    """A rule does not fit its form; the text says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Something must be there: every one of ``cells`` filled, or the text ``passage`` written.

    Figures beside a text (``fields``) print as a sentence once all are stated: then the text is written too.
    """

    rule: Rule
    section: str
    place: str
    cells: tuple[Address, ...] = ()
    passage: str = ""
    fields: tuple[Address, ...] = ()


Check = Relation | Presence
Compile = Callable[[Form, Rule], Iterator[Check]]
Shape = Literal["name", "names", "text"]
MAX_NAMES = 60  # in one list of a rule
MAX_TERMS = 60_000  # that all rules of a form may add, last year's and blanks looked for included


@dataclass(frozen=True, slots=True)
class Kind:
    """A rule kind: its function, the parameters it knows (``needs`` must be there), the words of its message."""

    compile: Compile
    needs: Mapping[str, Shape]
    may: Mapping[str, Shape]
    words: frozenset[str]

    @property
    def params(self) -> Mapping[str, Shape]:
        """Every parameter it knows."""
        return {**self.needs, **self.may}


KINDS: dict[str, Kind] = {}
_SIDES: Mapping[str, Shape] = {"left_says": "text", "right_says": "text"}
_RELATION = ("place", "left", "right", "gap")


def kind(
    name: str, needs: Mapping[str, Shape], may: Mapping[str, Shape], words: Sequence[str]
) -> Callable[[Compile], Compile]:
    """Registers a rule kind under the name that form files use."""

    def register(function: Compile) -> Compile:
        KINDS[name] = Kind(function, needs, may, frozenset(words))
        return function

    return register


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
        **_SIDES,
    },
    (*_RELATION, "this", "last", "expected"),
)
def rolls_forward(form: Form, rule: Rule) -> Iterator[Check]:
    """This year's figure against last year's report, also across formats (ids keep their meaning).

    Either row ``this`` = last year's row ``last`` in every column; or, in each of ``rows``, column ``stock`` = last
    year's ``stock`` + ``added`` - ``removed``.
    """
    section = _table(form, rule)
    if mixed := rule.params.keys() & {"this", "last"} and rule.params.keys() & {"rows", "stock", "added", "removed"}:
        raise BadRule(f"规则 {rule.id} 里的 {min(mixed)} 不能和 this、last 一起用")
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


@kind("filled", {"table": "name"}, {}, ("place", "count"))
def filled(form: Form, rule: Rule) -> Iterator[Check]:
    """Every cell of the table that is no total states a figure; one check per table, its finding names the blanks."""
    section = _table(form, rule)
    yield Presence(rule, section.id, section.name, fillable(form, section.id))


@kind("present", {"section": "name"}, {}, ("place",))
def present(form: Form, rule: Rule) -> Iterator[Check]:
    """The text section is written, or all the figures beside it are stated, which then print as a sentence."""
    name = _one(rule, "section")
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
    """All checks of a form, its own rules first.

    Raises ``BadRule`` for an unknown kind or parameter, for a name the form lacks, and for rules that add too much.
    """
    checks: list[Check] = []
    known = form.cells.keys() | form.fields.keys()
    terms = 0
    for rule in form.rules:
        _refuse_unfit(rule)
        for check in KINDS[rule.kind].compile(form, rule):
            terms += len(check.cells) + 1
            if terms > MAX_TERMS:
                raise BadRule(f"规则要加的数太多，最多 {MAX_TERMS} 个")
            if lost := [address for address in check.cells if address not in known]:
                raise BadRule(f"规则 {rule.id} 里的 {lost[0]} 不存在")
            checks.append(check)
    checks += total_relations(form)
    return checks


def _refuse_unfit(rule: Rule) -> None:
    kind = KINDS.get(rule.kind)
    if kind is None:
        raise BadRule(f"规则 {rule.id} 的种类 {rule.kind} 不认识")
    for name, value in rule.params.items():
        shape = kind.params.get(name)
        if shape is None:
            raise BadRule(f"规则 {rule.id} 里的 {name} 不认识")
        if shape == "names":
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value) or not value:
                raise BadRule(f"规则 {rule.id} 的 {name} 应是一串名字")
            if len(set(value)) != len(value) or len(value) > MAX_NAMES:
                raise BadRule(f"规则 {rule.id} 的 {name} 有重复，或多过 {MAX_NAMES} 个")
        elif not isinstance(value, str) or not value:
            raise BadRule(f"规则 {rule.id} 的 {name} 应是文字")
    if missing := [name for name in kind.needs if name not in rule.params]:
        raise BadRule(f"规则 {rule.id} 缺少 {missing[0]}")


def _across_columns(form: Form, rule: Rule) -> Iterator[Check]:
    section = _table(form, rule)
    wanted = {*_names(rule, "left"), *_names(rule, "right")}
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
                left=[Term(names.cell(section.id, row, column.id or "")) for row in _names(rule, "left")],
                right=[Term(names.cell(section.id, row, column.id or "")) for row in _names(rule, "right")],
                column=column,
                columns=block.columns,
            )
    if missing:
        raise BadRule(f"规则 {rule.id} 里的 {'、'.join(sorted(missing))} 不在这张表里")


def _rows_roll(section: Section, rule: Rule) -> Iterator[Check]:
    this, last = _one(rule, "this"), _one(rule, "last")
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
    if not isinstance(value, list):
        raise BadRule(f"规则 {rule.id} 缺少 {key}")
    return value
