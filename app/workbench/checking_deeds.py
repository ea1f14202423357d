"""What can be done about a finding of the 校核 page, as buttons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.checks.model import Finding
from app.domain.values import plain
from app.workbench.doubts import DETAIL

# fix: the certain fix of the finding; choose: one of the ways that may be meant; zero: confirm blanks as zero;
# write: go and write what is missing; known: a hint
# was seen; reason: give one, or change the one given; settle: the doubtful figure is right; locate: go to the place.
Doing = Literal["fix", "choose", "zero", "write", "known", "reason", "settle", "locate"]


@dataclass(frozen=True, slots=True)
class Deed:
    """One button of an item. ``button`` says the deed, ``preview`` what it turns into what ("" where nothing)."""

    what: Doing
    button: str
    preview: str = ""


def deeds(finding: Finding, *, unwritten: bool, can_zero: bool, has_place: bool) -> Iterator[Deed]:
    """What can be done, the likeliest first; going there comes last."""
    if finding.fix is not None:
        yield Deed("fix", finding.fix.label, preview(finding))
    yield from (Deed("choose", choice.label) for choice in finding.choices)
    if finding.is_gap and finding.severity == "error" and can_zero:
        yield Deed("zero", "空格填零")
    elif unwritten:
        yield Deed("write", "去填写")
    if finding.severity == "info" and finding.is_open:
        yield Deed("known", "知道了")
    if finding.severity != "error" and finding.rule != DETAIL:
        yield Deed("reason", "填写说明" if finding.is_open else "改说明")
    if not unwritten and has_place:
        yield Deed("locate", "定位")


def preview(finding: Finding) -> str:
    """What the certain fix makes of what: “得”→“的”."""
    if finding.fix is None:
        return ""
    edits = [edit for found in finding.fix.edits.values() for edit in found]
    told = [f"“{edit.old}”→“{edit.new}”" if edit.new else f"删去“{edit.old}”" for edit in edits]
    told += [f"→ {plain(value)}" if value is not None else "→ 空" for value in finding.fix.cells.values()]
    return "，".join(told)
