"""Real bad disks for tests: one that is full, one that is read-only. Skips where they cannot be had.

Every mount is made in a mount namespace of this test process alone: no other program ever sees it, and it is gone
with the process, however the process ends.
"""

from __future__ import annotations

import ctypes
import functools
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _run(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=20).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


_NEW_MOUNTS = 0x00020000  # CLONE_NEWNS of Linux


@functools.cache
def _alone() -> bool:
    """Part this process from everybody's mounts, once; False where that is not allowed."""
    try:
        parted = ctypes.CDLL(None, use_errno=True).unshare(_NEW_MOUNTS) == 0
    except (AttributeError, OSError):
        return False
    return parted and _run("mount", "--make-rprivate", "/")


def before_threads() -> None:
    """Part the process now: Linux parts single threads, and only those made later see the disks of the tests."""
    _alone()


@contextmanager
def small_disk(folder: Path, kib: int) -> Iterator[Path]:
    """A disk of ``kib`` KiB mounted at ``folder`` (made here)."""
    folder.mkdir()
    if not _alone() or not _run("mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(folder)):
        pytest.skip("a small disk needs the right to mount")
    try:
        yield folder
    finally:
        _run("umount", "-l", str(folder))


def fill_up(folder: Path) -> Path:
    """Write until the disk takes nothing more; returns the file that fills it."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as stream:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while stream.write(b"x" * size):
                    pass
            except OSError:
                continue
    return filler


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """``folder`` as if it lay on a disc: by rights for a user, by a read-only mount for the administrator."""
    if not hasattr(os, "geteuid"):
        pytest.skip("read-only folders are set up by POSIX means")
    if os.geteuid() != 0:
        folder.chmod(0o555)
        try:
            yield folder
        finally:
            folder.chmod(0o755)
        return
    place = str(folder)
    if not _alone() or not _run("mount", "--bind", place, place):
        pytest.skip("a read-only disk needs the right to mount")
    try:
        if not _run("mount", "-o", "remount,bind,ro", place):
            pytest.skip("a read-only disk needs the right to mount")
        yield folder
    finally:
        _run("umount", "-l", place)
