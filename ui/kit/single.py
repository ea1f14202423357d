"""One program per workspace: a second start brings the first window forward instead of opening its own.

The second start lays an empty file beside the workspace; the first watches the folder, takes the file away and comes
forward. A local socket would do no more, and loads 3 MB of network libraries at every start.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

_PATIENCE_S, _LOOK_S = 2.0, 0.02


def note_for(workspace: Path) -> Path:
    """The file by which the program that holds ``workspace`` is called."""
    place = workspace.resolve()
    return place.with_name(place.name + ".call")


def call_first(workspace: Path) -> bool:
    """Asks the program that holds ``workspace`` to come forward; False where nobody answers."""
    note = note_for(workspace)
    begun = time.monotonic()
    with suppress(OSError):
        note.touch()
        while note.exists():  # the first program may only just have come up, and not be listening yet
            if time.monotonic() - begun > _PATIENCE_S:
                note.unlink()
                return False
            time.sleep(_LOOK_S)
        return True
    return False


class Doorbell(QObject):
    """Listens for second starts. ``rung`` comes for each."""

    rung = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._note: Path | None = None
        self._watcher: QFileSystemWatcher | None = None

    def listen(self, workspace: Path) -> bool:
        """Begins to listen; only the program that holds the workspace may call it. False where nothing can be heard."""
        self.close()
        self._note = note_for(workspace)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._look)
        heard = self._watcher.addPath(str(self._note.parent))
        self._look()
        return heard

    def close(self) -> None:
        """Listens no longer, and lets go of the folder at once."""
        self._note = None
        if self._watcher is not None:
            self._watcher.directoryChanged.disconnect(self._look)
            self._watcher.setParent(None)
            self._watcher.deleteLater()
            self._watcher = None

    def _look(self) -> None:
        """Somebody called, or was killed while calling an earlier program: then the file is old."""
        with suppress(OSError):
            if self._note is not None and self._note.exists():
                fresh = time.time() - self._note.stat().st_mtime < _PATIENCE_S
                self._note.unlink()
                if fresh:
                    self.rung.emit()
