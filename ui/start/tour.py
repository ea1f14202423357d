"""From one thing to put right to the next: the sentence goes along to the place where it is put right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.kit.messages import MessageBar

if TYPE_CHECKING:
    from app.checks.model import Finding
    from app.editing.session import Session
    from app.workbench.bench import Workbench


class Tour:
    """``go`` leads to a cell or a part by its name, ``present`` is the open report.

    What is put right on the way is left out.
    """

    def __init__(
        self,
        messages: MessageBar,
        go: Callable[[str], object],
        present: Callable[[], Session | None],
        bench: Workbench | None,
    ) -> None:
        self._messages, self._go, self._present, self._bench = messages, go, present, bench
        self._session: Session | None = None
        self._last = ""  # the sentence that was said
        self._place, self._what = 0, "faults"

    def begin(self, session: Session, what: str = "faults") -> None:
        """The first place of ``session``'s report; ``what`` (faults, texts, doubts) is what the start page counted."""
        self._session, self._last, self._place, self._what = session, "", 0, what
        self.show()

    def show(self) -> None:
        """Goes there and says what is to be done; says nothing where nothing is left."""
        found = self._findings()
        if self._session is None or not found:
            return
        place = self._place % len(found)
        finding = found[place]
        self._place, self._last = place, finding.message
        self._go(finding.cells[0] if finding.cells else finding.section)
        what = f"第 {place + 1} 处，共 {len(found)} 处：{finding.message}"
        action = "下一处" if len(found) > 1 else ""
        kind = "bad" if finding.severity == "error" else "doubt"
        self._messages.say(kind, what, action=action, on_action=self._next if action else None, returns=True)

    def _next(self) -> None:
        found = self._findings()
        if self._place < len(found) and found[self._place].message == self._last:
            self._place += 1  # else it was put right, and the next one has moved up
        self.show()

    def _findings(self) -> tuple[Finding, ...]:
        if self._session is None or self._session is not self._present():  # another report was opened meanwhile
            return ()
        from app.checks.counting import left
        from app.workbench import doubts

        still = left(self._session.result)
        if self._what != "doubts":
            return still.texts if self._what == "texts" else still.faults
        if self._bench is None:
            return still.doubts
        return (*still.doubts, *doubts.findings(self._bench, self._session.report, self._session.values))
