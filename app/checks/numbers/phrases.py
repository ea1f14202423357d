"""A paragraph as phrases see it: every figure is one sign, and the little words before it are gone.

The phrases of the wording files are written in the language of ``app.wording.pattern``; ``#`` finds a figure with its
measure word here, and 百分百 the share 100 % however it was written. Blanks do not count, and neither do 政府信息 and
共, 为, 数量 … between a noun and its figure (“政府信息公开申请数量共计 34 件” reads “公开申请#”).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.checks.numbers.numerals import Number, numbers
from app.checks.words.sentences import MEMORY

FIGURE = "0"  # a count or money; other digits of the paragraph become OTHER
OTHER = "\ue000"
WHOLE = "百分百"
UNSAID = "政府信息"
_UNSAID = re.compile(rf"{UNSAID}|\s")
_FILLER = re.compile(
    r"(?:的|数量|总数|件数|总量|数|了|仅|均|共计|总计|合计|累计|共有|共|计|为|是|有|达到|达|约|近|超过|：|:)+$"
)
_LONGEST_FILLER = 10
_DIGIT = re.compile(r"[0-9０-９]")
_PARTS = re.compile(
    r"\((?P<group>[^()]*)\)(?P<may>\?)?|\[[^\]]*\](?P<may2>\?)?|[~@#^$]|(?P<plain>[^~@#^$()\[\]?])(?P<may3>\?)?"
)


@dataclass(frozen=True, slots=True)
class Masked:
    """The signs of a paragraph as phrases see it; ``places`` leads each back, with one more for the end.

    ``figures`` are the figures by the place of their sign.
    """

    text: str
    places: tuple[int, ...]
    figures: dict[int, Number]


@lru_cache(maxsize=MEMORY)
def masked(paragraph: str) -> Masked:
    """The paragraph as phrases see it."""
    signs: list[str] = []
    places: list[int] = []
    figures: dict[int, Number] = {}
    done = 0
    for number in numbers(paragraph):
        is_share = number.is_percent and number.value != 100
        first = max(done, number.start - _LONGEST_FILLER)
        filler = None if is_share else _FILLER.search(paragraph, first, number.start)
        _copy(paragraph, done, filler.start() if filler else number.start, signs, places)
        stands = OTHER if is_share else WHOLE if number.is_percent else FIGURE
        if stands == FIGURE:
            figures[len(places)] = number
        signs.append(stands)
        places += [number.start] * len(stands)
        done = number.stop
    _copy(paragraph, done, len(paragraph), signs, places)
    return Masked("".join(signs), (*places, len(paragraph)), figures)


def _copy(text: str, start: int, end: int, signs: list[str], places: list[int]) -> None:
    for unsaid in _UNSAID.finditer(text, start, end):
        _add(text, start, unsaid.start(), signs, places)
        start = unsaid.end()
    _add(text, start, end, signs, places)


def _add(text: str, start: int, end: int, signs: list[str], places: list[int]) -> None:
    if start < end:
        signs.append(_DIGIT.sub(OTHER, text[start:end]))
        places += range(start, end)


@lru_cache(maxsize=2048)
def weight(phrase: str) -> int:
    """How much a phrase says word by word, at least: the more, the surer it is what a figure counts."""
    total = 0
    for part in _PARTS.finditer(phrase):
        if part["may"] or part["may2"] or part["may3"]:
            continue
        if part["group"] is not None:
            total += min(map(len, part["group"].split("|")))
        elif part["plain"] or part[0].startswith("["):
            total += 1
    return total
