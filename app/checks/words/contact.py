"""Rules on what a reader needs: how to reach the office, and what a short name stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from app.checks import fixing
from app.checks.model import CannotRun, Context, Fix, Hit, Spot
from app.checks.registry import BadRule, Reader, names_of, one, word_kind
from app.checks.words.reach import field_of, is_all_whole, printed_line, through, words_of
from app.checks.words.sentences import Paragraph, Place
from app.domain import contact
from app.domain.contact import HOLDS
from app.forms.model import Form, Rule
from app.wording.model import Wording

_DIGIT = "[0-9０-９]"
_BARE = re.compile(
    rf"(?P<phone>[2-9２-９](?<![0-9０-９—－\-*＊)）].)(?:{_DIGIT}{{6,7}}|{_DIGIT}{{2,3}}[ -]{_DIGIT}{{4}}))"
    r"(?![0-9０-９*＊])"
)
_AREA = re.compile(r"^[（(]?(0[0-9]{2,3})[）)]?[-—－ ]?([0-9]{7,8})")
_WITH_AREA = re.compile(
    r"(?<![0-9*＊—－-])(?P<area>010|02[0-9]|0[3-9][0-9]{2})[）)]?\s?[-—－]?\s?(?P<number>[1-9][0-9]{3,10})(?![0-9*＊./／×xX])"
)
_MOST = 8  # figures of a number behind its area code
_FROM_WORD = 12  # signs between 电话 and the number


@word_kind("area_code", {"words": "names"}, {"field": "name"}, ["quote", "right"])
def area_code(form: Form, rule: Rule, wording: Wording) -> Reader:
    """A telephone number behind one of ``words``, or in the preface line ``field``, has no area code.

    Where the office itself is known by the same number, its area code is the certain way to mend it.
    """
    line = field_of(form, str(rule.params.get("field", "")))
    look = partial(_bare_phones, tuple(names_of(rule, "words")))

    def read(context: Context) -> Iterator[Hit]:
        for part, (place, is_told) in through(context, look, _BARE.search):
            if is_told or (part.passage == line and place[0] == 0):
                spot = part.spot(*place)
                fix, right = _with_area(context, spot)
                yield Hit(part.section, {"quote": spot.quote, "right": right}, spots=(spot,), fix=fix)

    return read


def _bare_phones(words: tuple[str, ...], paragraph: str) -> tuple[tuple[Place, bool], ...]:
    """Numbers of seven or eight figures without an area code, and whether a word before each says what it is."""
    found = []
    for match in _BARE.finditer(paragraph):
        before = paragraph[max(0, match.start() - _FROM_WORD) : match.start()]
        at = max((before.rfind(word) for word in words), default=-1)
        is_told = at >= 0 and not any(stop in before[at:] for stop in "，。；、,;")
        found.append((match.span("phone"), is_told))
    return tuple(found)


def _with_area(context: Context, spot: Spot) -> tuple[Fix | None, str]:
    organ = context.around.organ
    known = _AREA.match(organ.phone.strip()) if organ else None
    digits = "".join(sign for sign in spot.quote if sign.isdigit())
    if known is None or known[2] != digits:
        return None, f"0××-{spot.quote}"
    right = f"{known[1]}-{digits}"
    return fixing.replacing(context, spot, right, f"改为“{right}”"), right


@word_kind("phone_digits", {"words": "names", "eight": "names"}, {"field": "name"}, ["quote", "count", "right"])
def phone_digits(form: Form, rule: Rule, wording: Wording) -> Reader:
    """A telephone number behind one of ``words``, or in the preface line ``field``, has too few or too many figures:
    there are seven or eight behind an area code, in the areas ``eight`` eight.
    """
    line = field_of(form, str(rule.params.get("field", "")))
    look = partial(_wrong_phones, tuple(names_of(rule, "words")), frozenset(names_of(rule, "eight")))

    def read(context: Context) -> Iterator[Hit]:
        for part, (place, is_told, count, right) in through(context, look, _WITH_AREA.search):
            if is_told or (part.passage == line and place[0] == 0):
                spot = part.spot(*place)
                words = {"quote": spot.quote, "count": str(count), "right": right}
                yield Hit(part.section, words, spots=(spot,))

    return read


def _wrong_phones(
    words: tuple[str, ...], eight: frozenset[str], paragraph: str
) -> tuple[tuple[Place, bool, int, str], ...]:
    """Numbers with an area code and another count of figures than there are in that area."""
    found = []
    for match in _WITH_AREA.finditer(paragraph):
        count = len(match["number"])
        if count == _MOST or (count == _MOST - 1 and match["area"] not in eight):
            continue
        before = paragraph[max(0, match.start() - _FROM_WORD) : match.start()]
        at = max((before.rfind(word) for word in words), default=-1)
        is_told = at >= 0 and not any(stop in before[at:] for stop in "，。；,;")
        found.append((match.span(), is_told, count, "八位" if match["area"] in eight else "七位或八位"))
    return tuple(found)


@word_kind("number_line", {"holds": "name"}, {}, ["label", "quote", "says"])
def number_line(form: Form, rule: Rule, wording: Wording) -> Reader:
    """A line of the preface that holds a telephone number or a postcode (``holds`` of its field) prints something that
    can be none; of a telephone number that only lacks figures or its area code the two kinds above speak.

    Where the line is empty it is what the office says of itself that prints.
    """
    holds = one(rule, "holds")
    if holds not in HOLDS:
        raise BadRule(f"规则 {rule.id} 的 holds 只能是 {' 或 '.join(HOLDS)}")

    def read(context: Context) -> Iterator[Hit]:
        if form.preface is None or context.passages.get(form.preface.id, "").strip():
            return  # a preface of the office's own prints no lines
        for passage, item in form.preface_fields.items():
            if item.holds != holds:
                continue
            own = context.passages.get(passage, "")
            text = own.strip() or _of_office(context, item.default)
            says = contact.said(holds, text)
            if not says or (own.strip() and holds == "phone" and _is_told_above(text)):
                continue
            start = own.index(text) if own.strip() else 0
            spots = (Spot(passage, start, start + len(text), text),) if own.strip() else ()
            told = {"label": item.label, "quote": contact.quoted(text), "says": says}
            yield Hit(form.preface.id, told, spots=spots, mark=passage, ground=text, line=passage)

    return read


def _of_office(context: Context, default: str) -> str:
    organ = context.around.organ
    return organ.phone.strip() if organ is not None and default == "{phone}" else ""


def _is_told_above(text: str) -> bool:
    number = contact.tidy("phone", text)
    return contact.phone_fault(number) == "local" or _WITH_AREA.match(number) is not None


@word_kind("reachable", {"fields": "names", "words": "names", "min_chars": "number"}, {}, ["place", "missing"])
def reachable(form: Form, rule: Rule, wording: Wording) -> Reader:
    """Nothing in the preface says how to reach the office. ``fields`` are lines of the preface, ``words`` what a
    preface of the office's own says instead, one by one in the same order (电话, 地址); a report of fewer than
    ``min_chars`` signs is none yet.
    """
    wanted, least = (
        tuple(zip(names_of(rule, "fields"), names_of(rule, "words"), strict=False)),
        int(rule.params["min_chars"]),
    )

    def read(context: Context) -> Iterator[Hit]:
        if form.preface is None or words_of(context) < least or not is_all_whole(context):
            return
        if context.around.organ is None:
            raise CannotRun("no_organ")
        own = "".join(context.passages.get(form.preface.id, "").split())
        missing = {
            word: field_of(form, name) for name, word in wanted if not _says(context, own, field_of(form, name), word)
        }
        if missing:
            line = "" if own else next(iter(missing.values()))  # its own words have no lines
            yield Hit(form.preface.id, {"missing": "和".join(missing)}, ground="".join(missing), line=line)

    return read


def _says(context: Context, own: str, line: str, word: str) -> bool:
    """Whether the preface tells it: in its own words, in its line, or by what is known of the office."""
    if own:
        return word in own
    return not line or bool(printed_line(context, line))


@word_kind("short_form", {"words": "names", "min_chars": "number"}, {"by": "names"}, ["quote"])
def short_form(form: Form, rule: Rule, wording: Wording) -> Reader:
    """《办法》 and the like (``words``) stand for something that was not named before; ``by`` introduce one (简称)."""
    pattern = re.compile("[《〈](?P<word>" + "|".join(map(re.escape, names_of(rule, "words"))) + ")[》〉]")
    by, least = tuple(names_of(rule, "by", optional=True)), int(rule.params["min_chars"])
    look, may = partial(_named, pattern), pattern.search

    def read(context: Context) -> Iterator[Hit]:
        if words_of(context) < least:
            return
        told = set()
        for part, (word, place) in through(context, look, may):
            if word not in told and not _is_known(word, _before(context, part, place[0]), by):
                spot = part.spot(*place)
                yield Hit(part.section, {"quote": spot.quote}, spots=(spot,), mark=word)
            told.add(word)

    return read


def _named(pattern: re.Pattern[str], paragraph: str) -> tuple[tuple[str, Place], ...]:
    return tuple((match["word"], match.span()) for match in pattern.finditer(paragraph))


def _before(context: Context, part: Paragraph, at: int) -> str:
    """All that the report says before that place."""
    names = context.form.passage_ids
    earlier = names[: names.index(part.passage)]
    texts = [context.passages.get(name, "") for name in earlier]
    return "".join(texts) + context.passages[part.passage][: part.start + at]


def _is_known(word: str, before: str, by: tuple[str, ...]) -> bool:
    """A longer title that ends so stands before it, or a word that introduces it does."""
    if any(before.rstrip("“‘「:：为 ").endswith(word_of) for word_of in by):
        return True
    return re.search(rf"[^《〈]{re.escape(word)}(?:[（(][^（()）]*[）)])?[》〉]", before) is not None
