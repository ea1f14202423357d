"""Pages sent to a printer, in their own size: off the GUI thread, strip by strip, so that no sheet fills the memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from PySide6.QtCore import QMarginsF, QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from app.domain.errors import Trouble
from app.workbench import printing
from app.workbench.measures import PAPERS
from ui.board.printers import Printer
from ui.board.spread import Size
from ui.kit.tasks import Progress, Stopped

Sides = Literal["one", "long", "short"]
_FINEST = 600  # dpi: beyond it nobody sees more, and it takes four times as long
_MM = 25.4


@dataclass(frozen=True, slots=True)
class Job:
    """What is printed: pages (from 0) of a file, on which paper, how often, on which sides.

    ``issued`` is the date that stands on the pages as that of the report, where one does; ``has_ruler`` where a ruler
    does, to be measured. ``told`` says how much it is, in the words of the button (4 页，用 2 张 A4).
    """

    title: str
    pdf: bytes
    pages: tuple[int, ...]
    printer: Printer
    paper: str
    copies: int = 1
    sides: Sides = "one"
    issued: date | None = None
    has_ruler: bool = False
    told: str = ""


def run(job: Job, progress: Progress) -> int:
    """Prints, in a worker thread; how many pages were sent. ``Trouble`` where the printer does not take them."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    if job.printer.file is not None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(job.printer.file))
    else:
        printer = QPrinter(QPrinterInfo.printerInfo(job.printer.name), QPrinter.PrinterMode.HighResolution)
    modes = QPrinter.DuplexMode
    printer.setDocName(job.title)
    printer.setFullPage(True)
    printer.setDuplex(
        {"one": modes.DuplexNone, "long": modes.DuplexLongSide, "short": modes.DuplexShortSide}[job.sides]
    )
    rounds = job.copies
    if printer.supportsMultipleCopies():
        printer.setCopyCount(job.copies)
        printer.setCollateCopies(True)
        rounds = 1
    sizes = printing.page_sizes(job.pdf)
    run_of = _run_of(job, rounds)
    first = next(page for page in run_of if page is not None)
    _lay(printer, job.paper, sizes[first])
    with QPainter(printer) as painter:
        if not painter.isActive():
            raise Trouble(
                f"打印机“{job.printer.name}”没有回应", "看看打印机开了没有、线插好没有，再打一次；也可以先导出 PDF"
            )
        try:
            for number, page in enumerate(run_of):
                progress(f"正在送第 {number + 1} 页，共 {len(run_of)} 页", number, len(run_of))
                _send(painter, job, number, page, sizes, progress)
        except (Stopped, Trouble):
            printer.abort()
            raise
    return len(job.pages) * job.copies


def _run_of(job: Job, rounds: int) -> list[int | None]:
    """The pages one after the other; None is a blank back, so that a second copy does not begin on it."""
    once: list[int | None] = list(job.pages)
    if job.sides != "one" and len(once) % 2 and rounds > 1:
        return [*([*once, None] * (rounds - 1)), *once]
    return once * rounds


def _lay(printer: object, paper: str, size: tuple[float, float]) -> None:
    """The paper, lying where the page lies."""
    from PySide6.QtPrintSupport import QPrinter

    assert isinstance(printer, QPrinter)
    short, long = PAPERS[paper]
    turned = QPageLayout.Orientation.Landscape if size[0] > size[1] else QPageLayout.Orientation.Portrait
    sheet = QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter, paper, QPageSize.SizeMatchPolicy.FuzzyMatch)
    layout = QPageLayout(sheet, turned, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)


def _send(
    painter: QPainter, job: Job, number: int, page: int | None, sizes: tuple[Size, ...], progress: Progress
) -> None:
    """One more page; None is a blank back."""
    from PySide6.QtPrintSupport import QPrinter

    printer = painter.device()
    assert isinstance(printer, QPrinter)
    if page is not None:
        _lay(printer, job.paper, sizes[page])
    if number and not printer.newPage():
        raise Trouble(f"打印机“{job.printer.name}”印到第 {number} 页停了", "看看打印机缺不缺纸，再打后面的几张")
    if page is not None:
        _draw(painter, printer, job, page, sizes[page], progress)


def _draw(
    painter: QPainter, printer: object, job: Job, page: int, size: tuple[float, float], progress: Progress
) -> None:
    """A page in the middle of its paper, 100 % and nothing else."""
    from PySide6.QtPrintSupport import QPrinter

    assert isinstance(printer, QPrinter)
    own = printer.resolution()
    dpi = min(own, _FINEST)
    times = own / dpi
    sheet = sorted(PAPERS[job.paper], reverse=size[0] > size[1])
    left, top = (round((room - side) / 2 / _MM * own) for room, side in zip(sheet, size, strict=True))
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    for line, strip in printing.bands(job.pdf, page, dpi):
        progress.check()
        image = QImage(strip.data, strip.width, strip.height, strip.stride, QImage.Format.Format_RGB32)
        above, below = round(line * times), round((line + strip.height) * times)
        painter.drawImage(QRect(left, top + above, round(strip.width * times), below - above), image)
