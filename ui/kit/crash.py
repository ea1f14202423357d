"""The net under everything: what nobody expected goes to the log, and one plain sentence to the page."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

from app.domain.errors import Trouble


class Net(QObject):
    """Catches what nobody caught. ``caught`` carries a ``Trouble`` and always arrives in the GUI thread."""

    caught = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._last = ""

    def install(self, show: Callable[[Trouble], object]) -> None:
        """Takes over the hooks of Python, its threads and Qt."""
        self.caught.connect(show, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self.catch
        threading.excepthook = lambda args: self.catch(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        qInstallMessageHandler(_note_qt)

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Logs the error where it is new, and says one sentence."""
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        if isinstance(error, Trouble):
            self.caught.emit(error)
            return
        where = f"{kind.__name__}@{trace.tb_lineno if trace else 0}"
        if where != self._last:  # a fault in painting comes back sixty times a second
            self._last = where
            from app.system import log

            log.fault("unexpected", error)
        self.caught.emit(
            Trouble(
                "程序里有一处出了意外，刚才这一步可能没有做成",
                "请看一眼再接着做；再出现就关掉程序重开",
                safe="之前填的每一格都已经存好",
            )
        )


def _note_qt(level: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if level in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}:
        return
    from app.system import log

    log.note(f"Qt: {message}")
