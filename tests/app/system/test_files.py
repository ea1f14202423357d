"""The writer: the old file or the whole new one, and one sentence for every way the disk may refuse."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import CannotRead, CannotWrite
from app.system import files
from tests.disks import fill_up, read_only, small_disk


def parts(folder: Path) -> list[Path]:
    return list(folder.glob(".gongkailan-*"))


def test_writes_and_replaces(tmp_path: Path) -> None:
    target = tmp_path / "年度报告.pdf"
    files.write_bytes(target, b"one")
    files.write_bytes(target, b"")
    assert target.read_bytes() == b""
    files.write_bytes(target, b"two" * 1_000_000)
    assert target.read_bytes() == b"two" * 1_000_000
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@given(st.text())
def test_any_text_can_be_written(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    target = tmp_path_factory.mktemp("t") / "a.txt"
    files.write_text(target, text)
    assert target.read_bytes().decode() == text


def test_a_lone_surrogate_becomes_the_replacement_character(tmp_path: Path) -> None:
    files.write_text(tmp_path / "a", "甲\ud800乙")
    assert (tmp_path / "a").read_bytes().decode() == "甲\ufffd乙"


def test_follows_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    link.symlink_to(real)
    files.write_bytes(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def refused(target: Path, data: bytes = b"new") -> str:
    with pytest.raises(CannotWrite) as caught:
        files.write_bytes(target, data)
    said = str(caught.value)
    assert said.count("。") == 3
    assert said.isprintable()
    return said


def test_a_folder_stays_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert "是一个文件夹" in refused(tmp_path / "a")
    assert parts(tmp_path) == []


def test_a_missing_folder_and_a_file_as_folder(tmp_path: Path) -> None:
    assert "文件夹不在（no）" in refused(tmp_path / "no" / "a")
    (tmp_path / "file").write_bytes(b"")
    assert "不是文件夹（file）" in refused(tmp_path / "file" / "a")
    with pytest.raises(CannotWrite, match="是一个文件"):
        files.make_folder(tmp_path / "file")
    with pytest.raises(CannotWrite):
        files.make_folder(tmp_path / "file" / "below")
    assert files.make_folder(tmp_path / "x" / "y").is_dir()


@pytest.mark.parametrize("name", ["名" * 300, "a\0b"])
def test_impossible_names(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotWrite, match="文件名"):
        files.write_bytes(tmp_path / name, b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_not_replaced() -> None:
    assert "不是普通文件" in refused(Path("/dev/null"))
    assert Path("/dev/null").is_char_device()


def test_a_read_only_file_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    target.chmod(0o444)
    assert "只读文件" in refused(target)
    assert target.read_bytes() == b"old"


def test_a_read_only_folder(tmp_path: Path) -> None:
    folder = tmp_path / "disc"
    folder.mkdir()
    (folder / "a").write_bytes(b"old")
    with read_only(folder):
        refused(folder / "a")
        refused(folder / "b")
    assert (folder / "a").read_bytes() == b"old"
    assert [path.name for path in folder.iterdir()] == ["a"]


@pytest.mark.parametrize("kib", [8, 64])
def test_a_full_disk_keeps_the_old_file(tmp_path: Path, kib: int) -> None:
    with small_disk(tmp_path / "disk", kib) as disk:
        target = disk / "a"
        files.write_bytes(target, b"old" * 100)
        assert "磁盘满" in refused(target, b"n" * kib * 1024)
        assert target.read_bytes() == b"old" * 100
        assert parts(disk) == []
        fill_up(disk)
        assert "磁盘满" in refused(target, b"new")
        assert target.read_bytes() == b"old" * 100


def test_sweep_takes_only_what_is_ours(tmp_path: Path) -> None:
    (tmp_path / ".gongkailan-0011.part").write_bytes(b"")
    (tmp_path / "clerk.part").write_bytes(b"")
    assert files.sweep(tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["clerk.part"]
    assert files.sweep(tmp_path / "not there") == 0


def test_sweep_leaves_what_may_still_be_written(tmp_path: Path) -> None:
    old, young = tmp_path / ".gongkailan-00.part", tmp_path / ".gongkailan-11.part"
    for part in (old, young):
        part.write_bytes(b"")
    os.utime(old, (time.time() - 7200,) * 2)
    assert files.sweep(tmp_path, seconds_old=3600) == 1
    assert list(tmp_path.iterdir()) == [young]


def unread(path: Path, most: int = 1000) -> str:
    with pytest.raises(CannotRead) as trouble:
        files.read_bytes(path, most, "旧报告")
    assert "\n" not in str(trouble.value)
    return trouble.value.what


def test_reads_what_is_there_up_to_its_bound(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 1000)
    assert files.read_bytes(path, 1000) == b"x" * 1000
    path.write_bytes(b"x" * 1001)
    assert unread(path) == "旧报告“a.txt”太大，超过 1 KB"
    (tmp_path / "empty").touch()
    assert files.read_bytes(tmp_path / "empty", 10) == b""


def test_what_is_no_ordinary_file_is_told_apart(tmp_path: Path) -> None:
    loop, pipe = tmp_path / "loop", tmp_path / "pipe"
    loop.symlink_to(loop)
    os.mkfifo(pipe)  # opening it to read would wait for ever
    (tmp_path / "file").touch()
    assert unread(tmp_path / "none") == "旧报告“none”读不出来（没有这个文件）"
    assert unread(tmp_path / "file" / "below") == "旧报告“below”读不出来（没有这个文件）"
    assert unread(tmp_path).endswith("是一个文件夹，不是旧报告")
    assert unread(pipe) == "“pipe”不是普通文件"
    assert unread(Path("/dev/zero")) == "“zero”不是普通文件"
    assert "绕成了圈" in unread(loop)
    assert "文件名太长" in unread(tmp_path / ("长" * 300))
    assert unread(Path("a\0b")) == "旧报告“ab”读不出来（位置不对）"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")
    path.chmod(0)
    assert "没有权限" in unread(path)


WRITER = """
import sys, pathlib, itertools
from app.system.files import write_bytes
print("ready", flush=True)
for turn in itertools.count():
    write_bytes(pathlib.Path(sys.argv[1]), bytes([turn % 251]) * 300_000)
"""


@pytest.mark.faults
def test_killed_at_any_moment_the_file_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "a"
    seen = set()
    for turn in range(25):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(target)], stdout=subprocess.PIPE, cwd=Path(files.__file__).parents[2]
        )
        assert writer.stdout is not None
        with writer, writer.stdout:
            writer.stdout.readline()
            time.sleep(0.004 + turn * 0.0013)
            os.kill(writer.pid, signal.SIGKILL)
        if target.exists():
            data = target.read_bytes()
            assert len(data) == 300_000
            assert len(set(data)) == 1
            seen.add(data[0])
    assert len(seen) > 1  # the loop did write, and was cut at different places
    files.sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


# ---- files that belong together


def together(folder: Path) -> dict[Path, bytes]:
    return {folder / name: name.encode() * 3 for name in ("a", "b", "c")}


def test_files_that_belong_together_are_all_written(tmp_path: Path) -> None:
    wanted = together(tmp_path)
    (tmp_path / "b").write_bytes(b"old")
    for _ in range(2):
        files.write_all(wanted)
        assert {path: path.read_bytes() for path in tmp_path.iterdir()} == wanted
    files.write_all({})


@pytest.mark.parametrize("bad", ["a", "b", "c"])
def test_where_the_disk_does_not_confirm_one_all_are_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: str
) -> None:
    (tmp_path / "a").write_bytes(b"old a")
    (tmp_path / "c").write_bytes(b"old c")
    sync = files._sync_folder
    failed: list[Path] = []

    def unsure(target: Path) -> None:
        if target.name == bad and not failed:
            failed.append(target)
            raise files._Unconfirmed("文件写好了，但磁盘没有确认", "请再存一次", "新文件可能还没有存稳")
        sync(target)

    monkeypatch.setattr(files, "_sync_folder", unsure)
    with pytest.raises(CannotWrite, match="没有确认") as told:
        files.write_all(together(tmp_path))
    assert "原来的文件没有变动" in str(told.value)
    assert "写好了" not in told.value.what
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old a", "c": b"old c"}


def test_what_could_not_be_put_back_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old a")
    write = files.write_bytes

    def stuck(path: Path, data: bytes) -> None:
        if path.name == "b" or data == b"old a":
            raise CannotWrite("磁盘或 U 盘已经拔出", "请重新插好再试", "原来的文件没有变动")
        write(path, data)

    monkeypatch.setattr(files, "write_bytes", stuck)
    with pytest.raises(CannotWrite, match="拔出") as told:
        files.write_all(together(tmp_path))
    assert told.value.safe == "“a”没能换回原来的样子"


def test_an_interrupt_puts_back_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = files.write_bytes

    def interrupted(path: Path, data: bytes) -> None:
        if path.name == "b":
            raise KeyboardInterrupt
        write(path, data)

    monkeypatch.setattr(files, "write_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.write_all(together(tmp_path))
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_among_them_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "c")
    with pytest.raises(CannotWrite, match="不是普通文件"):
        files.write_all(together(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["c"]


def test_a_file_far_too_large_to_be_kept_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_MOST_KEPT", 3)
    (tmp_path / "c").write_bytes(b"1234")
    with pytest.raises(CannotWrite, match="没有覆盖它"):
        files.write_all(together(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["c"]


def test_a_file_holds_just_these_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert not files.holds(path, b"")
    path.write_bytes(b"12")
    assert [files.holds(path, data) for data in (b"12", b"1", b"123", b"21")] == [True, False, False, False]
    assert not files.holds(tmp_path, b"")
