"""What the tables show and the report does not hold: named on the way out of them, with a way back to the cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from ui.window import MainWindow

if TYPE_CHECKING:
    from app.editing.session import Session
    from ui.editor.place import EditorPlace

_SAID_MS = 4000


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

    def keep(self, session: Session | None) -> None:
        """Ctrl+S: what is being typed is stated, what is asked waits on; then it is told what is kept."""
        from ui.editor.table.tab import TableTab

        pages = self._window.built_pages()
        page, here = pages.get(self._editor), pages.get(self._window.place)
        if here is not page and (finish := getattr(here, "finish", None)) is not None:
            finish()  # 设置 tells what it keeps
            return
        if session is None or page is None:
            return
        tab = cast("EditorPlace", page).shown()
        if isinstance(tab, TableTab):
            tab.view.commit()
        elif tab is not None:
            tab.finish()
        if self.look()[0]:
            self.say()
        else:
            told = f"已保存 {session.saved_at:%H:%M:%S}"
            self._window.messages.say("ok", told, "填一处就存一处，不用按 Ctrl+S", for_ms=_SAID_MS)

    def drop(self) -> None:
        """Takes away what was said: it is answered, or about to be told anew."""
        if self._said and self._window.messages.text() == self._said:
            self._window.messages.close_message()
        self._said = ""
        self.warned = self.warned and bool(self.look()[0])  # the next one is warned of again
