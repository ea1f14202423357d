"""The line that says what is still to be looked at before anything is hung; it stops nobody."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.checks.counting import Left
from app.checks.model import Finding
from ui.kit.messages import MessageBar


class LeftOver(QObject):
    """Fills the line. ``go_to_requested`` carries the address of a cell (or a section) to put right."""

    go_to_requested = Signal(str)

    def __init__(self, bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._said = ""

    def say(self, still: Left, doubted: tuple[Finding, ...]) -> None:
        """Errors come first, then doubts. What was closed comes back only for another count."""
        unseen = still.unseen(len(doubted))
        said = f"{still.in_the_way}/{unseen}" if still.blockers or unseen else ""
        if said == self._said:
            return
        self._said = said
        if still.blockers:
            self._bar.say(
                "doubt",
                f"打印前看一眼：{still.in_the_way}",
                f"可以先改，也可以照样导出；{unseen}" if unseen else "可以先改，也可以照样导出",
                action="去改",
                on_action=lambda: self._go_to(still.blockers[0]),
            )
        elif unseen:
            first = (*still.doubts, *doubted)[0]
            self._bar.say("doubt", unseen, "先看过再张贴", action="去看", on_action=lambda: self._go_to(first))
        else:
            self._bar.close_message()

    def forget(self) -> None:
        """Whatever is left is said again."""
        self._said = ""

    def _go_to(self, finding: Finding) -> None:
        self.forget()  # said again when the clerk comes back
        self.go_to_requested.emit(finding.cells[0] if finding.cells else finding.section)
