"""The settings by keyboard, in the whole window, on a real workspace and real font files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QScrollArea
from pytestqt.qtbot import QtBot

from app.domain.address import section_of
from app.domain.report import ReportKey
from app.exports import office_fonts
from app.system import paths
from app.workbench import faces
from app.workbench.bench import Workbench
from tests.disks import before_threads, fill_up, small_disk
from tests.ui.desk import desktop, press, tab_to, type_text
from tests.ui.reports import ORGAN, open_bench, whole
from ui.board.place import BoardPlace
from ui.editor.place import EditorPlace
from ui.editor.table.tab import TableTab
from ui.kit.widgets import Card
from ui.settings.faces_card import NONE_HERE
from ui.settings.place import SettingsPlace
from ui.wiring import Desktop

KEY = ReportKey(ORGAN.short_name, 2022)
before_threads()  # fonts are looked for on another thread, which must see the disks of the tests


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    with open_bench(tmp_path) as bench:
        whole(bench, 2022)
    return tmp_path / "gongkailan.db"


@pytest.fixture
def made(workspace: Path, qtbot: QtBot) -> Iterator[Desktop]:
    with desktop(workspace, qtbot) as opened:
        yield opened


Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """A folder of system fonts with faces that call themselves as told."""

    def put(*names: str) -> Path:
        folder = tmp_path / "fonts"
        folder.mkdir(exist_ok=True)
        for number, name in enumerate(names):
            font = TTFont(paths.fonts_folder() / "FandolFang-Regular.ttf")
            for record in font["name"].names:
                if record.nameID in (1, 4, 16):
                    record.string = name if record.platformID == 3 else f"Office{number}"
            font.save(folder / f"{number}.ttf")
        monkeypatch.setattr(office_fonts, "font_folders", lambda: [folder])
        return folder

    return put


def settings(made: Desktop) -> SettingsPlace:
    """Goes to the settings, with the keyboard."""
    button = made.window.rail.button("settings")
    button.setFocus()
    press(Qt.Key.Key_Space)
    page = made.window.page("settings")
    assert isinstance(page, SettingsPlace)
    assert page.isVisible()
    return page


def segment(page: SettingsPlace, number: int) -> QAbstractButton:
    return page.faces.choice.segments()[number]


def choose_office(page: SettingsPlace, qtbot: QtBot) -> None:
    """Tab to the choice, arrow to the right, wait for the search."""
    tab_to(segment(page, 0))
    press(Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: "正在找" not in page.faces.said())


def test_faces_that_are_here_are_found_used_and_named(made: Desktop, install: Install, qtbot: QtBot) -> None:
    install("仿宋_GB2312", "方正小标宋简体")
    page = settings(made)
    assert page.faces.said() == "正在用程序自带的字体。"
    choose_office(page, qtbot)
    assert page.faces.said() == "找到并用上了：方正小标宋简体、仿宋_GB2312。"
    assert page.faces.choice.word() == "这台电脑上的"
    assert made.bench is not None
    assert faces.chosen(made.bench) == ("方正小标宋简体", "仿宋_GB2312")
    press(Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: page.faces.said() == "正在用程序自带的字体。")
    assert faces.chosen(made.bench) == ()


def test_nothing_here_says_so_and_stays_with_the_own(made: Desktop, install: Install, qtbot: QtBot) -> None:
    install("某某花体")
    page = settings(made)
    choose_office(page, qtbot)
    assert page.faces.said() == NONE_HERE
    assert page.faces.choice.word() == "程序自带"
    assert page.faces.choice.accessibleDescription() == NONE_HERE


def test_what_was_chosen_is_there_tomorrow(workspace: Path, install: Install, qtbot: QtBot) -> None:
    install("仿宋_GB2312")
    with desktop(workspace, qtbot) as made:
        choose_office(settings(made), qtbot)
    with desktop(workspace, qtbot) as again:
        page = settings(again)
        assert page.faces.choice.word() == "这台电脑上的"
        assert page.faces.said() == "正在用：仿宋_GB2312。"


def test_the_proof_follows_the_faces(made: Desktop, install: Install, qtbot: QtBot) -> None:
    install("仿宋_GB2312")
    made.open_report(KEY)
    made.go("board")
    board = made.window.page("board")
    assert isinstance(board, BoardPlace)
    board.show_paper("report")
    proofs: list[bytes] = []
    board.proofs.ready.connect(lambda shown: proofs.append(shown.pdf))
    qtbot.waitUntil(lambda: bool(proofs) and board.settled(), timeout=20_000)
    own = proofs[-1]
    choose_office(settings(made), qtbot)
    proofs.clear()
    made.go("board")
    qtbot.waitUntil(lambda: bool(proofs) and board.settled(), timeout=20_000)
    assert proofs[-1] != own


def test_a_full_disk_leaves_the_choice_as_it_stands(tmp_path: Path, install: Install, qtbot: QtBot) -> None:
    install("仿宋_GB2312")
    with small_disk(tmp_path / "disk", 1024) as disk:
        with open_bench(disk) as bench:
            whole(bench, 2022)
        with desktop(disk / "gongkailan.db", qtbot) as made:
            page = settings(made)
            filler = fill_up(disk)
            choose_office(page, qtbot)
            assert "磁盘满" in made.window.messages.text()
            assert page.faces.choice.word() == "程序自带"
            assert page.faces.said() == "正在用程序自带的字体。"
            filler.unlink()
            choose_office(page, qtbot)
            assert page.faces.said() == "找到并用上了：仿宋_GB2312。"


def test_the_clerk_may_give_a_name(made: Desktop, workspace: Path) -> None:
    made.open_report(KEY)
    assert made.session is not None
    assert made.session.who == ""
    page = settings(made)
    tab_to(page.clerk)
    type_text("马明")
    press(Qt.Key.Key_Tab)
    assert "存好了" in made.window.messages.text()
    assert made.session.who == "马明"
    made.close_report()
    made.open_report(KEY)
    assert made.session.who == "马明"
    blank = next(iter(made.session.report.cells))
    made.session.set_cell(blank, "")
    editor = made.window.page("editor")
    assert isinstance(editor, EditorPlace)
    editor.go_to(blank)
    table = editor.tab(section_of(blank))
    assert isinstance(table, TableTab)
    QTest.mouseClick(table.zero, Qt.MouseButton.LeftButton)
    press(Qt.Key.Key_Return)
    assert "马明确认没有发生" in editor.message.text()
    assert made.bench is not None
    assert made.bench._shelf.history(KEY)[-1].step.after.who == "马明"
    made.window.close()
    with Workbench.open(workspace) as bench:
        assert bench.clerk == "马明"
        assert bench.session(2022).who == ""  # a program without a clerk does not sign for one


def test_what_was_typed_is_kept_however_the_page_is_left(made: Desktop) -> None:
    assert made.bench is not None
    page = settings(made)
    page.phone.setFocus()
    page.phone.selectAll()
    type_text("0971-7654321")
    made.go("home")
    assert made.bench.organ is not None
    assert made.bench.organ.phone == "0971-7654321"
    page = settings(made)
    page.phone.setFocus()
    page.phone.selectAll()
    type_text("０９７１－２２６６")
    press(Qt.Key.Key_Tab)
    assert page.phone.text() == made.bench.organ.phone == "0971-2266"
    assert page.phone_field.below.text().startswith("“0971-2266”不像打得通的号码")
    page.month.setFocus()
    page.month.selectAll()
    type_text("2")
    press(Qt.Key.Key_Tab)
    assert "没有" not in made.window.messages.text()  # the 31st is about to be changed
    page.day.selectAll()
    type_text("15")
    press(Qt.Key.Key_Return)
    assert made.bench.due(2022).month == 2
    made.window.messages.close_message()
    page.name.setFocus()
    page.name.clear()
    press(Qt.Key.Key_Tab)
    assert "还空着" in page.name_field.below.text()
    assert made.bench.organ.name == ORGAN.name


def test_nothing_is_cut_off_at_any_size(made: Desktop, qtbot: QtBot) -> None:
    page = settings(made)
    area = page.findChild(QScrollArea)
    assert area is not None
    for wide in (1366, 1024):
        made.window.showNormal()
        made.window.resize(wide, 768)
        for _ in range(3):
            qtbot.wait(20)
            inner = area.widget()
            assert inner.width() <= area.viewport().width(), (wide, made.look.size)
            for card in inner.findChildren(Card):
                assert card.geometry().right() < inner.width(), (wide, made.look.size)
            made.look.next_size()


def test_another_level_than_the_name_says_is_told_and_checked_at_once(made: Desktop) -> None:
    made.open_report(KEY)
    assert made.session is not None
    page = settings(made)
    below = page.level_field.below
    assert not below.isVisible()
    page.level.segments()[2].click()
    assert below.text().startswith(f"名称里是“{ORGAN.level}”，级别选的是“街道”")
    assert made.bench is not None
    assert made.bench.organ is not None
    assert made.bench.organ.level == "街道"
    assert made.session.around.organ == made.bench.organ
