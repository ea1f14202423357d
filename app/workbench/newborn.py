"""A report that comes into being with its first step: the two are one transaction, so that no half-done deed stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.domain.address import Address
from app.domain.change import Change, Entry, Step, Touch
from app.domain.organ import Organ
from app.domain.report import Answer, Report, ReportKey
from app.storage.shelf import Shelf
from app.system import clock


class Newborn:
    """The store of a session on ``report``, which is not on the shelf yet.

    ``own`` is stated as the office with it, ``details`` are remembered of it; ``organ`` is what its organ is called.
    """

    def __init__(
        self,
        shelf: Shelf,
        report: Report,
        own: Organ | None,
        details: Mapping[str, str] | None = None,
        organ: str = "",
    ) -> None:
        self._shelf = shelf
        self._report = report
        self._own = own
        self._details = details or {}
        self._organ = organ
        self.born = False

    def find(self, key: ReportKey) -> Report | None:
        """The report as it was last committed."""
        return self._shelf.find(key) if self.born else self._report

    def saved_at(self, key: ReportKey) -> datetime:
        """The time of the last commit; now, before the first."""
        return self._shelf.saved_at(key) if self.born else clock.now()

    def detail(self, key: ReportKey, name: str) -> str | None:
        """What is remembered of it, or will be with its first step."""
        return self._shelf.detail(key, name) if self.born else self._details.get(name)

    def commit(self, key: ReportKey, before: Change, after: Change, when: str) -> Step:
        """The first step makes the report."""
        if self.born:
            return self._shelf.commit(key, before, after, when)
        step = self._shelf.begin(self._report, self._own, before, after, when, self._details, self._organ)
        self.born = True
        return step

    def answer(self, key: ReportKey, answer: Answer, when: str = "") -> None:
        """Keep the reason given for a finding; ``NotFound`` before the first step, there being no report yet."""
        self._shelf.answer(key, answer, when)

    def undo(self, key: ReportKey, when: str = "") -> Step | None:
        """Take back the last step that stands."""
        return self._shelf.undo(key, when) if self.born else None

    def redo(self, key: ReportKey, when: str = "") -> Step | None:
        """Do again the step undone last."""
        return self._shelf.redo(key, when) if self.born else None

    def labels(self, key: ReportKey) -> tuple[str | None, str | None]:
        """What undo and redo would move."""
        return self._shelf.labels(key) if self.born else (None, None)

    def steps(self, key: ReportKey, before: int | None = None, most: int = 200) -> list[Entry]:
        """The steps below ``before``, newest first."""
        return self._shelf.steps(key, before, most) if self.born else []

    def move_to(self, key: ReportKey, seq: int, when: str = "") -> list[Step]:
        """Undo or redo until ``seq`` is the last step that stands."""
        return self._shelf.move_to(key, seq, when) if self.born else []

    def last_step(self, key: ReportKey) -> Step | None:
        """The last step that stands."""
        return self._shelf.last_step(key) if self.born else None

    def touches(self, key: ReportKey) -> dict[Address, Touch]:
        """By whom and when each cell was last stated."""
        return self._shelf.touches(key) if self.born else {}
