"""Kind ``parts_add_up``: the parts that a sentence tells come to the whole that it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate

from app.checks.model import Context, Hit
from app.checks.numbers.agree import place_name, quoted
from app.checks.numbers.lists import EQUALS, Told, equations, told
from app.checks.numbers.numerals import Number
from app.checks.registry import Reader, names_of, word_kind
from app.checks.words.sentences import Paragraph, looked
from app.domain import live
from app.domain.values import plain
from app.forms.model import Form, Rule, Severity
from app.wording.model import Wording

_NEARLY = Decimal("0.9")  # a list of that much of its whole was probably meant to be all of it
_LEAST_PARTS = 3
_LEAST_WHOLE = 10
_LEAST_SWAPPED = 2
_ASIDE = re.compile("结转|上年|去年|同比|较上|顺延")
_STOPS = "，。；,;"
WORDS = ("place", "whole", "count", "sum", "how", "gap", "note")


@dataclass(frozen=True, slots=True)
class _Hints:
    """Words that tell that parts overlap or that a list is over: ``channels`` of publishing, ``turns`` from what came
    in to what was done with it, verbs with which something else ``begins``.
    """

    channels: tuple[str, ...]
    turns: tuple[str, ...]
    begins: tuple[str, ...]


@word_kind("parts_add_up", {}, {"channels": "names", "turns": "names", "begins": "names"}, WORDS)
def parts_add_up(form: Form, rule: Rule, wording: Wording) -> Reader:
    """Parts after 其中, in brackets, before 共计, in a written sum: never more than their whole, and all of
    it where the list is closed.

    Where two or more of them name ``channels``, the same thing may be counted in each; where some hold one of ``turns``
    (办结, 结转), the list tells two things of one whole; where a later one begins with one of ``begins`` (组织) and the
    first does not, something else begins there.
    """
    channels, turns, begins = (tuple(names_of(rule, key, optional=True)) for key in ("channels", "turns", "begins"))
    hints = _Hints(channels, turns, begins)

    def read(context: Context) -> Iterator[Hit]:
        for part, lists in looked(context, told):
            hits = (_hit(context, part, item, hints) for item in lists)
            yield from (hit for hit in hits if hit is not None)
        for part, sums in looked(context, equations, may=EQUALS.search):
            for sum_ in sums:
                if sum_.left != sum_.right:
                    spot = part.spot(sum_.start, sum_.end)
                    yield made(context, part, spot.quote.strip(), 0, sum_.left, sum_.right, (sum_.start, sum_.end))

    return read


def _hit(context: Context, part: Paragraph, item: Told, hints: _Hints) -> Hit | None:
    item = _cut(item, hints.begins)
    whole, values = item.whole.value, [number.value for number in item.parts]
    total = sum(values)
    if total in _wholes(item) or item.whole.soft or all_live(context, part, (item.whole, *item.parts)):
        return None
    is_more, severity, note = total > whole, None, ""
    if _swapped(item):
        note = "，像是两个数字写颠倒了"
    elif is_more and (_is_aside(part.text, item.whole) or _may_be_more(item, values, hints)):
        return None
    if not note and not is_more and not item.closed:
        if item.opened or len(values) < _LEAST_PARTS or whole < _LEAST_WHOLE or total < whole * _NEARLY:
            return None
        severity, note = _HINT, "，没有列全就不用管"
    if not note and not is_more and _names(item.labels, hints.channels) > 1 and not item.closed:
        return None
    words = part.text[item.whole.start : item.whole.stop]
    span = (min(item.whole.start, item.parts[0].start), max(item.whole.stop, item.parts[-1].stop))
    return made(context, part, words, len(values), whole, total, span, severity, note)


def _wholes(item: Told) -> set[int | Decimal]:
    """What the parts may come to: the whole, or it together with the figures before it."""
    sums = accumulate(number.value for number in reversed(item.beside))
    values = (one.value for one in (*item.beside, *item.also))
    return {item.whole.value, *(item.whole.value + beside for beside in sums), *values}


def _swapped(item: Told) -> bool:
    """Whether two neighbouring figures of one number the other way round make the sum come out: 152 for 125."""
    gap = sum(number.value for number in item.parts) - item.whole.value
    if len(item.parts) < _LEAST_SWAPPED or any(number.soft for number in (item.whole, *item.parts)):
        return False
    return any(gap == number.value - other for number in item.parts for other in swaps(number.value)) or any(
        gap == other - item.whole.value for other in swaps(item.whole.value)
    )


def swaps(value: int | Decimal) -> set[int]:
    """What a number would be with two neighbours of its figures the other way round."""
    text = str(value) if isinstance(value, int) else ""
    turned = {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)}
    return {int(one) for one in turned if one != text}


_HINT: Severity = "info"


def made(
    context: Context,
    part: Paragraph,
    words: str,
    count: int,
    whole: int | Decimal,
    total: int | Decimal,
    span: tuple[int, int],
    severity: Severity | None = None,
    note: str = "",
) -> Hit:
    """The finding that ``count`` parts come to ``total`` and not to ``whole``, over ``span`` of the paragraph."""
    gap = max(total, whole) - min(total, whole)
    said = quoted(words)
    told_words = {
        "place": place_name(context, part),
        "whole": said,
        "count": f" {count} 项加起来" if count > 1 else "一项就" if count else "各数加起来",
        "sum": plain(total),
        "how": "多" if total > whole else "少",
        "gap": plain(gap),
        "note": note,
    }
    mark = f"{part.passage}:{said}:{plain(total)}"
    return Hit(part.section, told_words, spots=(part.spot(*span),), gap=gap, mark=mark, severity=severity)


def _is_aside(text: str, whole: Number) -> bool:
    """Whether the figure was told by the way, and the parts are those of one before it: 上年结转 0 件。其中 …"""
    return bool(_ASIDE.search(text, max(text.rfind(stop, 0, whole.start) for stop in _STOPS) + 1, whole.start))


def _may_be_more(item: Told, values: list[int | Decimal], hints: _Hints) -> bool:
    """Whether parts may well come to more than their whole: they overlap, or tell two things of it."""
    whole = item.whole.value
    if item.opened and any(number.soft for number in item.parts):
        return True
    if _names(item.labels, hints.channels) > 1 or any(sum(values) <= other.value for other in item.also):
        return True
    turned = [value for value, label in zip(values, item.labels, strict=True) if _names((label,), hints.turns)]
    if turned and len(turned) < len(values) and max(sum(turned), sum(values) - sum(turned)) <= whole:
        return True
    sums = [0, *accumulate(values)]
    return len(values) > 2 and any(b - a == whole for at, a in enumerate(sums) for b in sums[at + 2 :])


def _cut(item: Told, begins: tuple[str, ...]) -> Told:
    """The list without what is no part of it any more, and which then claims to be all of it no longer."""
    for place, label in enumerate(item.labels[1:], 1):
        words = label.lstrip("，,；;、。 ")
        verb = next((verb for verb in begins if words.startswith(verb)), "")
        if verb and verb not in item.labels[0]:
            return replace(item, parts=item.parts[:place], labels=item.labels[:place], closed=False)
    return item


def _names(labels: tuple[str, ...], words: tuple[str, ...]) -> int:
    return sum(any(word in label for word in words) for label in labels)


def all_live(context: Context, part: Paragraph, found: tuple[Number, ...]) -> bool:
    """True where every figure follows its cell: then the table is where it is told."""
    kept = context.report.passages.get(part.passage, "")
    return all(
        live.kept_span(kept, part.start + n.start, part.start + n.end, context.values, context.form.spec) is None
        for n in found
    )
