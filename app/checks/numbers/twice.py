"""Kind ``said_twice``: two places of the texts say different figures of one thing, and the tables cannot tell which."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.checks.model import Context, Hit
from app.checks.numbers.agree import place_name, quoted, tried
from app.checks.numbers.claims import ENTRY, Claim, claims, phrases
from app.checks.numbers.weighing import weigh
from app.checks.registry import Reader, names_of, one, word_kind
from app.checks.words.reach import holds
from app.checks.words.sentences import MEMORY, Paragraph, looked
from app.forms import claims as of_form
from app.forms.model import Form, FormKey, Rule
from app.wording.model import Wording

_STOPS = "，。；,;"
_PUBLISHED = re.compile(
    r"主动公开了?(?:各类|各种|各项)?(?:政府|政务)?信息(?:数量)?(?:共计|总计|合计|仅|共|计|达到?|为|是)?\s?(?P<count>[0-9]{1,7})\s?条"
)
_Said = tuple[Paragraph, Claim]


@word_kind(
    "said_twice",
    {"list": "name", "claims": "names"},
    {"unless": "names", "aside": "names"},
    ["place", "one", "other"],
    ENTRY,
    tried=tried,
)
def said_twice(form: Form, rule: Rule, wording: Wording) -> Reader:
    """Entries ``claims`` of ``list`` by their roles; sentences with one of ``unless`` and clauses with one of ``aside``
    speak of another office or year.

    Words that say that something happened, without a figure, contradict only those that say that nothing did.
    """
    known, wanted = phrases(FormKey(form), wording, one(rule, "list")), frozenset(names_of(rule, "claims"))
    unless, aside = (tuple(names_of(rule, key, optional=True)) for key in ("unless", "aside"))
    ways = of_form.ways_by_role(FormKey(form))

    def read(context: Context) -> Iterator[Hit]:
        by_role: dict[str, list[_Said]] = defaultdict(list)
        for part, found in looked(context, claims, known):
            for claim in found:
                if claim.entry not in wanted or claim.is_soft or not claim.is_of(context.report.key.year):
                    continue
                sentence = part.text[slice(*claim.sentence)]
                if not holds(sentence, unless) and not holds(_clause(part.text, claim.start, claim.end), aside):
                    by_role[claim.role].append((part, claim))
        for role, said in by_role.items():
            judged = role in ways and weigh(context, ways[role]).is_certain
            pair = _contradiction(said, figures=not judged)
            if pair is not None:
                yield _hit(context, *pair)

    return read


def _clause(text: str, start: int, end: int) -> str:
    """The clause, or clauses, in which something is said."""
    first = max(text.rfind(stop, 0, start) for stop in _STOPS) + 1
    return text[first : min((at for stop in _STOPS if (at := text.find(stop, end)) >= 0), default=len(text))]


@dataclass(frozen=True, slots=True)
class Published:
    """From ``start`` to before ``end`` a text says how many pieces were published, in all or by one channel."""

    start: int
    end: int
    count: int
    is_part: bool


@word_kind("published_twice", {"channels": "names"}, {"unless": "names"}, ["place", "one", "other"])
def published_twice(form: Form, rule: Rule, wording: Wording) -> Reader:
    """Two totals of what was published, or one that is less than what a clause with one of ``channels`` says of its
    channel. Clauses with one of ``unless`` speak of something else.
    """
    channels, unless = (tuple(names_of(rule, key, optional=True)) for key in ("channels", "unless"))

    def read(context: Context) -> Iterator[Hit]:
        every = [
            (part, said) for part, found in looked(context, published, channels, unless, may=_may) for said in found
        ]
        for place, (part, said) in enumerate(every):
            for other_part, other in every[place + 1 :]:
                if _differ(said, other):
                    spots = (part.spot(said.start, said.end), other_part.spot(other.start, other.end))
                    first, second = (quoted(spot.quote) for spot in spots)
                    words = {"place": place_name(context, part), "one": first, "other": second}
                    yield Hit(part.section, words, spots=spots, mark=f"{first}|{second}")
                    return

    return read


def _differ(one: Published, other: Published) -> bool:
    if one.is_part and other.is_part:
        return False
    if one.is_part or other.is_part:
        part, whole = (one, other) if one.is_part else (other, one)
        return part.count > whole.count
    return one.count != other.count


def _may(text: str) -> bool:
    return "公开" in text


@lru_cache(maxsize=MEMORY)
def published(paragraph: str, channels: tuple[str, ...], unless: tuple[str, ...]) -> tuple[Published, ...]:
    """What a paragraph says of it."""
    found = []
    for match in _PUBLISHED.finditer(paragraph) if _may(paragraph) else ():
        clause = _clause(paragraph, *match.span())
        if not holds(clause, unless):
            found.append(Published(*match.span(), int(match["count"]), holds(clause, channels)))
    return tuple(found)


def _contradiction(said: list[_Said], *, figures: bool) -> tuple[_Said, _Said] | None:
    """The first two that cannot both be right; figures alone only where the tables do not judge them."""
    for place, first in enumerate(said):
        for second in said[place + 1 :]:
            some = [claim for _, claim in (first, second) if claim.number is None and claim.value]
            if some:
                if any(not claim.value for _, claim in (first, second)) and first[0] == second[0]:
                    return first, second
            elif figures and first[1].value != second[1].value:
                return first, second
    return None


def _hit(context: Context, first: _Said, second: _Said) -> Hit:
    spots = tuple(part.spot(claim.start, claim.end) for part, claim in (first, second))
    one, other = (quoted(spot.quote) for spot in spots)
    words = {"place": place_name(context, first[0]), "one": one, "other": other}
    return Hit(first[0].section, words, spots=spots, mark=f"{one}|{other}")
