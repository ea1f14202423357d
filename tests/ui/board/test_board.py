"""The poster in the place: settings by keyboard, the preview of the very file, the sheet map, whole and in sheets."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.workbench import footing, papers, printing
from app.workbench.bench import Workbench
from tests.brought import brought
from tests.ui import reports
from tests.ui.board.conftest import Opener, Typist
from ui.board.place import BOARD, REPORT, BoardPlace
from ui.kit.theme import theme

POINT = 25.4 / 72


def settle(qtbot: QtBot, place: BoardPlace) -> None:
    qtbot.waitUntil(place.settled, timeout=60_000)


def open_board(qtbot: QtBot, place: BoardPlace, bench: Workbench, year: int = 2021) -> None:
    place.open(reports.whole(bench, year))
    settle(qtbot, place)


def focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.activateWindow()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(widget.hasFocus)


def export(qtbot: QtBot, place: BoardPlace, typist: Typist, button: QAbstractButton) -> Path:
    typist.accept()
    with qtbot.waitSignal(place.exporter.written, timeout=60_000) as written:
        focus(qtbot, button)
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert written.args is not None
    path: Path = written.args[0]
    return path


def is_grey(place: BoardPlace) -> bool:
    """Whether the paper of the poster in view is another white than that of a paper that counts."""
    view, [where] = place.preview, place.preview.spread().places
    return view.viewport().grab().toImage().pixelColor(where.x + 2, where.y + 2) != QColor(Qt.GlobalColor.white)


def sizes_mm(path: Path) -> list[tuple[int, int]]:
    return [(round(w * POINT), round(h * POINT)) for w, h in (p.get_size() for p in pypdfium2.PdfDocument(path))]


def test_the_preview_is_the_file_that_is_written(
    place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist
) -> None:
    open_board(qtbot, place, bench)
    path = export(qtbot, place, typist, place.tool_bar.export)
    assert sizes_mm(path) == [(841, 594)]
    settle(qtbot, place)  # the line that tells of it takes room from the preview
    [where] = place.preview.spread().places
    raster = printing.page_image(path.read_bytes(), 0, where.width)
    image = QImage(raster.data, raster.width, raster.height, raster.stride, QImage.Format.Format_RGB32)
    shown = place.preview.viewport().grab().toImage()
    for x in range(8, where.width - 8, 23):
        for y in range(8, min(where.height, raster.height) - 8, 17):
            assert shown.pixelColor(where.x + x, where.y + y).rgb() == image.pixelColor(x, y).rgb()


def test_a_size_is_chosen_by_keyboard(place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist) -> None:
    open_board(qtbot, place, bench)
    focus(qtbot, place.settings.paper)
    QTest.keyClick(place.settings.paper, Qt.Key.Key_Down)
    assert place.settings.paper.currentText() == "A2 整张"
    assert (place.settings.width_mm.text(), place.settings.height_mm.text()) == ("594", "420")
    settle(qtbot, place)
    assert place.preview.accessibleName() == "预览：公开栏，A2 横"
    focus(qtbot, place.settings.turn.segments()[0])
    QTest.keyClick(place.settings.turn.segments()[0], Qt.Key.Key_Right)
    settle(qtbot, place)
    assert place.preview.accessibleName() == "预览：公开栏，A2 竖"
    path = export(qtbot, place, typist, place.tool_bar.export)
    assert sizes_mm(path) == [(420, 594)]
    assert "A2 竖" in path.name


def type_into(field: QWidget, text: str) -> None:
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


def test_millimetres_are_typed(place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist) -> None:
    open_board(qtbot, place, bench)
    width, height = place.settings.width_mm, place.settings.height_mm
    focus(qtbot, width)
    type_into(width, "1200")
    assert place.settings.paper.currentText() == "自己定"
    focus(qtbot, height)
    type_into(height, "900")
    QTest.keyClick(height, Qt.Key.Key_Return)
    settle(qtbot, place)
    assert place.settings.measure.wish == "1200x900mm"
    path = export(qtbot, place, typist, place.tool_bar.export)
    assert sizes_mm(path) == [(1200, 900)]
    assert "1200×900毫米" in path.name


def test_what_was_typed_counts_without_leaving_the_field(
    place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist
) -> None:
    open_board(qtbot, place, bench)
    focus(qtbot, place.settings.width_mm)
    type_into(place.settings.width_mm, "1000")
    typist.accept()
    with qtbot.waitSignal(place.exporter.written, timeout=60_000) as written:
        place.tool_bar.export.click()  # a mouse does not take the focus from the field here
    assert written.args is not None
    assert sizes_mm(written.args[0]) == [(1000, 594)]


def test_a_length_that_cannot_be_is_refused_in_place(place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    open_board(qtbot, place, bench)
    shown = place.preview.accessibleName()
    field = place.settings.width_mm
    focus(qtbot, field)
    type_into(field, "12o0")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not place.settings.refusal.isHidden()
    assert "12o0" in place.settings.refusal.text()
    assert field.text() == "12o0"  # it stays until it is answered
    assert field.property("wrong")
    settle(qtbot, place)
    assert place.preview.accessibleName() == shown
    type_into(field, "1200")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert place.settings.refusal.isHidden()
    assert not field.property("wrong")


def test_nothing_is_shown_or_written_of_a_board_that_cannot_be(
    place: BoardPlace, bench: Workbench, qtbot: QtBot, tmp_path: Path, opener: Opener
) -> None:
    open_board(qtbot, place, bench)
    settings, bar = place.settings, place.tool_bar
    good = place.preview.viewport().grab().toImage()
    for field, text in ((settings.width_mm, "0"), (settings.height_mm, "99999")):
        focus(qtbot, field)
        type_into(field, text)
    QTest.keyClick(settings.height_mm, Qt.Key.Key_Return)
    assert settings.width_mm.property("wrong")
    assert settings.height_mm.property("wrong")
    assert settings.refusal.text().count("填 100 到 3000") == 2
    assert is_grey(place)
    assert place.preview.viewport().grab().toImage() != good
    assert settings.verdict.isHidden()
    assert settings.sheets.text() == place.side.count.text() == ""
    assert bar.tiles.text() == "导出拼版"  # how many is not known
    for button, deed in ((bar.tiles, "导出"), (bar.export, "导出"), (bar.print, "打印")):
        button.click()
        assert place.message_bar.text() == f"先把宽和高填对，再{deed}。报告没有变动。"
        assert settings.width_mm.hasFocus()
        assert not place.exporter.is_busy
        place.message_bar.close_message()
    assert not list((tmp_path / "out").iterdir())
    assert not opener.opened
    bar.export.click()
    type_into(settings.width_mm, "841")
    focus(qtbot, settings.height_mm)
    assert not settings.width_mm.property("wrong")
    assert settings.height_mm.property("wrong")
    type_into(settings.height_mm, "594")
    QTest.keyClick(settings.height_mm, Qt.Key.Key_Return)
    settle(qtbot, place)
    assert not settings.is_wrong
    qtbot.waitUntil(lambda: place.preview.viewport().grab().toImage() == good, timeout=20_000)
    assert place.message_bar.isHidden()
    assert settings.verdict.tone == "ok"
    assert not settings.verdict.isHidden()
    assert place.side.count.text()


def test_a_report_is_written_whatever_the_board_says(
    place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist
) -> None:
    open_board(qtbot, place, bench)
    focus(qtbot, place.settings.width_mm)
    type_into(place.settings.width_mm, "0")
    QTest.keyClick(place.settings.width_mm, Qt.Key.Key_Return)
    place.show_paper(REPORT)
    settle(qtbot, place)
    assert place.tool_bar.export.text() == "导出 PDF"
    assert sizes_mm(export(qtbot, place, typist, place.tool_bar.export))[0] == (210, 297)
    place.show_paper(BOARD)
    assert place.settings.is_wrong
    assert place.preview.spread().places == ()  # no A4 page where a board is asked for


def test_a_board_as_large_as_the_paper_is_printed_whole(place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    open_board(qtbot, place, bench)
    settings = place.settings
    assert settings.wish().tile == "A4"
    while settings.paper.currentText() != "A3 整张":
        focus(qtbot, settings.paper)
        QTest.keyClick(settings.paper, Qt.Key.Key_Down)
    assert settings.wish().tile == "A4"
    QTest.keyClick(settings.paper, Qt.Key.Key_Down)
    assert settings.wish().tile is None
    settle(qtbot, place)
    assert settings.sheets.text().startswith("一张 A4 印得下")
    assert place.tool_bar.export.text() == "导出 PDF"
    settings.tile.segments()[0].click()
    assert settings.wish().tile is None
    QTest.keyClick(settings.paper, Qt.Key.Key_Up)
    assert settings.wish().tile == "A4"  # what was chosen before comes back
    settle(qtbot, place)
    count = papers.board_proof(bench, bench.find(2021), settings.wish()).sheets["A4"].count
    assert place.tool_bar.tiles.text() == f"导出拼版 {count} 张"


def test_the_sheet_map_is_that_of_the_file(place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist) -> None:
    open_board(qtbot, place, bench)
    for number, paper in ((0, "A4"), (1, "A3")):
        focus(qtbot, place.settings.tile.segments()[number])
        QTest.keyClick(place.settings.tile.segments()[number], Qt.Key.Key_Space)
        settle(qtbot, place)
        wish = place.settings.wish()
        sheets = papers.board_proof(bench, bench.find(2021), wish).sheets[paper]
        assert place.side.count.text() == f"{paper} 纸 {sheets.count} 张，另附拼贴图"
        assert f"共 {sheets.count} 张" in place.side.map.accessibleName()
        assert place.settings.sheets.text().startswith(f"要 {sheets.count} 张；用 ")
        assert place.tool_bar.tiles.text() == f"导出拼版 {sheets.count} 张"
        path = export(qtbot, place, typist, place.tool_bar.tiles)
        assert f"拼版 {paper}" in path.name
        pages = sizes_mm(path)
        assert len(pages) == sheets.count + 1
        short, long = {"A4": (210, 297), "A3": (297, 420)}[paper]
        assert {tuple(sorted(size)) for size in pages[:-1]} == {(short, long)}  # the last page is the map


def test_one_whole_sheet_needs_no_gluing(place: BoardPlace, bench: Workbench, qtbot: QtBot, opener: Opener) -> None:
    open_board(qtbot, place, bench)
    segments = place.settings.tile.segments()
    segments[2].click()
    settle(qtbot, place)
    assert place.tool_bar.tiles.isHidden()
    assert place.tool_bar.export.text() == "导出 PDF"
    assert place.side.count.text() == "1 张，841 × 594 毫米"
    with qtbot.waitSignal(place.exporter.written, timeout=60_000):
        place.print_panel.reader.click()
    assert sizes_mm(opener.opened[0]) == [(841, 594)]
    assert place.message_bar.text().endswith("。\n在那里按打印，缩放选“实际大小”，不选“适合页面”。")


def test_what_a_file_carries_is_said_with_it(place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist) -> None:
    """The draft is part of what happened; it does not stand where the next step does."""
    open_board(qtbot, place, bench)
    path = export(qtbot, place, typist, place.tool_bar.export)
    said = place.message_bar.text()
    assert said.startswith(f"已导出到“out”：{path.name}。每张都印着“")
    assert said.endswith("。写完又读回核对过。")
    assert path.name.endswith("_公开栏_A1 横.pdf")


def test_too_far_away_is_said(place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    open_board(qtbot, place, bench)
    assert place.settings.verdict.tone == "ok"
    place.settings.paper.setFocus()
    for _ in range(2):
        QTest.keyClick(place.settings.paper, Qt.Key.Key_Down)
    place.settings.distance.segments()[2].click()
    settle(qtbot, place)
    proof = papers.board_proof(bench, bench.find(2021), place.settings.wish())
    assert proof.reach_m < 2
    assert place.settings.verdict.tone == "doubt"
    sentences = [sentence for _, sentence in proof.sentences]
    assert len(sentences) > 2
    assert place.settings.verdict.text() == f"{sentences[0]}。\n{sentences[1]}。"
    assert place.settings.verdict.more.text() == f"还有 {len(sentences) - 2} 条提醒"
    focus(qtbot, place.settings.verdict.more)
    QTest.keyClick(place.settings.verdict.more, Qt.Key.Key_Space)
    assert place.settings.verdict.text().split("\n") == [f"{sentence}。" for sentence in sentences]
    assert place.settings.verdict.more.isHidden()
    assert place.settings.verdict.accessibleName() == place.settings.verdict.text()


def test_nothing_is_said_of_a_board_that_does_not_hold_the_report(
    place: BoardPlace, bench: Workbench, qtbot: QtBot
) -> None:
    open_board(qtbot, place, bench)
    settings = place.settings
    assert not settings.verdict.isHidden()
    for field in (settings.width_mm, settings.height_mm):
        focus(qtbot, field)
        type_into(field, "120")
    QTest.keyClick(settings.height_mm, Qt.Key.Key_Return)
    settle(qtbot, place)
    assert "放不下" in place.message_bar.text()
    assert "文件" not in place.message_bar.text()  # nobody asked for one
    assert settings.verdict.isHidden()
    assert settings.sheets.text() == ""
    assert is_grey(place)
    settings.turn.segments()[0].click()
    settings.paper.setCurrentIndex(1)
    settings.paper.activated.emit(1)
    settle(qtbot, place)
    assert not settings.verdict.isHidden()
    assert not is_grey(place)


def test_the_foot_is_typed_over_and_printed(place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist) -> None:
    open_board(qtbot, place, bench)
    footer = place.settings.footer
    before = dict(footing.footer(bench, bench.find(2021)))
    focus(qtbot, footer.change)
    QTest.keyClick(footer.change, Qt.Key.Key_Space)
    fields = list(footer.fields.items())
    assert [label for label, _ in fields] == list(before)
    label, field = fields[-1]
    focus(qtbot, field)
    type_into(field, "0971-7654321")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not footer.is_editing
    assert dict(footing.footer(bench, bench.find(2021))) == {**before, label: "0971-7654321"}
    settle(qtbot, place)
    path = export(qtbot, place, typist, place.tool_bar.export)
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))
    assert "0971-7654321" in text
    footer.edit()
    QTest.keyClick(footer.fields[label], Qt.Key.Key_Escape)
    assert not footer.is_editing
    footer.edit()
    footer.fields[label].clear()
    QTest.keyClick(footer.fields[label], Qt.Key.Key_Return)
    assert dict(footing.footer(bench, bench.find(2021))) == before


def test_real_size_is_pulled_by_hand_and_by_keys(place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    open_board(qtbot, place, bench)
    view = place.preview
    assert view.horizontalScrollBar().maximum() == 0
    place.tool_bar.real.click()
    settle(qtbot, place)
    [where] = view.spread().places
    assert where.width > view.width()
    focus(qtbot, view)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Down)
    at = (view.horizontalScrollBar().value(), view.verticalScrollBar().value())
    assert min(at) > 0
    inside = view.viewport()
    middle = inside.rect().center()
    there = QPoint(middle.x() // 2, middle.y() // 2)
    QTest.mousePress(inside, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(inside, there)
    QTest.mouseRelease(inside, Qt.MouseButton.LeftButton, pos=there)
    assert view.horizontalScrollBar().value() > at[0]
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    place.tool_bar.whole.click()
    settle(qtbot, place)
    assert view.horizontalScrollBar().maximum() == 0


def test_a_format_of_tomorrow(place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist) -> None:
    form = brought(bench, reports.TOMORROW)
    open_board(qtbot, place, bench, form.first_year)
    assert place.message_bar.isHidden()
    path = export(qtbot, place, typist, place.tool_bar.export)
    assert path.name.startswith(form.title.format(organ="大才回族乡", year=form.first_year)[:12])
    assert sizes_mm(path) == [(841, 594)]
    tiles = export(qtbot, place, typist, place.tool_bar.tiles)
    assert len(sizes_mm(tiles)) > 2


@pytest.mark.parametrize("size", ["标准", "大", "特大"])
def test_everything_fits_and_has_a_name(place: BoardPlace, bench: Workbench, qtbot: QtBot, size: str) -> None:
    reports.dress(size)
    try:
        place.resize(1366 - theme().size("rail_width"), 697 - theme().size("headline"))
        open_board(qtbot, place, bench)
        assert place.minimumSizeHint().width() <= place.width()
        for button in place.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.accessibleName() or button.text(), button
                assert place.rect().contains(button.mapTo(place, button.rect().center())) or _scrolls(button)
        for label in place.findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText
    finally:
        reports.dress()
        QApplication.processEvents()


def _scrolls(widget: QWidget) -> bool:
    step: QWidget | None = widget
    while step is not None:
        if step.objectName() == "qt_scrollarea_viewport":
            return True
        step = step.parentWidget()
    return False
