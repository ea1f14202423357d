"""Pictures of what leaves the program: the board, the A4 report, the stick."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from scenes.camera import DESIGN, LOOKS, SMALL, WIDE, Camera, settle

from ui.kit import theme


def board(camera: Camera, made: Any) -> None:
    """The poster and the A4 report of a report in order that was reviewed; then of one that was changed after that."""
    from app.workbench import secrecy

    secrecy.record(made.bench, made.session.report, "经办人甲")
    made.go("board")
    page = made.window.page("board")
    page.settings.paper.setFocus()
    QTest.keyClick(page.settings.paper, Qt.Key.Key_Home)
    page.settings.tile.segments()[1].click()
    for size, tail in ((DESIGN, ""), (SMALL, "-697"), (WIDE, "-1920")):
        camera.take(f"06-board{tail}", made.window, size)
    for look, size_name, name in LOOKS:
        theme.use(theme.Theme(look, size_name))
        camera.take(f"06-board-{name}", made.window)
    theme.use(theme.Theme())
    _kinds(camera, made, page)
    _printing(camera, made, page)
    _hanging(camera, made, page)
    _reviewing(camera, made, page)


def _kinds(camera: Camera, made: Any, page: Any) -> None:
    """Everything else that is made of a report."""
    from ui.board.kinds import KINDS

    for kind in KINDS[1:]:
        page.show_paper(kind.id)
        camera.take(f"06-kind-{kind.id}", made.window)
    theme.use(theme.Theme(theme.DARK, "特大"))
    camera.take("06-kind-script-dark-xlarge", made.window)
    theme.use(theme.Theme())
    page.show_paper("board")


def _printing(camera: Camera, made: Any, page: Any) -> None:
    """The sheets with one that is left out; then a computer without a printer."""
    from ui.board.printers import Printer

    look = page.print_panel.look_for
    page.print_panel.look_for = lambda: (Printer("党政办的打印机", ("A4", "A3"), both_sides=True),)
    page.show_printing(True)
    settle()
    page.print_panel.ticks.ticks[1].click()
    for size, tail in ((DESIGN, ""), (SMALL, "-697"), (WIDE, "-1920")):
        camera.take(f"13-print{tail}", made.window, size)
    for look_name, size_name, name in LOOKS:
        theme.use(theme.Theme(look_name, size_name))
        camera.take(f"13-print-{name}", made.window)
    theme.use(theme.Theme())
    page.print_panel.look_for = lambda: ()
    page.show_printing(True)
    camera.take("13-print-none", made.window)
    page.print_panel.look_for = look
    page.show_printing(False)


def _hanging(camera: Camera, made: Any, page: Any) -> None:
    """What hangs where, one of them not right any more; and the fields for one more."""
    from datetime import date
    from tempfile import TemporaryDirectory

    from app.domain.change import Change
    from app.workbench import postings

    report = made.session.report
    page.settings.presets.kept.emit("马家村公开栏")
    page.message_bar.close_message()
    with TemporaryDirectory() as folder:
        photo = Path(folder) / "IMG_20230103.jpg"
        page.preview.viewport().grab().save(str(photo))
        for day, place, board, shot in (
            (date(2023, 1, 3), "乡政府大门口", "公开栏海报（A0 横）", photo),
            (date(2023, 1, 5), "马家村村委会", "一图读懂", None),
        ):
            postings.post(made.bench, report, day=day, place=place, board=board, photo=shot)
    postings.take_down(made.bench, report, 2, date(2023, 1, 9))
    text = next(section.id for section in made.session.form.sections if section.kind == "text")
    made.session.apply(Change("补一句", passages={text: report.passages[text] + "今年补了一句。"}))
    page.side_column.turn_to(1)
    for size, tail in ((DESIGN, ""), (SMALL, "-697"), (WIDE, "-1920")):
        camera.take(f"14-hanging{tail}", made.window, size)
    page.postings.add.click()
    for look, size_name, name in LOOKS:
        theme.use(theme.Theme(look, size_name))
        camera.take(f"14-hanging-{name}", made.window)
    theme.use(theme.Theme())
    page.postings.form.leave.click()
    page.side_column.turn_to(0)
    made.session.undo()


def _reviewing(camera: Camera, made: Any, page: Any) -> None:
    """What is private found after the review, and the form of the next one."""
    from app.domain.change import Change

    text = next(section.id for section in made.session.form.sections if section.kind == "text")
    before = made.session.report.passages.get(text, "")
    private = f"{before}\n联系人马占海，138 9711 2345，身份证号630121198503152411。"
    made.session.apply(Change("写联系人", passages={text: private}))
    camera.take("12-review-changed", made.window)
    page.reviewing.card.open()
    for size, tail in ((DESIGN, ""), (SMALL, "-697"), (WIDE, "-1920")):
        camera.take(f"12-review{tail}", made.window, size)
    for look, size_name, name in LOOKS:
        theme.use(theme.Theme(look, size_name))
        camera.take(f"12-review-{name}", made.window)
    theme.use(theme.Theme())
    page.reviewing.card.conclusion.segments()[1].click()
    for size, tail in ((DESIGN, ""), (SMALL, "-697")):
        camera.take(f"12-review-part{tail}", made.window, size)
    theme.use(theme.Theme(*LOOKS[-1][:2]))
    page.reviewing.card.conclusion.segments()[0].click()
    page.reviewing.card.conclusion.segments()[1].click()
    camera.take(f"12-review-part-{LOOKS[-1][2]}", made.window)
    theme.use(theme.Theme())
    page.reviewing.card.leave()
    made.session.undo()


def handover(camera: Camera, made: Any, folder: Path) -> None:
    """A stick (a folder called so), before and after."""
    from ui.handover.drives import LOCKED, Drive, device_of

    stick = folder / "stick"
    stick.mkdir()
    drives = [
        Drive("U 盘（E:）", stick, 12_025_908_428, 15_461_882_265, writable=True, device=device_of(stick)),
        Drive("U 盘（F:）", folder, 0, 0, writable=False, why=LOCKED),
    ]
    made.go("handover")
    page = made.window.page("handover")
    settle()
    page.targets.sticks = lambda: drives
    page.targets.look()
    camera.take("07-handover-ready", made.window)
    page.targets.write.setFocus()
    page.targets.write.click()
    for size, tail in ((DESIGN, ""), (SMALL, "-697")):
        camera.take(f"07-handover{tail}", made.window, size)
    for look, size_name, name in LOOKS:
        theme.use(theme.Theme(look, size_name))
        camera.take(f"07-handover-{name}", made.window)
    theme.use(theme.Theme())


def sheets(camera: Camera, folder: Path) -> None:
    """The A4 report, the poster and both pictures of the year of the sample township, as they print."""
    from app.workbench import papers, printing, sample, secrecy
    from app.workbench.bench import Workbench
    from app.workbench.carriers import writing

    with Workbench.open(folder / "sheets.db") as bench:
        sample.fill(bench)
        report = bench.find(2020)
        secrecy.record(bench, report, "示例审查员")
        pdf = papers.report_proof(bench, report)
        pages = [_page(printing.page_image(pdf, number, 620)) for number in range(printing.page_count(pdf))]
        camera.keep("10-report", _side_by_side(pages))
        poster = papers.board_proof(bench, report, papers.BoardWish("A1")).pdf
        camera.keep("10-poster", _page(printing.page_image(poster, 0, 1366)))
        picture = writing.proof(bench, report, "picture").pdf
        camera.keep("10-picture", _page(printing.page_image(picture, 0, 620)))
        long = QImage.fromData(writing.proof(bench, report, "long").images[0])
        camera.keep(
            "10-long", _side_by_side(_thirds(long.scaledToWidth(400, Qt.TransformationMode.SmoothTransformation)))
        )


def _page(raster: Any) -> QImage:
    return QImage(raster.data, raster.width, raster.height, raster.stride, QImage.Format.Format_RGB32).copy()


def _thirds(tall: QImage) -> list[QImage]:
    """A tall picture as three beside each other: nobody scrolls for it in a manual."""
    high = -(-tall.height() // 3)
    return [tall.copy(0, part * high, tall.width(), high) for part in range(3)]


def _side_by_side(pages: list[QImage]) -> QImage:
    gap = 12
    out = QImage(
        sum(page.width() + gap for page in pages) + gap, pages[0].height() + 2 * gap, QImage.Format.Format_RGB32
    )
    out.fill(QColor("#D9D3C6"))
    painter = QPainter(out)
    for number, page in enumerate(pages):
        painter.drawImage(gap + number * (page.width() + gap), gap, page)
    painter.end()
    return out
