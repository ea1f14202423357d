"""Figures as they are said aloud: 606.05 is 六百零六点零五, 2020年 二零二零年, 2件 两件, a telephone digit by digit."""

from __future__ import annotations

import re
from itertools import pairwise

_DIGITS = "零一二三四五六七八九"
_PHONE = "零幺二三四五六七八九"  # 一 and 七 sound alike over a loudspeaker
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")
_LONGEST = 16  # digits; what is longer is no count
_COUNTED = "件项个条次份宗起例人户家处种名张篇场期位天遍元千百万亿"  # 两件, but 二月
_YEAR = re.compile(r"(?<![\d.,])(\d{4})(?=年)")
_NUMBER = re.compile(
    r"(?P<before>第?)(?P<sign>(?<![\w-])[-+−])?(?P<whole>\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.(?P<part>\d+))?(?P<rate>[%％]?)",
    re.ASCII,
)


def spoken(text: str) -> str:
    """``text`` with every figure in words; years are said digit by digit."""
    return _NUMBER.sub(_number, _YEAR.sub(lambda match: _each(match[1]), text))


def phone(text: str) -> str:
    """A telephone number digit by digit, in groups that one can write down."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", text.strip())
    said = "".join(_groups(piece) if piece[0].isascii() and piece.isdigit() else _between(piece) for piece in pieces)
    return said.strip("，")


def _between(piece: str) -> str:
    return "，" if not any(map(str.isalnum, piece)) else piece.strip()


def _groups(digits: str) -> str:
    """0971 and then 123 4567; a mobile number is three, four and four."""
    cuts = {7: (3,), 8: (4,), 10: (3, 6), 11: (3, 7)}.get(len(digits), ())
    edges = [0, *cuts, len(digits)]
    said = "".join(_PHONE[int(digit)] for digit in digits)
    return "，".join(said[left:right] for left, right in pairwise(edges))


def _number(match: re.Match[str]) -> str:
    whole, part = match["whole"].replace(",", ""), match["part"]
    is_code = len(whole) > _LONGEST or (len(whole) > 1 and whole[0] == "0")
    said = _each(whole) if is_code else _count(int(whole))
    if part:
        said += "点" + _each(part)
    elif whole == "2" and not match["before"] and not match["rate"] and _behind(match) in _COUNTED:
        said = "两"
    if match["rate"]:
        said = "百分之" + said
    sign = {"-": "负", "−": "负", "+": "正"}.get(match["sign"] or "", "")
    return match["before"] + sign + said


def _behind(match: re.Match[str]) -> str:
    """The sign behind ``match``; a blank at the end, which nothing counts."""
    return match.string[match.end() : match.end() + 1] or " "


def _each(digits: str) -> str:
    return "".join(_DIGITS[int(digit)] for digit in digits)


def _count(number: int) -> str:
    """As one counts: 517645 is 五十一万七千六百四十五, 20005 两万零五."""
    if number == 0:
        return _DIGITS[0]
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    said = ""
    for at in reversed(range(len(groups))):
        group = groups[at]
        if not group:
            continue
        if said and (group < 1000 or not groups[at + 1]):
            said += _DIGITS[0]
        words = _group(group)
        if group == 2 and at and not said:
            words = "两"
        said += words + _GROUPS[at]
    return said.removeprefix("一") if said.startswith("一十") else said


def _group(number: int) -> str:
    """Up to 9999; 两千, but 二百 and 二十."""
    said, gap = "", False
    for at in reversed(range(4)):
        digit = number // 10**at % 10
        if not digit:
            gap = bool(said)
            continue
        said += (_DIGITS[0] if gap else "") + ("两" if digit == 2 and at == 3 else _DIGITS[digit]) + _PLACES[at]
        gap = False
    return said
