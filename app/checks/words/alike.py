"""Kind ``sounds_alike``: a set phrase with one sign that another took the place of, of like sound or like shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from sys import intern

from app.checks import fixing
from app.checks.model import Context, Hit
from app.checks.registry import Reader, Shape, names_of, one, word_kind
from app.checks.words.damage import is_damaged
from app.checks.words.neighbours import Odd, groups, odd_of, odd_places, of_phrases
from app.checks.words.neighbours import phrases_of as own_phrases
from app.checks.words.phrases import Near
from app.checks.words.phrases import find as find_near
from app.checks.words.phrases import of_list as phrases_of
from app.checks.words.sentences import MEMORY, excerpt, looked
from app.checks.words.wording import Found, of_list
from app.checks.words.wording import find as find_words
from app.forms.model import Form, Rule
from app.wording.model import Entry, Wording

ENTRY: Mapping[str, Shape] = {"phrases": "names", "sounds": "names", "shapes": "names", "unless": "names"}
_WAYS = ("sounds", "shapes")  # of being alike


@dataclass(frozen=True, eq=False, slots=True)
class Alike:
    """``phrases``: all of them, a line each. They are looked through for few pairs of signs: a place for each pair
    would take more room than the phrases.

    ``alike``: for each sign those that sound or look like it, and itself. ``odd``: pairs of signs of which one was put
    for another, those of other lists among them. ``behind``: the signs that stand behind a sign in a phrase; ``first``:
    those that a phrase begins with, by the sign behind them. ``right_ones`` is what is right although it is nearly a
    phrase.
    """

    phrases: str
    alike: Mapping[str, str]
    odd: Odd
    behind: Mapping[str, str]
    first: Mapping[str, str]
    right_ones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Swapped:
    """The sign at ``at`` of a paragraph should be ``right``; ``start`` to before ``end`` is nearly ``phrase``."""

    at: int
    right: str
    start: int
    end: int
    phrase: str


@word_kind("sounds_alike", {"list": "name"}, {"after": "names"}, ["at", "wrong", "right"], ENTRY)
def sounds_alike(form: Form, rule: Rule, wording: Wording) -> Reader:
    """One of the ``phrases`` with exactly one sign changed to another of the same group of ``sounds`` or ``shapes``.

    ``unless`` holds what is right as it stands; what the lists ``after`` find is not told twice.
    """
    known = _of_list(wording, one(rule, "list"))
    is_told = told_already(wording, rule)

    def read(context: Context) -> Iterator[Hit]:
        for part, found in looked(context, find, known):
            for item in found:
                if is_told(part.text, item.start, item.end):
                    continue
                spot = part.spot(item.start, item.end)
                shown = excerpt(part.text, item.start, item.end)
                yield Hit(
                    part.section,
                    {"at": f"“{spot.quote}”", "wrong": part.text[item.at], "right": item.phrase},
                    spots=(spot,),
                    fix=fixing.replacing(context, spot, item.phrase, f"改为“{item.phrase}”"),
                    mark=f"{part.passage}:{shown}",
                )

    return read


def told_already(wording: Wording, rule: Rule) -> Callable[[str, int, int], bool]:
    """Whether the lists ``after`` of a rule find something in what stands from a place of a paragraph to another."""
    looks = [_looker(wording, name) for name in names_of(rule, "after", optional=True)]
    return lambda paragraph, start, end: any(start < f.end and f.start < end for look in looks for f in look(paragraph))


def _looker(wording: Wording, name: str) -> Callable[[str], tuple[Found | Near | Swapped, ...]]:
    """What another list finds in a paragraph: words, or set phrases, or those with a sign that is alike."""
    entries = wording.entries(name)
    if any(way in entry.params for entry in entries for way in _WAYS):
        alike = _of_list(wording, name)
        return lambda paragraph: find(paragraph, alike)
    if any("phrases" in entry.params for entry in entries):
        near = phrases_of(wording, name)
        return lambda paragraph: find_near(paragraph, near)
    words = of_list(wording, name)
    return lambda paragraph: find_words(paragraph, words)


def sort(entries: tuple[Entry, ...], odd: Odd | None = None) -> Alike:
    """The phrases of all entries for each way of being alike, to be found by ``odd``, or by their own pairs alone;
    ``BadRule`` for one that is too short to tell.
    """
    phrases = dict.fromkeys(own_phrases(entries))
    behind: dict[str, str] = {}
    begins: dict[str, str] = {}
    for phrase in phrases:
        _join(begins, phrase[1], phrase[0])
        for before, sign in pairwise(phrase):
            _join(behind, before, sign)
    return Alike(
        "".join(f"{phrase}\n" for phrase in phrases),
        groups(entries),
        odd or Odd(of_phrases(entries)),
        behind,
        begins,
        tuple(word for entry in entries for word in entry.params.get("unless", ())),
    )


def _join(signs: dict[str, str], key: str, sign: str) -> None:
    if sign not in (others := signs.get(key, "")):
        signs[intern(key)] = others + sign


@lru_cache(maxsize=16)
def _of_list(wording: Wording, list_id: str) -> Alike:
    """The phrases of a list, once for all forms."""
    return sort(wording.entries(list_id), odd_of(wording, list_id))


@lru_cache(maxsize=MEMORY)
def find(paragraph: str, known: Alike) -> tuple[Swapped, ...]:
    """Each phrase with one sign changed to one that is alike, in the order of the text; of two that overlap one."""
    found = [item for item in _all(paragraph, known) if not _is_right(paragraph, item, known.right_ones)]
    if not found or is_damaged(paragraph):
        return ()
    kept: list[Swapped] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end, item.phrase)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return tuple(kept)


def _all(paragraph: str, known: Alike) -> Iterator[Swapped]:
    """Whatever is a phrase but for one sign."""
    for at in odd_places(paragraph, known.odd):
        for offset, before, behind, phrase in _meant(paragraph[at : at + 2], known):
            wrong = at + offset
            start = wrong - len(before)
            if paragraph.startswith(behind, wrong + 1) and start >= 0 and paragraph.startswith(before, start):
                yield Swapped(wrong, phrase[len(before)], start, start + len(phrase), phrase)


@lru_cache(maxsize=1024)
def _meant(pair: str, known: Alike) -> tuple[tuple[int, str, str, str], ...]:
    """For two signs that only a slip puts side by side in a phrase: which of the two may be wrong, what must stand
    before and behind that one, and the phrase. The same few pairs come again and again: most are right elsewhere.
    """
    first, second = pair[0], pair[1]
    alike = known.alike
    found = []
    for sign in set(known.behind.get(first, "")).intersection(alike.get(second, "").replace(second, "")):
        for phrase in _with(first + sign, known.phrases):
            ends = [at for at in range(1, len(phrase)) if phrase.startswith(first + sign, at - 1)]
            found += [(1, phrase[:at], phrase[at + 1 :], phrase) for at in ends]
    for sign in set(known.first.get(second, "")).intersection(alike.get(first, "").replace(first, "")):
        begun = [phrase for phrase in _with(sign + second, known.phrases) if phrase.startswith(sign + second)]
        found += [(0, "", phrase[1:], phrase) for phrase in begun]
    return tuple(found)


def _with(pair: str, lines: str) -> list[str]:
    """Each of the lines in which ``pair`` stands."""
    found, at = [], lines.find(pair)
    while at >= 0:
        end = lines.index("\n", at)
        found.append(lines[lines.rfind("\n", 0, at) + 1 : end])
        at = lines.find(pair, end)
    return found


def _is_right(paragraph: str, item: Swapped, right_ones: tuple[str, ...]) -> bool:
    """Whether a word that is right stands over the changed sign."""
    return any(paragraph.find(word, max(0, item.at - len(word) + 1), item.at + len(word)) >= 0 for word in right_ones)
