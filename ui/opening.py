"""The one workspace that is open: opening it, hearing second starts, going over to another.

A workspace is let go only after the next one is open: where that fails, everything stays as it was.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.window import MainWindow

if TYPE_CHECKING:
    from app.domain.errors import Trouble
    from app.workbench.bench import Workbench
    from ui.kit.single import Doorbell

_LISTEN_MS = 200  # a second start waits that long; the first page does not wait for the socket


class Opening(QObject):
    """``opened`` when a workspace has become the open one, ``closing`` before one is let go."""

    opened = Signal(object)  # Workbench
    closing = Signal()
    refused = Signal()  # at the start: another program has the workspace and has come forward

    def __init__(self, parent: QObject, window: MainWindow, workspace: Path, *, practice: bool) -> None:
        super().__init__(parent)
        self.workspace, self.practice = workspace, practice
        self.bench: Workbench | None = None
        self._window = window
        self._doorbell: Doorbell | None = None

    def open(self) -> None:
        """Opens the workspace of the start; what goes wrong is said on the page, with 再试一次."""
        from app.domain.errors import AlreadyOpen, Trouble

        try:
            bench = _opened(self.workspace, practice=self.practice)
        except AlreadyOpen as trouble:
            if not self._call_first():
                self._say_cannot_open(trouble)
        except Trouble as trouble:
            self._say_cannot_open(trouble)
        else:
            self._take(bench)

    def switch(self, workspace: Path, *, practice: bool) -> bool:
        """Goes over to ``workspace``; False where it cannot be opened: that is said, and the open one stays."""
        from app.domain.errors import Trouble

        if workspace.resolve() == self.workspace.resolve():  # opened a second time it would lose its lock
            self.close()
            self.practice = practice
            self.open()
            return self.bench is not None
        try:
            bench = _opened(workspace, practice=practice)
        except Trouble as trouble:
            self._say_stays(trouble, practice=practice)
            return False
        self.close()
        self.workspace, self.practice = workspace, practice
        self._take(bench)
        return True

    def close(self) -> None:
        """Lets the open one go."""
        self.closing.emit()
        if self._doorbell is not None:
            self._doorbell.close()
        if self.bench is not None:
            self.bench.close()
            self.bench = None

    def _take(self, bench: Workbench) -> None:
        self.bench = bench
        self.opened.emit(bench)
        QTimer.singleShot(_LISTEN_MS, self, self._listen)

    def _say_cannot_open(self, trouble: Trouble) -> None:
        self._window.messages.say(
            "bad",
            trouble.what,
            trouble.safe,
            trouble.next_step,
            action="再试一次",
            on_action=self.open,
            closable=False,
        )

    def _say_stays(self, trouble: Trouble, *, practice: bool) -> None:
        if self.bench is None:  # what could not be opened at the start can still be tried again
            self._say_cannot_open(trouble)
            return
        from app.domain.errors import AlreadyOpen

        name = "练习乡" if practice else "自己的报告"
        what, safe, next_step = f"{name}打不开：{trouble.what}", trouble.safe, trouble.next_step
        if isinstance(trouble, AlreadyOpen):
            what, safe = f"{name}正在另一个窗口里开着", "没有丢任何东西"
            next_step = "要在这里打开，请先关掉那个窗口，再按一次"
        self._window.messages.say("bad", what, safe, next_step, of_deed=True)

    def _call_first(self) -> bool:
        from ui.kit.single import call_first

        if not call_first(self.workspace):
            return False
        self._window.hide()
        print("公开栏已经开着，已帮您切到那个窗口。没有丢任何东西。", file=sys.stderr)  # noqa: T201
        self.refused.emit()
        return True

    def _listen(self) -> None:
        from ui.kit.single import Doorbell

        if self.bench is None:
            return
        if self._doorbell is None:
            self._doorbell = Doorbell(self)
            self._doorbell.rung.connect(self._second_start)
        self._doorbell.listen(self.workspace)

    def _second_start(self) -> None:
        self._window.come_forward()
        self._window.messages.say("tip", "公开栏已经开着，就是这个窗口", "没有丢任何东西", for_ms=8000)


def _opened(workspace: Path, *, practice: bool) -> Workbench:
    """The workspace, with what is practised on where it is for that."""
    from app.workbench.bench import Workbench
    from ui.start.practice import fill

    bench = Workbench.open(workspace)
    try:
        if practice:
            fill(bench)
    except BaseException:
        bench.close()
        raise
    return bench
