"""Kind ``said_twice``: two places of the texts say different figures of one thing, and the tables cannot tell which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from app.checks.model import Context, Hit
from app.checks.numbers.agree import place_name, quoted, tried
from app.checks.numbers.claims import ENTRY, Claim, claims, phrases
from app.checks.numbers.weighing import weigh
from app.checks.registry import Reader, names_of, one, word_kind
from app.checks.words.reach import holds
from app.checks.words.sentences import Paragraph, looked
from app.forms import claims as of_form
from app.forms.model import Form, FormKey, Rule
from app.wording.model import Wording

_STOPS = "，。；,;"
_Said = tuple[Paragraph, Claim]


@word_kind(
    "said_twice",
    {"list": "name", "claims": "names"},
    {"unless": "names", "aside": "names", "within": "names"},
    ["place", "one", "other"],
    ENTRY,
    tried=tried,
)
def said_twice(form: Form, rule: Rule, wording: Wording) -> Reader:
    """Entries ``claims`` of ``list`` by their roles; sentences with one of ``unless`` and clauses with one of ``aside``
    speak of another office or year.

    Words that say that something happened, without a figure, contradict only those that say that nothing did. Of roles
    that stand together in ``within`` the first is no more than the second: what one channel published, and all did.
    """
    known, wanted = phrases(FormKey(form), wording, one(rule, "list")), frozenset(names_of(rule, "claims"))
    unless, aside = (tuple(names_of(rule, key, optional=True)) for key in ("unless", "aside"))
    within = [text.split() for text in names_of(rule, "within", optional=True)]
    apart = {pair[0] for pair in within}  # channels may well differ
    ways = {claim.role: of_form.ways(form, claim) for claim in form.claims}

    def read(context: Context) -> Iterator[Hit]:
        by_role: dict[str, list[_Said]] = defaultdict(list)
        for part, found in looked(context, claims, known):
            for claim in found:
                if claim.entry not in wanted or claim.is_soft or not claim.is_of(context.report.key.year):
                    continue
                sentence = part.text[slice(*claim.sentence)]
                if not holds(sentence, unless) and not holds(_clause(part.text, claim), aside):
                    by_role[claim.role].append((part, claim))
        for less, more in within:
            pair = next(((a, b) for a in by_role[less] for b in by_role[more] if a[1].value > b[1].value), None)
            if pair is not None:
                yield _hit(context, *pair)
        for role, said in by_role.items():
            if role in apart:
                continue
            judged = role in ways and weigh(context, ways[role]).is_certain
            pair = _contradiction(said, figures=not judged)
            if pair is not None:
                yield _hit(context, *pair)

    return read


def _clause(text: str, claim: Claim) -> str:
    """The clause, or clauses, in which something is said."""
    start = max(text.rfind(stop, 0, claim.start) for stop in _STOPS) + 1
    return text[start : min((at for stop in _STOPS if (at := text.find(stop, claim.end)) >= 0), default=len(text))]


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
