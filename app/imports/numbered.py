"""Short lines with the number of a part in front that are not the form's own headings: 五、存在问题, 七、附件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from app.domain.numbering import numeral
from app.forms.model import Form, Section
from app.imports.headings import Heading
from app.imports.sheet import Line
from app.imports.stream import Place
from app.imports.words import fold

MARKS = " \t#*|　"
_LONGEST = 40  # signs of a heading
_PART = re.compile(r"([一二三四五六七八九十]{1,3})\s*[、.]\s*(\S.*)")
_STOPS = "。；;，,：:！？"


@dataclass(frozen=True, slots=True)
class Numbered:
    """The line ``at`` that reads ``text`` and begins with ``number``."""

    number: int
    text: str
    at: int


def number_of(section: Section) -> int:
    """The number in front of a part's heading; 0 where it has none."""
    match = _PART.fullmatch(fold(section.heading))
    return next((number for number in range(1, 100) if match and numeral(number) == match[1]), 0)


def numbered(form: Form, lines: Sequence[Line], taken: Set[int]) -> list[Numbered]:
    """Such lines in the order of the paper; those of ``taken`` are something else."""
    numbers = {numeral(number): number for number in range(1, len(form.sections) + 5)}
    found = []
    for at, line in enumerate(lines):
        if at in taken or len(line.cells) != 1 or len(line.cells[0]) > _LONGEST + len(MARKS):
            continue
        text = line.text().strip(MARKS).rstrip("…")
        match = _PART.fullmatch(fold(text)) if len(text) <= _LONGEST else None
        if match and match[1] in numbers and not any(sign in text for sign in _STOPS):
            found.append(Numbered(numbers[match[1]], text, at))
    return found


def filled_in(form: Form, lines: Sequence[Line], headings: Sequence[Heading], used: Set[int]) -> list[Heading]:
    """``headings`` with those parts that were headed in words of the office's own, told by number and place."""
    taken = used | {line for one in headings for line in range(one.start.line, one.end.line + 1)}
    strays = numbered(form, lines, taken)
    found = list(headings)
    for section in form.sections:
        if strays and not any(one.section is section for one in found):
            found += _heading(form, lines, found, strays, section)
            found.sort(key=lambda one: one.start)
    return found


def _heading(
    form: Form, lines: Sequence[Line], found: Sequence[Heading], strays: Sequence[Numbered], section: Section
) -> Iterator[Heading]:
    """The line that stands between the parts before and behind, and is none of a list: no next number follows there."""
    order = form.sections.index(section)
    first = max((one.end.line for one in found if form.sections.index(one.section) < order), default=-1)
    last = min((one.start.line for one in found if form.sections.index(one.section) > order), default=len(lines))
    here = [one for one in strays if first < one.at < last]
    wanted = [one for one in here if one.number == number_of(section)]
    behind = next(
        (other for other in form.sections[order + 1 :] if not any(one.section is other for one in found)), None
    )
    follows = any(one.number == number_of(section) + 1 for one in here)
    if len(wanted) == 1 and not (follows and (behind is None or number_of(behind) != number_of(section) + 1)):
        at = wanted[0].at
        yield Heading(section, Place(at, 0, 0), Place(at, 0, len(lines[at].cells[0])), False)
