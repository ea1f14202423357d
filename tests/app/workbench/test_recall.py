"""What the rules said is told again only while it would be the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.checks.engine import check
from app.domain.organ import Organ
from app.domain.report import ReportKey
from app.workbench import issuing, recall
from app.workbench.bench import DUE, Workbench

OWN = Organ("青石镇人民政府", "镇", "湟中区", "0971-2232100")
YEAR = 2022
KEY = ReportKey(OWN.short_name, YEAR)
PART = "overview"
TEXT = "新收政府信息公开申请0件。红旗镇人民政府加强培训。街道办事处和各村配合。"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """Two years of the own office, and a neighbour's report; none of them is open."""
    path = tmp_path / "w.db"
    with Workbench.open(path) as made:
        made.save_organ(OWN)
        for year in (YEAR - 1, YEAR):
            made.start(year).set_passage(PART, TEXT)
        made.start(YEAR, "白石镇人民政府").set_passage(PART, "这里什么也没有发生。")
    with Workbench.open(path) as made:
        yield made


def test_the_same_question_has_the_same_answer(bench: Workbench) -> None:
    first = bench.check(bench.find(YEAR))
    assert bench.check(bench.find(YEAR)) is first
    assert bench.check(bench.find(YEAR - 1)) is not first
    assert bench.check(bench.find(YEAR)) is first


def test_the_open_report_knows_what_it_says(bench: Workbench) -> None:
    session = bench.session(YEAR)
    assert bench.check(bench.find(YEAR)) is session.result
    session.set_passage(PART, "另写一句。")
    assert bench.check(bench.find(YEAR)) is session.result


def _edit(bench: Workbench) -> None:
    bench.session(YEAR).set_passage(PART, TEXT + "再写一句。")


def _edit_last_year(bench: Workbench) -> None:
    bench.session(YEAR - 1).set_passage(PART, "另写一句。")


def _copy_of_a_neighbour(bench: Workbench) -> None:
    bench.session(YEAR, "白石镇人民政府").set_passage(PART, TEXT)


def _answer(bench: Workbench) -> None:
    session = bench.session(YEAR)
    session.answer(next(found for found in session.result.findings if found.severity == "warning"), "就是这样。")


DEEDS: dict[str, Callable[[Workbench], object]] = {
    "a text": _edit,
    "last year": _edit_last_year,
    "a neighbour": _copy_of_a_neighbour,
    "a reason": _answer,
    "the office": lambda bench: bench.save_organ(replace(OWN, level="街道")),
    "the day under it": lambda bench: issuing.save_issued(bench, bench.find(YEAR), date(YEAR + 2, 5, 1)),
    "the day to hand in by": lambda bench: bench.save_setting(DUE, "01-02"),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_what_changed_is_looked_at_anew(bench: Workbench, deed: Callable[[Workbench], object]) -> None:
    before = bench.check(bench.find(YEAR))
    deed(bench)
    report = bench.find(YEAR)
    fresh = check(bench.form_of(report), report, bench.last_year(KEY), bench.around(report))
    told = bench.check(report)
    assert told is not before
    assert told.findings == fresh.findings
    assert told.outcomes == fresh.outcomes


def test_a_district_does_not_keep_hundreds_of_answers(bench: Workbench) -> None:
    report = bench.find(YEAR)
    form, last, around = bench.form_of(report), bench.last_year(KEY), bench.around(report)
    known = recall.Recall()
    first = known.check(form, report, last, around, None)
    for year in range(recall.MOST):
        assert known.check(form, report, last, around, None) is first  # what is asked for again stays
        known.check(form, replace(report, key=replace(KEY, year=1900 + year)), last, around, None)
    assert len(known) == recall.MOST
    assert known.check(form, report, last, around, None) is first
