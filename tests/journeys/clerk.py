"""The clerk on the other side of the pipe: tells the seat what to type, hears what the screen shows, pulls the plug."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).parents[2]
LONGEST_S = 60.0
Words = dict[str, Any]


class Clerk:
    """One start of the desktop on ``workspace``; everything she does is a key, a click or a look."""

    def __init__(self, workspace: Path, today: str) -> None:
        screen = {"name": "office", "x": 0, "y": 0, "width": 1366, "height": 768}
        screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        (workspace.parent / "screen.json").write_text(json.dumps({"screens": [screen]}), encoding="ascii")
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "QT_QPA_PLATFORM": "offscreen:configfile=screen.json",
            "GONGKAILAN_NOW": today,
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.seat", "--workspace", str(workspace)],
            cwd=workspace.parent,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self._too_long = threading.Timer(LONGEST_S, self._process.kill)
        self._too_long.start()

    def __enter__(self) -> Clerk:
        self.wait(lambda seen: seen["place"] == "home" and seen["prose"] and seen["active"])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._too_long.cancel()
        self._process.kill()
        self._process.communicate()

    # ---- asking

    def send(self, *wish: str) -> None:
        """Asks, and does not wait for the answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(wish, ensure_ascii=False) + "\n")
        self._process.stdin.flush()

    def hear(self) -> Words:
        """The next answer."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, f"the program has ended: {self._process.wait()}"
        answer: Words = json.loads(line)
        assert "stuck" not in answer, answer["stuck"]
        return answer

    def ask(self, *wish: str) -> Words:
        """Asks and hears the answer."""
        self.send(*wish)
        return self.hear()

    # ---- hands

    def type(self, text: str) -> Words:
        """Types into whatever has the keyboard."""
        return self.ask("type", text)

    def press(self, key: str, modifier: str = "") -> Words:
        """Presses a key."""
        return self.ask("press", key, modifier)

    def click(self, name: str) -> None:
        """Clicks a button by its words, once it can be clicked."""
        self.wait(lambda seen: name in seen.get("buttons", ()))
        self.ask("click", name)

    def tab_to(self, name: str) -> None:
        """Goes to a control with Tab alone."""
        passed = []
        for _ in range(40):
            passed.append(self.press("Tab")["focus"])
            if passed[-1] == name:
                return
        raise AssertionError(f"Tab never reaches {name}, only {passed}")

    def turn_to(self, tab: str) -> Words:
        """Goes to another part of the report with Ctrl+PgUp and Ctrl+PgDown."""
        seen = self.see()
        names = list(seen["lamps"])
        by = names.index(tab) - names.index(seen["tab"])
        for _ in range(abs(by)):
            self.press("PageDown" if by > 0 else "PageUp", "Ctrl")
        seen = self.see()
        assert seen["tab"] == tab
        return seen

    # ---- eyes

    def see(self) -> Words:
        """What stands on the screen."""
        return self.ask("see")

    def wait(self, until: Callable[[Words], object], seconds: float = 20.0) -> Words:
        """Looks until it is so."""
        deadline = time.monotonic() + seconds
        while True:
            seen = self.see()
            if until(seen):
                return seen
            assert time.monotonic() < deadline, seen
            time.sleep(0.03)

    # ---- the end

    def pull_the_plug(self) -> list[Words]:
        """SIGKILL, now; what the screen had still shown before."""
        os.kill(self._process.pid, signal.SIGKILL)
        assert self._process.stdout is not None
        rest = self._process.stdout.read().splitlines(keepends=True)
        assert self._process.wait() == -signal.SIGKILL
        return [json.loads(line) for line in rest if line.endswith("\n")]

    def go_home(self) -> None:
        """Closes the window as every evening."""
        self.send("close")
        assert self._process.wait(LONGEST_S) == 0
