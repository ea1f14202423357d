"""Lengths on a sheet: boxes in millimetres, and how wide words of a face are. Sizes of type are in points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from app.exports.canvas import MM
from app.exports.fonts import FontBook
from app.exports.typeset import Line, Run, one_line


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres from the upper left of the sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


def em(size: float) -> float:
    """The em of ``size`` points in millimetres."""
    return size / MM


class Type:
    """The faces of a sheet with what was measured already; sizes in points, lengths in millimetres."""

    def __init__(self, fonts: FontBook) -> None:
        self.fonts = fonts
        self.line = lru_cache(maxsize=4096)(self._line)
        self.ems = lru_cache(maxsize=4096)(self._ems)

    def _line(self, text: str, role: str, size: float) -> Line:
        return one_line(self.fonts, (Run(text, role),), size)

    def _ems(self, text: str, role: str) -> float:
        """Its width on one line in em."""
        return self._line(text, role, 100.0).width / 100.0

    def width(self, text: str, role: str, size: float) -> float:
        """Its width on one line in millimetres."""
        return self.ems(text, role) * em(size)

    def largest(self, text: str, role: str, most: float, width: float, step: float = 0.25) -> float:
        """The largest size up to ``most``, in whole steps, at which ``text`` fits ``width`` millimetres on one line."""
        wide = self.ems(text, role)
        if wide * em(most) <= width:
            return most
        return max(step, int(width / wide * MM / step) * step)
