"""What a clerk chose once for every report of the workspace, so that nobody has to choose it again."""

from __future__ import annotations

from app.workbench.bench import Workbench

_LAST_BESIDE, _NO = "last_year_beside", "no"


def last_beside(bench: Workbench) -> bool:
    """True where last year's figures stand in small type in the cells; so it is until somebody takes them away."""
    return bench.setting(_LAST_BESIDE) != _NO


def show_last_beside(bench: Workbench, *, show: bool) -> None:
    """Remembers it; raises ``Trouble`` where the workspace cannot be written."""
    bench.save_setting(_LAST_BESIDE, "yes" if show else _NO)
