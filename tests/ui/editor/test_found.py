"""What the rules find in a text: waves, the reason at the words, the fix, the answer, the list beside."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.checks.places import Stop
from app.domain import live
from app.domain.values import COUNT, ValueSpec
from app.workbench import righting
from app.workbench.bench import Workbench
from tests.ui.desk import focused, type_text
from tests.ui.editor.conftest import Hands, Show
from tests.ui.editor.found import Sought, seek
from tests.ui.editor.texts import page, tab
from ui.editor.place import EditorPlace
from ui.editor.text import chips, spots
from ui.editor.text.narrative import Narrative
from ui.editor.text.watch_list import _lines, fitted
from ui.kit.theme import theme

PART = "overview"
CELL = "requests.new.natural"
TEXT = "政府信息公开得工作部署。\n全年收到申请⟦requests.new.natural⟧件，𠮷祥村公开得很好。"
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
TYPO = Sought("公开得工作", "“公开得工作”里的“得”，疑应为“的”", new="公开的工作", law="现代汉语通用规范")


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: Callable[[EditorPlace], Hands]) -> Hands:
    session = bench.start(2023)
    session.set_cell(CELL, "128")
    session.set_passage(PART, TEXT)
    place = show(session)
    place.go_to(PART)
    return hands(place)


def words(hand: Hands) -> list[str]:
    return tab(hand).waves.words()


def caret_in(hand: Hands, found: str) -> None:
    cursor = page(hand).document().find(found)
    cursor.setPosition(cursor.selectionStart() + 1)
    page(hand).setTextCursor(cursor)


def over(hand: Hands, found: str) -> QPoint:
    cursor = page(hand).document().find(found)
    cursor.setPosition(cursor.selectionStart() + 1)
    return page(hand).cursorRect(cursor).center() + QPoint(3, 0)


def test_each_severity_has_its_line_and_live_numbers_move_no_place(
    hand: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong, hint = Sought("祥村公开", severity="error"), Sought("部署", severity="info")
    seek(hand.session, monkeypatch, TYPO, wrong, hint)
    assert words(hand) == ["公开得工作", "部署", "祥村公开"]
    drawn = [(line.colour, line.is_wave) for line in page(hand).underlines]
    assert drawn == [("doubt", True), ("accent", False), ("bad", True)]
    picture = page(hand).viewport().grab().toImage()
    for line in page(hand).underlines:
        inks = [picture.pixelColor(x, y) for x, y in _under(hand, line.cursor)]
        for role in ("doubt", "accent", "bad"):
            assert any(_is_near(ink, theme().colour(role)) for ink in inks) is (role == line.colour)
    assert "可能有误，指上去看原因" in tab(hand).legend.text()
    assert "Ctrl+1 小标题" in tab(hand).legend.fitting()[1], "beside a wave there is room for the key of headings"
    assert page(hand).text() == TEXT


def test_waves_move_with_the_words_and_come_anew_after_the_pause(
    hand: Hands, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    seek(hand.session, monkeypatch, TYPO)
    page(hand).moveCursor(QTextCursor.MoveOperation.Start)
    type_text("今年")
    assert words(hand) == ["公开得工作"]
    page(hand).moveCursor(QTextCursor.MoveOperation.End)
    type_text("又是公开得工作")
    qtbot.waitUntil(lambda: words(hand) == ["公开得工作", "公开得工作"])
    caret_in(hand, "得工作")
    hand.press(Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: words(hand) == ["公开得工作"])


def test_the_reason_comes_where_the_mouse_rests_and_goes_with_it(
    hand: Hands, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    seek(hand.session, monkeypatch, TYPO)
    frame = tab(hand).reasons.frame
    QTest.mouseMove(page(hand).viewport(), over(hand, "公开得"))
    assert frame.isHidden()
    qtbot.waitUntil(frame.isVisible, timeout=1500)
    assert frame.text() == "请看一看，“公开得工作”里的“得”，疑应为“的”。，现代汉语通用规范"
    assert tab(hand).rect().contains(frame.geometry())
    ground = [
        item.format.background().color()  # type: ignore[attr-defined]
        for item in page(hand).extraSelections()
    ]
    assert ground == [theme().colour("doubt_soft")]
    assert page(hand).hasFocus()
    QTest.mouseMove(page(hand).viewport(), QPoint(5, page(hand).viewport().height() - 5))
    qtbot.waitUntil(frame.isHidden)


def test_the_keyboard_reads_the_reason_and_leaves_it(hand: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    seek(hand.session, monkeypatch, TYPO)
    frame = tab(hand).reasons.frame
    caret_in(hand, "得工作")
    assert tab(hand).legend.text().endswith("疑应为“的”。")
    hand.press(Qt.Key.Key_F1)
    assert focused() is frame.fix
    assert frame.fix.text() == "改为“公开的工作”"
    hand.press(Qt.Key.Key_Escape)
    assert frame.isHidden()
    assert page(hand).hasFocus()
    hand.press(Qt.Key.Key_F1)
    hand.press(Qt.Key.Key_F1)
    assert frame.isHidden()


def test_the_fix_is_one_step_with_a_line_that_takes_it_back(hand: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    seek(hand.session, monkeypatch, TYPO)
    caret_in(hand, "得工作")
    hand.press(Qt.Key.Key_Return, ALT)
    right = TEXT.replace("公开得工作", "公开的工作")
    assert hand.session.report.passages[PART] == page(hand).text() == right
    assert words(hand) == []
    assert hand.session.undo_label == "把“公开得工作”改为“公开的工作”"
    assert hand.place.message.text().startswith("已把“公开得工作”改为“公开的工作”")
    hand.click(hand.place.message.first())
    assert hand.session.report.passages[PART] == page(hand).text() == TEXT
    assert words(hand) == ["公开得工作"]
    caret_in(hand, "得工作")
    hand.press(Qt.Key.Key_F1)
    hand.press(Qt.Key.Key_Space)
    assert page(hand).text() == right
    hand.press(Qt.Key.Key_Z, CTRL)
    assert page(hand).text() == TEXT


def test_alt_enter_writes_nothing_where_there_is_nothing(hand: Hands) -> None:
    hand.press(Qt.Key.Key_Return, ALT)
    hand.press(Qt.Key.Key_F1)
    assert page(hand).text() == TEXT
    assert tab(hand).reasons.frame.isHidden()


def test_what_is_being_typed_is_kept_by_the_fix(hand: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    seek(hand.session, monkeypatch, TYPO)
    page(hand).moveCursor(QTextCursor.MoveOperation.Start)
    type_text("今年，")
    caret_in(hand, "得工作")
    hand.press(Qt.Key.Key_Return, ALT)
    assert page(hand).text() == "今年，" + TEXT.replace("公开得工作", "公开的工作")


def test_nothing_is_wrong_here_is_remembered_until_the_sentence_changes(
    hand: Hands, monkeypatch: pytest.MonkeyPatch, bench: Workbench, qtbot: QtBot
) -> None:
    seek(hand.session, monkeypatch, TYPO)
    caret_in(hand, "得工作")
    hand.press(Qt.Key.Key_F1)
    frame = tab(hand).reasons.frame
    assert frame.quick.text() == "这里没有错，以后不再提示"
    hand.click(frame.quick)
    assert words(hand) == []
    assert tab(hand).side.watch.isHidden()
    kept = bench.find(2023).answers
    assert [answer.text for answer in kept.values()] == ["看过了，这里没有错"]
    caret_in(hand, "部署")
    type_text("安排")
    qtbot.waitUntil(lambda: words(hand) == ["公开得工作"])


def test_a_reason_of_ones_own_is_kept_and_an_empty_one_is_asked_for(
    hand: Hands, monkeypatch: pytest.MonkeyPatch, bench: Workbench
) -> None:
    seek(hand.session, monkeypatch, TYPO)
    caret_in(hand, "得工作")
    hand.press(Qt.Key.Key_F1)
    frame = tab(hand).reasons.frame
    hand.click(frame.explain)
    assert focused() is frame.line
    assert tab(hand).rect().contains(frame.geometry())
    hand.press(Qt.Key.Key_Return)
    assert frame.isVisible()
    assert frame.line.property("wrong") is True
    assert frame.line.placeholderText() == "先写一句为什么"
    hand.type("引文原样如此")
    hand.press(Qt.Key.Key_Return)
    assert frame.isHidden()
    assert page(hand).hasFocus()
    assert [answer.text for answer in bench.find(2023).answers.values()] == ["引文原样如此"]


def test_of_two_words_that_may_be_meant_one_is_chosen(hand: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    seek(hand.session, monkeypatch, Sought("部署", ways=("布置", "安排")))
    caret_in(hand, "部署")
    hand.press(Qt.Key.Key_Return, ALT)
    frame = tab(hand).reasons.frame
    assert [button.text() for button in frame.choices if button.isVisible()] == ["改为“布置”", "改为“安排”"]
    assert not frame.fix.isVisible()
    assert focused() is frame.choices[0]
    hand.click(frame.choices[1])
    assert page(hand).text() == TEXT.replace("部署", "安排")
    assert "改为“安排”" in hand.place.message.text()
    hand.press(Qt.Key.Key_Z, CTRL)
    assert page(hand).text() == TEXT


def test_ctrl_z_after_a_reason_takes_back_the_reason_and_no_word(
    hand: Hands, monkeypatch: pytest.MonkeyPatch, bench: Workbench
) -> None:
    seek(hand.session, monkeypatch, TYPO)
    page(hand).moveCursor(QTextCursor.MoveOperation.Start)
    type_text("今年，")
    page(hand).flush()
    caret_in(hand, "得工作")
    hand.press(Qt.Key.Key_F1)
    hand.click(tab(hand).reasons.frame.quick)
    written = page(hand).text()
    assert "说明记下了" in hand.place.message.text()
    hand.press(Qt.Key.Key_Z, CTRL)
    assert (bench.find(2023).answers, page(hand).text()) == ({}, written)
    assert words(hand) == ["公开得工作"]
    hand.press(Qt.Key.Key_Y, CTRL)
    assert len(bench.find(2023).answers) == 1
    hand.press(Qt.Key.Key_Z, CTRL)
    hand.press(Qt.Key.Key_Z, CTRL)
    assert page(hand).text() == TEXT


def test_the_mouse_takes_nothing_from_whoever_writes_a_reason(
    hand: Hands, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    seek(hand.session, monkeypatch, TYPO)
    frame = tab(hand).reasons.frame
    QTest.mouseMove(page(hand).viewport(), over(hand, "公开得"))
    qtbot.waitUntil(frame.isVisible, timeout=1500)
    hand.click(frame.explain)
    for kind in (QEvent.Type.Enter, QEvent.Type.Leave):
        QApplication.sendEvent(frame, QEvent(kind))
    QTest.mouseMove(page(hand).viewport(), QPoint(5, page(hand).viewport().height() - 5))
    hand.type("引文")
    QTest.qWait(500)
    assert frame.isVisible()
    assert focused() is frame.line
    hand.press(Qt.Key.Key_Escape)
    assert frame.isHidden()
    assert page(hand).text() == TEXT


def test_what_must_be_put_right_takes_no_reason(hand: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    seek(hand.session, monkeypatch, Sought("公开得工作", severity="error"))
    caret_in(hand, "得工作")
    hand.press(Qt.Key.Key_F1)
    frame = tab(hand).reasons.frame
    assert frame.text().startswith("必须改正，")
    assert frame.quick.isHidden()
    assert frame.explain.isHidden()
    assert focused() is frame
    hand.press(Qt.Key.Key_Escape)
    assert page(hand).hasFocus()


def test_words_against_figures_lead_to_the_figure_and_are_said_not_to_be_the_same(
    hand: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    seek(hand.session, monkeypatch, Sought("收到申请", cells=(CELL,)))
    caret_in(hand, "到申请")
    hand.press(Qt.Key.Key_F1)
    frame = tab(hand).reasons.frame
    assert frame.quick.text() == "这不是同一个数，以后不再提示"
    hand.click(frame.go)
    assert hand.at() == CELL
    model = hand.table().model
    assert model.look(model.shape.grid.by_address[CELL]).mark == "doubt"
    assert "这里疑有笔误。" in hand.table().help.text()
    assert "这里疑有笔误" in model.spoken(model.shape.grid.by_address[CELL])


def test_the_list_beside_counts_them_and_leads_there(hand: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Sought("", "总体情况没有写到平台建设", section=PART)
    seek(hand.session, monkeypatch, whole, Sought("祥村公开"), TYPO)
    watch = tab(hand).side.watch
    assert watch.text() == "3 处要看看"
    assert [row.text() for row in watch.rows][:2] == ["公开得工作", "祥村公开"]
    watch.rows[1].setFocus()
    hand.press(Qt.Key.Key_Return)
    assert page(hand).hasFocus()
    assert live.resolve(TEXT, {CELL: 128}, hand.session.form.spec)[: spots.caret(page(hand))].endswith("祥村公开")
    assert tab(hand).reasons.frame.isVisible()
    hand.click(watch.rows[2])
    assert page(hand).textCursor().atEnd()


def test_the_list_beside_leads_with_the_slip(hand: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    seek(
        hand.session, monkeypatch, TYPO, Sought("祥村公开"), Sought("政府信息公开得工作部署", "整句写了两遍", new="有")
    )
    said = [righting.told(row.finding) for row in tab(hand).side.watch.rows]
    assert "公开得工作→公开的工作，“公开得工作”里的“得”，疑应为“的”。" in said
    assert {"这里疑有笔误。", "整句写了两遍。"} <= set(said)


@given(st.text("公开“得”，。 8《》→", min_size=1, max_size=40), st.integers(20, 400))
def test_lines_break_where_a_reader_breaks_them(sentence: str, room: int) -> None:
    found = _lines(sentence, room, QFontMetrics(theme().font("small")))
    assert "".join("".join(found).split()) == "".join(sentence.split())
    for first, second in pairwise(found):
        assert not second.startswith((" ", "\u3000"))
        if len(first) > 1:
            assert not first.endswith(("“", "《", " "))
            assert not second.startswith(("”", "，", "。", "》"))


def test_a_row_shortens_what_it_quotes_before_it_cuts_the_reason(hand: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    measure, room = QFontMetrics(theme().font("small")), theme().px(168)
    long = "“根据区委、区政府关于推进政府信息公开的工作部署”这一句和前面一句一样"
    assert "".join(fitted(long, room, measure)) == "“根据区委、区政府…作部署”这一句和前面一句一样"
    assert fitted("短的。", room, measure) == ["短的。"]
    longest = "没有写到" + "、".join(["主动公开"] * 15)
    assert len(fitted(longest, room, measure)) == 4
    assert fitted(longest, room, measure)[-1].endswith("…")
    seek(hand.session, monkeypatch, Sought("公开得工作", f"{long}，请核对", new=""))
    row = tab(hand).side.watch.rows[0]
    QApplication.processEvents()
    assert "".join(row.lines()).endswith("请核对。")
    assert row.height() == row.sizeHint().height()
    assert long in row.toolTip()


def test_the_list_says_what_it_counts_as_the_tab_does(hand: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    hint, wrong = Sought("部署", severity="info"), Sought("祥村公开", severity="error")
    seek(hand.session, monkeypatch, hint, TYPO)
    assert tab(hand).side.watch.text() == "1 处要看看，1 处提示"
    seek(hand.session, monkeypatch, hint, TYPO, wrong)
    assert tab(hand).side.watch.text() == "1 处要改正，1 处要看看，1 处提示"
    QApplication.processEvents()
    title = tab(hand).side.watch._title
    assert title.height() >= title.heightForWidth(title.width())


@pytest.mark.parametrize("typed", ["今年，", "𠮷", None])
def test_a_finding_clicked_right_after_typing_is_at_its_words(
    hand: Hands, monkeypatch: pytest.MonkeyPatch, typed: str | None
) -> None:
    """The positions of the check are those of the text before; the words have moved on since."""
    seek(hand.session, monkeypatch, Sought("祥村公开"), TYPO)
    page(hand).moveCursor(QTextCursor.MoveOperation.Start)
    if typed is None:
        hand.press(Qt.Key.Key_Delete)
    else:
        type_text(typed)
    for row, words in ((0, "公开得工作"), (1, "祥村公开")):
        hand.click(tab(hand).side.watch.rows[row])
        assert page(hand).textCursor().selectedText() == words
        assert tab(hand).reasons.frame.isVisible()


def test_a_finding_whose_words_were_just_written_over_is_sought_anew(
    hand: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    seek(hand.session, monkeypatch, TYPO)
    cursor = page(hand).document().find("得")
    page(hand).setTextCursor(cursor)
    type_text("的")
    page(hand).moveCursor(QTextCursor.MoveOperation.Start)
    hand.click(tab(hand).side.watch.rows[0])
    assert not page(hand).textCursor().hasSelection()  # it is gone: no other words are taken for it
    assert tab(hand).side.watch.isHidden()


def test_ctrl_enter_goes_round_texts_and_cells(hand: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    hand.session.set_passage(PART, TEXT.replace("⟦requests.new.natural⟧", "3"))
    page(hand).show_text(hand.session.report.passages[PART])
    seek(hand.session, monkeypatch, Sought("祥村公开"), TYPO)
    page(hand).moveCursor(QTextCursor.MoveOperation.Start)
    hand.press(Qt.Key.Key_Return, CTRL)
    frame = tab(hand).reasons.frame
    assert frame.finding is not None
    assert frame.finding.spots[0].quote == "公开得工作"
    hand.press(Qt.Key.Key_Return, CTRL)
    assert frame.finding.spots[0].quote == "祥村公开"
    hand.press(Qt.Key.Key_Return, CTRL)
    first = hand.at()  # the blanks of the next table
    assert first in hand.session.form.cells
    seek(hand.session, monkeypatch, TYPO)
    seen = 0
    while hand.place.here() != PART and seen < 20:
        hand.press(Qt.Key.Key_Return, CTRL)
        seen += 1
    assert tab(hand).reasons.frame.isVisible()


def test_a_place_from_elsewhere_is_shown(hand: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    seek(hand.session, monkeypatch, Sought("祥村公开"))
    hand.place.go_to(CELL)
    spot = next(found for found in hand.session.result.findings if found.spots).spots[0]
    assert hand.place.show_stop(Stop(passage=PART, start=spot.start, end=spot.end))
    assert tab(hand).reasons.frame.isVisible()
    assert not hand.place.show_stop(Stop(passage="nothing", start=0, end=1))


@pytest.mark.parametrize(("key", "left"), [(Qt.Key.Key_X, "x很"), (Qt.Key.Key_Delete, "很")])
def test_words_that_were_sought_are_selected(
    hand: Hands, monkeypatch: pytest.MonkeyPatch, key: Qt.Key, left: str
) -> None:
    seek(hand.session, monkeypatch, Sought("祥村公开得"))
    spot = next(found for found in hand.session.result.findings if found.spots).spots[0]
    hand.place.show_stop(Stop(passage=PART, start=spot.start, end=spot.end))
    assert page(hand).textCursor().selectedText() == "祥村公开得"
    hand.press(key)
    page(hand).flush()
    assert hand.session.report.passages[PART] == TEXT.replace("祥村公开得很", left)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_in_the_frame(hand: Hands, monkeypatch: pytest.MonkeyPatch, key: Qt.Key) -> None:
    seek(hand.session, monkeypatch, TYPO)
    frame = tab(hand).reasons.frame
    caret_in(hand, "得工作")
    hand.press(Qt.Key.Key_F1)
    frame.explain.setFocus(Qt.FocusReason.TabFocusReason)
    hand.press(key)
    assert focused() is frame.line
    hand.press(Qt.Key.Key_Escape)
    hand.press(Qt.Key.Key_F1)
    assert focused() is frame.fix
    hand.press(key)
    assert "公开的工作" in hand.session.report.passages[PART]


def test_the_reason_goes_when_somebody_writes_or_leaves(hand: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    seek(hand.session, monkeypatch, TYPO)
    frame = tab(hand).reasons.frame
    caret_in(hand, "开得工")
    hand.press(Qt.Key.Key_F1)
    frame.explain.setFocus(Qt.FocusReason.TabFocusReason)
    hand.press(Qt.Key.Key_Tab)
    assert frame.isHidden()
    assert not frame.isAncestorOf(QApplication.focusWidget() or frame)
    hand.click(tab(hand).side.watch.rows[0])
    assert frame.isVisible()
    type_text("了")
    assert frame.isHidden()
    assert page(hand).toPlainText().startswith("政府信息了部署")


def test_a_line_of_the_cover_says_it_under_itself(hand: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.editor.cover.tab import CoverTab

    field = next(iter(hand.session.form.preface_fields))
    hand.session.set_passage(field, "根据公开得工作要求")
    hand.place.go_to(field)
    seek(hand.session, monkeypatch, TYPO)
    cover = hand.place.pages.currentWidget()
    assert isinstance(cover, CoverTab)
    note, line = cover.lines.notes[field], cover.lines.line(field)
    assert line is not None
    assert note.isVisible()
    assert note.lamp == "doubt"
    assert note.text() == "“公开得工作”里的“得”，疑应为“的”。"
    spot = hand.session.result.findings[-1].spots[0]
    hand.place.show_stop(Stop(passage=field, start=spot.start, end=spot.end))
    assert line.selectedText() == "公开得工作"
    hand.click(note.fix)
    assert hand.session.report.passages[field] == line.text() == "根据公开的工作要求"
    assert note.isHidden()
    assert "改为“公开的工作”" in hand.place.message.text()
    hand.click(hand.place.message.first())
    assert line.text() == "根据公开得工作要求"
    hand.click(note.quick)
    assert note.isHidden()


PIECES = st.lists(
    st.one_of(st.text("公开得\n。a𠮷😀", min_size=1, max_size=6), st.sampled_from([live.marker(CELL), "⟦nothing⟧"])),
    max_size=8,
)


@given(PIECES, st.data())
def test_a_place_in_the_text_as_read_is_the_same_words_on_the_page(pieces: list[str], data: st.DataObject) -> None:
    source = _Source()
    shown = Narrative("试", source=source)  # type: ignore[arg-type]  # the part of it that is asked
    kept = "".join(pieces)
    shown.show_text(kept)
    read = source.resolve(kept)
    start = data.draw(st.integers(0, len(read)))
    end = data.draw(st.integers(start, len(read)))
    cursor = spots.place(shown, start, end)
    found = source.resolve(chips.kept_selection(cursor))
    assert read[start:end] in found
    inside = live.kept_span(kept, start, end, source.values, source.specs)
    if inside is not None:
        assert found == read[start:end]
    shown.setTextCursor(cursor)
    caret = spots.caret(shown)
    assert read[:caret].endswith(found)
    assert caret >= end
    shown.deleteLater()


def _under(hand: Hands, cursor: QTextCursor) -> list[tuple[int, int]]:
    """The dots of the screen under some words."""
    first, last = QTextCursor(cursor), QTextCursor(cursor)
    first.setPosition(cursor.selectionStart())
    last.setPosition(cursor.selectionEnd())
    left, right = page(hand).cursorRect(first), page(hand).cursorRect(last)
    return [(x, y) for x in range(left.left() + 3, right.left() - 2) for y in range(left.top(), left.bottom() + 10)]


def _is_near(one: QColor, other: QColor) -> bool:
    """Whether two colours are the same but for the softness of an edge."""
    parts = zip((one.red(), one.green(), one.blue()), (other.red(), other.green(), other.blue()), strict=True)
    return all(abs(a - b) < 24 for a, b in parts)


class _Source:
    """A cell with three digits."""

    values = {CELL: 128}  # noqa: RUF012

    def specs(self, address: str) -> ValueSpec | None:
        return COUNT if address == CELL else None

    def figure(self, address: str) -> str:
        return "128"

    def label(self, address: str) -> str:
        return address

    def is_blank(self, address: str) -> bool:
        return False

    def split(self, text: str) -> tuple[live.Piece, ...]:
        return live.split(text, self.specs)

    def resolve(self, text: str) -> str:
        return live.resolve(text, self.values, self.specs)

    def signs(self, text: str) -> live.Signs:
        return live.Signs(text, self.values, self.specs)
