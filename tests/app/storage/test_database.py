"""Opening and closing the workspace file, and everything that may be wrong with it."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from app.domain.change import Change
from app.domain.errors import AlreadyOpen, CannotOpen, CannotWrite, NewerWorkspace
from app.domain.report import Report, ReportKey
from app.storage import database
from app.storage.database import Database
from app.storage.shelf import Shelf
from app.storage.version import APPLICATION, VERSION
from tests.disks import fill_up, read_only, small_disk
from tests.faults import running, worker

KEY = ReportKey("某乡", 2020)


def fill(path: Path, passages: int = 40) -> None:
    """A workspace with a report of several pages."""
    with Shelf.open(path) as shelf:
        shelf.create(Report(KEY, "f", cells={f"s.r.c{n}": n for n in range(200)}))
        shelf.commit(
            KEY, Change(""), Change("写", {}, {f"p{n}": f"段{n}" * 200 for n in range(passages)}), "2021-01-01"
        )


def bytes_in(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


def refused(path: Path, kind: type[CannotOpen] = CannotOpen) -> str:
    with pytest.raises(CannotOpen) as caught:
        Shelf.open(path)
    assert type(caught.value) is kind
    said = str(caught.value)
    assert said.count("。") == 3
    assert "\n" not in said
    return said


# -- how it stands while open, and after


def test_every_setting_holds(workspace: Path) -> None:
    opened = Database.open(workspace)
    with opened.transaction():
        pass  # the log is used from the first change on
    db = opened._db
    wanted = {
        "locking_mode": "exclusive",
        "journal_mode": "wal",
        "synchronous": 2,
        "wal_autocheckpoint": 0,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "application_id": APPLICATION,
        "user_version": VERSION,
    }
    # Where SQLite was built without memory mapping the question has no answer.
    stand = {name: (db.execute(f"PRAGMA {name}").fetchone() or [0])[0] for name in wanted}
    opened.close()
    assert stand == wanted


def test_a_transaction_is_all_or_nothing(workspace: Path) -> None:
    opened = Database.open(workspace)
    with suppress(RuntimeError), opened.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('a', 'b')")
        connection.exec_driver_sql("CREATE TABLE extra (a)")
        raise RuntimeError
    with opened.reading() as connection:
        assert connection.execute("SELECT * FROM setting").fetchall() == []
        assert connection.execute("SELECT * FROM sqlite_schema WHERE name = 'extra'").fetchall() == []
    opened.close()


def test_strict_tables_take_only_their_type(workspace: Path) -> None:
    opened = Database.open(workspace)
    for wrong in (
        "INSERT INTO report VALUES (1, 'no such organ', 2020, 'f', 'draft', '', '')",
        "INSERT INTO organ VALUES ('k', 'n', '', '', '', '', '十')",
        "INSERT INTO organ VALUES ('k', 'n', '', '', '', '', 2)",
        "INSERT INTO setting VALUES ('k', NULL)",
    ):
        with pytest.raises(IntegrityError), opened.transaction() as connection:
            connection.exec_driver_sql(wrong)
    opened.close()


def test_a_closed_workspace_is_one_plain_file(workspace: Path) -> None:
    fill(workspace)
    assert [path.name for path in workspace.parent.iterdir()] == [workspace.name]
    copy = workspace.with_name("copy.db")
    shutil.copy(workspace, copy)
    db = sqlite3.connect(copy)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert db.execute("SELECT count(*) FROM cell").fetchone() == (200,)
    db.close()


def test_a_long_day_does_not_grow_the_log_without_end(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "MAX_WAL", 200_000)
    wal = workspace.with_name(workspace.name + "-wal")
    sizes = []
    with Shelf.open(workspace) as shelf:
        for number in range(60):
            shelf.save_setting(str(number), "x" * 20_000)
            sizes.append(wal.stat().st_size)
        assert max(sizes) < 300_000
        assert 0 in sizes  # it was brought into the file at least once
        assert shelf.setting("0") == "x" * 20_000
    with Shelf.open(workspace) as shelf:
        assert shelf.setting("59") == "x" * 20_000


def test_odd_names(tmp_path: Path) -> None:
    for name in ("数据 库.db", "a?b#c%20.db", "d'e;f&mode=ro.db"):
        fill(tmp_path / "新 文件夹?" / name)
        assert (tmp_path / "新 文件夹?" / name).is_file()


# -- two programs


def test_a_second_program_is_told_at_once(workspace: Path) -> None:
    with Shelf.open(workspace) as shelf:
        shelf.create(Report(KEY, "f"))
        assert running.run("look", workspace).startswith("AlreadyOpen 公开栏已经开着")
        refused(workspace, AlreadyOpen)  # in this very process too
        assert running.run("look", workspace).startswith("AlreadyOpen")  # and that did not drop the lock
        shelf.save_setting("a", "b")
    assert running.run("look", workspace) == "open 1"


def test_a_killed_program_leaves_no_lock_behind(workspace: Path) -> None:
    holder = running.start("hold", workspace)
    assert running.said(holder) == "ready"
    refused(workspace, AlreadyOpen)
    running.kill(holder)
    with Shelf.open(workspace) as shelf:
        assert shelf.setting("held") == "yes"


# -- a newer version


def test_a_newer_workspace_is_refused_and_not_a_byte_changes(workspace: Path) -> None:
    fill(workspace)
    db = sqlite3.connect(workspace)
    db.execute(f"PRAGMA user_version={VERSION + 1}")
    db.close()
    before = bytes_in(workspace.parent)
    assert "更新版本" in refused(workspace, NewerWorkspace)
    assert bytes_in(workspace.parent) == before


def test_a_newer_workspace_after_a_kill_is_refused_too(workspace: Path) -> None:
    holder = running.start("hold-later", workspace)
    assert running.said(holder) == "ready"
    running.kill(holder)
    before = bytes_in(workspace.parent)
    assert len(before) == 2  # its log lies beside
    refused(workspace, NewerWorkspace)
    assert bytes_in(workspace.parent) == before
    reopened = Database.open(workspace, worker.LATER)
    with reopened.reading() as connection:
        assert connection.execute("SELECT value FROM setting").fetchall() == [("yes",)]
    reopened.close()


# -- files that are something else, or broken


def text_file(path: Path) -> None:
    path.write_text("大才回族乡2020年政府信息公开工作年度报告\n" * 400, encoding="utf-8")


def cut_short(path: Path) -> None:
    fill(path)
    path.write_bytes(path.read_bytes()[:-6000])


def cut_to_a_stump(path: Path) -> None:
    fill(path)
    path.write_bytes(path.read_bytes()[:50])


def overwritten_with_noughts(path: Path) -> None:
    fill(path)
    data = bytearray(path.read_bytes())
    data[4096 : 4096 * 5] = bytes(4096 * 4)
    path.write_bytes(data)


def all_noughts(path: Path) -> None:
    path.write_bytes(bytes(8192))


def head_overwritten(path: Path) -> None:
    fill(path)
    data = bytearray(path.read_bytes())
    data[100:400] = b"\xff" * 300
    path.write_bytes(data)


def without_its_tables(path: Path) -> None:
    fill(path)
    db = sqlite3.connect(path)
    db.execute("DROP TABLE passage")
    db.close()


def orphaned_rows(path: Path) -> None:
    fill(path)
    db = sqlite3.connect(path)
    db.execute("DELETE FROM report")
    db.commit()
    db.close()


def version_nought(path: Path) -> None:
    fill(path)
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version=0")
    db.close()


@pytest.mark.parametrize(
    "damage",
    [
        text_file,
        cut_short,
        cut_to_a_stump,
        overwritten_with_noughts,
        all_noughts,
        head_overwritten,
        without_its_tables,
        orphaned_rows,
        version_nought,
    ],
)
def test_a_damaged_file_is_refused_and_left_as_it_is(workspace: Path, damage: Callable[[Path], None]) -> None:
    damage(workspace)
    before = bytes_in(workspace.parent)
    assert "损坏" in refused(workspace)
    assert bytes_in(workspace.parent) == before


def test_damage_that_only_reading_finds(workspace: Path) -> None:
    fill(workspace)
    db = sqlite3.connect(workspace)
    db.execute("UPDATE cell SET value = '１x' WHERE address = 's.r.c7'")
    db.execute("UPDATE change SET before = '{'")
    db.commit()
    db.close()
    with Shelf.open(workspace) as shelf:
        with pytest.raises(CannotOpen, match="损坏"):
            shelf.reports()
        with pytest.raises(CannotOpen, match="损坏"):
            shelf.undo(KEY)
        shelf.save_setting("still", "works")


def test_another_programs_database(workspace: Path) -> None:
    db = sqlite3.connect(workspace)
    db.execute("CREATE TABLE photos (a)")
    db.close()
    before = bytes_in(workspace.parent)
    assert "别的程序" in refused(workspace)
    assert bytes_in(workspace.parent) == before


def test_an_empty_file_becomes_a_workspace(workspace: Path) -> None:
    workspace.write_bytes(b"")
    fill(workspace)


def test_a_folder_a_device_and_a_place_that_cannot_be(tmp_path: Path) -> None:
    assert "是一个文件夹" in refused(tmp_path)
    assert "不是普通文件" in refused(Path("/dev/null"))
    (tmp_path / "file").write_bytes(b"")
    assert "不能写" in refused(tmp_path / "file" / "w.db")
    refused(tmp_path / "a\0b.db")
    refused(tmp_path / ("名" * 300))


# -- disks


def test_a_read_only_folder(tmp_path: Path) -> None:
    folder = tmp_path / "disc"
    folder.mkdir()
    fill(folder / "w.db")
    before = bytes_in(folder)
    with read_only(folder):
        assert "不能写" in refused(folder / "w.db")
        assert "不能写" in refused(folder / "new.db")
    assert bytes_in(folder) == before


def test_a_full_disk_can_still_be_read(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 600) as disk:
        fill(disk / "w.db")
        filler = fill_up(disk)
        with Shelf.open(disk / "w.db") as shelf:
            (report,) = shelf.reports()
            assert len(report.cells) == 200
            for _ in range(3):
                with pytest.raises(CannotWrite, match="磁盘满"):
                    shelf.save_setting("a", "b" * 9000)
            assert shelf.reports() == [report]
            filler.unlink()
            shelf.save_setting("a", "b" * 9000)
        with Shelf.open(disk / "w.db") as shelf:
            assert shelf.setting("a") == "b" * 9000


def test_a_full_disk_after_a_kill_can_still_be_read(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 600) as disk:
        holder = running.start("hold", disk / "w.db")
        assert running.said(holder) == "ready"
        running.kill(holder)
        fill_up(disk)
        with Shelf.open(disk / "w.db") as shelf:
            assert shelf.setting("held") == "yes"
            with pytest.raises(CannotWrite, match="磁盘满"):
                shelf.save_setting("a", "b" * 90_000)
        with Shelf.open(disk / "w.db") as shelf:  # closing could not bring the log in, and lost nothing
            assert shelf.setting("held") == "yes"
            assert shelf.setting("a") is None


def test_no_room_for_a_new_workspace(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 256) as disk:
        filler = fill_up(disk)
        assert "磁盘满" in refused(disk / "w.db")
        assert list(disk.iterdir()) == [filler]  # what was begun is gone
        filler.unlink()
        with Shelf.open(disk / "w.db") as shelf:
            assert shelf.reports() == []


def test_an_empty_file_that_was_there_stays(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 256) as disk:
        (disk / "w.db").touch()
        filler = fill_up(disk)
        assert "磁盘满" in refused(disk / "w.db")
        assert {path.name for path in disk.iterdir()} >= {"w.db", filler.name}


def test_the_log_of_a_linked_workspace_is_the_one_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    link = tmp_path / "link.db"
    try:
        link.symlink_to(tmp_path / "far" / "w.db")
    except OSError:
        pytest.skip("no right to make links")
    opened = Database.open(link)
    with opened.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('a', 'b')")
    assert opened._wal.exists()
    assert opened._wal.parent == tmp_path / "far"
    opened.close()
    assert [path.name for path in (tmp_path / "far").iterdir()] == ["w.db"]
