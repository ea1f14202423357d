"""Rail, head line and focus ring in a real window, worked by keys."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.kit.focus import FocusRing
from ui.kit.headline import HeadLine
from ui.kit.picks import Segmented, Switch, Tick
from ui.kit.place import Place
from ui.kit.rail import Rail
from ui.kit.theme import Theme
from ui.kit.widgets import SecondaryButton
from ui.kit.words import Deadline
from ui.window import MainWindow

PLACES = (
    Place("one", "甲", "house", needs_report=False),
    Place("two", "乙", "pencil"),
    Place("three", "丙", "stamp"),
    Place("deed", "字号", "a-large-small", needs_report=False, at_bottom=True, deed=True),
)


def test_the_rail_opens_report_places_with_a_report(qtbot: QtBot) -> None:
    rail = Rail(PLACES)
    qtbot.addWidget(rail)
    rail.show()
    wished: list[str] = []
    rail.place_requested.connect(wished.append)
    rail.deed_requested.connect(lambda deed: wished.append(f"deed {deed}"))
    rail.allow_reports(False)
    assert [rail.button(place.id).isEnabled() for place in PLACES] == [True, False, False, True]
    QTest.mouseClick(rail.button("two"), Qt.MouseButton.LeftButton)
    assert wished == []
    rail.allow_reports(True)
    QTest.mouseClick(rail.button("two"), Qt.MouseButton.LeftButton)
    QTest.keyClick(rail.button("deed"), Qt.Key.Key_Space)
    assert wished == ["two", "deed deed"]
    rail.choose("three")
    assert rail.button("three").isChecked()
    assert not rail.button("two").isChecked()
    assert not rail.button("deed").isCheckable()
    assert [rail.button(place.id).accessibleName() for place in PLACES] == ["甲", "乙", "丙", "字号"]


@pytest.fixture
def head(qtbot: QtBot) -> HeadLine:
    line = HeadLine()
    qtbot.addWidget(line)
    line.resize(1290, 52)
    line.show_report("大才回族乡人民政府", [2022, 2021], 2022)
    line.show_state("草稿", "pencil", "plain")
    line.show_deadline(Deadline(date(2023, 1, 31), date(2023, 1, 10)))
    line.show_history("填写（一）予以公开·自然人", None)
    line.show_saved(datetime(2023, 1, 10, 10, 32, 5))
    line.show()
    return line


def test_the_head_line_says_it_all(head: HeadLine) -> None:
    assert head.texts() == ["大才回族乡人民政府", "草稿", "距报送 1月31日 还有 21 天", "已保存 10:32:05"]
    assert head.undo.isEnabled()
    assert head.undo.accessibleName() == "撤销：填写（一）予以公开·自然人"
    assert not head.redo.isEnabled()
    assert head.year.currentText() == "2022 年度"


def test_a_narrow_head_line_drops_words_in_their_order(head: HeadLine) -> None:
    assert head.steps.text() == "修改记录"
    head.resize(head._line.sizeHint().width() - 20, 52)
    assert (head.steps.text(), head.steps.accessibleName()) == ("", "修改记录")
    assert head.undo.text() == "撤销"
    head.resize(head._line.sizeHint().width() - 20, 52)
    assert (head.undo.text(), head.redo.text()) == ("", "")
    assert "1月31日" in head.due.text()
    head.resize(head._line.sizeHint().width() - 20, 52)
    assert head.due.text() == "还有 21 天"
    head.resize(head._line.sizeHint().width() - 20, 52)
    assert not head.due.isVisible()
    for kept in (head.title, head.year, head.state, head.undo, head.redo, head.steps, head.saved):
        assert kept.isVisible()
    head.resize(1290, 52)
    assert (head.undo.text(), head.steps.text()) == ("撤销", "修改记录")
    assert "1月31日" in head.due.text()


def test_an_old_report_is_named_without_a_picture(head: HeadLine) -> None:
    head.show_deadline(Deadline(date(2021, 1, 31), date(2023, 1, 10)))
    assert head.due.text() == "往年的报告"
    assert not head.calendar.isVisible(), "beside the buttons it would look like one"
    assert not head.due_lamp.isVisible()
    head.show_deadline(Deadline(date(2023, 1, 31), date(2023, 1, 10)))
    assert head.calendar.isVisible()


@pytest.mark.parametrize("size", theme.sizes())
@pytest.mark.parametrize("today", [date(2023, 1, 10), date(2023, 3, 1)])
def test_nothing_is_cut_on_the_usual_monitor(head: HeadLine, size: str, today: date) -> None:
    theme.use(Theme(theme.LIGHT, size))
    head.show_deadline(Deadline(date(2023, 1, 31), today))
    head.resize(1366 - theme.theme().size("rail_width"), 60)
    QApplication.processEvents()
    assert head._line.sizeHint().width() <= head.width()
    assert head.due.isVisible()
    assert head.steps.isVisible()
    theme.use(Theme())


def test_words_are_measured_anew_in_another_size(head: HeadLine) -> None:
    head.resize(1366 - theme.theme().size("rail_width"), 60)
    assert head.steps.text() == "修改记录"
    theme.use(Theme(theme.LIGHT, theme.sizes()[-1]))  # the window keeps its width
    head.resize(1366 - theme.theme().size("rail_width"), 60)
    QApplication.processEvents()
    assert head._line.sizeHint().width() <= head.width()
    assert (head.steps.text(), head.undo.text()) == ("", "")
    theme.use(Theme())
    QApplication.processEvents()
    assert head.undo.text() == "撤销"


def test_a_late_report_is_in_doubt(head: HeadLine) -> None:
    head.show_deadline(Deadline(date(2023, 1, 31), date(2023, 2, 3)))
    assert head.due.text() == "已超过 1月31日 3 天"
    assert head.due_lamp.kind == "doubt"
    assert head.due_lamp.isVisible()
    assert not head.calendar.isVisible()


def test_the_year_switch_asks_for_another_year(head: HeadLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(head.year_requested) as asked:
        head.year.setFocus()
        QTest.keyClick(head.year, Qt.Key.Key_Down)
    assert asked.args == [2021]


def test_undo_and_redo_are_wishes(head: HeadLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(head.undo_requested):
        QTest.mouseClick(head.undo, Qt.MouseButton.LeftButton)
    head.show_history(None, "填写")
    with qtbot.waitSignal(head.redo_requested):
        QTest.mouseClick(head.redo, Qt.MouseButton.LeftButton)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(PLACES)
    qtbot.addWidget(made)
    made.build()
    page = QWidget()
    column = QVBoxLayout(page)
    for widget in (SecondaryButton("甲"), QLineEdit(), SecondaryButton("乙")):
        column.addWidget(widget)
    made.add_place("one", lambda: page)
    made.show_place("one")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def ring(window: MainWindow) -> FocusRing:
    return window.findChildren(FocusRing)[0]


def test_the_ring_follows_the_keyboard_and_not_the_mouse(window: MainWindow, qtbot: QtBot) -> None:
    first, second = (b for b in window.findChildren(SecondaryButton) if b.text() in {"甲", "乙"})
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert first.hasFocus()
    assert not ring(window).isVisible()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert not ring(window).isVisible()  # a line shows its focus itself
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert ring(window).isVisible()
    around = ring(window).geometry()
    inside = second.rect().translated(second.mapTo(window, second.rect().topLeft()))
    assert around.contains(inside)
    assert around.width() == inside.width() + 8
    window.resize(window.width() - 100, window.height() - 50)
    qtbot.wait(20)
    moved = second.rect().translated(second.mapTo(window, second.rect().topLeft()))
    assert ring(window).geometry().contains(moved)


def test_hiding_the_focused_control_does_not_show_the_ring(window: MainWindow) -> None:
    first = next(b for b in window.findChildren(SecondaryButton) if b.text() == "甲")
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    first.hide()
    assert not ring(window).isVisible()


def test_segments_are_worked_with_arrow_keys(qtbot: QtBot) -> None:
    picks = Segmented(["乡", "镇", "街道"], name="机关级别")
    qtbot.addWidget(picks)
    with qtbot.waitActive(picks):
        picks.show()
        picks.activateWindow()
    chosen: list[int] = []
    picks.chosen.connect(chosen.append)
    picks.setFocus()
    QTest.keyClick(picks.segments()[0], Qt.Key.Key_Right)
    assert picks.word() == "镇"
    QTest.mouseClick(picks.segments()[2], Qt.MouseButton.LeftButton)
    assert (picks.number(), picks.word()) == (2, "街道")
    assert chosen[-1] == 2
    picks.choose(0)
    assert picks.word() == "乡"
    assert all(segment.accessibleDescription() == "机关级别" for segment in picks.segments())


@pytest.mark.parametrize("kind", [Tick, Switch])
def test_ticks_look_different_when_on(qtbot: QtBot, kind: type[Tick]) -> None:
    tick = kind("小字显示上年数")
    qtbot.addWidget(tick)
    tick.resize(tick.sizeHint())
    tick.show()
    off = tick.grab().toImage()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert tick.isChecked()
    assert tick.grab().toImage() != off
    assert tick.accessibleName() == "小字显示上年数"


def test_a_long_name_ends_in_dots_and_is_told_whole(head: HeadLine) -> None:
    name = "某某省某某市某某区" * 5 + "联合工作领导小组第一班"
    head.show()
    assert (head.title.shown(), head.title.toolTip()) == ("大才回族乡人民政府", "")
    head.show_report(name, [2022], 2022)
    QApplication.processEvents()
    assert head.title.shown().endswith("…")
    assert head.title.toolTip() == head.title.text() == name
    assert head.title.fontMetrics().horizontalAdvance(head.title.shown()) <= head.title.width()
    head.resize(4000, 52)
    QApplication.processEvents()
    assert (head.title.shown(), head.title.toolTip()) == (name, "")
