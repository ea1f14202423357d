"""A stack of pages: another theme reaches the one in view at once and the others when they are shown."""

from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import boxes, theme
from ui.kit.inputs import TextInput
from ui.kit.pages import Pages
from ui.kit.theme import Theme, themed
from ui.kit.widgets import Label, PrimaryButton

LARGE = theme.sizes()[-1]


@pytest.fixture(autouse=True)
def plain(qtbot: QtBot) -> Iterator[None]:
    theme.use(Theme())
    yield
    theme.use(Theme())


class Sheet(QWidget):
    """A page that notes what it wore."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.worn: list[str] = []
        self.line = TextInput("字")
        self.setLayout(boxes.column(Label("题目"), self.line, PrimaryButton("做"), *parts, margins=(10, 10, 10, 10)))
        themed(self, lambda now: self.worn.append(now.size_name))


def shown(*pages: QWidget) -> Pages:
    stack = Pages()
    for page in pages:
        stack.addWidget(page)
    stack.resize(500, 400)
    stack.show()
    QApplication.processEvents()
    return stack


def test_only_the_page_in_view_is_dressed(qtbot: QtBot) -> None:
    here, there = Sheet(), Sheet()
    stack = shown(here, there)
    qtbot.addWidget(stack)
    theme.use(Theme(size=theme.sizes()[1]))
    theme.use(Theme(theme.DARK, LARGE))
    QApplication.processEvents()
    assert here.worn == theme.sizes()
    assert there.worn == theme.sizes()[:1]
    assert there.line.font().pixelSize() == Theme().text_size("body")
    stack.setCurrentWidget(there)
    assert there.worn == [theme.sizes()[0], LARGE]  # once, and the last of them
    stack.setCurrentIndex(0)
    stack.setCurrentIndex(1)
    assert there.worn == [theme.sizes()[0], LARGE]


def test_a_page_shown_late_looks_as_if_made_anew(qtbot: QtBot) -> None:
    worn = shown(Sheet(), Sheet())
    qtbot.addWidget(worn)
    theme.use(Theme(theme.HIGH_CONTRAST, LARGE))
    worn.setCurrentIndex(1)
    fresh = shown(Sheet(), Sheet())
    qtbot.addWidget(fresh)
    fresh.setCurrentIndex(1)
    for stack in (worn, fresh):
        stack.currentWidget().setFocus()
        for _ in range(5):
            QApplication.processEvents()
    assert worn.grab().toImage() == fresh.grab().toImage()


def test_pages_within_pages_wait_for_their_own_turn(qtbot: QtBot) -> None:
    first, second = Sheet(), Sheet()
    inner = shown(first, second)
    outer = shown(Sheet(), Sheet(inner))
    qtbot.addWidget(outer)
    theme.use(Theme(size=LARGE))
    assert (first.worn[1:], second.worn[1:]) == ([], [])
    inner.setCurrentIndex(1)  # nobody sees that
    assert (first.worn[1:], second.worn[1:]) == ([], [])
    outer.setCurrentIndex(1)
    assert (first.worn[1:], second.worn[1:]) == ([], [LARGE])
    inner.setCurrentIndex(0)
    assert first.worn[1:] == [LARGE]


def test_a_page_that_comes_forward_by_itself_is_dressed(qtbot: QtBot) -> None:
    here, there = Sheet(), Sheet()
    stack = shown(here, there)
    qtbot.addWidget(stack)
    theme.use(Theme(size=LARGE))
    stack.removeWidget(here)
    here.deleteLater()
    assert stack.currentWidget() is there
    assert there.worn[1:] == [LARGE]


def test_what_waits_for_a_page_goes_with_it(qtbot: QtBot) -> None:
    here, there = Sheet(), Sheet()
    stack = shown(here, there)
    qtbot.addWidget(stack)
    theme.use(Theme(size=LARGE))
    stack.removeWidget(there)
    there.deleteLater()
    gone = ref(there)
    del there
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    import gc

    gc.collect()
    assert gone() is None
    theme.use(Theme())
    assert here.worn[-1] == theme.sizes()[0]


def test_a_part_of_a_late_page_may_be_gone_before_its_turn(qtbot: QtBot) -> None:
    here, there = Sheet(), Sheet()
    stack = shown(here, there)
    qtbot.addWidget(stack)
    theme.use(Theme(size=LARGE))
    there.line.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    stack.setCurrentIndex(1)
    assert there.worn[1:] == [LARGE]


def test_a_page_that_joins_later_is_dressed_for_today(qtbot: QtBot) -> None:
    stack = shown(Sheet())
    qtbot.addWidget(stack)
    theme.use(Theme(theme.DARK, LARGE))
    late = Sheet()
    stack.insertWidget(0, late)
    assert late.line.font().pixelSize() == theme.theme().text_size("body")
    assert late.palette().window().color() == theme.theme().colour("ground")


def test_room_is_asked_for_the_page_in_view_alone(qtbot: QtBot) -> None:
    small, large = Label("小"), Label("很长" * 40)
    stack = shown(small, large)
    qtbot.addWidget(stack)
    assert stack.minimumSizeHint() == small.minimumSizeHint()
    stack.setCurrentWidget(large)
    assert stack.minimumSizeHint() == large.minimumSizeHint()
