"""The desktop's own door, as a process: its log, and what a killed program left behind."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA")


@contextmanager
def started(home: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The desktop on this user's own workspace."""
    env = {**os.environ, **dict.fromkeys(FOLDERS, str(home)), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([sys.executable, "-P", "-m", "ui"], env=env, stderr=subprocess.DEVNULL) as program:
        try:
            yield program
        finally:
            program.kill()


def test_a_start_takes_away_what_was_left_half_written_and_says_so_in_the_log(tmp_path: Path) -> None:
    own = tmp_path / "gongkailan"
    own.mkdir()
    old, young, foreign = (own / name for name in (".gongkailan-0a.part", ".gongkailan-0b.part", "clerk.part"))
    for part in (old, young, foreign):
        part.write_bytes(b"%PDF-")
    for part in (old, foreign):
        os.utime(part, (time.time() - 7200,) * 2)
    with started(tmp_path) as program:
        deadline = time.monotonic() + 20
        while not (logs := list(tmp_path.rglob("gongkailan.log"))) or not logs[0].stat().st_size:
            assert program.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
    assert [old.exists(), young.exists(), foreign.exists()] == [False, True, True]
    (line,) = logs[0].read_text(encoding="utf-8").splitlines()
    assert line.endswith("INFO usable swept=1")
