"""The story of the practice township: two years of an invented office, what is to be put right; read from its files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from app.checks.totals import total_addresses
from app.domain.address import Address
from app.domain.errors import Trouble
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.domain.values import Value, read
from app.forms.model import Form
from app.system import paths

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Done:
    """What must be so; how it came to be so is nobody's business. ``resources/practice/README.md`` explains each."""

    cells: Mapping[Address, str] = field(default_factory=dict)
    computed: tuple[Address, ...] = ()
    filled: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()
    says: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lacks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    paragraphs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Solution:
    """One way to do it: figures as they are typed, and per text what is replaced ("" = the end) by what."""

    cells: Mapping[Address, str] = field(default_factory=dict)
    replace: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: its words, where it is done, the hints from a nudge to the answer."""

    id: str
    title: str
    learnt: str
    what: str
    where: str
    done: Done
    solve: Solution
    hints: tuple[str, ...] = ()
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One year as the files tell it: figures as they would be typed ("" = blank), texts."""

    year: int
    fill: str
    cells: Mapping[Address, str]
    passages: Mapping[str, str]

    def report(self, organ: str, form: Form) -> Report:
        """The report in ``form``: what is not named holds ``fill``, totals compute themselves."""
        totals = total_addresses(form)
        texts = {address: self.fill for address in form.cells if address not in totals} | dict(self.cells)
        cells = {address: value_of(form, address, text) for address, text in texts.items()}
        passages = {name: text.strip() for name, text in self.passages.items()}
        return Report(ReportKey(organ, self.year), form.id).with_cells(cells).with_passages(passages)


@dataclass(frozen=True, slots=True)
class Slip:
    """A step that was made last, so that there is something to take back."""

    label: str
    who: str
    cells: Mapping[Address, str]


@dataclass(frozen=True, slots=True)
class Story:
    """Everything: the office, last year's report, this year's draft, the tasks in the order of learning.

    ``minutes`` is what it usually takes; ``clerk`` is who states zeros.
    """

    organ: Organ
    clerk: str
    minutes: int
    last: Draft
    this: Draft
    slip: Slip
    tasks: tuple[Task, ...]


def value_of(form: Form, address: Address, text: str) -> Value:
    """What ``text`` states at ``address``; raises ``Trouble`` for a name the format lacks or no figure."""
    spec = form.spec(address)
    if spec is None:
        raise _wrong(f"这一年的格式里没有“{address}”")
    return read(text, spec)


@cache
def story() -> Story:
    """The story that comes with the program; raises ``Trouble`` where its files cannot be read."""
    return load(paths.practice_folder())


def load(folder: Path) -> Story:
    """The story in ``folder``; raises ``Trouble`` that names what is missing, misspelt or not a figure."""
    town, tasks = _file(folder / "township.toml"), _file(folder / "tasks.toml")
    _known(town, "year fill clerk minutes organ last this slip", "township.toml")
    _known(tasks, "task", "tasks.toml")
    try:
        year = int(town["year"])
        return Story(
            organ=_made(Organ, town["organ"], "organ"),
            clerk=str(town["clerk"]),
            minutes=int(town["minutes"]),
            last=_draft(town, "last", year - 1, year),
            this=_draft(town, "this", year, year),
            slip=_made(Slip, town["slip"], "slip"),
            tasks=tuple(_task(one) for one in tasks["task"]),
        )
    except KeyError as missing:
        raise _wrong(f"少了 {missing.args[0]}") from missing


def faults(told: Story, last: Form, this: Form) -> Iterator[str]:
    """A sentence for every name in the story that the two formats do not know, and every figure that cannot be read."""
    for name, draft, form in (("last", told.last, last), ("this", told.this, this)):
        yield from _faulty_cells(f"township.toml {name}", draft.cells, form)
        yield from (f"township.toml {name}：没有“{a}”这段文字" for a in draft.passages if a not in form.passage_ids)
    yield from _faulty_cells("township.toml slip", told.slip.cells, this)
    rules = {rule.id for rule in this.rules}
    for task in told.tasks:
        here = f"tasks.toml {task.id}"
        yield from _faulty_cells(here, {**task.done.cells, **dict.fromkeys(task.done.computed, "")}, this)
        yield from _faulty_cells(here, task.solve.cells, this)
        yield from (f"{here}：没有“{name}”这一部分" for name in task.done.filled if this.section(name) is None)
        yield from (f"{here}：没有“{name}”这条规则" for name in task.done.passes if name not in rules)
        texts = {*task.done.says, *task.done.lacks, *task.done.paragraphs, *task.solve.replace}
        yield from (f"{here}：没有“{name}”这段文字" for name in sorted(texts) if name not in this.passage_ids)
        if this.spec(task.where) is None and this.section(task.where) is None:
            yield f"{here}：没有“{task.where}”这个地方"


def _faulty_cells(here: str, cells: Mapping[Address, str], form: Form) -> Iterator[str]:
    for address, text in cells.items():
        try:
            value_of(form, address, text)
        except Trouble as trouble:
            yield f"{here}：{trouble.what}"


def _file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _wrong(f"{path.name} 读不出来") from error


def _draft(town: Mapping[str, Any], name: str, year: int, this: int) -> Draft:
    _known(town[name], "cells passages", name)
    texts = {
        key: text.replace("{year}", str(this)).replace("{last}", str(this - 1))
        for key, text in town[name]["passages"].items()
    }
    return Draft(year, str(town["fill"]), town[name]["cells"], texts)


def _task(data: Mapping[str, Any]) -> Task:
    plain = dict(data)
    name = str(plain.get("id", "?"))
    plain["done"] = _made(Done, plain["done"], name)
    plain["solve"] = _made(Solution, plain["solve"], name)
    return _made(Task, plain, name)


def _made(kind: type[_Made], data: Mapping[str, Any], where: str) -> _Made:
    """A frozen noun from a table of the file; lists become tuples."""
    keys = kind.__dataclass_fields__  # type: ignore[attr-defined]
    _known(data, " ".join(keys), where)
    return kind(**{key: _frozen(value) for key, value in data.items()})


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return {key: _frozen(item) for key, item in value.items()} if isinstance(value, dict) else value


def _known(data: Mapping[str, Any], keys: str, where: str) -> None:
    odd = sorted(set(data) - set(keys.split()))
    if odd:
        raise _wrong(f"{where} 里不认识“{odd[0]}”")


def _wrong(what: str) -> Trouble:
    return Trouble(f"练习乡的材料不对：{what}", "您自己的报告不受影响；练习乡可以等程序修好再用")
