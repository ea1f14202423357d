"""Paths, clock and log."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.errors import Trouble
from app.system import clock, log, paths


def test_resources_lie_beside_the_program() -> None:
    assert any(paths.forms_folder().glob("*.toml"))
    assert paths.default_workspace().name.endswith(".db")


def test_installed_resources_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "app" / "_resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "_APP", tmp_path / "app")
    assert paths.resources() == tmp_path / "app" / "_resources"


def test_the_default_workspace_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    if paths.default_workspace().is_relative_to(tmp_path):  # only Linux reads the variable
        assert paths.default_workspace() == tmp_path / "gongkailan" / "gongkailan.db"


def test_the_clock_goes_unless_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(clock.STOPPED, raising=False)
    first = clock.now()
    assert first.tzinfo is not None
    assert clock.now() >= first
    assert abs((clock.now() - datetime.now().astimezone()).total_seconds()) < 5
    monkeypatch.setenv(clock.STOPPED, "2021-01-15T09:30:00+08:00")
    assert clock.now().isoformat() == "2021-01-15T09:30:00+08:00"
    assert clock.today() == date(2021, 1, 15)
    monkeypatch.setenv(clock.STOPPED, "2021-01-15T09:30")
    assert clock.now().tzinfo is not None
    monkeypatch.setenv(clock.STOPPED, "昨天")
    with pytest.raises(Trouble, match="昨天"):
        clock.now()


def test_the_log_tells_places_and_no_values(tmp_path: Path) -> None:
    written = log.start(tmp_path / "logs")
    assert written is not None
    try:
        log.note("opened", ms=12)
        try:
            try:
                int("秘密电话")
            except ValueError as error:
                raise Trouble("张三的电话读不出来", "下一步") from error
        except Trouble as error:
            log.fault("reading", error)
    finally:
        log.stop()
    text = written.read_text(encoding="utf-8")
    assert "opened ms=12" in text
    assert "Trouble" in text
    assert "ValueError" in text
    assert "test_outside.py:" in text
    assert "秘密" not in text
    assert "张三" not in text
    assert str(tmp_path) not in text


def test_the_log_file_waits_for_the_first_line(tmp_path: Path) -> None:
    log.start_when_needed(tmp_path / "logs")
    try:
        assert not list(tmp_path.iterdir())
        log.note("first")
        log.note("second", ms=3)
    finally:
        log.stop()
    log.note("third")  # stopped: goes nowhere
    lines = (tmp_path / "logs" / "gongkailan.log").read_text(encoding="utf-8").splitlines()
    assert [line.split(" INFO ")[1] for line in lines] == ["first", "second ms=3"]


def test_a_log_that_waits_for_a_place_it_cannot_have(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    log.start_when_needed(tmp_path / "file" / "logs")
    log.note("nothing happens")
    log.note("nothing happens")
    log.stop()


def test_no_place_for_the_log_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert log.start(tmp_path / "file" / "logs") is None
    log.note("nothing happens")
