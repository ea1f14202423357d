"""Proofs of the paper, made off the GUI thread: one at a time, the latest wish wins, stale results are dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from app.domain.errors import Trouble
from app.domain.report import Report
from app.workbench import papers
from app.workbench.bench import Workbench
from ui.board.spread import Room, Size, Spread, arrange
from ui.kit import tasks

PAUSE_MS = 300  # so that typing and dragging do not start a proof each
A4: Size = (210.0, 297.0)
Kind = Literal["board", "report"]


@dataclass(frozen=True)
class Wanted:
    """What is to be shown: the paper, made from this very report, in a room of this size. ``footer`` prints below,
    ``draft`` across it until it was reviewed.
    """

    kind: Kind
    report: Report
    wish: papers.BoardWish
    footer: tuple[tuple[str, str], ...]
    room: Room
    draft: str = ""

    @property
    def paper(self) -> tuple[object, ...]:
        """What the file depends on: not on the screen, nor on the printer that will cut it into sheets."""
        wish = replace(self.wish, tile=None) if self.kind == "board" else None
        return (self.kind, self.report, wish, self.footer, self.draft)


@dataclass(frozen=True)
class Shown:
    """A proof with its pictures. ``board`` is what the poster says of itself; None for the A4 report."""

    wanted: Wanted
    pdf: bytes
    board: papers.BoardProof | None
    sizes: tuple[Size, ...]
    spread: Spread
    images: tuple[QImage, ...]


class Proofs(QObject):
    """Makes what ``ask`` wants. ``ready`` carries a ``Shown``, ``failed`` a ``Trouble``; ``started`` the task."""

    started = Signal(object)
    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._wanted: Wanted | None = None
        self._made: Wanted | None = None
        self._last: Shown | None = None
        self._task: tasks.Task | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._begin)

    @property
    def is_settled(self) -> bool:
        """True where nothing is under way and the last wish was answered."""
        return self._task is None and not self._timer.isActive()

    def ask(self, wanted: Wanted, pause: int = PAUSE_MS) -> None:
        """Wants another paper (or the same at another size); the same wish twice is asked once.

        The first paper on the desk is begun at once: there is nothing to look at meanwhile.
        """
        if wanted == self._wanted and (not self.is_settled or wanted == self._made):
            return
        waits = self._timer.isActive() and self._timer.interval() == 0
        if waits or self._wanted is None or self._wanted.kind != wanted.kind:
            pause = 0
        self._wanted = wanted
        self._timer.start(pause)

    def forget(self) -> None:
        """Wants nothing any more; what is under way ends unseen."""
        self._timer.stop()
        self._wanted = self._made = self._last = None

    def _begin(self) -> None:
        wanted, last = self._wanted, self._last
        if self._task is not None or wanted is None:
            return
        bench = self._bench
        same = last if last is not None and last.wanted.paper == wanted.paper else None
        self._task = tasks.start(
            self,
            "正在排版",
            lambda progress: make(bench, wanted, same, progress.check),
            done=self._done,
            failed=lambda trouble: self._failed(wanted, trouble),
            stopped=lambda: self._failed(wanted, None),
        )
        self.started.emit(self._task)

    def _done(self, shown: Shown) -> None:
        self._task = None
        if self._wanted is None:
            return
        self._last = shown
        if shown.wanted != self._wanted:
            if shown.wanted.paper == self._wanted.paper:  # only the window has another size: better than nothing
                self.ready.emit(shown)
            if not self._timer.isActive():
                self._begin()
            return
        self._timer.stop()
        self._made = shown.wanted
        self.ready.emit(shown)

    def _failed(self, wanted: Wanted, trouble: Trouble | None) -> None:
        self._task = None
        if self._wanted is None:
            return
        if wanted != self._wanted:
            if not self._timer.isActive():
                self._begin()
            return
        self._made = wanted
        if trouble is not None:
            self.failed.emit(trouble)


def make(bench: Workbench, wanted: Wanted, last: Shown | None, check: Callable[[], None]) -> Shown:
    """Sets the paper (unless ``last`` is the same paper) and draws its pages at the size of the room."""
    if last is not None:
        pdf, board = last.pdf, last.board
    elif wanted.kind == "board":
        board = papers.board_proof(bench, wanted.report, wanted.wish)
        pdf = board.pdf
    else:
        board, pdf = None, papers.report_proof(bench, wanted.report)
    check()
    sizes = ((board.width_mm, board.height_mm),) if board else (A4,) * papers.page_count(pdf)
    spread = arrange(sizes, wanted.room)
    images = []
    for number in range(len(sizes)):
        check()
        images.append(picture(pdf, number, spread.pixels(number, wanted.room.ratio)))
    return Shown(wanted, pdf, board, sizes, spread, tuple(images))


def picture(pdf: bytes, page: int, width: int) -> QImage:
    """A page as a picture of ``width`` device px."""
    raster = papers.page_image(pdf, page, width)
    image = QImage(raster.data, raster.width, raster.height, raster.stride, QImage.Format.Format_RGB32)
    return image.copy()  # the bytes belong to the raster
