"""What the first page does not wait for: the texts are read once the window can be used and the hands rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from app.workbench.bench import Workbench

REST_MS = 250  # after the first page was shown


class Later(QObject):
    """``read`` comes when every text of the workspace was read once: from then on reading them again is quick."""

    read = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_done = False
        self._steps: Iterator[None] | None = None
        self._get_ready: Callable[[], None] | None = None
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._step)

    @property
    def is_busy(self) -> bool:
        """True from ``begin`` until everything was read."""
        return self._steps is not None

    def begin(self, bench: Workbench) -> None:
        """Reads in a while, one report after the other, with room for a key between them."""
        from app.workbench.summary import read_texts, ready_to_read

        if not self.is_done and self._steps is None:
            self._steps, self._get_ready = read_texts(bench), ready_to_read(bench)
            self._rest.start(REST_MS)

    def stop(self) -> None:
        """Another workspace: nothing of it is read yet."""
        self._rest.stop()
        self._steps, self._get_ready, self.is_done = None, None, False

    def _prepare(self, get_ready: Callable[[], None]) -> None:
        """The rules on texts are made ready in another thread: that takes longer than a window may stand still."""
        from ui.kit import tasks

        steps, self._get_ready = self._steps, None

        def go_on(_: object) -> None:
            if self._steps is steps:
                self._rest.start(0)

        tasks.start(self, "", lambda progress: get_ready(), done=go_on, failed=go_on)

    def _step(self) -> None:
        from app.domain.errors import Trouble

        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:  # a card does not go from under a click
            self._rest.start(REST_MS)
            return
        if self._get_ready is not None:
            self._prepare(self._get_ready)
            return
        try:
            if self._steps is not None:
                next(self._steps)
                self._rest.start(0)
        except StopIteration:
            self._steps, self.is_done = None, True
            self.read.emit()
        except Trouble:  # what the disk refuses is told with the next deed
            self._steps = None
