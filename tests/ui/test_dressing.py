"""Another look while everything was seen once: what nobody sees is left alone, and is right when it is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import controls
from tests.ui.desk import desktop
from tests.ui.reports import dress
from tests.ui.two_years import editor
from ui.kit import theme
from ui.wiring import Desktop

PLACES = ("home", "editor", "checks", "board", "handover", "settings")
CHANGES = [(theme.DARK, theme.sizes()[-1]), (theme.HIGH_CONTRAST, theme.sizes()[1])]
_DRESSED = {QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.Polish}


@pytest.fixture(autouse=True)
def dressed(qtbot: QtBot) -> Iterator[None]:
    yield
    dress()


class Watch(QObject):
    """Counts which widgets of a window are dressed anew, in view and out of view."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.window = window
        self.seen, self.unseen = 0, 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _DRESSED and isinstance(watched, QWidget) and watched.window() is self.window:
            if watched.isVisible():
                self.seen += 1
            else:
                self.unseen += 1
        return False


def walked(made: Desktop, qtbot: QtBot) -> dict[str, QImage]:
    """A picture of every tab and place, at rest."""
    pictures = {}
    place = editor(made)
    for tab in range(place.tabs.count()):
        place.tabs.setCurrentIndex(tab)
        place.tabs.setFocus()  # no caret in the picture
        pictures[f"tab {tab}"] = picture(made, qtbot)
    for name in PLACES:
        made.go(name)
        made.window.rail.button(name).setFocus()
        pictures[name] = picture(made, qtbot)
    return pictures


def picture(made: Desktop, qtbot: QtBot) -> QImage:
    qtbot.waitUntil(lambda: controls.at_rest(made.window), timeout=20_000)
    for _ in range(10):
        QApplication.processEvents()
    return made.window.grab().toImage()


@pytest.mark.slow
def test_a_change_leaves_alone_what_nobody_sees(years: Path, qtbot: QtBot) -> None:
    with desktop(years, qtbot) as made:
        walked(made, qtbot)
        made.go("editor")
        QApplication.processEvents()
        every = [widget for widget in QApplication.allWidgets() if widget.window() is made.window]
        unseen = [widget for widget in every if not widget.isVisible()]
        watch, app = Watch(made.window), QApplication.instance()
        assert app is not None
        app.installEventFilter(watch)
        made.look.choose(theme.DARK)
        made.look.choose_size(theme.sizes()[-1])
        QApplication.processEvents()
        app.removeEventFilter(watch)
    assert len(unseen) > 1000
    assert watch.seen > 50
    assert watch.unseen < len(unseen) / 5  # what is hidden on the page in view itself


@pytest.mark.slow
@pytest.mark.parametrize(("palette", "size"), CHANGES)
def test_what_is_seen_later_looks_as_if_begun_in_that_look(
    years: Path, qtbot: QtBot, palette: str, size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAILAN_NOW", "2023-01-10T10:32:05")
    with desktop(years, qtbot) as made:
        walked(made, qtbot)
        made.go("home")
        made.look.choose(palette)
        made.look.choose_size(size)
        worn = walked(made, qtbot)
    with desktop(years, qtbot) as made:  # the look is remembered
        walked(made, qtbot)
        fresh = walked(made, qtbot)
    assert [name for name in fresh if fresh[name] != worn[name]] == []
