"""Chinese numerals to integers and decimals, exactly: 十二, 〇, 两百, 一千零五, 廿三, 二〇二一, 三万五, 三点二万."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {
    sign: value
    for value, signs in enumerate(("零〇○", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for sign in signs
}
_TENS = {"廿": 2, "卅": 3}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8}
SIGNS = "".join((*DIGITS, *_TENS, *_UNITS, *_BIG))
_NOUGHTS = "零〇○"
_MOST = 30  # signs of one numeral


def value_of(text: str) -> int | Decimal | None:
    """The number that ``text`` writes in Chinese; None where it writes none (百, 三四, 一二十).

    Digits alone are read one by one where they are three or more or hold a nought (二〇二一): two of them are a guess
    (三四件) and no number.
    """
    if not text or len(text) > _MOST:
        return None
    whole, point, part = text.partition("点")
    if point:
        return _decimal(whole, part)
    if all(sign in DIGITS for sign in text):
        is_one_by_one = len(text) != 2 or any(sign in _NOUGHTS for sign in text)
        return int("".join(str(DIGITS[sign]) for sign in text)) if is_one_by_one else None
    return _whole(text)


def _decimal(whole: str, part: str) -> Decimal | None:
    scale = _BIG.get(part[-1:], 1)
    digits = part[:-1] if scale > 1 else part
    first = value_of(whole)
    if first is None or not digits or any(sign not in DIGITS for sign in digits):
        return None
    return Decimal(f"{first}.{''.join(str(DIGITS[sign]) for sign in digits)}") * scale


def _whole(text: str) -> int | None:
    """亿, 万 and what is below them; each below what stands before it."""
    head, _, tail = text.rpartition("亿")
    if "亿" in text:
        return _joined(value_of(head), tail, _BIG["亿"])
    head, _, tail = text.rpartition("万")
    if "万" in text:
        return _joined(_below(head), tail, _BIG["万"])
    return _below(text)


def _joined(above: int | Decimal | None, tail: str, unit: int) -> int | None:
    if not isinstance(above, int) or above <= 0:
        return None
    if not tail:
        return above * unit
    if tail in DIGITS:  # 三万五 says 35000
        return above * unit + DIGITS[tail] * unit // 10 if tail not in _NOUGHTS else None
    below = _whole(tail.lstrip(_NOUGHTS))
    if below is None and tail[0] in _NOUGHTS and tail[1:] in DIGITS:
        below = DIGITS[tail[1:]]
    return None if below is None or below >= unit else above * unit + below


def _below(text: str) -> int | None:
    """A numeral below 万."""
    if text in DIGITS:
        return DIGITS[text]
    total, last, digit, after_nought = 0, 10**4, None, False
    for place, sign in enumerate(text):
        if sign in _NOUGHTS:
            if digit is not None or not place or after_nought:
                return None
            after_nought = True
        elif sign in DIGITS:
            if digit is not None:
                return None
            digit = DIGITS[sign]
        elif sign in _TENS:
            if digit is not None or last <= 10:
                return None
            total, last, after_nought = total + _TENS[sign] * 10, 10, False
        else:
            unit = _UNITS.get(sign)
            is_bare_ten = sign == "十" and digit is None and (not place or after_nought)
            if unit is None or unit >= last or (digit is None and not is_bare_ten):
                return None
            total, last, digit, after_nought = total + (digit or 1) * unit, unit, None, False
    if digit is None:
        return None if after_nought else total
    if last in (100, 1000) and not after_nought:  # 两百五 says 250
        return total + digit * last // 10
    return total + digit
