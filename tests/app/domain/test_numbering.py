"""（一）（二）…: what counts as a lead, and numbers that stay in order whatever is made a heading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.numbering import Edit, is_heading, lead, number, numeral, unnumber

lines_of = st.lists(
    st.sampled_from(
        ["（一）主动公开", "（三）平台建设。乡里一处。", "(九)甲：乙", "正文。", "", "　　缩进的正文", "（二十一）"]
    ),
    min_size=1,
    max_size=8,
)


def put(lines: list[str], edits: list[Edit]) -> list[str]:
    done = list(lines)
    for place, gone, mark in edits:
        done[place] = mark + done[place][gone:]
    return done


def test_numerals() -> None:
    assert [numeral(n) for n in (1, 9, 10, 11, 20, 21, 99)] == ["一", "九", "十", "十一", "二十", "二十一", "九十九"]


@pytest.mark.parametrize(
    ("line", "cut", "alone"),
    [
        ("（一）主动公开", 7, True),
        ("（一）主动公开。", 8, True),
        ("（一）主动公开。全年公开。", 8, False),
        ("(十二)甲：乙", 6, False),
        ("　　（一）主动公开", 9, True),
        ("（一）" + "长" * 40 + "。", 0, False),
        ("主动公开（一）", 0, False),
        ("", 0, False),
    ],
)
def test_what_is_a_lead(line: str, cut: int, alone: bool) -> None:
    assert lead(line) == cut
    assert is_heading(line) is alone


@given(lines_of, st.data())
def test_numbers_run_on_from_the_one_that_was_made(lines: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    done = put(lines, number(lines, at))
    marks = [line[: line.index("）") + 1] for line in done[at:] if line.startswith("（") and "）" in line]
    first = 1 + sum(line.startswith(("（", "(")) for line in lines[:at])
    assert marks == [f"（{numeral(first + count)}）" for count in range(len(marks))]
    assert done[:at] == lines[:at]
    assert number(done, at) == []  # done twice is done once


@given(lines_of, st.data())
def test_made_and_unmade_leaves_the_words(lines: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    made = put(lines, number(lines, at))
    back = put(made, unnumber(made, at))
    assert not back[at].startswith("（")
    assert made[at].endswith(back[at])
    assert unnumber(back, at) == []
