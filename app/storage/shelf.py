"""The shelf: everything a workspace keeps, in plain nouns. Every method is one transaction, done when it returns.

Each raises ``CannotWrite`` where the disk refuses (nothing is changed then) and ``CannotOpen`` where the file turns out
damaged. One process has one shelf open; it may be used from any thread. What only reads needs no SQLAlchemy: it is
loaded with the first change, or by ``get_ready``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from app.domain.address import Address
from app.domain.change import Change, Entry, Step, Touch
from app.domain.errors import NotFound
from app.domain.organ import Organ
from app.domain.pack import Pack, PackKind
from app.domain.posting import Posting
from app.domain.report import Answer, Handed, Report, ReportKey, State
from app.storage import reading
from app.storage.database import Database
from app.system import clock

if TYPE_CHECKING:
    from app.storage.removal import Removed
    from app.storage.writing import Writing


class Shelf:
    """An open workspace; ``with Shelf.open(path) as shelf`` closes it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ids: dict[ReportKey, int] = {}

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the workspace at ``path`` or make a new one there.

        Raises ``AlreadyOpen`` at once where another program holds it, ``NewerWorkspace`` (not one byte changed), and
        ``CannotOpen`` for damaged and foreign files, folders, and what is read-only.
        """
        return cls(Database.open(path))

    def get_ready(self) -> None:
        """Loads what changes need, so that the first of them is as quick as all others."""
        from app.storage import writing  # noqa: F401 - its statements, besides the library

        self._database.get_ready()

    def close(self) -> None:
        """Let go of the file, which is then one plain file. Never raises; may be called twice."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- the office, settings, added forms

    def organ(self) -> Organ | None:
        """The office this workspace belongs to; None before the first start is done."""
        with self._database.reading() as db:
            return reading.own_organ(db)

    def organ_of(self, key: str) -> Organ | None:
        """The organ with that short name, own or not."""
        with self._database.reading() as db:
            return reading.organ_named(db, key)

    def save_organ(self, organ: Organ) -> None:
        """State the office. Under a new name its reports follow it; ``Trouble`` where a year would then stand twice."""
        with self._change() as to:
            self._ids.clear()
            to.save_organ(organ)

    def setting(self, key: str) -> str | None:
        """A setting, or None."""
        with self._database.reading() as db:
            return reading.setting(db, key)

    def save_setting(self, key: str, value: str) -> None:
        """State a setting."""
        with self._change() as to:
            to.save_setting(key, value)

    def forms(self) -> list[tuple[str, str]]:
        """The formats that were added: (id, text of the form file), in the order they came."""
        return [(known.id, known.source) for known in self.packs("form")]

    def packs(self, kind: PackKind) -> list[Pack]:
        """The formats or lists of wording that were added, as they hold, in the order they came."""
        with self._database.reading() as db:
            return reading.packs(db, kind)

    def add_pack(self, kind: PackKind, name: str, source: str) -> None:
        """Keep a format or a list of wording; the version that held so far can be gone back to."""
        with self._change() as to:
            to.add_pack(kind, name, source, _now())

    def drop_pack(self, kind: PackKind, name: str) -> bool:
        """Go back to the version before the one that holds; False where none was added under that id."""
        with self._change() as to:
            return to.drop_pack(kind, name)

    # -- reports

    def years(self, organ: str) -> list[int]:
        """The years on which the organ with this short name has a report, the newest first."""
        with self._database.reading() as db:
            return reading.years(db, organ)

    def reports(self, beside: ReportKey | None = None) -> list[Report]:
        """Every report, or those of other organs on the year of ``beside``; cells, passages; by organ and year."""
        with self._database.reading() as db:
            return reading.reports(db, beside=beside)

    def find(self, key: ReportKey) -> Report | None:
        """One report, or None."""
        with self._database.reading() as db:
            return next(iter(reading.reports(db, key)), None)

    def create(self, report: Report, own: Organ | None = None, organ: str = "") -> None:
        """Put a new report with the cells and passages it begins with; ``Trouble`` where that year is there.

        ``own`` is stated as the office in the same transaction; ``organ`` is the full name of any other.
        """
        when = _now()
        with self._change() as to:
            if own is not None:
                to.save_organ(own)
            to.create(report, when, organ)

    def begin(
        self,
        report: Report,
        own: Organ | None,
        before: Change,
        after: Change,
        when: str,
        details: Mapping[str, str] | None = None,
        organ: str = "",
    ) -> Step:
        """``create``, the first ``commit`` and ``save_details`` in one transaction."""
        with self._change() as to:
            if own is not None:
                to.save_organ(own)
            report_id = to.create(report, when, organ)
            to.save_details(report_id, details or {})
            return to.append(report_id, before, after, when)

    def remove(self, key: ReportKey) -> Removed:
        """Take a report off the shelf with its history; what is returned puts it back."""
        with self._change() as to:
            removed = to.remove(self._id(to.db, key), key)
        self._ids.pop(key, None)
        return removed

    def bring_back(self, removed: Removed) -> ReportKey:
        """Put a report back as it was; ``Trouble`` where that year stands again.

        Its key by now: a report of the own office follows it to another name.
        """
        with self._change() as to:
            return to.bring_back(removed)

    def set_state(self, key: ReportKey, state: State) -> None:
        """How far the report has come."""
        with self._change() as to:
            to.set_state(self._id(to.db, key), state, _now())

    def detail(self, key: ReportKey, name: str) -> str | None:
        """What is remembered of the report under ``name``, or None; it stays when the office is renamed."""
        with self._database.reading() as db:
            return reading.detail(db, key, name)

    def save_details(self, key: ReportKey, details: Mapping[str, str]) -> None:
        """Remember something of the report; an empty text is forgotten."""
        with self._change() as to:
            to.save_details(self._id(to.db, key), details)

    def answer(self, key: ReportKey, answer: Answer, when: str = "") -> None:
        """Keep the reason given for a finding of the report; an empty text takes it away."""
        with self._change() as to:
            to.save_answer(self._id(to.db, key), answer, when or _now())

    def handovers(self, key: ReportKey) -> list[Handed]:
        """The hand-overs of the report, oldest first."""
        with self._database.reading() as db:
            return reading.handovers(db, self._id(db, key))

    def hand_over(self, key: ReportKey, handed: Handed, details: Mapping[str, str]) -> None:
        """Note a hand-over, with the state and what is remembered of the report since, in one transaction."""
        with self._change() as to:
            report_id = self._id(to.db, key)
            to.note_handover(report_id, handed)
            to.save_details(report_id, details)
            to.set_state(report_id, State.HANDED_OVER, _now())

    def postings(self, key: ReportKey) -> list[Posting]:
        """What of the report hung where, in the order in which it was noted; their photos are asked for one by one."""
        with self._database.reading() as db:
            return reading.postings(db, self._id(db, key))

    def photo(self, key: ReportKey, seq: int) -> bytes:
        """The photo of a posting; b"" where there is none."""
        with self._database.reading() as db:
            return reading.photo(db, self._id(db, key), seq)

    def put_posting(self, key: ReportKey, new: Posting) -> Posting:
        """Note a posting, under the next number."""
        with self._change() as to:
            return to.put_posting(self._id(to.db, key), new)

    def take_down(self, key: ReportKey, seq: int, day: date | None) -> None:
        """Note since when a posting no longer hangs (None: it does); ``NotFound`` where there is none such."""
        with self._change() as to:
            to.take_down(self._id(to.db, key), seq, day)

    def withdraw_posting(self, key: ReportKey, seq: int) -> None:
        """Take the record of a posting back: it is kept and no longer listed; ``NotFound`` where there is none such."""
        with self._change() as to:
            to.withdraw_posting(self._id(to.db, key), seq)

    def restore_posting(self, key: ReportKey, seq: int) -> None:
        """List a withdrawn record again; ``NotFound`` where there is none such."""
        with self._change() as to:
            to.restore_posting(self._id(to.db, key), seq)

    def last_step(self, key: ReportKey) -> Step | None:
        """The last step that stands, or None."""
        with self._database.reading() as db:
            return reading.last_applied(db, self._id(db, key))

    def saved_at(self, key: ReportKey) -> datetime:
        """The time of the last commit to the report."""
        with self._database.reading() as db:
            return reading.saved_at(db, self._id(db, key))

    # -- the log of changes (what editing.session calls its store)

    def commit(self, key: ReportKey, before: Change, after: Change, when: str) -> Step:
        """State ``after`` and keep it as a step that ``before`` takes back."""
        with self._change() as to:
            return to.append(self._id(to.db, key), before, after, when)

    def undo(self, key: ReportKey, when: str = "") -> Step | None:
        """Take back the last step that stands; None where there is none."""
        with self._change() as to:
            return to.take_back(self._id(to.db, key), when or _now())

    def redo(self, key: ReportKey, when: str = "") -> Step | None:
        """Do again the step undone last; None where there is none."""
        with self._change() as to:
            return to.do_again(self._id(to.db, key), when or _now())

    def move_to(self, key: ReportKey, seq: int, when: str = "") -> list[Step]:
        """Undo or redo, all at once, until ``seq`` (0: none) is the last step that stands; the steps that moved."""
        with self._change() as to:
            return to.move_to(self._id(to.db, key), seq, when or _now())

    def labels(self, key: ReportKey) -> tuple[str | None, str | None]:
        """What undo and redo would move."""
        with self._database.reading() as db:
            return reading.labels(db, self._id(db, key))

    def history(self, key: ReportKey) -> list[Entry]:
        """Every step ever made, oldest first, with its standing."""
        with self._database.reading() as db:
            return reading.entries(db, self._id(db, key))

    def steps(self, key: ReportKey, before: int | None = None, most: int = 200) -> list[Entry]:
        """At most ``most`` of these steps, those below ``before`` (None: the last ones), newest first."""
        with self._database.reading() as db:
            return reading.page(db, self._id(db, key), before, most)

    def touches(self, key: ReportKey) -> dict[Address, Touch]:
        """By whom and when each cell was last stated, as far as that stands."""
        with self._database.reading() as db:
            return reading.touches(db, self._id(db, key))

    @contextmanager
    def _change(self) -> Iterator[Writing]:
        from app.storage.writing import Writing

        with self._database.transaction() as connection:
            yield Writing(connection)

    def _id(self, db: sqlite3.Connection, key: ReportKey) -> int:
        if key not in self._ids:
            found = reading.report_id(db, key)
            if found is None:
                raise NotFound(f"没有 {key.organ} {key.year} 年度的报告", "请核对单位和年份")
            self._ids[key] = found
        return self._ids[key]


def _now() -> str:
    return clock.now().isoformat()
