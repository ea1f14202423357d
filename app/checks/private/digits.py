"""Numbers in any spelling: the digits of a run with their places, however they are parted, and the sums behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.checks.private.text import HAN_DIGIT, HAN_DIGITS, UNSEEN

_DIGIT = rf"(?:[0-9]|{HAN_DIGIT})"
_FIRST = rf"[0-9{''.join(HAN_DIGITS)}](?:(?<=[0-9])|(?<={HAN_DIGIT}))"  # the same, looked for at full speed
_PARTING = re.escape(" \n./_~·-" + UNSEEN)
_RUN = re.compile(rf"{_FIRST}(?:[{_PARTING}]{{0,4}}(?:{_DIGIT}|[Xx]))+")
LEAST = 11  # digits of the shortest number that is looked for
_CODE = frozenset("-./_~·")  # what parts the pieces of a reference number, beside those of a telephone number

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_BORN_FROM, _BORN_TO = 1900, 2035


@dataclass(frozen=True, slots=True)
class Number:
    """Digits that stand together: their place, in how many signs each piece of them, what parts the pieces.

    ``lines`` are the pieces that line feeds make of it; ``ends`` are the parting signs before and after, "" where there
    are none.
    """

    digits: str
    start: int
    end: int
    sizes: tuple[int, ...]
    parts: frozenset[str]
    lines: tuple[int, ...]
    ends: tuple[str, str]

    @property
    def is_even(self) -> bool:
        """Parted every n digits, the rest before or after; or in no more than two pieces."""
        if len(self.sizes) <= 2:
            return True
        inner = set(self.sizes[1:-1])
        most = max(self.sizes)
        if len(inner) != 1 or inner != {most}:
            return False
        return most in (self.sizes[0], self.sizes[-1])

    @property
    def is_of_a_code(self) -> bool:
        """The dashes that part it go on beyond it: a piece of some longer reference number."""
        return len(self.sizes) > 1 and any(end in _CODE and end in self.parts for end in self.ends)

    @property
    def is_of_a_row(self) -> bool:
        """The blanks that part it go on beyond it: some of the figures in a row of a table."""
        return len(self.sizes) > 2 and any(end == " " and end in self.parts for end in self.ends)


class Run:
    """A stretch of digits and what parts them."""

    def __init__(self, text: str, start: int) -> None:
        self.digits: list[str] = []
        self.places: list[int] = []
        self.gaps: list[str] = []  # what parts each digit from the one before; UNSEEN where another script begins
        gap, last_han = "", False
        for at, sign in enumerate(text, start=start):
            han = sign in HAN_DIGITS
            if not han and not sign.isdigit() and sign not in "Xx":
                gap += sign.replace(UNSEEN, "")
                continue
            if self.digits and not gap and (han != last_han or sign in "Xx"):
                gap = UNSEEN  # may end here, and is not parted
            self.digits.append(HAN_DIGITS.get(sign, sign.upper()))
            self.places.append(at)
            self.gaps.append(gap)
            gap, last_han = "", han

    def starts(self) -> Iterator[int]:
        """Where a number may begin."""
        return (at for at, gap in enumerate(self.gaps) if gap or at == 0)

    def number(self, at: int, length: int) -> Number | None:
        """The ``length`` digits from ``at`` on; None where they end within a piece."""
        end = at + length
        if end > len(self.digits) or (end < len(self.digits) and not self.gaps[end]):
            return None
        inner = self.gaps[at + 1 : end]
        sizes = _pieces(gap not in ("", UNSEEN) and "\n" not in gap for gap in inner)  # a line that ends parts nothing
        lines = _pieces("\n" in gap for gap in inner)
        return Number(
            "".join(self.digits[at:end]),
            self.places[at],
            self.places[end - 1] + 1,
            sizes,
            frozenset("".join(inner)) - {UNSEEN, "\n"},
            lines,
            (_edge(self.gaps[at]) if at else "", _edge(self.gaps[end]) if end < len(self.digits) else ""),
        )


def _pieces(cuts: Iterable[bool]) -> tuple[int, ...]:
    """How many signs stand between the cuts, which are asked for before every sign but the first."""
    sizes = [1]
    for cut in cuts:
        if cut:
            sizes.append(1)
        else:
            sizes[-1] += 1
    return tuple(sizes)


def _edge(gap: str) -> str:
    return "" if "\n" in gap else (gap.strip(" " + UNSEEN) or gap.strip(UNSEEN))[-1:]


@lru_cache(maxsize=8)
def runs(text: str) -> tuple[Run, ...]:
    """Every stretch of at least ``LEAST`` digits; ``text`` is plain (``text.plain``). Kept for the next finder."""
    long = (match for match in _RUN.finditer(text) if match.end() - match.start() >= LEAST)
    found = (Run(match[0], match.start()) for match in long)
    return tuple(run for run in found if len(run.digits) >= LEAST)


def is_identity(digits: str) -> bool:
    """Whether the eighteenth sign is the check digit of GB 11643 for the seventeen before it."""
    if len(digits) != 18 or not digits[:17].isdigit():
        return False
    return _CHECKS[sum(int(sign) * weight for sign, weight in zip(digits, _WEIGHTS, strict=False)) % 11] == digits[17]


def is_region(digits: str) -> bool:
    """Whether six digits may name a county: its prefecture is 01 to 70, or 90 where a province runs it."""
    prefecture = int(digits[2:4])
    return 1 <= prefecture <= 70 or prefecture == 90


def is_born(digits: str) -> bool:
    """Whether eight digits (or six, of the last century) are a day on which somebody may have been born."""
    whole = digits if len(digits) == 8 else f"19{digits}"
    try:
        day = date(int(whole[:4]), int(whole[4:6]), int(whole[6:]))
    except ValueError:
        return False
    return _BORN_FROM <= day.year <= _BORN_TO


def is_luhn(digits: str) -> bool:
    """Whether the last digit is that of Luhn (ISO/IEC 7812)."""
    if not digits.isdigit():
        return False
    doubled = [int(sign) if at % 2 == 0 else int(sign) * 2 for at, sign in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
