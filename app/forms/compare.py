"""What a format says otherwise than another, in plain words for whoever decides whether to use it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from app.forms.model import Form, Node, Rule, Section

_MOST = 6  # things named one by one; of more the first and how many there are
_LONGEST = 40  # signs of one of them
_HOLE = re.compile(r"\{[^{}]*\}")
_SEVERITIES = {"error": "必须改正", "warning": "请说明", "info": "提示"}
_Thing = TypeVar("_Thing")


def differences(before: Form | None, new: Form) -> tuple[str, ...]:
    """One sentence for each sort of difference; ``before`` is the format that ``new`` comes after or takes the place
    of (None: there is none). Empty where the two say the same.
    """
    if before is None:
        return (f"新的一份格式：{years(new)}，{len(new.sections)} 个部分，{len(new.rules)} 条规则",)
    return tuple(_differences(before, new))


def years(form: Form) -> str:
    """Which reports a format governs: 2027 年度起."""
    if form.last_year is None:
        return f"{form.first_year} 年度起"
    if form.first_year == form.last_year:
        return f"{form.first_year} 年度"
    return f"{form.first_year} 至 {form.last_year} 年度"


def rule_differences(before: Iterable[Rule], new: Iterable[Rule]) -> Iterator[str]:
    """The rules that came, went, or say or ask something else."""
    old, now = {rule.id: rule for rule in before}, {rule.id: rule for rule in new}
    yield from _came_and_went("条规则", _named(old, now, said), _named(now, old, said))
    both = [(old[name], now[name]) for name in old if name in now]
    if told := [f"{said(one)}，改成{said(other)}" for one, other in both if one.message != other.message]:
        yield f"改了 {len(told)} 条规则的说法：{listed(told, '；')}"
    if told := [
        f"{said(other)}改为{_SEVERITIES[other.severity]}" for one, other in both if one.severity != other.severity
    ]:
        yield f"改了 {len(told)} 条规则的轻重：{listed(told)}"
    if told := [said(other) for one, other in both if _asks(one) != _asks(other)]:
        yield f"改了 {len(told)} 条规则的查法：{listed(told)}"


def said(rule: Rule) -> str:
    """A rule by its message, with … where words are filled in."""
    words = _HOLE.sub("…", rule.message).replace("……", "…")
    return f"“{short(words.replace('“', '‘').replace('”', '’'))}”"


def listed(things: Sequence[str], mark: str = "、") -> str:
    """The first of them, and how many there are where not all are named."""
    names = list(dict.fromkeys(things))  # columns of two groups may share a name
    return mark.join(names[:_MOST]) + (f" 等 {len(things)} 项" if len(names) > _MOST else "")


def short(words: str) -> str:
    """At most ``_LONGEST`` signs."""
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _asks(rule: Rule) -> object:
    return rule.kind, rule.basis, dict(rule.params)


def _differences(before: Form, new: Form) -> Iterator[str]:
    if (before.first_year, before.last_year) != (new.first_year, new.last_year):
        yield f"管的年份：{years(new)}（原来是{years(before)}）"
    if before.authority != new.authority:
        yield f"依据：{short(new.authority)}（原来是{short(before.authority)}）"
    pairs = list(_paired(before, new))
    gone = [section for section in before.sections if section not in [old for old, _ in pairs]]
    came = [section for section in new.sections if section not in [now for _, now in pairs]]
    yield from _came_and_went("个部分", [_part(section) for section in gone], [_part(section) for section in came])
    yield from _renamed("个部分的标题", pairs, _part)
    for old, now in pairs:
        for what, nodes in (("行", _rows), ("列", _columns)):
            yield from _leaves(f"“{now.heading}”", what, nodes(old), nodes(now))
        yield from _sides(f"“{now.heading}”", old, now)
    yield from _preface(before, new)
    yield from rule_differences(before.rules, new.rules)


def _part(section: Section) -> str:
    return f"“{short(section.heading)}”"


def _paired(before: Form, new: Form) -> Iterator[tuple[Section, Section]]:
    """The parts of both that mean the same: by their id, or by what they were."""
    old = {section.id: section for section in before.sections}
    for section in new.sections:
        found = next((old[name] for name in (section.id, *section.was) if name in old), None)
        if found is not None:
            yield found, section


def _rows(section: Section) -> list[Node]:
    return [leaf for block in section.blocks for leaf in block.row_leaves()]


def _columns(section: Section) -> list[Node]:
    return [leaf for block in section.blocks for leaf in block.column_leaves()]


def _leaves(where: str, what: str, before: Sequence[Node], new: Sequence[Node]) -> Iterator[str]:
    old = {leaf.id: leaf for leaf in before}
    pairs = [(old[name], leaf) for leaf in new if (name := _earlier(leaf, old)) is not None]
    kept = {id(one) for one, _ in pairs} | {id(other) for _, other in pairs}
    gone = [_leaf(leaf) for leaf in before if id(leaf) not in kept]
    came = [_leaf(leaf) for leaf in new if id(leaf) not in kept]
    yield from (f"{where}{sentence}" for sentence in _came_and_went(what, gone, came))
    yield from (f"{where}{sentence}" for sentence in _renamed(f"{what}的名称", pairs, _leaf))


def _leaf(leaf: Node) -> str:
    return f"“{short(leaf.label)}”"


def _earlier(leaf: Node, old: Mapping[str | None, Node]) -> str | None:
    return next((name for name in (leaf.id, *leaf.was) if name in old), None)


def _sides(where: str, before: Section, new: Section) -> Iterator[str]:
    """The aspects that a text must speak of, and the figures beside it."""
    for what, old, now in (
        ("个要写到的方面", {p.id: p.label for p in before.parts}, {p.id: p.label for p in new.parts}),
        ("个旁边要填的数", {f.id: f.label for f in before.fields}, {f.id: f.label for f in new.fields}),
    ):
        gone = [f"“{label}”" for name, label in old.items() if name not in now]
        came = [f"“{label}”" for name, label in now.items() if name not in old]
        yield from (f"{where}{sentence}" for sentence in _came_and_went(what, gone, came))


def _preface(before: Form, new: Form) -> Iterator[str]:
    old = {item.id: item.label for item in before.preface.fields} if before.preface else {}
    now = {item.id: item.label for item in new.preface.fields} if new.preface else {}
    gone = [f"“{label}”" for name, label in old.items() if name not in now]
    came = [f"“{label}”" for name, label in now.items() if name not in old]
    yield from (f"导言{sentence}" for sentence in _came_and_went("项", gone, came))


def _named(things: Mapping[str, _Thing], others: Mapping[str, _Thing], say: Callable[[_Thing], str]) -> list[str]:
    """Those that the others do not have."""
    return [say(thing) for name, thing in things.items() if name not in others]


def _came_and_went(what: str, gone: Sequence[str], came: Sequence[str]) -> Iterator[str]:
    if came:
        yield f"新增 {len(came)} {what}：{listed(came)}"
    if gone:
        yield f"去掉 {len(gone)} {what}：{listed(gone)}"


def _renamed(what: str, pairs: Iterable[tuple[_Thing, _Thing]], say: Callable[[_Thing], str]) -> Iterator[str]:
    told = [f"{say(one)}改为{say(other)}" for one, other in pairs if say(one) != say(other)]
    if told:
        yield f"改了 {len(told)} {what}：{listed(told)}"
