"""Digits that lost their separators, taken apart where the totals of the row leave only one way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Sums = tuple[tuple[int, tuple[int, ...]], ...]  # (column of the total, columns that it adds)

_MOST_STEPS, _MOST_OF_A_PAPER = 5_000, 100_000  # numbers looked at for a row, and for all rows of a paper
_MOST_DIGITS, _LONGEST_NUMBER = 60, 12
_GLUED = re.compile(r"(?:[+\-]?\d+)+")


class Splitter:
    """Splits the rows of one paper. A row is met many times: what was found is remembered.

    ``steps`` is how much the whole paper may cost; once it is used up every further row stays a doubt.
    """

    def __init__(self, steps: int = _MOST_OF_A_PAPER) -> None:
        self._left = steps
        self._known: dict[tuple[tuple[str, ...], int, tuple[bool, ...], Sums], tuple[str, ...] | None] = {}

    def split(self, words: tuple[str, ...], count: int, signed: tuple[bool, ...], sums: Sums) -> tuple[str, ...] | None:
        """``words`` as ``count`` numbers, or None where there is no way to split them or more than one."""
        if len(words) > count or sum(map(len, words)) > _MOST_DIGITS or not all(map(_GLUED.fullmatch, words)):
            return None
        asked = (words, count, signed, sums)
        if asked not in self._known:
            ways = self._ways("\x00".join(words), count, signed, sums)
            first, second = next(ways, None), next(ways, None)
            self._known[asked] = first if second is None else None
        return self._known[asked]

    def _ways(self, text: str, count: int, signed: Sequence[bool], sums: Sums) -> Iterator[tuple[str, ...]]:
        """Every split of ``text`` into ``count`` numbers without leading noughts that agrees with ``sums``.

        A NUL in ``text`` is a boundary that the paper kept.
        """
        least = max(0, self._left - _MOST_STEPS)

        def go(at: int, done: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
            if at < len(text) and text[at] == "\x00":
                at += 1
            if len(done) == count:
                if at == len(text):
                    yield done
                return
            after = count - len(done) - 1  # numbers that must follow, each of one sign at least
            for number in _numbers(text, at, signed[len(done)]):
                self._left -= 1
                if self._left < least:
                    raise _TooMany
                rest = len(text) - at - len(number)
                if rest < after:
                    return
                if rest > (_LONGEST_NUMBER + 2) * after:  # with a sign and a boundary
                    continue
                grown = (*done, number)
                if _agrees(grown, sums):
                    yield from go(at + len(number), grown)

        try:
            yield from go(0, ())
        except _TooMany:
            self._left = least
            yield from ((), ())  # two ways: no way


class _TooMany(Exception):
    """Too many ways to look at; the row stays a doubt."""


def _numbers(text: str, at: int, may_sign: bool) -> Iterator[str]:
    start = at
    if at < len(text) and text[at] in "+-":
        if not may_sign:
            return
        at += 1
    for end in range(at + 1, min(len(text), at + _LONGEST_NUMBER) + 1):
        if not text[end - 1].isdigit():
            return
        yield text[start:end]
        if text[at] == "0":
            return


def _agrees(numbers: Sequence[str], sums: Sums) -> bool:
    latest = len(numbers) - 1
    for total, parts in sums:
        if max(total, *parts) == latest and int(numbers[total]) != sum(int(numbers[part]) for part in parts):
            return False
    return True
