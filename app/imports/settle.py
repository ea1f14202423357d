"""One figure as it stands on paper to one value of one cell, with a doubt where the paper left room for one."""

from __future__ import annotations

import re

from app.domain.address import Address
from app.domain.errors import Refused
from app.domain.units import UNITS
from app.domain.values import Value, ValueSpec, plain, read
from app.imports.outcome import Doubt
from app.imports.words import fold

_LONGEST_FIRST = sorted(UNITS, key=len, reverse=True)
_STATED_UNIT = re.compile(rf"单位\s*[:]?\s*(?:人民币)?\s*({'|'.join(_LONGEST_FIRST)})")
_BEHIND = re.compile(r"\([^()]*\)\s*$")
_NOUGHTS = re.compile(r"[+\-]?0[\d ]+(?:\.\d*)?")


def stated_unit(heading: str) -> str | None:
    """The unit of money that a heading states (单位：万元), or None."""
    match = _STATED_UNIT.search(fold(heading))
    return match[1] if match else None


def settle(address: Address, spec: ValueSpec, text: str, unit: str | None) -> tuple[Value, Doubt | None]:
    """The value of ``text`` and the doubt about it; ``unit`` is what the paper's own heading states for money."""
    shown = " ".join(text.split())
    if not shown:
        return None, None
    own = next((name for name in _LONGEST_FIRST if shown.endswith(name)), None)
    asked = shown + unit if spec.kind == "money" and unit and not own else shown
    try:
        value = read(asked, spec)
    except Refused as refused:
        return _refused(address, spec, shown, refused)
    if value is None:
        return None, None
    reason = _reason(spec, fold(shown), value, own or unit)
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


def _refused(address: Address, spec: ValueSpec, shown: str, refused: Refused) -> tuple[Value, Doubt]:
    """A figure that cannot be read as it stands: its likely meaning as a proposal, or nothing."""
    bare = _BEHIND.sub("", fold(shown)).strip()
    proposal = bare if bare and bare != fold(shown) else refused.proposal
    try:
        value = read(proposal, spec) if proposal else None
    except Refused:
        value = None
    return value, Doubt(address, shown, value, refused.sentence.rstrip("。"))
