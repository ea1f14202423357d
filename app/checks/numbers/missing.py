"""Kind ``missing_number``: a sentence from which a figure, or the measure word of one, was lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.checks.model import Context, Hit
from app.checks.numbers.agree import place_name, quoted
from app.checks.numbers.numerals import Number, numbers
from app.checks.registry import BadRule, Reader, names_of, word_kind
from app.checks.words.alike import told_already
from app.checks.words.damage import is_damaged
from app.checks.words.sentences import MEMORY, looked, sentences
from app.forms.model import Form, Rule
from app.forms.typed import Fault
from app.wording.model import Wording
from app.wording.pattern import Pattern, compile_pattern

_STOPS = "、，。；：,;:（）()〔〕…"
_ITEM = re.compile(rf"[^{_STOPS}]+")
_SOME = re.compile(r"[几多各每逐该此一二两三四五六七八九十百千万数某单首前本上下若同整诸这那0-9]$")
_BEHIND = re.compile(r"\s*(?:$|[，。；、,;…])")
_MORE_UNITS = "处个场"  # that the patterns of ``always`` may end in as well
_PARTS = re.compile(r"\s*[，,（(]?\s*(?:其中|包括)")
_CLOSED = re.compile(r"\s*[，。；]")
_MONEY = re.compile(r"费|金额|款")
_NAMED = re.compile(r"[A-Za-z]|[号码编得分版]\s*$|代码|电话|网址|邮编|账号|评分|指数|排名|排在|位列")
_SHARE = re.compile(r"占(?:比|总数|总量)?(?:约|为|达到?)?\s*$|(?:同比|较上年|比上年)(?:增长|下降|上升)(?:了|约)?\s*$")
_SHARE_FAR = 10
_CALLED = 1000  # what a larger bare figure in a list counts: 12345、8890 are numbers to call
_HOTLINE = re.compile(r"(?:12|95|96)[0-9]{3,4}")  # a number to call: 受理96111
_LEAST = 3  # signs of an item before its measure word


@dataclass(frozen=True, eq=False)
class _Words:
    """What the rule knows, made ready. Compared by identity: what was found is kept by it."""

    units: tuple[str, ...]
    words: tuple[str, ...]
    nouns: tuple[str, ...]
    expects: tuple[Pattern, ...]
    always: tuple[Pattern, ...]
    verbs: tuple[str, ...]
    ends: re.Pattern[str]  # a measure word at the end of an item


@dataclass(frozen=True, slots=True)
class Lost:
    """What was lost (数, 量词) from ``start`` to before ``end`` of a paragraph."""

    start: int
    end: int
    what: str


@word_kind(
    "missing_number",
    {"units": "names", "words": "names", "nouns": "names", "expects": "names"},
    {"always": "names", "verbs": "names", "after": "names"},
    ["place", "said", "what"],
)
def missing_number(form: Form, rule: Rule, wording: Wording) -> Reader:
    """Items of a list that end in one of ``units`` without a figure (``words`` are words that end so: 文件); items that
    one of ``expects`` fits and that have none beside others that do, or one of ``always``; figures behind one of
    ``nouns``, or in a clause with one of ``verbs``, without a measure; a share behind 占 without its sign.
    What the lists ``after`` find is not told twice.
    """
    try:
        expects = tuple(compile_pattern(text) for text in names_of(rule, "expects"))
        always = tuple(compile_pattern(text) for text in names_of(rule, "always", optional=True))
    except Fault as fault:
        raise BadRule(f"规则 {rule.id}：{fault}") from fault
    units, words, nouns = (tuple(names_of(rule, key)) for key in ("units", "words", "nouns"))
    ends = re.compile(rf"(?:{'|'.join(map(re.escape, (*units, *_MORE_UNITS)))})(?=\s*(?:[{_STOPS}]|$))")
    verbs = tuple(names_of(rule, "verbs", optional=True))
    known = _Words(units, words, nouns, expects, always, verbs, ends)
    is_told = told_already(wording, rule)

    def read(context: Context) -> Iterator[Hit]:
        for part, found in looked(context, lost, known):
            for item in found:
                if is_told(part.text, item.start, item.end):
                    continue
                spot = part.spot(item.start, item.end)
                told = {"place": place_name(context, part), "said": quoted(spot.quote), "what": item.what}
                yield Hit(part.section, told, spots=(spot,))

    return read


@lru_cache(maxsize=MEMORY)
def lost(paragraph: str, known: _Words) -> tuple[Lost, ...]:
    """What a paragraph lost; nothing is said of one that was damaged on its way here."""
    found = numbers(paragraph)
    stops = {number.stop for number in found}
    bare = [at for at in known.ends.finditer(paragraph) if at.end() not in stops]
    sure = [pattern for pattern in known.always if pattern.may_stand(paragraph)] if bare else []
    if not found and not sure:
        return ()
    kept: list[Lost] = []
    wanted = tuple(pattern for pattern in known.expects if pattern.may_stand(paragraph))
    ends = [at for at in bare if at[0] not in _MORE_UNITS]
    if not sure and not wanted and not ends and all(number.unit for number in found):
        return ()
    if sure:
        kept += _without(paragraph, bare, sure)
    for start, end in sentences(paragraph):
        inside = [number for number in found if start <= number.start < end]
        if inside:
            kept += _items(paragraph, start, end, inside, known, wanted, ends)
            kept += _bare(paragraph, end, inside, known)
    places = {item.start: item for item in kept}
    return tuple(places[start] for start in sorted(places)) if kept and not is_damaged(paragraph) else ()


def _without(text: str, ends: list[re.Match[str]], sure: list[Pattern]) -> Iterator[Lost]:
    """Items that end in a measure word and say nothing unless they have a figure."""
    for at in ends:
        item = _ITEM.match(text, max(text.rfind(stop, 0, at.start()) for stop in _STOPS) + 1)
        flat = "".join(item[0].split()) if item else ""
        if item and any(pattern.regex.fullmatch(flat) for pattern in sure):
            yield _lost(text, item, "数")


def _items(
    text: str,
    start: int,
    end: int,
    inside: list[Number],
    known: _Words,
    wanted: tuple[Pattern, ...],
    ends: list[re.Match[str]],
) -> Iterator[Lost]:
    """Items of a list that have no figure, where others of the sentence have one; ``ends`` are measure words."""
    if wanted:
        for item in _ITEM.finditer(text, start, end):
            flat = "".join(item[0].split())
            is_beside = any(number.unit and number.stop <= item.start() for number in inside)
            if is_beside and any(pattern.regex.fullmatch(flat) for pattern in wanted) and not _has(item, inside):
                yield _lost(text, item, "数")
    units = {number.unit for number in inside}
    for at in ends:
        if start <= at.start() < end and at[0] in units:
            first = max(start, *(text.rfind(stop, start, at.start()) + 1 for stop in _STOPS))
            ended = _ITEM.match(text, first)
            words = ended[0].strip() if ended else ""
            if ended is None or len(words) <= _LEAST or _has(ended, inside):
                continue
            if not _SOME.search(words[: -len(at[0])]) and not words.endswith(known.words):
                yield _lost(text, ended, "数")


def _has(item: re.Match[str], inside: list[Number]) -> bool:
    return any(item.start() <= number.start < item.end() for number in inside)


def _lost(text: str, item: re.Match[str], what: str) -> Lost:
    lead = len(item[0]) - len(item[0].lstrip())
    return Lost(item.start() + lead, item.start() + len(item[0].rstrip()), what)


def _bare(text: str, end: int, inside: list[Number], known: _Words) -> Iterator[Lost]:
    """Figures without a measure word behind a noun: with 余 always, else beside figures that have one; and those that a
    clause with a verb ends in, unless the sentence has more of them.
    """
    bare = sum(not number.unit for number in inside)
    for number in inside:
        stop = number.stop
        if number.unit:
            continue
        if share := _SHARE.search(text, max(0, number.start - _SHARE_FAR), number.start):
            if _BEHIND.match(text, stop) and not number.in_words and number.value:
                yield Lost(share.start(), stop, "百分号")
            continue
        if bare == 1 and number.value and (beside := _beside(text, number, inside)) >= 0:
            yield Lost(beside, stop, "量词")
            continue
        if bare == 1 and number.value and not number.more and (lead := _verb(text, number, known.verbs)) >= 0:
            yield Lost(lead, stop, "单位" if _MONEY.search(text, lead, stop) else "量词")
            continue
        if not _BEHIND.match(text, stop, end if end < len(text) else len(text)):
            continue
        noun = next((noun for noun in known.nouns if text.startswith(noun, number.start - len(noun))), "")
        is_told = bool(_PARTS.match(text, stop)) or any(other.unit for other in inside)
        if noun and number.value and (number.more or is_told):
            yield Lost(number.start - len(noun), stop, "量词")


def _beside(text: str, number: Number, inside: list[Number]) -> int:
    """Where the item of a list begins that ends in a bare figure while the next one has its measure word: 电脑 2、资料
    架 1 个; -1 where it is none.
    """
    first = max(text.rfind(stop, 0, number.start) for stop in _STOPS) + 1
    after = next((other for other in inside if other.start > number.stop), None)
    item = text[first : number.start]
    if after is None or not after.unit or number.in_words or number.value >= _CALLED or len(item.strip()) <= _LEAST:
        return -1
    between = text[number.stop : after.start]
    is_next = between[:1] == "、" and not any(stop in between[1:] for stop in _STOPS)
    return first if is_next and not _NAMED.search(item) else -1


def _verb(text: str, number: Number, verbs: tuple[str, ...]) -> int:
    """Where the clause has its verb that a bare figure ends, -1 where it does not or goes on behind it."""
    figure = text[number.start : number.end]
    if number.in_words or "." in figure or _HOTLINE.fullmatch(figure) or not _CLOSED.match(text, number.stop):
        return -1
    first = max(text.rfind(stop, 0, number.start) for stop in _STOPS) + 1
    clause = text[first : number.start]
    at = max((clause.rfind(verb) for verb in verbs), default=-1)
    return first + at if at >= 0 and not _NAMED.search(clause) else -1
