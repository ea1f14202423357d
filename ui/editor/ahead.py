"""Parts of a report that nobody has opened yet are made while the hands rest, so that a key leads to them at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

REST_MS = 250  # without a key or the mouse
_HANDS = {
    QEvent.Type.KeyPress,
    QEvent.Type.InputMethod,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
}


class Ahead(QObject):
    """``make`` makes one part and is True while more are left: a key comes in between two of them."""

    def __init__(self, parent: QObject, make: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._make = make
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._step)

    @property
    def is_busy(self) -> bool:
        """True from ``begin`` until all are made."""
        return self._rest.isActive()

    def begin(self) -> None:
        """Another report is open."""
        self._rest.start(REST_MS)
        _program().installEventFilter(self)

    def stop(self) -> None:
        """It is closed, or everything is made."""
        self._rest.stop()
        _program().removeEventFilter(self)

    def _step(self) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._rest.start(REST_MS)
        elif self._make():
            self._rest.start(0)
        else:
            self.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The hands do not rest."""
        if event.type() in _HANDS:
            self._rest.start(REST_MS)
        return False


def _program() -> QCoreApplication:
    found = QCoreApplication.instance()
    assert found is not None  # nothing is shown without it
    return found
