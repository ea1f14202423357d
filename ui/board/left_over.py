"""The line that says what is still to be looked at before anything is hung; it stops nobody."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.checks.counting import Left
from app.checks.model import Finding
from app.workbench.checking import Page
from ui.kit.messages import MessageBar


class LeftOver(QObject):
    """Fills the line. ``go_to_requested`` carries the address of a cell (or a section) to put right.

    ``list_requested`` asks for the list of what wants a word.
    """

    go_to_requested = Signal(str)
    list_requested = Signal()

    def __init__(self, bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._said = ""
        self._deed = "张贴"
        self._last: tuple[Left, Page] | None = None

    def use(self, deed: str) -> None:
        """What is done with the paper in view (张贴); the line goes by it while it is there."""
        if deed != self._deed:
            self._deed = deed
            if self._last is not None and not self._bar.isHidden():
                self.forget()
                self.say(*self._last)

    def say(self, still: Left, page: Page) -> None:
        """Errors come first, then what wants a word. What was closed comes back only for another count."""
        self._last = (still, page)
        many = page.unanswered("warning")
        open_still = f"还有 {many} 处要说明" if many else ""
        said = f"{still.in_the_way}/{open_still}" if still.blockers or many else ""
        if said == self._said:
            return
        self._said = said
        if still.blockers:
            self._bar.say(
                "doubt",
                f"{self._deed}前看一眼：{still.in_the_way}",
                f"可以先改，也可以照样做；{open_still}" if many else "可以先改，也可以照样做",
                action="去改",
                on_action=lambda: self._go_to(still.blockers[0]),
            )
        elif many:
            then = f"改正，或者写一句理由，再{self._deed}"
            self._bar.say("doubt", open_still, then, action="去看", on_action=self._show_list)
        else:
            self._bar.close_message()

    def forget(self) -> None:
        """Whatever is left is said again."""
        self._said = ""

    def _show_list(self) -> None:
        self.forget()  # said again when the clerk comes back
        self.list_requested.emit()

    def _go_to(self, finding: Finding) -> None:
        self.forget()  # as above
        self.go_to_requested.emit(finding.cells[0] if finding.cells else finding.section)
