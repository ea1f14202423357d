"""Printing: the very pages, in their very size, only those that are marked; read back from what the printer got."""

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.change import Change
from app.domain.errors import CannotWrite, Trouble
from app.domain.report import PRINTED
from app.editing.session import Session
from app.exports.raster import Raster, page_image, page_sizes
from app.workbench import issuing, papers, secrecy
from app.workbench.bench import Workbench
from app.workbench.carriers import writing
from tests.ui import reports
from tests.ui.board.conftest import Opener, Typist
from tests.ui.board.hands import press, settle
from ui.board import print_job
from ui.board.place import REPORT, BoardPlace
from ui.board.print_job import Job
from ui.board.printers import Printer
from ui.kit.tasks import Progress, Stopped

POINT = 25.4 / 72
DPI = 300


def sizes_mm(path: Path) -> list[tuple[int, int]]:
    return [(round(w * POINT), round(h * POINT)) for w, h in (p.get_size() for p in pypdfium2.PdfDocument(path))]


def quiet() -> Progress:
    return Progress(lambda text, step, of: None)


def a_printer(file: Path, *papers: str, both_sides: bool = False) -> Printer:
    return Printer("窗口旁的打印机", papers or ("A4", "A3"), both_sides, file)


def at_dpi(pdf: bytes, dpi: float) -> Raster:
    """The first page, so many px to the inch."""
    [(width, _), *_] = page_sizes(pdf)
    return page_image(pdf, 0, round(width / 25.4 * dpi))


def test_the_ruler_is_a_hundred_millimetres(bench: Workbench, qapp: object, tmp_path: Path) -> None:
    """What the printer gets is as long as what the file says: to a tenth of a millimetre."""
    page = papers.test_print(bench, "A4")
    out = tmp_path / "out.pdf"
    assert print_job.run(Job("试打页", page, (0,), a_printer(out), "A4"), quiet()) == 1
    assert sizes_mm(out) == [(210, 297)]
    left, right, top, bottom = _box(at_dpi(page, DPI))
    got = _box(at_dpi(out.read_bytes(), DPI))
    tenth = DPI / 25.4 / 10
    assert abs((right - left) - (got[1] - got[0])) < tenth
    assert abs((bottom - top) - (got[3] - got[2])) < tenth
    assert abs(left - got[0]) < tenth
    assert abs(_ruler_mm(at_dpi(out.read_bytes(), DPI)) - 100.0) < 0.1


def _ruler_mm(raster: Raster) -> float:
    """The lying ruler: of all dark lines that lie the one that comes nearest to 100 mm."""
    lengths: set[int] = set()
    for number in range(raster.height):
        line = raster.data[number * raster.stride : number * raster.stride + 4 * raster.width : 4]
        lengths |= {len(run) for run in bytes(value < 128 for value in line).split(b"\0")}
    return min((length / DPI * 25.4 for length in lengths), key=lambda length: abs(length - 100))


def _box(raster: Raster) -> tuple[int, int, int, int]:
    """Where the ink begins and ends, in px."""
    lines = [
        raster.data[number * raster.stride : number * raster.stride + 4 * raster.width : 4]
        for number in range(raster.height)
    ]
    inked = [number for number, line in enumerate(lines) if min(line) < 128]
    left = min(next(x for x, value in enumerate(line) if value < 128) for line in (lines[n] for n in inked))
    right = max(
        len(line) - next(x for x, value in enumerate(line[::-1]) if value < 128) for line in (lines[n] for n in inked)
    )
    return left, right, inked[0], inked[-1]


def test_only_the_marked_pages_in_their_order(bench: Workbench, qapp: object, tmp_path: Path) -> None:
    report = reports.whole(bench, 2021).report
    wish = papers.BoardWish("A1", "A4")
    pdf = papers.tile_proof(bench, report, wish)
    out = tmp_path / "out.pdf"
    assert print_job.run(Job("拼版", pdf, (1, 3), a_printer(out), "A4", copies=2), quiet()) == 4
    with pypdfium2.PdfDocument(out) as made, pypdfium2.PdfDocument(pdf) as meant:
        assert len(made) == 4
        assert [tuple(map(round, page.get_size())) for page in made] == [
            tuple(map(round, meant[number].get_size())) for number in (1, 3, 1, 3)
        ]
    data = out.read_bytes()
    for place, number in enumerate((1, 3)):
        one, two = page_image(pdf, number, 500), page_image(data, place, 500)
        far = sum(abs(a - b) > 100 for a, b in zip(one.data[::5], two.data[::5], strict=False))
        assert far < len(one.data) / 5 / 50


def test_a_second_copy_begins_on_a_sheet_of_its_own(tmp_path: Path) -> None:
    job = Job("", b"", (0, 1, 2), a_printer(tmp_path / "x.pdf"), "A4", 2, "long")
    assert print_job._run_of(job, 2) == [0, 1, 2, None, 0, 1, 2]
    assert print_job._run_of(job, 1) == [0, 1, 2]


def test_a_page_on_larger_paper_keeps_its_size(bench: Workbench, qapp: object, tmp_path: Path) -> None:
    page = papers.test_print(bench, "A4")
    out = tmp_path / "out.pdf"
    print_job.run(Job("试打页", page, (0,), a_printer(out), "A3"), quiet())
    assert sizes_mm(out) == [(297, 420)]
    one, two = _box(at_dpi(page, 300)), _box(at_dpi(out.read_bytes(), 300))
    assert abs((one[1] - one[0]) - (two[1] - two[0])) <= 2
    assert abs((one[3] - one[2]) - (two[3] - two[2])) <= 2


def test_stopped_between_two_strips(bench: Workbench, qapp: object, tmp_path: Path) -> None:
    progress = quiet()
    progress.stop()
    page = papers.test_print(bench, "A4")
    with pytest.raises(Stopped):
        print_job.run(Job("试打页", page, (0,), a_printer(tmp_path / "out.pdf"), "A4"), progress)


@pytest.mark.qt_log_ignore("QPrinter|QPainter|QPdf|open")
def test_a_printer_that_does_not_answer_is_named(bench: Workbench, qapp: object, tmp_path: Path) -> None:
    page = papers.test_print(bench, "A4")
    with pytest.raises(Trouble, match="没有回应"):
        print_job.run(Job("试打页", page, (0,), a_printer(tmp_path / "没有" / "out.pdf"), "A4"), quiet())


@pytest.mark.parametrize(
    ("sizes", "papers_found"),
    [
        (((210.0, 297.0),), ("A4", "A3")),
        (((297.0, 210.0), (210.0, 297.0)), ("A4", "A3")),
        (((297.0, 420.0),), ("A3",)),
        (((841.0, 594.0),), ()),
    ],
)
def test_papers_on_which_the_pages_fit(sizes: tuple[tuple[float, float], ...], papers_found: tuple[str, ...]) -> None:
    assert a_printer(Path("x")).papers_for(sizes) == papers_found


@pytest.fixture
def session(bench: Workbench) -> Session:
    return reports.whole(bench, 2021)


@pytest.fixture
def printing(place: BoardPlace, session: Session, qtbot: QtBot, tmp_path: Path) -> BoardPlace:
    place.print_panel.look_for = lambda: (a_printer(tmp_path / "printed.pdf", both_sides=True),)
    place.open(session)
    settle(qtbot, place)
    press(qtbot, place.tool_bar.print)
    settle(qtbot, place)
    return place


def test_printed_by_keyboard(printing: BoardPlace, bench: Workbench, qtbot: QtBot, tmp_path: Path) -> None:
    panel = printing.print_panel
    assert panel.isVisible()
    assert not printing.settings.isVisible()
    shown = printing.preview.shown
    assert shown is not None
    wish = printing.settings.wish()
    assert shown.pdf == papers.tile_proof(bench, bench.find(2021), wish)
    count = papers.board_proof(bench, bench.find(2021), wish).sheets["A4"].count
    assert len(panel.ticks.ticks) == count + 1
    assert panel.ticks.ticks[-1].text() == "拼贴图"
    assert panel.print.text() == f"打印 {count} 张和拼贴图"
    assert not panel.sides.isVisible()  # sheets that are glued have one side
    press(qtbot, panel.ticks.all)
    assert not panel.print.isEnabled()
    before = printing.preview.viewport().grab().toImage()
    press(qtbot, panel.ticks.ticks[2])
    assert printing.preview.viewport().grab().toImage() != before  # what is marked stands out
    assert panel.print.text() == "打印 1 张 A4"
    with qtbot.waitSignal(printing.printing.sent, timeout=60_000) as sent:
        press(qtbot, panel.print)
    assert sent.args == [1]
    assert [tuple(sorted(size)) for size in sizes_mm(tmp_path / "printed.pdf")] == [(210, 297)]
    said = printing.message_bar.text()
    assert said.startswith("已送到打印机“窗口旁的打印机”：1 张 A4。报告没有变动。")
    assert "100 毫米" in said
    press(qtbot, panel.back)
    settle(qtbot, printing)
    assert printing.settings.isVisible()
    assert printing.preview.accessibleName().startswith("预览：公开栏")


def test_a_draft_is_said_before_it_is_printed(
    printing: BoardPlace, session: Session, bench: Workbench, qtbot: QtBot
) -> None:
    panel = printing.print_panel
    words = secrecy.draft_words(bench, session.report)
    assert panel.said.isVisible()
    assert panel.said.text().startswith(f"每张都印着“{words}”：")
    assert panel.print.isEnabled()
    printing.reviewing.card.recorded.emit("王小梅", "", "", "")
    settle(qtbot, printing)
    assert secrecy.draft_words(bench, session.report) == ""
    assert not panel.said.isVisible()
    assert panel.print.isEnabled()


def change_text(session: Session, words: str) -> None:
    text = next(section.id for section in session.form.sections if section.kind == "text")
    session.apply(Change("改", passages={text: words}))


def test_nothing_is_printed_while_another_paper_is_being_set(
    printing: BoardPlace, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel, go_on, made = printing.print_panel, threading.Event(), papers.sheets_proof
    before = printing.preview.shown

    def slow(*asked: object) -> tuple[papers.BoardProof, bytes]:
        assert go_on.wait(30)
        return made(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(papers, "sheets_proof", slow)
    panel.print.setFocus()
    change_text(session, "今年多了一条。")
    assert not panel.print.isEnabled()
    assert panel.printer.hasFocus()  # not the page to try the printer with
    press(qtbot, panel.ticks.ticks[0])
    assert not panel.print.isEnabled()
    panel.printer.setFocus()
    go_on.set()
    settle(qtbot, printing)
    assert panel.print.isEnabled()
    assert panel.print.hasFocus()
    shown = printing.preview.shown
    assert shown is not None
    assert before is not None
    assert shown.pdf != before.pdf
    assert panel.holds(shown.pdf)


def test_what_could_not_be_set_is_not_printed_as_it_was(
    printing: BoardPlace, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise Trouble("排不下", "请改短一些")

    panel = printing.print_panel
    monkeypatch.setattr(papers, "sheets_proof", fail)
    change_text(session, "今年多了一条。")
    settle(qtbot, printing)
    assert "排不下" in printing.message_bar.text()
    assert not panel.print.isEnabled()
    printing.resize(printing.width() - 40, printing.height())  # asked for once more
    settle(qtbot, printing)
    assert not panel.print.isEnabled()
    monkeypatch.undo()
    change_text(session, "今年多了两条。")
    settle(qtbot, printing)
    assert panel.print.isEnabled()


@pytest.mark.qt_log_ignore("QPrinter|QPainter|QPdf|open")
def test_the_date_is_kept_once_it_is_on_paper(
    printing: BoardPlace, session: Session, bench: Workbench, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    panel, key = printing.print_panel, session.report.key
    (tmp_path / "printed.pdf").mkdir()
    press(qtbot, panel.print)
    settle(qtbot, printing)
    assert "没有回应" in printing.message_bar.text()
    assert not issuing.has_date(bench, session.report)
    (tmp_path / "printed.pdf").rmdir()

    def full(*_: object) -> None:
        raise CannotWrite("盘满了", "请腾出一些地方")

    with monkeypatch.context() as patched:
        patched.setattr(bench, "save_details", full)
        with qtbot.waitSignal(printing.printing.sent, timeout=60_000):
            press(qtbot, panel.print)
    assert "但没有记下上面的日期" in printing.message_bar.text()
    assert "请腾出一些地方" in printing.message_bar.text()
    with qtbot.waitSignal(printing.printing.sent, timeout=60_000):
        press(qtbot, panel.print)
    assert bench.detail(key, PRINTED) == date(2022, 1, 18).isoformat()


def test_the_date_kept_is_the_date_printed(
    printing: BoardPlace, session: Session, bench: Workbench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Set in the evening, printed after midnight: what hangs says the day before, so do all later papers."""
    monkeypatch.setenv("GONGKAILAN_NOW", "2022-01-19T00:05:11+08:00")
    with qtbot.waitSignal(printing.printing.sent, timeout=60_000):
        press(qtbot, printing.print_panel.print)
    assert bench.detail(session.report.key, PRINTED) == date(2022, 1, 18).isoformat()


@pytest.mark.parametrize("kind", ["report", "picture"])
def test_who_comes_back_sees_the_paper_anew(
    printing: BoardPlace, session: Session, bench: Workbench, qtbot: QtBot, kind: str
) -> None:
    """What a paper tells of the office and the day is changed on other pages."""
    printing.show_paper(kind)
    settle(qtbot, printing)
    before = printing.preview.shown
    assert before is not None
    assert before.pdf == writing.proof(bench, session.report, kind).pdf
    printing.hide()
    bench.save_organ(replace(papers.office(bench, session.report), phone="0971-7654321"))
    issuing.save_issued(bench, session.report, date(2022, 1, 15))
    printing.show()
    settle(qtbot, printing)
    shown = printing.preview.shown
    assert shown is not None
    assert shown.pdf == writing.proof(bench, session.report, kind).pdf != before.pdf
    assert printing.print_panel.holds(shown.pdf)


def test_a_private_number_on_a_picture_is_said_before_it_is_printed(
    printing: BoardPlace, session: Session, bench: Workbench, qtbot: QtBot
) -> None:
    bench.save_organ(replace(papers.office(bench, session.report), phone="13800001234"))
    printing.show_paper("picture")
    settle(qtbot, printing)
    said = printing.print_panel.said.text()
    assert "公开栏的页脚里有手机号码" in said
    assert said.count("未经审查") == 1


def test_a_printer_that_takes_its_time_holds_up_nothing(
    place: BoardPlace, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    answer = threading.Event()

    def slow() -> tuple[Printer, ...]:
        assert answer.wait(30)
        return (a_printer(tmp_path / "printed.pdf"),)

    panel = place.print_panel
    panel.look_for = slow
    place.open(session)
    settle(qtbot, place)
    press(qtbot, place.tool_bar.print)
    qtbot.waitUntil(lambda: place.proofs.is_settled, timeout=60_000)
    assert panel.is_looking
    assert "正在找这台电脑上的打印机" in panel.said.text()
    assert not panel.export.isVisible()  # nobody knows yet that there is none
    assert panel.back.hasFocus()
    answer.set()
    settle(qtbot, place)
    assert panel.print.isEnabled()
    assert panel.printer.hasFocus()
    place.show_paper(REPORT)  # those that were found are known now
    assert not panel.is_looking


def test_a_page_to_try_the_printer_with(printing: BoardPlace, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(printing.printing.sent, timeout=60_000):
        press(qtbot, printing.print_panel.trial)
    text = printing.message_bar.text()
    assert "100 毫米" in text
    assert "打印机留白" in text
    press(qtbot, printing.print_panel.back)
    printing.show_paper(REPORT)
    press(qtbot, printing.tool_bar.print)
    settle(qtbot, printing)
    with qtbot.waitSignal(printing.printing.sent, timeout=60_000):
        press(qtbot, printing.print_panel.trial)
    assert "打印机留白" not in printing.message_bar.text()  # a panel without that field
    assert sizes_mm(tmp_path / "printed.pdf") == [(210, 297)]


def test_what_the_printer_leaves_white_changes_the_sheets(printing: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    margin = printing.print_panel.margin
    margin.setFocus()
    QTest.keyClick(margin, Qt.Key.Key_End)
    settle(qtbot, printing)
    assert printing.settings.wish().printer_margin_mm == 15
    shown = printing.preview.shown
    assert shown is not None
    assert shown.pdf == papers.tile_proof(bench, bench.find(2021), printing.settings.wish())
    assert len(printing.print_panel.ticks.ticks) == len(shown.sizes)


def test_the_report_on_both_sides(printing: BoardPlace, qtbot: QtBot, tmp_path: Path) -> None:
    printing.show_paper(REPORT)
    settle(qtbot, printing)
    panel = printing.print_panel
    assert panel.isVisible()
    assert panel.sides.isVisible()
    assert not panel.margin.isVisible()
    shown = printing.preview.shown
    assert shown is not None
    pages = len(shown.sizes)
    assert panel.print.text() == f"打印 {pages} 张 A4"
    panel.sides.setFocus()
    QTest.keyClick(panel.sides, Qt.Key.Key_Down)
    assert panel.print.text() == f"打印 {pages} 页，用 {(pages + 1) // 2} 张 A4"
    with qtbot.waitSignal(panel.wanted) as asked, qtbot.waitSignal(printing.printing.sent, timeout=60_000):
        press(qtbot, panel.print)
    assert asked.args is not None
    assert asked.args[0].sides == "long"
    assert "量" not in printing.message_bar.text()  # this paper has no ruler
    assert len(sizes_mm(tmp_path / "printed.pdf")) == len(shown.sizes)


def test_sheets_on_larger_paper_are_said(printing: BoardPlace, qtbot: QtBot) -> None:
    panel = printing.print_panel
    assert "100%" in panel.note.text()
    panel.paper.setFocus()
    QTest.keyClick(panel.paper, Qt.Key.Key_Down)
    assert panel.paper.currentText() == "A3"
    assert panel.note.text().startswith("印在 A3 纸中间，还是 A4 那么大。")


def test_a_board_that_no_paper_holds_is_said(
    place: BoardPlace, bench: Workbench, qtbot: QtBot, tmp_path: Path, typist: Typist
) -> None:
    place.print_panel.look_for = lambda: (a_printer(tmp_path / "printed.pdf"),)
    place.open(reports.whole(bench, 2021))
    place.settings.tile.segments()[2].click()
    settle(qtbot, place)
    place.tool_bar.print.click()
    settle(qtbot, place)
    panel = place.print_panel
    assert "841 × 594 毫米" in panel.said.text()
    assert not panel.print.isVisible()
    typist.accept()
    with qtbot.waitSignal(place.exporter.written, timeout=60_000) as written:
        panel.export.click()
    assert written.args is not None
    assert sizes_mm(written.args[0]) == [(841, 594)]


def test_no_printer_is_said_and_the_file_offered(
    place: BoardPlace, bench: Workbench, qtbot: QtBot, opener: Opener
) -> None:
    place.print_panel.look_for = lambda: ()
    place.open(reports.whole(bench, 2021))
    settle(qtbot, place)
    press(qtbot, place.tool_bar.print)
    settle(qtbot, place)
    panel = place.print_panel
    assert panel.said.text().startswith("这台电脑上没有装打印机。报告没有变动。")
    assert panel.export.isVisible()
    assert not panel.printer.isVisible()
    assert not panel.print.isVisible()
    with qtbot.waitSignal(place.exporter.written, timeout=60_000):
        press(qtbot, panel.reader)
    assert len(sizes_mm(opener.opened[0])) > 2


@pytest.mark.parametrize("size", ["标准", "大", "特大"])
def test_nothing_is_cut(printing: BoardPlace, qtbot: QtBot, size: str) -> None:
    reports.dress(size)
    try:
        printing.resize(*reports.SIZE)
        settle(qtbot, printing)
        panel = printing.print_panel
        for part in panel.findChildren(QWidget):
            if part.isVisible():
                assert part.mapTo(panel, part.rect().topRight()).x() < panel.width(), part
                assert part.width() >= min(part.minimumSizeHint().width(), panel.width() - 40), part
    finally:
        reports.dress()
