"""Reading and writing the figures of the form. Blank is ``None`` and is never zero.

Counts are ``int``; money is an exact ``Decimal`` in the unit its cell states (at most six decimals: 万元 with six
decimals is 0.01 元, and 190.457379 万元 has been printed).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from app.domain.errors import Refused

Value = int | Decimal | None
Kind = Literal["count", "signed", "money"]

MAX_DIGITS = 12
MAX_DECIMALS = 6
# How many 元 one unit is; the only units official papers use.
UNITS = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_COUNT_UNITS = "件条项个例次份宗起"
_NOTHING = {"/", "-", "—", "--", "——", "－", "无", "\\", "、"}
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_LOOKALIKE = str.maketrans({"o": "0", "O": "0", "〇": "0", "○": "0", "l": "1", "I": "1", "|": "1"})
_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d*)(?:\.(?P<part>\d*))?")


@dataclass(frozen=True, slots=True)
class ValueSpec:
    """What a cell holds: a count (non-negative integer), a signed count, or money in ``unit``."""

    kind: Kind = "count"
    unit: str | None = None


COUNT = ValueSpec()


def read(text: str, spec: ValueSpec = COUNT) -> Value:
    """The value that ``text`` states, or ``None`` for blank; raises ``Refused`` with one clear sentence.

    Full-width digits, blanks around and inside noughts (``0 0``), thousands separators, a unit after the number
    and a worded sign (增3, 减4) are read; a unit other than the cell's is converted.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).replace("−", "-")
    plain = " ".join(folded.split())
    if not plain:
        return None
    if plain in _NOTHING or text.strip() in _NOTHING:
        raise Refused(f"“{text.strip()}”不是数字", "没有发生的要填 0", text=text, proposal="0")
    body, unit = _split_unit(plain, text, spec)
    body = _worded_sign(body)
    if re.fullmatch(r"0[0 ]*", body):
        return 0 if spec.kind != "money" else Decimal(0)
    if re.search(r"\d \d", body):
        joined = body.replace(" ", "")
        raise Refused(
            f"“{text.strip()}”中间有空格", f"是 {joined} 还是两格的数，请重填一次", text=text, proposal=joined
        )
    match = _NUMBER.fullmatch(body.replace(" ", ""))
    if match is None or not (match["whole"] or match["part"]):
        raise _not_a_number(text, body)
    number = Decimal(f"{match['sign']}{match['whole'].replace(',', '') or '0'}.{match['part'] or '0'}")
    return _fit(number, unit, text, spec)


def write(value: Value, spec: ValueSpec = COUNT) -> str:
    """The figure as printed: no separators, no trailing noughts; blank is the empty string."""
    if value is None:
        return ""
    if spec.kind == "signed" and value > 0:
        return f"+{value}"
    return plain(value)


def plain(value: int | Decimal) -> str:
    """A number without exponent and without trailing noughts."""
    if isinstance(value, int):
        return str(value)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_with_unit(value: Value, spec: ValueSpec) -> str:
    """The figure with its unit where the cell has one (606.05万元); noughts stay bare."""
    text = write(value, spec)
    return text + spec.unit if spec.unit and value else text


def _split_unit(plain_text: str, text: str, spec: ValueSpec) -> tuple[str, str | None]:
    for name in sorted(UNITS, key=len, reverse=True):
        if plain_text.endswith(name):
            if spec.kind != "money":
                raise Refused(f"“{text.strip()}”带着钱数的单位", "这一格填件数", text=text)
            return plain_text[: -len(name)].rstrip(), name
    if spec.kind != "money" and plain_text[-1] in _COUNT_UNITS:
        return plain_text[:-1].rstrip(), None
    return plain_text, None


def _worded_sign(body: str) -> str:
    for word, sign in (("增加", "+"), ("减少", "-"), ("增", "+"), ("减", "-")):
        if body.startswith(word):
            return sign + body[len(word) :].lstrip()
    return body


def _not_a_number(text: str, body: str) -> Refused:
    shown = text.strip()
    fixed = body.translate(_LOOKALIKE)
    if fixed != body and fixed.isdigit():
        odd = next(ch for ch, new in zip(body, fixed, strict=True) if ch != new)
        what = "字母" if odd.isascii() and odd.isalpha() else "符号"
        return Refused(f"“{shown}”里有{what} {odd}", f"是数字 {int(fixed)} 吗", text=text, proposal=str(int(fixed)))
    return Refused(f"“{shown}”不是一个数", "只填数字，没有发生的填 0", text=text)


def _fit(number: Decimal, unit: str | None, text: str, spec: ValueSpec) -> int | Decimal:
    shown = text.strip()
    if spec.kind != "signed" and number < 0:
        raise Refused(f"“{shown}”是负数", "这一格不会小于 0", text=text)
    if spec.kind == "money":
        if unit and spec.unit and unit != spec.unit:
            number = number * UNITS[unit] / UNITS[spec.unit]
        number = number.normalize()
        exponent = number.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > MAX_DECIMALS:
            raise Refused(f"“{shown}”小数太长", f"最多留 {MAX_DECIMALS} 位小数", text=text)
        result: int | Decimal = Decimal(plain(number))
    else:
        if number != number.to_integral_value():
            raise Refused(f"“{shown}”不是整数", "件数要填整数", text=text)
        result = int(number)
    if abs(number) >= 10**MAX_DIGITS:
        raise Refused(f"“{shown}”太大了", f"最多 {MAX_DIGITS} 位，请核对一下", text=text)
    return result
