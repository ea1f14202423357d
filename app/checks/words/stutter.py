"""Kind ``stuttered``: a word of two signs one of which was written twice (完善善, 公公开)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from app.checks import fixing
from app.checks.model import Context, Hit
from app.checks.registry import Reader, Shape, one, word_kind
from app.checks.words.damage import is_damaged
from app.checks.words.sentences import MEMORY, excerpt, is_table_line, looked
from app.forms.model import Form, Rule
from app.wording.model import Entry, Wording

ENTRY: Mapping[str, Shape] = {"words": "names", "then": "names", "before": "names"}
_TWICE = re.compile(r"([\u4e00-\u9fff])\1")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, eq=False, slots=True)
class Stutters:
    """``words`` of two signs; which signs go on from one (``then``) and lead up to it (``before``) in other words."""

    words: frozenset[str]
    then: Mapping[str, str]
    before: Mapping[str, str]


@word_kind("stuttered", {"list": "name"}, {}, ["at", "wrong"], ENTRY)
def stuttered_kind(form: Form, rule: Rule, wording: Wording) -> Reader:
    """One of the ``words`` with its last or first sign written twice, where that sign begins or ends no other word."""
    known = of_list(wording, one(rule, "list"))

    def read(context: Context) -> Iterator[Hit]:
        own = context.around.organ.name if context.around.organ else ""
        for part, found in looked(context, find, known):
            for at in found:
                if part.text[at : at + 2] in own:
                    continue
                spot = part.spot(at, at + 1)
                shown = excerpt(part.text, at, at + 2)
                yield Hit(
                    part.section,
                    {"at": f"“{shown}”", "wrong": spot.quote},
                    spots=(spot,),
                    fix=fixing.replacing(context, spot, "", f"删去一个“{spot.quote}”"),
                    mark=f"{part.passage}:{shown}",
                )

    return read


@lru_cache(maxsize=16)
def of_list(wording: Wording, list_id: str) -> Stutters:
    """The words of a list, once for all forms."""
    return sort(wording.entries(list_id))


def sort(entries: tuple[Entry, ...]) -> Stutters:
    """The words of all entries, and what each sign of theirs also belongs to."""
    words = frozenset(word for entry in entries for word in entry.params.get("words", ()))
    return Stutters(words, _signs(entries, "then"), _signs(entries, "before"))


@lru_cache(maxsize=MEMORY)
def find(paragraph: str, known: Stutters) -> tuple[int, ...]:
    """Where a sign stands that was written twice: the first of the two."""
    found = [match.start() for match in _TWICE.finditer(paragraph) if _is_extra(paragraph, match.start(), known)]
    return () if not found or is_table_line(paragraph) or is_damaged(paragraph) else tuple(found)


def _is_extra(paragraph: str, at: int, known: Stutters) -> bool:
    sign = paragraph[at]
    before, after = paragraph[max(0, at - 1) : at], paragraph[at + 2 : at + 3]
    if (
        sign in (before, after)
        or (at >= 2 and before == paragraph[at - 2])
        or (_HAN.match(after) and after == paragraph[at + 3 : at + 4])
    ):
        return False  # drawn out, or 方方面面
    if before + sign in known.words:
        others = known.then.get(sign)
        return not _HAN.match(after) or (others is not None and after not in others)
    if sign + after in known.words:
        others = known.before.get(sign)
        return others is not None and before not in others and bool(_HAN.match(before))
    return False


def _signs(entries: tuple[Entry, ...], key: str) -> Mapping[str, str]:
    """Texts of the form “first sign, then those that go with it”, joined by their first sign."""
    found: dict[str, str] = {}
    for entry in entries:
        for text in entry.params.get(key, ()):
            sign = intern(text[:1])
            found[sign] = found.get(sign, "") + text[1:]
    return found
