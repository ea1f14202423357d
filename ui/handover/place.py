"""交接: one button writes the package, reads it back, and says in one sentence what is on the stick."""

from __future__ import annotations

from datetime import datetime
from threading import Event

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QDesktopServices,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from app.checks.counting import left
from app.checks.model import Finding
from app.domain.errors import Trouble
from app.domain.report import Report
from app.editing.session import Changed, Session
from app.system import clock
from app.workbench import doubts, handing, papers
from app.workbench.bench import Workbench
from ui.handover import drives
from ui.handover.drives import Drive
from ui.handover.left import FindDrives, Targets
from ui.handover.pages import BlockedPage, DonePage, ReadyPage, WorkingPage
from ui.handover.past import Past
from ui.handover.writing import SAFE, write
from ui.kit import boxes, tasks
from ui.kit.bridge import SessionBridge
from ui.kit.inputs import Page
from ui.kit.messages import MessageBar
from ui.kit.pages import Pages
from ui.kit.theme import Theme, theme, themed

LEFT, RIGHT = 317, 333  # px of the design
_LEAST_MIDDLE = 480


class HandoverPlace(QWidget):
    """Hands over one report. ``go_to_requested`` carries what to put right; ``handed_over`` comes after read-back."""

    go_to_requested = Signal(str)
    handed_over = Signal()

    def __init__(self, bench: Workbench, find: FindDrives = drives.plugged) -> None:
        super().__init__()
        self._bench = bench
        self._session: Session | None = None
        self._bridge: SessionBridge | None = None
        self._task: tasks.Task | None = None
        self._packed: handing.Packed | None = None
        self._had_focus = False
        self._stop_wanted = Event()
        self.targets = Targets(find)
        self.past = Past()
        self.message_bar = MessageBar()
        self.ready, self.blocked, self.working, self.done = ReadyPage(), BlockedPage(), WorkingPage(), DonePage()
        self.pages = Pages()
        self._lay_out()
        self._connect()
        themed(self, self._dress)

    def _lay_out(self) -> None:
        for page in (self.ready, self.blocked, self.working, self.done):
            self.pages.addWidget(page)
        self.pages.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        beside = QWidget()
        self._beneath = boxes.column(self.targets, gap=0)  # and the record, where it has no room at the right
        self._beneath.addStretch(1)
        beside.setLayout(self._beneath)
        self._left, self._right = Page(beside), Page(self.past)
        middle = boxes.column(self.message_bar, gap=12, margins=(16, 14, 16, 14))
        middle.addWidget(self.pages, 1)
        line = boxes.row(self._left, 1, gap=0)
        line.addLayout(middle, 1)
        line.addWidget(self._right)
        self.setLayout(line)

    def _connect(self) -> None:
        self.targets.write_requested.connect(self.write)
        self.targets.chosen.connect(lambda _: self.message_bar.close_message())
        for page in (self.ready, self.blocked):
            page.go_to_requested.connect(self._go_to)
        self.working.stop_requested.connect(self._stop)
        self.done.open_requested.connect(self._open_folder)

    # What is shown

    def open(self, session: Session | None) -> None:
        """Another report, or none."""
        if self._bridge is not None:
            self._bridge.release()
            self._bridge.deleteLater()
            self._bridge = None
        self._session, self._packed = session, None
        self.message_bar.close_message()
        if session is not None:
            self._bridge = SessionBridge(session, self)
            self._bridge.changed.connect(self._changed)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Shows how the report stands now."""
        super().showEvent(event)
        self._refresh()

    def _changed(self, changed: Changed) -> None:
        if changed.kind != "refresh":
            self._packed = None  # what is on the stick is no longer what stands here
        self._refresh()

    def _refresh(self) -> None:
        session = self._session
        if session is None or not self.isVisible():
            return
        self._show_past(session.report)
        if self._task is not None:
            return
        still = left(session.result)
        if still.blockers:
            self.blocked.show_left(still)
            self.pages.setCurrentWidget(self.blocked)
        elif self._packed is not None:
            self.pages.setCurrentWidget(self.done)
        else:
            doubted = doubts.findings(self._bench, session.report, session.values)
            self.ready.show_report(papers.title(self._bench, session.report), session.result, doubted)
            self.pages.setCurrentWidget(self.ready)
        self.targets.set_ready(not still.blockers, again=self._packed is not None)

    def _show_past(self, report: Report) -> None:
        mine = [other for other in self._bench.reports() if other.key.organ == report.key.organ]
        mine.sort(key=lambda other: (other.key.year != report.key.year, -other.key.year))
        self.past.show_years([(other.key.year, handing.history(self._bench, other)) for other in mine])

    def _go_to(self, finding: Finding) -> None:
        self.go_to_requested.emit(finding.cells[0] if finding.cells else finding.section)

    # The deed

    def write(self, drive: Drive) -> None:
        """Writes the package to ``drive`` and proves it there."""
        session = self._session
        if session is None or self._task is not None:
            return
        bench, report = self._bench, session.report
        stop = self._stop_wanted = Event()
        self.message_bar.close_message()
        self._packed = None  # whatever was said of an earlier one must not stand beside a new trouble
        self._had_focus = self.targets.write.hasFocus()
        self.working.begin(drive)
        self.pages.setCurrentWidget(self.working)
        if self._had_focus:  # it is switched off now: left alone, the focus would wander off through the window
            self.pages.setFocus(Qt.FocusReason.OtherFocusReason)
        self.targets.set_busy(True)
        self._task = tasks.start(
            self,
            "正在写入",
            lambda progress: write(bench, report, drive, progress, stop),
            done=lambda packed: self._written(packed, drive, report),
            failed=self._failed,
            stopped=self._stopped,
        )
        self._task.moved.connect(lambda _, step, of: self.working.show_step(step, of))

    def _stop(self) -> None:
        self._stop_wanted.set()
        self.working.say_stopping()

    def _end(self) -> None:
        self._task = None
        self.targets.set_busy(False)
        if self._had_focus:
            self.targets.write.setFocus(Qt.FocusReason.OtherFocusReason)

    def _written(self, packed: handing.Packed, drive: Drive, report: Report) -> None:
        self._end()
        self._packed = packed
        past = handing.history(self._bench, report)
        when: datetime = past[0].when if past else clock.now()
        self.done.show_packed(
            packed, drive, papers.title(self._bench, report), papers.office(self._bench, report).upper, len(past), when
        )
        self.targets.note(drive, f"{when:%H:%M} 刚写好")
        self._tell(self.done, self.done.title.text())
        now = self._session.report if self._session is not None else None
        if now is None or (now.key, now.cells, now.passages) != (report.key, report.cells, report.passages):
            self._packed = None
        self._refresh()
        if self._packed is None and now is not None and now.key == report.key:
            self.message_bar.say("doubt", "写的时候报告又改了", "盘上的交接包是改之前的", "请再写一遍")
        self.handed_over.emit()

    @staticmethod
    def _tell(page: QWidget, words: str) -> None:
        """Says a verdict aloud."""
        page.setAccessibleName(words)
        QAccessible.updateAccessibility(QAccessibleEvent(page, QAccessible.Event.Alert))

    def _failed(self, trouble: Trouble) -> None:
        self._end()
        self._refresh()
        self.message_bar.say_trouble(trouble)
        self.targets.look()

    def _stopped(self) -> None:
        self._end()
        self._refresh()
        self.message_bar.say("tip", "停下了，什么也没有写出去", SAFE)

    def _open_folder(self) -> None:
        if self._packed is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._packed.path.parent)))

    def settled(self) -> bool:
        """True where nothing is written or looked for."""
        return self._task is None and self.targets.is_settled

    # Room

    def _dress(self, current: Theme) -> None:
        self._left.setFixedWidth(current.px(LEFT))
        self._right.setFixedWidth(current.px(RIGHT))
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow window the record goes below the sticks."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        px = theme().px
        wide = self.width() >= px(LEFT) + px(RIGHT) + px(_LEAST_MIDDLE)
        self._right.setVisible(wide)
        if wide == (self._right.widget() is self.past):
            return
        if wide:
            self._beneath.removeWidget(self.past)
            self._right.setWidget(self.past)
        else:
            self._right.takeWidget()
            self._beneath.insertWidget(1, self.past)
        self.past.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the lines between the columns."""
        with QPainter(self) as painter:
            line = theme().colour("line")
            painter.fillRect(self._left.width(), 0, 1, self.height(), line)
            if self._right.isVisible():
                painter.fillRect(self._right.x() - 1, 0, 1, self.height(), line)
