"""What is put on the shelf comes back exactly, also after closing."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.change import Change, Standing
from app.domain.errors import CannotOpen, CannotWrite, NotFound, Trouble
from app.domain.organ import Organ
from app.domain.report import Handed, Report, ReportKey, State
from app.domain.values import Value
from app.storage.shelf import Shelf

KEY = ReportKey("某乡", 2020)
WHEN = "2021-01-15T09:30:00+08:00"


@pytest.fixture
def shelf(workspace: Path) -> Iterator[Shelf]:
    with Shelf.open(workspace) as opened:
        yield opened


def put(shelf: Shelf, label: str = "填写", who: str = "王", **cells: Value) -> None:
    report = shelf.find(KEY)
    assert report is not None
    before = Change(label, {name: report.cells.get(name) for name in cells}, who=who)
    shelf.commit(KEY, before, Change(label, cells, who=who), WHEN)


def cells(shelf: Shelf) -> dict[str, Value]:
    report = shelf.find(KEY)
    assert report is not None
    return dict(report.cells)


figures = st.integers() | st.decimals(allow_nan=False, allow_infinity=False)
# NUL is stored too; a lone surrogate cannot be.
texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(texts, figures), st.dictionaries(texts, texts.filter(bool)))
def test_a_report_comes_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, stated: dict[str, Value], passages: dict[str, str]
) -> None:
    report = Report(KEY, "some_form", State.DRAFT, stated, passages)
    path = tmp_path_factory.mktemp("w") / "w.db"
    with Shelf.open(path) as shelf:
        shelf.create(report)
    with Shelf.open(path) as shelf:
        found = shelf.find(KEY)
    assert found == report
    for name, value in stated.items():  # 0 is not 0.0 here
        assert type(found.cells[name]) is type(value)


@given(st.dictionaries(texts, figures | st.none()), st.dictionaries(texts, texts), texts, texts)
def test_a_change_comes_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, to: dict[str, Value], passages: dict[str, str], label: str, who: str
) -> None:
    before = Change(label, dict.fromkeys(to), dict.fromkeys(passages, ""), who)
    after = Change(label, to, passages, who, details=dict(passages))
    with Shelf.open(tmp_path_factory.mktemp("w") / "w.db") as shelf:
        shelf.create(Report(KEY, "f"))
        step = shelf.commit(KEY, before, after, WHEN)
        (entry,) = shelf.history(KEY)
    assert entry.step == step
    assert (step.seq, step.when, step.before, step.after) == (1, WHEN, before, after)


def test_undo_and_redo_survive_a_restart(workspace: Path) -> None:
    with Shelf.open(workspace) as shelf:
        shelf.create(Report(KEY, "f"))
        put(shelf, "甲", a=1)
        put(shelf, "乙", a=Decimal("606.050"), b=0)
    with Shelf.open(workspace) as shelf:
        assert shelf.labels(KEY) == ("乙", None)
        undone = shelf.undo(KEY)
        assert undone is not None
        assert undone.before.cells == {"a": 1, "b": None}
        assert cells(shelf) == {"a": 1}
    with Shelf.open(workspace) as shelf:
        assert shelf.labels(KEY) == ("甲", "乙")
        assert shelf.redo(KEY)
        assert str(cells(shelf)["a"]) == "606.050"
        assert shelf.redo(KEY) is None
        shelf.undo(KEY)
        shelf.undo(KEY)
        assert shelf.undo(KEY) is None
        assert cells(shelf) == {}
        assert shelf.labels(KEY) == (None, "甲")


def test_history_is_never_deleted(shelf: Shelf) -> None:
    shelf.create(Report(KEY, "f"))
    for number in range(3):
        put(shelf, str(number), a=number)
    shelf.undo(KEY)
    shelf.undo(KEY)
    put(shelf, "new", a=9)
    entries = shelf.history(KEY)
    assert [entry.step.seq for entry in entries] == [1, 2, 3, 4]
    assert [entry.standing for entry in entries] == [
        Standing.APPLIED,
        Standing.SUPERSEDED,
        Standing.SUPERSEDED,
        Standing.APPLIED,
    ]
    assert shelf.labels(KEY) == ("new", None)
    assert shelf.redo(KEY) is None
    assert [shelf.undo(KEY), shelf.undo(KEY)] != [None, None]
    assert cells(shelf) == {}
    assert shelf.labels(KEY) == (None, "0")


def test_reports_know_nothing_of_each_other(shelf: Shelf) -> None:
    other = ReportKey("某乡", 2021)
    shelf.create(Report(KEY, "f", cells={"a": 1}))
    shelf.create(Report(other, "g", cells={"a": 2}))
    put(shelf, a=3)
    assert shelf.undo(other) is None
    assert [(report.key, report.form_id, dict(report.cells)) for report in shelf.reports()] == [
        (KEY, "f", {"a": 3}),
        (other, "g", {"a": 2}),
    ]
    assert shelf.find(ReportKey("某镇", 2020)) is None
    with pytest.raises(NotFound, match="2019 年度"):
        shelf.undo(ReportKey("某乡", 2019))
    with pytest.raises(Trouble, match="已经有了"):
        shelf.create(Report(KEY, "f"))


def test_the_state_and_the_time_of_the_last_commit(shelf: Shelf) -> None:
    shelf.create(Report(KEY, "f"))
    put(shelf, a=1)
    assert shelf.saved_at(KEY) == datetime.fromisoformat(WHEN)
    shelf.undo(KEY, "2021-01-15T09:31:00+08:00")
    assert shelf.saved_at(KEY).minute == 31
    shelf.set_state(KEY, State.HANDED_OVER)
    report = shelf.find(KEY)
    assert report is not None
    assert report.state is State.HANDED_OVER


def test_settings_and_forms(workspace: Path) -> None:
    with Shelf.open(workspace) as shelf:
        assert shelf.setting("who") is None
        shelf.save_setting("who", "王")
        shelf.save_setting("who", "李")
        shelf.add_pack("form", "annual_x", "id = 'annual_x'\n")
        shelf.add_pack("form", "annual_x", "id = 'annual_x' # corrected\n")
    with Shelf.open(workspace) as shelf:
        assert shelf.setting("who") == "李"
        assert shelf.forms() == [("annual_x", "id = 'annual_x' # corrected\n")]


def test_an_office_that_changes_its_name_keeps_its_reports(shelf: Shelf) -> None:
    assert shelf.organ() is None
    old = Organ("某乡", "乡", "某区", "0951-1", "办公室")
    shelf.save_organ(old)
    assert shelf.organ() == old
    shelf.create(Report(KEY, "f", cells={"a": 1}))
    put(shelf, a=2)
    shelf.create(Report(ReportKey("某镇", 2019), "f"))  # imported under the new name before
    shelf.save_organ(Organ("某镇人民政府", "镇"))
    assert [report.key for report in shelf.reports()] == [ReportKey("某镇", 2019), ReportKey("某镇", 2020)]
    assert shelf.organ_of("某镇") == Organ("某镇人民政府", "镇")
    assert shelf.organ_of("某乡") is None
    with pytest.raises(NotFound):
        shelf.undo(KEY)
    assert shelf.undo(ReportKey("某镇", 2020))


def test_a_name_that_would_make_a_year_stand_twice_is_refused(shelf: Shelf) -> None:
    shelf.save_organ(Organ("某乡"))
    shelf.create(Report(KEY, "f"))
    shelf.create(Report(ReportKey("别乡", 2020), "f"))
    with pytest.raises(Trouble, match="2020"):
        shelf.save_organ(Organ("别乡"))
    assert shelf.organ() == Organ("某乡")
    assert len(shelf.reports()) == 2


def test_what_cannot_be_stored_is_refused_in_words(shelf: Shelf) -> None:
    shelf.create(Report(KEY, "f"))
    put(shelf, a=1)
    with pytest.raises(CannotWrite, match="不能保存的字符"):
        put(shelf, a=2, label="\ud800")
    assert cells(shelf) == {"a": 1}
    put(shelf, a=3)  # and the shelf goes on
    assert cells(shelf) == {"a": 3}


def test_after_closing_every_step_is_refused_in_words(workspace: Path) -> None:
    shelf = Shelf.open(workspace)
    shelf.create(Report(KEY, "f"))
    shelf.close()
    shelf.close()
    with pytest.raises(CannotWrite, match="已经关上"):
        shelf.save_setting("a", "b")
    with pytest.raises(CannotWrite, match="已经关上"):
        shelf.reports()


HANDED = Handed(datetime.fromisoformat(WHEN), "一包.zip", "7K3M9QXD", '{"cells":{}}')


def test_hand_overs_and_details_follow_the_report_under_a_new_name(shelf: Shelf) -> None:
    shelf.save_organ(Organ("某乡"))
    shelf.create(Report(KEY, "f"))
    again = Handed(HANDED.when, "又一包.zip", "7K3M9QXE", "{}")
    shelf.hand_over(KEY, HANDED, {"issued": "2021-01-15", "footer.phone": "1"})
    shelf.hand_over(KEY, again, {"footer.phone": ""})
    shelf.save_organ(Organ("某镇"))
    key = ReportKey("某镇", KEY.year)
    assert shelf.handovers(key) == [HANDED, again]
    assert (shelf.detail(key, "issued"), shelf.detail(key, "footer.phone")) == ("2021-01-15", None)
    report = shelf.find(key)
    assert report is not None
    assert report.state is State.HANDED_OVER


def test_a_report_begins_with_its_first_step_or_not_at_all(shelf: Shelf) -> None:
    new, own = Report(KEY, "f"), Organ("某乡")
    with pytest.raises(CannotWrite):
        shelf.begin(new, own, Change("\ud800"), Change("\ud800", {"a": 1}), WHEN)
    assert shelf.reports() == []
    assert shelf.organ() is None
    step = shelf.begin(new, own, Change("填写", {"a": None}), Change("填写", {"a": 1}), WHEN)
    assert (step.seq, shelf.organ(), cells(shelf)) == (1, own, {"a": 1})
    assert shelf.last_step(KEY) == step
    assert shelf.undo(KEY)
    assert cells(shelf) == {}
    assert shelf.last_step(KEY) is None


DAMAGES = [
    "UPDATE cell SET type = 'decimal', value = 'NaN'",
    "UPDATE cell SET type = 'decimal', value = 'sNaN'",
    "UPDATE cell SET type = 'decimal', value = '1E+999999'",
    "UPDATE cell SET type = 'decimal', value = 'Infinity'",
    "UPDATE cell SET value = '1_0'",
    "UPDATE cell SET value = '٣'",
    "UPDATE cell SET value = ' 3'",
    "UPDATE cell SET value = ''",
    f"UPDATE cell SET value = '{'9' * 5000}'",
    """UPDATE change SET after = '{"cells":{"a":1.5}}'""",
    """UPDATE change SET after = '{"cells":{"a":true}}'""",
    """UPDATE change SET after = '{"cells":{"a":"1E+9"}}'""",
    """UPDATE change SET after = '{"passages":{"p":1}}'""",
    "UPDATE change SET after = '[]'",
    "UPDATE report SET saved = 'zzz'",
    "UPDATE report SET saved = '2021-01-15T09:30:00'",
    "UPDATE report SET state = 'zzz'",
    "UPDATE handover SET \"when\" = 'zzz'",
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_the_program_never_wrote_is_a_damaged_file(workspace: Path, damage: str) -> None:
    with Shelf.open(workspace) as shelf:
        shelf.create(Report(KEY, "f"))
        put(shelf, a=1)
        shelf.hand_over(KEY, HANDED, {})
    with contextlib.closing(sqlite3.connect(workspace)) as connection, connection:
        connection.execute(damage)

    def read(shelf: Shelf) -> None:
        shelf.reports()
        shelf.saved_at(KEY)
        shelf.history(KEY)
        shelf.handovers(KEY)

    with Shelf.open(workspace) as shelf, pytest.raises(CannotOpen, match="损坏"):
        read(shelf)


def test_the_reports_beside_one_and_the_years_of_an_organ(shelf: Shelf) -> None:
    keys = [ReportKey("某镇", 2019), ReportKey("某镇", 2020), ReportKey("某乡", 2020), ReportKey("另一乡", 2020)]
    for key in keys:
        shelf.create(Report(key, "f", cells={"a": key.year}, passages={"t": key.organ}))
    beside = shelf.reports(beside=keys[1])
    assert [report.key for report in beside] == [ReportKey("另一乡", 2020), ReportKey("某乡", 2020)]
    assert beside == [shelf.find(report.key) for report in beside]
    assert shelf.reports(beside=keys[0]) == []
    assert shelf.reports(beside=ReportKey("没有", 2020)) == [shelf.find(keys[n]) for n in (3, 2, 1)]
    assert shelf.years("某镇") == [2020, 2019]
    assert shelf.years("没有") == []
    assert shelf.detail(ReportKey("没有", 2020), "issued") is None
