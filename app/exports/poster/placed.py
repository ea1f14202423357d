"""Which block of a poster stands where, noted while it is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.exports.marks import Sheet
from app.exports.measuring import Box, Type


@dataclass(frozen=True, slots=True)
class Placed:
    """A block of the poster where it stands; ``kind`` is head, text, table or foot, ``size`` its type in points."""

    name: str
    kind: Literal["head", "text", "table", "foot"]
    box: Box
    size: float


class PosterSheet(Sheet):
    """A sheet that knows its blocks."""

    def __init__(self, type_: Type) -> None:
        super().__init__(type_)
        self.placed: list[Placed] = []
