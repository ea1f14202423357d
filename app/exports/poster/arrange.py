"""The ways to place the parts of a report on a sheet: bands of columns, numbers always in an order a reader expects.

Either the parts run column by column, or row by row (一 二 三 over 四 五 六, where a high part may fill its column
alone), or one part runs across the sheet between bands of columns. Nothing here knows what the parts say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise


@dataclass(frozen=True, slots=True)
class Column:
    """Parts under one another, by their number in the report: ``top`` in the first row, ``bottom`` in the second.

    A column without ``bottom`` fills the band from top to bottom. ``place`` is its number from the left.
    """

    place: int
    top: tuple[int, ...]
    bottom: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """Columns side by side; the second row of all columns begins at one height.

    ``shares`` are their widths where they differ.
    """

    columns: tuple[Column, ...]
    shares: tuple[float, ...] = ()

    @property
    def is_in_rows(self) -> bool:
        """True where it has a second row."""
        return any(column.bottom for column in self.columns)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Bands one under the other. ``liking`` weighs it against others that reach the same size of type."""

    bands: tuple[Band, ...]
    liking: float = 1.0

    @property
    def columns(self) -> int:
        """How many of them stand side by side, where most do."""
        return max(len(band.columns) for band in self.bands)


# A landscape sheet looks best in rows with its largest table alone in a column, a portrait one with that table across;
# other ways must earn their place with larger type.
_FIRST, _SECOND, _COLUMNS, _SINGLE = 1.0, 0.92, 0.9, 0.88
_WIDE_AND_NARROW = (0.62, 0.38)  # of the width


def splits(first: int, last: int, count: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    """The ways to cut the parts ``first`` … ``last - 1`` into ``count`` groups of neighbours, the most even first."""
    whole = range(first, last)
    if count > len(whole):
        return
    ways = []
    for cuts in combinations(range(first + 1, last), count - 1):
        edges = (first, *cuts, last)
        ways.append(tuple(tuple(range(a, b)) for a, b in pairwise(edges)))
    yield from sorted(ways, key=lambda way: sum(len(group) ** 2 for group in way))


def arrangements(
    count: int, most_columns: int, largest: int | None, *, across: bool, short: bool = False
) -> list[Arrangement]:
    """All ways for ``count`` parts in up to ``most_columns`` columns, those that are liked best first.

    ``largest`` is the part that had best fill a column alone, or run across the sheet where ``across`` is set. In the
    ``short`` version the tables are short lists beside a long text.
    """
    if count <= 0:
        return []
    found = [Arrangement((Band((Column(0, tuple(range(count))),)),), _SINGLE if most_columns > 1 else 1.0)]
    for columns in range(2, most_columns + 1):
        for band in _in_rows(count, columns):
            alone = [column.top[0] for column in band.columns if not column.bottom] == [largest]
            found.append(Arrangement((band,), _FIRST if alone and not across else _SECOND))
        for middle in range(count):
            liking = _FIRST if across and middle == largest else _SECOND
            found += [Arrangement(bands, liking) for bands in _across(count, columns, middle)]
        found += [Arrangement((_columns(way),), _COLUMNS) for way in splits(0, count, columns)]
    if short and most_columns > 1:
        found += [Arrangement(bands, _FIRST) for bands in _beside(count)]
    unique = {each.bands: each for each in sorted(found, key=lambda each: each.liking)}
    return sorted(unique.values(), key=lambda each: -each.liking)


def _columns(groups: Sequence[tuple[int, ...]]) -> Band:
    return Band(tuple(Column(place, group) for place, group in enumerate(groups)))


def _in_rows(count: int, columns: int) -> Iterator[Band]:
    """The first parts in the first row; some of them fill their columns, the rest stands in the second row."""
    if count <= columns:
        return
    for high in range(columns):
        for filled in combinations(range(columns), high):
            low = [place for place in range(columns) if place not in filled]
            for way in splits(columns, count, len(low)):
                below = dict(zip(low, way, strict=True))
                yield Band(tuple(Column(place, (place,), below.get(place, ())) for place in range(columns)))


def _across(count: int, columns: int, middle: int) -> Iterator[tuple[Band, ...]]:
    """The part ``middle`` across the sheet, those before and after it in columns."""
    for before in _bands(0, middle, columns):
        for after in _bands(middle + 1, count, columns):
            yield (*before, Band((Column(0, (middle,)),)), *after)


def _bands(first: int, last: int, columns: int) -> Iterator[tuple[Band, ...]]:
    if first == last:
        yield ()
        return
    for way in splits(first, last, min(columns, last - first)):
        yield (_columns(way),)


def _beside(count: int) -> Iterator[tuple[Band, ...]]:
    """The first part with some parts in a narrower column beside it, the rest across the sheet below them."""
    for end in range(2, count + 1):
        pair = Band((Column(0, (0,)), Column(1, tuple(range(1, end)))), _WIDE_AND_NARROW)
        yield (pair, *(Band((Column(0, (part,)),)) for part in range(end, count)))
