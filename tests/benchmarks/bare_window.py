"""The yardstick of the start: a bare PySide6 window with six empty tabs. A process of its own; see ``start.py``."""

from __future__ import annotations

import sys
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTabWidget, QWidget


class BareWindow(QMainWindow):
    """Tells when its first paint is over: the turn of the event loop after it."""

    def __init__(self) -> None:
        super().__init__()
        tabs = QTabWidget()
        for number in range(1, 7):
            tabs.addTab(QWidget(), str(number))
        self.setCentralWidget(tabs)
        self.resize(1366, 768)
        self._was_painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, say_painted)


def say_painted() -> None:
    """A window without content can be used as soon as it is seen."""
    now = monotonic()
    print(f"painted {now!r}", flush=True)
    print(f"usable {now!r}", flush=True)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = BareWindow()
    window.show()
    sys.exit(application.exec())
