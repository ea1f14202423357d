"""Rules on what a report cites: the document that governs it, and the marks of documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from app.checks import fixing
from app.checks.model import Context, Hit
from app.checks.registry import BadRule, Reader, names_of, word_kind
from app.checks.words.reach import through
from app.checks.words.sentences import Place, sentences
from app.forms.model import Form, Rule
from app.wording.model import Wording

_MARK = re.compile(
    r"(?P<head>[\u3400-\u9fff])\s*(?P<body>(?P<open>[【\[（(〔［「{<〈《]?)\s*(?P<year>(?:19|20)[0-9]{2})\s*"
    r"(?P<close>[】\]）)〕］」}>〉》]?)\s*(?P<number>[0-9]{1,4})\s*号)(?![楼院门路线车铺店室])"
)
_RIGHT = ("〔", "〕")
_DIGITS = re.compile(r"[0-9]+")


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
            *(_DIGITS.findall(number)[-1] for number in names_of(rule, "numbers")),
            *names_of(rule, "titles", optional=True),
        ),
    )

    look = partial(_superseded, source)

    def read(context: Context) -> Iterator[Hit]:
        for part, (places, is_number) in through(context, look):
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
    return re.compile(r"[\u3400-\u9fff]{2,8}\s*[^\w\s，。、；]?\s*" + r"\s*[^\w\s，。、；]?\s*".join(digits) + r"\s*号")


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
        numbers = [(_office(sentence, *span), span[1]) for span in numbers]
        titles = [(at, at + len(title)) for title in source.titles if (at := sentence.find(title)) >= 0]
        if places := [(start + first, start + last) for first, last in (*numbers, *titles)]:
            found.append((tuple(places), bool(numbers) and not titles))
    return tuple(found)


def _office(sentence: str, start: int, end: int) -> int:
    """Where the mark of a document begins: behind 按照, 依据 and the like, at the office that issued it."""
    at = max(sentence.find(office, start, end) for office in ("国办", "国发"))
    return at if at >= 0 else start


@word_kind("document_mark", {"heads": "names"}, {}, ["quote", "right"])
def document_mark(form: Form, rule: Rule, wording: Wording) -> Reader:
    """The year of a document's mark stands in other brackets than 〔〕, or in none; ``heads`` are signs before it."""
    look = partial(_marks, frozenset(names_of(rule, "heads")))

    def read(context: Context) -> Iterator[Hit]:
        for part, (start, end, right) in through(context, look):
            spot = part.spot(start, end)
            fix = fixing.replacing(context, spot, right, f"改为“{right}”")
            yield Hit(part.section, {"quote": spot.quote, "right": right}, spots=(spot,), fix=fix)

    return read


def _marks(heads: frozenset[str], paragraph: str) -> tuple[tuple[int, int, str], ...]:
    if "号" not in paragraph:
        return ()
    found = []
    for match in _MARK.finditer(paragraph):
        around = (match["open"], match["close"])
        torn = around != ("", "") and "" in around  # one bracket lost: nobody can tell who lost it
        if match["head"] in heads and around != _RIGHT and not torn:
            found.append((*match.span("body"), f"〔{match['year']}〕{match['number']}号"))
    return tuple(found)
