"""The A4 report in the place: what is shown is what is written; files by keyboard; troubles in three parts."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.checks.totals import total_addresses
from app.workbench import doubts, issuing, papers
from app.workbench.bench import Workbench
from app.workbench.doubts import Doubt
from tests.brought import brought
from tests.disks import read_only
from tests.ui import reports
from tests.ui.board.conftest import Opener, Typist
from ui.board.place import REPORT, BoardPlace
from ui.kit.prose import Prose


def press(qtbot: QtBot, widget: QWidget) -> None:
    """The keyboard on one control."""
    widget.activateWindow()  # a dialog may have been open
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(widget.hasFocus)
    QTest.keyClick(widget, Qt.Key.Key_Space)


def settle(qtbot: QtBot, place: BoardPlace) -> None:
    qtbot.waitUntil(place.settled, timeout=60_000)


def open_report(qtbot: QtBot, place: BoardPlace, bench: Workbench, year: int = 2021) -> None:
    place.show_paper(REPORT)
    place.open(reports.whole(bench, year))
    settle(qtbot, place)


def test_exported_by_keyboard(
    place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist, opener: Opener, tmp_path: Path
) -> None:
    open_report(qtbot, place, bench)
    proof = papers.report_proof(bench, bench.find(2021))
    typist.accept()
    with qtbot.waitSignal(place.exporter.written, timeout=60_000) as written:
        press(qtbot, place.tool_bar.export)
    assert written.args == [tmp_path / "out" / typist.proposed]
    assert typist.proposed == papers.title(bench, bench.find(2021)) + ".pdf"
    assert (tmp_path / "out" / typist.proposed).read_bytes() == proof
    said = place.message_bar.text()
    assert said.startswith(f"已导出到“out”：{typist.proposed}。")
    press(qtbot, place.message_bar.findChildren(QWidget)[1])
    assert opener.opened == [tmp_path / "out"]


@pytest.mark.qt_log_ignore("openDocument")  # nothing opens anything on a screen that is not there
def test_a_folder_that_nothing_opens_is_said(
    place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist, tmp_path: Path
) -> None:
    open_report(qtbot, place, bench)
    typist.accept()
    with qtbot.waitSignal(place.exporter.written, timeout=60_000):
        place.tool_bar.export.click()
    press(qtbot, place.message_bar.findChildren(QWidget)[1])
    said = place.message_bar.text()
    assert said.startswith(f"打不开文件夹，文件在 {tmp_path / 'out'}。")
    assert typist.proposed in said


def test_the_note_under_the_signature_is_true(place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    session = reports.whole(bench, 2021)
    place.show_paper(REPORT)
    place.open(session)
    settle(qtbot, place)
    said = [prose.text() for prose in place.carrier_form.signature.findChildren(Prose)]
    assert any("2022年1月18日（今天；还没有定）" in words for words in said)
    place.hide()
    issuing.save_issued(bench, session.report, date(2022, 1, 5))
    place.show()
    settle(qtbot, place)
    said = [prose.text() for prose in place.carrier_form.signature.findChildren(Prose)]
    assert "2022年1月5日" in said
    assert any("封面上的成文日期" in words for words in said)
    assert not any("第一次导出" in words for words in said)


def test_a_name_without_its_ending_gets_it_and_the_folder_is_remembered(
    place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist, tmp_path: Path
) -> None:
    open_report(qtbot, place, bench)
    other = tmp_path / "别处"
    other.mkdir()
    typist.accept(str(other / "报告"))
    with qtbot.waitSignal(place.exporter.written, timeout=60_000):
        place.tool_bar.export.click()
    assert [path.name for path in other.iterdir()] == ["报告.pdf"]
    typist.accept("第二份")
    with qtbot.waitSignal(place.exporter.written, timeout=60_000):
        place.tool_bar.export.click()
    assert sorted(path.name for path in other.iterdir()) == ["报告.pdf", "第二份.pdf"]


def test_giving_up_writes_nothing(
    place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist, tmp_path: Path
) -> None:
    open_report(qtbot, place, bench)
    typist.give_up()
    place.tool_bar.export.click()
    assert list((tmp_path / "out").iterdir()) == []
    assert place.message_bar.isHidden()
    assert not place.exporter.is_busy


def test_a_folder_that_takes_nothing_is_said(
    place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist, tmp_path: Path
) -> None:
    open_report(qtbot, place, bench)
    folder = tmp_path / "只读"
    folder.mkdir()
    with read_only(folder):
        typist.accept(str(folder / "报告.pdf"))
        place.tool_bar.export.click()
        qtbot.waitUntil(lambda: not place.message_bar.isHidden(), timeout=60_000)
        assert list(folder.iterdir()) == []
    said = place.message_bar.text()
    assert place.message_bar.kind == "bad"
    assert said.count("。") >= 3
    assert str(folder) not in said
    assert not place.exporter.is_busy


def test_opened_to_be_printed(place: BoardPlace, bench: Workbench, qtbot: QtBot, opener: Opener) -> None:
    open_report(qtbot, place, bench)
    with qtbot.waitSignal(place.exporter.written, timeout=60_000):
        place.tool_bar.print.click()
        press(qtbot, place.print_panel.reader)
    [file] = opener.opened
    assert file.read_bytes() == papers.report_proof(bench, bench.find(2021))
    assert "实际大小" in place.message_bar.text()
    with qtbot.waitSignal(place.exporter.written, timeout=60_000):
        place.print_panel.reader.click()
    assert not file.exists()  # the file of the print before has gone
    assert opener.opened[1].exists()


def test_the_preview_follows_the_report(place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    open_report(qtbot, place, bench)
    session = bench.session(2021)
    passage = next(section.id for section in session.form.sections if section.kind == "text")
    from app.domain.change import Change

    before = place.preview.grab().toImage()
    session.apply(Change("写长", {}, {passage: "公开栏里的字写得很长很长。" * 120}))
    settle(qtbot, place)
    assert place.preview.grab().toImage() != before
    pages = len(pypdfium2.PdfDocument(papers.report_proof(bench, session.report)))
    assert place.side.count.text() == f"共 {pages} 页"
    assert place.preview.accessibleName() == f"预览：A4 报告，共 {pages} 页"


def test_a_place_out_of_view_sets_nothing(place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    place.hide()
    place.show_paper(REPORT)
    place.open(reports.whole(bench, 2021))
    assert place.settled()
    assert place.side.count.text() == ""
    place.show()
    settle(qtbot, place)
    assert place.side.count.text() != ""


def test_errors_come_first_but_stop_nobody(
    place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist, tmp_path: Path
) -> None:
    session = reports.whole(bench, 2021)
    reports.with_error(session)
    place.show_paper(REPORT)
    place.open(session)
    assert place.findings_bar.text() == "张贴前看一眼：表里还有 1 格没填。可以先改，也可以照样做。"
    settle(qtbot, place)
    typist.accept()
    with qtbot.waitSignal(place.exporter.written, timeout=60_000):
        place.tool_bar.export.click()
    assert len(list((tmp_path / "out").iterdir())) == 1
    with qtbot.waitSignal(place.go_to_requested) as asked:
        press(qtbot, place.findings_bar.findChildren(QWidget)[1])
    assert asked.args is not None
    assert asked.args[0] in session.form.cells
    session.undo()
    assert place.findings_bar.isHidden()


def test_a_format_of_tomorrow(place: BoardPlace, bench: Workbench, qtbot: QtBot, typist: Typist) -> None:
    form = brought(bench, reports.TOMORROW)
    open_report(qtbot, place, bench, form.first_year)
    typist.accept()
    with qtbot.waitSignal(place.exporter.written, timeout=60_000) as written:
        place.tool_bar.export.click()
    assert written.args is not None
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(written.args[0]))
    squeezed = "".join(text.split())
    for section in form.sections:
        assert "".join(section.heading.split()) in squeezed


def test_open_doubts_are_said_and_lead_to_their_list(place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    session = reports.whole(bench, 2021)
    first, second = [name for name in session.form.cells if session.values[name] == 0][:2]
    doubts.save(bench, session.report.key, [Doubt(name, 0, "上年是 5。") for name in (second, first)])
    place.open(session)
    assert place.findings_bar.text() == "还有 2 处要说明。改正，或者写一句理由，再张贴。"
    with qtbot.waitSignal(place.list_requested):
        press(qtbot, place.findings_bar.findChildren(QWidget)[1])
    for name in (first, second):
        doubts.settle(bench, session.report.key, name)
    place.hide()
    place.show()
    assert place.findings_bar.isHidden()


def test_doubts_are_said_beside_errors(place: BoardPlace, bench: Workbench) -> None:
    session = reports.whole(bench, 2021)
    leaves = [name for name in session.form.cells if name not in total_addresses(session.form)]
    doubts.save(bench, session.report.key, [Doubt(leaves[-1], 0, "上年是 5。")])
    reports.with_error(session)
    place.open(session)
    assert place.findings_bar.text() == ("张贴前看一眼：表里还有 1 格没填。可以先改，也可以照样做；还有 1 处要说明。")
