"""What is made of the paper in view: files, copies, what a PDF reader opens."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.domain.errors import Trouble
from app.domain.report import Report
from app.workbench import footing
from app.workbench.bench import Workbench
from ui.board import kinds
from ui.board.carrier_form import CarrierForm
from ui.board.centre import Centre
from ui.board.exporting import Exporter, Order, board_order, carrier_order, correction_order
from ui.board.settings import BoardSettings
from ui.kit.messages import UNDO_MS, MessageBar


class Deeds(QObject):
    """Orders of the kind in view, as the left column says it; a board of a wrong size is refused in one line."""

    footer_saved = Signal()

    def __init__(
        self,
        bench: Workbench,
        left: tuple[BoardSettings, CarrierForm],
        centre: Centre,
        exporter: Exporter,
        bar: MessageBar,
    ) -> None:
        super().__init__(exporter)
        self._bench, self._centre, self._exporter, self._bar = bench, centre, exporter, bar
        self._settings, self._form = left
        self._report: Report | None = None
        self._kind = kinds.of(kinds.BOARD)
        self._refused = False
        self.correcting = 0  # the record whose paper is put right; 0 where the kind in view is meant

    def use(self, report: Report | None, kind: kinds.Kind) -> None:
        """The report and the kind in view."""
        self._report, self._kind = report, kind

    def order(self, *, tiles: bool = False) -> Order | None:
        """One file; None where there is no report, or where the board is refused."""
        if self._report is None:
            return None
        self._settings.settle()
        if self.correcting:
            return correction_order(self._bench, self._report, self.correcting)
        if not self._kind.is_board:
            return carrier_order(self._bench, self._report, self._kind.id, self._form.options)
        if self.refuses():
            return None
        wish = self._settings.wish(tiles=tiles)
        return board_order(self._bench, self._report, wish, self._settings.measure.spoken)

    def refuses(self, deed: str = "导出") -> bool:
        """True, and said, where width or height of the board are wrong: ``deed`` is what cannot be done."""
        if not self._kind.is_board or not self._settings.is_wrong:
            return False
        self._refused = True
        self._bar.say("doubt", f"先把宽和高填对，再{deed}", "报告没有变动")
        self._settings.go_to_wrong()
        return True

    def wish_changed(self) -> None:
        """Once the board can be, nothing is said of it any more."""
        if self._refused and not self._settings.is_wrong:
            self._refused = False
            self._bar.close_message()

    def export(self) -> None:
        """The file in view; of the board the whole one."""
        self._save(self.order())

    def export_tiles(self) -> None:
        """The sheets of the board."""
        self._save(self.order(tiles=True))

    def open_in_reader(self) -> None:
        """What would be printed, in the PDF reader of this computer."""
        order = self.order(tiles=True)
        if order is not None:
            self._exporter.open_for_printing(order)

    def copy(self) -> None:
        """The words in view."""
        QGuiApplication.clipboard().setText(self._centre.text.words.toPlainText())
        self._bar.say("ok", f"{self._kind.name}复制好了", "", "到要用的地方粘贴就行", for_ms=UNDO_MS, of_deed=True)

    def save_footer(self, typed: dict[str, str]) -> None:
        """Keeps the rows at the foot of the poster that were typed over."""
        if self._report is None:
            return
        try:
            footing.save_footer(self._bench, self._report, typed)
        except Trouble as trouble:
            self._bar.say_trouble(trouble)
            return
        self.footer_saved.emit()

    def _save(self, order: Order | None) -> None:
        if order is not None:
            self._exporter.save(order)
