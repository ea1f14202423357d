"""Two signs that stand side by side only by a slip: those of all lists that know such are looked for at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, pairwise, repeat
from operator import contains
from sys import intern

from app.checks.registry import BadRule
from app.wording.model import Entry, Wording

SHORTEST = 4  # signs of a phrase: of three, one changed leaves too little to tell what was meant
_WAYS = ("sounds", "shapes")  # of being alike
Firsts = Mapping[str, str]  # before each sign those that make such a pair with it: tens of thousands in a few strings


@dataclass(frozen=True, eq=False, slots=True)
class Odd:
    """The pairs of one list or of many. Compared by identity: what was found is kept by it."""

    firsts: Firsts


@lru_cache(maxsize=128)
def odd_places(paragraph: str, odd: Odd) -> tuple[int, ...]:
    """Where such a pair begins; kept for the lists that ask next. No loop of Python runs over all signs: each is looked
    up as it comes.
    """
    rest = paragraph[1:]
    return tuple(compress(range(len(rest)), map(contains, map(odd.firsts.get, rest, repeat("")), paragraph)))


def odd_of(wording: Wording, list_id: str) -> Odd | None:
    """The pairs of all lists that the rules of ``wording`` read, where that one is among them."""
    names, odd = _of_wording(wording)
    return odd if list_id in names else None


@lru_cache(maxsize=16)
def _of_wording(wording: Wording) -> tuple[frozenset[str], Odd]:
    read = {
        (str(rule.params.get("list")), rule.kind)
        for known in wording.lists
        for rule in known.rules
        if rule.kind in _MAKERS
    }
    return frozenset(name for name, _ in read), Odd(
        _joined(_MAKERS[kind](wording.entries(name)) for name, kind in sorted(read))
    )


def _joined(parts: Iterable[Firsts]) -> Firsts:
    found: dict[str, str] = {}
    for firsts in parts:
        for sign, before in firsts.items():
            found[sign] = "".join(dict.fromkeys(found[sign] + before)) if sign in found else before
    return found


def phrases_of(entries: tuple[Entry, ...]) -> list[str]:
    """The phrases of all entries; ``BadRule`` for one that is too short to tell."""
    phrases = [phrase for entry in entries for phrase in entry.params.get("phrases", ())]
    short = next((phrase for phrase in phrases if len(phrase) < SHORTEST), None)
    if short is not None:
        raise BadRule(f"固定说法“{short}”太短，至少 {SHORTEST} 字")
    return phrases


def groups(entries: tuple[Entry, ...]) -> Mapping[str, str]:
    """For each sign those that sound or look like it, and the sign itself: mostly the group as the list has it."""
    found: dict[str, str] = {}
    for group in (group for entry in entries for way in _WAYS for group in entry.params.get(way, ())):
        for sign in group:
            found[sign] = found[sign] + group if sign in found else group
    return {intern(sign): others for sign, others in found.items()}


def of_phrases(entries: tuple[Entry, ...]) -> Firsts:
    """Neighbours in a phrase, one of them put for a sign that is alike."""
    alike, phrases = groups(entries), phrases_of(entries)
    firsts: dict[str, str] = {}
    for before, sign in dict.fromkeys(pair for phrase in phrases for pair in pairwise(phrase)):
        for other in alike.get(sign, "").replace(sign, ""):
            _add(firsts, other, before)
    for sign, second in dict.fromkeys((phrase[0], phrase[1]) for phrase in phrases):
        for other in alike.get(sign, "").replace(sign, ""):
            _add(firsts, second, other)
    return {intern(sign): before for sign, before in firsts.items()}


def _add(firsts: dict[str, str], second: str, first: str) -> None:
    """Short texts: sets of signs took fifty times the room."""
    if first not in (known := firsts.get(second, "")):
        firsts[second] = known + first


def words_of(entries: tuple[Entry, ...]) -> list[tuple[str, str, str]]:
    """Each word of two signs with what stands for its first and for its second one by mistake; ``BadRule`` for one that
    cannot be read.
    """
    words = []
    for entry in entries:
        for item in " ".join(entry.params.get("words", ())).split():
            word, (first, slash, second) = item[:2], item[2:].partition("/")
            if len(word) != 2 or "/" in word or not slash:
                raise BadRule(f"词条 {entry.id} 的“{item[:10]}”看不懂，要写成“登记灯/计”")
            words.append((word, first, second))
    return words


def of_words(entries: tuple[Entry, ...]) -> Firsts:
    """Words with one sign put for another."""
    firsts: dict[str, str] = {}
    for word, first, second in words_of(entries):
        firsts[word[1]] = firsts.get(word[1], "") + first
        for sign in second:
            firsts[sign] = firsts.get(sign, "") + word[0]
    return {intern(sign): before for sign, before in firsts.items()}


_MAKERS: Mapping[str, Callable[[tuple[Entry, ...]], Firsts]] = {"sounds_alike": of_phrases, "no_word": of_words}
