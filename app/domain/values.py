"""Reading and writing the figures of the form. Blank is ``None`` and is never zero.

Counts are ``int``; money is an exact ``Decimal`` in the unit its cell states (at most six decimals: 万元 with six
decimals is 0.01 元, and 190.457379 万元 has been printed).
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal
from typing import Literal, NamedTuple

from app.domain.errors import Refused
from app.domain.units import CURRENCY, UNITS, split_unit

Value = int | Decimal | None
Kind = Literal["count", "signed", "money"]

MAX_SIGNS = 40  # of what is typed into a cell, blanks around it not counted
MAX_DIGITS = 12
MAX_DECIMALS = 6
# Signs that count as a digit, or that NFKC would turn into one, but that are footnote marks beside a figure: 22① is
# not 221. (One class for all: superscripts, fractions, circled and mathematical digits, digits of no decimal system.)
MARKS = (
    "\u00b2\u00b3\u00b9\u00bc-\u00be\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2150-\u215f\u2189"
    "\u2460-\u249b\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u3251-\u325f\u32b1-\u32bf"
    "\U00010a40-\U00010a43\U00010e60-\U00010e68\U00011052-\U0001105a\U0001d7ce-\U0001d7ff"
    "\U0001f100-\U0001f10a\U0001fbf0-\U0001fbf9"
)
_MARK = re.compile(f"[{MARKS}]")
_COUNT_UNITS = "件条项个例次份宗起"
_NOTHING = {"/", "-", "—", "--", "——", "－", "无", "\\", "、"}
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_LOOKALIKE = str.maketrans({"o": "0", "O": "0", "〇": "0", "○": "0", "l": "1", "I": "1", "|": "1"})
_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)(?:\.(?P<part>[0-9]*))?")
_EXACT = Context(prec=3 * MAX_SIGNS)  # the usual 28 digits would round a long figure in silence
_SHOWN = 20  # signs of a text that a sentence quotes


class ValueSpec(NamedTuple):
    """What a cell holds: a count (non-negative integer), a signed count, or money in ``unit``."""

    kind: Kind = "count"
    unit: str | None = None


COUNT = ValueSpec()


def read(text: str, spec: ValueSpec = COUNT, unit: str | None = None) -> Value:
    """The value that ``text`` states, or ``None`` for blank; raises ``Refused`` with one clear sentence.

    Full-width digits, blanks around and inside noughts (``0 0``), thousands separators, a currency sign before the
    number and a unit after it (3万 is 3万元), and a worded sign (增3, 减4) are read. A unit other than the cell's is
    converted; ``unit`` is the one that money without any is in (the cell's own unless given).
    """
    if len(text.strip()) > MAX_SIGNS:
        raise Refused(f"“{_shown(text)}”太长，不像一个数", "请核对一下", text=text)
    if _MARK.search(text):
        raise _marked(text, spec, unit)
    folded = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).replace("−", "-")
    plain_text = " ".join(folded.split())
    if not plain_text:
        return None
    if plain_text in _NOTHING or text.strip() in _NOTHING:
        raise Refused(f"“{_shown(text)}”不是数字", "没有发生的要填 0", text=text, proposal="0")
    body, own_unit = _split_unit(plain_text, text, spec)
    body = _worded_sign(body)
    if body == "零" or re.fullmatch(r"0[0 ]*", body):
        return 0 if spec.kind != "money" else Decimal(0)
    joined = body.replace(" ", "")
    match = _NUMBER.fullmatch(joined)
    if match is None or not (match["whole"] or match["part"]):
        raise _not_a_number(text, body)
    if re.search(r"[0-9] [0-9]", body):
        meant = _meant(joined + (own_unit or ""), spec, unit)
        step = f"是 {meant} 还是两格的数，请重填一次" if meant else "请重填一次"
        raise Refused(f"“{_shown(text)}”中间有空格", step, text=text, proposal=meant)
    number = Decimal(f"{match['sign']}{match['whole'].replace(',', '') or '0'}.{match['part'] or '0'}")
    return _fit(number, own_unit or unit, text, spec)


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


def value_json(value: Value, spec: ValueSpec | None = None) -> int | str | None:
    """A figure as it travels: a count as a whole number, money as a decimal string, blank as null."""
    if value is None or (isinstance(value, int) and (spec is None or spec.kind != "money")):
        return value
    return plain(value)


def write_with_unit(value: Value, spec: ValueSpec) -> str:
    """The figure with its unit where the cell has one (606.05万元); noughts stay bare."""
    text = write(value, spec)
    return text + spec.unit if spec.unit and value else text


def _shown(text: str) -> str:
    """``text`` as a sentence quotes it: one line, not too long."""
    line = " ".join("".join(sign for sign in text[:_SHOWN] if sign.isprintable() or sign.isspace()).split())
    return line + "…" if len(text.strip()) > _SHOWN else line


def _meant(text: str, spec: ValueSpec, unit: str | None = None) -> str | None:
    """What a cell that holds ``text`` would state, or None where it cannot be read either."""
    try:
        value = read(text, spec, unit)
    except Refused:
        return None
    return None if value is None else plain(value)


def _marked(text: str, spec: ValueSpec, unit: str | None) -> Refused:
    mark = _MARK.findall(text)[0]
    is_part = "⁄" in unicodedata.normalize("NFKC", mark)  # 2½ is not 2 with a note
    meant = None if is_part else _meant(_MARK.sub("", text), spec, unit)
    step = f"是数字 {meant} 吗？" if meant else "只填数字，没有发生的填 0"
    return Refused(f"“{_shown(text)}”里有符号 {mark}", step, text=text, proposal=meant)


def _split_unit(plain_text: str, text: str, spec: ValueSpec) -> tuple[str, str | None]:
    body, unit = split_unit(plain_text)
    if spec.kind == "money":
        return re.sub(rf"^{CURRENCY}\s*", "", body), unit
    if unit is not None and body:
        raise Refused(f"“{_shown(text)}”带着钱数的单位", "这一格填件数", text=text)
    if plain_text[-1] in _COUNT_UNITS:
        return plain_text[:-1].rstrip(), None
    return plain_text, None


def _worded_sign(body: str) -> str:
    for word, sign in (("增加", "+"), ("减少", "-"), ("增", "+"), ("减", "-")):
        if body.startswith(word):
            return sign + body[len(word) :].lstrip()
    return body


def _not_a_number(text: str, body: str) -> Refused:
    shown = _shown(text)
    fixed = body.translate(_LOOKALIKE)
    if fixed != body and fixed.isascii() and fixed.isdecimal():
        odd = next(ch for ch, new in zip(body, fixed, strict=True) if ch != new)
        what = "字母" if odd.isascii() and odd.isalpha() else "符号"
        return Refused(f"“{shown}”里有{what} {odd}", f"是数字 {int(fixed)} 吗？", text=text, proposal=str(int(fixed)))
    return Refused(f"“{shown}”不是一个数", "只填数字，没有发生的填 0", text=text)


def _fit(number: Decimal, unit: str | None, text: str, spec: ValueSpec) -> int | Decimal:
    shown = _shown(text)
    if spec.kind != "signed" and number < 0:
        raise Refused(f"“{shown}”是负数", "这一格不会小于 0", text=text)
    if spec.kind == "money":
        if unit and spec.unit and unit != spec.unit:
            number = _EXACT.divide(_EXACT.multiply(number, UNITS[unit]), UNITS[spec.unit])
        number = _EXACT.normalize(number)
        exponent = number.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > MAX_DECIMALS:
            raise Refused(f"“{shown}”小数太长", f"最多留 {MAX_DECIMALS} 位小数", text=text)
        result: int | Decimal = Decimal(plain(number)) if number else Decimal(0)  # not -0
    else:
        if number != int(number):
            raise Refused(f"“{shown}”不是整数", "件数要填整数", text=text)
        result = int(number)
    if abs(number) >= 10**MAX_DIGITS:
        raise Refused(f"“{shown}”太大了", f"最多 {MAX_DIGITS} 位，请核对一下", text=text)
    return result
