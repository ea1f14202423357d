"""What a clerk or an old paper writes in a cell, and what it means."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.units import stated_unit
from app.domain.values import COUNT, MAX_DIGITS, ValueSpec, read, write, write_with_unit

SIGNED = ValueSpec("signed")
WAN = ValueSpec("money", "万元")
YUAN = ValueSpec("money", "元")
FULL_WIDTH = "０１２３４５６７８９"


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
        ("606.05万", WAN, Decimal("606.05")),
        ("3万", YUAN, Decimal(30000)),
        ("￥100", YUAN, Decimal(100)),
        ("¥100", WAN, Decimal(100)),
        ("人民币100万元", WAN, Decimal(100)),
        ("人民币 ￥ 3.5 万元", WAN, Decimal("3.5")),
        ("100元整", YUAN, Decimal(100)),
        ("-0", WAN, Decimal(0)),
        ("-0元", WAN, Decimal(0)),
        ("减少0", YUAN, Decimal(0)),
        ("-0", COUNT, 0),
        ("零", COUNT, 0),
        ("零", WAN, Decimal(0)),
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
        ("9" * 5000, COUNT, "太长", None),
        ("O" + "1" * 5000, COUNT, "太长", None),
        ("1" * 10**6, WAN, "太长", None),
        ("22①", COUNT, "符号 ①", "22"),
        ("22²", COUNT, "符号 ²", "22"),
        ("22⑩", COUNT, "符号 ⑩", "22"),
        ("3½", WAN, "符号 ½", None),
        ("606.05万元①", WAN, "符号 ①", "606.05"),
        ("①", COUNT, "符号 ①", None),
        ("O፩", COUNT, "符号 ፩", None),
        ("1𝟐", COUNT, "符号 𝟐", "1"),
        ("٣", COUNT, "不是一个数", None),
        ("१२", COUNT, "不是一个数", None),
        ("O٣", COUNT, "不是一个数", None),
        ("0 1", COUNT, "中间有空格", "1"),
        ("1 000元", WAN, "中间有空格", "0.1"),
        ("1 2.3.4", WAN, "不是一个数", None),
        ("- 3 4", COUNT, "中间有空格", None),
        ("0.10000000000000000000000000000000001元", WAN, "小数太长", None),
        ("1234567890123456.78901234567元", WAN, "小数太长", None),
        ("3万", COUNT, "单位", None),
    ],
)
def test_refuses_with_one_clear_sentence(text: str, spec: ValueSpec, says: str, proposal: str | None) -> None:
    with pytest.raises(Refused) as refusal:
        read(text, spec)
    assert says in refusal.value.sentence
    ends = [sign for sign in refusal.value.sentence if sign in "。？"]
    assert ends == ["？" if "吗" in refusal.value.sentence else "。"]
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
        assert value is None or spec.kind == "signed" or not Decimal(value).is_signed()
    assert sentence
    assert len(sentence) < 100


ODD = "0123456789１２３.,，+-−减 增少万亿千元￥人民币零〇oOl①²½⑽፩٣件\u200b"
odd_figures = st.text(st.sampled_from(ODD), max_size=12)


@given(odd_figures, st.sampled_from([COUNT, SIGNED, WAN, YUAN]), st.sampled_from([None, "元", "亿元"]))
def test_what_looks_like_a_figure_is_read_or_refused(text: str, spec: ValueSpec, unit: str | None) -> None:
    """Only ASCII and full-width digits make a figure, nought has no sign, and every proposal can be typed."""
    try:
        value = read(text, spec, unit)
    except Refused as refusal:
        value = read(refusal.proposal or "", spec)  # must not be refused again
        assert (value is None) == (refusal.proposal is None)  # noqa: PT017 - only some texts are refused
    else:
        assert value is None or spec.kind == "signed" or not Decimal(value).is_signed()
        assert value is None or not set(text) & set("①②²½⑽፩٣oOl〇")


def test_no_sign_becomes_a_digit_unseen() -> None:
    """Over all of Unicode: what NFKC would turn into digits is full-width, a named mark, or stays a letter."""
    glued = []
    for sign in map(chr, range(0x80, 0x110000)):
        if "0" <= unicodedata.normalize("NFKC", sign)[-1:] <= "9" and sign not in FULL_WIDTH:
            glued.append(sign)
    assert len(glued) > 100
    for sign in glued:
        with pytest.raises(Refused):
            read("7" + sign)


def test_money_without_a_unit_is_in_the_one_its_paper_states() -> None:
    assert read("8040", WAN, "元") == Decimal("0.804")
    assert read("8040万元", WAN, "元") == Decimal(8040)
    assert read("3", COUNT, "元") == 3
    with pytest.raises(Refused) as refusal:
        read("-", WAN, "元")
    assert refusal.value.proposal == "0"
    assert "元" not in refusal.value.what
    with pytest.raises(Refused) as refusal:
        read("80①", WAN, "元")
    assert refusal.value.proposal == "0.008"


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("本年收费金额（单位：万元）", "万元"),
        ("本年收费金额（元）", "元"),
        ("本年收费金额(万元)", "万元"),
        ("金额 单位 元", "元"),
        ("金额（单位：人民币元）", "元"),
        ("金额（千元，保留两位小数）", "千元"),
        ("金额/亿元", "亿元"),
        ("本年收费金额", None),
        ("单元数量", None),
        ("（元旦期间）", None),
        ("万元户", None),
    ],
)
def test_a_heading_states_a_whole_unit(heading: str, unit: str | None) -> None:
    assert stated_unit(heading) == unit
