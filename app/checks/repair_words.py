"""How repairs are said: what stands on the card, on its button, in the history, and on the page after the deed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.checks.repair import Repair
from app.checks.repair_proof import bare, turned
from app.domain.address import Address
from app.domain.values import Value, plain, write
from app.forms.model import Form, FormKey, Node

_COUNTS = ("", "一", "两", "三", "四", "五", "六", "七", "八", "九")
_NAMED = 3  # cells that one sentence names
_MOVED = {"up": "往上移一行", "down": "往下移一行", "left": "往左移一列", "right": "往右移一列"}


@dataclass(frozen=True, slots=True)
class Words:
    """One repair in words. ``name`` with ``old`` and ``new`` (both may be "") is its line; ``deed`` names the step.

    ``button`` says the deed, ``short`` is the line where there is little room, ``spoken`` what a screen reader says,
    ``slip`` what seems to have happened ("" where nothing in particular).
    """

    name: str
    old: str
    new: str
    button: str
    short: str
    deed: str
    slip: str = ""

    @property
    def done(self) -> str:
        """What is said after the deed."""
        return f"已{self.deed}"

    @property
    def spoken(self) -> str:
        """The line, read aloud."""
        told = f"{self.name}，{self.old} 改为 {self.new}" if self.new else self.name
        return f"{told}，{self.slip}" if self.slip else told


def say(form: Form, repair: Repair) -> Words:
    """The words of one repair, in the form's own names."""
    if repair.kind == "cell":
        return _cell(form, repair)
    if repair.kind == "total":
        return _total(form, repair)
    if repair.kind in ("swap", "rows", "columns"):
        return _exchange(form, repair)
    return _several(form, repair) if repair.kind == "several" else _move(form, repair)


def headline(repairs: Sequence[Repair]) -> str:
    """What stands above repairs that do as much as each other: 改这一格就全平, 改哪一格就全平, 改哪一处就全平.

    Those that leave something apart say so.
    """
    first = repairs[0]
    ending = "就全平" if first.whole else "，这里就平" if first.soft else "，这里就平，别处还差"
    if _stands_out(repairs):
        return _leading(first) + ending
    if all(repair.kind in ("cell", "total") for repair in repairs):
        return f"改哪一格{ending}"
    return f"改哪一处{ending}"


def _stands_out(repairs: Sequence[Repair]) -> bool:
    return repairs[0].sure or repairs[0].soft or len(repairs) == 1


def because(repair: Repair) -> str:
    """The second source, where there is one: 依据：……。"""
    return f"依据：{repair.evidence}。" if repair.evidence else ""


def _leading(repair: Repair) -> str:
    count = len(repair.cells)
    many = _COUNTS[count] if count < len(_COUNTS) else str(count)
    words = {
        "cell": "改这一格",
        "total": "改这一格",
        "swap": "对调这两格",
        "rows": "对调这两行",
        "columns": "对调这两列",
        "several": f"改这{many}格",
    }
    return words.get(repair.kind) or f"这几格{_MOVED[repair.kind]}"


def _cell(form: Form, repair: Repair) -> Words:
    (address,) = repair.cells
    name = form.cell_label(address)
    old, new = _shown(form, address, repair.before[address]), _shown(form, address, repair.after[address])
    short = f"{_row(form, address)} {old} → {new}"
    deed = f"把{name}从 {old} 改为 {new}"
    return Words(name.replace("·", " · "), old, new, f"改为 {new}", short, deed, _turned(repair, address))


def _total(form: Form, repair: Repair) -> Words:
    (address,) = repair.cells
    name = form.cell_label(address)
    old, new = _shown(form, address, repair.before[address]), _shown(form, address, repair.after[address])
    short = f"{_row(form, address)} {old} → {new}"
    deed = f"把{name}从 {old} 改回自动合计 {new}"
    return Words(name.replace("·", " · "), old, new, f"改回 {new}", short, deed, _turned(repair, address))


def _turned(repair: Repair, address: Address) -> str:
    old, new = repair.before[address], repair.after[address]
    is_turned = old is not None and new is not None and turned(plain(old), plain(new))
    return "像是两个数字写颠倒了" if is_turned else ""


def _exchange(form: Form, repair: Repair) -> Words:
    cells = list(repair.cells)
    half = len(cells) // 2
    one, other = cells[0], cells[half]
    if repair.kind == "swap":
        figures = [_shown(form, address, repair.before[address]) for address in cells]
        same = _row(form, one) == _row(form, other)
        pair = (_column(form, one), _column(form, other)) if same else (_row(form, one), _row(form, other))
        of = _row(form, one) if same else _column(form, one)
        name = f"{pair[0]} {figures[0]} 和{pair[1]} {figures[1]} 对调"
        deed = f"把{form.cell_label(one)} {figures[0]} 和{form.cell_label(other)} {figures[1]} 对调"
        slip = f"像是{'左右' if same else '上下'}两格填颠倒了"
        if not all(repair.after.values()):
            slip = f"像是填到{'旁边一列' if same else '上面或下面一行'}去了"
        return Words(f"{of}：{name}" if of else name, "", "", "对调", name, deed, slip)
    word = "列" if repair.kind == "columns" else "行"
    named = _column if word == "列" else _row
    name = f"{named(form, one)}{word}和{named(form, other)}{word}对调（{half} 对数）"
    return Words(name, "", "", "对调", name, "把" + name)


def _move(form: Form, repair: Repair) -> Words:
    cells = sorted(repair.cells, key=list(form.cells).index)
    first, last = cells[0], cells[-1]
    if repair.kind in ("up", "down"):
        line, ends = f"{_column(form, first)}列", (_row(form, first), _row(form, last))
    else:
        line, ends = _row(form, first), (_column(form, first), _column(form, last))
    name = f"{line}：从{ends[0]}到{ends[1]}{_MOVED[repair.kind]}"
    return Words(name, "", "", _MOVED[repair.kind].removeprefix("往"), name, "把" + name.replace("：", "", 1))


def _several(form: Form, repair: Repair) -> Words:
    told = []
    for address in repair.cells:
        old, new = (_shown(form, address, figures[address]) for figures in (repair.before, repair.after))
        told.append(f"{form.cell_label(address)}从 {old} 改为 {new}")
    more = f"等 {len(told)} 格" if len(told) > _NAMED else ""
    names = "、".join(told[:_NAMED]) + more
    lead = _leading(repair)
    return Words(names, "", "", lead, lead, f"把{names}")


def _shown(form: Form, address: Address, value: Value) -> str:
    return write(value, form.cells[address])


def _heads(form: Form, address: Address) -> tuple[Node | None, Node | None]:
    return _heads_of(FormKey(form), address)


@lru_cache(maxsize=1024)
def _heads_of(key: FormKey, address: Address) -> tuple[Node | None, Node | None]:
    form = key.form
    section_id, row_id, column_id = address.split(".")
    section = form.section(section_id)
    for block in section.blocks if section else ():
        row = next((leaf for leaf in block.row_leaves() if leaf.id == row_id), None)
        if row is not None:
            return row, next((leaf for leaf in block.column_leaves() if leaf.id == column_id), None)
    return None, None


def _row(form: Form, address: Address) -> str:
    """The row's name without its numbering; the cell's name where the row has none."""
    row, _ = _heads(form, address)
    return bare(row.name) if row is not None and row.name else form.cell_label(address)


def _column(form: Form, address: Address) -> str:
    row, _ = _heads(form, address)
    label = form.cell_label(address)
    return label.partition("·")[2] or label if row is not None and row.name and "·" not in row.name else label


@dataclass(frozen=True, slots=True)
class Offer:
    """What a card offers for one fault: a headline, and the ways with their words, the likeliest first.

    All of ``ways`` do what the headline says. Those that do more or less have a headline of their own, ``other_head``
    above ``others``.

    ``leads``: the first stands by itself, the others wait behind 其他改法; else all stand equal. That is so where it is
    sure, the only one, or the only one that by itself puts the whole table right; of a doubt, where one figure follows.
    """

    head: str
    ways: tuple[tuple[Repair, Words], ...]
    leads: bool
    evidence: str
    other_head: str = ""
    others: tuple[tuple[Repair, Words], ...] = ()

    @property
    def best(self) -> tuple[Repair, Words]:
        """The first way."""
        return self.ways[0]

    @property
    def sure(self) -> bool:
        """True where a second source agrees with the first way."""
        return self.best[0].sure

    @property
    def why(self) -> str:
        """What speaks for the way that leads: the slip that it undoes, and the second source."""
        slip = self.best[1].slip if self.leads else ""
        return (f"{slip}。" if slip else "") + self.evidence

    @property
    def short(self) -> str:
        """All of it in one line: 改这一格就全平：予以公开 4 → 5."""
        return f"{self.head}：{self.best[1].short}" if self.leads else "好几格都可能，请对着原件看"

    @property
    def folded(self) -> str:
        """The same where the ways are behind a button."""
        return self.short if self.leads else "好几格都可能，点“全部勾稽关系”看"


def offer(form: Form, repairs: Sequence[Repair]) -> Offer | None:
    """The offer of one fault; None where nothing small would balance it."""
    if not repairs:
        return None
    alike = [repair for repair in repairs if repair.whole == repairs[0].whole]
    others = [repair for repair in repairs if repair.whole != repairs[0].whole]
    leads = _stands_out(alike)
    return Offer(
        headline(alike),
        tuple((repair, say(form, repair)) for repair in alike),
        leads,
        because(alike[0]) if leads else "",
        headline(others) if others else "",
        tuple((repair, say(form, repair)) for repair in others),
    )
