"""存疑: the figures of the open report that a person must look at: shown where they stand, settled with 就是这个数."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain import address as names
from app.domain.address import Address
from app.domain.errors import Trouble
from app.editing.session import Session
from app.workbench import doubts
from app.workbench.bench import Workbench
from app.workbench.doubts import Doubt
from app.workbench.settling import Settled, Settlings
from ui.editor.table.tab import TableTab
from ui.editor.text.tab import TextTab

KEY = Qt.Key.Key_F8


class Doubting(QObject):
    """Knows the doubts of one report. ``settled`` says what is none any longer, ``changed`` its section.

    ``again`` names the cell that is doubted again, ``troubled`` says what the disk refused.
    """

    settled = Signal(object)  # Settled
    again = Signal(str)
    changed = Signal(str)
    troubled = Signal(object)

    def __init__(self, bench: Workbench, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._parts: list[_Part] = []
        self._settlings = Settlings(bench, session)
        self._all = self._settlings.standing()

    def addresses(self) -> list[Address]:
        """The doubtful cells, in the order of the form."""
        showing = self._showing()
        return [name for name in (*self._session.form.cells, *self._session.form.fields) if name in showing]

    def blanks(self) -> list[Address]:
        """Those of them that are blank: nobody may state a nought there before somebody has looked."""
        return [name for name in self.addresses() if self._session.values[name] is None]

    def count(self, section: str) -> int:
        """How many there are in a section."""
        return sum(names.section_of(name) == section for name in self._showing())

    def attend(self, tab: TableTab | TextTab) -> None:
        """Shows the doubts of this part of the report in it, now and later."""
        part: _Part = _Table(tab) if isinstance(tab, TableTab) else _Fields(tab)
        self._parts.append(part)
        if isinstance(tab, TableTab):
            tab.help.confirmed.connect(lambda: self._settle(part, part.here()))
        else:
            tab.doubts.settled.connect(lambda address: self._settle(part, address))
        key = QShortcut(QKeySequence(KEY), tab, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(lambda: self._settle(part, part.here()))
        self._show(part)

    def follow(self, kind: str, *, anew: bool) -> None:
        """The figures changed: a doubt about a figure that is gone does not show, and shows again when it is back.

        ``anew``: the change may have come with other doubts (an import, another place).
        """
        if kind == "apply":
            self._settlings.stated()
        if anew:
            self._all = self._settlings.standing()
        if anew or self._all:
            for part in self._parts:
                part.show(self._sentences(part.section))

    def look_again(self) -> bool:
        """Reads the doubts anew, where somebody else may have kept some; True where they are others now."""
        before, self._all = self._all, self._settlings.standing()
        if before == self._all:
            return False
        for part in self._parts:
            self._show(part)
        return True

    def settle(self, address: Address) -> None:
        """就是这个数, said elsewhere than at the cell itself."""
        if address in self._showing():
            self._settle_now(address)

    def take_back(self, meant: Settled | None = None) -> bool:
        """Doubts again what was settled last; False where a step was stated since, or another one is ``meant``."""
        return self._move(lambda: self._settlings.take_back(meant), doubted=True)

    def settle_again(self) -> bool:
        """Settles again what was taken back last; False where steps come first."""
        return self._move(self._settlings.again, doubted=False)

    def _move(self, deed: Callable[[], Doubt | None], *, doubted: bool) -> bool:
        try:
            doubt = deed()
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return True
        if doubt is None:
            return False
        self._tell(doubt.address)
        if doubted:
            self.again.emit(doubt.address)
        return True

    def _showing(self) -> Mapping[Address, Doubt]:
        return doubts.showing(self._all, self._session.values) if self._all else {}

    def _sentences(self, section: str) -> Mapping[Address, str]:
        return {name: doubt.sentence for name, doubt in self._showing().items() if names.section_of(name) == section}

    def _settle(self, part: _Part, address: Address) -> None:
        """Only what shows can be settled: another figure may have taken the place of the doubted one."""
        if address in self._sentences(part.section) and self._settle_now(address):
            part.take_keyboard(address)

    def _settle_now(self, address: Address) -> bool:
        try:
            settled = self._settlings.settle(address)
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return False
        if settled is not None:
            self._tell(address)
            self.settled.emit(settled)
        return settled is not None

    def _tell(self, address: Address) -> None:
        self._all = self._settlings.standing()
        for part in self._parts:
            self._show(part)
        self.changed.emit(names.section_of(address))

    def _show(self, part: _Part) -> None:
        part.show(self._sentences(part.section))
        part.tell()


class _Part(Protocol):
    """A part of the report that shows its doubts. ``here``: the figure under the hands, stated; "" where none is."""

    section: str

    def show(self, sentences: Mapping[Address, str]) -> None: ...
    def tell(self) -> None: ...
    def here(self) -> Address: ...
    def take_keyboard(self, address: Address) -> None: ...


class _Table:
    def __init__(self, tab: TableTab) -> None:
        self._tab, self.section = tab, tab.section.id

    def show(self, sentences: Mapping[Address, str]) -> None:
        self._tab.model.show_doubts(sentences)

    def tell(self) -> None:
        self._tab.refresh_help()
        self._tab.count_blanks()
        self._tab.mending.follow()

    def here(self) -> Address:
        square = self._tab.view.current
        return square.address if self._tab.view.commit() and square is not None else ""

    def take_keyboard(self, address: Address) -> None:
        self._tab.view.setFocus(Qt.FocusReason.OtherFocusReason)


class _Fields:
    def __init__(self, tab: TextTab) -> None:
        self._tab, self.section = tab, tab.section.id

    def show(self, sentences: Mapping[Address, str]) -> None:
        self._tab.doubts.show_doubts(sentences)

    def tell(self) -> None:
        pass

    def here(self) -> Address:
        self._tab.finish()
        refused = {address for address, _ in self._tab.refused()}
        focus: QWidget | None = self._tab.window().focusWidget()
        for line in self._tab.fields.lines if self._tab.fields is not None else []:
            if line is focus and line.address not in refused:
                return line.address
        return ""

    def take_keyboard(self, address: Address) -> None:
        self._tab.go_to(address)
