"""Sizes that the blocks of the page share, and how much room they get."""

from __future__ import annotations

from dataclasses import dataclass

from app.exports.marks import Sheet
from app.exports.measuring import Box, Type

HEADING = 14.5
TEXT = 9.8
SMALL = 8.8  # the smallest type of the page
RULE = 0.9  # between blocks
DIVIDER = 0.4
_HEADING_DROP = 4.9  # mm from the top of a block to the baseline of its heading


@dataclass(frozen=True, slots=True)
class Room:
    """How generously blocks are laid out: mm of a row of bars and of the columns, reasons of one group."""

    row: float = 3.95
    column: float = 33.0
    reasons: int = 100
    air: float = 1.0  # of the white around the title
    nought: float = 60.0  # points of a large nought
    figure: float = 20.0  # points of figures side by side
    is_terse: bool = False  # no lines under figures

    @property
    def bar(self) -> float:
        """How thick a bar is."""
        return self.row - 1.0


def fitted(type_: Type, words: str, role: str, most: float, width: float) -> tuple[str, float]:
    """``words`` and the size that goes into ``width`` on one line; cut short where even the smallest is too large."""
    size = max(SMALL, type_.largest(words, role, most, width, 0.1))
    while len(words) > 2 and type_.width(words, role, size) > width:
        words = words.removesuffix("…")[:-1] + "…"
    return words, size


def heading(sheet: Sheet, title: str, source: str, box: Box) -> float:
    """The heading of a block, with where its figures come from at the right; returns where it ends."""
    y = box.y + _HEADING_DROP
    note = sheet.type.width(source, "board_text", SMALL) if source else 0.0
    title, size = fitted(sheet.type, title, "board_strong", HEADING, box.width - (note + 4.0 if note else 0.0))
    sheet.text(title, "board_strong", size, box.x, y, ink="accent" if size >= 12 else "ink")
    sheet.text(source, "board_text", SMALL, box.right, y, align=1.0)
    return y + 2.0
