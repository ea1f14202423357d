"""The cover in the real window: typed by an input method, kept over closing, printed on paper."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.report import Report, ReportKey
from app.workbench import issuing, papers
from app.workbench.bench import Workbench
from tests.ui.desk import desktop, focused, press, tab_to, type_text
from tests.ui.reports import ORGAN, open_bench, whole
from ui.editor.cover.tab import CoverTab
from ui.editor.place import EditorPlace
from ui.wiring import Desktop


def cover(made: Desktop) -> CoverTab:
    """The cover of the report of 2022, in view."""
    made.open_report(ReportKey(ORGAN.short_name, 2022))
    editor = made.window.page("editor")
    assert isinstance(editor, EditorPlace)
    editor.tabs.setFocus()
    press(Qt.Key.Key_Home)
    for _ in range(editor.tabs.currentIndex()):
        press(Qt.Key.Key_Left)
    QApplication.processEvents()
    tab = editor.tab("")
    assert isinstance(tab, CoverTab)
    assert tab.isVisible()
    return tab


def test_what_is_typed_on_the_cover_is_kept_over_closing_and_printed(tmp_path: Path, qtbot: QtBot) -> None:
    with open_bench(tmp_path) as bench:
        whole(bench, 2022)
    workspace = tmp_path / "gongkailan.db"
    with desktop(workspace, qtbot) as made:
        tab = cover(made)
        address, copy = tab.lines.line("preface.address"), tab.lines.line("preface.copy")
        assert address is not None
        assert copy is not None
        tab_to(copy)
        type_text("乡政府网站")
        press(Qt.Key.Key_Return)
        tab_to(address)
        type_text("柳湾路")
        assert focused() is address
        assert "地址：柳湾路，" in tab.page.text()
        assert made.session is not None
        assert "preface.address" not in made.session.report.passages  # still being typed when the window closes
    with Workbench.open(workspace) as again:
        report = again.find(2022)
        assert report.passages["preface.copy"] == "乡政府网站"
        assert report.passages["preface.address"] == "柳湾路"
        out = papers.export_report(again, report, tmp_path / "报告.pdf")
    with pypdfium2.PdfDocument(out) as document:
        printed = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    assert "本报告的电子版可在乡政府网站查阅。" in printed
    assert "地址：柳湾路，电话：" in printed


def test_undo_in_the_head_line_takes_back_what_is_still_being_typed(tmp_path: Path, qtbot: QtBot) -> None:
    with open_bench(tmp_path) as bench:
        whole(bench, 2022)
    with desktop(tmp_path / "gongkailan.db", qtbot) as made:
        tab = cover(made)
        postcode = tab.lines.line("preface.postcode")
        assert postcode is not None
        tab_to(postcode)
        type_text("810000")
        QTest.mouseClick(made.head.undo, Qt.MouseButton.LeftButton)
        assert made.session is not None
        assert "preface.postcode" not in made.session.report.passages
        assert made.session.redo_label == "修改邮政编码"
        assert "邮编" not in tab.page.text()
        assert postcode.text() == ""


def test_the_day_is_taken_back_and_done_again_in_its_turn_also_tomorrow(tmp_path: Path, qtbot: QtBot) -> None:
    with open_bench(tmp_path) as bench:
        whole(bench, 2022)
    workspace = tmp_path / "gongkailan.db"
    with desktop(workspace, qtbot) as made:
        tab = cover(made)
        today = tab.facts.issued.text()
        address = tab.lines.line("preface.address")
        assert address is not None
        tab_to(address)
        type_text("柳湾路")
        press(Qt.Key.Key_Return)
        tab_to(tab.facts.issued)
        press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
        type_text("2023-1-20")
        press(Qt.Key.Key_Return)
        assert tab.facts.issued.text() == "2023年1月20日"
        press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
        assert (tab.facts.issued.text(), address.text()) == (today, "柳湾路")
        assert made.window.messages.text().startswith("已撤销：修改成文日期")
        assert focused() is tab.facts.issued
        press(Qt.Key.Key_Y, modifier=Qt.KeyboardModifier.ControlModifier)
        type_text("9")
        press(Qt.Key.Key_Escape)  # what was being typed is given up
        assert tab.facts.issued.text() == "2023年1月20日"
    with desktop(workspace, qtbot) as made:
        tab = cover(made)
        assert tab.facts.issued.text() == "2023年1月20日"
        press(Qt.Key.Key_PageDown, 2, Qt.KeyboardModifier.ControlModifier)
        assert not tab.isVisible()
        press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
        assert tab.isVisible()
        assert focused() is tab.facts.issued
        assert tab.facts.issued.text() == today
        press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
        assert made.session is not None
        assert "preface.address" not in made.session.report.passages


def has_date(made: Desktop, report: Report) -> bool:
    assert made.bench is not None
    return issuing.has_date(made.bench, report)


def state_day(tab: CoverTab, words: str) -> str:
    """Types a day and Enter; gives back the sentence under the line."""
    tab_to(tab.facts.issued)
    press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    type_text(words) if words else press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Return)
    return tab.facts.sentence.text()


def test_a_day_that_is_only_shown_is_never_stated(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Left open over midnight: the deed that was taken back in the evening can still be done again."""
    with open_bench(tmp_path) as bench:
        whole(bench, 2022)
    with desktop(tmp_path / "gongkailan.db", qtbot) as made:
        tab = cover(made)
        address = tab.lines.line("preface.address")
        assert address is not None
        tab_to(address)
        type_text("柳湾路")
        press(Qt.Key.Key_Return)
        tab_to(tab.facts.issued)
        press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
        monkeypatch.setenv("GONGKAILAN_NOW", "2033-01-19T08:00:00+08:00")
        tab_to(address)
        press(Qt.Key.Key_Y, modifier=Qt.KeyboardModifier.ControlModifier)
        assert made.session is not None
        assert made.session.report.passages["preface.address"] == "柳湾路"
        assert not has_date(made, made.session.report)


def test_today_may_be_stated_and_taken_back_by_emptying_the_line(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_bench(tmp_path) as bench:
        whole(bench, 2022)
    with desktop(tmp_path / "gongkailan.db", qtbot) as made:
        tab = cover(made)
        assert made.session is not None
        report, today = made.session.report, tab.facts.issued.text()
        assert state_day(tab, today) == ""
        assert has_date(made, report)
        monkeypatch.setenv("GONGKAILAN_NOW", "2033-01-19T08:00:00+08:00")
        tab.facts.show_day()
        assert tab.facts.issued.text() == today
        assert state_day(tab, "") == ""
        assert not has_date(made, report)
        assert tab.facts.issued.text() == "2033年1月19日"


@pytest.mark.parametrize("words", ["9999年12月31日", "1000-1-1", "0001.1.1", "2008年4月30日", "2024年2月30日", "明天"])
def test_a_day_on_which_no_report_is_signed_is_refused_at_its_line(tmp_path: Path, qtbot: QtBot, words: str) -> None:
    with open_bench(tmp_path) as bench:
        whole(bench, 2022)
    with desktop(tmp_path / "gongkailan.db", qtbot) as made:
        tab = cover(made)
        assert "日期" in state_day(tab, words)
        assert made.session is not None
        assert not has_date(made, made.session.report)
        assert tab.facts.refused() == words
