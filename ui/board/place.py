"""公开栏: the poster and everything else that is made of a report, as it will print, and the files made from it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.checks.counting import left
from app.domain.errors import Trouble
from app.domain.report import Report
from app.editing.session import Changed, Session
from app.workbench import doubts, papers
from app.workbench.bench import Workbench
from ui.board import kinds
from ui.board.above import Above
from ui.board.carrier_form import CarrierForm
from ui.board.centre import Centre
from ui.board.exporting import Exporter, Order, board_order, carrier_order
from ui.board.kinds import BOARD, REPORT
from ui.board.left_over import LeftOver
from ui.board.proofs import Proofs, Shown, Wanted
from ui.board.reviewing import Reviewing
from ui.board.settings import BoardSettings
from ui.board.sheet_side import SheetSide
from ui.board.toolbar import ToolBar
from ui.kit import boxes, tasks
from ui.kit.bridge import SessionBridge
from ui.kit.inputs import Page
from ui.kit.messages import UNDO_MS, MessageBar
from ui.kit.theme import Theme, theme, themed
from ui.kit.words import full_day

__all__ = ["BOARD", "REPORT", "BoardPlace"]

LEFT, RIGHT = 305, 235  # px of the design
_LEAST_PREVIEW = 320
_BOTH_FROM = 700  # px of the design: on a lower page the open form of the review leaves no room for what was found


class BoardPlace(QWidget):
    """Shows the papers of one report. ``go_to_requested`` carries the address of a cell (or a section) to put right."""

    go_to_requested = Signal(str)
    stop_requested = Signal(object)  # a place in a text (``checks.places.Stop``)

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._session: Session | None = None
        self._bridge: SessionBridge | None = None
        self._kind = kinds.of(BOARD)
        self._failed = self._refused = False
        self._board: papers.BoardProof | None = None  # the one in view
        self.settings, self.carrier_form = BoardSettings(), CarrierForm()
        self.tool_bar = ToolBar()
        self.findings_bar, self.message_bar, self.task_bar = MessageBar(), MessageBar(), tasks.TaskBar()
        self.centre = Centre()
        self.preview = self.centre.preview
        self.side = SheetSide()
        self.proofs = Proofs(bench, self)
        self.reviewing = Reviewing(bench, self.message_bar, self)
        self.left_over = LeftOver(self.findings_bar, self)
        self.exporter = Exporter(bench, self, self.message_bar, self.task_bar)
        self._lay_out()
        self._connect()
        themed(self, self._dress)

    def _lay_out(self) -> None:
        column = QWidget()
        column.setLayout(boxes.column(self.settings, self.carrier_form, None, gap=0))
        self.carrier_form.hide()
        self._left, self._right = Page(column), Page(self.side)
        self._lines = QVBoxLayout()
        self._lines.addWidget(self.findings_bar)
        self._lines.addWidget(self.message_bar)
        middle = boxes.row(gap=0)
        middle.addWidget(self.centre, 1)
        middle.addWidget(self._right)
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
        self.settings.footer.saved.connect(self._save_footer)
        self.carrier_form.changed.connect(self._ask)
        self.preview.room_changed.connect(self._ask)
        self.tool_bar.kind_chosen.connect(self.show_paper)
        self.tool_bar.real_chosen.connect(self.preview.set_real)
        self.tool_bar.export.clicked.connect(self._export)
        self.tool_bar.tiles.clicked.connect(self._export_tiles)
        self.tool_bar.copy.clicked.connect(self._copy)
        self.tool_bar.print.clicked.connect(self._print)
        self.reviewing.done.connect(self._refresh)
        self.reviewing.card.turned.connect(self._review_turned)
        self.reviewing.stop_requested.connect(self.stop_requested)
        self.left_over.go_to_requested.connect(self.go_to_requested)
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
        self._name_deeds()
        self.settings.setVisible(kind.is_board)
        self.carrier_form.setVisible(not kind.is_board)
        if not kind.is_board:
            self.carrier_form.show_kind(kind)
        self.centre.turn_to(kind)
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while the place was out of view is set now."""
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is set for a page that nobody sees."""
        super().hideEvent(event)
        self.message_bar.close_message()

    def _changed(self, changed: Changed) -> None:
        self._refresh()

    def _refresh(self) -> None:
        if self._session is None or not self.isVisible():
            return
        self.settings.footer.show_rows(papers.footer(self._bench, self._session.report))
        self.carrier_form.signature.show_rows(self._signature(self._session.report))
        self._name_deeds()
        self.reviewing.show(self._session)
        doubted = doubts.findings(self._bench, self._session.report, self._session.values)
        if not self._is_short():
            self.left_over.say(left(self._session.result), doubted)
        self._ask()

    def _name_deeds(self) -> None:
        """The number of sheets is known while the proof is of the board that the settings say."""
        tile, board = self.settings.tile_paper, self._board
        measure = self.settings.measure
        known = board is not None and (board.width_mm, board.height_mm) == (measure.width, measure.height)
        sheets = board.sheets.get(tile) if board is not None and known and tile else None
        self.tool_bar.show_kind(self._kind, tile, sheets.count if sheets else None)

    def _signature(self, report: Report) -> tuple[tuple[str, str], ...]:
        day = full_day(papers.issued(self._bench, report))
        return (("署名", papers.office(self._bench, report).seal_name), ("日期", day))

    # Proofs

    def _ask(self) -> None:
        if self._session is None or not self.isVisible():
            return
        if self._kind.is_board and self.settings.is_wrong:
            self.proofs.forget()
            self.preview.fade()
            self._board = None
            self._name_deeds()
            self.side.clear()
            return
        report = self._session.report
        self.proofs.ask(
            Wanted(
                kind=self._kind.id,
                report=report,
                wish=self.settings.wish(),
                footer=papers.footer(self._bench, report),
                draft=self.reviewing.draft,
                room=self.centre.room(self._kind),
                options=self.carrier_form.options,
            )
        )

    def _wish_changed(self) -> None:
        if self._refused and not self.settings.is_wrong:
            self._refused = False
            self.message_bar.close_message()
        self._name_deeds()
        self._ask()

    def _show(self, shown: Shown) -> None:
        if self._failed:
            self._failed = False
            self.message_bar.close_message()
        kind = self._kind
        self.centre.show_proof(kind, shown)
        if shown.board is None:
            count = kind.count(len(shown.sizes))
            self.preview.show_joints((), ())
            self.preview.setAccessibleName("，".join(filter(None, (f"预览：{kind.name}", count))))
            self.side.show_carrier(kind, count, shown.paper.said)
            return
        tile = shown.wanted.wish.tile
        sheets = shown.board.sheets.get(tile) if tile else None
        self.preview.show_joints(sheets.joints_x if sheets else (), sheets.joints_y if sheets else ())
        self.preview.setAccessibleName(f"预览：公开栏，{self.settings.measure.spoken}")
        self._board = shown.board
        self._name_deeds()
        self.settings.show_proof(shown.board)
        self.side.show_board(shown.board, tile)

    def _fail(self, trouble: Trouble) -> None:
        """The last good proof of the same kind stays in view, with the sentence above it."""
        self._failed = True
        self.centre.show_failed(self._kind)
        self.side.clear()
        self.message_bar.say_trouble(trouble)

    # Files

    def _order(self, *, tiles: bool = False) -> Order | None:
        if self._session is None:
            return None
        self.settings.settle()
        report = self._session.report
        if not self._kind.is_board:
            return carrier_order(self._bench, report, self._kind.id, self.carrier_form.options)
        if self.settings.is_wrong:
            self._refused = True
            self.message_bar.say("doubt", "先把宽和高填对，再导出", "没有写出文件")
            self.settings.go_to_wrong()
            return None
        wish = self.settings.wish(tiles=tiles)
        return board_order(self._bench, report, wish, self.settings.measure.spoken)

    def _export(self) -> None:
        order = self._order()
        if order is not None:
            self.exporter.save(order)

    def _export_tiles(self) -> None:
        order = self._order(tiles=True)
        if order is not None:
            self.exporter.save(order)

    def _print(self) -> None:
        order = self._order(tiles=True)
        if order is not None:
            self.exporter.open_for_printing(order)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.centre.text.words.toPlainText())
        self.message_bar.say(
            "ok", f"{self._kind.name}复制好了", "", "到要用的地方粘贴就行", for_ms=UNDO_MS, of_deed=True
        )

    def _save_footer(self, typed: dict[str, str]) -> None:
        if self._session is None:
            return
        report = self._session.report
        before = dict(papers.footer(self._bench, report))
        changed = {label: text for label, text in typed.items() if text != before.get(label)}
        try:
            papers.save_footer(self._bench, report, changed)
        except Trouble as trouble:
            self.message_bar.say_trouble(trouble)
            return
        self._refresh()

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
        self._right.setFixedWidth(current.px(RIGHT))
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
        self._right.setVisible(self.width() >= px(LEFT) + px(RIGHT) + _LEAST_PREVIEW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the lines between the columns."""
        with QPainter(self) as painter:
            line = theme().colour("line")
            painter.fillRect(self._left.width(), 0, 1, self.height(), line)
            if self._right.isVisible():
                at = self._right.mapTo(self, self._right.rect().topLeft())
                painter.fillRect(at.x() - 1, at.y(), 1, self.height() - at.y(), line)

    def settled(self) -> bool:
        """True where the preview shows what the settings say, and no file is being written."""
        return self.proofs.is_settled and not self.exporter.is_busy
