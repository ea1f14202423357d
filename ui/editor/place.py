"""编报: the cover, one tab per part of the form, and what binds them: the session, the lamps, going to a cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.checks.lamps import section_lamp
from app.checks.totals import total_addresses
from app.domain import address as names
from app.domain.address import Address
from app.domain.errors import Trouble
from app.domain.values import Value, write
from app.editing.session import Changed, Session
from app.forms.model import Section
from app.workbench.bench import Workbench
from app.workbench.hands import LastHands
from ui.editor.cover_tab import CoverTab
from ui.editor.doubting import Doubting
from ui.editor.table_tab import TableTab
from ui.editor.tabs import SectionTabs, TabState, state_of
from ui.editor.text_tab import TextTab, say_brought
from ui.kit import boxes
from ui.kit.bridge import SessionBridge
from ui.kit.focus import focus_by_key
from ui.kit.messages import UNDO_MS, MessageBar
from ui.kit.theme import theme, tokens

Tab = CoverTab | TableTab | TextTab
_COVER = "封面"


class _Strip(QWidget):
    """The tabs, and the line on which the sheet stands all the way across."""

    def __init__(self, tabs: SectionTabs) -> None:
        super().__init__()
        self.setLayout(boxes.row(tabs, margins=(tokens()["spacing"]["sheet_margin_left"], 0, 0, 0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the line."""
        painter = QPainter(self)
        painter.setPen(theme().colour("frame"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class EditorPlace(QWidget):
    """``show_session`` opens a report here, ``go_to`` leads to a cell. Tabs are built when first shown."""

    moved = Signal(str)  # the address of the current cell
    wrong_changed = Signal()  # a text was refused, or answered

    def __init__(self) -> None:
        super().__init__()
        self.session: Session | None = None
        self._bench: Workbench | None = None
        self._hands: LastHands
        self._doubting: Doubting
        self._bridge: SessionBridge | None = None
        self._before: Mapping[Address, Value] = {}  # what stood before the last change
        self._built: dict[int, Tab] = {}
        self._top: QWidget | None = None
        self._room = boxes.column(gap=0)  # for what stands over the tabs
        self.tabs = SectionTabs()
        self.message = MessageBar()
        self.pages = QStackedWidget()
        self._strip = _Strip(self.tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._room)
        layout.addWidget(self._strip)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.message)
        self.tabs.currentChanged.connect(self._chosen)
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            turn = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            turn.activated.connect(partial(self._turn, by))
        for keys, by in (("F6", 1), ("Shift+F6", -1)):
            around = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            around.activated.connect(partial(self._next_area, by))
        self.setAccessibleName("编报")

    # ------------------------------------------------------------------ the session

    def show_session(self, session: Session, bench: Workbench) -> None:
        """Shows another report; what was still being typed in the one before is committed first."""
        self.close_session()
        self.session, self._bench = session, bench
        self._hands = LastHands(bench, session)
        self._doubting = Doubting(bench, session, self)
        self._doubting.changed.connect(self._show_lamp)
        self._doubting.settled.connect(self._say_settled)
        self._doubting.troubled.connect(self.message.say_trouble)
        for _ in range(len(session.form.sections) + 1):
            self.pages.addWidget(QWidget())
        self.tabs.blockSignals(True)
        self.tabs.show_states(self._states())
        self.tabs.setCurrentIndex(self._first())
        self.tabs.blockSignals(False)
        self._before = session.values
        self._bridge = SessionBridge(session, self)
        self._bridge.changed.connect(self._follow)
        self._chosen(self.tabs.currentIndex())

    def close_session(self) -> None:
        """Commits what is being typed and lets the report go."""
        self.finish()
        if self._bridge is not None:
            self._bridge.release()
            self._bridge.deleteLater()
            self._bridge = None
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
        told = f"{self._name(address)}写着“{text}”" if text else self._name(address)
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

    def _name(self, address: Address) -> str:
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
        states = [TabState(_COVER)]
        for section in self.session.form.sections:
            states.append(self._state(section))
        return states

    def _state(self, section: Section) -> TabState:
        assert self.session is not None  # as above
        tab = self._built.get(self._place_of(section.id))
        refused = tab.unsaved() if tab is not None else 0
        return state_of(self.session.result, section, self._doubting.count(section.id), refused)

    def _follow(self, changed: Changed) -> None:
        """Repaints only what changed: the tab that is shown, and the lamps of the parts that were touched."""
        if self.session is None:
            return
        before, self._before = self._before, self.session.values
        here = self.pages.currentIndex()
        self._doubting.follow()
        for place, tab in self._built.items():
            if place == here or not isinstance(tab, TableTab):
                tab.follow(changed)
        self._show_lamps(changed.sections)
        if changed.kind in ("undo", "redo"):
            self._show_moved(changed, before)

    def _show_moved(self, changed: Changed, before: Mapping[Address, Value]) -> None:
        """After an undo or a redo: says what changed, and leads there where this place is in view."""
        assert self.session is not None  # _follow has looked
        totals = total_addresses(self.session.form)
        cells = [a for a in (*self.session.form.cells, *self.session.form.fields) if a in changed.cells]
        cells = [a for a in cells if a not in totals] or cells
        verb = "已撤销" if changed.kind == "undo" else "已重做"
        what = changed.label
        if len(cells) == 1 and not changed.passages:
            spec = self.session.form.spec(cells[0])
            assert spec is not None  # the form has just named it
            old, new = (write(values.get(cells[0]), spec) or "空" for values in (before, self.session.values))
            what = f"{self._name(cells[0])} {old} → {new}"
        if self.isVisible():
            if changed.steps == 1:  # of a longer way it is said how long it was, where it was chosen
                self.message.say("ok", f"{verb}：{what}", for_ms=UNDO_MS)
            else:
                self.message.close_message()
            places = cells or sorted(changed.passages)
            if places:
                self.go_to(places[0])

    def _show_lamp(self, section: str) -> None:
        if self.session is not None:
            self._show_lamps(frozenset({section}))
            self.wrong_changed.emit()

    def _show_lamps(self, sections: frozenset[str]) -> None:
        assert self.session is not None  # _follow has looked
        states = [self.tabs.state(0)]
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
            self.pages.insertWidget(place, tab)
            self.pages.removeWidget(old)
            old.deleteLater()
        return self._built[place]

    def _build(self, place: int) -> Tab:
        assert self.session is not None  # show_session came first
        assert self._bench is not None
        if place == 0:
            cover = CoverTab(self.session, self._bench)
            cover.troubled.connect(self.message.say_trouble)
            cover.undo_left.connect(self._undo)
            cover.redo_left.connect(self._redo)
            return cover
        section = self.session.form.sections[place - 1]
        if section.kind == "text":
            page = TextTab(self.session, section)
            page.troubled.connect(self.message.say_trouble)
            page.page.undo_left.connect(self._undo)
            page.page.redo_left.connect(self._redo)
            page.wrong_changed.connect(partial(self._show_lamp, section.id))
            page.told.connect(partial(say_brought, self.message, self._undo))
            return page
        tab = TableTab(self.session, section, self._bench, self._refused_addresses, self._hands)
        tab.located.connect(self.go_to)
        tab.next_finding.connect(self._next_finding)
        tab.filled.connect(self._say_filled)
        tab.mended.connect(self._say_mended)
        tab.troubled.connect(self.message.say_trouble)
        tab.clip.done.connect(lambda told: self.message.say_undo(told, self._undo))
        tab.clip.told.connect(lambda told: self.message.say("ok", told, for_ms=UNDO_MS))
        tab.clip.undo_left.connect(self._undo)
        tab.clip.redo_left.connect(self._redo)
        tab.view.moved.connect(self.moved)
        tab.wrong_changed.connect(partial(self._show_lamp, section.id))
        self._doubting.attend(tab)
        return tab

    def _refused_addresses(self) -> list[Address]:
        return [address for address, _ in self.refused()]

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
        tab.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, by: int) -> None:
        self.tabs.setCurrentIndex(min(max(self.tabs.currentIndex() + by, 0), self.tabs.count() - 1))

    def _next_area(self, by: int) -> None:
        """F6: table, panel, tabs, and round again, Shift+F6 the other way; Tab itself walks the cells."""
        tab = self._built.get(self.pages.currentIndex())
        areas: list[QWidget] = [tab] if isinstance(tab, CoverTab) else tab.areas() if tab is not None else []
        areas += [self.tabs, *(() if self._top is None else (self._top,))]
        if self.message.isVisible():
            areas.append(self.message.first())
        at = self.focusWidget()
        here = next((n for n, area in enumerate(areas) if _is_in(at, area)), len(areas) - 1)
        focus_by_key(areas[(here + by) % len(areas)])

    # ------------------------------------------------------------------ going to a cell

    def go_to(self, address: Address) -> bool:
        """Switches the tab, shows the cell, puts the keyboard there; False for an address the form lacks."""
        if self.session is None:
            return False
        section = names.section_of(address)
        place = self._place_of(section)
        if place == 0 and not (self.session.form.preface and section == self.session.form.preface.id):
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

    def _next_finding(self, address: Address) -> None:
        """Ctrl+Enter: the next finding or doubt after the cell, in the order of the form, round to the first."""
        assert self.session is not None  # a table is shown
        order = {name: number for number, name in enumerate(self.session.form.cells)}
        firsts = {min(f.cells, key=lambda a: order.get(a, 0)) for f in self.session.result.findings if f.cells}
        places = sorted(firsts.union(self._doubting.addresses()), key=lambda a: order.get(a, 0))
        after = [a for a in places if order.get(a, 0) > order.get(address, -1)]
        if after or places:
            self.go_to((after or places)[0])
        else:
            counts = self.session.result.counts
            self.message.say("ok", f"共 {counts.run} 条规则，全部执行，没有发现问题", for_ms=6000)

    def _say_settled(self, address: Address) -> None:
        self.message.say_undo(f"{self._name(address)}就是这个数，不再存疑", self._doubting.take_back)

    def _say_filled(self, label: str) -> None:
        said = [label]
        if left := self.refused():
            named = "、".join(self._name(address) for address, _ in left)
            words = "、".join(f"“{text}”" for _, text in left)
            said.append(f"还有 {len(left)} 格写着{words}，没有存上：{named}")
        self.message.say_undo("。".join(said), self._undo, "按“撤销”一步还原")

    def _say_mended(self, done: str, address: Address) -> None:
        self.go_to(address)
        self.message.say_undo(done, self._undo)

    def _undo(self) -> None:
        self._move_back(Session.undo)

    def _redo(self) -> None:
        self._move_back(Session.redo)

    def _move_back(self, deed: Callable[[Session], object]) -> None:
        self.finish()
        if self.session is None:
            return
        try:
            deed(self.session)
        except Trouble as trouble:
            self.message.say_trouble(trouble)


def _is_in(widget: QWidget | None, area: QWidget) -> bool:
    return widget is not None and (widget is area or area.isAncestorOf(widget))
