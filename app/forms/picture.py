"""Which figures of a form tell the year: its ``[picture]``, read when a picture is made and not before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, cast, get_args

from app.domain import address as names
from app.domain.address import Address
from app.domain.errors import FormTrouble
from app.forms.model import Form, FormKey, Node
from app.forms.typed import Fault, maybe, need, only, strings, tables

_PLACE = re.compile(r"\{(\w+)\}")
Tone = Literal["full", "half", "light", "pale", "open"]


@dataclass(frozen=True, slots=True)
class Requests:
    """The table of cases, by ids of its rows or groups of rows; ``column`` is where they are counted.

    ``before`` and ``new`` come in; ``given``, ``denied`` and ``open`` is what became of them. ``who`` are columns or
    groups of columns of those who asked; ``rest`` are rows that gather what no other row names.
    """

    table: str
    column: str
    unit: str
    before: str
    new: str
    given: tuple[str, ...]
    denied: tuple[str, ...]
    open: str
    who: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()

    @property
    def came(self) -> tuple[str, ...]:
        """Where the cases came from."""
        return self.before, self.new

    @property
    def went(self) -> tuple[str, ...]:
        """What became of them."""
        return *self.given, *self.denied, self.open


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of publishing, the sum of ``cells``. ``label`` stands beside it, ``name`` in a list of noughts.

    ``note`` is one line more and names columns of the same row. Counts of the same ``lead`` stand together at the
    head of the page where nothing was asked; ``pieces`` draws a block for each piece; ``says`` is their clause in the
    sentence under the title.
    """

    label: str
    unit: str
    cells: tuple[Address, ...]
    name: str = ""
    note: str = ""
    lead: str = ""
    source: str = ""
    says: str = ""
    pieces: bool = False

    def beside(self, column: str) -> Address:
        """The cell of that column in its row."""
        return f"{self.cells[0].rpartition('.')[0]}.{column}"


@dataclass(frozen=True, slots=True)
class Appeals:
    """The table of cases before others: groups of columns of one row, ``outcomes`` in the order of their columns."""

    table: str
    row: str
    unit: str
    groups: tuple[str, ...]
    outcomes: tuple[tuple[str, Tone], ...]


@dataclass(frozen=True, slots=True)
class Nought:
    """Something that may not have happened at all: it did not where every one of ``cells`` is nought."""

    label: str
    unit: str
    cells: tuple[Address, ...]
    note: str
    says: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that a picture of the year is made from.

    ``title`` is the heading over the counts, ``shortfalls`` the text of what falls short.
    """

    title: str
    requests: Requests | None = None
    counts: tuple[Count, ...] = ()
    appeals: Appeals | None = None
    noughts: tuple[Nought, ...] = ()
    shortfalls: str = ""

    @property
    def single(self) -> tuple[Count | Nought, ...]:
        """What names its cells one by one."""
        return *self.counts, *self.noughts


def picture_of(form: Form) -> Picture | None:
    """What the form says of its picture, None where it says nothing; raises ``FormTrouble`` where that is no sense."""
    try:
        return _picture(FormKey(form)) if form.picture else None
    except Fault as fault:
        raise FormTrouble("格式文件里的 picture 写法不对", (str(fault),)) from fault


@lru_cache(maxsize=8)
def _picture(key: FormKey) -> Picture:
    data, where = key.form.picture, "picture "
    only(data, "picture", where)
    flow, appeals = (maybe(data, name, dict, where, None) for name in ("flow", "appeals"))
    return Picture(
        need(data, "title", str, where),
        None if flow is None else _requests(flow),
        tuple(_count(item) for item in tables(data, "count", where)),
        None if appeals is None else _appeals(appeals),
        tuple(_nought(item) for item in tables(data, "nought", where)),
        maybe(data, "shortfalls", str, where, ""),
    )


def _requests(data: Mapping[str, Any]) -> Requests:
    where = "picture.flow "
    only(data, "picture_flow", where)
    table, column, unit, before, new, left = (
        need(data, key, str, where) for key in ("table", "column", "unit", "before", "new", "open")
    )
    given, denied, who, rest = (strings(data, key, where) for key in ("given", "denied", "who", "rest"))
    return Requests(table, column, unit, before, new, given, denied, left, who, rest)


def _count(data: Mapping[str, Any]) -> Count:
    where = "picture.count "
    only(data, "picture_count", where)
    label, unit = need(data, "label", str, where), need(data, "unit", str, where)
    name, note, lead, source, says = (
        maybe(data, key, str, where, "") for key in ("name", "note", "lead", "source", "says")
    )
    pieces = maybe(data, "pieces", bool, where, False)
    return Count(label, unit, _some(data, where), name or label, note, lead, source, says, pieces)


def _some(data: Mapping[str, Any], where: str) -> tuple[Address, ...]:
    cells = strings(data, "cells", where)
    if not cells:
        raise Fault(f"{where}缺少 cells")
    return cells


def _appeals(data: Mapping[str, Any]) -> Appeals:
    where = "picture.appeals "
    only(data, "picture_appeals", where)
    outcomes = []
    for item in tables(data, "outcomes", where):
        only(item, "picture_outcome", where)
        label, tone = need(item, "label", str, where), need(item, "tone", str, where)
        if tone not in get_args(Tone):
            raise Fault(f"{where}的 tone 只能是 {'、'.join(get_args(Tone))}")
        outcomes.append((label, cast(Tone, tone)))
    table, row, unit = (need(data, key, str, where) for key in ("table", "row", "unit"))
    return Appeals(table, row, unit, strings(data, "groups", where), tuple(outcomes))


def _nought(data: Mapping[str, Any]) -> Nought:
    where = "picture.nought "
    only(data, "picture_nought", where)
    label, unit, note, says = (need(data, key, str, where) for key in ("label", "unit", "note", "says"))
    return Nought(label, unit, _some(data, where), note, says)


# -- the headings and cells behind the ids


def row(form: Form, table: str, name: str) -> Node | None:
    """The row or group of rows of that id."""
    section = form.section(table)
    return _find((root for block in section.blocks for root in block.rows), name) if section else None


def column(form: Form, table: str, name: str) -> Node | None:
    """The column or group of columns of that id."""
    section = form.section(table)
    return _find((root for block in section.blocks for root in block.columns), name) if section else None


def _find(roots: Iterable[Node], name: str) -> Node | None:
    return next((node for root in roots for node in root.walk() if node.id == name), None)


def parts(node: Node | None) -> tuple[Node, ...]:
    """The leaves that make up ``node``: totals within a group add nothing."""
    if node is None:
        return ()
    return tuple(leaf for leaf in node.leaves() if leaf is node or not leaf.sums)


def cells(form: Form, table: str, row_name: str, column_name: str) -> tuple[Address, ...]:
    """Where the parts of a row meet the parts of a column."""
    rows, columns = parts(row(form, table, row_name)), parts(column(form, table, column_name))
    return tuple(names.cell(table, one.id or "", other.id or "") for one in rows for other in columns)


def total(form: Form, appeals: Appeals, group: str) -> Address | None:
    """The cell of the total within a group of columns."""
    node = column(form, appeals.table, group)
    sums = (leaf for leaf in node.leaves() if leaf.sums) if node else ()
    return next((names.cell(appeals.table, appeals.row, leaf.id or "") for leaf in sums), None)


def faults(form: Form) -> Iterator[str]:
    """What a picture could not be made from: ids and cells that the form does not have."""
    try:
        picture = picture_of(form)
    except FormTrouble as trouble:
        yield from trouble.problems
        return
    if picture is None:
        return
    for item in picture.single:
        lost = [name for name in item.cells if form.spec(name) is None]
        if lost:
            yield f"picture 里“{item.label}”指的 {lost[0]} 不存在"
    for count in picture.counts:
        lost = [name for name in _PLACE.findall(count.note) if form.spec(count.beside(name)) is None]
        if lost:
            yield f"picture 里“{count.label}”的 note 里的 {{{lost[0]}}} 不是那一行的列"
        if len({spec.unit for cell in count.cells if (spec := form.spec(cell))}) > 1:
            yield f"picture 里“{count.label}”把件数和金额加在一起，或单位不同"
    if picture.shortfalls and picture.shortfalls not in form.passage_ids:
        yield f"picture 里的 shortfalls 指的 {picture.shortfalls} 不是文字部分"
    if picture.requests:
        yield from _request_faults(form, picture.requests)
    if picture.appeals:
        yield from _appeal_faults(form, picture.appeals)


def _request_faults(form: Form, requests: Requests) -> Iterator[str]:
    for name in (*requests.came, *requests.went, *requests.rest):
        if row(form, requests.table, name) is None:
            yield f"picture.flow 里的行 {name} 不存在"
    for name in (requests.column, *requests.who):
        if column(form, requests.table, name) is None:
            yield f"picture.flow 里的列 {name} 不存在"
    if not (requests.given and requests.denied):
        yield "picture.flow 要写 given 和 denied"


def _appeal_faults(form: Form, appeals: Appeals) -> Iterator[str]:
    if row(form, appeals.table, appeals.row) is None:
        yield f"picture.appeals 里的行 {appeals.row} 不存在"
    for name in appeals.groups:
        found = parts(column(form, appeals.table, name))
        if not found:
            yield f"picture.appeals 里的列 {name} 不存在"
        elif len(found) != len(appeals.outcomes):
            yield f"picture.appeals 的 outcomes 有 {len(appeals.outcomes)} 种，{name} 下面有 {len(found)} 列"
