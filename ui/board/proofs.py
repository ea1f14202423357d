"""Proofs of the paper, made off the GUI thread: one at a time, the latest wish wins, stale results are dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from app.domain.errors import Trouble
from app.domain.report import Report
from app.workbench import papers, postings, printing
from app.workbench.bench import Workbench
from app.workbench.carriers import writing
from app.workbench.carriers.kinds import carrier
from app.workbench.carriers.model import PLAIN, Options
from ui.board.spread import Room, Size, Spread, arrange
from ui.kit import tasks

PAUSE_MS = 300  # so that dragging the window does not start a proof each
LIVE_MS = 0  # what was changed is shown while the hand is still there
A4: Size = (210.0, 297.0)
# Beside the ids of the carriers: the poster, the sheets it is printed on, and the strips that put right what hangs.
BOARD, TILES, CORRECTION = "board", "tiles", "correction"


@dataclass(frozen=True)
class Wanted:
    """What is to be shown: ``kind`` (``BOARD``, ``TILES`` or a carrier) of this very report, in a room of this size.

    ``issued`` is the date under it, ``footer`` prints below, ``draft`` across it until it was reviewed.
    """

    kind: str
    report: Report
    issued: date
    wish: papers.BoardWish
    footer: tuple[tuple[str, str], ...]
    room: Room
    draft: str = ""
    options: Options = PLAIN
    posting: int = 0  # the record whose paper is to be put right

    @property
    def paper(self) -> tuple[object, ...]:
        """What the file depends on: not on the screen, nor, whole, on the printer that will cut it into sheets."""
        asked: object = self.posting if self.kind == CORRECTION else self.options
        if self.kind in (BOARD, TILES):
            asked = replace(self.wish, tile=None) if self.kind == BOARD else self.wish
        return (self.kind, self.report, self.issued, asked, self.footer, self.draft)


@dataclass(frozen=True)
class Paper:
    """What was made: a PDF, or pictures, or a text. ``board`` is what the poster says of itself, ``said`` the rest."""

    sizes: tuple[Size, ...] = ()
    pdf: bytes = b""
    images: tuple[QImage, ...] = ()
    text: str = ""
    board: papers.BoardProof | None = None
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A paper with its pictures in the size of the room."""

    wanted: Wanted
    paper: Paper
    spread: Spread
    images: tuple[QImage, ...]

    @property
    def pdf(self) -> bytes:
        """The very file, or nothing where it is none."""
        return self.paper.pdf

    @property
    def board(self) -> papers.BoardProof | None:
        """What the poster says of itself."""
        return self.paper.board

    @property
    def sizes(self) -> tuple[Size, ...]:
        """Of the pages, in mm; of pictures in px."""
        return self.paper.sizes


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
        self._making: Wanted | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._begin)

    @property
    def is_settled(self) -> bool:
        """True where nothing is under way and the last wish was answered."""
        return self._task is None and not self._timer.isActive()

    def is_wanted(self, shown: Shown) -> bool:
        """True where ``shown`` is the paper that was asked for last, in whatever size; not once it was forgotten."""
        return shown is self._last and self._wanted is not None and shown.wanted.paper == self._wanted.paper

    def ask(self, wanted: Wanted, pause: int = PAUSE_MS) -> None:
        """Wants another paper (or the same at another size); the same wish twice is asked once.

        The first paper on the desk is begun at once: there is nothing to look at meanwhile. Another paper does not
        wait; only another size of the window takes its time. What is under way for a paper that
        nobody wants any more ends.
        """
        if wanted == self._wanted and (not self.is_settled or wanted == self._made):
            return
        waits = self._timer.isActive() and self._timer.interval() == 0
        if waits or self._wanted is None or self._wanted.kind != wanted.kind:
            pause = 0
        elif self._wanted.paper != wanted.paper:
            pause = min(pause, LIVE_MS)
        if self._task is not None and self._making is not None and self._making.paper != wanted.paper:
            self._task.stop()
        self._wanted = wanted
        self._timer.start(pause)

    def forget(self) -> None:
        """Wants nothing any more; what is under way ends unseen."""
        self._timer.stop()
        self._wanted = self._made = self._last = self._making = None

    def _begin(self) -> None:
        wanted, last = self._wanted, self._last
        if self._task is not None or wanted is None:
            return
        bench = self._bench
        same = last if last is not None and last.wanted.paper == wanted.paper else None
        self._making = wanted
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
        if self._wanted is None or self._is_late():
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

    def _is_late(self) -> bool:
        """True where what ended was begun before everything was forgotten, though the same may be wanted again."""
        if self._making is not None:
            return False
        if not self._timer.isActive():
            self._begin()
        return True

    def _failed(self, wanted: Wanted, trouble: Trouble | None) -> None:
        self._task = None
        if self._wanted is None or self._is_late():
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
    paper = last.paper if last is not None else _paper(bench, wanted, check)
    check()
    spread = arrange(paper.sizes, wanted.room)
    if last is not None and (last.spread, last.wanted.room.ratio) == (spread, wanted.room.ratio):
        return Shown(wanted, paper, spread, last.images)
    images = []
    for number in range(len(paper.sizes)):
        check()
        width = spread.pixels(number, wanted.room.ratio)
        images.append(_narrowed(paper.images[number], width) if paper.images else picture(paper.pdf, number, width))
    return Shown(wanted, paper, spread, tuple(images))


def _paper(bench: Workbench, wanted: Wanted, check: Callable[[], None]) -> Paper:
    if wanted.kind == BOARD:
        board = papers.board_proof(bench, wanted.report, wanted.wish, wanted.issued)
        return Paper(((board.width_mm, board.height_mm),), board.pdf, board=board)
    if wanted.kind == TILES:
        board, pdf = papers.sheets_proof(bench, wanted.report, wanted.wish, wanted.issued)
        return Paper(printing.page_sizes(pdf), pdf, board=board)
    if wanted.kind == CORRECTION:
        pdf = postings.correction_proof(bench, wanted.report, wanted.posting)
        sizes = printing.page_sizes(pdf)
        return Paper(sizes, pdf, said=postings.said_of_strips(len(sizes)))
    proof = writing.proof(bench, wanted.report, wanted.kind, wanted.options, wanted.issued)
    check()
    shown_by = carrier(wanted.kind).shown_by
    pdf = writing.proof(bench, wanted.report, shown_by, day=wanted.issued).pdf if shown_by else proof.pdf
    images = tuple(QImage.fromData(png) for png in proof.images)
    sizes = (
        tuple((float(image.width()), float(image.height())) for image in images) if images else printing.page_sizes(pdf)
    )
    return Paper(sizes, pdf, images, proof.text, said=proof.said)


def picture(pdf: bytes, page: int, width: int) -> QImage:
    """A page as a picture of ``width`` device px."""
    raster = printing.page_image(pdf, page, width)
    image = QImage(raster.data, raster.width, raster.height, raster.stride, QImage.Format.Format_RGB32)
    return image.copy()  # the bytes belong to the raster


def _narrowed(image: QImage, width: int) -> QImage:
    return image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
