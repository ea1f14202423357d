"""A workspace, the place, and a hand that types into the system's dialogs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.workbench.bench import Workbench
from tests.disks import before_threads
from tests.ui import reports
from ui.board.place import BoardPlace
from ui.kit.naming import FOLDER

before_threads()  # the work of a place runs on other threads


@pytest.fixture
def bench(tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbench]:
    monkeypatch.setenv("GONGKAILAN_NOW", "2022-01-18T14:05:11+08:00")
    reports.dress()
    with reports.open_bench(tmp_path) as opened:
        (tmp_path / "out").mkdir()
        opened.save_setting(FOLDER, str(tmp_path / "out"))
        yield opened


@pytest.fixture
def place(bench: Workbench, qtbot: QtBot) -> BoardPlace:
    made = BoardPlace(bench)
    qtbot.addWidget(made)
    made.resize(*reports.SIZE)
    made.show()
    qtbot.waitExposed(made)
    return made


class Typist:
    """Answers the next file dialog by keyboard: accepts what it proposes, another name, or Esc."""

    def __init__(self) -> None:
        self.proposed = ""

    def accept(self, name: str = "") -> None:
        QTimer.singleShot(150, lambda: self._type(name, Qt.Key.Key_Return))

    def give_up(self) -> None:
        QTimer.singleShot(150, lambda: self._type("", Qt.Key.Key_Escape))

    def _type(self, name: str, key: Qt.Key) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None
        self.proposed = field.text()
        if name:
            field.setText(name)
        QTest.keyClick(field, key)


@pytest.fixture
def typist() -> Typist:
    return Typist()


class Opener(QObject):
    """Takes what the program asks the system to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def opener() -> Iterator[Opener]:
    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "open")  # type: ignore[arg-type]
    yield made
    QDesktopServices.unsetUrlHandler("file")
