"""The practice township: a workspace of its own, so that play and work never mix."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.workbench.bench import Workbench

_NAME = "sample.db"  # as app.workbench.sample has it; a test compares


def practice_workspace(default: Path) -> Path:
    """Where the practice township lies: beside the office's own workspace."""
    return default.with_name(_NAME)


def is_practice(workspace: Path) -> bool:
    """True for the workspace of the practice township."""
    return workspace.name == _NAME


def fill(bench: Workbench) -> None:
    """Puts the sample township into its workspace, as far as it is not there yet."""
    from app.workbench import sample

    sample.fill(bench)
