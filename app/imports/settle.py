"""One figure as it stands on paper to one value of one cell, with a doubt where the paper left room for one."""

from __future__ import annotations

import re

from app.domain.address import Address
from app.domain.errors import Refused
from app.domain.units import split_unit, stated_unit
from app.domain.values import Value, ValueSpec, plain, read
from app.imports.outcome import Doubt
from app.imports.words import fold

_BEHIND = re.compile(r"\([^()]*\)\s*$")
_NOUGHTS = re.compile(r"[+\-]?0[\d ]+(?:\.\d*)?")


def settle(address: Address, spec: ValueSpec, text: str, unit: str | None) -> tuple[Value, Doubt | None]:
    """The value of ``text`` and the doubt about it; ``unit`` is what the paper's own heading states for money."""
    shown = " ".join(text.split())
    if not shown:
        return None, None
    try:
        value = read(shown, spec, unit)
    except Refused as refused:
        return _refused(address, spec, shown, refused, unit)
    if value is None:
        return None, None
    folded = fold(shown)
    reason = _reason(spec, folded, value, split_unit(folded)[1] or unit)
    return value, Doubt(address, shown, value, reason) if reason else None


def _reason(spec: ValueSpec, shown: str, value: int | Value, unit: str | None) -> str:
    if _NOUGHTS.fullmatch(shown):
        return f"原件写的是“{shown}”，按 {plain(value or 0)} 读"
    if spec.kind != "money" or not value:
        return ""
    if unit is None:
        return f"原件没有写单位，按{spec.unit}读"
    if unit != spec.unit:
        return f"原件的单位是{unit}，换算成 {plain(value)} {spec.unit}"
    return ""


def _refused(address: Address, spec: ValueSpec, shown: str, refused: Refused, unit: str | None) -> tuple[Value, Doubt]:
    """A figure that cannot be read as it stands: its likely meaning as a proposal, or nothing."""
    folded = fold(shown)
    bare = _BEHIND.sub("", folded).strip()
    try:
        if bare and bare != folded:
            value = read(bare, spec, stated_unit(folded) or unit)
        else:
            value = read(refused.proposal, spec) if refused.proposal else None
    except Refused:
        value = None
    return value, Doubt(address, shown, value, refused.sentence.rstrip("。"))
