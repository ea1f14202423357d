"""Where the pages lie on the desk: pure arithmetic, used by the view and by the thread that makes the pictures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

MM_PER_INCH = 25.4
MOST_PIXELS = 24_000_000  # one picture on the screen; an A0 in real size has 14 million


@dataclass(frozen=True, slots=True)
class Room:
    """What the view has to give: its inside in px, the air round each page, and px per mm of the real screen.

    ``bar`` is what a scroll bar takes. ``real`` asks for real size; else everything is made to fit. ``ratio`` is device
    px per px. ``strip`` > 0: everything runs down in one strip, at most that many px wide, as on a telephone.
    """

    width: int
    height: int
    margin: int
    gap: int
    px_per_mm: float
    bar: int = 0
    real: bool = False
    ratio: float = 1.0
    strip: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """One page on the desk, in px from the upper left of everything."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Spread:
    """All pages, and how large the desk must be to hold them."""

    places: tuple[Place, ...]
    width: int
    height: int

    def view(self, room: Room) -> tuple[int, int]:
        """Width and height of what is seen at once, without the scroll bars that it takes."""
        tall = self.height > room.height
        wide = self.width > room.width - (room.bar if tall else 0)
        tall = tall or (wide and self.height > room.height - room.bar)
        return room.width - (room.bar if tall else 0), room.height - (room.bar if wide else 0)

    def pixels(self, number: int, ratio: float) -> int:
        """How many device px wide the picture of page ``number`` should be."""
        place = self.places[number]
        wide = place.width * ratio
        high = place.height * ratio
        shrink = min(1.0, math.sqrt(MOST_PIXELS / max(1.0, wide * high)))
        return max(1, round(wide * shrink))


Size = tuple[float, float]


def arrange(sizes: Sequence[Size], room: Room) -> Spread:
    """Places pages of ``sizes`` (mm): a single one whole in the middle, several two abreast, running down."""
    if not sizes:
        return Spread((), room.width, room.height)
    first = _arrange(sizes, room)
    width, height = first.view(room)
    return (
        first
        if (width, height) == (room.width, room.height)
        else _arrange(sizes, replace(room, width=width, height=height))
    )


def _arrange(sizes: Sequence[Size], room: Room) -> Spread:
    real = room.real and not room.strip
    abreast = 1 if len(sizes) == 1 or real or room.strip else 2
    scale = room.px_per_mm if real else _fitting(sizes, room, abreast)
    rows = [sizes[start : start + abreast] for start in range(0, len(sizes), abreast)]
    whole = round if real else math.floor  # what must fit is never rounded up
    measured = [[(max(1, whole(w * scale)), max(1, whole(h * scale))) for w, h in row] for row in rows]
    widths = [sum(w for w, _ in row) + room.gap * (abreast - 1) for row in measured]
    heights = [max(h for _, h in row) for row in measured]
    desk_width = max(room.width, max(widths) + 2 * room.margin)
    total = sum(heights) + room.gap * (len(rows) - 1) + 2 * room.margin
    desk_height = max(room.height, total)
    y = room.margin + max(0, (desk_height - total) // 2)
    places: list[Place] = []
    for row, width, height in zip(measured, widths, heights, strict=True):
        x = (desk_width - width) // 2
        for w, h in row:
            places.append(Place(x, y, w, h))
            x += w + room.gap
        y += height + room.gap
    return Spread(tuple(places), desk_width, desk_height)


def _fitting(sizes: Sequence[Size], room: Room, abreast: int) -> float:
    """How many px a mm takes, so that a row fits across; a single page fits whole, unless it is a strip."""
    across = max(1, room.width - 2 * room.margin - room.gap * (abreast - 1))
    if room.strip:
        return min(across, room.strip) / max(width for width, _ in sizes)
    widest = max(width for width, _ in sizes) * abreast
    scale = across / widest
    if len(sizes) == 1:
        scale = min(scale, max(1, room.height - 2 * room.margin) / sizes[0][1])
    return scale
