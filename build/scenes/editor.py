"""Pictures of the report at work: every part, what lies over a table for a while, texts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from scenes.camera import DESIGN, LOOKS, SMALL, WIDE, Camera, desktop, press, settle, with_popup
from scenes.paper import board, handover
from scenes.reports import WRITTEN, fill_workspace, largest

from app.domain.change import Change
from app.domain.report import State
from ui.kit import theme


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
        section, block = largest(made.session.form)
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
            press(Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
            camera.take(f"01-zero{name}", made.window)
            press(Qt.Key.Key_Escape)
            press(Qt.Key.Key_F1)
            camera.keep(f"01-help{name}", with_popup(made.window, tab.help.box))
            tab.help.box.close()
            press(Qt.Key.Key_F9)
            for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
                press(key)
            camera.take(f"01-steps{name}", made.window)
            press(Qt.Key.Key_Escape)
        theme.use(theme.Theme())
        press(Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
        press(Qt.Key.Key_Return)
        camera.take("01-zero-stated", made.window)
        made.session.undo()


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
        editor.tab(part.id).last.bring[1].click()
        for look, size_name, name in (("", "", "light"), *LOOKS):
            theme.use(theme.Theme(look, size_name))
            camera.take(f"02-text-brought-{name}", made.window)
        theme.use(theme.Theme())
        editor.go_to(fields.id)
        camera.take("02-text-fields-blank", made.window)
        nought = {name: Decimal(0) if spec.unit else 0 for name, spec in form.fields.items()}
        made.session.apply(Change("填费用", nought))
        for look, size_name, name in (("", "", "light"), *LOOKS):
            theme.use(theme.Theme(look, size_name))
            camera.take(f"02-text-fields-{name}", made.window)
        theme.use(theme.Theme())
