"""存疑: cells of a report that a person must still look at, kept beside the report until somebody has.

A doubt is about one figure in one cell. It shows only while that figure stands there, so that editing the cell hides it
and undo brings it back; ``settle`` (就是这个数) takes it away. Imports write doubts, and so does a year begun with last
year's figures. They are no part of what the report states: papers and packages do not carry them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from app.checks.model import Finding
from app.domain.address import Address, section_of
from app.domain.report import Report, ReportKey
from app.domain.values import Value, plain
from app.workbench.bench import Workbench

DETAIL = "doubts"  # the name under which a report's doubts are remembered


class Doubt(NamedTuple):
    """``value`` in the cell ``address`` is doubted (None: it was left blank); ``sentence`` says why."""

    address: Address
    value: Value
    sentence: str

    def shows(self, value: Value) -> bool:
        """True while the cell holds the doubted figure."""
        return value == self.value


def of(bench: Workbench, key: ReportKey) -> Mapping[Address, Doubt]:
    """Every doubt of the report that nobody has settled, by its cell; ask ``shows`` with what stands there now.

    One read of the workspace: keep it while the report is open, and ask again after ``save`` and ``settle``.
    """
    return _from_text(bench.detail(key, DETAIL) or "")


def showing(doubts: Mapping[Address, Doubt], values: Mapping[Address, Value]) -> dict[Address, Doubt]:
    """Those of ``doubts`` that show with ``values`` (every cell with its figure, as a session has them)."""
    return {name: doubt for name, doubt in doubts.items() if name in values and doubt.shows(values[name])}


def findings(bench: Workbench, report: Report, values: Mapping[Address, Value]) -> tuple[Finding, ...]:
    """The doubts that show with ``values``, as lists of findings name them; in the order of the form."""
    found = showing(of(bench, report.key), values)
    if not found:
        return ()
    form = bench.form_of(report)
    told = {name: f"{form.cell_label(name)}：{doubt.sentence}" for name, doubt in found.items()}
    return tuple(
        Finding(DETAIL, "warning", "advice", section_of(name), (name,), told[name])
        for name in (*form.cells, *form.fields)
        if name in told
    )


def save(bench: Workbench, key: ReportKey, doubts: Iterable[Doubt]) -> None:
    """Keeps more doubts; one about the same cell is replaced."""
    more = {doubt.address: doubt for doubt in doubts}
    if more:
        _keep(bench, key, {**of(bench, key), **more})


def settle(bench: Workbench, key: ReportKey, address: Address) -> Doubt | None:
    """就是这个数: forgets the doubt about a cell and returns it, so that ``save`` can take that back."""
    left = dict(of(bench, key))
    settled = left.pop(address, None)
    if settled is not None:
        _keep(bench, key, left)
    return settled


def _keep(bench: Workbench, key: ReportKey, doubts: Mapping[Address, Doubt]) -> None:
    bench.save_details(key, {DETAIL: to_text(doubts.values())})


def to_text(doubts: Iterable[Doubt]) -> str:
    """Doubts as they are kept: counts are numbers, money a string, blank is null; "" for none."""
    found = {doubt.address: [_plain(doubt.value), doubt.sentence] for doubt in doubts}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else ""


def _plain(value: Value) -> int | str | None:
    return plain(value) if isinstance(value, Decimal) else value


def _from_text(text: str) -> dict[Address, Doubt]:
    """What cannot be read is left out: a lost doubt must not keep a report from opening."""
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: doubt for name, item in found.items() if (doubt := _doubt(name, item)) is not None}


def _doubt(name: str, item: object) -> Doubt | None:
    match item:
        case [int() | None as value, str(sentence)] if not isinstance(value, bool):
            return Doubt(name, value, sentence)
        case [str(figure), str(sentence)]:
            try:
                return Doubt(name, Decimal(figure), sentence)
            except InvalidOperation:
                return None
    return None
