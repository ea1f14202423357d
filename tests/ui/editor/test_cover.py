"""封面 by keys: the paragraph follows every line as it is typed, and what is written is kept, undone and printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.workbench import papers
from app.workbench.bench import Workbench
from tests.brought import brought
from tests.ui.editor.conftest import Hands, Show
from ui.editor.cover.lines import PrefaceLine
from ui.editor.cover.tab import CoverTab
from ui.editor.place import EditorPlace
from ui.kit import theme

MakeHands = Callable[[EditorPlace], Hands]


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: MakeHands) -> Hands:
    place = show(bench.start(2023))
    place.tabs.setCurrentIndex(0)
    return hands(place)


def cover(hand: Hands) -> CoverTab:
    tab = hand.place.tab("")
    assert isinstance(tab, CoverTab)
    return tab


def line(hand: Hands, name: str) -> PrefaceLine:
    """The line of a thing the preface says, with the keyboard in it."""
    assert hand.place.go_to(f"preface.{name}")
    found = cover(hand).lines.line(f"preface.{name}")
    assert found is not None
    assert found.hasFocus()
    return found


def compose(text: str) -> None:
    """Chinese from an input method."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    widget = QApplication.focusWidget()
    assert widget is not None
    QApplication.sendEvent(widget, event)


def printed(bench: Workbench, hand: Hands) -> str:
    return "\n".join(part.text for part in papers.document(bench, hand.session.report).preface)


def test_the_paragraph_follows_every_key_and_the_rest_follows_on_enter(hand: Hands, bench: Workbench) -> None:
    address = line(hand, "address")
    assert "地址" not in cover(hand).page.text()
    compose("柳湾路")
    assert "地址：柳湾路，" in cover(hand).page.text()  # not kept yet, but to be seen
    QTest.keyClicks(address, "1")
    assert "地址：柳湾路1，" in cover(hand).page.text()
    assert hand.session.report.passages == {}
    QTest.keyClick(address, Qt.Key.Key_Return)
    assert hand.session.report.passages == {"preface.address": "柳湾路1"}
    assert hand.session.undo_label == "修改地址"
    assert cover(hand).lines.lines[6].hasFocus()  # the next line
    assert cover(hand).page.text() == printed(bench, hand)
    assert "地址：柳湾路1，" in printed(bench, hand)


def test_undo_and_redo_lead_back_to_the_line(hand: Hands) -> None:
    postcode = line(hand, "postcode")
    QTest.keyClicks(postcode, "810000")
    QTest.keyClick(postcode, Qt.Key.Key_Return)
    assert "邮编：810000" in cover(hand).page.text()
    phone = line(hand, "telephone")
    QTest.keyClick(phone, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hand.session.report.passages == {}
    assert postcode.text() == ""
    assert postcode.hasFocus()
    assert "邮编" not in cover(hand).page.text()
    QTest.keyClick(postcode, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert postcode.text() == "810000"


def test_escape_brings_back_what_stood_there(hand: Hands) -> None:
    copy = line(hand, "copy")
    compose("网站")
    QTest.keyClick(copy, Qt.Key.Key_Escape)
    assert copy.text() == ""
    assert "电子版" not in cover(hand).page.text()
    assert hand.session.report.passages == {}


def test_the_usual_words_stand_greyed_and_come_in_on_a_key(hand: Hands, bench: Workbench) -> None:
    period = line(hand, "period")
    assert period.text() == ""
    assert period.placeholderText() == "2023年1月1日至12月31日"
    before = printed(bench, hand)
    QTest.keyClick(period, Qt.Key.Key_F2)
    assert period.text() == "2023年1月1日至12月31日"
    assert cover(hand).page.text() == before
    compose("，另附")
    QTest.keyClick(period, Qt.Key.Key_Tab)
    assert hand.session.report.passages == {"preface.period": "2023年1月1日至12月31日，另附"}
    assert bench.organ is not None
    assert cover(hand).lines.line("preface.telephone").placeholderText() == bench.organ.phone  # type: ignore[union-attr]  # there


def ink_of(found: PrefaceLine) -> str:
    return found.palette().color(QPalette.ColorRole.PlaceholderText).name()


def test_words_that_print_do_not_look_like_a_hint(hand: Hands) -> None:
    period, address, postcode = line(hand, "period"), line(hand, "address"), line(hand, "postcode")
    assert ink_of(period) == theme.theme().colour("ink").name()
    assert ink_of(address) == ink_of(postcode) == theme.theme().colour("ink3").name()
    assert (period.mark.text(), period.mark.isVisible()) == ("照这样印", True)
    assert not address.mark.isVisible()
    assert not postcode.mark.isVisible()
    assert address.placeholderText().startswith("例：")
    assert postcode.placeholderText() == "空着就不印这一项"
    assert period.width() - period.textMargins().right() <= period.mark.x() + 2 * theme.theme().px(10)
    line(hand, "period")
    assert period.mark.text() == "按 F2 改"
    QTest.keyClick(period, Qt.Key.Key_F2)
    assert not period.mark.isVisible()
    assert period.textMargins().right() == 0
    QTest.keyClick(period, Qt.Key.Key_Escape)
    QTest.keyClick(period, Qt.Key.Key_Tab)
    assert period.mark.text() == "照这样印"


def test_enter_leads_through_all_lines_and_stays_in_the_last(hand: Hands) -> None:
    tab = cover(hand)
    tab.lines.lines[0].setFocus()
    for found in tab.lines.lines:
        assert found.hasFocus()
        hand.press(Qt.Key.Key_Return)
    assert tab.facts.issued.hasFocus()
    tab.facts.issued.selectAll()
    hand.enter("13-13")
    assert tab.facts.issued.hasFocus(), "what is no day stays until it is answered"
    tab.facts.issued.selectAll()
    hand.enter("2024-1-20")
    assert hand.place.tabs.currentIndex() == 0
    assert tab.facts.issued.hasFocus(), "nobody is sent into part one unnoticed"
    assert tab.facts.issued.selectedText() == "2024年1月20日"


def test_what_is_left_is_kept_as_one_step(hand: Hands) -> None:
    copy = line(hand, "copy")
    compose("网站")
    hand.place.tabs.setCurrentIndex(1)
    assert hand.session.report.passages == {"preface.copy": "网站"}
    hand.place.tabs.setCurrentIndex(0)
    assert copy.text() == "网站"
    line(hand, "copy").selectAll()
    QTest.keyClick(copy, Qt.Key.Key_Delete)
    cover(hand).finish()  # as on the way to another place
    assert hand.session.report.passages == {}
    assert copy.hasFocus()
    assert [hand.session.undo() is not None for _ in range(3)] == [True, True, False]


def test_own_words_for_the_whole_put_the_lines_aside_and_back(hand: Hands) -> None:
    tab = cover(hand)
    tab.page.setFocus()
    compose("自己写：")
    tab.page.flush()
    assert tab.own.isVisible()
    address = line(hand, "address")
    compose("柳湾路")
    assert "柳湾路" not in tab.page.text()
    QTest.keyClick(address, Qt.Key.Key_Return)
    hand.click(tab.reset)
    assert not tab.own.isVisible()
    assert "地址：柳湾路" in tab.page.text()
    assert "自己写" not in tab.page.text()


@pytest.mark.parametrize(
    ("name", "typed", "kept", "told"),
    [
        ("telephone", "湟中区", "湟中区", "电话“湟中区”里没有号码，请写打得通的号码，带区号。"),
        ("telephone", "０９７１－２２６６", "0971-2266", "电话“0971-2266”区号后面是 4 位，应是七位或八位，请核对。"),
        ("telephone", "０９７１－２２３２２６６", "0971-2232266", ""),
        ("postcode", "８１１６０", "81160", "邮政编码“81160”不是六位数字，请核对。"),
        ("postcode", "８１１６００", "811600", ""),
    ],
)
def test_numbers_are_kept_half_width_and_what_can_be_none_is_told_under_the_line(
    hand: Hands, bench: Workbench, name: str, typed: str, kept: str, told: str
) -> None:
    found = line(hand, name)
    hand.type(typed)
    hand.press(Qt.Key.Key_Return)
    assert found.text() == hand.session.report.passages[found.passage] == kept
    assert cover(hand).lines.notes[found.passage].text() == told
    assert kept in printed(bench, hand)  # told, never refused


def test_a_number_of_the_office_that_is_none_is_told_under_its_line(hand: Hands, bench: Workbench) -> None:
    assert bench.organ is not None
    note = cover(hand).lines.notes["preface.telephone"]
    assert note.text() == ""
    bench.save_organ(replace(bench.organ, phone="湟中区"))
    assert note.text() == "电话“湟中区”里没有号码，请写打得通的号码，带区号。"
    line(hand, "telephone")
    hand.type("0971-2232266")
    hand.press(Qt.Key.Key_Return)
    assert note.text() == ""


def test_a_new_telephone_of_the_office_shows_in_the_paragraph_and_as_the_usual_words(
    hand: Hands, bench: Workbench
) -> None:
    tab = cover(hand)
    assert bench.organ is not None
    tab.lines.lines[0].setFocus()
    bench.save_organ(replace(bench.organ, phone="0971-7654321"))
    found = tab.lines.line("preface.telephone")
    assert found is not None
    assert found.placeholderText() == "0971-7654321"
    assert "电话：0971-7654321" in tab.page.text()


def test_every_line_has_a_name_and_is_reached_by_tab(hand: Hands) -> None:
    tab = cover(hand)
    tab.page.setFocus()
    met = []
    for _ in range(14):
        hand.press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        met.append(focus)
    wanted = [*tab.lines.lines, tab.facts.issued]
    assert [widget for widget in met if widget in wanted][: len(wanted)] == wanted
    assert all(
        widget.accessibleName() and widget.accessibleName() == widget.accessibleName().strip() for widget in wanted
    )


@pytest.mark.parametrize("size", ["", "大", "特大"])
def test_nothing_needs_scrolling_sideways(hand: Hands, size: str) -> None:
    theme.use(theme.Theme(theme.LIGHT, size))
    try:
        hand.place.resize(1268, 645)
        QApplication.processEvents()
        tab = cover(hand)
        inner = tab._scroll.widget()
        assert inner is not None
        assert inner.width() <= tab._scroll.viewport().width()
        assert inner.minimumSizeHint().width() <= tab._scroll.viewport().width()
    finally:
        theme.use(theme.Theme())


def test_a_form_without_such_things_has_a_cover_all_the_same(bench: Workbench, show: Show, hands: MakeHands) -> None:
    from tests.ui.reports import TOMORROW

    brought(bench, TOMORROW)
    other = hands(show(bench.start(2027)))
    tab = cover(other)
    assert [item.accessibleName() for item in tab.lines.lines] == ["依照", "贴在哪里", "来电", "传真"]
    assert other.place.go_to("opening.wall")
    compose("东墙")
    assert "全文贴在东墙。" in tab.page.text()
