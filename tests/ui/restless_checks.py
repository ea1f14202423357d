"""What a restless clerk does on the 校核 page: walks the list, puts right, balances, gives reasons, takes back."""

from __future__ import annotations

from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.checks.engine import check
from app.editing.session import Session
from app.workbench import checking, doubts
from tests.benchmarks.window import Hands
from ui.checks.place import ChecksPlace
from ui.wiring import CHECKS, EDITOR, Desktop

Key = Qt.Key
_REST_MS = 90  # the ways to balance are sought by then


class Reviewing:
    """Of ``Restless``, which brings hands, desktop and chance."""

    desktop: Desktop
    hands: Hands
    chance: Random

    @property
    def session(self) -> Session:
        """The open report."""
        raise NotImplementedError

    def _press(self, key: Qt.Key, *, ctrl: bool = False, shift: bool = False, alt: bool = False) -> None:
        raise NotImplementedError

    def _click(self, button: QWidget) -> None:
        raise NotImplementedError

    def review(self) -> None:
        """To the page and back; a few deeds there, each of which leaves the list as a fresh look would make it."""
        self._click(self.desktop.window.rail.button(CHECKS))
        page = self.desktop.window.page(CHECKS)
        assert isinstance(page, ChecksPlace)
        for _ in range(self.chance.randrange(1, 4)):
            if self.desktop.window.place != CHECKS:
                break
            self._agree_with(page)
            page.take_keyboard()
            for _ in range(self.chance.randrange(6)):
                self._press(self.chance.choice((Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_PageDown)))
            getattr(self, self.chance.choice(("_do", "_do", "_explain", "_balance", "_narrow", "_back")))(page)
        if self.desktop.window.place == CHECKS:
            self._agree_with(page)
            self._click(self.desktop.window.rail.button(EDITOR))
        else:
            self._press(Key.Key_Escape)  # who states zero is asked in the tables

    def _do(self, page: ChecksPlace) -> None:
        """The first deed of the chosen finding: it may lead away."""
        self._press(Key.Key_Return)
        if page.list.reason.isVisible():
            self._press(Key.Key_Escape)

    def _explain(self, page: ChecksPlace) -> None:
        item = page.list.item
        shown = [button for button in page.list.buttons if button.isVisible() and "说明" in button.text()]
        if item is None or not shown:
            return
        self._click(shown[0])
        self.hands.write(self.chance.choice(("期满失效", "就是这样。", "<b>x</b>")))
        self._press(self.chance.choice((Key.Key_Return, Key.Key_Return, Key.Key_Escape)))

    def _balance(self, page: ChecksPlace) -> None:
        QTest.qWait(_REST_MS)
        if page.beside.ways:
            self._click(self.chance.choice(page.beside.ways).button)

    def _narrow(self, page: ChecksPlace) -> None:
        self._press(self.chance.choice((Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_5)))
        self._press(Key.Key_1)

    def _back(self, page: ChecksPlace) -> None:
        self._press(Key.Key_Z, ctrl=True)

    def _agree_with(self, page: ChecksPlace) -> None:
        QApplication.processEvents()
        bench, session = self.desktop.bench, self.session
        assert bench is not None
        kept = bench.find(session.report.key.year, session.report.key.organ)
        fresh = check(session.form, kept, bench.last_year(kept.key), bench.around(kept))
        wanted = checking.page(fresh, doubts.findings(bench, kept, fresh.values))
        assert page.page == wanted
        if page.tiles.filter == "all":
            assert [item.key for item in page.list.rows.items()] == [item.key for item in wanted.items]
        assert self.desktop.window.rail.button(CHECKS).badge == sum(item.group == "error" for item in wanted.items)
