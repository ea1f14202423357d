"""Builds everything, and makes all connections between the rooms. No room knows another; they meet here.

The order of a start is the order of what a clerk can see: the frame first, then the workspace (its libraries take the
longest), then the socket for second starts. Places are imported and built when they are first shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.checking import Checking
from ui.kit import returning
from ui.kit.look import Look
from ui.kit.place import Place
from ui.opening import Opening
from ui.practising import Practising
from ui.showing import show_in, undo_there
from ui.unkept import Unkept
from ui.window import MainWindow

if TYPE_CHECKING:
    from app.domain.report import ReportKey
    from app.editing.session import Changed, Session
    from app.workbench.bench import Workbench
    from ui.editor.place import EditorPlace
    from ui.kit.bridge import SessionBridge
    from ui.kit.headline import HeadLine
    from ui.kit.steps import Steps
    from ui.settings.deeds import SettingsDeeds
    from ui.start.deeds import StartDeeds
    from ui.start.place import StartPlace

HOME, EDITOR, CHECKS, BOARD, HANDOVER = "home", "editor", "checks", "board", "handover"
SETTINGS, SIZE = "settings", "size"
# 审签 and 区级 join by one entry here and one factory below.
PLACES = (
    Place(HOME, "首页", "house", needs_report=False),
    Place(EDITOR, "编报", "file-pen-line"),
    Place(CHECKS, "校核", "clipboard-check"),
    Place(BOARD, "公开栏", "presentation"),
    Place(HANDOVER, "交接", "usb-stick"),
    Place(SIZE, "字号", "a-large-small", needs_report=False, at_bottom=True, deed=True, hint="标准、大、特大轮流换"),
    Place(SETTINGS, "设置", "settings", needs_report=False, at_bottom=True),
)
PROGRAM = ("公开栏", "政府信息公开工作年度报告 编报程序")


class Desktop(QObject):
    """The running program: one window, one workspace, at most one open report."""

    usable = Signal()
    refused = Signal()  # another program has the workspace and has come forward
    session_changed = Signal(object)  # Session | None

    def __init__(self, workspace: Path, remembered: Path, today: date, *, practice: bool = False) -> None:
        super().__init__()
        self.today = today
        self.look = Look(str(remembered))
        self.session: Session | None = None
        self._bridge: SessionBridge | None = None
        self._steps: Steps | None = None
        self._shown: dict[str, Session] = {}
        self.start: StartPlace
        self.deeds: StartDeeds
        self._settings: SettingsDeeds
        self.window = MainWindow(PLACES)
        self._opening = Opening(self, self.window, workspace, practice=practice)
        self.practising = Practising(self._opening, self.window, self._editor, self.go_to_cell)
        self._unkept = Unkept(self.window, EDITOR, self.go_to_cell)
        self.checking = Checking(self.window, CHECKS, self._editor, lambda: self.go(EDITOR))
        self.window.painted.connect(self.build)

    def build(self) -> None:
        """Fills the window, then opens the workspace."""
        from ui.kit import fonts, translation
        from ui.start.deeds import StartDeeds
        from ui.start.place import StartPlace

        fonts.load()
        translation.install()
        self.look.dress()
        self.window.build()
        self.start = StartPlace()
        self.deeds = StartDeeds(self.start, self.window.messages, self.window.work, self.today)
        self._register_places()
        self._connect()
        self._show_program()
        self.window.show_place(HOME)
        self._opening.open()

    @property
    def head(self) -> HeadLine:
        """The head line of the window."""
        return self.window.head

    # ------------------------------------------------------------------------------------------- connections

    def _connect(self) -> None:
        window, head = self.window, self.head
        window.closing.connect(self.close)
        window.keep_requested.connect(lambda: self._unkept.keep(self.session))
        self._opening.opened.connect(self._take_up)
        self._opening.closing.connect(self._put_away)
        self._opening.refused.connect(self.refused)
        window.rail.place_requested.connect(self.go)
        window.rail.deed_requested.connect(self.look.next_size)
        window.rail.allow_reports(False)
        head.undo_requested.connect(lambda: self._undo(again=False))
        head.redo_requested.connect(lambda: self._undo(again=True))
        head.steps_requested.connect(self._show_steps)
        head.year_requested.connect(self._switch_year)
        head.own_requested.connect(self.practising.leave)
        self.start.practice_requested.connect(self.practising.begin)
        self.deeds.organ_saved.connect(self.show_start)
        self.deeds.report_requested.connect(self.open_report)
        self.deeds.handover_requested.connect(self._hand_over)
        self.deeds.tour_requested.connect(self._tour)
        self.deeds.going.connect(self._let_go)
        self.session_changed.connect(self.practising.follow)
        self.practising.report_wanted.connect(self.open_report)

    def _register_places(self) -> None:
        window = self.window
        window.add_place(HOME, lambda: self.start)
        window.add_place(EDITOR, self._make_editor)
        window.add_place(CHECKS, self._make_checks)
        window.add_place(BOARD, self._make_board)
        window.add_place(HANDOVER, self._make_handover)
        window.add_place(SETTINGS, self._make_settings)

    def _make_editor(self) -> QWidget:
        from ui.editor.place import EditorPlace

        place = EditorPlace(self.window.messages)
        place.wrong_changed.connect(self._unkept.drop)
        place.wrong_changed.connect(self.checking.look_again)
        return place

    def _make_checks(self) -> QWidget:
        assert self.bench is not None  # the rail opens the place with a report only
        return self.checking.make(self.bench)

    def _make_board(self) -> QWidget:
        from ui.board.place import BoardPlace

        assert self.bench is not None  # as above
        place = BoardPlace(self.bench)
        place.go_to_requested.connect(self.go_to_cell)
        place.list_requested.connect(self._show_to_explain)
        place.stop_requested.connect(self.checking.go_to)
        return place

    def _make_handover(self) -> QWidget:
        from ui.handover.place import HandoverPlace

        assert self.bench is not None  # as above
        place = HandoverPlace(self.bench)
        place.handed_over.connect(self._refresh_head)
        place.go_to_requested.connect(self.go_to_cell)
        return place

    def _make_settings(self) -> QWidget:
        from ui.settings.deeds import SettingsDeeds
        from ui.settings.place import SettingsPlace

        place = SettingsPlace()
        self._settings = SettingsDeeds(place, self.window.messages, self.look, self.today)
        self._settings.organ_saved.connect(self._office_saved)
        self._settings.faces_changed.connect(self._forget_proofs)
        return place

    def _forget_proofs(self) -> None:
        if self._shown.pop(BOARD, None) is not None:
            show_in(self.window.page(BOARD), None, self.bench)

    def _office_saved(self) -> None:
        self._show_program()
        if self.session is not None and self.bench is not None:
            self.session.who = self.bench.clerk

    # ------------------------------------------------------------------------------------------- the workspace

    @property
    def bench(self) -> Workbench | None:
        """The open workspace."""
        return self._opening.bench

    @property
    def workspace(self) -> Path:
        """Where it lies."""
        return self._opening.workspace

    @property
    def practice(self) -> bool:
        """True while nothing in it is real work."""
        return self._opening.practice

    def _take_up(self, bench: Workbench) -> None:
        self.deeds.bench = bench
        self.start.clear_notice()
        self.window.messages.close_message()
        self.window.messages.leave_place()
        self.window.show_place(HOME)
        self.show_start()
        self.start.take_keyboard()
        self.usable.emit()

    def _put_away(self) -> None:
        self.close_report()
        for place in (EDITOR, CHECKS, BOARD, HANDOVER):
            self.window.drop_page(place)
        self.deeds.bench = None

    def _editor(self) -> EditorPlace:
        return cast("EditorPlace", self.window.page(EDITOR))

    def close(self) -> None:
        """Lets everything go. What was being typed is committed first; where that fails the window stays, once."""
        from ui.kit import tasks

        self._finish_typing()
        if self._unkept.look()[0] and not self._unkept.warned:
            self.window.stay()
            self.go(EDITOR)
            self._unkept.say("不要了就再关一次")
            self._unkept.warned = True
            return
        tasks.wait_for_all()
        self._opening.close()
        self.look.keep_window(self.window.remember())

    # ------------------------------------------------------------------------------------------- the start page

    def show_start(self) -> None:
        """The start page, with the head line that belongs to it."""
        if self.bench is None:
            return
        self._show_program()
        self.deeds.show()

    def _show_program(self) -> None:
        from ui.kit.words import today_words

        organ = self.bench.organ if self.bench is not None else None
        title, subtitle = (organ.seal_name, "") if organ else PROGRAM
        self.head.show_practice(self.practice)
        self.head.show_program(title, subtitle, today_words(self.today))

    # ------------------------------------------------------------------------------------------- the open report

    def open_report(self, key: ReportKey) -> None:
        """Opens a report and goes to its tables."""
        opened: list[Session] = []
        if self._try(lambda bench: opened.append(bench.session(key.year, key.organ))) and self.bench is not None:
            opened[0].who = self.bench.clerk
            self._show_report(opened[0])

    def _let_go(self, key: ReportKey) -> None:
        if self.session is not None and self.session.report.key == key:
            self.close_report()

    def _hand_over(self, key: ReportKey) -> None:
        self.open_report(key)
        if self.session is not None:
            self.go(HANDOVER)

    def _tour(self, key: ReportKey, what: str) -> None:
        from ui.start.tour import Tour

        self.open_report(key)
        if self.session is not None:
            Tour(self.window.messages, self.go_to_cell, lambda: self.session, self.bench).begin(self.session, what)

    def _show_report(self, session: Session) -> None:
        from ui.kit.bridge import SessionBridge

        self.close_report()
        self.session = session
        self._bridge = SessionBridge(session, self)
        self._bridge.changed.connect(self._changed)
        self.window.rail.allow_reports(True)
        self.checking.count(session)
        self.session_changed.emit(session)
        self.go(EDITOR)
        returning.lead_back(self.look, session.report.key, self._editor())

    def close_report(self) -> None:
        """Puts the open report away, and remembers where the hands were."""
        self._finish_typing()
        if self.session is not None:
            returning.keep(self.look, self.session.report.key, self._editor())
        self._unkept.drop()
        if self._bridge is not None:
            self._bridge.release()
            self._bridge.deleteLater()
            self._bridge = None
        for place in self._shown:
            show_in(self.window.page(place), None, self.bench)
        self._shown.clear()
        self.session = None
        self.checking.count(None)
        self.window.rail.allow_reports(False)
        self.session_changed.emit(None)

    def go(self, place: str) -> None:
        """Goes to a place; a place that works on the report is given it first."""
        self._finish_typing()
        session, bench = self.session, self.bench
        page = self.window.page(place)
        if place != self.window.place:
            self.window.messages.leave_place()
        if place == HOME:
            self.show_start()
        elif place == SETTINGS:
            self._show_program()
            self._settings.show(bench)
        elif session is not None and bench is not None:
            if self._shown.get(place) is not session:
                self._shown[place] = session
                show_in(page, session, bench)
            from ui.start.standing import show_report

            show_report(self.head, session, bench, self.today)
        self.window.show_place(place)
        if place in (EDITOR, CHECKS):
            cast("EditorPlace", page).take_keyboard()
        if place in (CHECKS, BOARD, HANDOVER):
            self._unkept.say()

    def go_to_cell(self, address: str) -> None:
        """Goes to a cell or a part of the open report; what stands in none is shown among the findings."""
        self.go(EDITOR)
        if not self._editor().go_to(address):
            self.go(CHECKS)

    def _show_to_explain(self) -> None:
        """What wants a word, and nothing else."""
        self.go(CHECKS)
        self.checking.show_only("warning")

    def _changed(self, changed: Changed) -> None:
        self._unkept.drop()
        self.checking.count(self.session)
        self._refresh_head()

    def _refresh_head(self) -> None:
        if self.session is not None and self.bench is not None:
            from ui.start.standing import show_standing

            show_standing(self.head, self.session, self.bench, self.today)

    def _switch_year(self, year: int) -> None:
        if self.session is not None and year != self.session.report.key.year:
            self.open_report(replace(self.session.report.key, year=year))

    def _undo(self, *, again: bool) -> None:
        if not undo_there(self.window, EDITOR, CHECKS, again=again):
            self._finish_typing()
            self._try(lambda _: self.session and (self.session.redo() if again else self.session.undo()))

    def _show_steps(self) -> None:
        from ui.kit.steps import Steps

        if self._steps is None:
            self._steps = Steps(self.window.frame, self.window.messages, self._finish_typing)
        self._steps.turn(self.session, self.head.geometry().bottom())

    def _finish_typing(self) -> None:
        leave = getattr(self.window.built_pages().get(SETTINGS), "finish", None)
        if leave is not None and self.window.place == SETTINGS:
            leave()
        finish = getattr(self.window.built_pages().get(EDITOR), "finish", None)
        if finish is not None and self.session is not None:
            finish()

    # ------------------------------------------------------------------------------------------- troubles

    def _try(self, deed: Callable[[Workbench], object]) -> bool:
        """Does a deed on the workspace; what goes wrong is said on the page."""
        from app.domain.errors import Trouble

        if self.bench is None:
            return False
        try:
            deed(self.bench)
        except Trouble as trouble:
            self.window.messages.say_trouble(trouble)
            return False
        return True
