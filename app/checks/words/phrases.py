"""Kind ``set_phrase``: a set phrase of the genre with one sign changed, left out, put in or swapped (规范姓文件)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from app.checks import fixing
from app.checks.model import Context, Hit
from app.checks.registry import BadRule, Reader, Shape, names_of, one, word_kind
from app.checks.words.damage import is_damaged
from app.checks.words.sentences import MEMORY, excerpt, grams, looked, rarest
from app.checks.words.wording import find as find_words
from app.checks.words.wording import of_list as words_of
from app.forms.model import Form, Rule
from app.wording.model import Entry, Wording

ENTRY: Mapping[str, Shape] = {"phrases": "names", "unless": "names", "edges": "flag", "lost": "flag"}
SHORTEST = 4
LONG_ENOUGH = 5  # from so many signs on, a missing or an extra sign is told from another word
_JOINERS = frozenset("的之和与及或等了地得、，。；：“”《》（）〈〉0123456789０１２３４５６７８９ \u3000")
_BETWEEN = _JOINERS | frozenset(
    "不未已应可须需拟将所是均都再新全也只要能予被经先后各中上内类必尽"
)  # may stand within one


# A phrase that has a half, where it stands in it, the other half, and how long that may be with a slip in it.
Slot = tuple[str, int, str, tuple[int, ...]]
Half = tuple[str, tuple[Slot, ...]]


@dataclass(frozen=True, eq=False, slots=True)
class Phrases:
    """Set phrases by their halves: a slip of one sign leaves one half as it was. ``edges``: phrases whose first and
    last sign may be the wrong one; ``lost``: those whose signs are left out or moved, but not other ones;
    ``right_ones`` are what is right although it is nearly one of them; ``words`` two neighbours of any of these.
    """

    halves: Mapping[str, tuple[Half, ...]]  # by their rarest two neighbours
    edges: frozenset[str]
    lost: frozenset[str]
    right_ones: tuple[str, ...]
    words: frozenset[str]

    def joins(self, paragraph: str, at: int) -> bool:
        """True where the signs before and behind that place make a word."""
        return paragraph[at - 1 : at + 1] in self.words


@dataclass(frozen=True, slots=True)
class Near:
    """``start`` to before ``end`` of a paragraph is nearly ``phrase``."""

    start: int
    end: int
    phrase: str


@word_kind("set_phrase", {"list": "name"}, {"after": "names"}, ["at", "wrong", "right"], ENTRY)
def set_phrase_kind(form: Form, rule: Rule, wording: Wording) -> Reader:
    """What is one sign away from one of the ``phrases``; ``unless`` holds what is right as it stands. What the lists
    ``after`` find is not told twice.
    """
    phrases = of_list(wording, one(rule, "list"))
    told = [words_of(wording, name) for name in names_of(rule, "after", optional=True)]

    def read(context: Context) -> Iterator[Hit]:
        for part, found in looked(context, find, phrases):
            for near in found:
                if any(near.start < f.end and f.start < near.end for one in told for f in find_words(part.text, one)):
                    continue
                spot = part.spot(near.start, near.end)
                shown = excerpt(part.text, near.start, near.end)
                at = f"“{shown}”" if shown == spot.quote else f"“{shown}”里的“{spot.quote}”"
                yield Hit(
                    part.section,
                    {"at": at, "wrong": spot.quote, "right": near.phrase},
                    spots=(spot,),
                    fix=fixing.replacing(context, spot, near.phrase, f"改为“{near.phrase}”"),
                    mark=f"{part.passage}:{shown}",
                )

    return read


@lru_cache(maxsize=16)
def of_list(wording: Wording, list_id: str) -> Phrases:
    """The phrases of a list, once for all rules and forms that want them."""
    return sort(wording.entries(list_id))


def sort(entries: tuple[Entry, ...]) -> Phrases:
    """The phrases of all entries by their halves; ``BadRule`` for one that is too short to tell."""
    halves: dict[str, list[Slot]] = {}
    edges, lost = set(), set()
    for entry in entries:
        for phrase in entry.params.get("phrases", ()):
            if len(phrase) < SHORTEST:
                raise BadRule(f"词条 {entry.id} 的“{phrase}”太短，固定说法至少 {SHORTEST} 字")
            cut = len(phrase) // 2
            first, second = phrase[:cut], phrase[cut:]
            if entry.params.get("edges"):
                edges.add(phrase)
            if entry.params.get("lost"):
                lost.add(phrase)
            slips = (0, -1) if phrase in lost else (0, -1, 1) if len(phrase) >= LONG_ENOUGH else (0,)
            halves.setdefault(first, []).append((phrase, 0, second, tuple(len(second) + by for by in slips)))
            halves.setdefault(second, []).append((phrase, cut, first, tuple(len(first) + by for by in slips)))
    right_ones = [word for entry in entries for word in entry.params.get("unless", ())]
    known_ones = [*right_ones, *(phrase for entry in entries for phrase in entry.params.get("phrases", ()))]
    words = frozenset(pair for one in known_ones for pair in map(add, one, one[1:]))
    by_gram: dict[str, list[Half]] = {}
    often = Counter(pair for half in halves for pair in map(add, half, half[1:]))
    for half, known in halves.items():
        by_gram.setdefault(rarest(half, often), []).append((half, tuple(known)))
    ready = {gram: tuple(found) for gram, found in by_gram.items()}
    return Phrases(ready, frozenset(edges), frozenset(lost), tuple(right_ones), words)


@lru_cache(maxsize=MEMORY)
def find(paragraph: str, phrases: Phrases) -> tuple[Near, ...]:
    """What is nearly a phrase and no right word, in the order of the text; of two that overlap the longer phrase."""
    found: list[Near] = []
    by_gram = phrases.halves
    for gram in by_gram.keys() & grams(paragraph):
        for half, known in by_gram[gram]:
            at = paragraph.find(half)
            while at >= 0:
                for phrase, within, _, _ in known:
                    if paragraph.startswith(phrase, at - within if at > within else 0):
                        break  # the phrase as it should be
                else:
                    for slot in known:
                        near = _before(paragraph, at, slot) if slot[1] else _after(paragraph, at + len(half), slot)
                        if near is not None and _is_slip(paragraph, near, phrases):
                            found.append(near)
                at = paragraph.find(half, at + 1)
    if not found or is_damaged(paragraph):
        return ()
    found.sort(key=lambda near: (-len(near.phrase), near.end - near.start))
    kept: list[Near] = []
    for near in found:
        if all(near.end <= other.start or other.end <= near.start for other in kept):
            kept.append(near)
    return tuple(sorted(kept, key=lambda near: near.start))


def _after(paragraph: str, at: int, slot: Slot) -> Near | None:
    """The first half ends before ``at``; is what follows nearly the second one?"""
    phrase, _, wanted, lengths = slot
    own, last = len(wanted), wanted[-1]
    begins = paragraph[at : at + 1] == wanted[0]
    if not begins and last not in paragraph[at + own - 2 : at + own + 1]:
        return None  # neither end of it is there: told at a glance
    if begins and own > 2 and not _goes_on(paragraph[at + 1 : at + 2], paragraph[at + 2 : at + 3], wanted[1:3]):
        return None
    for length in lengths:
        stands = paragraph[at : at + length]
        if (begins or own == 2 or stands[-1:] == last) and len(stands) == length and _one_off(stands, wanted):
            return Near(at - len(phrase) + own, at + length, phrase)
    return None


def _before(paragraph: str, at: int, slot: Slot) -> Near | None:
    """The second half stands at ``at``; is what stands before it nearly the first one?"""
    phrase, cut, wanted, lengths = slot
    if at < cut - 1:
        return None
    first = wanted[0]
    ends = paragraph[at - 1] == wanted[-1]
    if not ends and first not in paragraph[max(0, at - cut - 1) : at - cut + 2]:
        return None
    if ends and cut > 2 and not _goes_on(paragraph[at - 2], paragraph[max(0, at - 3) : at - 2], wanted[-3:-1]):
        return None
    for length in lengths:
        start = at - length
        if start >= 0 and (ends or cut == 2 or paragraph[start] == first) and _one_off(paragraph[start:at], wanted):
            return Near(start, at + len(phrase) - cut, phrase)
    return None


def _goes_on(one: str, two: str, wanted: str) -> bool:
    """Whether one slip is all that parts the two signs next to an end that is right from those that should be there."""
    return one in wanted or two in wanted


def _one_off(stands: str, wanted: str) -> bool:
    """True where the two differ by one sign changed, left out, put in or moved by one place or two."""
    if stands[:1] != wanted[:1] and stands[-1:] != wanted[-1:]:
        return stands == wanted[::-1] and len(wanted) == 2
    same, most = 0, min(len(stands), len(wanted))
    while same < most and stands[same] == wanted[same]:
        same += 1
    if len(stands) != len(wanted):
        return stands[same + (len(stands) > most) :] == wanted[same + (len(wanted) > most) :]
    rest = wanted[same : same + 2]
    swapped = stands[same : same + 2] == rest[::-1] and stands[same + 2 :] == wanted[same + 2 :]
    three, others = wanted[same : same + 3], stands[same : same + 3]
    moved = others in (three[1:] + three[:1], three[2:] + three[:2]) and stands[same + 3 :] == wanted[same + 3 :]
    return same < most and (swapped or moved or stands[same + 1 :] == wanted[same + 1 :])


def _is_slip(paragraph: str, near: Near, phrases: Phrases) -> bool:
    """True unless the difference is a word or mark put between, stands at the edge, or is right as it is."""
    stands = paragraph[near.start : near.end]
    phrase = near.phrase
    if phrase in stands or stands in phrase:
        return False
    if phrase in phrases.lost and len(stands) == len(phrase) and sorted(stands) != sorted(phrase):
        return False
    if phrase in phrases.lost and stands == phrase[:-2] + phrase[-1] and phrases.joins(paragraph, near.end):
        return False  # 安全生产|管理 is no 安全生产监管
    if len(stands) > len(phrase):
        extra = next((sign for place, sign in enumerate(stands) if phrase[place : place + 1] != sign), "")
        if extra in _BETWEEN or stands[0] != phrase[0] or stands[-1] != phrase[-1]:
            return False
    elif phrase not in phrases.edges and (stands[0] != phrase[0] or stands[-1] != phrase[-1]):
        return sorted(stands) == sorted(phrase)  # two signs swapped
    changed = [s for s, p in zip(stands, phrase, strict=False) if s != p] if len(stands) == len(phrase) else []
    return _JOINERS.isdisjoint(changed) and not any(
        paragraph.find(word, max(0, near.start - len(word)), near.end + len(word)) >= 0 for word in phrases.right_ones
    )
