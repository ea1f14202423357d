"""The closed list of rule kinds, and what every kind shares.

A kind of figures compiles one rule of a form into relations (``kinds``); a kind of words into a reader of texts
(``readers``). Both raise ``BadRule`` where the rule names what the form does not have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from app.checks.model import Context, Hit, Relation
from app.domain.address import Address
from app.forms.model import Form, Rule, Section
from app.wording.model import Wording

MAX_NAMES = 60  # in one list of a rule


class BadRule(Exception):
    """A rule does not fit its form; the text says why, in Chinese."""


class Presence(NamedTuple):
    """Something must be there: every one of ``cells`` filled, or the text ``passage`` written.

    Figures beside a text (``fields``) print as a sentence once all are stated: then the text is written too.
    """

    rule: Rule
    section: str
    place: str
    cells: tuple[Address, ...] = ()
    passage: str = ""
    fields: tuple[Address, ...] = ()


Reader = Callable[[Context], Iterable[Hit]]  # raises ``CannotRun`` where it lacks what it needs


class Look(NamedTuple):
    """A rule on figures that is no relation: ``find`` yields what it finds, from ``cells`` of this year's report, last
    year's figures and the organ alone. It counts as one rule, however much it finds.
    """

    rule: Rule
    section: str
    cells: tuple[Address, ...]
    find: Reader


Check = Relation | Presence | Look
Compile = Callable[[Form, Rule], Iterator[Check]]
MakeReader = Callable[[Form, Rule, Wording], Reader]
Shape = Literal["name", "names", "text", "number", "flag"]


class Kind(NamedTuple):
    """A rule kind: its function, the parameters it knows (``needs`` must be there), the words of its message.

    ``entry`` are the keys that the entries of its wording list may have, where it reads one. ``tried`` stands for
    ``reader`` where sentences are tried without the figures that it compares them with: its marks are ids of entries.
    """

    needs: Mapping[str, Shape]
    may: Mapping[str, Shape]
    words: frozenset[str]
    compile: Compile | None = None
    reader: MakeReader | None = None
    entry: Mapping[str, Shape] | None = None
    tried: MakeReader | None = None

    @property
    def params(self) -> Mapping[str, Shape]:
        """Every parameter it knows."""
        return {**self.needs, **self.may}


KINDS: dict[str, Kind] = {}


def kind(
    name: str, needs: Mapping[str, Shape], may: Mapping[str, Shape], words: Sequence[str]
) -> Callable[[Compile], Compile]:
    """Registers a kind of figures under the name that form files use."""

    def register(function: Compile) -> Compile:
        KINDS[name] = Kind(needs, may, frozenset(words), compile=function)
        return function

    return register


def word_kind(
    name: str,
    needs: Mapping[str, Shape],
    may: Mapping[str, Shape],
    words: Sequence[str],
    entry: Mapping[str, Shape] | None = None,
    tried: MakeReader | None = None,
) -> Callable[[MakeReader], MakeReader]:
    """Registers a kind of words: its function makes a reader, which yields a ``Hit`` for each thing it finds."""

    def register(function: MakeReader) -> MakeReader:
        KINDS[name] = Kind(needs, may, frozenset(words), reader=function, entry=entry, tried=tried)
        return function

    return register


def refuse_unfit(rule: Rule) -> Kind:
    """The kind of ``rule``; ``BadRule`` for an unknown kind or parameter, and where one is missing or ill-shaped."""
    known = KINDS.get(rule.kind)
    if known is None:
        raise BadRule(f"规则 {rule.id} 的种类 {rule.kind} 不认识")
    for name, value in rule.params.items():
        shape = known.params.get(name)
        if shape is None:
            raise BadRule(f"规则 {rule.id} 里的 {name} 不认识")
        refuse_misshapen(f"规则 {rule.id}", name, shape, value)
    if missing := [name for name in known.needs if name not in rule.params]:
        raise BadRule(f"规则 {rule.id} 缺少 {missing[0]}")
    return known


def refuse_misshapen(where: str, name: str, shape: Shape, value: object) -> None:
    """Raises ``BadRule`` unless ``value`` at ``name`` of ``where`` (规则 x, 词条 y) is of ``shape``."""
    if shape == "names":
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value) or not value:
            raise BadRule(f"{where} 的 {name} 应是一串名字")
        if len(set(value)) != len(value) or len(value) > MAX_NAMES:
            raise BadRule(f"{where} 的 {name} 有重复，或多过 {MAX_NAMES} 个")
    elif shape == "number":
        if not isinstance(value, int) or isinstance(value, bool):
            raise BadRule(f"{where} 的 {name} 应是一个整数")
    elif shape == "flag":
        if not isinstance(value, bool):
            raise BadRule(f"{where} 的 {name} 应是 true 或 false")
    elif not isinstance(value, str) or not value:
        raise BadRule(f"{where} 的 {name} 应是文字")


def table_of(form: Form, rule: Rule) -> Section:
    """The table that a rule names."""
    name = one(rule, "table")
    section = form.section(name)
    if section is None or section.kind != "table":
        raise BadRule(f"规则 {rule.id} 里的 {name} 不是一张表")
    return section


def one(rule: Rule, key: str) -> str:
    """The text at ``key`` of a rule."""
    value = rule.params.get(key)
    if not isinstance(value, str):
        raise BadRule(f"规则 {rule.id} 缺少 {key}")
    return value


def number_of(rule: Rule, key: str, default: int = 0) -> int:
    """The whole number at ``key`` of a rule."""
    value = rule.params.get(key, default)
    if not isinstance(value, int):
        raise BadRule(f"规则 {rule.id} 缺少 {key}")
    return value


def names_of(rule: Rule, key: str, *, optional: bool = False) -> list[str]:
    """The list of names at ``key`` of a rule."""
    value = rule.params.get(key, [] if optional else None)
    if not isinstance(value, list):
        raise BadRule(f"规则 {rule.id} 缺少 {key}")
    return value
