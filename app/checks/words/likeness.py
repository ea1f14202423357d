"""Rules on texts that say what others said: last year's, and those of other offices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.checks.model import CannotRun, Context, Hit, LastYear, Spot
from app.checks.registry import BadRule, Reader, names_of, one, word_kind
from app.checks.sentences import each
from app.checks.words.reach import holds, part_of
from app.forms.model import Form, Rule, Section
from app.wording.model import Wording

_FIGURES = re.compile(r"[0-9０-９.．]+(?:万|亿)?")
_LEAST_SIGNS = 12  # of a sentence that is worth comparing
_MEMORY = 256  # pairs of a text and one that it is compared with


@dataclass(frozen=True, slots=True)
class _Like:
    """How much of a text another one holds: ``same`` of ``count`` sentences, and their share of all signs that were
    compared, in per cent. ``spans`` are the stretches that they fill.
    """

    spans: tuple[tuple[int, int], ...]
    same: int
    count: int
    share: int


@word_kind(
    "too_similar",
    {"section": "name", "against": "name", "share": "number", "sentences": "number"},
    {"skip": "names"},
    ["place", "share", "same", "count", "whose"],
)
def too_similar(form: Form, rule: Rule, wording: Wording) -> Reader:
    """``share`` per cent of a part, and ``sentences`` of it, stand in another report, figures and names apart.

    ``against`` is ``last`` (last year's report of the same organ) or ``neighbours`` (other organs' on the same year).
    Short sentences, and those that hold one of ``skip`` (formulae that everybody writes), are not compared.
    """
    section, against = part_of(form, one(rule, "section")), one(rule, "against")
    if against not in ("last", "neighbours"):
        raise BadRule(f"规则 {rule.id} 的 against 只能是 last 或 neighbours")
    share, least = int(rule.params["share"]), int(rule.params["sentences"])
    skip = tuple(names_of(rule, "skip", optional=True))

    def read(context: Context) -> Iterator[Hit]:
        others = _others(context, against)
        if section is None:
            return
        text = context.passages.get(section.id, "")
        best = _closest(text, context.report.key.organ, others, section, skip)
        if best is not None and best[0].share >= share and best[0].same >= least:
            like, other = best
            spots = tuple(Spot(section.id, start, end, text[start:end]) for start, end in like.spans)
            whose = f"{other.report.key.year}年的" if against == "last" else other.report.key.organ + "的"
            words = {"share": str(like.share), "same": str(like.same), "count": str(like.count), "whose": whose}
            yield Hit(section.id, words, spots=spots, mark=section.id, ground=whose)

    return read


def _others(context: Context, against: str) -> tuple[LastYear, ...]:
    if against == "last":
        if context.last is None:
            raise CannotRun("no_last")
        return (context.last,)
    if not context.around.neighbours:
        raise CannotRun("no_neighbour")
    return context.around.neighbours


def _closest(
    text: str, organ: str, others: tuple[LastYear, ...], section: Section, skip: tuple[str, ...]
) -> tuple[_Like, LastYear] | None:
    best: tuple[_Like, LastYear] | None = None
    for other in others if text else ():
        theirs = _theirs(other, section)
        if theirs:
            like = _alike(text, organ, theirs, other.report.key.organ, skip)
            if best is None or like.share > best[0].share:
                best = like, other
    return best


def _theirs(other: LastYear, section: Section) -> str:
    """The text of the same part in another report, whatever it was called in its format."""
    names = (section.id, *section.was)
    found = (known for known in other.form.sections if known.id in names or section.id in known.was)
    return next((other.report.passages.get(known.id, "") for known in found), "")


@lru_cache(maxsize=_MEMORY)
def _alike(text: str, organ: str, theirs: str, neighbour: str, skip: tuple[str, ...]) -> _Like:
    known = _keys(theirs, neighbour, skip)
    mine = _compared(text, organ, skip)
    same = [(start, end, key) for start, end, key in mine if key in known]
    whole = sum(len(key) for _, _, key in mine)
    share = sum(len(key) for _, _, key in same) * 100 // whole if whole else 0
    return _Like(_stretches(text, same), len(same), len(mine), share)


def _stretches(text: str, sentences: list[tuple[int, int, str]]) -> tuple[tuple[int, int], ...]:
    """Sentences that follow one another in a line as one stretch each."""
    found: list[tuple[int, int]] = []
    for start, end, _ in sentences:
        between = text[found[-1][1] : start] if found else "\n"
        if between.strip() or "\n" in between:
            found.append((start, end))
        else:
            found[-1] = found[-1][0], end
    return tuple(found)


@lru_cache(maxsize=_MEMORY)
def _keys(text: str, organ: str, skip: tuple[str, ...]) -> frozenset[str]:
    return frozenset(key for _, _, key in _compared(text, organ, skip))


@lru_cache(maxsize=4)  # the text at hand, next to one and another; of those that stay their keys are kept
def _compared(text: str, organ: str, skip: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
    """Place and words of each sentence worth comparing, without figures and the office's name."""
    return tuple(
        (start, end, _FIGURES.sub("", key.replace(organ, "") if organ else key))
        for start, end, key in each(text)
        if len(key) >= _LEAST_SIGNS and not holds(key, skip)
    )
