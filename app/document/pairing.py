"""What falls short beside what will be done about it: 一是 二是 三是 of a text, where both lists are equally long."""

from __future__ import annotations

import re

from app.domain.numbering import numeral

_FIRST = re.compile(r"一是")
_END = re.compile(r"[。\n]")
_STOPS = " \t\u3000，、；。："
_MOST = 20


def pair_up(text: str) -> tuple[tuple[str, str], ...]:
    """The points of the first list with those of the second, word for word.

    Nothing where the text has not exactly two lists, or lists of different length: which belongs to which would be a
    guess.
    """
    starts = [found.start() for found in _FIRST.finditer(text) if not _is_later(text, found.start())]
    if len(starts) != 2:
        return ()
    short, done = _points(text[starts[0] : starts[1]]), _points(text[starts[1] :])
    return tuple(zip(short, done, strict=True)) if len(short) == len(done) and all((*short, *done)) else ()


def _is_later(text: str, at: int) -> bool:
    """True for the 一是 in 十一是."""
    return at > 0 and text[at - 1] in "十百"


def _points(text: str) -> tuple[str, ...]:
    """What follows 一是, 二是 …, each up to its full stop."""
    places, at = [], 0
    for number in range(1, _MOST + 1):
        mark = f"{numeral(number)}是"
        found = text.find(mark, at)
        if found < 0:
            break
        places.append((found, found + len(mark)))
        at = found + len(mark)
    ends = [start for start, _ in places[1:]] + [len(text)]
    points = (text[start:end] for (_, start), end in zip(places, ends, strict=True))
    return tuple(_END.split(point.strip(), maxsplit=1)[0].strip(_STOPS) for point in points)
