"""Pictures of the parts, of the first page and of what it asks, of a year that begins, and of practice."""

from __future__ import annotations

import shutil
from pathlib import Path

from scenes.camera import DESIGN, LOOKS, SMALL, WIDE, Camera, desktop, settle
from scenes.reports import ORGAN

from app.domain.change import Change
from ui.kit import theme


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
        camera.take("09-settings-697", made.window, SMALL)
        for look, size_name, name in LOOKS:
            theme.use(theme.Theme(look, size_name))
            camera.take(f"09-settings-{name}", made.window)
        theme.use(theme.Theme())


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


def practice(camera: Camera, folder: Path) -> None:
    """The practice township: the first task, one with a paper and a hint, folded, a text, the score."""
    from app.workbench import practice as practising
    from app.workbench.practice_story import story, value_of

    with desktop(folder, "practice.db", practice=True) as made:
        made.open_report(practising.key_of(story()))
        strip = made.practising.guide.strip
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
