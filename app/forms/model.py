"""The shape of a form file, as frozen data. The keys are explained in CONTRIBUTING.md, "How to add a form"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from app.domain import address as names
from app.domain.address import Address
from app.domain.contact import Holds
from app.domain.values import COUNT, Value, ValueSpec

Severity = Literal["error", "warning", "info"]
Basis = Literal["printed", "implied", "advice"]


class Node(NamedTuple):
    """One row or column heading. Groups have ``children``; only leaves stand for cells.

    ``sums`` names the siblings or groups that a total adds; ``weight`` is its share of the width; ``law`` and
    ``hint`` are shown at the cell; ``short`` is a shorter label for panels; ``aliases`` help the importer.
    ``expected`` is what an office of this level normally states (rules of the kind ``expected`` go by it).
    ``was`` are ids of earlier formats that mean the same (a leaf that kept its id needs none).
    """

    id: str | None = None
    label: str = ""
    short: str = ""
    aliases: tuple[str, ...] = ()
    children: tuple[Node, ...] = ()
    spec: ValueSpec = COUNT
    sums: tuple[str, ...] = ()
    expected: Value = None
    law: str = ""
    hint: str = ""
    weight: int = 1
    was: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The label for panels and messages."""
        return self.short or self.label

    def leaves(self) -> Iterator[Node]:
        """Its leaves in official order; a leaf yields itself."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def walk(self) -> Iterator[Node]:
        """Itself and everything below, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


def _with_parent(node: Node, parent: Node | None) -> Iterator[tuple[Node, Node | None]]:
    yield node, parent
    for child in node.children:
        yield from _with_parent(child, node)


class Block(NamedTuple):
    """A table, or one band of a stacked table."""

    columns: tuple[Node, ...]
    rows: tuple[Node, ...]
    band: str = ""
    corner: str = ""

    def row_leaves(self) -> list[Node]:
        """Every row that holds cells, in official order."""
        return [leaf for node in self.rows for leaf in node.leaves()]

    def column_leaves(self) -> list[Node]:
        """Every column that holds cells, in official order."""
        return [leaf for node in self.columns for leaf in node.leaves()]

    def names(self) -> Mapping[int, str]:
        """How to call each leaf, by its identity: its label, with its group's where the label alone would not tell."""
        found: dict[int, str] = {}
        for roots in (self.rows, self.columns):
            leaves = [pair for root in roots for pair in _with_parent(root, None) if not pair[0].children]
            count = Counter(leaf.name for leaf, _ in leaves)
            for leaf, parent in leaves:
                alone = count[leaf.name] == 1 or parent is None or not parent.name
                found[id(leaf)] = leaf.name if alone or parent is None else f"{parent.name}·{leaf.name}"
        return found

    def spec(self, row: Node, column: Node) -> ValueSpec:
        """What the cell at ``row`` and ``column`` holds; the column speaks first."""
        return column.spec if column.spec != COUNT else row.spec


class Part(NamedTuple):
    """An aspect that a text section must speak of; ``words`` are what else counts as having spoken of it."""

    id: str
    label: str
    hint: str = ""
    words: tuple[str, ...] = ()


class Field(NamedTuple):
    """A figure beside a text section, which writes its own sentence."""

    id: str
    label: str
    spec: ValueSpec = COUNT
    was: tuple[str, ...] = ()


class Figure(NamedTuple):
    """A figure of a table that a text part often quotes: offered while writing under ``label``."""

    label: str
    cell: Address
    unit: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """One of the numbered parts of the report: a text, or a table of one or more stacked blocks.

    ``says`` is the sentence that its fields write, ``says_nothing`` the one for noughts only; ``figures`` are offered
    while writing; ``ask`` is what an empty page asks for. ``called`` are words by which a list of the parts of a report
    (in a preface) may name it.

    Compared by identity: the grid of a section is cached by it.
    """

    id: str
    kind: Literal["text", "table"]
    heading: str
    short: str = ""
    hint: str = ""
    max_chars: int | None = None
    parts: tuple[Part, ...] = ()
    fields: tuple[Field, ...] = ()
    says: str = ""
    says_nothing: str = ""
    figures: tuple[Figure, ...] = ()
    blocks: tuple[Block, ...] = ()
    nothing: str = ""
    was: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    ask: str = ""

    @property
    def name(self) -> str:
        """The label of its tab."""
        return self.short or self.heading


class Rule(NamedTuple):
    """A check as the form file states it; ``params`` are the keys that belong to its kind."""

    id: str
    kind: str
    severity: Severity
    basis: Basis
    message: str
    params: Mapping[str, Any] = MappingProxyType({})


class Example(NamedTuple):
    """A test case that travels in the form file: these values must give exactly these findings.

    ``fill`` is given to every cell that ``cells`` does not name (None leaves them blank); ``last`` are cells of the
    report before, under the form that governed it; ``findings`` are rule ids, one per finding, in order. ``organ`` is
    the name of the office, whose level some rules ask for.
    """

    title: str
    year: int
    fill: Value
    cells: Mapping[Address, Value]
    last: Mapping[Address, Value] | None
    passages: Mapping[str, str]
    findings: tuple[str, ...]
    organ: str = ""


class Headline(NamedTuple):
    """A key figure for the band over the poster: the sum of ``cells`` with its unit."""

    section: str
    label: str
    unit: str
    cells: tuple[Address, ...]


class Claim(NamedTuple):
    """What sentences may say of some cells: the phrases of ``role`` in the wording files, and ``says`` of its own.

    A figure is right where it is any of ``ways``, each a sum of cells with their signs (received: new, or new and
    carried in); ``called`` is how a clerk names them (表三“予以公开”总计), ``unit`` the measure word of ``says``.
    """

    role: str
    ways: tuple[tuple[tuple[int, Address], ...], ...]
    called: str = ""
    says: tuple[str, ...] = ()
    unit: str = ""


class PrefaceField(NamedTuple):
    """One thing the preface says (依据、地址…): ``default`` unless the office writes its own words.

    ``default`` may name facts of form and office ({authority}, {phone}); where none of them is known it says nothing.
    ``holds`` says that it is a telephone number or a postcode, which are kept and looked at as such.
    """

    id: str
    label: str
    default: str = ""
    hint: str = ""
    was: tuple[str, ...] = ()
    holds: Holds | Literal[""] = ""


class Preface(NamedTuple):
    """The paragraph between title and part one, written from ``template`` unless the office writes its own.

    ``template`` names facts of form and office, and its ``fields`` by their ids.
    """

    id: str
    heading: str
    template: str
    fields: tuple[PrefaceField, ...] = ()

    def passage(self, field: PrefaceField) -> str:
        """The id under which the office's own words for ``field`` are kept."""
        return f"{self.id}.{field.id}"


@dataclass(frozen=True)
class Form:
    """One official format. Its ids are public cell addresses and never change their meaning.

    ``picture`` is as the file has it: ``app.forms.picture`` reads it when a picture of the year is made.
    """

    id: str
    title: str
    authority: str
    first_year: int
    last_year: int | None
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...] = ()
    examples: tuple[Example, ...] = ()
    headlines: tuple[Headline, ...] = ()
    preface: Preface | None = None
    claims: tuple[Claim, ...] = ()
    picture: Mapping[str, Any] = field(default_factory=dict, repr=False)
    source: str = field(default="", repr=False, compare=False)

    def governs(self, year: int) -> bool:
        """True where reports for ``year`` use this format."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def section(self, section_id: str) -> Section | None:
        """The section of that id, or None."""
        return self._by_id.get(section_id)

    @cached_property
    def _by_id(self) -> dict[str, Section]:
        return {section.id: section for section in self.sections}

    @cached_property
    def cells(self) -> Mapping[Address, ValueSpec]:
        """Every table cell in official order, with what it holds (198 in the 2019 format, 200 in the 2021 one)."""
        return {
            names.cell(section.id, row.id or "", column.id or ""): block.spec(row, column)
            for section in self.sections
            for block in section.blocks
            for row in block.row_leaves()
            for column in block.column_leaves()
        }

    @cached_property
    def fields(self) -> Mapping[Address, ValueSpec]:
        """Every figure that stands beside a text section."""
        return {names.field(section.id, item.id): item.spec for section in self.sections for item in section.fields}

    def spec(self, address: Address) -> ValueSpec | None:
        """What ``address`` holds, or None where the form has no such cell or field."""
        return self.cells.get(address) or self.fields.get(address)

    @cached_property
    def passage_ids(self) -> tuple[str, ...]:
        """The ids under which texts are kept, in printed order: the preface, its fields, the text sections."""
        head = (self.preface.id, *self.preface_fields) if self.preface else ()
        return head + tuple(section.id for section in self.sections if section.kind == "text")

    @cached_property
    def preface_fields(self) -> Mapping[str, PrefaceField]:
        """What the preface says one by one, by the id of its passage."""
        return {self.preface.passage(item): item for item in self.preface.fields} if self.preface else {}

    def passage_name(self, passage: str) -> str:
        """How a clerk calls a passage: the name of its tab, or 编制依据 of the preface."""
        section = self.section(passage)
        if section is not None:
            return section.name
        if passage in self.preface_fields:
            return self.preface_fields[passage].label
        return self.preface.heading if self.preface and passage == self.preface.id else passage

    @cached_property
    def _labels(self) -> Mapping[Address, tuple[str, str]]:
        return {
            names.cell(section.id, row.id or "", column.id or ""): (called[id(row)], called[id(column)])
            for section in self.sections
            for block in section.blocks
            for called in (block.names(),)
            for row in block.row_leaves()
            for column in block.column_leaves()
        }

    def cell_names(self, address: Address) -> tuple[str, str]:
        """How a clerk names the row and the column of a table cell; both "" where it is none."""
        return self._labels.get(address, ("", ""))

    def cell_label(self, address: Address) -> str:
        """How a clerk names the cell: （一）予以公开·自然人."""
        if address in self._labels:
            return "·".join(part for part in self._labels[address] if part)
        for section in self.sections:
            for item in section.fields:
                if names.field(section.id, item.id) == address:
                    return item.label
        return address


class FormKey:
    """A form as the key of a cache: compared by identity, because hashing a whole form is slow.

    It holds its form, so the identity stays taken as long as the key is in use.
    """

    __slots__ = ("form",)

    def __init__(self, form: Form) -> None:
        self.form = form

    def __hash__(self) -> int:
        return id(self.form)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FormKey) and other.form is self.form
