"""The lines under a report are its signature, kept out of its text: a wrong sign in the name does not hide them."""

from __future__ import annotations

from datetime import date

import pytest

from app.imports.importer import read_paper
from app.imports.signing import cut_above, cut_below, day_of, is_signer
from tests.app.imports.papers import paper, stacked
from tests.app.imports.test_round_trip import CATALOGUE

DAY = date(2024, 1, 15)
FORM = CATALOGUE.governing(2023)
PAPER = paper(FORM, "青禾县", 2023, dict.fromkeys(FORM.cells, 0), stacked)


@pytest.mark.parametrize("line", ["2024年1月15日", "（2024 年 1 月 15 日）", " ２０２４年１月１５日 "])
def test_days(line: str) -> None:
    assert day_of(line) == DAY


@pytest.mark.parametrize("line", ["2024年2月30日", "到2024年1月15日", "2024年1月15日起", ""])
def test_no_days(line: str) -> None:
    assert day_of(line) is None


@pytest.mark.parametrize(
    ("line", "organ", "is_it"),
    [
        ("青禾县人民政府", "青禾县", True),
        ("青 禾 县 人 民 政 府", "青禾县人民政府", True),
        ("靑禾县人民政府", "青禾县", True),
        ("青禾县柳湾镇人民政府", "柳湾镇", True),
        ("青禾县柳弯镇人民政府", "青禾县柳湾镇", True),
        ("红禾乡人民政府", "青禾县", False),
        ("青河镇", "青禾县", False),
        ("以上请审阅。", "青禾县", False),
        ("", "青禾县", False),
    ],
)
def test_who_signs(line: str, organ: str, is_it: bool) -> None:
    assert is_signer(line, organ) is is_it


def test_without_a_day_only_the_name_alone_is_a_signature() -> None:
    assert cut_below(["无。", "靑禾县人民政府"], "青禾县") == (["无。"], ["靑禾县人民政府"])
    for last in ("报送青禾县人民政府", "靑禾县", "青禾县人民政府办公室"):
        assert cut_below(["无。", last], "青禾县") == (["无。", last], [])


def test_above_the_text_they_count_with_a_day_that_nothing_contradicts() -> None:
    head = ["青禾县人民政府", "（2024年1月15日）"]
    assert cut_above([*head, "依据条例。"], "青禾县", None) == (["依据条例。"], head)
    assert cut_above([*head, "依据条例。"], "青禾县", DAY) == (["依据条例。"], head)
    assert cut_above([*head, "依据条例。"], "青禾县", date(2024, 1, 16)) == ([*head, "依据条例。"], [])
    assert cut_above([head[0], "依据条例。"], "青禾县", DAY) == ([head[0], "依据条例。"], [])


@pytest.mark.parametrize("below", ["\n靑禾县人民政府\n\n2024年1月15日\n", "\n靑禾县人民政府\n"])
@pytest.mark.parametrize("above", ["", "靑禾县人民政府\n（2024年1月15日）\n"])
def test_a_paper_with_a_slip_in_its_signature(above: str, below: str) -> None:
    plain = read_paper(PAPER, CATALOGUE)
    title, rest = PAPER.split("\n", 1)
    read = read_paper(f"{title}\n{above}{rest}{below}", CATALOGUE)
    assert (read.passages, read.cells, read.unplaced, read.notes) == (plain.passages, plain.cells, (), ())
    assert read.signed == "靑禾县人民政府"
    assert read.issued == (DAY if "日" in above + below else None)


def test_what_else_stands_there_is_told() -> None:
    read = read_paper(PAPER + "\n中共青禾县委员会\n青禾县人民政府办公室\n2024年1月15日\n", CATALOGUE)
    assert read.unplaced == ("青禾县人民政府办公室",)
    assert (read.signed, read.issued) == ("", DAY)
    twice = read_paper(PAPER + "\n2024年1月10日\n青禾县人民政府\n2024年1月15日\n", CATALOGUE)
    assert twice.unplaced == ("2024年1月10日",)
    assert (twice.signed, twice.issued) == ("青禾县人民政府", DAY)


def test_a_line_of_the_preface_that_reads_like_a_title_stays() -> None:
    title, rest = PAPER.split("\n", 1)
    own = "正文2023年县公开办政府信息公开工作年度报告"
    assert read_paper(f"{title}\n{own}\n{rest}", CATALOGUE).passages["preface"].startswith(own)
    again = read_paper(f"{title}\n2023年度靑禾县政府信息公开工作年度报告\n{rest}", CATALOGUE)
    assert again.passages == read_paper(PAPER, CATALOGUE).passages
