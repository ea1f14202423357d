"""Marks become a drawing: in the colours that they are given, which are told to the file only where they change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.document.story import Tone
from app.exports.canvas import MM
from app.exports.marks import Area, Ink, Mark, Rule, Shape, Text
from app.exports.typeset import draw_line

Colour = tuple[float, ...]  # red, green and blue, or one grey, each from 0 to 1
Colours = Mapping[Ink | Tone, Colour]

_OUTLINE = 0.9  # points; a thinner outline of an empty area disappears on a copy


def rgb(colour: str) -> Colour:
    """The colour that ``#RRGGBB`` names."""
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def draw_marks(canvas: Any, marks: Iterable[Mark], height: float, colours: Colours) -> None:
    """Draws the marks of a sheet ``height`` mm high with its lower left corner at the origin."""
    pen = _Pen(canvas, height, colours)
    for mark in marks:
        if isinstance(mark, Text):
            pen.text(mark)
        elif isinstance(mark, Rule):
            pen.rule(mark)
        elif isinstance(mark, Area):
            pen.area(mark)
        else:
            pen.shape(mark)


class _Pen:
    """The canvas with the colours that it has at the moment."""

    def __init__(self, canvas: Any, height: float, colours: Colours) -> None:
        self.canvas, self.height, self.colours = canvas, height, colours
        self.filled = self.stroked = ""

    def _fill(self, name: Ink | Tone) -> None:
        if self.filled != name:
            self.filled, colour = name, self.colours[name]
            (self.canvas.setFillColorRGB if len(colour) == 3 else self.canvas.setFillGray)(*colour)

    def _stroke(self, name: Ink) -> None:
        if self.stroked != name:
            self.stroked, colour = name, self.colours[name]
            (self.canvas.setStrokeColorRGB if len(colour) == 3 else self.canvas.setStrokeGray)(*colour)

    def text(self, mark: Text) -> None:
        self._fill(mark.ink)
        draw_line(self.canvas, mark.line, mark.x * MM, (self.height - mark.y) * MM)

    def rule(self, mark: Rule) -> None:
        canvas, high = self.canvas, self.height
        self._stroke(mark.ink)
        canvas.setLineWidth(mark.weight)
        if mark.dash:
            canvas.setDash([*mark.dash], 0)
        canvas.line(mark.x * MM, (high - mark.y) * MM, mark.to_x * MM, (high - mark.to_y) * MM)
        if mark.dash:
            canvas.setDash()

    def area(self, mark: Area) -> None:
        self._fill(mark.tone)
        inset, is_open = 0.0, mark.tone == "open"
        if is_open:
            self._stroke("accent")
            self.canvas.setLineWidth(_OUTLINE)
            inset = min(_OUTLINE / MM / 2, mark.width / 2)
        self.canvas.rect(
            (mark.x + inset) * MM, (self.height - mark.y - mark.height + inset) * MM,
            (mark.width - 2 * inset) * MM, (mark.height - 2 * inset) * MM, stroke=int(is_open), fill=1,
        )  # fmt: skip

    def shape(self, mark: Shape) -> None:
        self._fill("accent")
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
