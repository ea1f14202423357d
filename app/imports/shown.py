"""What a spreadsheet shows of a number: its decimals, its unit, its date. What cannot be worked out says so."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

_BUILT_IN = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 49: "@"}
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_MONEY = {37: "0", 38: "0", 39: "0.00", 40: "0.00", 41: "0", 42: "0", 43: "0.00", 44: "0.00", 5: "0", 6: "0", 7: "0.00"}
_MONEY[8] = "0.00"
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')  # "件", \件; as much room as a sign takes; a sign that fills
_BRACKETS = re.compile(r"\[([^\]]*)\]")
_CONDITION = re.compile(r"[<>=]")
_PLAIN = re.compile(r"[#0,?]*[#0?](?:\.([#0?]+))?|\.([#0?]+)")
_DATE = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_EXACT = Context(prec=15)  # digits, as many as a spreadsheet keeps
_ROUNDING = Context(prec=400, rounding=ROUND_HALF_UP)
_LAST_DAY = 2_958_465  # 31 December 9999
_LONGEST, _LONGEST_CODE = 40, 255  # signs; no spreadsheet takes a longer format


def code_of(number: int, own: dict[int, str]) -> str:
    """The number format with that number; ``own`` are those of the workbook itself."""
    if number in own:
        return own[number] if len(own[number]) <= _LONGEST_CODE else "General"
    return "yyyy-mm-dd" if number in _DATES else _BUILT_IN.get(number) or _MONEY.get(number) or "General"


def show(stored: str, code: str, *, from_1904: bool = False) -> str:
    """The number ``stored`` as somebody reads it in a cell of that format.

    Figures that the format rounds, or that it shows in a way not known here, have the whole figure behind them in
    brackets, so that a person looks at them.
    """
    number = _number(stored)
    if number is None:
        return stored[:_LONGEST]
    section, value = _section(code, number)
    if section is None:
        return _unsure(_digits(number), number)
    words = _BRACKETS.sub("", section)
    bare = _LITERAL.sub("", words)
    if bare.strip().casefold() in ("general", "@", "g/通用格式"):
        return _digits(number)
    if _DATE.search(bare) and not _PLAIN.search(bare):
        return _day(number, from_1904)
    found = list(_PLAIN.finditer(bare))
    if not bare.strip() and not _LITERAL.sub(_literal, words).strip():
        return ""  # the format hides it
    if not found:
        return _digits(number)  # words or a dash in place of the figure
    if len(found) > 1 or found[0][0].endswith(",") or re.search(r"[eE][+-]|/", bare):
        return _unsure(_digits(number), number)
    return _figure(words, found[0], value, number)


def _figure(words: str, figure: re.Match[str], value: Decimal, number: Decimal) -> str:
    places = figure[1] or figure[2] or ""
    percent = "%" in _LITERAL.sub("", words)
    scaled = value * 100 if percent else value
    shown = _ROUNDING.quantize(scaled, Decimal(1).scaleb(-len(places)))
    digits = format(shown, "f")
    if "." in digits:
        spare = len(places) - len(places.rstrip("#"))
        for _ in range(spare):
            digits = digits.removesuffix("0")
        digits = digits.removesuffix(".")
    front, behind = (_LITERAL.sub(_literal, part) for part in _around(words))
    text = f"{front}{digits}{behind}".strip()
    if number < 0 and "-" not in text:
        text = f"-{digits}"  # in brackets, or red
    if _ROUNDING.compare(abs(shown), abs(number * 100 if percent else number)) != 0:
        return _unsure(text, number)
    return text


def _around(words: str) -> tuple[str, str]:
    """What stands before the figure of a format, and behind it."""
    covered = _LITERAL.sub(lambda found: "\x00" * len(found[0]), words)
    figure = _PLAIN.search(covered)
    if figure is None:  # it was found in the same words before
        return "", words
    return words[: figure.start()], words[figure.end() :]


def _literal(found: re.Match[str]) -> str:
    return found[1] or found[2] or ""


def _number(stored: str) -> Decimal | None:
    if len(stored) > _LONGEST:
        return None
    try:
        number = Decimal(stored.strip())
    except ArithmeticError:
        return None
    if not number.is_finite() or (number and not -30 < number.adjusted() < 30):
        return None
    return _EXACT.plus(number)


def _section(code: str, number: Decimal) -> tuple[str | None, Decimal]:
    """The part of a format that holds for ``number``, and the figure it shows; None where it has conditions."""
    sections = _split(code)
    if any(_CONDITION.search(said) for said in _BRACKETS.findall(code)):
        return None, number
    if number < 0 and len(sections) > 1:
        return sections[1], -number  # it has a sign of its own, or brackets
    return sections[2] if number == 0 and len(sections) > 2 else sections[0], number


def _split(code: str) -> list[str]:
    """The sections of a format, which semicolons outside of quotes part."""
    return re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;|$)|^(?=;)', code) or ["General"]


def _digits(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unsure(shown: str, number: Decimal) -> str:
    whole = _digits(number)
    return f"{shown}（原数 {whole}）" if whole != shown else f"{shown}（显示格式特殊）"


def _day(number: Decimal, from_1904: bool) -> str:
    days = int(number) + (1462 if from_1904 else 0)
    if not 0 < days <= _LAST_DAY:
        return _digits(number)
    day = date(1899, 12, 31) + timedelta(days=days - (days > 59))  # that calendar has a 29 February 1900
    return f"{day.year}年{day.month}月{day.day}日"
