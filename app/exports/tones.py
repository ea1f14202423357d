"""The colours of picture and long image, what becomes of them in black alone, and what is read on them."""

from __future__ import annotations

from app.document.story import Tone
from app.exports.marks import Ink
from app.exports.pen import Colours, rgb

COLOURS: Colours = {
    "ink": rgb("#000000"), "accent": rgb("#1B3A63"), "paper": rgb("#FFFFFF"),
    "full": rgb("#1B3A63"), "half": rgb("#5B7BA6"), "light": rgb("#A9BBD3"), "pale": rgb("#DDE5EF"),
    "open": rgb("#FFFFFF"),
}  # fmt: skip
# No other colour is ever named than a grey: a printer that knows black alone would screen it.
BLACK_ALONE: Colours = {
    "ink": (0.0,), "accent": (0.0,), "paper": (1.0,),
    "full": (0.0,), "half": (0x73 / 255,), "light": (0xBD / 255,), "pale": (0xE6 / 255,), "open": (1.0,),
}  # fmt: skip
_DARK: frozenset[Tone] = frozenset({"full", "half"})


def on(tone: Tone) -> Ink:
    """The ink that is read on an area of that tone."""
    return "paper" if tone in _DARK else "ink"
