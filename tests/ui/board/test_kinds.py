"""Everything that is made of a report, on one page: what is shown is what is written, whatever kind it is."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.workbench.bench import Workbench
from app.workbench.carriers import writing
from app.workbench.carriers.kinds import CARRIERS
from tests.ui import reports
from tests.ui.board.conftest import Typist
from ui.board.kinds import BOARD, KINDS, POSTER
from ui.board.place import BoardPlace

IDS = [known.id for known in CARRIERS]


def settle(qtbot: QtBot, place: BoardPlace) -> None:
    qtbot.waitUntil(place.settled, timeout=60_000)


@pytest.fixture
def open_place(place: BoardPlace, bench: Workbench, qtbot: QtBot) -> BoardPlace:
    place.open(reports.whole(bench, 2021))
    settle(qtbot, place)
    return place


def choose(qtbot: QtBot, place: BoardPlace, kind_id: str) -> None:
    """By keyboard, as in any list."""
    box = place.tool_bar.kind
    box.activateWindow()
    box.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(box.hasFocus)
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range([kind.id for kind in KINDS].index(kind_id)):
        QTest.keyClick(box, Qt.Key.Key_Down)
    settle(qtbot, place)


def export(qtbot: QtBot, place: BoardPlace, typist: Typist) -> Path:
    typist.accept()
    with qtbot.waitSignal(place.exporter.written, timeout=60_000) as written:
        place.tool_bar.export.click()
    assert written.args is not None
    path: Path = written.args[0]
    return path


def test_the_list_holds_all_there_is(open_place: BoardPlace) -> None:
    box = open_place.tool_bar.kind
    assert [box.itemText(number) for number in range(box.count())] == [
        POSTER,
        *(known.name for known in CARRIERS),
    ]


@pytest.mark.parametrize("kind_id", IDS)
def test_each_is_shown_and_written(
    open_place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist, tmp_path: Path, kind_id: str
) -> None:
    choose(qtbot, open_place, kind_id)
    assert open_place.message_bar.isHidden()
    report = bench.find(2021)
    proof = writing.proof(bench, report, kind_id)
    shown = open_place.preview.shown
    if proof.pdf:
        assert shown is not None
        assert shown.pdf == proof.pdf
    elif proof.images:
        assert shown is not None
        assert shown.sizes == tuple((float(i.width()), float(i.height())) for i in map(QImage.fromData, proof.images))
    elif proof.text:
        assert open_place.centre.text.isVisible()
        assert open_place.centre.text.words.toPlainText() == proof.text
    else:
        assert open_place.centre.nothing.isVisible() or kind_id == "word"
    path = export(qtbot, open_place, typist)
    assert path.name == writing.file_name(bench, report, kind_id)
    [again] = writing.export(bench, report, kind_id, tmp_path / f"again{path.suffix}")
    assert path.read_bytes() == again.read_bytes()


@pytest.mark.parametrize("kind_id", ["text", "script"])
def test_words_are_copied(open_place: BoardPlace, qtbot: QtBot, kind_id: str) -> None:
    choose(qtbot, open_place, kind_id)
    assert not open_place.tool_bar.copy.isHidden()
    assert open_place.tool_bar.print.isHidden()
    open_place.tool_bar.copy.click()
    assert QApplication.clipboard().text() == open_place.centre.text.words.toPlainText() != ""
    assert "复制好了" in open_place.message_bar.text()
    QApplication.clipboard().clear()


def test_words_that_cannot_be_made_are_not_copied(place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    session = reports.whole(bench, 2021)
    reports.with_error(session)
    place.open(session)
    place.show_paper("script")
    settle(qtbot, place)
    assert "格空着，要用到这些数" in place.message_bar.text()
    assert "图" not in place.message_bar.text()
    assert not place.tool_bar.copy.isEnabled()
    assert not place.tool_bar.export.isEnabled()
    assert place.centre.nothing.isVisible()
    assert not place.centre.text.isVisible()
    session.undo()
    settle(qtbot, place)
    assert place.tool_bar.copy.isEnabled()
    assert place.tool_bar.export.isEnabled()
    assert place.centre.text.isVisible()


def test_every_kind_says_how_it_is_used(open_place: BoardPlace, qtbot: QtBot) -> None:
    for known in CARRIERS:
        choose(qtbot, open_place, known.id)
        assert open_place.side.steps.lines == known.notes != ()
        assert open_place.side.count.isHidden() == (not open_place.side.count.text())
        if open_place.centre.nothing.isVisible():
            assert known.holds


def test_the_line_of_findings_goes_by_what_is_done_with_the_file(
    place: BoardPlace, bench: Workbench, qtbot: QtBot
) -> None:
    session = reports.whole(bench, 2021)
    reports.with_error(session)
    place.open(session)
    settle(qtbot, place)
    assert place.findings_bar.text().startswith("张贴前看一眼：")
    choose(qtbot, place, "excel")
    assert place.findings_bar.text().startswith("发出去前看一眼：")
    place.findings_bar.close_message()
    choose(qtbot, place, "report")
    assert place.findings_bar.isHidden()  # closed, it stays so


def test_the_buttons_of_large_print_and_long_image_lead_there_and_back(open_place: BoardPlace, qtbot: QtBot) -> None:
    bar = open_place.tool_bar
    for button, name in ((bar.large, "大字版"), (bar.long, "长图")):
        button.click()
        settle(qtbot, open_place)
        assert bar.kind.currentText() == name
        assert open_place.preview.accessibleName().startswith(f"预览：{name}")
        assert not open_place.settings.isVisible()
        assert bar.tiles.isHidden()
        button.click()
        settle(qtbot, open_place)
        assert bar.kind.currentText() == POSTER
        assert open_place.settings.isVisible()


def test_what_is_chosen_of_a_carrier_goes_into_the_file_and_stays(
    open_place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist, tmp_path: Path
) -> None:
    choose(qtbot, open_place, "report")
    plain = open_place.preview.shown
    assert plain is not None
    cover = open_place.carrier_form.choices["cover"]
    cover.segments()[1].click()
    settle(qtbot, open_place)
    shown = open_place.preview.shown
    assert shown is not None
    assert len(shown.sizes) > len(plain.sizes)
    choose(qtbot, open_place, "picture")
    assert not cover.isVisible()
    choose(qtbot, open_place, "report")
    assert cover.number() == 1
    assert export(qtbot, open_place, typist).read_bytes() == shown.pdf


def test_a_split_long_image_is_shown_in_pieces(open_place: BoardPlace, qtbot: QtBot, typist: Typist) -> None:
    choose(qtbot, open_place, "long")
    one = open_place.preview.shown
    assert one is not None
    open_place.carrier_form.choices["split"].segments()[1].click()
    settle(qtbot, open_place)
    pieces = open_place.preview.shown
    assert pieces is not None
    assert len(pieces.sizes) >= len(one.sizes)
    first = export(qtbot, open_place, typist)
    if len(pieces.sizes) > 1:
        assert f"一共 {len(pieces.sizes)} 张" in open_place.message_bar.text()
        assert first.name.endswith("_1.png")


def test_what_cannot_be_made_is_said_and_nothing_else_is_taken_for_it(
    place: BoardPlace, bench: Workbench, qtbot: QtBot
) -> None:
    session = reports.whole(bench, 2021)
    reports.with_error(session)
    place.open(session)
    settle(qtbot, place)
    choose(qtbot, place, "picture")
    assert place.message_bar.kind == "bad"
    assert place.message_bar.text().count("。") >= 2
    assert place.preview.shown is None
    place.show_paper(BOARD)
    settle(qtbot, place)
    assert place.message_bar.isHidden()
    assert place.preview.shown is not None


@pytest.mark.parametrize("size", ["标准", "大", "特大"])
@pytest.mark.parametrize("kind_id", [BOARD, *IDS])
def test_nothing_is_cut_sideways(
    open_place: BoardPlace, bench: Workbench, qtbot: QtBot, kind_id: str, size: str
) -> None:
    reports.dress(size)
    try:
        open_place.resize(*reports.SIZE)
        open_place.show_paper(kind_id)
        settle(qtbot, open_place)
        assert open_place.minimumSizeHint().width() <= open_place.width()
        for part in open_place.findChildren(QWidget):
            if part.isVisible() and part.parentWidget() is open_place.tool_bar:
                assert part.width() >= part.minimumSizeHint().width()
    finally:
        reports.dress()
        QApplication.processEvents()
