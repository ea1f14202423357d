"""就是这个数 is taken back and done again in its turn among the steps of the report."""

from __future__ import annotations

from app.domain.report import ReportKey
from app.workbench import doubts
from app.workbench.bench import Workbench
from app.workbench.doubts import Doubt
from app.workbench.settling import Settlings
from tests.app.workbench.conftest import YEAR, whole

KEY = ReportKey("示例乡", YEAR)
CELL, OTHER = "requests.granted.natural", "requests.granted.business"


def settlings(bench: Workbench) -> Settlings:
    whole(bench)
    doubts.save(bench, KEY, [Doubt(CELL, 0, "看不清。"), Doubt(OTHER, 0, "也看不清。")])
    return Settlings(bench, bench.session(YEAR))


def test_taken_back_and_done_again_last_first(bench: Workbench) -> None:
    settled = settlings(bench)
    assert settled.settle(CELL) is not None
    assert settled.settle(OTHER) is not None
    assert settled.standing() == {}
    assert settled.take_back() == Doubt(OTHER, 0, "也看不清。")
    assert list(settled.standing()) == [OTHER]
    assert settled.take_back() == Doubt(CELL, 0, "看不清。")
    assert settled.take_back() is None
    assert set(settled.standing()) == {CELL, OTHER}
    assert settled.again() == Doubt(CELL, 0, "看不清。")
    assert settled.again() == Doubt(OTHER, 0, "也看不清。")
    assert settled.again() is None
    assert settled.standing() == {}


def test_nothing_is_settled_where_nothing_is_doubted(bench: Workbench) -> None:
    settled = settlings(bench)
    assert settled.settle("requests.new.natural") is None
    assert settled.take_back() is None


def test_what_was_stated_since_is_taken_back_first(bench: Workbench) -> None:
    settled, session = settlings(bench), bench.session(YEAR)
    settled.settle(CELL)
    session.set_cell("requests.new.natural", "7")
    assert settled.take_back() is None
    session.undo()
    assert settled.take_back() == Doubt(CELL, 0, "看不清。")
    session.undo()
    assert settled.again() is None  # steps come first
    session.redo()
    assert settled.again() == Doubt(CELL, 0, "看不清。")


def test_a_new_step_ends_what_could_be_done_again(bench: Workbench) -> None:
    settled, session = settlings(bench), bench.session(YEAR)
    settled.settle(CELL)
    settled.take_back()
    session.set_cell("requests.new.natural", "7")
    settled.stated()
    session.undo()
    assert settled.again() is None


def test_a_line_on_the_page_takes_back_only_what_it_told_of(bench: Workbench) -> None:
    settled = settlings(bench)
    first = settled.settle(CELL)
    settled.settle(OTHER)
    assert settled.take_back(first) is None
    assert settled.standing() == {}
    settled.take_back()
    assert settled.take_back(first) == Doubt(CELL, 0, "看不清。")


def test_it_has_its_turn_among_the_reasons(bench: Workbench) -> None:
    settled, session = settlings(bench), bench.session(YEAR)
    finding = next(found for found in session.result.findings if found.severity != "error")
    settled.settle(CELL)
    session.answer(finding, "原样如此。")
    settled.settle(OTHER)
    assert settled.take_back() == Doubt(OTHER, 0, "也看不清。")
    assert settled.take_back() is None  # the reason comes first
    session.undo()
    assert session.report.answers == {}
    assert settled.take_back() == Doubt(CELL, 0, "看不清。")
    assert settled.again() == Doubt(CELL, 0, "看不清。")
    assert settled.again() is None
    session.redo()
    assert settled.again() == Doubt(OTHER, 0, "也看不清。")
