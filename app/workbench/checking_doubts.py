"""Doubts of an import on the 校核 page: those that say the same stand together, and what can be said of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from app.checks.model import Finding
from app.domain.address import Address
from app.domain.values import Value
from app.forms.model import Form
from app.imports.tables import OLD_TABLE
from app.workbench.checking_deeds import Deed
from app.workbench.doubts import DETAIL

LOOK_FIRST = "空着的格都存疑，先看存疑的格"
_READ = re.compile(r"原件写的是“(?P<shown>[^”]*)”，按 (?P<value>\S+) 读。?")
_ALL_READ = re.compile(r"都按 (\S+) 读。?$")


def many(finding: Finding) -> int:
    """How many it counts for: doubts that stand together are counted cell by cell, as everywhere."""
    return len(finding.cells) if finding.rule == DETAIL else 1


def together(form: Form, doubted: Iterable[Finding], values: Mapping[Address, Value]) -> list[Finding]:
    """Doubts of one table that were read alike or lack their column, or of one row that say the same, as one finding;
    blanks by themselves.

    Each stands where its first one stood.
    """
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(doubted):
        groups.setdefault(_key(form, finding, values) or number, []).append(finding)
    return [_one(form, same) for same in groups.values()]


def _key(form: Form, finding: Finding, values: Mapping[Address, Value]) -> object:
    if len(finding.cells) != 1:
        return None
    reason, is_blank = _reason(form, finding), values.get(finding.cells[0]) is None
    if OLD_TABLE in reason:
        return (finding.section, "", OLD_TABLE, is_blank)
    if (read := _READ.fullmatch(reason)) is not None:
        return (finding.section, "", read["value"], is_blank)
    row = form.cell_names(finding.cells[0])[0]
    return (finding.section, row, reason, is_blank) if row else None


def _one(form: Form, same: Sequence[Finding]) -> Finding:
    first = same[0]
    if len(same) == 1:
        return first
    cells = tuple(name for finding in same for name in finding.cells)
    if OLD_TABLE in first.message:
        return first._replace(cells=cells, message=f"{OLD_TABLE}。")
    reads = [_READ.fullmatch(_reason(form, finding)) for finding in same]
    if (read := reads[0]) is not None:
        shown = dict.fromkeys(found["shown"] for found in reads if found is not None)
        told = "".join(f"“{text}”" for text in shown)
        return first._replace(cells=cells, message=f"{len(cells)} 格写成{told}，都按 {read['value']} 读。")
    row = form.cell_names(first.cells[0])[0]
    return first._replace(cells=cells, message=f"{row}的 {len(cells)} 格：{_reason(form, first)}")


def _reason(form: Form, finding: Finding) -> str:
    return finding.message.removeprefix(f"{form.cell_label(finding.cells[0])}：") if finding.cells else ""


def settling(finding: Finding, values: Mapping[Address, Value]) -> Deed:
    """就是这个数; where nothing stands there is no figure to be right, and it has to be filled in."""
    if any(values.get(name) is None for name in finding.cells):
        return Deed("write", "去填写")
    if len(finding.cells) == 1:
        return Deed("settle", "就是这个数")
    read = _ALL_READ.search(finding.message)
    return Deed("settle", f"都是 {read[1]}" if read is not None else "就是这些数")


def blanks(doubted: Iterable[Finding], values: Mapping[Address, Value]) -> frozenset[Address]:
    """The doubted cells in which nothing stands: nobody may state a nought there before somebody has looked."""
    return frozenset(name for finding in doubted for name in finding.cells if values.get(name) is None)
