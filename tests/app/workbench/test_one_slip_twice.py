"""The same slip in two sentences is two findings: each has its own answer and its own fix."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.checks.model import Finding
from app.domain.errors import NotFound
from app.domain.organ import Organ
from app.editing.session import Session
from app.workbench import righting
from app.workbench.bench import Workbench

FIRST = "上半年按照要求，公开得工作做了三次，效果明显。"
SECOND = "全乡下半年，公开得工作做了三次，群众满意。"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Workbench.open(tmp_path / "w.db") as bench:
        bench.save_organ(Organ("柳湾乡人民政府", "乡"))
        session = bench.start(2023)
        session.set_passage("overview", f"{FIRST}\n{SECOND}")
        yield session


def slips(session: Session) -> list[Finding]:
    found = [one for one in session.result.findings if one.fix is not None and "得" in one.spots[0].quote]
    return sorted(found, key=lambda one: one.spots[0].start)


def test_each_is_answered_by_itself(session: Session) -> None:
    one, other = slips(session)
    session.answer(other, "就是这样写的", "小王")
    session.answer(one, "也是这样写的", "小王")
    assert [found.answer.text for found in slips(session) if found.answer] == ["也是这样写的", "就是这样写的"]
    session.set_passage("overview", SECOND)
    (left,) = slips(session)
    assert left.answer is not None  # its sentence is what it was, wherever it stands
    session.undo()
    assert all(found.answer for found in slips(session))


def test_a_fix_that_was_shown_for_one_never_changes_the_other(session: Session) -> None:
    one, _ = slips(session)
    session.set_passage("overview", f"{FIRST.replace('得', '的')}\n{SECOND}")
    with pytest.raises(NotFound):
        righting.put_right(session, one)
    assert session.report.passages["overview"].endswith(SECOND)


def test_a_sentence_that_was_written_on_behind_the_slip_is_the_same_place(session: Session) -> None:
    one, _ = slips(session)
    session.set_passage("overview", f"{FIRST[:-1]}得很。\n{SECOND.replace('公开得', '公开的')}")
    righting.put_right(session, one)
    assert session.report.passages["overview"].startswith(FIRST[:-1].replace("公开得", "公开的"))
