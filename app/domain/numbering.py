"""（一）（二）…: the headings inside a text part, as paragraphs begin with them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DIGITS = "零一二三四五六七八九"
_NUMBERED = re.compile(r"[ \t\u3000\u00a0]*[（(][一二三四五六七八九十百]+[）)]")
_LEAD_END = re.compile(r"[。：:]")
_LONGEST_LEAD = 30
_MOST = 99
_HEADING = re.compile(r"(?:[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百]+[）)]|\d+[.．、])\s*")

Edit = tuple[int, int, str]  # paragraph, how many signs go at its beginning, what comes in their place


def numeral(number: int) -> str:
    """``number`` (1 to 99) in Chinese: 一, 十, 十二, 二十一."""
    tens, ones = divmod(min(number, _MOST), 10)
    head = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def counted(number: int) -> str:
    """``number`` before a measure word: 两 for 2, else as ``numeral``."""
    return "两" if number == 2 else numeral(number)


def bare(label: str) -> str:
    """A heading without its number: （一）予以公开 is 予以公开, 3.其他 is 其他."""
    return _HEADING.sub("", label, count=1) if _HEADING.match(label) else label


def lead(line: str) -> int:
    """How long the run-in heading of a paragraph is, indent included (（一）主动公开。 of it); 0 where it has none."""
    number = _NUMBERED.match(line)
    if number is None:
        return 0
    end = _LEAD_END.search(line, number.end())
    cut = end.end() if end else len(line)
    indent = len(number[0]) - len(number[0].lstrip())
    return cut if cut - indent <= _LONGEST_LEAD else 0


def is_heading(line: str) -> bool:
    """True where the paragraph is nothing but its lead."""
    return 0 < lead(line) == len(line.rstrip())


def number(lines: Sequence[str], at: int) -> list[Edit]:
    """What to change so that paragraph ``at`` is the next （N）, and those after it go on from there."""
    before = sum(1 for line in lines[:at] if _NUMBERED.match(line))
    return _kept([_put(lines[at], at, before + 1), *_on(lines, at + 1, before + 2)])


def unnumber(lines: Sequence[str], at: int) -> list[Edit]:
    """What to change so that paragraph ``at`` is body text again, and those after it close up."""
    found = _NUMBERED.match(lines[at])
    if found is None:
        return []
    before = sum(1 for line in lines[:at] if _NUMBERED.match(line))
    return [(at, found.end(), ""), *_kept(_on(lines, at + 1, before + 1))]


def _on(lines: Sequence[str], start: int, first: int) -> list[Edit | None]:
    """Numbers the numbered paragraphs from ``start`` on, beginning with ``first``."""
    places = [place for place in range(start, len(lines)) if _NUMBERED.match(lines[place])]
    return [_put(lines[place], place, first + count) for count, place in enumerate(places)]


def _put(line: str, place: int, wanted: int) -> Edit | None:
    found = _NUMBERED.match(line)
    mark = f"（{numeral(wanted)}）"
    if found is None:
        return (place, len(line) - len(line.lstrip()), mark)
    return None if found[0] == mark else (place, found.end(), mark)


def _kept(edits: Sequence[Edit | None]) -> list[Edit]:
    return [edit for edit in edits if edit is not None]
