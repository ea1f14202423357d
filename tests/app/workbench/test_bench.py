"""The open workspace: years, due dates, the office's name, formats that may and may not be added."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.change import Change
from app.domain.errors import FormTrouble, NotFound, Trouble
from app.domain.organ import Organ
from app.domain.report import ISSUED, Report, ReportKey
from app.domain.text import MAX_NAME, MAX_TEXT
from app.storage.shelf import Shelf
from app.system import clock, paths
from app.workbench import footing, handing, issuing, papers
from app.workbench.bench import DUE, Workbench
from app.workbench.summary import summaries
from tests.app.workbench.conftest import INVENTED, OFFICE, YEAR, whole
from tests.brought import brought

BUNDLED = paths.forms_folder() / "annual_2021.toml"
PART = "overview"
ODD = INVENTED.read_text(encoding="utf-8")


# -- years


@pytest.mark.parametrize("year", [20255, 2030, 1987, 2007, 0, -1, 10**12])
def test_a_year_nobody_can_mean_is_refused(bench: Workbench, monkeypatch: pytest.MonkeyPatch, year: int) -> None:
    monkeypatch.setenv(clock.STOPPED, "2024-01-15T09:30")
    with pytest.raises(Trouble, match=str(year)):
        bench.start(year)
    assert bench.reports() == []


def test_next_year_and_the_first_years_of_a_known_format_may_be_begun(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(clock.STOPPED, "2024-01-15T09:30")
    assert bench.start(2025).report.key.year == 2025
    with pytest.raises(Trouble, match="2008 至 2025"):
        bench.start(2026)
    brought(bench, INVENTED)
    for year in (2027, 2028):
        assert bench.start(year).form.first_year == 2027
    with pytest.raises(Trouble):
        bench.start(2029)


def test_a_wrong_year_that_was_kept_before_stops_no_page(workspace: Path) -> None:
    with Workbench.open(workspace) as bench:
        bench.save_organ(OFFICE)
        form = bench.governing(YEAR)
        for year in (20255, 9999, -5):
            bench._shelf.create(Report(ReportKey("示例乡", year), form.id))
        assert [summary.year for summary in summaries(bench)] == [20255, 9999, -5]


@pytest.mark.parametrize("setting", ["02-30", "abc", "", "13-01", "1-2-3", "02-29", "²-1"])
def test_a_due_setting_that_names_no_day_is_the_usual_one(bench: Workbench, setting: str) -> None:
    bench.save_setting(DUE, setting)
    assert bench.due(2022) == date(2023, 1, 31)
    bench.save_setting(DUE, "02-15")
    assert bench.due(2022) == date(2023, 2, 15)


# -- the office


def test_what_belongs_to_reports_stays_under_a_new_name(bench: Workbench, tmp_path: Path) -> None:
    whole(bench)
    issuing.save_issued(bench, bench.find(YEAR), date(2024, 1, 9))
    rows = dict(footing.footer(bench, bench.find(YEAR)))
    label = list(rows)[-1]
    footing.save_footer(bench, bench.find(YEAR), {label: "0971-7654321", "没有这一行": "x"})
    packed = handing.pack(bench, bench.find(YEAR), tmp_path)
    bench.save_organ(Organ("示例镇人民政府", "镇"))
    report = bench.find(YEAR, "示例镇")
    assert issuing.issued(bench, report) == date(2024, 1, 9)
    assert dict(footing.footer(bench, report))[label] == "0971-7654321"
    assert [handed.name for handed in handing.history(bench, report)] == [packed.path.name]
    assert handing.standing(bench, report) is report.state  # the figures are the same


def test_a_day_stated_by_hand_is_taken_back_and_done_again_also_by_a_long_way(bench: Workbench) -> None:
    whole(bench)
    session = bench.session(YEAR)
    begun, day, later = session.position, date(2024, 1, 9), date(2024, 1, 20)

    def stands(wanted: date | None) -> bool:
        kept = wanted and wanted.isoformat()
        return session.around.issued == wanted and bench.detail(session.report.key, ISSUED) == kept

    issuing.state_issued(session, day)
    issuing.state_issued(session, later)
    assert stands(later)
    session.undo()
    assert stands(day)
    assert issuing.issued(bench, session.report) == day
    session.undo()
    assert stands(None)
    session.move_to(begun + 2)
    assert stands(later)
    session.move_to(begun)
    assert stands(None)


def test_what_is_open_is_checked_against_the_office_as_it_is_now(bench: Workbench) -> None:
    whole(bench)
    session = bench.session(YEAR)
    session.set_passage(PART, "我乡高度重视。")

    def found() -> set[str]:
        return {finding.rule for finding in session.result.findings}

    assert "name.level" not in found()
    bench.save_organ(replace(OFFICE, level="街道"))
    assert "name.level" in found()
    bench.save_organ(Organ("示例镇人民政府", "镇"))
    assert session.report.key.organ == "示例镇"
    assert bench.session(YEAR) is session
    session.set_passage(PART, "我镇高度重视。")
    assert "name.level" not in found()


def test_what_is_open_is_checked_against_the_due_day_as_it_is_now(bench: Workbench) -> None:
    whole(bench)
    session = bench.session(YEAR)
    bench.save_setting(DUE, "02-15")
    assert session.around.due == date(YEAR + 1, 2, 15)


@pytest.mark.parametrize("name", ["", "   ", "\t\n", "\x01", "\ud800", "\u200b"])
def test_an_organ_without_a_name_is_refused(bench: Workbench, name: str) -> None:
    with pytest.raises(Trouble, match="机关名称"):
        bench.save_organ(Organ(name))
    with pytest.raises(Trouble, match="机关名称"):
        bench.start(YEAR, name)
    assert bench.organ == OFFICE
    assert bench.reports() == []


def test_names_are_tidied_and_not_endless(bench: Workbench) -> None:
    bench.start(YEAR, "a\nb\t\x01\udcff乡")
    assert bench.reports()[0].key.organ == "ab乡"
    assert bench.find(YEAR, "a\nb\t\x01\udcff乡").key.organ == "ab乡"
    for wrong in (Organ("乡" * (MAX_NAME + 1)), Organ("某乡", phone="1" * (MAX_NAME + 1))):
        with pytest.raises(Trouble, match="太长"):
            bench.save_organ(wrong)
    bench.save_organ(Organ("某乡", phone=" 0971\x00-1\n2 "))
    assert bench.organ == Organ("某乡", phone="0971-1 2")


# -- whole deeds


def test_a_report_that_cannot_be_begun_leaves_no_office_behind(workspace: Path) -> None:
    with Workbench.open(workspace) as bench:
        with pytest.raises(Trouble):
            bench.start(1987, "某乡")
        assert bench._shelf.organ() is None
        draft = bench.draft(YEAR, "某乡")
        with pytest.raises(Trouble, match="太长"):
            draft.set_passage(draft.form.passage_ids[0], "字" * (MAX_TEXT + 1))
        with pytest.raises(NotFound):
            draft.apply(Change("填写", {"nowhere": 1}))
        assert draft.undo() is None
        assert draft.redo() is None
        assert draft.undo_label is None
        assert bench._shelf.organ() is None
        assert bench.reports() == []
        assert draft.set_passage(draft.form.passage_ids[0], "字")
        assert bench.organ == Organ.named("某乡")
        assert bench.reports() == [draft.report]
        assert draft.set_passage(draft.form.passage_ids[0], "字字")
        assert draft.undo()
        assert draft.undo()
        assert draft.redo_label
        assert draft.redo()
        assert bench.find(YEAR).passages == {draft.form.passage_ids[0]: "字"}


# -- formats


def edited(tmp_path: Path, source: str, old: str, new: str) -> Path:
    assert old in source
    path = tmp_path / "新格式.toml"
    path.write_text(source.replace(old, new), encoding="utf-8")
    return path


def test_a_bundled_format_is_never_replaced(bench: Workbench, tmp_path: Path) -> None:
    source = BUNDLED.read_text(encoding="utf-8")
    assert brought(bench, BUNDLED) is bench.governing(YEAR)
    assert bench._shelf.forms() == []
    with pytest.raises(FormTrouble, match=r"自带.*变成了"):
        brought(bench, edited(tmp_path, source, "本年废止件数", "本年作废件数"))
    with pytest.raises(FormTrouble, match=r"自带.*规则、说明或版面"):
        brought(bench, edited(tmp_path, source, "# ", "#  "))
    assert bench.governing(YEAR).source == source


CHANGES = {
    "数或单位": ('id = "kept", label = "留待下年"', 'id = "kept", label = "留待下年", value = "signed"'),
    "变成了": ('label = "留待下年"', 'label = "留到下年"'),
    "规则、说明或版面": ("# An invented", "# Another invented"),
}


@pytest.mark.parametrize("expected", CHANGES)
def test_a_format_in_use_is_not_replaced_and_one_that_nobody_used_is(
    bench: Workbench, tmp_path: Path, expected: str
) -> None:
    changed = edited(tmp_path, ODD, *CHANGES[expected])
    brought(bench, INVENTED)
    brought(bench, changed)  # nobody used it
    brought(bench, INVENTED)
    session = bench.start(2027)
    form = session.form
    with pytest.raises(FormTrouble, match=expected):
        brought(bench, changed)
    assert brought(bench, INVENTED) is form
    assert bench.form_of(bench.find(2027)) is form
    assert bench.session(2027) is session
    assert session.fill_zero(None, "王")


def test_of_two_formats_with_one_id_the_programs_own_is_used(workspace: Path) -> None:
    source = BUNDLED.read_text(encoding="utf-8")
    with Shelf.open(workspace) as shelf:
        shelf.add_pack("form", "annual-2021", source.replace('unit = "万元"', 'unit = "元"'))
    with Workbench.open(workspace) as bench:
        assert bench.governing(YEAR).source == source
        assert len(bench.faults) == 1
        assert "自带" in bench.faults[0]


def test_a_kept_format_that_cannot_be_read_locks_nothing(workspace: Path) -> None:
    with Workbench.open(workspace) as bench:
        bench.save_organ(OFFICE)
        brought(bench, INVENTED)
        bench.start(2027).fill_zero(None, "王")
        whole(bench)
    with contextlib.closing(sqlite3.connect(workspace)) as connection, connection:
        connection.execute("UPDATE pack SET source = 'garbage = ['")
    with Workbench.open(workspace) as bench:
        (fault,) = bench.faults
        assert "annual-2027" in fault
        closed, good = summaries(bench)
        assert (closed.year, closed.total, good.year, good.trouble) == (2027, 0, YEAR, "")
        assert "格式文件不在" in closed.trouble
        with pytest.raises(NotFound):
            bench.session(2027)
        assert bench.last_year(ReportKey("示例乡", 2028)) is None
        assert bench.session(YEAR).result.errors == ()
        with pytest.raises(FormTrouble, match="对不上"):  # another format under that id would change what stands
            brought(bench, _renamed(workspace.parent))
        brought(bench, INVENTED)
        assert bench.faults == ()
        assert bench.session(2027).report.cells


def _renamed(folder: Path) -> Path:
    path = folder / "别的.toml"
    path.write_text(BUNDLED.read_text(encoding="utf-8").replace("annual-2021", "annual-2027"), encoding="utf-8")
    return path


def test_who_stated_zero_stands_in_the_record(workspace: Path) -> None:
    with Workbench.open(workspace) as bench:
        bench.save_organ(OFFICE)
        session = bench.start(2023)
        section = next(section for section in session.form.sections if section.kind == "table")
        session.fill_zero(section.id, "王小梅")
    with Workbench.open(workspace) as bench:
        (said,) = bench.zero_statements(session.report.key)
        assert (said.section, said.who) == (section.id, "王小梅")
        assert set(said.cells) == set(session.report.cells)
        assert bench.zero_statements(ReportKey(OFFICE.short_name, 2020)) == ()


def test_the_day_of_a_paper_stays_when_the_day_stated_is_taken_back(bench: Workbench, tmp_path: Path) -> None:
    """What hangs in the yard says that day, whatever is undone in the program."""
    whole(bench)
    session, stated = bench.session(YEAR), date(2024, 1, 9)
    issuing.state_issued(session, stated)
    papers.export_report(bench, session.report, tmp_path / "年报.pdf")
    session.undo()
    assert issuing.issued(bench, session.report) == stated == session.around.issued
    session.redo()
    issuing.state_issued(session, None)
    assert issuing.issued(bench, session.report) == stated


@pytest.mark.parametrize("day", [date.min, date(2008, 4, 30), date(3000, 1, 1), date.max])
def test_a_day_that_can_only_be_a_slip_is_refused(bench: Workbench, day: date) -> None:
    whole(bench)
    session = bench.session(YEAR)
    with pytest.raises(Trouble, match="成文日期"):
        issuing.state_issued(session, day)
    assert not issuing.has_date(bench, session.report)


def test_the_foot_stands_whatever_day_an_old_workspace_keeps(bench: Workbench) -> None:
    whole(bench)
    issuing.save_issued(bench, bench.find(YEAR), date.max)
    assert "9999年12月31日" in str(footing.footer(bench, bench.find(YEAR)))
