"""张贴记录: what hung where, from which day to which, and what it said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


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
