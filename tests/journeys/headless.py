"""The program as a process of its own, the way a script calls it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def environment() -> dict[str, str]:
    """Of a child: asked for when it starts, because the tests move the user's folders away before."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "GONGKAILAN_NOW": "2021-01-15T09:30"}


def command(workspace: Path, *words: str | Path) -> list[str]:
    return [sys.executable, "-m", "app", "--workspace", str(workspace), *map(str, words)]


def run(workspace: Path, *words: str | Path, code: int = 0) -> str:
    """What the verb says on stdout; its exit code must be ``code``."""
    done = subprocess.run(
        command(workspace, *words),
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout
