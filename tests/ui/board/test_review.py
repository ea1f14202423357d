"""保密审查 on the page of the board: the line, the form, stars and the way to the place, by keys."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.checks.places import Stop
from app.domain.change import Change
from app.workbench import secrecy
from app.workbench.bench import Workbench
from tests.ui import reports
from tests.ui.board.conftest import Typist
from ui.board.place import BoardPlace
from ui.kit import theme
from ui.kit.inputs import TextInput

Key = Qt.Key
PRIVATE = "联系人老马13897112345，身份证630121198503152411。"


def settle(qtbot: QtBot, place: BoardPlace) -> None:
    qtbot.waitUntil(place.settled, timeout=60_000)


def focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.activateWindow()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(widget.hasFocus)


def press(qtbot: QtBot, button: QAbstractButton) -> None:
    focus(qtbot, button)
    QTest.keyClick(button, Key.Key_Space)


def button(place: BoardPlace, words: str) -> QAbstractButton:
    found = [b for b in place.reviewing.card.findChildren(QAbstractButton) if b.text() == words and b.isVisible()]
    return found[0]


def is_draft(place: BoardPlace) -> bool:
    board = place._board
    assert board is not None
    document = pypdfium2.PdfDocument(board.pdf)
    said = document[0].get_textpage().get_text_range()
    document.close()
    return secrecy.procedure().draft in said


@pytest.fixture
def open_place(place: BoardPlace, bench: Workbench, qtbot: QtBot) -> BoardPlace:
    bench.save_clerk("王小梅")
    place.open(reports.whole(bench, 2021))
    settle(qtbot, place)
    return place


def write(place: BoardPlace, qtbot: QtBot, text: str) -> None:
    session = place._session
    assert session is not None
    session.apply(Change("改", passages={session.form.passage_ids[-1]: text}))
    settle(qtbot, place)


def test_the_line_says_how_it_stands(open_place: BoardPlace) -> None:
    card = open_place.reviewing.card
    assert card.sentence.text() == "还没有保密审查过"
    assert card.accessibleName() == "保密审查：还没有保密审查过"
    assert not card.is_open
    assert is_draft(open_place)


def test_recorded_by_keys_the_words_go_from_the_sheet(open_place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    card = open_place.reviewing.card
    press(qtbot, card.turn)
    assert (card.who.text(), card.basis.text()) == ("王小梅", secrecy.procedure().basis)
    assert card.record.hasFocus()
    QTest.keyClick(card.record, Key.Key_Space)
    settle(qtbot, open_place)
    assert card.sentence.text() == "已审查：王小梅 1月18日，可以公开，审查以后内容没有变"
    assert not card.is_open
    assert card.turn.hasFocus()
    assert not is_draft(open_place)
    assert secrecy.stands(bench, bench.find(2021))


def test_a_change_makes_it_a_draft_again(open_place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    secrecy.record(bench, bench.find(2021), "王小梅")
    write(open_place, qtbot, "又添了一句。")
    assert open_place.reviewing.card.sentence.text() == "王小梅 1月18日审查以后改过，要重新审查"
    assert is_draft(open_place)


def test_without_a_name_nothing_is_kept(open_place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    card = open_place.reviewing.card
    press(qtbot, card.turn)
    focus(qtbot, card.who)
    QTest.keyClick(card.who, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(card.who, Key.Key_Delete)
    QTest.keyClick(card.who, Key.Key_Return)
    assert "还没有写是谁审查的" in open_place.message_bar.text()
    assert card.who.property("wrong")
    assert card.who.hasFocus()
    assert secrecy.review(bench, bench.find(2021)) is None


def test_name_ground_and_conclusion_are_typed(open_place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    card = open_place.reviewing.card
    press(qtbot, card.turn)
    for line, words in ((card.who, "李主任"), (card.basis, "《条例》第十七条")):
        type_over(qtbot, line, words)
    segment = card.conclusion.segments()[0]
    focus(qtbot, segment)
    QTest.keyClick(segment, Key.Key_Right)
    QTest.keyClick(card.conclusion.segments()[1], Key.Key_Right)
    press(qtbot, card.record)
    made = secrecy.review(bench, bench.find(2021))
    assert made is not None
    assert (made.who, made.basis, made.conclusion) == ("李主任", "《条例》第十七条", "closed")
    assert card.sentence.text() == "李主任 1月18日审查的结论是不得公开"
    assert open_place.message_bar.kind == "doubt"


def test_a_part_public_asks_what_was_taken_out(open_place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    card = open_place.reviewing.card
    press(qtbot, card.turn)
    assert not card.more.isVisible()
    focus(qtbot, card.conclusion.segments()[0])
    QTest.keyClick(card.conclusion.segments()[0], Key.Key_Right)
    assert card.more.isVisible()
    assert card.more.accessibleName() == "处理了什么"
    press(qtbot, card.record)
    assert secrecy.review(bench, bench.find(2021)) is None
    assert "还没有写处理了什么" in open_place.message_bar.text()
    assert card.more.hasFocus()
    assert card.more.property("wrong")
    type_over(qtbot, card.more, "删去手机号")
    focus(qtbot, card.conclusion.segments()[1])
    QTest.keyClick(card.conclusion.segments()[1], Key.Key_Left)
    assert not card.more.isVisible()
    QTest.keyClick(card.conclusion.segments()[0], Key.Key_Right)
    focus(qtbot, card.more)
    QTest.keyClick(card.more, Key.Key_Return)
    settle(qtbot, open_place)
    assert card.sentence.text() == "已审查：王小梅 1月18日，部分处理后公开（删去手机号），审查以后内容没有变"
    press(qtbot, card.turn)
    assert (card.conclusion.number(), card.more.isVisible(), card.more.text()) == (0, False, "")


def type_over(qtbot: QtBot, line: TextInput, words: str) -> None:
    focus(qtbot, line)
    QTest.keyClick(line, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    line.insert(words)  # what an input method commits


def test_escape_puts_the_form_away(open_place: BoardPlace, qtbot: QtBot) -> None:
    card = open_place.reviewing.card
    press(qtbot, card.turn)
    QTest.keyClick(card.record, Key.Key_Escape)
    assert not card.is_open
    assert card.turn.hasFocus()


def test_what_is_private_is_listed_and_starred(open_place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    card = open_place.reviewing.card
    write(open_place, qtbot, PRIVATE)
    assert card.private.text() == "个人信息 2 处"
    press(qtbot, card.private)
    press(qtbot, button(open_place, "打上星号"))
    settle(qtbot, open_place)
    assert "联系人老马138****2345，身份证630121198503152411。" in bench.find(2021).passages.values()
    assert card.record.hasFocus()
    press(qtbot, button(open_place, "打上星号"))
    settle(qtbot, open_place)
    assert card.private.text() == ""
    assert "13897112345" not in str(bench.find(2021).passages)


def test_the_form_says_what_is_in_the_way_before_it_is_recorded(
    open_place: BoardPlace, bench: Workbench, qtbot: QtBot
) -> None:
    card = open_place.reviewing.card
    assert card.note.text().startswith("记下的是现在这份内容")
    write(open_place, qtbot, PRIVATE)
    press(qtbot, card.turn)
    assert card.note.text() == "有 2 处个人信息没有处理：先打上星号，或在“校核”里写明为什么可以公开。"
    press(qtbot, card.record)
    assert "有 2 处个人信息没有处理" in open_place.message_bar.text()
    assert card.is_open
    assert secrecy.review(bench, bench.find(2021)) is None
    assert is_draft(open_place)


def test_another_telephone_makes_it_a_draft_again(open_place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    secrecy.record(bench, bench.find(2021), "王小梅")
    open_place.hide()
    open_place.show()
    settle(qtbot, open_place)
    assert not is_draft(open_place)
    assert bench.organ is not None
    bench.save_organ(replace(bench.organ, phone="0971-7654321"))
    settle(qtbot, open_place)
    assert open_place.reviewing.card.sentence.text() == "王小梅 1月18日审查以后改过，要重新审查"
    assert is_draft(open_place)


def test_all_are_starred_in_one_step_that_can_be_taken_back(
    open_place: BoardPlace, bench: Workbench, qtbot: QtBot
) -> None:
    write(open_place, qtbot, PRIVATE)
    press(qtbot, open_place.reviewing.card.private)
    press(qtbot, button(open_place, "全部打上星号（2 处）"))
    settle(qtbot, open_place)
    assert "联系人老马138****2345，身份证630121********2411。" in bench.find(2021).passages.values()
    undo = open_place.message_bar.first()
    assert isinstance(undo, QAbstractButton)
    press(qtbot, undo)
    settle(qtbot, open_place)
    assert PRIVATE in bench.find(2021).passages.values()


def test_stars_that_cannot_be_put_are_told(open_place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    card = open_place.reviewing.card
    write(open_place, qtbot, PRIVATE)
    session = open_place._session
    assert session is not None
    gone = secrecy.findings(bench, session.result)[0]
    write(open_place, qtbot, "联系人另有其人。")
    card.starred.emit(gone)
    assert "没有打上星号" in open_place.message_bar.text()
    assert open_place.message_bar.kind == "doubt"


def test_the_place_of_a_number_is_asked_for(open_place: BoardPlace, qtbot: QtBot) -> None:
    write(open_place, qtbot, PRIVATE)
    press(qtbot, open_place.reviewing.card.private)
    with qtbot.waitSignal(open_place.stop_requested) as asked:
        press(qtbot, button(open_place, "定位"))
    assert asked.args is not None
    [stop] = asked.args
    assert isinstance(stop, Stop)
    assert (stop.start, stop.end) == (5, 16)


def test_the_file_is_said_to_be_a_draft(
    open_place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist, tmp_path: Path
) -> None:
    typist.accept(str(tmp_path / "out" / "栏13897112345.pdf"))
    with qtbot.waitSignal(open_place.exporter.written, timeout=60_000):
        press(qtbot, open_place.tool_bar.export)
    said = open_place.message_bar.text()
    assert secrecy.procedure().draft in said
    assert "文件名里有手机号码 138****2345" in said
    assert open_place.message_bar.kind == "doubt"


@pytest.mark.parametrize("size", ["", "大", "特大"])
@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK, theme.HIGH_CONTRAST])
def test_nothing_is_cut_on_a_small_screen(open_place: BoardPlace, qtbot: QtBot, look: str, size: str) -> None:
    write(open_place, qtbot, PRIVATE)
    card = open_place.reviewing.card
    card.open()
    theme.use(theme.Theme(look, size))
    open_place.resize(*reports.SIZE)
    settle(qtbot, open_place)
    qtbot.waitUntil(lambda: card.height() >= card.sizeHint().height())
    for part in (*card.findChildren(QAbstractButton), card.who, card.basis):
        if part.isVisible():
            assert part.height() >= part.minimumSizeHint().height(), part.accessibleName()
            assert card.rect().contains(part.mapTo(card, part.rect().bottomRight()))
    deed = open_place.tool_bar.export
    sheet, form = open_place.preview, open_place._review
    qtbot.waitUntil(lambda: deed.height() >= deed.minimumSizeHint().height())
    qtbot.waitUntil(lambda: form.height() == card.height() or sheet.height() == sheet.minimumSizeHint().height())
    assert deed.isVisible()
    assert open_place.rect().contains(deed.mapTo(open_place, deed.rect().bottomRight()))
    assert sheet.height() >= sheet.minimumSizeHint().height()
    focus(qtbot, card.conclusion)
    QTest.keyClick(card.conclusion, Key.Key_Tab)  # on to what lies below
    QTest.keyClick(card.basis, Key.Key_Tab)
    assert card.record.hasFocus()
    assert card.record.visibleRegion().boundingRect() == card.record.rect()
    assert card.basis.toolTip()
    assert (open_place.width(), open_place.height()) == reports.SIZE


@pytest.mark.parametrize("size", ["大", "特大"])
def test_on_a_low_page_the_deeds_take_one_line_while_the_form_is_open(
    open_place: BoardPlace, qtbot: QtBot, size: str
) -> None:
    card, bar = open_place.reviewing.card, open_place.tool_bar
    theme.use(theme.Theme(theme.LIGHT, size))
    open_place.resize(reports.SIZE[0], 630)
    settle(qtbot, open_place)
    before = open_place.preview.height()
    assert bar.tiles.isVisible()
    card.who.setText("审查员")
    press(qtbot, card.turn)
    settle(qtbot, open_place)
    assert not bar.tiles.isVisible()
    qtbot.waitUntil(lambda: bar.export.mapTo(bar, QPoint(0, 0)).y() == bar.whole.mapTo(bar, QPoint(0, 0)).y())
    focus(qtbot, card.record)
    open_place.resize(reports.SIZE[0], 580)
    qtbot.waitUntil(lambda: card.record.visibleRegion().boundingRect() == card.record.rect())
    open_place.resize(reports.SIZE[0], 630)
    card.leave()
    settle(qtbot, open_place)
    assert bar.tiles.isVisible()
    qtbot.waitUntil(lambda: open_place.preview.height() == before)
