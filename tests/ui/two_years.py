"""An office with two years: last year's report handed over, this year's with something wrong in it."""

from pathlib import Path

from app.domain.report import ReportKey, State
from tests.ui.reports import ORGAN, open_bench, whole, with_error
from ui.editor.place import EditorPlace
from ui.wiring import Desktop

KEY = ReportKey(ORGAN.short_name, 2022)


def make(folder: Path) -> Path:
    """Their workspace."""
    with open_bench(folder) as bench:
        bench.set_state(whole(bench, KEY.year - 1).report.key, State.HANDED_OVER)
        with_error(whole(bench, KEY.year))
    return folder / "gongkailan.db"


def editor(made: Desktop) -> EditorPlace:
    """This year's report, open."""
    made.open_report(KEY)
    place = made.window.page("editor")
    assert isinstance(place, EditorPlace)
    return place
