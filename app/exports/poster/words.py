"""How a short official label breaks into lines inside a square of a table.

Words are kept in pairs of characters (不予/公开, 社会/公益/组织, never 不予公/开); a number in brackets, a group of
letters or digits, and a mark with the character it belongs to hold together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate, pairwise

from app.exports.breaking import NOT_AT_END, NOT_AT_START

Widths = Callable[[str], float]

_TOKEN = re.compile(r"^（[^（）]{1,3}）|[A-Za-z0-9.,%+-]+|.", re.DOTALL)
_BRACKETS = re.compile(r"（[^（）]{1,8}）|[A-Za-z0-9.,%+-]+|.", re.DOTALL)
_NUMBER = re.compile(r"（[^（）]{1,3}）|\d+[.．]|[一二三四五六七八九十甲乙丙丁戊己庚辛壬癸]+、")
_LINE_COST, _ODD_COST, _TAIL_COST = 0.3, 6.0, 0.6
_EPS = 1e-6


@lru_cache(maxsize=4096)
def tokens(label: str, keep_brackets: bool = False) -> tuple[str, ...]:
    """The pieces of a label that are never cut: closing marks cling to what is before, opening ones to what follows."""
    pieces: list[str] = []
    for piece in (_BRACKETS if keep_brackets else _TOKEN).findall(" ".join(label.split())):
        if pieces and (piece in NOT_AT_START or pieces[-1] in NOT_AT_END or piece == "/"):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return tuple(pieces)


def number_of(label: str) -> str:
    """The number at the start of a label (1. or （三） or 二、), or nothing."""
    found = _NUMBER.match(label)
    return found.group() if found else ""


def narrowest(label: str, widths: Widths, chars: int) -> float:
    """The least width (em) in which a label can stand with up to ``chars`` characters of a word on a line."""
    pieces = tokens(label)
    if not pieces:
        return 0.0
    whole = widths("".join(pieces))
    return min(whole, max(float(chars), *(widths(piece) for piece in pieces)))


def fold(label: str, widths: Widths, width: float) -> tuple[str, ...]:
    """The lines of a label in a square ``width`` em wide, as even as may be; one line where it fits.

    A piece that is wider than the square gets a line of its own: the caller sees to it that this does not happen.
    """
    pieces = tokens(label)
    if not pieces:
        return ()
    if widths("".join(pieces)) <= width + _EPS:
        return ("".join(pieces),)
    at_comma = _comma_lines(label, widths, width)
    if at_comma:
        return at_comma
    whole = tokens(label, keep_brackets=True)
    return _even_lines(whole if all(widths(piece) <= width + _EPS for piece in whole) else pieces, widths, width)


def _comma_lines(label: str, widths: Widths, width: float) -> tuple[str, ...]:
    """A whole sentence breaks after its commas where each clause fits."""
    clauses = [clause for clause in re.split(r"(?<=[，；])", label) if clause]
    if len(clauses) < 2 or any(widths(clause) > width + _EPS for clause in clauses):
        return ()
    return tuple(clauses)


def _even_lines(pieces: tuple[str, ...], widths: Widths, width: float) -> tuple[str, ...]:
    """The cheapest way to cut: even lines, few of them, words cut between pairs."""
    number = 1 if number_of(pieces[0]) == pieces[0] else 0
    ends = list(accumulate(map(widths, pieces), initial=0.0))
    mean = ends[-1] - ends[number]
    mean /= max(1.0, -(-mean // max(width, 1.0)))
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(pieces) + 1):
        after = _LINE_COST + _cut_cost(len(pieces), end, number)
        choices = []
        for start in range(end - 1, -1, -1):  # farther and farther back, until the line is full
            wide = ends[end] - ends[start]
            if wide > width + _EPS and end - start > 1:
                break
            alone = number and start == 0 and end == number
            uneven = 0.0 if alone else (wide - mean) ** 2
            choices.append((best[start][0] + uneven + after, start))
        best.append(min(choices))
    cuts = [len(pieces)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    cuts.reverse()
    return tuple("".join(pieces[start:end]) for start, end in pairwise(cuts))


def _cut_cost(count: int, end: int, number: int) -> float:
    """Words are pairs; in a label of odd length the pairs count from its end (上一年/项目数量)."""
    left, right = end - number, count - end
    if not right or not left:
        return 0.0
    if count - number == 3:  # 自/然/人, but 甲、/民政/类
        return -1.0 if not number else (right - 1) * _ODD_COST
    return right % 2 * (_TAIL_COST if left % 2 == 0 else _ODD_COST)
