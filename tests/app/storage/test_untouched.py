"""A workspace that is only looked at keeps every byte."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.domain.change import Change
from app.domain.errors import Trouble
from app.domain.report import Report, ReportKey
from app.storage.shelf import Shelf

KEY = ReportKey("柳湾乡", 2023)


def _bytes_of(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "w.db"
    with Shelf.open(path) as shelf:
        shelf.create(Report(KEY, "f"))
        shelf.commit(KEY, Change("空"), Change("填", {"a.b.c": 1}), "2024-01-01T00:00:00+08:00")
    return path


def test_reading_leaves_every_byte(filled: Path) -> None:
    before = _bytes_of(filled.parent)
    with Shelf.open(filled) as shelf:
        assert [report.cells for report in shelf.reports()] == [{"a.b.c": 1}]
        assert shelf.setting("due") is None
        assert len(_bytes_of(filled.parent)) == 1  # no journal beside it either
    assert _bytes_of(filled.parent) == before


def test_a_refused_change_leaves_the_content(filled: Path) -> None:
    with Shelf.open(filled) as shelf, pytest.raises(Trouble):
        shelf.create(Report(KEY, "f"))
    with Shelf.open(filled) as shelf:
        assert [report.cells for report in shelf.reports()] == [{"a.b.c": 1}]


def test_changing_uses_the_log_and_leaves_one_plain_file(filled: Path) -> None:
    with Shelf.open(filled) as shelf:
        shelf.save_setting("due", "01-20")
        assert filled.with_name("w.db-wal").exists()
    assert [path.name for path in filled.parent.iterdir()] == ["w.db"]
