"""What stands on the page: text, rules and areas, each at its place in millimetres from the upper left.

Areas go by their tone and text by its ink, so that one page prints in colour and, without a change, in black alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from app.document.story import Tone
from app.exports.canvas import MM
from app.exports.poster.marks import Box, Type
from app.exports.qr import QrCode
from app.exports.typeset import Line, Run, break_lines, draw_line

Ink = Literal["ink", "accent", "paper"]

# Points; a laser of 600 dpi loses black rules that are thinner, and screens coloured ones.
_THINNEST: Mapping[Ink, float] = {"ink": 0.35, "accent": 0.75, "paper": 0.0}
_OUTLINE = 0.9  # points; a thinner outline of an empty area disappears on a copy
COLOURS: Mapping[Ink | Tone, str] = {
    "ink": "#000000", "accent": "#1B3A63", "paper": "#FFFFFF",
    "full": "#1B3A63", "half": "#5B7BA6", "light": "#A9BBD3", "pale": "#DDE5EF", "open": "#FFFFFF",
}  # fmt: skip
GREYS: Mapping[Ink | Tone, int] = {
    "ink": 0, "accent": 0, "paper": 0xFF, "full": 0, "half": 0x73, "light": 0xBD, "pale": 0xE6, "open": 0xFF,
}  # fmt: skip
_DARK: frozenset[Tone] = frozenset({"full", "half"})


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
    """A filled rectangle; "open" ones are paper with an outline."""

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


def on(tone: Tone) -> Ink:
    """The ink that is read on an area of that tone."""
    return "paper" if tone in _DARK else "ink"


class Sheet:
    """The marks of a page while it is being laid out; sizes in points, lengths in millimetres."""

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

    def lines(self, lines: Sequence[Line], x: float, y: float, lead: float) -> float:
        """Sets lines under one another, the first with its baseline at ``y``; returns the last baseline."""
        for at, line in enumerate(lines):
            if line.segments:
                self.marks.append(Text(line, x, y + at * lead))
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
        """A rule between two points."""
        self.marks.append(Rule(x, y, to_x, to_y, max(weight, _THINNEST[ink]), ink, dash))

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
        self.rule(x, y, to_x - 2.0, y, 0.9, "accent")
        self.marks.append(Shape(((to_x, y), (to_x - 2.6, y - 1.15), (to_x - 2.6, y + 1.15))))

    def outline(self, box: Box, weight: float) -> None:
        """A frame along the edges of a box, its corners closed."""
        half = weight / MM / 2
        for x, y, to_x, to_y in (
            (box.x - half, box.y, box.right + half, box.y), (box.right, box.y, box.right, box.bottom),
            (box.right + half, box.bottom, box.x - half, box.bottom), (box.x, box.bottom, box.x, box.y),
        ):  # fmt: skip
            self.rule(x, y, to_x, to_y, weight, "accent")


class _Pen:
    """Draws marks; colours are told to the file only where they change."""

    def __init__(self, canvas: Any, height: float, colour: bool) -> None:
        self.canvas, self.height, self.colour = canvas, height, colour
        self.fill = self.stroke = ""

    def _set_fill(self, name: Ink | Tone) -> None:
        if self.fill != name:
            self.fill = name
            if self.colour:
                self.canvas.setFillColorRGB(*_rgb(COLOURS[name]))
            else:
                self.canvas.setFillGray(GREYS[name] / 255)

    def _set_stroke(self, name: Ink) -> None:
        if self.stroke != name:
            self.stroke = name
            if self.colour:
                self.canvas.setStrokeColorRGB(*_rgb(COLOURS[name]))
            else:
                self.canvas.setStrokeGray(GREYS[name] / 255)

    def draw(self, mark: Mark) -> None:
        """Draws one mark."""
        canvas, high = self.canvas, self.height
        if isinstance(mark, Text):
            self._set_fill(mark.ink)
            draw_line(canvas, mark.line, mark.x * MM, (high - mark.y) * MM)
        elif isinstance(mark, Rule):
            self._set_stroke(mark.ink)
            canvas.setLineWidth(mark.weight)
            canvas.setDash(*(([*mark.dash], 0) if mark.dash else ()))
            canvas.line(mark.x * MM, (high - mark.y) * MM, mark.to_x * MM, (high - mark.to_y) * MM)
        elif isinstance(mark, Area):
            self._area(mark)
        else:
            self._shape(mark)

    def _area(self, mark: Area) -> None:
        self._set_fill(mark.tone)
        inset = 0.0
        if mark.tone == "open":
            self._set_stroke("accent")
            self.canvas.setLineWidth(_OUTLINE)
            self.canvas.setDash()
            inset = min(_OUTLINE / MM / 2, mark.width / 2)
        self.canvas.rect(
            (mark.x + inset) * MM, (self.height - mark.y - mark.height + inset) * MM,
            (mark.width - 2 * inset) * MM, (mark.height - 2 * inset) * MM, stroke=int(mark.tone == "open"), fill=1,
        )  # fmt: skip

    def _shape(self, mark: Shape) -> None:
        self._set_fill("accent")
        places = [(x * MM, (self.height - y) * MM) for x, y in mark.points]
        if mark.radius:
            self.canvas.circle(*places[0], mark.radius * MM, stroke=0, fill=1)
            return
        path = self.canvas.beginPath()
        path.moveTo(*places[0])
        for place in places[1:]:
            path.lineTo(*place)
        path.close()
        self.canvas.drawPath(path, stroke=0, fill=1)


def draw_marks(canvas: Any, marks: Sequence[Mark], height: float, colour: bool) -> None:
    """Draws the marks of a sheet ``height`` mm high; in black alone no other colour is ever named than a grey."""
    pen = _Pen(canvas, height, colour)
    for mark in marks:
        pen.draw(mark)


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
