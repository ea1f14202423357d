"""校核: every finding of the open report in one list, the place of the chosen one beside it, its deeds on it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.checks.repair import Repair
from app.editing.session import Changed, Session
from app.workbench import checking, doubts, righting
from app.workbench.bench import Workbench
from app.workbench.checking import Item, Page
from app.workbench.checking_deeds import Deed
from app.workbench.checking_side import Ways, side
from ui.checks.deeds import Deeds
from ui.checks.finding_list import FindingList
from ui.checks.rows import Found, rows_of
from ui.checks.side import Beside
from ui.checks.slip import Slip
from ui.checks.tiles import Tiles
from ui.kit import boxes
from ui.kit.bridge import SessionBridge
from ui.kit.focus import focus_by_key
from ui.kit.messages import MessageBar
from ui.kit.tasks import TaskBar
from ui.kit.theme import Theme, theme, themed

_REST_MS = 60  # before ways to balance are sought: nothing of it lies between a key and its picture
_WIDE, _LEAST = 395, 300  # px of the column beside the list
_ROOMY = 1250


class ChecksPlace(QWidget):
    """``open`` shows a report. ``go_to_requested`` carries a ``Stop``, ``zero_requested`` the address of a blank,
    ``settle_requested`` addresses: those deeds belong to the tables, which ask and remember for themselves.
    """

    go_to_requested = Signal(object)
    zero_requested = Signal(str)
    settle_requested = Signal(tuple)

    def __init__(self, bench: Workbench, messages: MessageBar, work: TaskBar) -> None:
        super().__init__()
        self._bench = bench
        self._session: Session | None = None
        self._bridge: SessionBridge | None = None
        self._page: Page | None = None
        self._shown: object = None  # the result that the list was made of
        self._ways: Ways | None = None
        self._meant = ""  # the finding of the last deed: where it comes back, the hands go there
        self.tiles, self.list, self.beside = Tiles(), FindingList(), Beside()
        self.deeds = Deeds(messages, self)
        self.slip = Slip(bench, self, messages, work)
        left = boxes.column(self.list, gap=0, margins=(16, 0, 0, 0))
        middle = boxes.row(gap=0)
        middle.addLayout(left, 1)
        middle.addWidget(self.beside)
        whole = boxes.column(self.tiles, gap=0)
        whole.addLayout(middle, 1)
        self.setLayout(whole)
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._seek)
        self._connect()
        self.setAccessibleName("校核")
        themed(self, self._dress)

    def _connect(self) -> None:
        self.tiles.chosen.connect(lambda _: self._list(anew=True))
        self.tiles.print.clicked.connect(self._print)
        self.tiles.export.clicked.connect(self._export)
        self.list.filtered.connect(self.tiles.choose)
        self.list.turned.connect(self._turn)
        self.list.done.connect(self._do)
        self.list.given.connect(self._give)
        self.beside.chosen.connect(self._mend)
        last = self.list.tab_order(self.tiles.print)
        QWidget.setTabOrder(last, self.beside)

    # ------------------------------------------------------------------ what is shown

    @property
    def page(self) -> Page | None:
        """What is listed, with its counts."""
        return self._page

    def open(self, session: Session | None) -> None:
        """Shows another report, or none."""
        if self._bridge is not None:
            self._bridge.release()
            self._bridge.deleteLater()
            self._bridge = None
        self._session, self._page, self._shown, self._ways = session, None, None, None
        self.list.leave_reason()
        if session is not None:
            self._bridge = SessionBridge(session, self)
            self._bridge.changed.connect(self._changed)
        self.list.show_rows((), "")
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever comes back wants to see what is left to do, not what passed."""
        super().hideEvent(event)
        if self.tiles.filter == "passed" and not event.spontaneous():
            self.tiles.choose(0)

    def take_keyboard(self) -> None:
        """Puts the hands on the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while another place was shown is listed now."""
        super().showEvent(event)
        self._refresh()

    def _changed(self, changed: Changed) -> None:
        """Out of view nothing is made: the next time it is shown it is made anew."""
        self._refresh()
        if self.isVisible():
            self.deeds.tell_moved(changed)

    def look_again(self) -> None:
        """Something beside the report may be another: a doubt was settled."""
        self._shown = None
        self._refresh()

    def _refresh(self) -> None:
        session = self._session
        if session is None or not self.isVisible():
            return
        doubted = doubts.findings(self._bench, session.report, session.values)
        made_of = (session.result, doubted)
        if self._shown is not None and self._shown == made_of:
            return
        self._shown = made_of
        before = self._ways
        suspects = frozenset(name for finding in doubted for name in finding.cells)
        self._ways = Ways(session.report, session.result, suspects)
        if before is not None and before.report == session.report and before.suspects == suspects:
            self._ways = replace(before, result=session.result)
        self._page = checking.page(session.result, doubted)
        self.tiles.show_page(self._page)
        self._list()

    def _list(self, *, anew: bool = False) -> None:
        if self._session is None or self._page is None:
            return
        rows = rows_of(self._page, self._session.result, self.tiles.filter)
        key = self.list.item.key if self.list.item is not None else ""
        gone = self.list.rows.items()
        keys = [row.item.key for row in rows if isinstance(row, Found)]
        if key not in keys and not anew:
            place = next((n for n, item in enumerate(gone) if item.key == key), 0)
            key = checking.next_key([row.item for row in rows if isinstance(row, Found)], place)
        if self._meant in keys and self._meant not in {item.key for item in gone}:
            key = self._meant
        self.list.show_rows(rows, key)
        self._rest.start(_REST_MS)

    def _turn(self, item: Item | None) -> None:
        result = self._session.result if self._session is not None else None
        self.beside.show_item(item, side(item, result) if item is not None and result is not None else None)
        self._rest.start(_REST_MS)

    # ------------------------------------------------------------------ ways to balance

    def _seek(self) -> None:
        """The ways for the chosen finding first; then those of the others: a sure one becomes a button."""
        if self._session is None or self._ways is None or not self.isVisible():
            return
        if (item := self.list.item) is not None and self._is_fresh():
            self.beside.show_offer(self._ways.of(item))
        for place, row in enumerate(self.list.rows.rows):
            if isinstance(row, Found):
                offered = self._offered(row)
                if offered != row:
                    self.list.change(place, offered)

    def _offered(self, row: Found) -> Found:
        """``row`` with its sure way as a button, and the number of the finding that it goes along with."""
        assert self._ways is not None  # the caller has looked
        offer = self._ways.of(row.item)
        button = offer.best[1].button if offer is not None and offer.leads else ""
        note = self._ways.goes_with(row.item, self._page) if self._page is not None else ""
        return replace(row, offer=button, note=note)

    def _is_fresh(self) -> bool:
        return self._session is not None and self._ways is not None and self._ways.report is self._session.report

    # ------------------------------------------------------------------ deeds

    def _do(self, item: Item, deed: Deed) -> None:
        session = self._session
        if session is None:
            return
        finding, self._meant = item.finding, item.key
        if deed.what == "fix" and finding.fix is None:
            self._mend_best(item)
        elif deed.what == "fix":
            self.deeds.put_right(session, finding)
        elif deed.what == "choose":
            self.deeds.put_right(session, finding, deed.button)
        elif deed.what == "reason":
            self.list.ask_reason(item)
        elif deed.what == "known":
            self.deeds.give(session, finding, righting.SEEN)
        elif deed.what == "zero":
            self.zero_requested.emit(finding.cells[0])
        elif deed.what == "settle":
            self.settle_requested.emit(finding.cells)
            self.look_again()
        else:
            stop = checking.stop_of(session.form, finding)
            if stop is not None:
                self.go_to_requested.emit(stop)

    def _give(self, item: Item, words: str) -> None:
        if self._session is not None and self.deeds.give(self._session, item.finding, words):
            self.list.leave_reason()

    def _mend_best(self, item: Item) -> None:
        offer = self._ways.of(item) if self._ways is not None else None
        if offer is not None:
            self._mend(offer.best[0])

    def _mend(self, repair: Repair) -> None:
        """Only what was offered for the figures as they stand."""
        if self._session is None or self._ways is None or not self._is_fresh():
            return
        held = self.beside.isAncestorOf(QApplication.focusWidget() or self)
        self.deeds.mend(self._session, repair)
        if held:
            focus_by_key(self.list)

    def _print(self) -> None:
        if self._session is not None:
            self.slip.open_for_printing(self.slip.order(self._session.report))

    def _export(self) -> None:
        if self._session is not None:
            self.slip.save(self.slip.order(self._session.report))

    def settled(self) -> bool:
        """True where everything is shown and no file is being written."""
        return not self._rest.isActive() and not self.slip.is_busy

    # ------------------------------------------------------------------ room

    def _dress(self, now: Theme) -> None:
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window gives the list more of its width."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        now = theme()
        part = self.width() / now.k / _ROOMY
        self.beside.setFixedWidth(now.px(min(_WIDE, max(_LEAST, _WIDE * part))))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the line between list and place."""
        with QPainter(self) as painter:
            at = self.beside.geometry()
            painter.fillRect(at.left(), at.top(), 1, at.height(), theme().colour("line"))
