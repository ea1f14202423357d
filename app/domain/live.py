"""Live numbers: figures of the form that a passage quotes, and that follow their cell.

In a passage as it is kept, a live number is the marker ``⟦address⟧``. Whoever prints, checks or counts a passage asks
for the resolved text. A marker that names no cell of the form is text like any other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from app.domain.address import Address
from app.domain.values import Value, ValueSpec, write

OPENING, CLOSING = "⟦", "⟧"
GAP = "＿"  # what stands for a cell that is still blank: to be seen, on the screen and on paper
_OF_FIGURES = ".．-－"
_LONG = 2000  # signs of a text of which it is worth finding what stayed
_MARKER = re.compile(f"{OPENING}([A-Za-z0-9_.]+){CLOSING}")

Specs = Callable[[Address], ValueSpec | None]  # what an address holds; None where there is no such cell


class Live(NamedTuple):
    """One live number: the cell whose figure stands there."""

    address: Address


Piece = str | Live


def marker(address: Address) -> str:
    """The live number of ``address`` as it is kept."""
    return f"{OPENING}{address}{CLOSING}"


def split(text: str, specs: Specs) -> tuple[Piece, ...]:
    """``text`` as stretches of words and live numbers, in order; nothing is empty, ``join`` brings it back."""
    if OPENING not in text:
        return (text,) if text else ()
    pieces: list[Piece] = []
    words = 0  # where the words begin that belong to no piece yet
    for match in _MARKER.finditer(text):
        if specs(match[1]) is None:
            continue
        if match.start() > words:
            pieces.append(text[words : match.start()])
        pieces.append(Live(match[1]))
        words = match.end()
    if words < len(text):
        pieces.append(text[words:])
    return tuple(pieces)


def join(pieces: Iterable[Piece]) -> str:
    """Pieces as one text, the way it is kept."""
    return "".join(marker(piece.address) if isinstance(piece, Live) else piece for piece in pieces)


def figure(address: Address, values: Mapping[Address, Value], specs: Specs) -> str:
    """What stands at a live number: the bare figure (the unit is the clerk's to write), or ``GAP`` for a blank."""
    spec = specs(address)
    return (write(values.get(address), spec) if spec else "") or GAP


def resolve(text: str, values: Mapping[Address, Value], specs: Specs) -> str:
    """``text`` as it is read: every live number is its figure."""
    if OPENING not in text:
        return text
    return "".join(
        figure(piece.address, values, specs) if isinstance(piece, Live) else piece for piece in split(text, specs)
    )


def kept_span(text: str, start: int, end: int, values: Mapping[Address, Value], specs: Specs) -> tuple[int, int] | None:
    """Where ``start`` to ``end`` of the text as it is read stands in ``text`` as it is kept; None where a live number
    begins, ends or stands within.
    """
    if OPENING not in text:
        return (start, end) if 0 <= start <= end <= len(text) else None
    read = kept = 0
    for piece in split(text, specs):
        words = figure(piece.address, values, specs) if isinstance(piece, Live) else piece
        if read <= start and end <= read + len(words) and isinstance(piece, str):
            return kept + start - read, kept + end - read
        read += len(words)
        kept += len(join((piece,)))
    return None


class Signs:
    """Places in ``text`` as it is read, where every live number is one sign, as on a page."""

    def __init__(self, text: str, values: Mapping[Address, Value], specs: Specs) -> None:
        self._pieces: list[tuple[int, int, bool]] = []  # where each ends as it is read, and as signs; a live number?
        read = signs = 0
        for piece in split(text, specs):
            is_live = isinstance(piece, Live)
            read += len(figure(piece.address, values, specs) if isinstance(piece, Live) else piece)
            signs += 1 if isinstance(piece, Live) else len(piece)
            self._pieces.append((read, signs, is_live))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``start`` to ``end`` stands; part of a live number counts as the whole of it, what lies behind the
        text is cut off.
        """
        return self._place(start, behind=False), self._place(end, behind=True)

    def _place(self, at: int, *, behind: bool) -> int:
        key = (lambda piece: piece[0]) if behind else (lambda piece: piece[0] - 1)
        number = bisect_left(self._pieces, at, key=key)
        if number == len(self._pieces):
            return self._pieces[-1][1] if self._pieces else 0
        read, signs, is_live = self._pieces[number]
        if not is_live:
            return signs - (read - at)
        before = self._pieces[number - 1][0] if number else 0
        return signs if at > before and behind else signs - 1


def edited(text: str, typed: str, values: Mapping[Address, Value], specs: Specs) -> str:
    """``typed`` as it is kept, where somebody edited ``text`` as it is read: live numbers left alone stay live.

    ``resolve`` of the answer is ``typed`` again, unless a marker was typed. A figure that was written anew is words,
    and so is everything in a text of more than ``_LONG`` signs.
    """
    before = resolve(text, values, specs)
    if OPENING not in text or before == typed or max(len(before), len(typed)) > _LONG:
        return text if before == typed else typed
    from difflib import SequenceMatcher  # not needed before somebody edits such a text

    same = SequenceMatcher(None, before, typed, autojunk=False).get_matching_blocks()
    kept, done, end = "", 0, 0
    for piece in split(text, specs):
        words = figure(piece.address, values, specs) if isinstance(piece, Live) else piece
        start, end = end, end + len(words)
        block = next((block for block in same if block.a <= start and end <= block.a + block.size), None)
        if not isinstance(piece, Live) or block is None or block.size == len(words):
            continue  # the same figure alone may have come from anywhere
        at = block.b + start - block.a
        beside = typed[max(0, at - 1) : at] + typed[at + len(words) : at + len(words) + 1]
        if not any(sign.isdigit() or sign in _OF_FIGURES for sign in beside):
            kept, done = kept + typed[done:at] + join((piece,)), at + len(words)
    return kept + typed[done:]


def quoted(text: str, specs: Specs) -> tuple[Address, ...]:
    """The cells that live numbers of ``text`` stand for, each once, in the order of the text."""
    if OPENING not in text:
        return ()
    return tuple(dict.fromkeys(piece.address for piece in split(text, specs) if isinstance(piece, Live)))


def gaps(text: str, values: Mapping[Address, Value], specs: Specs) -> tuple[Address, ...]:
    """Those of ``quoted`` that are blank."""
    return tuple(address for address in quoted(text, specs) if values.get(address) is None)
