"""The closed list of what finds personal data: an entry of a wording list names one and gives it its ranges and words.

Finders run one after the other over the same text; what one has found or ruled out is taken out of the others' sight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.checks.private.text import RULED_OUT, TAKEN, plain, without
from app.checks.registry import BadRule, Shape
from app.wording.model import Entry

ENTRY: Mapping[str, Shape] = {
    "finder": "name",
    "says": "text",
    "first": "number",
    "last": "number",
    "stars": "number",
    "ranges": "names",
    "signs": "text",
    "labels": "names",
    "not_after": "names",
    "words": "names",
    "beside": "names",
}
_STAR = "*"


@dataclass(frozen=True, slots=True)
class Found:
    """``start`` to before ``end`` of a text is what ``entry`` says; ``bare`` is it in plain writing."""

    entry: str
    start: int
    end: int
    bare: str


Find = Callable[[str], Iterator[Found]]
Make = Callable[["Wish"], Find]


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """An entry with its parameters read. Compared by identity: what was found is kept by it."""

    id: str
    says: str
    first: int
    last: int
    stars: int
    params: Mapping[str, Any]

    def names(self, key: str) -> tuple[str, ...]:
        """The list at ``key``; none where there is no such list."""
        return tuple(self.params.get(key, ()))

    def need(self, key: str) -> tuple[str, ...]:
        """The list at ``key``; ``BadRule`` where it is missing."""
        if not self.params.get(key):
            raise BadRule(f"词条 {self.id} 缺少 {key}")
        return self.names(key)

    def masked(self, bare: str) -> str:
        """What the official notices print instead: the first and last signs, stars between."""
        head, at, tail = bare.partition("@")
        if at:
            return f"{head[: self.first]}{_STAR * (self.stars or 3)}@{tail}"
        stars = self.stars or max(1, len(bare) - self.first - self.last)
        return bare[: self.first] + _STAR * stars + (bare[-self.last :] if self.last else "")


May = Callable[[str], object]


MakeMay = Callable[["Wish"], May]


def never(text: str) -> bool:
    """Finds nothing in a text in which others find nothing."""
    return False


@dataclass(frozen=True, slots=True, eq=False)
class Finder:
    """One finder, ready. Where ``may`` is false of a text, it finds nothing there."""

    wish: Wish
    find: Find
    may: May


FINDERS: dict[str, tuple[int, Make, MakeMay]] = {}
PASSING: list[tuple[int, Finder]] = []


def finder(name: str, rank: int, may: MakeMay) -> Callable[[Make], Make]:
    """Registers a finder; those of lower ``rank`` look first. ``may`` makes what tells at a glance where to look."""

    def register(make: Make) -> Make:
        FINDERS[name] = rank, make, may
        return make

    return register


def passing(rank: int) -> Callable[[Find], Find]:
    """Registers what rules stretches out, whatever a list says: numbers that everybody may know."""

    def register(find: Find) -> Find:
        PASSING.append((rank, Finder(Wish("", "", 0, 0, 0, {}), find, never)))
        return find

    return register


def compiled(entries: tuple[Entry, ...]) -> tuple[Finder, ...]:
    """The finders that entries name, in the order in which they look; ``BadRule`` where one does not exist."""
    made = []
    for entry in entries:
        name = entry.params.get("finder")
        if name not in FINDERS:
            raise BadRule(f"词条 {entry.id} 的 finder {name or ''} 不认识")
        rank, make, may = FINDERS[name]
        wish = _wish(entry)
        made.append((rank, Finder(wish, make(wish), may(wish))))
    last = max((rank for rank, _ in made), default=0)
    made += [(rank, one) for rank, one in PASSING if rank < last]
    return tuple(one for _, one in sorted(made, key=lambda pair: pair[0]))


def _wish(entry: Entry) -> Wish:
    says = entry.params.get("says")
    if not isinstance(says, str) or not says:
        raise BadRule(f"词条 {entry.id} 缺少 says")
    counts = [entry.params.get(key, 0) for key in ("first", "last", "stars")]
    if not all(isinstance(count, int) and 0 <= count <= 20 for count in counts):
        raise BadRule(f"词条 {entry.id} 的 first、last、stars 应是 0 到 20 的整数")
    first, last, stars = counts
    return Wish(entry.id, says, first, last, stars, entry.params)


@lru_cache(maxsize=4096)
def look(text: str, finders: tuple[Finder, ...]) -> tuple[tuple[Finder, Found], ...]:
    """All that ``finders`` find in a piece of text, in its order."""
    seen = _plain(text)
    if not _may_hold(seen, finders):
        return ()
    hits: list[tuple[Finder, Found]] = []
    for one in finders:
        for found in tuple(one.find(seen)):
            seen = without(seen, found.start, found.end, TAKEN if found.entry else RULED_OUT)
            if found.entry:
                hits.append((one, found))
    return tuple(sorted(hits, key=lambda hit: hit[1].start))


_plain = lru_cache(maxsize=128)(plain)  # the rules that look for different things look one after the other


def may_hold(text: str, finders: tuple[Finder, ...]) -> bool:
    """False where a glance at ``text`` tells that none of ``finders`` will find anything in it."""
    return _may_hold(_plain(text), finders)


def _may_hold(seen: str, finders: tuple[Finder, ...]) -> bool:
    return any(may(seen) for may in _mays(finders))


@lru_cache(maxsize=64)
def _mays(finders: tuple[Finder, ...]) -> tuple[May, ...]:
    return tuple(dict.fromkeys(one.may for one in finders))


def ruled_out(start: int, end: int) -> Found:
    """What is known to be nothing private, so that nobody looks there again."""
    return Found("", start, end, "")


def before(text: str, start: int, length: int) -> str:
    """What stands before ``start``, back to anything found."""
    return text[max(0, start - length) : start].rpartition(TAKEN)[2].rpartition(RULED_OUT)[2]
