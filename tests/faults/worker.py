"""A program of its own for fault tests: ``python -m tests.faults.worker DEED PATH``. Says each result on stdout."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Callable
from pathlib import Path

from app.domain.change import Change
from app.domain.errors import Trouble
from app.domain.report import Report, ReportKey
from app.storage.database import Database
from app.storage.shelf import Shelf
from app.storage.version import CURRENT, VERSION, Plan

KEY = ReportKey("某乡", 2020)
WHEN = "2021-01-15T09:30:00+08:00"
WIDTH = 7  # cells per change: all of one change or none
LATER = Plan(VERSION + 2, (*CURRENT.folders, Path(__file__).parents[1] / "museum" / "later"))


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())  # in one piece


def write(path: Path, limit: int | None = None, tell: Callable[[str], None] = say) -> None:
    """Commit numbered changes for ever (or ``limit`` of them), and acknowledge each after its commit."""
    with Shelf.open(path) as shelf:
        report = shelf.find(KEY)
        if report is None:
            report = Report(KEY, "f")
            shelf.create(report)
        first = int(report.cells.get("a0") or 0) + 1
        tell("ready")
        for number in itertools.islice(itertools.count(first), limit):
            before = Change("填写", {f"a{place}": number - 1 for place in range(WIDTH)})
            texts = {"note": f"第{number}次" * (number % 90)}
            shelf.commit(KEY, before, Change("填写", {f"a{place}": number for place in range(WIDTH)}, texts), WHEN)
            tell(str(number))


def stands(path: Path) -> int:
    """The number of the last change in the file, after proving that the file is whole and so is every change."""
    with Shelf.open(path) as shelf:  # which runs quick_check and foreign_key_check
        report = shelf.find(KEY)
        if report is None:
            return 0
        number = int(report.cells.get("a0") or 0)
        wanted = {f"a{place}": number for place in range(WIDTH)} if number else {}
        assert dict(report.cells) == wanted, f"half a change: {report.cells}"
        assert report.passages.get("note", "") == f"第{number}次" * (number % 90)
        assert [entry.step.seq for entry in shelf.history(KEY)] == list(range(1, number + 1))
        return number


def hold(path: Path, plan: Plan = CURRENT) -> None:
    """Open, change something, and wait to be killed."""
    shelf = Shelf(Database.open(path, plan))
    shelf.save_setting("held", "yes")
    say("ready")
    sys.stdin.read()


def look(path: Path) -> None:
    """Open and say what happened."""
    try:
        with Shelf.open(path) as shelf:
            say(f"open {len(shelf.reports())}")
    except Trouble as error:
        say(f"{type(error).__name__} {error}")


DEEDS: dict[str, Callable[[Path], None]] = {
    "write": write,
    "hold": hold,
    "hold-later": lambda path: hold(path, LATER),
    "look": look,
}

if __name__ == "__main__":
    try:
        if sys.argv[1] == "write" and len(sys.argv) > 3:
            write(Path(sys.argv[2]), int(sys.argv[3]))
        else:
            DEEDS[sys.argv[1]](Path(sys.argv[2]))
    except Trouble as error:
        say(f"{type(error).__name__} {error}")
        sys.exit(2)
