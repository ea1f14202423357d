"""Doubts stay beside the report, show while their figure stands, and go when somebody has looked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.address import Address
from app.domain.organ import Organ
from app.domain.report import ReportKey
from app.domain.values import Value
from app.workbench import doubts
from app.workbench.bench import Workbench
from app.workbench.doubts import DETAIL, Doubt
from app.workbench.importing import import_paper
from app.workbench.summary import summaries
from tests.app.workbench.conftest import YEAR, whole

KEY = ReportKey("示例乡", YEAR)
PAPER = """示例乡2023年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 0 | 约三件 |
行政规范性文件 | 4 | 1 | 9 |
"""
NOUGHTS, WORDS = "proactive.rules.repealed", "proactive.rules.in_force"


def shown(bench: Workbench) -> Mapping[Address, Doubt]:
    return doubts.showing(doubts.of(bench, KEY), bench.session(YEAR).values)


def read_in(bench: Workbench, folder: Path) -> None:
    path = folder / "旧报告.txt"
    path.write_text(PAPER, encoding="utf-8")
    import_paper(bench, path)


def test_an_import_leaves_its_doubts_with_the_report(bench: Workbench, tmp_path: Path) -> None:
    read_in(bench, tmp_path)
    found = shown(bench)
    assert list(found) == [NOUGHTS, WORDS]
    assert found[NOUGHTS] == Doubt(NOUGHTS, 0, "原件写的是“0 0”，按 0 读。")
    assert found[WORDS].value is None
    assert found[WORDS].sentence.startswith("“约三件”不是一个数")
    assert all(doubt.sentence.endswith("。") and not doubt.sentence.endswith("。。") for doubt in found.values())


def test_editing_hides_a_doubt_and_undo_brings_it_back(bench: Workbench, tmp_path: Path) -> None:
    read_in(bench, tmp_path)
    session = bench.session(YEAR)
    session.set_cell(WORDS, "3")
    assert list(shown(bench)) == [NOUGHTS]
    session.undo()
    assert list(shown(bench)) == [NOUGHTS, WORDS]
    session.undo()  # the import itself
    assert list(shown(bench)) == [WORDS]  # blank again, and nobody has said what stands there
    session.redo()
    assert list(shown(bench)) == [NOUGHTS, WORDS]


def test_a_settled_doubt_stays_away_until_that_is_taken_back(bench: Workbench, tmp_path: Path, workspace: Path) -> None:
    read_in(bench, tmp_path)
    settled = doubts.settle(bench, KEY, NOUGHTS)
    assert settled is not None
    assert doubts.settle(bench, KEY, NOUGHTS) is None
    assert list(shown(bench)) == [WORDS]
    bench.session(YEAR).set_cell(NOUGHTS, "5")
    bench.session(YEAR).undo()
    assert list(shown(bench)) == [WORDS]
    bench.close()
    with Workbench.open(workspace) as again:
        assert list(doubts.of(again, KEY)) == [WORDS]
        doubts.save(again, KEY, [settled])
        assert set(shown(again)) == {NOUGHTS, WORDS}
        doubts.settle(again, KEY, NOUGHTS)
        doubts.settle(again, KEY, WORDS)
        assert again.detail(KEY, DETAIL) is None


def test_doubts_are_no_part_of_the_report_and_follow_its_office(bench: Workbench, tmp_path: Path) -> None:
    whole(bench)
    before = bench.find(YEAR)
    doubts.save(bench, KEY, [Doubt(NOUGHTS, 0, "看一眼。")])
    assert bench.find(YEAR) == before
    bench.save_organ(Organ("示例镇人民政府", "镇"))
    assert list(doubts.of(bench, ReportKey("示例镇", YEAR))) == [NOUGHTS]


def test_a_doubt_counts_on_the_card_and_in_lists_of_findings(bench: Workbench) -> None:
    whole(bench)
    before = summaries(bench)[0]
    doubts.save(bench, KEY, [Doubt(WORDS, 0, "看一眼。"), Doubt(NOUGHTS, 0, "看两眼。"), Doubt("nowhere", 0, "没有。")])
    session = bench.session(YEAR)
    found = doubts.findings(bench, session.report, session.values)
    assert [(one.cells, one.severity, one.section) for one in found] == [
        ((NOUGHTS,), "warning", "proactive"),
        ((WORDS,), "warning", "proactive"),
    ]
    assert found[0].message == "规章·本年废止件数：看两眼。"
    after = summaries(bench)[0]
    assert (before.doubts, after.doubts) == (0, 2)
    lamps = {item.section: item.lamp.word for item in after.lamps}
    assert lamps["proactive"] == "疑 2"
    session.set_cell(WORDS, "1")
    assert len(doubts.findings(bench, session.report, session.values)) == 1


@pytest.mark.parametrize("text", ["", "x", "[]", "1", '{"a": 1}', '{"a": [true, "x"]}', '{"a": ["x", "y"]}'])
def test_what_cannot_be_read_back_is_left_out(bench: Workbench, text: str) -> None:
    bench.start(YEAR)
    bench.save_details(KEY, {DETAIL: text})
    assert doubts.of(bench, KEY) == {}


VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(), st.integers(-(10**9), 10**9), st.decimals(0, 10**6, places=6, allow_nan=False)
)
ADDRESSES = st.text(st.characters(codec="ascii", categories=["Ll"]), min_size=1, max_size=8)


@given(st.dictionaries(ADDRESSES, st.tuples(VALUES, st.text(max_size=30)), max_size=6))
def test_what_is_kept_is_what_was_said(wanted: dict[str, tuple[Value, str]]) -> None:
    said = {name: Doubt(name, value, sentence) for name, (value, sentence) in wanted.items()}
    found = doubts._from_text(doubts.to_text(said.values()))
    assert found == said
    assert all(type(found[name].value) is type(said[name].value) for name in said)
    assert all(isinstance(doubt.value, Decimal) or doubt.shows(doubt.value) for doubt in found.values())
