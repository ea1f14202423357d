"""The real window on a real workspace, and hands that press its keys, count them, and time them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from app.domain.report import ReportKey

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QWidget

    from ui.editor.place import EditorPlace
    from ui.wiring import Desktop

SMALL_OFFICE = (1366, 768)
_LOOK_S = 0.02


def application() -> QApplication:
    """The one of this process; without a screen where nobody asked for one."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if app is None:
        app = QApplication(["gongkailan"])
        qInstallMessageHandler(lambda level, context, text: None if "does not support" in text else print(text))
    assert isinstance(app, QApplication)
    return app


@contextmanager
def opened(workspace: Path, today: date) -> Iterator[Desktop]:
    """The whole desktop at the size of a small office monitor, its first page in view; closed as a clerk closes it."""
    application()
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtTest import QTest

    from ui.kit import fonts, theme
    from ui.wiring import Desktop

    fonts.load()
    theme.use(theme.Theme())
    desktop = Desktop(workspace, workspace.with_suffix(".window.json"), today)
    desktop.window.resize(*SMALL_OFFICE)
    desktop.window.show()
    desktop.window.activateWindow()
    QTest.qWaitForWindowActive(desktop.window)
    try:
        until(lambda: desktop.bench is not None)
        QCoreApplication.processEvents()
        yield desktop
    finally:
        if not desktop.window.close():  # it stays once where something typed could not be kept
            desktop.window.close()
        desktop.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def until(happened: Callable[[], object], seconds: float = 10.0) -> None:
    """Lets the program run until it is so."""
    from PySide6.QtTest import QTest

    for _ in range(round(seconds / _LOOK_S)):
        if happened():
            return
        QTest.qWait(round(_LOOK_S * 1000))
    raise TimeoutError(f"{happened} never came")


def editor_of(desktop: Desktop, key: ReportKey) -> EditorPlace:
    """Opens the report and gives the place where it is edited."""
    from ui.editor.place import EditorPlace

    desktop.open_report(key)
    application().processEvents()
    place = desktop.window.page("editor")
    assert isinstance(place, EditorPlace)
    return place


class Hands:
    """Sends real key events to whatever has the keyboard; ``presses`` counts them (a key with Ctrl is one)."""

    def __init__(self) -> None:
        self._app = application()
        self.presses = 0

    def focused(self) -> QWidget:
        """What has the keyboard."""
        found = self._app.focusWidget()
        assert found is not None, "nothing has the keyboard"
        return found

    def press(self, key: Qt.Key, *, ctrl: bool = False, shift: bool = False, alt: bool = False) -> float:
        """One press; milliseconds until all that it causes is done and painted."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        held = Qt.KeyboardModifier.NoModifier
        for wanted, modifier in (
            (ctrl, Qt.KeyboardModifier.ControlModifier),
            (shift, Qt.KeyboardModifier.ShiftModifier),
            (alt, Qt.KeyboardModifier.AltModifier),
        ):
            held |= modifier if wanted else Qt.KeyboardModifier.NoModifier
        self.presses += 1
        begin = perf_counter()
        QTest.keyPress(self.focused(), key, held)
        self._app.processEvents()
        taken = (perf_counter() - begin) * 1000
        after = self._app.focusWidget()
        if after is not None:
            QTest.keyRelease(after, key, held)
        return taken

    def type(self, figure: str) -> None:
        """One press for each mark; Qt names the keys of digits, point and signs by the marks themselves."""
        from PySide6.QtCore import Qt

        for mark in figure:
            self.press(Qt.Key(ord(mark)))

    def write(self, sentences: str) -> None:
        """Sentences as an input method brings them; they are not presses."""
        from PySide6.QtGui import QInputMethodEvent

        event = QInputMethodEvent()
        event.setCommitString(sentences)
        self._app.sendEvent(self.focused(), event)
        self._app.processEvents()
