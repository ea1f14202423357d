"""Widths of type before anybody knows which faces the office has: a Chinese character one em, a Latin one half an em.

The official faces (仿宋_GB2312, 宋体, 黑体 …) keep to that, so a table measured here looks the same in Word.
"""

from __future__ import annotations

from functools import cache
from typing import cast
from unicodedata import combining, east_asian_width

from app.exports.fonts import Face, FontBook, Glyph

_NO_FACE = cast(Face, None)  # nothing is drawn
_WHOLE, _HALF, _NONE = Glyph(_NO_FACE, 1.0), Glyph(_NO_FACE, 0.5), Glyph(_NO_FACE, 0.0)


class NominalFonts(FontBook):
    """Every character in every role, measured and never drawn."""

    def __init__(self) -> None:
        """Opens no file."""

    def glyph(self, char: str, role: str) -> Glyph:
        """One em, half of one, or nothing for marks set over another character."""
        return _glyph(char)


@cache
def _glyph(char: str) -> Glyph:
    if combining(char):
        return _NONE
    return _WHOLE if east_asian_width(char) in "WFA" else _HALF


NOMINAL = NominalFonts()
