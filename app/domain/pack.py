"""A file of rules that somebody brought: an official format, or a list of wording."""

from __future__ import annotations

from typing import Literal, NamedTuple

PackKind = Literal["form", "wording"]


class Pack(NamedTuple):
    """One that was added, as it holds: the text of its file, when it came (ISO 8601), and which version it is."""

    id: str
    source: str
    added: str
    version: int = 1
