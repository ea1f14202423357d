"""From a relation that fails to a click that balances it: sought when the hands rest, done as one step."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.checks.engine import CheckResult
from app.checks.model import Finding
from app.checks.repair import Repair, Repairs, find
from app.checks.repair_words import Offer, offer, say
from app.domain.address import Address
from app.domain.change import Change
from app.domain.errors import Trouble
from app.editing.session import Session
from app.forms.model import Section
from app.workbench.checking_deeds import deeds
from ui.editor.balance.card import WorstCard
from ui.editor.balance.fold import FixLine

REST_MS = 150  # without a change before repairs are sought: nothing of it lies between a key and its picture


class Mending(QObject):
    """The repairs of one section, for its card and its fix line; ``suspects`` gives the cells that are doubted.

    ``asked`` comes before a deed: what is being typed is stated first. ``mended`` says what was done, and in which
    cell; ``wanted`` that the clerk must choose, and the ways should be in view.
    """

    asked = Signal()
    mended = Signal(str, str)
    wanted = Signal()
    troubled = Signal(object)

    def __init__(
        self,
        owner: QWidget,
        session: Session,
        section: Section,
        card: WorstCard,
        fix: FixLine,
        suspects: Callable[[], Collection[Address]],
    ) -> None:
        super().__init__(owner)
        self._suspects = suspects
        self._session, self._section, self._card, self._fix = session, section, card, fix
        self._owner = owner
        owner.installEventFilter(self)
        self._result: CheckResult | None = None  # the one that ``_repairs`` is of
        self._suspected: frozenset[Address] = frozenset()
        self._repairs = Repairs()
        self._offers: dict[str, Offer | None] = {}
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self.seek)
        card.ready = fix.ready = self._ready
        card.box.chosen.connect(self.do)
        card.box.why.given.connect(self._give)
        fix.chosen.connect(self.do)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # a key by its name would be sought in the names of all keys
            with_alt = QKeySequence(QKeyCombination(Qt.KeyboardModifier.AltModifier, key))
            short = QShortcut(with_alt, owner, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            short.activated.connect(self._by_key)

    def follow(self, *, soon: bool = False) -> None:
        """Something may have changed: repairs are sought once the hands rest (``soon``: once this is painted)."""
        self._rest.start(0 if soon else REST_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the hands left for another place was not sought there: it is when they come back."""
        if event.type() == QEvent.Type.Show:
            self.follow(soon=True)
        return False

    def seek(self) -> None:
        """Seeks what is not known yet and shows it."""
        self._rest.stop()
        if self._owner.isVisible():
            self._know()
            key = self._card.line.key if self._card.line is not None else ""
            self._card.show_offer(self._offer(key))
            self._card.show_reason(*self._reason(key))
            self._fix.show_offer(self._offer(self._fix.key))

    def do(self, repair: Repair) -> None:
        """Does a repair that was offered; where the figures have changed since, it is offered anew instead."""
        self.asked.emit()
        self._know()
        if not any(repair in cause.repairs for cause in self._repairs.causes):
            self.seek()
            return
        words = say(self._session.form, repair)
        try:
            changed = self._session.apply(Change(words.deed, repair.cells, who=self._session.who))
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return
        self.seek()
        if changed is not None:
            self.mended.emit(words.done, next(iter(repair.cells)))

    def _reason(self, key: str) -> tuple[Finding | None, str]:
        """Of which finding the line ``key`` speaks, and the words of its button, where a reason may be given."""
        found = next((it for it in self._session.result.findings if f"{it.rule}/{it.mark}" == key), None)
        offered = deeds(found, unwritten=False, can_zero=False, has_place=True) if found is not None else ()
        button = next((deed.button for deed in offered if deed.what == "reason"), "")
        return (found, button) if button else (None, "")

    def _give(self, words: str) -> None:
        """Keeps the reason for the doubt on the card; no words take it back."""
        self.asked.emit()
        line = self._card.line
        finding, _ = self._reason(line.key) if line is not None else (None, "")
        if line is None or finding is None:  # what was being typed has settled it
            self.seek()
            return
        try:
            if words:
                self._session.answer(finding, words, self._session.who)
            else:
                self._session.withdraw(finding)
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return
        self._card.show_reason(None, "")
        self.seek()
        self.mended.emit("说明记下了，随报告一起保存" if words else "说明收回了", line.address)

    def _know(self) -> None:
        if not self._is_known():
            self._result, self._suspected = self._session.result, frozenset(self._suspects())
            self._repairs = find(self._session.report, self._result, self._section, self._suspected)
            self._offers = {}

    def _is_known(self) -> bool:
        """What is doubted comes first among equal ways: another doubt may be another order."""
        return self._result is self._session.result and self._suspected == frozenset(self._suspects())

    def _ready(self, key: str) -> Offer | None:
        return self._offer(key) if self._is_known() else None

    def _offer(self, key: str) -> Offer | None:
        if key not in self._offers:
            self._offers[key] = offer(self._session.form, self._repairs.of(key))
        return self._offers[key]

    def _by_key(self) -> None:
        """Alt+Enter: what is offered by itself; else the ways, to choose from."""
        self.asked.emit()
        self.seek()
        found = self._fix.offer if self._fix.isVisible() else self._card.box.offer
        if found is not None and found.leads:
            self.do(found.best[0])
        elif found is not None:
            self.wanted.emit()
