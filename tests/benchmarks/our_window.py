"""The start of the program on the sample township, with marks in it. A process of its own; see ``start.py``.

Nothing is left out: the real door is called, its window only says when it was painted, and when its first page stands,
painted too.
"""

from __future__ import annotations

import gc
import sys
from time import monotonic
from typing import Any


def main() -> int:
    """Calls the door for clerks."""
    gc.disable()  # the door's own first deed; here imports come before it
    from ui import __main__ as door
    from ui import wiring

    vars(wiring).update(MainWindow=_marked_window(), Desktop=_marked_desktop())
    return door.main(["--sample"])


def _marked_window() -> type:
    from ui.window import MainWindow

    class MarkedWindow(MainWindow):
        """Says ``painted`` before anybody else hears of it."""

        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            self.painted.connect(lambda: say("painted"))

    return MarkedWindow


def _marked_desktop() -> type:
    from PySide6.QtCore import QTimer

    from ui.wiring import Desktop

    class MarkedDesktop(Desktop):
        """Says ``usable`` once the page that is then shown has been laid out and painted."""

        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self.usable.connect(lambda: QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: say("usable"))))

    return MarkedDesktop


def say(mark: str) -> None:
    """One line for the bench."""
    print(f"{mark} {monotonic()!r}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
