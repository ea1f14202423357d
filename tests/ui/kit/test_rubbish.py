"""Garbage dies in the GUI thread, never in a worker."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.kit.rubbish import Collector


class _Ring:
    """Only a collection frees it, because it holds itself."""

    def __init__(self, died_in: list[int]) -> None:
        self.me = self
        weakref.finalize(self, lambda: died_in.append(threading.get_ident()))


def test_what_is_left_is_collected_in_this_thread_only(qtbot: QtBot) -> None:
    owner = QObject()
    collector = Collector(owner)
    died_in: list[int] = []
    for _ in range(50):
        _Ring(died_in)

    def work() -> None:
        kept = [[number] for number in range(20_000)]  # would set off a collection here, were they automatic
        assert kept

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert died_in == []
    assert not gc.isenabled()
    for _ in range(30):
        garbage = [[number] for number in range(800)]
        assert garbage
        collector.collect()
    assert len(died_in) == 50
    assert set(died_in) == {threading.get_ident()}
