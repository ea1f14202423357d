"""The printers of this computer, and what each can do, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.workbench.measures import PAPERS
from ui.board.spread import Size

_LOOSE = 0.5  # mm by which a page may be larger than its paper: sizes are rounded on their way


@dataclass(frozen=True, slots=True)
class Printer:
    """One printer: the papers it takes by name, and whether it turns the sheet. ``file`` in the place of a device."""

    name: str
    papers: tuple[str, ...]
    both_sides: bool = False
    file: Path | None = None

    def papers_for(self, sizes: tuple[Size, ...]) -> tuple[str, ...]:
        """The papers on which every page of these sizes fits at 100 %, the smallest first."""
        return tuple(paper for paper in reversed(PAPERS) if paper in self.papers and _fits(sizes, paper))


def _fits(sizes: tuple[Size, ...], paper: str) -> bool:
    short, long = PAPERS[paper]
    return all(min(size) <= short + _LOOSE and max(size) <= long + _LOOSE for size in sizes)


def found() -> tuple[Printer, ...]:
    """Those of this computer, the usual one first."""
    from PySide6.QtGui import QPageSize
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    ids = {name: getattr(QPageSize.PageSizeId, name) for name in PAPERS}
    made: list[Printer] = []
    for info in QPrinterInfo.availablePrinters():
        taken = {size.id() for size in info.supportedPageSizes()}
        papers = tuple(name for name, number in ids.items() if number in taken) or ("A4",)
        turns = QPrinter.DuplexMode.DuplexLongSide in info.supportedDuplexModes()
        made.insert(0 if info.isDefault() else len(made), Printer(info.printerName(), papers, turns))
    return tuple(made)
