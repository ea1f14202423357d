"""Kind ``private``: what a notice on a wall must not say, in every text of the report and in what the office says of
itself, with stars to put over it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.checks import fixing
from app.checks.model import CannotRun, Context, Hit, Spot
from app.checks.private import letters, numbers  # noqa: F401 - registers the finders
from app.checks.private.finders import ENTRY, Finder, Found, compiled, look, may_hold
from app.checks.private.text import pieces
from app.checks.registry import BadRule, Reader, names_of, one, word_kind
from app.domain.organ import Organ
from app.forms.model import Form, Rule
from app.wording.model import Entry, Wording

KIND = "private"
STARS = "打上星号"
OFFICE = "本机关的资料"


@dataclass(frozen=True, slots=True)
class Private:
    """Something private in a text: its place, what it is (手机号码), as it stands, and with stars ("" for a mark)."""

    start: int
    end: int
    says: str
    quote: str
    masked: str

    @property
    def shown(self) -> str:
        """How a message names it: never in full, unless it is a mark on the paper."""
        return self.masked or "".join(self.quote.split())


@lru_cache(maxsize=256)
def find(text: str, finders: tuple[Finder, ...]) -> tuple[Private, ...]:
    """All that ``finders`` find in ``text``, in its order; only a piece that changed is looked at again."""
    if not may_hold(text, finders):
        return ()
    glued = _glued(finders)
    return tuple(
        _private(text, at, finder, found) for at, piece in pieces(text, glued) for finder, found in look(piece, finders)
    )


def _glued(finders: tuple[Finder, ...]) -> frozenset[str]:
    return frozenset(sign for one in finders for sign in one.wish.names("ranges") if len(sign) == 1)


def _private(text: str, at: int, finder: Finder, found: Found) -> Private:
    wish, start, end = finder.wish, at + found.start, at + found.end
    stars = bool(wish.first or wish.last or wish.stars)
    return Private(start, end, wish.says, text[start:end], wish.masked(found.bare) if stars else "")


def finders_of(rule: Rule, wording: Wording) -> tuple[Finder, ...]:
    """The finders of a rule, from the entries of its list that it names; ``BadRule`` where it names another."""
    known = {entry.id: entry for entry in wording.entries(one(rule, "list"))}
    wanted = names_of(rule, "finders")
    if lost := [name for name in wanted if name not in known]:
        raise BadRule(f"规则 {rule.id} 的 finders 里没有 {lost[0]} 这一条")
    chosen: tuple[Entry, ...] = tuple(known[name] for name in wanted)
    return compiled(chosen)


@lru_cache(maxsize=4)
def sought(wording: Wording) -> tuple[tuple[Finder, ...], ...]:
    """The finders of every rule of this kind, for texts that stand in no report."""
    rules = (rule for known in wording.lists for rule in known.rules if rule.kind == KIND)
    return tuple(finders_of(rule, wording) for rule in rules)


@word_kind(
    KIND,
    needs={"list": "name", "finders": "names"},
    may={},
    words=("place", "what", "shown"),
    entry=ENTRY,
)
def private(form: Form, rule: Rule, wording: Wording) -> Reader:
    """Personal data, or marks of secrecy, that the finders of a list find."""
    finders = finders_of(rule, wording)

    def read(context: Context) -> Iterator[Hit]:
        organ = context.around.organ
        if organ is None and not any(text.strip() for text in context.passages.values()):
            raise CannotRun("no_text")
        for name in form.passage_ids:
            yield from _hits(context, name, find(context.passages.get(name, ""), finders))
        for found in find(_office(organ), finders) if organ else ():
            yield Hit("", {"what": found.says, "shown": found.shown}, OFFICE, mark=f"organ|{found.shown}")

    return read


def _hits(context: Context, passage: str, found: tuple[Private, ...]) -> Iterator[Hit]:
    """The mark never holds the number itself: it is kept with the answer, long after the text is put right."""
    seen: Counter[str] = Counter()
    for each in found:
        seen[each.shown] += 1
        spot = Spot(passage, each.start, each.end, each.quote)
        yield Hit(
            passage,
            {"what": each.says, "shown": each.shown},
            spots=(spot,),
            fix=fixing.replacing(context, spot, each.masked, STARS) if each.masked else None,
            mark=f"{passage}|{each.shown}|{seen[each.shown]}",
        )


def _office(organ: Organ) -> str:
    """What the office says of itself, line by line, so far apart that nothing reads across."""
    return "\n\n\n".join((organ.name, organ.district, organ.phone, organ.office))
