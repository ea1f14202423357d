"""张贴记录: what hung where, from which day to which, and what it said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from app.domain.report import ReportKey


@dataclass(frozen=True, slots=True)
class Posting:
    """One paper on one wall.

    ``place`` is where it hangs, ``board`` what hangs there (公开栏 A1). ``check_code`` and ``content`` are those of the
    report as it was put up. ``taken_down`` is None while it hangs. ``photo`` is read only where a record is moved.
    """

    seq: int
    day: date
    place: str
    board: str
    note: str
    check_code: str
    content: str
    taken_down: date | None = None
    photo_name: str = ""
    photo: bytes = field(default=b"", repr=False)


class Wall(Protocol):
    """What is asked of the place that keeps the records of a report."""

    def postings(self, key: ReportKey) -> list[Posting]:
        """In the order in which they were noted, without their photos."""

    def photo(self, key: ReportKey, seq: int) -> bytes:
        """The photo of one; b"" where there is none."""

    def put_posting(self, key: ReportKey, new: Posting) -> Posting:
        """One more, under the next number."""

    def take_down(self, key: ReportKey, seq: int, day: date | None) -> None:
        """Since when one no longer hangs."""

    def withdraw_posting(self, key: ReportKey, seq: int) -> None:
        """Takes the record of one back: it is kept, but in no list."""

    def restore_posting(self, key: ReportKey, seq: int) -> None:
        """A withdrawn one is there again."""
