"""What the program wrote as a Word file, its own importer reads back without a doubt, for any form."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.document.compose import compose
from app.domain.address import Address
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.exports.word.docx import render
from app.forms.model import Form
from app.imports.importer import read_paper
from app.imports.outcome import ImportOutcome
from app.workbench import papers, sample
from app.workbench.bench import Workbench
from tests.app.exports.word import reading
from tests.app.imports.papers import random_cells, texts
from tests.app.imports.test_round_trip import CATALOGUE, YEARS

DAY = date(2028, 1, 15)


def written(form: Form, year: int, cells: Mapping[Address, Value]) -> bytes:
    report = Report(ReportKey("示例乡", year), form.id, passages=texts(form))
    return render(compose(form, report, Organ("示例乡"), cells, DAY))


def check(outcome: ImportOutcome, form: Form, cells: Mapping[Address, Value]) -> None:
    assert not outcome.doubts
    assert not outcome.notes
    assert outcome.form_id == form.id
    assert outcome.cells == cells
    assert (outcome.unplaced, outcome.signed, outcome.issued) == ((), "示例乡人民政府", DAY)


@pytest.mark.parametrize("year", YEARS)
@settings(max_examples=8)
@given(seed=st.integers(0, 10**9), blanks=st.booleans())
def test_any_report_is_read_back(year: int, seed: int, blanks: bool) -> None:
    form = CATALOGUE.governing(year)
    cells = random_cells(form, seed, blanks=blanks)
    outcome = read_paper(reading.flat(written(form, year, cells)), CATALOGUE)
    check(outcome, form, cells)
    assert outcome.passages == texts(form)


def test_the_sample_is_read_back(workspace: Path) -> None:
    with Workbench.open(workspace) as bench:
        sample.fill(bench)
        for report in bench.reports():
            _sample_year(bench, report)


def _sample_year(bench: Workbench, report: Report) -> None:
    form, values = bench.form_of(report), bench.check(report).values
    outcome = read_paper(reading.flat(render(papers.document(bench, report))), bench.catalogue)
    assert not outcome.doubts
    assert not outcome.notes
    assert outcome.cells == {name: values[name] for name in form.cells}
    sections = {section.id for section in form.sections}
    said = {name: text for name, text in report.passages.items() if name in sections}
    assert said == {name: text for name, text in outcome.passages.items() if name in sections}


def test_a_heading_broken_by_sense_is_read_back() -> None:
    form = CATALOGUE.governing(2027)
    cells = random_cells(form, 7, blanks=False)
    text = reading.flat(written(form, 2027, cells))
    assert "出租收入\v（单位：万元）" in text
    check(read_paper(text, CATALOGUE), form, cells)
