"""Rules on the day under a report, on headings of an outline no longer in use, on words of the paper left over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import MAXYEAR, date

from app.checks.model import CannotRun, Context, Hit, Spot
from app.checks.registry import Reader, names_of, one, word_kind
from app.checks.words.sentences import excerpt
from app.checks.words.wording import find, of_list
from app.forms.model import Form, Rule
from app.wording.model import Wording

_WORDING = "wording"  # the kind whose entries can be looked for in any words
_HEADING = re.compile(
    r"[ \t　#*]*(?:第?[一二三四五六七八九十]{1,3}(?:部分)?\s*[、.．])\s*(\S[^。；;，,：:！？\n]{0,38})[ \t　]*"
)


@word_kind("early", {}, {}, ["day", "end"])
def early(form: Form, rule: Rule, wording: Wording) -> Reader:
    """The day under the report lies before the year is over that it counts (条例第五十条: on the year before)."""

    def read(context: Context) -> Iterator[Hit]:
        day, year = context.around.issued, context.report.key.year
        if day is None:
            raise CannotRun("no_date")
        if day.year <= year <= MAXYEAR:  # a year nobody can mean may have been kept long ago
            end = date(year, 12, 31)
            yield Hit("", {"day": _said(day), "end": _said(end)}, mark="day", ground=day.isoformat())

    return read


@word_kind("printed_text", {"lists": "names"}, {}, ["at", "wrong", "says"])
def printed_text(form: Form, rule: Rule, wording: Wording) -> Reader:
    """What the entries of the wording ``lists`` find in words of the paper that went into no part of the report."""
    wanted = set(names_of(rule, "lists"))
    read_by = {one.params.get("list") for known in wording.lists for one in known.rules if one.kind == _WORDING}
    ready = [of_list(wording, known.id) for known in wording.lists if known.id in wanted & read_by]

    def read(context: Context) -> Iterator[Hit]:
        paper, year = context.around.paper, context.report.key.year
        for item in paper.of("text") if paper else ():
            for entries in ready:
                for found in find(item.read, entries):
                    if found.sought.since <= year:
                        wrong = item.read[found.start : found.end]
                        at = excerpt(item.read, found.start, found.end)
                        words = {"at": at, "wrong": wrong, "says": found.sought.says}
                        yield Hit(item.section, words, mark=f"{found.sought.id}:{at}", ground=item.read)

    return read


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@word_kind("printed_outline", {"list": "name"}, {}, ["read", "count", "year"], entry={"has": "names", "but": "names"})
def printed_outline(form: Form, rule: Rule, wording: Wording) -> Reader:
    """A heading of the paper, or a numbered line of a text, is one of an outline that is no longer in use.

    An entry is met by a heading that holds every word of ``has`` and none of ``but``.
    """
    is_old = outlined(wording, one(rule, "list"))

    def read(context: Context) -> Iterator[Hit]:
        count = str(len(context.form.sections))
        words = {"count": count, "year": str(context.report.key.year)}
        seen: set[str] = set()
        for section, spot in _lines(context):
            if is_old(spot.quote) and spot.quote not in seen:
                seen.add(spot.quote)
                yield Hit(section, {**words, "read": spot.quote}, spots=(spot,))
        paper = context.around.paper
        for item in (*paper.of("heading"), *paper.of("order")) if paper else ():
            if is_old(item.read) and item.read not in seen:
                seen.add(item.read)
                yield Hit(item.section, {**words, "read": item.read}, mark=item.read, ground=item.read)

    return read


def outlined(wording: Wording, list_id: str) -> Callable[[str], bool]:
    """Tells whether a heading is one of those that the entries of a list describe."""
    wanted = [
        (tuple(entry.params.get("has", ())), tuple(entry.params.get("but", ()))) for entry in wording.entries(list_id)
    ]

    def is_old(line: str) -> bool:
        return any(all(word in line for word in has) and not any(word in line for word in but) for has, but in wanted)

    return is_old


def _lines(context: Context) -> Iterator[tuple[str, Spot]]:
    """The lines of the texts that are numbered like parts and are no sentences."""
    for name, text in context.passages.items():
        start = 0
        for line in text.split("\n"):
            if _HEADING.fullmatch(line):
                quote = line.strip(" \t　#*")
                at = start + line.index(quote)
                yield name, Spot(name, at, at + len(quote), quote)
            start += len(line) + 1
