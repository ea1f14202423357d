"""Figures in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document.spoken import phone, spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("606.05万元", "六百零六点零五万元"),
        ("2020年1月1日至12月31日", "二零二零年一月一日至十二月三十一日"),
        ("2件", "两件"),
        ("第2件", "第二件"),
        ("2月2日", "二月二日"),
        ("2万元", "两万元"),
        ("2.5万元", "二点五万元"),
        ("12件", "十二件"),
        ("112件", "一百一十二件"),
        ("10010件", "一万零一十件"),
        ("20005件", "两万零五件"),
        ("22222件", "两万两千二百二十二件"),
        ("517645件", "五十一万七千六百四十五件"),
        ("100500", "十万零五百"),
        ("105000", "十万五千"),
        ("1000000", "一百万"),
        ("120000034", "一亿两千万零三十四"),
        ("10,000件", "一万件"),
        ("0", "零"),
        ("007", "零零七"),
        ("+3件", "正三件"),
        ("-3件", "负三件"),
        ("12%", "百分之十二"),
        ("没有数", "没有数"),
    ],
)
def test_figures_are_said_as_one_speaks(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0971-1234567", "零九七幺，幺二三，四五六七"),
        ("0527-83551234", "零五二七，八三五五，幺二三四"),
        ("13812345678", "幺三八，幺二三四，五六七八"),
        ("12345", "幺二三四五"),
        ("0971-1234567转8012", "零九七幺，幺二三，四五六七转八零幺二"),
        ("（0971）1234567", "零九七幺，幺二三，四五六七"),
        ("（0971）1234567（办公室）", "零九七幺，幺二三，四五六七（办公室）"),
        ("-", ""),
        ("", ""),
    ],
)
def test_a_telephone_is_said_digit_by_digit(written: str, said: str) -> None:
    assert phone(written) == said


def back(words: str) -> int:
    """The number that ``words`` say, read by rules of its own."""
    digits = {sign: at for at, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
    places = {"十": 10, "百": 100, "千": 1000}
    whole = group = digit = 0
    for sign in words.replace("万亿", "兆"):
        if sign in digits:
            digit = digits[sign]
        elif sign in places:
            group += (digit or 1) * places[sign]
            digit = 0
        else:
            whole += (group + digit) * {"万": 10**4, "亿": 10**8, "兆": 10**12}[sign]
            group = digit = 0
    return whole + group + digit


@given(st.integers(0, 10**16 - 1))
def test_what_is_said_is_the_figure(number: int) -> None:
    said = spoken(str(number))
    assert back(said) == number
    assert "零零" not in said
    assert said == "零" or not said.endswith("零")


@given(st.text(max_size=80))
def test_no_digit_is_left_and_no_word_is_lost(text: str) -> None:
    said = spoken(text)
    assert not set(said) & set("0123456789")
    assert phone(text) == "" or not set(phone(text)) & set("0123456789")
    assert [sign for sign in said if sign.isalpha() and sign.isascii()] == [
        sign for sign in text if sign.isalpha() and sign.isascii()
    ]
