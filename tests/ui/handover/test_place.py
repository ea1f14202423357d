"""The place 交接 with real packages on real disks, by keyboard."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.change import Change
from app.domain.report import State
from app.handover import package
from app.workbench import handing
from app.workbench.bench import Workbench
from tests.brought import brought
from tests.disks import fill_up, small_disk
from tests.ui import reports
from tests.ui.handover.conftest import Socket
from ui.handover import drives
from ui.handover.place import HandoverPlace
from ui.kit.lamp import LampLabel


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key = Qt.Key.Key_Space) -> None:
    """The keyboard on one control."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(widget.hasFocus)
    QTest.keyClick(widget, key)


def wait_for_sticks(qtbot: QtBot, place: HandoverPlace, count: int) -> None:
    place.targets.look()
    qtbot.waitUntil(lambda: len(place.targets.cards) == count)


def wait_written(qtbot: QtBot, place: HandoverPlace) -> None:
    qtbot.waitUntil(lambda: place.pages.currentWidget() is place.done, timeout=60_000)


def test_errors_block_and_lead_to_their_cell(place: HandoverPlace, bench: Workbench, qtbot: QtBot) -> None:
    session = reports.whole(bench, 2021)
    address = reports.with_error(session)
    place.open(session)
    assert place.pages.currentWidget() is place.blocked
    assert not place.targets.write.isEnabled()
    errors = session.result.errors
    assert place.blocked.title.text() == "表里还有 1 格没填"
    assert place.blocked.said.text().startswith("填好才能交接。")
    assert place.blocked.sentences == tuple(error.message for error in errors)
    blank = next(number for number, error in enumerate(errors) if address in error.cells)
    with qtbot.waitSignal(place.go_to_requested) as asked:
        press(qtbot, place.blocked.buttons[blank])
    assert asked.args == [errors[blank].cells[0]]
    session.undo()  # put right elsewhere: the page follows
    assert place.pages.currentWidget() is place.ready


def test_doubts_are_named_before_they_are_handed_over(place: HandoverPlace, bench: Workbench, qtbot: QtBot) -> None:
    session = reports.whole(bench, 2021)
    empty = next(section.id for section in session.form.sections if section.kind == "text")
    place.open(session)
    assert not place.ready.doubts.isVisible()
    session.set_passage(empty, "")
    assert place.pages.currentWidget() is place.ready
    warnings = session.result.warnings
    assert place.ready.doubts.isVisible()
    assert place.ready.doubts.sentences == tuple(item.message for item in warnings)
    assert place.ready.doubts.maximumHeight() < place.height()
    number = next(number for number, item in enumerate(warnings) if item.section == empty)
    with qtbot.waitSignal(place.go_to_requested) as asked:
        press(qtbot, place.ready.doubts.buttons[number])
    assert asked.args == [empty]


def test_written_read_back_and_said_so(
    place: HandoverPlace, bench: Workbench, socket: Socket, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "别人的.txt").write_text("不要动", encoding="utf-8")
    session = reports.whole(bench, 2021)
    place.open(session)
    socket.plug(stick)
    wait_for_sticks(qtbot, place, 1)
    assert place.pages.currentWidget() is place.ready
    with qtbot.waitSignal(place.handed_over, timeout=60_000):
        press(qtbot, place.targets.write)
        assert place.pages.currentWidget() is place.working
        assert not place.targets.write.isEnabled()
        assert place.pages.hasFocus()
    wait_written(qtbot, place)
    assert place.done.title.text() == "写好了，核对过了，可以拔出 U 盘"
    [written] = stick.glob("*.zip")
    proof = package.verify(written)
    assert place.done.code.code().replace(" ", "") == proof.check_code.replace(" ", "")
    assert len(place.done.rows) == len(zipfile.ZipFile(written).namelist())
    said = " ".join(row.accessibleName() for row in place.done.rows)
    assert "PDF，可打印" in said
    assert ".json" not in said
    assert {row.lamp.text() for row in place.done.rows} == {"读回一致"}
    assert (stick / "别人的.txt").read_text(encoding="utf-8") == "不要动"
    assert bench.find(2021).state is State.HANDED_OVER
    assert len(place.past.lines) == 1
    assert place.targets.write.text() == "再写一遍并核对"
    assert place.targets.write.hasFocus()


def test_a_folder_on_the_computer_is_no_stick(
    place: HandoverPlace, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "交区里"
    folder.mkdir()
    place.open(reports.whole(bench, 2021))
    place.targets.use_folder(folder)
    place.targets.write.click()
    wait_written(qtbot, place)
    assert place.done.title.text() == "写好了，核对过了，可以拷走了"
    assert "拔" not in place.done.title.text() + place.done.said.text() + "".join(place.done.steps.lines)


def test_the_folder_is_chosen_by_keyboard(place: HandoverPlace, bench: Workbench, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "交区里"
    folder.mkdir()
    place.open(reports.whole(bench, 2021))

    def type_into_dialog() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None
        field.setText(str(folder))
        QTest.keyClick(field, Qt.Key.Key_Return)

    QTimer.singleShot(200, type_into_dialog)
    press(qtbot, place.targets.folder)
    assert place.targets.drive is not None
    assert place.targets.drive.path == folder
    assert place.targets.write.isEnabled()


def test_sticks_come_and_go(
    place: HandoverPlace, bench: Workbench, socket: Socket, qtbot: QtBot, tmp_path: Path
) -> None:
    place.open(reports.whole(bench, 2021))
    wait_for_sticks(qtbot, place, 0)
    assert not place.targets.empty.isHidden()
    assert not place.targets.write.isEnabled()
    locked = socket.plug(tmp_path, "U 盘（F:）", why=drives.LOCKED)
    wait_for_sticks(qtbot, place, 1)
    assert [lamp.text() for lamp in place.targets.cards[0].findChildren(LampLabel)] == ["写不进"]
    assert place.targets.cards[0].sentence() == drives.LOCKED
    assert not place.targets.write.isEnabled()
    socket.plug(tmp_path, "U 盘（G:）")
    wait_for_sticks(qtbot, place, 2)
    assert place.targets.drive is not None
    assert place.targets.drive.name == "U 盘（G:）"
    socket.sticks.clear()
    wait_for_sticks(qtbot, place, 0)
    assert locked not in socket.sticks
    assert not place.targets.write.isEnabled()


def test_an_answer_that_came_late_does_not_take_the_folder_away(
    place: HandoverPlace, bench: Workbench, socket: Socket, qtbot: QtBot, tmp_path: Path
) -> None:
    place.open(reports.whole(bench, 2021))
    wait_for_sticks(qtbot, place, 0)
    qtbot.waitUntil(lambda: place.targets.is_settled)
    with socket.asleep():  # a dead network drive keeps the system thinking
        place.targets.look()
        place.targets.use_folder(tmp_path)
        assert place.targets.drive is not None
    qtbot.waitUntil(lambda: place.targets.is_settled)
    assert place.targets.drive is not None
    assert place.targets.drive.path == tmp_path
    assert place.targets.write.isEnabled()


def test_sticks_are_looked_for_only_while_the_place_is_shown(place: HandoverPlace, qtbot: QtBot) -> None:
    assert place.targets._timer.isActive()
    place.hide()
    assert not place.targets._timer.isActive()
    place.show()
    assert place.targets._timer.isActive()


def test_a_stick_that_was_pulled(
    place: HandoverPlace, bench: Workbench, socket: Socket, qtbot: QtBot, tmp_path: Path
) -> None:
    """The mount goes, its folder stays: nothing may be written into the folder as if it were the stick."""
    session = reports.whole(bench, 2021)
    before = session.report
    place.open(session)
    with small_disk(tmp_path / "stick", 8192) as stick:
        socket.plug(stick)
        wait_for_sticks(qtbot, place, 1)
    place.targets.write.click()
    qtbot.waitUntil(lambda: bool(place.message_bar.text()), timeout=60_000)
    assert place.message_bar.text().startswith("U 盘已经拔掉了。报告好好的，都在电脑里")
    assert place.message_bar.text().endswith("把 U 盘插回去，再按一次“写入并核对”。")
    assert place.pages.currentWidget() is place.ready
    assert list((tmp_path / "stick").iterdir()) == []
    assert session.report == before
    assert handing.history(bench, session.report) == []


def test_a_full_stick(place: HandoverPlace, bench: Workbench, socket: Socket, qtbot: QtBot, tmp_path: Path) -> None:
    session = reports.whole(bench, 2021)
    place.open(session)
    with small_disk(tmp_path / "stick", 256) as stick:
        filler = fill_up(stick)
        socket.plug(stick)
        wait_for_sticks(qtbot, place, 1)
        place.targets.write.click()
        qtbot.waitUntil(lambda: bool(place.message_bar.text()), timeout=60_000)
        said = place.message_bar.text()
        assert "满" in said
        assert "报告好好的，都在电脑里" in said
        assert list(stick.iterdir()) == [filler]
        filler.unlink()
    assert session.report.state is State.DRAFT
    assert place.pages.currentWidget() is place.ready


def test_stopped_before_anything_was_written(
    place: HandoverPlace, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "交区里"
    folder.mkdir()
    session = reports.whole(bench, 2021)
    place.open(session)
    place.targets.use_folder(folder)
    place.targets.write.click()
    place.working.stop.click()
    qtbot.waitUntil(lambda: bool(place.message_bar.text()), timeout=60_000)
    assert place.message_bar.text() == "停下了，什么也没有写出去。报告好好的，都在电脑里。"
    assert list(folder.iterdir()) == []
    assert session.report.state is State.DRAFT
    assert place.pages.currentWidget() is place.ready
    place.targets.write.click()  # and the next time it goes through
    wait_written(qtbot, place)


def test_stopped_too_late_it_is_proven_all_the_same(
    place: HandoverPlace, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    place.open(reports.whole(bench, 2021))
    place.targets.use_folder(tmp_path)
    place.targets.write.click()
    place.working.stop.setVisible(True)
    qtbot.waitUntil(lambda: any(tmp_path.glob("*.zip")), timeout=60_000)
    place.working.stop.click()
    wait_written(qtbot, place)
    assert bench.find(2021).state is State.HANDED_OVER


def test_a_change_afterwards_takes_the_verdict_back(
    place: HandoverPlace, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    session = reports.whole(bench, 2021)
    place.open(session)
    place.targets.use_folder(tmp_path)
    place.targets.write.click()
    wait_written(qtbot, place)
    passage = next(section.id for section in session.form.sections if section.kind == "text")
    session.apply(Change("改一句", {}, {passage: "又改了一句。"}))
    qtbot.waitUntil(lambda: place.pages.currentWidget() is place.ready)
    assert place.targets.write.text() == "写入并核对"
    place.targets.write.click()
    wait_written(qtbot, place)
    assert len(place.past.lines) == 2
    assert place.past.lines[0].startswith("第 2 次交出")
    codes = {one.check_code for one in handing.history(bench, session.report)}
    assert len(codes) == 2


class Opener(QObject):
    """Takes what the program asks the system to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


def test_the_folder_is_opened(place: HandoverPlace, bench: Workbench, qtbot: QtBot, tmp_path: Path) -> None:
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")  # type: ignore[arg-type]
    try:
        place.open(reports.whole(bench, 2021))
        place.targets.use_folder(tmp_path)
        place.targets.write.click()
        wait_written(qtbot, place)
        press(qtbot, place.done.open)
        assert opener.opened == [tmp_path]
    finally:
        QDesktopServices.unsetUrlHandler("file")


def test_another_report_another_page(place: HandoverPlace, bench: Workbench, qtbot: QtBot, tmp_path: Path) -> None:
    place.open(reports.whole(bench, 2021))
    place.targets.use_folder(tmp_path)
    place.targets.write.click()
    wait_written(qtbot, place)
    place.open(reports.whole(bench, 2022))
    assert place.pages.currentWidget() is place.ready
    assert len(place.past.lines) == 1  # last year's stays in the record
    place.open(None)
    assert place.isVisible()


def test_a_format_of_tomorrow(place: HandoverPlace, bench: Workbench, qtbot: QtBot, tmp_path: Path) -> None:
    form = brought(bench, reports.TOMORROW)
    session = reports.whole(bench, form.first_year)
    assert session.form.id == form.id
    address = reports.with_error(session)
    place.open(session)
    with qtbot.waitSignal(place.go_to_requested) as asked:
        press(qtbot, place.blocked.buttons[0])
    assert asked.args is not None
    assert form.section(asked.args[0].partition(".")[0]) is not None
    session.undo()
    assert session.report.cells[address] == 0
    place.targets.use_folder(tmp_path)
    place.targets.write.click()
    wait_written(qtbot, place)
    [written] = tmp_path.glob("*.zip")
    assert package.verify(written).form.id == form.id


@pytest.mark.parametrize("size", ["标准", "大", "特大"])
def test_every_control_has_a_name_and_room_for_its_words(
    place: HandoverPlace, bench: Workbench, socket: Socket, qtbot: QtBot, tmp_path: Path, size: str
) -> None:
    reports.dress(size)
    try:
        socket.plug(tmp_path)
        place.open(reports.whole(bench, 2021))
        wait_for_sticks(qtbot, place, 1)
        for button in place.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.accessibleName() or button.text(), button
                assert button.width() >= min(button.sizeHint().width(), button.minimumSizeHint().width())
        for label in place.findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText
    finally:
        reports.dress()


def test_in_the_largest_type_nothing_of_what_is_next_is_cut(
    place: HandoverPlace, bench: Workbench, qtbot: QtBot
) -> None:
    reports.dress("特大")
    place.resize(1268, 629)  # what is left of 1366x697
    session = reports.whole(bench, 2021)
    texts = [section.id for section in session.form.sections if section.kind == "text"]
    place.open(session)
    session.apply(Change("清空", {}, dict.fromkeys(texts, "")))
    assert len(place.ready.doubts.sentences) >= 2
    qtbot.wait(50)
    inside = place.ready.page.widget()
    for part in place.ready.steps.findChildren(QWidget):
        assert part.height() >= part.heightForWidth(part.width())
        assert part.height() >= part.sizeHint().height() or part.hasHeightForWidth()
    lowest = place.ready.steps.mapTo(inside, place.ready.steps.rect().bottomLeft()).y()
    assert lowest < inside.height()
    assert place.ready.doubts.height() >= place.ready.doubts.widget().height() // 2
    assert inside.height() <= place.ready.page.viewport().height()


def test_the_record_stays_within_reach_where_there_is_no_room_at_the_right(
    place: HandoverPlace, bench: Workbench, qtbot: QtBot
) -> None:
    place.open(reports.whole(bench, 2021))
    at_right = place.past.mapTo(place, place.past.rect().topLeft()).x()
    assert at_right > place.width() // 2
    for size in ("大", "特大"):
        reports.dress(size)
        place.resize(1268, 629)
        qtbot.waitUntil(lambda: place.past.mapTo(place, place.past.rect().topLeft()).x() == 0)
        assert place.past.isVisible()
        below = place.past.mapTo(place, place.past.rect().topLeft()).y()
        assert below >= place.targets.mapTo(place, place.targets.rect().bottomLeft()).y()
    reports.dress()
    place.resize(*reports.SIZE)
    qtbot.waitUntil(lambda: place.past.mapTo(place, place.past.rect().topLeft()).x() == at_right)
    assert place.past.isVisible()
