"""F6 goes round the areas of the page in view and the rail at its left, Shift+F6 the other way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.focus import focus_by_key
from ui.kit.rail import Rail


def go_round(page: QWidget, areas: Sequence[QWidget], by: int) -> None:
    """Leads the keyboard to the area after the one it is in, ``by`` -1 before it; from elsewhere to the first, or last.

    The rail of the window that ``page`` is in is the last area.
    """
    rail = page.window().findChild(Rail)
    stops = [*areas, *(() if rail is None else (rail,))]
    at = QApplication.focusWidget()
    here = next((n for n, area in enumerate(stops) if _is_in(at, area)), -1 if by > 0 else 0)
    focus_by_key(stops[(here + by) % len(stops)])


def resting(page: QWidget) -> QWidget | None:
    """Where the keyboard was in ``page``; its first control where it never was, None where it has none."""
    last: QWidget | None = page.focusWidget()
    if last is not None and last.isVisible() and last.isEnabled():
        return last
    step = page.nextInFocusChain()
    while step is not None and step is not page:
        if page.isAncestorOf(step) and _takes_tab(step):
            return step
        step = step.nextInFocusChain()
    return None


def _takes_tab(widget: QWidget) -> bool:
    is_stop = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return is_stop and widget.isVisible() and widget.isEnabled()


def _is_in(widget: QWidget | None, area: QWidget) -> bool:
    return widget is not None and (widget is area or area.isAncestorOf(widget))
