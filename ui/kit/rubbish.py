"""Python's garbage is collected in the GUI thread only.

Left alone, a collection may begin in a worker thread and take Qt objects to pieces there, which ends the program. So
automatic collection is off, and a timer collects where Qt objects may die.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
_YOUNG, _MIDDLE, _OLD = 700, 10, 10  # Python's own thresholds


class Collector(QObject):
    """Collects a little every second while its thread has nothing to paint."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @staticmethod
    def collect() -> None:
        """As much as is due: the young often, the old seldom."""
        young, middle, old = gc.get_count()
        if middle > _MIDDLE and old > _OLD:
            gc.collect()
        elif young > _YOUNG:
            gc.collect(1 if middle > _MIDDLE else 0)
