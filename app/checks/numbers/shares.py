"""Kind ``percent``: a share that a sentence states is that of the figures beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, partial

from app.checks import fixing
from app.checks.model import Context, Hit
from app.checks.numbers.agree import place_name, quoted
from app.checks.numbers.numerals import Number, numbers
from app.checks.registry import Reader, word_kind
from app.checks.words.reach import holds
from app.checks.words.sentences import MEMORY, looked, sentences
from app.domain.values import plain
from app.forms.model import Form, Rule
from app.wording.model import Wording

_FRACTION = re.compile(r"([0-9０-９]+)\s*[/／]\s*([0-9０-９]+)")
_FRACTION_FAR = 6
_SHARE_OF = re.compile(r"占")
_RATE = re.compile(r"([㐀-鿿]{2})率[^0-9，。；]{0,4}$")
_IN_TIME = re.compile(r"按时|按期|及时|时限|限时|准时|同比|增长|下降|提高|上升|较|比")
_MOST = Decimal(100)
_GROWS = re.compile(r"(?P<more>增长|增加|上升|提升|提高|增幅)|(?P<less>减少|下降|降低|降幅)")
_GREW_BY = re.compile(rf"(?:{_GROWS.pattern})(?:了|率|幅度?)?(?:约|为|达到?)?\s*$")
_LAST_YEAR = re.compile(r"(?:上年|去年|上一年|同期|20\d\d\s*年)")
_POINT = re.compile(r"\s*个?百分点")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A share that is not that of ``part`` in ``whole``: what it should be, and whether the whole is proven."""

    share: Number
    start: int
    end: int
    part: int | Decimal
    whole: int | Decimal
    right: Decimal
    proven: bool


@word_kind("percent", {}, {}, ["place", "said", "part", "whole", "right"])
def percent(form: Form, rule: Rule, wording: Wording) -> Reader:
    """Shares after 占 or …率, and those with their fraction beside them (205/210)."""

    def read(context: Context) -> Iterator[Hit]:
        for part, found in looked(context, wrong_shares, may=_may_be_share):
            for wrong in found:
                said = quoted(part.text[wrong.start : wrong.end])
                words = {
                    "place": place_name(context, part),
                    "said": said,
                    "part": plain(wrong.part),
                    "whole": plain(wrong.whole),
                    "right": f"{wrong.right}%",
                }
                digits = part.spot(wrong.share.start, wrong.share.end)
                fix = (
                    fixing.replacing(context, digits, str(wrong.right), f"改为 {wrong.right}%")
                    if wrong.proven
                    else None
                )
                spot = part.spot(wrong.start, wrong.end)
                yield Hit(part.section, words, spots=(spot,), fix=fix, mark=f"{part.passage}:{said}")

    return read


_may_be_share = partial(holds, words="%％")


@lru_cache(maxsize=MEMORY)
def wrong_shares(paragraph: str) -> tuple[Wrong, ...]:
    """Every share of a paragraph that its figures do not give."""
    found = numbers(paragraph)
    shares = [number for number in found if number.is_percent and not number.soft and not number.in_words]
    if not shares:
        return ()
    counts = [number for number in found if not number.is_percent and not number.soft]
    wrong = [item for share in shares if (item := _of_fraction(paragraph, share)) is not None]
    told = {item.share.start for item in wrong} | {share.start for share in shares if _fraction(paragraph, share)}
    rest = [share for share in shares if share.start not in told]
    wrong += _of_wholes(paragraph, rest, counts)
    wrong += [item for share in rest if (item := _of_rate(paragraph, share, counts)) is not None]
    wrong += [item for share in rest if (item := _of_growth(paragraph, share, found)) is not None]
    return tuple(sorted(wrong, key=lambda item: item.start))


def _fraction(text: str, share: Number) -> re.Match[str] | None:
    """``205/210`` close behind or before a share, in its clause."""
    behind = _FRACTION.search(text, share.stop, min(len(text), share.stop + _FRACTION_FAR + 16))
    if (
        behind
        and behind.start() - share.stop <= _FRACTION_FAR
        and not re.search("[，。；]", text[share.stop : behind.start()])
    ):
        return behind
    before = list(_FRACTION.finditer(text, max(0, share.start - 24), share.start))
    if before and share.start - before[-1].end() <= _FRACTION_FAR + 2:
        return before[-1]
    return None


def _of_fraction(text: str, share: Number) -> Wrong | None:
    beside = _fraction(text, share)
    if beside is None or not int(beside[2]) or int(beside[1]) > int(beside[2]):
        return None
    part, whole = int(beside[1]), int(beside[2])
    if _fits(share, part, whole):
        return None
    start, end = min(share.start, beside.start()), max(share.stop, beside.end())
    return Wrong(share, start, end, part, whole, _right(share, part, whole), proven=True)


def _of_wholes(text: str, shares: Sequence[Number], counts: Sequence[Number]) -> Iterator[Wrong]:
    """Shares after 占: of a whole in the same sentence, or of the one that other shares of the paragraph prove."""
    open_: list[tuple[Number, Number, list[Number]]] = []
    proven: Counter[int | Decimal] = Counter()
    pairs = [(share, part) for share in shares if (part := _part_of(text, share, counts)) is not None]
    parts = {part.start for _, part in pairs}  # what is a part of something itself is no whole of its neighbours
    for share, part in pairs:
        wholes = [
            n for n in counts if n.start not in parts and n.unit == part.unit and n.value >= part.value and n.value
        ]
        right = [number.value for number in wholes if _fits(share, part.value, number.value)]
        if right:
            proven[right[0]] += 1
        else:
            start = next((a for a, b in sentences(text) if a <= part.start < b), 0)
            open_.append((share, part, [number for number in wholes if start <= number.start < part.start]))
    for share, part, near in open_:
        if proven:
            whole = proven.most_common(1)[0][0]
        elif len({number.value for number in near}) == 1:
            whole = near[0].value
        else:
            continue
        if whole >= part.value:
            yield Wrong(
                share, part.start, share.stop, part.value, whole, _right(share, part.value, whole), proven=bool(proven)
            )


def _part_of(text: str, share: Number, counts: Sequence[Number]) -> Number | None:
    """The figure of which a share after 占 tells."""
    before = [number for number in counts if number.stop <= share.start]
    if not before or not _SHARE_OF.search(text, before[-1].stop, share.start):
        return None
    return None if re.search("[。；;]", text[before[-1].stop : share.start]) else before[-1]


def _of_rate(text: str, share: Number, counts: Sequence[Number]) -> Wrong | None:
    """…率: of the figure whose clause has the same word (办结 18 件，办结率…) in the one before it."""
    start = next((a for a, b in sentences(text) if a <= share.start < b), 0)
    lead = text[max(start, share.start - 12) : share.start]
    rate = _RATE.search(lead)
    if rate is None or _IN_TIME.search(lead):
        return None
    before = [number for number in counts if start <= number.start and number.stop <= share.start and number.unit]
    parts = [
        n
        for place, n in enumerate(before)
        if any(word in text[before[place - 1].stop if place else start : n.start] for word in (rate[1], rate[1][::-1]))
    ]
    if len(parts) != 1:
        return None
    part = parts[0]
    wholes = [n for n in before if n.start < part.start and n.unit == part.unit and n.value >= part.value and n.value]
    if len({number.value for number in wholes}) != 1 or _fits(share, part.value, wholes[0].value):
        return None
    whole = wholes[0].value
    return Wrong(share, part.start, share.stop, part.value, whole, _right(share, part.value, whole), proven=False)


def _of_growth(text: str, share: Number, found: Sequence[Number]) -> Wrong | None:
    """523 条，比上年增加 47 条，增长 9.87%: the increase in what there was before it, where the sentence has both."""
    grew = _GREW_BY.search(text, max(0, share.start - 10), share.start)
    start = next((a for a, b in sentences(text) if a <= share.start < b), 0)
    before = [number for number in found if start <= number.start and number.stop <= share.start]
    if grew is None or len(before) < 2 or _POINT.match(text, share.stop):
        return None
    change, wholes = before[-1], before[:-1]
    turned = _GREW_BY.search(text, max(0, change.start - 10), change.start)
    if turned is None and _is_of_last_year(text, change):
        return _of_last_year(text, share, change, wholes)
    if turned is None or turned.lastgroup != grew.lastgroup or any(number.soft for number in before):
        return None
    if re.search("[。；;]", text[change.stop : share.start]) or not change.unit or change.is_percent:
        return None
    sign = -1 if grew["more"] else 1
    bases = [number.value + sign * change.value for number in wholes if number.unit == change.unit]
    bases += [number.value for number in wholes if number.unit == change.unit and _is_of_last_year(text, number)]
    bases = [base for base in bases if base > 0]
    if not bases or any(_fits(share, change.value, base) for base in bases):
        return None
    whole = bases[-1]
    return Wrong(share, change.start, share.stop, change.value, whole, _right(share, change.value, whole), proven=False)


def _of_last_year(text: str, share: Number, last: Number, before: Sequence[Number]) -> Wrong | None:
    """523 条，比上年的 476 条增长 9.87%: told against what there was the year before."""
    clause = text[last.stop : share.start]
    changes = [
        max(number.value, last.value) - min(number.value, last.value) for number in before if number.unit == last.unit
    ]
    if (
        re.search("[，。；;]", clause)
        or not changes
        or not last.value
        or any(number.soft for number in (last, *before))
    ):
        return None
    if any(_fits(share, change, last.value) for change in changes):
        return None
    right = _right(share, changes[-1], last.value)
    return Wrong(share, last.start, share.stop, changes[-1], last.value, right, proven=False)


def _is_of_last_year(text: str, number: Number) -> bool:
    return _LAST_YEAR.search(text, max(0, number.start - 8), number.start) is not None


def _places(share: Number) -> int:
    exponent = Decimal(share.value).as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _fits(share: Number, part: int | Decimal, whole: int | Decimal) -> bool:
    """True where the share is right as far as it is written, rounded or cut."""
    exact = Decimal(part) * _MOST / Decimal(whole)
    return abs(exact - Decimal(share.value)) <= Decimal(1).scaleb(-_places(share))


def _right(share: Number, part: int | Decimal, whole: int | Decimal) -> Decimal:
    exact = Decimal(part) * _MOST / Decimal(whole)
    return exact.quantize(Decimal(1).scaleb(-_places(share)), ROUND_HALF_UP)
