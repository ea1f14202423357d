"""Enter presses the button that has the keyboard, as the space bar does: here for all of them, in every place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from ui.kit.picks import Segment

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class EnterPresses(QObject):
    """Stands before the button with the keyboard in ``window``, so before what Enter means to the page around it.

    A line, a list and a table keep their own Enter. So does a segment: arrows choose it, Enter goes on.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._button: QAbstractButton | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._button is not None and isValid(self._button):  # its page may be gone by now
            self._button.removeEventFilter(self)
        self._button = None
        if isinstance(new, QAbstractButton) and not isinstance(new, Segment) and new.window() is self._window:
            self._button = new
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """One press, one deed: the key that is held down may have been meant for what was here before."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.key() not in _ENTER:
            return False
        if event.modifiers() & ~_KEYPAD or self._button is None:
            return False
        if not event.isAutoRepeat():
            self._button.click()
        return True
