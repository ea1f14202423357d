"""One program per workspace: a second start brings the first window forward instead of opening its own."""

from __future__ import annotations

import getpass
import time
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_RAISE, _DONE = b"raise\n", b"done\n"
_WAIT_MS = 2000


def name_for(workspace: Path) -> str:
    """The name under which the program that holds ``workspace`` answers; per user, because sockets are shared."""
    who = f"{getpass.getuser()}\n{workspace.resolve()}"
    digest = QCryptographicHash.hash(who.encode(), QCryptographicHash.Algorithm.Sha256)  # hashlib loads OpenSSL: 3 MB
    return "gongkailan-" + bytes(digest.data()).hex()[:24]


def call_first(workspace: Path) -> bool:
    """Asks the program that holds ``workspace`` to come forward; False where nobody answers."""
    socket, name = QLocalSocket(), name_for(workspace)
    patience = time.monotonic() + _WAIT_MS / 1000
    while True:
        socket.connectToServer(name)
        if socket.waitForConnected(_WAIT_MS):
            break
        if time.monotonic() > patience:
            return False
        time.sleep(0.1)  # the first program may only just have come up, and not be listening yet
    socket.write(_RAISE)
    socket.flush()
    answered = socket.waitForReadyRead(_WAIT_MS) and bytes(socket.readAll().data()) == _DONE
    socket.close()
    return answered


class Doorbell(QObject):
    """Listens for second starts. ``rung`` comes for each."""

    rung = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def listen(self, workspace: Path) -> bool:
        """Begins to listen; only the program that holds the workspace may call it, so an old socket is a dead one."""
        name = name_for(workspace)
        self._server.close()
        QLocalServer.removeServer(name)
        return self._server.listen(name)

    def close(self) -> None:
        """Listens no longer."""
        self._server.close()

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.readyRead.connect(lambda caller=caller: self._read(caller))
            caller.disconnected.connect(caller.deleteLater)
            if caller.bytesAvailable():
                self._read(caller)

    def _read(self, caller: QLocalSocket) -> None:
        if bytes(caller.readAll().data()) == _RAISE:
            caller.write(_DONE)
            caller.flush()
            self.rung.emit()
