"""张贴记录 on the page: noted, taken down, given up and taken back by keyboard; what changed since is put right."""

import threading
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.domain.change import Change
from app.domain.posting import Posting
from app.domain.report import Report
from app.editing.session import Session
from app.workbench import issuing, photos, postings, secrecy
from app.workbench.bench import Workbench
from tests.ui import reports
from tests.ui.board.hands import press, settle
from ui.board.place import BoardPlace
from ui.board.printers import Printer
from ui.board.side_column import HOW, HUNG
from ui.kit.theme import theme

TODAY = date(2022, 1, 18)


@pytest.fixture
def session(bench: Workbench) -> Session:
    return reports.whole(bench, 2021)


@pytest.fixture
def open_place(place: BoardPlace, session: Session, qtbot: QtBot) -> BoardPlace:
    place.open(session)
    place.side_column.turn_to(HUNG)
    settle(qtbot, place)
    return place


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "照片.jpg"
    Image.new("RGB", (800, 600), (200, 30, 30)).save(path)
    return path


def note(qtbot: QtBot, place: BoardPlace, where: str) -> None:
    press(qtbot, place.postings.add)
    form = place.postings.form
    assert form.place.hasFocus()
    assert form.day.text() == "2022年1月18日"
    form.place.clear()
    form.place.insert(where)  # Chinese comes from an input method
    QTest.keyClick(form.place, Qt.Key.Key_Return)
    settle(qtbot, place)


def undo(place: BoardPlace) -> None:
    place.message_bar.first().setFocus()
    QTest.keyClick(place.message_bar.first(), Qt.Key.Key_Space)


def test_another_foot_is_held_against_what_hangs(
    place: BoardPlace, session: Session, bench: Workbench, qtbot: QtBot
) -> None:
    issuing.state_issued(session, date(2022, 1, 5))
    postings.post(bench, session.report, day=TODAY, place="门口", board="公开栏")
    place.open(session)
    place.side_column.turn_to(HUNG)
    settle(qtbot, place)
    [card] = place.postings.cards
    assert not card.correct.isVisible()
    place.settings.footer.edit()
    field = place.settings.footer.fields["监督电话"]
    field.selectAll()
    QTest.keyClicks(field, "0971-7777777")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, place)
    assert card.changed.isVisible()
    assert card.changed.text() == "张贴以后改过 1 处。"


def test_noted_with_a_photo(
    open_place: BoardPlace, bench: Workbench, qtbot: QtBot, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.kit.messages.pick_file", lambda *_: photo)
    press(qtbot, open_place.postings.add)
    form = open_place.postings.form
    press(qtbot, form.pick)
    assert form.photo_name.text() == "照片.jpg"
    form.place.insert("乡政府大门口")
    press(qtbot, form.save)
    settle(qtbot, open_place)
    [kept] = postings.postings(bench, bench.find(2021))
    assert (kept.day, kept.place, kept.board, kept.photo_name) == (
        TODAY, "乡政府大门口", "公开栏海报（A1 横）", "照片.jpg",
    )  # fmt: skip
    settle(qtbot, open_place)
    [card] = open_place.postings.cards
    shot = card.thumbnail.grab().toImage()
    assert shot.pixelColor(shot.width() // 2, shot.height() // 2).red() > 150
    assert "记下了：贴在“乡政府大门口”。和报告存在一起。" in open_place.message_bar.text()
    assert open_place.postings.add.hasFocus()
    undo(open_place)
    assert postings.postings(bench, bench.find(2021)) == ()
    assert open_place.postings.cards == []


def test_a_photo_is_read_while_the_page_goes_on(
    open_place: BoardPlace, bench: Workbench, qtbot: QtBot, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, read, by = threading.Event(), photos.kept, list[threading.Thread]()

    def slow(path: Path) -> bytes:
        by.append(threading.current_thread())
        assert go_on.wait(30)
        return read(path)

    monkeypatch.setattr(photos, "kept", slow)
    monkeypatch.setattr("ui.kit.messages.pick_file", lambda *_: photo)
    press(qtbot, open_place.postings.add)
    form = open_place.postings.form
    press(qtbot, form.pick)
    form.place.insert("乡政府大门口")
    press(qtbot, form.save)
    QTest.keyClick(form.save, Qt.Key.Key_Space)  # once more: it is noted once all the same
    assert form.save.text() == "正在记…"
    assert form.save.hasFocus()
    assert postings.postings(bench, bench.find(2021)) == ()
    go_on.set()
    settle(qtbot, open_place)
    assert len(postings.postings(bench, bench.find(2021))) == 1
    assert len(by) == 1
    assert by[0] is not threading.main_thread()
    assert not form.isVisible()
    assert form.save.text() == "记下"


def jpeg(colour: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (80, 60), colour).save(out, "JPEG")
    return out.getvalue()


def test_a_picture_still_being_made_is_not_shown_on_another_record(
    open_place: BoardPlace, session: Session, bench: Workbench, qtbot: QtBot, photo: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    go_on, asked = threading.Event(), list[int]()

    def read(_bench: Workbench, _report: Report, seq: int) -> bytes:
        asked.append(seq)
        if len(asked) == 1:
            assert go_on.wait(30)
            return jpeg("red")
        return jpeg("blue")

    monkeypatch.setattr(postings, "photo", read)
    open_place.side_column.turn_to(HOW)
    postings.post(bench, session.report, day=TODAY, place="马家村", board="公开栏", photo=photo)
    open_place.side_column.turn_to(HUNG)
    qtbot.waitUntil(lambda: len(asked) == 1)
    press(qtbot, open_place.postings.cards[0].drop)
    undo(open_place)
    qtbot.waitUntil(lambda: len(asked) == 2)
    settle(qtbot, open_place)
    go_on.set()
    qtbot.wait(100)
    settle(qtbot, open_place)
    shot = open_place.postings.cards[0].thumbnail.grab().toImage()
    assert shot.pixelColor(shot.width() // 2, shot.height() // 2).blue() > 150


def test_a_day_that_is_none_and_a_place_that_is_empty_are_said(
    open_place: BoardPlace, bench: Workbench, qtbot: QtBot
) -> None:
    note(qtbot, open_place, "")
    form = open_place.postings.form
    assert "还没有写贴在哪里" in form.wrong.text()
    assert not open_place.message_bar.isVisible()
    QTest.keyClicks(form.place, "M")
    assert not form.wrong.isVisible()  # what was asked for is being given
    form.day.setText("昨天")
    press(qtbot, form.save)
    assert form.wrong.isVisible()
    assert form.day.hasFocus()
    QTest.keyClick(form.day, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert postings.postings(bench, bench.find(2021)) == ()


def test_taken_down_and_back(open_place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    note(qtbot, open_place, "马家村")
    [card] = open_place.postings.cards
    press(qtbot, card.down)
    assert card.day.hasFocus()
    assert not card.down.isVisible()
    assert not card.drop.isVisible()
    QTest.keyClick(card.day, Qt.Key.Key_Escape)
    assert card.down.hasFocus()
    press(qtbot, card.down)
    card.day.setText("2001年1月1日")
    QTest.keyClick(card.day, Qt.Key.Key_Return)
    assert "取下日期比张贴日期还早" in card.wrong.text()
    assert not open_place.message_bar.text().startswith("取下日期")
    card.day.selectAll()
    QTest.keyClicks(card.day, TODAY.isoformat())
    assert not card.wrong.isVisible()
    QTest.keyClick(card.day, Qt.Key.Key_Return)
    [kept] = postings.postings(bench, bench.find(2021))
    assert kept.taken_down == TODAY
    assert open_place.postings.cards[0].down.text() == "还挂着"
    undo(open_place)
    assert postings.postings(bench, bench.find(2021))[0].taken_down is None


def test_given_up_and_put_back(open_place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    note(qtbot, open_place, "马家村")
    press(qtbot, open_place.postings.cards[0].drop)
    assert postings.postings(bench, bench.find(2021)) == ()
    assert "删掉了“马家村”这条张贴记录。报告没有变动。" in open_place.message_bar.text()
    undo(open_place)
    [back] = postings.postings(bench, bench.find(2021))
    assert back.place == "马家村"
    assert open_place.postings.cards[0].posting == back


def test_what_changed_since_is_counted_and_put_right(
    open_place: BoardPlace, session: Session, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    note(qtbot, open_place, "马家村")
    assert not open_place.postings.cards[0].correct.isVisible()
    text = next(section.id for section in session.form.sections if section.kind == "text")
    session.apply(Change("改", passages={text: session.report.passages[text] + "今年多了一条。"}))
    settle(qtbot, open_place)
    card = open_place.postings.cards[0]
    count = postings.changes(bench, session.report)[card.posting.seq]
    assert card.changed.text() == f"张贴以后改过 {count} 处。"
    out = tmp_path / "strip.pdf"
    open_place.print_panel.look_for = lambda: (Printer("打印机", ("A4",), file=out),)
    press(qtbot, card.correct)
    settle(qtbot, open_place)
    shown = open_place.preview.shown
    assert shown is not None
    assert shown.pdf == postings.correction_proof(bench, session.report, card.posting.seq)
    assert open_place.preview.accessibleName().startswith("预览：更正条")
    bar = open_place.tool_bar
    assert (bar.kind.currentIndex(), bar.kind.placeholderText()) == (-1, "更正条")
    assert not bar.tiles.isVisible()
    draft = secrecy.draft_words(bench, session.report)
    assert open_place.print_panel.said.text().startswith(f"每条更正上都印着“{draft}”：")
    with qtbot.waitSignal(open_place.printing.sent, timeout=60_000):
        press(qtbot, open_place.print_panel.print)
    assert out.read_bytes().startswith(b"%PDF")
    press(qtbot, open_place.print_panel.back)
    settle(qtbot, open_place)
    assert open_place.preview.accessibleName().startswith("预览：公开栏")
    assert bar.kind.currentText() == "公开栏海报"
    assert bar.tiles.isVisible()


def test_many_sheets_of_strips_are_told_before_they_are_printed(
    open_place: BoardPlace, session: Session, qtbot: QtBot
) -> None:
    note(qtbot, open_place, "马家村")
    text = next(section.id for section in session.form.sections if section.kind == "text")
    long = "".join(f"第{number}条都按时贴上公开栏，" for number in range(160))
    session.apply(Change("改", passages={text: f"{long}一条不少。"}))
    settle(qtbot, open_place)
    press(qtbot, open_place.postings.cards[0].correct)
    settle(qtbot, open_place)
    shown = open_place.preview.shown
    assert shown is not None
    assert f"改动较多，要印 {len(shown.sizes)} 张，建议换整张" in open_place.print_panel.said.text()


@pytest.mark.parametrize("button", ["drop", "down"])
def test_what_hangs_no_longer_is_not_put_right_any_more(
    open_place: BoardPlace, session: Session, qtbot: QtBot, button: str
) -> None:
    note(qtbot, open_place, "马家村")
    text = next(section.id for section in session.form.sections if section.kind == "text")
    session.apply(Change("改", passages={text: session.report.passages[text] + "今年多了一条。"}))
    settle(qtbot, open_place)
    card = open_place.postings.cards[0]
    press(qtbot, card.correct)
    settle(qtbot, open_place)
    assert open_place.preview.accessibleName().startswith("预览：更正条")
    press(qtbot, getattr(card, button))
    if button == "down":
        QTest.keyClick(card.day, Qt.Key.Key_Return)
    settle(qtbot, open_place)
    assert open_place.deeds.correcting == 0
    assert not open_place.print_panel.isVisible()
    assert open_place.preview.accessibleName().startswith("预览：公开栏")


def test_what_cannot_be_compared_is_said(
    open_place: BoardPlace, session: Session, bench: Workbench, qtbot: QtBot
) -> None:
    open_place.side_column.turn_to(HOW)
    hung = Posting(0, TODAY, "马家村", "公开栏", "", "ABCD2345", '{"form": "another"}')
    bench.wall.put_posting(session.report.key, hung)
    open_place.side_column.turn_to(HUNG)
    settle(qtbot, open_place)
    [card] = open_place.postings.cards
    assert card.changed.text() == "没法逐项对照，请换整张。"
    assert not card.correct.isVisible()
    press(qtbot, card.down)
    QTest.keyClick(card.day, Qt.Key.Key_Return)
    settle(qtbot, open_place)
    assert not open_place.postings.cards[0].changed.isVisible()  # it hangs no longer


def test_it_is_counted_once_the_hand_rests_and_somebody_looks(
    open_place: BoardPlace, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(qtbot, open_place, "马家村")
    count, by = postings.changes, list[threading.Thread]()

    def counted(bench: Workbench, report: Report) -> dict[int, int | None]:
        by.append(threading.current_thread())
        return count(bench, report)

    monkeypatch.setattr(postings, "changes", counted)
    [card] = open_place.postings.cards
    press(qtbot, card.down)
    card.day.setText("1月")
    text = next(section.id for section in session.form.sections if section.kind == "text")
    for words in ("今", "今年", "今年多", "今年多了一条。"):
        session.apply(Change("改", passages={text: words}))
    settle(qtbot, open_place)
    assert len(by) == 1
    assert by[0] is not threading.main_thread()
    assert open_place.postings.cards == [card]
    assert card.changed.text().startswith("张贴以后改过")
    assert (card.day.text(), card.day.hasFocus()) == ("1月", True)  # nothing that was typed is lost
    open_place.side_column.turn_to(HOW)
    session.undo()
    settle(qtbot, open_place)
    assert len(by) == 1
    for _ in range(3):
        session.undo()
    open_place.side_column.turn_to(HUNG)
    settle(qtbot, open_place)
    assert len(by) == 2
    assert not card.changed.isVisible()


def test_what_hangs_again_while_it_is_counted_is_counted_once_more(
    open_place: BoardPlace, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(qtbot, open_place, "马家村")
    press(qtbot, open_place.postings.cards[0].down)
    QTest.keyClick(open_place.postings.cards[0].day, Qt.Key.Key_Return)
    settle(qtbot, open_place)
    go_on, counted, count = threading.Event(), threading.Event(), postings.changes

    def slow(bench: Workbench, report: Report) -> dict[int, int | None]:
        found = count(bench, report)
        counted.set()
        assert go_on.wait(30)
        return found

    monkeypatch.setattr(postings, "changes", slow)
    text = next(section.id for section in session.form.sections if section.kind == "text")
    session.apply(Change("改", passages={text: "今年多了一条。"}))
    qtbot.waitUntil(counted.is_set)
    press(qtbot, open_place.postings.cards[0].down)  # 还挂着
    qtbot.wait(50)
    go_on.set()
    settle(qtbot, open_place)
    assert open_place.postings.cards[0].changed.text().startswith("张贴以后改过")


def test_on_a_narrow_window_the_record_stands_at_the_left(open_place: BoardPlace, qtbot: QtBot) -> None:
    note(qtbot, open_place, "马家村")
    open_place.resize(theme().px(305) + theme().px(235) + 300, 716)
    settle(qtbot, open_place)
    assert not open_place.side_column.isVisible()
    assert open_place.postings.isVisible()
    assert open_place._left.isAncestorOf(open_place.postings)
    open_place.resize(*reports.SIZE)
    settle(qtbot, open_place)
    assert open_place.side_column.isAncestorOf(open_place.postings)
    assert open_place.postings.isVisible()


@pytest.mark.parametrize("size", ["标准", "大", "特大"])
def test_nothing_is_cut(open_place: BoardPlace, qtbot: QtBot, size: str) -> None:
    note(qtbot, open_place, "大才回族乡人民政府办公楼一楼政务服务大厅东侧公开栏")
    reports.dress(size)
    try:
        open_place.resize(*reports.SIZE)
        press(qtbot, open_place.postings.cards[0].down)
        press(qtbot, open_place.postings.add)
        settle(qtbot, open_place)
        for part in open_place.postings.findChildren(QAbstractButton):
            if part.isVisible():
                assert part.accessibleName() or part.text()
                assert part.width() >= part.minimumSizeHint().width(), part.text()
                assert part.mapTo(open_place.postings, part.rect().topRight()).x() < open_place.postings.width()
    finally:
        reports.dress()
