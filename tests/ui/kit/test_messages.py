"""What is said on the page: three parts, heard by screen readers, gone by itself where it may."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import Trouble
from ui.kit import boxes, messages
from ui.kit.messages import MessageBar
from ui.kit.prose import Prose, Strong
from ui.kit.widgets import Button


def bar(qtbot: QtBot) -> MessageBar:
    made = MessageBar()
    qtbot.addWidget(made)
    made.resize(640, 100)
    return made


def button(said: MessageBar, text: str) -> Button:
    return next(item for item in said.findChildren(Button) if item.text() == text)


def test_a_trouble_is_said_in_three_parts(qtbot: QtBot) -> None:
    said = bar(qtbot)
    assert said.isHidden()
    said.say_trouble(Trouble("U 盘写到一半被拔掉了", "把 U 盘插回去，再按一次", "报告好好的"))
    assert said.isVisible()
    assert said.kind == "bad"
    assert said.text() == "U 盘写到一半被拔掉了。报告好好的。\n把 U 盘插回去，再按一次。"
    assert said.accessibleName() == said.text()


def test_mark_up_is_only_text(qtbot: QtBot) -> None:
    said = bar(qtbot)
    said.say("bad", "文件 <b>甲</b>&amp; 打不开", "没有变动")
    assert "<b>甲</b>&amp;" in said.text()


def test_undo_is_offered_for_six_seconds(qtbot: QtBot) -> None:
    said, undone = bar(qtbot), []
    said.say_undo("14 个空格已填为 0", lambda: undone.append(1), "记在甲名下")
    assert messages.UNDO_MS == 6000
    assert said._timer.remainingTime() > 5000
    QTest.mouseClick(button(said, "撤销"), Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert said.isHidden()


def on_a_page(qtbot: QtBot) -> tuple[QWidget, MessageBar, QLineEdit]:
    """A bar over a line that has the keyboard, as on every page."""
    page, said, line = QWidget(), MessageBar(), QLineEdit()
    qtbot.addWidget(page)
    page.setLayout(boxes.column(said, line))
    page.show()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    return page, said, line


def test_a_passing_message_goes(qtbot: QtBot) -> None:
    _page, said, _ = on_a_page(qtbot)
    with qtbot.waitSignal(said.closed, timeout=2000):
        said.say("ok", "存好了", for_ms=30)
    assert said.isHidden()


def test_a_passing_message_stays_under_the_keyboard_and_goes_after_it(qtbot: QtBot) -> None:
    _page, said, line = on_a_page(qtbot)
    said.say("ok", "存好了", for_ms=30)
    QTest.keyClick(line, Qt.Key.Key_Backtab)
    assert said.first().hasFocus()
    qtbot.wait(120)
    assert said.isVisible()
    with qtbot.waitSignal(said.closed, timeout=2000):
        QTest.keyClick(said.first(), Qt.Key.Key_Tab)
    assert line.hasFocus()


def test_a_new_message_is_not_taken_away_by_the_old_clock(qtbot: QtBot) -> None:
    said = bar(qtbot)
    said.say("ok", "存好了", for_ms=30)
    said.say("bad", "盘满了")
    qtbot.wait(80)
    assert said.isVisible()
    assert "盘满了" in said.text()


def test_closing_and_what_may_not_be_closed(qtbot: QtBot) -> None:
    said = bar(qtbot)
    said.say("bad", "打不开", closable=False)
    assert not said._close.isVisible()
    said.say("bad", "打不开")
    with qtbot.waitSignal(said.closed):
        QTest.mouseClick(said._close, Qt.MouseButton.LeftButton)


def test_a_paragraph_grows_with_its_text(qtbot: QtBot) -> None:
    one, many = Prose("短"), Prose("长" * 200)
    for prose in (one, many):
        qtbot.addWidget(prose)
    assert many.heightForWidth(300) > 8 * one.heightForWidth(300)
    assert many.heightForWidth(300) > many.heightForWidth(900)
    assert Prose("一行\n两行").heightForWidth(900) == 2 * one.heightForWidth(900)


def test_two_marks_side_by_side_take_less_room(qtbot: QtBot) -> None:
    loose, tight = Prose("甲乙丙丁", wrap=False), Prose("甲乙”。", wrap=False)
    for prose in (loose, tight):
        qtbot.addWidget(prose)
    assert tight.sizeHint().width() < loose.sizeHint().width()


def test_bold_words_count_as_text(qtbot: QtBot) -> None:
    prose = Prose("还空 ", Strong("14"), " 格")
    qtbot.addWidget(prose)
    assert prose.text() == prose.accessibleName() == "还空 14 格"
    prose.say("𬱖", Strong("乡"))  # beyond U+FFFF: two units
    assert prose.grab().width() > 0
    assert prose.text() == "𬱖乡"


def test_what_is_attempted_gives_what_it_gives_or_is_told(qtbot: QtBot) -> None:
    said = bar(qtbot)
    assert said.attempt(lambda: 5) == 5
    assert said.isHidden()

    def refuse() -> int:
        raise Trouble("盘满了", "请腾出一些地方")

    assert said.attempt(refuse) is None
    assert "盘满了" in said.text()
    assert said.kind == "bad"
