"""The measures a board may have, for whoever asks for one: papers, limits, what it is printed on.

They are those of the writers, and are said nowhere else.
"""

from __future__ import annotations

from app.domain.errors import Trouble
from app.exports.poster.options import DISTANCES, MARGINS, MOST_COLUMNS, STYLES, TILES
from app.exports.poster.size import LARGEST_MM, PAPERS, SMALLEST_MM, BoardSize, parse_size

__all__ = ["DISTANCES", "LARGEST_MM", "MARGINS", "MOST_COLUMNS", "PAPERS", "SMALLEST_MM", "STYLES", "TILES", "size_of"]


def size_of(text: str) -> BoardSize | None:
    """The size that ``text`` states; None where it is none that can be made."""
    try:
        return parse_size(text)
    except Trouble:
        return None
