"""The measures a board may have, as plain values: paper by name, lying or upright, or typed millimetres."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from app.domain.errors import Refused
from app.workbench import measures
from app.workbench.measures import PAPERS

OWN = ""
LEAST, MOST = round(measures.SMALLEST_MM), round(measures.LARGEST_MM)  # mm; what the poster can be made for


@dataclass(frozen=True, slots=True)
class Measure:
    """A board: ``paper`` is a name of ``PAPERS`` or ``OWN``; sizes in mm as it hangs."""

    paper: str
    width: float
    height: float

    @property
    def lying(self) -> bool:
        """True where it is at least as wide as high."""
        return self.width >= self.height

    @property
    def wish(self) -> str:
        """As the workbench wants it said."""
        return f"{self.width:g}x{self.height:g}mm"

    @property
    def spoken(self) -> str:
        """For the clerk and for file names: A1 横, 1200×900毫米."""
        turned = "横" if self.lying else "竖"
        return f"{self.paper} {turned}" if self.paper else f"{self.width:g}×{self.height:g}毫米"


def of_paper(paper: str, *, lying: bool) -> Measure:
    """The paper of that name, lying or upright."""
    short, long = PAPERS[paper]
    return Measure(paper, long, short) if lying else Measure(paper, short, long)


def own(width: float, height: float) -> Measure:
    """A board of these millimetres; where it happens to be a paper, it is called so."""
    named = next((name for name, sides in PAPERS.items() if sorted((width, height)) == list(sides)), OWN)
    return Measure(named, width, height)


def of_wish(size: str) -> Measure:
    """A board as the workbench names it: A1, or 1200x900mm."""
    found = measures.size_of(size)
    return own(found.width_mm, found.height_mm) if found is not None else of_paper("A1", lying=True)


def turned(measure: Measure, *, lying: bool) -> Measure:
    """The same board, lying or upright."""
    if measure.lying == lying or measure.width == measure.height:
        return measure
    return replace(measure, width=measure.height, height=measure.width)


def read_mm(text: str, side: str) -> int:
    """A typed length in mm, full-width digits and a unit behind allowed; raises ``Refused``."""
    digits = unicodedata.normalize("NFKC", text).strip().removesuffix("毫米").removesuffix("mm").strip()
    if not digits:
        raise Refused(f"{side}还空着", f"填 {LEAST} 到 {MOST} 之间的毫米数", text=text)
    if not (digits.isascii() and digits.isdigit()):
        raise Refused(f"{side}“{text.strip()}”不是整数", "只填毫米数，例如 1200", text=text)
    length = int(digits)
    if not LEAST <= length <= MOST:
        word = "太小" if length < LEAST else "太大"
        raise Refused(f"{side} {length} 毫米{word}", f"填 {LEAST} 到 {MOST} 之间的毫米数", text=text)
    return length
