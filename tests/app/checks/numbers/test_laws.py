"""A text that was written from the figures is never found fault with; one changed figure always is, and it alone."""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.address import Address
from app.domain.values import Value
from tests.app.checks.numbers.test_han import chinese
from tests.app.checks.numbers.trying import checked, findings, report

OUTCOMES = {
    "requests.granted": "予以公开",
    "requests.partial": "部分公开",
    "requests.third_party": "不予公开",
    "requests.not_held": "无法提供",
    "requests.repeat": "不予处理",
    "requests.other_misc": "其他处理",
}
PAPERS = {
    "proactive.normative.issued": "制发行政规范性文件",
    "proactive.normative.repealed": "废止",
    "proactive.normative.in_force": "现行有效",
    "proactive.penalties.decisions": "作出行政处罚决定",
}
counts = st.integers(0, 400)


def _outcomes(figures: Mapping[str, int], carried: int, write: str) -> str:
    shown = {name: chinese(value) if write == "words" else str(value) for name, value in figures.items()}
    told = "，".join(f"{words}{shown[name]}件" for name, words in OUTCOMES.items())
    whole = sum(figures.values()) + carried
    return f"全年收到政府信息公开申请{whole}件。{told}，结转下年度{carried}件。"


def _cells(figures: Mapping[str, int], carried: int) -> dict[Address, Value]:
    cells: dict[Address, Value] = {f"{name}.natural": value for name, value in figures.items()}
    whole = sum(figures.values()) + carried
    return {**cells, "requests.new.natural": whole, "requests.carried_out.natural": carried}


@given(st.fixed_dictionaries(dict.fromkeys(OUTCOMES, counts)), counts, st.sampled_from(["digits", "words"]))
def test_a_text_written_from_the_figures_is_left_alone(figures: dict[str, int], carried: int, write: str) -> None:
    assert findings(_outcomes(figures, carried, write), _cells(figures, carried)) == ()


@given(st.fixed_dictionaries(dict.fromkeys(OUTCOMES, counts)), counts, st.sampled_from(sorted(OUTCOMES)), counts)
def test_one_changed_figure_is_found_and_it_alone(
    figures: dict[str, int], carried: int, changed: str, other: int
) -> None:
    if figures[changed] == other:
        other += 1
    text = _outcomes({**figures, changed: other}, carried, "digits")
    text = text.replace(text[: text.index("。")], _outcomes(figures, carried, "digits").split("。")[0])
    (found,) = findings(text, _cells(figures, carried))
    assert found.rule == "numbers.requests"
    assert found.spots[0].quote == f"{OUTCOMES[changed]}{other}件"
    assert found.gap == abs(other - figures[changed])


@given(st.fixed_dictionaries(dict.fromkeys(PAPERS, counts)), st.sampled_from(sorted(PAPERS)), counts)
def test_figures_of_the_second_table(figures: dict[str, int], changed: str, other: int) -> None:
    def text(shown: Mapping[str, int]) -> str:
        return "全年" + "，".join(f"{words} {shown[name]} 件" for name, words in PAPERS.items()) + "。"

    assert findings(text(figures), figures) == ()
    if figures[changed] == other:
        other += 1
    (found,) = findings(text({**figures, changed: other}), figures)
    assert (found.rule, found.cells) == ("numbers.documents", (changed,))


@given(st.text("收到申请公开未予以0123件条，。；其中（）等共占%余万元行政复议", max_size=60))
def test_nothing_breaks_it(text: str) -> None:
    for found in findings(text):
        assert found.message
        assert all(spot.quote in text for spot in found.spots)


@pytest.mark.parametrize(
    "words",
    ["一：1件，", "（1件", "其中1件；", "占1%，3件，", "3件（2件、1件）", "一二三百千", "1+", "收到申请", "1，111件"],
)
@pytest.mark.parametrize("times", [140, 5000])
def test_endless_texts_are_read_at_once(words: str, times: int) -> None:
    made = report(words * times)
    begin = perf_counter()
    assert checked(made).words
    assert perf_counter() - begin < 2
