"""Organs by their short name; one of them is the office's own. Each function runs inside a transaction."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.errors import Trouble
from app.domain.organ import Organ, short_name
from app.storage.tables import organ, report


def ensure(connection: Connection, key: str, name: str = "") -> None:
    """An organ that reports may belong to, known by its ``name`` (or short name) only where nobody stated more."""
    bare = _columns(Organ.named(name or key))
    connection.execute(insert(organ).values(key=key, own=0, **bare).on_conflict_do_nothing())


def save_own(connection: Connection, stated: Organ) -> None:
    """State the own organ; where it had another name before, its reports come along."""
    key = short_name(stated.name)
    before = connection.execute(select(organ.c.key).where(organ.c.own == 1)).scalar_one_or_none()
    if before is None:
        values = {"own": 1, **_columns(stated)}
        connection.execute(insert(organ).values(key=key, **values).on_conflict_do_update(["key"], set_=values))
        return
    if before != key:
        _join(connection, before, key)
    connection.execute(organ.update().where(organ.c.key == before).values(key=key, **_columns(stated)))


def _join(connection: Connection, before: str, key: str) -> None:
    """Reports that already stand under the new name (imported ones) join those of the old name."""
    mine = select(report.c.year).where(report.c.organ == before)
    twice = select(report.c.year).where(report.c.organ == key, report.c.year.in_(mine))
    year = connection.execute(twice).scalars().first()
    if year is not None:
        raise Trouble(f"改名后 {year} 年度会有两份报告", "请换一个单位名称")
    connection.execute(report.update().where(report.c.organ == key).values(organ=before))
    connection.execute(organ.delete().where(organ.c.key == key))


def _columns(stated: Organ) -> dict[str, str]:
    return {
        "name": stated.name,
        "level": stated.level,
        "district": stated.district,
        "phone": stated.phone,
        "office": stated.office,
    }
