"""Kind ``results_told``: how a text says that cases ended is how the table of cases has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.checks.model import Context, Hit
from app.checks.numbers.agree import place_name, quoted
from app.checks.numbers.numerals import Number, numbers
from app.checks.registry import BadRule, Reader, names_of, word_kind
from app.checks.words.reach import holds
from app.checks.words.sentences import MEMORY, looked
from app.domain.address import Address
from app.domain.values import plain
from app.forms import claims as of_form
from app.forms.model import Form, FormKey, Rule
from app.wording.model import Wording

_UNITS = frozenset("件起宗例个次") | {"件次"}
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_NEAR = 6  # signs between a result and its figure, or the word that denies it
_STOPS = "，。；、,;（("
_DENIED = re.compile(r"[未无没不免责]")
_BEHIND = re.compile(r"[率权的后秩]")

_Roles = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class _Words:
    """The words of a rule, made ready. Compared by identity: what was found is kept by it."""

    cases: re.Pattern[str]
    results: re.Pattern[str]
    own: frozenset[str]  # those of ``cases`` that mean something in the form
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A text says from ``start`` to before ``end`` that ``count`` of the cases that the word ``case`` means ended in
    what the word ``result`` means.
    """

    start: int
    end: int
    case: str
    result: str
    count: int


def tried(form: Form, rule: Rule, wording: Wording) -> Reader:
    """Where sentences are tried without figures: what it recognises, right or wrong."""
    known = _known(rule)

    def read(context: Context) -> Iterator[Hit]:
        for part, found in looked(context, told, known):
            yield from (Hit(part.section, spots=(part.spot(item.start, item.end),)) for item in found)

    return read


@word_kind(
    "results_told",
    {"cases": "names", "results": "names"},
    {"unless": "names"},
    ["place", "said", "cell", "figure"],
    tried=tried,
)
def results_told(form: Form, rule: Rule, wording: Wording) -> Reader:
    """``cases`` are words for a sort of cases with the claims of its cells (“诉讼 sued_directly sued_after_review”),
    ``results`` words for how they ended with the claim of the cells of that (“维持 upheld”): what both name is meant. A
    case without claims is somebody else's. A result without a figure is that of all: “行政复议 1 件，结果维持”.
    """
    results = _table(rule, "results")
    if any(len(roles) != 1 for roles in results.values()):
        raise BadRule(f"规则 {rule.id} 的 results 要写成“说法 编号”")
    meant, known = _meant(form, _table(rule, "cases"), results), _known(rule)
    may = known.cases.search

    def read(context: Context) -> Iterator[Hit]:
        for part, found in looked(context, told, known, may=may):
            for item in found:
                cells = meant[item.case, item.result]
                if not cells or any(context.values.get(cell) is None for cell in cells):
                    continue
                figures = [int(context.values[cell] or 0) for cell in cells]
                if item.count in (sum(figures), *figures):
                    continue
                at = next((cell for cell, figure in zip(cells, figures, strict=True) if figure), cells[0])
                said = quoted(part.text[item.start : item.end])
                words = {
                    "place": place_name(context, part),
                    "said": said,
                    "cell": context.form.cell_label(at),
                    "figure": f"{plain(context.values[at] or 0)} 件",
                }
                spot = part.spot(item.start, item.end)
                mark = f"{part.passage}:{item.case}:{said}"
                yield Hit(part.section, words, cells=cells, spots=(spot,), mark=mark)

    return read


def _meant(form: Form, cases: _Roles, results: _Roles) -> dict[tuple[str, str], tuple[Address, ...]]:
    """The cells that a word for cases and one for how they ended mean together; none where the form has none."""
    by_role = {role: tuple(cell for _, cell in ways[0]) for role, ways in of_form.ways_by_role(FormKey(form)).items()}
    return {
        (case, result): tuple(
            cell for role in roles for cell in by_role.get(role, ()) if cell in by_role.get(ended, ())
        )
        for case, roles in cases.items()
        for result, (ended,) in results.items()
    }


def _known(rule: Rule) -> _Words:
    cases, results = _table(rule, "cases"), _table(rule, "results")
    own = frozenset(word for word, roles in cases.items() if roles)
    return _Words(_any(cases), _any(results), own, tuple(names_of(rule, "unless", optional=True)))


def _table(rule: Rule, key: str) -> _Roles:
    """Words with the roles behind them."""
    rows = [text.split() for text in names_of(rule, key)]
    return {word: tuple(roles) for word, *roles in rows}


def _any(words: _Roles) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


@lru_cache(maxsize=MEMORY)
def told(paragraph: str, known: _Words) -> tuple[Told, ...]:
    """What a paragraph says of results; nothing of a sentence that speaks of more than this year and this office."""
    if known.results.search(paragraph) is None or known.cases.search(paragraph) is None:
        return ()
    found: list[Told] = []
    for sentence in _SENTENCE.finditer(paragraph):
        if not holds(sentence[0], known.unless):
            cases = list(known.cases.finditer(paragraph, *sentence.span()))
            ends = [*(case.start() for case in cases[1:]), sentence.end()]
            for case, end in zip(cases, ends, strict=False):
                if case[0] in known.own:
                    found += _of_case(paragraph, case, end, known)
    return tuple(found)


def _of_case(text: str, case: re.Match[str], end: int, known: _Words) -> Iterator[Told]:
    """What stands between the word for a sort of cases and the next one."""
    results = [one for one in known.results.finditer(text, case.end(), end) if not _is_other(text, one)]
    figures = [n for n in numbers(text) if case.end() <= n.start < end and n.unit in _UNITS]
    if not results or not figures or any(number.soft for number in figures):
        return
    whole = figures[0] if figures[0].stop <= results[0].start() else None
    taken: list[Number] = []
    for result in results:
        number = _figure(text, result, figures)
        if number is not None and number is not whole:
            taken.append(number)
            start, stop = min(result.start(), number.start), max(result.end(), number.stop)
            yield Told(start, stop, case[0], result[0], int(number.value))
    if whole is not None and not taken and len(results) == 1 and len(figures) == 1:
        yield Told(case.start(), results[0].end(), case[0], results[0][0], int(whole.value))


def _is_other(text: str, result: re.Match[str]) -> bool:
    """Whether the word is denied (未被纠正), or part of another (维持率)."""
    before = re.split(rf"[{_STOPS}]", text[max(0, result.start() - _NEAR) : result.start()])[-1]
    return _DENIED.search(before) is not None or _BEHIND.match(text, result.end()) is not None


def _figure(text: str, result: re.Match[str], figures: list[Number]) -> Number | None:
    """The figure behind a result (维持 2 件), else the one before it (2 件维持)."""
    for number in figures:
        gap = text[result.end() : number.start]
        if number.start >= result.end() and len(gap) < _NEAR and not holds(gap, _STOPS):
            return number
    for number in reversed(figures):
        gap = text[number.stop : result.start()]
        if number.stop <= result.start() and len(gap) < _NEAR and not holds(gap, _STOPS):
            return number
    return None
