"""校核 on the real window: counts as filters, the list by keyboard and mouse, every deed with its way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.change import Change
from app.workbench import checking, doubts
from app.workbench.doubts import Doubt
from tests.ui.checks.conftest import CELL, TEXT, YEAR, checks, choose, rest, rules, text_of
from tests.ui.desk import desktop, editor, focused, press, tab_to, table, type_text
from tests.ui.reports import dress
from ui.checks import art
from ui.checks.rows import Found, Heading
from ui.editor.table.tab import TableTab
from ui.editor.text.tab import TextTab
from ui.kit import theme
from ui.wiring import CHECKS, EDITOR, HOME, PLACES, Desktop

Key, Mod = Qt.Key, Qt.KeyboardModifier
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ALL = ["requests.balance", "test.fix", "test.say", "test.tip"]


def click_drawn(made: Desktop, rule: str, deed: str) -> None:
    """Presses the drawn button ``deed`` of a finding that is not the chosen one."""
    view = checks(made).list
    place = next(n for n in range(len(view.rows.rows)) if (f := view.rows.found(n)) and f.item.finding.rule == rule)
    row = view.rows.found(place)
    assert row is not None
    assert place != view.currentIndex().row()
    made_of = art.shape(row, view.viewport().width(), theme.theme())
    box = made_of.buttons[[known.button for known in row.deeds].index(deed)]
    at = view.visualRect(view.rows.index(place)).topLeft() + box.center()
    QTest.mouseClick(view.viewport(), LEFT, NONE, QPoint(at))
    QApplication.processEvents()


def button(made: Desktop, words: str) -> None:
    """Clicks a real button of the chosen finding."""
    found = next(b for b in checks(made).list.buttons if b.isVisible() and b.text() == words)
    QTest.mouseClick(found, LEFT)
    QApplication.processEvents()


# ------------------------------------------------------------------------------------------------- rail and counts


def test_it_stands_after_the_tables_with_the_number_that_must_be_put_right(made: Desktop) -> None:
    assert [place.id for place in PLACES][1:3] == [EDITOR, CHECKS]
    rail = made.window.rail.button(CHECKS)
    assert rail.badge == len(ALL[:2])
    assert rail.accessibleName() == "校核，2 处必须改正"
    assert made.session is not None
    made.session.set_cell("requests.new.natural", "7")
    assert rail.badge == 1
    made.go(HOME)
    made.close_report()
    assert rail.badge == 0


def test_the_counts_are_filters(made: Desktop) -> None:
    page = checks(made)
    assert page.page is not None
    groups = [page.page.count(group) for group in checking.GROUPS]
    assert [tile.count for tile in page.tiles.tiles][:4] == [sum(groups), *groups]
    assert rules(made) == ALL
    for number, wanted in ((1, ALL[:2]), (2, ["test.say"]), (3, ["test.tip"]), (0, ALL)):
        QTest.mouseClick(page.tiles.tiles[number], LEFT)
        assert rules(made) == wanted
    QTest.mouseClick(page.tiles.tiles[4], LEFT)
    assert rules(made) == []
    assert page.page is not None
    assert sum(isinstance(row, Heading) for row in page.list.rows.rows) > 3
    assert page.tiles.tiles[4].count == page.page.passed


def test_number_keys_filter(made: Desktop) -> None:
    checks(made).take_keyboard()
    press(Key.Key_2)
    assert rules(made) == ALL[:2]
    press(Key.Key_1)
    assert rules(made) == ALL


def test_what_could_not_run_is_said_with_why(made: Desktop) -> None:
    page = checks(made).page
    assert page is not None
    assert page.headline == f"共 {page.rules} 条规则，执行 {page.rules - 1} 条"
    said = [row.spoken for row in checks(made).list.rows.rows]
    assert "没法执行 1 条，有了要比的东西，就自己执行" in said
    assert any("没有别的单位同一年的报告" in line for line in said)


def test_all_clear_is_said(made: Desktop, qtbot: QtBot) -> None:
    assert made.session is not None
    made.session.apply(Change("改好", {"requests.new.natural": 7}, {text_of(made): "都好。"}))
    rest(made, qtbot)
    first = checks(made).list.rows.rows[0]
    assert isinstance(first, Heading)
    assert first.lamp == "ok"
    assert "没有发现问题。" in first.title


# ------------------------------------------------------------------------------------------------------- keyboard


def test_arrows_walk_the_findings_and_pass_the_headings(made: Desktop) -> None:
    page = checks(made)
    page.take_keyboard()
    seen = []
    for _ in ALL:
        assert page.list.item is not None
        seen.append(page.list.item.finding.rule)
        press(Key.Key_Down)
    assert seen == ALL
    press(Key.Key_Home)
    assert page.list.item is not None
    assert page.list.item.finding.rule == ALL[0]
    press(Key.Key_Up)
    assert page.list.item.finding.rule == ALL[0]


def test_ctrl_enter_goes_on_round_to_the_first(made: Desktop) -> None:
    page = checks(made)
    page.take_keyboard()
    seen = []
    for _ in range(5):
        press(Key.Key_Return, modifier=Mod.ControlModifier)
        assert page.list.item is not None
        seen.append(page.list.item.finding.rule)
    assert seen == [*ALL[1:], ALL[0], ALL[1]]


def test_enter_does_the_first_deed_and_the_line_takes_it_back(made: Desktop, qtbot: QtBot) -> None:
    session = made.session
    assert session is not None
    choose(made, "test.fix")
    checks(made).take_keyboard()
    press(Key.Key_Return)
    rest(made, qtbot)
    assert session.report.passages[text_of(made)] == TEXT.replace("甲乙", "甲丙")
    assert "test.fix" not in rules(made)
    assert checks(made).list.item is not None
    assert checks(made).list.item.finding.rule == "test.say"  # type: ignore[union-attr]
    bar = made.window.messages
    assert "甲丙" in bar.text()
    QTest.mouseClick(bar.first(), LEFT)
    assert session.report.passages[text_of(made)] == TEXT
    assert rules(made) == ALL


def test_tab_leads_from_the_list_to_the_buttons_of_the_finding(made: Desktop) -> None:
    choose(made, "test.fix")
    page = checks(made)
    page.take_keyboard()
    press(Key.Key_Tab)
    assert focused() is page.list.buttons[0]
    assert focused().accessibleName().startswith("改为“甲丙”：“甲乙”看一下")
    press(Key.Key_Tab)
    press(Key.Key_Space)
    assert made.window.place == EDITOR


def test_ctrl_z_takes_back_what_was_done_here_and_says_so(made: Desktop) -> None:
    choose(made, "test.fix")
    checks(made).take_keyboard()
    press(Key.Key_Return)
    press(Key.Key_Z, modifier=Mod.ControlModifier)
    assert made.window.place == CHECKS
    assert rules(made) == ALL
    assert made.window.messages.text().startswith("已撤销：")


# ---------------------------------------------------------------------------------------------------------- deeds


def test_a_drawn_button_does_its_deed_at_the_first_click(made: Desktop) -> None:
    click_drawn(made, "test.fix", "改为“甲丙”")
    assert made.session is not None
    assert "甲丙" in made.session.report.passages[text_of(made)]


def test_a_press_that_leaves_the_button_does_nothing(made: Desktop) -> None:
    view = checks(made).list
    place = view.rows.place_of(next(i.key for i in view.rows.items() if i.finding.rule == "test.fix"))
    row = view.rows.found(place)
    assert row is not None
    box = art.shape(row, view.viewport().width(), theme.theme()).buttons[0]
    at = view.visualRect(view.rows.index(place)).topLeft() + box.center()
    QTest.mousePress(view.viewport(), LEFT, NONE, at)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, at - QPoint(0, box.height() * 3))
    assert made.session is not None
    assert made.session.report.passages[text_of(made)] == TEXT


def test_locate_leads_to_the_cell(made: Desktop) -> None:
    choose(made, "requests.balance")
    button(made, "定位")
    assert made.window.place == EDITOR
    square = table(made).view.current
    assert square is not None
    assert square.address.startswith("requests.")


def test_locate_leads_to_the_words(made: Desktop) -> None:
    click_drawn(made, "test.say", "定位")
    tab = editor(made).shown()
    assert isinstance(tab, TextTab)
    assert tab.section.id == text_of(made)
    assert tab.page.textCursor().selectedText() in ("", "丙丁")
    assert abs(tab.page.textCursor().position() - TEXT.index("丙丁")) <= 2


def test_a_relation_shows_its_figures_and_is_balanced_by_a_way(made: Desktop, qtbot: QtBot) -> None:
    page, session = checks(made), made.session
    assert session is not None
    choose(made, "requests.balance")
    rest(made, qtbot)
    assert [row.figure for row in page.beside.figures.rows] == ["8", "0", "8", "7", "0", "7", "1"]
    assert len(page.beside.ways) > 1
    way = next(way for way in page.beside.ways if way.repair.cells == {CELL: 8})
    way.button.setFocus()
    press(Key.Key_Space)
    rest(made, qtbot)
    assert session.values[CELL] == 8
    assert "requests.balance" not in rules(made)
    assert focused() is page.list
    assert "8" in made.window.messages.text()
    QTest.mouseClick(made.window.messages.first(), LEFT)
    assert session.values[CELL] == 7


def test_a_sure_way_is_a_button_of_its_finding(made: Desktop, qtbot: QtBot) -> None:
    """A sentence speaks for the figure: the way stands at the finding, not only beside it."""
    session = made.session
    assert session is not None
    session.set_passage(text_of(made), "依法予以公开8件，占全部申请的100%。")
    rest(made, qtbot)
    page = checks(made)
    row = next(
        f
        for n in range(len(page.list.rows.rows))
        if (f := page.list.rows.found(n)) and f.item.finding.rule == "requests.balance"
    )
    assert [deed.button for deed in row.deeds] == ["改为 8", "定位"]
    assert page.beside.ways[0].repair.sure
    choose(made, "requests.balance")
    page.take_keyboard()
    press(Key.Key_Return)
    rest(made, qtbot)
    assert session.values[CELL] == 8
    assert "requests.balance" not in rules(made)


def test_the_paragraph_stands_beside_what_is_in_a_text(made: Desktop) -> None:
    choose(made, "test.fix")
    assert checks(made).beside.text.text() == "前面甲乙后面。"
    assert checks(made).beside.fixed.text() == "前面甲乙甲丙后面。"
    choose(made, "test.say")
    assert checks(made).beside.text.text() == "第二段有丙丁，还有戊己。"


def test_blanks_are_confirmed_where_they_are(made: Desktop, qtbot: QtBot) -> None:
    assert made.session is not None
    made.session.apply(Change("清空", {"proactive.penalties.decisions": None}))
    rest(made, qtbot)
    click_drawn(made, "proactive.filled", "空格填零")
    tab = editor(made).shown()
    assert isinstance(tab, TableTab)
    assert tab.section.id == "proactive"
    assert tab.zeroing.strip.isVisible()


def test_a_doubtful_figure_is_settled_here_and_doubted_again_by_undo(made: Desktop, qtbot: QtBot) -> None:
    assert made.session is not None
    assert made.bench is not None
    doubts.save(made.bench, made.session.report.key, [Doubt(CELL, 7, "原件看不清")])
    made.go(EDITOR)
    made.go(CHECKS)
    rest(made, qtbot)
    assert doubts.DETAIL in rules(made)
    click_drawn(made, doubts.DETAIL, "就是这个数")
    assert doubts.DETAIL not in rules(made)
    assert "就是这个数" in made.window.messages.text()
    checks(made).take_keyboard()
    press(Key.Key_Z, modifier=Mod.ControlModifier)
    assert doubts.DETAIL in rules(made)


def test_doubts_of_a_row_are_settled_together_and_come_back_together(made: Desktop, qtbot: QtBot) -> None:
    assert made.session is not None
    assert made.bench is not None
    key, values = made.session.report.key, made.session.values
    row = [name for name in made.session.form.cells if name.startswith("requests.new.")][:3]
    doubts.save(made.bench, key, [Doubt(name, values[name], "原件的数连在一起") for name in row])
    made.go(EDITOR)
    made.go(CHECKS)
    rest(made, qtbot)
    count = checks(made).tiles.tiles[2].count
    click_drawn(made, doubts.DETAIL, "就是这些数")
    assert not doubts.of(made.bench, key)
    assert checks(made).tiles.tiles[2].count == count - 3
    assert made.window.messages.text().startswith("3 格就是这些数")
    QTest.mouseClick(made.window.messages.first(), LEFT)
    assert set(doubts.of(made.bench, key)) == set(row)
    assert doubts.DETAIL in rules(made)


# -------------------------------------------------------------------------------------------------------- reasons


def write_reason(made: Desktop, words: str) -> None:
    choose(made, "test.say")
    page = checks(made)
    page.take_keyboard()
    press(Key.Key_Return)  # its first deed
    assert focused() is page.list.reason.field
    type_text(words)


def test_a_reason_is_written_under_the_finding_and_stays(made: Desktop, qtbot: QtBot, workspace: Path) -> None:
    write_reason(made, "本来就这样")
    press(Key.Key_Return)
    rest(made, qtbot)
    page = checks(made)
    item = page.list.item
    assert item is not None
    assert item.said.startswith("已说明：本来就这样。（王小梅，")
    assert item.lamp == "said"
    assert page.tiles.tiles[2].accessibleName() == "请说明 1 处，已说明 1"
    assert focused() is page.list
    assert not page.list.reason.isVisible()
    assert made.bench is not None
    kept = made.bench.find(YEAR)
    assert [answer.text for answer in kept.answers.values()] == ["本来就这样"]
    tab = editor(made).tabs.state(1)
    assert "疑" not in tab.word


def test_of_two_words_that_may_be_meant_one_is_chosen(made: Desktop, qtbot: QtBot) -> None:
    session = made.session
    assert session is not None
    session.set_passage(text_of(made), "写着子丑。")
    rest(made, qtbot)
    choose(made, "test.two")
    item = checks(made).list.item
    assert item is not None
    assert [deed.button for deed in item.deeds] == ["改为“子寅”", "改为“子卯”", "填写说明", "定位"]
    button(made, "改为“子卯”")
    assert session.report.passages[text_of(made)] == "写着子卯。"
    QTest.mouseClick(made.window.messages.first(), LEFT)
    assert session.report.passages[text_of(made)] == "写着子丑。"


def test_what_passed_is_not_what_one_comes_back_to(made: Desktop) -> None:
    page = checks(made)
    QTest.mouseClick(page.tiles.tiles[4], LEFT)
    made.go(EDITOR)
    made.go(CHECKS)
    assert page.tiles.filter == "all"
    assert rules(made) == ALL
    QTest.mouseClick(page.tiles.tiles[2], LEFT)
    made.go(EDITOR)
    made.go(CHECKS)
    assert rules(made) == ["test.say"]


def test_what_comes_back_has_the_hands_again(made: Desktop, qtbot: QtBot) -> None:
    choose(made, "test.fix")
    button(made, "改为“甲丙”")
    rest(made, qtbot)
    assert "test.fix" not in rules(made)
    choose(made, "test.tip")
    QTest.mouseClick(made.window.messages.first(), LEFT)
    rest(made, qtbot)
    item = checks(made).list.item
    assert item is not None
    assert item.finding.rule == "test.fix"


def test_an_empty_reason_is_asked_for(made: Desktop) -> None:
    write_reason(made, "")
    press(Key.Key_Return)
    line = checks(made).list.reason
    assert line.isVisible()
    assert focused() is line.field
    assert (line.field.placeholderText(), line.field.property("wrong")) == ("先写一句为什么", True)
    type_text("原样如此")
    press(Key.Key_Return)
    assert made.session is not None
    assert [answer.text for answer in made.session.report.answers.values()] == ["原样如此"]
    choose(made, "test.tip")
    button(made, "填写说明")
    assert (line.field.placeholderText() != "先写一句为什么", line.field.property("wrong")) == (True, False)


def test_escape_leaves_the_reason_unwritten(made: Desktop) -> None:
    write_reason(made, "不算")
    press(Key.Key_Escape)
    assert made.session is not None
    assert made.session.report.answers == {}
    assert focused() is checks(made).list
    assert not checks(made).list.reason.isVisible()


def test_another_finding_closes_what_is_being_written(made: Desktop) -> None:
    write_reason(made, "不算")
    choose(made, "test.tip")
    assert not checks(made).list.reason.isVisible()


def test_a_reason_is_changed_taken_back_and_given_again(made: Desktop, qtbot: QtBot) -> None:
    session = made.session
    assert session is not None
    write_reason(made, "一")
    press(Key.Key_Return)
    rest(made, qtbot)
    button(made, "改说明")
    assert checks(made).list.reason.field.text() == "一"
    type_text("二")  # over what is selected
    press(Key.Key_Return)
    assert [answer.text for answer in session.report.answers.values()] == ["二"]
    QTest.mouseClick(made.window.messages.first(), LEFT)
    assert [answer.text for answer in session.report.answers.values()] == ["一"]
    button(made, "改说明")
    press(Key.Key_Delete)
    press(Key.Key_Return)
    assert session.report.answers == {}


def test_ctrl_z_right_after_a_reason_takes_back_that_reason(made: Desktop, qtbot: QtBot) -> None:
    session = made.session
    assert session is not None
    stood = session.report.passages
    write_reason(made, "本来就这样")
    press(Key.Key_Return)
    rest(made, qtbot)
    press(Key.Key_Z, modifier=Mod.ControlModifier)
    assert (session.report.answers, session.report.passages) == ({}, stood)
    assert "已撤销：填写说明" in made.window.messages.text()
    press(Key.Key_Y, modifier=Mod.ControlModifier)
    assert len(session.report.answers) == 1


def test_the_usual_reason_is_one_press(made: Desktop) -> None:
    write_reason(made, "")
    page = checks(made)
    tab_to(page.list.reason.usual)
    press(Key.Key_Space)
    assert made.session is not None
    assert len(made.session.report.answers) == 1


def test_a_hint_is_put_away_with_a_press_and_comes_back(made: Desktop, qtbot: QtBot) -> None:
    page, session = checks(made), made.session
    assert session is not None
    choose(made, "test.tip")
    button(made, "知道了")
    rest(made, qtbot)
    assert [answer.text for answer in session.report.answers.values()] == ["看过了"]
    assert page.tiles.tiles[3].accessibleName() == "提示 0 处，已说明 1"
    assert any(row.spoken == "提示，都看过了" for row in page.list.rows.rows)
    assert "说明记下了" in made.window.messages.text()
    QTest.mouseClick(made.window.messages.first(), LEFT)
    assert session.report.answers == {}
    rest(made, qtbot)
    button(made, "填写说明")
    tab_to(page.list.reason.usual)
    press(Key.Key_Space)
    assert [answer.text for answer in session.report.answers.values()] == ["看过了，这里没有错"]


def test_where_all_was_seen_nothing_else_was_found(made: Desktop, qtbot: QtBot) -> None:
    session = made.session
    assert session is not None
    session.apply(Change("改好", {"requests.new.natural": 7}, {text_of(made): "还有戊己。"}))
    rest(made, qtbot)
    choose(made, "test.tip")
    button(made, "知道了")
    rest(made, qtbot)
    first = checks(made).list.rows.rows[0]
    assert isinstance(first, Heading)
    assert (first.lamp, "没有发现别的问题，已说明 1 处。" in first.title) == ("ok", True)


def test_an_error_takes_no_reason(made: Desktop) -> None:
    for row in checks(made).list.rows.rows:
        if isinstance(row, Found) and row.item.group == "error":
            assert row.item.deed("reason") is None


# ------------------------------------------------------------------------------------------------------ following


def test_out_of_view_nothing_is_made_and_in_view_it_is_as_it_stands(made: Desktop, qtbot: QtBot) -> None:
    page = checks(made)
    made.go(EDITOR)
    before = page.page
    assert made.session is not None
    made.session.set_cell("requests.new.natural", "7")
    assert page.page is before
    made.go(CHECKS)
    rest(made, qtbot)
    assert page.page is not before
    assert rules(made) == ALL[1:]


def test_the_hands_stay_on_their_finding_while_others_change(made: Desktop, qtbot: QtBot) -> None:
    choose(made, "test.tip")
    assert made.session is not None
    made.session.set_cell("requests.new.natural", "7")
    rest(made, qtbot)
    assert checks(made).list.item is not None
    assert checks(made).list.item.finding.rule == "test.tip"  # type: ignore[union-attr]


def test_another_report_brings_its_own(made: Desktop, qtbot: QtBot) -> None:
    assert made.bench is not None
    made.open_report(made.bench.find(YEAR - 1).key)
    made.go(CHECKS)
    rest(made, qtbot)
    assert rules(made) == []


@pytest.mark.parametrize("size", ["", "大", "特大"])
@pytest.mark.parametrize("high", [768, 697])
def test_everything_fits_across_in_every_size(made: Desktop, qtbot: QtBot, size: str, high: int) -> None:
    dress(size)
    made.window.resize(1366, high)
    rest(made, qtbot)
    page = checks(made)
    assert page.width() <= 1366 - made.window.rail.width()
    assert page.minimumSizeHint().width() <= page.width()
    assert not page.list.horizontalScrollBar().isVisible()
    for place, row in enumerate(page.list.rows.rows):
        if isinstance(row, Found):
            wide = page.list.visualRect(page.list.rows.index(place)).width()
            for box in art.shape(row, page.list.viewport().width(), theme.theme()).buttons:
                assert box.left() > 0
                assert box.right() < wide


def test_a_real_button_stands_where_it_was_drawn(made: Desktop) -> None:
    choose(made, "test.say")
    view = checks(made).list
    row = view.rows.found(view.currentIndex().row())
    assert row is not None
    drawn = art.shape(row, view.viewport().width(), theme.theme()).buttons
    shown = [known for known in view.buttons if known.isVisible()]
    assert [known.text() for known in shown] == [deed.button for deed in row.deeds]
    for known, box in zip(shown, drawn, strict=True):
        assert known.size() == box.size()
        assert known.sizeHint().width() == box.width()
        assert known.pos() == view.visualRect(view.currentIndex()).topLeft() + box.topLeft()


# ----------------------------------------------------------------------------------------------------------- slip


def test_the_slip_is_kept_where_it_is_asked_for(
    made: Desktop, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "单.pdf"
    monkeypatch.setattr("ui.kit.messages.pick_new_file", lambda *args: out)
    QTest.mouseClick(checks(made).tiles.export, LEFT)
    qtbot.waitUntil(lambda: checks(made).settled(), timeout=20_000)
    assert out.read_bytes().startswith(b"%PDF")
    assert "已导出" in made.window.messages.text()


def test_the_slip_is_opened_to_be_printed(made: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []

    def note(path: Path) -> bool:
        opened.append(path)
        return True

    monkeypatch.setattr("ui.kit.exporting.open_path", note)
    QTest.mouseClick(checks(made).tiles.print, LEFT)
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    assert opened[0].name.endswith("_校核单.pdf")
    assert opened[0].read_bytes().startswith(b"%PDF")


def test_a_restart_shows_the_same(workspace: Path, qtbot: QtBot) -> None:
    for _ in range(2):
        with desktop(workspace, qtbot) as again:
            assert again.bench is not None
            again.open_report(again.bench.find(YEAR).key)
            again.go(CHECKS)
            rest(again, qtbot)
            assert rules(again) == ALL
