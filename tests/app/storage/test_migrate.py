"""New workspaces and old ones: the same tables either way, and all or nothing whenever the program dies."""

from __future__ import annotations

import contextlib
import inspect
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from app.domain.errors import CannotOpen
from app.domain.organ import Organ
from app.domain.report import Answer, Report, ReportKey
from app.storage import migrate, reading
from app.storage.database import Database
from app.storage.shelf import Shelf
from app.storage.tables import metadata
from app.storage.version import CURRENT, MIGRATIONS, TABLES, VERSION, Plan, revision_id
from tests.faults.running import ROOT
from tests.faults.worker import LATER

KEY = ReportKey("某乡", 2020)


def schema(path: Path, plan: Plan = CURRENT) -> list[tuple[str, ...]]:
    opened = Database.open(path, plan)
    with opened.reading() as connection:
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name").fetchall()
        (stamp,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    opened.close()
    assert int(stamp) == version == plan.version
    return [tuple(re.sub(r"\s+", "", str(item)) for item in row) for row in rows]


def test_the_migrations_make_the_same_tables_as_a_new_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = schema(tmp_path / "made.db")
    monkeypatch.setattr(migrate, "create", migrate.upgrade)  # the long way, from nothing
    assert schema(tmp_path / "migrated.db") == made


def test_the_newest_migration_is_the_programs_version() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == revision_id(VERSION) == CURRENT.head


def test_every_table_is_expected_when_a_workspace_is_opened() -> None:
    assert set(metadata.tables) == TABLES


def test_opening_and_reading_a_workspace_loads_no_library(workspace: Path) -> None:
    with Shelf.open(workspace) as shelf:
        shelf.create(Report(KEY, "f", cells={"a": 1}, passages={"p": "字"}))
    code = (
        "import sys, pathlib; from app.storage.shelf import Shelf; shelf = Shelf.open(pathlib.Path(sys.argv[1]));"
        "(report,) = shelf.reports(); assert shelf.find(report.key) == report; shelf.saved_at(report.key);"
        "shelf.labels(report.key); shelf.history(report.key); shelf.organ(); shelf.organ_of(report.key.organ);"
        "shelf.forms(); shelf.setting('s'); early = {'sqlalchemy', 'alembic'} & set(sys.modules);"
        "shelf.get_ready(); late = 'app.storage.history' in sys.modules; shelf.close();"
        "sys.exit(bool(early) or not late)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(workspace)], cwd=ROOT, check=False).returncode == 0


def test_an_older_workspace_is_brought_up_to_date(workspace: Path) -> None:
    with Shelf.open(workspace) as shelf:
        shelf.create(Report(KEY, "f", cells={"a": 1, "b": 0}))
    later = Database.open(workspace, LATER)
    with later.reading() as connection:
        assert connection.execute("SELECT due FROM report").fetchall() == [("2021-01-31",)]
        assert connection.execute("SELECT key, code FROM organ").fetchall() == [("某乡", "x某乡")]
        assert connection.execute("SELECT value FROM cell ORDER BY address").fetchall() == [("10",), ("0",)]
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    with later.transaction():
        pass
    assert later._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    later.close()


FAILING = """
from alembic import op
revision, down_revision, branch_labels, depends_on = "{new}", "{old}", None, None
def upgrade() -> None:
    op.execute("CREATE TABLE extra (a)")
    op.execute("{last}")
"""


@pytest.mark.parametrize("last", ["INSERT INTO no_such_table VALUES (1)", "DELETE FROM report"])
def test_a_migration_that_fails_changes_nothing(tmp_path: Path, last: str) -> None:
    workspace = tmp_path / "w.db"
    with Shelf.open(workspace) as shelf:
        shelf.create(Report(KEY, "f", cells={"a": 1}))
    (tmp_path / "versions").mkdir()
    source = FAILING.format(last=last, old=CURRENT.head, new=revision_id(VERSION + 1))
    (tmp_path / "versions" / "failing.py").write_text(source)
    before = workspace.read_bytes()
    with pytest.raises(CannotOpen):
        Database.open(workspace, Plan(VERSION + 1, (*CURRENT.folders, tmp_path / "versions")))
    assert workspace.read_bytes() == before
    with Shelf.open(workspace) as shelf:
        assert shelf.find(KEY) is not None


def test_a_revision_nobody_knows_is_a_damaged_file(workspace: Path) -> None:
    Shelf.open(workspace).close()
    opened = Database.open(workspace)
    with opened.transaction() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'abc'")
    opened.close()
    with pytest.raises(CannotOpen, match="损坏"):
        Database.open(workspace, LATER)


@pytest.mark.faults
@pytest.mark.skipif(not hasattr(os, "fork"), reason="programs are forked and killed")
def test_killed_at_every_statement_the_next_start_completes(tmp_path: Path) -> None:
    """A program without threads forks a child per statement, so that alembic is imported once only."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.migrate_killed", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    created, migrated, upgraded = map(int, done.stdout.split())
    assert created > 12  # statements at which it was killed
    assert migrated > 25
    assert upgraded > 10


V1 = {
    "issued/柳湾乡/2020": "2021-01-20",
    "footer/柳湾乡/2020/监督电话": "0999-7654321",
    "footer/柳湾乡/2020/公开主体": "",
    "handed/柳湾乡/2020": json.dumps(
        [{"when": "2021-01-20T10:05:00+08:00", "name": f"包{n}.zip", "check_code": "7K3M9QXD"} for n in (1, 2)]
    ),
    "handed/柳湾乡/2021": "no json",
    "issued/别乡/2020": "2021-01-21",
}


def test_what_version_one_kept_under_the_offices_name_goes_to_its_reports(workspace: Path) -> None:
    shutil.copy(ROOT / "tests" / "museum" / "workspace-v1.db", workspace)
    with contextlib.closing(sqlite3.connect(workspace)) as connection, connection:
        connection.executemany("INSERT INTO setting VALUES (?, ?)", V1.items())
    key = ReportKey("柳湾乡", 2020)
    with Shelf.open(workspace) as shelf:
        assert shelf.detail(key, "issued") == "2021-01-20"
        assert shelf.detail(key, "footer.phone") == "0999-7654321"
        assert shelf.detail(key, "footer.organ") is None
        assert [handed.name for handed in shelf.handovers(key)] == ["包1.zip", "包2.zip"]
        assert shelf.handovers(ReportKey("柳湾乡", 2021)) == []
        left = {name: shelf.setting(name) for name in V1}
        assert {name for name, value in left.items() if value is not None} == {"handed/柳湾乡/2021", "issued/别乡/2020"}


def test_a_reason_of_an_older_workspace_stands_on_nothing(workspace: Path) -> None:
    shutil.copy(ROOT / "tests" / "museum" / "workspace-v2.db", workspace)
    with contextlib.closing(sqlite3.connect(workspace)) as connection, connection:
        (number,) = connection.execute("SELECT id FROM report WHERE year = 2020").fetchone()
        row = (number, "r", "m", "因为", "王", "2021-01-20T10:05:00+08:00")
        connection.execute("INSERT INTO reason VALUES (?, ?, ?, ?, ?, ?)", row)
    key = ReportKey("柳湾乡", 2020)
    with Shelf.open(workspace) as shelf:
        report = shelf.find(key)
        assert report is not None
        assert report.answers == {"r|m": Answer("r", "m", "", *row[3:])}


def test_plain_sql_reads_columns_that_the_tables_have(workspace: Path) -> None:
    """SQLite takes a quoted name that is no column for a text: so what is really read is asked of SQLite itself."""
    with Shelf.open(workspace) as shelf:
        shelf.save_organ(Organ("某乡"))
        shelf.create(Report(KEY, "f", cells={"a": 1}, passages={"p": "字"}))
    deeds = {
        name: deed
        for name, deed in vars(reading).items()
        if not name.startswith("_") and getattr(deed, "__module__", "") == reading.__name__
    }
    given = {"report": 1, "key": KEY, "beside": KEY, "before": 9, "most": 5, "seq": 1, "kind": "form"}
    given |= {"organ": "某乡", "name": "a"}
    read: set[tuple[str, str]] = set()

    def note(action: int, table: str | None, column: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ and table and column:
            read.add((table, column))
        return sqlite3.SQLITE_OK

    opened = Database.open(workspace)
    with opened.reading() as db:
        db.set_authorizer(note)
        for name, deed in deeds.items():
            wanted = list(inspect.signature(deed).parameters)[1:]
            texts = name in ("setting", "organ_named")
            deed(db, **{item: "a" if texts and item == "key" else given[item] for item in wanted})
        reading.reports(db)
        db.set_authorizer(None)
    opened.close()
    columns = {(table.name, column.name) for table in metadata.tables.values() for column in table.columns}
    assert {item for item in read if item[0] not in ("sqlite_master", "json_each")} <= columns  # SQLite's own
    unread = {item for item in columns - read if item[0] != "alembic_version"}
    assert unread == {("report", "made")}
