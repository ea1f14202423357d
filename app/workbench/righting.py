"""At the place of a finding: its heading, its certain fix as one step, and what may be said instead of it."""

from __future__ import annotations

from dataclasses import dataclass

from app.checks import answers, fixing
from app.checks.model import Finding, Fix
from app.domain.errors import NotFound
from app.domain.values import plain
from app.editing.session import Session

_HEADS = {"error": "必须改正", "warning": "请看一看", "info": "提示"}
_LAMPS = {"error": "must", "warning": "doubt", "info": "tip"}
SEEN = "看过了"  # what is kept of a hint that somebody has read
_TAIL = "，以后不再提示"
_SLIP = 8  # signs: longer words lead nowhere in a narrow list
_GONE = ("这一处刚才变了，没有动它", "请看一眼它现在怎么说")


@dataclass(frozen=True, slots=True)
class Quick:
    """A reason that needs no writing: ``button`` says the deed, ``reason`` is what is kept and printed."""

    button: str
    reason: str


def heading(finding: Finding) -> str:
    """How much it matters, and how far the figures are apart: 请看一看，相差 1."""
    head = _HEADS[finding.severity]
    return head if finding.gap is None else f"{head}，相差 {plain(finding.gap)}"


def lamp(finding: Finding) -> str:
    """The lamp that stands for it."""
    return _LAMPS[finding.severity]


def short(finding: Finding) -> str:
    """A few words for a list: what it is about, as it stands in the text; else where it is."""
    return finding.spots[0].quote.strip() if finding.spots else finding.place


def told(finding: Finding) -> str:
    """Its sentence for a narrow list: where one short word is certain to become another, that comes first."""
    edits = [edit for of_text in finding.fix.edits.values() for edit in of_text] if finding.fix else []
    if len(edits) != 1 or not edits[0].new or max(len(edits[0].old), len(edits[0].new)) > _SLIP:
        return finding.message
    old, new = (word if any(map(str.isalnum, word)) else f"“{word}”" for word in (edits[0].old, edits[0].new))
    return f"{old}→{new}，{finding.message}"


def told_in(finding: Finding, part: str) -> str:
    """The same for a list beside the part named ``part``, which need not name it."""
    said = told(finding)
    name = f"“{part}”"
    return said.removeprefix(name).removeprefix("的") if said.startswith(name) else said


def quick(finding: Finding) -> Quick | None:
    """What may be said with one press; None of what must be put right."""
    if finding.severity == "error":
        return None
    is_comparison = bool(finding.cells and finding.spots)
    said = "这不是同一个数" if is_comparison else "这里没有错"
    return Quick(said + _TAIL, f"{SEEN}，{said}")


def elsewhere(finding: Finding, passage: str) -> str:
    """The first cell that it speaks of beside the words of ``passage``; "" where there is none."""
    return next((name for name in finding.cells if not name.startswith(f"{passage}.")), "")


def standing(session: Session, finding: Finding) -> Finding | None:
    """The same finding as it stands now, be its sentence longer by now; None where it is gone."""
    of_rule = [found for found in session.result.findings if found.rule == finding.rule]
    same = [found for found in of_rule if found.mark == finding.mark]
    if not same:  # its sentence has changed: only where there is one such finding it must be that
        alike = [found for found in of_rule if answers.bare(found.mark) == answers.bare(finding.mark)]
        same = alike if len(alike) == 1 else []
    same.sort(key=lambda found: found.spots != finding.spots)
    return same[0] if same else None


def put_right(session: Session, finding: Finding, label: str = "") -> str:
    """Does the fix of ``finding``, or the one of its choices named ``label``, as one step; what was done, to be told.

    ``NotFound``, and nothing is changed, where the text or the figures have become others meanwhile.
    """
    found = standing(session, finding)
    if found is not None and found.mark != finding.mark and not _at_one_place(found, finding):
        found = None  # what is shown speaks of another sentence than what would be changed
    fix = _way(found, label) if found is not None else None
    if fix is None:
        raise NotFound(*_GONE)
    words = short(finding)
    deed = f"把“{words}”{fix.label}" if finding.spots else f"{words}{fix.label}"
    change = fixing.change(fix, session.report, deed, session.who)
    if change is None or session.apply(change) is None:
        raise NotFound(*_GONE)
    return f"已{deed}" if finding.spots else deed


def _way(found: Finding, label: str) -> Fix | None:
    return next((fix for fix in found.choices if fix.label == label), None) if label else found.fix


def unsay(session: Session, meant: int) -> bool:
    """Takes back reason number ``meant`` of those given here; False where something has come since."""
    return session.reasons.count == meant and session.reasons.last() is not None and session.undo() is not None


def _at_one_place(one: Finding, other: Finding) -> bool:
    """True where both begin at the same sign: somebody has written on behind it."""
    return [(spot.passage, spot.start) for spot in one.spots] == [(spot.passage, spot.start) for spot in other.spots]
