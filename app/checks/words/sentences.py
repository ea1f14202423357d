"""Texts cut into paragraphs, sentences and clauses, each with its place; whatever reads texts starts here.

How a rule reads: a pure function of one paragraph does the work and is memoised, the reader only puts its places back
into the text. A key press then costs one paragraph, and a text that nobody touched costs a look-up::

    @lru_cache(maxsize=MEMORY)
    def _doubled(paragraph: str) -> tuple[tuple[int, int], ...]: ...

    @word_kind("doubled", {}, {}, ["quote"])
    def make(form: Form, rule: Rule, wording: Wording) -> Reader:
        def read(context: Context) -> Iterator[Hit]:
            for part, found in looked(context, _doubled):
                for start, end in found:
                    spot = part.spot(start, end)
                    yield Hit(part.section, {"quote": spot.quote}, spots=(spot,))

        return read

What such a function depends on besides the paragraph (a compiled list) is one more argument of it, hashed by identity,
and of ``looked``, which remembers whole texts besides. ``paragraphs`` is for those that must see every paragraph.

Before a reader looks it asks what is cheap: a text without any sign or word that a finding needs is passed over as a
whole (``may``), and a list of words is asked by the two neighbours (``grams``) that a paragraph shares with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from sys import intern
from typing import Any, TypeVar

from app.checks.model import Context, Spot
from app.domain import numbering

MEMORY = 256  # paragraphs that a memoised function keeps: the open report (sixty where much is said), its last changes
TEXTS = 64  # passages that such a function keeps: those of the open report, and their last changes
CLOSERS = "”’」』）)》〉】〕\"'"  # what may stand behind the stop of a sentence and still belongs to it
_SENTENCE = re.compile(rf"[^。！？；!?;]*[。！？；!?;]+[{re.escape(CLOSERS)}]*|[^。！？；!?;]+")
_CLAUSE = re.compile(r"[^，。！？；：,!?;:]+")
_SIDES, _SHORT = 6, 16  # signs on either side of a place, signs of a clause that is quoted whole
_STOPS = '，。！？；：、,!?;:“”‘’"|'
_BLANKS = " \t\r\v\f\u00a0\u3000"

Place = tuple[int, int]  # from, to before
Found = TypeVar("Found")
May = Callable[[str], object]  # false of a whole text in none of whose paragraphs anything can be found


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph that is not blank, without its indent: ``text`` begins at ``start`` of passage ``passage`` as it is
    read. ``section`` is where a finding in it is shown (the preface for each of its fields); ``last`` ends its passage.
    """

    passage: str
    section: str
    start: int
    text: str
    last: bool

    def spot(self, start: int, end: int) -> Spot:
        """The stretch from ``start`` to before ``end`` of ``text``, as a place in its passage."""
        return Spot(self.passage, self.start + start, self.start + end, self.text[start:end])


def paragraphs(context: Context) -> Iterator[Paragraph]:
    """Every paragraph of every passage that the form has, in printed order."""
    form = context.form
    preface = form.preface.id if form.preface else ""
    for passage in form.passage_ids:
        text = context.passages.get(passage, "")
        if text:
            yield from _parts(passage, preface if passage in form.preface_fields else passage, text)


def looked(
    context: Context, find: Callable[..., Found], *more: Hashable, may: May = bool
) -> Iterator[tuple[Paragraph, Found]]:
    """The paragraphs in which ``find(paragraph, *more)`` finds something, each with what it found.

    Texts of which ``may`` is false are passed over as a whole.
    """
    form = context.form
    preface = form.preface.id if form.preface else ""
    for passage in form.passage_ids:
        text = context.passages.get(passage, "")
        if text:
            section = preface if passage in form.preface_fields else passage
            yield from _looked(passage, section, text, find, more, may)


@lru_cache(maxsize=1024)
def _looked(
    passage: str, section: str, text: str, find: Callable[..., Any], more: tuple[Hashable, ...], may: May
) -> tuple[tuple[Paragraph, Any], ...]:
    if not may(text):
        return ()
    return tuple([(part, found) for part in _parts(passage, section, text) if (found := find(part.text, *more))])


@lru_cache(maxsize=TEXTS)
def _parts(passage: str, section: str, text: str) -> tuple[Paragraph, ...]:
    lines = lines_of(text)
    return tuple(Paragraph(passage, section, start, words, start == lines[-1][0]) for start, words in lines)


@lru_cache(maxsize=128)
def grams(paragraph: str) -> list[str]:
    """Every two neighbours of a paragraph, in its order: what lists know by them is passed over at one glance. Kept
    for the rules that look at it next, and never changed.
    """
    return list(map(intern, map(add, paragraph, paragraph[1:])))


def rarest(word: str, often: Mapping[str, int]) -> str:
    """The two neighbours of ``word`` that are rarest by ``often`` (the sign itself, where it is one): its key."""
    return intern(min(map(add, word, word[1:]), key=lambda pair: often.get(pair, 0))) if len(word) > 2 else word


@lru_cache(maxsize=TEXTS)
def lines_of(text: str) -> tuple[tuple[int, str], ...]:
    """The lines of ``text`` that are not blank, without the blanks at both ends: where each begins, and its words."""
    found, start = [], 0
    for line in text.split("\n"):
        words = line.strip(_BLANKS)
        if words:
            found.append((start + line.index(words), intern(words)))
        start += len(line) + 1
    return tuple(found)


@lru_cache(maxsize=MEMORY)
def sentences(paragraph: str) -> tuple[Place, ...]:
    """Where each sentence of a paragraph stands, its stop (。！？；) and what closes behind it included."""
    return _places(_SENTENCE, paragraph)


@lru_cache(maxsize=MEMORY)
def clauses(paragraph: str) -> tuple[Place, ...]:
    """Where each clause stands, without its marks: what is between ，。；：！？ (a list with 、 is one clause)."""
    return _places(_CLAUSE, paragraph)


@lru_cache(maxsize=MEMORY)
def lead(paragraph: str) -> int:
    """How long the run-in heading of a paragraph is （一）主动公开。; 0 where it has none."""
    return numbering.lead(paragraph)


def is_table_line(paragraph: str) -> bool:
    """True for a line of a table that got among the texts: its cells repeat, and are no prose."""
    return "|" in paragraph or "\t" in paragraph


def excerpt(paragraph: str, start: int, end: int, sides: int = _SIDES) -> str:
    """``start`` to ``end`` with its clause, where that is short; else with ``sides`` signs of it before and behind (an
    even number: most words have two). What a message quotes so that the place is found again.
    """
    first, last = start, end
    while first > 0 and start - first < _SHORT and paragraph[first - 1] not in _STOPS:
        first -= 1
    while last < len(paragraph) and last - end < _SHORT and paragraph[last] not in _STOPS:
        last += 1
    if last - first > max(_SHORT, end - start):
        first, last = max(first, start - sides), min(last, end + sides)
    return paragraph[first:last].strip(_BLANKS)


def _places(pattern: re.Pattern[str], paragraph: str) -> tuple[Place, ...]:
    found = []
    for match in pattern.finditer(paragraph):
        words = match[0]
        inner = words.strip(_BLANKS)
        if inner:
            start = match.start() + words.index(inner)
            found.append((start, start + len(inner)))
    return tuple(found)
