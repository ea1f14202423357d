"""What is remembered of a report belongs to the report, not to a setting named after its office."""

from __future__ import annotations

import json

from alembic import op
from sqlalchemy import Connection

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# As text, and never touched again: what was published must come out the same whatever the program becomes.
_STATEMENTS = (
    'CREATE TABLE detail ( report INTEGER NOT NULL, "key" TEXT NOT NULL, value TEXT NOT NULL, '
    'CONSTRAINT pk_detail PRIMARY KEY (report, "key"), '
    "CONSTRAINT fk_detail_report FOREIGN KEY(report) REFERENCES report (id) ) WITHOUT ROWID, STRICT",
    'CREATE TABLE handover ( report INTEGER NOT NULL, seq INTEGER NOT NULL, "when" TEXT NOT NULL, '
    "name TEXT NOT NULL, check_code TEXT NOT NULL, content TEXT NOT NULL, "
    "CONSTRAINT pk_handover PRIMARY KEY (report, seq), "
    "CONSTRAINT fk_handover_report FOREIGN KEY(report) REFERENCES report (id) ) WITHOUT ROWID, STRICT",
)
_FOOTER = {"公开主体": "organ", "公开日期": "date", "公开期限": "period", "监督电话": "phone"}


def upgrade() -> None:
    connection = op.get_bind()
    for statement in _STATEMENTS:
        op.execute(statement)
    for report, organ, year in connection.exec_driver_sql("SELECT id, organ, year FROM report").fetchall():
        _take_along(connection, report, f"{organ}/{year}")


def _take_along(connection: Connection, report: int, name: str) -> None:
    if day := _take(connection, f"issued/{name}"):
        _keep(connection, report, "issued", day)
    for label, place in _FOOTER.items():
        if text := _take(connection, f"footer/{name}/{label}"):
            _keep(connection, report, f"footer.{place}", text)
    kept = _value(connection, f"handed/{name}")
    rows = _handovers(kept) if kept else None
    if rows is None:
        return  # nothing, or nothing that can be read: then it stays where it is
    _take(connection, f"handed/{name}")
    for number, row in enumerate(rows, 1):
        connection.exec_driver_sql("INSERT INTO handover VALUES (?, ?, ?, ?, ?, '')", (report, number, *row))


def _value(connection: Connection, key: str) -> str | None:
    row = connection.exec_driver_sql("SELECT value FROM setting WHERE key = ?", (key,)).first()
    return None if row is None else str(row[0])


def _take(connection: Connection, key: str) -> str | None:
    value = _value(connection, key)
    connection.exec_driver_sql("DELETE FROM setting WHERE key = ?", (key,))
    return value


def _keep(connection: Connection, report: int, key: str, value: str) -> None:
    connection.exec_driver_sql("INSERT INTO detail VALUES (?, ?, ?)", (report, key, value))


def _handovers(text: str) -> list[tuple[str, str, str]] | None:
    try:
        return [(str(item["when"]), str(item["name"]), str(item["check_code"])) for item in json.loads(text)]
    except (ValueError, TypeError, KeyError):
        return None
