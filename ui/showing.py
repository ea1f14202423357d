"""Gives a place the open report, or takes it away: the editor wants the workspace with it, the others have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.editing.session import Session
    from app.workbench.bench import Workbench
    from ui.editor.place import EditorPlace
    from ui.window import MainWindow


class ReportPlace(Protocol):
    """What every place that works on the open report can do."""

    def open(self, session: Session | None) -> None:
        """Shows the report, or nothing."""


def show_in(page: QWidget, session: Session | None, bench: Workbench | None) -> None:
    """Shows ``session`` of ``bench`` in a place; None empties it."""
    from ui.editor.place import EditorPlace

    if isinstance(page, EditorPlace):
        if session is None or bench is None:
            page.close_session()
        else:
            page.show_session(session, bench)
        return
    cast(ReportPlace, page).open(session)


def undo_there(window: MainWindow, editor: str, *others: str, again: bool = False) -> bool:
    """Ctrl+Z over the tables (``again``: Ctrl+Y) is theirs: they take back what is asked or settled before any step.

    So it is on the pages ``others``, from which something may be settled. False where another place is in view.
    """
    page = window.built_pages().get(editor) if window.place in (editor, *others) else None
    if page is None:
        return False
    place = cast("EditorPlace", page)
    place.redo() if again else place.undo()
    return True
