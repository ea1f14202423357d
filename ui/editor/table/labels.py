"""Breaking official labels into lines: after 「）」「：」「、」 first, elsewhere only where needed.

Pure functions; ``width`` measures a text in px. Labels are printed text and are never shortened.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Measure = Callable[[str], float]

# A piece ends behind one of these; an opening bracket begins a new one.
_PIECE = re.compile(r".+?(?:[）：)]|(?=[（(])|$)", re.DOTALL)
_SHORT_LEAD = re.compile(r"^[一二三四五六七八九十]+、")
_NOT_FIRST = set("，。、；：！？）”’》〉…—")


def pieces(label: str) -> list[str]:
    """``label`` cut where a reader would cut it; joined again they give the label."""
    found = [match.group() for match in _PIECE.finditer(label)]
    merged: list[str] = []
    for piece in found:
        if merged and (merged[-1] in "（(" or piece[0] in _NOT_FIRST):
            merged[-1] += piece
        else:
            merged.append(piece)
    return merged


def wrap(label: str, room: float, width: Measure) -> list[str]:
    """The lines of a row or column label in ``room`` px: one line where it fits, else cut at its pieces."""
    if width(label) <= room:
        return [label]
    lines: list[str] = []
    for piece in _opened(label):
        if lines and width(lines[-1] + piece) <= room:
            lines[-1] += piece
        elif width(piece) <= room:
            lines.append(piece)
        else:
            lines += _filled(piece, room, width)
    return lines


def stack(label: str, room: float, width: Measure) -> list[str]:
    """The lines of a group label beside its rows: number and name apart, the rest balanced."""
    lead = _SHORT_LEAD.match(label)
    parts = [lead.group(), label[lead.end() :]] if lead else pieces(label)
    return [line for part in parts if part for line in _evenly(part, room, width)]


def stack_words(label: str, room: float, width: Measure) -> list[str]:
    """The lines of a column heading: cut at its pieces, then every line filled before the next begins."""
    return [label] if width(label) <= room else [ln for part in pieces(label) for ln in _filled(part, room, width)]


def _filled(text: str, room: float, width: Measure) -> list[str]:
    lines: list[str] = []
    for mark in text:
        if lines and (width(lines[-1] + mark) <= room or mark in _NOT_FIRST):
            lines[-1] += mark
        else:
            lines.append(mark)
    if len(lines) > 1 and len(lines[-1]) == 1 and len(lines[-2]) > 2:  # a single character never stands alone
        lines[-2:] = [lines[-2][:-1], lines[-2][-1] + lines[-1]]
    return lines


def widest_piece(label: str) -> str:
    """The longest stretch of a group label that reads better unbroken."""
    lead = _SHORT_LEAD.match(label)
    parts = [label[lead.end() :]] if lead else pieces(label)
    return max(parts, key=len, default="")


def _opened(label: str) -> list[str]:
    """Pieces for a running label: a leading number such as （一） stays with what follows."""
    found = pieces(label)
    if len(found) > 1 and len(found[0]) <= 4:
        return [found[0] + found[1], *found[2:]]
    return found


def _evenly(text: str, room: float, width: Measure) -> list[str]:
    """``text`` in as few lines as ``room`` allows, none much longer than the others."""
    if width(text) <= room or len(text) < 2:
        return [text]
    count = 2
    while count < len(text):
        lines = _cut(text, count)
        if all(width(line) <= room for line in lines):
            return lines
        count += 1
    return list(text)


def _cut(text: str, count: int) -> list[str]:
    size, longer = divmod(len(text), count)
    lines: list[str] = []
    start = 0
    for number in range(count):
        end = start + size + (1 if number < longer else 0)
        if end < len(text) and text[end] in _NOT_FIRST:
            end += 1
        lines.append(text[start:end])
        start = end
    return [line for line in lines if line]
