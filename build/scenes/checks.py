"""Pictures of the 校核 page: everything at once, a reason being written, what passed, nothing left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scenes.camera import LOOKS, SMALL, WIDE, Camera, desktop, settle
from scenes.reports import fill_workspace

from app.checks.totals import total_addresses
from app.domain.change import Change
from app.domain.report import State
from ui.kit import theme

_REST_S = 0.3  # the ways to balance are sought when the hands rest


def checks(camera: Camera, folder: Path) -> None:
    """The page on the report at work; one warning has its reason."""
    from app.workbench.bench import Workbench

    fill_workspace(folder / "checks.db")
    with Workbench.open(folder / "checks.db") as bench:
        draft = next(report for report in bench.reports() if report.state is State.DRAFT)
        session = bench.session(draft.key.year)
        _rise(session)
        warning = next((finding for finding in session.result.warnings if finding.cells), None)
        if warning is not None:
            session.answer(warning, "1 件 2022 年 6 月期满自动失效，没有另行废止", "经办人甲")
    with desktop(folder, "checks.db") as made:
        made.open_report(draft.key)
        made.go("checks")
        page = made.window.page("checks")
        settle(_REST_S)
        for size, tail in (((1366, 768), ""), (SMALL, "-697"), (WIDE, "-1920")):
            camera.take(f"04-checks{tail}", made.window, size)
        for look, size_name, name in LOOKS:
            theme.use(theme.Theme(look, size_name))
            camera.take(f"04-checks-{name}", made.window)
        theme.use(theme.Theme())
        _explain(camera, made, page)
        page.tiles.choose(4)
        camera.take("04-checks-passed", made.window)
        page.tiles.choose(0)
        leaves = [name for name in made.session.form.cells if name not in total_addresses(made.session.form)]
        made.session.apply(Change("全填 0", dict.fromkeys(leaves, 0)))
        settle(_REST_S)
        camera.take("04-checks-few", made.window)


def _rise(session: Any) -> None:
    """A stock that does not follow from last year's, so that there is something to explain."""
    named = [rule for rule in session.form.rules if rule.kind == "rolls_forward" and "stock" in rule.params]
    for rule in named[:1]:
        cells = {f"{rule.params['table']}.{row}.{rule.params['stock']}": 6 for row in rule.params["rows"][-1:]}
        session.apply(Change("改现行有效", cells, who="经办人甲"))


def _explain(camera: Camera, made: Any, page: Any) -> None:
    items = [item for item in page.list.rows.items() if item.deed("reason") is not None]
    if items:
        page.list.setCurrentIndex(page.list.rows.index(page.list.rows.place_of(items[0].key)))
        page.list.ask_reason(items[0])
        settle(_REST_S)
        camera.take("04-checks-reason", made.window)
        page.list.leave_reason()
