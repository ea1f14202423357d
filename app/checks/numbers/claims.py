"""What sentences say of the cells of the form: which role, which figure, where. Pure, one paragraph at a time.

The phrases are data: entries of a wording list, and ``says`` of a form's own claims. Where several fit one figure, the
one that says most word by word is meant (“予以公开和部分公开 258 件” before “部分公开 258 件”).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from operator import add

from app.checks.numbers.numerals import Number, numbers
from app.checks.numbers.phrases import FIGURE, UNSAID, WHOLE, Masked, masked, weight
from app.checks.registry import BadRule, Shape
from app.checks.words.reach import holds
from app.checks.words.sentences import MEMORY, grams, rarest, sentences
from app.forms.model import Form, FormKey
from app.forms.typed import Fault
from app.wording.model import Entry, Wording
from app.wording.pattern import Pattern, compile_pattern

ENTRY: Mapping[str, Shape] = {
    "role": "name",
    "says": "names",
    "means": "number",
    "units": "names",
    "whole": "flag",
    "near": "names",
    "never": "names",
    "never_near": "names",
}
_COUNTED = frozenset(("件", "条", "例", "次", "宗", "份", "项", "篇", "起", "个", "件次", "条次", "篇次", "部", "批"))
_BARE = ""
_YEAR = re.compile(r"(20\d\d)\s*年(?:度?[，,])?(?![^，。；,;]*[，。；,;])")  # of the clause that goes on
_YEAR_FAR = 40
_OWN_YEAR = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]+[）)、][^，。；]{0,16}[\s。：:　])?\s*"
    r"(20\d\d)\s*年度?[，,]?(?:我|本|全)[乡镇街县区市旗局办单机]"
)
_COMPARES = ("较", "比", "上年", "上一年", "去年", "前年", "同期", "增长", "下降", "增加", "减少", "结转", "遗留")
_COMMON = frozenset(
    ("公开", "年", "信息", "申请", *"，。；：、;:")
)  # words that stand in most paragraphs of such a report
OWN = ""  # stands for the entry where a form has its own words
_SHARE = ("%", "％", "百分之")
_PART_OPENER = re.compile(r"其中|包括|包含|[（(]")
_CLOSED = re.compile(r"[（(][^（）()]*[）)]")
_STOPS = "，。；：！？,;:!?（("
_BEHIND = re.compile(r"[^，。；：！？、,;:!?（()）0和及与并]{0,6}")


@dataclass(frozen=True, eq=False)
class Phrase:
    """The ways to say a figure of ``role``, ready to be looked for. Compared by identity, as caches go by it.

    ``means`` is what is said where no figure stands (未收到 says 0); ``whole`` is never said of a part (其中 …);
    ``units`` are the measure words that the figure may carry. One of ``near`` must stand in the paragraph; ``never``
    must not stand in the clause, ``never_near`` not in the sentence.
    """

    entry: str
    role: str
    says: tuple[tuple[int, Pattern], ...]
    means: int | None = None
    whole: bool = False
    units: frozenset[str] = _COUNTED
    near: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    never_near: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Phrases:
    """All phrases in use, way by way, each with how much it says; ``ways`` are those that need a word, by that word,
    ``keys`` those words by their rarest two neighbours, and ``needs`` the other sets of words of each way, of which one
    word must be there.

    Compared by identity: what was found is kept by it.
    """

    all: tuple[tuple[Phrase, int, Pattern], ...]
    needs: tuple[tuple[tuple[str, ...], ...], ...]
    ways: Mapping[str, tuple[int, ...]]
    keys: Mapping[str, tuple[str, ...]]
    signs: tuple[str, ...]  # the words of one sign


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of a paragraph (``start`` to before ``end``) that says ``value`` of ``role``.

    ``number`` is the figure in it, None where words alone say it; ``sentence`` is the place of its sentence;
    ``is_part`` where it is told after 其中 or in brackets; ``year`` is the one that its clause names; ``is_own`` where
    that year opens a sentence in the office's own voice that compares nothing (“2021年，我镇…”).
    """

    entry: str
    role: str
    value: int | Decimal
    start: int
    end: int
    sentence: tuple[int, int]
    number: Number | None = None
    is_part: bool = False
    year: int | None = None
    is_own: bool = False

    @property
    def is_soft(self) -> bool:
        """余, 近, 约 …: a figure that does not claim to be exact."""
        return self.number is not None and self.number.soft

    def is_of(self, year: int) -> bool:
        """False where its clause names another year; last year's in the own voice is taken for one left standing."""
        return self.year in (None, year) or (self.is_own and self.year == year - 1)


@lru_cache(maxsize=16)
def phrases(form: FormKey, wording: Wording, list_id: str) -> Phrases:
    """The phrases of a form's own claims and of a wording list; ``BadRule`` where one cannot be read."""
    known = (*_own(form.form), *map(_phrase, wording.entries(list_id)))
    every = tuple((phrase, how_much, pattern) for phrase in known for how_much, pattern in phrase.says)
    ways: dict[str, tuple[int, ...]] = {}
    needs: list[tuple[tuple[str, ...], ...]] = []
    for place, (phrase, _, pattern) in enumerate(every):
        first, *others = sorted(pattern.choices, key=_tells, reverse=True)
        for word in first:
            ways[word] = (*ways.get(word, ()), place)
        needs.append((*others, phrase.near) if phrase.near else tuple(others))
    often = Counter(pair for word in ways for pair in map(add, word, word[1:]))
    keys: dict[str, tuple[str, ...]] = {}
    for word in ways:
        if len(word) > 1:
            key = rarest(word, often)
            keys[key] = (*keys.get(key, ()), word)
    return Phrases(every, tuple(needs), ways, keys, tuple(word for word in ways if len(word) == 1))


def _tells(words: Sequence[str]) -> tuple[bool, int, int]:
    """How well words tell paragraphs apart in which something may be said: what stands in most of them does not."""
    return _COMMON.isdisjoint(words), min(map(len, words)), -len(words)


def _own(form: Form) -> Iterator[Phrase]:
    for claim in form.claims:
        if claim.says:
            units = frozenset((claim.unit,)) if claim.unit else _COUNTED
            yield Phrase(OWN, claim.role, _patterns(claim.role, claim.says), units=units)


def _phrase(entry: Entry) -> Phrase:
    params = entry.params
    says, means = params.get("says", ()), params.get("means")
    if not says:
        raise BadRule(f"词条 {entry.id} 缺少 says")
    if odd := [text for text in says if ("#" in text) == (means is not None)]:
        raise BadRule(f"词条 {entry.id} 的“{odd[0]}”：有数的写 #，没有数的另写 means")
    return Phrase(
        entry.id,
        entry.id if "role" not in params else str(params["role"]),
        _patterns(entry.id, says),
        means,
        bool(params.get("whole")),
        frozenset(params["units"]) if "units" in params else _COUNTED,
        *(tuple(params.get(key, ())) for key in ("near", "never", "never_near")),
    )


def _patterns(name: str, says: Sequence[str]) -> tuple[tuple[int, Pattern], ...]:
    if odd := [text for text in says if UNSAID in text]:
        raise BadRule(f"词条 {name} 的“{odd[0][:40]}”里不用写“{UNSAID}”，它不算")
    try:
        return tuple((weight(text), compile_pattern(text, FIGURE)) for text in says)
    except Fault as fault:
        raise BadRule(f"词条 {name}：{fault}") from fault


@lru_cache(maxsize=MEMORY)
def claims(paragraph: str, known: Phrases) -> tuple[Claim, ...]:
    """What a paragraph says, in its order; each figure says one thing."""
    ways = _ways(paragraph, known)
    if not ways:
        return ()
    line = masked(paragraph)
    best: dict[tuple[str, int], tuple[int, Claim]] = {}
    for place in ways:
        phrase, how_much, pattern = known.all[place]
        for match in pattern.regex.finditer(line.text):
            claim = _claim(paragraph, line, phrase, match)
            if claim is None:
                continue
            # Words alone say a thing once in a sentence, however they repeat it.
            key = ("", claim.number.start) if claim.number else (claim.role, claim.sentence[0])
            if key not in best or best[key][0] < how_much:
                best[key] = how_much, claim
    return tuple(sorted((claim for _, claim in best.values()), key=lambda claim: (claim.start, claim.end)))


def _ways(paragraph: str, known: Phrases) -> list[int]:
    """The ways in which a paragraph may say something: their words stand in it."""
    bare = "".join(paragraph.split())
    pieces = [piece for piece in bare.split(UNSAID) if piece]
    if holds(paragraph, _SHARE):
        pieces.append(WHOLE)
    flat = "".join(pieces)
    keys = known.keys.keys() & grams(bare)
    if len(pieces) > 1:
        keys |= known.keys.keys() & [WHOLE[:2], WHOLE[1:], *(one[-1] + other[0] for one, other in pairwise(pieces))]
    words = [word for key in keys for word in known.keys[key] if word in flat]
    words += [sign for sign in known.signs if sign in flat]
    ways = sorted({place for word in words for place in known.ways[word]})
    if not numbers(paragraph):
        ways = [place for place in ways if known.all[place][0].means is not None]
    return [place for place in ways if all(holds(flat, words) for words in known.needs[place])]


def _claim(paragraph: str, line: Masked, phrase: Phrase, match: re.Match[str]) -> Claim | None:
    number = _figure(line, match)
    if (number is None) != (phrase.means is not None) or (number and not _suits(number, phrase)):
        return None
    first = match.start() + (line.text[match.start()] in _STOPS)
    start, end = line.places[first], line.places[match.end() - 1] + 1
    if number is not None:
        end = max(end, number.stop)
    elif line.places[match.end() - 2 : match.end() - 1] == line.places[match.end() - 1 : match.end()]:
        end = line.places[match.end()]  # 百分百 stands for a share that is written otherwise
    sentence = next(((a, b) for a, b in sentences(paragraph) if a <= start < b), (0, len(paragraph)))
    if phrase.never and holds(_clause(line, match), phrase.never):
        return None
    if phrase.never_near and holds(paragraph[slice(*sentence)], phrase.never_near):
        return None
    is_part = _is_part(paragraph[sentence[0] : start])
    if phrase.whole and is_part:
        return None
    value = number.value if number else phrase.means or 0
    years = _YEAR.findall(paragraph, max(sentence[0], start - _YEAR_FAR), start)
    year = int(years[-1]) if years else None
    is_own = year is not None and _is_own(paragraph, sentence, year)
    return Claim(phrase.entry, phrase.role, value, start, end, sentence, number, is_part, year, is_own)


def _is_own(paragraph: str, sentence: tuple[int, int], year: int) -> bool:
    """Whether a sentence tells of ``year`` as of the year of the report: neither it nor the paragraph compares."""
    opens = _OWN_YEAR.match(paragraph, *sentence)
    if opens is None or int(opens[1]) != year or f"{year + 1}年" in paragraph:
        return False
    return not holds(paragraph[slice(*sentence)], _COMPARES)


def _figure(line: Masked, match: re.Match[str]) -> Number | None:
    """The one figure in a match; none where there are two, or where it belongs to what stands before."""
    places = [place for place in range(*match.span()) if place in line.figures]
    if len(places) != 1:
        return None
    is_behind = places[0] == match.end() - 1 and line.text[match.start()] not in _STOPS
    return None if is_behind and match.start() - 1 in line.figures else line.figures[places[0]]


def _suits(number: Number, phrase: Phrase) -> bool:
    return number.unit in phrase.units or (number.unit == _BARE and number.stop == number.end and not number.soft)


def _clause(line: Masked, match: re.Match[str]) -> str:
    """The clause in which a match begins (or what follows its last figure), to the end of the words behind it."""
    start = match.start()
    while start and line.text[start - 1] not in _STOPS and start - 1 not in line.figures:
        start -= 1
    behind = None if line.text[match.end() - 1] in _STOPS else _BEHIND.match(line.text, match.end())
    return line.text[start : match.end()] + (behind[0] if behind else "")


def _is_part(before: str) -> bool:
    """Whether what follows ``before`` in a sentence is told as a part: after 其中, 包括, or in brackets."""
    return bool(_PART_OPENER.search(_CLOSED.sub("", before)))
