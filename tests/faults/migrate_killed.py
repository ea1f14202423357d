"""Dies at every statement of making and of migrating a workspace, and opens it again each time.

Run as ``python -m tests.faults.migrate_killed FOLDER``: prints at how many statements it died in making and in
migrating; exits with a sentence where a start after that did not come to the same end.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import alembic.command
import alembic.config  # noqa: F401 - imported before forking

from app.domain.report import Report
from app.storage import database
from app.storage.database import Database
from app.storage.shelf import Shelf
from app.storage.version import CURRENT, Plan
from tests.faults.worker import KEY, LATER, say

FIRST = Path(__file__).parents[1] / "museum" / "workspace-v1.db"


def open_and_die(path: Path, plan: Plan, at: int) -> bool:
    """Open in a child that dies before statement ``at``; False where it came to the end before."""
    child = os.fork()
    if child == 0:
        left = at

        def count(_statement: str) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        taken = database._take

        def traced(db: sqlite3.Connection, plan: Plan) -> None:
            db.set_trace_callback(count)
            taken(db, plan)

        database._take = traced
        Database.open(path, plan)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def content(path: Path) -> list[str]:
    db = sqlite3.connect(path)
    try:
        return list(db.iterdump())
    finally:
        db.close()


def sweep(folder: Path, plan: Plan, prepare: Callable[[Path], object]) -> int:
    path = folder / "w.db"
    prepare(path)
    Database.open(path, plan).close()
    wanted = content(path)
    for at in range(500):
        for old in folder.iterdir():
            old.unlink()
        prepare(path)
        if not open_and_die(path, plan, at):
            return at
        Database.open(path, plan).close()
        if content(path) != wanted:
            sys.exit(f"died before statement {at}, and the next start came to another end")
    sys.exit("no end")


def main(folder: Path) -> None:
    old = folder.parent / "old.db"
    with Shelf.open(old) as shelf:
        shelf.create(Report(KEY, "f", cells={f"a{n}": n for n in range(300)}, passages={"p": "段" * 20_000}))
    folder.mkdir()
    made = sweep(folder, CURRENT, lambda path: path.unlink(missing_ok=True))
    migrated = sweep(folder, LATER, lambda path: shutil.copy(old, path))
    upgraded = sweep(folder, CURRENT, lambda path: shutil.copy(FIRST, path))
    say(f"{made} {migrated} {upgraded}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) / "swept")
