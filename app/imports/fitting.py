"""Figures after a label: gathered, counted against the columns, and split where the paper lost its separators.

Nothing is guessed in silence: a row whose figures do not fit its columns stays blank, and the outcome says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from app.domain.units import CURRENCY, UNITS
from app.domain.values import MARKS
from app.imports.sheet import Line
from app.imports.splitting import Splitter, Sums
from app.imports.stream import Place
from app.imports.words import key, likeness, within

How = Literal["cells", "words", "glued", "apart", "misfit", "none"]

_UNIT = "|".join((*sorted(UNITS, key=len, reverse=True), "[千万亿]"))
_NOTE = r"(?:\([^()]*\))?"
_FIGURE = rf"{CURRENCY}?(?:[+\-−]|增加?|减少?)?\s*[\d,.]*\d(?:{_UNIT}|[件条项个例次份宗起])?[{MARKS}]*{_NOTE}"
# What stands in the place of a figure that a spreadsheet could not work out, or whose result was not kept.
NOT_REACHED = "公式没有结果"
_ERROR = rf"#?(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|{NOT_REACHED})"
_WORD = re.compile(rf"{_FIGURE}|{_ERROR}|\d+(?:[+\-]\d+)+|[-—–/\\]+|\*+|[无零]|[oO〇○lI]|[{MARKS}]+")
_JOINS = re.compile(rf"{_UNIT}|[{MARKS}]+")  # belongs to the figure in front of it, blank or not
_EDGE = " \t、,.;:。()[]“”\"'<>《》#"
_OPENING = "([{“\"'<#* \t"
_CLOSING = "、,;:。)]”\"'> \t"


@dataclass(frozen=True, slots=True)
class Group:
    """What one line holds of a row's figures: cells with known bounds, or one text with figures between blanks."""

    cells: tuple[str, ...]
    is_row: bool
    with_label: bool
    line: int = 0

    @property
    def words(self) -> list[str]:
        """The figures, where a text's blanks part them."""
        return list(self.cells) if self.is_row else [word for cell in self.cells for word in value_words(cell)]


@dataclass(frozen=True, slots=True)
class Fit:
    """``texts`` are the figures column by column, or None where they do not fit.

    ``read`` is what stands there, on the ``lines`` with these indexes.
    """

    how: How
    texts: tuple[str, ...] | None = None
    read: str = ""
    lines: tuple[int, ...] = ()


@dataclass(slots=True)
class Figures:
    """Everything that follows a label up to the next one; ``foreign`` is text that is no figure and ended it."""

    groups: list[Group] = field(default_factory=list)
    foreign: str = ""


def gather(lines: Sequence[Line], start: Place, stop: Place, rest: str = "") -> Figures:
    """The figures from ``start`` to before ``stop``.

    ``rest`` is the key of what the label would still say: 部分公开 may be followed by its own note.
    """
    found = Figures()
    for number in range(start.line, min(stop.line + 1, len(lines))):
        line = lines[number]
        cells = _cut(line, number, start, stop, rest)
        if line.is_row:
            if number > start.line and any(cell and not looks_like_values(cell) for cell in cells):
                found.foreign = " ".join(cells)
                break
            if cells:
                found.groups.append(Group(tuple(cells), True, number == start.line, number))
            continue
        text = cells[0] if cells else ""
        text = _without_rest(text, rest) if number <= start.line + 1 else text
        words = value_words(text)
        if words:
            found.groups.append(Group((" ".join(words),), False, number == start.line, number))
        behind = text.split()[sum(len(word.split()) for word in words) :]
        if key("".join(behind)):
            found.foreign = " ".join(behind)
            break
    return found


def _cut(line: Line, number: int, start: Place, stop: Place, rest: str) -> list[str]:
    """The cells of a line that lie between ``start`` and ``stop``, without those that only hold the labels."""
    found = []
    first = start.cell if number == start.line else 0
    last = stop.cell if number == stop.line else len(line.cells) - 1
    for cell in range(first, min(last + 1, len(line.cells))):
        text, at = line.cells[cell], (number, cell)
        begins, ends = at == (start.line, start.cell), at == (stop.line, stop.cell)
        piece = text[start.offset if begins else 0 : stop.offset if ends else len(text)]
        if begins:
            piece = _without_note(piece)
        if ends:
            piece = piece.rstrip(_OPENING)
        if line.is_row and (begins or ends):
            piece = _without_rest(piece, rest) if begins else piece
            if not piece.strip(_EDGE):
                continue
        found.append(piece.strip())
    return found


def _without_note(text: str) -> str:
    """``text`` after a label without closing marks and without a note in brackets (规章(全区均无制定权限))."""
    stripped = text.lstrip(_CLOSING)
    note = re.match(r"\([^()]*\)", stripped)
    if note and not re.fullmatch(r"\([\d\s]*\)", note[0]):
        stripped = stripped[note.end() :]
    return stripped.strip()


def _without_rest(text: str, rest: str) -> str:
    """``text`` without the words in front that belong to the label."""
    if not rest:
        return text
    words = text.split()
    front = 0
    while front < len(words) and not _WORD.fullmatch(words[front]):
        front += 1
    head = key("".join(words[:front]))
    return " ".join(words[front:]) if within(head, rest) or likeness(head, rest) >= 0.5 else text


def value_words(text: str) -> list[str]:
    """The figures at the front of ``text``, parted by blanks; a unit or mark that stands alone joins its figure."""
    found: list[str] = []
    for word in text.split():
        if found and _JOINS.fullmatch(word) and found[-1][-1].isdigit():
            found[-1] += " " + word
        elif _WORD.fullmatch(word):
            found.append(word)
        else:
            break
    return found


def looks_like_values(text: str) -> bool:
    """True where ``text`` is nothing but figures."""
    return bool(text.strip()) and " ".join(value_words(text)).split() == text.split()


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of a row: how many columns it has, which of them are totals, which may be negative.

    ``splitter`` is the paper's: it takes digits without separators apart.
    """

    count: int
    splitter: Splitter
    sums: Sums = ()
    signed: tuple[bool, ...] = ()

    def glued(self, words: Sequence[str]) -> Fit:
        """Digits without separators, split where the totals of the row leave only one way."""
        texts = self.splitter.split(tuple(words), self.count, self.signed or (False,) * self.count, self.sums)
        if texts is None:
            return Fit("misfit")
        certain = all(len(text) == 1 for text in texts) and (bool(self.sums) or set(texts) == {"0"})
        return Fit("words" if certain else "glued", texts)


def fit(figures: Figures, row: Row) -> Fit:
    """The figures of one row, from the surest reading to the least."""
    found = _fit(figures.groups, row)
    read = " ".join(cell for group in figures.groups for cell in group.cells if cell)
    return replace(found, read=read, lines=tuple(group.line for group in figures.groups))


def _fit(groups: Sequence[Group], row: Row) -> Fit:
    count = row.count
    filled = [group for group in groups if any(group.cells)]
    first = groups[0] if groups and groups[0].is_row and groups[0].with_label else None
    if first and any(first.cells):
        texts = _trimmed(first.cells, count)
        return Fit("cells", texts) if texts else _one_cell(first, row)
    if first and not filled and len(first.cells) >= count:
        return Fit("cells", ("",) * count)
    return _flow(filled, row) if filled else Fit("none")


def _flow(groups: Sequence[Group], row: Row) -> Fit:
    """Figures that stand on lines of their own, or behind the label between blanks."""
    count = row.count
    if any(group.is_row and len(group.cells) > 1 and not group.with_label for group in groups):
        texts = _trimmed(tuple(cell for group in groups for cell in group.cells), count)
        return Fit("apart", texts) if texts else Fit("misfit")
    cells = tuple(cell for group in groups for cell in group.cells if cell)
    if len(cells) == count:
        return Fit("cells", cells)
    words = tuple(word for group in groups for word in group.words if word)
    if len(words) == count:
        return Fit("words" if len(groups) == 1 else "apart", words)
    return row.glued(words)


def _trimmed(cells: tuple[str, ...], count: int) -> tuple[str, ...] | None:
    """``cells`` as ``count`` columns: blank cells that a layout put in front or behind are left out."""
    while len(cells) > count and not cells[-1]:
        cells = cells[:-1]
    while len(cells) > count and not cells[0]:
        cells = cells[1:]
    if len(cells) == count:
        return cells
    filled = tuple(cell for cell in cells if cell)
    return filled if len(cells) > count and len(filled) == count else None


def _one_cell(group: Group, row: Row) -> Fit:
    """A whole row that fell into one cell."""
    filled = [cell for cell in group.cells if cell]
    if len(filled) != 1 or row.count == 1 or not looks_like_values(filled[0]):
        return Fit("misfit")
    words = tuple(value_words(filled[0]))
    return Fit("apart", words) if len(words) == row.count else row.glued(words)
