"""公开栏: the poster and everything else that is made of a report, as it will print, and the files made from it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.checks.counting import left
from app.domain.errors import Trouble
from app.editing.session import Changed, Session
from app.workbench import checking, doubts, footing, issuing, papers
from app.workbench.bench import Workbench
from ui.board import kinds
from ui.board.above import Above
from ui.board.carrier_form import CarrierForm
from ui.board.centre import Centre
from ui.board.deeds import Deeds
from ui.board.exporting import Exporter
from ui.board.footer import signature
from ui.board.keeping import Keeping
from ui.board.kinds import BOARD, REPORT
from ui.board.left_over import LeftOver
from ui.board.offering import Offering
from ui.board.postings import Postings
from ui.board.print_panel import PrintPanel
from ui.board.printing import Printing
from ui.board.proofs import CORRECTION, TILES, Proofs, Shown, Wanted
from ui.board.reviewing import Reviewing
from ui.board.settings import BoardSettings
from ui.board.sheet_side import SheetSide
from ui.board.side_column import SideColumn
from ui.board.toolbar import CORRECTION_NAME, ToolBar
from ui.kit import boxes, tasks
from ui.kit.bridge import SessionBridge
from ui.kit.inputs import Page
from ui.kit.messages import MessageBar
from ui.kit.theme import Theme, theme, themed

__all__ = ["BOARD", "REPORT", "BoardPlace"]

LEFT, RIGHT = 305, 235  # px of the design
_LEAST_PREVIEW = 360
_BOTH_FROM = 700  # px of the design: on a lower page the open form of the review leaves no room for what was found


class BoardPlace(QWidget):
    """Shows the papers of one report. ``go_to_requested`` carries the address of a cell (or a section) to put right."""

    go_to_requested = Signal(str)
    list_requested = Signal()  # of what wants a word
    stop_requested = Signal(object)  # a place in a text (``checks.places.Stop``)

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._session: Session | None = None
        self._bridge: SessionBridge | None = None
        self._kind = kinds.of(BOARD)
        self._failed = self._prints = False
        self._board: papers.BoardProof | None = None  # the one in view
        self.settings, self.carrier_form, self.print_panel = BoardSettings(), CarrierForm(), PrintPanel()
        self.tool_bar = ToolBar()
        self.findings_bar, self.message_bar, self.task_bar = MessageBar(), MessageBar(), tasks.TaskBar()
        self.centre = Centre()
        self.preview = self.centre.preview
        self.side = SheetSide()
        self.postings = Postings(bench, self.message_bar, self._what_hangs)
        self.proofs = Proofs(bench, self)
        self.reviewing = Reviewing(bench, self.message_bar, self)
        self.left_over = LeftOver(self.findings_bar, self)
        self.exporter = Exporter(bench, self, self.message_bar, self.task_bar)
        left_column = (self.settings, self.carrier_form)
        self.deeds = Deeds(bench, left_column, self.centre, self.exporter, self.message_bar)
        self._offering = Offering(self.print_panel, self.preview, self.proofs, self.deeds)
        self.printing = Printing(bench, self.print_panel, self.message_bar, self.task_bar, self)
        self._lay_out()
        self._connect()
        self.keeping = Keeping(bench, self.settings, self.message_bar, self)
        themed(self, self._dress)

    def _lay_out(self) -> None:
        self._column = QWidget()
        self._column.setLayout(boxes.column(self.settings, self.carrier_form, self.print_panel, None, gap=0))
        for part in (self.carrier_form, self.print_panel):
            part.hide()
        self._left, self.side_column = Page(self._column), SideColumn(self.side, self.postings)
        self._lines = QVBoxLayout()
        self._lines.addWidget(self.findings_bar)
        self._lines.addWidget(self.message_bar)
        middle = boxes.row(gap=0)
        middle.addWidget(self.centre, 1)
        middle.addWidget(self.side_column)
        self._review = Above(self.reviewing.card)
        centre = boxes.column(self._review, self.tool_bar, self._lines, gap=0)
        centre.addLayout(middle, 1)
        line = boxes.row(self._left, 1, gap=0)
        line.addLayout(centre, 1)
        self.setLayout(line)
        self._make_room()

    def _connect(self) -> None:
        self.task_bar.setParent(self.centre)
        self.preview.room_changed.connect(self._float)
        self.settings.changed.connect(self._wish_changed)
        self.settings.footer.saved.connect(self.deeds.save_footer)
        self.deeds.footer_saved.connect(self._refresh)
        self.deeds.footer_saved.connect(self.postings.count_again)
        self.carrier_form.changed.connect(self._ask)
        self.preview.room_changed.connect(self._ask)
        self.tool_bar.kind_chosen.connect(self.show_paper)
        self.tool_bar.real_chosen.connect(self.preview.set_real)
        for button, deed in (
            (self.tool_bar.export, self.deeds.export),
            (self.tool_bar.tiles, self.deeds.export_tiles),
            (self.tool_bar.copy, self.deeds.copy),
            (self.print_panel.export, self.deeds.export_tiles),
            (self.print_panel.reader, self.deeds.open_in_reader),
        ):
            button.clicked.connect(deed)
        self.tool_bar.print.clicked.connect(self.show_printing)
        self.print_panel.left.connect(lambda: self.show_printing(False))
        self.print_panel.margin_chosen.connect(self.settings.set_margin)
        self.postings.correction_wanted.connect(self.show_correction)
        self.postings.listed.connect(self._end_correction)
        self.reviewing.done.connect(self._refresh)
        self.reviewing.card.turned.connect(self._review_turned)
        self.reviewing.stop_requested.connect(self.stop_requested)
        self.left_over.go_to_requested.connect(self.go_to_requested)
        self.left_over.list_requested.connect(self.list_requested)
        self.proofs.ready.connect(self._show)
        self.proofs.failed.connect(self._fail)
        self.proofs.started.connect(self.task_bar.watch)
        for bar in (self.findings_bar, self.message_bar):
            bar.shown.connect(self._make_room)
            bar.closed.connect(self._make_room)

    # What is shown

    def open(self, session: Session | None) -> None:
        """Another report, or none."""
        if self._bridge is not None:
            self._bridge.release()
            self._bridge.deleteLater()
            self._bridge = None
        self._session = session
        self._board = None
        self._prints = False
        self.deeds.correcting = 0
        self.deeds.use(session.report if session is not None else None, self._kind)
        self.settings.footer.forget()
        self._turn_left()
        self.message_bar.close_message()
        self.centre.clear()
        self.side.clear()
        self.proofs.forget()
        self.left_over.forget()
        if session is not None:
            self._bridge = SessionBridge(session, self)
            self._bridge.changed.connect(self._changed)
        self._refresh()

    def show_paper(self, kind_id: str) -> None:
        """The poster (``BOARD``), the A4 report (``REPORT``), or any other carrier by its id."""
        self._kind = kind = kinds.of(kind_id)
        self.deeds.correcting = 0
        self._prints = self._prints and kind.prints
        self.deeds.use(self._session.report if self._session is not None else None, kind)
        self._name_deeds()
        if not kind.is_board:
            self.carrier_form.show_kind(kind)
        self.centre.turn_to(kind)
        self.left_over.use(kind.deed)
        self._turn_left()
        self._ask()

    def show_printing(self, on: bool) -> None:
        """The left column asks how to print, the desk shows what will be; or back to the settings."""
        if on:
            self.settings.settle()
            on = self.deeds.correcting > 0 or not self.deeds.refuses("打印")
            self.print_panel.look()
        else:
            self.deeds.correcting = 0
        self._prints = on
        self.centre.turn_to(kinds.of(REPORT) if self.deeds.correcting else self._kind)
        self._name_deeds()
        self._turn_left()
        self._ask()
        if on:
            self.print_panel.take_keyboard()

    def show_correction(self, seq: int) -> None:
        """The strips that put right what hangs, to be printed."""
        self.deeds.correcting = seq
        self.show_printing(True)

    def _end_correction(self) -> None:
        """What hangs no longer is not put right any more."""
        if self.deeds.correcting and not self.postings.hangs(self.deeds.correcting):
            self.show_printing(False)

    def _what_hangs(self) -> str:
        """What is noted unless somebody chooses otherwise."""
        return f"{self._kind.name}（{self.settings.measure.spoken}）" if self._kind.is_board else self._kind.name

    def _turn_left(self) -> None:
        """What the left column holds."""
        if self._prints:
            self.print_panel.begin(self.settings.margin_mm, tiled=self._tiled)
        self.preview.mark(None)
        self.settings.setVisible(self._kind.is_board and not self._prints)
        self.carrier_form.setVisible(not self._kind.is_board and not self._prints)
        self.print_panel.setVisible(self._prints)
        self.tool_bar.print.setChecked(self._prints)

    @property
    def _tiled(self) -> bool:
        return self._kind.is_board and self.settings.tile_paper is not None and not self.deeds.correcting

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while the place was out of view is set now."""
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is set for a page that nobody sees; what a paper tells may change meanwhile: it is set anew."""
        super().hideEvent(event)
        self.proofs.forget()
        self.keeping.flush()
        self.message_bar.close_message()

    def _changed(self, changed: Changed) -> None:
        self._refresh()

    def _refresh(self) -> None:
        if self._session is None or not self.isVisible():
            return
        self.deeds.use(self._session.report, self._kind)
        self.settings.footer.show_rows(footing.footer(self._bench, self._session.report))
        self.carrier_form.signature.show_rows(signature(self._bench, self._session.report))
        self._name_deeds()
        self.reviewing.show(self._session)
        self.postings.show_report(self._session.report)
        doubted = doubts.findings(self._bench, self._session.report, self._session.values)
        if not self._is_short():
            result = self._session.result
            self.left_over.say(left(result), checking.page(result, doubted))
        self._ask()

    def _name_deeds(self) -> None:
        """The number of sheets is known while the proof is of the board that the settings say."""
        if self.deeds.correcting:
            self.tool_bar.show_correction()
            return
        settings = self.settings
        self.tool_bar.show_kind(self._kind, settings.tile_paper, settings.sheet_count(self._board))

    # Proofs

    def _ask(self) -> None:
        if self._session is None or not self.isVisible():
            return
        if self._kind.is_board and self.settings.is_wrong and not self.deeds.correcting:
            self.proofs.forget()
            self.preview.fade()
            self._board = None
            self._name_deeds()
            self.side.clear()
            self.print_panel.show_nothing()
            return
        report = self._session.report
        self.printing.use(report)
        self.proofs.ask(
            Wanted(
                kind=self._wanted_kind(),
                posting=self.deeds.correcting,
                report=report,
                issued=issuing.issued(self._bench, report),
                wish=self.settings.wish(),
                footer=footing.footer(self._bench, report),
                draft=self.reviewing.draft,
                room=self.centre.room(self._kind),
                options=self.carrier_form.options,
            )
        )
        if self._prints:
            self._offering.follow()

    def _wanted_kind(self) -> str:
        if self.deeds.correcting:
            return CORRECTION
        return TILES if self._prints and self._tiled else self._kind.id

    def _wish_changed(self) -> None:
        self.deeds.wish_changed()
        self._name_deeds()
        self._ask()

    def _show(self, shown: Shown) -> None:
        if self._failed:
            self._failed = False
            self.message_bar.close_message()
        corrects = shown.wanted.kind == CORRECTION
        kind = kinds.of(REPORT) if corrects else self._kind
        self.centre.show_proof(kind, shown)
        self.tool_bar.set_able(True)
        if self._prints:
            self._offering.give(shown)
        if shown.board is None:
            count = kind.count(len(shown.sizes))
            self.preview.show_joints((), ())
            name = CORRECTION_NAME if corrects else kind.name
            self.preview.setAccessibleName("，".join(filter(None, (f"预览：{name}", count))))
            if not corrects:
                self.side.show_carrier(kind, count, shown.paper.said)
            return
        tile = shown.wanted.wish.tile
        sheets = shown.board.sheets.get(tile) if tile else None
        self.preview.show_joints(sheets.joints_x if sheets else (), sheets.joints_y if sheets else ())
        if shown.wanted.kind == TILES:
            self.preview.setAccessibleName(f"预览：要打印的 {len(shown.sizes)} 张")
        else:
            self.preview.setAccessibleName(f"预览：公开栏，{self.settings.measure.spoken}")
        self._board = shown.board
        self._name_deeds()
        self.settings.show_proof(shown.board)
        self.side.show_board(shown.board, tile)

    def _fail(self, trouble: Trouble) -> None:
        """The last good proof of the same kind stays in view, with the sentence above it."""
        self._failed = True
        self.settings.show_nothing()
        self.print_panel.show_nothing()
        self.centre.show_failed(self._kind)
        self.tool_bar.set_able(False)
        self.side.clear()
        self.message_bar.say_trouble(trouble)

    # Room

    def _make_room(self) -> None:
        """The lines over the preview take no room while there is nothing to say."""
        said = any(not bar.isHidden() for bar in (self.findings_bar, self.message_bar))
        boxes.scaled(self._lines, 8 if said else 0, (16, 10, 16, 10) if said else (0, 0, 0, 0))

    def _float(self) -> None:
        """The line for long work lies over the foot of the preview: nothing moves when it comes and goes."""
        air, high = theme().px(12), self.task_bar.sizeHint().height()
        self.task_bar.setGeometry(air, self.centre.height() - high - air, self.centre.width() - 2 * air, high)
        self.task_bar.raise_()

    def _dress(self, current: Theme) -> None:
        self._left.setFixedWidth(current.px(LEFT))
        self.side_column.setFixedWidth(current.px(RIGHT))
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow window the sheet map goes first: its figures also stand at the left."""
        super().resizeEvent(event)
        self._fold()

    def _review_turned(self) -> None:
        """What was said of the findings comes back with the deeds, once the form of the review is gone."""
        self.left_over.forget()
        self._fold()
        self._refresh()
        at = QApplication.focusWidget()
        if at is not None and self.reviewing.card.isAncestorOf(at):
            self._review.ensureWidgetVisible(at)

    def _is_short(self) -> bool:
        """What was found is not said over an open form on a low page: it comes back when the form goes."""
        return self.reviewing.card.is_open and self.height() < theme().px(_BOTH_FROM)

    def _fold(self) -> None:
        px = theme().px
        if self._is_short():
            self.findings_bar.close_message()
        self.tool_bar.set_brief(self._is_short())
        self.side_column.fold(self.width() < px(LEFT) + px(RIGHT) + _LEAST_PREVIEW, self._column)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the lines between the columns."""
        with QPainter(self) as painter:
            line = theme().colour("line")
            painter.fillRect(self._left.width(), 0, 1, self.height(), line)
            if self.side_column.isVisible():
                at = self.side_column.mapTo(self, self.side_column.rect().topLeft())
                painter.fillRect(at.x() - 1, at.y(), 1, self.height() - at.y(), line)

    def settled(self) -> bool:
        """True where the preview shows what the settings say, and no file is being written."""
        parts = (self.exporter, self.printing, self.postings)
        busy = self.print_panel.is_looking or any(part.is_busy for part in parts)
        return self.proofs.is_settled and not busy
