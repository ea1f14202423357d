"""A format that somebody brings, for tests that need one more than the program has."""

from __future__ import annotations

from pathlib import Path

from app.forms.model import Form
from app.workbench import packs
from app.workbench.bench import Workbench


def brought(bench: Workbench, path: Path) -> Form:
    """The format of the file, taken as in 设置: looked at, tried, kept; ``FormTrouble`` where it is refused."""
    seen = packs.look(bench, path)
    packs.take(bench, seen)
    return bench.catalogue.get(seen.id)
