"""Kind ``no_word``: two signs that are no word, where a frequent one of two signs was meant (登计)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.checks import fixing
from app.checks.model import Context, Hit
from app.checks.registry import Reader, Shape, one, word_kind
from app.checks.words.alike import told_already
from app.checks.words.damage import is_damaged
from app.checks.words.neighbours import Odd, odd_of, odd_places, of_words, words_of
from app.checks.words.sentences import MEMORY, excerpt, looked
from app.forms.model import Form, Rule
from app.wording.model import Entry, Wording

ENTRY: Mapping[str, Shape] = {"words": "names", "known": "names", "unless": "names"}


@dataclass(frozen=True, eq=False, slots=True)
class NoWords:
    """``entries``: those of the list, with its words.

    ``firsts``: before each sign those that make no word with it; ``odd``: the same with those of other lists.
    ``known``: the words that are, each sign with those that stand behind it, between blanks: “ 登场山 ”.
    It is asked for few signs, and thousands of small texts take more room.
    """

    entries: tuple[Entry, ...]
    firsts: Mapping[str, str]
    odd: Odd
    known: str
    right_ones: tuple[str, ...]

    @property
    def words(self) -> list[tuple[str, str, str]]:
        """Each word with the signs that stand for its first and for its second one by mistake: a thousand of them, read
        again where something was found.
        """
        return words_of(self.entries)


@dataclass(frozen=True, slots=True)
class Nothing:
    """The two signs from ``at`` on are no word; ``right`` is one."""

    at: int
    right: str


@word_kind("no_word", {"list": "name"}, {"after": "names"}, ["at", "wrong", "right"], ENTRY)
def no_word_kind(form: Form, rule: Rule, wording: Wording) -> Reader:
    """One of the ``words`` with one sign put for another, where no word of its neighbours begins or ends in it.

    ``unless`` holds what is right as it stands; what the lists ``after`` find is not told twice.
    """
    known = of_list(wording, one(rule, "list"))
    is_told = told_already(wording, rule)

    def read(context: Context) -> Iterator[Hit]:
        own = context.around.organ.name if context.around.organ else ""
        for part, found in looked(context, find, known):
            for item in found:
                start, end = item.at, item.at + 2
                if part.text[start:end] in own or is_told(part.text, start, end):
                    continue
                spot = part.spot(start, end)
                shown = excerpt(part.text, start, end)
                yield Hit(
                    part.section,
                    {"at": f"“{shown}”里的“{spot.quote}”", "wrong": spot.quote, "right": item.right},
                    spots=(spot,),
                    fix=fixing.replacing(context, spot, item.right, f"改为“{item.right}”"),
                    mark=f"{part.passage}:{shown}",
                )

    return read


@lru_cache(maxsize=16)
def of_list(wording: Wording, list_id: str) -> NoWords:
    """The words of a list, once for all forms."""
    return sort(wording.entries(list_id), odd_of(wording, list_id))


def sort(entries: tuple[Entry, ...], odd: Odd | None = None) -> NoWords:
    """The words of all entries, to be found by ``odd``, or by their own pairs alone; ``BadRule`` for one that cannot be
    read.
    """
    firsts = of_words(entries)
    items = (item for entry in entries for text in entry.params.get("known", ()) for item in text.split())
    known = f" {' '.join(items)} "
    right_ones = tuple(word for entry in entries for word in entry.params.get("unless", ()))
    return NoWords(entries, firsts, odd or Odd(firsts), known, right_ones)


@lru_cache(maxsize=MEMORY)
def find(paragraph: str, known: NoWords) -> tuple[Nothing, ...]:
    """What is no word, in the order of the text; of two that overlap the first."""
    found: list[Nothing] = []
    for at in odd_places(paragraph, known.odd):
        if paragraph[at] not in known.firsts.get(paragraph[at + 1], ""):
            continue  # of another list
        if found and at < found[-1].at + 2:
            continue
        if _meets(paragraph, at - 1, known) or _meets(paragraph, at + 1, known):
            continue
        if any(paragraph.find(word, max(0, at - len(word) + 1), at + 1 + len(word)) >= 0 for word in known.right_ones):
            continue
        found.append(Nothing(at, _meant(paragraph[at : at + 2], known)))
    return () if not found or is_damaged(paragraph) else tuple(found)


def _meets(paragraph: str, at: int, known: NoWords) -> bool:
    """Whether the two signs from ``at`` on are a word: then one of them belongs to it."""
    return at >= 0 and at + 1 < len(paragraph) and paragraph[at + 1] in behind(paragraph[at], known)


@lru_cache(maxsize=1024)
def behind(sign: str, known: NoWords) -> str:
    """The signs that make a word behind ``sign``."""
    found, at = "", known.known.find(f" {sign}")
    while at >= 0:
        end = known.known.index(" ", at + 1)
        found, at = found + known.known[at + 2 : end], known.known.find(f" {sign}", end)
    return found


@lru_cache(maxsize=256)
def _meant(pair: str, known: NoWords) -> str:
    """The word that ``pair`` should be."""
    return next(
        word
        for word, first, second in known.words
        if (word[1] == pair[1] and pair[0] in first) or (word[0] == pair[0] and pair[1] in second)
    )
