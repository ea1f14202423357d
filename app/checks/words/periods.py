"""Rules on the year: the period of the figures, and years that are not the year of the report."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from app.checks import fixing
from app.checks.model import Context, Hit
from app.checks.registry import BadRule, Reader, Shape, names_of, one, word_kind
from app.checks.words.reach import field_of, holds, is_whole, through
from app.checks.words.sentences import TEXTS, Place, lead, sentences
from app.checks.words.wording import patterns, severity_of
from app.forms.model import Form, Rule, Severity
from app.wording.model import Entry, Wording
from app.wording.pattern import Pattern

_DAY = (
    r"(?:20[0-9]{2}[./-][0-9]{1,2}[./-][0-9]{1,2}|20[0-9]{2}\s?年?\s?[0-9]{0,2}\s?月?\s?[0-9]{0,2}\s?日"
    r"|[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?日)"
)
_PERIOD = re.compile(
    rf"(?P<first>{_DAY}|20[0-9]{{2}}\s?年\s?1\s?月)\s?起?\s?[，,]?\s?(?:至|到|—|－|–|-|~|～){{1,3}}\s?(?P<last>{_DAY})"
)
_WELL_FORMED = re.compile(
    r"(?:20[0-9]{2}\s?年\s?)?[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?日|20[0-9]{2}[./-][0-9]{1,2}[./-][0-9]{1,2}"
)
_FIGURES = re.compile(r"[0-9]+")
_AS_ONE = re.compile(r"20[0-9]{6}")  # a date whose 年 and 月 were lost can only be read where it has eight figures
_FIRST, _LAST = ("11", "0101", "101", "011"), ("1231",)
_RUN_IN = re.compile(
    r"^[（(][一二三四五六七八九十]{1,3}[）)][^，。,：:；]{0,24}?[\s　：:]+(?=20[0-9]{2}年)"
)  # a heading
_YEAR = re.compile("[12１２][0-9０-９]{3} ?年")
_ENDS = ("止", "期限", "时限")


@word_kind(
    "period",
    {"words": "names"},
    {"field": "name"},
    ["quote", "right", "year"],
)
def period(form: Form, rule: Rule, wording: Wording) -> Reader:
    """The period of the figures is not the first to the last day of the year.

    ``words`` say that a sentence speaks of it (统计期限), ``field`` is the line of the preface that holds nothing else.
    Dates that lost their 年 and 月 on the way are read where they can be, and are no fault by themselves.
    """
    line = field_of(form, str(rule.params.get("field", "")))
    look = partial(_days, tuple(names_of(rule, "words")))

    def read(context: Context) -> Iterator[Hit]:
        year = context.report.key.year
        for part, (place, is_first, speaks_of_it) in through(context, look):
            spot = part.spot(*place)
            odd = _odd(spot.quote, year, _FIRST if is_first else _LAST)
            if odd and (speaks_of_it or part.passage == line):
                right = f"{year}年1月1日" if is_first else f"{year}年12月31日"
                fix = fixing.replacing(context, spot, right, f"改为“{right}”")
                words = {"quote": spot.quote, "right": right, "year": str(year)}
                yield Hit(part.section, words, spots=(spot,), fix=fix, severity="error" if odd == "year" else None)

    return read


def _days(anchors: tuple[str, ...], paragraph: str) -> tuple[tuple[Place, bool, bool], ...]:
    """The dates between which something runs: where each stands, whether it is the first of the two, and whether the
    sentence speaks of the period of the figures.
    """
    if "20" not in paragraph or _PERIOD.search(paragraph) is None:
        return ()
    found = []
    for start, end in sentences(paragraph):
        sentence = paragraph[start:end]
        for match in _PERIOD.finditer(sentence):
            speaks_of_it = any(word in sentence for word in anchors) or _runs_a_year(sentence, match)
            for name in ("first", "last"):
                place = (start + match.start(name), start + match.end(name))
                found.append((place, name == "first", speaks_of_it))
    return tuple(found)


def _runs_a_year(sentence: str, match: re.Match[str]) -> bool:
    """From a first of January to a day of December, as only the period of a report runs (自…至…止)."""
    first, last = ("".join(_FIGURES.findall(match[name])) for name in ("first", "last"))
    return first[4:] in _FIRST and last[-4:-2] == "12" and any(word in sentence for word in _ENDS)


def _odd(words: str, year: int, accepted: tuple[str, ...]) -> str:
    """What is odd about a date: the year, the day, or nothing where it is right or cannot be read."""
    figures = "".join(_FIGURES.findall(words))
    known = {day for end in accepted for day in (end, f"{year}{end}")}
    if figures in known:
        return ""
    if _WELL_FORMED.fullmatch(words):
        return "day" if figures.startswith(str(year)) or not figures.startswith("20") else "year"
    return "day" if _AS_ONE.fullmatch(figures) and figures.startswith(str(year)) else ""


@word_kind("period_missing", {"words": "names", "min_chars": "number"}, {}, ["place", "year"])
def period_missing(form: Form, rule: Rule, wording: Wording) -> Reader:
    """The preface that the office wrote itself, of ``min_chars`` signs at least, speaks of no period.

    Where it wrote none, the lines of the form are printed, and they have it.
    """
    anchors, least = tuple(names_of(rule, "words")), int(rule.params["min_chars"])

    def read(context: Context) -> Iterator[Hit]:
        if form.preface is None or not is_whole(context.passages.get(form.preface.id, ""), least):
            return
        if not any(_speaks_of_it(context.passages.get(name, ""), anchors) for name in form.passage_ids):
            yield Hit(form.preface.id, {"year": str(context.report.key.year)})

    return read


@lru_cache(maxsize=TEXTS)
def _speaks_of_it(text: str, anchors: tuple[str, ...]) -> bool:
    return any(word in text for word in anchors) or _PERIOD.search(text) is not None


ENTRY: dict[str, Shape] = {
    "find": "names",
    "offset": "number",
    "also": "names",
    "unless": "names",
    "alone": "flag",
    "back": "flag",
    "severity": "text",
    "note": "text",
}


@dataclass(frozen=True, eq=False, slots=True)
class _Told:
    """An entry made ready: the year that ``finds`` mark must be that of the report plus ``offset``."""

    id: str
    finds: tuple[Pattern, ...]
    offset: int
    also: tuple[str, ...]
    unless: tuple[str, ...]
    alone: bool
    back: bool
    severity: Severity | None
    note: str


@word_kind("year_fits", {"list": "name"}, {"within": "number"}, ["quote", "right", "year", "note"], entry=ENTRY)
def year_fits(form: Form, rule: Rule, wording: Wording) -> Reader:
    """A sentence names another year than it must: what the entries of ``list`` mark with <#> is the year of the report
    plus ``offset``. ``also`` are words one of which stands in the sentence, ``unless`` words none of which does ({this}
    and {last} are the years), ``alone`` that the paragraph does not name the year of the report, ``back`` that a later
    year is none (plans); a year more than ``within`` years off is no slip.
    """
    within = int(rule.params.get("within", 3))
    told = [_told(entry) for entry in wording.entries(one(rule, "list"))]
    look = partial(_years, tuple((find, entry) for entry in told for find in entry.finds))

    def read(context: Context) -> Iterator[Hit]:
        year = context.report.key.year
        for part, (place, named, entry) in through(context, look, _YEAR.search):
            off = named - year - entry.offset
            if off and -within <= off <= (0 if entry.back else within) and _is_of_year(part.text, place, entry, year):
                spot = part.spot(*place)
                words = {"quote": spot.quote, "right": str(year + entry.offset), "year": str(year)}
                told = {**words, "note": entry.note}
                yield Hit(part.section, told, spots=(spot,), ground=str(year), severity=entry.severity)

    return read


def _told(entry: Entry) -> _Told:
    params = entry.params
    finds = patterns(entry, "find")
    if not finds or not all("<" in find.source for find in finds):
        raise BadRule(f"词条 {entry.id} 的 find 要用 <#> 标出年份")
    also, unless = tuple(params.get("also", ())), tuple(params.get("unless", ()))
    return _Told(
        entry.id,
        finds,
        int(params.get("offset", 0)),
        also,
        unless,
        bool(params.get("alone")),
        bool(params.get("back")),
        severity_of(entry),
        str(params.get("note", "")),
    )


def _years(told: tuple[tuple[Pattern, _Told], ...], paragraph: str) -> tuple[tuple[Place, int, _Told], ...]:
    """The years that entries mark: where each stands with what is around it, what it is, by which entry."""
    years = [match.start() for match in _YEAR.finditer(paragraph)]
    if not years:
        return ()
    found: dict[int, tuple[Place, int, _Told]] = {}
    for first, end in sentences(paragraph):
        if not any(first <= year < end for year in years):
            continue
        sentence = _RUN_IN.sub("", paragraph[first or lead(paragraph) : end]).lstrip("，、：“ ")
        start = end - len(sentence)
        for find, entry in told:
            for match in find.regex.finditer(sentence):
                named = unicodedata.normalize("NFKC", match["wrong"]).strip()
                if len(named) == 4 and named.isdecimal() and _is_meant(sentence, entry):
                    place = start + match.start(), start + match.end()
                    found.setdefault(start + match.start("wrong"), (place, int(named), entry))
    return tuple(found[at] for at in sorted(found))


def _is_of_year(paragraph: str, place: Place, entry: _Told, year: int) -> bool:
    """Whether the sentence at that place is meant where words of the entry name a year: {this} or {last}."""
    if entry.alone and holds(paragraph, (f"{year}年", f"{year} 年")):
        return False
    sentence = next((paragraph[first:last] for first, last in sentences(paragraph) if first <= place[0] < last), "")
    also, unless = ([_with_year(word, year) for word in words if "{" in word] for words in (entry.also, entry.unless))
    return (not also or holds(sentence, also)) and not holds(sentence, unless)


def _with_year(word: str, year: int) -> str:
    return word.replace("{this}", str(year)).replace("{last}", str(year - 1))


def _is_meant(sentence: str, entry: _Told) -> bool:
    """As ``also`` and ``unless`` say, words that name a year apart."""
    if entry.also and not any("{" in word or word in sentence for word in entry.also):
        return False
    return not any(word in sentence for word in entry.unless)
