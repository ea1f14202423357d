"""Zero as a statement: the button that counts the blanks, the strip that asks who, and who stated it so far."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.address import Address
from app.domain.errors import Trouble
from app.editing import record
from app.editing.session import Changed, Session
from app.forms.model import Section
from app.workbench.bench import Workbench
from ui.editor.table.quiet import Quiet
from ui.editor.table.zero_strip import ZeroStrip
from ui.kit.widgets import SecondaryButton

KEY = "Alt+0"
_BY_NUMBER = QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_0)
Refused = Callable[[], Collection[Address]]


class Zeroing(QObject):
    """Button, strip and quiet line of one section.

    ``asked`` comes before the strip opens: what is being typed is stated first. ``filled`` says the label of the step,
    ``done`` that the hands are wanted back in the table.
    """

    asked = Signal()
    filled = Signal(str)
    troubled = Signal(object)
    done = Signal()

    def __init__(self, owner: QWidget, session: Session, section: Section, bench: Workbench, refused: Refused) -> None:
        super().__init__(owner)
        self._session, self._section, self._bench, self._refused = session, section, bench, refused
        self._confirmed: frozenset[Address] = frozenset()
        self.button = SecondaryButton("空格填零", size="button_small")
        self.button.setToolTip(f"先问由谁确认，再填（{KEY}）")
        self.strip = ZeroStrip()
        self.said = Quiet()
        self.button.clicked.connect(self.turn)
        self.strip.confirmed.connect(self._fill)
        self.strip.left.connect(self.done)
        with_alt = QKeySequence(_BY_NUMBER)  # by its name it would be sought in the names of all keys
        short = QShortcut(with_alt, owner, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        short.activated.connect(self.turn)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.tell)

    def count(self, here: int, doubted: int) -> None:
        """This part has ``here`` blanks now, and ``doubted`` ones of which nobody may say that nothing happened."""
        text = f"空格填零（{here} 格）" if here else f"空着的 {doubted} 格存疑" if doubted else "没有空格"
        if self.button.text() != text:
            self.button.setText(text)
            self.button.setEnabled(here > 0)
            self.button.updateGeometry()
        if not self.strip.isHidden():
            if here:
                self._count_whole()
            else:
                self.strip.close_strip()

    def follow(self, changed: Changed) -> None:
        """Who stated what is told anew after the key is painted, where this change may have altered it."""
        if changed.kind != "apply" or not self._confirmed.isdisjoint(changed.cells):
            self._later.start()

    def tell(self) -> None:
        """Says who has confirmed zeros in this part."""
        try:
            told = record.zero_statements(self._session.form, self._session.touches())
        except Trouble:  # what is stored is told elsewhere; here a quiet line is missing
            told = ()
        mine = [statement for statement in told if statement.section == self._section.id]
        self._confirmed = frozenset(address for statement in mine for address in statement.cells)
        mine.reverse()  # the last one first
        short = [statement.short for statement in mine]
        rest = [f"共 {sum(statement.count for statement in mine)} 格填零"] if len(short) > 1 else []
        self.said.say("；".join(statement.sentence for statement in mine), "；".join(short), *rest)

    def turn(self) -> None:
        """Opens the strip, or puts it away."""
        if not self.strip.isHidden():
            self.strip.close_strip()
            return
        self.asked.emit()
        if self.button.isEnabled():
            self.strip.ask(self._bench.clerk, *self._numbers())
            self._count_whole()

    def put_away(self) -> None:
        """The part is left: nothing is asked any longer."""
        self.strip.hide()

    def _numbers(self) -> tuple[int, int]:
        spare = self._refused()
        return len(self._session.blanks(self._section.id, spare)), len(self._session.blanks(None, spare))

    def _count_whole(self) -> None:
        self.strip.count(*self._numbers())
        whole = record.zero_label(self._session.form, self._session.blanks(None, self._refused()), "")
        self.strip.name_sections(whole)

    def _fill(self, who: str, whole: bool) -> None:
        try:
            if not self._bench.clerk:
                self._bench.save_clerk(who)
                self._session.who = self._bench.clerk
            changed = self._session.fill_zero(None if whole else self._section.id, who, self._refused())
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return
        self.strip.hide()
        self.tell()
        if changed is not None:
            self.filled.emit(changed.label)
        self.done.emit()
