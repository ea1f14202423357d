"""A text made plain for the finders: one sign for one sign, so that a place found here is a place of the text.

Full-width letters and digits become the usual ones, every kind of blank a blank, every kind of dash a dash, and signs
that cannot be seen one of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

UNSEEN = "\u200b"
TAKEN = "\x01"  # stands where something was found: no finder looks there again
RULED_OUT = "\x02"  # the same where something is known to be nothing private
BAR = "-"
HAN_DIGITS = {
    sign: str(value)
    for value, signs in enumerate(("〇零○", "一壹幺", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for sign in signs
}
# One of them that counts something (一件) belongs to that, not to the number before it.
HAN_DIGIT = f"[{''.join(HAN_DIGITS)}](?![件人次条户个名位份项起])"


class _Signs(dict[int, str | int]):
    """Signs to put for others. One that stays is entered as itself when it is met: looking for it in vain costs more
    than all the rest of a translation.
    """

    def __missing__(self, code: int) -> int:
        self[code] = code
        return code


_PLAIN = _Signs({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
_PLAIN |= {0x1D7CE + at: str(at % 10) for at in range(50)}
_PLAIN |= dict.fromkeys(map(ord, "\t\x0b\x0c\xa0\u1680\u2028\u2029\u202f\u205f\u3000"), " ")
_PLAIN |= dict.fromkeys(range(0x2000, 0x200B), " ")
_PLAIN |= dict.fromkeys(map(ord, "\u00ad\u034f\u061c\u180e\u2060\u2061\u2062\u2063\u2064\ufeff"), UNSEEN)
_PLAIN |= dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), UNSEEN)
_PLAIN |= dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣⁃"), BAR)
_PLAIN |= dict.fromkeys(map(ord, "•・‧∙⋅●"), "·")
_PLAIN |= dict.fromkeys(map(ord, "﹫"), "@")
_PLAIN |= dict.fromkeys(map(ord, "ⅩⅹХх"), "X")

_ENDS = frozenset("0123456789@.-_+~/·" + UNSEEN)
_TRIMMED = " \t\u3000\xa0" + UNSEEN
_OPENERS = frozenset("@.-X")


# Nearly every text is plain once its usual marks are: only one with other signs is translated sign by sign.
_USUAL = tuple((sign, chr(ord(sign) - 0xFEE0)) for sign in "，：；？！（）")
_UNUSUAL = re.compile("[^\u4e00-\u9fff -~\n、。“”《》]")


def plain(text: str) -> str:
    """``text`` as the finders read it, sign for sign."""
    for sign, usual in _USUAL:
        text = text.replace(sign, usual)
    return text.translate(_PLAIN) if _UNUSUAL.search(text) else text


def pieces(text: str, glued: frozenset[str]) -> tuple[tuple[int, str], ...]:
    """``text`` cut at its line feeds, each piece with its place; a line feed that may cut a number cuts nothing.

    ``glued`` are further signs after which a line may go on.
    """
    if "\n" not in text:
        return ((0, text),) if text else ()
    found, start = [], 0
    for match in re.finditer("\n+", text):
        before = text[start : match.start()].rstrip(_TRIMMED)[-1:]
        after = text[match.end() : match.end() + 4].lstrip(_TRIMMED)[:1]
        if match.end() - match.start() < 3 and _goes_on(before, glued) and _begins(after):
            continue
        found.append((start, text[start : match.start()]))
        start = match.end()
    found.append((start, text[start:]))
    return tuple((at, piece) for at, piece in found if piece)


@lru_cache(maxsize=1024)
def _goes_on(sign: str, glued: frozenset[str]) -> bool:
    known = plain(sign)
    return known in _ENDS or known in HAN_DIGITS or (known.isascii() and known.isalnum()) or sign in glued


@lru_cache(maxsize=1024)
def _begins(sign: str) -> bool:
    known = plain(sign)
    return bool(known) and (known in _OPENERS or known in HAN_DIGITS or (known.isascii() and known.isalnum()))


def without(text: str, start: int, end: int, sign: str = TAKEN) -> str:
    """``text`` with that stretch taken out of the finders' sight."""
    return text[:start] + sign * (end - start) + text[end:]
