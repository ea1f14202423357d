"""The language of entries: what it finds, where it stands, and that nothing written in it is slow."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.typed import Fault
from app.wording.pattern import MAX_WAYS, compile_pattern


def _found(source: str, text: str) -> str | None:
    pattern = compile_pattern(source)
    match = pattern.regex.search(text)
    return None if match is None else text[slice(*pattern.span(match))]


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("公开<得>(工作|部署)", "推进公开得部署", "得"),
        ("公开<得>(工作|部署)", "推进公开得好", None),
        ("[印引]发", "引发通知", "引发"),
        ("[^不]<做为>", "不做为", None),
        ("[^不]<做为>", "可做为", "做为"),
        ("甲?乙", "甲乙", "甲乙"),
        ("(甲丙)?乙", "乙", "乙"),
        ("关于~<通知>", "关于印发方案的通知", "通知"),
        ("关于~<通知>", "关于印发，通知", None),
        ("@<,>@", "校对,审核", ","),
        ("@<,>@", "3,000", None),
        ("<#>件", "收到１２件", "１２"),
        ("^根据", "根据", "根据"),
        ("^根据", "不根据", None),
        ("如下$", "报告如下", "如下"),
        ("如下$", "如下表", None),
        (r"\?", "吗?", "?"),
        ("3.5", "345", None),
    ],
)
def test_what_a_pattern_finds(source: str, text: str, found: str | None) -> None:
    assert _found(source, text) == found


@pytest.mark.parametrize(
    "source",
    [
        "",
        "~",
        "@#",
        "甲<乙",
        "甲>乙",
        "<甲><乙>",
        "甲<>乙",
        "(甲|)",
        "(甲",
        "[甲",
        "甲|乙",
        "甲^",
        "$甲",
        "(甲(乙)|丙)",
        "甲" * 201,
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(source: str) -> None:
    with pytest.raises(Fault, match="写法“"):
        compile_pattern(source)


@pytest.mark.parametrize("source", ["甲?" * 20 + "乙", "~" * 5 + "甲", "(甲|甲甲|甲甲甲)" * 8])
def test_what_would_be_slow_is_refused(source: str) -> None:
    with pytest.raises(Fault, match="慢"):
        compile_pattern(source)


def test_the_worst_that_is_taken_is_still_quick() -> None:
    pattern = compile_pattern("甲?甲?甲?甲?甲?甲?甲?甲乙")
    assert pattern.ways <= MAX_WAYS
    start = time.perf_counter()
    assert pattern.regex.search("甲" * 8000) is None
    assert time.perf_counter() - start < 1


@given(st.text("甲乙()[]<>|?~@#^$\\", max_size=14), st.text("甲乙1，", max_size=12))
def test_whatever_is_written_is_read_or_refused_and_holds_one_of_its_keys(source: str, text: str) -> None:
    try:
        pattern = compile_pattern(source)
    except Fault:
        return
    match = pattern.regex.search(text)
    if match is not None:
        start, end = pattern.span(match)
        assert match.start() <= start <= end <= match.end()
        assert all(any(word in match[0] for word in words) for words in (*pattern.choices, *pattern.seams))


def test_where_pieces_meet_two_signs_tell_more_than_a_piece_does() -> None:
    first, second = compile_pattern("(政府|政务)<信>[公，]").seams
    assert (set(first), set(second)) == ({"府信", "务信"}, {"信公", "信，"})
    assert compile_pattern("(甲乙|丙)(丁|戊)?己").seams == ()
    assert compile_pattern("(甲|乙)~(丙|丁)").seams == ()
