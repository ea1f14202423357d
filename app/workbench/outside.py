"""Files that leave the program: never over its own data, and without what a killed program left beside them."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from app.domain.errors import CannotWrite, Trouble
from app.system import files

_TAILS = ("", "-wal", "-journal", "-shm")  # what SQLite keeps beside a database
# What our files end in, by which other programs know what they are.
ENDINGS = (".pdf", ".png", ".docx", ".xlsx", ".html", ".txt")
_STALE_S = 60.0  # what is younger may be written by another of our programs just now


def get_ready(workspace: Path, out: Path) -> None:
    """Raises ``CannotWrite`` where ``out`` is the open ``workspace`` or belongs to it; tidies the folder it goes to."""
    if _is_ours(workspace, out):
        raise CannotWrite("这个文件是正在用的数据文件，不能写到它上面", "请换一个文件名", "数据没有变动")
    with suppress(OSError, ValueError):
        files.sweep(out.parent, seconds_old=_STALE_S)


def refuse_misnamed(name: str, out: Path, *endings: str) -> None:
    """Raises ``Trouble`` where ``out`` is called like a file of another kind: a PDF called .docx opens nowhere.

    Other names are the clerk's own matter.
    """
    ending = out.suffix.lower()
    if ending in ENDINGS and ending not in endings:
        right = " 或 ".join(endings)
        raise Trouble(f"{name}不能叫“{out.name}”，别的程序会打不开", f"请把文件名的结尾改成 {right}")


def _is_ours(workspace: Path, out: Path) -> bool:
    """True for the workspace and its log, through links and in other spellings.

    Only names and file numbers are compared: opening the workspace a second time would drop its lock.
    """
    try:
        real = os.path.realpath(workspace)
        target = os.path.realpath(out)
    except (OSError, ValueError):
        return False  # writing says what is wrong with the place
    ours = [real + tail for tail in _TAILS]
    if os.path.normcase(target).casefold() in {os.path.normcase(path).casefold() for path in ours}:
        return True
    return any(_is_same(path, target) for path in ours)


def _is_same(path: str, target: str) -> bool:
    """True where both are there and are one file (a hard link, or a disk that does not tell A from a)."""
    try:
        return Path(path).samefile(target)
    except (OSError, ValueError):
        return False
