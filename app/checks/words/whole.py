"""Rules on a text part as a whole: how long it is, what it must speak of, whether it names a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from app.checks.aspects import RULE, mentions, unmentioned
from app.checks.counting import says
from app.checks.model import Context, Hit, Spot
from app.checks.numbers.weighing import weigh
from app.checks.registry import BadRule, Reader, names_of, one, word_kind
from app.checks.subheadings import headings, strange, unheaded
from app.checks.words.reach import holds, is_whole, part_of, size
from app.checks.words.sentences import sentences
from app.domain import address as names
from app.domain import numbering
from app.forms import claims as of_form
from app.forms.model import Form, FormKey, Part, Rule, Section
from app.forms.typed import Fault
from app.wording.model import Wording
from app.wording.pattern import compile_pattern

_COUNTED = (
    r"[0-9０-９]\s?(?:余|多|来)?\s?[条件次篇份期个项例起场部类人户块处幅张册万元％%家名批本宗]"
    r"|(?<![第〇零一二两三四五六七八九十百千])[〇零一二两三四五六七八九十百千]{1,9}(?:余|多|来)?[条件次篇份期]"
)
_FIGURE = re.compile(_COUNTED)
_NAMES = re.compile(r"《[^》]*》|“[^”]*”|[（(][一二三四五六七八九十]+[）)]")
_SHOWN = 3  # headings that a sentence names
_LEAST_UNDER = 30  # signs under a sub-heading that should count something
_STOPS = "。；，！？、 \t\n　"


@word_kind("length", {}, {}, ["place", "count", "most", "over"])
def length(form: Form, rule: Rule, wording: Wording) -> Reader:
    """A part that has a length advised is longer."""

    def read(context: Context) -> Iterator[Hit]:
        for section in form.sections:
            count = size(context.passages.get(section.id, ""))
            if section.max_chars and count > section.max_chars:
                words = {"count": count, "most": section.max_chars, "over": count - section.max_chars}
                yield Hit(section.id, _shown(words), mark=section.id, ground=str(count))

    return read


@word_kind(RULE, {"min_chars": "number"}, {}, ["place", "missing", "count"])
def speaks_of_aspects(form: Form, rule: Rule, wording: Wording) -> Reader:
    """A part that has aspects (``parts``) says nothing of some of them."""
    least = int(rule.params["min_chars"])

    def read(context: Context) -> Iterator[Hit]:
        for section in form.sections:
            text = context.passages.get(section.id, "")
            if section.parts and is_whole(text, least) and (missing := unmentioned(section, text)):
                labels = "、".join(part.label for part in missing)
                yield Hit(section.id, {"missing": labels, "count": str(len(missing))}, ground=labels)

    return read


@word_kind("sub_headings", {"least": "number"}, {}, ["place", "shown", "lacks", "count"])
def sub_headings(form: Form, rule: Rule, wording: Wording) -> Reader:
    """A part with aspects has sub-headings that name none of them; or stands under ``least`` sub-headings and more, and
    some of the aspects have none.
    """
    least = int(rule.params["least"])

    def read(context: Context) -> Iterator[Hit]:
        for section in form.sections:
            text = context.passages.get(section.id, "")
            if not section.parts or not (heads := headings(text)):
                continue
            own = tuple(Spot(section.id, start, end, text[start:end]) for start, end in strange(section, text))
            missing = unheaded(section, text) if len(heads) >= least and is_whole(text, 1) else ()
            if own or missing:
                shown, lacks = _of_headings(own, missing)
                words = {"shown": shown, "lacks": lacks, "count": numbering.numeral(len(section.parts))}
                yield Hit(section.id, words, spots=own[:_SHOWN], mark=section.id)

    return read


def _of_headings(own: tuple[Spot, ...], missing: tuple[Part, ...]) -> tuple[str, str]:
    more = "等" if len(own) > _SHOWN else ""
    shown = "".join(f"“{spot.quote}”" for spot in own[:_SHOWN]) + more
    lacks = "，缺" + "".join(f"“{part.label}”" for part in missing) if missing else ""
    return shown, lacks


@word_kind(
    "must_say",
    {"section": "name", "words": "names"},
    {"min_chars": "number", "since": "number", "fields": "flag"},
    ["place", "words"],
)
def must_say(form: Form, rule: Rule, wording: Wording) -> Reader:
    """A part that is written says none of ``words``; ``fields``: figures beside it that print a sentence say them."""
    section, wanted = part_of(form, one(rule, "section")), names_of(rule, "words")
    least, since = int(rule.params.get("min_chars", 1)), int(rule.params.get("since", 0))
    by_fields = bool(rule.params.get("fields", False))

    def read(context: Context) -> Iterator[Hit]:
        if section is None or context.report.key.year < since:
            return
        text = context.passages.get(section.id, "")
        if not is_whole(text, least) or any(word in text for word in wanted):
            return
        if not (by_fields and section.fields and says(context, "", _fields(section))):
            yield Hit(section.id, {"words": wanted[0]})

    return read


def _fields(section: Section) -> tuple[str, ...]:
    return tuple(names.field(section.id, item.id) for item in section.fields)


@word_kind("too_short", {"section": "name", "min_chars": "number"}, {"words": "names"}, ["place", "quote", "count"])
def too_short(form: Form, rule: Rule, wording: Wording) -> Reader:
    """A part has fewer than ``min_chars`` signs, or is nothing but one of ``words``."""
    section, least = part_of(form, one(rule, "section")), int(rule.params["min_chars"])
    empty = frozenset(names_of(rule, "words", optional=True))

    def read(context: Context) -> Iterator[Hit]:
        text = context.passages.get(section.id, "") if section else ""
        said = text.strip(_STOPS)
        if section and said and (size(text) < least or said in empty):
            start = text.index(said)
            words = {"quote": said, "count": str(size(said))}
            yield Hit(section.id, words, spots=(Spot(section.id, start, start + len(said), said),), mark=section.id)

    return read


@word_kind("figures_wanted", {"section": "name", "min_chars": "number"}, {}, ["place", "count"])
def figures_wanted(form: Form, rule: Rule, wording: Wording) -> Reader:
    """A part of some length counts nothing: no 条, no 件, no 次."""
    section, least = part_of(form, one(rule, "section")), int(rule.params["min_chars"])

    def read(context: Context) -> Iterator[Hit]:
        text = context.passages.get(section.id, "") if section else ""
        if section and is_whole(text, least) and not _counts(text):
            yield Hit(section.id, {"count": str(size(text))}, mark=section.id)

    return read


@word_kind(
    "amount_wanted",
    {"section": "name", "aspect": "text", "says": "names", "min_chars": "number"},
    {"role": "name", "unless": "names", "aside": "names"},
    ["place", "quote", "aspect"],
)
def amount_wanted(form: Form, rule: Rule, wording: Wording) -> Reader:
    """What stands under the sub-heading of an aspect counts nothing: no 条, no 件. Quoted is what the first of ``says``
    finds in it.

    With ``role`` only where the figures of that claim are not nought; none of ``unless`` stands there, and what a
    sentence with one of ``aside`` counts is something else.
    """
    section, aspect = part_of(form, one(rule, "section")), one(rule, "aspect")
    least = int(rule.params["min_chars"])
    unless, aside = (tuple(names_of(rule, key, optional=True)) for key in ("unless", "aside"))
    try:
        says_ = tuple(compile_pattern(text) for text in names_of(rule, "says"))
    except Fault as fault:
        raise BadRule(f"规则 {rule.id}：{fault}") from fault
    part = next((item for item in section.parts if item.label == aspect), None) if section else None
    role = str(rule.params.get("role", ""))
    ways = of_form.ways_by_role(FormKey(form)).get(role, ())

    def read(context: Context) -> Iterator[Hit]:
        text = context.passages.get(section.id, "") if section else ""
        if section is None or part is None or not is_whole(text, least):
            return
        for start, end in _under(text, part):
            words = text[start:end]
            if size(words) < _LEAST_UNDER or holds(words, unless) or _counts_beside(words, aside):
                continue
            at = next((match for pattern in says_ if (match := pattern.regex.search(words))), None)
            if at is not None and (not role or any(stated.value for stated in weigh(context, ways).ways)):
                spot = Spot(section.id, start + at.start(), start + at.end(), at[0])
                yield Hit(section.id, {"quote": at[0], "aspect": aspect}, spots=(spot,), mark=aspect)

    return read


@lru_cache(maxsize=64)
def _counts_beside(text: str, aside: tuple[str, ...]) -> bool:
    """Whether a sentence that holds none of ``aside`` counts something."""
    return _counts("".join(text[start:end] for start, end in sentences(text) if not holds(text[start:end], aside)))


def _under(text: str, part: Part) -> Iterator[tuple[int, int]]:
    """What stands under the sub-headings that name an aspect."""
    heads = [*headings(text), (len(text), len(text))]
    for (start, end), (after, _) in pairwise(heads):
        if mentions(text[start:end], part):
            yield end, after


@lru_cache(maxsize=64)
def _counts(text: str) -> bool:
    return _FIGURE.search(_NAMES.sub("", text)) is not None


def _shown(words: dict[str, int]) -> dict[str, str]:
    return {name: str(value) for name, value in words.items()}
