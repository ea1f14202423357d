"""Kind ``outcomes_add_up``: what a paragraph says became of the requests comes to what it says there were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.checks.model import Context, Hit
from app.checks.numbers.adding import WORDS, all_live, made
from app.checks.numbers.claims import ENTRY, Claim, claims, phrases
from app.checks.numbers.lists import told
from app.checks.numbers.weighing import weigh
from app.checks.registry import Reader, names_of, one, word_kind
from app.checks.words.sentences import Paragraph, looked
from app.forms import claims as of_form
from app.forms.claims import Way
from app.forms.model import Form, FormKey, Rule
from app.wording.model import Wording


@dataclass(frozen=True, slots=True)
class _Sum:
    """The entries of one rule, see ``outcomes_add_up``."""

    whole: frozenset[str]
    parts: frozenset[str]
    complete: frozenset[str]
    plus: frozenset[str]
    unless: frozenset[str]


@word_kind(
    "outcomes_add_up",
    {"list": "name", "whole": "names", "parts": "names", "complete": "names"},
    {"plus": "names", "unless": "names", "blank": "flag"},
    WORDS,
    ENTRY,
)
def outcomes_add_up(form: Form, rule: Rule, wording: Wording) -> Reader:
    """The outcomes that a paragraph tells (entries ``parts`` of ``list``) come to what it says there was in all (one
    of ``whole``, alone or with those of ``plus``). They must be less only where each of ``complete`` is told.

    Not looked at where one of ``unless`` is told; with ``blank`` only where the tables do not judge each figure.
    """
    known = phrases(FormKey(form), wording, one(rule, "list"))
    names = {
        key: frozenset(names_of(rule, key, optional=True)) for key in ("whole", "parts", "complete", "plus", "unless")
    }
    told_of = _Sum(**names)
    ways = of_form.ways_by_role(FormKey(form)) if rule.params.get("blank") else None

    def read(context: Context) -> Iterator[Hit]:
        for part, said in looked(context, claims, known):
            year = context.report.key.year
            found = {claim.entry: claim for claim in said if claim.number is not None and claim.is_of(year)}
            whole = [found[entry] for entry in told_of.whole if entry in found]
            parts = [claim for entry, claim in found.items() if entry in told_of.parts]
            if len(whole) != 1 or len(parts) < 2 or not told_of.unless.isdisjoint(found):
                continue
            if ways is None or not _are_judged(context, [*whole, *parts], ways):
                plus = [found[entry] for entry in told_of.plus if entry in found]
                yield from _told(context, part, whole[0], plus, parts, is_complete=told_of.complete <= found.keys())

    return read


def _are_judged(context: Context, found: Sequence[Claim], ways: Mapping[str, tuple[Way, ...]]) -> bool:
    """Whether the tables tell of each figure whether it is right."""
    return all(
        claim.role in ways and not any(way.least for way in weigh(context, ways[claim.role]).ways) for claim in found
    )


def _told(
    context: Context, part: Paragraph, whole: Claim, plus: Sequence[Claim], parts: Sequence[Claim], *, is_complete: bool
) -> Iterator[Hit]:
    every = [whole, *plus, *parts]
    figures = tuple(claim.number for claim in every if claim.number is not None)
    total = sum(claim.value for claim in parts)
    wholes = [*accumulate(claim.value for claim in (whole, *plus))]
    if total in wholes or (total < min(wholes) and not is_complete) or min(wholes) < total < max(wholes):
        return
    if any(number.soft for number in figures) or all_live(context, part, figures):
        return
    if any(item.whole is whole.number for item in told(part.text)):
        return  # told as a list, and looked at as one
    meant = max(wholes) if total > max(wholes) else min(wholes)
    span = (min(claim.start for claim in every), max(claim.end for claim in every))
    yield made(context, part, part.text[whole.start : whole.end], len(parts), meant, total, span)
