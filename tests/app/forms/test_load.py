"""Form files: the official ones load and lint; a damaged one is refused with one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.lint import lint
from app.domain.errors import FormTrouble, NotFound, Trouble
from app.domain.values import ValueSpec
from app.forms.catalogue import Catalogue, load_folder
from app.forms.load import load_file, load_text

FORMS = Path(__file__).parents[3] / "resources" / "forms"
SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FORMS.glob("*.toml"))}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_folder(FORMS)


@pytest.mark.parametrize(("year", "cells"), [(2019, 198), (2020, 198), (2021, 200), (2025, 200)])
def test_a_year_finds_its_official_format(catalogue: Catalogue, year: int, cells: int) -> None:
    form = catalogue.governing(year)
    assert len(form.cells) == cells
    assert len(form.sections) == 6


def test_addresses_stand_as_published(catalogue: Catalogue) -> None:
    old, new = catalogue.governing(2020), catalogue.governing(2023)
    assert old.spec("proactive.procurement.amount") == ValueSpec("money", "万元")
    assert old.spec("proactive.licences.change") == ValueSpec("signed")
    assert new.spec("requests.fee_unpaid.legal_service") == ValueSpec()
    assert new.spec("matters.fee_amount") == ValueSpec("money", "元")
    assert new.spec("disputes.cases.after_review_total") == ValueSpec()
    assert new.spec("requests.nothing.natural") is None
    assert new.cell_label("requests.granted.natural") == "（一）予以公开·自然人"
    assert new.cell_label("disputes.cases.review_upheld") == "行政复议·结果维持"


def test_no_format_for_a_year_is_said_with_the_years_there_are(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound, match="2019 至 2020"):
        catalogue.governing(2016)
    with pytest.raises(NotFound):
        catalogue.get("annual-1999")


def test_a_later_format_takes_over_its_years(catalogue: Catalogue) -> None:
    newer = SOURCES["annual_2021"].replace('"annual-2021"', '"annual-2099"').replace("from = 2021", "from = 2099")
    with_it = catalogue.with_form(load_text(newer))
    assert with_it.governing(2099).id == "annual-2099"
    assert with_it.governing(2098).id == "annual-2021"
    with pytest.raises(FormTrouble):
        Catalogue([*catalogue.forms, catalogue.forms[0]])


@pytest.mark.parametrize("name", SOURCES)
def test_official_formats_lint_clean_with_their_examples(catalogue: Catalogue, name: str) -> None:
    form = load_text(SOURCES[name])
    assert len(form.examples) >= 5
    assert lint(form, catalogue) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('sums = ["results"]', 'sums = ["result"]', "不存在"),
        ('left  = ["new", "carried_in"]', 'left  = ["new", "carried_on"]', "carried_on"),
        ('kind = "sums_equal"', 'kind = "sums_equals"', "不认识"),
        ('findings = ["requests.balance", "requests.balance"]', "findings = []", "应查出 没有"),
        ('id = "new",', 'id = "carried_in",', "用了 2 次"),
        ('id = "granted",', 'id = "Granted",', "不能用"),
        ("{organ}{year}年", "{organ}年", "{year}"),
        ("统计期限为{year}年", "统计期限为{jahr}年", "{jahr}"),
        ('cells = ["requests.new.total"]', 'cells = ["requests.new.sum"]', "requests.new.sum"),
        ('message = "{place}不平', 'message = "{ort}不平', "不认识"),
        ("years     = { from = 2021 }", "years     = { from = 2021, to = 2020 }", "颠倒"),
    ],
)
def test_lint_names_what_is_wrong(catalogue: Catalogue, old: str, new: str, says: str) -> None:
    source = SOURCES["annual_2021"]
    assert old in source
    faults = lint(load_text(source.replace(old, new, 1)), catalogue)
    assert any(says in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('kind = "text"', 'kind = "poem"'),
        ("years     = { from = 2021 }", 'years     = "2021"'),
        ('heading = "一、总体情况"', "heading = 1"),
        ('severity = "error"', 'severity = "fatal"'),
        ('value = "money", unit = "万元"', 'value = "money"'),
        ('id        = "annual-2021"', ""),
        ("[[section]]", "[[section]"),
    ],
)
def test_a_damaged_file_is_refused_with_one_sentence(old: str, new: str) -> None:
    assert old in SOURCES["annual_2021"]
    with pytest.raises(FormTrouble) as trouble:
        load_text(SOURCES["annual_2021"].replace(old, new, 1), "新格式.toml")
    assert "\n" not in str(trouble.value) or trouble.value.problems


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x00", b"\x00" * 100, b"", b"x = 1", "编号".encode("gb18030")])
def test_what_is_no_form_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    with pytest.raises(FormTrouble):
        load_file(path)
    with pytest.raises(FormTrouble):
        load_file(tmp_path)
    with pytest.raises(FormTrouble):
        load_file(tmp_path / "none.toml")


@given(st.data())
def test_any_damage_is_refused_or_harmless(data: st.DataObject) -> None:
    source = SOURCES["annual_2019"]
    start = data.draw(st.integers(0, len(source) - 1))
    end = data.draw(st.integers(start, min(len(source), start + 80)))
    patch = data.draw(st.sampled_from(["", '"', "{", "[]", "0", "x", "=", "\n", "「"]))
    try:
        form = load_text(source[:start] + patch + source[end:])
    except Trouble:
        return
    assert isinstance(lint(form), list)
