"""Sums that sentences tell: a whole and what it is made of (其中…, （…）, 分别为…, 共计…, 102=53+49). Pure.

Whether such a list is closed is for its words to say: 等 behind it, 主要 before it, 余 or 近 at a figure or an omission
leave it open, and an open list may come to less than its whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from app.checks.numbers.numerals import Number, numbers
from app.checks.words.reach import holds
from app.checks.words.sentences import MEMORY

_OPENER = re.compile(
    r"其中(?:包括|有)?[：:]?|(?:具体)?(?:分别|依次)(?:为|是|有)?|(?:包括|包含|涵盖)[：:]?|具体(?:为|是|如下)|[：:]"
)
_BRACKET = re.compile(r"[（(]([^（）()]*)[）)]")
# A sentence ends at 。 alone: a list may be parted by ；, and 其中 may begin a sentence of its own.
_SENTENCE = re.compile(r"(?:[^。！？!?]+|[。！？!?](?=\s*其中))+[。！？!?]?")
_IN_PART = ("其中", "包括", "包含", "涵盖")  # what follows may be some of the parts alone
_FAR = 24  # signs between a whole and the word that opens its parts
_NEAR = 14  # and between a whole and the bracket with its parts
# A clause that compares with another year stands between a whole and its parts: 比上年增加 47 条，增长 9.87%，其中 …
_COMPARED = re.compile(
    r"^\s*(?:同比|环比|较|比|与)?(?:上年|去年|上一年|前年|同期|20\d\d\s*年)?度?(?:相比)?[，,]?(?:同期|同比)?"
    r"(?:共|净|均|略|明显|大幅)?(?:有所)?(?:增长|增加|减少|下降|上升|提高|多|少|增|减)了?(?:约)?\s*$"
)
_NOT_PARTS = re.compile(r"主要|重点|例如|比如|不限于|不含|除")
_NO_PART = re.compile(
    r"^[，,；;、\s]*(?:另|此外|同时|还[有将])|全年|同比|增长|增加|减少|下降|上升|较[上去]|比[上去]|上年|去年|上一年"
    r"|平均|日均|月均|人均|占比?\s*$|共计|合计|总计|累计|一共|共\s*$|第\s*$|至今"
)
_OPEN_BEHIND = re.compile(r"[^。；;，,、]{0,8}等")
_OMITTED = re.compile(r"…|\.{3,}|〔|［")
_REST = re.compile(r"^[、，,；;和及与 ]*(?:其他|其它|其余|剩余)")
_AT_END = re.compile(r"[、，,；; ]?(?:共计|合计|总计|一共|共)(?:公开|发布)?[ ]?$")
# One of them stands in each list, where it opens or ends.
_LIST_WORDS = ("：", "（", "(", ":", "其中", "分别", "依次", "包括", "包含", "涵盖", "具体", "共", "合计", "总计")
_SUM = re.compile(r"[+＋]")
EQUALS = re.compile(r"[=＝]")
_SHARE = re.compile(r"占[^，,；;]*[，,；;]")
_CLAUSE = re.compile(r"[，,；;]")
_DIGITS = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?")


@dataclass(frozen=True, slots=True)
class Told:
    """A whole and its parts in one sentence, by their places in the paragraph.

    ``closed``: the parts claim to be all of it; ``opened``: they claim not to be; neither: nobody can tell. ``labels``
    are the words before each part; ``also`` are other wholes that the parts may belong to, or by how much it grew,
    ``beside`` figures before the whole that may be part of it (复议 6 件和诉讼 3 件，其中 …).
    """

    whole: Number
    parts: tuple[Number, ...]
    labels: tuple[str, ...]
    closed: bool
    opened: bool
    also: tuple[Number, ...] = ()
    beside: tuple[Number, ...] = ()


@lru_cache(maxsize=MEMORY)
def told(paragraph: str) -> tuple[Told, ...]:
    """Every sum that a paragraph tells."""
    found = [number for number in numbers(paragraph) if not number.is_percent]
    if len(found) < 2 or not holds(paragraph, _LIST_WORDS):
        return ()
    lists: list[Told] = []
    for sentence in _SENTENCE.finditer(paragraph):
        start, end = sentence.span()
        inside = [number for number in found if start <= number.start < end]
        if len(inside) > 1:
            lists += _of_sentence(paragraph, start, end, inside)
    return tuple(lists)


def _of_sentence(text: str, start: int, end: int, found: Sequence[Number]) -> Iterator[Told]:
    """The lists of one level of brackets after the other, the outermost last."""
    level = text[start:end]
    for _ in range(3):
        brackets = list(_BRACKET.finditer(level)) if holds(level, "（(") else []
        if not brackets:
            break
        for bracket in brackets:
            yield from _in_bracket(start, end, found, bracket, level)
        for first, last in (bracket.span() for bracket in brackets):
            level = level[:first] + "\0" * (last - first) + level[last:]
    outer = [number for number in found if level[number.start - start] != "\0"]
    yield from _openings(level, start, end, outer)
    yield from _at_end(level, start, end, outer)


def _in_bracket(start: int, end: int, found: Sequence[Number], bracket: re.Match[str], flat: str) -> Iterator[Told]:
    first, last = start + bracket.start(1), start + bracket.end(1)
    inner = [n for n in found if first <= n.start < last and flat[n.start - start] != "\0"]
    before = [n for n in found if n.stop <= start + bracket.start() and flat[n.start - start] != "\0"]
    if not inner:
        return
    opener = _OPENER.search(flat, bracket.start(1), min(bracket.end(1), inner[0].start - start))
    lead = flat[bracket.start(1) : inner[0].start - start]
    if not before or start + bracket.start() - before[-1].stop > _NEAR or re.search(r"含|不包括|注", lead[:4]):
        yield from _openings(flat[: bracket.end(1)], first, last, inner, base=start)
        return
    between = flat[before[-1].stop - start : bracket.start()]
    if any(sign in between for sign in "。；;"):
        return
    is_closed = opener is None or not opener[0].startswith(_IN_PART)
    made = _made(flat, start, last, before[-1], inner, lead + between, is_closed=is_closed, least=2)
    if made is not None:
        yield made


def _openings(level: str, start: int, end: int, found: Sequence[Number], base: int | None = None) -> Iterator[Told]:
    """The lists that a word opens: 其中, 分别为, 包括, a colon."""
    base = start if base is None else base
    openers = list(_OPENER.finditer(level, start - base, end - base))
    wholes: list[Number] = []
    for place, opener in enumerate(openers):
        at = base + opener.start()
        before = [number for number in found if number.stop <= at]
        if not before or at - before[-1].stop > _FAR:
            continue
        skipped = _compared(level, base, before)
        whole = before[-1 - skipped]
        between = level[whole.stop - base : opener.start()]
        is_colon = opener[0] in "：:"
        if "其中" in between or (is_colon and len(between.strip("，,、 ")) > _NEAR):
            continue
        until = base + openers[place + 1].start() if place + 1 < len(openers) else end
        until = _until(level, base, base + opener.end(), until, found)
        parts = [number for number in found if base + opener.end() <= number.start < until]
        lead = between + (level[opener.end() : parts[0].start - base] if parts else "")
        is_closed = not opener[0].startswith(_IN_PART)
        made = _made(level, base, until, whole, parts, lead, is_closed=is_closed, least=2 if is_closed else 1)
        if made is not None:
            stretch = max(level.rfind(stop, 0, opener.start()) for stop in "；;") + 1 + base
            like = tuple(number for number in before[: -1 - skipped] if number.unit == whole.unit)
            also = (*(one for one in wholes if one.start >= stretch), *before[len(before) - skipped :])
            yield replace(made, also=also, beside=like)
        wholes = [*wholes, whole]


def _compared(level: str, base: int, before: Sequence[Number]) -> int:
    """How many of the last figures only compare the one before them with another year."""
    count = 0
    while count + 1 < len(before):
        number, earlier = before[-1 - count], before[-2 - count]
        clause = level[_clause(level, number.start - base) : number.start - base]
        if earlier.unit != number.unit or not _COMPARED.match(clause):
            break
        count += 1
    return count


def _until(level: str, base: int, start: int, end: int, found: Sequence[Number]) -> int:
    """Where a list ends at the latest: at the first ；, unless each stretch between two of them has one figure."""
    stops = [place for place in range(start, end) if level[place - base] in "；;"]
    if not stops:
        return end
    edges = [start, *stops, end]
    counts = [sum(a <= number.start < b for number in found) for a, b in pairwise(edges)]
    return end if len(counts) > 2 and set(counts) == {1} else stops[0]


def _made(
    level: str,
    base: int,
    until: int,
    whole: Number,
    found: Sequence[Number],
    lead: str,
    *,
    is_closed: bool,
    least: int,
) -> Told | None:
    """The list, up to the first figure that is no part of it; None where no part is left."""
    parts: list[Number] = []
    labels: list[str] = []
    is_cut = False  # by a part of which more is told than its figure: what follows may be parts as well
    for number in found:
        at = number.start - base
        label = level[parts[-1].stop - base if parts else _clause(level, at) : at]
        if not _is_like(number, whole) or _NO_PART.search(label) or EQUALS.search(label) or _has_clause(label):
            is_cut = bool(parts) and number.unit == whole.unit and _is_first(label) and not _NO_PART.search(label)
            break
        parts.append(number)
        labels.append(label)
    if len(parts) < least or not (whole.unit or _SUM.search(level, whole.stop - base, until - base)):
        return None
    behind = level[parts[-1].stop - base : until - base]
    is_rest = bool(_REST.search(labels[-1]))
    opened = bool(
        _NOT_PARTS.search(lead)
        or _OPEN_BEHIND.match(behind)
        or _OMITTED.search(level, whole.stop - base, until - base)
        or any(number.soft for number in (whole, *parts))
    )
    closed = (is_closed or is_rest) and not opened and not is_cut
    return Told(whole, tuple(parts), tuple(labels), closed, opened)


def _is_first(label: str) -> bool:
    """Whether a figure opens its clause (…，无法提供；1 件 …): as the parts of such a list do."""
    return label.rstrip()[-1:] in "；;、，,"


def _has_clause(label: str) -> bool:
    """Whether something without a figure is told between two parts: then the list is over."""
    return bool(_CLAUSE.search(_SHARE.sub("", label.strip(" ，,；;、。"))))


def _clause(level: str, at: int) -> int:
    """Where the clause begins in which a figure stands."""
    return max(level.rfind(stop, 0, at) for stop in "，。；;、,：:（(") + 1


def _is_like(part: Number, whole: Number) -> bool:
    """Whether both are counted in the same measure; a bare figure goes with any."""
    return part.unit == whole.unit or not part.unit


def _at_end(level: str, start: int, end: int, found: Sequence[Number]) -> Iterator[Told]:
    """…3 条、…4 条，共计 7 条: the whole stands behind its parts."""
    for place, whole in enumerate(found):
        if place < 2 or not whole.unit:
            continue
        lead = _AT_END.search(level, max(0, found[place - 1].stop - start), whole.start - start)
        if lead is None or lead.start() > found[place - 1].stop - start:
            continue
        parts = found[:place]
        words = level[: whole.start - start]
        if any(part.unit != whole.unit for part in parts) or _OPENER.search(words) or "等" in words:
            continue
        labels = tuple(level[a.stop - start : b.start - start] for a, b in pairwise(parts))
        if any(_NO_PART.search(label) or not re.match(r"[、，,；;]", label) for label in labels):
            continue
        if _NO_PART.search(level[: parts[0].start - start]):
            continue
        opened = any(number.soft for number in (whole, *parts)) or bool(_OMITTED.search(words))
        yield Told(whole, tuple(parts), ("", *labels), not opened, opened)


@dataclass(frozen=True, slots=True)
class Equation:
    """``102=53+49`` from ``start`` to before ``end``; ``left`` and ``right`` are what its sides come to."""

    start: int
    end: int
    left: int
    right: int


@lru_cache(maxsize=MEMORY)
def equations(paragraph: str) -> tuple[Equation, ...]:
    """The sums that a paragraph writes with + and =; one that goes on (+…) is left out."""
    if not EQUALS.search(paragraph) or not _SUM.search(paragraph):
        return ()
    found = []
    for clause in re.finditer(r"[^，,；;。()（）‖\n]+", paragraph):
        sides = EQUALS.split(clause[0])
        if len(sides) < 2 or _OMITTED.search(clause[0]):
            continue
        sums = [_side(side) for side in sides]
        for one, other in pairwise(sums):
            if one is not None and other is not None:
                found.append(Equation(clause.start(), clause.end(), one, other))
    return tuple(found)


def _side(side: str) -> int | None:
    terms = [_DIGITS.findall(term) for term in _SUM.split(side)]
    if any(len(term) != 1 or "." in term[0] for term in terms):
        return None
    return sum(int(term[0]) for term in terms)
