"""公开栏: the poster and the A4 report as they will print, and the files made from them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from app.checks.counting import Left, left
from app.checks.model import Finding
from app.domain.errors import Trouble
from app.domain.report import Report
from app.editing.session import Changed, Session
from app.workbench import doubts, papers
from app.workbench.bench import Workbench
from ui.board.exporting import Exporter, Order, board_order, report_order
from ui.board.preview import Preview
from ui.board.proofs import Proofs, Shown, Wanted
from ui.board.reviewing import Reviewing
from ui.board.settings import BoardSettings
from ui.board.sheet_side import SheetSide
from ui.board.toolbar import ToolBar
from ui.kit import boxes, tasks
from ui.kit.bridge import SessionBridge
from ui.kit.inputs import Page
from ui.kit.messages import MessageBar
from ui.kit.theme import Theme, theme, themed
from ui.kit.words import full_day

LEFT, RIGHT = 305, 235  # px of the design
_LEAST_PREVIEW = 320
_LEAST_FORM = 120  # px of the design
_BOTH_FROM = 700  # px of the design: on a lower page the open form of the review leaves no room for what was found
BOARD, REPORT = 0, 1


class _Above(Page):
    """As high as ``card``; where that leaves too little to the deeds and the sheet below, it scrolls."""

    def __init__(self, card: QWidget) -> None:
        super().__init__(card)
        self._card = card
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        card.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """The card at this width."""
        hint, wide = self._card.sizeHint(), self.viewport().width()
        return QSize(hint.width(), self._card.heightForWidth(wide) if self._card.hasHeightForWidth() else hint.height())

    def minimumSizeHint(self) -> QSize:
        """A line and what it asks first."""
        return QSize(0, min(self.sizeHint().height(), theme().px(_LEAST_FORM)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another state of the card is another height."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """So is another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class BoardPlace(QWidget):
    """Shows the papers of one report. ``go_to_requested`` carries the address of a cell (or a section) to put right."""

    go_to_requested = Signal(str)
    stop_requested = Signal(object)  # a place in a text (``checks.places.Stop``)

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._session: Session | None = None
        self._bridge: SessionBridge | None = None
        self._said_left = ""
        self._paper = BOARD
        self._failed = self._refused = False
        self._board: papers.BoardProof | None = None  # the one in view
        self.settings = BoardSettings()
        self.tool_bar = ToolBar()
        self.findings_bar, self.message_bar, self.task_bar = MessageBar(), MessageBar(), tasks.TaskBar()
        self.preview = Preview()
        self.side = SheetSide()
        self.proofs = Proofs(bench, self)
        self.reviewing = Reviewing(bench, self.message_bar, self)
        self.exporter = Exporter(bench, self, self.message_bar, self.task_bar)
        self._lay_out()
        self._connect()
        themed(self, self._dress)

    def _lay_out(self) -> None:
        self._left, self._right = Page(self.settings), Page(self.side)
        self._lines = QVBoxLayout()
        self._lines.addWidget(self.findings_bar)
        self._lines.addWidget(self.message_bar)
        middle = boxes.row(gap=0)
        middle.addWidget(self.preview, 1)
        middle.addWidget(self._right)
        self._review = _Above(self.reviewing.card)
        centre = boxes.column(self._review, self.tool_bar, self._lines, gap=0)
        centre.addLayout(middle, 1)
        line = boxes.row(self._left, 1, gap=0)
        line.addLayout(centre, 1)
        self.setLayout(line)
        self._make_room()

    def _connect(self) -> None:
        self.task_bar.setParent(self.preview)
        self.preview.room_changed.connect(self._float)
        self.settings.changed.connect(self._wish_changed)
        self.settings.footer.saved.connect(self._save_footer)
        self.preview.room_changed.connect(self._ask)
        self.tool_bar.paper_chosen.connect(self.show_paper)
        self.tool_bar.real_chosen.connect(self.preview.set_real)
        self.tool_bar.export.clicked.connect(self._export)
        self.tool_bar.single.clicked.connect(self._export_single)
        self.tool_bar.print.clicked.connect(self._print)
        self.reviewing.done.connect(self._refresh)
        self.reviewing.card.turned.connect(self._review_turned)
        self.reviewing.stop_requested.connect(self.stop_requested)
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
        self.preview.clear()
        self.side.clear()
        self.proofs.forget()
        self._said_left = ""
        if session is not None:
            self._bridge = SessionBridge(session, self)
            self._bridge.changed.connect(self._changed)
        self._refresh()

    def show_paper(self, number: int) -> None:
        """The board (0) or the A4 report (1)."""
        self._paper = number
        self._name_deeds()
        self.settings.show_board(number == BOARD)
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
        self.settings.signature.show_rows(self._signature(self._session.report))
        self._name_deeds()
        self.reviewing.show(self._session)
        doubted = doubts.findings(self._bench, self._session.report, self._session.values)
        if not self._is_short():
            self._say_left(left(self._session.result), doubted)
        self._ask()

    def _name_deeds(self) -> None:
        """The number of sheets is known while the proof is of the board that the settings say."""
        tile, board = self.settings.tile_paper, self._board
        measure = self.settings.measure
        known = board is not None and (board.width_mm, board.height_mm) == (measure.width, measure.height)
        sheets = board.sheets.get(tile) if board is not None and known and tile else None
        self.tool_bar.show_paper(self._paper, tile, sheets.count if sheets else None)

    def _signature(self, report: Report) -> tuple[tuple[str, str], ...]:
        day = full_day(papers.issued(self._bench, report))
        return (("署名", papers.office(self._bench, report).seal_name), ("日期", day))

    def _say_left(self, still: Left, doubted: tuple[Finding, ...]) -> None:
        """Errors come first, then doubts; neither stops anybody. What was closed comes back only for another count."""
        unseen = still.unseen(len(doubted))
        said = f"{still.in_the_way}/{unseen}" if still.blockers or unseen else ""
        if said == self._said_left:
            return
        self._said_left = said
        if still.blockers:
            self.findings_bar.say(
                "doubt",
                f"打印前看一眼：{still.in_the_way}",
                f"可以先改，也可以照样导出；{unseen}" if unseen else "可以先改，也可以照样导出",
                action="去改",
                on_action=lambda: self._go_to(still.blockers[0]),
            )
        elif unseen:
            first = (*still.doubts, *doubted)[0]
            self.findings_bar.say("doubt", unseen, "先看过再张贴", action="去看", on_action=lambda: self._go_to(first))
        else:
            self.findings_bar.close_message()

    def _go_to(self, finding: Finding) -> None:
        self._said_left = ""  # said again when the clerk comes back
        self.go_to_requested.emit(finding.cells[0] if finding.cells else finding.section)

    # Proofs

    def _ask(self) -> None:
        if self._session is None or not self.isVisible():
            return
        if self._paper == BOARD and self.settings.is_wrong:
            self.proofs.forget()
            self.preview.fade()
            self._board = None
            self._name_deeds()
            self.side.clear()
            return
        report = self._session.report
        self.proofs.ask(
            Wanted(
                kind="board" if self._paper == BOARD else "report",
                report=report,
                wish=self.settings.wish(),
                footer=papers.footer(self._bench, report),
                draft=self.reviewing.draft,
                room=self.preview.room(),
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
        self.preview.show_proof(shown)
        if shown.board is None:
            self.preview.show_joints((), ())
            self.preview.setAccessibleName(f"预览：A4 报告，共 {len(shown.sizes)} 页")
            self.side.show_report(len(shown.sizes))
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
        """The last good proof stays in view, with the sentence above it."""
        self._failed = True
        self.message_bar.say_trouble(trouble)

    # Files

    def _order(self, *, tiles: bool = True) -> Order | None:
        if self._session is None:
            return None
        self.settings.settle()
        report = self._session.report
        if self._paper == REPORT:
            return report_order(self._bench, report)
        if self.settings.is_wrong:
            self._refused = True
            self.message_bar.say("doubt", "先把宽和高填对，再导出", "没有写出文件")
            self.settings.go_to_wrong()
            return None
        wish = self.settings.wish()
        return board_order(
            self._bench, report, wish if tiles else replace(wish, tile=None), self.settings.measure.spoken
        )

    def _export(self) -> None:
        order = self._order()
        if order is not None:
            self.exporter.save(order)

    def _export_single(self) -> None:
        order = self._order(tiles=False)
        if order is not None:
            self.exporter.save(order)

    def _print(self) -> None:
        order = self._order()
        if order is not None:
            self.exporter.open_for_printing(order)

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
        self.task_bar.setGeometry(air, self.preview.height() - high - air, self.preview.width() - 2 * air, high)
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
        self._said_left = ""
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
