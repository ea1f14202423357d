"""What a 更正 quotes: no sign that changed is lost, nothing is quoted for what cannot be seen, and it is soon found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document.quoting import CUT, SHORT, quoted, seen, stretches

YEAR = (
    "全年张贴信息86条，其中惠民政策31条、公示公告55条，组织学习4次，参加学习120人次，"
    "更换公开栏3块，走访群众家中260户，培训村级信息员和乡干部3次。"
)


def rows(old: str, new: str) -> list[tuple[str, str]]:
    return [(quoted(old, each.was), quoted(new, each.now)) for each in stretches(old, new)]


def test_every_figure_of_a_long_sentence_that_changed_is_quoted_in_its_clause() -> None:
    new = YEAR.replace("86条", "96条").replace("55条", "65条").replace("干部3次", "干部5次")
    assert rows(YEAR, new) == [
        (
            "全年张贴信息86条，其中惠民政策31条、公示公告55条，……",
            "全年张贴信息96条，其中惠民政策31条、公示公告65条，……",
        ),
        ("……培训村级信息员和乡干部3次。", "……培训村级信息员和乡干部5次。"),
    ]


def test_what_takes_the_place_of_a_short_sentence_is_quoted_whole() -> None:
    old, new = (
        "全年没有收到公开申请。",
        "全年收到公开申请3件，其中关于征地补偿的2件、关于低保的1件，都在法定期限内作出了答复，没有行政复议。",
    )
    assert len(new) > SHORT
    assert rows(old, new) == [(old, new)]
    assert rows("旧" * 8000, "新" * 8000) == [("旧" * 8000, "新" * 8000)]


def test_a_clause_too_short_to_be_found_has_its_neighbour_beside_it() -> None:
    assert rows(YEAR, YEAR.replace("4次", "6次").replace("学习", "会")) == [
        ("……组织学习4次，参加学习120人次，……", "……组织会6次，参加会120人次，……")
    ]
    put_in = YEAR.replace("更换公开栏3块，", "更换公开栏3块，新设2块，")
    assert rows(YEAR, put_in) == [("……更换公开栏3块，……", "……更换公开栏3块，新设2块，……")]
    assert rows(put_in, YEAR) == [("……更换公开栏3块，新设2块，……", "……更换公开栏3块，……")]


def test_of_a_clause_without_end_only_what_changed_is_quoted_and_no_figure_is_cut() -> None:
    long = "把群众关心的换届选举帮扶资金和安全生产都写在一处" * 3
    old, new = f"{long}共3816.05万元{long}", f"{long}共3816.15万元{long}"
    assert rows(old, new) == [("……一处共3816.05万元把群众关心……", "……一处共3816.15万元把群众关心……")]


LISTED = "村委、居委关于推进张榜得安排，全年照办，分管的人每月看一次，缺了补上，旧了换下，错了改正，迟了说明。"
NAMED = "按照某省《关于引发全面推进各村张榜办事标准化规范化实施方案的通知》的要求，逐条对照，补齐缺项，改正错项。"


@pytest.mark.parametrize(
    ("old", "new", "quote"),
    [
        (LISTED, LISTED.replace("得", "的"), "村委、居委关于推进张榜的安排，……"),
        (NAMED, NAMED.replace("引发", "印发"), "按照某省《关于印发全面推进各村张榜办事标准化规范化实施方案……"),
        (NAMED, NAMED.replace("补齐", "补全"), "……逐条对照，补全缺项，……"),
    ],
)
def test_a_quote_begins_and_ends_where_words_do(old: str, new: str, quote: str) -> None:
    assert len(old) > SHORT
    assert [now for _, now in rows(old, new)] == [quote]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("甲句在此。", "\u200b甲句在此。"),
        ("甲句在此。", " 甲句\u3000在此。\ufeff"),
        ("共3件", "共 3 件"),
        ("甲\u00ad句", "甲句"),
        (YEAR, "\u2060" + YEAR.replace("，", "， ") + " "),
        (YEAR, YEAR.replace("，", "\u200b，")),
    ],
)
def test_what_cannot_be_seen_is_no_change(old: str, new: str) -> None:
    assert seen(old) == seen(new)
    assert rows(old, new) == []


@pytest.mark.parametrize(("old", "new"), [("12 3", "123"), ("Word 文件", "Word, 文件"), ("GB T", "GBT"), ("甲", "乙")])
def test_what_can_be_seen_is_one(old: str, new: str) -> None:
    assert rows(old, new) == [(old, new)]


SIGNS = st.text(alphabet="甲乙丙是的12，、；。： \u200b，，。", max_size=160)
WORDS = st.one_of(SIGNS, st.text(max_size=120))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and the same with something put in, taken out or written otherwise in several places."""
    old = new = draw(WORDS)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(new)))
        new = new[:at] + draw(st.text(alphabet="甲乙3，。 ", max_size=60)) + new[at + draw(st.integers(0, 20)) :]
    return old, new


@given(st.one_of(edited(), st.tuples(WORDS, WORDS)))
def test_no_sign_that_changed_is_lost(pair: tuple[str, str]) -> None:
    old, new = pair
    found = stretches(old, new)
    assert bool(found) == (seen(old) != seen(new))
    at_old = at_new = 0
    for each in (*found, None):
        was, now = (each.was, each.now) if each else (slice(len(old), None), slice(len(new), None))
        assert seen(old[at_old : was.start]) == seen(new[at_new : now.start])  # outside of the quotes both are the same
        if each is None:
            break
        for text, part in ((old, was), (new, now)):
            before, behind = (CUT if part.start else ""), (CUT if part.stop < len(text) else "")
            assert quoted(text, part) == (f"{before}{text[part]}{behind}" if text else "")  # a quote is whole
        assert seen(old[was]) != seen(new[now])
        at_old, at_new = was.stop, now.stop
