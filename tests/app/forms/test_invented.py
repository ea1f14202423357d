"""A format that nobody issued goes through every surface, with not one line of code that knows it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from app.checks.engine import check
from app.checks.lint import lint
from app.checks.model import LastYear
from app.checks.totals import total_addresses
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.domain.values import read
from app.forms.catalogue import Catalogue, load_folder
from app.forms.load import load_file
from app.forms.model import Form
from app.grid.layout import lay_out
from app.imports.importer import read_paper
from app.system import paths
from app.workbench import handing, issuing, papers
from app.workbench.bench import Workbench
from tests.app.imports.papers import paper, stacked
from tests.brought import brought

INVENTED = Path(__file__).parents[2] / "forms" / "annual_2027.toml"
YEAR = 2028


@pytest.fixture(scope="module")
def form() -> Form:
    return load_file(INVENTED)


@pytest.fixture(scope="module")
def catalogue(form: Form) -> Catalogue:
    return load_folder(paths.forms_folder()).with_form(form)


def balanced(form: Form) -> Report:
    """A report with another figure in every cell; totals compute themselves."""
    leaves = [name for name in form.cells if name not in total_addresses(form)]
    cells = {name: read(str(number % 40), form.cells[name]) for number, name in enumerate(leaves)}
    texts = dict.fromkeys(form.passage_ids, "上墙公示和答复群众都按时办了。")
    return Report(ReportKey("示例乡", YEAR), form.id, cells=cells, passages=texts)


def test_it_lints_and_governs_its_years(form: Form, catalogue: Catalogue) -> None:
    assert lint(form, catalogue) == []
    assert catalogue.governing(2026).id != form.id
    assert catalogue.governing(2027).id == form.id
    assert len(form.sections) == 7
    assert form.sections[0].kind == "text"


def test_its_shapes_are_odd(form: Form) -> None:
    grids = {section.id: lay_out(section) for section in form.sections if section.kind == "table"}
    assert len(grids["counters"].shares) == 14
    assert grids["villages"].height == 46
    assert [len(block.column_leaves()) for block in form.sections[2].blocks] == [2, 3, 5]
    assert grids["complaints"].labels == 0
    for grid in grids.values():
        assert sum(square.rows * square.columns for square in grid.squares) == grid.width * grid.height
        assert len(grid.at) == grid.width * grid.height
    assert {square.address for grid in grids.values() for square in grid.values} == set(form.cells)


def test_totals_of_totals_and_rules(form: Form) -> None:
    report = balanced(form)
    result = check(form, report)
    assert not result.errors
    values = result.values
    east, west = values["villages.east_sum.posted"], values["villages.west_sum.posted"]
    assert east is not None
    assert west is not None
    assert values["villages.village_total.posted"] == east + west
    assert values["counters.all_kinds.grand"] == sum(
        value
        for name, value in report.cells.items()
        if value is not None and name.startswith("counters.") and not name.endswith(".kept")
    )
    wrong = report.with_cells({"villages.village_total.posted": east + west + 2})
    assert {finding.gap for finding in check(form, wrong).errors} == {2}
    last = LastYear(form, report)
    assert "money.stock" in {finding.rule for finding in check(form, report, last).findings}


def test_its_old_papers_are_read(form: Form, catalogue: Catalogue) -> None:
    report = balanced(form)
    values = check(form, report).values
    cells = {name: values[name] for name in form.cells}
    outcome = read_paper(paper(form, "示例乡", YEAR, cells, stacked), catalogue)
    assert (outcome.form_id, outcome.organ, outcome.year) == (form.id, "示例乡", YEAR)
    assert outcome.cells == cells
    assert not outcome.notes
    assert outcome.report(form).cells == report.cells  # no total is kept: all of them add up


def test_it_becomes_paper_poster_and_package(form: Form, tmp_path: Path) -> None:
    with Workbench.open(tmp_path / "gongkailan.db") as bench:
        bench.save_organ(Organ("示例乡人民政府", "乡", "示例区", "0971-1234567", "党政办公室"))
        brought(bench, INVENTED)
        session = bench.start(YEAR)
        made = balanced(form)
        for name, text in made.passages.items():
            session.set_passage(name, text)
        for name, value in made.cells.items():
            session.set_cell(name, str(value))
        report = session.report
        assert report.cells == made.cells
        issuing.save_issued(bench, report, date(2029, 1, 15))
        out = papers.export_report(bench, report, tmp_path / "报告.pdf")
        printed = words_of(out)
        for section in form.sections:
            assert squeezed(section.heading) in printed
            for block in section.blocks:
                for node in [*block.row_leaves(), *block.column_leaves()]:
                    assert squeezed(node.label)[:3] in printed, node.label  # in narrow columns 代办点 stands over 小计
        board = papers.export_board(bench, report, papers.BoardWish("A1"), tmp_path / "栏.pdf")
        assert squeezed(form.sections[1].heading) in words_of(board)
        tiles = papers.export_board(bench, report, papers.BoardWish("A0", "A3"), tmp_path / "拼.pdf")
        with pypdfium2.PdfDocument(tiles) as sheets:
            assert len(sheets) > 4
        packed = handing.pack(bench, report, tmp_path)
        assert packed.path.exists()
    # A program that never met the format can read the report: the form travels inside.
    from app.handover.package import verify

    proof = verify(packed.path)
    assert proof.form.id == form.id
    assert proof.report.passages == made.passages
    stated = {name: value for name, value in proof.report.cells.items() if name in made.cells}
    assert stated == made.cells


def squeezed(text: str) -> str:
    return "".join(text.split())


def words_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(squeezed(page.get_textpage().get_text_range()) for page in document)
