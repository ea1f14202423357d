"""Whatever stands on a paper in a clear layout is read as it stands, for every form there is and one nobody issued."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.forms.catalogue import Catalogue, load_folder
from app.forms.load import load_file
from app.imports.importer import read_paper
from app.imports.outcome import ImportOutcome
from app.system import paths
from tests.app.imports.papers import WITH_BLANKS, WITHOUT_BLANKS, Layout, paper, random_cells, texts

INVENTED = Path(__file__).parents[2] / "forms" / "annual_2027.toml"
CATALOGUE = load_folder(paths.forms_folder()).with_form(load_file(INVENTED))
YEARS = (2020, 2023, 2027)


def read_back(year: int, seed: int, layout: Layout, *, blanks: bool) -> ImportOutcome:
    form = CATALOGUE.governing(year)
    cells = random_cells(form, seed, blanks=blanks)
    outcome = read_paper(paper(form, "示例乡", year, cells, layout), CATALOGUE)
    wrong = {name: (cells[name], outcome.cells[name]) for name in cells if cells[name] != outcome.cells[name]}
    assert not wrong
    return outcome


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("layout", [*WITH_BLANKS, *WITHOUT_BLANKS])
@settings(max_examples=4)
@given(seed=st.integers(0, 10**9))
def test_every_layout_is_read_as_written(year: int, layout: str, seed: int) -> None:
    blanks = layout in WITH_BLANKS
    outcome = read_back(year, seed, {**WITH_BLANKS, **WITHOUT_BLANKS}[layout], blanks=blanks)
    form = CATALOGUE.governing(year)
    assert (outcome.form_id, outcome.organ, outcome.year) == (form.id, "示例乡", year)
    assert outcome.passages == texts(form)
    assert not outcome.unplaced
    assert not outcome.notes
    for doubt in outcome.doubts:  # only money without a printed unit may be doubted here
        assert form.cells[doubt.cell].kind == "money"
        assert doubt.proposal == outcome.cells[doubt.cell]


def test_the_catalogue_has_all_three() -> None:
    assert isinstance(CATALOGUE, Catalogue)
    assert len({CATALOGUE.governing(year).id for year in YEARS}) == 3


_SAID = ["三种渠道：上网|上墙｜上广播。", "| 打头也是一句话。", "甲|乙，都写清了；丙|丁。|", "甲|乙。⏎丙|丁。"]


@pytest.mark.parametrize("said", _SAID)
@pytest.mark.parametrize("layout", [*WITH_BLANKS, *WITHOUT_BLANKS])
def test_a_pipe_in_a_sentence_draws_no_table(layout: str, said: str) -> None:
    form = CATALOGUE.governing(2023)
    cells = random_cells(form, 7, blanks=layout in WITH_BLANKS)
    written = paper(form, "示例乡", 2023, cells, {**WITH_BLANKS, **WITHOUT_BLANKS}[layout])
    first = texts(form)["overview"].split("\n")[0]
    said = said.replace("⏎", "\n")
    more = "\n".join((first, said, "后面还有一句。")).replace("\n", "</p><p>" if layout == "web" else "\n")
    outcome = read_paper(written.replace(first, more, 1), CATALOGUE)
    assert outcome.cells == cells
    assert outcome.passages["overview"].startswith(f"{first}\n{said}\n后面还有一句。\n")
