"""Pictures of findings where the clerk writes, and of rules that somebody brings on a stick."""

from __future__ import annotations

import shutil
from pathlib import Path

from scenes.camera import DESIGN, LOOKS, SMALL, Camera, desktop, settle

from app.checks import places
from app.domain import live
from app.domain.change import Change
from app.domain.report import State
from ui.kit import theme

# {0} is a live number; what the rules find is in the words themselves.
_WRITTEN = (
    "2022年，本乡按照区委、区政府关于政府信息公开得工作部署，把群众关心的事项及时公开、长期张贴。\n"
    "（一）主动公开\n全年在政府信息公开栏张贴信息64条，其中惠农补贴25条、村务21条、安全生产18条。\n"
    "（二）依申请公开\n新收政府信息公开申请{0}件；予以公开6件，均在法定期限内答复，没有收费。\n"
    "（三）政府信息管理\n落实发布前审查，发布人校对，分管领导审核。\n"
    "（四）政府信息公开平台建设\n乡政府院内公开栏一处，各村公开栏九处。\n"
    "（五）监督保障\n设意见箱1个，收到意见3条，均已答复，没有责任追究的情形。"
)
_LIST = """
id = "local"
title = "本区常见笔误"
[[rule]]
id = "local.words"
kind = "wording"
severity = "warning"
basis = "advice"
message = "{{at}}，{{says}}"
list = "local"
[[entry]]
id = "board"
find = ["公开<蓝>"]
right = "栏"
fires = ["张贴在公开蓝里。"]
quiet = ["张贴在公开栏里{wrong}。"]
"""
_MORE = """
[[entry]]
id = "station"
find = ["便民<展>"]
right = "站"
fires = ["送到便民展。"]
"""
_FULL = (("", "", "light"), *LOOKS)


def findings(camera: Camera, folder: Path) -> None:
    """Waves, the reason with its fix, a reason being written, a line of the cover, a cell."""
    shutil.copyfile(folder / "years.db", folder / "found.db")
    with desktop(folder, "found.db") as made:
        made.open_report(next(report.key for report in made.bench.reports() if report.state is State.DRAFT))
        editor, session = made.window.page("editor"), made.session
        part = next(section for section in session.form.sections if section.figures)
        line = next(iter(session.form.preface_fields))
        written = _WRITTEN.format(live.marker(part.figures[0].cell))
        session.apply(Change("写文字", {}, {part.id: written, line: "国办公开办涵〔2021〕30号"}))
        editor.go_to(part.id)
        tab = editor.tab(part.id)
        for look, size_name, name in _FULL:
            theme.use(theme.Theme(look, size_name))
            for size, low in ((DESIGN, ""), (SMALL, "-697")):
                made.window.resize(*size)
                settle()
                _show_last(tab, part.id)
                camera.take(f"02-found-{name}{low}", made.window, size)
        theme.use(theme.Theme())
        made.window.resize(*DESIGN)
        settle()
        _show_last(tab, part.id)
        tab.reasons.frame.explain.click()
        camera.take("02-found-explain", made.window)
        tab.reasons.close()
        camera.take("02-found-waves", made.window)
        editor.go_to(line)
        camera.take("02-found-cover", made.window)
        cells = {name for section in session.form.sections for name in places.at_cells(session.result, section.id)}
        for cell in sorted(cells)[:1]:
            editor.go_to(cell)
            camera.take("02-found-cell", made.window)


def _show_last(tab: object, passage: str) -> None:
    """The reason of the finding that stands lowest."""
    here = [finding.spots[0] for finding in tab.waves.findings if finding.spots]
    if here:
        tab.show_spot(passage, here[-1].start, here[-1].end)


def rules(camera: Camera, folder: Path) -> None:
    """Rules in use, a file that is looked at, one that fails its examples."""
    from app.workbench import packs
    from ui.settings import rule_deeds

    good, more, bad = folder / "用语.toml", folder / "用语2.toml", folder / "用语3.toml"
    good.write_text(_LIST.format(wrong=""), encoding="utf-8")
    more.write_text(_LIST.format(wrong="") + _MORE, encoding="utf-8")
    bad.write_text(_LIST.format(wrong="，公开蓝本一份"), encoding="utf-8")
    shutil.copyfile(folder / "years.db", folder / "rules.db")
    picks = rule_deeds.pick_file
    with desktop(folder, "rules.db") as made:
        packs.take(made.bench, packs.look(made.bench, good))
        made.go("settings")
        card = made.window.page("settings").rules
        for file, shown, looks in ((more, "seen", _FULL), (bad, "refused", _FULL[:1])):
            rule_deeds.pick_file = lambda *_, file=file: file
            card.add.click()
            settle(0.2)
            for look, size_name, name in looks:
                theme.use(theme.Theme(look, size_name))
                made.window.resize(*DESIGN)
                settle()
                made.window.page("settings").show_part(card.seen)
                camera.take(f"09-rules-{shown}-{name}", made.window)
            theme.use(theme.Theme())
            card.seen.leave.click()
        made.window.page("settings").show_part(card)
        camera.take("09-rules", made.window)
    rule_deeds.pick_file = picks
