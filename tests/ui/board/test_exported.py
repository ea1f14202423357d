"""Where a file goes: one that is there is replaced if somebody said so. What was made is told, whatever else fails."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.errors import CannotWrite
from app.editing.session import Session
from app.workbench import secrecy
from app.workbench.bench import Workbench
from tests.ui import reports
from tests.ui.board.conftest import Typist
from tests.ui.board.hands import press, settle
from ui.board.place import BoardPlace
from ui.kit.naming import last_folder
from ui.kit.widgets import TextButton

OLD = b"precious"


@pytest.fixture
def session(bench: Workbench) -> Session:
    return reports.whole(bench, 2021)


@pytest.fixture
def open_place(place: BoardPlace, session: Session, qtbot: QtBot) -> BoardPlace:
    place.open(session)
    settle(qtbot, place)
    return place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out"


class Careful(Typist):
    """Types a name, says no where the dialog asks whether to replace a file, and gives up then."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.is_done = False

    def accept(self, name: str = "") -> None:
        QTimer.singleShot(150, lambda: self._answer(name))

    def _answer(self, name: str) -> None:
        dialog = QApplication.activeModalWidget()
        if self.is_done:
            return
        left = "" if isinstance(dialog, QFileDialog) else name
        QTimer.singleShot(150, lambda: self._answer(left))  # first: a question is open as long as the key that asks it
        if isinstance(dialog, QMessageBox):
            self.asked.append(dialog.text())
            QTest.keyClick(dialog.button(QMessageBox.StandardButton.No), Qt.Key.Key_Space)
        elif isinstance(dialog, QFileDialog):
            field = dialog.findChild(QLineEdit, "fileNameEdit")
            assert field is not None
            if name:
                field.setText(name)
                QTest.keyClick(field, Qt.Key.Key_Return)
            else:
                QTest.keyClick(field, Qt.Key.Key_Escape)


def test_the_dialog_asks_about_the_very_file_that_would_be_replaced(
    open_place: BoardPlace, qtbot: QtBot, folder: Path
) -> None:
    """Nobody types the ending: the dialog adds it, and asks."""
    (folder / "x.pdf").write_bytes(OLD)
    careful = Careful()
    careful.accept("x")
    open_place.deeds.export()
    careful.is_done = True
    settle(qtbot, open_place)
    assert (folder / "x.pdf").read_bytes() == OLD
    [question] = careful.asked
    assert "x.pdf" in question
    assert [path.name for path in folder.iterdir()] == ["x.pdf"]


def test_a_name_that_is_completed_afterwards_is_asked_about_on_the_page(
    open_place: BoardPlace, qtbot: QtBot, folder: Path, typist: Typist
) -> None:
    """The dialog takes what stands behind a dot for an ending, so it asked about another file."""
    kept = folder / "2021.1.pdf"
    kept.write_bytes(OLD)
    typist.accept("2021.1")
    open_place.deeds.export()
    settle(qtbot, open_place)
    bar = open_place.message_bar
    assert kept.read_bytes() == OLD
    assert bar.kind == "doubt"
    assert bar.text().startswith("“out”里已经有“2021.1.pdf”，这次还没有导出。原来的文件没有动。")
    replace = bar.first()
    assert isinstance(replace, TextButton)
    assert replace.text() == "替换"
    typist.accept("2021.2")  # another name, and nothing is asked
    open_place.deeds.export()
    settle(qtbot, open_place)
    assert (folder / "2021.2.pdf").read_bytes().startswith(b"%PDF")
    assert kept.read_bytes() == OLD
    typist.accept("2021.1")
    open_place.deeds.export()
    press(qtbot, bar.first())
    settle(qtbot, open_place)
    assert kept.read_bytes().startswith(b"%PDF")
    assert "已导出到“out”：2021.1.pdf" in bar.text()


def test_the_name_that_is_proposed_is_taken_as_it_is(
    open_place: BoardPlace, qtbot: QtBot, folder: Path, typist: Typist
) -> None:
    with qtbot.waitSignal(open_place.exporter.written, timeout=60_000):
        typist.accept()
        open_place.deeds.export()
    [made] = folder.iterdir()
    assert made.name == typist.proposed
    assert made.suffix == ".pdf"


def test_what_was_made_is_told_though_its_folder_cannot_be_noted(
    open_place: BoardPlace, session: Session, bench: Workbench, qtbot: QtBot, tmp_path: Path, typist: Typist,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The stick takes the file; the disk with the workspace is full."""
    stick, before = tmp_path / "stick", last_folder(bench)
    stick.mkdir()

    def full(*_: object) -> None:
        raise CannotWrite("磁盘满了", "请腾出一些地方")

    monkeypatch.setattr(bench, "save_setting", full)
    typist.accept(str(stick / "x.pdf"))
    with qtbot.waitSignal(open_place.exporter.written, timeout=60_000):
        open_place.deeds.export()
    settle(qtbot, open_place)
    said = open_place.message_bar.text()
    assert "已导出到“stick”：x.pdf" in said
    assert secrecy.draft_words(bench, session.report) in said  # and that it is a draft
    assert "磁盘满了" not in said
    assert last_folder(bench) == before
