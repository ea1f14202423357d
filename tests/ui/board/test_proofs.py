"""Proofs off the GUI thread: the latest wish wins, nothing is set twice, nothing stale is shown."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from app.workbench import issuing, papers, printing
from app.workbench.bench import Workbench
from app.workbench.carriers import writing
from tests.ui import reports
from ui.board.proofs import Proofs, Shown, Wanted
from ui.board.spread import Room
from ui.kit import tasks

ROOM = Room(750, 650, 33, 24, px_per_mm=4, bar=13)


@pytest.fixture
def wanted(bench: Workbench) -> Wanted:
    session = reports.whole(bench, 2021)
    return Wanted("report", session.report, issuing.issued(bench, session.report), papers.BoardWish(), (), ROOM)


@pytest.fixture
def proofs(bench: Workbench) -> Iterator[Proofs]:
    """In the program a place owns it; here it lives until its last task has gone."""
    made = Proofs(bench)
    yield made
    tasks.wait_for_all()
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Desk:
    """Notes what arrives."""

    def __init__(self, proofs: Proofs) -> None:
        self.shown: list[Shown] = []
        self.started = 0
        proofs.ready.connect(self.shown.append)
        proofs.started.connect(self._start)

    def _start(self) -> None:
        self.started += 1


def settle(qtbot: QtBot, proofs: Proofs) -> None:
    qtbot.waitUntil(lambda: proofs.is_settled, timeout=60_000)


def test_what_was_begun_before_it_was_forgotten_is_made_anew(
    bench: Workbench, proofs: Proofs, wanted: Wanted, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page was left while a paper was being set; another office was stated meanwhile, and the same is wanted."""
    desk, go_on, made = Desk(proofs), threading.Event(), writing.proof

    def slow(*asked: Any) -> writing.Proof:
        found = made(*asked)
        assert go_on.wait(30)
        return found

    monkeypatch.setattr(writing, "proof", slow)
    proofs.ask(wanted)
    qtbot.waitUntil(lambda: desk.started == 1)
    qtbot.wait(600)  # the first is made by now, and held back
    proofs.forget()
    bench.save_organ(replace(papers.office(bench, wanted.report), phone="0971-7654321"))
    proofs.ask(wanted)
    go_on.set()
    qtbot.waitUntil(lambda: desk.started == 2)
    settle(qtbot, proofs)
    [shown] = desk.shown
    assert shown.pdf == papers.report_proof(bench, wanted.report)


def test_the_picture_is_the_file(bench: Workbench, proofs: Proofs, wanted: Wanted, qtbot: QtBot) -> None:
    desk = Desk(proofs)
    proofs.ask(wanted)
    settle(qtbot, proofs)
    [shown] = desk.shown
    assert shown.pdf == papers.report_proof(bench, wanted.report)
    assert len(shown.images) == len(pypdfium2.PdfDocument(shown.pdf)) == len(shown.spread.places)
    for number, (image, place) in enumerate(zip(shown.images, shown.spread.places, strict=True)):
        assert image.width() == place.width
        raster = printing.page_image(shown.pdf, number, place.width)
        assert bytes(image.constBits()) == raster.data


def test_the_latest_wish_wins(bench: Workbench, proofs: Proofs, wanted: Wanted, qtbot: QtBot) -> None:
    """Ten wishes in a row, as when a window is drawn larger: two runs at most, and the last one is shown."""
    desk = Desk(proofs)
    proofs.ask(wanted, pause=0)
    qtbot.waitUntil(lambda: desk.started == 1)
    for width in range(751, 761):
        proofs.ask(replace(wanted, room=replace(ROOM, width=width)))
    settle(qtbot, proofs)
    assert desk.shown[-1].wanted.room.width == 760
    assert {shown.wanted.room.width for shown in desk.shown} <= {750, 760}
    assert desk.started <= 3


def test_the_first_paper_is_begun_at_once(proofs: Proofs, wanted: Wanted, qtbot: QtBot) -> None:
    desk = Desk(proofs)
    proofs.ask(wanted, pause=600_000)
    proofs.ask(replace(wanted, room=replace(ROOM, width=800)), pause=600_000)  # the window finds its size
    qtbot.waitUntil(lambda: desk.started == 1, timeout=5_000)
    settle(qtbot, proofs)
    assert [shown.wanted.room.width for shown in desk.shown] == [800]
    proofs.ask(wanted, pause=600_000)
    qtbot.wait(50)
    assert desk.started == 1


def test_another_report_never_shows_the_one_before(
    bench: Workbench, proofs: Proofs, wanted: Wanted, qtbot: QtBot
) -> None:
    other = reports.whole(bench, 2022).report
    desk = Desk(proofs)
    proofs.ask(wanted, pause=0)
    qtbot.waitUntil(lambda: desk.started == 1)
    proofs.ask(replace(wanted, report=other))
    settle(qtbot, proofs)
    assert [shown.wanted.report.key.year for shown in desk.shown] == [2022]


def test_the_same_wish_is_set_once(bench: Workbench, proofs: Proofs, wanted: Wanted, qtbot: QtBot) -> None:
    desk = Desk(proofs)
    for _ in range(3):
        proofs.ask(wanted)
        settle(qtbot, proofs)
    assert desk.started == len(desk.shown) == 1


def test_another_size_of_window_sets_no_type_again(
    bench: Workbench, proofs: Proofs, wanted: Wanted, qtbot: QtBot
) -> None:
    desk = Desk(proofs)
    proofs.ask(wanted)
    settle(qtbot, proofs)
    proofs.ask(replace(wanted, room=replace(ROOM, width=900)))
    settle(qtbot, proofs)
    first, second = desk.shown
    assert second.pdf is first.pdf
    assert second.images[0].width() > first.images[0].width()


def test_what_is_forgotten_is_not_shown(bench: Workbench, proofs: Proofs, wanted: Wanted, qtbot: QtBot) -> None:
    desk = Desk(proofs)
    proofs.ask(wanted, pause=0)
    qtbot.waitUntil(lambda: desk.started == 1)
    proofs.forget()
    settle(qtbot, proofs)
    qtbot.wait(20)
    assert desk.shown == []


def test_a_board_that_cannot_be_made_is_said(bench: Workbench, proofs: Proofs, wanted: Wanted, qtbot: QtBot) -> None:
    wish = papers.BoardWish(size="50x50mm")
    with qtbot.waitSignal(proofs.failed, timeout=60_000) as failed:
        proofs.ask(replace(wanted, kind="board", wish=wish))
    assert failed.args is not None
    assert "50" in failed.args[0].what
    assert proofs.is_settled
