"""Sums in sentences: which figures are parts of which whole, and whether the list claims to be all of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.numbers.lists import equations, told
from tests.app.checks.numbers.trying import rules

PARTS = "numbers.parts"


@pytest.mark.parametrize(
    ("text", "whole", "parts", "state"),
    [
        ("公开信息40条，其中政策25条、财政15条。", 40, [25, 15], ""),
        ("公开信息40条，其中政策25条、其他15条。", 40, [25, 15], "closed"),
        ("公开信息40条（政策25条、财政15条）。", 40, [25, 15], "closed"),
        ("公开信息40条，分别为政策25条、财政15条。", 40, [25, 15], "closed"),
        ("政策25条、财政15条，共计40条。", 40, [25, 15], "closed"),
        ("公开信息40条，其中政策25条、财政12条等。", 40, [25, 12], "opened"),
        ("公开信息40条，主要包括政策25条、财政12条。", 40, [25, 12], "opened"),
        ("公开信息40余条，其中政策25条。", 40, [25], "opened"),
        ("公开信息40条，其中政策25条、财政12条〔…〕", 40, [25, 12], "opened"),
        ("公开信息40条。其中：政策25条，财政15条。", 40, [25, 15], ""),
        ("公开信息72篇（公众号58、网站14）。", 72, [58, 14], "closed"),
        ("公开信息40条，其中政策25条，占62.5%，财政10条，同比增加3条。", 40, [25, 10], ""),
    ],
)
def test_a_list_is_read(text: str, whole: int, parts: list[int], state: str) -> None:
    (item,) = told(text)
    assert item.whole.value == whole
    assert [number.value for number in item.parts] == parts
    assert ("closed" if item.closed else "opened" if item.opened else "") == state


def test_a_list_within_a_list_is_one_of_its_own() -> None:
    inner, outer = told("公开信息380条，其中专项152条，预决算197条（政府32条、部门165条）、其他31条。")
    assert (inner.whole.value, [one.value for one in inner.parts]) == (197, [32, 165])
    assert (outer.whole.value, [one.value for one in outer.parts]) == (380, [152, 197, 31])


@pytest.mark.parametrize(
    "text",
    [
        "公开信息40条，举办培训25次。",
        "答复805件（含上年结转18件，另有72件顺延）。",
        "发布公告20条、动态30条，全年共计发布信息500条。",
        "公开信息100条，其中视频3个。",
        "计划2篇，政策6篇，推介7篇共计35个项目。",
    ],
)
def test_what_is_no_list_is_left_alone(text: str) -> None:
    assert told(text) == ()


def test_written_sums_are_read() -> None:
    (right,) = equations("受理11=答复9+结转2")
    assert (right.left, right.right) == (11, 11)
    assert equations("专栏632=54+56+…") == ()
    assert equations("一般的句子，没有加号。") == ()


@pytest.mark.parametrize(
    "text",
    [
        "全年公开政府信息 40 条，其中网站 38 条、公众号 35 条。",
        "收到申请 20 件，其中网上 15 件，已答复 18 件，结转 2 件。",
        "收到申请 6 件，其中自然人 5 件，法人 1 件，予以公开 4 件，部分公开 2 件。",
        "召开会议 4 次，其中专题会 2 次，组织培训 3 次。",
        "公开信息 100 条，其中政策 60 条，财政 20 条。",
    ],
)
def test_what_may_be_right_raises_nothing(text: str) -> None:
    assert rules(text, fill=None) == []


@given(st.lists(st.integers(1, 99), min_size=2, max_size=7), st.data())
def test_a_true_list_never_fires_and_one_changed_figure_always_does(parts: list[int], data: st.DataObject) -> None:
    names = ["政策类", "财政类", "民生类", "环保类", "教育类", "医疗类", "其他"][-len(parts) :]

    def sentence(figures: list[int]) -> str:
        return (
            f"公开政府信息{sum(parts)}条，其中"
            + "、".join(f"{a}{b}条" for a, b in zip(names, figures, strict=True))
            + "。"
        )

    assert PARTS not in rules(sentence(parts), fill=None)
    place = data.draw(st.integers(0, len(parts) - 1))
    other = data.draw(st.integers(1, 99).filter(lambda figure: figure != parts[place]))
    changed = [*parts[:place], other, *parts[place + 1 :]]
    runs = [sum(changed[a:b]) for a in range(len(parts)) for b in range(a + 2, len(parts) + 1)]
    if sum(parts) not in runs:  # another way to divide the same whole is nobody's mistake
        assert rules(sentence(changed), fill=None) == [PARTS]
