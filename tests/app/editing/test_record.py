"""The log in words: what a step changed, who stated zero and for which cells that still holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.checks.totals import total_addresses
from app.domain.change import Change
from app.domain.live import marker
from app.domain.report import ISSUED, Report, ReportKey
from app.editing import record
from app.editing.session import Session
from app.forms.catalogue import Catalogue, load_folder
from app.forms.load import load_file
from app.forms.model import Form
from app.storage.shelf import Shelf
from app.system import clock, paths

TOMORROW = Path(__file__).resolve().parents[2] / "forms" / "annual_2027.toml"  # invented

CATALOGUE: Catalogue = load_folder(paths.forms_folder())
FORMS = (*CATALOGUE.forms, load_file(TOMORROW))


@pytest.fixture(params=FORMS, ids=lambda form: form.id)
def session(request: pytest.FixtureRequest, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv(clock.STOPPED, "2023-01-08T09:30:00+08:00")
    form: Form = request.param
    key = ReportKey("某乡", form.first_year)
    with Shelf.open(workspace) as shelf:
        shelf.create(Report(key, form.id))
        report = shelf.find(key)
        assert report is not None
        yield Session(shelf, form, report, who="王小梅")


def leaves(form: Form, section: str = "") -> list[str]:
    totals = total_addresses(form)
    return [name for name in form.cells if name not in totals and name.startswith(section)]


def test_a_section_is_named_with_its_count_and_the_person(session: Session) -> None:
    section = next(section for section in session.form.sections if section.kind == "table")
    count = len(leaves(session.form, f"{section.id}."))
    changed = session.fill_zero(section.id, " 王小梅 ")
    assert changed is not None
    assert changed.label == f"{section.name} {count} 格填零，王小梅确认没有发生"
    (said,) = record.zero_statements(session.form, session.touches())
    assert (said.section, said.count, said.who) == (section.id, count, "王小梅")
    assert said.sentence == f"{count} 格由王小梅 1月8日确认为零"


def test_the_whole_report_names_every_section(session: Session) -> None:
    form = session.form
    blank = session.blanks()
    changed = session.fill_zero(None, "王小梅")
    assert changed is not None
    sections = [section for section in form.sections if any(name.startswith(f"{section.id}.") for name in blank)]
    assert changed.label.startswith(f"整份报告 {len(blank)} 格填零（" if len(sections) > 1 else sections[0].name)
    said = record.zero_statements(form, session.touches())
    assert [statement.section for statement in said] == [section.id for section in sections]
    assert sum(statement.count for statement in said) == len(blank)
    assert all(statement.name in changed.label for statement in said)


def test_a_figure_typed_afterwards_is_no_longer_stated_zero(session: Session) -> None:
    session.fill_zero(None, "王小梅")
    name = leaves(session.form)[0]
    before = sum(s.count for s in record.zero_statements(session.form, session.touches()))
    session.set_cell(name, "3")
    said = record.zero_statements(session.form, session.touches())
    assert sum(statement.count for statement in said) == before - 1
    assert all(name not in statement.cells for statement in said)
    session.undo()
    assert sum(s.count for s in record.zero_statements(session.form, session.touches())) == before
    session.undo()
    assert record.zero_statements(session.form, session.touches()) == ()


def test_a_zero_that_was_typed_is_no_statement(session: Session) -> None:
    session.set_cell(leaves(session.form)[0], "0")
    assert record.zero_statements(session.form, session.touches()) == ()


def test_nobody_named_is_said_so(session: Session) -> None:
    changed = session.fill_zero(None, "")
    assert changed is not None
    assert "确认" not in changed.label
    said = record.zero_statements(session.form, session.touches())
    assert all(s.sentence == f"{s.count} 格 1月8日填零，没有记下是谁确认的" for s in said)


def test_a_step_tells_old_and_new(session: Session) -> None:
    name = leaves(session.form)[0]
    session.set_cell(name, "4")
    session.set_cell(name, "")
    told = [record.moves(session.form, entry.step, session.values) for entry in session.steps()]
    assert [[move.text for move in moves] for moves in told] == [["4 → 空"], ["空 → 4"]]
    assert told[0][0].name == session.form.cell_label(name)


def test_many_cells_and_a_text_are_told_in_the_order_of_the_form(session: Session) -> None:
    form = session.form
    first, last = leaves(form)[0], leaves(form)[-1]
    text = form.passage_ids[-1]
    session.apply(Change("粘贴", {last: 2, first: 1}, {text: "没有。"}))
    session.set_passage(text, "没有需要报告的事项。\n" * 3)
    long, entry = session.steps()
    told = record.moves(form, entry.step, session.values)
    assert [move.address for move in told] == [first, last, text]
    assert told[-1].text == "空 → 没有。"
    assert told[-1].name == form.passage_name(text)
    assert [move.text for move in record.moves(form, long.step, session.values)] == ["3 字 → 30 字"]


def test_a_text_is_as_long_as_its_page_says(session: Session) -> None:
    form = session.form
    cell, text = leaves(form)[0], form.passage_ids[-1]
    session.set_cell(cell, "12")
    session.set_passage(text, f"　　全年 {marker(cell)} 件。\n" + "没有需要报告的事项。" * 3)
    told = record.moves(form, session.steps()[0].step, session.values)
    assert [move.text for move in told] == ["空 → 36 字"]
    session.set_passage(text, f"{marker(cell)} 件。")
    told = record.moves(form, session.steps()[0].step, session.values)
    assert told[0].new == "4 字"
    session.set_passage(text, "")
    session.set_passage(text, f"{marker(cell)} 件。")
    assert record.line(form, session.steps()[0], session.values).change == "空 → 12 件。"


def test_the_day_under_a_report_is_a_step_like_any_other(session: Session) -> None:
    first, second = ({ISSUED: day} for day in ("2023-01-09", "2023-01-20"))
    assert session.apply(Change("修改成文日期", details=first, who="王小梅")) is not None
    changed = session.apply(Change("修改成文日期", details=second, who="王小梅"))
    assert changed is not None
    assert changed.details == {ISSUED}
    assert session.apply(Change("修改成文日期", details=second)) is None
    told = [record.line(session.form, entry, session.values).change for entry in session.steps()]
    assert told == ["2023年1月9日 → 2023年1月20日", "没有定 → 2023年1月9日"]
    (move,) = record.moves(session.form, session.steps()[0].step, {})
    assert (move.address, move.name) == (ISSUED, "成文日期")


@pytest.mark.parametrize("name", [ISSUED, "of_tomorrow"])
def test_a_step_whose_detail_nobody_can_read_is_told_as_it_stands(session: Session, name: str) -> None:
    session.apply(Change("修改成文日期", details={ISSUED: "2023-01-09"}))
    step = session.steps()[0].step
    bad = step._replace(before=replace(step.before, details={}), after=replace(step.after, details={name: "morgen"}))
    (move,) = record.moves(session.form, bad, {})
    assert (move.old, move.new) == ("没有定", "morgen")
