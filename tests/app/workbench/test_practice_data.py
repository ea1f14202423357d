"""The story of the practice township, tried task by task: data that people who do not program may correct."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.change import Change
from app.domain.errors import Trouble
from app.editing.session import Session
from app.system import paths
from app.workbench import practice
from app.workbench.bench import Workbench
from app.workbench.practice_story import Task, faults, load, story, value_of
from app.workbench.practice_words import tell

TASKS = story().tasks
ids = [task.id for task in TASKS]


def solve(task: Task, session: Session) -> None:
    """The solution of the data, as one step."""
    texts = {}
    for name, (old, new) in task.solve.replace.items():
        now = session.report.passages.get(name, "")
        assert old in now
        texts[name] = now.replace(old, new) if old else now + new
    cells = {address: value_of(session.form, address, text) for address, text in task.solve.cells.items()}
    session.apply(Change(f"做 {task.id}", cells, texts))


@pytest.fixture
def session(workspace: Path) -> Iterator[Session]:
    with Workbench.open(workspace) as bench:
        yield bench.session(practice.put(bench).year)


def test_every_name_is_known_to_the_formats(workspace: Path) -> None:
    told = story()
    with Workbench.open(workspace) as bench:
        last, this = bench.governing(told.last.year), bench.governing(told.this.year)
        assert list(faults(told, last, this)) == []
        other = bench.governing(2019)  # whose names differ: the lint does find something
        assert any("行" in fault or "没有" in fault for fault in faults(told, other, other))


def test_there_are_as_many_tasks_as_fit_into_a_quarter_of_an_hour() -> None:
    assert 8 <= len(TASKS) <= 10
    assert len(set(ids)) == len(ids)
    assert story().minutes == 15
    for task in TASKS:
        assert 3 <= len(task.title) <= 12
        assert len(task.what) <= 120
        assert 1 <= len(task.hints) <= 2
        words = (task.title, task.what, task.learnt, task.paper, *task.hints)
        assert not [word for word in words if re.search(r"失败|非法|确定|[！!]|校验|字段", word)]


def test_last_year_is_right_and_this_year_is_not(session: Session) -> None:
    assert session.last is not None
    with_last = practice.standing(story(), session, practice.Progress())
    assert with_last.done == frozenset()
    assert session.result.errors
    assert session.result.warnings


def test_last_years_report_has_no_finding(workspace: Path) -> None:
    with Workbench.open(workspace) as bench:
        key = practice.put(bench)
        assert bench.check(bench.find(key.year - 1)).findings == ()


@pytest.mark.parametrize("task", TASKS, ids=ids)
def test_each_task_can_be_done_alone(session: Session, task: Task) -> None:
    assert not practice.is_done(task, session)
    solve(task, session)
    done = {other.id for other in TASKS if practice.is_done(other, session)}
    assert done == {task.id}


def test_all_tasks_done_leave_the_report_in_order(session: Session) -> None:
    for number, task in enumerate(TASKS, 1):
        solve(task, session)
        now = practice.standing(story(), session, practice.Progress())
        assert (len(now.done), now.score) == (number, 10 * number)
    assert session.result.findings == ()
    assert {outcome.status for outcome in session.result.figures} == {"passed"}


def test_the_first_task_is_done_by_taking_a_step_back(session: Session) -> None:
    session.undo()
    assert practice.is_done(TASKS[0], session)
    assert session.undo() is None  # nothing leads back before the story


def test_every_place_is_one_that_can_be_shown(session: Session) -> None:
    for task in TASKS:
        assert session.form.spec(task.where) is not None or session.form.section(task.where) is not None


def test_the_words_hold_no_placeholder(session: Session) -> None:
    said = (
        " ".join(session.report.passages.values())
        + tell(practice.standing(story(), session, practice.Progress())).spoken
    )
    assert "{" not in said
    assert str(story().this.year) in said


def test_every_key_is_explained() -> None:
    told = (paths.practice_folder() / "README.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"`([a-z.]+)`", told))
    for name in ("township.toml", "tasks.toml"):
        text = (paths.practice_folder() / name).read_text(encoding="utf-8")
        used = set(re.findall(r"^([a-z.]+) *=", text, re.MULTILINE))
        used |= set(re.findall(r"^\[+([a-z]+)", text, re.MULTILINE))
        assert used <= explained | {"task", *story().this.passages}, used - explained


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("tasks.toml", "paper =", "papier =", "不认识“papier”"),
        ("tasks.toml", "done.says", "done.sagt", "不认识“sagt”"),
        ("township.toml", "minutes = 15", "", "少了 minutes"),
        ("township.toml", "year = 2022", "year = ", "读不出来"),
        ("township.toml", "fill = 0", "fill = 0\nfuel = 0", "不认识“fuel”"),
    ],
)
def test_a_slip_in_the_files_is_named(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    for path in paths.practice_folder().glob("*.toml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Trouble) as caught:
        load(tmp_path)
    assert said in caught.value.what
    assert "报告不受影响" in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('where = "overview"', 'where = "overwiev"', "没有“overwiev”这个地方"),
        ('done.filled = ["disputes"]', 'done.filled = ["dispute"]', "没有“dispute”这一部分"),
        ('["proactive.in_force"]', '["proactive.in_forse"]', "没有“proactive.in_forse”这条规则"),
        ('{ overview = ["监督保障"] }', '{ overvew = ["监督保障"] }', "没有“overvew”这段文字"),
        ('"requests.new.natural" = "21"', '"requests.new.nature" = "21"', "没有“requests.new.nature”"),
        ('"requests.new.natural" = "21"', '"requests.new.natural" = "2l"', "2l"),
    ],
)
def test_a_name_no_format_knows_is_found(tmp_path: Path, workspace: Path, old: str, new: str, said: str) -> None:
    for path in paths.practice_folder().glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace(old, new), encoding="utf-8")
    told = load(tmp_path)
    with Workbench.open(workspace) as bench:
        found = list(faults(told, bench.governing(told.last.year), bench.governing(told.this.year)))
    assert any(said in fault for fault in found)
