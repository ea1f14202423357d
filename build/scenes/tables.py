"""Pictures of a table in all its states: cells, blocks, what would balance it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from scenes.camera import LOOKS, SMALL, Camera, desktop, press, settle, with_popup
from scenes.reports import TEXT, fill_workspace, largest

from app.domain.change import Change
from app.domain.report import State
from ui.kit import theme


def cells(camera: Camera, folder: Path) -> None:
    """Every state of a cell in the real table: refused, printed over, doubtful, far from last year; the lower end."""
    from app.workbench import doubts
    from app.workbench.bench import Workbench

    fill_workspace(folder / "cells.db")
    with Workbench.open(folder / "cells.db") as bench:
        report = next(report for report in bench.reports() if report.state is State.DRAFT)
        section, block = largest(bench.form_of(report))
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


def blocks(camera: Camera, folder: Path) -> None:
    """A selected block, what was cut, a block to look at before it is pasted, one that does not fit, the menu."""
    fill_workspace(folder / "blocks.db")
    with desktop(folder, "blocks.db") as made:
        made.open_report(next(report.key for report in made.bench.reports() if report.state is State.DRAFT))
        editor = made.window.page("editor")
        section, block = largest(made.session.form)
        rows, columns = ([leaf.id for leaf in leaves] for leaves in (block.row_leaves(), block.column_leaves()))
        tab = editor.tab(section)
        shift = Qt.KeyboardModifier.ShiftModifier

        def select(row: int, column: int, down: int, right: int) -> None:
            editor.go_to(f"{section}.{rows[row]}.{columns[column]}")
            for key, times in ((Qt.Key.Key_Down, down), (Qt.Key.Key_Right, right)):
                for _ in range(times):
                    press(key, shift)

        def paste(text: str) -> None:
            QApplication.clipboard().setText(text)
            press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

        for look, size_name, name in ((theme.LIGHT, "", "light"), *LOOKS):
            theme.use(theme.Theme(look, size_name))
            settle()
            select(1, 0, 5, 2)
            camera.take(f"12-block-{name}", made.window)
            select(0, 0, 0, 0)
            paste("7\t2\t0\t0\t0\t0\t9\n1\t\t0\t0\t0\t0\t1\n4\t1\t-\t0\t0\t0\t6\n")
            camera.take(f"12-block-paste-{name}", made.window)
            press(Qt.Key.Key_Escape)
        theme.use(theme.Theme())
        select(1, 1, 1, 1)
        press(Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
        select(5, 3, 0, 0)
        camera.take("12-block-cut", made.window)
        press(Qt.Key.Key_Menu)
        camera.keep("12-block-menu", with_popup(made.window, tab.clip.menu))
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
                press(Qt.Key.Key_Down, shift)
            press(Qt.Key.Key_Right, shift)
            camera.take("12-block-stacked", made.window)
        QApplication.clipboard().clear()


def repairs(camera: Camera, folder: Path) -> None:
    """What would balance the table: to choose from, sure by a sentence, exchanged, a column too low, and once done."""
    fill_workspace(folder / "repairs.db")
    with desktop(folder, "repairs.db") as made:
        made.open_report(next(report.key for report in made.bench.reports() if report.state is State.DRAFT))
        session, editor = made.session, made.window.page("editor")
        section, block = largest(session.form)
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
