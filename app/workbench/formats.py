"""The official formats of one workspace: those that come with the program, and those that were added.

A format decides what every figure of a report means. So one that reports were written in is never replaced by another
of the same id, and of two with one id the program's own is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from app.domain.errors import FormTrouble, Trouble
from app.domain.report import Report
from app.forms.catalogue import Catalogue
from app.forms.load import load_text
from app.forms.model import Form


class Formats(NamedTuple):
    """``catalogue`` holds what is used; ``faults`` has a sentence for each added format that is not, by its id."""

    catalogue: Catalogue
    own: frozenset[str]
    faults: dict[str, str]

    def with_form(self, form: Form) -> Formats:
        """With an added format."""
        faults = {name: fault for name, fault in self.faults.items() if name != form.id}
        return Formats(self.catalogue.with_form(form), self.own, faults)

    def known(self, form_id: str) -> Form | None:
        """The format of that id."""
        return next((form for form in self.catalogue.forms if form.id == form_id), None)


def gather(own: Catalogue, added: Iterable[tuple[str, str]]) -> Formats:
    """The program's own formats and the ``added`` ones (id, text); one that cannot be used never stops the others."""
    formats = Formats(own, frozenset(form.id for form in own.forms), {})
    for name, source in added:
        ours = formats.known(name)
        if ours is not None and name in formats.own:
            if ours.source != source:
                formats.faults[name] = f"加入过的格式“{name}”现在程序自带，用的是自带的那一份"
            continue
        try:
            formats = formats.with_form(load_text(source))
        except (Trouble, ValueError, RecursionError):
            formats.faults[name] = f"加入过的格式“{name}”读不出来，用它编的报告暂时打不开。请重新加入这份格式文件"
    return formats


def refuse_unfit(formats: Formats, new: Form, name: str, reports: Sequence[Report]) -> None:
    """Raises ``FormTrouble`` where ``new`` (the file ``name``) would change what stands in ``reports``."""
    old = formats.known(new.id)
    if old is not None and new.id in formats.own:
        raise FormTrouble(f"格式“{new.id}”是程序自带的，不能用“{name}”换掉", _differences(old, new))
    users = [report for report in reports if report.form_id == new.id]
    if not users:
        return
    if old is not None:
        told = f"已有 {len(users)} 份报告是用格式“{new.id}”编的，不能用“{name}”换掉"
        raise FormTrouble(told, _differences(old, new))
    misfits = tuple(sentence for report in users for sentence in _misfits(report, new))
    if misfits:
        raise FormTrouble(f"格式文件“{name}”和用它编的报告对不上", misfits)


def _differences(old: Form, new: Form) -> tuple[str, ...]:
    """What a figure or text would mean after the change, as far as it would mean something else."""
    specs, others = {**old.cells, **old.fields}, {**new.cells, **new.fields}
    found = [f"少了“{old.cell_label(name)}”一格" for name in specs if name not in others]
    found += [f"多了“{new.cell_label(name)}”一格" for name in others if name not in specs]
    for name in specs.keys() & others.keys():
        label, other = old.cell_label(name), new.cell_label(name)
        if label != other:
            found.append(f"“{label}”一格变成了“{other}”")
        elif specs[name] != others[name]:
            found.append(f"“{label}”一格的数或单位和原来不同")
    if old.passage_ids != new.passage_ids:
        found.append("文字部分和原来不同")
    return tuple(sorted(found)) or ("规则、说明或版面和原来不同",)


def _misfits(report: Report, form: Form) -> Iterable[str]:
    """What stands in ``report`` and has no place in ``form``."""
    for name, value in report.cells.items():
        spec = form.spec(name)
        if spec is None:
            yield f"{report.key.year} 年度报告里的一格在这份格式里没有"
        elif isinstance(value, Decimal) and spec.kind != "money":
            yield f"“{form.cell_label(name)}”一格在 {report.key.year} 年度报告里是金额"
    if not set(report.passages) <= set(form.passage_ids):
        yield f"{report.key.year} 年度报告里的一段文字在这份格式里没有"
