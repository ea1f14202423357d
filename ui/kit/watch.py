"""Looking on while something happens to another widget."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject


class Watch(QObject):
    """Tells ``seen`` of every event of ``watched`` and stops none; it lives as long as ``watched``.

    For scroll areas, whose class filters events of its own: those need not come to Python.
    """

    def __init__(self, watched: QObject, seen: Callable[[QEvent], object]) -> None:
        super().__init__(watched)
        self._seen = seen
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Passes it on."""
        self._seen(event)
        return False
