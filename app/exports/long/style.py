"""Sizes of the long image and what every card draws alike. Millimetres; ten pixels are one."""

from __future__ import annotations

from math import ceil

from app.exports.marks import Ink, Sheet
from app.exports.measuring import Box, em

WIDTH = 108.0
PX_PER_MM = 10
TEXT = 12.4  # points; 44 pixels
SMALL = 10.0  # points; 35 pixels, nothing is smaller
NAME = 13.5
LEAD = 1.6  # of the type size
_HEADING, _HEADING_LEAST = 16.0, 13.5
_BAR, _BAR_GAP = 1.6, 2.6
_HAIR = 0.2  # mm of a line between rows


def heading(sheet: Sheet, title: str, source: str, box: Box) -> float:
    """A bar, the heading, and where its figures come from; returns where it ends."""
    x = box.x + _BAR + _BAR_GAP
    size = max(_HEADING_LEAST, sheet.type.largest(title, "board_strong", _HEADING, box.right - x))
    lines = sheet.wrapped(title, "board_strong", size, box.right - x)
    step = 1.4 * em(size)
    y = box.y + 0.88 * em(size)
    sheet.lines(lines, x, y, step, "accent")
    high = max(0, len(lines) - 1) * step + em(size)
    sheet.area(box.x, box.y, _BAR, high, "full")
    end = box.y + high
    width = sheet.type.width(source, "board_text", SMALL)
    last = sheet.type.width(lines[-1].text if lines else "", "board_strong", size)
    if source and x + last + width + 4.0 <= box.right:
        sheet.text(source, "board_text", SMALL, box.right, end - 0.14 * em(size), align=1.0)
    elif source:
        end = text(sheet, source, Box(x, end + 2.0, box.right - x, 0.0), SMALL)
    return end + 4.2


def text(
    sheet: Sheet,
    words: str,
    box: Box,
    size: float = TEXT,
    role: str = "board_text",
    ink: Ink = "ink",
    lead: float = LEAD,
) -> float:
    """Words in a column from ``box.y`` down; returns where their last line ends."""
    step = lead * em(size)
    y = box.y
    for line in sheet.wrapped(words, role, size, box.width):
        sheet.line(line, box.x, y + (step - em(size)) / 2 + 0.88 * em(size), ink)
        y += step
    return y


def divide(sheet: Sheet, box: Box, y: float) -> None:
    """A hair line between two rows, on whole pixels."""
    sheet.area(box.x, whole(y), box.width, _HAIR, "light")


def whole(length: float) -> float:
    """The next length that ends on a pixel."""
    return ceil(round(length * PX_PER_MM, 6)) / PX_PER_MM
