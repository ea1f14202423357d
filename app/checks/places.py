"""Where findings stand, for those who show them at the place: in a text, at a cell, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.checks.engine import CheckResult
from app.checks.model import Finding
from app.domain.address import Address, section_of
from app.forms.model import Form


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a finding leads to: a cell, or ``start`` to before ``end`` of a passage as it is read."""

    cell: Address = ""
    passage: str = ""
    start: int = 0
    end: int = 0


def in_text(result: CheckResult, passage: str) -> tuple[Finding, ...]:
    """The open findings that a text shows, in its order: those with a spot in it, then those about it as a whole.

    What only says that figures are missing is left out: it is said where the figures are.
    """
    shown = [finding for finding in result.findings if _is_shown(finding)]
    spotted = [finding for finding in shown if _first(finding, passage) is not None]
    spotted.sort(key=lambda finding: _first(finding, passage) or 0)
    whole = [f for f in shown if f.text == passage and not f.spots and not f.cells]
    return (*spotted, *whole)


def at_cells(result: CheckResult, section: str) -> dict[Address, tuple[Finding, ...]]:
    """The open findings at each cell of a section, the worst first, but those that relations tell of themselves."""
    told = {(o.rule, o.mark) for o in result.figures if o.relation is not None}
    found: dict[Address, tuple[Finding, ...]] = {}
    for finding in result.findings:
        if not _is_shown(finding) or (finding.rule, finding.mark) in told:
            continue
        for address in finding.cells:
            if section_of(address) == section:
                found[address] = (*found.get(address, ()), finding)
    return found


def marks(notes: dict[Address, tuple[Finding, ...]]) -> dict[Address, str]:
    """The corner that each of these cells gets: bad, doubt; none where it is a hint alone."""
    signs = {"error": "bad", "warning": "doubt"}
    return {name: signs[found[0].severity] for name, found in notes.items() if found[0].severity in signs}


def stops(form: Form, findings: Iterable[Finding], also: Iterable[Address] = ()) -> tuple[Stop, ...]:
    """Where the open findings and the cells ``also`` stand, in the order of the form, each place once."""
    found = {Stop(cell=address) for address in also}
    for finding in findings:
        if not finding.is_open:
            continue
        if finding.spots:
            first = finding.spots[0]
            found.add(Stop(passage=first.passage, start=first.start, end=first.end))
        elif finding.cells:
            order = _order(form)
            found.add(Stop(cell=min(finding.cells, key=lambda address: order.get(address, 0))))
        elif finding.text in form.passage_ids:
            found.add(Stop(passage=finding.text))
    order = _order(form)
    return tuple(sorted(found, key=lambda stop: _place(order, stop)))


def after(form: Form, found: Sequence[Stop], here: Stop) -> Stop | None:
    """The one that comes after ``here``, round to the first; None where there is none."""
    order = _order(form)
    later = (stop for stop in found if _place(order, stop) > _place(order, here))
    return next(later, found[0] if found else None)


def _is_shown(finding: Finding) -> bool:
    return finding.is_open and not finding.is_gap and not finding.follows


def _first(finding: Finding, passage: str) -> int | None:
    return min((spot.start for spot in finding.spots if spot.passage == passage), default=None)


def _order(form: Form) -> dict[str, int]:
    """Texts and cells by their place on paper: the preface, then part by part."""
    preface = [name for name in form.passage_ids if form.section(name) is None]
    order = {name: number for number, name in enumerate(preface)}
    for section in form.sections:
        inside = (name for name in (*form.cells, *form.fields) if section_of(name) == section.id)
        for name in (section.id, *inside):
            order[name] = len(order)
    return order


def _place(order: dict[str, int], stop: Stop) -> tuple[int, int, int]:
    return order.get(stop.cell or stop.passage, -1), stop.start, stop.end
