"""A year begun from home, by keys and mouse: what it takes over is said before and after, and can be taken back."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.report import ReportKey
from app.workbench import doubts
from tests.brought import brought
from tests.ui.desk import desktop, focused, press, tab_to, type_text
from tests.ui.reports import ORGAN, TOMORROW, open_bench, whole
from ui.handover.place import HandoverPlace
from ui.kit.widgets import TextButton
from ui.start.asking import AskYear
from ui.start.card import BigCard
from ui.start.home import TodoLine
from ui.wiring import Desktop

NOW, BEFORE = 2022, 2021
STOCK = "proactive.normative.in_force"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The year before, whole, with a stock and a sentence of its own in the preface."""
    with open_bench(tmp_path) as bench:
        session = whole(bench, BEFORE)
        session.set_cell(STOCK, "6")
        session.set_passage("preface.copy", "乡政府网站")
    return tmp_path / "gongkailan.db"


def ask(made: Desktop, year: int) -> AskYear:
    """新建年度报告, with the year typed."""
    made.start.home.new.setFocus()
    press(Qt.Key.Key_Space)
    card = made.start.notice
    assert isinstance(card, AskYear)
    assert focused() is card.year
    type_text(str(year))
    return card


def test_what_it_takes_over_is_said_before_and_after(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        card = ask(made, NOW)
        assert card.foretold() == [
            "“上年结转”照上年的“结转下年度”填：6 格是 0。",
            "“现行有效件数”先照上年填：行政规范性文件 6，其余 1 格是 0；今年有增减的要跟着改。",
            "导言的“电子版在哪里看”照上年的，请看一遍。",
        ]
        press(Qt.Key.Key_Return)
        assert made.window.place == "editor"
        assert made.session is not None
        assert made.session.report.key.year == NOW
        assert made.session.values[STOCK] == 6
        bar = made.window.messages
        assert bar.isVisible()
        assert bar.text() == "从 2021 年度报告结转了 8 格、导言里 1 项。其中 2 格标着“疑”，请看一眼。"
        assert made.bench is not None
        assert STOCK in doubts.of(made.bench, ReportKey(ORGAN.short_name, NOW))


def test_it_is_taken_back_from_the_line_by_keyboard(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        ask(made, NOW)
        press(Qt.Key.Key_Return)
        assert made.session is not None
        undo = made.window.messages._action
        made.window.rail.button("home").setFocus()
        tab_to(undo)
        press(Qt.Key.Key_Space)
        assert made.window.messages.text() == "已撤销：从 2021 年度报告结转。"
        assert made.session.report.cells == {}
        assert made.session.report.passages == {}
        assert made.session.redo_label == "从 2021 年度报告结转"


def test_the_line_goes_with_the_first_figure_and_undo_still_leads_back(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        ask(made, NOW)
        press(Qt.Key.Key_Return)
        assert made.session is not None
        type_text("3")
        press(Qt.Key.Key_Return)
        assert not made.window.messages.isVisible()
        assert len(made.session.report.cells) == 9
        for _ in range(2):
            press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
            QApplication.processEvents()
        assert made.session.report.cells == {}


def test_without_the_year_before_it_says_so_and_starts_blank(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        card = ask(made, BEFORE - 1)
        assert card.foretold() == ["没有 2019 年度的报告，从空白开始。有旧报告的，可以先“从旧报告导入”。"]
        QTest.mouseClick(card.go, Qt.MouseButton.LeftButton)
        assert made.session is not None
        assert made.session.report.cells == {}
        assert made.window.messages.text().startswith("没有 2019 年度的报告可以结转，2020 年度从空白开始")


def test_nothing_is_foretold_of_a_year_that_cannot_begin(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        card = ask(made, NOW)
        assert card.foretold()
        card.year.selectAll()
        type_text(str(BEFORE))
        QApplication.processEvents()
        assert card.foretold() == []


def test_across_formats_what_finds_no_place_is_named(tmp_path: Path, qtbot: QtBot) -> None:
    with open_bench(tmp_path) as bench:
        whole(bench, 2026).set_cell("proactive.rules.in_force", "2")
        brought(bench, TOMORROW)
    with desktop(tmp_path / "gongkailan.db", qtbot) as made:
        made.deeds._start(2027)  # a year that is not over is asked about first
        assert made.session is not None
        text = made.window.messages.text()
        assert "“年末存量”的衣被：上年的表里没有这一项，要照底册填。" in text
        assert "上年的规章·现行有效件数 2：今年的表里没有对应的格，没有结转。" in text
        assert made.session.values["money.tools.left"] == 0


def test_doubts_lead_from_home_to_their_cells_and_are_named_before_a_hand_over(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        ask(made, NOW)
        press(Qt.Key.Key_Return)
        assert made.session is not None
        made.session.fill_zero(None, "王")
        for section in made.session.form.sections:
            if section.kind == "text":
                made.session.set_passage(
                    section.id, "".join(f"{part.label}：做好。" for part in section.parts) or "无。"
                )
        assert not made.session.result.errors
        made.go("handover")
        page = made.window.page("handover")
        assert isinstance(page, HandoverPlace)
        told = page.ready.doubts.sentences
        assert any(sentence.startswith("行政规范性文件·现行有效件数：上年的“现行有效件数”是 6。") for sentence in told)
        made.go("home")
        line = next(line for line in made.start.home.findChildren(TodoLine) if line.todo.deed == "tour")
        assert line.todo.number == str(len(told))
        QTest.mouseClick(line.button, Qt.MouseButton.LeftButton)
        assert f"第 1 处，共 {len(told)} 处" in made.window.messages.text()


def test_2021_begins_with_what_2020_hands_on_though_the_format_changed(tmp_path: Path, qtbot: QtBot) -> None:
    with open_bench(tmp_path) as bench:
        session = whole(bench, 2020)
        for row in ("new", "carried_out"):
            session.set_cell(f"requests.{row}.natural", "2")
        assert not session.result.errors
    with desktop(tmp_path / "gongkailan.db", qtbot) as made:
        card = ask(made, 2021)
        assert card.foretold() == [
            "“上年结转”照上年的“结转下年度”填：自然人 2，其余 5 格是 0。",
            "“现行有效件数”的规章、行政规范性文件：上年的表里没有这一项，要照底册填。",
        ]
        press(Qt.Key.Key_Return)
        assert made.session is not None
        assert made.session.values["requests.carried_in.natural"] == 2
        assert made.session.values["requests.carried_in.total"] == 2
        assert made.session.values[STOCK] is None


def test_work_that_was_undone_keeps_its_year(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        ask(made, NOW)
        press(Qt.Key.Key_Return)
        assert made.session is not None
        begun = made.session.undo_label
        type_text("7")
        press(Qt.Key.Key_Return)
        assert made.session.undo_label != begun
        press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
        assert made.session.undo_label == begun
        made.go("home")
        big, _ = made.start.home.cards()
        assert big.remove is None
        assert not [button for button in big.findChildren(TextButton) if button.text() == "删除这一年"]


def test_a_removed_year_comes_back_to_the_renamed_office(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        ask(made, NOW)
        press(Qt.Key.Key_Return)
        made.go("home")
        big, _ = made.start.home.cards()
        assert big.remove is not None
        QTest.mouseClick(big.remove, Qt.MouseButton.LeftButton)
        assert made.bench is not None
        assert made.bench.organ is not None
        made.bench.save_organ(replace(made.bench.organ, name="新名乡人民政府"))
        QTest.mouseClick(made.window.messages._action, Qt.MouseButton.LeftButton)
        assert [card.key for card in made.start.home.cards()] == [ReportKey("新名乡", y) for y in (NOW, BEFORE)]


def test_an_open_year_lets_go_of_a_removed_year_before_it(tmp_path: Path, qtbot: QtBot) -> None:
    with open_bench(tmp_path) as bench:
        bench.start(BEFORE)
        whole(bench, NOW)
    with desktop(tmp_path / "gongkailan.db", qtbot) as made:
        big = made.start.home.cards()[0]
        assert isinstance(big, BigCard)
        QTest.mouseClick(big.go_on, Qt.MouseButton.LeftButton)
        session = made.session
        assert session is not None

        def year_before() -> int | None:
            return session.last.report.key.year if session.last is not None else None

        assert year_before() == BEFORE
        made.go("home")
        small = made.start.home.cards()[1]
        assert small.remove is not None
        QTest.mouseClick(small.remove, Qt.MouseButton.LeftButton)
        assert made.session is session
        assert year_before() is None
        QTest.mouseClick(made.window.messages._action, Qt.MouseButton.LeftButton)
        assert year_before() == BEFORE


def test_a_year_begun_by_mistake_goes_from_its_card_and_comes_back(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        ask(made, NOW)
        press(Qt.Key.Key_Return)
        made.go("home")
        big, small = made.start.home.cards()
        assert (big.key.year, small.key.year) == (NOW, BEFORE)
        assert small.remove is None  # somebody filled it in
        assert big.remove is not None
        made.start.home.new.setFocus()
        tab_to(big.remove)
        press(Qt.Key.Key_Space)
        assert [card.key.year for card in made.start.home.cards()] == [BEFORE]
        assert made.session is None
        assert made.window.messages.text().startswith("2022 年度删掉了")
        tab_to(made.window.messages._action)
        press(Qt.Key.Key_Space)
        assert [card.key.year for card in made.start.home.cards()] == [NOW, BEFORE]
        assert made.bench is not None
        assert made.bench.find(NOW).cells[STOCK] == 6
