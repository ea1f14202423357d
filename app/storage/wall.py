"""The postings of a report, written: one more, one taken down, one withdrawn and brought back.

No row goes but with its whole report (``removal``), and no number of a report is given twice.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from app.domain.errors import NotFound
from app.domain.posting import Posting
from app.storage.tables import posting

_next = select(func.coalesce(func.max(posting.c.seq), 0) + 1).where(posting.c.report == bindparam("r"))


def put(connection: Connection, report_id: int, new: Posting) -> Posting:
    """One more, under the next number."""
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
        "withdrawn": 0,
    }
    connection.execute(posting.insert(), row)
    return replace(new, seq=seq)


def take_down(connection: Connection, report_id: int, seq: int, day: date | None) -> None:
    """The day since which it no longer hangs; None: it hangs."""
    _set(connection, report_id, seq, 0, taken_down=day.isoformat() if day else None)


def withdraw(connection: Connection, report_id: int, seq: int) -> None:
    """The record is as if it had never been made."""
    _set(connection, report_id, seq, 0, withdrawn=1)


def restore(connection: Connection, report_id: int, seq: int) -> None:
    """A withdrawn record is there again."""
    _set(connection, report_id, seq, 1, withdrawn=0)


def _set(connection: Connection, report_id: int, seq: int, stood: int, **values: Any) -> None:
    """What is written into the one record whose ``withdrawn`` is ``stood``."""
    meant = (posting.c.report == report_id, posting.c.seq == seq, posting.c.withdrawn == stood)
    if connection.execute(posting.update().where(*meant).values(values)).rowcount != 1:
        raise NotFound("没有这一条张贴记录", "请重新打开这一页看一看")
