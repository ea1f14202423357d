"""How the words of a table break inside their squares. Headings break in chunks of two: 社会/公益/组织."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise

from app.exports.fonts import FontBook
from app.exports.typeset import Line, Run, break_lines, one_line

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_GROUP_NUMBER = re.compile(r"（[^（）]{1,3}）|[一二三四五六七八九十甲乙丙丁戊己庚辛壬癸]{1,3}、|\d{1,2}[.．、]")
_ITEM_NUMBER = re.compile(r"\d{1,2}[.．、]")
STEP = 1.28  # em from one upright character to the next
MARK_STEP = 0.46  # em that a 、 adds between two upright characters
_MARKS = "、，"
_WORD_ENDS = "计数量额率"  # the second characters of words: 小计, 件数, 数量 …


@dataclass(frozen=True, slots=True)
class Text:
    """Words broken into lines of one size. ``indent`` is where the lines after the first begin."""

    lines: tuple[Line, ...]
    size: float
    lead: float
    indent: float = 0.0

    @property
    def height(self) -> float:
        """From the top of the first line's em box to the bottom of the last one's, in points."""
        return self.size + (len(self.lines) - 1) * self.size * self.lead if self.lines else 0.0

    @property
    def width(self) -> float:
        """Of the widest line."""
        return max((line.width for line in self.lines), default=0.0)


def chunks(text: str, ems: float) -> list[str]:
    """Chinese words in as few lines as ``ems`` characters allow, cut after even numbers of characters."""
    if len(text) <= ems:
        return [text]
    from_end = len(text) % 2 and len(text) > 3 and text[-1] in _WORD_ENDS
    for rows in range(2, len(text) + 1):
        size = math.ceil(len(text) / rows)
        size += size % 2 if size > 1 else 0
        if size <= ems:
            cuts = _cuts_from_end(len(text), size, ems) if from_end else range(0, len(text), size)
            return [text[at:end] for at, end in pairwise([*cuts, len(text)])]
    return list(text)


def _cuts_from_end(length: int, size: int, ems: float) -> list[int]:
    """Where the lines of an odd number of characters begin: what is odd stands in front, three rather than one."""
    cuts = [0, *range(length % size, length, size)]
    if cuts[1] == 1:
        cuts[1:2] = [2, 3] if ems < 3 else [3]
    return sorted(set(cuts))


def heading(fonts: FontBook, text: str, role: str, size: float, lead: float, width: float) -> Text:
    """A centred heading: on one line, else in chunks of two, else broken as text; smaller only as a last resort."""
    if not text:
        return Text((), size, lead)
    ems = width / size + 1e-6
    if fonts.width(text, role, size) <= width + 1e-6:
        pieces = [text]
    elif _HAN.fullmatch(text):
        pieces = chunks(text, ems)
    else:
        pieces = _by_sense(fonts, text, role, size, width)
    fitted = min(size, *(width * size / max(fonts.width(piece, role, size), 1e-6) for piece in pieces))
    return Text(tuple(one_line(fonts, [Run(piece, role)], fitted) for piece in pieces), fitted, lead)


def group(fonts: FontBook, text: str, role: str, size: float, lead: float, width: float) -> Text:
    """A group label: its number on a line of its own, the words below in chunks: （三）/不予/公开."""
    number = _GROUP_NUMBER.match(text)
    rest = text[number.end() :] if number else text
    if number and rest and fonts.width(text, role, size) > width + 1e-6 and _HAN.fullmatch(rest):
        pieces = [number.group(), *chunks(rest, max(2.0, width / size + 1e-6))]
        widest = max(fonts.width(piece, role, size) for piece in pieces)
        fitted = min(size, width * size / widest)
        return Text(tuple(one_line(fonts, [Run(piece, role)], fitted) for piece in pieces), fitted, lead)
    return heading(fonts, text, role, size, lead, width)


def label(fonts: FontBook, text: str, role: str, size: float, lead: float, width: float) -> Text:
    """A row label, set left; lines after the first of a numbered label stand under its words."""
    number = _ITEM_NUMBER.match(text)
    indent = fonts.width(number.group(), role, size) if number else 0.0
    if indent > width / 3 or fonts.width(text, role, size) <= width + 1e-6:
        indent = 0.0
    lines = break_lines(fonts, [Run(text, role)], size, width - indent, first_indent=-indent, justify=False)
    if any(line.width > width - indent + 0.02 for line in lines):  # a word or a character wider than the column
        return heading(fonts, text, role, size, lead, width)
    return Text(tuple(lines), size, lead, indent)


def upright_steps(text: str) -> list[tuple[str, str]]:
    """Characters one under the other, each with the mark that is tucked to its step."""
    steps: list[tuple[str, str]] = []
    for char in text:
        if char in _MARKS and steps:
            steps[-1] = (steps[-1][0], steps[-1][1] + char)
        else:
            steps.append((char, ""))
    return steps


def upright_height(text: str, size: float) -> float:
    """How long an upright label is, in points."""
    steps = upright_steps(text)
    marks = sum(len(mark) for _, mark in steps)
    return size * (1 + STEP * (len(steps) - 1) + MARK_STEP * marks) if steps else 0.0


def may_stand_upright(text: str) -> bool:
    """True for labels of Chinese characters and 、 only: brackets and digits would lie on their side."""
    return bool(text) and all(_HAN.fullmatch(char) or char in _MARKS for char in text)


def least_heading(fonts: FontBook, text: str, role: str, size: float) -> float:
    """The narrowest width in which a column heading looks well: three characters whole, longer ones in twos."""
    whole = fonts.width(text, role, size)
    if _HAN.fullmatch(text):
        return whole if len(text) <= 3 else 2 * size
    return min(whole, 5 * size)


def least_group(fonts: FontBook, text: str, role: str, size: float) -> float:
    """The narrowest width for a group label: its number, or two characters."""
    number = _GROUP_NUMBER.match(text)
    return max(fonts.width(number.group(), role, size) if number else 0.0, min(2.0, len(text)) * size)


def _by_sense(fonts: FontBook, text: str, role: str, size: float, width: float) -> list[str]:
    """Two lines broken before a bracket or after a comma where both halves fit, else as text is broken."""
    for match in re.finditer(r"(?<=.)(?=（)|(?<=[，；])(?=.)", text):
        halves = [text[: match.start()], text[match.start() :]]
        if all(fonts.width(half, role, size) <= width + 1e-6 for half in halves):
            return halves
    lines = break_lines(fonts, [Run(text, role)], size, width, justify=False)
    return [line.text for line in lines]
