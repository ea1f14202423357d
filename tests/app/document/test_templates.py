"""Sentences filled in and taken apart again: the two are each other's way back, and neither takes long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document.templates import fill_template, take_apart

TEMPLATE = (
    "本报告依据{basis}编制，由{parts}组成。期限为{period}。可在{copy}查阅。"
    "有疑问，请与{who}联系，地址：{address}，电话：{phone}。"
)
NAMES = ("basis", "parts", "period", "copy", "who", "address", "phone")
WORDS = st.text(st.sampled_from("甲乙丙12（）、-"), min_size=1, max_size=8)


@given(st.dictionaries(st.sampled_from(NAMES), WORDS))
def test_what_was_filled_in_comes_apart_again(facts: dict[str, str]) -> None:
    said = {"basis": "条例", "who": "办公室", **facts}  # a sentence needs its beginning
    text = fill_template(TEMPLATE, said)
    assert take_apart(TEMPLATE, text) == said


@pytest.mark.parametrize(
    "text",
    [
        "别的话。",
        "本报告依据条例编制。多一句。",
        "期限为2022年。本报告依据条例编制。",  # another order
        "本报告依据条例编制，由六部分。",
        "本报告依据条例编制",
    ],
)
def test_what_reads_otherwise_does_not_come_apart(text: str) -> None:
    assert take_apart(TEMPLATE, text) is None


def test_a_sentence_that_must_be_there_and_names_twice() -> None:
    assert take_apart("固定的话。由{a}写。", "由甲写。") is None
    assert take_apart("固定的话。由{a}写。", "固定的话。由甲写。") == {"a": "甲"}
    assert take_apart("{a}和{a}。", "甲和甲。") is None


def test_a_paper_made_to_be_slow_is_quick() -> None:
    began = time.perf_counter()
    for text in ("，地址：，电话：" * 45, "联系，地址：" * 60, "甲" * 399):
        take_apart(TEMPLATE, f"有疑问，请与{text}。")
        take_apart(TEMPLATE.replace("{phone}", "{phone}止"), f"有疑问，请与{text}。")
    assert take_apart(TEMPLATE, "有疑问，请与" + "甲" * 100_000 + "。") is None
    assert time.perf_counter() - began < 1
