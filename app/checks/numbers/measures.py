"""Kinds on measures: one thing counted in two ways (``mixed_units``), 元 for 万元 (``money_slip``), 246余条."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from itertools import pairwise

from app.checks.model import Context, Hit
from app.checks.numbers.agree import place_name, quoted
from app.checks.numbers.claims import ENTRY, Claim, claims, phrases
from app.checks.numbers.numerals import MONEY, Number, numbers
from app.checks.registry import Reader, names_of, one, word_kind
from app.checks.words.reach import holds
from app.checks.words.sentences import MEMORY, Paragraph, looked
from app.domain.units import UNITS
from app.forms.model import Form, FormKey, Rule
from app.wording.model import Wording

_MORE, _BEFORE, _BEHIND = ("余", "多"), ("近", "约"), ("左右", "上下")
_ROUGH = 5  # 约 25 件 is a round figure, 约 246 件 is none
_LEAST_ROUGH = 20


@word_kind("mixed_units", {"list": "name", "claims": "names"}, {}, ["units", "said", "usual"], ENTRY)
def mixed_units(form: Form, rule: Rule, wording: Wording) -> Reader:
    """The entries ``claims`` of ``list`` count the same thing: in one measure throughout the report."""
    known, wanted = phrases(FormKey(form), wording, one(rule, "list")), frozenset(names_of(rule, "claims"))

    def read(context: Context) -> Iterator[Hit]:
        found = [
            (part, claim, claim.number.unit)
            for part, said in looked(context, claims, known)
            for claim in said
            if claim.entry in wanted and claim.number is not None and claim.number.unit
        ]
        count = Counter(unit for _, _, unit in found)
        if len(count) < 2:
            return
        usual = count.most_common(1)[0][0]
        odd = [(part, claim) for part, claim, unit in found if unit != usual]
        units = "、".join(f"“{unit}”" for unit in count)
        yield _mixed(odd, units, usual)

    return read


def _mixed(odd: list[tuple[Paragraph, Claim]], units: str, usual: str) -> Hit:
    part, claim = odd[0]
    said = quoted(part.text[claim.start : claim.end])
    spots = tuple(where.spot(one.start, one.end) for where, one in odd)
    return Hit(part.section, {"units": units, "said": said, "usual": usual}, spots=spots, mark=units, ground=units)


@word_kind("money_slip", {}, {}, ["place", "one", "other"])
def money_slip(form: Form, rule: Rule, wording: Wording) -> Reader:
    """The same digits once in 元 and once in 万元, in one paragraph."""

    def read(context: Context) -> Iterator[Hit]:
        for part, found in looked(context, slips, may=_may_be_money):
            for first, second in found:
                spots = tuple(part.spot(number.start, number.stop) for number in (first, second))
                words = {
                    "place": place_name(context, part),
                    "one": quoted(spots[0].quote),
                    "other": quoted(spots[1].quote),
                }
                yield Hit(part.section, words, spots=spots)

    return read


_may_be_money = partial(holds, words=(MONEY,))


@lru_cache(maxsize=MEMORY)
def slips(paragraph: str) -> tuple[tuple[Number, Number], ...]:
    """Pairs of sums of money with the same digits and another unit."""
    found: list[tuple[Number, Number]] = []
    seen: dict[Decimal, Number] = {}
    for number in numbers(paragraph):
        if number.unit != MONEY or not number.value:
            continue
        face = Decimal(number.value) / UNITS.get(number.written, Decimal(1))
        first = seen.setdefault(face, number)
        if first.written != number.written:
            found.append((first, number))
    return tuple(found)


@word_kind("same_number", {"channels": "names", "least": "number"}, {}, ["place", "one", "other", "figure"])
def same_number(form: Form, rule: Rule, wording: Wording) -> Reader:
    """Two ``channels`` with one and the same figure, not smaller than ``least``, in one paragraph."""
    channels, least = tuple(names_of(rule, "channels")), int(rule.params["least"])

    def read(context: Context) -> Iterator[Hit]:
        for part, found in looked(context, same, channels, least):
            for first, second in found:
                spots = tuple(part.spot(*place) for place in (first, second))
                one, other = (quoted(spot.quote) for spot in spots)
                figure = next(n for n in numbers(part.text) if first[0] <= n.start < first[1])
                shown = part.text[figure.start : figure.stop]
                words = {"place": place_name(context, part), "one": one, "other": other, "figure": shown}
                yield Hit(part.section, words, spots=spots)

    return read


@lru_cache(maxsize=MEMORY)
def same(paragraph: str, channels: tuple[str, ...], least: int) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    """Neighbours of different channels that state the same figure: the places of both clauses, figure included."""
    found = [number for number in numbers(paragraph) if not number.is_percent and not number.soft]
    pairs = []
    for first, second in pairwise(found):
        if first.value != second.value or first.value < least or first.unit != second.unit:
            continue
        places = [_clause(paragraph, number) for number in (first, second)]
        named = [next((word for word in channels if word in paragraph[start:end]), "") for start, end in places]
        if all(named) and named[0] != named[1]:
            pairs.append((places[0], places[1]))
    return tuple(pairs)


def _clause(paragraph: str, number: Number) -> tuple[int, int]:
    start = max(paragraph.rfind(stop, 0, number.start) for stop in "，。；;、,：:（(\n") + 1
    return start, number.stop


@word_kind("vague", {}, {}, ["place", "said", "exact", "word"])
def vague(form: Form, rule: Rule, wording: Wording) -> Reader:
    """余 or 多 behind a figure that is exact to the last digit; a hint where 近, 约 or 左右 stands by such a figure."""

    def read(context: Context) -> Iterator[Hit]:
        for part, found in looked(context, vague_numbers, may=_may_be_vague):
            for item in found:
                spot = part.spot(item.start, item.end)
                words = {
                    "place": place_name(context, part),
                    "said": quoted(spot.quote),
                    "exact": part.text[item.number.start : item.number.end],
                    "word": item.word,
                }
                yield Hit(part.section, words, spots=(spot,), severity=None if item.number.more else "info")

    return read


@dataclass(frozen=True, slots=True)
class Vague:
    """A figure that is exact and softened by ``word``: both stand from ``start`` to before ``end`` of a paragraph."""

    number: Number
    word: str
    start: int
    end: int


_may_be_vague = partial(holds, words=(*_MORE, *_BEFORE, *_BEHIND))


@lru_cache(maxsize=MEMORY)
def vague_numbers(paragraph: str) -> tuple[Vague, ...]:
    """The exact figures of a paragraph that a word softens: 246余条, 约246条, and not 240余条 or 约25条."""
    found = []
    for number in numbers(paragraph):
        if number.soft and number.unit and not number.is_percent and isinstance(number.value, int):
            if number.more:
                found += [Vague(number, paragraph[number.end], number.start, number.stop)] if number.value % 10 else []
            elif number.value >= _LEAST_ROUGH and number.value % _ROUGH and number.unit != MONEY:
                found += _softened(paragraph, number)
    return tuple(found)


def _softened(paragraph: str, number: Number) -> list[Vague]:
    """The figure with the word before or behind it that makes it rough."""
    before = paragraph[: number.start].rstrip()
    if before.endswith(_BEFORE):
        return [Vague(number, before[-1], len(before) - 1, number.stop)]
    word = paragraph[number.stop : number.stop + 2]
    return [Vague(number, word, number.start, number.stop + 2)] if word in _BEHIND else []
