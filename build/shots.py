#!/usr/bin/env python3
"""Takes a picture of every screen, in the project's own fonts, at the sizes of the mock-ups.

Usage: build/shots [--out DIR] [--readme] [NAME…]      NAME: only the pictures whose name contains it

The workspace is made anew in a temporary folder, the clock is stopped, so the same program makes the same pictures.
"""

from __future__ import annotations

import argparse
import gc
import inspect
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["GONGKAILAN_NOW"] = "2023-01-10T10:32:05"

from PySide6.QtCore import QEvent, QEventLoop, Qt, QThreadPool, qInstallMessageHandler  # noqa: E402
from PySide6.QtGui import QColor, QImage, QPainter  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from app.domain.change import Change  # noqa: E402
from app.domain.organ import Organ  # noqa: E402
from app.domain.report import State  # noqa: E402
from app.forms.model import Block, Form  # noqa: E402
from app.system import clock  # noqa: E402
from ui.kit import fonts, theme  # noqa: E402

DESIGN, SMALL, WIDE = (1366, 768), (1366, 697), (1920, 1080)
ORGAN = Organ("大才回族乡人民政府", "乡", "湟中区", "0971-0000000", "党政办公室")


class Camera:
    """Writes pictures into a folder; ``wanted`` keeps only names that contain one of these words."""

    def __init__(self, out: Path, wanted: list[str]) -> None:
        self.out, self.wanted = out, wanted
        self.taken: list[Path] = []
        out.mkdir(parents=True, exist_ok=True)

    def wants(self, name: str) -> bool:
        """Whether this picture was asked for."""
        return not self.wanted or any(word in name for word in self.wanted)

    def keep(self, name: str, picture: QImage) -> None:
        """A picture that is made already."""
        if self.wants(name):
            path = self.out / f"{name}.png"
            picture.save(str(path))
            self.taken.append(path)
            print(path)

    def take(self, name: str, window: QWidget, size: tuple[int, int] = DESIGN, *, idle: bool = True) -> None:
        """A picture of the whole window at ``size``."""
        if not self.wants(name):
            return
        window.resize(*size)
        window.activateWindow()
        settle(idle=idle)
        path = self.out / f"{name}.png"
        window.grab().save(str(path))
        self.taken.append(path)
        print(path)


def settle(seconds: float = 0.05, *, idle: bool = True) -> None:
    """Lets Qt do what is waiting, work on other threads included."""
    app = QApplication.instance()
    assert app is not None
    end = time.monotonic() + seconds
    while time.monotonic() < end or (idle and not _at_rest()):
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        time.sleep(0.002)  # the other threads want to run, too
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if time.monotonic() > end + 20:
            raise SystemExit("a screen does not come to rest")
    for _ in range(10):  # a new height travels up through the layouts, one round each
        app.processEvents()


def _at_rest() -> bool:
    """No work under way, and every place that sets paper shows what was asked of it."""
    if not QThreadPool.globalInstance().waitForDone(1):
        return False
    shown = [widget for widget in QApplication.allWidgets() if widget.isVisible()]
    asked = [getattr(widget, "settled", None) for widget in shown]
    return all(ask() for ask in asked if inspect.ismethod(ask))  # a signal may have the same name


@contextmanager
def desktop(folder: Path, name: str, *, practice: bool = False) -> Iterator[object]:
    """The real program on the workspace ``name`` in ``folder``, opened and at rest."""
    from ui.wiring import Desktop

    workspace = folder / name
    made = Desktop(workspace, workspace.with_suffix(".window.json"), clock.today(), practice=practice)
    made.window.open_at("")
    made.window.resize(*DESIGN)
    settle(0.2)
    yield made
    made.window.close()
    made.window.deleteLater()
    settle()


def fill_workspace(path: Path) -> None:
    """Three years: an old paper, one handed over, and the one at work, not in balance on purpose."""
    from app.workbench.bench import Workbench

    with Workbench.open(path) as bench:
        bench.save_organ(ORGAN)
        for year in (2020, 2021, 2022):
            session = bench.start(year)
            session.who = "经办人甲"
            cells = _cells(session.form, AT_WORK if year == 2022 else BEFORE)
            session.apply(Change("填写表三", cells, who="经办人甲"))
            if year < 2022:
                session.fill_zero(None, "经办人甲")
                bench.set_state(session.report.key, State.HANDED_OVER)
            else:
                session.fill_zero(None, "经办人甲")
                session.apply(Change("清空两列", dict.fromkeys(_blanks(session.form)), who="经办人甲"))
            for section in session.form.sections:
                if section.kind == "text" and (year < 2022 or section is session.form.sections[0]):
                    session.set_passage(section.id, TEXT.format(year=year))


def _largest(form: Form) -> tuple[str, Block]:
    """The largest table, by the id of its section."""
    tables = [section for section in form.sections if section.kind == "table"]
    largest = max(tables, key=lambda section: sum(len(b.row_leaves()) * len(b.column_leaves()) for b in section.blocks))
    return largest.id, largest.blocks[0]


def _blanks(form: Form) -> list[str]:
    """Seven cells each in the last two columns that a clerk fills."""
    section, block = _largest(form)
    columns = [column.id for column in block.column_leaves() if not column.sums][-2:]
    return [f"{section}.{row.id}.{column}" for row in block.row_leaves()[7:14] for column in columns]


def _cells(form: Form, figures: tuple[dict[int, int], ...]) -> dict[str, int]:
    """Figures for the largest table: one mapping per column, from the place of the row."""
    section, block = _largest(form)
    rows = [row.id for row in block.row_leaves()]
    columns = [column.id for column in block.column_leaves()]
    return {
        f"{section}.{rows[place]}.{columns[number]}": value
        for number, values in enumerate(figures)
        for place, value in values.items()
    }


# Two columns: 新收, 结转, 予以公开, 部分公开, … by their place; the first column of the year at work is 1 apart.
BEFORE = ({0: 3, 2: 2, -1: 1}, {0: 1, 2: 1})
AT_WORK = ({0: 7, 1: 1, 2: 4, 3: 1, 9: 1, 12: 1}, {0: 2, 2: 1, 12: 1})
TEXT = (
    "{year}年，本乡认真贯彻落实《中华人民共和国政府信息公开条例》，围绕群众关心的事项，及时、准确公开政府信息。\n"
    "（一）主动公开。全年在公开栏张贴信息64条，其中惠农补贴25条，村务21条，安全生产18条。\n"
    "（二）依申请公开。全年新收申请9件，上年结转1件，均在法定期限内答复。\n"
    "（三）政府信息管理。落实发布前审查，发布人校对，分管领导审核。\n"
    "（四）政府信息公开平台建设。乡政府院内公开栏一处，各村公开栏九处。\n"
    "（五）监督保障。设意见箱一个，收到意见三条，均已答复，没有责任追究的情形。"
)


# Offered figures are put in by their order; {blank} is one that nobody has filled in.
WRITTEN = (
    "全年认真落实《中华人民共和国政府信息公开条例》，把群众关心的事项及时公开、长期张贴。现将一年来的情况报告如下。\n"
    "（一）主动公开\n全年张贴信息64条，其中惠农补贴25条，村务21条。制发行政规范性文件{3}件，作出行政处罚{4}件。\n"
    "（二）依申请公开\n新收政府信息公开申请{0}件，予以公开{1}件，结转下年度{2}件；收取信息处理费{blank}件。\n"
    "（三）政府信息管理\n落实发布前审查，发布人校对，分管领导审核。公开内容每季度自查一次。\n"
    "（四）监督保障\n设意见箱一个，收到意见三条，均已答复，没有责任追究的情形。"
)


def parts(camera: Camera) -> None:
    """Every part of the kit."""
    from tests.ui.kit.parts import Parts

    for look in (theme.LIGHT, theme.DARK, theme.HIGH_CONTRAST):
        theme.use(theme.Theme(look))
        page = Parts()
        page.resize(*DESIGN)
        page.show()
        page.work()
        settle(0.9, idle=False)
        camera.take(f"00-parts-{look}", page, idle=False)
        page.rest()
        page.deleteLater()
    theme.use(theme.Theme())


def first_start(camera: Camera, folder: Path) -> None:
    """The four questions."""
    with desktop(folder, "first.db") as made:
        camera.take("03-home-first-start", made.window)
        made.start.first.name.setText(ORGAN.name)
        made.start.first.name.textEdited.emit(ORGAN.name)
        camera.take("03-home-first-start-typed", made.window)
        made.start.first.save.click()
        camera.take("03-home-first-year", made.window)


def home(camera: Camera, folder: Path) -> None:
    """Years as cards, and what the page asks."""
    with desktop(folder, "years.db") as made:
        for size, name in ((DESIGN, ""), (SMALL, "-697"), (WIDE, "-1920")):
            camera.take(f"03-home{name}", made.window, size)
        made.deeds.ask_new()
        camera.take("03-home-new", made.window)
        made.start.clear_notice()
        for look, size_name, name in LOOKS:
            theme.use(theme.Theme(look, size_name))
            camera.take(f"03-home-{name}", made.window)
        theme.use(theme.Theme())
        made.go("settings")
        camera.take("09-settings", made.window)


def beginning(camera: Camera, folder: Path) -> None:
    """A year that begins with last year's report, and the cover with what its preface says."""
    shutil.copyfile(folder / "years.db", folder / "begin.db")
    with desktop(folder, "begin.db") as made:
        session = made.bench.session(2022)
        session.set_passage(session.form.passage_ids[4], "乡政府门户网站")
        made.deeds.ask_new()
        made.start.notice.year.setText("2023")
        for look, size_name, name in ((theme.LIGHT, "", "light"), *LOOKS):
            theme.use(theme.Theme(look, size_name))
            camera.take(f"03-home-begin-{name}", made.window)
        theme.use(theme.Theme())
        made.start.notice.year_given.emit(2022 + 1)
        made.start.notice.buttons[0].click()  # 2023 is not over on the day of the pictures
        camera.take("03-home-begun", made.window)
        editor = made.window.page("editor")
        editor.go_to(session.form.passage_ids[6])
        made.window.messages.close_message()
        for look, size_name, name in ((theme.LIGHT, "", "light"), *LOOKS):
            theme.use(theme.Theme(look, size_name))
            for size, tail in ((DESIGN, ""), (SMALL, "-697")):
                camera.take(f"02-cover-{name}{tail}", made.window, size)
        theme.use(theme.Theme())


def places(camera: Camera, folder: Path) -> None:
    """Every place that works on a report."""
    with desktop(folder, "years.db") as made:
        made.open_report(next(report.key for report in made.bench.reports() if report.state is State.DRAFT))
        editor = made.window.page("editor")
        for number in range(editor.tabs.count()):
            editor.tabs.setCurrentIndex(number)
            camera.take(f"01-tab-{number}", made.window)
        editor.tabs.setCurrentIndex(3)
        for size, name in ((SMALL, "-697"), (WIDE, "-1920")):
            camera.take(f"01-tab-3{name}", made.window, size)
        for look, size_name, name in LOOKS:
            theme.use(theme.Theme(look, size_name))
            camera.take(f"01-tab-3-{name}", made.window)
        theme.use(theme.Theme())
        made.go("handover")
        camera.take("07-handover-blocked", made.window)
        done = next(report for report in made.bench.reports() if report.state is not State.DRAFT)
        made.open_report(done.key)
        board(camera, made)
        handover(camera, made, folder)


def statements(camera: Camera, folder: Path) -> None:
    """Who states zero, everything about a cell, and every step: what lies over the table for a while."""
    with desktop(folder, "years.db") as made:
        made.bench.save_clerk("王小梅")
        report = next(report for report in made.bench.reports() if report.state is State.DRAFT)
        made.open_report(report.key)
        editor = made.window.page("editor")
        section, block = _largest(made.session.form)
        cell = f"{section}.{block.row_leaves()[2].id}.{block.column_leaves()[0].id}"
        for figure in ("5", "6"):
            made.session.set_cell(cell, figure)
        made.session.undo()
        editor.go_to(cell)
        tab = editor.tab(section)
        settle(0.2)
        for look, size_name, name in ((theme.LIGHT, "", ""), *((look, size, f"-{name}") for look, size, name in LOOKS)):
            theme.use(theme.Theme(look, size_name))
            made.window.resize(*DESIGN)
            settle()
            _press(Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
            camera.take(f"01-zero{name}", made.window)
            _press(Qt.Key.Key_Escape)
            _press(Qt.Key.Key_F1)
            camera.keep(f"01-help{name}", _with_popup(made.window, tab.help.box))
            tab.help.box.close()
            _press(Qt.Key.Key_F9)
            for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
                _press(key)
            camera.take(f"01-steps{name}", made.window)
            _press(Qt.Key.Key_Escape)
        theme.use(theme.Theme())
        _press(Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
        _press(Qt.Key.Key_Return)
        camera.take("01-zero-stated", made.window)
        made.session.undo()


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    settle()


def _with_popup(window: QWidget, popup: QWidget) -> QImage:
    """The window with what floats over it in a window of its own."""
    picture = window.grab()
    painter = QPainter(picture)
    painter.drawPixmap(window.mapFromGlobal(popup.pos()), popup.grab())
    painter.end()
    return picture.toImage()


def repairs(camera: Camera, folder: Path) -> None:
    """What would balance the table: to choose from, sure by a sentence, exchanged, a column too low, and once done."""
    fill_workspace(folder / "repairs.db")
    with desktop(folder, "repairs.db") as made:
        made.open_report(next(report.key for report in made.bench.reports() if report.state is State.DRAFT))
        session, editor = made.session, made.window.page("editor")
        section, block = _largest(session.form)
        rows, columns = ([leaf.id for leaf in leaves] for leaves in (block.row_leaves(), block.column_leaves()))
        cell = [[f"{section}.{row}.{column}" for row in rows[:6]] for column in columns[:2]]
        card = editor.tab(section).panel.card

        def shoot(name: str) -> None:
            editor.go_to(cell[0][2])
            settle(0.3)  # the hands rest
            camera.take(f"04-repair-{name}", made.window)

        def state(figures: dict[str, int | None], text: str = "") -> None:
            words = {session.form.sections[0].id: f"{TEXT.format(year=2022)}\n{text}"} if text else {}
            session.apply(Change("填数", figures, words))

        shoot("choose")
        card.box.more.click()
        shoot("choose-all")
        card.box.more.click()
        state({}, text="全年答复申请，予以公开6件，部分公开1件。")
        for look, size_name, name in ((theme.LIGHT, "", "light"), *LOOKS):
            theme.use(theme.Theme(look, size_name))
            shoot(f"sure-{name}")
        editor.tab(section).fix.all.click()
        shoot("sure-xlarge-panel")
        theme.use(theme.Theme())
        settle(0.3)
        card.box.do.click()
        settle()
        camera.take("04-repair-done", made.window)
        state({cell[0][2]: 1, cell[1][2]: 5})
        shoot("swap")
        state({cell[0][0]: 0, cell[0][1]: 7, cell[0][2]: 1, cell[0][3]: 5, cell[0][4]: 1, cell[1][2]: 1})
        shoot("shift")


def blocks(camera: Camera, folder: Path) -> None:
    """A selected block, what was cut, a block to look at before it is pasted, one that does not fit, the menu."""
    fill_workspace(folder / "blocks.db")
    with desktop(folder, "blocks.db") as made:
        made.open_report(next(report.key for report in made.bench.reports() if report.state is State.DRAFT))
        editor = made.window.page("editor")
        section, block = _largest(made.session.form)
        rows, columns = ([leaf.id for leaf in leaves] for leaves in (block.row_leaves(), block.column_leaves()))
        tab = editor.tab(section)
        shift = Qt.KeyboardModifier.ShiftModifier

        def select(row: int, column: int, down: int, right: int) -> None:
            editor.go_to(f"{section}.{rows[row]}.{columns[column]}")
            for key, times in ((Qt.Key.Key_Down, down), (Qt.Key.Key_Right, right)):
                for _ in range(times):
                    _press(key, shift)

        def paste(text: str) -> None:
            QApplication.clipboard().setText(text)
            _press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

        for look, size_name, name in ((theme.LIGHT, "", "light"), *LOOKS):
            theme.use(theme.Theme(look, size_name))
            settle()
            select(1, 0, 5, 2)
            camera.take(f"12-block-{name}", made.window)
            select(0, 0, 0, 0)
            paste("7\t2\t0\t0\t0\t0\t9\n1\t\t0\t0\t0\t0\t1\n4\t1\t-\t0\t0\t0\t6\n")
            camera.take(f"12-block-paste-{name}", made.window)
            _press(Qt.Key.Key_Escape)
        theme.use(theme.Theme())
        select(1, 1, 1, 1)
        _press(Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
        select(5, 3, 0, 0)
        camera.take("12-block-cut", made.window)
        _press(Qt.Key.Key_Menu)
        camera.keep("12-block-menu", _with_popup(made.window, tab.clip.menu))
        tab.clip.menu.close()
        paste("1\t2\t3\t4\t5\t6\t7\t8")
        camera.take("12-block-refused", made.window)
        editor.message.close_message()
        paste("1\t2\n3\t4")
        camera.take("12-block-pasted", made.window)
        tab.view.column_heads.chosen.emit(tab.model.shape.heads[2], False)
        camera.take("12-block-columns", made.window)
        stacked = next((one for one in made.session.form.sections if len(one.blocks) > 1), None)
        if stacked is not None:
            editor.go_to(next(a for a in made.session.form.cells if a.startswith(stacked.id + ".")))
            for _ in range(3):
                _press(Qt.Key.Key_Down, shift)
            _press(Qt.Key.Key_Right, shift)
            camera.take("12-block-stacked", made.window)
        QApplication.clipboard().clear()


def cells(camera: Camera, folder: Path) -> None:
    """Every state of a cell in the real table: refused, printed over, doubtful, far from last year; the lower end."""
    from app.workbench import doubts
    from app.workbench.bench import Workbench

    fill_workspace(folder / "cells.db")
    with Workbench.open(folder / "cells.db") as bench:
        report = next(report for report in bench.reports() if report.state is State.DRAFT)
        section, block = _largest(bench.form_of(report))
        rows, columns = ([leaf.id for leaf in leaves] for leaves in (block.row_leaves(), block.column_leaves()))
        names = [[f"{section}.{row}.{column}" for column in columns] for row in rows]
        unsure = (names[1][0], 1, "原件上这个数描过，可能是 7。"), (names[5][3], 0, "上年的数，今年还要再看一眼。")
        doubts.save(bench, report.key, [doubts.Doubt(*doubt) for doubt in unsure])
    with desktop(folder, "cells.db") as made:
        made.open_report(report.key)
        editor = made.window.page("editor")
        for row, column, text in ((0, 0, "42"), (2, 0, "1250"), (3, 1, "1o"), (4, 2, "7"), (2, -1, "9")):
            editor.go_to(names[row][column])
            QTest.keyClicks(QApplication.focusWidget(), text)
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        for look, size_name, name in (("", "", "light"), *LOOKS):
            theme.use(theme.Theme(look, size_name))
            editor.go_to(names[1][0])
            camera.take(f"02-cells-{name}", made.window)
            editor.go_to(names[-1][-2])
            camera.take(f"02-cells-{name}-foot", made.window)
            camera.take(f"02-cells-{name}-697", made.window, SMALL)
        theme.use(theme.Theme())
        editor.go_to(names[3][1])
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)  # what was refused would keep the window open


def texts(camera: Camera, folder: Path) -> None:
    """A text part: live numbers, one still blank, last year beside; the search; figures that write a sentence."""
    from app.domain import live
    from app.workbench.bench import Workbench

    fill_workspace(folder / "texts.db")
    with Workbench.open(folder / "texts.db") as bench:
        draft = next(report for report in bench.reports() if report.state is State.DRAFT)
        session = bench.session(draft.key.year)
        form = session.form
        part = next(section for section in form.sections if section.figures)
        fields = next((section for section in form.sections if section.fields), part)
        cells = [live.marker(item.cell) for item in part.figures]
        blank = live.marker(next(iter(form.fields), part.figures[0].cell))
        session.apply(Change("写文字", dict.fromkeys(form.fields), {part.id: WRITTEN.format(*cells, blank=blank)}))
        key = draft.key
    with desktop(folder, "texts.db") as made:
        made.open_report(key)
        editor = made.window.page("editor")
        editor.go_to(part.id)
        for size, name in ((DESIGN, ""), (SMALL, "-697"), (WIDE, "-1920")):
            camera.take(f"02-text{name}", made.window, size)
        for look, size_name, name in LOOKS:
            theme.use(theme.Theme(look, size_name))
            camera.take(f"02-text-{name}", made.window)
            camera.take(f"02-text-{name}-697", made.window, SMALL)
        theme.use(theme.Theme())
        camera.take("02-text-back", made.window)
        page = editor.tab(part.id).page
        QTest.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        for look, size_name, name in (("", "", "light"), *LOOKS):
            theme.use(theme.Theme(look, size_name))
            QTest.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
            camera.take(f"02-text-search-{name}", made.window)
        theme.use(theme.Theme())
        editor.go_to(fields.id)
        camera.take("02-text-fields-blank", made.window)
        nought = {name: Decimal(0) if spec.unit else 0 for name, spec in form.fields.items()}
        made.session.apply(Change("填费用", nought))
        for look, size_name, name in (("", "", "light"), *LOOKS):
            theme.use(theme.Theme(look, size_name))
            camera.take(f"02-text-fields-{name}", made.window)
        theme.use(theme.Theme())


def board(camera: Camera, made: Any) -> None:
    """The poster and the A4 report of a report in order."""
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
    page.tool_bar.paper.segments()[1].click()
    camera.take("06-board-report", made.window)


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


def practice(camera: Camera, folder: Path) -> None:
    """The practice township: the first task, one with a paper and a hint, folded, a text, the score."""
    from app.workbench import practice as practising
    from app.workbench.practice_story import story, value_of

    with desktop(folder, "practice.db", practice=True) as made:
        made.open_report(practising.key_of(story()))
        strip = made._guide.strip
        camera.take("11-practice-first", made.window)
        for task in story().tasks:
            if task.paper and "自然人" in task.paper:
                strip.locate.click()
                strip.hint.click()
                for size, tail in ((DESIGN, ""), (SMALL, "-697"), (WIDE, "-1920")):
                    camera.take(f"11-practice-paper{tail}", made.window, size)
                for look, size_name, name in LOOKS:
                    theme.use(theme.Theme(look, size_name))
                    camera.take(f"11-practice-paper-{name}", made.window)
                    if size_name:
                        strip.locate.click()
                        camera.take(f"11-practice-located-{name}", made.window, SMALL)
                theme.use(theme.Theme())
                strip.hint.click()  # shows the words again, where they had made room
                strip.fold.click()
                camera.take("11-practice-folded", made.window, SMALL)
                strip.fold.click()
            if task.solve.replace:
                strip.locate.click()
                camera.take(f"11-practice-{task.id}", made.window)
                strip.locate.setFocus()  # a text that has the keyboard is not written over
            texts = {}
            for passage, (old, new) in task.solve.replace.items():
                said = made.session.report.passages[passage]
                texts[passage] = said.replace(old, new) if old else said + new
            cells = {a: value_of(made.session.form, a, figure) for a, figure in task.solve.cells.items()}
            made.session.apply(Change(task.title, cells, texts, who="练习员"))
        for look, size_name, name in (("", "", ""), *LOOKS):
            theme.use(theme.Theme(look, size_name))
            camera.take(f"11-practice-score{'-' + name if name else ''}", made.window)
        theme.use(theme.Theme())


def sheets(camera: Camera, folder: Path) -> None:
    """The A4 report and the poster of the sample township, as they print."""
    from app.workbench import papers, sample
    from app.workbench.bench import Workbench

    with Workbench.open(folder / "sheets.db") as bench:
        sample.fill(bench)
        report = bench.find(2020)
        pdf = papers.report_proof(bench, report)
        pages = [_page(papers.page_image(pdf, number, 620)) for number in range(papers.page_count(pdf))]
        camera.keep("10-report", _side_by_side(pages))
        poster = papers.board_proof(bench, report, papers.BoardWish("A1")).pdf
        camera.keep("10-poster", _page(papers.page_image(poster, 0, 1366)))


def _page(raster: Any) -> QImage:
    return QImage(raster.data, raster.width, raster.height, raster.stride, QImage.Format.Format_RGB32).copy()


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


# What the README shows, by the name it has there.
README = {
    "requests": "01-tab-3",
    "board": "06-board",
    "handover": "07-handover",
    "home": "03-home",
    "practice": "11-practice-paper",
    "report": "10-report",
    "poster": "10-poster",
}

LOOKS = (
    (theme.DARK, "", "dark"),
    (theme.HIGH_CONTRAST, "", "contrast"),
    (theme.LIGHT, "大", "large"),
    (theme.LIGHT, "特大", "xlarge"),
)


def main() -> int:
    """Takes the pictures; prints each path."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "screens")
    parser.add_argument("--readme", action="store_true", help="also renew the pictures that README.md shows")
    parser.add_argument("names", nargs="*")
    wish = parser.parse_args()
    app = QApplication(["gongkailan"])
    qInstallMessageHandler(lambda level, context, text: None if "does not support" in text else print(text))
    fonts.load()
    camera = Camera(wish.out, wish.names)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill_workspace(folder / "years.db")
        steps: tuple[Callable[[], None], ...] = (
            lambda: parts(camera),
            lambda: first_start(camera, folder),
            lambda: home(camera, folder),
            lambda: beginning(camera, folder),
            lambda: cells(camera, folder),
            lambda: repairs(camera, folder),
            lambda: blocks(camera, folder),
            lambda: places(camera, folder),
            lambda: texts(camera, folder),
            lambda: practice(camera, folder),
            lambda: statements(camera, folder),
            lambda: sheets(camera, folder),
        )
        gc.disable()  # as in the program: collected between the scenes, in the thread where Qt objects may die
        for step in steps:
            step()
            gc.collect()
    if wish.readme:
        target = ROOT / "resources" / "help" / "pictures"
        target.mkdir(parents=True, exist_ok=True)
        for shown, taken in README.items():
            shutil.copyfile(wish.out / f"{taken}.png", target / f"{shown}.png")
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
