"""Kinds ``doubled`` (a word or phrase written twice in a row) and ``repeated`` (a sentence that stands twice)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import compress
from operator import ne
from sys import intern

from app.checks import fixing
from app.checks.model import Context, Hit
from app.checks.registry import Reader, Shape, names_of, one, word_kind
from app.checks.words.damage import is_damaged
from app.checks.words.sentences import MEMORY, excerpt, grams, is_table_line, looked, sentences
from app.checks.words.wording import Sorted, compiled
from app.forms.model import Form, Rule
from app.wording.model import Entry, Wording

ENTRY: Mapping[str, Shape] = {"find": "names"}
LONGEST = 40  # signs of a phrase that was written twice
SURE = 3  # from so many signs on there is no doubt that one of the two can go
_PLAIN = re.compile("[\u4e00-\u9fffA-Za-z]{2,}")
_FIGURE_AHEAD = re.compile(r"\d+@{1,3}[，、；,]@+".replace("@", "[\u4e00-\u9fff]"))
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万两")
_LEAST_ITEM = 8  # signs of a thing in a list that is not told twice by chance
_NEAR = 3  # signs between two uses of a word that does not come twice in a clause


@word_kind("doubled", {"list": "name"}, {"once": "names"}, ["at", "wrong"], ENTRY)
def doubled_kind(form: Form, rule: Rule, wording: Wording) -> Reader:
    """Two signs or more that stand twice in a row, and the words ``once`` where they come again at once.

    The entries of ``list`` are what is right although it is doubled (研究研究, 县政府政府网站).
    """
    right_ones = compiled(tuple(_meant(entry) for entry in wording.entries(one(rule, "list"))))
    once = tuple(names_of(rule, "once", optional=True))

    def read(context: Context) -> Iterator[Hit]:
        own = context.around.organ.name if context.around.organ else ""
        for part, found in looked(context, find, right_ones, once):
            for start, end, half in found:
                if part.text[start:end] in own:
                    continue
                spot = part.spot(start, end)
                sure = half >= SURE and 2 * half == end - start
                extra = part.spot(start + half, end)
                yield Hit(
                    part.section,
                    {
                        "at": f"“{_short(excerpt(part.text, start, end))}”",
                        "wrong": _short(part.text[start : start + half]),
                    },
                    spots=(spot,),
                    fix=fixing.replacing(context, extra, "", f"删去一个“{_short(extra.quote)}”") if sure else None,
                    mark=f"{part.passage}:{excerpt(part.text, start, end)}",
                )

    return read


@word_kind("repeated", {"shortest": "number"}, {}, ["quote"])
def repeated_kind(form: Form, rule: Rule, wording: Wording) -> Reader:
    """A sentence of at least ``shortest`` signs that stands twice in the report, told at its second place."""
    shortest = rule.params["shortest"]

    def read(context: Context) -> Iterator[Hit]:
        seen: set[str] = set()
        for part, found in looked(context, _long_ones, shortest):
            for start, end, words in found:
                if words in seen and not is_damaged(part.text):
                    yield Hit(part.section, {"quote": _short(words)}, spots=(part.spot(start, end),))
                seen.add(words)

    return read


@lru_cache(maxsize=MEMORY)
def _long_ones(paragraph: str, shortest: int) -> tuple[tuple[int, int, str], ...]:
    """The sentences of so many signs or more: from, to before, and without their stop."""
    if is_table_line(paragraph) or len(paragraph) < shortest:
        return ()
    long = [(start, end) for start, end in sentences(paragraph) if end - start >= shortest]
    each = [(start, end, intern(paragraph[start:end].rstrip("。！？；"))) for start, end in long]
    return tuple([item for item in each if len(item[2]) >= shortest])


@lru_cache(maxsize=MEMORY)
def find(paragraph: str, right_ones: Sorted, once: tuple[str, ...]) -> tuple[tuple[int, int, int], ...]:
    """Where something stands twice in a row: from, to before, and how long the first of the two is."""
    pairs = grams(paragraph)
    places = range(len(pairs))
    seen: dict[str, int] = {}
    back = list(compress(places, map(ne, map(seen.setdefault, pairs, places), places)))  # where a pair comes again
    if not back:
        return ()
    found = [*_twice(paragraph, pairs, back, seen), *_again(paragraph, {pairs[at] for at in back}, once)]
    if not found or is_table_line(paragraph) or is_damaged(paragraph):
        return ()
    meant = [
        match.span() for pattern in right_ones.candidates(paragraph) for match in pattern.regex.finditer(paragraph)
    ]
    kept: list[tuple[int, int, int]] = []
    for start, end, half in sorted(found, key=lambda item: (item[0], -item[1])):
        if all(last <= start or end <= first for first, last in meant) and (not kept or start >= kept[-1][1]):
            kept.append((start, end, half))
    return tuple(kept)


def _twice(paragraph: str, pairs: list[str], back: list[int], seen: dict[str, int]) -> Iterator[tuple[int, int, int]]:
    """Stretches of two signs or more that repeat at once: the same pair of signs comes ``back`` after as many signs.
    ``seen`` is where each pair stands first.
    """
    after = 0
    for at in back:
        pair = pairs[at]
        before, seen[pair] = seen[pair], at
        length = at - before
        if length > LONGEST or before < after or (length > 2 and paragraph[at + 2 : at + 3] != paragraph[before + 2]):
            continue
        unit = paragraph[before:at]
        item = unit.rstrip("、，")  # of a list: the same thing told twice
        repeated = unit if len(item) < _LEAST_ITEM else item
        if length >= 2 and paragraph.startswith(repeated, at) and _counts(unit):
            after = at + len(repeated)
            yield before, after, length


def _counts(unit: str) -> bool:
    """True for words; figures, marks and one sign drawn out (哈哈哈) may repeat, so may 2件，办结 (2件，办结率)."""
    words = "".join(_PLAIN.findall(unit))
    if len(unit) < _LEAST_ITEM and _FIGURE_AHEAD.match(unit):
        return False
    return len(words) >= 2 and len(set(unit)) > 1 and not _NUMERALS.issuperset(words)


def _again(paragraph: str, twice: set[str], once: tuple[str, ...]) -> Iterator[tuple[int, int, int]]:
    """Words that come again too soon; ``twice``: the pairs of signs that come again at all."""
    for word in once:
        if len(word) > 1 and word[:2] not in twice:
            continue
        at = paragraph.find(word)
        while at >= 0:
            end = at + len(word)
            again = paragraph.find(word, end + 1, end + _NEAR + len(word))
            if again >= 0 and _PLAIN.fullmatch(paragraph[at : again + len(word)]):
                yield at, again + len(word), len(word)
            at = paragraph.find(word, end)


def _meant(entry: Entry) -> Entry:
    return Entry(entry.id, (), (), {**entry.params, "note": entry.id})


def _short(words: str, most: int = 30) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
