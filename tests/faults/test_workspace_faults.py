"""The workspace under kills, races, power cuts, full disks and failing ones: nothing acknowledged is lost."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.errors import CannotOpen, CannotWrite
from app.storage.shelf import Shelf
from tests.disks import small_disk
from tests.faults import cuts, worker
from tests.faults.running import ROOT

pytestmark = [pytest.mark.faults, pytest.mark.skipif(not hasattr(os, "fork"), reason="programs are forked and killed")]
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace records and injects system calls")


def loop(deed: str, folder: Path, turns: int) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.loops", deed, str(folder), str(turns)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    result: dict[str, int] = json.loads(done.stdout)
    return result


def test_killed_at_any_moment_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    result = loop("kill", tmp_path, 40)
    assert result["lost"] == 0
    assert result["commits"] > 200  # it did work in between
    assert result["hot"] > 20  # and most kills met it working


def test_of_programs_started_at_once_one_gets_the_workspace(tmp_path: Path) -> None:
    result = loop("race", tmp_path, 15)
    assert result == {"failed": 0, "mixed": 0, "one winner": 15, "told": 45}


@needs_strace
@pytest.mark.parametrize("model", ["worst", "random"])
def test_power_cuts_lose_nothing_acknowledged(tmp_path: Path, model: str) -> None:
    folder = tmp_path / "recorded"
    folder.mkdir()
    # Making, changing and closing, then opening the closed file again: the log is brought in twice.
    calls = [call for _ in range(2) for call in cuts.record(folder, "write", str(folder / "w.db"), "25")]
    assert sum(call.deed == "ack" for call in calls) == 52
    assert sum(call.deed in ("fsync", "fdatasync") for call in calls) > 60  # it did flush
    chance = random.Random(20260115)
    moments = set(chance.sample(range(len(calls)), 120)) | {len(calls) - 1}
    disk = cuts.Disk()
    for moment, call in enumerate(calls):
        disk.play(call)
        if moment in moments:
            disk.cut(tmp_path / "found", chance if model == "random" else None)
            found = worker.stands(tmp_path / "found" / "w.db")
            assert disk.acknowledged <= found <= disk.acknowledged + 1, f"cut after call {moment}: {call.deed}"
    assert disk.acknowledged == 50


def test_the_power_cut_model_finds_what_is_not_flushed(tmp_path: Path) -> None:
    """The proof of the proof: the same writes without their flushes do not survive."""
    disk = cuts.Disk()
    for call in (cuts.Call("openat", "a"), cuts.Call("pwrite64", "a", b"x" * 1024), cuts.Call("ack", "", b"1\n")):
        disk.play(call)
    disk.cut(tmp_path / "found", None)
    assert list((tmp_path / "found").iterdir()) == []
    disk.play(cuts.Call("fsync", "a"))
    disk.play(cuts.Call("pwrite64", "a", b"y" * 1024))
    disk.cut(tmp_path / "found", None)
    assert (tmp_path / "found" / "a").read_bytes() == b"x" * 1024
    outcomes = set()
    for seed in range(60):
        disk.cut(tmp_path / "found", random.Random(seed))
        outcomes.add((tmp_path / "found" / "a").read_bytes())
    assert {b"x" * 1024, b"y" * 1024, b"y" * 512 + b"x" * 512} <= outcomes


def test_disks_that_run_full_at_any_size(tmp_path: Path) -> None:
    refused = 0
    for kib in range(24, 500, 28):
        with small_disk(tmp_path / f"disk{kib}", kib) as disk:
            acknowledged: list[str] = []
            with pytest.raises((CannotWrite, CannotOpen), match="磁盘满"):
                worker.write(disk / "w.db", 400, acknowledged.append)
            last = int(acknowledged[-1]) if len(acknowledged) > 1 else 0
            if acknowledged:  # it was made: then it can be read, full as the disk is
                assert worker.stands(disk / "w.db") == last
            elif (disk / "w.db").exists():  # made, and full before anything was put into it
                assert worker.stands(disk / "w.db") == 0
            else:
                refused += 1
                assert list(disk.iterdir()) == []
                with pytest.raises(CannotOpen, match="磁盘满"):
                    Shelf.open(disk / "w.db")
                assert list(disk.iterdir()) == []
    assert refused > 0


@needs_strace
@pytest.mark.parametrize(
    ("call", "error", "moments"),
    [
        ("fdatasync", "EIO", (1, 3, 6, 9, 12)),
        ("pwrite64", "ENOSPC", (2, 9, 40, 52)),
        ("pwrite64", "EIO", (5, 43, 60)),
    ],
)
def test_when_the_disk_fails_it_is_said_and_nothing_acknowledged_is_lost(
    tmp_path: Path, call: str, error: str, moments: tuple[int, ...]
) -> None:
    hit = 0
    for moment in moments:
        path, trace = tmp_path / f"{moment}.db", tmp_path / "trace"
        done = subprocess.run(
            [
                *("strace", "-f", "-qq", "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={moment}"),
                *("-o", str(trace), sys.executable, "-m", "tests.faults.worker", "write", str(path), "6"),
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.stderr == ""
        assert done.returncode in (0, 2)  # 0: the fault hit the closing, where the log keeps everything
        hit += "INJECTED" in trace.read_text()
        numbers = [int(line) for line in done.stdout.split() if line.isdigit()]
        if done.returncode == 2:
            assert re.search(r"Cannot(Write|Open) \S+。\S+。\S+。$", done.stdout.strip())
        last = numbers[-1] if numbers else 0
        assert worker.stands(path) in (last, last + 1)
    assert hit == len(moments)
