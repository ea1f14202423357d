"""What was met on the paper that a report was read from, kept beside the report as one text."""

from __future__ import annotations

import json
from typing import get_args

from app.domain.paper import Paper, Sighting, What
from app.domain.report import ReportKey
from app.workbench.bench import Workbench

DETAIL = "paper"  # the name under which it is remembered
_MOST, _LONGEST = 500, 200  # sightings of a paper, signs of each of their texts


def of(bench: Workbench, key: ReportKey) -> Paper | None:
    """The paper that the report was read from; None where it was typed here, or where what was kept is damaged."""
    return from_text(bench.detail(key, DETAIL) or "")


def to_text(paper: Paper) -> str:
    """``paper`` as it is kept: its name and ``[what, read, official, section, cell]`` for each sighting."""
    seen = [
        [one.what, one.read[:_LONGEST], one.official[:_LONGEST], one.section, one.cell]
        for one in paper.sightings[:_MOST]
    ]
    return json.dumps({"name": paper.name, "seen": seen}, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Paper | None:
    """``to_text`` backwards; None for anything else, as a lost note must not keep a report from opening."""
    try:
        kept = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
    match kept:
        case {"name": str(name), "seen": list(seen)} if len(seen) <= _MOST:
            found = [_sighting(item) for item in seen]
            return Paper(name, tuple(one for one in found if one)) if all(found) else None
    return None


def _sighting(item: object) -> Sighting | None:
    match item:
        case [str(what), str(read), str(official), str(section), str(cell)]:
            known: What | None = next((one for one in get_args(What) if one == what), None)
            return Sighting(known, read, official, section, cell) if known else None
    return None
