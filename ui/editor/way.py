"""The message makes way: in a low window it lies over the help below the table, never over why a text was refused."""

from __future__ import annotations

from ui.editor.table.tab import TableTab
from ui.kit.messages import MessageBar
from ui.kit.pages import Pages


class Way:
    """Watches the tables on ``pages`` for ``message``."""

    def __init__(self, message: MessageBar, pages: Pages) -> None:
        self._message, self._pages = message, pages

    def attend(self, tab: TableTab) -> None:
        """Hears of what is refused in ``tab`` and where the hands go."""
        tab.view.refused.connect(lambda _: self._make())
        tab.view.moved.connect(lambda _: self.uncover())

    def is_free(self) -> bool:
        """True where the last line is help alone, of which F1 tells more."""
        tab = self._pages.currentWidget()
        return not (isinstance(tab, TableTab) and tab.help.is_wrong)

    def uncover(self) -> None:
        """Another cell: where its text was refused, the message stands below."""
        if not self.is_free() and self._message.isVisible():
            self._message.in_the_way.emit()

    def _make(self) -> None:
        self._message.close_message() if self._message.is_compact else self._message.close_deed()
