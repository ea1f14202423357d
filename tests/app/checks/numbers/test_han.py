"""Chinese numerals, by law and by example."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.numbers.han import value_of

DIGITS = "零一二三四五六七八九"


def _below(number: int) -> str:
    """A number below ten thousand, written out."""
    written, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += ("零" if gap and written else "") + DIGITS[digit] + sign
            gap = False
        else:
            gap = True
    return written


def chinese(number: int) -> str:
    """``number`` (0 to 10^8) in Chinese, as a textbook writes it."""
    if not number:
        return "零"
    if number == 10**8:
        return "一亿"
    high, low = divmod(number, 10_000)
    head = _below(high) + "万" + ("零" if 0 < low < 1000 else "") if high else ""
    written = head + _below(low)
    return written[1:] if written.startswith("一十") else written


@given(st.integers(0, 10**8) | st.integers(0, 20_000))
def test_what_is_written_out_is_read_back(number: int) -> None:
    assert value_of(chinese(number)) == number


@given(st.integers(0, 10**8))
def test_other_hands_write_the_same_number(number: int) -> None:
    written = chinese(number)
    for old, new in (("零", "〇"), ("二百", "两百"), ("二千", "两千"), ("二万", "两万"), ("二十", "廿")):
        if old != "二十" or written.startswith("二十"):
            assert value_of(written.replace(old, new, 1 if old == "二十" else -1)) == number


@given(st.integers(1000, 9999))
def test_years_are_read_digit_by_digit(number: int) -> None:
    assert value_of("".join(DIGITS[int(digit)] for digit in str(number))) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("廿三", 23),
        ("两百五", 250),
        ("三万五", 35_000),
        ("三点二万", 32_000),
        ("一万零五", 10_005),
        ("二〇", 20),
    ],
)
def test_short_ways_are_read(text: str, value: int) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize("text", ["", "百", "万", "三四", "一二十", "十百", "百十万亿", "一百二百", "千千"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert value_of(text) is None


@given(st.text("零〇一二两三四五六七八九十百千万亿廿卅点", max_size=12))
def test_nothing_breaks_it(text: str) -> None:
    value = value_of(text)
    assert value is None or value >= 0
