"""What the tables show and the report does not hold: named on the way out of them, with a way back to the cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from ui.window import MainWindow

if TYPE_CHECKING:
    from ui.editor.place import EditorPlace


class Unkept:
    """``warned`` is true after ``say`` kept the window from closing, until everything is answered."""

    def __init__(self, window: MainWindow, editor: str, go_to: Callable[[str], object]) -> None:
        self._window, self._editor, self._go_to = window, editor, go_to
        self._said = ""
        self.warned = False

    def look(self) -> tuple[str, str]:
        """What is not kept, in a sentence, and where; "" where all is."""
        page = self._window.built_pages().get(self._editor)
        return cast("EditorPlace", page).unkept() if page is not None else ("", "")

    def say(self, next_step: str = "") -> None:
        """Says it on the page; nothing where all is kept."""
        what, address = self.look()
        if what:
            messages = self._window.messages
            deed = partial(self._go_to, address)
            messages.say("bad", what, "别的都存好了", next_step, action="定位", on_action=deed)
            self._said = messages.text()

    def drop(self) -> None:
        """Takes away what was said: it is answered, or about to be told anew."""
        if self._said and self._window.messages.text() == self._said:
            self._window.messages.close_message()
        self._said = ""
        self.warned = self.warned and bool(self.look()[0])  # the next one is warned of again
