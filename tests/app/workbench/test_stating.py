"""What is stated in one request: nothing is kept where any word of it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.errors import Trouble
from app.domain.organ import Organ
from app.domain.text import MAX_TEXT
from app.workbench import telling
from app.workbench.bench import Workbench
from app.workbench.stating import state
from tests.app.workbench.conftest import YEAR

CELL = "requests.new.natural"


@pytest.mark.parametrize(
    ("year", "organ", "words"),
    [
        (20255, "某乡", [f"{CELL}=1"]),
        (1987, "某乡", [f"{CELL}=1"]),
        (YEAR, " ", [f"{CELL}=1"]),
        (YEAR, "某乡", [f"{CELL}=1", "overview=" + "字" * (MAX_TEXT + 1)]),
        (YEAR, "某乡", [f"{CELL}=1", f"{CELL}=abc"]),
        (YEAR, "某乡", []),
    ],
)
def test_a_refused_request_leaves_nothing(
    workspace: Path, kept: Callable[[], list[str]], year: int, organ: str, words: list[str]
) -> None:
    Workbench.open(workspace).close()
    before = kept()
    with Workbench.open(workspace) as bench, pytest.raises(Trouble):
        list(state(bench, year, organ, words))
    assert kept() == before


def test_the_first_word_makes_office_report_and_step_at_once(workspace: Path) -> None:
    with Workbench.open(workspace) as bench:
        said = state(bench, YEAR, "某乡", [f"{CELL}=3", "overview=好。\x00\r\n再来。"])
        assert bench.reports() == []
        assert next(said) == CELL
        assert bench.organ == Organ.named("某乡")
        assert bench.find(YEAR).cells == {CELL: 3}
        assert list(said) == ["overview"]
        assert bench.find(YEAR).passages == {"overview": "好。\n再来。"}
        session = bench.session(YEAR)
        assert session.undo()
        assert session.undo()
        assert session.undo() is None


def test_blanks_alone_make_the_report_all_the_same(workspace: Path) -> None:
    with Workbench.open(workspace) as bench:
        assert list(state(bench, YEAR, "某乡", [f"{CELL}="])) == [CELL]
        assert bench.find(YEAR).cells == {}
        assert bench.session(YEAR).undo() is None


def test_what_the_preface_says_is_stated_from_a_file_and_listed(workspace: Path, tmp_path: Path) -> None:
    source = tmp_path / "地址.txt"
    source.write_text("柳湾路1号\n", encoding="utf-8")
    with Workbench.open(workspace) as bench:
        words = [f"preface.address=@{source}", "preface.copy=网站"]
        assert list(state(bench, YEAR, "某乡", words)) == ["preface.address", "preface.copy"]
        report = bench.find(YEAR)
        assert report.passages == {"preface.address": "柳湾路1号", "preface.copy": "网站"}
        lines = list(telling.show_lines(report, bench.form_of(report), bench.check(report)))
        assert "  preface.address  地址：柳湾路1号" in lines
        assert "  preface.postcode  邮政编码：（统一写法）" in lines
        shown = telling.show_json(report, bench.form_of(report), bench.check(report))
        assert shown["passages"] == report.passages
        list(state(bench, YEAR, "某乡", ["preface.copy="]))
        assert "preface.copy" not in bench.find(YEAR).passages
        with pytest.raises(Trouble):
            list(state(bench, YEAR, "某乡", ["preface.nothing=1"]))
