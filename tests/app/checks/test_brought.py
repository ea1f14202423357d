"""What is brought over from last year: its own year moves on, and what may be stale is found, no more and no less."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.brought import plain, reason, stale, this_year, told

OLD, NOW = 2020, 2021
WORDS = st.lists(
    st.sampled_from(
        ["2020年", "2021年", "2020", "至", "全年", "3", "件", "。", "《", "》", "〔", "〕", "度", "5月", "\n"]
    )
).map("".join)


def found(text: str, *before: str) -> list[str]:
    return [item.words for item in stale(text, before or (text,), OLD, NOW)]


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("2020年，乡里做了。", "2021年，乡里做了。"),
        ("2020年度共2020年", "2021年度共2021年"),
        ("2020年1月1日至2020年12月31日", "2021年1月1日至2021年12月31日"),
        ("截至2020年12月31日", "截至2021年12月31日"),
        ("2020年5月6日开会", "2020年5月6日开会"),
        ("〔2020〕60号、《2020年要点》、“2020年活动”", "〔2020〕60号、《2020年要点》、“2020年活动”"),
        ("自2020年以来", "自2020年以来"),
        ("2018-2020年，2018年至2020年", "2018-2020年，2018年至2020年"),
        ("2020年至2022年，比2020年多", "2020年至2022年，比2020年多"),
        ("12020年，2020件", "12020年，2020件"),
    ],
)
def test_the_year_of_the_report_moves_on_and_no_other(text: str, then: str) -> None:
    now, count = this_year(text, OLD, NOW)
    assert now == then
    assert count == sum(one != other for one, other in zip(text, now, strict=True))  # the last digit of each


@given(WORDS)
def test_moving_on_changes_years_only_and_once(text: str) -> None:
    now, count = this_year(text, OLD, NOW)
    assert now.replace("2021", "2020") == text.replace("2021", "2020")
    assert this_year(now, OLD, NOW) == (now, 0)
    assert now.count("2021") == text.count("2021") + count


def test_figures_and_years_of_sentences_that_stayed_are_found() -> None:
    last = "2020年，按要求公开10项，606.05万元。开会3次，5月6日一次。新收4件。"
    assert found(last) == ["2020年", "10项", "606.05万元", "3次", "5月6日", "4件"]
    assert found(last.replace("2020年", "2021年"), last) == ["10项", "606.05万元", "3次", "5月6日", "4件"]
    assert found(last.replace("3次", "5次"), last) == ["2020年", "10项", "606.05万元", "4件"]
    assert found("自己写的10项。", last) == []


def test_what_is_the_same_every_year_is_not_found() -> None:
    same = "截至12月31日，按第20条和《条例》（国务院令第711号）、〔2019〕60号办理，热线“12345”，电话0971-2790000。"
    assert found(same) == []
    assert found("（一）主动公开。1.设意见箱2个。\n（2）栏3处。") == ["2个", "3处"]


def test_live_numbers_are_never_stale() -> None:
    kept = "新收⟦a.b⟧件，收费5元。"
    text = plain(kept)
    assert found(text, kept) == ["5元"]
    assert found("新收4件，收费5元。", kept) == []


@given(WORDS, WORDS)
def test_places_are_those_of_the_words(text: str, before: str) -> None:
    places = stale(text, (before, text), OLD, NOW)
    assert all(text[item.start : item.end] == item.words for item in places)
    assert all(one.end <= then.start for one, then in pairwise(places))


def test_it_is_said_plainly() -> None:
    assert told(4, 0, OLD, NOW) == "搬来一段，里面有 4 处上年的年份和数，已画线，请看一遍"
    assert told(0, 0, OLD, NOW) == "搬来一段"
    assert told(1, 2, OLD, NOW).startswith("搬来一段，“2020年”已改成“2021年”（2 处），里面有 1 处")
    year, figure = stale("2020年10项。", ("2020年10项。",), OLD, NOW)
    assert reason(figure, OLD) == "“10项”：这一句和 2020 年度一样，今年还是这个数吗"
    assert reason(year, OLD).endswith("今年还写这一年吗")
