"""What a session needs of the place where reports are kept; the shelf of ``app.storage`` is such a place."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from app.domain.address import Address
from app.domain.change import Change, Entry, Step, Touch
from app.domain.report import Answer, Report, ReportKey


class Store(Protocol):
    """Each call is done when it returns, and has changed nothing where it raises ``Trouble``."""

    def find(self, key: ReportKey) -> Report | None:
        """The report as it was last committed."""

    def saved_at(self, key: ReportKey) -> datetime:
        """The time of the last commit to it."""

    def detail(self, key: ReportKey, name: str) -> str | None:
        """What is remembered of it under ``name``."""

    def commit(self, key: ReportKey, before: Change, after: Change, when: str) -> Step:
        """State ``after`` as a step that ``before`` takes back; ``when`` is ISO 8601 with offset."""

    def answer(self, key: ReportKey, answer: Answer, when: str = "") -> None:
        """Keep the reason given for a finding; an empty text takes it away."""

    def undo(self, key: ReportKey, when: str = "") -> Step | None:
        """Take back the last step that stands; None where there is none."""

    def redo(self, key: ReportKey, when: str = "") -> Step | None:
        """Do again the step undone last; None where there is none."""

    def labels(self, key: ReportKey) -> tuple[str | None, str | None]:
        """The labels of what undo and redo would move."""

    def steps(self, key: ReportKey, before: int | None = None, most: int = 200) -> list[Entry]:
        """At most ``most`` of its steps, those below ``before`` (None: the last ones), newest first."""

    def move_to(self, key: ReportKey, seq: int, when: str = "") -> list[Step]:
        """Undo or redo, all at once, until ``seq`` (0: none) is the last step that stands; the steps that moved."""

    def last_step(self, key: ReportKey) -> Step | None:
        """The last step that stands, or None."""

    def touches(self, key: ReportKey) -> dict[Address, Touch]:
        """By whom and when each cell was last stated, as far as that stands."""
