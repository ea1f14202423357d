"""A report: nothing but values for the names the form gives, and passages of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from app.domain.address import Address
from app.domain.values import Value

ISSUED = "issued"  # the name under which the day under a report is remembered that somebody stated
PRINTED = "printed"  # and the day under the last paper that was made from it


class State(StrEnum):
    """How far a report has come. Later places add their own stages between the first two.

    ``CHANGED`` is never stored: a report that was handed over reads so while it says something else than it said then.
    """

    DRAFT = "draft"
    HANDED_OVER = "handed_over"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ReportKey:
    """Which report: one per organ (by its short name, see ``organ.short_name``) and year."""

    organ: str
    year: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody gave as the reason for a finding that is right as it stands: kept, packed, printed.

    ``rule`` and ``mark`` say which finding; it holds while that finding stands on ``ground``. ``when`` is ISO 8601.
    """

    rule: str
    mark: str
    ground: str
    text: str
    who: str = ""
    when: str = ""

    @property
    def key(self) -> str:
        """By which a report keeps it."""
        return answer_key(self.rule, self.mark)


def answer_key(rule: str, mark: str) -> str:
    """The key of the answer to the finding of ``rule`` at ``mark``."""
    return f"{rule}|{mark}"


@dataclass(frozen=True, slots=True)
class Report:
    """One year of one organ.

    ``cells`` holds what was stated: leaves, and a total only where a printed figure overrides the computed one.
    An address that is missing is blank. ``passages`` maps text section ids (and the preface id) to plain text,
    paragraphs parted by a line feed. ``answers`` go by ``Answer.key``.
    """

    key: ReportKey
    form_id: str
    state: State = State.DRAFT
    cells: Mapping[Address, Value] = field(default_factory=dict)
    passages: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)

    def with_cells(self, changes: Mapping[Address, Value]) -> Report:
        """A copy with ``changes`` stated; a value of None makes the cell blank again."""
        merged = {**self.cells, **changes}
        return replace(self, cells={name: value for name, value in merged.items() if value is not None})

    def with_passages(self, changes: Mapping[str, str]) -> Report:
        """A copy with these texts; an empty text takes the passage away."""
        merged = {**self.passages, **changes}
        return replace(self, passages={name: text for name, text in merged.items() if text})

    def with_answer(self, answer: Answer) -> Report:
        """A copy with ``answer`` in place of an earlier one to the same finding; an empty text takes it away."""
        others = {key: known for key, known in self.answers.items() if key != answer.key}
        return replace(self, answers={**others, answer.key: answer} if answer.text else others)


class Handed(NamedTuple):
    """A hand-over as it is remembered: when, in which file, with which check code.

    ``content`` is what the report said then, as one text to compare with ("" where that was not kept).
    """

    when: datetime
    name: str
    check_code: str
    content: str = ""
