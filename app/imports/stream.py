"""Lines as one stream of comparable signs that still knows where each sign stands in its cell."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.imports.sheet import Line
from app.imports.words import likeness

HARD, SOFT = "\x1f", "\x1e"  # the edge of a cell, which no label crosses; a line end, which a broken label crosses


_FRONT = 4  # signs of a name that must stand as they are


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a sign stands: line (index into the lines of the paper), cell, offset in the folded cell."""

    line: int
    cell: int
    offset: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A label met in the stream: from ``start`` to before ``end``, by its ``key``."""

    key: str
    start: Place
    end: Place


class Stream:
    """The signs of ``lines`` from ``start`` to before ``stop``, with edges between cells and lines."""

    def __init__(self, lines: Sequence[Line], start: Place, stop: Place) -> None:
        self.lines = lines
        parts: list[str] = []
        self._starts: list[int] = []  # in the stream, of each cell; the cell follows its edge
        self._cells: list[tuple[int, int, Sequence[int]]] = []  # its line, its number, the offsets of its signs
        length = 0
        before: Line | None = None
        for number in range(start.line, min(stop.line + 1, len(lines))):
            line = lines[number]
            soft = before is not None and not before.is_row and not line.is_row and not line.gap
            for cell, (signs, offsets) in enumerate(zip(line.signs, line.offsets, strict=True)):
                first, last = 0, len(signs)
                if number == start.line and cell <= start.cell:
                    first = bisect_left(offsets, start.offset) if cell == start.cell else last
                if number == stop.line and cell >= stop.cell:
                    last = bisect_left(offsets, stop.offset) if cell == stop.cell else 0
                parts.append((SOFT if soft and cell == 0 else HARD) + signs[first:last])
                self._starts.append(length + 1)
                self._cells.append((number, cell, offsets[first:last]))
                length += len(parts[-1])
            before = line
        self.signs = "".join(parts)

    def _place(self, index: int) -> Place:
        """Where the sign at ``index`` stands."""
        at = bisect_right(self._starts, index) - 1
        line, cell, offsets = self._cells[at]
        return Place(line, cell, offsets[index - self._starts[at]])

    def hits(self, keys: Iterable[str]) -> list[Hit]:
        """Every place where one of ``keys`` stands, from left to right, the longest at each place, none overlapping."""
        wanted = sorted(set(keys), key=lambda name: (-len(name), name))
        if not wanted:
            return []
        names = {f"k{number}": name for number, name in enumerate(wanted)}
        pattern = re.compile("|".join(f"(?P<{group}>{_pattern(name)})" for group, name in names.items()))
        found = []
        for match in pattern.finditer(self.signs):
            group = match.lastgroup or ""
            last = self._place(match.end() - 1)
            hit = Hit(names[group], self._place(match.start()), Place(last.line, last.cell, last.offset + 1))
            if len(hit.key) > 1 or self._stands_alone(hit):
                found.append(hit)
        return found

    def alike(self, name: str, least: float) -> Hit | None:
        """The first place where ``name`` stands with a sign too many or too few behind its first ones, or None."""
        at = self.signs.find(name[:_FRONT])
        while at >= 0:
            for end in range(at + len(name) - 1, at + len(name) + 2):
                if self.signs[end - 1 : end] == name[-1] and likeness(self.signs[at:end], name, least):
                    last = self._place(end - 1)
                    return Hit(name, self._place(at), Place(last.line, last.cell, last.offset + 1))
            at = self.signs.find(name[:_FRONT], at + 1)
        return None

    def _stands_alone(self, hit: Hit) -> bool:
        """A label of one sign must be a word of its own."""
        text = self.lines[hit.start.line].cells[hit.start.cell]
        around = text[max(0, hit.start.offset - 1) : hit.start.offset] + text[hit.end.offset : hit.end.offset + 1]
        return not any(sign.isalnum() for sign in around)


def _pattern(name: str) -> str:
    """``name`` with line ends allowed between signs, but never next to a digit: 0⏎1.… is a figure and a number."""
    parts = [re.escape(name[0])]
    for left, right in pairwise(name):
        parts.append(re.escape(right) if left.isdigit() or right.isdigit() else f"{SOFT}?{re.escape(right)}")
    return "".join(parts)
