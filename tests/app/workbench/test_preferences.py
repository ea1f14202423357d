"""Choices outlive the program."""

from pathlib import Path

from app.workbench import preferences
from app.workbench.bench import Workbench


def test_last_year_stands_beside_until_it_is_taken_away(workspace: Path) -> None:
    with Workbench.open(workspace) as bench:
        assert preferences.last_beside(bench)
        preferences.show_last_beside(bench, show=False)
    with Workbench.open(workspace) as bench:
        assert not preferences.last_beside(bench)
        preferences.show_last_beside(bench, show=True)
        assert preferences.last_beside(bench)
