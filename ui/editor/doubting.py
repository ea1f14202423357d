"""存疑: the figures of the open report that a person must look at, shown in the tables and settled with 就是这个数."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.domain import address as names
from app.domain.address import Address
from app.domain.errors import Trouble
from app.editing.session import Session
from app.workbench import doubts
from app.workbench.bench import Workbench
from app.workbench.doubts import Doubt
from ui.editor.table_tab import TableTab

KEY = Qt.Key.Key_F8


class Doubting(QObject):
    """Knows the doubts of one report. ``settled`` names the cell that is no longer one, ``changed`` its section."""

    settled = Signal(str)
    changed = Signal(str)
    troubled = Signal(object)

    def __init__(self, bench: Workbench, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._session = bench, session
        self._tabs: list[TableTab] = []
        self._last: Doubt | None = None
        self._all = doubts.of(bench, session.report.key)

    def addresses(self) -> list[Address]:
        """The doubtful cells, in the order of the form."""
        showing = doubts.showing(self._all, self._session.values)
        return [name for name in (*self._session.form.cells, *self._session.form.fields) if name in showing]

    def count(self, section: str) -> int:
        """How many there are in a section."""
        if not self._all:
            return 0
        return sum(names.section_of(name) == section for name in doubts.showing(self._all, self._session.values))

    def attend(self, tab: TableTab) -> None:
        """Shows the doubts of this part of the report in its table, now and later."""
        self._tabs.append(tab)
        tab.help.confirmed.connect(lambda: self._settle(tab))
        key = QShortcut(QKeySequence(KEY), tab, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(lambda: self._settle(tab))
        tab.model.show_doubts(self._sentences(tab.section.id))
        tab.refresh_help()

    def follow(self) -> None:
        """The figures changed: a doubt about a figure that is gone does not show, and shows again when it is back."""
        if self._all:
            for tab in self._tabs:
                tab.model.show_doubts(self._sentences(tab.section.id))

    def take_back(self) -> None:
        """Doubts again what was settled last."""
        if self._last is not None:
            doubt, self._last = self._last, None
            try:
                doubts.save(self._bench, self._session.report.key, [doubt])
            except Trouble as trouble:
                self.troubled.emit(trouble)
            self._tell(doubt.address)

    def _sentences(self, section: str) -> Mapping[Address, str]:
        showing = doubts.showing(self._all, self._session.values)
        return {name: doubt.sentence for name, doubt in showing.items() if names.section_of(name) == section}

    def _settle(self, tab: TableTab) -> None:
        """Only what shows can be settled: another figure may have taken the place of the doubted one."""
        if not tab.view.commit():
            return
        square = tab.view.current
        if square is None or square.address not in tab.model.doubts:
            return
        try:
            self._last = doubts.settle(self._bench, self._session.report.key, square.address)
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return
        self._tell(square.address)
        tab.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.settled.emit(square.address)

    def _tell(self, address: Address) -> None:
        self._all = doubts.of(self._bench, self._session.report.key)
        for tab in self._tabs:
            tab.model.show_doubts(self._sentences(tab.section.id))
            tab.refresh_help()
        self.changed.emit(names.section_of(address))
