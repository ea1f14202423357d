"""Last year's words brought into this year's text: whose year they speak of, and which figures were last year's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.checks import sentences
from app.domain.live import CLOSING, OPENING

OBJECT = "\ufffc"  # stands for a live number where places in a text are counted
_LIVE = re.compile(f"{OPENING}[^{CLOSING}]*{CLOSING}")
_NAMES = r"〔[^〕]*〕|《[^》]*》|“[^”]*”|［[^］]*］|\[[^\]]*\]"  # a figure in a name belongs to the name
_NUMBERED = r"第?\d+号|第\d+[条款届次]|0\d{2,3}[-－—]\d{7,8}"  # documents, articles, telephones
_DATE = r"(?P<year>\d{4})年度?(?:\d{1,2}月(?:\d{1,2}日)?)?"
_DAY = r"\d{1,2}月(?:\d{1,2}日)?"
_UNIT = r"(?:[千万亿]?元|万?[件项条次人期场个份处篇宗起批户块]|%|％)"
_TOKEN = re.compile(f"{_NAMES}|{_NUMBERED}|(?P<found>{_DATE}|{_DAY}|\\d+(?:[.,．]\\d+)*{_UNIT}?)")
_EDGES = ("1月1日", "12月31日")  # of every year
_ITEM = re.compile(r"\s*(?:[（(]\d{1,2}[）)]|\d{1,2}[、．.](?!\d))")  # 1. or （2） before an item of a list


@dataclass(frozen=True, slots=True)
class Stale:
    """A year or a figure in a sentence that last year's text holds word for word: its place, and how it reads."""

    start: int
    end: int
    words: str
    is_year: bool


def this_year(text: str, last: int, now: int) -> tuple[str, int]:
    """``text`` with last year's own year as this year's, and in how many places that was done.

    Only where the year stands for the year of the report. It stays in names and document numbers (《…》〔…〕“…”), in a
    day on which something happened (2020年5月6日; the edges of the year move on), where something began or is
    compared (2020年以来, 比2020年), and in a span of years: nobody knows that these are so this year too.
    """
    before = r"(?<![\d\-－—–~～比较])(?<!年[至到和与、])(?<!\d、)"
    since = "以来|起|开始"
    after = rf"(?=年(?:(?:1月1日|12月31日)(?!{since})|(?!\d{{1,2}}月)(?!度?(?:{since}|[至到\-－—–~～]))))"
    wanted = re.compile(f"{_NAMES}|{before}(?P<year>{last}){after}")
    done = 0

    def put(match: re.Match[str]) -> str:
        nonlocal done
        if match["year"] is None:
            return match[0]
        done += 1
        return str(now)

    return wanted.sub(put, text), done


def stale(text: str, before: Iterable[str], last: int, now: int) -> tuple[Stale, ...]:
    """Years and figures of ``text`` in sentences that one of the texts ``before`` holds too, but for the year itself.

    Live numbers of ``text`` are one ``OBJECT`` each, those of ``before`` are markers; they follow their cell and are
    never stale. Names, document numbers, telephones and the edges of a year are the same every year, too.
    """
    own = re.compile(f"(?:{last}|{now})年")
    known = {own.sub("年", key) for other in before for _, _, key in sentences.each(plain(other))}
    return tuple(
        found
        for start, end, key in sentences.each(text)
        if own.sub("年", key) in known
        for found in _figures(text, start, end, now)
    )


def plain(kept: str) -> str:
    """A kept text in which every live number is one ``OBJECT``."""
    return _LIVE.sub(OBJECT, kept)


def _figures(text: str, start: int, end: int, now: int) -> Iterator[Stale]:
    item = _ITEM.match(text, start, end)
    for match in _TOKEN.finditer(text, item.end() if item else start, end):
        words = match["found"]
        if words is None or words in _EDGES or match["year"] == str(now):
            continue
        yield Stale(match.start(), match.end(), words, match["year"] is not None)


def told(found: int, years: int, last: int, now: int) -> str:
    """What is said once a passage was brought over, without a stop: ``found`` stale places, ``years`` moved on."""
    parts = ["搬来一段"]
    if years:
        parts.append(f"“{last}年”已改成“{now}年”（{years} 处）")
    if found:
        parts.append(f"里面有 {found} 处上年的年份和数，已画线，请看一遍")
    return "，".join(parts)


def reason(found: Stale, last: int) -> str:
    """Why a place is underlined, in one sentence."""
    asked = "今年还写这一年吗" if found.is_year else "今年还是这个数吗"
    return f"“{found.words}”：这一句和 {last} 年度一样，{asked}"
