"""What hung where comes back as it was noted; a photo is read only where it is asked for."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import CannotOpen, CannotWrite, NotFound
from app.domain.organ import Organ
from app.domain.posting import Posting
from app.domain.report import Report, ReportKey
from app.storage.shelf import Shelf
from tests.disks import fill_up, small_disk

KEY, OTHER = ReportKey("柳湾乡", 2022), ReportKey("柳湾乡", 2021)
HUNG = Posting(
    0, date(2023, 1, 12), "大门口𠮷", "公开栏 A1", "玻璃\n后", "ABCD2345", '{"form":"f"}', None, "门.jpg", b"\xff\x00'"
)


@pytest.fixture
def shelf(workspace: Path) -> Iterator[Shelf]:
    with Shelf.open(workspace) as opened:
        for key in (KEY, OTHER):
            opened.create(Report(key, "f"))
        yield opened


def test_they_come_back_in_the_order_in_which_they_were_noted(shelf: Shelf, workspace: Path) -> None:
    first = shelf.put_posting(KEY, HUNG)
    second = shelf.put_posting(KEY, replace(HUNG, day=date(2023, 1, 1), photo=b"", photo_name=""))
    shelf.put_posting(OTHER, replace(HUNG, place="别处"))
    assert (first.seq, second.seq) == (1, 2)
    assert first == replace(HUNG, seq=1)
    assert shelf.postings(KEY) == [replace(first, photo=b""), second]
    assert [shelf.photo(KEY, seq) for seq in (1, 2, 3)] == [HUNG.photo, b"", b""]
    shelf.close()
    with Shelf.open(workspace) as again:
        assert again.postings(KEY) == [replace(first, photo=b""), second]
        assert again.photo(KEY, 1) == HUNG.photo


def test_one_is_taken_down_and_hangs_again(shelf: Shelf) -> None:
    shelf.put_posting(KEY, HUNG)
    shelf.put_posting(OTHER, HUNG)
    shelf.take_down(KEY, 1, date(2023, 2, 1))
    assert [item.taken_down for item in (*shelf.postings(KEY), *shelf.postings(OTHER))] == [date(2023, 2, 1), None]
    shelf.take_down(KEY, 1, None)
    assert shelf.postings(KEY)[0].taken_down is None


def test_a_record_goes_alone_and_comes_back_in_its_place(shelf: Shelf) -> None:
    for at in range(3):
        shelf.put_posting(KEY, replace(HUNG, note=str(at)))
    shelf.withdraw_posting(KEY, 3)
    shelf.withdraw_posting(KEY, 2)
    assert [item.seq for item in shelf.postings(KEY)] == [1]
    assert shelf.photo(KEY, 2) == b""
    with pytest.raises(NotFound, match="张贴记录"):
        shelf.withdraw_posting(KEY, 2)
    with pytest.raises(NotFound, match="张贴记录"):
        shelf.take_down(KEY, 2, None)
    assert shelf.put_posting(KEY, replace(HUNG, note="3")).seq == 4  # its number stays with what was withdrawn
    shelf.restore_posting(KEY, 2)
    assert [(item.seq, item.note) for item in shelf.postings(KEY)] == [(1, "0"), (2, "1"), (4, "3")]
    assert shelf.photo(KEY, 2) == HUNG.photo


def test_a_withdrawn_record_comes_back_after_a_restart(shelf: Shelf, workspace: Path) -> None:
    made = shelf.put_posting(KEY, HUNG)
    shelf.withdraw_posting(KEY, 1)
    shelf.close()
    with Shelf.open(workspace) as again:
        assert again.postings(KEY) == []
        again.restore_posting(KEY, 1)
        assert again.postings(KEY) == [replace(made, photo=b"")]
        assert again.photo(KEY, 1) == HUNG.photo


def test_what_is_not_there_is_not_found(shelf: Shelf) -> None:
    shelf.put_posting(OTHER, HUNG)
    with pytest.raises(NotFound, match="张贴记录"):
        shelf.take_down(KEY, 1, None)
    with pytest.raises(NotFound, match="张贴记录"):
        shelf.withdraw_posting(KEY, 1)
    shelf.put_posting(KEY, HUNG)
    with pytest.raises(NotFound, match="张贴记录"):
        shelf.restore_posting(KEY, 1)  # it is there
    assert len(shelf.postings(OTHER)) == 1


def test_they_stay_when_the_office_is_renamed(shelf: Shelf) -> None:
    shelf.put_posting(KEY, HUNG)
    shelf.save_organ(Organ("柳湾乡人民政府"))
    shelf.save_organ(Organ("杨家镇人民政府"))
    assert shelf.photo(ReportKey("杨家镇", 2022), 1) == HUNG.photo


def test_a_day_that_is_none_is_a_damaged_file(shelf: Shelf, workspace: Path) -> None:
    shelf.put_posting(KEY, HUNG)
    shelf.close()
    with contextlib.closing(sqlite3.connect(workspace)) as connection, connection:
        connection.execute("UPDATE posting SET day = 'gestern'")
    with Shelf.open(workspace) as again, pytest.raises(CannotOpen, match="损坏"):
        again.postings(KEY)


def test_a_full_disk_keeps_no_half_of_a_photo(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1200) as disk, Shelf.open(disk / "w.db") as shelf:
        shelf.create(Report(KEY, "f"))
        filler = fill_up(disk)
        with pytest.raises(CannotWrite):
            shelf.put_posting(KEY, replace(HUNG, photo=b"\xff" * 300_000))
        assert shelf.postings(KEY) == []
        filler.unlink()
        assert len(shelf.photo(KEY, shelf.put_posting(KEY, replace(HUNG, photo=b"\xff" * 300_000)).seq)) == 300_000
