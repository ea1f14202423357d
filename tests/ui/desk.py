"""The real program in this process: window, workspace, keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.editor.cover.tab import CoverTab
from ui.editor.place import EditorPlace
from ui.editor.table.tab import TableTab
from ui.start import later
from ui.wiring import EDITOR, Desktop

TODAY = date(2023, 1, 10)


@contextmanager
def desktop(
    workspace: Path, qtbot: QtBot, *, practice: bool = False, usable: bool = True, read: bool = True
) -> Iterator[Desktop]:
    """The program on ``workspace``; closed as a clerk closes it. ``read``: the first page knows the texts already."""
    with pytest.MonkeyPatch.context() as patch:
        if read:
            patch.setattr(later, "REST_MS", 0)
        yield from _desktop(workspace, qtbot, practice=practice, usable=usable, read=read)


def _desktop(workspace: Path, qtbot: QtBot, *, practice: bool, usable: bool, read: bool) -> Iterator[Desktop]:
    made = Desktop(workspace, workspace.with_suffix(".window.json"), TODAY, practice=practice)
    qtbot.addWidget(made.window)
    if usable:
        with qtbot.waitSignal(made.usable, timeout=10_000):
            made.window.open_at("")
        with qtbot.waitActive(made.window):
            made.window.activateWindow()
        if read:
            qtbot.waitUntil(lambda: not made.deeds._later.is_busy, timeout=10_000)
        QApplication.processEvents()  # layouts show what was put into them in the next turn
    else:
        with qtbot.waitSignal(made.window.painted, timeout=10_000):
            made.window.open_at("")
    try:
        yield made
    finally:
        made.window.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def editor(made: Desktop) -> EditorPlace:
    """The place where the open report is edited."""
    place = made.window.page(EDITOR)
    assert isinstance(place, EditorPlace)
    return place


def table(made: Desktop) -> TableTab:
    """The table in view."""
    tab = editor(made).pages.currentWidget()
    assert isinstance(tab, TableTab)
    return tab


def cover(made: Desktop) -> CoverTab:
    """The cover of the open report, built where it was not yet."""
    tab = editor(made).tab()
    assert isinstance(tab, CoverTab)
    return tab


def focused() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_text(text: str) -> None:
    """Types into whatever has the keyboard; Chinese comes as from an input method."""
    if text.isascii():
        QTest.keyClicks(focused(), text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focused(), event)


def press(key: Qt.Key, times: int = 1, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key where the keyboard is."""
    for _ in range(times):
        QTest.keyClick(focused(), key, modifier)


def tab_to(wanted: QWidget, most: int = 40) -> None:
    """Goes to a control with Tab alone."""
    passed: list[str] = []
    for _ in range(most):
        if focused() is wanted:
            return
        passed.append(focused().accessibleName() or str(focused()))
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {wanted.accessibleName() or wanted}, only {passed}")
