"""A workspace and the place, with sticks that a test plugs in."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.workbench.bench import Workbench
from tests.disks import before_threads
from tests.ui import reports
from ui.handover.drives import Drive, device_of
from ui.handover.place import HandoverPlace

before_threads()  # the work of a place runs on other threads


class Socket:
    """Where sticks are plugged in: folders and real small disks of the test, called sticks."""

    def __init__(self) -> None:
        self.sticks: list[Drive] = []
        self._awake = threading.Event()
        self._awake.set()

    def plug(self, path: Path, name: str = "U 盘（E:）", *, why: str = "") -> Drive:
        drive = Drive(name, path, 12 << 30, 15 << 30, not why, why, device=device_of(path))
        self.sticks.append(drive)
        return drive

    def pull(self, drive: Drive) -> None:
        self.sticks.remove(drive)

    @contextmanager
    def asleep(self) -> Iterator[None]:
        """Whoever asks meanwhile gets the answer of now, afterwards."""
        self._awake.clear()
        try:
            yield
        finally:
            self._awake.set()

    def __call__(self) -> list[Drive]:
        found = list(self.sticks)
        self._awake.wait(20)
        return found


@pytest.fixture
def bench(tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbench]:
    monkeypatch.setenv("GONGKAILAN_NOW", "2022-01-20T10:05:48+08:00")
    reports.dress()
    with reports.open_bench(tmp_path) as opened:
        yield opened


@pytest.fixture
def socket() -> Socket:
    return Socket()


@pytest.fixture
def place(bench: Workbench, socket: Socket, qtbot: QtBot) -> HandoverPlace:
    made = HandoverPlace(bench, socket)
    qtbot.addWidget(made)
    made.resize(*reports.SIZE)
    made.show()
    qtbot.waitExposed(made)
    return made
