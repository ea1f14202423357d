"""The QR code of the short version, larger than at the foot, with what it is for beside it."""

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
    """The code and its words."""

    stretch = 1.0

    def __init__(self, content: str, type_: Type, style: Group) -> None:
        self.type = type_
        self.code = qr_code(content)
        self.words = style.words("scan")
        self.side = self.code.side(style["qr"], style.plain("least_module"))
        self.quiet = self.code.quiet(self.side)

    def width(self, size: float) -> float:
        """How wide it is in mm."""
        return self.side + self._gap(size) + self.type.width(self.words, "board_strong", size)

    def _gap(self, size: float) -> float:
        return max(self.quiet, _BETWEEN * em(size))

    def height(self, width: float, size: float) -> float:
        """How high it is in mm, the white around the code included."""
        return max(self.side + 2 * self.quiet, _LEAD * em(size))

    def at_least(self, width: float, size: float) -> float:
        """The same: nothing in it breaks."""
        return self.height(width, size)

    def draw(self, sheet: PosterSheet, box: Box, size: float) -> None:
        """Puts it at the lower end of the box."""
        y = box.bottom - self.height(box.width, size) + self.quiet
        sheet.qr_code(self.code, box.x, y, self.side)
        x = box.x + self.side + self._gap(size)
        wide = self.type.ems(self.words, "board_strong")
        if wide * em(size) > box.right - x + _EPS:
            size = (box.right - x) / wide / em(1.0)
        sheet.text(self.words, "board_strong", size, x, y + self.side / 2 + _MIDDLE * em(size))
        sheet.placed.append(Placed(self.words, "foot", Box(box.x, y, box.width, self.side), size))
