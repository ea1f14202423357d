"""The line that says what a new year took over from last year's report, with 撤销 for as long as nothing followed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.kit.messages import MessageBar

if TYPE_CHECKING:
    from app.workbench.beginning import Begun


class BegunLine:
    """``show`` says it in ``messages``; the line goes with the first change, which is the last moment for 撤销."""

    def __init__(self, messages: MessageBar, begun: Begun) -> None:
        self._messages, self._begun = messages, begun
        self._said = ""
        self._stop: Callable[[], None] = lambda: None

    def show(self) -> None:
        """Says what was taken over and what was not."""
        from app.workbench.beginning import told

        what, more = told(self._begun)
        if not self._begun.stands:
            self._messages.say("tip", what, more)
            self._said = self._messages.text()
            return
        kind = "doubt" if self._begun.carry is not None and self._begun.carry.unmapped else "ok"
        self._messages.say(kind, what, more, action="撤销", on_action=self._undo)
        self._said = self._messages.text()
        self._stop = self._begun.session.listen(lambda _: self._go())

    def _undo(self) -> None:
        if self._begun.stands:
            self._begun.session.undo()

    def _go(self) -> None:
        self._stop()
        if self._messages.isVisible() and self._messages.text() == self._said:
            self._messages.close_message()
