"""A reason for a finding: saved before told, kept over a restart, gone with what it answered, back with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.checks.model import Around, Finding, LastYear
from app.domain.errors import CannotWrite, NotFound, Trouble
from app.domain.report import Answer, Report, ReportKey
from app.editing.answering import MAX_REASON
from app.editing.session import Changed, Session
from app.forms.catalogue import load_folder
from app.storage.shelf import Shelf
from app.system import clock, paths
from app.wording.load import load_text
from app.wording.model import Wording
from tests.disks import fill_up, small_disk

FORM = load_folder(paths.forms_folder()).governing(2023)
KEY = ReportKey("柳湾乡", 2023)
RULE = next(rule for rule in FORM.rules if rule.kind == "rolls_forward" and "stock" in rule.params)
STOCK = f"{RULE.params['table']}.{RULE.params['rows'][-1]}.{RULE.params['stock']}"
TEXT = next(section.id for section in FORM.sections if section.kind == "text")
WHEN = "2024-01-20T09:00:00+08:00"
WHY = "1 件期满自动失效。"
LAST = LastYear(FORM, Report(ReportKey("柳湾乡", 2022), FORM.id, cells={**dict.fromkeys(FORM.cells, 0), STOCK: 5}))


@pytest.fixture
def shelf(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    monkeypatch.setenv(clock.STOPPED, WHEN)
    with Shelf.open(workspace) as opened:
        opened.create(a_report())
        yield opened


def a_report() -> Report:
    return Report(KEY, FORM.id, cells={**dict.fromkeys(FORM.cells, 0), STOCK: 4})


def open_session(shelf: Shelf) -> Session:
    report = shelf.find(KEY)
    assert report is not None
    return Session(shelf, FORM, report, LAST, who="王小明")


@pytest.fixture
def session(shelf: Shelf) -> Session:
    return open_session(shelf)


def found(session: Session) -> Finding:
    (finding,) = (it for it in session.result.findings if it.rule == RULE.id)
    return finding


def test_it_is_saved_before_it_is_told_and_the_doubt_goes(shelf: Shelf, session: Session) -> None:
    heard: list[tuple[Changed, Report | None]] = []
    session.listen(lambda changed: heard.append((changed, shelf.find(KEY))))
    finding = found(session)
    changed = session.answer(finding, f"  {WHY}\n\x07", "李梅")
    assert found(session).answer == Answer(RULE.id, finding.mark, finding.ground, WHY, "李梅", WHEN)
    assert finding.rule not in {it.rule for it in session.result.warnings}
    ((told, stored),) = heard
    assert told is changed
    assert stored == session.report
    assert (told.kind, told.cells, told.passages) == ("refresh", frozenset(), frozenset())
    assert finding.section in told.sections
    assert shelf.history(KEY) == []  # a reason is no step: nothing in the report has changed
    assert session.saved_at.isoformat() == WHEN


def test_it_survives_a_restart(shelf: Shelf, session: Session, workspace: Path) -> None:
    session.answer(found(session), WHY)
    shelf.close()
    with Shelf.open(workspace) as again:
        answer = found(open_session(again)).answer
        assert answer is not None
        assert (answer.text, answer.who) == (WHY, "王小明")


def test_it_lapses_with_the_figure_and_holds_again_on_undo(session: Session) -> None:
    session.answer(found(session), WHY)
    session.set_cell(STOCK, "3")
    assert found(session).is_open
    session.undo()
    assert not found(session).is_open
    session.redo()
    assert found(session).is_open


def test_it_lapses_with_last_years_figure(session: Session) -> None:
    session.answer(found(session), WHY)
    session.reload(LastYear(FORM, LAST.report.with_cells({STOCK: 6})))
    assert found(session).is_open
    session.reload(LAST)
    assert not found(session).is_open


SLIPS = load_text(
    """id = "slips"
title = "笔误"
[[rule]]
id = "slips"
kind = "wording"
list = "slips"
severity = "warning"
basis = "advice"
message = "{at}，{says}"
[[entry]]
id = "work"
find = ["公开<得>工作"]
right = "的"
fires = ["公开得工作"]
"""
)


def test_in_a_text_it_goes_by_the_sentence_wherever_that_moves(shelf: Shelf) -> None:
    part = next(section.id for section in FORM.sections if section.kind == "text")
    text = "办好公开得工作。另有一句。"
    session = Session(shelf, FORM, a_report(), LAST, around=Around(wording=Wording((SLIPS,))))
    session.set_passage(part, text)

    def slip() -> Finding:
        (finding,) = (it for it in session.result.findings if it.rule == "slips")
        return finding

    session.answer(slip(), "就是这样写的")
    session.set_passage(part, f"前面又写了一句。\n{text}再来一句。")
    assert not slip().is_open
    session.set_passage(part, text.replace("办好", "办好乡里"))
    assert slip().is_open
    session.undo()
    assert not slip().is_open
    session.undo()
    assert not slip().is_open


def test_it_can_be_given_anew_and_taken_back(shelf: Shelf, session: Session) -> None:
    finding = found(session)
    session.answer(finding, WHY)
    session.answer(finding, "这不是同一个数")
    answer = found(session).answer
    assert answer is not None
    assert answer.text == "这不是同一个数"
    heard: list[Changed] = []
    session.listen(heard.append)
    assert session.withdraw(finding) is not None
    assert found(session).is_open
    assert [changed.kind for changed in heard] == ["refresh"]
    assert session.withdraw(finding) is None
    stored = shelf.find(KEY)
    assert stored is not None
    assert stored.answers == {}


def test_what_is_no_reason_is_refused(shelf: Shelf, session: Session) -> None:
    finding = found(session)
    for text, asked, sentence in (
        (" \n\u3000", finding, "说明还空着"),
        ("长" * (MAX_REASON + 1), finding, "太长了"),
        (WHY, finding._replace(severity="error"), "必须改正"),
        (WHY, finding._replace(ground="another"), "刚才变了"),
        (WHY, finding._replace(mark="elsewhere"), "刚才变了"),
    ):
        with pytest.raises(Trouble, match=sentence):
            session.answer(asked, text)
    session.answer(finding, "长" * MAX_REASON)
    stored = shelf.find(KEY)
    assert stored is not None
    assert [answer.text for answer in stored.answers.values()] == ["长" * MAX_REASON]


def test_it_goes_and_comes_back_with_the_report(shelf: Shelf, session: Session) -> None:
    session.answer(found(session), WHY)
    before = shelf.find(KEY)
    removed = shelf.remove(KEY)
    with pytest.raises(NotFound):
        shelf.answer(KEY, Answer("r", "m", "g", "t"))
    shelf.create(a_report())
    fresh = shelf.find(KEY)
    assert fresh is not None
    assert fresh.answers == {}
    shelf.remove(KEY)
    shelf.bring_back(removed)
    assert shelf.find(KEY) == before
    assert not found(open_session(shelf)).is_open


def test_a_full_disk_keeps_neither_the_reason_nor_its_look(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 400) as disk, Shelf.open(disk / "w.db") as shelf:
        shelf.create(a_report())
        session = open_session(shelf)
        heard: list[Changed] = []
        session.listen(heard.append)
        fill_up(disk)

        def until_full() -> None:
            for _ in range(200):  # a little room may be left in the log
                session.answer(found(session), WHY * 10)
                heard.clear()

        with pytest.raises(CannotWrite):
            until_full()
        assert heard == []
        stored = shelf.find(KEY)
        assert stored == session.report


# ------------------------------------------------------------------------------------------------- its way back


def test_undo_takes_back_the_reason_and_no_step_before_it(session: Session) -> None:
    session.set_passage(TEXT, "写了3句。")
    before, told = session.report.passages, []
    session.answer(found(session), WHY)
    assert session.undo_label == "填写说明"
    session.listen(lambda changed: told.append((changed.kind, changed.label, changed.steps)))
    session.undo()
    assert (session.report.answers, session.report.passages) == ({}, before)
    assert session.redo_label == "填写说明"
    session.redo()
    assert found(session).answer is not None
    assert told == [("undo", "填写说明", 0), ("redo", "填写说明", 0)]  # no step of the log moved
    session.undo()
    session.undo()
    assert session.report.passages != before


def test_a_reason_taken_away_comes_back(session: Session) -> None:
    session.answer(found(session), "别的。")
    session.answer(found(session), WHY)
    session.withdraw(found(session))
    said = []
    for _ in range(3):
        session.undo()
        answer = found(session).answer
        said.append(answer.text if answer is not None else "")
    assert said == [WHY, "别的。", ""]


def test_what_was_stated_since_a_reason_is_taken_back_first(session: Session) -> None:
    session.answer(found(session), WHY)
    session.set_passage(TEXT, "写了3句。")
    session.undo()
    assert found(session).answer is not None
    session.undo()
    assert found(session).answer is None
    session.set_passage(TEXT, "写了4句。")
    session.undo()
    assert session.redo() is not None
    assert found(session).answer is None  # a new step ended it
