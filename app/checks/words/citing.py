"""Rules on what a report cites: the document that governs it, and the marks of documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from app.checks import fixing
from app.checks.model import Context, Hit
from app.checks.registry import BadRule, Reader, names_of, word_kind
from app.checks.words.reach import holds, through
from app.checks.words.sentences import Place, sentences
from app.forms.model import Form, Rule
from app.wording.model import Wording

_MARK = re.compile(
    r"(?P<head>[\u3400-\u9fff])\s?(?P<body>(?P<open>[【\[（(〔［「{<〈《]?)\s?(?P<year>(?:19|20)[0-9]{2})\s?"
    r"(?P<close>[】\]）)〕］」}>〉》]?)\s?(?P<number>[0-9]{1,4})\s?号)(?![楼院门路线车铺店室])"
)
_NUMBERED = re.compile(r"[0-9]\s?号")  # how every mark ends
_RIGHT = ("〔", "〕")
_DIGITS = re.compile(r"[0-9]+")
_OFFICE = 2  # signs by which an office's marks are known: 国办


@dataclass(frozen=True, eq=False)
class _Source:
    """What a form is cited by, and what others were: compared by identity, as the caches need it."""

    right: str
    numbers: tuple[re.Pattern[str], ...]
    titles: tuple[str, ...]
    unless: tuple[str, ...]
    keys: tuple[str, ...]  # one of which stands in whatever is found


@word_kind("authority", {"numbers": "names"}, {"titles": "names", "unless": "names"}, ["quote", "right", "year"])
def authority(form: Form, rule: Rule, wording: Wording) -> Reader:
    """The text cites ``numbers`` or ``titles``, which prescribed another format, as what this one goes by.

    A sentence that holds one of ``unless`` (废止) tells of the past. The right number is ``authority`` of the form.
    """
    source = _Source(
        form.authority,
        tuple(map(_loosely, names_of(rule, "numbers"))),
        tuple(names_of(rule, "titles", optional=True)),
        tuple(names_of(rule, "unless", optional=True)),
        (
            *(number[:_OFFICE] for number in names_of(rule, "numbers")),
            *names_of(rule, "titles", optional=True),
        ),
    )

    look, may = partial(_superseded, source), partial(holds, words=source.keys)

    def read(context: Context) -> Iterator[Hit]:
        for part, (places, is_number) in through(context, look, may):
            spots = tuple(part.spot(*place) for place in places)
            words = {"quote": spots[0].quote, "right": source.right, "year": str(context.report.key.year)}
            fix = fixing.replacing(context, spots[0], source.right, f"改为“{source.right}”") if is_number else None
            yield Hit(part.section, words, spots=spots, fix=fix)

    return read


def _loosely(number: str) -> re.Pattern[str]:
    """国办公开办函〔2019〕60号, whatever its brackets, blanks and slips of the mark are."""
    digits = _DIGITS.findall(number)
    if len(digits) < 2:
        raise BadRule(f"文号“{number}”要有年份和号数")
    between = r"\s?(?P<{0}>[^\w\s，。、；]?)\s?"
    return re.compile(
        f"(?P<office>{re.escape(number[:_OFFICE])}[\u3400-\u9fff]{{0,8}})"
        f"{between.format('open')}{digits[0]}{between.format('close')}第?\\s?{digits[-1]}\\s?号"
    )


def _superseded(source: _Source, paragraph: str) -> tuple[tuple[tuple[Place, ...], bool], ...]:
    """One for each sentence that goes by another document: where it says so, and whether a number alone does."""
    if not any(key in paragraph for key in source.keys):
        return ()
    found = []
    for start, end in sentences(paragraph):
        sentence = paragraph[start:end]
        if any(word in sentence for word in source.unless):
            continue
        numbers = [match.span() for number in source.numbers for match in number.finditer(sentence)]
        titles = [(at, at + len(title)) for title in source.titles if (at := sentence.find(title)) >= 0]
        if places := [(start + first, start + last) for first, last in (*numbers, *titles)]:
            found.append((tuple(places), bool(numbers) and not titles))
    return tuple(found)


@word_kind("authority_mark", {}, {"unless": "names"}, ["quote", "right"])
def authority_mark(form: Form, rule: Rule, wording: Wording) -> Reader:
    """The number of the document that prescribes the format (``authority`` of the form) is written wrongly.

    A mark with one of ``unless`` in it is spoken of by another rule.
    """
    if not form.authority:
        return lambda context: ()
    may = partial(holds, words=(form.authority[:_OFFICE],))
    look = partial(
        _miswritten, form.authority, _loosely(form.authority), tuple(names_of(rule, "unless", optional=True))
    )

    def read(context: Context) -> Iterator[Hit]:
        for part, place in through(context, look, may):
            spot = part.spot(*place)
            fix = fixing.replacing(context, spot, form.authority, f"改为“{form.authority}”")
            yield Hit(part.section, {"quote": spot.quote, "right": form.authority}, spots=(spot,), fix=fix)

    return read


def _miswritten(right: str, loosely: re.Pattern[str], unless: tuple[str, ...], paragraph: str) -> tuple[Place, ...]:
    found = []
    for match in loosely.finditer(paragraph):
        written = "".join(match[0].split())
        torn = right.startswith(match["office"]) and bool(match["open"]) != bool(match["close"])
        if written != right and not torn and not holds(written, unless):
            found.append(match.span())
    return tuple(found)


@word_kind("document_mark", {"heads": "names"}, {}, ["quote", "right"])
def document_mark(form: Form, rule: Rule, wording: Wording) -> Reader:
    """The year of a document's mark stands in other brackets than 〔〕, or in none; ``heads`` are signs before it.

    The mark of the document that prescribes the format is left to ``authority_mark``.
    """
    own = _loosely(form.authority) if form.authority else None
    look = partial(_marks, frozenset(names_of(rule, "heads")), own)

    def read(context: Context) -> Iterator[Hit]:
        for part, (start, end, right) in through(context, look, _NUMBERED.search):
            spot = part.spot(start, end)
            fix = fixing.replacing(context, spot, right, f"改为“{right}”")
            yield Hit(part.section, {"quote": spot.quote, "right": right}, spots=(spot,), fix=fix)

    return read


def _marks(heads: frozenset[str], own: re.Pattern[str] | None, paragraph: str) -> tuple[tuple[int, int, str], ...]:
    if _NUMBERED.search(paragraph) is None:
        return ()
    found = []
    spoken_of = [match.span() for match in own.finditer(paragraph)] if own else []
    for match in _MARK.finditer(paragraph):
        around = (match["open"], match["close"])
        torn = around != ("", "") and "" in around  # one bracket lost: nobody can tell who lost it
        if (
            match["head"] in heads
            and around != _RIGHT
            and not torn
            and not any(first <= match.start("body") < last for first, last in spoken_of)
        ):
            found.append((*match.span("body"), f"〔{match['year']}〕{match['number']}号"))
    return tuple(found)
