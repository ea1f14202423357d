"""A report taken off the shelf whole, and put back as it was: rows in, rows out, whatever tables it has a part in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Table, select

from app.domain.report import ReportKey
from app.storage import organs
from app.storage.tables import metadata, organ, report

Rows = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Removed:
    """A report that was taken away, with its history: enough to put it back.

    ``own``: it was the office's own, and follows the office to another name.
    """

    key: ReportKey
    own: bool
    head: Mapping[str, Any]
    rows: Mapping[str, Rows]


def take_away(connection: Connection, report_id: int, key: ReportKey) -> Removed:
    """Deletes the report ``report_id`` and everything that belongs to it."""
    head = connection.execute(select(report).where(report.c.id == report_id)).mappings().one()
    own = connection.execute(select(organ.c.own).where(organ.c.key == key.organ)).scalar_one() == 1
    rows: dict[str, Rows] = {}
    for table in _parts():
        found = connection.execute(select(table).where(table.c.report == report_id)).mappings().all()
        rows[table.name] = tuple(dict(row) for row in found)
        connection.execute(table.delete().where(table.c.report == report_id))
    connection.execute(report.delete().where(report.c.id == report_id))
    return Removed(key, own, dict(head), rows)


def key_now(connection: Connection, removed: Removed) -> ReportKey:
    """Where it belongs by now: its office may have been renamed since."""
    own = connection.execute(select(organ.c.key).where(organ.c.own == 1)).scalar_one_or_none()
    return replace(removed.key, organ=own) if removed.own and own is not None else removed.key


def put_back(connection: Connection, removed: Removed, key: ReportKey) -> None:
    """Everything as it was, under ``key``; the number of the report may be another."""
    organs.ensure(connection, key.organ)
    head = {name: value for name, value in removed.head.items() if name != report.c.id.name}
    head[report.c.organ.name] = key.organ
    made: int = connection.execute(report.insert().values(head).returning(report.c.id)).scalar_one()
    for table in _parts():
        rows = [{**row, "report": made} for row in removed.rows.get(table.name, ())]
        if rows:
            connection.execute(table.insert(), rows)


def _parts() -> list[Table]:
    """The tables whose rows belong to a report."""
    return [table for table in metadata.sorted_tables if "report" in table.c]
