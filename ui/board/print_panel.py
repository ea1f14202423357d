"""打印 in the left column: which printer and paper, how often, on which sides, which pages; one to try it first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.board import printers
from ui.board.page_ticks import PageTicks
from ui.board.print_job import Job, Sides
from ui.board.printers import Printer
from ui.board.rows import Verdict, named, titled
from ui.board.spread import Size
from ui.kit import boxes, tasks
from ui.kit.choice import Choice
from ui.kit.prose import Prose
from ui.kit.widgets import AccentButton, SecondaryButton, TextButton

COPIES = 20
MARGINS = (3.0, 5.0, 8.0, 10.0, 12.0, 15.0)  # mm; the frames of the page to try the printer with
_SIDES: tuple[tuple[str, Sides], ...] = (("只印一面", "one"), ("两面，长边翻", "long"), ("两面，短边翻", "short"))
_NOTE = "按 100% 打，不放大，不缩小。"
_LARGER = "印在 {0} 纸中间，还是 {1} 那么大。要用 {0} 拼，请回到设置，把“用纸”改成 {0}。"
_LOOKING = "正在找这台电脑上的打印机。"
_NO_PRINTER = "这台电脑上没有装打印机。报告没有变动。可以导出 PDF，拷到能打印的电脑上，按“实际大小”印。"
_TOO_SMALL = (
    "这台打印机的纸放不下：这一张是 {0:g} × {1:g} 毫米。请回到设置，把“用纸”换小一点，或者导出 PDF 拿到打印店印。"
)


@dataclass(frozen=True, slots=True)
class PrintFile:
    """What can be printed: a PDF by its title, its pages in mm.

    ``abreast`` where they are sheets with a map: how many lie side by side, each a ``sheet`` (A4, A3). ``said`` is what
    it carries, sentences without their full stops; ``issued`` the date that is printed on it, ``has_ruler`` whether
    there is one to measure.
    """

    title: str = ""
    pdf: bytes = b""
    sizes: tuple[Size, ...] = ()
    abreast: int = 0
    sheet: str = ""
    said: tuple[str, ...] = ()
    issued: date | None = None
    has_ruler: bool = False


class PrintPanel(QWidget):
    """``wanted`` carries a ``Job``, ``trial_wanted`` asks for a page to try the printer with.

    ``margin_chosen`` what the printer leaves white, in mm; ``marked`` when other pages are ticked.
    """

    wanted = Signal(object)
    trial_wanted = Signal()
    margin_chosen = Signal(float)
    marked = Signal()
    left = Signal()

    def __init__(self, find: Callable[[], Sequence[Printer]] = printers.found) -> None:
        super().__init__()
        self.look_for = find
        self._printers: tuple[Printer, ...] = ()
        self._looking: tasks.Task | None = None
        self._file = PrintFile()
        self.is_tiled = self._waits = self._held = False
        self.back = TextButton("回到设置")
        self.said = Verdict()
        self.printer, self.paper = Choice(name="打印机"), Choice(name="用纸")
        self.copies = Choice([f"{number} 份" for number in range(1, COPIES + 1)], name="份数")
        self.sides = Choice([words for words, _ in _SIDES], name="双面")
        self.margin = Choice([f"{margin:g} 毫米" for margin in MARGINS], name="打印机留白")
        self.ticks = PageTicks()
        self.print = AccentButton("打印", "printer")
        self.trial = SecondaryButton("试打一张", "file-text")
        self.export = AccentButton("导出 PDF", "file-down")
        self.reader = TextButton("用 PDF 阅读器打开")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._rows = {part: self._row(part.accessibleName(), part) for part in self._parts()}
        self.note = Prose(_NOTE, role="small", colour="ink2")
        for button in (self.print, self.export):
            policy = button.sizePolicy()
            policy.setHorizontalPolicy(policy.Policy.Expanding)
            button.setSizePolicy(policy)
        settings = boxes.column(*self._rows.values(), gap=6)
        deeds = boxes.column(self.print, self.export, boxes.row(self.trial, None), boxes.row(self.reader, None), gap=8)
        self.setLayout(
            boxes.column(
                titled("打印", self.back), self.said, settings, 4, self.ticks, 4, self.note, deeds, None,
                gap=6, margins=(16, 12, 16, 12),
            )
        )  # fmt: skip

    def _parts(self) -> tuple[QWidget, ...]:
        return (self.printer, self.paper, self.copies, self.sides, self.margin)

    @staticmethod
    def _row(text: str, part: QWidget) -> QWidget:
        row = QWidget()
        part.setMinimumWidth(1)
        row.setLayout(named(text, part))
        return row

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.printer.activated.connect(self._choose_printer)
        self.paper.activated.connect(self._name_deed)
        self.copies.activated.connect(self._name_deed)
        self.sides.activated.connect(self._name_deed)
        self.margin.activated.connect(lambda number: self.margin_chosen.emit(MARGINS[number]))
        self.ticks.changed.connect(self._marked)
        self.print.clicked.connect(self._ask)
        self.trial.clicked.connect(self.trial_wanted)

    @property
    def chosen_printer(self) -> Printer | None:
        """The printer in view."""
        number = self.printer.currentIndex()
        return self._printers[number] if 0 <= number < len(self._printers) else None

    def begin(self, margin_mm: float, *, tiled: bool) -> None:
        """Another kind of paper. ``tiled``: the pages are sheets to be glued, and have one side only."""
        self.is_tiled = tiled
        nearest = min(range(len(MARGINS)), key=lambda number: abs(MARGINS[number] - margin_mm))
        self.margin.setCurrentIndex(nearest)
        self._file = PrintFile()
        self.ticks.show_pages(0)
        self._choose_printer()

    @property
    def is_looking(self) -> bool:
        """True until it is known which printers there are."""
        return self._looking is not None

    def look(self) -> None:
        """Looks which printers there are; one in the network that is off may take its time to answer."""
        if self._looking is None:
            look_for = self.look_for
            self._looking = tasks.start(
                self, "正在找打印机", lambda _: tuple(look_for()), done=self._found, failed=lambda _: self._found(())
            )
            self._fit_paper()

    def _found(self, printers: tuple[Printer, ...]) -> None:
        self._looking = None
        kept = self.printer.currentText()
        self._printers = printers
        self.printer.clear()
        self.printer.addItems([each.name for each in printers])
        self.printer.setCurrentIndex(max(0, self.printer.findText(kept)) if printers else -1)
        self._choose_printer()
        if self.back.hasFocus():
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Where one begins."""
        first = self.back if self.is_looking else self.printer if self._printers else self.export
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_file(self, file: PrintFile) -> None:
        """The file that is in view: its pages may be ticked."""
        self._file, self._waits = file, False
        self.ticks.show_pages(len(file.sizes), file.abreast)
        self._fit_paper()
        if self._held and self.printer.hasFocus() and self.print.isEnabled():
            self.print.setFocus(Qt.FocusReason.OtherFocusReason)
        self._held = False

    def holds(self, pdf: bytes) -> bool:
        """True where this very file can be printed."""
        return bool(pdf) and pdf == self._file.pdf and not self._waits

    def wait(self) -> None:
        """Another file is being set: the one before is printed no more."""
        if self.print.hasFocus():  # else the keyboard goes on by itself, to the page to try the printer with
            self._held = True
            self.take_keyboard()
        self._waits = True
        self._name_deed()

    def show_nothing(self) -> None:
        """There is no file now."""
        self.show_file(PrintFile())

    def _job(self) -> Job | None:
        """What is ticked of the file in view, as the settings say; None where there is no printer for it."""
        printer, file, paper = self.chosen_printer, self._file, self.paper.currentText()
        if printer is None or not paper:
            return None
        pages, copies, sides, told = self.ticks.chosen(), self._copies, self._sides, self._told()
        return Job(file.title, file.pdf, pages, printer, paper, copies, sides, file.issued, file.has_ruler, told)

    @property
    def _copies(self) -> int:
        return self.copies.currentIndex() + 1

    @property
    def _sides(self) -> Sides:
        return "one" if self._rows[self.sides].isHidden() else _SIDES[self.sides.currentIndex()][1]

    def _choose_printer(self) -> None:
        printer = self.chosen_printer
        for row in self._rows.values():
            row.setVisible(printer is not None)
        self._rows[self.sides].setVisible(printer is not None and printer.both_sides and not self.is_tiled)
        self._rows[self.margin].setVisible(printer is not None and self.is_tiled)
        self._fit_paper()

    def _fit_paper(self) -> None:
        printer, sizes = self.chosen_printer, self._file.sizes
        kept = self.paper.currentText()
        papers = printer.papers_for(sizes) if printer is not None and sizes else ()
        self.paper.clear()
        self.paper.addItems(list(papers))
        if kept in papers:
            self.paper.setCurrentIndex(papers.index(kept))
        said = list(self._file.said)
        if printer is None:
            said.insert(0, _LOOKING if self.is_looking else _NO_PRINTER)
        elif sizes and not papers:
            said.insert(0, _TOO_SMALL.format(*max(sizes, key=lambda size: size[0] * size[1])))
        self.said.say([("doubt", sentence) for sentence in said])
        can = bool(papers)
        for part in (self.print, self.trial, self.note, self.ticks):
            part.setVisible(can or (printer is not None and not sizes))
        self.export.setVisible(not can and not self.is_looking and (printer is None or bool(sizes)))
        self._name_deed()

    def _marked(self) -> None:
        self._name_deed()
        self.marked.emit()

    def _name_deed(self) -> None:
        told = self._told()
        self.print.setText(f"打印 {told}" if told else "先选要打的页" if self._file.sizes else "打印")
        self.print.setEnabled(bool(told) and self.paper.count() > 0 and not self._waits)
        self.print.updateGeometry()
        paper, sheet = self.paper.currentText(), self._file.sheet
        self.note.say(_LARGER.format(paper, sheet) if sheet and paper not in ("", sheet) else _NOTE)

    def _told(self) -> str:
        """12 张和拼贴图, 4 页，用 2 张 A4; "" where nothing is ticked."""
        chosen, copies, file = self.ticks.chosen(), self._copies, self._file
        has_map = file.abreast > 0 and len(file.sizes) - 1 in chosen
        pages, paper = (len(chosen) - has_map) * copies, self.paper.currentText()
        if has_map:
            return f"{pages} 张和拼贴图" if pages else "拼贴图"
        if self._sides != "one" and pages:
            return f"{pages} 页，用 {-(-len(chosen) // 2) * copies} 张 {paper}"
        return f"{pages} 张 {paper}".rstrip() if pages else ""

    def _ask(self) -> None:
        job = self._job()
        if job is not None and job.pages:
            self.wanted.emit(job)
