"""Qt's own controls in the colours and sizes of the theme, and after another one as if they had been made in it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.kit.choice import Choice
from ui.kit.inputs import Page, TextInput, framed, mark_wrong
from ui.kit.plain_rows import PlainRows
from ui.kit.style import Style
from ui.kit.theme import Theme
from ui.kit.widgets import Label

LOOKS = [(palette, size) for palette in theme.tokens()["themes"] for size in theme.sizes()]


@pytest.fixture(autouse=True)
def plain(qtbot: QtBot) -> Iterator[None]:
    theme.use(Theme())
    yield
    theme.use(Theme())
    QApplication.processEvents()


class Controls(QWidget):
    """One of each that Qt draws."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [TextInput("写在这里"), TextInput(big=True), TextInput(), QLineEdit("照原样")]
        mark_wrong(self.lines[2], True)
        self.lines[3].setEnabled(False)
        self.text = QPlainTextEdit("念给大家听\n" * 30)
        framed(self.text)
        self.list = QListWidget()
        self.list.setItemDelegate(PlainRows(self.list))
        self.list.addItems(["第一格", "第二格"])
        self.list.setCurrentRow(1)
        rows = QWidget()
        inside = QVBoxLayout(rows)
        for number in range(30):
            inside.addWidget(Label(f"第 {number} 行"))
        self.page = Page(rows, lane=True)
        layout = QVBoxLayout(self)
        for part in (*self.lines, Choice(["一月", "二月"]), self.text, self.list, self.page):
            layout.addWidget(part)
        self.resize(400, 900)
        self.show()
        QTest.mouseMove(self, QPoint(0, 0))  # wherever another test left the pointer: under it things look otherwise


def settled() -> None:
    for _ in range(5):
        QApplication.processEvents()


def shot(widget: QWidget) -> QImage:
    settled()
    return widget.grab().toImage()


def edge(widget: QWidget) -> QColor:
    """The colour of the frame, in the middle of its left side."""
    picture = shot(widget)
    return picture.pixelColor(0, picture.height() // 2)


@pytest.mark.parametrize(("palette", "size"), LOOKS)
def test_another_theme_leaves_nothing_of_the_one_before(qtbot: QtBot, palette: str, size: str) -> None:
    worn = Controls()
    qtbot.addWidget(worn)
    settled()
    theme.use(Theme(palette, size))
    settled()
    fresh = Controls()
    qtbot.addWidget(fresh)
    for made in (worn, fresh):
        made.resize(420, 1200)
        made.setFocus()
    assert shot(worn) == shot(fresh)


def test_there_is_one_style_and_it_stays(qtbot: QtBot) -> None:
    before = QApplication.style()
    theme.use(Theme(theme.DARK, theme.sizes()[-1]))
    assert isinstance(before, Style)
    assert QApplication.style() is before


@pytest.mark.parametrize("palette", theme.tokens()["themes"])
def test_the_frame_of_a_line_says_its_state(qtbot: QtBot, palette: str) -> None:
    theme.use(Theme(palette))
    made = Controls()
    qtbot.addWidget(made)
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    now = theme.theme()
    line, big, wrong, off = made.lines
    big.setFocus()
    assert [edge(part) for part in (line, wrong, off)] == [now.colour(role) for role in ("edge", "bad", "line")]
    size, words = line.size(), line.cursorRect()
    line.setFocus()
    assert edge(line) == now.colour("accent")
    assert (line.size(), line.cursorRect()) == (size, words)  # nothing moves when the keyboard comes
    assert mark_wrong(line, True)
    assert not mark_wrong(line, True)
    assert edge(line) == now.colour("bad")


def test_lines_are_as_high_as_the_design_wants_at_every_size(qtbot: QtBot) -> None:
    high = {}
    for size in theme.sizes():
        theme.use(Theme(size=size))
        line, big = TextInput(), TextInput(big=True)
        qtbot.addWidget(line)
        qtbot.addWidget(big)
        high[size] = line.sizeHint().height(), big.sizeHint().height()
    assert list(high.values()) == [(34, 42), (40, 49), (46, 56)]


@pytest.mark.parametrize("palette", theme.tokens()["themes"])
def test_a_page_of_text_shows_the_keyboard(qtbot: QtBot, palette: str) -> None:
    theme.use(Theme(palette))
    made = Controls()
    qtbot.addWidget(made)
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    assert edge(made.text) == theme.theme().colour("edge")
    made.text.setFocus()
    assert edge(made.text) == theme.theme().colour("accent")
    framed(made.text, quiet=True)
    made.setFocus()
    assert edge(made.text) == theme.theme().colour("sheet")


def test_a_scroll_bar_is_moved_by_its_handle_and_turned_in_its_lane(qtbot: QtBot) -> None:
    made = Controls()
    qtbot.addWidget(made)
    settled()
    bar = made.page.verticalScrollBar()
    middle = bar.width() // 2
    assert bar.width() == theme.theme().px(13)
    handle = theme.theme().colour("frame")
    picture = shot(bar)
    long = [y for y in range(bar.height()) if picture.pixelColor(middle, y) == handle]
    assert min(long) <= 4
    assert abs(len(long) - bar.height() * bar.pageStep() / (bar.maximum() + bar.pageStep())) < 10
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(bar, left, pos=QPoint(middle, bar.height() - 2))
    assert bar.value() == min(bar.pageStep(), bar.maximum())  # a page on
    bar.setValue(0)
    QTest.mousePress(bar, left, pos=QPoint(middle, 10))
    QTest.mouseMove(bar, QPoint(middle, bar.height()))
    QTest.mouseRelease(bar, left, pos=QPoint(middle, bar.height()))
    assert bar.value() == bar.maximum()


def test_a_bar_that_moves_nothing_is_only_a_lane(qtbot: QtBot) -> None:
    short = Page(Label("短"), lane=True)
    qtbot.addWidget(short)
    short.show()
    picture = shot(short.verticalScrollBar())
    colours = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    assert len(colours) == 1


def _across(place: QRect) -> range:
    return range(place.left(), place.right())


def _down(place: QRect) -> range:
    return range(place.top(), place.bottom())


@pytest.mark.parametrize(("palette", "size"), LOOKS)
def test_a_menu_shows_where_one_is_and_what_cannot_be_done(qtbot: QtBot, palette: str, size: str) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    one, _, other = (menu.addAction(words) for words in ("复制\tCtrl+C", "粘贴\tCtrl+V", "清空"))
    menu.addSeparator()
    other.setEnabled(False)
    theme.use(Theme(palette, size))
    now = theme.theme()
    menu.popup(QPoint(0, 0))
    menu.setActiveAction(one)
    picture = shot(menu)
    assert picture.pixelColor(0, picture.height() // 2) == now.colour("frame")
    assert picture.pixelColor(now.px(4) + 4, now.px(4) + 4) == now.colour("accent_soft")
    places = [menu.actionGeometry(action) for action in (one, other)]
    assert all(place.height() >= now.px(16) + now.text_size("body") for place in places)
    inks = [{picture.pixelColor(x, y).name() for x in _across(place) for y in _down(place)} for place in places]
    assert now.colour("accent").name() in inks[0]
    assert now.colour("disabled").name() in inks[1]
    assert now.colour("ink").name() not in inks[1]


def test_a_tip_has_the_colours_and_the_type_of_the_theme(qtbot: QtBot) -> None:
    theme.use(Theme(theme.DARK, theme.sizes()[-1]))
    under = QWidget()
    qtbot.addWidget(under)
    under.show()
    QToolTip.showText(under.mapToGlobal(QPoint(5, 5)), "照原样印", under)
    [tip] = [widget for widget in QApplication.topLevelWidgets() if widget.inherits("QTipLabel") and widget.isVisible()]
    picture, now = tip.grab().toImage(), theme.theme()  # at once: the next event may put it away
    assert picture.pixelColor(1, 1) == now.colour("sheet")
    assert picture.pixelColor(0, picture.height() // 2) == now.colour("frame")
    assert picture.height() > 2 * now.px(12) + now.text_size("body")
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
