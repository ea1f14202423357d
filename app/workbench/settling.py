"""就是这个数 and its way back: no step of the report, yet taken back and done again in its turn among the steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.address import Address
from app.editing.session import Session
from app.workbench import doubts
from app.workbench.bench import Workbench
from app.workbench.doubts import Doubt


@dataclass(frozen=True, slots=True)
class Settled:
    """``doubt`` was settled after step ``position``, when so many reasons were ``answered``."""

    doubt: Doubt
    position: int
    answered: int = 0


class Settlings:
    """What was settled in one report since it was opened; every function reads or writes the workspace.

    A settling belongs to the place in the log where it was done: what was stated since is taken back before it.
    """

    def __init__(self, bench: Workbench, session: Session) -> None:
        self._bench, self._session = bench, session
        self._done: list[Settled] = []
        self._back: list[Settled] = []

    def standing(self) -> Mapping[Address, Doubt]:
        """The doubts nobody has settled."""
        return doubts.of(self._bench, self._session.report.key)

    def settle(self, address: Address) -> Settled | None:
        """Settles the doubt about a cell; None where there is none."""
        position, answered = self._session.position, self._session.reasons.count
        doubt = doubts.settle(self._bench, self._session.report.key, address)
        if doubt is None:
            return None
        self._done.append(Settled(doubt, position, answered))
        self._back.clear()
        return self._done[-1]

    def take_back(self, meant: Settled | None = None) -> Doubt | None:
        """Doubts again what was settled last; None where a step was stated since, or another one is ``meant``."""
        last = self._last(self._done)
        if last is None or meant not in (None, last):
            return None
        doubts.save(self._bench, self._session.report.key, [last.doubt])
        self._back.append(self._done.pop())
        return last.doubt

    def again(self) -> Doubt | None:
        """Settles again what was taken back last; None where there is none, or steps come first."""
        last = self._last(self._back)
        if last is None:
            return None
        doubts.settle(self._bench, self._session.report.key, last.doubt.address)
        self._done.append(self._back.pop())
        return last.doubt

    def stated(self) -> None:
        """A new step was stated: what was taken back cannot be done again."""
        self._back.clear()

    def _last(self, settled: list[Settled]) -> Settled | None:
        if not settled:
            return None
        last = settled[-1]
        is_next = (last.position, last.answered) == (self._session.position, self._session.reasons.count)
        return last if is_next else None
