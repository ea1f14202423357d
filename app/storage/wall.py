"""The postings of a report, written: one more, one taken down, one taken away and put back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, bindparam, func, select

from app.domain.errors import NotFound
from app.domain.posting import Posting
from app.storage.tables import posting

_taken = select(func.count()).where(posting.c.report == bindparam("r"), posting.c.seq == bindparam("s"))
_next = select(func.coalesce(func.max(posting.c.seq), 0) + 1).where(posting.c.report == bindparam("r"))


def put(connection: Connection, report_id: int, new: Posting) -> Posting:
    """One more; under its own number where it has one that is free, else under the next."""
    seq = new.seq
    if seq < 1 or connection.execute(_taken, {"r": report_id, "s": seq}).scalar_one():
        seq = connection.execute(_next, {"r": report_id}).scalar_one()
    row = {
        "report": report_id,
        "seq": seq,
        "day": new.day.isoformat(),
        "place": new.place,
        "board": new.board,
        "note": new.note,
        "check_code": new.check_code,
        "content": new.content,
        "taken_down": new.taken_down.isoformat() if new.taken_down else None,
        "photo_name": new.photo_name,
        "photo": new.photo,
    }
    connection.execute(posting.insert(), row)
    return replace(new, seq=seq)


def take_down(connection: Connection, report_id: int, seq: int, day: date | None) -> None:
    """The day since which it no longer hangs; None: it hangs."""
    said = posting.update().where(posting.c.report == report_id, posting.c.seq == seq)
    _one(connection.execute(said.values(taken_down=day.isoformat() if day else None)).rowcount)


def drop(connection: Connection, report_id: int, seq: int) -> None:
    """Takes the record away."""
    _one(connection.execute(posting.delete().where(posting.c.report == report_id, posting.c.seq == seq)).rowcount)


def _one(count: int) -> None:
    if count != 1:
        raise NotFound("没有这一条张贴记录", "请重新打开这一页看一看")
