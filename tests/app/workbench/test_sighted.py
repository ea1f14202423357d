"""What was met on a paper stays with the report, and a damaged note of it keeps no report from opening."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.paper import Paper, Sighting
from app.domain.report import ReportKey
from app.workbench import sighted
from app.workbench.bench import Workbench
from app.workbench.importing import import_paper

WORDS = st.text(max_size=20)
SIGHTINGS = st.builds(Sighting, st.sampled_from(["title", "cell", "date"]), WORDS, WORDS, WORDS, WORDS)
TEXT = """柳湾镇2023年政府信息公开工作年度报告
一、概况
今年公开信息12条。
五、存在的主要问题及改进情况
更新慢。
柳湾镇人民政府
2023年12月20日
"""
KEY = ReportKey("柳湾镇", 2023)


@given(st.builds(Paper, WORDS, st.lists(SIGHTINGS).map(tuple)))
def test_it_comes_back_as_it_was(paper: Paper) -> None:
    assert sighted.from_text(sighted.to_text(paper)) == paper


@pytest.mark.parametrize(
    "text",
    [
        *("", "null", "[]", "{", '{"name":1,"seen":[]}', '{"name":"甲","seen":[["none","","","",""]]}', "[" * 10_000),
        '{"name":"甲","seen":[["cell","",""]]}',
    ],
)
def test_what_cannot_be_read_is_no_paper(text: str) -> None:
    assert sighted.from_text(text) is None


def paper_file(folder: Path, text: str = TEXT) -> Path:
    path = folder / "甲.txt"
    path.write_text(text, encoding="utf-8")
    return path


def rules(bench: Workbench) -> set[str]:
    found = bench.check(bench.find(2023, "柳湾镇")).findings
    return {finding.rule for finding in found if finding.rule.startswith("printed.")}


def test_a_report_read_in_is_checked_against_its_paper(tmp_path: Path) -> None:
    with Workbench.open(tmp_path / "a.db") as bench:
        import_paper(bench, paper_file(tmp_path))
        paper = sighted.of(bench, KEY)
        assert paper is not None
        assert paper.name == "甲.txt"
        assert {"printed.heading", "printed.early"} <= rules(bench)
    with Workbench.open(tmp_path / "a.db") as bench:
        assert {"printed.heading", "printed.early"} <= rules(bench)
        open_one = bench.session(2023, "柳湾镇")
        import_paper(bench, paper_file(tmp_path, TEXT.replace("一、概况", "一、总体情况")))
        assert "printed.heading" not in rules(bench)
        told = {finding.rule for finding in open_one.result.findings}
        assert "printed.early" in told
        assert "printed.heading" not in told
        bench.save_details(KEY, {sighted.DETAIL: "{"})
        assert rules(bench) == {"printed.early"}  # the day under the paper is the report's own by now
        open_one.undo()
        open_one.undo()
        assert rules(bench) == set()


def test_a_report_that_was_typed_has_no_paper(tmp_path: Path) -> None:
    with Workbench.open(tmp_path / "a.db") as bench:
        bench.start(2023, "柳湾镇")
        assert sighted.of(bench, KEY) is None
        assert rules(bench) == set()
        counts = bench.check(bench.find(2023, "柳湾镇")).outcomes
        assert {one.status for one in counts if one.rule == "printed.heading"} == {"passed"}
