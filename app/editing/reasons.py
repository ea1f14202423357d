"""Reasons given and taken away: no steps of the report, yet taken back and done again in their turn among the steps."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple, Protocol

from app.checks.model import Finding
from app.domain.report import Answer, Report


class Open(Protocol):
    """What is asked of the open report."""

    @property
    def report(self) -> Report: ...
    @property
    def position(self) -> int: ...


class Given(NamedTuple):
    """``after`` took the place of ``before`` (no text: no reason) while step ``position`` was the last that stood."""

    finding: Finding
    before: Answer
    after: Answer
    position: int

    @property
    def label(self) -> str:
        """What was done, as a list of deeds names it."""
        return "填写说明" if self.after.text else "收回说明"


class Reasons:
    """What was answered since the report was opened. What was stated since an answer is taken back before it."""

    def __init__(self, opened: Open) -> None:
        self._open = opened
        self._done: list[Given] = []
        self._back: list[Given] = []

    @property
    def count(self) -> int:
        """How many could be taken back."""
        return len(self._done)

    def note(self, finding: Finding, answer: Answer) -> None:
        """``answer`` is about to be kept (no text: taken away); what was taken back cannot be done again."""
        before = self._open.report.answers.get(answer.key) or replace(answer, text="")
        self._done.append(Given(finding, before, answer, self._open.position))
        self._back.clear()

    def stated(self) -> None:
        """A new step was stated: what was taken back cannot be done again."""
        self._back.clear()

    def last(self) -> Given | None:
        """What is to be taken back now; None where steps come first, or where something else stands there."""
        last = self._done[-1] if self._done else None
        return last if last is not None and self._fits(last, last.after) else None

    def next(self) -> Given | None:
        """What is to be done again now; None where there is none, or steps come first."""
        following = self._back[-1] if self._back else None
        return following if following is not None and self._fits(following, following.before) else None

    def moved(self, *, back: bool) -> None:
        """The last one was taken back, or done again."""
        if back:
            self._back.append(self._done.pop())
        else:
            self._done.append(self._back.pop())

    def _fits(self, given: Given, stands: Answer) -> bool:
        kept = self._open.report.answers.get(stands.key)
        return given.position == self._open.position and (kept == stands if stands.text else kept is None)
