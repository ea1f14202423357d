"""Ctrl+Enter and 定位: from one finding to the next, wherever in the report it stands."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.checks import places
from app.checks.places import Stop
from app.domain.address import Address
from app.editing.session import Session
from ui.editor.cover.tab import CoverTab
from ui.editor.table.doubting import Doubting
from ui.editor.text.tab import TextTab
from ui.kit.messages import MessageBar

_ALL_WELL_MS = 6000


class Place(Protocol):
    """What is asked of the place where the report is shown."""

    @property
    def message(self) -> MessageBar: ...
    def go_to(self, address: Address) -> bool: ...
    def shown(self) -> QWidget | None: ...


class Stopping:
    """Of one open report, in the place that shows it."""

    def __init__(self, session: Session, doubting: Doubting, place: Place) -> None:
        self._session, self._doubting, self._place = session, doubting, place

    def next(self, here: Stop) -> None:
        """The next finding or doubt after ``here``, in the order of the form, round to the first."""
        form, result = self._session.form, self._session.result
        found = places.stops(form, result.findings, self._doubting.addresses())
        stop = places.after(form, found, here)
        if stop is not None:
            self.show(stop)
        else:
            told = f"共 {result.counts.run} 条规则，全部执行，没有发现问题"
            self._place.message.say("ok", told, for_ms=_ALL_WELL_MS)

    def show(self, stop: Stop) -> bool:
        """Goes there; False for a place that the form lacks."""
        if not self._place.go_to(stop.cell or stop.passage):
            return False
        tab = self._place.shown()
        if stop.end > stop.start and isinstance(tab, TextTab | CoverTab):
            tab.show_spot(stop.passage, stop.start, stop.end)
        return True
