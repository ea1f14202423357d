"""The official page in Word's own units: twentieths of a point, and the grid of 22 lines by 28 characters."""

from __future__ import annotations

from math import floor

from app.exports import a4
from app.exports.canvas import MM


def twips(points: float) -> int:
    """Points as twentieths of a point."""
    return round(points * 20)


def millimetres(length: float) -> int:
    """Millimetres as twentieths of a point."""
    return twips(length * MM)


PAGE_WIDTH, PAGE_HEIGHT = millimetres(a4.WIDTH_MM), millimetres(a4.HEIGHT_MM)
TOP, BOTTOM, RIGHT = twips(a4.TOP), twips(a4.BOTTOM), twips(a4.RIGHT)
LEFT = twips(a4.LEFT)
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
LINE = (PAGE_HEIGHT - TOP - BOTTOM) // a4.LINES  # 28.95 pt: rounded down, or a page holds 21 lines
TITLE_LINE = twips(a4.PITCH * a4.TITLE_PITCH)
# How much closer 16 pt type stands so that 28 characters fill a line; rounded down. The text does it and not the grid
# of the page: programs differ in what they make of a grid of characters.
CHARACTER_SPACE = floor((TEXT_WIDTH / a4.CHARACTERS) - 20 * a4.BODY_PT)
INDENT = twips(a4.INDENT)

_DASH_BELOW = millimetres(7.0)  # the strokes beside the page number, under the type area
NUMBER_LINE = 400
NUMBER = twips(a4.NUMBER_PT)
FOOTER = BOTTOM - _DASH_BELOW - NUMBER_LINE // 2  # from the lower edge of the paper
HEADER = millimetres(20.0)  # from the upper one
