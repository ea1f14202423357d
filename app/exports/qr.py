"""QR codes: what they say as dark modules, and how large they stand on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from app.domain.errors import Trouble

QUIET = 4  # modules of white around a code


@dataclass(frozen=True, slots=True)
class QrCode:
    """The dark modules of a code of error level M."""

    rows: tuple[bytes, ...]

    @property
    def modules(self) -> int:
        """Modules along one side."""
        return len(self.rows)

    def side(self, usual: float, least_module: float) -> float:
        """How wide it is in mm: as usual, more where its modules would be too small."""
        return max(usual, self.modules * least_module)

    def quiet(self, side: float) -> float:
        """The white around it where it is ``side`` mm wide."""
        return QUIET * side / self.modules

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Dark modules of a row that touch: row, first column, how many."""
        for row, modules in enumerate(self.rows):
            column = 0
            for dark, run in groupby(modules):
                length = len(list(run))
                if dark:
                    yield row, column, length
                column += length

    def bars(self, x: float, y: float, side: float) -> Iterator[tuple[float, float, float, float]]:
        """The black rectangles (left, upper edge, width, height in mm) where its corner lies at ``x`` and ``y``."""
        module = side / self.modules
        for row, column, length in self.runs():
            yield x + column * module, y + row * module, length * module, module


@lru_cache(maxsize=8)
def qr_code(content: str) -> QrCode:
    """The code that says ``content``; raises ``Trouble`` where it is too long for one.

    Finding it takes longer than drawing a whole poster, and most changes of a board leave it as it is.
    """
    import segno

    try:
        code = segno.make_qr(content, error="m", boost_error=False)
    except (segno.DataOverflowError, ValueError) as error:
        raise Trouble("二维码放不下这么多字", "请把二维码的内容写短一些，或者不印二维码") from error
    return QrCode(tuple(bytes(row) for row in code.matrix))
