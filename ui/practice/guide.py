"""Follows the open practice report: what is done, what comes next, the time; and keeps how far somebody has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import Trouble
from app.editing.session import Session
from app.system import clock
from app.workbench import practice
from app.workbench.bench import Workbench
from app.workbench.practice_story import story
from app.workbench.practice_words import tell
from ui.kit.bridge import SessionBridge
from ui.kit.theme import theme
from ui.practice.strip import PracticeStrip

_TICK_MS = 20_000  # the minutes in the strip
_ROOM = 640  # px of the design: a lower page has no room for words and table at once


class Place(Protocol):
    """Where the strip stands."""

    def put_on_top(self, strip: QWidget | None) -> None:
        """Shows it over the page, or takes it away."""

    def take_keyboard(self) -> None:
        """Takes the keyboard back to the report."""

    def finish(self) -> None:
        """Commits what is still being typed."""

    def height(self) -> int:
        """How high it is, in px."""


def guide(
    session: Session,
    bench: Workbench,
    place: Place,
    go: Callable[[str], object],
    leave: Callable[[], object],
    say: Callable[[Trouble], object],
) -> PracticeGuide | None:
    """A guide over ``place`` where this report is one to practise on, else None.

    ``go`` leads to a place of the report by its name, ``leave`` to the office's own reports, ``say`` tells a trouble.
    """
    progress = practice.progress_of(bench, session.report.key)
    if progress is None:
        return None
    made = PracticeGuide(session, bench, progress, place, go)
    made.own_requested.connect(leave)
    made.troubled.connect(say)
    return made


class PracticeGuide(QObject):
    """Fills a strip from the session. ``go`` leads to a place of the report by its name."""

    own_requested = Signal()
    troubled = Signal(object)  # Trouble

    def __init__(
        self, session: Session, bench: Workbench, progress: practice.Progress, place: Place, go: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._session, self._bench, self._place, self._go = session, bench, place, go
        self._progress = progress
        self._since = clock.now()  # what was used until then is in the progress
        self._was_read = False  # the words make room for the table where there is little, once they were read
        self._now = practice.standing(story(), session, progress)
        self._before = self._now.done  # what was done when something was last said
        self.strip = PracticeStrip()
        self._bridge = SessionBridge(session, self)
        self._bridge.changed.connect(self._follow)
        strip = self.strip
        strip.located.connect(self._locate)
        strip.hint_requested.connect(self._hint)
        strip.skip_requested.connect(self._skip)
        strip.fold_requested.connect(self._fold)
        strip.again_requested.connect(self._again)
        strip.resume_requested.connect(self._resume)
        strip.own_requested.connect(self.own_requested)
        strip.left.connect(place.take_keyboard)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._show_time)
        self._tick.start()
        self._show(self._now.done)
        place.put_on_top(strip)

    @property
    def standing(self) -> practice.Standing:
        """Where it stands."""
        return self._now

    def stop(self) -> None:
        """Lets the report go; the time that was used is kept."""
        self._tick.stop()
        self._bridge.release()
        self._place.put_on_top(None)
        self.strip.hide()
        self.strip.deleteLater()
        self._keep(self._passed())
        self.deleteLater()

    # -- what happens

    def _follow(self) -> None:
        before = self._now
        self._progress = self._passed()
        self._now = practice.standing(story(), self._session, self._progress)
        if self._now.done != before.done:
            self._settle(self._progress, before.done)
        elif self._now.minutes != before.minutes:
            self._show(self._before)

    def _settle(self, progress: practice.Progress, before: frozenset[str]) -> None:
        """Shows and keeps where it stands after ``progress``: something new is there to be read."""
        self._was_read = False
        now = practice.standing(story(), self._session, progress)
        self._now = practice.settled(now, clock.now())
        self._progress = self._now.progress
        self._show(before)
        QTimer.singleShot(0, self, self._keep_soon)  # the key that did it is painted first

    def _keep_soon(self) -> None:
        if self._tick.isActive():  # else stop() has kept it
            self._keep(self._progress)

    def _locate(self) -> None:
        task = self._now.current
        if task is not None:
            self._was_read = self._place.height() < theme().px(_ROOM)
            self._show(self._before)
            self._go(task.where)

    def _hint(self) -> None:
        task = self._now.current
        if task is not None:
            self._settle(self._passed().hinted(task), self._now.done)

    def _skip(self) -> None:
        task = self._now.current
        if task is not None:
            self._settle(self._passed().skipping(task), self._now.done)

    def _resume(self) -> None:
        self._since = clock.now()
        self._settle(self._progress.resumed(), self._now.done)
        self._locate()

    def _fold(self) -> None:
        folded = not self._is_folded()
        self._settle(replace(self._passed(), folded=folded), self._before)

    def _is_folded(self) -> bool:
        return self._progress.folded or self._was_read

    def _again(self) -> None:
        self._place.finish()  # what is half written must not come after the new beginning
        try:
            self._since = clock.now()
            self._bridge.blockSignals(True)
            self._settle(practice.begin(self._bench), frozenset())
        except Trouble as trouble:
            self.troubled.emit(trouble)
        finally:
            self._bridge.blockSignals(False)
        self._locate()

    # -- time, memory, words

    def _passed(self) -> practice.Progress:
        now = clock.now()
        progress = self._progress.passed((now - self._since).total_seconds())
        self._since = now
        self._progress = progress
        return progress

    def _show_time(self) -> None:
        """The minutes as they are now; nothing is kept, and a pause is not over yet."""
        shown = self._progress.passed((clock.now() - self._since).total_seconds())
        now = practice.standing(story(), self._session, shown)
        if now.minutes != self._now.minutes:
            self._now = now
            self._show(self._before)

    def _keep(self, progress: practice.Progress) -> None:
        self._progress = progress
        try:
            practice.keep(self._bench, self._session.report.key, progress)
        except Trouble as trouble:
            self.troubled.emit(trouble)

    def _show(self, before: frozenset[str]) -> None:
        self._before = before
        self.strip.show_told(tell(self._now, before), folded=self._is_folded())
