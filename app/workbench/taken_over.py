"""照上年: what the preface took over from last year's report, until somebody writes there or says that it is right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.editing import carry
from app.workbench.bench import Workbench
from app.workbench.leaving import CARRIED

if TYPE_CHECKING:
    from app.editing.session import Session

_LOOKED_AT = "preface_looked_at"  # the name under which the lines that somebody has looked at are remembered


class TakenOver:
    """The lines of the preface of one open report."""

    def __init__(self, bench: Workbench, session: Session) -> None:
        self._bench, self._session = bench, session
        self._came: dict[str, str] = {}
        if session.last is not None and bench.detail(session.report.key, CARRIED):
            came = carry.preface_words(session.form, session.last)
            self._came = {name: text for name, text in came.items() if name in session.form.preface_fields}
        self._looked_at = _names(bench.detail(session.report.key, _LOOKED_AT) or "") if self._came else set()

    def marked(self, passage: str) -> bool:
        """True while a line says what last year's report handed on, and nobody has looked at it."""
        text = self._came.get(passage)
        return bool(text) and passage not in self._looked_at and self._session.report.passages.get(passage) == text

    def look_at(self, passage: str) -> bool:
        """Somebody wrote in the line, or said that it is right as it stands; True where that is news. It is kept."""
        if passage not in self._came or passage in self._looked_at:
            return False
        looked_at = {*self._looked_at, passage}
        self._bench.save_details(self._session.report.key, {_LOOKED_AT: json.dumps(sorted(looked_at))})
        self._looked_at = looked_at
        return True


def _names(text: str) -> set[str]:
    """What cannot be read is no reason not to open: the lines are looked at once more."""
    try:
        found = json.loads(text) if text else []
    except ValueError:
        return set()
    return {name for name in found if isinstance(name, str)} if isinstance(found, list) else set()
