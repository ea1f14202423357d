"""Years as cards, what is to be done, new years and old papers: on a real workspace."""

import contextlib
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.checks.lamps import doubt_lamp
from app.domain.report import ReportKey, State
from app.exports.word import docx
from app.workbench import doubts, handing
from app.workbench.bench import Workbench
from app.workbench.summary import summaries, summarise
from tests.app.exports import samples
from tests.brought import brought
from tests.ui.desk import TODAY, desktop, focused, press, tab_to, type_text
from tests.ui.reports import ORGAN, open_bench, whole, with_error
from ui.kit.lamp import LampLabel
from ui.kit.naming import FOLDER
from ui.kit.prose import Prose
from ui.kit.widgets import Chip, Label
from ui.start.asking import AskYear, Choose, ReadCard, year_in
from ui.start.card import BigCard, SectionField, SmallCard
from ui.start.home import TodoLine
from ui.start.todo import todos
from ui.wiring import Desktop

INVENTED = Path(__file__).parents[2] / "forms" / "annual_2027.toml"
SEED = Path(__file__).resolve().parents[4] / "shared" / "seed" / "大才回族乡2020年度报告.txt"


def three_years(workspace: Path) -> None:
    with open_bench(workspace.parent) as bench:
        for year in (2020, 2021):
            bench.set_state(whole(bench, year).report.key, State.HANDED_OVER)
        with_error(whole(bench, 2022))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "gongkailan.db"


def test_the_year_at_work_is_the_big_card(workspace: Path, qtbot: QtBot) -> None:
    three_years(workspace)
    with desktop(workspace, qtbot) as made:
        cards = made.start.home.cards()
        assert [type(card) for card in cards] == [BigCard, SmallCard, SmallCard]
        assert [card.key.year for card in cards] == [2022, 2021, 2020]
        big = cards[0]
        assert isinstance(big, BigCard)
        field = big.findChild(SectionField)
        assert isinstance(field, SectionField)
        lamps = field.findChildren(LampLabel)
        assert made.bench is not None
        shown = summaries(made.bench)[0]
        assert [lamp.text() for lamp in lamps] == [item.lamp.word for item in shown.lamps]
        assert lamps[0].accessibleName() == f"{shown.lamps[0].name}，{shown.lamps[0].lamp.spoken}"
        assert made.head.texts()[0] == ORGAN.name


def test_the_cards_are_opened_by_keyboard(workspace: Path, qtbot: QtBot) -> None:
    three_years(workspace)
    with desktop(workspace, qtbot) as made:
        big, small, _ = made.start.home.cards()
        assert isinstance(big, BigCard)
        assert isinstance(small, SmallCard)
        made.start.home.new.setFocus()
        tab_to(big.go_on)
        press(Qt.Key.Key_Space)
        assert made.session is not None
        assert made.session.report.key == ReportKey(ORGAN.short_name, 2022)
        assert made.window.place == "editor"
        QTest.mouseClick(made.window.rail.button("home"), Qt.MouseButton.LeftButton)
        small = made.start.home.cards()[1]
        assert isinstance(small, SmallCard)
        QTest.mouseClick(small.open, Qt.MouseButton.LeftButton)
        assert made.session.report.key.year == 2021
        assert made.head.state.text() == "已交接"


def test_a_change_shows_on_the_card_at_once(workspace: Path, qtbot: QtBot) -> None:
    three_years(workspace)
    with desktop(workspace, qtbot) as made:
        assert made.bench is not None
        made.open_report(ReportKey(ORGAN.short_name, 2022))
        assert made.session is not None
        before = summaries(made.bench)[0].filled
        made.session.undo()
        made.go("home")
        assert summaries(made.bench)[0].filled > before
        assert made.start.home.cards()[0].key.year == 2022


def test_what_is_to_be_done(workspace: Path) -> None:
    three_years(workspace)
    with Workbench.open(workspace) as bench:
        cards = summaries(bench)
        lines = todos(cards, TODAY, date(2023, 1, 31))
        assert lines[0].mark == "part"  # a blank is not there yet, and nothing is wrong
        assert lines[0].text.startswith("2022 年度表里还有 ")
        assert "没填" in lines[0].text
        alone = todos(cards[:1], TODAY, date(2023, 1, 31))
        assert [(line.deed, line.year) for line in alone][-1] == ("import", 2021)
        later = todos(cards, date(2024, 1, 10), date(2024, 1, 31))
        assert later[0].text == "2023 年度的报告还没有开始，1月31日前要报送。"
        bench.session(2022).undo()
        done = todos([summaries(bench)[0]], TODAY, date(2023, 1, 31))
        assert "可以交接" in done[0].text
        assert done[0].deed == "handover"


def test_a_report_without_its_texts_is_not_called_finished(workspace: Path) -> None:
    with open_bench(workspace.parent) as bench:
        session = whole(bench, 2022)
        empty = next(section.id for section in session.form.sections if section.kind == "text")
        session.set_passage(empty, "")
        lines = todos(summaries(bench), TODAY, date(2023, 1, 31))
        assert lines[0].text == "2022 年度的表全平，还有 1 段文字没有写。"
        assert not [line for line in lines if "填好了" in line.text]


def test_a_report_changed_after_its_hand_over_is_at_work_again(workspace: Path, qtbot: QtBot, tmp_path: Path) -> None:
    with open_bench(workspace.parent) as bench:
        whole(bench, 2022)
        handing.pack(bench, bench.find(2022), tmp_path)
    with desktop(workspace, qtbot) as made:
        (big,) = made.start.home.cards()
        assert made.start.home.findChildren(TodoLine)[0].todo.deed != "handover"
        made.open_report(ReportKey(ORGAN.short_name, 2022))
        assert made.head.state.text() == "已交接"
        assert made.session is not None
        made.session.set_passage(made.session.form.passage_ids[0], "又改了一句。")
        assert made.head.state.text() == "交接后有改动"
        made.go("home")
        (big,) = made.start.home.cards()
        assert "交接后有改动" in [chip.text() for chip in big.findChildren(Chip)]
        line = next(line.todo for line in made.start.home.findChildren(TodoLine) if line.todo.deed == "handover")
        assert "交接以后又改过" in line.text
        made.session.undo()
        made.open_report(ReportKey(ORGAN.short_name, 2022))
        assert made.head.state.text() == "已交接"


def test_a_report_without_its_format_stands_apart_and_says_why(workspace: Path, qtbot: QtBot) -> None:
    with open_bench(workspace.parent) as bench:
        brought(bench, INVENTED)
        bench.start(2027)
        whole(bench, 2022)
    with contextlib.closing(sqlite3.connect(workspace)) as connection, connection:
        connection.execute("UPDATE pack SET source = 'x = ['")
    with desktop(workspace, qtbot) as made:
        big, small = made.start.home.cards()
        assert isinstance(small, SmallCard)
        assert (big.key.year, small.key.year) == (2022, 2027)
        assert not small.open.isEnabled()
        assert not small.export.isEnabled()
        assert "格式文件不在" in [label.text() for label in small.findChildren(Label)]
        assert made.window.messages.isVisible()
        assert "annual-2027" in made.window.messages.text()
        assert not [line for line in made.start.home.findChildren(TodoLine) if line.todo.year == 2027]


def test_a_line_leads_to_its_deed(workspace: Path, qtbot: QtBot) -> None:
    three_years(workspace)
    with desktop(workspace, qtbot) as made:
        line = next(line for line in made.start.home.findChildren(TodoLine) if line.todo.deed == "open")
        QTest.mouseClick(line.button, Qt.MouseButton.LeftButton)
        assert made.window.place == "editor"


def test_a_new_year_is_asked_in_the_page(workspace: Path, qtbot: QtBot) -> None:
    three_years(workspace)
    with desktop(workspace, qtbot) as made:
        QTest.mouseClick(made.start.home.new, Qt.MouseButton.LeftButton)
        ask = made.start.notice
        assert isinstance(ask, AskYear)
        assert focused() is ask.year
        type_text("2021")
        assert "已经有了" in ask.said()
        assert not ask.go.isEnabled()
        press(Qt.Key.Key_Return)
        assert made.window.place == "home"
        ask.year.selectAll()
        type_text("1987")
        assert "没有 1987 年度的格式" in ask.said()
        ask.year.selectAll()
        type_text("2023")
        assert "2024年1月31日前报送" in ask.said()
        press(Qt.Key.Key_Escape)
        gone: object = made.start.notice
        assert gone is None
        made.deeds.ask_new()
        type_text("2023")
        press(Qt.Key.Key_Return)
        card = made.start.notice
        assert isinstance(card, Choose)
        assert card.said.text() == "2023 年度还没有过完，要先建吗？"
        choose(made, "先建")
        assert made.session is not None
        assert made.session.report.key.year == 2023


@pytest.mark.skipif(not SEED.is_file(), reason="the seed is not beside this checkout")
def test_an_old_paper_is_read_and_its_doubts_are_listed(
    workspace: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.start.deeds.pick_file", lambda *_: SEED)  # the system's own window
    with desktop(workspace, qtbot) as made:
        first = made.start.first
        assert first is not None
        QTest.mouseClick(first.read_old, Qt.MouseButton.LeftButton)
        ask = made.start.notice
        assert isinstance(ask, AskYear)
        assert ask.year.text() == "2020"  # the file name says so
        press(Qt.Key.Key_Return)
        card = made.start.notice
        assert isinstance(card, ReadCard)
        assert (card.result.filled, card.result.total) == (198, 198)
        assert made.head.texts()[0].startswith("大才回族乡")
        press(Qt.Key.Key_Space)
        assert made.session is not None
        assert made.session.report.key.year == 2020
        assert made.session.undo_label is not None  # one step, which can be taken back


MOVE, COPY = Qt.DropAction.MoveAction, Qt.DropAction.CopyAction


def _laid_on(made: Desktop, *urls: str, actions: Qt.DropAction = MOVE | COPY) -> bool:
    """Files dragged onto the start page and let go there; True where they were taken."""
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), actions, data, left, plain)
    enter.ignore()
    QApplication.sendEvent(made.start, enter)
    if enter.isAccepted():
        drop = QDropEvent(QPointF(5, 5), actions, data, left, plain)
        QApplication.sendEvent(made.start, drop)
        assert drop.dropAction() == COPY  # whoever dragged it must not take it away
    return enter.isAccepted()


def test_a_word_file_is_laid_on_the_page(workspace: Path, qtbot: QtBot) -> None:
    path = workspace.parent / "柳湾乡2023年度报告.docx"
    path.write_bytes(docx.render(samples.document(2023)))
    with desktop(workspace, qtbot) as made:
        assert not _laid_on(made, "https://www.gov.cn/x.docx")
        assert not _laid_on(made, path.as_uri(), path.as_uri())
        assert not _laid_on(made, path.as_uri(), actions=MOVE)
        assert _laid_on(made, path.as_uri())
        ask = made.start.notice
        assert isinstance(ask, AskYear)
        assert ask.year.text() == "2023"
        press(Qt.Key.Key_Return)
        card = made.start.notice
        assert isinstance(card, ReadCard)
        assert card.result.filled == card.result.total
        assert card.result.doubts == []
        assert path.exists()


@pytest.mark.parametrize("kind", ["docx", "xlsx", "txt", "html"])
def test_the_dialog_offers_what_can_be_read(
    workspace: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("ui.start.deeds.pick_file", lambda *given: asked.append(given[2]))
    with desktop(workspace, qtbot) as made:
        made.deeds.ask_file()
    assert f"*.{kind}" in asked[0].partition(";;")[0]


def test_a_file_that_is_no_paper_changes_nothing(
    workspace: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = workspace.parent / "图片.txt"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    monkeypatch.setattr("ui.start.deeds.pick_file", lambda *_: wrong)
    with desktop(workspace, qtbot) as made:
        made.deeds.ask_file()
        ask = made.start.notice
        assert isinstance(ask, AskYear)
        type_text("2020")
        press(Qt.Key.Key_Return)
        assert "不是文字文件" in made.window.messages.text()
        assert made.bench is not None
        assert made.bench.reports() == []


def test_what_is_wrong_goes_along_to_its_place(workspace: Path, qtbot: QtBot) -> None:
    with open_bench(workspace.parent) as bench:
        session = whole(bench, 2022)
        for section in session.form.sections:
            if section.kind == "text":
                session.set_passage(section.id, "")
    with desktop(workspace, qtbot) as made:
        line = next(line for line in made.start.home.findChildren(TodoLine) if line.todo.deed == "tour")
        QTest.mouseClick(line.button, Qt.MouseButton.LeftButton)
        assert made.window.place == "editor"
        assert made.session is not None
        warnings = made.session.result.warnings
        bar = made.window.messages
        assert bar.text().startswith(f"第 1 处，共 {len(warnings)} 处：{warnings[0].message.rstrip('。')}")
        made.session.set_passage(warnings[0].section, "写好了。")
        QTest.mouseClick(bar._action, Qt.MouseButton.LeftButton)  # 下一处
        assert bar.text().startswith(f"第 1 处，共 {len(warnings) - 1} 处：{warnings[1].message.rstrip('。')}")
        if len(warnings) > 2:
            QTest.mouseClick(bar._action, Qt.MouseButton.LeftButton)
            assert bar.text().startswith(f"第 2 处，共 {len(warnings) - 1} 处：{warnings[2].message.rstrip('。')}")


def test_a_year_to_come_is_not_the_year_at_work(workspace: Path, qtbot: QtBot) -> None:
    with open_bench(workspace.parent) as bench:
        bench.start(2022)
        bench.start(2023)
    with desktop(workspace, qtbot) as made:
        assert [card.key.year for card in made.start.home.cards()] == [2022, 2023]


def choose(made: Desktop, word: str) -> None:
    card = made.start.notice
    assert isinstance(card, Choose)
    QTest.mouseClick(next(button for button in card.buttons if button.text() == word), Qt.MouseButton.LeftButton)


def old_paper(folder: Path, organ: str) -> Path:
    path = folder / f"{organ}的.txt"
    path.write_text(
        f"{organ}2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n"
        "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 5 | 0 | 5 |\n行政规范性文件 | 0 | 0 | 0 |\n",
        encoding="utf-8",
    )
    return path


def test_a_paper_without_a_name_asks_whose_it_is(
    workspace: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = old_paper(tmp_path, "")
    monkeypatch.setattr("ui.start.deeds.pick_file", lambda *_: paper)
    with desktop(workspace, qtbot) as made:
        assert made.bench is not None
        made.deeds.ask_file()
        ask = made.start.notice
        assert isinstance(ask, AskYear)
        assert ask.organ.isVisible()
        ask.year.setText("2022")
        press(Qt.Key.Key_Return)
        assert "没有找到是哪个单位" in made.window.messages.text()
        assert made.start.notice is ask
        ask.organ.setFocus()
        type_text("甲乡人民政府")
        press(Qt.Key.Key_Return)
        assert [(report.key.organ, report.key.year) for report in made.bench.reports()] == [("甲乡", 2022)]
        made.deeds.ask_file()
        again = made.start.notice
        assert isinstance(again, AskYear)
        assert made.bench.organ is not None
        assert not again.organ.isVisible()


def test_nothing_is_replaced_without_asking(workspace: Path, qtbot: QtBot, tmp_path: Path) -> None:
    three_years(workspace)
    paper = old_paper(tmp_path, ORGAN.short_name)
    with desktop(workspace, qtbot) as made:
        assert made.bench is not None
        before = made.bench.find(2022)
        made.deeds._read(paper, 2022)
        card = made.start.notice
        assert isinstance(card, Choose)
        assert card.said.text().startswith("2022 年度已经有报告（草稿）。读进来会换掉 ")
        assert focused() is card.buttons[-1]
        press(Qt.Key.Key_Escape)
        assert made.bench.find(2022) == before
        made.deeds._read(paper, 2022)
        choose(made, "读进来")
        card = made.start.notice
        assert isinstance(card, ReadCard)
        assert card.result.replaced
        made.bench.session(2022).undo()
        assert made.bench.find(2022) == before


def test_what_was_settled_since_is_no_longer_called_doubtful(workspace: Path, qtbot: QtBot, tmp_path: Path) -> None:
    paper = tmp_path / "旧报告.txt"
    paper.write_text(
        f"{ORGAN.name}2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n"
        "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 0 | 0 0 | 00 |\n",
        encoding="utf-8",
    )
    with open_bench(workspace.parent):
        pass
    with desktop(workspace, qtbot) as made:
        assert made.bench is not None
        made.deeds._read(paper, 2022)
        card = made.start.notice
        assert isinstance(card, ReadCard)
        key = made.bench.find(2022).key
        first, *others = doubts.of(made.bench, key)
        assert others
        doubts.settle(made.bench, key, first)
        made.show_start()
        card = made.start.notice
        assert isinstance(card, ReadCard)
        assert len(card.result.open) == len(others)
        for address in others:
            doubts.settle(made.bench, key, address)
        made.show_start()
        card = made.start.notice
        assert isinstance(card, ReadCard)
        assert any("读不准的都看过了。" in said.text() for said in card.findChildren(Prose))
        assert not any("格读不准" in said.text() for said in card.findChildren(Prose))


def test_a_paper_of_another_organ_is_asked_about(workspace: Path, qtbot: QtBot, tmp_path: Path) -> None:
    with open_bench(workspace.parent) as bench:
        bench.start(2021)
    paper = old_paper(tmp_path, "柳湾镇")
    with desktop(workspace, qtbot) as made:
        assert made.bench is not None
        made.deeds._read(paper, 2022)
        card = made.start.notice
        assert isinstance(card, Choose)
        assert card.said.text() == "原件写的是“柳湾镇”，不是本机关。"
        choose(made, "不做了")
        assert len(made.bench.reports()) == 1
        made.deeds._read(paper, 2022)
        choose(made, "另存为“柳湾镇”的")
        assert {report.key.organ for report in made.bench.reports()} == {"柳湾镇", ORGAN.short_name}
        assert [card.key.organ for card in made.start.home.cards()] == [ORGAN.short_name, "柳湾镇"]
        made.deeds._read(paper, 2022)
        choose(made, "存为本机关的")
        assert made.bench.find(2022).key.organ == ORGAN.short_name


def test_exporting_again(workspace: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    three_years(workspace)
    out = workspace.parent / "又一份.pdf"
    monkeypatch.setattr("ui.kit.messages.pick_new_file", lambda *_: out)
    with desktop(workspace, qtbot) as made:
        small = made.start.home.cards()[1]
        assert isinstance(small, SmallCard)
        QTest.mouseClick(small.export, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "已导出到" in made.window.messages.text(), timeout=20_000)
        assert out.read_bytes().startswith(b"%PDF")


def test_exporting_goes_through_the_same_door_as_on_the_board(
    workspace: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that every disk takes, in the folder of the last file."""
    folder = workspace.parent / "上次"
    folder.mkdir()
    with open_bench(workspace.parent) as bench:
        bench.save_organ(replace(ORGAN, name="城关镇/示范区", phone="13800138000"))
        bench.set_state(whole(bench, 2020).report.key, State.HANDED_OVER)
        whole(bench, 2021)
        bench.save_setting(FOLDER, str(folder))
    asked: list[Path] = []

    def answer(page: object, title: str, proposal: Path, kinds: str) -> Path:
        asked.append(proposal)
        return proposal

    monkeypatch.setattr("ui.kit.messages.pick_new_file", answer)
    with desktop(workspace, qtbot) as made:
        small = made.start.home.cards()[1]
        assert isinstance(small, SmallCard)
        QTest.mouseClick(small.export, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "已导出到" in made.window.messages.text(), timeout=20_000)
        (proposal,) = asked
        assert proposal.parent == folder
        assert proposal.name.startswith("城关镇_示范区")
        assert proposal.read_bytes().startswith(b"%PDF")


def test_the_year_of_a_file_name() -> None:
    assert year_in("大才回族乡2020年度报告") == 2020
    assert year_in("2020年报（2021年1月）") is None  # two years: better ask
    assert year_in("报告0971-2020123") is None


def test_a_year_of_the_past_says_what_wants_a_word(workspace: Path, qtbot: QtBot) -> None:
    with open_bench(workspace.parent) as bench:
        report = whole(bench, 2022).report
        told = summarise(bench, report)._replace(errors=0, warnings=3, doubts=2)
    for kind, said in ((told, "要说明 5"), (told._replace(errors=2), "要改正 2")):
        card = SmallCard(kind._replace(lamps=tuple(lamp._replace(lamp=doubt_lamp(3)) for lamp in told.lamps)), None)
        qtbot.addWidget(card)
        assert said in [lamp.text() for lamp in card.findChildren(LampLabel)]
