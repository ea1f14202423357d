"""The whole program in its window: start, places, undo, size, look, second start, troubles."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.__main__ import verbs_told
from app.domain.report import ReportKey, State
from app.workbench import sample
from app.workbench.bench import Workbench
from tests.disks import fill_up, small_disk
from tests.ui.desk import TODAY, desktop, press, type_text
from tests.ui.reports import ORGAN, dress, open_bench, whole
from ui import __main__ as door
from ui.kit import memory, theme
from ui.kit.memory import Memory
from ui.kit.single import Doorbell, call_first, note_for
from ui.start import practice
from ui.wiring import PLACES, Desktop

ROOT = Path(__file__).resolve().parents[2]
KEY = ReportKey(ORGAN.short_name, 2022)


@pytest.fixture(autouse=True)
def dressed(qtbot: QtBot) -> Iterator[None]:
    yield
    dress()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    with open_bench(tmp_path) as bench:
        bench.set_state(whole(bench, 2021).report.key, State.HANDED_OVER)
        whole(bench, 2022)
    return tmp_path / "gongkailan.db"


@pytest.fixture
def made(workspace: Path, qtbot: QtBot) -> Iterator[Desktop]:
    with desktop(workspace, qtbot) as opened:
        yield opened


def click(made: Desktop, place: str) -> None:
    QTest.mouseClick(made.window.rail.button(place), Qt.MouseButton.LeftButton)


# ------------------------------------------------------------------------------------------------------- places


def test_report_places_wait_for_a_report(made: Desktop) -> None:
    shut = [place.id for place in PLACES if not made.window.rail.button(place.id).isEnabled()]
    assert shut == ["editor", "checks", "board", "handover"]
    made.open_report(KEY)
    assert all(made.window.rail.button(place.id).isEnabled() for place in PLACES)


def test_every_place_opens_and_every_control_has_a_name(made: Desktop, qtbot: QtBot) -> None:
    made.open_report(KEY)
    for place in ("editor", "checks", "board", "handover", "settings", "home"):
        click(made, place)
        qtbot.wait(30)
        assert made.window.place == place
        assert made.window.rail.button(place).isChecked()
        controls: list[QWidget] = []
        for kind in (QAbstractButton, QLineEdit, QComboBox):
            controls += [item for item in made.window.findChildren(kind) if item.isVisible()]
        nameless = [
            item
            for item in controls
            if not item.accessibleName()
            and not (isinstance(item, QAbstractButton) and item.text())
            and not item.objectName().startswith("qt_")
        ]
        assert nameless == [], place
    qtbot.waitUntil(made.window.work.isHidden)


def test_places_are_built_when_first_shown(made: Desktop) -> None:
    assert list(made.window.built_pages()) == ["home"]
    made.open_report(KEY)
    assert list(made.window.built_pages()) == ["home", "editor"]


def test_the_head_line_follows_the_report(made: Desktop) -> None:
    made.open_report(KEY)
    assert made.head.texts()[:3] == [ORGAN.name, "草稿", "距报送 1月31日 还有 21 天"]
    assert made.head.texts()[3].startswith("已保存 ")
    made.head.year.setFocus()
    press(Qt.Key.Key_Down)
    assert made.session is not None
    assert made.session.report.key.year == 2021
    assert made.head.texts()[1:3] == ["已交接", "1月31日截止，已报送"]
    click(made, "home")
    assert made.head.texts()[::2] == [ORGAN.name, "今天 2023年1月10日 星期二"]


def test_undo_and_redo_by_keys_from_any_place(made: Desktop) -> None:
    made.open_report(KEY)
    session = made.session
    assert session is not None
    address = next(iter(session.report.cells))
    session.set_cell(address, "7")
    assert made.head.undo.isEnabled()
    click(made, "handover")
    made.window.setFocus()
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert session.values[address] == 0
    assert made.head.redo.isEnabled()
    press(Qt.Key.Key_Y, modifier=Qt.KeyboardModifier.ControlModifier)
    assert session.values[address] == 7


def test_another_workspace_brings_new_pages(made: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    made.open_report(KEY)
    editor = made.window.page("editor")
    other = tmp_path / "other.db"
    with qtbot.waitSignal(made.usable):
        assert made._opening.switch(other, practice=False)
    assert made.session is None
    assert "editor" not in made.window.built_pages()
    assert made.start.first is not None
    assert editor is not made.window.built_pages().get("editor")


# ------------------------------------------------------------------------------------------------------- the look


def test_the_size_goes_round_and_is_remembered(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        seen = []
        for _ in range(4):
            seen.append((theme.theme().size_name, made.window.rail.width(), made.head.height()))
            click(made, "size")
        assert [name for name, _, _ in seen] == ["标准", "大", "特大", "标准"]
        assert [width for _, width, _ in seen] == [76, 88, 98, 76]
        assert [height for _, _, height in seen] == [52, 60, 68, 52]
        assert theme.theme().size_name == "大"
    dress()
    with desktop(workspace, qtbot) as again:
        assert theme.theme().size_name == "大"
        assert again.window.rail.width() == 88


def test_every_place_lives_with_every_size_and_look(made: Desktop, qtbot: QtBot) -> None:
    made.open_report(KEY)
    for place in ("editor", "handover", "settings", "home"):
        click(made, place)
        for look in ("dark", "high_contrast", "light"):
            made.look.choose(look)
            made.look.next_size()
            qtbot.wait(1)
            assert not made.window.grab().isNull()
            beside = made.window.rail.width() + 3, 3  # the head line has no colour of its own: the window shows
            assert made.window.grab().toImage().pixelColor(*beside) == theme.theme().colour("ground"), (place, look)


def test_the_look_is_chosen_in_the_settings(made: Desktop) -> None:
    from ui.settings.place import SettingsPlace

    click(made, "settings")
    page = made.window.page("settings")
    assert isinstance(page, SettingsPlace)
    QTest.mouseClick(page.look.segments()[2], Qt.MouseButton.LeftButton)
    assert theme.theme().palette == "dark"
    QTest.mouseClick(page.type_size.segments()[2], Qt.MouseButton.LeftButton)
    assert theme.theme().size_name == "特大"
    click(made, "size")
    assert page.type_size.word() == "标准"


def test_office_and_deadline_are_kept(workspace: Path, qtbot: QtBot) -> None:
    from ui.settings.place import SettingsPlace

    with desktop(workspace, qtbot) as made:
        click(made, "settings")
        page = made.window.page("settings")
        assert isinstance(page, SettingsPlace)
        assert page.name.text() == ORGAN.name
        page.phone.setText("0971-1111111")
        page.finish()
        assert "存好了" in made.window.messages.text()
        page.month.setText("2")
        page.day.setText("30")
        page.finish()
        assert "没有 2月30日 这一天" in made.window.messages.text()
        page.day.setText("15")
        page.finish()
        page.name.setText(" ")
        page.finish()
        assert "还空着" in page.name_field.below.text()
        made.open_report(KEY)
        assert "距报送 2月15日" in made.head.texts()[2]
    with Workbench.open(workspace) as bench:
        assert bench.organ is not None
        assert (bench.organ.name, bench.organ.phone) == (ORGAN.name, "0971-1111111")
        assert bench.due(2022) == date(2023, 2, 15)


def test_the_window_comes_back_where_it_stood(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        made.window.resize(1024, 650)  # the screen of the tests is small
    kept = memory.read(str(workspace.with_suffix(".window.json")))
    assert kept.window
    again = Desktop(workspace, workspace.with_suffix(".window.json"), TODAY)
    qtbot.addWidget(again.window)
    with qtbot.waitSignal(again.usable):
        again.window.open_at(again.look.window)
    assert (again.window.width(), again.window.height()) == (1024, 650)
    again.window.close()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"look": 3}', '{"size": "riesig", "look": "plaid", "x": "y"}'])
def test_a_broken_memory_is_no_trouble(workspace: Path, qtbot: QtBot, text: str) -> None:
    path = workspace.with_suffix(".window.json")
    path.write_text(text, encoding="utf-8")
    with desktop(workspace, qtbot) as made:
        assert made.look.size == "标准"
        assert theme.theme().palette == "light"


def test_memory_where_nothing_can_be_written(tmp_path: Path) -> None:
    memory.write(str(tmp_path / "no" / "such" / "folder.json"), Memory())
    assert memory.read(str(tmp_path)) == Memory()


# ------------------------------------------------------------------------------------------------------- troubles


def test_a_damaged_workspace_is_said_on_the_page(tmp_path: Path, qtbot: QtBot) -> None:
    broken = tmp_path / "gongkailan.db"
    broken.write_bytes(b"no database at all" * 100)
    before = broken.read_bytes()
    with desktop(broken, qtbot, usable=False) as made:
        said = made.window.messages
        qtbot.waitUntil(said.isVisible)
        assert "Traceback" not in said.text()
        assert str(tmp_path) not in said.text()
        assert said._action.text() == "再试一次"
        assert broken.read_bytes() == before
        broken.unlink()
        with qtbot.waitSignal(made.usable):
            QTest.mouseClick(said._action, Qt.MouseButton.LeftButton)
        assert said.isHidden()


def test_what_is_not_kept_holds_the_window_once(tmp_path: Path, qtbot: QtBot) -> None:
    """A real full disk: the figure stays in its cell, the window stays, and with room again it is saved."""
    with small_disk(tmp_path / "disk", 1500) as disk:
        with open_bench(disk) as bench:
            session = whole(bench, 2022)
            address = next(iter(session.report.cells))
        with desktop(disk / "gongkailan.db", qtbot) as made:
            made.open_report(KEY)
            made.go_to_cell(address)
            filler = fill_up(disk)
            for figure in range(1, 400):  # the pages of the log that are still free take a few changes
                type_text(str(figure))
                if made.window.close():
                    pytest.skip("closing found room on the full disk")
                if "没有存上" in made.window.messages.text():
                    break
            assert made.window.isVisible()
            assert made.window.place == "editor"
            filler.unlink()
            type_text("77")
            press(Qt.Key.Key_Return)
            assert made.session is not None
            assert made.session.values[address] == 77
            assert made.window.close()
        with Workbench.open(disk / "gongkailan.db") as bench:
            assert bench.session(2022).values[address] == 77


def test_no_box_is_ever_opened(made: Desktop) -> None:
    made.open_report(KEY)
    assert made.window.findChildren(QMessageBox) == []


def test_what_nobody_expected_is_said_on_the_page(made: Desktop, qtbot: QtBot) -> None:
    from ui.kit.crash import Net

    net = Net()
    net.caught.connect(made.window.messages.say_trouble, Qt.ConnectionType.QueuedConnection)
    net.catch(ValueError, ValueError("secret"), None)
    qtbot.waitUntil(made.window.messages.isVisible)
    assert "存好" in made.window.messages.text()
    assert "secret" not in made.window.messages.text()


# ------------------------------------------------------------------------------------------------------- practice


def test_the_practice_township_has_its_own_file(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "gongkailan.db"
    monkeypatch.setattr("app.system.paths.default_workspace", lambda: own)
    assert practice.sample_workspace(own) == sample.sample_workspace() != practice.practice_workspace(own)
    with desktop(own, qtbot) as made:
        first = made.start.first
        assert first is not None
        with qtbot.waitSignal(made.usable):
            QTest.mouseClick(first.practice, Qt.MouseButton.LeftButton)
        assert made.workspace == practice.practice_workspace(own)
        assert made.head.texts()[0] == "练习乡人民政府"
        assert made.head.practice.isVisible()
        assert made.bench is not None
        assert made.bench.reports()
        said = " ".join(text for report in made.bench.reports() for text in report.passages.values())
        assert "练习乡" in said
        assert "大才" not in f"{said} {made.bench.organ}"
        with qtbot.waitSignal(made.usable):
            QTest.mouseClick(made.head.own, Qt.MouseButton.LeftButton)
        assert made.workspace == own
        assert made.bench is not None
        assert made.bench.reports() == []
        assert not made.head.practice.isVisible()


# ------------------------------------------------------------------------------------------------------- the door


def test_options_and_verbs() -> None:
    assert door.parse([]) == door.Options()
    assert door.parse(["--sample"]) == door.Options(sample=True)
    assert door.parse(["--workspace", "a b.db"]) == door.Options(workspace="a b.db")
    assert door.parse(["--workspace=甲.db", "--exit-when-usable"]) == door.Options("甲.db", False, "usable")
    assert door.parse(["check", "--year", "2020"]) is None
    assert door.parse(["--workspace", "w.db", "check"]) is None


def test_an_unknown_option_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert door.main(["--nonsense"]) == 2
    said = capsys.readouterr().err
    assert said == "不认识“--nonsense”。没有动任何数据。请看 python -m ui --help。\n"
    assert door.main(["--workspace"]) == 2
    assert door.main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f"  {name} " in told and what in told for name, what in verbs_told())


def run(*words: str, home: Path) -> "subprocess.Popen[str]":
    folders = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    env = {**os.environ, **dict.fromkeys(folders, str(home)), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "ui", *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_second_start_brings_the_first_window_forward(made: Desktop, qtbot: QtBot) -> None:
    """Two real processes: this one holds the workspace, the other is started on it."""
    qtbot.waitUntil(lambda: made._opening._doorbell is not None)
    made.window.showMinimized()
    began = time.monotonic()
    second = run("--workspace", str(made.workspace), home=made.workspace.parent)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    _, words = second.communicate()
    assert second.returncode == 0, words
    assert "公开栏已经开着，已帮您切到那个窗口。没有丢任何东西。" in words
    assert "Traceback" not in words
    assert time.monotonic() - began < 15
    assert not made.window.isMinimized()
    assert "公开栏已经开着" in made.window.messages.text()
    made.open_report(KEY)  # and it works on
    assert made.session is not None
    assert made.session.set_cell(next(iter(made.session.report.cells)), "3") is not None


def test_a_workspace_held_by_something_without_a_window(workspace: Path, qtbot: QtBot, tmp_path: Path) -> None:
    hold = subprocess.Popen(
        [
            sys.executable,
            "-P",
            "-c",
            "import sys, pathlib; from app.workbench.bench import Workbench\n"
            "with Workbench.open(pathlib.Path(sys.argv[1])): print('open', flush=True); sys.stdin.read()",
            str(workspace),
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert hold.stdout is not None
    assert hold.stdout.readline() == "open\n"
    with desktop(workspace, qtbot, usable=False) as made:
        qtbot.waitUntil(made.window.messages.isVisible, timeout=10_000)
        assert made.bench is None
        hold.communicate("")
        with qtbot.waitSignal(made.usable):
            QTest.mouseClick(made.window.messages._action, Qt.MouseButton.LeftButton)
        assert made.bench is not None


def test_a_call_of_long_ago_is_taken_away_and_not_answered(tmp_path: Path, qtbot: QtBot) -> None:
    """A second start that was killed while calling leaves its file behind."""
    workspace, bell = tmp_path / "a.db", Doorbell()
    note = note_for(workspace)
    note.touch()
    os.utime(note, (1, 1))
    with qtbot.assertNotEmitted(bell.rung, wait=50):
        assert bell.listen(workspace)
    assert not note.exists()
    with qtbot.waitSignal(bell.rung):
        note.touch()
    assert not note.exists()
    bell.close()
    note.touch()  # just before somebody listens
    with qtbot.waitSignal(bell.rung):
        bell.listen(workspace)
    bell.close()


def test_nobody_answers_for_a_workspace_that_nobody_holds(tmp_path: Path) -> None:
    assert not call_first(tmp_path / "a.db")
    assert not call_first(tmp_path / "no folder" / "a.db")
    assert list(tmp_path.iterdir()) == []


def test_names_of_doorbells_differ_by_workspace(tmp_path: Path) -> None:
    assert note_for(tmp_path / "a.db") != note_for(tmp_path / "b.db")
    assert note_for(tmp_path / "x" / ".." / "a.db") == note_for(tmp_path / "a.db")


@pytest.mark.parametrize("mark", ["--exit-after-first-paint", "--exit-when-usable"])
def test_the_program_starts_and_ends_without_a_word(tmp_path: Path, mark: str) -> None:
    done = run("--workspace", str(tmp_path / "neu" / "w.db"), mark, home=tmp_path)
    out, words = done.communicate(timeout=60)
    assert (done.returncode, out) == (0, "")
    assert [line for line in words.splitlines() if "propagateSizeHints" not in line] == []


def test_the_frame_imports_no_database_before_the_first_paint() -> None:
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([])\n"
        "from pathlib import Path; from datetime import date; from ui.wiring import Desktop\n"
        "d = Desktop(Path('w.db'), Path('w.json'), date(2023, 1, 10)); d.window.painted.disconnect(d.build)\n"
        "d.window.painted.connect(app.quit); d.window.open_at(''); app.exec()\n"
        "heavy = {'sqlalchemy', 'reportlab', 'alembic', 'PySide6.QtNetwork', 'click', 'ui.kit.frame', 'docx'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == "[]\n", done.stderr
