"""Our own Word files and workbooks come back as they went out: every cell, every passage, not one doubt."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.checks.totals import effective
from app.document.blocks import Document
from app.document.compose import compose
from app.domain.address import Address
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.exports.excel import workbook
from app.exports.web import page
from app.exports.word import docx
from app.forms.model import Form
from app.imports.importer import read_paper
from app.imports.outcome import ImportOutcome
from app.workbench import papers, sample
from app.workbench.bench import Workbench
from tests.app.exports.samples import LONG_ORGAN, busy
from tests.app.imports.papers import random_cells, texts
from tests.app.imports.test_importer import SEED, SHARED, needs_seed
from tests.app.imports.test_round_trip import CATALOGUE, YEARS

RENDER: dict[str, Callable[[Document], bytes]] = {"docx": docx.render, "xlsx": workbook.render}
DAY = date(2028, 1, 15)
COUNTY = SHARED / "corpus" / "reports" / "013_沭阳县_2025.txt"
OFFICE = os.environ.get("GONGKAILAN_SOFFICE") or shutil.which("soffice") or ""
needs_county = pytest.mark.skipif(not COUNTY.exists(), reason="the corpus is not beside this checkout")
needs_office = pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
any_kind = pytest.mark.parametrize("kind", RENDER)


def document(
    form: Form,
    year: int,
    cells: Mapping[Address, Value],
    passages: Mapping[str, str],
    organ: Organ | None = None,
    day: date = DAY,
) -> Document:
    organ = organ or Organ("示例乡")
    report = Report(ReportKey(organ.short_name, year), form.id, passages=dict(passages))
    return compose(form, report, organ, cells, day)


def back(data: bytes, folder: Path, kind: str) -> ImportOutcome:
    path = folder / f"报告.{kind}"
    path.write_bytes(data)
    return read_paper(path, CATALOGUE)


def check(outcome: ImportOutcome, form: Form, cells: Mapping[Address, Value], passages: Mapping[str, str]) -> None:
    assert {name: (cells[name], outcome.cells[name]) for name in cells if cells[name] != outcome.cells[name]} == {}
    assert (outcome.form_id, outcome.doubts, outcome.notes) == (form.id, (), ())
    assert outcome.passages == passages


@any_kind
@pytest.mark.parametrize("year", YEARS)
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10**9),
    blanks=st.booleans(),
    day=st.dates(date(2008, 5, 1), date(2099, 12, 31)),
    name=st.sampled_from(["示例乡", "青禾县", "青禾县农业农村局"]),
)
def test_any_report_comes_back(
    year: int, kind: str, tmp_path: Path, seed: int, blanks: bool, day: date, name: str
) -> None:
    form, organ = CATALOGUE.governing(year), Organ.named(name)
    cells = random_cells(form, seed, blanks=blanks)
    outcome = back(RENDER[kind](document(form, year, cells, texts(form), organ, day)), tmp_path, kind)
    check(outcome, form, cells, texts(form))
    assert (outcome.organ, outcome.year) == (name, year)
    assert (outcome.unplaced, outcome.signed, outcome.issued) == ((), organ.seal_name, day)


@any_kind
def test_a_paragraph_longer_than_a_row_of_a_sheet_comes_back_whole(tmp_path: Path, kind: str) -> None:
    form = CATALOGUE.governing(2023)
    said = texts(form)
    first = next(iter(said))
    said[first] = "围绕群众关心的事项，把每一条信息都写清楚、写明白。" * 300
    outcome = back(RENDER[kind](document(form, 2023, random_cells(form, 7, blanks=False), said)), tmp_path, kind)
    assert outcome.passages[first] == said[first]
    assert outcome.doubts == ()


@any_kind
def test_the_sample_comes_back(workspace: Path, tmp_path: Path, kind: str) -> None:
    with Workbench.open(workspace) as bench:
        sample.fill(bench)
        for report in bench.reports():
            form, values = bench.form_of(report), bench.check(report).values
            outcome = back(RENDER[kind](papers.document(bench, report)), tmp_path, kind)
            assert (outcome.doubts, outcome.notes) == ((), ())
            assert outcome.cells == {name: values[name] for name in form.cells}
            sections = {section.id for section in form.sections}
            said = {name: text for name, text in report.passages.items() if name in sections}
            assert said == {name: text for name, text in outcome.passages.items() if name in sections}


@any_kind
@needs_county
def test_a_county_comes_back(tmp_path: Path, kind: str) -> None:
    first = read_paper(COUNTY, CATALOGUE)
    form = CATALOGUE.get(first.form_id)
    cells = effective(form, {name: value for name, value in first.cells.items() if value is not None})
    cells = {name: cells[name] for name in form.cells}
    written = RENDER[kind](document(form, first.year, cells, first.passages, Organ(first.organ)))
    outcome = back(written, tmp_path, kind)
    doubted = {doubt.cell: doubt for doubt in outcome.doubts}
    assert doubted == {}
    assert {name: value for name, value in outcome.cells.items() if value != cells[name]} == {}
    assert outcome.passages == first.passages


@any_kind
def test_six_digits_come_back(tmp_path: Path, kind: str) -> None:
    form = CATALOGUE.governing(2023)
    cells = {name: value if value is None else value + 100_000 for name, value in busy(form, 6).items()}
    check(back(RENDER[kind](document(form, 2023, cells, texts(form))), tmp_path, kind), form, cells, texts(form))


ODD = [
    "表里用“|”隔开：甲 | 乙 | 丙",
    "电话：\t0971-8501234\t传真：\t0971-8501235",
    "=cmd|'/C calc'!A0",
    "<script>alert(1)</script>&nbsp;&amp;",
    "_x000D_ 和 _x005F_ 是字，不是代码",
    "𬱖、㛃、䶮三个字要照样读回来。",
    "+8613800000000 和 -1 和 @甲",
    "全年公开86条。\n  \n其中惠民政策31条。",
]


@any_kind
@pytest.mark.parametrize("words", ODD)
def test_odd_words_come_back(tmp_path: Path, kind: str, words: str) -> None:
    form = CATALOGUE.governing(2023)
    cells = random_cells(form, 3, blanks=False)
    passages = {**texts(form), "overview": f"开头一句。\n{words}\n最后一句。"}
    assert "overview" in texts(form)
    outcome = back(RENDER[kind](document(form, 2023, cells, passages)), tmp_path, kind)
    assert outcome.cells == cells
    said = [line.strip() for line in passages["overview"].split("\n") if line.strip()]
    assert outcome.passages["overview"].split("\n") == said


def test_short_paragraphs_stay_apart(tmp_path: Path) -> None:
    """Lines of nearly the same length, each a paragraph: no page broke them."""
    form = CATALOGUE.governing(2023)
    lines = [f"第{number}个村的公开栏由村里的文书每月换上新内容。" for number in range(10, 30)]
    passages = {**texts(form), "overview": "\n".join(lines)}
    for kind, render in RENDER.items():
        outcome = back(render(document(form, 2023, {}, passages)), tmp_path, kind)
        assert outcome.passages["overview"].split("\n") == lines


@any_kind
def test_a_title_over_many_lines_comes_back(tmp_path: Path, kind: str) -> None:
    form = CATALOGUE.governing(2023)
    cells = random_cells(form, 4, blanks=False)
    written = RENDER[kind](document(form, 2023, cells, texts(form), LONG_ORGAN))
    outcome = back(written, tmp_path, kind)
    assert (outcome.cells, outcome.doubts) == (cells, ())
    assert (outcome.organ, outcome.year) == (LONG_ORGAN.short_name, 2023)
    assert outcome.passages == texts(form)


@any_kind
def test_an_ending_that_is_wrong_does_not_matter(tmp_path: Path, kind: str) -> None:
    form = CATALOGUE.governing(2023)
    cells = random_cells(form, 5, blanks=True)
    written = RENDER[kind](document(form, 2023, cells, texts(form)))
    for name in ("报告.txt", "报告.doc", "报告", "报告.zip", "报告.html"):
        path = tmp_path / name
        path.write_bytes(written)
        check(read_paper(path, CATALOGUE), form, cells, texts(form))


@needs_office
@pytest.mark.slow
def test_what_libreoffice_makes_of_our_files_is_read(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    found = {}
    for year in YEARS:
        form = CATALOGUE.governing(year)
        found[year] = random_cells(form, year, blanks=year != 2023)
        made = document(form, year, found[year], texts(form))
        (given / f"网页{year}.html").write_bytes(page.render(made))
        (given / f"文档{year}.docx").write_bytes(docx.render(made))
    out = tmp_path / "out"
    command = [OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    target = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out)]
    for pattern, source in (("*.html", ["--infilter=HTML (StarWriter)"]), ("*.docx", [])):
        paths = [str(path) for path in sorted(given.glob(pattern))]
        subprocess.run([*command, *source, *target, *paths], check=True, capture_output=True, timeout=200)
    for year, cells in found.items():
        for kind in ("网页", "文档"):
            check(
                read_paper(out / f"{kind}{year}.docx", CATALOGUE),
                CATALOGUE.governing(year),
                cells,
                texts(CATALOGUE.governing(year)),
            )


@needs_seed
@any_kind
def test_the_seed_is_read_quickly(tmp_path: Path, kind: str) -> None:
    first = read_paper(SEED, CATALOGUE)
    form = CATALOGUE.get(first.form_id)
    written = RENDER[kind](document(form, first.year, first.cells, first.passages, Organ(first.organ)))
    took = []
    for _ in range(3):
        start = time.process_time()
        outcome = back(written, tmp_path, kind)
        took.append(time.process_time() - start)
    assert (outcome.cells, outcome.doubts) == (first.cells, ())
    assert min(took) < 0.3
