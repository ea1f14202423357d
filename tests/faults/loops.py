"""Loops over forked programs: ``python -m tests.faults.loops kill|race FOLDER TURNS`` prints what came of it as JSON.

A program of its own, because only one without threads may fork; its children need no start-up time.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from app.domain.errors import AlreadyOpen
from app.storage import writing as _loaded  # noqa: F401 - SQLAlchemy is loaded before the forks
from app.storage.shelf import Shelf
from tests.faults import worker


def fork(deed: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        deed()
    except BaseException as error:  # noqa: BLE001 - a child must never go on in its parent's place
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(1)
    os._exit(0)


def kill(folder: Path, turns: int) -> dict[str, int]:
    """Kill a writer ``turns`` times, each time at another moment; every acknowledged change must stand."""
    path = folder / "w.db"
    result: Counter[str] = Counter()
    for turn in range(turns):
        reading, writing = os.pipe()

        def tell(text: str, end: int = writing) -> None:
            os.write(end, f"{text}\n".encode())

        def deed(tell: Callable[[str], None] = tell) -> None:
            worker.write(path, tell=tell)

        child = fork(deed)
        os.close(writing)
        chance = random.Random(turn)
        early = _wait_for(reading, chance.randrange(16))  # none: some die while opening
        time.sleep(chance.uniform(0.0, 0.004))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading) as pipe:
            said = (early + pipe.read()).split()
        acknowledged = int(said[-1]) if said and said[-1] != "ready" else 0
        result["hot"] += path.with_name("w.db-wal").exists() or path.with_name("w.db-journal").exists()
        stands = worker.stands(path)
        result["lost"] += stands < acknowledged
        result["commits"] = stands
    return result


def _wait_for(reading: int, lines: int) -> str:
    """What the writer said until so many lines had come."""
    said = b""
    while said.count(b"\n") < lines:
        piece = os.read(reading, 1 << 12)
        if not piece:
            break
        said += piece
    return said.decode()


def race(folder: Path, turns: int) -> dict[str, int]:
    """Let four programs open the same workspace at once; one may have it, and the others are told."""
    path = folder / "w.db"
    result: Counter[str] = Counter()

    def start(gate: int, out: int) -> None:
        os.read(gate, 1)  # ends for all at once when the parent closes its end
        try:
            with Shelf.open(path) as shelf:
                os.write(out, b"W")
                shelf.save_setting("who", str(os.getpid()))
                time.sleep(0.2)  # longer than any other program tries
                if shelf.setting("who") != str(os.getpid()):
                    os.write(out, b"X")
        except AlreadyOpen:
            os.write(out, b"T")

    for _ in range(turns):
        gate, hold = os.pipe()
        reading, writing = os.pipe()

        def deed(gate: int = gate, hold: int = hold, writing: int = writing) -> None:
            os.close(hold)
            start(gate, writing)

        children = [fork(deed) for _ in range(4)]
        for end in (gate, hold, writing):
            os.close(end)
        failed = sum(os.waitpid(child, 0)[1] != 0 for child in children)
        with os.fdopen(reading) as pipe:
            said = Counter(pipe.read())
        result["failed"] += failed
        result["mixed"] += said["X"]
        result["one winner"] += said["W"] == 1
        result["told"] += said["T"]
    return result


if __name__ == "__main__":
    deeds = {"kill": kill, "race": race}
    worker.say(json.dumps(deeds[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))))
