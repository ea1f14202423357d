"""Parts that nobody has opened are made while the hands rest, and nobody notices."""

from __future__ import annotations

from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.workbench.bench import Workbench
from tests.ui.editor.conftest import Hands, Show
from tests.ui.reports import dress, whole
from ui.editor.ahead import REST_MS, Ahead
from ui.editor.cover.tab import CoverTab
from ui.editor.table.tab import TableTab
from ui.editor.text.tab import TextTab
from ui.kit import theme


def made(hand: Hands) -> int:
    """How many parts stand."""
    pages = hand.place.pages
    return sum(isinstance(pages.widget(n), CoverTab | TableTab | TextTab) for n in range(pages.count()))


def test_all_parts_are_made_and_nothing_moves(hand: Hands, qtbot: QtBot) -> None:
    tab, at, focused = hand.table(), hand.at(), QApplication.focusWidget()
    told: list[object] = []
    hand.place.pages.currentChanged.connect(told.append)
    qtbot.waitUntil(lambda: made(hand) == hand.place.pages.count())
    assert (hand.table(), hand.at(), QApplication.focusWidget()) == (tab, at, focused)
    assert hand.place.pages.currentIndex() == hand.place.tabs.currentIndex()
    assert hand.place.pages.currentWidget() is tab
    assert not hand.session.steps()


@pytest.mark.parametrize("size", theme.sizes())
def test_what_is_made_ahead_asks_for_no_room(bench: Workbench, show: Show, qtbot: QtBot, size: str) -> None:
    dress(size)
    place = show(whole(bench, 2023), (640, 760))
    hand = Hands(place)
    assert place.go_to("requests.new.natural")
    QApplication.processEvents()
    before = place.size(), place.minimumSizeHint(), hand.table().view.geometry()
    qtbot.waitUntil(lambda: made(hand) == place.pages.count())
    QTest.qWait(20)  # a new size travels up through the layouts
    assert (place.size(), place.minimumSizeHint(), hand.table().view.geometry()) == before
    dress()


def test_a_part_made_ahead_shows_what_was_stated_since(hand: Hands, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: made(hand) == hand.place.pages.count())
    text = next(section.id for section in hand.session.form.sections if section.kind == "text")
    other = next(s.id for s in hand.session.form.sections if s.kind == "table" and s.id != hand.table().section.id)
    address = next(name for name in hand.session.form.cells if name.startswith(other + "."))
    hand.session.set_passage(text, "今年的话。")
    hand.session.set_cell(address, "7")
    assert hand.place.go_to(text)
    shown = hand.place.shown()
    assert isinstance(shown, TextTab)
    assert shown.page.text() == "今年的话。"
    assert hand.place.go_to(address)
    assert hand.table().model.text(address) == "7"


def test_it_waits_for_hands_that_do_not_rest(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    last = monotonic()
    rests: list[float] = []  # ms since the last key

    def make() -> bool:
        rests.append((monotonic() - last) * 1000)
        return len(rests) < 2

    ahead = Ahead(line, make)
    ahead.begin()
    for _ in range(6):
        QTest.qWait(REST_MS // 3)
        last = monotonic()
        QTest.keyClick(line, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: not ahead.is_busy)
    assert len(rests) == 2
    assert min(rests) > REST_MS * 0.9


def test_a_report_that_is_closed_is_not_made(hand: Hands) -> None:
    hand.place.close_session()
    QTest.qWait(REST_MS + 50)
    assert hand.place.pages.count() == 0
