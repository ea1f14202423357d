"""One open report on a real workspace: what each deed states, computes, tells and keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from app.checks.model import LastYear
from app.checks.totals import effective, relations, total_addresses
from app.domain.address import Address, section_of
from app.domain.change import Change, Standing
from app.domain.errors import CannotWrite, NotFound, Refused, Trouble
from app.domain.report import Report, ReportKey
from app.domain.text import MAX_LABEL, MAX_TEXT, clean
from app.domain.values import Value
from app.editing.session import Changed, Session
from app.forms.catalogue import load_folder
from app.forms.model import Form
from app.storage.shelf import Shelf
from app.system import clock, paths
from tests.disks import fill_up, small_disk

CATALOGUE = load_folder(paths.forms_folder())
FORM = CATALOGUE.governing(2023)
KEY = ReportKey("柳湾乡", 2023)
TOTALS = total_addresses(FORM)
LEAVES = [address for address in FORM.cells if address not in TOTALS]
MONEY = next(address for address, spec in FORM.cells.items() if spec.kind == "money")
COUNT = next(address for address in LEAVES if FORM.cells[address].kind == "count")


def parts_and_total() -> tuple[list[Address], Address]:
    """A total with its parts, found by trying: a total that follows one cell alone."""
    relation = next(item for item in relations(FORM) if not any(part in TOTALS for part in item.parts))
    return list(relation.parts), relation.address


PARTS, TOTAL = parts_and_total()


@pytest.fixture
def shelf(workspace: Path) -> Iterator[Shelf]:
    with Shelf.open(workspace) as opened:
        opened.create(Report(KEY, FORM.id))
        yield opened


@pytest.fixture
def session(shelf: Shelf) -> Session:
    return open_session(shelf)


def open_session(shelf: Shelf, last: LastYear | None = None) -> Session:
    report = shelf.find(KEY)
    assert report is not None
    return Session(shelf, FORM, report, last, who="王小明")


def done(changed: Changed | None) -> Changed:
    assert changed is not None
    return changed


def test_a_figure_is_read_committed_and_told(shelf: Shelf, session: Session) -> None:
    heard: list[tuple[Changed, Report | None]] = []
    session.listen(lambda changed: heard.append((changed, shelf.find(KEY))))
    changed = done(session.set_cell(COUNT, " １２ "))
    assert session.values[COUNT] == 12
    assert changed.kind == "apply"
    assert changed.label == f"填写{FORM.cell_label(COUNT)}"
    assert COUNT in changed.cells
    assert section_of(COUNT) in changed.sections
    ((told, stored),) = heard  # the listener was called once, after the commit
    assert told is changed
    assert stored == session.report
    assert session.undo_label == changed.label
    (entry,) = shelf.history(KEY)
    assert entry.step.after.who == "王小明"
    assert entry.step.before.cells == {COUNT: None}


def test_what_stands_already_is_no_step(shelf: Shelf, session: Session) -> None:
    assert session.set_cell(COUNT, "") is None
    done(session.set_cell(COUNT, "12"))
    assert session.set_cell(COUNT, "0012") is None
    assert session.set_passage(FORM.passage_ids[0], "") is None
    assert session.apply(Change("无", {COUNT: 12})) is None
    assert len(shelf.history(KEY)) == 1
    cleared = done(session.set_cell(COUNT, " "))
    assert cleared.label.startswith("清空")
    assert COUNT not in session.report.cells


def test_what_cannot_be_read_changes_nothing(shelf: Shelf, session: Session) -> None:
    done(session.set_cell(COUNT, "12"))
    before = session.report, session.result, session.saved_at
    with pytest.raises(Refused):
        session.set_cell(COUNT, "一打")
    for wrong in ("no.such.cell", ""):
        with pytest.raises(NotFound):
            session.set_cell(wrong, "1")
        with pytest.raises(NotFound):
            session.apply(Change("", {COUNT: 1, wrong: 1}))
    with pytest.raises(NotFound):
        session.set_passage(section_of(COUNT), "表里没有文字")
    with pytest.raises(NotFound):
        session.fill_zero("no_such_section", "王")
    assert (session.report, session.result, session.saved_at) == before
    assert len(shelf.history(KEY)) == 1


def test_totals_follow_and_may_be_overridden(session: Session) -> None:
    changed = done(session.set_cell(PARTS[0], "3"))
    assert TOTAL in changed.cells
    done(session.set_cell(PARTS[1], "4"))
    assert session.values[TOTAL] == session.computed(TOTAL) == 7
    assert session.set_cell(TOTAL, "7") is None  # its own figure is no override
    assert session.set_cell(TOTAL, "") is None
    done(session.set_cell(TOTAL, "9"))
    assert session.overridden(TOTAL)
    assert (session.values[TOTAL], session.computed(TOTAL)) == (9, 7)
    done(session.set_cell(PARTS[0], "4"))
    assert (session.values[TOTAL], session.computed(TOTAL)) == (9, 8)
    back = done(session.set_cell(TOTAL, "8"))
    assert back.label.startswith("恢复计算")
    assert not session.overridden(TOTAL)
    assert TOTAL not in session.report.cells
    done(session.set_cell(TOTAL, "1"))
    done(session.set_cell(TOTAL, ""))
    assert session.values[TOTAL] == 8
    assert not session.overridden(PARTS[0])
    assert session.computed(PARTS[0]) is None


def test_printed_totals_that_are_right_are_not_kept_as_overrides(session: Session) -> None:
    """A whole old paper in one step: every total as printed, one of them wrong."""
    leaves: dict[Address, Value] = dict.fromkeys(LEAVES, 1)
    printed = {**leaves, **{name: value for name, value in filled(leaves).items() if name in TOTALS}}
    printed[TOTAL] = 99
    done(session.apply(Change("导入旧报告", printed)))
    assert session.overridden(TOTAL)
    others = {name for name in TOTALS if session.overridden(name)}
    # Totals that add the wrong one are printed as if it were right, and so differ too.
    assert others <= {name for name in TOTALS if session.values[name] != session.computed(name)}
    assert session.values == {**dict.fromkeys(FORM.fields), **printed}


def filled(leaves: dict[Address, Value]) -> dict[Address, Value]:
    return effective(FORM, leaves)


def test_money_keeps_every_digit(shelf: Shelf, session: Session) -> None:
    done(session.set_cell(MONEY, "606.05万元"))
    assert str(open_session(shelf).values[MONEY]) == "606.05"


def test_noughts_in_one_step(shelf: Shelf, session: Session) -> None:
    section = section_of(TOTAL)
    done(session.set_cell(PARTS[0], "3"))
    changed = done(session.fill_zero(section, "李四"))
    assert session.values[PARTS[0]] == 3
    assert all(session.values[name] is not None for name in FORM.cells if section_of(name) == section)
    assert not any(name in session.report.cells for name in TOTALS)
    assert {section_of(name) for name in session.report.cells} == {section}
    assert changed.sections == {section}
    assert shelf.history(KEY)[-1].step.after.who == "李四"
    assert session.fill_zero(section, "李四") is None
    done(session.fill_zero(None, "李四"))
    assert None not in session.values.values()
    assert isinstance(session.report.cells[MONEY], Decimal)
    done(session.undo())
    done(session.undo())
    assert dict(session.report.cells) == {PARTS[0]: 3}


def test_texts(shelf: Shelf, session: Session) -> None:
    name = FORM.passage_ids[-1]
    changed = done(session.set_passage(name, "一\r\n二\u2028三\x00\ud800𠮷"))
    assert session.report.passages[name] == "一\n二\n三\ufffd𠮷"
    assert changed.passages == {name}
    assert name in changed.sections
    assert open_session(shelf).report == session.report
    head = FORM.passage_ids[0]
    assert done(session.set_passage(head, "本报告")).label == f"修改{FORM.preface.heading if FORM.preface else ''}"
    done(session.set_passage(name, ""))
    assert name not in session.report.passages


@pytest.mark.parametrize("text", ["", "a\tb\nc", "，“”《》", "𠮷😀"])
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


def test_undo_and_redo_also_of_an_earlier_day(shelf: Shelf, session: Session) -> None:
    done(session.set_cell(PARTS[0], "3"))
    done(session.set_cell(PARTS[0], "4"))
    session = open_session(shelf)
    assert open_session(shelf).undo_label == f"填写{FORM.cell_label(PARTS[0])}"
    changed = done(session.undo())
    assert changed.kind == "undo"
    assert {PARTS[0], TOTAL} <= changed.cells
    assert session.values[TOTAL] == 3
    session = open_session(shelf)
    assert open_session(shelf).redo_label == changed.label
    assert done(session.redo()).kind == "redo"
    assert session.values[TOTAL] == 4
    assert session.redo() is None
    done(session.undo())
    done(session.undo())
    assert session.undo() is None
    assert open_session(shelf).undo_label is None
    assert session.values == open_session(shelf).values
    done(session.set_cell(COUNT, "1"))
    assert session.redo_label is None
    assert [entry.standing for entry in shelf.history(KEY)] == [
        Standing.SUPERSEDED,
        Standing.SUPERSEDED,
        Standing.APPLIED,
    ]


def test_a_listener_may_stop(session: Session) -> None:
    heard: list[Changed] = []
    stop = session.listen(heard.append)
    done(session.set_cell(COUNT, "1"))
    stop()
    stop()
    done(session.set_cell(COUNT, "2"))
    assert len(heard) == 1


def test_last_years_report_can_come_later(shelf: Shelf, session: Session) -> None:
    before = session.result.counts
    old = CATALOGUE.governing(2020)
    noughts = Report(ReportKey(KEY.organ, 2022), old.id, cells=dict.fromkeys(old.cells, 0))
    done(session.fill_zero(None, "王"))
    changed = session.reload(LastYear(old, noughts))
    assert changed.kind == "refresh"
    assert changed.cells >= set(FORM.cells)
    assert session.last is not None
    assert session.result.counts.run > before.run


def test_saved_at_is_the_time_of_the_last_commit(
    shelf: Shelf, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(clock.STOPPED, "2024-01-15T10:32:05+08:00")
    done(session.set_cell(COUNT, "1"))
    assert session.saved_at == clock.now() == open_session(shelf).saved_at
    monkeypatch.setenv(clock.STOPPED, "2024-01-15T10:33:05+08:00")
    assert session.set_cell(COUNT, "1") is None
    assert session.saved_at.isoformat().endswith("10:32:05+08:00")
    done(session.undo())
    assert session.saved_at.isoformat().endswith("10:33:05+08:00")
    assert open_session(shelf).saved_at == session.saved_at


Deed = Callable[[Session], object]
DEEDS: dict[str, Deed] = {
    "cell": lambda session: session.set_cell(COUNT, "77"),
    "text": lambda session: session.set_passage(FORM.passage_ids[-1], "长" * 200_000),
    "noughts": lambda session: session.fill_zero(None, "王"),
    "undo": lambda session: session.undo(),
    "redo": lambda session: session.redo(),
}


def test_on_a_full_disk_nothing_happens_and_it_is_said(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 900) as disk, Shelf.open(disk / "w.db") as shelf:
        shelf.create(Report(KEY, FORM.id))
        session = open_session(shelf)
        done(session.set_cell(COUNT, "1"))
        done(session.apply(Change("长", {COUNT: 3}, {FORM.passage_ids[-1]: "文" * 30_000})))
        done(session.apply(Change("短", {COUNT: 4}, {FORM.passage_ids[-1]: "字" * 30_000})))
        done(session.undo())
        heard: list[Changed] = []
        session.listen(heard.append)
        filler = fill_up(disk)
        stands = session.report, session.result, session.saved_at, session.undo_label, session.redo_label
        for deed in DEEDS.values():
            with pytest.raises(CannotWrite, match="磁盘满"):
                deed(session)
            assert stands == (
                session.report, session.result, session.saved_at, session.undo_label, session.redo_label
            )  # fmt: skip
        assert heard == []
        assert shelf.find(KEY) == session.report
        filler.unlink()
        done(session.redo())
        assert session.values[COUNT] == 4
        assert open_session(shelf).report == session.report


def test_any_form_will_do(shelf: Shelf) -> None:
    for year in (2020, 2022):
        form: Form = CATALOGUE.governing(year)
        shelf.create(Report(ReportKey("柳湾乡", year), form.id))
        report = shelf.find(ReportKey("柳湾乡", year))
        assert report is not None
        session = Session(shelf, form, report)
        done(session.fill_zero(None, "王"))
        noughts = {name for name in (*form.cells, *form.fields) if name not in total_addresses(form)}
        assert set(session.report.cells) == noughts
        assert all(session.values[name] == 0 for name in form.cells)
        texts = [section for section in form.sections if section.kind == "text" and not section.fields]
        assert session.result.errors == ()
        assert session.result.counts.failed == len(texts)  # they are not written yet, and nothing else is wrong
        for name in form.passage_ids:
            done(session.set_passage(name, "有。"))
        assert session.result.counts.failed == 0


def test_texts_are_no_longer_than_what_is_taken_at_the_other_end(shelf: Shelf) -> None:
    session = open_session(shelf)
    name = FORM.passage_ids[-1]
    assert session.set_passage(name, "字" * MAX_TEXT + "\x00\x01")  # what is left out does not count
    stands = session.report
    with pytest.raises(Trouble, match="太长"):
        session.set_passage(name, "字" * (MAX_TEXT + 1))
    with pytest.raises(Trouble, match="太长"):
        session.apply(Change("两处", {COUNT: 5}, {name: "字" * (MAX_TEXT + 1)}))
    assert session.report == stands == shelf.find(KEY)


def test_labels_are_one_clean_line(shelf: Shelf) -> None:
    session = open_session(shelf)
    done(session.apply(Change("读入“\udcff\n\x01" + "长" * 500, {COUNT: 5}, who="王\x00\udcff" + "五" * 500)))
    label, who = session.undo_label or "", shelf.history(KEY)[-1].step.after.who
    for text in (label, who):
        assert text.isprintable()
        assert len(text) == MAX_LABEL
