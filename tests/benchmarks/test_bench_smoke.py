"""The bench runs, its yardstick is honest, and the check keeps its promise; the rest is for ``build/bench``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.engine import check
from app.checks.totals import effective
from app.document.blocks import Table
from app.document.compose import compose
from app.domain.address import Address
from app.domain.organ import Organ
from app.domain.values import Value
from tests.benchmarks import checking, start, word_paper
from tests.benchmarks.__main__ import MEASUREMENTS, table
from tests.benchmarks.county import County, county
from tests.benchmarks.places import ROOT
from tests.benchmarks.promises import PROMISES, Taken, verdict
from tests.benchmarks.timing import compare, percentile

CASE = county()
slips = st.dictionaries(st.sampled_from(sorted(CASE.form.cells)), st.none() | st.integers(0, 3), max_size=6)


def _with(case: County, changes: Mapping[Address, Value], last: Mapping[Address, Value]) -> County:
    before = type(case.last)(case.last.form, case.last.report.with_cells(last))
    return County(case.form, case.report.with_cells(changes), before)


@given(changes=slips, last=slips)
def test_yardstick_counts_what_the_engine_counts(
    changes: Mapping[Address, Value], last: Mapping[Address, Value]
) -> None:
    checking.agree(_with(CASE, changes, last))


def test_county_has_a_figure_everywhere_and_a_few_slips() -> None:
    result = check(CASE.form, CASE.report, CASE.last)
    assert all(result.values[name] is not None for name in CASE.form.cells)
    assert sum(outcome.relation is not None and outcome.status == "failed" for outcome in result.figures) == 4
    assert result.counts.skipped == 0


def test_check_keeps_its_promise() -> None:
    # Neighbours in time are compared, so that a busy machine slows both; a stutter is given four more chances.
    for _ in range(5):
        pair = checking.race(CASE, rounds=25, calls=8)
        if pair.ratio <= 2.0:
            return
    pytest.fail(f"the check takes {pair.ratio:.2f} times as long as a plain loop")


def test_json_is_one_flat_object_of_all_promises() -> None:
    command = [sys.executable, "-P", "-m", "tests.benchmarks", "--json", "--only", "checking"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    )
    figures = json.loads(done.stdout)
    assert list(figures) == [promise.key for promise in PROMISES]
    assert 0 < figures["check_full_ms"] < 50
    assert figures["memory_vs_bare"] is None  # not asked for


def test_every_promise_is_measured_once() -> None:
    keys = [key for keys in MEASUREMENTS.values() for key in keys]
    assert sorted(keys) == sorted(promise.key for promise in PROMISES)


def test_table_tells_kept_from_missed() -> None:
    promise = next(promise for promise in PROMISES if promise.goal == 2.0)
    assert verdict(promise, Taken(2.0)) == "ok"
    assert verdict(promise, Taken(2.01)) == "missed"
    assert verdict(promise, None) == ""
    shown = table({promise.key: Taken(2.01, "beside")})
    line = next(line for line in shown.splitlines() if "missed" in line)
    assert [cell.strip() for cell in line.split("|")][2:-1] == ["2.01x", "<= 2.00x", "missed", "beside"]
    assert shown.count("not taken") == len(PROMISES) - 1


def test_both_windows_say_when_they_stand(tmp_path: Path) -> None:
    for command in (start.bare(), start.ours()):
        begun = start.begin(command, tmp_path)
        assert 0 < begun.painted <= begun.usable
        assert begun.memory is None or begun.memory > 10


def test_the_word_file_says_what_the_report_says(tmp_path: Path) -> None:
    report = CASE.report
    organ = Organ.named(report.key.organ)
    document = compose(CASE.form, report, organ, effective(CASE.form, report.cells), date(2024, 1, 20))
    word_paper.write(document, tmp_path / "paper.docx")
    word = docx.Document(str(tmp_path / "paper.docx"))
    read = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert [part.heading in read for part in document.parts] == [True] * len(document.parts)
    tables = [block for part in document.parts for block in part.blocks if isinstance(block, Table)]
    for table_read, table_written in zip(word.tables, tables, strict=True):
        cells = {cell.text for row in table_read.rows for cell in row.cells}
        assert set(table_written.figures.values()) <= cells


def test_statistics() -> None:
    assert percentile([5, 1, 2, 3, 4], 50) == 3
    assert percentile(range(1, 201), 99) == 198
    assert percentile([7], 1) == 7
    pair = compare([2.0, 20.0, 6.0], [1.0, 10.0, 2.0])  # the second round ran on a busy machine
    assert (pair.ours, pair.theirs, pair.ratio) == (6.0, 2.0, 2.0)
