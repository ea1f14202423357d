"""Rules on lists: the parts of the report as its preface counts them, and headings that are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from app.checks.model import Context, Hit
from app.checks.registry import Reader, names_of, word_kind
from app.checks.words.reach import holds, through
from app.checks.words.sentences import Paragraph, Place
from app.domain.numbering import numeral
from app.forms.model import Form, Rule
from app.wording.model import Wording

_NUMBER = "[0-9一二三四五六七八九十两]{1,3}"
_SAYS = re.compile(
    rf"(?<![第之])(?P<count>{_NUMBER})\s?(?:个|大)?(?:\([^()]{{1,6}}\))?\s?(?P<what>部分|方面|部份)(?!之)"
)
_OPENS = re.compile(r"(?:主要)?(?:包括|包含|由|分为|(?<!部)分|涵盖|内容为|内容包括|内容是)[:：]?")
_PARTING = re.compile(r"[、，,；;：:]|以及|及其|(?<=况)(?:和|及)|(?<=况)与")
_ELIDED = re.compile(r"[…]|等(?=[0-9一二三四五六七八九十两]{0,3}\s?(?:个|大)?\s?(?:部分|方面|内容))")
_LEADING = re.compile(r"^[（(]?[一二三四五六七八九十0-9]+[）)、.．]\s?")
_WHOLE = re.compile("[^。！？]+[。！？]?")  # a list of parts may be parted by ；
_ASPECTS = "方面"  # said of much else than the parts of a report
_COUNTED = ("部分", "部份", "方面")
_LISTED = 3  # things from which a list is one of the parts of the report
_NEAR = 30  # signs between two mentions of a part in one list
_SHORT = 12  # signs of a stretch that holds nothing but the count
_VALUES = {sign: value for value, sign in enumerate("零一二三四五六七八九十")} | {"两": 2}


@dataclass(frozen=True, eq=False)
class _Parts:
    """The parts of a form, ready to be found in a list: ``called`` by section, later sections first."""

    labels: tuple[str, ...]
    called: tuple[tuple[int, tuple[str, ...]], ...]
    former: tuple[str, ...]
    words: tuple[str, ...]
    twice: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Listed:
    """What is odd about a list, with the stretch that shows it."""

    place: Place
    says: str
    is_sure: bool


@word_kind("parts_list", {"words": "names"}, {"former": "names"}, ["says", "count", "quote"])
def parts_list(form: Form, rule: Rule, wording: Wording) -> Reader:
    """The preface counts the parts of the report otherwise than the form has them, leaves one out, names one twice, or
    goes by an earlier outline. ``words`` say that a sentence speaks of the report; ``former`` are headings that no
    present format has.
    """
    labels = tuple(_LEADING.sub("", section.heading) for section in form.sections)
    parts = _Parts(
        labels,
        tuple((at, section.called) for at, section in reversed([*enumerate(form.sections)]) if section.called),
        tuple(names_of(rule, "former", optional=True)),
        tuple(names_of(rule, "words")),
        re.compile("(" + "|".join(map(re.escape, labels)) + rf").{{0,{_NEAR}}}\1"),
    )

    look, may = partial(_odd_lists, parts), partial(_may_be_odd, parts)

    def read(context: Context) -> Iterator[Hit]:
        for part, odd in through(context, look, may):
            spot = part.spot(*odd.place)
            words = {"says": odd.says, "count": numeral(len(parts.labels)), "quote": spot.quote}
            yield Hit(part.section, words, spots=(spot,), severity=None if odd.is_sure else "info")

    return read


def _may_be_odd(parts: _Parts, text: str) -> bool:
    folded = _simple(text)
    return _may_list(folded, parts) or _has_twice(folded, parts)


def _may_list(text: str, parts: _Parts) -> bool:
    """Whether ``text`` counts parts, or speaks of the report and names a part that no format has any more."""
    return holds(text, _COUNTED) or (holds(text, parts.words) and holds(text, parts.former))


def _has_twice(text: str, parts: _Parts) -> bool:
    return max(map(text.count, parts.labels), default=0) > 1


def _odd_lists(parts: _Parts, paragraph: str) -> tuple[_Listed, ...]:
    folded = _simple(paragraph)
    is_twice = _has_twice(folded, parts)
    if not is_twice and not _may_list(folded, parts):
        return ()
    found = []
    for match in _WHOLE.finditer(folded):
        if not is_twice and not _may_list(match[0], parts):
            continue
        for odd in _odd_in(match[0], parts):
            first, last = odd.place
            found.append(_Listed((match.start() + first, match.start() + last), odd.says, odd.is_sure))
    return tuple(found)


def _odd_in(sentence: str, parts: _Parts) -> Iterator[_Listed]:
    """At most one oddity of a sentence: the worst of them."""
    says = _says(sentence, parts)
    if twice := _twice(sentence, parts):
        yield twice
        return
    if says is None:
        yield from _former_outline(sentence, parts)
        return
    count, whole = _value(says["count"]), len(parts.labels)
    if count != whole:
        text = f"写的是“{says[0]}”，格式是{numeral(whole)}个部分"
        yield _Listed(says.span(), text, is_sure=True)
        return
    yield from _odd_items(sentence, says, parts)


def _former_outline(sentence: str, parts: _Parts) -> Iterator[_Listed]:
    """A list of parts without their number, of which one belongs to an outline that no format has any more."""
    opens = _OPENS.search(sentence) if holds(sentence, parts.words) else None
    items = _items(sentence[opens.end() :]) if opens else []
    known = {at for item in items if (at := _part(item, parts)) is not None}
    former = next((word for item in items for word in parts.former if word in item), "")
    if opens and former and len(items) > _LISTED and len(known) > 2:
        yield _Listed((opens.end(), len(sentence)), f"“{former}”不是这个格式的部分", is_sure=True)


def _says(sentence: str, parts: _Parts) -> re.Match[str] | None:
    """Where the sentence says how many parts the report has."""
    if not holds(sentence, _COUNTED) or _SAYS.search(sentence) is None:
        return None
    listed = sum(any(word in sentence for word in called) for _, called in parts.called)
    is_report = any(word in sentence for word in parts.words)
    alone = len(sentence.strip("。…；，“” ")) <= _SHORT
    for match in _SAYS.finditer(sentence):
        if match["what"] == _ASPECTS:
            if listed > 1 and is_report:
                return match
        elif alone or is_report or listed > 1:
            return match
    return None


def _twice(sentence: str, parts: _Parts) -> _Listed | None:
    """A part that is named twice by all of its heading."""
    found = parts.twice.search(sentence) if _has_twice(sentence, parts) else None
    return _Listed(found.span(), f"“{found[1]}”列了两次", is_sure=True) if found else None


def _odd_items(sentence: str, says: re.Match[str], parts: _Parts) -> Iterator[_Listed]:
    opens = _OPENS.search(sentence, 0, says.start())
    before, behind = (opens.end() if opens else 0, says.start()), (says.end(), len(sentence))
    first, last = max(before, behind, key=lambda place: len(_items(sentence[slice(*place)])))
    items = _items(sentence[first:last])
    known = [_part(item, parts) for item in items]
    if former := next((word for item in items for word in parts.former if word in item), ""):
        yield _Listed((first, last), f"“{former}”不是这个格式的部分", is_sure=True)
        return
    missing = [label for at, label in enumerate(parts.labels) if at not in known]
    told = sentence.rstrip("…") if known and known[-1] == len(parts.labels) - 1 else sentence
    if missing and len(items) > 2 and _ELIDED.search(told) is None:
        text = f"说有{numeral(len(parts.labels))}个部分，没有列“{'”“'.join(missing)}”"
        yield _Listed((first, last), text, is_sure=True)
        return
    yield from _misnamed(sentence, items, known, parts)


def _items(listed: str) -> list[str]:
    pieces = (piece.strip("“”《》。… ，即") for piece in _PARTING.split(listed))
    return [item for piece in pieces if (item := _LEADING.sub("", piece))]


def _part(item: str, parts: _Parts) -> int | None:
    return next((at for at, called in parts.called if any(word in item for word in called)), None)


def _misnamed(sentence: str, items: list[str], known: list[int | None], parts: _Parts) -> Iterator[_Listed]:
    """The first item that is called otherwise than its part; one whose heading is a list itself is left alone."""
    for item, at in zip(items, known, strict=True):
        label = parts.labels[at] if at is not None else ""
        name = item.removesuffix("等")
        if len(name) > 4 and label and "、" not in label and label not in name and name not in label:
            start = sentence.find(item)
            yield _Listed((start, start + len(name)), f"“{name}”应是“{label}”", is_sure=False)
            return


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    tens, _, ones = number.rpartition("十")
    return (_VALUES.get(tens, 1) * 10 if "十" in number else 0) + _VALUES.get(ones, 0)


# What a mirror makes of the words of a heading; nothing else of such a page is looked at.
_MIRROR = "問題進況開動請處復訴訟報項總體應關構個組"
_SIMPLER = str.maketrans(_MIRROR, "问题进况开动请处复诉讼报项总体应关构个组")


def _simple(text: str) -> str:
    return text.translate(_SIMPLER) if holds(text, _MIRROR) else text


_SCHEMES = (
    re.compile(r"[（(](?P<n>[一二三四五六七八九十]{1,3})[）)]"),
    re.compile(r"(?P<n>[一二三四五六七八九十]{1,3})、"),
    re.compile(r"(?P<n>[0-9]{1,2})[、.．](?![0-9])"),
)
_RUNNING = -1
_ARABIC = 2  # a lone 1. may be the label of a row
_RUN_ON = re.compile(r"(?:^|(?<=[。；，：、:;,]))\s?(?P<n>[一二三四五六七八九十])是")


@word_kind("numbering", {}, {}, ["quote", "right", "before"])
def numbering(form: Form, rule: Rule, wording: Wording) -> Reader:
    """A number of a heading or of 一是…二是… is left out or comes twice; beginning anew is no fault."""

    def read(context: Context) -> Iterator[Hit]:
        lasts: dict[tuple[str, int], int] = {}
        for part, number in through(context, _numbers):
            if number.scheme == _RUNNING:
                yield _numbered(part, number.place, number.write(number.last), number.write(number.last + 1))
                continue
            last = lasts.get((part.passage, number.scheme))
            if last is not None and number.value not in (1, last + 1) and (number.scheme != _ARABIC or last > 1):
                yield _numbered(part, number.place, number.write(last), number.write(last + 1))
            lasts[part.passage, number.scheme] = number.value

    return read


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that heads a paragraph, by the way it is written; or one of 一是…二是… that does not follow ``last``."""

    scheme: int
    place: Place
    words: str
    sign: str
    value: int
    last: int = 0

    def write(self, value: int) -> str:
        """Another number, written as this one is."""
        return self.words.replace(self.sign, str(value) if self.sign.isdecimal() else numeral(value))


def _numbered(part: Paragraph, place: Place, before: str, right: str) -> Hit:
    spot = part.spot(*place)
    return Hit(part.section, {"quote": spot.quote, "right": right, "before": before}, spots=(spot,), ground=before)


def _numbers(paragraph: str) -> tuple[_Number, ...]:
    found = [*_run_on(paragraph)]
    for scheme, pattern in enumerate(_SCHEMES):
        if match := pattern.match(paragraph):
            found.append(_Number(scheme, match.span(), match[0], match["n"], _value(match["n"])))
    return tuple(found)


def _run_on(paragraph: str) -> Iterator[_Number]:
    last = 0
    for match in _RUN_ON.finditer(paragraph) if "是" in paragraph else ():
        value, words = _value(match["n"]), f"{match['n']}是"
        if last and value not in (1, last + 1):
            yield _Number(_RUNNING, (match.start("n"), match.end()), words, match["n"], value, last)
        last = value
