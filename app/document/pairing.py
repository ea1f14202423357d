"""What falls short beside what will be done about it: 一是 二是 三是 of a text, where both lists are equally long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.domain.numbering import numeral

_MOST = 20
_NUMBERS = {numeral(number): number for number in range(1, _MOST + 1)}
_MARK = re.compile(rf"(?:^|(?<=[：:；;。，、（(\s]))({'|'.join(sorted(_NUMBERS, key=len, reverse=True))})是")
_END = re.compile(r"[。\n]")
_STOPS = " \t\u3000，、；。："


class _List(NamedTuple):
    """Points with the sentence that leads to them."""

    lead: str
    points: tuple[str, ...]


def pair_up(text: str, short: Sequence[str], mend: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The points of the first list with those of the second, word for word.

    Nothing where the text has not exactly two lists, or lists of different length, or where the first is not said to
    be of what falls short (``short`` words in what leads to it) and the second of what is done about it (``mend``):
    which belongs to which would be a guess.
    """
    lists = _lists(text)
    if len(lists) != 2 or len(lists[0].points) != len(lists[1].points):
        return ()
    first, second = lists
    is_meant = _names(first.lead, short) and not _names(first.lead, mend) and _names(second.lead, mend)
    pairs = tuple(zip(first.points, second.points, strict=True))
    return pairs if is_meant and all(map(all, pairs)) else ()


def _names(lead: str, words: Sequence[str]) -> bool:
    return any(word in lead for word in words)


def _lists(text: str) -> list[_List]:
    """All that begin with 一是; none where one leaves out a number."""
    found: list[_List] = []
    marks = [*_MARK.finditer(text)]
    before = 0
    stops = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, stop in zip(marks, stops, strict=False):
        number = _NUMBERS[mark[1]]
        if number == 1:
            found.append(_List(_last_sentence(text[before : mark.start()]), ()))
        elif not found or number != len(found[-1].points) + 1:
            return []
        end = _END.search(text, mark.end(), stop)
        before = end.end() if end else stop
        point = text[mark.end() : end.start() if end else stop].strip(_STOPS)
        found[-1] = _List(found[-1].lead, (*found[-1].points, point))
    return found


def _last_sentence(text: str) -> str:
    return next((words for words in reversed(_END.split(text)) if words.strip(_STOPS)), "")
