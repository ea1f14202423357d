"""The camera, and the program it is held before: opened on a workspace, at rest, in any size and look."""

from __future__ import annotations

import inspect
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.system import clock
from ui.kit import tasks, theme

DESIGN, SMALL, WIDE = (1366, 768), (1366, 697), (1920, 1080)


LOOKS = (
    (theme.DARK, "", "dark"),
    (theme.HIGH_CONTRAST, "", "contrast"),
    (theme.LIGHT, "大", "large"),
    (theme.LIGHT, "特大", "xlarge"),
)


class Camera:
    """Writes pictures into a folder; ``wanted`` keeps only names that contain one of these words."""

    def __init__(self, out: Path, wanted: list[str]) -> None:
        self.out, self.wanted = out, wanted
        self.taken: list[Path] = []
        out.mkdir(parents=True, exist_ok=True)

    def wants(self, name: str) -> bool:
        """Whether this picture was asked for."""
        return not self.wanted or any(word in name for word in self.wanted)

    def keep(self, name: str, picture: QImage) -> None:
        """A picture that is made already."""
        if self.wants(name):
            path = self.out / f"{name}.png"
            picture.save(str(path))
            self.taken.append(path)
            print(path)

    def take(self, name: str, window: QWidget, size: tuple[int, int] = DESIGN, *, idle: bool = True) -> None:
        """A picture of the whole window at ``size``."""
        if not self.wants(name):
            return
        window.resize(*size)
        window.activateWindow()
        settle(idle=idle)
        path = self.out / f"{name}.png"
        window.grab().save(str(path))
        self.taken.append(path)
        print(path)


def settle(seconds: float = 0.05, *, idle: bool = True) -> None:
    """Lets Qt do what is waiting, work on other threads included."""
    app = QApplication.instance()
    assert app is not None
    end = time.monotonic() + seconds
    while time.monotonic() < end or (idle and not _at_rest()):
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        time.sleep(0.002)  # the other threads want to run, too
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if time.monotonic() > end + 20:
            raise SystemExit("a screen does not come to rest")
    for _ in range(10):  # a new height travels up through the layouts, one round each
        app.processEvents()


def _at_rest() -> bool:
    """No work under way, and every place that sets paper shows what was asked of it."""
    if not tasks.wait_for_all(1):
        return False
    shown = [widget for widget in QApplication.allWidgets() if widget.isVisible()]
    asked = [getattr(widget, "settled", None) for widget in shown]
    return all(ask() for ask in asked if inspect.ismethod(ask))  # a signal may have the same name


@contextmanager
def desktop(folder: Path, name: str, *, practice: bool = False) -> Iterator[object]:
    """The real program on the workspace ``name`` in ``folder``, opened and at rest."""
    from ui.wiring import Desktop

    workspace = folder / name
    made = Desktop(workspace, workspace.with_suffix(".window.json"), clock.today(), practice=practice)
    made.window.open_at("")
    made.window.resize(*DESIGN)
    settle(0.2)
    yield made
    made.window.close()
    made.window.deleteLater()
    settle()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    settle()


def with_popup(window: QWidget, popup: QWidget) -> QImage:
    """The window with what floats over it in a window of its own."""
    picture = window.grab()
    painter = QPainter(picture)
    painter.drawPixmap(window.mapFromGlobal(popup.pos()), popup.grab())
    painter.end()
    return picture.toImage()
