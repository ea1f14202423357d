"""What is done with the review of a report from the page: recorded, starred, gone to; each told in a line."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.checks.model import Finding
from app.editing.session import Session
from app.workbench import checking, secrecy
from app.workbench.bench import Workbench
from ui.board.review import ReviewCard, Shown
from ui.kit.messages import UNDO_MS, MessageBar


class Reviewing(QObject):
    """Fills the card of a session and carries out what is asked there. ``done`` once a record or a text is another.

    ``stop_requested`` carries the place (``checks.places.Stop``) of something private.
    """

    done = Signal()
    stop_requested = Signal(object)

    def __init__(self, bench: Workbench, messages: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._messages = bench, messages
        self._session: Session | None = None
        self._procedure = secrecy.procedure()
        self.card = ReviewCard(self._procedure.conclusions)
        self.card.recorded.connect(self._record)
        self.card.starred.connect(self._star)
        self.card.located.connect(self._locate)

    def show(self, session: Session | None) -> None:
        """How it stands with the report of ``session``."""
        another, self._session = session is not self._session, session
        if another:
            self.card.leave()
        self.card.setVisible(session is not None)
        if session is None:
            return
        report = session.report
        made = secrecy.review(self._bench, report)
        self.card.show_state(
            Shown(
                standing=secrecy.standing(self._bench, report, session.result),
                sentence=secrecy.sentence(self._bench, report, session.result),
                private=secrecy.findings(self._bench, session.result),
                in_the_way=secrecy.in_the_way(self._bench, session.result),
                who=self._bench.clerk or (made.who if made else ""),
                basis=made.basis if made else self._procedure.basis,
            )
        )

    @property
    def draft(self) -> str:
        """What the sheets for the board carry for now."""
        session = self._session
        return secrecy.draft_words(self._bench, session.report, session.result) if session is not None else ""

    def _record(self, who: str, basis: str, conclusion: str, note: str) -> None:
        session = self._session
        if session is None or not self._messages.attempt(
            lambda: secrecy.record(self._bench, session.report, who, basis, conclusion, note=note)
        ):
            return
        self.card.leave()
        self.done.emit()
        words = secrecy.draft_words(self._bench, session.report)
        stands = not words
        self._messages.say(
            "ok" if stands else "doubt",
            "审查结论记下了",
            f"公开栏上不再印“{self._procedure.draft}”" if stands else f"公开栏上印着“{words}”",
            for_ms=UNDO_MS if stands else 0,
            of_deed=True,
        )

    def _star(self, finding: Finding | None) -> None:
        session = self._session
        if session is None:
            return
        change = secrecy.starred(self._bench, session.result, finding)
        if change is None:
            self._messages.say("doubt", *secrecy.NOTHING_STARRED, of_deed=True)
            return
        if not self._messages.attempt(lambda: session.apply(change)):
            return
        meant = session.position
        self._messages.say_undo(change.label, lambda: self._take_back(session, meant))

    def _take_back(self, session: Session, meant: int) -> None:
        if session.position == meant:
            self._messages.attempt(session.undo)

    def _locate(self, finding: Finding) -> None:
        stop = checking.stop_of(self._session.form, finding) if self._session is not None else None
        if stop is not None:
            self.stop_requested.emit(stop)
