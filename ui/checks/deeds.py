"""What is done from the 校核 page: a certain fix, a way to balance, a reason; each told in a line with 撤销."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.checks.model import Finding
from app.checks.repair import Repair
from app.checks.repair_words import say
from app.domain.change import Change
from app.editing.session import Changed, Session
from app.workbench import righting
from ui.kit.messages import UNDO_MS, MessageBar

_SINCE = "后来又有改动，这一步不能单独撤销"
_LIST = "要退回去，请打开“修改记录”（F9）"


class Deeds(QObject):
    """Does them on a session, and says what was done."""

    def __init__(self, messages: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._messages = messages
        self._busy = False

    def put_right(self, session: Session, finding: Finding, label: str = "") -> None:
        """The certain fix of a finding, or the one of its choices named ``label``, as one step."""
        done = self._messages.attempt(lambda: righting.put_right(session, finding, label))
        if isinstance(done, str):
            self._say_step(session, done)

    def mend(self, session: Session, repair: Repair) -> None:
        """A way to balance, as one step."""
        words = say(session.form, repair)
        change = Change(words.deed, repair.cells, who=session.who)
        if self._messages.attempt(lambda: session.apply(change)) is not None:
            self._say_step(session, words.done)

    def give(self, session: Session, finding: Finding, words: str) -> bool:
        """Keeps the reason for a finding; no words take back the one that was given. False where nothing was kept."""
        before = finding.answer
        if not words.strip() and before is None:
            return False
        if before is not None and words.strip() == before.text:
            return True
        if not words.strip():
            kept = self._messages.attempt(lambda: session.withdraw(finding))
            told = "说明收回了"
        else:
            kept = self._messages.attempt(lambda: session.answer(finding, words, session.who))
            told = "说明记下了"
        if kept is None:
            return False
        meant = session.reasons.count
        self._messages.say_undo(told, lambda: self._unsay(session, meant), "随报告一起保存")
        return True

    def tell_moved(self, changed: Changed) -> None:
        """A step was taken back or done again by key."""
        if changed.kind in ("undo", "redo") and not self._busy:
            verb = "已撤销" if changed.kind == "undo" else "已重做"
            self._messages.say("ok", f"{verb}：{changed.label}", for_ms=UNDO_MS, of_deed=True)
        elif changed.kind == "apply":
            self._messages.close_deed()

    def _unsay(self, session: Session, meant: int) -> None:
        """The reason as it was before; what has come since is not touched."""
        if not self._messages.attempt(lambda: righting.unsay(session, meant)):
            self._messages.say("tip", _SINCE, "什么都没有动", _LIST, for_ms=UNDO_MS, of_deed=True)

    def _say_step(self, session: Session, told: str) -> None:
        meant = self._messages.attempt(lambda: session.position)
        if isinstance(meant, int):
            self._messages.say_undo(told, lambda: self._take_back(session, meant))

    def _take_back(self, session: Session, meant: int) -> None:
        if self._messages.attempt(lambda: session.position) != meant:
            self._messages.say("tip", _SINCE, "什么都没有动", _LIST, for_ms=UNDO_MS, of_deed=True)
        else:
            self._messages.attempt(session.undo)
