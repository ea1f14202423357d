"""What stands on a poster: lines of text, rules and fills, each at its place in millimetres from the upper left.

The plan of a poster is a list of these marks, drawn as often as wanted (whole, in tiles, as a miniature), and asked by
the tiles where the sheet is white.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from app.exports.canvas import MM
from app.exports.fonts import FontBook
from app.exports.qr import QrCode
from app.exports.typeset import Line, Run, draw_line, one_line

Ink = Literal["ink", "accent"]
# Points; a laser of 600 dpi loses black rules that are thinner, and screens coloured ones.
_THINNEST: dict[Ink, float] = {"ink": 0.35, "accent": 0.75}


class Text(NamedTuple):
    """One set line; ``y`` is its baseline."""

    line: Line
    x: float
    y: float
    ink: Ink = "ink"


class Rule(NamedTuple):
    """A straight rule, ``weight`` in points."""

    x: float
    y: float
    to_x: float
    to_y: float
    weight: float
    ink: Ink = "ink"


class Fill(NamedTuple):
    """A black rectangle (the modules of a QR code)."""

    x: float
    y: float
    width: float
    height: float


Mark = Text | Rule | Fill


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
    """The faces of a board with what was measured already; sizes in points, lengths in millimetres."""

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


def draw_marks(
    canvas: Any, marks: Iterable[Mark], height: float, colours: dict[Ink, tuple[float, float, float]]
) -> None:
    """Draws the marks of a sheet ``height`` mm high with its lower left corner at the origin."""
    fill = stroke = None
    for mark in marks:
        if isinstance(mark, Rule):
            if mark.ink != stroke:
                stroke = mark.ink
                canvas.setStrokeColorRGB(*colours[stroke])
            canvas.setLineWidth(mark.weight)
            canvas.line(mark.x * MM, (height - mark.y) * MM, mark.to_x * MM, (height - mark.to_y) * MM)
            continue
        ink = mark.ink if isinstance(mark, Text) else "ink"
        if ink != fill:
            fill = ink
            canvas.setFillColorRGB(*colours[fill])
        if isinstance(mark, Text):
            draw_line(canvas, mark.line, mark.x * MM, (height - mark.y) * MM)
        else:
            canvas.rect(
                mark.x * MM, (height - mark.y - mark.height) * MM, mark.width * MM, mark.height * MM, stroke=0, fill=1
            )


@dataclass(frozen=True, slots=True)
class Placed:
    """A block of the poster where it stands; ``kind`` is head, text, table or foot, ``size`` its type in points."""

    name: str
    kind: Literal["head", "text", "table", "foot"]
    box: Box
    size: float


class Sheet:
    """Marks and placed blocks of a poster while it is being laid out."""

    def __init__(self, type_: Type) -> None:
        self.type = type_
        self.marks: list[Mark] = []
        self.placed: list[Placed] = []

    def text(
        self, words: str, role: str, size: float, x: float, y: float, *, align: float = 0.0, ink: Ink = "ink"
    ) -> float:
        """Sets one line with its baseline at ``y``; ``align`` 0 starts at ``x``, 0.5 is centred, 1 ends there.

        Returns the width in mm.
        """
        line = self.type.line(words, role, size)
        width = line.width / MM
        if words:
            self.marks.append(Text(line, x - align * width, y, ink))
        return width

    def line(self, line: Line, x: float, y: float) -> None:
        """Puts a line that is set already."""
        if line.segments:
            self.marks.append(Text(line, x, y))

    def accent(self, line: Line, x: float, y: float) -> None:
        """Puts a line in the accent colour."""
        self.marks.append(Text(line, x, y, "accent"))

    def across(self, x: float, to_x: float, y: float, weight: float, ink: Ink = "ink") -> None:
        """A level rule whose middle lies at ``y``."""
        self.marks.append(Rule(x, y, to_x, y, max(weight, _THINNEST[ink]), ink))

    def down(self, x: float, y: float, to_y: float, weight: float, ink: Ink = "ink") -> None:
        """An upright rule."""
        self.marks.append(Rule(x, y, x, to_y, max(weight, _THINNEST[ink]), ink))

    def qr_code(self, code: QrCode, x: float, y: float, side: float) -> None:
        """A QR code ``side`` mm wide."""
        self.marks += (Fill(*bar) for bar in code.bars(x, y, side))

    def double(self, x: float, to_x: float, y: float, weights: tuple[float, ...], gap: float) -> float:
        """A thick rule over a thin one, ``gap`` mm from the upper edge of one to the lower edge of the other.

        Returns where it ends.
        """
        thick, thin = weights
        self.across(x, to_x, y + thick / MM / 2, thick, "accent")
        self.across(x, to_x, y + gap - thin / MM / 2, thin, "accent")
        return y + gap
