"""The tables of a workspace. Cells are rows, so that a new official format needs no migration.

Figures are text with their type beside (``int``, ``decimal``), so that they come back exactly as they were stated.
All tables are STRICT: a column takes its own type or nothing.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

# Every constraint has a name, so that a later migration can speak of it.
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _of_report() -> Column[int]:
    return Column("report", Integer, ForeignKey("report.id"), primary_key=True, nullable=False)


organ = Table(
    "organ",
    metadata,
    Column("key", Text, primary_key=True, nullable=False),  # the short name, see domain.organ.short_name
    Column("name", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("district", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column(
        "own", Integer, CheckConstraint("own IN (0, 1)", name="own"), nullable=False
    ),  # 1: the office at this computer
    sqlite_strict=True,
)
Index("one_own_organ", organ.c.own, unique=True, sqlite_where=text("own = 1"))

report = Table(
    "report",
    metadata,
    Column("id", Integer, primary_key=True, nullable=False),
    Column("organ", Text, ForeignKey("organ.key", onupdate="CASCADE"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("form_id", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("made", Text, nullable=False),  # ISO 8601 with offset, as all times here
    Column("saved", Text, nullable=False),
    UniqueConstraint("organ", "year"),
    sqlite_strict=True,
)

cell = Table(
    "cell",
    metadata,
    _of_report(),
    Column("address", Text, primary_key=True, nullable=False),
    Column("type", Text, CheckConstraint("type IN ('int', 'decimal')", name="type"), nullable=False),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

passage = Table(
    "passage",
    metadata,
    _of_report(),
    Column("id", Text, primary_key=True, nullable=False),
    Column("text", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# The answer to a finding; ``place`` is its mark, ``ground`` what it stood on then.
reason = Table(
    "reason",
    metadata,
    _of_report(),
    Column("rule", Text, primary_key=True, nullable=False),
    Column("place", Text, primary_key=True, nullable=False),
    Column("text", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("when", Text, nullable=False),
    Column("ground", Text, nullable=False, server_default=""),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

change = Table(
    "change",
    metadata,
    _of_report(),
    Column("seq", Integer, primary_key=True, nullable=False),
    Column("when", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("standing", Integer, CheckConstraint("standing IN (-1, 0, 1)", name="standing"), nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
Index("change_undone", change.c.report, change.c.seq, sqlite_where=text("standing = 0"))

# What is remembered of one report beside its figures and texts, such as the date under it.
detail = Table(
    "detail",
    metadata,
    _of_report(),
    Column("key", Text, primary_key=True, nullable=False),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

handover = Table(
    "handover",
    metadata,
    _of_report(),
    Column("seq", Integer, primary_key=True, nullable=False),
    Column("when", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("check_code", Text, nullable=False),
    Column("content", Text, nullable=False),  # what the report said then; empty where only the first version noted it
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# What hung where; rows are found by their number, so that a photo (JPEG, "" for none) is read only when asked for.
posting = Table(
    "posting",
    metadata,
    _of_report(),
    Column("seq", Integer, primary_key=True, nullable=False),
    Column("day", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("board", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("check_code", Text, nullable=False),
    Column("content", Text, nullable=False),  # what the report said then
    Column("taken_down", Text),  # NULL while it hangs
    Column("photo_name", Text, nullable=False),
    Column("photo", LargeBinary, nullable=False),
    Column(
        "withdrawn", Integer, CheckConstraint("withdrawn IN (0, 1)", name="withdrawn"), nullable=False
    ),  # 1: the clerk took the record back; nobody sees it, and it can be brought back
    sqlite_strict=True,
)

setting = Table(
    "setting",
    metadata,
    Column("key", Text, primary_key=True, nullable=False),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# Formats and lists of wording that were added, each with the versions before it: the one of the highest ``seq`` holds.
pack = Table(
    "pack",
    metadata,
    Column("kind", Text, CheckConstraint("kind IN ('form', 'wording')", name="kind"), primary_key=True, nullable=False),
    Column("id", Text, primary_key=True, nullable=False),
    Column("seq", Integer, primary_key=True, nullable=False),
    Column("source", Text, nullable=False),
    Column("added", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# Kept by alembic itself, which knows no STRICT.
revision = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
