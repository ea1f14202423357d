"""Every place that names a number names the same one: start page, tables, zeros, handing over, tour."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.checks.counting import left
from app.checks.totals import total_addresses
from app.domain.change import Change
from app.domain.report import ReportKey
from app.workbench import beginning, papers, summary
from tests.brought import brought
from tests.ui.desk import desktop, editor, press, type_text
from tests.ui.reports import ORGAN, TOMORROW, open_bench, whole
from ui.editor.table.tab import TableTab
from ui.handover.place import HandoverPlace
from ui.kit.prose import Prose
from ui.start.home import TodoLine
from ui.wiring import Desktop

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
YEAR = 2021


def todo(made: Desktop, button: str) -> TodoLine:
    """The line of the start page with this button."""
    made.go("home")
    QApplication.processEvents()
    return next(line for line in made.start.home.findChildren(TodoLine) if line.todo.button == button)


def handover(made: Desktop) -> HandoverPlace:
    made.go("handover")
    page = made.window.page("handover")
    assert isinstance(page, HandoverPlace)
    return page


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A year begun from the last: the third table is whole but for one figure, everything else is blank."""
    with open_bench(tmp_path) as bench:
        bench.save_clerk("李姐")
        whole(bench, YEAR - 1)
        session = beginning.begin(bench, YEAR).session
        session.fill_zero("requests", "李姐")
        session.set_cell("requests.new.natural", "1")
    return tmp_path / "gongkailan.db"


def test_faults_are_counted_alike(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        line = todo(made, "去改正")
        assert line.todo.number == "1"  # the total column only follows
        QTest.mouseClick(line.button, Qt.MouseButton.LeftButton)
        assert made.window.messages.text().startswith("第 1 处，共 1 处：自然人列")
        tab = editor(made).pages.currentWidget()
        assert isinstance(tab, TableTab)
        heads = tab.panel._counts
        assert heads["bad"].text() == "1 差"
        tally = tab.panel.tally
        assert tally is not None
        assert f"1 差，{heads['ok'].text()}，1 随之差" in tally.text
        blocked = handover(made).blocked
        assert blocked.title.text().startswith("还有 1 处必须改正，表里还有 ")
        assert sum("不平" in sentence for sentence in blocked.sentences) == 1


def test_blanks_are_counted_alike(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        line = todo(made, "接着编")
        cells = int(line.todo.number)
        made.open_report(ReportKey(ORGAN.short_name, YEAR))
        assert made.session is not None
        fields = len(made.session.form.fields)  # beside a text: nothing but the tables stands in the way
        blocked = handover(made).blocked
        blank = cells + fields
        assert line.todo.text.startswith(f"{YEAR} 年度表里还有 {cells} 格没填，文字旁边另有 {fields} 个数，")
        assert f"还空 {cells} 格，另有 {fields} 个数" in [prose.text() for prose in made.start.home.findChildren(Prose)]
        assert f"，表里还有 {cells} 格没填" in blocked.title.text()
        named = [re.search(r"有 (\d+) 格空着", sentence) for sentence in blocked.sentences]
        assert sum(int(found.group(1)) for found in named if found is not None) == cells
        QTest.mouseClick(todo(made, "接着编").button, Qt.MouseButton.LeftButton)
        place = editor(made)
        place.go_to("disputes.cases.review_upheld")
        press(Key.Key_0, modifier=ALT)
        tab = place.pages.currentWidget()
        assert isinstance(tab, TableTab)
        assert tab.zeroing.strip.whole.text() == f"整份报告填零（{blank} 格）"
        here = int(re.findall(r"\d+", tab.zeroing.strip.here.text())[0])
        assert here == tab.blanks()
        assert any(f"有 {here} 格空着" in sentence for sentence in blocked.sentences)
        QTest.mouseClick(tab.zeroing.strip.whole, Qt.MouseButton.LeftButton)
        assert made.session is not None
        assert not left(made.session.result).blanks
        assert f"整份报告 {blank} 格填零" in made.window.messages.text()


def test_unwritten_parts_are_counted_alike(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        made.open_report(ReportKey(ORGAN.short_name, YEAR))
        session = made.session
        assert session is not None
        session.fill_zero(None, "李姐")
        session.apply(Change("改", {"requests.new.natural": 0}))
        fields = dict.fromkeys(session.form.fields, 0)  # they print as a sentence: that part says something
        session.apply(Change("填", {**fields}, {"overview": "写好了。"}))
        line = todo(made, "去写")
        assert line.todo.number == "1"
        ready = handover(made).ready
        assert "还有 1 段文字没有写" in ready.said.text()
        told = [sentence for sentence in ready.doubts.sentences if "没有写" in sentence]
        assert len(told) == 1
        assert made.bench is not None
        empty = [part for part in papers.document(made.bench, session.report).parts if not part.blocks]
        assert [part.heading[:1] for part in empty] == [told[0].strip("“")[:1]] == ["五"]
        QTest.mouseClick(todo(made, "去写").button, Qt.MouseButton.LeftButton)
        type_text("没有。")
        press(Key.Key_Tab)
        assert made.window.place == "editor"


@pytest.mark.parametrize("year", [2020, 2023, 2027])
def test_totals_are_nowhere_counted_as_blank(tmp_path: Path, year: int) -> None:
    with open_bench(tmp_path) as bench:
        brought(bench, TOMORROW)
        session = bench.start(year)
        totals = total_addresses(session.form)
        still = left(session.result)
        assert set(still.blanks) == {*session.form.cells, *session.form.fields} - totals
        assert still.blanks == session.blanks()
        assert not {name for finding in still.gaps for name in finding.cells} & totals
        told = summary.summarise(bench, session.report)
        assert (told.filled, told.total) == (0, len(still.blanks))
        named = {name for finding in still.gaps for name in finding.cells}
        assert f"{len(named)} 格没填" in still.in_the_way
        assert named <= set(still.blanks)
        session.set_passage(next(section.id for section in session.form.sections if section.kind == "text"), "有。")
        assert left(session.result).blanks == session.blanks()


def test_what_is_to_be_looked_at_is_shown_beside_faults(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        made.open_report(ReportKey(ORGAN.short_name, YEAR))
        session = made.session
        assert session is not None
        session.apply(Change("填", {"requests.carried_in.business": 1, "requests.granted.business": 1}))
        still = left(session.result)
        assert still.faults
        assert [finding.section for finding in still.doubts] == ["requests"]  # last year handed on none
        line = todo(made, "去看")
        assert line.todo.number == "1"
        assert line.todo.text == f"{YEAR} 年度有 1 处要说明。"
        QTest.mouseClick(line.button, Qt.MouseButton.LeftButton)
        assert made.window.messages.text().startswith(f"第 1 处，共 1 处：{still.doubts[0].message.rstrip('。')}")


def test_what_is_blank_is_named_by_where_it_is(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        session = beginning.begin(bench, YEAR).session
        key, fields = session.report.key, len(session.form.fields)
        card = next(found for found in summary.summaries(bench) if found.year == YEAR)
        assert card.beside == fields
        assert "".join(card.blank_words) == f"表里还有 {card.blank_cells} 格没填，文字旁边另有 {fields} 个数"
        session.apply(Change("填零", dict.fromkeys((set(session.form.cells) - total_addresses(session.form)), 0)))
        card = next(found for found in summary.summaries(bench) if found.year == key.year)
        assert "".join(card.blank_words) == f"文字旁边还有 {fields} 个数没填"
        session.fill_zero(None, "李姐")
        card = next(found for found in summary.summaries(bench) if found.year == key.year)
        assert card.blank_words == ("", "", "")
