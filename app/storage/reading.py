"""What stands in the tables, read with SQLite alone. Each function runs inside a transaction, writing or not."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import datetime
from typing import Any

from app.domain.address import Address
from app.domain.change import Entry, Standing, Step, Touch
from app.domain.organ import Organ
from app.domain.pack import Pack
from app.domain.posting import Posting
from app.domain.report import Answer, Handed, Report, ReportKey, State
from app.domain.values import Value
from app.storage import troubles
from app.storage.records import day, moment, row_value, text_change

_ORGAN = "SELECT name, level, district, phone, office FROM organ WHERE "
_STEP = 'SELECT seq, "when", who, label, before, after, standing FROM change WHERE report = ? '
# Not a parameter: the literal 0 lets SQLite use the index of undone steps.
_LAST_APPLIED = _STEP + "AND standing = 1 ORDER BY seq DESC LIMIT 1"
_FIRST_UNDONE = _STEP + "AND standing = 0 ORDER BY seq LIMIT 1"
_PAGE = _STEP + "AND seq < ? ORDER BY seq DESC LIMIT ?"
_APPLIED_AFTER = _STEP + "AND standing = 1 AND seq > ? ORDER BY seq DESC"
_UNDONE_UP_TO = _STEP + "AND standing = 0 AND seq <= ? ORDER BY seq"
# SQLite takes the other columns from the row that has the maximum: thousands of steps need not come to Python.
_TOUCHES = """
    SELECT stated.key, max(seq), "when", who, json_extract(after, '$.means')
    FROM change, json_each(after, '$.cells') AS stated
    WHERE report = ? AND standing = 1 GROUP BY stated.key
"""
_REASON = 'SELECT report, rule, place, ground, text, who, "when" FROM reason'
_NO_END = 2**62


def own_organ(db: sqlite3.Connection) -> Organ | None:
    """The office this workspace belongs to."""
    return _organ(db.execute(_ORGAN + "own = 1").fetchone())


def organ_named(db: sqlite3.Connection, key: str) -> Organ | None:
    """The organ with that short name."""
    return _organ(db.execute(_ORGAN + "key = ?", (key,)).fetchone())


def setting(db: sqlite3.Connection, key: str) -> str | None:
    """A setting, or None."""
    row = db.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def packs(db: sqlite3.Connection, kind: str) -> list[Pack]:
    """Every added format or list of wording (``kind``) as it holds, in the order they came."""
    rows = db.execute(
        "SELECT id, source, added, seq FROM pack AS held WHERE kind = ? AND seq ="
        " (SELECT max(seq) FROM pack WHERE kind = held.kind AND id = held.id) ORDER BY added, id",
        (kind,),
    )
    return [Pack(*row) for row in rows]


def report_id(db: sqlite3.Connection, key: ReportKey) -> int | None:
    """The number of a report, or None."""
    row = db.execute("SELECT id FROM report WHERE organ = ? AND year = ?", (key.organ, key.year)).fetchone()
    return row[0] if row else None


def years(db: sqlite3.Connection, organ: str) -> list[int]:
    """The years on which the organ has a report, the newest first."""
    return [year for (year,) in db.execute("SELECT year FROM report WHERE organ = ? ORDER BY year DESC", (organ,))]


def reports(db: sqlite3.Connection, key: ReportKey | None = None, beside: ReportKey | None = None) -> list[Report]:
    """Every report, the one of ``key``, or those of other organs on the year of ``beside``: with its cells, passages
    and answers, by organ and year.
    """
    one = key or beside
    chosen = f" WHERE organ {'=' if key else '<>'} ? AND year = ?" if one else ""
    named = (one.organ, one.year) if one else ()
    theirs = f" WHERE report IN (SELECT id FROM report{chosen})" if chosen else ""
    figures: dict[int, dict[Address, Value]] = defaultdict(dict)
    for report, address, kind, value in db.execute("SELECT report, address, type, value FROM cell" + theirs, named):
        figures[report][address] = row_value(kind, value)
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    for report, passage, text in db.execute("SELECT report, id, text FROM passage" + theirs, named):
        texts[report][passage] = text
    reasons: dict[int, dict[str, Answer]] = defaultdict(dict)
    for report, *said in db.execute(_REASON + theirs, named):
        answer = Answer(*said)
        reasons[report][answer.key] = answer
    heads = db.execute(f"SELECT id, organ, year, form_id, state FROM report{chosen} ORDER BY organ, year", named)
    return [
        Report(ReportKey(organ, year), form_id, _state(state), figures[report], texts[report], reasons[report])
        for report, organ, year, form_id, state in heads
    ]


def detail(db: sqlite3.Connection, key: ReportKey, name: str) -> str | None:
    """What is remembered of a report under ``name``; None also where there is no such report."""
    asked = "SELECT value FROM detail WHERE report = (SELECT id FROM report WHERE organ = ? AND year = ?) AND key = ?"
    row = db.execute(asked, (key.organ, key.year, name)).fetchone()
    return row[0] if row else None


def handovers(db: sqlite3.Connection, report: int) -> list[Handed]:
    """The hand-overs of a report, oldest first."""
    asked = 'SELECT "when", name, check_code, content FROM handover WHERE report = ? ORDER BY seq'
    return [Handed(moment(when), *rest) for when, *rest in db.execute(asked, (report,))]


def postings(db: sqlite3.Connection, report: int) -> list[Posting]:
    """What hung where, in the order in which it was noted, without the photos."""
    asked = (
        "SELECT seq, day, place, board, note, check_code, content, taken_down, photo_name"
        " FROM posting WHERE report = ? AND withdrawn = 0 ORDER BY seq"
    )
    return [
        Posting(seq, day(since), place, board, note, code, content, day(until) if until is not None else None, name)
        for seq, since, place, board, note, code, content, until, name in db.execute(asked, (report,))
    ]


def photo(db: sqlite3.Connection, report: int, seq: int) -> bytes:
    """The photo of a posting; b"" where there is none."""
    asked = "SELECT photo FROM posting WHERE report = ? AND seq = ? AND withdrawn = 0"
    row = db.execute(asked, (report, seq)).fetchone()
    return row[0] if row else b""


def saved_at(db: sqlite3.Connection, report: int) -> datetime:
    """The time of the last commit to a report."""
    return moment(db.execute("SELECT saved FROM report WHERE id = ?", (report,)).fetchone()[0])


def entries(db: sqlite3.Connection, report: int) -> list[Entry]:
    """All steps of a report, oldest first."""
    rows = db.execute(_STEP + "ORDER BY seq", (report,))
    return [Entry(_step(row), Standing(row[-1])) for row in rows]


def page(db: sqlite3.Connection, report: int, before: int | None, most: int) -> list[Entry]:
    """At most ``most`` steps below ``before`` (None: from the last one), newest first."""
    rows = db.execute(_PAGE, (report, _NO_END if before is None else before, most))
    return [Entry(_step(row), Standing(row[-1])) for row in rows]


def touches(db: sqlite3.Connection, report: int) -> dict[Address, Touch]:
    """The last standing step of every cell that any states."""
    return {
        address: Touch(seq, when, who, "zero" if means == "zero" else "")
        for address, seq, when, who, means in db.execute(_TOUCHES, (report,))
    }


def applied_after(db: sqlite3.Connection, report: int, seq: int) -> list[Step]:
    """The steps that undo would take back one by one until ``seq`` is the last that stands."""
    return [_step(row) for row in db.execute(_APPLIED_AFTER, (report, seq))]


def undone_up_to(db: sqlite3.Connection, report: int, seq: int) -> list[Step]:
    """The steps that redo would do again one by one, ``seq`` being the last of them."""
    return [_step(row) for row in db.execute(_UNDONE_UP_TO, (report, seq))]


def last_applied(db: sqlite3.Connection, report: int) -> Step | None:
    """The step that undo would take back."""
    return _one_step(db, _LAST_APPLIED, report)


def first_undone(db: sqlite3.Connection, report: int) -> Step | None:
    """The step that redo would do again."""
    return _one_step(db, _FIRST_UNDONE, report)


def labels(db: sqlite3.Connection, report: int) -> tuple[str | None, str | None]:
    """The labels of what undo and redo would move."""
    back, again = (db.execute(asked, (report,)).fetchone() for asked in (_LAST_APPLIED, _FIRST_UNDONE))
    return (back[3] if back else None, again[3] if again else None)


def _one_step(db: sqlite3.Connection, asked: str, report: int) -> Step | None:
    row = db.execute(asked, (report,)).fetchone()
    return None if row is None else _step(row)


def _step(row: tuple[Any, ...]) -> Step:
    seq, when, who, label, before, after, _standing = row
    return Step(seq, when, text_change(before, label, who), text_change(after, label, who))


def _organ(row: tuple[str, ...] | None) -> Organ | None:
    return None if row is None else Organ(*row)


def _state(text: str) -> State:
    try:
        return State(text)
    except ValueError as error:
        raise troubles.damaged() from error
