"""One table part: title row, the official table, the help bar, and the 勾稽关系 panel beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.checks.balance import Balance, Told
from app.checks.engine import CheckResult
from app.domain.address import Address
from app.editing.session import Changed, Session
from app.forms.model import Section
from app.workbench.bench import Workbench
from app.workbench.hands import LastHands
from ui.editor.balance.fold import BalanceRow, FixLine
from ui.editor.balance.mending import Mending
from ui.editor.balance.panel import BalancePanel
from ui.editor.balance.seat import Seat
from ui.editor.sheet import Sheet, TitleRow
from ui.editor.table.beside import Beside
from ui.editor.table.cell_words import CellWords
from ui.editor.table.clip_desk import ClipDesk
from ui.editor.table.frozen_table import narrowest
from ui.editor.table.help_bar import HelpBar
from ui.editor.table.model import TableModel
from ui.editor.table.view import TableView
from ui.editor.table.zeroing import Refused, Zeroing
from ui.kit.theme import Theme, theme, themed, tokens


class TableTab(QWidget):
    """Shows one section of the session; ``located`` asks for a cell, ``next_finding`` for the next fault.

    ``refused`` tells the addresses anywhere in the report whose text could not be read: no zero is stated there.
    ``hands`` knows who filled last year's cells.
    """

    located = Signal(str)
    next_finding = Signal(str)
    filled = Signal(str)
    mended = Signal(str, str)
    wrong_changed = Signal()
    troubled = Signal(object)

    def __init__(
        self, session: Session, section: Section, bench: Workbench, refused: Refused, hands: LastHands
    ) -> None:
        super().__init__()
        self.session, self.section = session, section
        self._balance = Balance(section)
        self._told: Told | None = None
        self._told_of: CheckResult | None = None
        self._column, self._at = "", ""
        self.model = TableModel(session, section, self)
        self.view = TableView(self.model)
        self.clip = ClipDesk(self.view, session, section, lambda: bench.catalogue.forms)
        self.words = CellWords(session, self.model, hands)
        self.help = HelpBar()
        self.panel = BalancePanel()
        self.row = BalanceRow(self.view)
        self.fix = FixLine()
        self.zeroing = Zeroing(self, session, section, bench, refused)
        self.zero = self.zeroing.button
        self.beside = Beside(self, self.model, bench)
        self.small = self.beside.tick
        self.mending = Mending(self, session, section, self.panel.card, self.fix, lambda: self.model.doubts)
        self._build()
        self._connect()
        self.retell(resort=True)
        self._on_moved(self._address())

    def _connect(self) -> None:
        self.beside.turned.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.beside.troubled.connect(self.troubled)
        self.view.moved.connect(self._on_moved)
        self.view.refused.connect(self._on_refused)
        self.view.block_changed.connect(self.refresh_help)
        self.clip.troubled.connect(self.troubled)
        self.clip.asking.connect(self._fold)  # row and line make room for what is asked
        self.model.wrong_changed.connect(self._on_wrong_changed)
        self.view.next_finding.connect(lambda: self.next_finding.emit(self._address()))
        for part in (self.panel, self.row, self.fix):
            part.located.connect(self.located)
        self.help.accepted.connect(self._take_proposal)
        self.zeroing.asked.connect(self.view.commit)
        self.zeroing.done.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.zeroing.filled.connect(self.filled)
        self.zeroing.troubled.connect(self.troubled)
        self.mending.asked.connect(self.view.commit)
        self.mending.mended.connect(self.mended)
        self.mending.mended.connect(self.seat.close)
        self.mending.wanted.connect(self.seat.open)
        self.mending.troubled.connect(self.troubled)

    def _build(self) -> None:
        self.sheet = Sheet()
        self.title = TitleRow(self.section.heading, self.small, self.zero, between=self.zeroing.said)
        inner = QVBoxLayout(self.sheet)
        inner.setContentsMargins(1, 0, 1, 1)
        inner.setSpacing(0)
        inner.addWidget(self.title)
        inner.addWidget(self.zeroing.strip)
        inner.addWidget(self.clip.strip)
        inner.addWidget(self.view, 1)
        for part in (self.row, self.fix, self.help):
            inner.addWidget(part)
        self._outer = QHBoxLayout(self)
        self._outer.setSpacing(0)
        self._outer.addWidget(self.sheet, 1)
        self._outer.addWidget(self.panel)
        self.seat = Seat(self, self._outer, self.panel, self.row, self.fix, self.view)
        self.setFocusProxy(self.view)
        QWidget.setTabOrder(self.small, self.zero)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.panel)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.seat.close)
        back.activated.connect(lambda: self.view.setFocus(Qt.FocusReason.ShortcutFocusReason))
        whole = QShortcut(QKeySequence(Qt.Key.Key_F1), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        whole.activated.connect(lambda: self.help.show_whole(self.words.whole(self._address())))
        themed(self, self._dress)

    def _dress(self, now: Theme) -> None:
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide window gives the panel some of its room."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Puts the panel away where it does not fit beside the narrowest table; row and line stand for it then."""
        now, token = theme(), tokens()["grid_widths"]
        edges = now.px(tokens()["spacing"]["sheet_margin_left"]) + now.px(token["at_1366"]["scrollbar"]) + 2
        least = narrowest(self.model.shape, now) + edges
        is_folded = self.width() > 0 and least + now.px(token["minimum"]["panel"]) > self.width()
        space = tokens()["spacing"]
        right = now.px(10) if is_folded else 0
        self._outer.setContentsMargins(
            now.px(space["sheet_margin_left"]), 0, right, now.px(space["sheet_margin_bottom"])
        )
        self.help.set_compact(is_folded)
        self.seat.fold(is_folded)
        if not self.clip.strip.isHidden():  # what is asked there needs their room
            self.row.hide()
            self.fix.hide()

    # ------------------------------------------------------------------ following the session

    def follow(self, changed: Changed) -> None:
        """Repaints what ``changed`` touched: cells, headings, panel, button."""
        noted = self.model.notes.get(self._address())
        self.retell(resort=changed.kind != "apply", cells=changed.cells)
        self.zeroing.follow(changed)
        self.clip.follow()
        address = self._address()
        anew = address in changed.cells or noted != self.model.notes.get(address)
        if anew or self.help.is_wrong or self.view.has_block:
            self._on_moved(address)

    def arrive(self) -> None:
        """Brings everything up to date: changes made while another tab was shown were not painted here."""
        self.beside.recall()
        if self._told_of is not self.session.result:
            self.retell(resort=True)
        elif self._told is not None:  # away from the part is away from the column
            self.panel.show_told(self._told, resort=True)
            self.mending.follow(soon=True)
        self._on_moved(self._address())
        QTimer.singleShot(0, self, self._read_logs)

    def _read_logs(self) -> None:
        """Who stated what, this year and last: read after the part is painted."""
        self.zeroing.tell()
        if self.words.get_ready():
            self._on_moved(self._address())

    def refresh_help(self) -> None:
        """Says anew what there is to say of the current cell."""
        self._on_moved(self._address())

    def areas(self) -> list[QWidget]:
        """Where F6 leads: the table, then the panel; before the table its own buttons, which Tab cannot reach."""
        buttons: list[QWidget] = [self.zero if self.zero.isEnabled() else self.small]
        buttons = [button for button in buttons if button.isVisible()]
        if self.zeroing.strip.isVisible():
            buttons.append(self.zeroing.strip.here)
        if self.clip.strip.isVisible():
            buttons.append(self.clip.strip.list)
        return [*buttons, self.view, self.panel.first() if self.panel.isVisible() else self.fix.first()]

    def retell(self, *, resort: bool, cells: frozenset[Address] = frozenset()) -> None:
        """Tells the relations anew and shows them; cells, headings and lines that stayed are not repainted."""
        told = self._balance.tell(self.session.result)
        self._told, self._told_of = told, self.session.result
        self.model.follow(cells, told.marks)
        self.view.column_heads.set_faults(told.columns)
        self.panel.show_told(told, resort=resort)
        self.row.show_told(told)
        self.fix.show_told(told)
        self.mending.follow(soon=resort)
        self.count_blanks()

    def count_blanks(self) -> None:
        """Says on the button how many blanks there are, and how many of them wait for somebody to look."""
        self.zeroing.count(self.blanks(), self._doubted())

    def blanks(self) -> int:
        """Cells that are still blank; totals fill themselves and are not counted.

        Nor is a cell with a refused text, nor one of which somebody must say that the blank is right.
        """
        values, spared = self.session.values, self.model.wrong.keys() | self.model.doubts.keys()
        return sum(
            values.get(square.address) is None
            and not self.model.is_total(square.address)
            and square.address not in spared
            for square in self.model.shape.grid.values
        )

    def _doubted(self) -> int:
        return sum(self.session.values[address] is None for address in self.model.doubts)

    # ------------------------------------------------------------------ deeds

    def go_to(self, address: Address) -> bool:
        """Shows the cell and puts the hands on it."""
        return self.view.go_to(address)

    def finish(self) -> None:
        """States what is still being typed; asks for nothing any longer."""
        self.view.commit()
        self.zeroing.put_away()
        self.clip.put_away()

    def leave_question(self) -> bool:
        """Leaves what is asked over the table, as Esc does; False where nothing is asked."""
        for strip in (self.clip.strip, self.zeroing.strip):
            if not strip.isHidden():
                strip.close_strip()
                return True
        return False

    def unsaved(self) -> int:
        """How many cells show a text that was not kept."""
        return len(self.model.wrong)

    def refused(self) -> list[tuple[Address, str]]:
        """Those cells and what they show, in the order of the form."""
        order = self.model.shape.grid.by_address
        return [(address, self.model.wrong[address].text) for address in order if address in self.model.wrong]

    def _on_wrong_changed(self) -> None:
        self.count_blanks()
        self.wrong_changed.emit()

    def _take_proposal(self) -> None:
        address = self._address()
        wrong = self.model.wrong.get(address)
        if wrong is not None and wrong.proposal is not None:
            self.view.drop_edit()
            self.model.state(address, wrong.proposal)
            self._on_moved(address)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ the cell under the hands

    def _address(self) -> Address:
        square = self.view.current
        return square.address if square is not None else ""

    def _on_moved(self, address: Address) -> None:
        square = self.model.shape.grid.by_address.get(address)
        if square is None:
            return
        column = self.model.shape.columns_of[address].id or ""
        if column != self._column:
            self._column = column
            if self._told is not None:  # the clerk has left the column: now the panel may sort anew
                self.panel.show_told(self._told, resort=True)
                self.mending.follow()
        elif address != self._at:
            self.panel.settle()
        self._at = address
        wrong = self.model.wrong.get(address)
        if wrong is None:
            self.help.show_cell(self.clip.said() or self.words.said(address))
        else:
            name, last = self.words.name(address), self.words.last(address)
            self.help.show_wrong(name, last, wrong.sentence, wrong.proposal or "")

    def _on_refused(self, address: Address) -> None:
        self._on_moved(address)
