"""The program has one window: nothing that belongs into it flashes up on its own and takes the keyboard away."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.report import ReportKey
from tests.ui.desk import desktop, press, type_text
from tests.ui.reports import ORGAN, open_bench, whole, with_error
from ui.window import MainWindow


class Watch(QObject):
    """Notes every widget that is shown as a window, except the program's own and what hangs down from a control."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            kind = watched.windowType()
            if not isinstance(watched, MainWindow) and kind not in (Qt.WindowType.Popup, Qt.WindowType.ToolTip):
                self.seen.append(f"{type(watched).__name__} {watched.accessibleName() or watched.objectName()}")
        return False


def watched(workspace: Path, qtbot: QtBot, *, first: bool) -> list[str]:
    watch = Watch()
    QApplication.instance().installEventFilter(watch)  # type: ignore[union-attr]
    try:
        with desktop(workspace, qtbot) as made:
            if first:
                type_text("甲乡")
                press(Qt.Key.Key_Return)
                return watch.seen
            made.open_report(ReportKey(ORGAN.short_name, 2022))
            for section in ("", *(part.id for part in made.bench.form_of(made.session.report).sections)):  # type: ignore[union-attr]
                made.window.page("editor").tab(section)  # type: ignore[attr-defined]
            for place in ("board", "handover", "settings", "home", "editor"):
                made.go(place)
                qtbot.wait(30)
                for _ in range(3):
                    made.look.next_size()
            qtbot.waitUntil(made.window.work.isHidden)
        return watch.seen
    finally:
        QApplication.instance().removeEventFilter(watch)  # type: ignore[union-attr]


def test_nothing_flashes_up_at_the_first_start(workspace: Path, qtbot: QtBot) -> None:
    assert watched(workspace, qtbot, first=True) == []


def test_nothing_flashes_up_in_any_place(workspace: Path, qtbot: QtBot) -> None:
    with open_bench(workspace.parent) as bench:
        with_error(whole(bench, 2021))
        with_error(whole(bench, 2022))
    assert watched(workspace, qtbot, first=False) == []
