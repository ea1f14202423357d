"""What a clerk or an old paper writes in a cell, and what it means."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.values import COUNT, MAX_DIGITS, ValueSpec, read, write, write_with_unit

SIGNED = ValueSpec("signed")
WAN = ValueSpec("money", "万元")
YUAN = ValueSpec("money", "元")


@pytest.mark.parametrize(
    ("text", "spec", "value"),
    [
        ("", COUNT, None),
        ("  　\u00a0 ", COUNT, None),
        ("0", COUNT, 0),
        ("00", COUNT, 0),
        ("0 0", COUNT, 0),
        ("　　0", COUNT, 0),
        ("１２", COUNT, 12),
        ("007", COUNT, 7),
        ("1,036", COUNT, 1036),
        ("１，０３６", COUNT, 1036),
        ("3件", COUNT, 3),
        ("12 件", COUNT, 12),
        ("3.0", COUNT, 3),
        ("\u200b5", COUNT, 5),
        ("+10", SIGNED, 10),
        ("－18", SIGNED, -18),
        ("−4", SIGNED, -4),
        ("减4", SIGNED, -4),
        ("增加 6", SIGNED, 6),
        ("606.05万元", WAN, Decimal("606.05")),
        ("606.05", WAN, Decimal("606.05")),
        ("６０６．０５万元", WAN, Decimal("606.05")),
        ("251000元", WAN, Decimal("25.1")),
        ("190.457379", WAN, Decimal("190.457379")),
        ("1.5亿元", WAN, Decimal(15000)),
        ("0.038万元", YUAN, Decimal(380)),
        ("380", YUAN, Decimal(380)),
        ("5,394,432.52元", YUAN, Decimal("5394432.52")),
        ("0 0", WAN, Decimal(0)),
        ("606.050", WAN, Decimal("606.05")),
    ],
)
def test_reads(text: str, spec: ValueSpec, value: object) -> None:
    found = read(text, spec)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "spec", "says", "proposal"),
    [
        ("1o", COUNT, "字母 o", "10"),
        ("l2", COUNT, "字母 l", "12"),
        ("1 2", COUNT, "中间有空格", "12"),
        ("/", COUNT, "不是数字", "0"),
        ("-", COUNT, "不是数字", "0"),
        ("——", COUNT, "不是数字", "0"),
        ("无", COUNT, "不是数字", "0"),
        ("3.5", COUNT, "不是整数", None),
        ("-3", COUNT, "负数", None),
        ("-3", WAN, "负数", None),
        ("8万元", COUNT, "单位", None),
        ("三", COUNT, "不是一个数", None),
        ("1.2.3", WAN, "不是一个数", None),
        (".", WAN, "不是一个数", None),
        ("1,23", COUNT, "不是一个数", None),
        ("1e5", COUNT, "不是一个数", None),
        ("0.0000001", WAN, "小数太长", None),
        ("9" * (MAX_DIGITS + 1), COUNT, "太大", None),
        ("9" * 5000, COUNT, "太大", None),
    ],
)
def test_refuses_with_one_clear_sentence(text: str, spec: ValueSpec, says: str, proposal: str | None) -> None:
    with pytest.raises(Refused) as refusal:
        read(text, spec)
    assert says in refusal.value.sentence
    assert refusal.value.sentence.count("。") == 1
    assert refusal.value.text == text
    assert refusal.value.proposal == proposal


@given(st.integers(min_value=0, max_value=10**MAX_DIGITS - 1))
def test_a_count_written_is_read_back(value: int) -> None:
    assert read(write(value)) == value


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_a_signed_count_written_is_read_back(value: int) -> None:
    assert read(write(value, SIGNED), SIGNED) == value


@given(st.decimals(min_value=0, max_value=10**9, places=6, allow_nan=False, allow_infinity=False))
def test_money_written_with_its_unit_is_read_back(value: Decimal) -> None:
    assert read(write_with_unit(value, WAN), WAN) == value
    assert "E" not in write(value, WAN)


@given(st.text(max_size=30), st.sampled_from([COUNT, SIGNED, WAN, YUAN]))
def test_any_text_is_read_or_refused(text: str, spec: ValueSpec) -> None:
    try:
        value = read(text, spec)
    except Refused as refusal:
        sentence = refusal.sentence
    else:
        sentence = "read"
        assert value is None or spec.kind == "signed" or value >= 0
    assert sentence
