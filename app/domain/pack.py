"""A file of rules that somebody brought: an official format, or a list of wording."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

PackKind = Literal["form", "wording"]


@dataclass(frozen=True, slots=True)
class Pack:
    """One that was added, as it holds: the text of its file, when it came (ISO 8601), and which version it is."""

    id: str
    source: str = field(repr=False)
    added: str
    version: int = 1
