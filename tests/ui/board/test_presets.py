"""Boards under a name, and the last one: kept, chosen, given up, taken back; there again after a restart."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.workbench import boards
from app.workbench.bench import Workbench
from app.workbench.papers import BoardWish
from tests.ui import reports
from ui.board.place import BoardPlace


@pytest.fixture
def open_place(place: BoardPlace, bench: Workbench, qtbot: QtBot) -> BoardPlace:
    place.open(reports.whole(bench, 2021))
    settle(qtbot, place)
    return place


def settle(qtbot: QtBot, place: BoardPlace) -> None:
    qtbot.waitUntil(place.settled, timeout=60_000)


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key = Qt.Key.Key_Space) -> None:
    widget.activateWindow()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(widget.hasFocus)
    QTest.keyClick(widget, key)


def keep(qtbot: QtBot, place: BoardPlace, name: str) -> None:
    presets = place.settings.presets
    press(qtbot, presets.keep)
    assert presets.name.hasFocus()
    presets.name.insert(name)  # Chinese comes from an input method
    QTest.keyClick(presets.name, Qt.Key.Key_Return)


def test_kept_chosen_and_given_up(open_place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    settings = open_place.settings
    presets = settings.presets
    assert not presets.list.isVisible()  # nothing to choose yet
    settings.columns.segments()[2].click()
    settings.short.segments()[1].click()
    settings.qr.click()
    settings.tile.segments()[1].click()
    village = settings.wish()
    assert (village.columns, village.short, village.qr, village.tile) == (2, True, False, "A3")
    keep(qtbot, open_place, "马家村公开栏")
    assert boards.presets(bench) == (boards.Preset("马家村公开栏", village),)
    assert presets.list.currentText() == "马家村公开栏"
    assert "存下了常用海报“马家村公开栏”" in open_place.message_bar.text()
    settings.columns.segments()[0].click()
    assert presets.list.currentText() == "自己调的"
    press(qtbot, presets.list, Qt.Key.Key_Down)
    assert settings.wish() == village
    settle(qtbot, open_place)
    shown = open_place.preview.shown
    assert shown is not None
    assert shown.wanted.wish == village
    press(qtbot, presets.drop)
    assert boards.presets(bench) == ()
    assert settings.wish() == village  # the board itself stays
    open_place.message_bar.first().setFocus()
    QTest.keyClick(open_place.message_bar.first(), Qt.Key.Key_Space)  # 撤销
    assert [preset.name for preset in boards.presets(bench)] == ["马家村公开栏"]
    assert presets.list.currentText() == "马家村公开栏"


def test_keeping_is_taken_back(open_place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    keep(qtbot, open_place, "院内")
    open_place.message_bar.first().setFocus()
    QTest.keyClick(open_place.message_bar.first(), Qt.Key.Key_Space)
    assert boards.presets(bench) == ()


NEWER = '{"村口": {"size": "9000x1200mm", "frame": "oak"}, "院内": {"size": "594.5x841.5mm"}}'


def test_one_that_a_newer_program_kept_is_listed_and_cannot_be_used(
    place: BoardPlace, bench: Workbench, qtbot: QtBot
) -> None:
    bench.save_setting("boards", NEWER)
    again = BoardPlace(bench)
    qtbot.addWidget(again)
    again.open(reports.whole(bench, 2021))
    again.resize(1200, 800)
    again.show()
    settings = again.settings
    listed = settings.presets.list
    assert [listed.itemText(number) for number in range(listed.count())] == [
        "自己调的",
        "院内",
        "村口（要用新版本打开）",
    ]
    assert not listed.isHidden()
    before = settings.wish()
    press(qtbot, listed, Qt.Key.Key_End)
    assert listed.currentText() == "村口（要用新版本打开）"
    assert settings.wish() == before  # it is not hung up in another size
    QTest.keyClick(listed, Qt.Key.Key_Up)
    assert listed.currentText() == "院内"
    assert settings.wish().size == "594.5x841.5mm" != before.size
    assert (settings.width_mm.text(), settings.height_mm.text()) == ("594.5", "841.5")
    settings.height_mm.setFocus()
    settings.height_mm.selectAll()
    QTest.keyClicks(settings.height_mm, "900")
    QTest.keyClick(settings.height_mm, Qt.Key.Key_Return)
    assert not settings.is_wrong
    assert settings.wish().size == "594.5x900mm"
    settle(qtbot, again)


def test_what_is_kept_already_is_not_offered_to_be_kept(open_place: BoardPlace, qtbot: QtBot) -> None:
    presets = open_place.settings.presets
    assert presets.keep.isVisible()
    keep(qtbot, open_place, "乡政府大门口的大公开栏橱窗左边第一块")
    assert not presets.keep.isVisible()
    assert presets.list.hasFocus()
    assert presets.list.toolTip() == "乡政府大门口的大公开栏橱窗左边第一块"  # too long for the column: told in full
    open_place.settings.qr.click()
    assert presets.keep.isVisible()
    assert presets.list.toolTip() == ""


def test_a_name_is_asked_for(open_place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    keep(qtbot, open_place, "  ")
    assert boards.presets(bench) == ()
    assert "还没有写这块公开栏的名称" in open_place.message_bar.text()
    assert open_place.settings.presets.name.isVisible()
    QTest.keyClick(open_place.settings.presets.name, Qt.Key.Key_Escape)
    assert not open_place.settings.presets.name.isVisible()


def test_the_last_board_is_there_again(open_place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    open_place.settings.turn.segments()[1].click()
    open_place.settings.style_choice.segments()[1].click()
    wish = open_place.settings.wish()
    open_place.hide()
    again = BoardPlace(bench)
    qtbot.addWidget(again)
    assert again.settings.wish() == wish != BoardWish()


def test_one_that_a_newer_program_kept_is_not_replaced(bench: Workbench, qtbot: QtBot) -> None:
    bench.save_setting("boards", NEWER)
    place = opened(bench, qtbot)
    keep(qtbot, place, "村口")
    assert bench.setting("boards") == NEWER
    assert "“村口”是用新版本的程序存下的，没有换掉它" in place.message_bar.text()
    assert place.settings.presets.name.isVisible()  # another name is typed there
    place.settings.presets.name.insert("东")
    QTest.keyClick(place.settings.presets.name, Qt.Key.Key_Return)
    assert [preset.name for preset in boards.presets(bench)] == ["院内", "村口东"]
    settle(qtbot, place)


def test_one_that_a_newer_program_kept_is_given_up_and_taken_back(bench: Workbench, qtbot: QtBot) -> None:
    bench.save_setting("boards", NEWER)
    place = opened(bench, qtbot)
    presets, wish = place.settings.presets, place.settings.wish()
    assert not presets.drop.isVisible()
    press(qtbot, presets.list, Qt.Key.Key_End)
    assert presets.drop.isVisible()
    assert presets.drop.accessibleName() == "删掉常用海报“村口”"
    press(qtbot, presets.drop)
    assert boards.unread(bench) == ()
    assert [presets.list.itemText(number) for number in range(presets.list.count())] == ["自己调的", "院内"]
    assert presets.list.hasFocus()
    assert not presets.drop.isVisible()
    assert "删掉了常用海报“村口”" in place.message_bar.text()
    place.message_bar.first().setFocus()
    QTest.keyClick(place.message_bar.first(), Qt.Key.Key_Space)  # 撤销
    assert json.loads(bench.setting("boards") or "") == json.loads(NEWER)
    assert boards.unread(bench) == ("村口",)
    assert place.settings.wish() == wish
    settle(qtbot, place)


def opened(bench: Workbench, qtbot: QtBot) -> BoardPlace:
    place = BoardPlace(bench)
    qtbot.addWidget(place)
    place.open(reports.whole(bench, 2021))
    place.resize(1200, 800)
    place.show()
    qtbot.waitExposed(place)
    settle(qtbot, place)
    return place
