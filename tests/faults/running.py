"""Starting and killing the worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def start(deed: str, path: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.worker", deed, str(path), *more],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def kill(process: subprocess.Popen[str]) -> list[str]:
    """SIGKILL; what it had still said."""
    os.kill(process.pid, signal.SIGKILL)
    with process:
        assert process.stdout is not None
        return process.stdout.read().split()


def run(deed: str, path: Path) -> str:
    with start(deed, path) as process:
        return said(process)
