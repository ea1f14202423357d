"""A change: one deed of the clerk, which may touch many cells and is undone in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Literal, NamedTuple

from app.domain.address import Address
from app.domain.values import Value

Meaning = Literal["", "zero"]


@dataclass(frozen=True, slots=True)
class Change:
    """What to state: cells (None = blank) and passages ("" = none), under a label that the undo list shows.

    ``label`` is a short Chinese phrase such as 填写（一）予以公开·自然人; ``who`` the person at the keyboard. ``means``
    is "zero" where ``who`` confirmed that nothing happened in these cells: a statement, not a figure typed.
    ``details`` are what else is remembered of the report and was stated by hand ("" = nothing): the day under it.
    """

    label: str
    cells: Mapping[Address, Value] = field(default_factory=dict)
    passages: Mapping[str, str] = field(default_factory=dict)
    who: str = ""
    means: Meaning = ""
    details: Mapping[str, str] = field(default_factory=dict)


def merged(changes: Sequence[Change]) -> Change:
    """All of them in one, the later ones over the earlier; under the label of the last."""
    cells: dict[Address, Value] = {}
    passages: dict[str, str] = {}
    details: dict[str, str] = {}
    for change in changes:
        cells.update(change.cells)
        passages.update(change.passages)
        details.update(change.details)
    return replace(changes[-1], cells=cells, passages=passages, details=details)


class Step(NamedTuple):
    """A change as history keeps it: the values before and after, its place in the sequence and its time.

    ``when`` is ISO 8601 in local time with offset; ``seq`` grows by one per step and is never used twice.
    """

    seq: int
    when: str
    before: Change
    after: Change


class Standing(IntEnum):
    """Where a step of history stands. Nothing is ever deleted from history."""

    SUPERSEDED = -1  # undone, and another change was made after that: it can no longer be redone
    UNDONE = 0
    APPLIED = 1


class Entry(NamedTuple):
    """A step with its standing, as history lists it, oldest first."""

    step: Step
    standing: Standing


class Touch(NamedTuple):
    """The last step that stands and stated a cell: its place in the sequence, its time (ISO 8601), by whom, as what."""

    seq: int
    when: str
    who: str
    means: Meaning = ""
