"""The practice township as a clerk meets it: the real window, by keys alone, from the first task to the score."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from app.domain.report import ReportKey
from app.system import clock
from app.workbench import practice
from app.workbench.bench import Workbench
from app.workbench.practice_story import story
from tests.ui import controls
from tests.ui.desk import desktop, focused, press, tab_to, type_text
from ui.editor.table.view import TableView
from ui.kit import theme
from ui.practice.guide import PracticeGuide
from ui.practice.strip import PracticeStrip
from ui.wiring import Desktop

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
TASKS = {task.id: task for task in story().tasks}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office's own workspace; the practice township lies beside it."""
    own = tmp_path / "gongkailan.db"
    monkeypatch.setattr("app.system.paths.default_workspace", lambda: own)
    monkeypatch.setenv(clock.STOPPED, "2023-01-10T09:00:00")
    return own


@contextmanager
def practising(home: Path, qtbot: QtBot) -> Iterator[Desktop]:
    """From the first start into the practice township, with the keyboard alone."""
    with desktop(home, qtbot) as made:
        assert made.start.first is not None
        tab_to(made.start.first.practice)
        with qtbot.waitSignal(made.usable):
            press(Key.Key_Space)
        QApplication.processEvents()
        yield made


def guide(made: Desktop) -> PracticeGuide:
    found = made.practising.guide
    assert found is not None
    return found


def strip(made: Desktop) -> PracticeStrip:
    return guide(made).strip


def to_strip(made: Desktop) -> None:
    """F6 until the strip has the keyboard."""
    for _ in range(8):
        if strip(made).isAncestorOf(focused()):
            return
        press(Key.Key_F6)
    raise AssertionError("F6 never reaches the strip")


def use(made: Desktop, button: QAbstractButton) -> None:
    """F6 to the strip, Tab to the button, Space."""
    if strip(made).isAncestorOf(focused()):
        press(Key.Key_Escape)  # so that F6 leads to its first button
    to_strip(made)
    tab_to(button, 8)
    press(Key.Key_Space)
    QApplication.processEvents()


def locate(made: Desktop) -> None:
    use(made, strip(made).locate)
    assert not strip(made).isAncestorOf(focused())


def enter(*figures: str) -> None:
    """Figures one below the other, from the current cell."""
    for figure in figures:
        type_text(figure)
        press(Key.Key_Return)


def undo_task(made: Desktop) -> None:
    press(Key.Key_Z, modifier=CTRL)


def type_task(made: Desktop) -> None:
    locate(made)
    enter("1o")
    assert "type" not in guide(made).standing.done
    press(Key.Key_A, modifier=CTRL)
    enter("10")


def stock_task(made: Desktop) -> None:
    locate(made)
    enter("5")  # wrong, and scores nothing
    assert "stock" not in guide(made).standing.done
    locate(made)
    enter("6")


def digits_task(made: Desktop) -> None:
    locate(made)
    enter("21")


def neighbour_task(made: Desktop) -> None:
    locate(made)
    type_text("0")
    press(Key.Key_Tab)
    type_text("1")
    press(Key.Key_Return)


def carried_task(made: Desktop) -> None:
    locate(made)
    enter("1")


def zero_task(made: Desktop) -> None:
    locate(made)
    press(Key.Key_Delete)
    page = made.window.page("editor")
    zero = next(b for b in page.findChildren(QAbstractButton) if b.isVisible() and b.text().startswith("空格填零"))
    for _ in range(6):
        if focused() is zero:
            break
        press(Key.Key_F6)
    press(Key.Key_Space)
    assert focused().parentWidget() is not None
    press(Key.Key_Return)  # the name is there already


def aspect_task(made: Desktop) -> None:
    locate(made)
    press(Key.Key_End, modifier=CTRL)
    press(Key.Key_Return)
    type_text(TASKS["aspect"].paper)


def figure_task(made: Desktop) -> None:
    locate(made)
    press(Key.Key_Home, modifier=CTRL)
    (text,) = (made.session.report.passages[name] for name in TASKS["figure"].done.says) if made.session else ("",)
    press(Key.Key_Right, text.index("22件") + 2)
    press(Key.Key_Backspace, 2)
    type_text("25")


def fee_task(made: Desktop) -> None:
    locate(made)
    type_text("0")
    press(Key.Key_Tab)
    type_text("0")
    press(Key.Key_Tab)


HANDS: dict[str, Callable[[Desktop], None]] = {
    "undo": undo_task,
    "type": type_task,
    "stock": stock_task,
    "digits": digits_task,
    "carried": carried_task,
    "neighbour": neighbour_task,
    "zero": zero_task,
    "aspect": aspect_task,
    "figure": figure_task,
    "fee": fee_task,
}


def do(made: Desktop, name: str, qtbot: QtBot) -> None:
    HANDS[name](made)
    if name in ("aspect", "figure", "fee"):  # texts are kept when the hands rest, or the place is left
        made._finish_typing()
    qtbot.waitUntil(lambda: name in guide(made).standing.done, timeout=3000)


def test_every_task_by_keys_to_the_last_score(home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(HANDS) == list(TASKS)
    with practising(home, qtbot) as made:
        assert made.window.place == "editor"
        assert strip(made).isVisible()
        assert made.head.practice.isVisible()
        assert not made.head.due.isVisible()  # nobody waits for it
        assert strip(made).head.text() == "练习 0/10 · 0 分 · 用时不到 1 分钟"
        assert "怎么改都不会动您的报告" in strip(made).words.text()
        for number, name in enumerate(TASKS, 1):
            assert guide(made).standing.current is TASKS[name]
            assert TASKS[name].title in strip(made).title.text()
            assert strip(made).paper.text() == TASKS[name].paper
            if name == "digits":
                use(made, strip(made).hint)
                assert TASKS[name].hints[0] in strip(made).note.text()
            monkeypatch.setenv(clock.STOPPED, f"2023-01-10T09:{number:02}:30")
            do(made, name, qtbot)
            score = 10 * number - (2 if number >= 4 else 0)
            assert strip(made).head.text() == f"练习 {number}/10 · {score} 分 · 用时 {number} 分钟"
        assert made.session is not None
        assert made.session.result.findings == ()
        said = strip(made)
        assert said.title.text() == "练完了，得 98 分（满分 100）"
        assert "10 题做对 10 题，用了 10 分钟，看了 1 次提示" in said.words.text()
        assert TASKS["zero"].learnt in said.words.text()
        assert not said.resume.isVisible()
        to_strip(made)
        assert focused() is said.own
        with qtbot.waitSignal(made.usable):
            press(Key.Key_Space)
        assert made.workspace == home
        assert not made.practice
        assert made.practising.guide is None


def test_real_data_is_not_touched(home: Path, qtbot: QtBot) -> None:
    with Workbench.open(home) as bench:
        bench.save_organ(story().organ)
        bench.start(story().this.year).set_cell(TASKS["undo"].where, "55")
    with desktop(home, qtbot) as made:
        made.practising.begin()
        assert made.bench is not None
        assert made.bench.path != home
        before = {path.name: path.read_bytes() for path in home.parent.glob("gongkailan.db*")}
        do(made, "undo", qtbot)
        do(made, "type", qtbot)
        use(made, strip(made).hint)
        for _ in range(8):
            use(made, strip(made).skip)
        use(made, strip(made).again)
        assert {path.name: path.read_bytes() for path in home.parent.glob("gongkailan.db*")} == before
        made.practising.leave()
        assert made.bench is not None
        report = made.bench.find(story().this.year)
        assert dict(report.cells) == {TASKS["undo"].where: 55}
        made.open_report(report.key)
        assert made.practising.guide is None
        assert not made.window.page("editor").findChildren(PracticeStrip)


def test_a_restart_goes_on_where_it_was_left(home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    with practising(home, qtbot) as made:
        do(made, "undo", qtbot)
        use(made, strip(made).hint)
        monkeypatch.setenv(clock.STOPPED, "2023-01-10T09:02:10")  # kept when the window closes
    monkeypatch.setenv(clock.STOPPED, "2023-01-11T15:00:00")
    with practising(home, qtbot) as made:
        assert strip(made).head.text() == "练习 1/10 · 10 分 · 用时 2 分钟"
        assert guide(made).standing.current is TASKS["type"]
        assert TASKS["type"].hints[0] in strip(made).note.text()
        assert strip(made).hint.text() == "给点提示（少 2 分）"
        use(made, strip(made).hint)
        assert not strip(made).hint.isVisible()
        do(made, "type", qtbot)
        assert guide(made).standing.score == 16


def test_what_was_skipped_comes_back_and_again_begins_anew(home: Path, qtbot: QtBot) -> None:
    with practising(home, qtbot) as made:
        do(made, "undo", qtbot)
        for _ in range(9):
            use(made, strip(made).skip)
        assert strip(made).title.text().startswith("练完了，得 10 分")
        assert strip(made).resume.text() == "回头做跳过的 9 题"
        use(made, strip(made).resume)
        assert guide(made).standing.current is TASKS["type"]
        do(made, "type", qtbot)
        for _ in range(8):
            use(made, strip(made).skip)
        use(made, strip(made).again)
        assert strip(made).head.text() == "练习 0/10 · 0 分 · 用时不到 1 分钟"
        assert guide(made).standing.current is TASKS["undo"]
        do(made, "undo", qtbot)


def test_the_way_to_a_text_ends_behind_its_last_word(home: Path, qtbot: QtBot) -> None:
    task = TASKS["aspect"]
    with practising(home, qtbot) as made:
        assert made.session is not None
        (name,) = task.done.paragraphs
        start = made.session.report.passages[name]
        for _ in range(7):
            use(made, strip(made).skip)
        locate(made)
        press(Key.Key_Home, modifier=CTRL)  # she has looked at the beginning; 定位 leads to the end all the same
        locate(made)
        press(Key.Key_Return)
        type_text(task.paper)
        QApplication.processEvents()
        made._finish_typing()
        assert made.session.report.passages[name] == f"{start}\n{task.paper}"
        assert task.id in guide(made).standing.done


def test_again_clears_what_was_half_written(home: Path, qtbot: QtBot) -> None:
    (name,) = TASKS["aspect"].done.says
    with practising(home, qtbot) as made:
        assert made.session is not None
        start = made.session.report.passages[name]
        for _ in range(7):
            use(made, strip(made).skip)
        aspect_task(made)  # kept once the keyboard leaves the text
        while guide(made).standing.current is not None:
            use(made, strip(made).skip)
        assert made.session.report.passages[name] != start
        made.go_to_cell(name)
        type_text("还没有写完")
        use(made, strip(made).again)
        assert made.session.report.passages[name] == start
        made.go_to_cell(name)
        made._finish_typing()
        assert made.session.report.passages[name] == start


def test_the_strip_folds_to_a_line_and_comes_back(home: Path, qtbot: QtBot) -> None:
    def rows() -> float:
        return strip(made).height() / theme.theme().size("button_small")

    with practising(home, qtbot) as made:
        qtbot.waitUntil(lambda: 2 < rows() < 4)
        use(made, strip(made).fold)
        qtbot.waitUntil(lambda: rows() < 1.6)
        assert not strip(made).words.isVisible()
        assert strip(made).title.isVisible()
        assert strip(made).fold.text() == "展开"
        made.go("home")
        made.open_report(practice.key_of(story()))
        QApplication.processEvents()
        assert not strip(made).words.isVisible()  # as it was left
        use(made, strip(made).fold)
        assert strip(made).words.isVisible()
        qtbot.waitUntil(lambda: 2 < rows() < 4)


def test_escape_leads_back_to_the_table(home: Path, qtbot: QtBot) -> None:
    with practising(home, qtbot) as made:
        to_strip(made)
        press(Key.Key_Escape)
        assert not strip(made).isAncestorOf(focused())
        press(Key.Key_Z, modifier=CTRL)
        assert guide(made).standing.number == 2


def test_undoing_a_right_answer_takes_its_points_back(home: Path, qtbot: QtBot) -> None:
    with practising(home, qtbot) as made:
        do(made, "undo", qtbot)
        do(made, "type", qtbot)
        assert guide(made).standing.score == 20
        press(Key.Key_Z, modifier=CTRL)
        assert guide(made).standing.score == 10
        assert "第 2 题的数又变了" in strip(made).words.text()


@pytest.mark.parametrize(
    ("size", "name"), [((1366, 697), ""), ((1366, 697), "大"), ((1366, 697), "特大"), ((1024, 600), "")]
)
def test_the_table_keeps_its_room(home: Path, qtbot: QtBot, size: tuple[int, int], name: str) -> None:
    with practising(home, qtbot) as made:
        theme.use(theme.Theme(theme.LIGHT, name))
        try:
            made.window.resize(QSize(*size))
            for _ in range(3):
                use(made, strip(made).skip)
            locate(made)
            QApplication.processEvents()
            page = made.window.page("editor")
            table = next(view for view in page.findChildren(TableView) if view.isVisible())
            assert made.window.size() == QSize(*size)  # nothing pushes the window wider or higher
            assert table.height() >= 4 * theme.theme().size("row")
            below = strip(made).mapTo(made.window, strip(made).rect().bottomLeft()).y()
            assert below < table.mapTo(made.window, table.rect().topLeft()).y()
            for button in strip(made).findChildren(QAbstractButton):
                assert not button.isVisible() or strip(made).rect().contains(button.geometry())
        finally:
            theme.use(theme.Theme())


def test_a_reader_hears_the_task_and_every_control(home: Path, qtbot: QtBot) -> None:
    heard: list[str] = []

    with practising(home, qtbot) as made:
        QAccessible.setActive(True)
        try:
            said = QAccessible.queryAccessibleInterface(strip(made)).text(QAccessible.Text.Name)
            assert TASKS["undo"].what in said
            assert "练习 0/10" in said
            do(made, "undo", qtbot)
            heard.append(QAccessible.queryAccessibleInterface(strip(made)).text(QAccessible.Text.Name))
        finally:
            QAccessible.setActive(False)
        assert heard[0].startswith("第 1 题做对了。")
        assert TASKS["type"].what in heard[0]
        assert TASKS["type"].paper in heard[0]
        for button in strip(made).findChildren(QAbstractButton):
            assert button.accessibleName() or button.text() or not button.isVisible()


def test_the_sample_township_has_no_tasks(tmp_path: Path, qtbot: QtBot) -> None:
    with desktop(tmp_path / "sample.db", qtbot, practice=True) as made:
        assert made.bench is not None
        made.open_report(made.bench.reports()[0].key)
        assert made.practising.guide is None


def test_last_years_report_has_no_strip(home: Path, qtbot: QtBot) -> None:
    with practising(home, qtbot) as made:
        made._switch_year(story().last.year)
        QCoreApplication.processEvents()
        assert made.practising.guide is None
        made._switch_year(story().this.year)
        QCoreApplication.processEvents()
        assert strip(made).isVisible()


def test_clicks_do_as_well(home: Path, qtbot: QtBot) -> None:
    with practising(home, qtbot) as made:
        QTest.mouseClick(strip(made).skip, Qt.MouseButton.LeftButton)
        assert guide(made).standing.number == 2
        QTest.mouseClick(strip(made).locate, Qt.MouseButton.LeftButton)
        enter("10")
        assert "type" in guide(made).standing.done


def test_the_home_page_leads_there_and_back(home: Path, qtbot: QtBot) -> None:
    with Workbench.open(home) as bench:
        bench.save_organ(story().organ)
        bench.start(story().last.year)
    with desktop(home, qtbot) as made:
        assert made.start.home.practise.isVisible()
        QTest.keyClick(made.window, Key.Key_Tab)
        tab_to(made.start.home.practise)
        with qtbot.waitSignal(made.usable):
            press(Key.Key_Space)
        assert guide(made).standing.number == 1
        made.go("home")
        assert not made.start.home.practise.isVisible()  # one is there already
        with qtbot.waitSignal(made.usable):
            QTest.mouseClick(made.head.own, Qt.MouseButton.LeftButton)
        assert made.window.place == "editor"  # the one report that is in work
        assert made.session is not None
        assert made.session.report.key == ReportKey(story().organ.short_name, story().last.year)
        assert made.window.rail.button("editor").isChecked()
        made.go("home")
        assert made.start.home.practise.isVisible()


def test_without_one_report_in_work_the_way_back_is_the_home_page(home: Path, qtbot: QtBot) -> None:
    with Workbench.open(home) as bench:
        bench.save_organ(story().organ)
        for year in (story().last.year - 1, story().last.year):
            bench.start(year)
    with desktop(home, qtbot) as made:
        QTest.keyClick(made.window, Key.Key_Tab)
        tab_to(made.start.home.practise)
        with qtbot.waitSignal(made.usable):
            press(Key.Key_Space)
        assert made.window.place == "editor"
        with qtbot.waitSignal(made.usable):
            QTest.mouseClick(made.head.own, Qt.MouseButton.LeftButton)
        assert made.window.place == "home"
        assert made.window.rail.button("home").isChecked()
        assert not made.window.rail.button("editor").isChecked()
        assert made.start.isVisible()


def test_what_the_balance_helper_puts_right_scores_as_well(home: Path, qtbot: QtBot) -> None:
    with practising(home, qtbot) as made:
        for name in ("undo", "type", "stock", "digits"):
            do(made, name, qtbot)
        locate(made)

        def offers() -> list[QAbstractButton]:
            buttons = made.window.page("editor").findChildren(QAbstractButton)
            return [button for button in buttons if button.isVisible() and button.text() == "改为 1"]

        qtbot.waitUntil(lambda: len(offers()) == 1)
        QTest.mouseClick(offers()[0], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "carried" in guide(made).standing.done)
        assert guide(made).standing.score == 50


@pytest.mark.parametrize("state", ["task", "hint", "folded", "score"])
def test_no_mouse_and_no_eyes_are_needed(home: Path, qtbot: QtBot, state: str) -> None:
    with practising(home, qtbot) as made:
        if state == "hint":
            use(made, strip(made).skip)
            use(made, strip(made).hint)
        elif state == "folded":
            use(made, strip(made).fold)
        elif state == "score":
            for _ in TASKS:
                use(made, strip(made).skip)
        window = made.window
        assert controls.nameless(window) == []
        assert controls.without_role(window) == []
        found = controls.ways(window)
        assert controls.unreached(window, found) == []
        assert controls.traps(found) == []
