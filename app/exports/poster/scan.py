"""Where the whole report can be read: the QR code of the short version, larger than at the foot, and its words."""

from __future__ import annotations

from app.exports.measuring import Box, Type, em
from app.exports.poster.placed import Placed, PosterSheet
from app.exports.poster.style import Group
from app.exports.qr import qr_code

_LEAD = 1.4
_BETWEEN = 0.7  # em between code and words
_MIDDLE = 0.38
_EPS = 1e-6


class Scan:
    """The code and its words; without a code the words alone."""

    stretch = 1.0

    def __init__(self, content: str, type_: Type, style: Group) -> None:
        self.type = type_
        self.code = qr_code(content) if content else None
        names = style.names("scan")
        self.words = (names["head"], names["paper"], *((names["code"],) if self.code else ()))
        self.side = self.code.side(style["qr"], style.plain("least_module")) if self.code else 0.0
        self.quiet = self.code.quiet(self.side) if self.code else 0.0

    def width(self, size: float) -> float:
        """How wide it is in mm."""
        words = max(self.type.width(words, "board_strong", size) for words in self.words)
        return self.side + self._gap(size) + words if self.code else words

    def _gap(self, size: float) -> float:
        return max(self.quiet, _BETWEEN * em(size))

    def height(self, width: float, size: float) -> float:
        """How high it is in mm, the white around the code included."""
        return max(self.side + 2 * self.quiet, len(self.words) * _LEAD * em(size))

    def at_least(self, width: float, size: float) -> float:
        """The same: nothing in it breaks."""
        return self.height(width, size)

    def draw(self, sheet: PosterSheet, box: Box, size: float) -> None:
        """Puts it at the lower end of the box."""
        x, y = box.x, box.bottom - self.height(box.width, size) + self.quiet
        if self.code:
            sheet.qr_code(self.code, x, y, self.side)
            x += self.side + self._gap(size)
        room = box.right - x
        widest = max(self.type.ems(words, "board_strong") for words in self.words)
        if widest * em(size) > room + _EPS:
            size = room / widest / em(1.0)
        first = (self.side - len(self.words) * _LEAD * em(size)) / 2 if self.code else 0.0
        for at, words in enumerate(self.words):
            baseline = y + first + ((at + 0.5) * _LEAD + _MIDDLE) * em(size)
            sheet.text(words, "board_text" if at else "board_strong", size, x, baseline)
        sheet.placed.append(Placed(self.words[0], "foot", Box(box.x, y, box.width, self.side), size))
