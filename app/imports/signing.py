"""The lines under a report, or between its title and its first words: who signs it, and on which day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from app.domain.organ import short_name
from app.imports.words import fold, key

_DATE = re.compile(r"\(?(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\)?")
_SEAT = "人民政府"
_MORE = 8  # signs that a line may say before or behind the name: the county above it, the office below
_LONG = 6  # signs of a name in which two may be wrong, in a shorter one only one
_LEAST = 3  # signs of a name that is known again with a wrong one


def day_of(line: str) -> date | None:
    """The day that a line states and nothing else; None too for a day that no calendar has."""
    match = _DATE.fullmatch(fold(line).strip())
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def is_signer(line: str, organ: str) -> bool:
    """True for a line that is the name of the organ, the county before it or not, maybe with a sign or two wrong."""
    name, own = _names(line, organ)
    return bool(own) and ((name.endswith(own) and len(name) <= len(own) + _MORE) or _is_slip(name, own))


def _stands_alone(line: str, organ: str) -> bool:
    """The same where no day is beside it: nothing else may be said there."""
    name, own = _names(line, organ)
    return bool(own) and (name == own or (key(line).endswith(_SEAT) and _is_slip(name, own)))


def _is_office(line: str, organ: str) -> bool:
    """An office of the organ, 示例乡人民政府办公室."""
    name, own = key(line), key(short_name(organ))
    return bool(own) and name.startswith(own) and len(name) <= len(own) + _MORE


def _names(line: str, organ: str) -> tuple[str, str]:
    return key(short_name(line)), key(short_name(organ))


def _is_slip(name: str, own: str) -> bool:
    if min(len(name), len(own)) < _LEAST or name[-1] != own[-1] or abs(len(name) - len(own)) > 1:
        return False
    return _distance(name, own) <= (2 if len(own) >= _LONG else 1)


def _distance(left: str, right: str) -> int:
    """How many signs have to be put in, taken out or changed."""
    above = list(range(len(right) + 1))
    for row, sign in enumerate(left, 1):
        line = [row]
        for column, other in enumerate(right, 1):
            line.append(min(above[column] + 1, line[-1] + 1, above[column - 1] + (sign != other)))
        above = line
    return above[-1]


def cut_below(pieces: Sequence[str], organ: str) -> tuple[list[str], list[str]]:
    """(the text, the closing lines with the organ's name and the date)."""
    body = list(pieces)
    closing: list[str] = []
    while body:
        last = body[-1]
        signs = is_signer(last, organ) or _is_office(last, organ) if closing else _stands_alone(last, organ)
        if last and not signs and not _DATE.fullmatch(fold(last).strip()):
            break
        if body.pop():
            closing.insert(0, last)
    return body, closing


def cut_above(pieces: Sequence[str], organ: str, day: date | None) -> tuple[list[str], list[str]]:
    """(the text, the lines before it with the organ's name and a day): as they stand under the title of many a paper.

    ``day`` stands under the report already: the lines count only where they say the same.
    """
    head: list[str] = []
    for piece in pieces:
        if piece and not is_signer(piece, organ) and day_of(piece) is None:
            break
        head.append(piece)
    found = [here for piece in head if (here := day_of(piece)) is not None]
    if not found or len(set(found)) > 1 or (day is not None and found[0] != day):
        return list(pieces), []
    return list(pieces[len(head) :]), [piece for piece in head if piece]
