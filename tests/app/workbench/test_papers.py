"""Files go anywhere but over the program's own data, and leave nothing behind where they cannot be written."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import CannotOpen, CannotWrite
from app.domain.report import Report
from app.exports.poster.options import Footer
from app.exports.poster.style import footer_names
from app.workbench import footing, issuing, papers
from app.workbench.bench import Workbench
from tests.app.workbench.conftest import YEAR, whole


@pytest.fixture
def report(bench: Workbench) -> Report:
    whole(bench)
    return bench.find(YEAR)


def refused(bench: Workbench, report: Report, out: Path) -> None:
    with pytest.raises(CannotWrite, match="正在用的数据文件"):
        papers.export_report(bench, report, out)
    with pytest.raises(CannotWrite, match="正在用的数据文件"):
        papers.export_board(bench, report, papers.BoardWish("A3"), out)


@pytest.mark.parametrize("tail", ["", "-wal", "-journal", "-shm"])
def test_no_paper_is_written_over_the_workspace(bench: Workbench, report: Report, tail: str) -> None:
    place = bench.path.with_name(bench.path.name + tail)
    refused(bench, report, place)
    refused(bench, report, place.parent / "." / ".." / place.parent.name / place.name)
    refused(bench, report, place.with_name(place.name.upper()))
    refused(bench, report, Path(os.path.relpath(place)))
    assert bench.session(YEAR).set_passage("overview", "还能存。")
    assert not issuing.has_date(bench, report)
    bench.close()
    with Workbench.open(bench.path) as again:
        assert again.find(YEAR).passages["overview"] == "还能存。"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_nor_through_links(bench: Workbench, report: Report, tmp_path: Path) -> None:
    soft, hard, folder = tmp_path / "soft.pdf", tmp_path / "hard.pdf", tmp_path / "folder"
    soft.symlink_to(bench.path)
    hard.hardlink_to(bench.path)
    folder.symlink_to(bench.path.parent)
    for out in (soft, hard, folder / bench.path.name, folder / f"{bench.path.name}-wal"):
        refused(bench, report, out)
    assert soft.is_symlink()
    bench.close()
    with Workbench.open(soft) as linked:  # the other way about: the workspace is opened by its link
        refused(linked, report, hard)
        refused(linked, report, bench.path)
        refused(linked, report, bench.path.with_name(bench.path.name + "-wal"))
        assert linked.find(YEAR) == report


def test_a_paper_that_cannot_be_written_changes_nothing(bench: Workbench, report: Report, tmp_path: Path) -> None:
    for out in (tmp_path / "无" / "x.pdf", tmp_path):
        with pytest.raises(CannotWrite):
            papers.export_report(bench, report, out)
        with pytest.raises(CannotWrite):
            papers.export_board(bench, report, papers.BoardWish("A3"), out)
    assert not issuing.has_date(bench, report)
    papers.export_report(bench, report, tmp_path / "x.pdf")
    assert bench.detail(report.key, "printed") == issuing.issued(bench, report).isoformat()


def test_what_a_killed_program_left_is_swept_and_what_is_young_stays(
    bench: Workbench, report: Report, tmp_path: Path
) -> None:
    old, young = tmp_path / ".gongkailan-0123456789abcdef.part", tmp_path / ".gongkailan-fedcba9876543210.part"
    for part in (old, young):
        part.write_bytes(b"half")
    long_ago = time.time() - 3600
    os.utime(old, (long_ago, long_ago))
    papers.export_report(bench, report, tmp_path / "x.pdf")
    assert not old.exists()
    assert young.exists()


def test_a_date_that_is_none_is_a_damaged_file(bench: Workbench, report: Report, tmp_path: Path) -> None:
    bench.save_details(report.key, {"issued": "zzz"})
    with pytest.raises(CannotOpen, match="损坏"):
        papers.export_report(bench, report, tmp_path / "x.pdf")
    issuing.save_issued(bench, report, date(2024, 1, 9))
    assert papers.export_report(bench, report, tmp_path / "x.pdf").exists()


def test_the_rows_at_the_foot_have_one_name_each(bench: Workbench, report: Report) -> None:
    names = footer_names()
    rows = footing.footer(bench, report)
    assert [label for label, _ in rows] == [names[row] for row in Footer.__slots__]
    label = rows[0][0]
    footing.save_footer(bench, report, {label: " 示例乡\x00党政办\n"})
    assert dict(footing.footer(bench, report))[label] == "示例乡党政办"
    footing.save_footer(bench, report, {label: " "})
    assert footing.footer(bench, report) == rows


def test_the_height_of_the_letters_is_told_though_a_part_is_not_written(bench: Workbench, report: Report) -> None:
    wish = papers.BoardWish("A0")
    told = papers.board_proof(bench, report, wish).sentences
    first = told[0]
    assert first[0] == "ok"
    assert "看得清" in first[1]
    session = bench.session(YEAR)
    assert session.set_passage("overview", "")
    less = papers.board_proof(bench, session.report, wish).sentences
    assert less[0][0] == "ok"
    assert "看得清" in less[0][1]
    assert [tone for tone, sentence in less if "还没有写" in sentence] == ["doubt"] * (len(less) - 1)
    assert len(less) > 1
