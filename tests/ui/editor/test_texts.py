"""Text parts and the cover: nothing that was written is lost, pasted text is plain, the aspects are ticked."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextBlockFormat
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.checks.aspects import mentions
from app.forms.model import Part
from app.workbench import issuing, papers
from app.workbench.bench import Workbench
from tests.ui.editor.conftest import Hands, Show
from ui.editor.cover.tab import CoverTab
from ui.editor.place import EditorPlace
from ui.editor.text.narrative import PAUSE_MS, Narrative
from ui.editor.text.tab import TextTab
from ui.kit import theme
from ui.kit.words import read_day

MakeHands = Callable[[EditorPlace], Hands]


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: MakeHands) -> Hands:
    place = show(bench.start(2023))
    place.go_to("overview")
    return hands(place)


def text_tab(hand: Hands) -> TextTab:
    tab = hand.place.pages.currentWidget()
    assert isinstance(tab, TextTab)
    return tab


def cover(hand: Hands) -> CoverTab:
    tab = hand.place.tab()
    assert isinstance(tab, CoverTab)
    return tab


def lamp(hand: Hands) -> tuple[str, str]:
    state = hand.place.tabs.state(hand.place.tabs.currentIndex())
    return state.kind, state.word


def commit_text(hand: Hands, text: str) -> None:
    """As an input method does."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    widget = QApplication.focusWidget()
    assert widget is not None
    QApplication.sendEvent(widget, event)


def test_a_pause_commits(hand: Hands, qtbot: QtBot) -> None:
    commit_text(hand, "本年度主动公开信息 12 条。")
    assert "overview" not in hand.session.report.passages
    qtbot.waitUntil(lambda: "overview" in hand.session.report.passages, timeout=PAUSE_MS * 5)
    assert hand.session.report.passages["overview"] == "本年度主动公开信息 12 条。"
    assert text_tab(hand).page.hasFocus()


def test_leaving_by_any_way_commits(hand: Hands, bench: Workbench) -> None:
    commit_text(hand, "一")
    hand.place.tabs.setCurrentIndex(3)
    assert hand.session.report.passages["overview"] == "一"
    hand.place.go_to("overview")
    commit_text(hand, "二")
    text_tab(hand).page.clearFocus()
    assert hand.session.report.passages["overview"] == "一二"
    hand.place.go_to("problems")
    commit_text(hand, "三")
    session = hand.session
    hand.place.close_session()
    assert session.report.passages["problems"] == "三"
    assert bench.find(2023).passages["problems"] == "三"


def test_keys_write_paragraphs_that_keep_their_form(hand: Hands) -> None:
    page = text_tab(hand).page
    commit_text(hand, "第一段。")
    hand.press(Qt.Key.Key_Return)
    commit_text(hand, "第二段。")
    page.flush()
    assert hand.session.report.passages["overview"] == "第一段。\n第二段。"
    for number in range(page.document().blockCount()):
        form = page.document().findBlockByNumber(number).blockFormat()
        assert form.textIndent() == 36
        assert form.lineHeightType() == QTextBlockFormat.LineHeightTypes.FixedHeight.value


def test_only_the_words_are_pasted(hand: Hands) -> None:
    data = QMimeData()
    data.setHtml("<p style='color:red'><b>红字</b></p><p>下一段</p>")
    data.setText("红字\n下一段")
    QApplication.clipboard().setMimeData(data)
    hand.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.clipboard().clear()  # it must not outlive Python, which made it
    page = text_tab(hand).page
    assert page.text() == "红字\n下一段"
    assert "red" not in page.toHtml()


@pytest.mark.parametrize(
    ("text", "html", "shown"),
    [
        ("甲。\r\n乙。\r\n", "", "甲。\n乙。\n"),  # as Windows ends its lines
        ("　　甲。\n\n\n　　乙。", "", "甲。\n乙。"),  # the page indents by itself, an empty line is never printed
        ("一\t二\r\n\t三", "", "一 二\n三"),
        ("甲\x0b乙\u2028丙\x00\x07", "", "甲\n乙\n丙"),
        ("", "<p style='color:red'><b>甲</b></p><ul><li>乙</li></ul><img src='x.png'>", "甲\n乙"),
    ],
)
def test_words_of_other_programs_come_without_their_form(hand: Hands, text: str, html: str, shown: str) -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QApplication.clipboard().setMimeData(data)
    hand.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page = text_tab(hand).page
    assert page.text() == shown
    hand.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.text() == "", "one step"


def test_what_is_pasted_inside_of_a_line_keeps_its_blanks(hand: Hands) -> None:
    page = text_tab(hand).page
    commit_text(hand, "共件")
    hand.press(Qt.Key.Key_Left)
    QApplication.clipboard().setText(" 5 ")
    hand.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.text() == "共 5 件"
    QApplication.clipboard().setText("\r\n")
    hand.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.text() == "共 5 \n件"


def test_undo_inside_the_page_and_of_the_window(hand: Hands) -> None:
    page = text_tab(hand).page
    commit_text(hand, "写错了")
    page.flush()
    commit_text(hand, "再写")
    hand.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    page.flush()
    assert hand.session.report.passages.get("overview", "") == page.text() != "写错了再写"
    page.clearFocus()
    while hand.session.undo_label:
        hand.session.undo()
    assert page.text() == ""


def test_characters_are_counted_and_aspects_ticked(hand: Hands) -> None:
    tab = text_tab(hand)
    parts = tab.section.parts
    assert tab.aspects.mentioned == []
    commit_text(hand, f"（一）{parts[0].label}。 ")
    assert tab.aspects.mentioned == [parts[0].id]
    assert tab.page.count() == len(parts[0].label) + 4


def test_a_short_text_that_lacks_aspects_is_told_why_it_is_not_asked_for_them(hand: Hands) -> None:
    tab = text_tab(hand)
    assert tab.aspects.short.isHidden()  # nothing is written yet: the lamp says so
    commit_text(hand, "全年公开。")
    assert tab.aspects.short.text().startswith("现在不到 200 字，没写到的方面还不算“疑”")
    assert not tab.aspects.short.isHidden()
    tab.page.flush()
    assert "text.mentions" not in {finding.rule for finding in hand.session.result.findings}
    commit_text(hand, "我们在村里开了会，大家都说好。" * 15)
    tab.page.flush()
    assert "text.mentions" in {finding.rule for finding in hand.session.result.findings}
    assert tab.aspects.short.isHidden()


@pytest.mark.parametrize(
    ("text", "said"), [("平台建设有进展", True), ("政府信息公开平台建设", True), ("建 设平 台", False), ("", False)]
)
def test_a_label_is_found_by_its_last_words(text: str, said: bool) -> None:
    assert mentions(text, Part("platform", "政府信息公开平台建设")) is said


def test_last_year_stands_beside(bench: Workbench, show: Show, hands: MakeHands) -> None:
    bench.start(2022).set_passage("overview", "去年这样写。")
    place = show(bench.start(2023))
    place.go_to("overview")
    tab = text_tab(hands(place))
    assert tab.last is not None
    assert "去年这样写。" in tab.last.text.toPlainText()
    place.go_to("problems")
    assert text_tab(hands(place)).last is None


def test_figures_beside_a_text(hand: Hands) -> None:
    hand.place.go_to("matters.fee_cases")
    hand.enter("２")
    assert hand.stated("matters.fee_cases") == 2
    tab = text_tab(hand)
    assert tab.fields is not None
    assert tab.fields.lines[1].hasFocus()
    hand.enter("x")
    assert tab.fields.lines[1].property("wrong")
    assert hand.stated("matters.fee_amount") is None
    hand.press(Qt.Key.Key_Escape)
    assert not tab.fields.lines[1].property("wrong")
    hand.session.undo()
    assert tab.fields.lines[0].text() == ""


def test_figures_beside_a_text_that_do_not_go_together_are_told_under_them(hand: Hands) -> None:
    hand.place.go_to("matters.fee_cases")
    tab = text_tab(hand)
    assert tab.notes.isHidden()
    hand.enter("0")
    assert tab.notes.isHidden()  # the amount is not stated yet
    hand.enter("12")
    assert tab.notes.isVisible()
    assert "写收了信息处理费 12元，件数却是 0" in tab.notes.text()
    assert lamp(hand) == ("doubt", "疑 1")
    hand.place.go_to("matters.fee_cases")
    hand.enter("1")
    assert "件数却是 0" not in tab.notes.text()
    hand.session.undo()
    assert "件数却是 0" in tab.notes.text()


@pytest.mark.parametrize("way", ["click", "tab", "f6", "enter"])
def test_typing_into_a_figure_replaces_what_stands_there(hand: Hands, way: str) -> None:
    for name in ("fee_cases", "fee_amount"):
        hand.session.set_cell(f"matters.{name}", "0")
    hand.place.go_to("matters")
    tab = text_tab(hand)
    assert tab.fields is not None
    first, second = tab.fields.lines
    if way == "click":
        hand.click(first)
    elif way == "f6":
        hand.press(Qt.Key.Key_F6)
        hand.press(Qt.Key.Key_F6)
    elif way == "tab":
        second.setFocus()
        hand.press(Qt.Key.Key_Backtab)
    else:
        hand.click(first)
        hand.enter("5")
    line = second if way == "enter" else first
    assert line.hasFocus()
    hand.enter("2")
    assert (hand.stated(line.address), line.text()) == (2, "2")
    assert tab.page.hasFocus() if way == "enter" else second.hasFocus(), "Enter goes on, at the last into the text"


def test_a_second_click_places_the_caret(hand: Hands) -> None:
    hand.session.set_cell("matters.fee_cases", "15")
    hand.place.go_to("matters")
    tab = text_tab(hand)
    assert tab.fields is not None
    line = tab.fields.lines[0]
    hand.click(line)
    assert line.selectedText() == "15"
    hand.click(line, line.rect().center() - QPoint(line.width() // 2 - 4, 0))
    assert not line.hasSelectedText()
    hand.type("2")
    assert line.text() == "215"


def test_the_cover_shows_the_form_s_own_words_until_the_office_writes(hand: Hands, bench: Workbench) -> None:
    tab = cover(hand)
    hand.place.tabs.setCurrentIndex(0)
    printed = papers.document(bench, hand.session.report)
    assert "".join(label.text() for label in tab.title_lines) == printed.title
    assert tab.page.text() == "\n".join(paragraph.text for paragraph in printed.preface)
    preface = hand.session.form.preface
    assert preface is not None
    assert preface.id not in hand.session.report.passages
    assert not tab.reset.isVisible()
    tab.page.setFocus()
    commit_text(hand, "自己写：")
    tab.page.flush()
    assert hand.session.report.passages[preface.id].count("自己写：") == 1
    assert tab.reset.isVisible()
    hand.click(tab.reset)
    assert preface.id not in hand.session.report.passages
    assert not tab.reset.isVisible()
    assert "自己写" not in tab.page.text()


def test_the_day_is_kept(hand: Hands, bench: Workbench) -> None:
    hand.place.tabs.setCurrentIndex(0)
    tab = cover(hand)
    tab.facts.issued.setFocus()
    tab.facts.issued.selectAll()
    hand.enter("2024-1-20")
    assert issuing.issued(bench, hand.session.report) == date(2024, 1, 20)
    assert tab.facts.issued.text() == "2024年1月20日"
    assert hand.place.tabs.currentIndex() == 0, "Enter in the last line stays"
    tab.facts.issued.selectAll()
    hand.enter("2024-2-30")
    assert issuing.issued(bench, hand.session.report) == date(2024, 1, 20)
    assert "不是日期" in tab.facts.sentence.text()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年1月20日", date(2024, 1, 20)),
        ("２０２４．１．２", date(2024, 1, 2)),
        (" 2024/12/31 ", date(2024, 12, 31)),
        ("2024-13-1", None),
        ("明天", None),
    ],
)
def test_days_are_read(text: str, day: date | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize("palette", list(theme.tokens()["themes"]))
def test_what_an_empty_page_says_can_be_read(qtbot: QtBot, palette: str) -> None:
    page = Narrative("五")
    qtbot.addWidget(page)
    page.setPlaceholderText("没有什么要说的，也要写一句。")
    page.resize(600, 200)
    theme.use(theme.Theme(palette))
    try:
        picture, wanted = page.grab().toImage(), theme.theme().colour("ink2")
        seen = {picture.pixelColor(x, y).rgb() for x in range(20, 560) for y in range(10, 60)}
    finally:
        theme.use(theme.Theme())
    assert wanted.rgb() in seen
