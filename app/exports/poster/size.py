"""The size of a board: a paper (A0 to A4, 横 or 竖) or any width and height in millimetres."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from app.domain.errors import Trouble

PAPERS = {"A0": (841, 1189), "A1": (594, 841), "A2": (420, 594), "A3": (297, 420), "A4": (210, 297)}
SMALLEST_MM, LARGEST_MM = 100.0, 3000.0
# Large boards hang landscape, small ones portrait, as the mock-ups show; 横 or 竖 behind the name says otherwise.
_LANDSCAPE = ("A0", "A1")
_PAPER = re.compile(r"(A[0-4]) ?(横|竖)?[幅版向]?", re.IGNORECASE)
_SIDES = re.compile(r"(\d+(?:\.\d+)?) ?(?:毫米|mm)? ?[x×*✕╳乘] ?(\d+(?:\.\d+)?) ?(?:毫米|mm)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BoardSize:
    """Width and height in millimetres."""

    width_mm: float
    height_mm: float

    @property
    def paper(self) -> str:
        """The name of the paper (A1), or nothing for a size of its own."""
        mine = sorted((self.width_mm, self.height_mm))
        return next((name for name, sides in PAPERS.items() if mine == [*map(float, sides)]), "")

    @property
    def name(self) -> str:
        """How the program names it: A1横幅, A2竖幅 or nothing before the millimetres."""
        turned = "横幅" if self.width_mm > self.height_mm else "竖幅"
        return f"{self.paper}{turned}" if self.paper else "自定尺寸"

    @property
    def millimetres(self) -> str:
        """841×594."""
        return f"{self.width_mm:g}×{self.height_mm:g}"


def paper_size(name: str, *, landscape: bool | None = None) -> BoardSize:
    """The board of a paper, in its customary direction where none is given."""
    short, long = PAPERS[name]
    across = name in _LANDSCAPE if landscape is None else landscape
    return BoardSize(long, short) if across else BoardSize(short, long)


def parse_size(text: str) -> BoardSize:
    """The size that ``text`` states: A1, A2横, A1竖, 841x594mm, 1189×841; raises ``Trouble`` for anything else."""
    plain = " ".join(unicodedata.normalize("NFKC", text).replace("(", " ").replace(")", " ").split())
    named = _PAPER.fullmatch(plain)
    if named:
        return paper_size(named[1].upper(), landscape=named[2] == "横" if named[2] else None)
    sides = _SIDES.fullmatch(plain)
    if not sides:
        shown = text.strip()[:40] or "（空）"
        raise Trouble(
            f"看不懂公开栏尺寸“{shown}”", "请写 A4 到 A0（可以加横、竖），或写 宽x高，例如 1000x1200，单位毫米"
        )
    return check_size(float(sides[1]), float(sides[2]))


def check_size(width_mm: float, height_mm: float) -> BoardSize:
    """That size; raises ``Trouble`` where a side is shorter than 100 mm or longer than 3000 mm."""
    for name, side in (("宽", width_mm), ("高", height_mm)):
        if not SMALLEST_MM <= side <= LARGEST_MM:
            raise Trouble(
                f"公开栏{name} {side:g} 毫米做不了",
                f"请把{name}改到 {SMALLEST_MM:g} 至 {LARGEST_MM:g} 毫米之间",
            )
    return BoardSize(width_mm, height_mm)
