"""编报: the cover, one tab per part of the form, and what binds them: the session, the lamps, going to a cell."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Property, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.checks.lamps import section_lamp
from app.checks.places import Stop
from app.domain import address as names
from app.domain.address import Address
from app.domain.report import ISSUED
from app.domain.values import write
from app.editing.session import Changed, Session
from app.forms.model import Section
from app.workbench.bench import Workbench
from app.workbench.hands import LastHands
from ui.editor.ahead import Ahead
from ui.editor.cover.tab import CoverTab
from ui.editor.stopping import Stopping
from ui.editor.table.doubting import Doubting
from ui.editor.table.tab import TableTab
from ui.editor.tabs import SectionTabs, TabState, TabStrip, cover_state, state_of
from ui.editor.text.tab import TextTab
from ui.editor.undoing import Undoing
from ui.editor.way import Way
from ui.kit import boxes
from ui.kit.bridge import SessionBridge
from ui.kit.focus import focus_by_key
from ui.kit.messages import UNDO_MS, MessageBar
from ui.kit.pages import Pages
from ui.kit.round import go_round

Tab = CoverTab | TableTab | TextTab
_COVER = "封面"


class EditorPlace(QWidget):
    """``show_session`` opens a report here, ``go_to`` leads to a cell. Tabs are built when first shown, or
    while the hands rest.

    ``messages`` is where it says what happened: the line of the window, or one of its own below the page.
    """

    moved = Signal(str)  # the address of the current cell
    wrong_changed = Signal()  # a text was refused, or answered

    # A low window lays its message over the last line, where that is free.
    foot_is_help = Property(bool, lambda place: place._way.is_free())

    def __init__(self, messages: MessageBar | None = None) -> None:
        super().__init__()
        self.session: Session | None = None
        self._bench: Workbench | None = None
        self._hands: LastHands
        self.doubting: Doubting
        self._undoing: Undoing
        self._stopping: Stopping
        self._bridge: SessionBridge | None = None
        self._built: dict[int, Tab] = {}
        self._top: QWidget | None = None
        self._room = boxes.column(gap=0)  # for what stands over the tabs
        self.tabs = SectionTabs()
        self.message = messages or MessageBar()
        self.pages = Pages()
        self._ahead = Ahead(self, self._build_next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._room)
        layout.addWidget(TabStrip(self.tabs))
        layout.addWidget(self.pages, 1)
        if messages is None:
            layout.addWidget(self.message)
        self._way = Way(self.message, self.pages)
        self.message.keyboard_left.connect(self._take_back)
        self.tabs.currentChanged.connect(self._chosen)
        self.tabs.entered.connect(self._enter)
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            turn = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            turn.activated.connect(partial(self._turn, by))
        for keys, by in (("F6", 1), ("Shift+F6", -1)):
            around = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            around.activated.connect(partial(self.next_area, by))
        self.setAccessibleName("编报")

    # ------------------------------------------------------------------ the session

    def show_session(self, session: Session, bench: Workbench) -> None:
        """Shows another report; what was still being typed in the one before is committed first."""
        self.close_session()
        self.session, self._bench = session, bench
        self._hands = LastHands(bench, session)
        self.doubting = Doubting(bench, session, self)
        self.doubting.changed.connect(self._show_lamp)
        self.doubting.troubled.connect(self.message.say_trouble)
        self._undoing = Undoing(session, self.doubting, self)
        self._stopping = Stopping(session, self.doubting, self)
        for _ in range(len(session.form.sections) + 1):
            self.pages.addWidget(QWidget())
        self.tabs.blockSignals(True)
        self.tabs.show_states(self._states())
        self.tabs.setCurrentIndex(self._first())
        self.tabs.blockSignals(False)
        self._bridge = SessionBridge(session, self)
        self._bridge.changed.connect(self._follow)
        self._chosen(self.tabs.currentIndex())
        self._ahead.begin()

    def close_session(self) -> None:
        """Commits what is being typed and lets the report go."""
        self._ahead.stop()
        self.finish()
        if self._bridge is not None:
            self._bridge.release()
            self._bridge.deleteLater()
            self._bridge = None
        if self.session is not None:
            self.doubting.deleteLater()
            self.message.close_deed()  # what it would take back is a deed in the report that goes
        self._built.clear()
        while self.pages.count():
            page = self.pages.widget(0)
            self.pages.removeWidget(page)
            page.deleteLater()
        self.session = None

    def finish(self) -> None:
        """Commits what is still being typed anywhere; called before closing, exporting, changing the place."""
        for tab in self._built.values():
            tab.finish()

    def unsaved(self) -> int:
        """How many places show something that was refused, by the form or by the disk; asked before closing."""
        return len(self.refused())

    def refused(self) -> list[tuple[Address, str]]:
        """Those places and what they show, in the order of the form; "" where words were not kept by the disk."""
        return [pair for place in sorted(self._built) for pair in self._built[place].refused()]

    def unkept(self) -> tuple[str, Address]:
        """What is refused, in a sentence that names the first such place, and its address; "" where all is kept."""
        left = self.refused()
        if not left or self.session is None:
            return "", ""
        address, text = left[0]
        spec = self.session.form.spec(address)
        told = f"{self.name_of(address)}写着“{text}”" if text else self.name_of(address)
        if spec is not None:
            value = write(self.session.values.get(address), spec)
            told += f"，现在算的是 {value}" if value else "，现在算空格"
        rest = "" if len(left) == 1 else "，先看这一格"
        return f"还有 {len(left)} {'格' if spec is not None else '处'}没有存上{rest}：{told}", address

    def put_on_top(self, strip: QWidget | None) -> None:
        """Something over the tabs, which F6 reaches as well; None takes it away again."""
        if self._top is not None:
            self._room.removeWidget(self._top)
        self._top = strip
        if strip is not None:
            self._room.addWidget(strip)

    def take_keyboard(self) -> None:
        """Puts the keyboard back to the cell or the text where the clerk was."""
        tab = self._built.get(self.pages.currentIndex())
        if tab is not None:
            last = None if isinstance(tab, TableTab) else tab.focusWidget()
            (last or tab).setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self) -> None:
        """The message went with the keyboard in it."""
        if self.isVisible():
            self.take_keyboard()

    def _enter(self) -> None:
        """From the tabs into the page."""
        focus_by_key(self._tab_at(self.pages.currentIndex()))

    def tables(self) -> list[TableTab]:
        """The tables that were built so far."""
        return [tab for tab in self._built.values() if isinstance(tab, TableTab)]

    def leave_question(self) -> bool:
        """Leaves what waits for an answer, as Esc does; False where nothing waits."""
        tab = self._built.get(self.pages.currentIndex())
        return isinstance(tab, TableTab) and tab.leave_question()

    def name_of(self, address: Address) -> str:
        """What a part, a cell or a text is called on the page."""
        assert self.session is not None  # asked only while a report is open
        section = self.session.form.section(address)
        if section is not None:
            return section.name
        return self.session.form.cell_label(address) if self.session.form.spec(address) else _COVER

    def _first(self) -> int:
        """The first part that is not done; the first part where all are."""
        assert self.session is not None  # called by show_session only
        for place, section in enumerate(self.session.form.sections, 1):
            if section.kind == "table" and section_lamp(self.session.result, section).kind != "ok":
                return place
        return 1 if self.session.form.sections else 0

    def _states(self) -> list[TabState]:
        assert self.session is not None  # as above
        states = [cover_state(self.session.result, _COVER)]
        for section in self.session.form.sections:
            states.append(self._state(section))
        return states

    def _state(self, section: Section) -> TabState:
        assert self.session is not None  # as above
        tab = self._built.get(self._place_of(section.id))
        refused = tab.unsaved() if tab is not None else 0
        return state_of(self.session.result, section, self.doubting.count(section.id), refused)

    def _follow(self, changed: Changed) -> None:
        """Repaints only what changed: the tab that is shown, and the lamps of the parts that were touched."""
        if self.session is None:
            return
        here = self.pages.currentIndex()
        self.doubting.follow(changed.kind, anew=changed.kind == "refresh" or not self.isVisible())
        for place, tab in self._built.items():
            if place == here or not isinstance(tab, TableTab):
                tab.follow(changed)
        self._show_lamps(changed.sections)
        self._undoing.follow(changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Doubts may have come while another place was shown: an import brings them."""
        super().showEvent(event)
        if self.session is not None and self.doubting.look_again():
            self._show_lamps(frozenset(section.id for section in self.session.form.sections))

    def _show_lamp(self, section: str) -> None:
        if self.session is not None:
            self._show_lamps(frozenset({section}))
            self.wrong_changed.emit()

    def _show_lamps(self, sections: frozenset[str]) -> None:
        assert self.session is not None  # _follow has looked
        states = [cover_state(self.session.result, _COVER)]
        for place, section in enumerate(self.session.form.sections, 1):
            states.append(self._state(section) if section.id in sections else self.tabs.state(place))
        self.tabs.show_states(states)

    # ------------------------------------------------------------------ tabs

    def tab(self, section_id: str = "") -> Tab:
        """The tab of a section ("" = the cover), built where it was not yet."""
        return self._tab_at(self._place_of(section_id))

    def _place_of(self, section_id: str) -> int:
        assert self.session is not None  # asked only while a report is open
        known = [section.id for section in self.session.form.sections]
        return known.index(section_id) + 1 if section_id in known else 0

    def _tab_at(self, place: int) -> Tab:
        if place not in self._built:
            tab = self._build(place)
            self._built[place] = tab
            old = self.pages.widget(place)
            for page in (tab, old):  # out of sight, else what is in view would be painted anew where they come and go
                page.move(-page.width(), 0)
            self.pages.insertWidget(place, tab)
            self.pages.removeWidget(old)
            old.deleteLater()
        return self._built[place]

    def _build_next(self) -> bool:
        """One more tab: those after the one in view come first. True while some are left."""
        here, count = self.pages.currentIndex(), self.pages.count()
        left = [place for place in (*range(here, count), *range(here)) if place not in self._built]
        if left:
            self._tab_at(left[0])
        return len(left) > 1

    def _build(self, place: int) -> Tab:
        assert self.session is not None  # show_session came first
        assert self._bench is not None
        if place == 0:
            cover = CoverTab(self.session, self._bench)
            cover.troubled.connect(self.message.say_trouble)
            cover.told.connect(self._undoing.say_or_close)
            cover.noted.connect(self._undoing.say_noted)
            cover.wanted.connect(self.go_to)
            cover.next_finding.connect(self._stopping.next)
            cover.undo_left.connect(self.undo)
            cover.redo_left.connect(self.redo)
            return cover
        section = self.session.form.sections[place - 1]
        if section.kind == "text":
            page = TextTab(self.session, section)
            page.troubled.connect(self.message.say_trouble)
            page.page.undo_left.connect(self.undo)
            page.page.redo_left.connect(self.redo)
            page.wrong_changed.connect(partial(self._show_lamp, section.id))
            page.told.connect(self._undoing.say_or_close)
            page.noted.connect(self._undoing.say_noted)
            page.wanted.connect(self.go_to)
            page.next_finding.connect(self._stopping.next)
            self.doubting.attend(page)
            return page
        tab = TableTab(self.session, section, self._bench, self._spared, self._hands)
        tab.located.connect(self.go_to)
        tab.next_finding.connect(lambda address: self._stopping.next(Stop(cell=address)))
        tab.filled.connect(self._undoing.say_filled)
        tab.mended.connect(self._undoing.say_mended)
        tab.troubled.connect(self.message.say_trouble)
        tab.clip.done.connect(self._undoing.say)
        tab.clip.told.connect(lambda told: self.message.say("ok", told, for_ms=UNDO_MS, of_deed=True))
        tab.clip.begun.connect(self.message.close_deed)
        tab.clip.undo_left.connect(self.undo)
        tab.clip.redo_left.connect(self.redo)
        tab.view.moved.connect(self.moved)
        tab.view.refused.connect(self._undoing.note_refused)
        tab.panel.card.box.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the table
        tab.wrong_changed.connect(partial(self._show_lamp, section.id))
        self.doubting.attend(tab)
        self._way.attend(tab)
        return tab

    def _spared(self) -> list[Address]:
        """Where no nought is stated: something refused stands there, or somebody must look first."""
        return [*(address for address, _ in self.refused()), *self.doubting.blanks()]

    def _chosen(self, place: int) -> None:
        if self.session is None or place < 0:
            return
        before = self._built.get(self.pages.currentIndex())
        if before is not None:
            before.finish()
        tab = self._tab_at(place)
        if isinstance(tab, TableTab):
            tab.arrive()
        elif isinstance(tab, CoverTab):
            tab.refresh()
        self.pages.setCurrentIndex(place)
        self._way.uncover()
        if not self.tabs.is_walking:  # arrows go from tab to tab; Enter goes into the page
            tab.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, by: int) -> None:
        self.tabs.setCurrentIndex(min(max(self.tabs.currentIndex() + by, 0), self.tabs.count() - 1))

    def next_area(self, by: int) -> None:
        """F6: table, panel, tabs, rail, and round again, Shift+F6 the other way; Tab itself walks the cells."""
        tab = self._built.get(self.pages.currentIndex())
        areas: list[QWidget] = [tab] if isinstance(tab, CoverTab) else tab.areas() if tab is not None else []
        areas += [self.tabs, *(() if self._top is None else (self._top,))]
        if self.message.isVisible() and self.message.first().isVisible():
            areas.append(self.message.first())
        go_round(self, areas, by)

    # ------------------------------------------------------------------ going to a cell

    def go_to(self, address: Address) -> bool:
        """Switches the tab, shows the cell, puts the keyboard there; False for an address the form lacks."""
        if self.session is None:
            return False
        section = names.section_of(address)
        place = self._place_of(section)
        preface = self.session.form.preface
        if place == 0 and address != ISSUED and not (preface and section == preface.id):
            return False
        self.tabs.setCurrentIndex(place)
        tab = self._tab_at(place)
        return tab.go_to(address)

    def here(self) -> Address:
        """The cell under the hands, or the part in view; "" where no report is open."""
        tab = self._built.get(self.pages.currentIndex())
        if isinstance(tab, TableTab):
            return tab.view.current.address if tab.view.current is not None else tab.section.id
        preface = self.session.form.preface if self.session is not None else None
        return tab.section.id if isinstance(tab, TextTab) else preface.id if preface is not None else ""

    def show_stop(self, stop: Stop) -> bool:
        """The same for a cell or a stretch of a text; False where the form has no such place."""
        return self.session is not None and self._stopping.show(stop)

    def shown(self) -> Tab | None:
        """The part in view."""
        return self._built.get(self.pages.currentIndex())

    def undo(self) -> None:
        """Leaves what is asked, or takes back the last deed."""
        if self.session is not None:
            self._undoing.undo()

    def redo(self) -> None:
        """Leaves what is asked, or does again what was taken back last."""
        if self.session is not None:
            self._undoing.redo()
