"""From the session, which knows no Qt, to signals."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.editing.session import Changed, Session


class SessionBridge(QObject):
    """Says every committed change of ``session`` as a signal, as long as it lives or until ``release``."""

    changed = Signal(object)  # Changed

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._stop = session.listen(self._heard)

    def _heard(self, changed: Changed) -> None:
        self.changed.emit(changed)

    def release(self) -> None:
        """Listens no longer."""
        self._stop()
