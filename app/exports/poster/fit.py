"""The largest type that fits: every arrangement is tried, the sizes are searched in quarters of a point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from math import inf

from app.exports.measuring import Box
from app.exports.poster.arrange import Arrangement, Band, arrangements
from app.exports.poster.options import BoardOptions
from app.exports.poster.part import PartBlock, Sizes, whole_steps
from app.exports.poster.style import PosterStyle

_STEP = 0.25
# A table may be this much smaller than was asked for because its column is narrow; else the arrangement is refused.
_LEAST_TABLE = 0.72
_A_LITTLE, _MOST_ABOVE = 1.08, 1.25  # of the common size: how far texts may grow where only tables bind
_LEAST_FOR_COLUMNS = 250.0  # mm on A1; narrower sheets have one column
_CLEARLY = 1.25  # texts so much larger are worth a page that looks less even
_WHITE = 0.5  # what it loses where all the space stays white
_CRAMPED, _SMALLER = 0.3, 1.5  # what an arrangement loses where every label of a table wraps
_MAY_WRAP = 0.09  # of the labels of a table: so many more may wrap for larger type
_EPS = 1e-6


@dataclass(frozen=True)
class Space:
    """Where the parts go: a box, and how it is cut into columns."""

    box: Box
    gutter: float
    three: tuple[Box, ...]

    def columns(self, band: Band) -> tuple[Box, ...]:
        """The columns of a band."""
        count = len(band.columns)
        if count == len(self.three):
            return self.three
        room = self.box.width - self.gutter * (count - 1)
        widths = [room * share for share in band.shares or (1 / count,) * count]
        starts = accumulate((width + self.gutter for width in widths), initial=self.box.x)
        return tuple(Box(x, self.box.y, width, self.box.height) for x, width in zip(starts, widths, strict=False))


@dataclass(frozen=True)
class Fit:
    """An arrangement with the sizes of every part; ``size`` is the common size that was found."""

    arrangement: Arrangement
    sizes: tuple[Sizes, ...]
    size: float


class Fitter:
    """Searches the arrangement and the sizes for one set of parts and one space."""

    def __init__(self, blocks: Sequence[PartBlock], style: PosterStyle, space: Space) -> None:
        self.blocks, self.style, self.space = blocks, style, space
        self.gap = style.body("section")["gap"]
        self.to_text = style.body("table").plain("to_text")

    @cached_property
    def most(self) -> float:
        """The largest text."""
        return max(self.style.floor, whole_steps(self.style.body("text")["most"]))

    def common(self, size: float) -> tuple[Sizes, ...]:
        """All parts at one size; tables a little smaller than texts."""
        return (Sizes(size, max(self.style.floor, whole_steps(size * self.to_text))),) * len(self.blocks)

    # -- heights

    def part_height(self, part: int, width: float, sizes: Sequence[Sizes]) -> float | None:
        """The height of one part, or None where its table would become too small for that column."""
        if self._is_refused(part, width, sizes[part]):
            return None
        return self.blocks[part].height(width, sizes[part])

    def _is_refused(self, part: int, width: float, size: Sizes) -> bool:
        """True where the tables of a part would become much smaller than was asked for."""
        block = self.blocks[part]
        if not block.has_table:
            return False
        got = block.table_size(width, size)
        return got < _LEAST_TABLE * size.table - _EPS or got < self.style.floor

    def stack(self, parts: Iterable[int], width: float, sizes: Sequence[Sizes]) -> float | None:
        """The height of parts under one another, with the gaps between them; None where that is more than there is."""
        total = -self.gap
        for part in parts:
            height = self.part_height(part, width, sizes)
            if height is None:
                return None
            total += height + self.gap
            if total > self.space.box.height + _EPS:
                return None
        return max(0.0, total)

    def rows(self, band: Band, sizes: Sequence[Sizes]) -> tuple[float, float] | None:
        """What the first row of a band needs, and the second one; 0 where there is none."""
        boxes = self.space.columns(band)
        top = bottom = full = 0.0
        for column, box in zip(band.columns, boxes, strict=True):
            above = self.stack(column.top, box.width, sizes)
            below = self.stack(column.bottom, box.width, sizes)
            if above is None or below is None:
                return None
            if column.bottom:
                top, bottom = max(top, above), max(bottom, below)
            else:
                full = max(full, above)
        if not band.is_in_rows:
            return full, 0.0
        return top, max(bottom, full - top - self.gap)

    def height(self, arrangement: Arrangement, sizes: Sequence[Sizes]) -> float | None:
        """What the whole arrangement needs; None where that is more than there is."""
        total = -self.gap
        for band in arrangement.bands:
            rows = self.rows(band, sizes)
            if rows is None:
                return None
            total += rows[0] + rows[1] + self.gap * (2 if band.is_in_rows else 1)
            if total > self.space.box.height + _EPS:
                return None
        return total

    def fits(self, arrangement: Arrangement, sizes: Sequence[Sizes]) -> bool:
        """True where everything goes in; cheap where it is far from it."""
        if self._lower_bound(arrangement, sizes) > self.space.box.height + _EPS:
            return False
        return self.height(arrangement, sizes) is not None

    def _lower_bound(self, arrangement: Arrangement, sizes: Sequence[Sizes]) -> float:
        if any(self._is_refused(part, width, sizes[part]) for part, width in self._widths(arrangement)):
            return inf
        total = 0.0
        for band in arrangement.bands:
            boxes = self.space.columns(band)
            total += max(
                sum(self.blocks[part].at_least(box.width, sizes[part]) for part in (*column.top, *column.bottom))
                for column, box in zip(band.columns, boxes, strict=True)
            )
        return total

    # -- search

    def best(self, candidates: Sequence[Arrangement]) -> Fit | None:
        """The candidate with the largest type (weighed by its liking), or None where none goes in at the floor."""
        found: Fit | None = None
        value = 0.0
        tried: list[Fit] = []
        for arrangement in candidates:
            wanted = max(self.style.floor, value / arrangement.liking + _STEP if found else 0.0)
            if wanted > self.most:
                continue
            size = self._largest(arrangement, wanted)
            if not size:
                continue
            tried.append(Fit(arrangement, self.common(size), size))
            worth = size * arrangement.liking * self._looks(arrangement, size)
            if worth > value + _EPS:
                found, value = tried[-1], worth
        return self._clearly_larger(found, tried) if found else None

    def _clearly_larger(self, found: Fit, tried: Sequence[Fit]) -> Fit:
        """The one with the largest texts, though it looks worse, where they are much larger and no table is smaller."""
        largest = max(tried, key=lambda fit: fit.size)
        is_clear = largest.size >= _CLEARLY * found.size and self._least_table(largest) >= self._least_table(found)
        return largest if is_clear else found

    def _least_table(self, fit: Fit) -> float:
        """The size of its smallest table."""
        widths = self._widths(fit.arrangement)
        return min((self.blocks[part].table_size(width, fit.sizes[part]) for part, width in widths), default=0.0)

    def _looks(self, arrangement: Arrangement, size: float) -> float:
        """What an arrangement keeps of its worth: labels that wrap, smaller tables and white columns cost some."""
        sizes = self.common(size)
        lack = max(
            1 - self.blocks[part].table_size(width, sizes[part]) / sizes[part].table
            for part, width in self._widths(arrangement)
        )
        cramped = self._worst(arrangement, sizes) + _SMALLER * lack
        return (1 - _CRAMPED * cramped) * (1 - _WHITE * self._white(arrangement, sizes))

    def _white(self, arrangement: Arrangement, sizes: Sequence[Sizes]) -> float:
        """The share of the space that stays white because some columns have less to say than their neighbours."""
        white = 0.0
        for band in arrangement.bands:
            high = sum(self.rows(band, sizes) or (0.0,))
            for column, box in zip(band.columns, self.space.columns(band), strict=True):
                parts = (*column.top, *column.bottom)
                grown = sum(self.blocks[part].stretch(box.width, sizes[part]) for part in parts)
                white += box.width * max(0.0, high - (self.stack(parts, box.width, sizes) or 0.0) - grown)
        return white / (self.space.box.width * self.space.box.height)

    def _worst(self, arrangement: Arrangement, sizes: Sequence[Sizes]) -> float:
        """The share of labels that wrap, summed over the tables."""
        return sum(self.blocks[part].cramped(width, sizes[part]) for part, width in self._widths(arrangement))

    def _widths(self, arrangement: Arrangement) -> Iterator[tuple[int, float]]:
        """Every part with the width of its column."""
        for band in arrangement.bands:
            for column, box in zip(band.columns, self.space.columns(band), strict=True):
                for part in (*column.top, *column.bottom):
                    yield part, box.width

    def _largest(self, arrangement: Arrangement, least: float) -> float:
        """The largest common size from ``least`` on, or 0."""
        low = -int(-least / _STEP + _EPS) * _STEP if least % _STEP else least
        if not self.fits(arrangement, self.common(low)):
            return 0.0
        high = self.most + _STEP
        while high - low > _STEP + _EPS:
            middle = whole_steps((low + high) / 2)
            if self.fits(arrangement, self.common(middle)):
                low = middle
            else:
                high = middle
        return low

    def refine(self, fit: Fit) -> Fit:
        """Gives room that is left to texts and tables by turns: all tables, the texts a little, tables, the texts."""
        sizes = list(fit.sizes)
        tables = [part for part, block in enumerate(self.blocks) if block.has_table]
        everything = range(len(sizes))
        if tables:
            self._grow(fit, sizes, tables, "table", fit.size)
        text = self._grow(fit, sizes, everything, "text", min(self.most, fit.size * _A_LITTLE))
        for part in tables:
            self._grow(fit, sizes, (part,), "table", text)
        self._grow(fit, sizes, everything, "text", min(self.most, fit.size * _MOST_ABOVE))
        return replace(fit, sizes=tuple(sizes))

    def _grow(self, fit: Fit, sizes: list[Sizes], parts: Sequence[int], what: str, most: float) -> float:
        """Raises one kind of size of some parts as far as it goes."""

        def at(size: float) -> list[Sizes]:
            return [
                replace(each, **{what: max(size, getattr(each, what))}) if part in parts else each
                for part, each in enumerate(sizes)
            ]

        worst = self._worst(fit.arrangement, sizes)
        low: float = max(getattr(sizes[part], what) for part in parts)
        high = max(low, whole_steps(most)) + _STEP
        while high - low > _STEP + _EPS:
            middle = whole_steps((low + high) / 2)
            trial = at(middle)
            # No table grows at the price of many labels that wrap.
            if self.fits(fit.arrangement, trial) and self._worst(fit.arrangement, trial) <= worst + _MAY_WRAP:
                low = middle
            else:
                high = middle
        sizes[:] = at(low)
        return low


def candidates(blocks: Sequence[PartBlock], box: Box, style: PosterStyle, options: BoardOptions) -> list[Arrangement]:
    """The arrangements worth trying on a sheet: those with as many columns as are wished, where a number is."""
    most = options.columns or (3 if style.landscape else 2)
    if not options.columns and box.width < _LEAST_FOR_COLUMNS * style.unit:
        most = 1
    areas = [block.squares for block in blocks]
    largest = areas.index(max(areas)) if any(areas) else None
    found = arrangements(len(blocks), most, largest, across=not style.landscape, short=options.short)
    return [each for each in found if options.columns in (None, each.columns)]
