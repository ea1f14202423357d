"""Anything a clerk may do, in any order: figures, lamps, panel, head line and the file always say the same.

Short here, each session from Hypothesis, so that a failing one shrinks. ``GONGKAILAN_SESSION_S=600`` adds one long
session of so many seconds (``pytest -k long_session``); its pauses are those of the bench (``pause_max_ms``).
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.organ import short_name
from app.domain.report import ReportKey
from tests.benchmarks.county import ORGAN, YEAR
from tests.benchmarks.workspace import fill
from tests.ui.agreement import stale
from tests.ui.reports import dress
from tests.ui.restless import Restless

KEY = ReportKey(short_name(ORGAN), YEAR)
TODAY = date(YEAR + 1, 1, 10)
LONG_S = float(os.environ.get("GONGKAILAN_SESSION_S", "0"))


@pytest.fixture(autouse=True)
def still(qtbot: QtBot) -> Iterator[None]:
    """No blinking cursor: pictures are compared."""
    flash = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    yield
    QApplication.setCursorFlashTime(flash)
    dress()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a busy report and last year's, made once and copied for every session."""
    return fill(tmp_path_factory.mktemp("filled") / "w.db")


def sit_down(filled: Path, folder: Path, chance: Random) -> Restless:
    folder.mkdir()
    shutil.copyfile(filled, folder / "w.db")
    return Restless(folder / "w.db", KEY, TODAY, chance)


deeds = st.lists(st.sampled_from(sorted({*Restless.DEEDS, *Restless.RARE})), min_size=4, max_size=14)


@given(deeds=deeds, chance=st.randoms(use_true_random=False))
@example(deeds=["review", "undo", "fill", "redo"], chance=Random(192))  # a finding put right, then a reason taken back
@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink, add Phase.shrink: it takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
def test_any_deeds_in_any_order_leave_everything_in_agreement(
    filled: Path, tmp_path_factory: pytest.TempPathFactory, deeds: list[str], chance: Random
) -> None:
    clerk = sit_down(filled, tmp_path_factory.mktemp("session") / "one", chance)
    try:
        for deed in deeds:
            clerk.step(deed)
            clerk.agree()
    finally:
        clerk.stand_up()


@pytest.mark.parametrize("seed", [1, 2])
def test_a_restless_clerk_never_sees_an_old_picture(filled: Path, tmp_path: Path, seed: int) -> None:
    clerk = sit_down(filled, tmp_path / "one", Random(seed))
    try:
        for _ in range(40):
            deed = clerk.step()
            clerk.agree()
            assert not (where := stale(clerk.desktop.window)), f"after {deed}: {where}"
        clerk.step("restart")
        clerk.agree()
        assert clerk.steps > 0
    finally:
        clerk.stand_up()


@pytest.mark.skipif(not LONG_S, reason="GONGKAILAN_SESSION_S says how many seconds")
@pytest.mark.timeout(0)
def test_a_long_session_stays_in_agreement(filled: Path, tmp_path: Path) -> None:
    seed = int(os.environ.get("GONGKAILAN_SESSION_SEED", time.time()))
    clerk = sit_down(filled, tmp_path / "one", Random(seed))
    end, steps = time.monotonic() + LONG_S, 0
    sys.stderr.write(f"GONGKAILAN_SESSION_SEED={seed}\n")
    try:
        while time.monotonic() < end:
            clerk.step(clerk.chance.choice(Restless.RARE) if steps % 60 == 59 else "")
            clerk.agree()
            steps += 1
    finally:
        clerk.stand_up()
    sys.stderr.write(f"{steps} deeds, {clerk.steps} steps of the report; longest pauses in ms: {clerk.pauses}\n")
