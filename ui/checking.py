"""From the 校核 page to the tables and back: its place in the window, the number at the rail, where 定位 leads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from ui.window import MainWindow

if TYPE_CHECKING:
    from app.checks.places import Stop
    from app.editing.session import Session
    from app.workbench.bench import Workbench
    from app.workbench.checking import Group
    from ui.checks.place import ChecksPlace
    from ui.editor.place import EditorPlace


class Checking:
    """``place`` is the id of the page; ``editor`` gives the tables, ``show_editor`` goes there."""

    def __init__(
        self, window: MainWindow, place: str, editor: Callable[[], EditorPlace], show_editor: Callable[[], object]
    ) -> None:
        self._window, self._place = window, place
        self._editor, self._show_editor = editor, show_editor

    def make(self, bench: Workbench) -> QWidget:
        """The page, connected."""
        from ui.checks.place import ChecksPlace

        page = ChecksPlace(bench, self._window.messages, self._window.work)
        page.go_to_requested.connect(self.go_to)
        page.zero_requested.connect(self._ask_zero)
        page.settle_requested.connect(self._settle)
        return page

    def count(self, session: Session | None) -> None:
        """The number at the rail: what must be put right."""
        button = self._window.rail.button(self._place)
        if session is None:
            button.set_badge(0)
            return
        from app.checks.counting import to_put_right

        many = to_put_right(session.result)
        button.set_badge(many, f"{many} 处必须改正")

    def go_to(self, stop: Stop) -> None:
        """Goes to the cell or the words of a finding."""
        self._show_editor()
        self._editor().show_stop(stop)

    def show_only(self, group: Group) -> None:
        """The page is in view; it lists one group."""
        cast("ChecksPlace", self._window.page(self._place)).tiles.show_only(group)

    def look_again(self) -> None:
        """Something was taken back in the tables; the page looks, where it is in view."""
        if self._window.place == self._place:
            cast("ChecksPlace", self._window.page(self._place)).look_again()

    def _settle(self, cells: tuple[str, ...]) -> None:
        """就是这些数: one line for all of them, with one way back."""
        doubting = self._editor().doubting
        before = len(doubting.addresses())
        for address in cells:
            doubting.settle(address)
        settled = before - len(doubting.addresses())
        if settled > 1:
            told = f"{settled} 格就是这些数，不再存疑"
            self._window.messages.say_undo(told, lambda: [doubting.take_back() for _ in range(settled)])

    def _ask_zero(self, address: str) -> None:
        """Who states that nothing happened is asked where the blanks are."""
        from ui.editor.table.tab import TableTab

        self._show_editor()
        place = self._editor()
        place.go_to(address)
        tab = place.shown()
        if isinstance(tab, TableTab) and tab.zeroing.strip.isHidden():
            tab.zeroing.turn()
