"""A real report, a real PDF and a real package, made once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.checks.engine import check
from app.document.compose import compose
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.domain.values import read
from app.exports.fonts import FontBook
from app.exports.report.pdf import render
from app.forms.catalogue import load_folder
from app.forms.model import Form
from app.handover.package import Built, build
from app.system import paths

DAY = date(2021, 1, 15)


def make_report(form: Form, year: int, fill: str = "0", texts: str = "有。") -> Report:
    """A report with the same figure in every cell and the same sentence in every text."""
    cells = {name: read(fill, spec) for name, spec in form.cells.items()}
    return (
        Report(ReportKey("示例乡", year), form.id)
        .with_cells(cells)
        .with_passages(dict.fromkeys(form.passage_ids, texts))
    )


def make_package(form: Form, report: Report, pdf: bytes, office: Organ) -> Built:
    """The package of ``report``."""
    title = form.title.format(organ=report.key.organ, year=report.key.year)
    return build(report=report, form=form, organ=office, result=check(form, report), title=title, pdf=pdf, issued=DAY)


@pytest.fixture(scope="session")
def form() -> Form:
    return load_folder(paths.forms_folder()).governing(2020)


@pytest.fixture(scope="session")
def office() -> Organ:
    return Organ("示例乡人民政府", "乡", "示例区", "0971-1234567", "党政办公室")


@pytest.fixture(scope="session")
def report(form: Form) -> Report:
    money = next(name for name, spec in form.cells.items() if spec.kind == "money")
    return make_report(form, 2020).with_cells({money: read("606.05", form.cells[money])})


@pytest.fixture(scope="session")
def pdf(form: Form, report: Report, office: Organ) -> bytes:
    values = check(form, report).values
    return render(compose(form, report, office, values, DAY), FontBook(paths.fonts_folder()))


@pytest.fixture(scope="session")
def built(form: Form, report: Report, pdf: bytes, office: Organ) -> Built:
    return make_package(form, report, pdf, office)


@pytest.fixture
def package(built: Built, tmp_path: Path) -> Path:
    path = tmp_path / built.name
    path.write_bytes(built.data)
    return path
