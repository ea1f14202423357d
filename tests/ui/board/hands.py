"""What hands do on the page of the board, and waiting until it has done what they asked."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.board.place import BoardPlace


def settle(qtbot: QtBot, place: BoardPlace) -> None:
    """Until the preview shows what the settings say, and no file is being written."""
    qtbot.waitUntil(place.settled, timeout=60_000)


def press(qtbot: QtBot, widget: QWidget) -> None:
    """Tab to ``widget``, then the space bar."""
    widget.activateWindow()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(widget.hasFocus)
    QTest.keyClick(widget, Qt.Key.Key_Space)
