"""Scoring the practice township: only the state of the report counts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Trouble
from app.domain.live import marker
from app.domain.organ import Organ
from app.domain.report import State
from app.editing.session import Session
from app.workbench import practice
from app.workbench.bench import Workbench
from app.workbench.practice import PAUSE_S, Progress, points
from app.workbench.practice_story import story
from app.workbench.practice_words import tell
from tests.app.workbench.test_practice_data import TASKS, solve

NOON = datetime.fromisoformat("2026-11-22T12:00:00+08:00")


@pytest.fixture
def bench(workspace: Path) -> Iterator[Workbench]:
    with Workbench.open(workspace) as opened:
        practice.put(opened)
        yield opened


@pytest.fixture
def session(bench: Workbench) -> Session:
    return bench.session(story().this.year)


def now(session: Session, progress: Progress | None = None) -> practice.Standing:
    return practice.standing(story(), session, progress or Progress())


# -- points


@given(st.integers(0, 50))
def test_a_hint_costs_two_and_half_is_sure(hints: int) -> None:
    assert 5 <= points(hints) <= 10
    assert points(hints) == max(10 - 2 * hints, 5)


def test_hints_lower_the_score_of_their_task_only(session: Session) -> None:
    progress = Progress().hinted(TASKS[0])
    assert now(session, progress).score == 0  # nothing is lost before anything is done
    solve(TASKS[0], session)
    solve(TASKS[1], session)
    assert now(session, progress).score == 18
    assert now(session, progress.hinted(TASKS[0])).score == 16
    assert now(session, progress.hinted(TASKS[0]).hinted(TASKS[0])).score == 16  # there are two hints


# -- what counts


def test_a_wrong_answer_does_not_score(session: Session) -> None:
    task = next(task for task in TASKS if task.id == "digits")
    address = task.where
    for wrong in ("20", "12", "0", ""):
        session.set_cell(address, wrong)
        assert task.id not in now(session).done
    session.set_cell(address, "21")
    assert task.id in now(session).done
    session.set_cell(address, "22")  # and is lost again
    assert task.id not in now(session).done


def test_balancing_a_column_with_the_wrong_cell_does_not_score(session: Session) -> None:
    task = next(task for task in TASKS if task.id == "digits")
    section, row, column = task.where.split(".")
    done_rows = [address.split(".")[1] for address in task.done.cells]
    results = next(name for name in done_rows if name not in (row, "carried_in"))
    session.set_cell(f"{section}.{results}.{column}", "5")  # 14 - 9: the column balances, and is wrong
    balance = [o for o in session.result.outcomes if task.where in o.cells and o.status == "failed"]
    assert balance == []
    assert task.id not in now(session).done


def test_a_live_number_is_as_good_as_a_typed_one(session: Session) -> None:
    task = next(task for task in TASKS if task.id == "figure")
    for other in TASKS:
        if other.id in ("digits", "carried", "neighbour"):
            solve(other, session)
    total = next(a for a in session.form.cells if a.startswith("requests.new.") and session.values[a] == 25)
    (name,) = task.done.says
    text = session.report.passages[name].replace("申请22件", f"申请{marker(total)}件")
    session.set_passage(name, text)
    assert task.id in now(session).done
    session.set_cell("requests.new.natural", "22")  # the number follows its cell: now it says 26
    assert task.id not in now(session).done


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("公开。\n（一）", "公开。（一）"),  # run together
        ("把群众关心的事写清楚", "（五）监督保障。把群众关心的事写清楚"),  # written into the first paragraph
        ("（四）政府信息公开平台建设。乡政府门前有公开栏一处，各村有公开栏九处。", ""),  # lost
        ("（五）监督保障", "监督保障"),  # not a part of its own
    ],
)
def test_a_part_that_is_added_leaves_the_others_standing(session: Session, old: str, new: str) -> None:
    task = next(task for task in TASKS if task.id == "aspect")
    solve(task, session)
    assert task.id in now(session).done
    (name,) = task.done.paragraphs
    text = session.report.passages[name]
    assert old in text
    session.set_passage(name, text.replace(old, new))
    assert task.id not in now(session).done


def test_zeros_filled_at_once_do(session: Session) -> None:
    task = next(task for task in TASKS if task.id == "zero")
    session.fill_zero(task.done.filled[0], "练习员")
    assert task.id not in now(session).done  # the total that was typed over still says 1
    session.set_cell(task.where, "")
    assert task.id in now(session).done


# -- the order


def test_the_task_at_hand_is_the_first_that_is_left(session: Session) -> None:
    assert now(session).current is TASKS[0]
    solve(TASKS[1], session)
    assert now(session).current is TASKS[0]
    solve(TASKS[0], session)
    assert now(session).current is TASKS[2]
    assert now(session).number == 3


def test_what_is_skipped_comes_back(session: Session) -> None:
    progress = Progress()
    for task in TASKS[:-1]:
        progress = progress.skipping(task)
    assert now(session, progress).current is TASKS[-1]
    solve(TASKS[-1], session)
    over = practice.settled(now(session, progress), NOON)
    assert over.current is None
    assert over.progress.finished == NOON.isoformat()
    assert [task.id for task in over.left] == [task.id for task in TASKS[:-1]]
    again = over.progress.resumed()
    assert now(session, again).current is TASKS[0]
    assert not again.finished


def test_a_finished_practice_keeps_its_score(session: Session) -> None:
    for task in TASKS:
        solve(task, session)
    over = practice.settled(now(session), NOON)
    assert over.score == 100
    session.undo()
    session.set_cell(TASKS[0].where, "77")
    assert now(session, over.progress).score == 100
    assert practice.settled(now(session, over.progress), NOON).progress is over.progress


def test_nothing_is_finished_while_a_task_is_left(session: Session) -> None:
    standing = now(session)
    assert practice.settled(standing, NOON) is standing


# -- time


@given(st.lists(st.floats(-1e6, 1e6), max_size=20))
def test_a_pause_does_not_count(gaps: list[float]) -> None:
    progress = Progress()
    for gap in gaps:
        progress = progress.passed(gap)
    assert 0 <= progress.used <= PAUSE_S * len(gaps)
    assert progress.used == pytest.approx(sum(min(max(gap, 0), PAUSE_S) for gap in gaps))


def test_the_clock_stands_once_it_is_over() -> None:
    assert Progress(used=60, finished=NOON.isoformat()).passed(30).used == 60


@given(
    st.builds(
        Progress,
        started=st.just(NOON.isoformat()),
        used=st.floats(0, 1e6),
        hints=st.dictionaries(st.sampled_from([task.id for task in TASKS]), st.integers(0, 2)),
        skipped=st.lists(st.sampled_from([task.id for task in TASKS]), unique=True).map(tuple),
        finished=st.sampled_from(["", NOON.isoformat()]),
        done=st.lists(st.sampled_from([task.id for task in TASKS]), unique=True).map(tuple),
        folded=st.booleans(),
    )
)
def test_progress_is_read_as_it_was_written(progress: Progress) -> None:
    assert Progress.of(progress.text()) == progress


# -- the workspace


def test_a_restart_keeps_progress_and_time(workspace: Path) -> None:
    with Workbench.open(workspace) as first:
        key = practice.put(first)
        solve(TASKS[0], first.session(key.year))
        progress = practice.progress_of(first, key)
        assert progress is not None
        practice.keep(first, key, progress.hinted(TASKS[1]).passed(100))
    with Workbench.open(workspace) as second:
        assert practice.put(second) == key
        kept = practice.progress_of(second, key)
        assert kept is not None
        assert (kept.used, kept.hints) == (100, {TASKS[1].id: 1})
        assert now(second.session(key.year), kept).done == {TASKS[0].id}
        assert second.clerk == story().clerk


def test_again_brings_the_mistakes_back_and_leaves_the_rest(bench: Workbench, session: Session) -> None:
    key = session.report.key
    start = (dict(session.report.cells), dict(session.report.passages))
    other = bench.start(key.year + 1)
    other.set_cell(TASKS[0].where, "5")
    last = bench.session(key.year - 1)
    last_cells = dict(last.report.cells)
    last.set_cell(TASKS[0].where, "99")
    for task in TASKS:
        solve(task, session)
    practice.keep(bench, key, Progress(used=500, finished=NOON.isoformat(), done=(TASKS[0].id,)))
    fresh = practice.begin(bench)
    assert (dict(session.report.cells), dict(session.report.passages)) == start
    assert dict(bench.find(key.year - 1).cells) == last_cells
    assert bench.find(key.year + 1).cells[TASKS[0].where] == 5
    assert practice.progress_of(bench, key) == fresh
    assert (fresh.used, fresh.finished) == (0.0, "")
    assert now(session, fresh).done == frozenset()
    session.undo()
    assert now(session, fresh).done == {TASKS[0].id}  # the slip is there to be taken back again


def test_last_year_is_handed_over(bench: Workbench) -> None:
    assert bench.find(story().last.year).state is State.HANDED_OVER


def test_an_office_that_is_there_keeps_its_name(workspace: Path) -> None:
    with Workbench.open(workspace) as bench:
        bench.save_organ(Organ("练习乡人民政府", "乡", "别的区"))
        practice.put(bench)
        assert bench.organ is not None
        assert bench.organ.district == "别的区"


def test_a_report_that_stood_there_before_is_practised_on_and_one_step_away(workspace: Path) -> None:
    with Workbench.open(workspace) as bench:
        bench.save_organ(story().organ)
        old = bench.start(story().this.year)
        old.set_cell(TASKS[0].where, "55")
        practice.put(bench)
        assert now(old).done == frozenset()
        old.undo()
        old.undo()
        assert old.values[TASKS[0].where] == 55


def test_no_other_report_is_practice(bench: Workbench) -> None:
    assert practice.progress_of(bench, replace(practice.key_of(story()), year=story().last.year)) is None


# -- words


def test_the_strip_says_number_score_and_time(session: Session) -> None:
    told = tell(now(session))
    assert told.head == "练习 0/10 · 0 分 · 用时不到 1 分钟"
    assert "不会动您的报告" in told.lead
    assert told.title.startswith("第 1 题")
    solve(TASKS[0], session)
    progress = Progress(used=4 * 60 + 59).hinted(TASKS[1])
    told = tell(now(session, progress), before=())
    assert told.head == "练习 1/10 · 10 分 · 用时 4 分钟"
    assert told.lead == "第 1 题做对了。"
    assert told.note == f"提示：{TASKS[1].hints[0]}"
    assert told.hint == "给点提示（少 2 分）"
    assert tell(now(session, progress.hinted(TASKS[1]))).hint == ""
    session.undo()
    assert tell(now(session), before={TASKS[0].id}).lead == "第 1 题的数又变了，再看一眼。"


def test_the_last_page_names_what_was_learnt_and_what_was_left(session: Session) -> None:
    progress = Progress(used=12 * 60).skipping(TASKS[3]).hinted(TASKS[0])
    for task in TASKS:
        if task is not TASKS[3]:
            solve(task, session)
    told = tell(practice.settled(now(session, progress), NOON))
    assert told.over
    assert told.title == "练完了，得 88 分（满分 100）"
    assert "10 题做对 9 题，用了 12 分钟，看了 1 次提示" in told.what
    assert TASKS[0].learnt in told.what
    assert TASKS[3].learnt not in told.what
    assert "跳过的是第 4 题" in told.what
    assert told.skipped == 1


def test_a_format_the_story_does_not_know_is_said_before_anything_is_made(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workbench.open(workspace) as bench:
        old = bench.governing(2019)
        monkeypatch.setattr(bench, "governing", lambda year: old)
        with pytest.raises(Trouble) as caught:
            practice.put(bench)
        assert "材料和格式对不上" in caught.value.what
        assert bench.reports() == []


@pytest.mark.parametrize("kept", ["{", "[]", '{"skipped": [], "done": [], "later": 1}', '{"used": 3}'])
def test_what_another_version_kept_begins_anew(bench: Workbench, kept: str) -> None:
    key = practice.key_of(story())
    bench.save_details(key, {"practice": kept})
    assert practice.progress_of(bench, key) is None
    solve(TASKS[1], bench.session(key.year))
    practice.put(bench)
    assert practice.progress_of(bench, key) is not None
    assert now(bench.session(key.year)).done == frozenset()
