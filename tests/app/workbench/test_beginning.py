"""A year begun from last year's report: one step, one transaction, with its doubts; or blank where there is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import NotFound, Trouble
from app.domain.report import ReportKey
from app.workbench import doubts, handing, postings, practice
from app.workbench.beginning import begin, outlook
from app.workbench.bench import Workbench
from app.workbench.doubts import Doubt
from app.workbench.importing import import_paper
from app.workbench.leaving import may_go, remove
from tests.app.workbench.conftest import INVENTED, OFFICE, whole
from tests.brought import brought


def test_a_year_begins_with_what_last_year_hands_on(bench: Workbench) -> None:
    whole(bench, 2022)
    last = bench.session(2022)
    last.set_cell("proactive.normative.in_force", "6")
    last.set_passage("preface.copy", "乡政府网站")
    bench.save_clerk("王")
    begun = begin(bench, 2023)
    session = begun.session
    assert session is bench.session(2023)
    assert begun.stands, "the carry-over is the last step"
    assert session.undo_label == "从 2022 年度报告结转"
    assert session.values["proactive.normative.in_force"] == 6
    assert session.values["requests.carried_in.total"] == 0
    assert session.report.passages["preface.copy"] == "乡政府网站"
    assert bench._shelf.history(session.report.key)[0].step.after.who == "王"
    shown = doubts.showing(doubts.of(bench, session.report.key), session.values)
    assert set(shown) == {"proactive.rules.in_force", "proactive.normative.in_force"}
    session.set_cell("proactive.normative.in_force", "7")
    assert [begun.stands, bool(session.undo()), begun.stands] == [False, True, True]
    session.undo()
    assert bench.find(2023).cells == {}
    assert bench.find(2023).passages == {}
    assert not doubts.showing(doubts.of(bench, session.report.key), session.values)
    session.redo()
    assert session.values["proactive.normative.in_force"] == 6


def test_a_doubt_of_last_year_goes_along(bench: Workbench) -> None:
    whole(bench, 2022)
    last = ReportKey("示例乡", 2022)
    out, into = "requests.carried_out.natural", "requests.carried_in.natural"
    doubts.save(bench, last, [Doubt(out, 0, "看一眼。")])
    assert into in doubts.of(bench, begin(bench, 2023).session.report.key)
    remove(bench, ReportKey("示例乡", 2023))
    doubts.settle(bench, last, out)
    assert into not in doubts.of(bench, begin(bench, 2023).session.report.key)


def test_outlook_changes_nothing_and_says_what_begin_does(bench: Workbench) -> None:
    whole(bench, 2022)
    before = bench.reports()
    seen = outlook(bench, 2023)
    assert bench.reports() == before
    assert seen is not None
    assert begin(bench, 2023).carry == seen


def test_without_a_year_before_it_is_blank(bench: Workbench) -> None:
    assert outlook(bench, 2023) is None
    begun = begin(bench, 2023)
    assert begun.carry is None
    assert not begun.stands
    assert begun.session.undo_label is None
    assert bench.find(2023).cells == {}


def test_after_an_empty_year_it_is_blank_and_that_is_said(bench: Workbench) -> None:
    bench.start(2022)
    begun = begin(bench, 2023)
    assert begun.carry is not None
    assert begun.carry.unmapped
    assert begun.session.undo_label is None


@pytest.mark.parametrize("year", [2022, 1987])
def test_a_year_that_cannot_begin_leaves_everything(bench: Workbench, year: int) -> None:
    whole(bench, 2022)
    with pytest.raises(Trouble):
        begin(bench, year)
    assert [report.key.year for report in bench.reports()] == [2022]


def test_into_an_added_format(bench: Workbench) -> None:
    whole(bench, 2026)
    bench.session(2026).set_cell("proactive.normative.in_force", "6")
    brought(bench, INVENTED)
    begun = begin(bench, 2027)
    assert begun.session.values["money.tools.left"] == 6
    assert list(doubts.of(bench, ReportKey("示例乡", 2027))) == ["money.tools.left"]
    assert begun.carry is not None
    assert any("衣被" in sentence for sentence in begun.carry.unmapped)


def test_a_year_begun_by_mistake_goes_and_comes_back_as_it_was(bench: Workbench) -> None:
    whole(bench, 2022)
    session = begin(bench, 2023).session
    session.undo()
    key = session.report.key
    before = (bench.find(2023), bench._shelf.history(key), dict(doubts.of(bench, key)))
    assert may_go(bench, bench.find(2023))
    back = remove(bench, key)
    assert bench.known(key) is None
    with pytest.raises(NotFound):
        bench.session(2023)
    assert [report.key.year for report in bench.reports()] == [2022]
    back()
    assert (bench.find(2023), bench._shelf.history(key), dict(doubts.of(bench, key))) == before
    again = bench.session(2023)
    assert again.redo()
    assert again.values["requests.carried_in.total"] == 0


def test_what_was_undone_was_stated_and_its_log_stays(bench: Workbench) -> None:
    whole(bench, 2022)
    carried, blank = begin(bench, 2023).session, bench.start(2021)
    for session in (carried, blank):
        assert may_go(bench, bench.find(session.report.key.year))
        session.set_cell("proactive.normative.issued", "3")
        while session.undo():
            pass
        key = session.report.key
        log = bench._shelf.history(key)
        assert not bench.find(key.year).cells
        with pytest.raises(Trouble, match="修改记录要留着"):
            remove(bench, key)
        assert bench._shelf.history(key) == log


def test_figures_that_no_step_stated_do_not_go(workspace: Path) -> None:
    with Workbench.open(workspace.with_name("practice.db")) as bench:
        key = practice.put(bench)
        assert not may_go(bench, bench.find(key.year - 1))  # put there with its figures, no step leads before them
        session = bench.session(key.year)
        while session.undo():
            pass
        assert bench.find(key.year).cells
        assert not may_go(bench, bench.find(key.year))


def test_a_removed_year_comes_back_to_the_renamed_office(bench: Workbench) -> None:
    whole(bench, 2022)
    begun = begin(bench, 2023).session.report
    back = remove(bench, begun.key)
    bench.save_organ(replace(OFFICE, name="新名乡人民政府"))
    back()
    assert [report.key for report in bench.reports()] == [ReportKey("新名乡", 2023), ReportKey("新名乡", 2022)]
    assert bench.find(2023).cells == begun.cells
    assert bench.session(2023).undo()
    bench.save_organ(OFFICE)
    back = remove(bench, begun.key)
    bench.save_organ(replace(OFFICE, name="新名乡人民政府"))
    bench.start(2023)
    with pytest.raises(Trouble, match="已经有了"):
        back()


def test_the_year_after_is_checked_against_what_there_is_of_the_year_before(bench: Workbench) -> None:
    after = bench.start(2023)

    def year_before() -> int | None:
        return after.last.report.key.year if after.last is not None else None

    assert year_before() is None
    before = bench.start(2022)
    assert bench.session(2023) is after
    assert year_before() == 2022
    back = remove(bench, before.report.key)
    assert year_before() is None
    back()
    assert year_before() == 2022


def test_a_removed_year_can_be_begun_anew_and_then_the_old_one_stays_away(bench: Workbench) -> None:
    back = remove(bench, begin(bench, 2023).session.report.key)
    anew = begin(bench, 2023).session
    anew.set_cell("proactive.normative.issued", "3")
    with pytest.raises(Trouble, match="已经有了"):
        back()
    assert bench.find(2023).cells == anew.report.cells


def test_a_year_in_which_something_was_stated_does_not_go(bench: Workbench, tmp_path: Path) -> None:
    whole(bench, 2022)
    session = begin(bench, 2023).session
    session.set_passage("overview", "写了一句。")
    before = bench.find(2023)
    with pytest.raises(Trouble, match="不能删"):
        remove(bench, session.report.key)
    assert bench.find(2023) == before
    with pytest.raises(Trouble):
        remove(bench, bench.find(2022).key)  # its first step was no carry-over
    handing.pack(bench, bench.find(2022), tmp_path)
    assert not may_go(bench, bench.find(2022))


def test_a_year_of_which_something_hangs_does_not_go(bench: Workbench) -> None:
    bench.start(2022)
    report = bench.find(2022)
    hung = postings.post(bench, report, day=postings.today(), place="大门口", board="A1")
    assert not may_go(bench, report)
    with pytest.raises(Trouble, match="张贴记录"):
        remove(bench, report.key)
    assert postings.postings(bench, report) == (hung,)
    postings.withdraw(bench, report, hung.seq)
    assert may_go(bench, report)


def test_an_imported_year_does_not_go(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "旧.txt"
    path.write_text("示例乡2023年政府信息公开工作年度报告\n一、总体情况\n写了一句。\n", encoding="utf-8")
    import_paper(bench, path)
    assert not may_go(bench, bench.find(2023))
