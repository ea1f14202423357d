"""How wide columns and how high rows must be, in the measures of a spreadsheet: digits of 11 pt, and points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import ceil

from app.domain.address import Address
from app.grid.layout import Grid, Square

PAGE = 84.0  # digits across an A4 sheet that stands upright
WIDE_PAGE = 124.0  # and across one that lies
WORDS = 78.0  # of a column of words: inside the margins in 宋体, too; LibreOffice never shrinks a single column
LINE, TEXT_LINE, HEADING_LINE = 15.0, 18.0, 26.0  # pt
_SIGN = 1.84  # digits that a Chinese sign of the same size is wide
_PAD = 0.9  # left and right of words together
_INDENT = 1.5  # before the label of a row
_STRONG = 0.9  # more for a figure in strong type
_ROW = 22.0  # pt, the least
_AIR = 7.0  # pt above and below words together
CROWDED = 1.3  # a page that stands may be shrunk by this much for headings that break well
_STOPS = "。；！？"
_NUMBER = re.compile(r"（[^（）]{1,3}）")
_HEADS = (12, 10, 8, 7, 6, 5, 4, 3, 2)  # Chinese signs on a line of a column heading, the widest that has room first
_FALLBACK = 4
_GROUPS = (4, 5, 3, 6)  # and of a group of rows
_LABEL = (12.0, 31.0)  # digits of the last label column
_FIRST_LABEL = 0.36  # of the page, where there is one label column


@lru_cache(maxsize=4096)
def width(text: str) -> float:
    """The width of ``text`` in Chinese signs; others are half as wide."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def _signs(room: float) -> int:
    return max(1, int((room - _PAD / 2) / _SIGN))


def lines(text: str, room: float) -> int:
    """In how many lines ``text`` stands in a cell ``room`` digits wide."""
    return sum(max(1, ceil(width(line) / _signs(room))) for line in text.split("\n"))


def pieces(text: str, room: float, most: int) -> Iterator[str]:
    """``text`` in pieces of at most ``most`` lines, cut behind a sentence where there is one."""
    start, used, whole = 0, 0.0, _signs(room) * most
    for at, sign in enumerate(text):
        wide = _signs(room) if sign == "\n" else width(sign)
        if used + wide > whole:
            stop = max(text.rfind(mark, start + (at - start) // 2, at) for mark in _STOPS) + 1 or at
            yield text[start:stop]
            start, used = stop, sum(map(width, text[stop:at]))
        used += wide
    yield text[start:]


def column_widths(grid: Grid, figures: Mapping[Address, str]) -> list[float]:
    """The width of every grid column: labels first, then values by their shares, none narrower than its words."""
    labels = [_label_width(grid, column) for column in range(grid.labels)]
    columns = range(grid.labels, grid.width)
    heads = [[square.text for square in _alone(grid, column, "column")] for column in columns]
    least = [_figure_width(grid, column, figures) for column in columns]
    words = [text for found in heads for text in found]
    for signs in _HEADS:
        needs = _needs(heads, least, signs)
        if sum(labels) + sum(needs) <= PAGE * CROWDED and _breaks_well(words, signs):
            break
    else:
        signs = _FALLBACK
        needs = _needs(heads, least, signs)
    room = max(PAGE - sum(labels), 0.0)
    shares = [float(share) * room for share in grid.shares]
    most = [_most(found, signs) for found in heads]
    return labels + [max(need, min(share, top)) for need, share, top in zip(needs, shares, most, strict=True)]


def _needs(heads: Sequence[Sequence[str]], least: Sequence[float], signs: int) -> list[float]:
    return [max(figure, _head_width(words, signs)) for figure, words in zip(least, heads, strict=True)]


def _room(signs: float) -> float:
    return signs * _SIGN + _PAD


def _figure_width(grid: Grid, column: int, figures: Mapping[Address, str]) -> float:
    squares = _alone(grid, column, "value")
    rooms = (_room(width(figures.get(s.address, ""))) + (_STRONG if s.is_total else 0.0) for s in squares)
    return max(rooms, default=0.0)


def _head_width(words: Sequence[str], signs: int) -> float:
    return max((_room(max(2.0, min(width(text), signs))) for text in words), default=_room(2))


def _most(words: Sequence[str], signs: int) -> float:
    """How wide a column may grow before its heading breaks after one sign more."""
    return _room(signs + 0.1) if any(width(text) > signs for text in words) else PAGE


def _breaks_well(words: Sequence[str], signs: int) -> bool:
    """True where no line is left with a single sign and no pair is cut behind a number in brackets: （三）不予/公开."""
    return all(width(text) <= signs or _is_even(text, signs) for text in words)


def _is_even(text: str, signs: int) -> bool:
    number = _NUMBER.match(text)
    return not 0 < width(text) % signs <= 1 and not (number and (signs - len(number.group())) % 2)


def _label_width(grid: Grid, column: int) -> float:
    words = [square.text for square in _alone(grid, column, "row")]
    if column < grid.labels - 1:
        signs = next((signs for signs in _GROUPS if _breaks_well(words, signs)), _GROUPS[0])
        return _room(max((min(width(text), signs) for text in words), default=2.0))
    least, most = _LABEL
    least = max(least, PAGE * _FIRST_LABEL) if grid.labels == 1 else least
    return min(most, max(least, _room(max(map(width, words), default=0.0) + 1)))


def _alone(grid: Grid, column: int, kind: str) -> list[Square]:
    return [square for square in grid.squares if (square.kind, square.column, square.columns) == (kind, column, 1)]


def row_heights(grid: Grid, widths: Sequence[float]) -> list[float]:
    """The height of every grid row, so that all words are seen whole; words over several rows find room as well."""
    heights = [_ROW] * grid.height
    for square in sorted(grid.squares, key=lambda square: square.rows):
        room = sum(widths[square.column : square.column + square.columns]) - (_INDENT if square.kind == "row" else 0.0)
        need = lines(square.text, room) * LINE + _AIR
        rows = range(square.row, square.row + square.rows)
        lack = need - sum(heights[row] for row in rows)
        for row in rows if lack > 0 else ():
            heights[row] += lack / square.rows
    return heights
