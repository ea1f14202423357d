"""The first start, with the keyboard alone, on a real workspace."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.domain.organ import Organ, level_doubt, level_of
from app.workbench.bench import Workbench
from tests.ui import reports
from tests.ui.desk import desktop, focused, press, tab_to, type_text
from ui.kit.theme import theme
from ui.kit.widgets import Card
from ui.start.asking import AskYear
from ui.start.first import FirstStart


def test_four_questions_by_keyboard_alone(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        first = made.start.first
        assert isinstance(first, FirstStart)
        assert focused() is first.name
        assert made.head.texts()[0] == "公开栏"
        type_text("大才回族乡人民政府")
        assert first.level.word() == "乡"  # the name says so
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Right)
        assert first.level.word() == "镇"
        press(Qt.Key.Key_Left)
        press(Qt.Key.Key_Tab)
        type_text("湟中区")
        press(Qt.Key.Key_Return)
        type_text("0971-0000000")
        press(Qt.Key.Key_Tab)
        assert focused() is first.save
        press(Qt.Key.Key_Space)
        assert made.bench is not None
        assert made.bench.organ == Organ("大才回族乡人民政府", "乡", "湟中区", "0971-0000000")
        ask = made.start.notice
        assert isinstance(ask, AskYear)
        assert focused() is ask.year
        assert ask.year.text() == "2022"
        press(Qt.Key.Key_Return)
        assert made.session is not None
        assert made.session.report.key.year == 2022
        assert made.window.place == "editor"
    with Workbench.open(workspace) as bench:  # nothing waits for a Save button
        assert [report.key.year for report in bench.reports()] == [2022]


def test_an_empty_name_is_asked_for_again(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        first = made.start.first
        assert first is not None
        tab_to(first.save)
        press(Qt.Key.Key_Space)
        assert made.bench is not None
        assert made.bench.organ is None
        assert focused() is first.name
        assert "机关名称还空着" in first.name_field.below.text()
        assert "机关名称还空着" in first.name.accessibleDescription()
        type_text("甲乡")
        assert "还空着" not in first.name_field.below.text()


def test_a_telephone_left_out_is_said_and_taken(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        first = made.start.first
        assert first is not None
        first.name.setText("甲乡人民政府")
        first.district.setText("乙县")
        tab_to(first.save)
        press(Qt.Key.Key_Space)
        assert made.bench is not None
        assert made.bench.organ is not None
        assert made.bench.organ.upper == "县"
        assert "电话还空着" in made.window.messages.text()


def test_what_is_no_telephone_number_is_told_at_the_line_and_after_it_was_taken(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        first = made.start.first
        assert first is not None
        hint = first.phone_field.below.text()
        first.name.setText("甲乡人民政府")
        first.phone.setFocus()
        type_text("湟中区")
        press(Qt.Key.Key_Tab)
        assert first.phone_field.below.text() == "“湟中区”里没有号码，请写打得通的号码，带区号。"
        first.phone.setFocus()
        first.phone.selectAll()
        type_text("０９７１－２２３２２６６")
        press(Qt.Key.Key_Tab)
        assert first.phone.text() == "0971-2232266"
        assert first.phone_field.below.text() == hint
        first.phone.setFocus()
        first.phone.selectAll()
        type_text("2232266")
        press(Qt.Key.Key_Return)  # kept at once: nobody saw the sentence at the line
        assert made.bench is not None
        assert made.bench.organ is not None
        assert made.bench.organ.phone == "2232266"
        assert "电话“2232266”没有区号" in made.window.messages.text()


def test_a_level_chosen_by_hand_is_kept(qtbot: QtBot) -> None:
    first = FirstStart()
    qtbot.addWidget(first)
    first.show()
    first.level.segments()[2].click()
    first.name.setText("甲乡")
    first.name.textEdited.emit("甲乡")
    assert first.level.word() == "街道"


def test_the_name_tells_its_level() -> None:
    assert level_of("大才回族乡人民政府") == 0
    assert level_of("某某镇") == 1
    assert level_of("某某街道办事处") == 2
    assert level_of("某某区财政局") is None


def test_another_level_than_the_name_says_is_told_and_taken(qtbot: QtBot) -> None:
    first = FirstStart()
    qtbot.addWidget(first)
    first.show()
    first.name.setText("青石镇人民政府")
    first.name.textEdited.emit("青石镇人民政府")
    assert not first.level_field.below.isVisible()
    first.level.choose(2)
    first.level.chosen.emit(2)
    assert first.level_field.below.text().startswith("名称里是“镇”，级别选的是“街道”")
    assert first.level_field.below.isVisible()
    with qtbot.waitSignal(first.organ_given) as given:
        first.save.click()
    assert given.args is not None
    assert given.args[0].level == "街道"
    first.level.choose(1)
    first.level.chosen.emit(1)
    assert not first.level_field.below.isVisible()


def test_a_name_that_says_no_level_agrees_with_all() -> None:
    assert level_doubt("示例区水务局", "区（县）部门") == level_doubt("城关街道办事处", "街道") == ""
    assert level_doubt("", "乡") == ""
    assert level_doubt("城关街道办事处", "镇").startswith("名称里是“街道”，级别选的是“镇”")


def test_every_control_has_a_name(workspace: Path, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

    with desktop(workspace, qtbot) as made:
        controls: list[QWidget] = []
        for kind in (QAbstractButton, QLineEdit, QComboBox):
            controls += [item for item in made.window.findChildren(kind) if item.isVisible()]
        nameless = [
            item
            for item in controls
            if not item.accessibleName() and not (isinstance(item, QAbstractButton) and item.text())
        ]
        assert len(controls) > 12
        assert nameless == []


@pytest.mark.parametrize("size", ["标准", "大", "特大"])
@pytest.mark.parametrize("wide", [1024, 1366])
def test_nothing_leaves_the_window_or_is_pressed_flat(workspace: Path, qtbot: QtBot, size: str, wide: int) -> None:
    reports.dress(size)
    try:
        with desktop(workspace, qtbot) as made:
            made.window.resize(wide, 796)
            qtbot.wait(30)
            first = made.start.first
            assert first is not None
            for card in first.findChildren(Card):
                left = card.mapTo(first, QPoint(0, 0)).x()
                assert theme().px(20) <= left <= left + card.width() <= first.width() - theme().px(20)
            assert all(line.height() >= line.sizeHint().height() for line in first.inputs())
    finally:
        reports.dress("标准")
