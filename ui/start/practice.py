"""The practice township: a workspace of its own, so that play and work never mix."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.system import paths

if TYPE_CHECKING:
    from app.domain.report import ReportKey
    from app.workbench.bench import Workbench

_NAME = "practice.db"
_SAMPLE = "sample.db"  # as app.workbench.sample has it; a test compares


def workspace() -> Path:
    """Where the practice township of this user lies."""
    return practice_workspace(paths.default_workspace())


def own_workspace(opened: Path) -> Path:
    """The office's own workspace, where ``opened`` is what the program was started with."""
    return paths.default_workspace() if is_practice(opened) else opened


def practice_workspace(default: Path) -> Path:
    """Where the practice township lies: beside the office's own workspace."""
    return default.with_name(_NAME)


def sample_workspace(default: Path) -> Path:
    """Where the township that is shown lies, the one whose figures are those of a real paper."""
    return default.with_name(_SAMPLE)


def is_practice(workspace: Path) -> bool:
    """True for the workspaces in which nothing is real work."""
    return workspace.name in (_NAME, _SAMPLE)


def fill(bench: Workbench) -> None:
    """Puts the township into its workspace, as far as it is not there yet."""
    if bench.path.name == _NAME:
        practised(bench)
    else:
        from app.workbench import sample

        sample.fill(bench)


def practised(bench: Workbench) -> ReportKey:
    """The report to practise on, put there where it is not yet."""
    from app.workbench import practice

    return practice.put(bench)


def in_work(bench: Workbench) -> list[ReportKey]:
    """The office's own report that is not handed over yet, where there is exactly one; else none."""
    from app.domain.report import State

    own = bench.organ.short_name if bench.organ is not None else ""
    open_ones = [r.key for r in bench.reports() if r.key.organ == own and r.state is not State.HANDED_OVER]
    return open_ones if len(open_ones) == 1 else []
