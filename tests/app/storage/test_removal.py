"""A report goes with everything that belongs to it, alone, and comes back row by row."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.domain.change import Change
from app.domain.errors import CannotWrite, NotFound, Trouble
from app.domain.organ import Organ
from app.domain.posting import Posting
from app.domain.report import Answer, Handed, Report, ReportKey
from app.storage.shelf import Shelf
from tests.disks import fill_up, small_disk

KEY, OTHER = ReportKey("柳湾乡", 2022), ReportKey("柳湾乡", 2021)
WHEN = "2023-01-10T09:00:00+08:00"


def busy(shelf: Shelf, key: ReportKey) -> None:
    """A report with a part in every table."""
    shelf.create(Report(key, "f", cells={"a.b.c": Decimal("0.5")}, passages={"p": "字"}))
    shelf.commit(key, Change("一", {"a.b.c": Decimal("0.5")}), Change("一", {"a.b.c": 3}, {"p": "换"}, "王"), WHEN)
    shelf.commit(key, Change("二", {"a.b.c": 3}), Change("二", {"a.b.c": 4}, who="王"), WHEN)
    shelf.undo(key, WHEN)
    handed = Handed(datetime.fromisoformat(WHEN), "包", "ABCD2345", "内容")
    shelf.answer(key, Answer("r", "a.b.c", "g", "因为", "王", WHEN), WHEN)
    hung = Posting(
        0, date(2023, 1, 12), "大门口", "A1", "", "ABCD2345", "内容", date(2023, 2, 1), "门.jpg", b"\xff\xd8"
    )
    shelf.put_posting(key, hung)
    shelf.hand_over(key, handed, {"issued": "2023-01-09", "doubts": "{}"})


@pytest.fixture
def shelf(workspace: Path) -> Iterator[Shelf]:
    with Shelf.open(workspace) as opened:
        for key in (OTHER, KEY):
            busy(opened, key)
        yield opened


def told(shelf: Shelf, key: ReportKey) -> list[Any]:
    details = [shelf.detail(key, name) for name in ("issued", "doubts")]
    hung = [(each, shelf.photo(key, each.seq)) for each in shelf.postings(key)]
    past = [shelf.history(key), shelf.handovers(key), hung]
    return [shelf.find(key), *past, details, shelf.saved_at(key), shelf.labels(key)]


def test_it_goes_whole_and_alone_and_comes_back_as_it_was(shelf: Shelf) -> None:
    before, other = told(shelf, KEY), told(shelf, OTHER)
    removed = shelf.remove(KEY)
    assert shelf.find(KEY) is None
    with pytest.raises(NotFound):
        shelf.history(KEY)
    assert told(shelf, OTHER) == other
    shelf.create(Report(ReportKey("别乡", 2022), "f"))  # takes a number that may have become free
    shelf.bring_back(removed)
    assert told(shelf, KEY) == before
    assert told(shelf, OTHER) == other
    assert shelf.redo(KEY) is not None


def test_nothing_of_it_stays_behind(shelf: Shelf, workspace: Path) -> None:
    shelf.remove(KEY)
    shelf.remove(OTHER)
    shelf.create(Report(KEY, "f"))
    assert told(shelf, KEY)[1:5] == [[], [], [], [None, None]]
    shelf.remove(KEY)
    shelf.close()
    with contextlib.closing(sqlite3.connect(workspace)) as connection:
        for table in ("report", "cell", "passage", "reason", "change", "detail", "handover", "posting"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_a_year_that_stands_again_is_not_overwritten(shelf: Shelf) -> None:
    removed = shelf.remove(KEY)
    shelf.create(Report(KEY, "f", cells={"a.b.c": 9}))
    with pytest.raises(Trouble, match="已经有了"):
        shelf.bring_back(removed)
    report = shelf.find(KEY)
    assert report is not None
    assert report.cells == {"a.b.c": 9}


def test_it_follows_its_office_to_another_name(shelf: Shelf) -> None:
    shelf.save_organ(Organ("柳湾乡人民政府"))
    before = told(shelf, KEY)[1:]
    removed = shelf.remove(KEY)
    shelf.save_organ(Organ("杨家镇人民政府"))
    now = shelf.bring_back(removed)
    assert now == ReportKey("杨家镇", 2022)
    assert told(shelf, now)[1:] == before
    assert shelf.find(KEY) is None


def test_another_offices_keeps_its_name(shelf: Shelf) -> None:
    shelf.save_organ(Organ("杨家镇人民政府"))
    before = told(shelf, KEY)
    assert shelf.bring_back(shelf.remove(KEY)) == KEY
    assert told(shelf, KEY) == before


def test_a_full_disk_brings_nothing_back_by_halves(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 400) as disk, Shelf.open(disk / "w.db") as shelf:
        shelf.create(Report(KEY, "f", passages={"p": "很长的一句话。" * 4000}))
        before = told(shelf, KEY)
        removed = shelf.remove(KEY)
        filler = fill_up(disk)
        with pytest.raises(CannotWrite):
            shelf.bring_back(removed)
        assert shelf.find(KEY) is None
        filler.unlink()
        shelf.bring_back(removed)
        assert told(shelf, KEY) == before
