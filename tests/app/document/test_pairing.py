"""Points are put side by side only where the text says which list falls short and which is done about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document.pairing import pair_up
from app.document.story_words import story_words
from app.domain.numbering import numeral

WORDS = story_words().table("pairs")


def paired(text: str) -> tuple[tuple[str, str], ...]:
    return pair_up(text, WORDS["short"], WORDS["mend"])


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("存在不足：一是甲；二是乙。\n下一步：一是丙；二是丁。", (("甲", "丙"), ("乙", "丁"))),
        ("不足：一是甲；二是乙。改进：一是丙，再做一点；二是丁。此外没有。", (("甲", "丙，再做一点"), ("乙", "丁"))),
        ("（一）存在的问题。一是甲。二是乙。\n（二）整改措施。一是丙。二是丁。", (("甲", "丙"), ("乙", "丁"))),
        ("主要困难有，一是甲。针对这些问题，一是乙。", (("甲", "乙"),)),
        ("问题：一是甲；二是乙；三是戊。\n改进：一是丙；二是丁。", ()),
        ("问题：一是甲；二是乙。", ()),
        ("问题：一是甲。\n一是乙。\n改进：一是丙。", ()),
        ("没有什么不足。", ()),
        ("", ()),
        ("问题：一是；二是乙。\n改进：一是丙；二是丁。", ()),
        ("问题：一是甲；三是乙。\n改进：一是丙；三是丁。", ()),
    ],
)
def test_lists_pair_up_only_where_they_are_equally_long(text: str, pairs: tuple[tuple[str, str], ...]) -> None:
    assert paired(text) == pairs


@pytest.mark.parametrize(
    "text",
    [
        "一是甲；二是乙。\n一是丙；二是丁。",
        "主要做法：一是建制度；二是抓培训。存在问题：一是宣传不够；二是更新不快。",
        "去年的问题都改了。主要做法：一是建制度。存在问题：一是宣传不够。",
        "针对存在的问题，主要做法：一是建制度。今后打算：一是多宣传。",
        "改进措施：一是建制度；二是抓培训。存在问题：一是宣传不够；二是更新不快。",
        "存在问题：一是宣传不够；二是更新不快。特点：一是好看；二是好读。",
        "存在问题：一是宣传不够；二是改进不快。一是好看；二是好读。",
    ],
)
def test_what_is_not_said_to_fall_short_and_to_be_mended_is_not_paired(text: str) -> None:
    assert paired(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "政策统一是基础。存在问题：一是宣传不够。改进：一是多贴。",
        "唯一是人手。存在问题：一是宣传不够。改进：一是多贴。",
        "存在问题：一是宣传不够，第二是第二、第三十一是第三十一。改进：一是多贴。",
    ],
)
def test_a_mark_inside_of_a_word_is_none(text: str) -> None:
    assert [done for _, done in paired(text)] == ["多贴"]


def test_the_twelfth_point_is_not_the_second() -> None:
    points = "；".join(f"{numeral(number)}是第{numeral(number)}条" for number in range(1, 13))
    found = paired(f"问题：{points}。改进：{points}。")
    assert len(found) == 12
    assert found[-1] == ("第十二条", "第十二条")


@given(st.text(alphabet="一二三十是；：。，\n甲不足改进", max_size=60))
def test_every_point_stands_in_the_text(text: str) -> None:
    for pair in paired(text):
        assert all(point and point in text for point in pair)
