"""Where a line of Chinese may end. Knows characters and their widths in em, no fonts and no paper.

No line begins with a closing mark or ends with an opening one; words and numbers of Latin script hold together, so do
—— and ……; a number keeps its unit where that is cheap. A closing mark that does not fit is pulled back into the line
by squeezing the blank halves of marks; otherwise characters go down and the line is spread.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from unicodedata import combining

OPENERS = frozenset("（《〈【〔「『“‘｛［([{")
PAUSES = frozenset("，。、；：）》〉】〕」』”’！？｝］")
_CLOSERS = frozenset("）》〉】〕」』”’｝］)]}")
NOT_AT_START = PAUSES | frozenset("…—～·％%℃‰)]},.;:!?")
NOT_AT_END = OPENERS
UNITS = frozenset("年月日件条项个号万元％处份次")

KEPT_LIMIT = 2.2  # em that keeping a number with its unit may open
_LENT_LIMIT = 3.2  # the same for a last line that would hold one character
RAGGED_BELOW = 14.0  # em; narrower columns are not spread
MOST_SPREAD = 0.5  # em per gap; a line that would need more stays ragged
_END_SQUEEZE, _INNER_SQUEEZE = 0.5, 0.25
_FULL = 0.9  # a mark narrower than this has no blank half to give
_EPS = 1e-6

# How much a break between two characters costs. Up to _UNIT it is allowed; from _TERM to _PHRASE are phrases.
_FREE, _ORDINAL, _UNIT, _TERM, _BRACKET, _PHRASE, _WORD, _FORBIDDEN = 0, 1, 2, 3, 4, 5, 6, 9
_BETWEEN = frozenset("，、；。！？")  # the marks behind which a phrase ends


class Breaker:
    """One paragraph without forced breaks: ``chars`` and their ``widths`` in em (0 for marks set over another).

    ``phrases`` holds together what stands between two marks, a name with its figure, as far as a line is wide enough.
    """

    def __init__(self, chars: Sequence[str], widths: Sequence[float], *, phrases: bool = False) -> None:
        self.chars = chars
        self.widths = widths
        self.before, self.after = _trims(chars, widths)
        advances = (
            width - before - after for width, before, after in zip(widths, self.before, self.after, strict=True)
        )
        self.sums = list(accumulate(advances, initial=0.0))
        self.costs = [_FORBIDDEN, *(_cost(a, b) for a, b in pairwise(chars))]
        self.loose = list(self.costs)
        if phrases:
            self.costs = [max(cost, tie) for cost, tie in zip(self.costs, _ties(chars), strict=True)]
        opened = False  # blanks hang over the end: what stands before them ends the line
        for at, char in enumerate(chars):
            if opened and at and chars[at - 1].isspace():
                self.costs[at] = _FORBIDDEN
            opened = opened if char.isspace() else char in NOT_AT_END

    def breaks(self, width: float, first: float) -> list[int]:
        """Where each line ends; the first line has ``first`` em, every other ``width``."""
        if self.natural(0, len(self.chars)) > width:
            for cost in (_TERM, _BRACKET, _PHRASE, _WORD):
                self._free_overlong(cost, width)
        ends: list[int] = []
        start, limit = 0, first
        while start < len(self.chars):
            start = self._line_end(start, limit)
            ends.append(start)
            limit = width
        return self._no_lone_character(ends, width, first)

    def natural(self, start: int, end: int) -> float:
        """The width of a line in em, blanks at its end not counted."""
        end = self.visible_end(start, end)
        if end <= start:
            return 0.0
        return self.sums[end] - self.sums[start] + self.before[start] + self.after[end - 1]

    def visible_end(self, start: int, end: int) -> int:
        """``end`` without the blanks that hang over the end of the line."""
        while end > start and self.chars[end - 1].isspace():
            end -= 1
        return end

    def squeezes(self, start: int, end: int) -> tuple[float, list[int]]:
        """What the last mark of a line can give (em), and which inner marks can give a quarter each."""
        end = self.visible_end(start, end)
        if end <= start:
            return 0.0, []
        last = end - 1
        at_end = _END_SQUEEZE if self.chars[last] in PAUSES and self.widths[last] >= _FULL else 0.0
        inner = [
            i
            for i in range(start, last)
            if self.widths[i] >= _FULL
            and (
                (self.chars[i] in PAUSES and not self.after[i])
                or (self.chars[i] in OPENERS and not self.before[i] and i > start)
            )
        ]
        return at_end, inner

    def is_legal(self, position: int) -> bool:
        """True where a line may end before ``chars[position]``."""
        return self.costs[position] <= _UNIT

    def _least(self, start: int, end: int) -> float:
        at_end, inner = self.squeezes(start, end)
        return self.natural(start, end) - at_end - _INNER_SQUEEZE * len(inner)

    def _line_end(self, start: int, limit: float) -> int:
        fit = self._fitting(start, limit)
        if fit >= len(self.chars):
            return fit
        pulled = self._pull(start, fit, limit)
        if pulled:
            return pulled
        if self.costs[fit] == _FREE:
            return fit
        return self._push(start, fit, limit)

    def _fitting(self, start: int, limit: float) -> int:
        """The last end whose natural width fits; at least one character, and blanks that follow hang."""
        end = bisect_right(self.sums, self.sums[start] + limit + 1.0, start + 1) - 1
        while end > start + 1 and self.natural(start, end) > limit + _EPS:
            end -= 1
        end = max(end, start + 1)
        while end < len(self.chars) and self.chars[end].isspace():
            end += 1
        return end

    def _pull(self, start: int, fit: int, limit: float) -> int:
        """The end after pulling forbidden marks back into the line, or 0."""
        end = fit
        while end < len(self.chars) and self.chars[end] in PAUSES:
            end += 1
            if self._least(start, end) > limit + _EPS:
                return 0
            if end == len(self.chars) or self.is_legal(end):
                return end
        return 0

    def _push(self, start: int, fit: int, limit: float) -> int:
        choices = [end for end in range(fit, start, -1) if self.is_legal(end)]
        if not choices:
            return self._forced(start, fit)
        cheap = [end for end in choices if limit - self.natural(start, end) <= KEPT_LIMIT + _EPS]
        for end in cheap:
            if self.costs[end] == _FREE:
                return end
        return min(cheap, key=lambda end: self.costs[end]) if cheap else choices[0]

    def _forced(self, start: int, fit: int) -> int:
        """No legal break: rather through a word than before a mark."""
        return next((end for end in range(fit, start, -1) if self.costs[end] == _WORD), fit)

    def _free_overlong(self, cost: int, width: float) -> None:
        """What is wider than a line may break wherever that costs no more; in a word (an internet address) anywhere."""
        if cost not in self.costs:
            return
        start = 0
        for end in range(1, len(self.chars) + 1):
            if end == len(self.chars) or self.costs[end] < cost:
                if end - start > 1 and self.natural(start, end) > width:
                    for inside in range(start + 1, end):
                        if self.costs[inside] == cost:
                            self.costs[inside] = _FREE if cost == _WORD else self.loose[inside]
                start = end

    def _no_lone_character(self, ends: list[int], width: float, first: float) -> list[int]:
        """A last line of one character and its marks borrows one from the line before."""
        if len(ends) < 2:
            return ends
        before, last = (ends[-3] if len(ends) > 2 else 0), ends[-2]
        if sum(char.isalnum() for char in self.chars[last:]) > 1:
            return ends
        limit = first if len(ends) == 2 else width
        for end in range(last - 1, before + 1, -1):
            if self.costs[end] == _FREE:
                if limit - self.natural(before, end) <= _LENT_LIMIT and self.natural(end, ends[-1]) <= width:
                    return [*ends[:-2], end, ends[-1]]
                break
        return ends


def _trims(chars: Sequence[str], widths: Sequence[float]) -> tuple[list[float], list[float]]:
    """Between two marks one blank half goes: the right one of a closing mark, else the left one of an opening mark."""
    before, after = [0.0] * len(chars), [0.0] * len(chars)
    for i in range(len(chars) - 1):
        a, b = chars[i], chars[i + 1]
        if a in PAUSES and widths[i] >= _FULL and (b in PAUSES or b in OPENERS) and widths[i + 1] >= _FULL:
            after[i] = 0.5
        elif a in OPENERS and b in OPENERS and widths[i] >= _FULL and widths[i + 1] >= _FULL:
            before[i + 1] = 0.5
    return before, after


def _cost(a: str, b: str) -> int:
    """What it costs to end a line between ``a`` and ``b``."""
    if b.isspace() or b in NOT_AT_START or a in NOT_AT_END or combining(b):
        return _FORBIDDEN
    if a.isspace():
        return _FREE
    if (a.isascii() and b.isascii()) or (a.isdigit() and b.isdigit()):
        return _WORD
    if a.isdigit() and b in UNITS:
        return _UNIT
    if a == "万" and b == "元":
        return _UNIT
    if a == "第" and b.isdigit():
        return _ORDINAL
    return _FREE


def _ties(chars: Sequence[str]) -> list[int]:
    """What it costs to part a phrase before each character: behind a colon least, at a bracket more, else most."""
    ties = [_FREE] * max(1, len(chars))
    inside = 0
    for at in range(1, len(chars)):
        before, char = chars[at - 1], chars[at]
        inside += (before in OPENERS) - (before in _CLOSERS)
        if before in _BETWEEN or before.isspace():
            continue
        if char in OPENERS:  # brackets around several things or a figure stand for themselves
            held = next((end for end in range(at, len(chars)) if chars[end] in PAUSES), at)
            is_told = chars[held] in _BETWEEN or any(sign.isdigit() for sign in chars[at:held])
            ties[at] = _FREE if is_told else _BRACKET
        else:
            ties[at] = _TERM if before == "：" and inside <= 0 else _BRACKET if before in _CLOSERS else _PHRASE
    return ties


def may_spread(a: str, b: str) -> bool:
    """True where the gap between two characters may grow: everywhere but inside Latin words and dashes."""
    if a == b and a in "—…":
        return False
    return not (a.isascii() and b.isascii() and not a.isspace() and not b.isspace())
