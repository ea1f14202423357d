"""A certain way to put something right, from a place in a text as it is read to an edit of the text as it is kept."""

from __future__ import annotations

from collections.abc import Iterable

from app.checks.model import Context, Edit, Fix, Spot
from app.domain import live
from app.domain.change import Change
from app.domain.report import Report


def replacing(context: Context, spot: Spot, new: str, label: str) -> Fix | None:
    """A fix that puts ``new`` where ``spot`` is; None where a live number stands in it."""
    return all_of(context, ((spot, new),), label)


def all_of(context: Context, changes: Iterable[tuple[Spot, str]], label: str) -> Fix | None:
    """One fix of several places that do not overlap; None where a live number stands in one of them."""
    edits: dict[str, list[Edit]] = {}
    for spot, new in changes:
        kept = context.report.passages.get(spot.passage, "")
        span = live.kept_span(kept, spot.start, spot.end, context.values, context.form.spec)
        if span is None:
            return None
        edits.setdefault(spot.passage, []).append(Edit(*span, kept[slice(*span)], new))
    ordered = {name: tuple(sorted(found, key=lambda edit: edit.start)) for name, found in edits.items()}
    return Fix(label, edits=ordered) if ordered else None


def change(fix: Fix, report: Report, label: str, who: str = "") -> Change | None:
    """The change that does it, as one step; None where a text has become another meanwhile."""
    passages = {}
    for name, edits in fix.edits.items():
        text = report.passages.get(name, "")
        for edit in reversed(edits):
            if text[edit.start : edit.end] != edit.old:
                return None
            text = text[: edit.start] + edit.new + text[edit.end :]
        passages[name] = text
    return Change(label, dict(fix.cells), passages, who)
