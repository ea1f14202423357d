"""Every way to write a quantity is read with its place; what is no quantity is left alone."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.numbers.numerals import numbers
from tests.app.checks.numbers.test_han import chinese

FULL = str.maketrans("0123456789", "０１２３４５６７８９")


def _values(text: str) -> list[tuple[object, str]]:
    return [(number.value, number.unit) for number in numbers(text)]


@given(st.integers(0, 10**8 - 1), st.sampled_from(["件", "条", "例", "件次", "元", "份"]))
def test_a_number_is_the_same_in_every_spelling(number: int, unit: str) -> None:
    spellings = [
        str(number),
        f"{number:,}",
        str(number).translate(FULL),
        f"{number:,}".replace(",", "，"),
        f"{number} ",
    ]
    spellings += [f"{number:,}".replace(",", " "), chinese(number)]
    for written in spellings:
        text = f"共收到申请{written}{unit}。"
        found = numbers(text)
        assert [(one.value, one.unit) for one in found] == [(number, unit)], text
        assert text[found[0].start : found[0].stop].endswith(unit)


@given(st.integers(1, 9999), st.integers(0, 99))
def test_decimals_and_ten_thousands_are_exact(whole: int, part: int) -> None:
    exact = Decimal(f"{whole}.{part:02d}")
    (number,) = numbers(f"采购{exact}万元")
    assert number.value == exact * 10_000
    assert (number.unit, number.written) == ("元", "万元")
    (share,) = numbers(f"占{exact}%")
    assert share.is_percent
    assert share.value == exact


@pytest.mark.parametrize(
    "text",
    [
        "国办公开办函〔2021〕30号",
        "第五十条和第20条",
        "2023年1月1日至12月31日",
        "电话：0971-2222222，邮编810000",
        "（一）主动公开。（1）目录",
        "1、加强领导。2.压实责任",
        "进一步、三安全一稳定、五公开、两微一端、一般一定一律",
        "一件件办好，一次性告知，最多跑一次办成，同一件事，唯一一个",
        "15个工作日内，20天，3个月",
        "www.2000.com.cn 和 t20240101",
        "国务院令第711号",
        "本报告由六部分组成",
    ],
)
def test_what_is_no_quantity_is_left_alone(text: str) -> None:
    assert _values(text) == []


@pytest.mark.parametrize("text", ["近300条", "300余条", "三百多条", "300条以上", "300条左右", "大约300条", "超过300条"])
def test_what_softens_a_figure_is_seen(text: str) -> None:
    (number,) = numbers(text)
    assert number.value == 300
    assert number.soft


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("百分之九十八点五", [(Decimal("98.5"), "%")]),
        ("百分之百", [(100, "%")]),
        ("3.2万余条", [(32_000, "条")]),
        ("二十余件", [(20, "件")]),
        ("12 件、３条", [(12, "件"), (3, "条")]),
        ("公开260余，办结72", [(260, ""), (72, "")]),
    ],
)
def test_examples(text: str, found: list[tuple[object, str]]) -> None:
    assert _values(text) == found


@given(st.text("共收到申请12,，. 　件条万余%〔〕第年十百一〇（）占", max_size=40))
def test_numbers_stand_where_they_say(text: str) -> None:
    found = numbers(text)
    assert all(0 <= one.start < one.end <= one.stop <= len(text) for one in found)
    assert all(a.stop <= b.start for a, b in pairwise(found))
