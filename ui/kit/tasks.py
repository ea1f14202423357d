"""Work that may take longer than a blink: off the GUI thread, with progress after 600 ms, and stoppable.

The work gets a ``Progress`` and may only use plain data; results and errors arrive in the GUI thread. Nothing of Qt is
touched in a worker thread: what a worker has to say lies in a queue, which the GUI thread empties while any work is
under way.
"""

from __future__ import annotations

import itertools
import threading
import weakref
from collections import deque
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout
from shiboken6 import isValid

from app.domain.errors import Trouble
from ui.kit import boxes
from ui.kit.widgets import Card, Label, Meter, SecondaryButton

if TYPE_CHECKING:
    from concurrent.futures import Future

SLOW_MS = 600
_LOOK_MS = 8  # how often the GUI thread looks into the queue while work is under way
_WORKERS = 4
T = TypeVar("T")


class Stopped(Exception):
    """The clerk stopped the work; nothing is to be said about it."""


class Progress:
    """What the work holds: it says how far it is, and asks whether it is still wanted."""

    def __init__(self, say: Callable[[str, int, int], None]) -> None:
        self._say = say
        self._stop = threading.Event()

    def __call__(self, text: str, step: int = 0, of: int = 0) -> None:
        """Says 正在拼版，第 4 张，共 9 张; raises ``Stopped`` where the clerk has stopped the work."""
        self.check()
        self._say(text, step, of)

    def check(self) -> None:
        """Raises ``Stopped`` where the clerk has stopped the work."""
        if self._stop.is_set():
            raise Stopped

    def stop(self) -> None:
        """Asks the work to end at its next word."""
        self._stop.set()

    @property
    def is_stopped(self) -> bool:
        """True once the clerk has asked."""
        return self._stop.is_set()


class _Desk(QObject):
    """Where the GUI thread collects what workers have laid down. It lives as long as the program: a ``Task`` may die
    with its page while its worker still speaks.
    """

    def __init__(self) -> None:
        from concurrent.futures import ThreadPoolExecutor  # the first window has no such work

        super().__init__()
        # Also the last hold on the work and all that it refers to, so that none of it dies in a worker thread.
        self._under_way: dict[int, tuple[weakref.ref[Task], Callable[[Progress], object]]] = {}
        self._said: deque[Callable[[], None]] = deque()  # safe between threads
        self._numbers = itertools.count()
        self._workers = ThreadPoolExecutor(_WORKERS, "work")
        self._futures: set[Future[None]] = set()
        self._clock = QTimer(self, interval=_LOOK_MS)
        self._clock.timeout.connect(self.collect)

    def lay(self, task: Task, work: Callable[[Progress], object]) -> Progress:
        """Hands the work to a worker; what it says is told to ``task`` by ``collect``."""
        number = next(self._numbers)
        self._under_way[number] = (weakref.ref(task), work)
        said = self._said
        progress = Progress(lambda text, step, of: said.append(lambda: self._moved(number, text, step, of)))
        self._futures = {future for future in self._futures if not future.done()}
        self._futures.add(self._workers.submit(self._run, number, progress))
        self._clock.start()
        return progress

    def collect(self) -> None:
        """In the GUI thread: tells the tasks what was said since."""
        while self._said:
            self._said.popleft()()
        if not self._under_way:
            self._clock.stop()

    def wait(self, ms: int) -> bool:
        """True once no work is under way; False where some still is after ``ms``. What it said is not told yet."""
        from concurrent.futures import wait

        return not wait(self._futures, ms / 1000).not_done

    def _run(self, number: int, progress: Progress) -> None:
        """In the worker thread: plain data and the queue, and nothing of Qt."""
        how, result = _outcome(self._under_way[number][1], progress)
        self._said.append(lambda: self._ended(number, how, result))

    def _moved(self, number: int, text: str, step: int, of: int) -> None:
        task = self._task(number)
        if task is not None:
            task.moved.emit(text, step, of)

    def _ended(self, number: int, how: str, result: object) -> None:
        task = self._task(number)
        self._under_way.pop(number, None)
        if task is not None:
            task.end(how, result)

    def _task(self, number: int) -> Task | None:
        """The task of that number; None where its page has gone, and nobody waits for the answer."""
        held = self._under_way.get(number)
        task = held[0]() if held else None
        return task if task is not None and isValid(task) else None


@cache
def _desk() -> _Desk:
    return _Desk()


def _outcome(work: Callable[[Progress], object], progress: Progress) -> tuple[str, object]:
    try:
        result = work(progress)
    except Stopped:
        return "stopped", None
    except Trouble as trouble:
        trouble.__traceback__ = None
        return "failed", trouble
    except BaseException as error:  # noqa: BLE001 - whatever a thread raises must reach the clerk, not vanish
        from app.system import log

        log.fault("work off the GUI thread failed", error)
        return "failed", _unexpected(error)
    return ("stopped", None) if progress.is_stopped else ("done", result)


def _unexpected(error: BaseException) -> Trouble:
    if isinstance(error, MemoryError):
        return Trouble("内存不够，这一步没有做完", "请关掉别的程序再试一次")
    return Trouble("这一步没有做完，程序里有一处出了意外", "请再试一次；还不行就关掉程序重开")


class Task(QObject):
    """One piece of work under way. All signals arrive in the GUI thread; exactly one of the last three ends it."""

    slow = Signal()
    moved = Signal(str, int, int)
    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, owner: QObject, label: str) -> None:
        super().__init__(owner)
        self.label = label
        self.is_running = True
        self._progress: Progress | None = None
        self._timer = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._timer.timeout.connect(self._say_slow)
        self._timer.start()

    def stop(self) -> None:
        """Asks the work to end; what it wrote halfway is the work's own to take away."""
        if self._progress is not None:
            self._progress.stop()

    @property
    def is_stopped(self) -> bool:
        """True once the clerk has asked for its end."""
        return self._progress is not None and self._progress.is_stopped

    def begin(self, work: Callable[[Progress], object]) -> None:
        """Hands the work to another thread; called once."""
        self._progress = _desk().lay(self, work)

    def _say_slow(self) -> None:
        if self.is_running:
            self.slow.emit()

    def end(self, how: str, result: object) -> None:
        """Tells how it ended (done, failed, stopped), in the GUI thread, and goes."""
        self.is_running = False
        self._timer.stop()
        if how == "done":
            self.done.emit(result)
        elif how == "failed":
            self.failed.emit(result)
        else:
            self.stopped.emit()
        # Not deleteLater: with the task goes who heard it, and with that perhaps the last hold on its owner, which
        # would delete its children once more, this one among them.
        self.setParent(None)


def start(
    owner: QObject,
    label: str,
    work: Callable[[Progress], T],
    *,
    done: Callable[[T], object],
    failed: Callable[[Trouble], object],
    stopped: Callable[[], object] | None = None,
) -> Task:
    """Begins ``work`` on another thread; ``label`` is shown when it takes long (正在导出)."""
    task = Task(owner, label)
    task.done.connect(done)
    task.failed.connect(failed)
    if stopped is not None:
        task.stopped.connect(stopped)
    task.begin(work)
    return task


class TaskBar(Card):
    """The line on the page for work that takes longer than 600 ms: words, a bar, 停下."""

    shown = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._task: Task | None = None
        self._words = Label("")
        self._meter = Meter()
        self._stop = SecondaryButton("停下", "x", size="button_small")
        self._stop.clicked.connect(self._stop_task)
        layout = QHBoxLayout(self)
        layout.addWidget(self._words)
        layout.addWidget(self._meter, 1)
        layout.addWidget(self._stop)
        boxes.scaled(layout, 12, (14, 8, 14, 8))
        self.hide()

    def watch(self, task: Task) -> Task:
        """Shows ``task`` once it has become slow; returns it."""
        self._task = task
        self._meter.set_value(0)
        self._words.setText(task.label)
        task.slow.connect(self._show)
        task.moved.connect(self._move)
        for end in (task.done, task.failed, task.stopped):
            end.connect(self._end)
        return task

    def _show(self) -> None:
        self.show()
        self.shown.emit()

    def _move(self, text: str, step: int, of: int) -> None:
        self._words.setText(text or (self._task.label if self._task else ""))
        self._meter.set_value(step / of if of else 0)

    def _stop_task(self) -> None:
        if self._task is not None:
            self._words.setText("正在停下")
            self._task.stop()

    def _end(self) -> None:
        self._task = None
        self.hide()
        self.closed.emit()


def wait_for_all(ms: int = 5000) -> bool:
    """Waits for work under way, before the window closes; False where something still runs."""
    return _desk().wait(ms)
