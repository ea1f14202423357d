"""What the log of a report tells: what each step changed, who stated that nothing happened. Pure functions, no disk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.domain import live
from app.domain.address import Address, section_of
from app.domain.change import Change, Entry, Standing, Step, Touch
from app.domain.report import ISSUED
from app.domain.values import Value, write
from app.forms.model import Form

BLANK = "空"
_SHORT = 26  # signs of two texts that are told as they are
NOBODY = "没有填姓名"
_DETAILS = {ISSUED: "成文日期"}  # what else a step may state


@dataclass(frozen=True, slots=True)
class Move:
    """One cell or text of a step: its name, and what it said before and after, both in words."""

    address: str
    name: str
    old: str
    new: str

    @property
    def text(self) -> str:
        """4 → 5."""
        return f"{self.old} → {self.new}"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as the list of steps shows it.

    ``change`` is what it did (4 → 5, or 14 格 where it did more), ``count`` to how many things; ``standing`` tells
    whether it stands, was undone, or was undone and overtaken by another step.
    """

    seq: int
    label: str
    when: datetime
    who: str
    change: str
    count: int
    standing: Standing

    @property
    def state(self) -> str:
        """What is to be said of its standing; "" where it stands."""
        return _STATES[self.standing]


_STATES = {Standing.APPLIED: "", Standing.UNDONE: "已撤销，可以重做", Standing.SUPERSEDED: "撤销以后又另填了"}


@dataclass(frozen=True, slots=True)
class ZeroStatement:
    """``who`` stated at ``when`` that nothing happened in these cells of a section; all of them still say so.

    ``section`` is its id, ``name`` the label of its tab.
    """

    section: str
    name: str
    cells: tuple[Address, ...]
    who: str
    when: datetime

    @property
    def count(self) -> int:
        """How many cells."""
        return len(self.cells)

    @property
    def sentence(self) -> str:
        """14 格由王小梅 1月8日确认为零 (without the section, which stands beside it)."""
        by = f"由{self.who} {day(self.when)}确认为零" if self.who else f" {day(self.when)}填零，没有记下是谁确认的"
        return f"{self.count} 格{by}"

    @property
    def short(self) -> str:
        """14 格由王小梅确认为零: where room is short the day goes first, never the person."""
        return f"{self.count} 格由{self.who}确认为零" if self.who else f"{self.count} 格填零"


def day(moment: date) -> str:
    """1月8日."""
    return f"{moment.month}月{moment.day}日"


def moment(touch: Touch) -> datetime:
    """When it was stated."""
    return datetime.fromisoformat(touch.when)


def by_words(touch: Touch, *, year: bool = False) -> str:
    """由王小梅 1月8日填, 由王小梅 1月8日确认为零; with the year where the day alone would not tell."""
    when = moment(touch)
    deed = "确认为零" if touch.means == "zero" and touch.who else "填零" if touch.means == "zero" else "填"
    told = f"{f'{when.year}年' if year else ''}{day(when)}{deed}"
    return f"由{touch.who} {told}" if touch.who else f"{told}，{NOBODY}"


def line(form: Form, entry: Entry, values: Mapping[Address, Value]) -> StepLine:
    """How the list of steps shows ``entry``; ``values`` as for ``moves``."""
    step = entry.step
    after = step.after
    count = len(after.cells) + len(after.passages) + len(after.details)
    unit = "格" if len(after.cells) == count else "处"
    change = moves(form, step, values)[0].text if count == 1 else f"{count} {unit}"
    when = datetime.fromisoformat(step.when)
    return StepLine(step.seq, after.label, when, after.who or NOBODY, change, count, entry.standing)


def moves(form: Form, step: Step, values: Mapping[Address, Value]) -> tuple[Move, ...]:
    """Everything that ``step`` changed, in the order of the form.

    Live numbers are read with ``values``, the figures of now: no step keeps what they were.
    """
    before, after = step.before, step.after
    cells = _in_order(after.cells, (*form.cells, *form.fields))
    told = [Move(name, form.cell_label(name), *_figures(form, name, before, after)) for name in cells]
    printed_order = _in_order(after.passages, form.passage_ids)
    told += [
        Move(name, form.passage_name(name), *_texts(*(live.resolve(text, values, form.spec) for text in texts)))
        for name in printed_order
        for texts in [(before.passages.get(name, ""), after.passages[name])]
    ]
    told += [
        Move(name, _DETAILS.get(name, name), *map(_day, (before.details.get(name, ""), after.details[name])))
        for name in after.details
    ]
    return tuple(told)


def zero_label(form: Form, cells: Iterable[Address], who: str) -> str:
    """三 依申请公开 14 格填零，王小梅确认没有发生; where there are several sections all of them are named."""
    counts: dict[str, int] = defaultdict(int)
    for address in cells:
        counts[section_of(address)] += 1
    told = [f"{section.name} {counts[section.id]} 格" for section in form.sections if section.id in counts]
    what = f"{told[0]}填零" if len(told) == 1 else f"整份报告 {sum(counts.values())} 格填零（{'、'.join(told)}）"
    return f"{what}，{who}确认没有发生" if who else what


def zero_statements(form: Form, touches: Mapping[Address, Touch]) -> tuple[ZeroStatement, ...]:
    """Who stated zero where, by the cells that still say so; oldest first, the sections of one step as in the form."""
    found: dict[tuple[int, int], list[Address]] = defaultdict(list)
    place = {section.id: number for number, section in enumerate(form.sections)}
    for address, touch in touches.items():
        if touch.means == "zero" and form.spec(address) is not None:
            found[touch.seq, place[section_of(address)]].append(address)
    told = []
    for (_, number), cells in sorted(found.items()):
        touch, section = touches[cells[0]], form.sections[number]
        told.append(ZeroStatement(section.id, section.name, tuple(cells), touch.who, moment(touch)))
    return tuple(told)


def _in_order(names: Iterable[Address], order: Iterable[Address]) -> list[Address]:
    """``names`` as they stand in ``order``; those it does not know come last."""
    found = list(names)
    if len(found) > 1:  # most steps are one figure: nothing to sort
        place = {name: number for number, name in enumerate(order)}
        found.sort(key=lambda name: place.get(name, len(place)))
    return found


def _figures(form: Form, name: Address, before: Change, after: Change) -> tuple[str, str]:
    return _figure(form, name, before.cells.get(name)), _figure(form, name, after.cells.get(name))


def _figure(form: Form, name: Address, value: Value) -> str:
    spec = form.spec(name)
    return BLANK if value is None else str(value) if spec is None else write(value, spec)


def _day(kept: str) -> str:
    """The day under a report, as somebody stated it; what a damaged workspace keeps instead stands as it is."""
    if not kept:
        return "没有定"
    try:
        found = date.fromisoformat(kept)
    except ValueError:
        return kept
    return f"{found.year}年{found.month}月{found.day}日"


def _texts(*texts: str) -> tuple[str, ...]:
    """Short lines as they are, else how long the texts are, in signs without blanks like on the page."""
    short = sum(map(len, texts)) <= _SHORT and not any("\n" in text for text in texts)
    return tuple((text if short else f"{len(''.join(text.split()))} 字") if text else BLANK for text in texts)
