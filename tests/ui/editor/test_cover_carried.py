"""封面 of a year that took its preface over: what is last year's is marked until somebody has looked at it."""

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.workbench import beginning
from app.workbench.bench import Workbench
from tests.ui.editor.conftest import Hands, Show
from ui.editor.cover.lines import PrefaceLine
from ui.editor.cover.tab import CoverTab
from ui.editor.place import EditorPlace
from ui.kit import theme

WORDS: Mapping[str, str] = {"preface.copy": "乡公开栏", "preface.address": "柳湾路1号", "preface.postcode": "811600"}


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: Callable[[EditorPlace], Hands]) -> Hands:
    last = bench.start(2022)
    for passage, text in WORDS.items():
        last.set_passage(passage, text)
    place = show(beginning.begin(bench, 2023).session)
    place.tabs.setCurrentIndex(0)
    return hands(place)


def line(hand: Hands, passage: str) -> PrefaceLine:
    tab = hand.place.tab("")
    assert isinstance(tab, CoverTab)
    found = tab.lines.line(passage)
    assert found is not None
    return found


def marked(hand: Hands) -> list[str]:
    """The lines that say 照上年, or what to press there."""
    tab = hand.place.tab("")
    assert isinstance(tab, CoverTab)
    words = ("照上年", "没变按回车")
    return [one.passage for one in tab.lines.lines if one.mark.isVisible() and one.mark.text() in words]


def test_what_was_taken_over_is_marked_and_nothing_else(hand: Hands) -> None:
    assert marked(hand) == list(WORDS)
    address = line(hand, "preface.address")
    assert address.text() == "柳湾路1号"
    assert "照上年的，请看一遍" in address.accessibleDescription()
    assert "照上年" not in line(hand, "preface.period").accessibleDescription()
    assert address.width() - address.textMargins().right() <= address.mark.x() + 2 * theme.theme().px(10)


def test_enter_says_that_it_is_right_and_that_is_remembered(
    hand: Hands, bench: Workbench, show: Show, hands: Callable[[EditorPlace], Hands]
) -> None:
    hand.place.go_to("preface.address")
    assert line(hand, "preface.address").mark.text() == "没变按回车"
    hand.press(Qt.Key.Key_Tab)  # to go past it says nothing
    assert marked(hand) == list(WORDS)
    hand.place.go_to("preface.address")
    before = hand.session.report
    hand.press(Qt.Key.Key_Return)
    assert marked(hand) == ["preface.copy", "preface.postcode"]
    assert hand.session.report == before
    hand.place.close_session()
    again = hands(show(bench.session(2023)))
    again.place.tabs.setCurrentIndex(0)
    QApplication.processEvents()
    assert marked(again) == ["preface.copy", "preface.postcode"]


def test_who_writes_in_it_has_looked_at_it(hand: Hands) -> None:
    hand.place.go_to("preface.postcode")
    hand.press(Qt.Key.Key_End)
    hand.press(Qt.Key.Key_Backspace)
    assert "preface.postcode" not in marked(hand)
    hand.type("1")
    hand.press(Qt.Key.Key_Return)
    assert hand.session.report.passages["preface.postcode"] == "811601"
    assert marked(hand) == ["preface.copy", "preface.address"]
    hand.session.undo()
    assert line(hand, "preface.postcode").text() == "811600"
    assert marked(hand) == ["preface.copy", "preface.address"]


def test_what_was_only_begun_and_given_up_stays_marked(hand: Hands) -> None:
    hand.place.go_to("preface.postcode")
    hand.type("9")
    hand.press(Qt.Key.Key_Escape)
    assert marked(hand) == list(WORDS)


def test_a_year_that_took_nothing_over_marks_nothing(
    bench: Workbench, show: Show, hands: Callable[[EditorPlace], Hands]
) -> None:
    bench.start(2022).set_passage("preface.address", "柳湾路1号")
    session = bench.start(2023)
    session.set_passage("preface.address", "柳湾路1号")
    hand = hands(show(session))
    hand.place.tabs.setCurrentIndex(0)
    assert marked(hand) == []
