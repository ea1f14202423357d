"""Every quantity that a paragraph states: its value, its measure word, what softens it, and where it stands.

Dates, document marks (〔2021〕30号), articles (第五十条), telephone numbers, addresses and ordinals (（一） 1、) are no
quantities, nor are the Chinese numerals in 进一步, 三安全一稳定 or 五公开: those count only with a measure word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from string import ascii_letters
from typing import NamedTuple

from app.checks.numbers import han
from app.checks.words.sentences import MEMORY

PERCENT = "%"
MONEY = "元"
# Measure words that a figure of a report may carry; the longer ones first.
MEASURES = (
    *("件次", "条次", "人次", "篇次"),
    *"件条例次宗份项篇期起元个户人名张块处场家部类种幅卷册页批则只辆台字",
)
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_DIGIT = "[0-9０-９]"
_OTHERWISE = {"部": "(?![分门])", "条": "(?!例)", "处": "(?![理罚])", "期": "(?![间限])"}  # 部分, 条例 …
_MEASURE = "|".join(name + _OTHERWISE.get(name, "") for name in MEASURES)
_BLANK = "[ \u3000\u00a0]?"
_TAIL = rf"(?P<more>余|多|来)?{_BLANK}(?P<scale>[百千万亿])?(?P<more2>余|多|来)?{_BLANK}(?P<unit>{_MEASURE}|％|%)?"
_ARABIC = (
    rf"(?P<digits>{_DIGIT}{{1,3}}(?:,{_DIGIT}{{3}})+(?!{_DIGIT})"
    rf"|{_DIGIT}{{1,3}}(?:，{_DIGIT}{{3}})+(?={_TAIL.replace('?P<', '?P<x')}(?<=[{''.join(m[-1] for m in MEASURES)}]))"
    rf"|{_DIGIT}{{1,3}}(?:[ \u00a0]{_DIGIT}{{3}})+(?=[ \u00a0]?(?:{_MEASURE}))"
    rf"|{_DIGIT}+(?:[.．]{_DIGIT}+)?)"
)
_HAN = rf"[{han.SIGNS}]{{1,24}}(?:点[{han.SIGNS}]{{1,12}})?"
_NUMBER = re.compile(
    rf"{_ARABIC}[ \u3000\u00a0]?{_TAIL}|(?P<of_hundred>百分之)(?P<rate>{_HAN})"
    rf"|(?<![{han.SIGNS}])(?P<han>{_HAN})(?P<more3>余|多|来)?(?P<unit3>{_MEASURE})"
)
_PARTS = tuple(map(_NUMBER.groupindex.__getitem__, ("digits", "more", "scale", "more2", "unit")))
_FIRST = re.compile(rf"[0-9０-９{han.SIGNS}]")  # 百 of 百分之 is among them
_BEFORE_NONE = re.compile(r"(?:第|[〔【\[﹝]|[A-Za-z_@#&]|[0-9A-Za-z][-./:~—–])[ ]?$")
_MAY_STAND_BEFORE = " 第〔【[﹝_@#&-./:~—–" + ascii_letters  # each that ``_BEFORE_NONE`` may end with
_BEHIND_NONE = re.compile(
    r"[ ]?(?:[年月日号届级时点分秒度岁后代版楼室路弄栋周天℃]|个?工作日|个?小时|个月|[A-Za-z_@〕】\]﹞]|[-—–~:][0-9])"
)
_HAN_BEFORE_NONE = re.compile(r"[第每逐同某这那哪上下头前后统唯专单任万其]$")
_HAN_BEHIND_NONE = re.compile(r"性|龙|事|网|街|体|站|[件条项次个篇份]|办好|办成|告知|以上|工作日|月|小时")
_LABELLED = re.compile(r"(?:编|编码|电话|传真|账号|代码)[：: ]*$")
_LISTED = re.compile(r"(?:^|[。；;\n])[ \u3000]*$")
_SOFT_ENDS = "近约超逾过足少多"  # 近, 大约, 超过, 不足, 至少, 最多
_EXACT = ("减少", "增多")  # by so much
_SOFT_BEHIND = frozenset(("左右", "以上", "以内", "以下", "上下"))
_MOST = 300  # quantities of one paragraph: more is a table that lost its lines
_MOST_DIGITS = 8  # of a figure without a unit; longer ones are telephone numbers and the like


class Number(NamedTuple):  # made hundreds of times on a key press: a tuple is made in a third of the time
    """One quantity. ``start`` to before ``end`` are its digits with 万 and the like, ``stop`` is where its measure word
    ends. ``value`` is in ``unit`` (money in 元, whatever was written); ``written`` is the measure as it stands (万元).

    ``soft``: 余, 多, 近, 约, 以上 … make it inexact; ``more`` is True for 余 and 多, ``in_words`` for Chinese numerals.
    """

    start: int
    end: int
    stop: int
    value: int | Decimal
    unit: str
    written: str
    soft: bool = False
    more: bool = False
    in_words: bool = False

    @property
    def is_percent(self) -> bool:
        """True for 97.62% and 百分之五."""
        return self.unit == PERCENT


@lru_cache(maxsize=MEMORY)
def numbers(paragraph: str) -> tuple[Number, ...]:
    """The quantities of a paragraph, in its order; none of one that has so many that it is no prose."""
    found = []
    for match in _matches(paragraph):
        number = _number(paragraph, match)
        if number is not None:
            found.append(number)
            if len(found) > _MOST:
                return ()
    return tuple(found)


def _matches(paragraph: str) -> Iterator[re.Match[str]]:
    """As ``_NUMBER.finditer``, in a third of the time: only where a numeral may begin is it tried."""
    first, number = _FIRST.search, _NUMBER.match
    begin = first(paragraph)
    while begin is not None:
        at = begin.start()
        match = number(paragraph, at)
        if match is not None:
            yield match
            at = match.end() - 1
        begin = first(paragraph, at + 1)


def _number(text: str, match: re.Match[str]) -> Number | None:
    kind = match.lastgroup  # each way to write a number ends in a group of its own
    if kind == "rate":
        rate = 100 if match["rate"] == "百" else han.value_of(match["rate"])
        return (
            None
            if rate is None
            else Number(match.start(), match.end(), match.end(), rate, PERCENT, PERCENT, in_words=True)
        )
    return _in_words(text, match) if kind == "unit3" else _in_digits(text, match)


def _in_words(text: str, match: re.Match[str]) -> Number | None:
    value = han.value_of(match["han"])
    behind = text[match.end() : match.end() + 3]
    if value is None or _HAN_BEFORE_NONE.search(text, max(0, match.start() - 1), match.start()):
        return None
    if not match["more3"] and _HAN_BEHIND_NONE.match(behind):
        return None
    start, end = match.span("han")
    return _made(text, start, end, match.end(), value, match["more3"], match["unit3"], in_words=True)


def _in_digits(text: str, match: re.Match[str]) -> Number | None:
    digits, more, scale, more2, unit = match.group(*_PARTS)
    start, stop = match.span()
    if not (digits.isascii() and digits.isdecimal()):
        digits = unicodedata.normalize("NFKC", digits).replace(",", "").replace(" ", "")
    if text[start - 1 : start] in _MAY_STAND_BEFORE and _BEFORE_NONE.search(text[max(0, start - 3) : start]):
        return None
    if not unit and _is_no_figure(text, match, digits):
        return None
    if unit == "个" and _BEHIND_NONE.match(text, match.start("unit")):
        return None
    value: int | Decimal = Decimal(digits) if "." in digits else int(digits)
    if scale:
        return _made(text, start, match.end("scale"), stop, _plain(value * _SCALES[scale]), more or more2, unit)
    return _made(text, start, match.end("digits"), stop, value, more or more2, unit)


def _is_no_figure(text: str, match: re.Match[str], digits: str) -> bool:
    """Whether digits without a measure word are a date, a mark, an ordinal or a telephone number."""
    before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return bool(
        len(digits) > _MOST_DIGITS
        or _BEHIND_NONE.match(text, match.end("digits"))
        or _LABELLED.search(text, max(0, match.start() - 6), match.start())
        or (behind in "、.．" and behind and _LISTED.search(text, 0, match.start()))
        or (before in "（(" and behind in "）)" and len(digits) < 3)
        or (digits[0] == "0" and len(digits) > 1 and "." not in digits)
    )


def _made(
    text: str,
    start: int,
    end: int,
    stop: int,
    value: int | Decimal,
    more: str | None,
    unit: str | None,
    *,
    in_words: bool = False,
) -> Number:
    if not unit:
        unit, stop = "", stop if more else end
    elif unit in "%％":
        unit = PERCENT
    written = text[end - 1] + unit if unit == MONEY and text[end - 1] in "万亿" else unit
    before = text[max(0, start - 3) : start].rstrip()
    about = bool(before) and before[-1] in _SOFT_ENDS and not before.endswith(_EXACT)
    soft = bool(more or about or text[stop : stop + 2] in _SOFT_BEHIND)
    return Number(start, end, stop, value, unit, written, soft, more in ("余", "多"), in_words)


def _plain(value: int | Decimal) -> int | Decimal:
    return int(value) if value == int(value) else value
