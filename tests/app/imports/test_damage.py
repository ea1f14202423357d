"""Damaged papers: whatever is lost on the way, a figure that is read without a doubt is the one that was printed."""

from __future__ import annotations

import contextlib
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Trouble
from app.imports.importer import read_paper
from app.imports.reading import decode
from tests.app.imports.papers import WITH_BLANKS, WITHOUT_BLANKS, paper, random_cells
from tests.app.imports.test_round_trip import CATALOGUE, YEARS

LAYOUTS = {name: layout for name, layout in {**WITH_BLANKS, **WITHOUT_BLANKS}.items() if name != "web"}


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=4)
@given(seed=st.integers(0, 10**9), lost=st.integers(1, 3))
def test_lost_lines_never_move_a_figure_in_silence(year: int, layout: str, seed: int, lost: int) -> None:
    form = CATALOGUE.governing(year)
    cells = random_cells(form, seed, blanks=False)
    dice = random.Random(seed)
    lines = paper(form, "示例乡", year, cells, LAYOUTS[layout]).split("\n")
    for _ in range(lost):
        at = dice.randrange(1, len(lines))
        while not lines[at].strip():
            at = dice.randrange(1, len(lines))
        del lines[at]
    outcome = read_paper("\n".join(lines), CATALOGUE, year, "示例乡")
    doubted = {doubt.cell for doubt in outcome.doubts}
    wrong = {
        name: (cells[name], value)
        for name, value in outcome.cells.items()
        if value is not None and value != cells[name] and name not in doubted
    }
    assert not wrong


@settings(max_examples=25)
@given(seed=st.integers(0, 10**9), layout=st.sampled_from(sorted(LAYOUTS)), year=st.sampled_from(YEARS))
def test_shredded_papers_end_in_an_outcome_or_a_sentence(seed: int, layout: str, year: int) -> None:
    """Cut, doubled and shuffled anywhere, with stray signs put in: an outcome whose doubts fit, or ``Trouble``."""
    dice = random.Random(seed)
    form = CATALOGUE.governing(year)
    text = paper(form, "示例乡", year, random_cells(form, seed, blanks=True), LAYOUTS[layout])
    for _ in range(dice.randrange(1, 30)):
        a, b = sorted(dice.randrange(len(text) + 1) for _ in range(2))
        piece = text[a : min(b, a + 200)]
        stray = dice.choice(["|", "\t", "\n", " ", "0 0", "（", "１", "万元", "<td>", "\x0b", "𠮷", "", "", ""])
        text = dice.choice(
            [text[:a] + stray + text[a + len(piece) :], text[:a] + piece + stray + text[a:], text + piece]
        )
    try:
        outcome = read_paper(text, CATALOGUE, year, "示例乡")
    except Trouble:
        return
    assert set(outcome.cells) == set(form.cells)
    for doubt in outcome.doubts:
        assert outcome.cells[doubt.cell] == doubt.proposal
        assert doubt.reason
    report = outcome.report(form)
    assert set(report.cells) <= set(form.cells)
    assert set(report.passages) <= set(form.passage_ids)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_a_sentence(data: bytes) -> None:
    try:
        decode(data, "某文件")
    except Trouble as trouble:
        assert trouble.next_step  # noqa: PT017 - whether it is raised depends on the bytes


@settings(max_examples=100)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_paper(text, CATALOGUE, 2020, "示例乡")
    except Trouble as trouble:
        assert trouble.next_step  # noqa: PT017


@pytest.mark.parametrize(
    "text",
    [
        "二、主动公开政府信息情况\n" + "规章 0 0 0\n" * 10_000,
        "二、主动公开政府信息情况\n" * 8_000,
        "<table><tr>" + "<td>规章</td><td>0</td>" * 5_000,
        "三、收到和处理政府信息公开申请情况\n" + "一、本年新收政府信息公开申请数量" + "1234567890" * 10_000,
        "三、收到和处理政府信息公开申请情况\n" + "（二）部分公开区分处理的只计这一情形不计其他情\n" * 4_000,
    ],
)
def test_endless_papers_do_not_hang(text: str) -> None:
    start = time.monotonic()
    with contextlib.suppress(Trouble):
        read_paper(text, CATALOGUE, 2023, "示例乡")
    assert time.monotonic() - start < 15  # about one second each; squares of the length would take minutes
