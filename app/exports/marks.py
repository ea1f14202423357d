"""What stands on a sheet: text, rules and areas, each at its place in millimetres from the upper left.

Poster, picture and long image are lists of these marks before they are drawn. A list is drawn as often as wanted
(whole, in tiles, as a miniature), and asked by the tiles where the sheet is white. Text and rules go by their ink and
areas by their tone, so that one list prints in colour, in red or, without a change, in black alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from app.document.story import Tone
from app.exports.canvas import MM
from app.exports.measuring import Box, Type
from app.exports.qr import QrCode
from app.exports.typeset import Line, Run, break_lines

Ink = Literal["ink", "accent", "paper"]

# Points; a laser of 600 dpi loses black rules that are thinner, and screens coloured ones.
_THINNEST: Mapping[Ink, float] = {"ink": 0.35, "accent": 0.75, "paper": 0.0}


class Text(NamedTuple):
    """One set line; ``y`` is its baseline."""

    line: Line
    x: float
    y: float
    ink: Ink = "ink"


class Rule(NamedTuple):
    """A straight rule, ``weight`` in points; ``dash`` are strokes and gaps in points."""

    x: float
    y: float
    to_x: float
    to_y: float
    weight: float
    ink: Ink = "ink"
    dash: tuple[float, ...] = ()


class Area(NamedTuple):
    """A filled rectangle, a bar or the modules of a QR code; "open" ones are paper with an outline."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone | Literal["ink"]


class Shape(NamedTuple):
    """A filled disc (one point and a radius) or the tip of an arrow (three points)."""

    points: tuple[tuple[float, float], ...]
    radius: float = 0.0


Mark = Text | Rule | Area | Shape


class Sheet:
    """The marks of a sheet while it is being laid out; sizes in points, lengths in millimetres."""

    def __init__(self, type_: Type) -> None:
        self.type = type_
        self.marks: list[Mark] = []

    def text(
        self, words: str, role: str, size: float, x: float, y: float, *, align: float = 0.0, ink: Ink = "ink"
    ) -> float:
        """Sets one line with its baseline at ``y``; ``align`` 0 starts at ``x``, 0.5 is centred, 1 ends there.

        Returns its width.
        """
        if not words:
            return 0.0
        line = self.type.line(words, role, size)
        width = line.width / MM
        blank = line.trail / MM if align == 1.0 else 0.0  # no half em of air behind a closing mark
        self.marks.append(Text(line, x - align * width + blank, y, ink))
        return width

    def spaced(self, words: str, role: str, size: float, x: float, y: float, space: float) -> float:
        """Sets the signs of a tag ``space`` apart, in the ink of paper; returns how wide they are."""
        start = x
        for sign in words:
            x += self.text(sign, role, size, x, y, ink="paper") + space
        return x - start

    def wrapped(self, words: str, role: str, size: float, width: float) -> list[Line]:
        """The lines of a text in a column, ragged."""
        return break_lines(self.type.fonts, (Run(words, role),), size, width * MM, justify=False) if words else []

    def line(self, line: Line, x: float, y: float, ink: Ink = "ink") -> None:
        """Puts a line that is set already, with its baseline at ``y``."""
        if line.segments:
            self.marks.append(Text(line, x, y, ink))

    def lines(self, lines: Sequence[Line], x: float, y: float, lead: float, ink: Ink = "ink") -> float:
        """Puts lines under one another, the first with its baseline at ``y``; returns the last baseline."""
        for at, line in enumerate(lines):
            self.line(line, x, y + at * lead, ink)
        return y + max(0, len(lines) - 1) * lead

    def rule(
        self,
        x: float,
        y: float,
        to_x: float,
        to_y: float,
        weight: float,
        ink: Ink = "ink",
        dash: tuple[float, ...] = (),
    ) -> None:
        """A rule between two points, its middle on them."""
        self.marks.append(Rule(x, y, to_x, to_y, max(weight, _THINNEST[ink]), ink, dash))

    def across(self, x: float, to_x: float, y: float, weight: float, ink: Ink = "ink") -> None:
        """A level rule."""
        self.rule(x, y, to_x, y, weight, ink)

    def down(self, x: float, y: float, to_y: float, weight: float, ink: Ink = "ink") -> None:
        """An upright rule."""
        self.rule(x, y, x, to_y, weight, ink)

    def double(self, x: float, to_x: float, y: float, weights: tuple[float, ...], gap: float) -> float:
        """A thick level rule over a thin one, ``gap`` mm from the upper edge of one to the lower edge of the other.

        Returns where it ends.
        """
        thick, thin = weights
        self.across(x, to_x, y + thick / MM / 2, thick, "accent")
        self.across(x, to_x, y + gap - thin / MM / 2, thin, "accent")
        return y + gap

    def outline(self, box: Box, weight: float) -> None:
        """A frame along the edges of a box, its corners closed."""
        half = weight / MM / 2
        for x, y, to_x, to_y in (
            (box.x - half, box.y, box.right + half, box.y), (box.right, box.y, box.right, box.bottom),
            (box.right + half, box.bottom, box.x - half, box.bottom), (box.x, box.bottom, box.x, box.y),
        ):  # fmt: skip
            self.rule(x, y, to_x, to_y, weight, "accent")

    def area(self, x: float, y: float, width: float, height: float, tone: Tone | Literal["ink"]) -> None:
        """A filled rectangle."""
        self.marks.append(Area(x, y, width, height, tone))

    def qr_code(self, code: QrCode, x: float, y: float, side: float) -> None:
        """A QR code ``side`` mm wide."""
        self.marks += (Area(*bar, "ink") for bar in code.bars(x, y, side))

    def disc(self, x: float, y: float, radius: float) -> None:
        """A solid disc around a point."""
        self.marks.append(Shape(((x, y),), radius))

    def arrow(self, x: float, to_x: float, y: float) -> None:
        """A level arrow."""
        self.across(x, to_x - 2.0, y, 0.9, "accent")
        self.marks.append(Shape(((to_x, y), (to_x - 2.6, y - 1.15), (to_x - 2.6, y + 1.15))))
