"""What the rail knows of a place."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """One place of the program. ``at_bottom`` entries stand at the foot of the rail; a ``deed`` opens no page."""

    id: str
    word: str
    icon: str
    needs_report: bool = True
    at_bottom: bool = False
    deed: bool = False
    hint: str = ""
