"""What a 更正 quotes of words that changed: every change whole, with as many words around it as it takes to find it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

CUT = "……"
SHORT = 44  # signs of words that are quoted whole
_LEAST = 8  # signs that stand in a quote, so that it is found on the paper
_BETWEEN = 12  # of two changes with fewer signs between them than these one quote is made
_LONG_END = 24  # of an end longer than this that did not change only ``_LEAST`` signs are left
_SEEK = 24  # signs beyond those where a seam between words is looked for
_CLAUSE = re.compile(r"[^，：；。！？]*[，：；。！？]+[”’）》]*|[^，：；。！？]+")
_BLANKS = re.compile(r"\s+")
_LOOSE = re.compile(r"(?<![0-9A-Za-z]) | (?![0-9A-Za-z])")  # a blank parts nothing but figures and Latin words
_WORD = re.compile(r"[0-9A-Za-z.,%/+-]{2}")
# Where a Chinese sentence parts for certain: at its marks, and at the little words that stand alone.
_SEAM = re.compile(
    r"(?<=[，；：。！？》）”’了])|(?<=的)(?!确)|(?<!目)(?=的)|(?<=在)(?![线于岗职校编场内外])|(?=[《（“‘])"
)
_LIST_SEAM = re.compile(r"(?<=、)")
_OPENERS, _CLOSERS = "《（“‘", "，、；：。！？》）”’…"


@dataclass(frozen=True, slots=True)
class Stretch:
    """``was`` of the old words reads as ``now`` of the new ones."""

    was: slice
    now: slice


def seen(text: str) -> str:
    """``text`` as it looks on paper: without what cannot be seen, and without blanks that part no words."""
    shown = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return _LOOSE.sub("", _BLANKS.sub(" ", shown))


def stretches(old: str, new: str) -> list[Stretch]:
    """Where both look different, in order; outside of them they look the same."""
    if seen(old) == seen(new):
        return []
    if max(len(old), len(new)) <= SHORT:
        return [Stretch(slice(0, len(old)), slice(0, len(new)))]
    return [_trimmed(old, new, stretch) for stretch in _clauses(old, new)]


def quoted(text: str, part: slice) -> str:
    """The words of ``part``, marked where others stand before and behind them."""
    before, behind = (CUT if part.start else ""), (CUT if part.stop < len(text) else "")
    return f"{before}{text[part]}{behind}" if text else ""


def clauses(text: str) -> frozenset[str]:
    """What stands between its stops, as it looks on paper."""
    return frozenset(map(seen, _CLAUSE.findall(text)))


def _clauses(old: str, new: str) -> list[Stretch]:
    """Whole clauses: those that differ, and those beside them that a short quote needs."""
    mine, theirs = _CLAUSE.findall(old), _CLAUSE.findall(new)
    at_old, at_new = ([0, *accumulate(map(len, clauses))] for clauses in (mine, theirs))
    matcher = SequenceMatcher(None, [seen(each) for each in mine], [seen(each) for each in theirs])
    runs = [run for what, *run in matcher.get_opcodes() if what != "equal"]
    lows, highs = [0, *(run[1] for run in runs)], [*(run[0] for run in runs[1:]), len(mine)]
    found: list[Stretch] = []
    for (a, b, c, d), low, high in zip(runs, lows, highs, strict=False):
        least = min(at_old[b] - at_old[a], at_new[d] - at_new[c])
        before, behind = _beside(least, mine[low:a], mine[b:high])
        was = slice(at_old[a - before], at_old[b + behind])
        now = slice(at_new[c - before], at_new[d + behind])
        if found and was.start - found[-1].was.stop < _BETWEEN:
            last = found.pop()
            was, now = slice(last.was.start, was.stop), slice(last.now.start, now.stop)
        found.append(Stretch(was, now))
    return [each for each in found if seen(old[each.was]) != seen(new[each.now])]


def _beside(size: int, before: Sequence[str], behind: Sequence[str]) -> tuple[int, int]:
    """How many of the clauses before and behind a quote of ``size`` signs go with it, by turns."""
    left = right = 0
    while size < _LEAST and (left < len(before) or right < len(behind)):
        if left < len(before) and (left <= right or right == len(behind)):
            left += 1
            size += len(before[-left])
        else:
            size += len(behind[right])
            right += 1
    return left, right


def _trimmed(old: str, new: str, stretch: Stretch) -> Stretch:
    """Without the most of long ends that are the same; no word and no figure is cut."""
    mine, theirs = old[stretch.was], new[stretch.now]
    least = min(len(mine), len(theirs))
    before = next((at for at in range(least) if mine[at] != theirs[at]), least)
    least -= before
    behind = next((at for at in range(least) if mine[-1 - at] != theirs[-1 - at]), least)
    left = _to_a_gap(mine, before - _LEAST, -1) if before > _LONG_END else 0
    right = len(mine) - _to_a_gap(mine, len(mine) - behind + _LEAST, 1) if behind > _LONG_END else 0
    was, now = stretch.was, stretch.now
    return Stretch(slice(was.start + left, was.stop - right), slice(now.start + left, now.stop - right))


def _to_a_gap(text: str, at: int, step: int) -> int:
    """The next place from ``at`` on where no word, figure or sign is in two; far from any, where no figure is."""
    for seam in (_SEAM, _LIST_SEAM):
        for place in range(at, at + _SEEK * step, step):
            if not 0 < place < len(text):
                return min(max(place, 0), len(text))
            if seam.match(text, place) and not _is_inside(text, place):
                return place
    while 0 < at < len(text) and _is_inside(text, at):
        at += step
    return at


def _is_inside(text: str, at: int) -> bool:
    """True where a figure, a Latin word or a sign would be in two, or a mark part from what it belongs to."""
    in_two = _WORD.match(text, at - 1) or unicodedata.category(text[at])[0] in "MC"
    return bool(in_two) or text[at - 1] in _OPENERS or text[at] in _CLOSERS
