"""What speaks for a repair: a second source that states the same figure, or the slip of a finger that it undoes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.checks.repair_ground import Ground, Number, add
from app.checks.witness import Names, Statement, statements
from app.domain import address as names
from app.domain import live
from app.domain.address import Address
from app.domain.values import Value, plain
from app.forms.model import Block, FormKey, Node

_NUMBERING = re.compile(
    r"^(?:第?[（(]?[一二三四五六七八九十甲乙丙丁0-9]+[)）]|第[一二三四五六七八九十]+[章节、]|[一二三四五六七八九十甲乙丙丁]+、|[0-9]+[.．、])\s*"
)
_ASIDE = re.compile(r"（[^）]*）$")
_LEAST = 2  # signs of a name that a sentence can be searched for
_VAGUE = ("其他", "总计", "合计")  # names that a sentence uses for anything
_NOW = "本年"  # a sentence says 全年新收 for 本年新收


def bare(label: str) -> str:
    """A heading without its numbering and its aside: （二）部分公开（…） is 部分公开."""
    return _ASIDE.sub("", _NUMBERING.sub("", label)).strip() or label


class Proof:
    """Weighs repairs of one table; ``suspects`` are cells whose figure is doubted already."""

    def __init__(self, ground: Ground, suspects: Collection[Address]) -> None:
        self._ground = ground
        self.suspects = frozenset(suspects)
        self._says = dict(_said(ground))

    def of(
        self, cells: Mapping[Address, Value], before: Mapping[Address, Value], after: Mapping[Address, Value]
    ) -> tuple[int, str]:
        """How many more other sources state the figures of the repair than those of now, and the first in words."""
        ground = self._ground
        effect: dict[int, Number] = {}
        for address, value in after.items():
            now = before[address]
            if value is not None and now is not None:
                add(effect, ground.reach(address), value - now)
        told = [*self._texts(after, before), *self._last_year(effect), *self._printed(cells, effect)]
        spoken = [sentence for sentence in told if sentence]
        return 2 * len(spoken) - len(told), spoken[0] if spoken else ""

    def _texts(self, after: Mapping[Address, Value], before: Mapping[Address, Value]) -> Iterator[str]:
        """Sentences that name the row and state the figure it would have; "" for one that states what it says now."""
        for row, (text, figure, quoted, whole) in self._says.items():
            now = self._ground.values[whole]
            changes = [a for a in after if names.cell(*row, a.rpartition(".")[2]) == a]
            if now is None or not changes or (whole in self._ground.stated and whole not in after):
                continue
            shift = sum((after[a] or 0) - (before[a] or 0) for a in changes)
            if shift and now == figure:
                yield ""
            elif shift and now + shift == figure:
                what = "表里合计" if whole not in after else "表里"
                yield f"{text}写“{quoted}”，{what}是 {plain(now)}"

    def _last_year(self, effect: Mapping[int, Number]) -> Iterator[str]:
        for place in self._ground.settles(effect):
            relation = self._ground.relations[place]
            last = next((term for term in relation.right if term.last), None)
            if last is not None:
                figure = self._ground.result.context.last_same.get(last.address)
                if figure is not None:
                    yield f"{relation.right_says or '上年报告'}是 {plain(figure)}"

    def _printed(self, cells: Mapping[Address, Value], effect: Mapping[int, Number]) -> Iterator[str]:
        """Stated totals that would agree with their parts, beside another relation that was apart."""
        ground = self._ground
        if any(value is None for value in cells.values()):
            return
        mended = [p for p in ground.faults if effect.get(p)]
        printed = [p for p in mended if ground.relations[p].is_total and ground.relations[p].cells[0] in ground.stated]
        if printed and len(mended) > 1:
            total = ground.relations[printed[0]].cells[0]
            figure = ground.values[total]
            if figure is not None:
                yield f"原件上{ground.form.cell_label(total)}印的是 {plain(figure)}"


_Row = tuple[str, str]  # section and row; ("", "") for what is called like two of them, or has no figure of its own


@dataclass(frozen=True, slots=True)
class _Called:
    """What sentences may name in a form: the rows by their names, and the cell that stands for a whole row."""

    names: Names
    rows: Mapping[str, _Row]
    wholes: Mapping[_Row, Address]


@lru_cache(maxsize=64)
def _called(form_key: FormKey) -> _Called:
    rows: dict[str, _Row] = {}
    wholes: dict[_Row, Address] = {}
    for section in form_key.form.sections:
        for block in section.blocks:
            column = _whole(block)
            for node in (node for root in block.rows for node in root.walk()):
                row = (section.id, node.id or "") if column and not node.children else ("", "")
                for name in _names(node):
                    rows[name] = row if rows.get(name, row) == row else ("", "")
                if column and not node.children:
                    wholes[row] = names.cell(*row, column)
    return _Called(Names(rows), rows, wholes)


def _whole(block: Block) -> str:
    """The column that stands for a whole row: the total of most, or the only one; "" where none does."""
    columns = block.column_leaves()
    totals = [leaf for leaf in columns if leaf.sums]
    whole = max(totals, key=lambda leaf: len(leaf.sums)) if totals else columns[0] if len(columns) == 1 else None
    return (whole.id or "") if whole is not None and whole.spec.kind == "count" else ""


def _names(node: Node) -> tuple[str, ...]:
    called = [bare(name) for name in (node.label, node.short, *node.aliases) if name]
    called += [name.removeprefix(_NOW) for name in called if len(name) > _LEAST and name.startswith(_NOW)]
    return tuple(dict.fromkeys(name for name in called if len(name) >= _LEAST and name not in _VAGUE))


def _said(ground: Ground) -> Iterator[tuple[_Row, tuple[str, int, str, Address]]]:
    """By row: the text that states its figure, the figure, the words, and the cell they speak of."""
    called, year = _called(FormKey(ground.form)), ground.year
    found: dict[_Row, list[tuple[str, Statement]]] = {}
    for passage, text in ground.passages.items():
        for said in statements(_witness(ground, text), called.names, year):
            found.setdefault(called.rows[said.name], []).append((passage, said))
    for row, told in found.items():
        if row[0] != ground.section.id or len({said.figure for _, said in told}) > 1:
            continue  # what contradicts itself proves nothing
        passage, said = told[0]
        section = ground.form.section(passage)
        text = bare(section.heading) if section else "导言"
        yield row, (text, said.figure, said.quoted, called.wholes[row])


def _witness(ground: Ground, text: str) -> str:
    """The text without its live numbers."""
    return "".join(piece if isinstance(piece, str) else live.GAP for piece in live.split(text, ground.form.spec))


_KEYS = {
    "1": (0, 1),
    "2": (1, 1),
    "3": (2, 1),
    "4": (0, 2),
    "5": (1, 2),
    "6": (2, 2),
    "7": (0, 3),
    "8": (1, 3),
    "9": (2, 3),
}


def likeness(kind: str, before: Mapping[Address, Value], after: Mapping[Address, Value]) -> int:
    """How unlike a usual slip the repair is: 0 the likeliest. A nought that somebody typed is the least likely slip."""
    if kind == "swap":
        return 2 if len({a.split(".")[1] for a in after}) == 1 else 4
    if kind not in ("cell", "total"):
        return 3 if kind not in ("up", "down") else 5
    (old,), (new,) = before.values(), after.values()
    if old is None or new is None:
        return 9
    return 1 if kind == "total" else _slip(plain(old), plain(new))


def _slip(old: str, new: str) -> int:
    if new == "0":
        return 7
    if len(old) == len(new):
        apart = [place for place, (x, y) in enumerate(zip(old, new, strict=True)) if x != y]
        if len(apart) == 2 and apart[1] == apart[0] + 1 and sorted(old) == sorted(new):
            return 0  # 12 for 21
        if old == "0":
            return 8
        if len(apart) == 1:
            return 2 if _beside(old[apart[0]], new[apart[0]]) else 4
    elif old == "0":
        return 8
    elif _dropped(old, new) or _dropped(new, old):
        return 3  # a digit left out, or struck twice
    return 6


def turned(old: str, new: str) -> bool:
    """Whether two neighbouring digits changed places: 12 for 21."""
    pairs = (at for at in range(len(old) - 1) if "." not in old[at : at + 2])
    return old != new and any(old[:at] + old[at + 1] + old[at] + old[at + 2 :] == new for at in pairs)


def _beside(one: str, other: str) -> bool:
    """Neighbours in the row of digits or on the number pad."""
    if "0" in (one, other):
        return {one, other} in ({"0", "1"}, {"0", "2"}, {"0", "9"})
    if one.isdigit() and other.isdigit():
        (x, y), (u, v) = _KEYS[one], _KEYS[other]
        return abs(int(one) - int(other)) == 1 or abs(x - u) + abs(y - v) == 1
    return False


def _dropped(long: str, short: str) -> bool:
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
