"""What a line or a key takes back is the deed that is meant: never what came after it, never of another report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.checks.lamps import section_lamp
from app.domain.report import ReportKey
from app.editing.session import Session
from app.workbench import doubts
from app.workbench.bench import Workbench
from app.workbench.doubts import Doubt
from app.workbench.importing import import_paper
from tests.ui.desk import desktop, focused, press, type_text
from tests.ui.reports import ORGAN, whole
from ui.editor.place import EditorPlace
from ui.editor.table.doubting import Doubting
from ui.editor.table.tab import TableTab
from ui.editor.text.tab import TextTab
from ui.wiring import EDITOR, HOME, Desktop

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
YEAR = 2022
KEY = ReportKey(ORGAN.short_name, YEAR)
BLOCK = ("requests.new.natural", "requests.new.business")
ELSEWHERE = "requests.granted.natural"
PAPER = f"""{ORGAN.name}{YEAR}年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 0 | 约三件 |
行政规范性文件 | 4 | 1 | 9 |
"""


@pytest.fixture
def made(workspace: Path, qtbot: QtBot) -> Iterator[Desktop]:
    """Two whole reports, that of the later year open in the real window."""
    with Workbench.open(workspace) as bench:
        bench.save_organ(ORGAN)
        bench.save_clerk("王小梅")
        whole(bench, YEAR - 1).set_cell(ELSEWHERE, "3")
        whole(bench, YEAR)
    with desktop(workspace, qtbot) as opened:
        opened.open_report(KEY)
        yield opened


def place_of(made: Desktop) -> EditorPlace:
    return cast(EditorPlace, made.window.page(EDITOR))


def session_of(made: Desktop) -> Session:
    assert made.session is not None
    return made.session


def table_of(made: Desktop) -> TableTab:
    tab = place_of(made).pages.currentWidget()
    assert isinstance(tab, TableTab)
    return tab


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def paste(made: Desktop, text: str = "4\t5\n") -> None:
    place_of(made).go_to(BLOCK[0])
    QApplication.clipboard().setText(text)
    press(Key.Key_V, modifier=CTRL)
    if table_of(made).clip.strip.isVisible():
        press(Key.Key_Return)
    QApplication.processEvents()
    assert session_of(made).values[BLOCK[1]] == 5


def kept(made: Desktop) -> dict[str, Doubt]:
    assert made.bench is not None
    return dict(doubts.of(made.bench, KEY))


def doubted(made: Desktop, *found: Doubt) -> None:
    """As an import leaves them, before the report is opened again."""
    assert made.bench is not None
    doubts.save(made.bench, KEY, found)
    made.open_report(KEY)
    QApplication.processEvents()


def word(made: Desktop, section: str) -> str:
    place = place_of(made)
    return place.tabs.state(place._place_of(section)).word


# ------------------------------------------------------------------ the line with 撤销


def test_the_line_takes_its_own_deed_back(made: Desktop) -> None:
    paste(made)
    button = made.window.messages.first()
    assert button.isVisible()
    click(button)
    assert session_of(made).values[BLOCK[0]] == session_of(made).values[BLOCK[1]] == 0


def test_the_line_goes_with_the_next_figure(made: Desktop) -> None:
    paste(made)
    button = made.window.messages.first()
    where = button.mapTo(made.window, QPoint(5, 5))
    place_of(made).go_to(ELSEWHERE)
    type_text("7")
    press(Key.Key_Return)
    assert made.window.messages.isHidden()
    QTest.mouseClick(made.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert session_of(made).values[ELSEWHERE] == 7
    assert session_of(made).values[BLOCK[1]] == 5


def test_a_figure_still_being_typed_is_not_what_the_line_takes_back(made: Desktop) -> None:
    paste(made)
    place_of(made).go_to(ELSEWHERE)
    type_text("7")
    button = made.window.messages.first()
    assert button.isVisible()
    click(button)
    assert session_of(made).values[ELSEWHERE] == 7
    assert session_of(made).values[BLOCK[1]] == 5


def test_the_line_of_a_zero_statement_goes_with_the_next_figure(made: Desktop) -> None:
    place_of(made).go_to(BLOCK[0])
    press(Key.Key_Delete)
    press(Key.Key_0, modifier=ALT)
    press(Key.Key_Return)
    assert session_of(made).values[BLOCK[0]] == 0
    assert made.window.messages.first().isVisible()
    place_of(made).go_to(ELSEWHERE)
    type_text("7")
    press(Key.Key_Return)
    assert made.window.messages.isHidden()
    assert "填零" not in (session_of(made).undo_label or "填零")


def test_the_line_goes_with_its_year(made: Desktop) -> None:
    paste(made)
    choice = made.head.year
    choice.setFocus()
    press(Key.Key_Down if choice.currentIndex() == 0 else Key.Key_Up)
    QApplication.processEvents()
    assert session_of(made).report.key.year == YEAR - 1
    label = session_of(made).undo_label
    assert made.window.messages.isHidden()
    assert session_of(made).undo_label == label
    assert session_of(made).values[ELSEWHERE] == 3


# ------------------------------------------------------------------ 再回来


def go_back(made: Desktop, steps: int) -> None:
    press(Key.Key_F9)
    press(Key.Key_Down, steps)
    press(Key.Key_Return)
    QApplication.processEvents()


def test_again_leads_back_over_the_same_way(made: Desktop) -> None:
    place_of(made).go_to(BLOCK[0])
    for figure in "123":
        type_text(figure)
        press(Key.Key_Return)
    before = session_of(made).report
    go_back(made, 3)
    assert session_of(made).report != before
    click(made.window.messages.first())
    assert session_of(made).report == before


def test_again_never_costs_a_figure_typed_since(made: Desktop) -> None:
    place_of(made).go_to(BLOCK[0])
    for figure in "123":
        type_text(figure)
        press(Key.Key_Return)
    go_back(made, 3)
    button = made.window.messages.first()
    place_of(made).go_to(ELSEWHERE)
    type_text("9")
    if button.isVisible():
        click(button)  # the figure is stated first
    assert session_of(made).values[ELSEWHERE] == 9
    press(Key.Key_Return)
    assert session_of(made).values[ELSEWHERE] == 9
    assert made.window.messages.first().text() != "再回来"  # type: ignore[attr-defined]


# ------------------------------------------------------------------ doubts


def test_no_nought_is_stated_where_somebody_must_look(made: Desktop) -> None:
    for cell in BLOCK:
        place_of(made).go_to(cell)
        press(Key.Key_Delete)
    doubted(made, Doubt(BLOCK[0], None, "原件上这一格看不清。"))
    place_of(made).go_to(ELSEWHERE)
    assert table_of(made).zero.text() == "空格填零（1 格）"
    press(Key.Key_0, modifier=ALT)
    press(Key.Key_Return)
    assert session_of(made).values[BLOCK[0]] is None
    assert session_of(made).values[BLOCK[1]] == 0
    assert word(made, "requests") == "疑 1"
    assert "还有 1 格存疑" in made.window.messages.text()
    assert table_of(made).zero.text() == "空着的 1 格存疑"
    assert not table_of(made).zero.isEnabled()
    place_of(made).go_to(BLOCK[0])
    press(Key.Key_F8)  # somebody has looked: it is a blank like others
    assert table_of(made).zero.text() == "空格填零（1 格）"
    press(Key.Key_0, modifier=ALT)
    press(Key.Key_Return)
    assert session_of(made).values[BLOCK[0]] == 0


def test_undo_after_settling_doubts_again_and_takes_no_step(made: Desktop) -> None:
    doubted(made, Doubt(BLOCK[0], 0, "看不清。"))
    session, label = session_of(made), session_of(made).undo_label
    place_of(made).go_to(BLOCK[0])
    press(Key.Key_F8)
    assert kept(made) == {}
    place_of(made).go_to(ELSEWHERE)
    press(Key.Key_Z, modifier=CTRL)
    assert list(kept(made)) == [BLOCK[0]]
    assert word(made, "requests") == "疑 1"
    assert place_of(made).here() == BLOCK[0]
    assert session.undo_label == label
    press(Key.Key_Y, modifier=CTRL)
    assert kept(made) == {}
    assert session.undo_label == label


def test_the_button_over_the_window_takes_the_settling_back(made: Desktop) -> None:
    doubted(made, Doubt(BLOCK[0], 0, "看不清。"))
    label = session_of(made).undo_label
    place_of(made).go_to(BLOCK[0])
    press(Key.Key_F8)
    click(made.head.undo)
    assert list(kept(made)) == [BLOCK[0]]
    assert session_of(made).undo_label == label


def test_what_was_typed_after_settling_is_taken_back_first(made: Desktop) -> None:
    doubted(made, Doubt(BLOCK[0], 0, "看不清。"))
    place_of(made).go_to(BLOCK[0])
    press(Key.Key_F8)
    place_of(made).go_to(ELSEWHERE)
    type_text("7")
    press(Key.Key_Return)
    press(Key.Key_Z, modifier=CTRL)
    assert session_of(made).values[ELSEWHERE] == 0
    assert kept(made) == {}
    press(Key.Key_Z, modifier=CTRL)
    assert list(kept(made)) == [BLOCK[0]]


def test_doubts_of_an_import_into_the_open_report_show(made: Desktop, tmp_path: Path) -> None:
    assert made.bench is not None
    assert word(made, "proactive") == "平"
    click(made.window.rail.button(HOME))
    path = tmp_path / "旧报告.txt"
    path.write_text(PAPER, encoding="utf-8")
    import_paper(made.bench, path)
    found = kept(made)
    assert found
    click(made.window.rail.button(EDITOR))
    section = session_of(made).form.section("proactive")
    assert section is not None
    assert word(made, "proactive") == section_lamp(session_of(made).result, section, len(found)).word
    first = next(iter(found))
    place_of(made).go_to(first)
    assert table_of(made).model.doubts.keys() == found.keys()
    press(Key.Key_F8)
    assert first not in kept(made)


def test_doubts_kept_by_another_place_show_on_coming_back(made: Desktop) -> None:
    assert made.bench is not None
    click(made.window.rail.button(HOME))
    doubts.save(made.bench, KEY, [Doubt(BLOCK[0], 0, "看不清。")])
    click(made.window.rail.button(EDITOR))
    assert word(made, "requests") == "疑 1"


def test_a_doubted_fee_is_said_and_settled_by_key(made: Desktop) -> None:
    fee = next(iter(session_of(made).form.fields))
    section = fee.split(".")[0]
    place_of(made).go_to(fee)
    type_text("0")
    press(Key.Key_Return)
    doubted(made, Doubt(fee, session_of(made).values[fee], "原件上看不清。"))
    tab = place_of(made).tab(section)
    assert isinstance(tab, TextTab)
    assert word(made, section) == "疑 1"
    place_of(made).go_to(fee)
    QApplication.processEvents()
    assert tab.doubts.isVisible()
    assert "原件上看不清" in tab.doubts.text()
    press(Key.Key_F8)
    assert kept(made) == {}
    assert not tab.doubts.isVisible()
    assert word(made, section) != "疑 1"
    press(Key.Key_Z, modifier=CTRL)
    assert list(kept(made)) == [fee]
    click(tab.doubts.buttons[0])
    assert kept(made) == {}
    assert tab.fields is not None
    assert focused() in tab.fields.lines


def test_a_doubted_fee_that_cannot_be_read_is_not_settled(made: Desktop) -> None:
    fee = next(iter(session_of(made).form.fields))
    doubted(made, Doubt(fee, session_of(made).values[fee], "原件上看不清。"))
    place_of(made).go_to(fee)
    type_text("1-2")
    press(Key.Key_F8)
    assert list(kept(made)) == [fee]


def test_what_knows_the_doubts_goes_with_the_report(made: Desktop) -> None:
    for _ in range(5):
        made.open_report(KEY)
        made.open_report(ReportKey(ORGAN.short_name, YEAR - 1))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(place_of(made).findChildren(Doubting)) == 1
