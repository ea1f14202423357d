"""What a new year takes over: nothing but last year's figures, nothing of them lost in silence, across all formats."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.checks.engine import check
from app.checks.model import LastYear, Relation
from app.checks.totals import total_addresses
from app.checks.years import last_same, same_cells
from app.domain.address import Address
from app.domain.report import Report, ReportKey
from app.domain.values import Value, read
from app.editing.carry import Carry, plan
from app.forms.catalogue import load_folder
from app.forms.load import load_file
from app.forms.model import Form

ROOT = Path(__file__).parents[3]
CATALOGUE = load_folder(ROOT / "resources" / "forms").with_form(
    load_file(ROOT / "tests" / "forms" / "annual_2027.toml")
)
# Each pair of formats that two years in a row can have: 2020 to 2021 and 2026 to 2027 change the format.
YEARS = pytest.mark.parametrize("year", [2020, 2021, 2022, 2027, 2028])


def last_year(year: int, cells: dict[Address, Value], fill: Value = None, **passages: str) -> LastYear:
    form = CATALOGUE.governing(year - 1)
    leaves = [name for name in form.cells if name not in total_addresses(form)]
    report = Report(
        ReportKey("柳湾乡", year - 1), form.id, passages={_id(name): text for name, text in passages.items()}
    )
    return LastYear(form, report.with_cells({**dict.fromkeys(leaves, fill), **cells}))


def _id(name: str) -> str:
    return name.replace("__", ".")


def carried(year: int, last: LastYear) -> Carry:
    return plan(CATALOGUE.governing(year), last)


def told(carry: Carry) -> tuple[str, ...]:
    return tuple(one.sentence for one in carry.taken)


def follows(relation: Relation) -> bool:
    """Whether one cell follows from one of last year's; what two of them add up to is no figure to take over."""
    return sum(term.last for term in relation.right) == 1


def sources(form: Form) -> list[Address]:
    """What the rules of a format hand on to the next year, totals apart."""
    found = [
        term.address
        for outcome in check(form, Report(ReportKey("", 0), form.id)).outcomes
        if outcome.relation is not None and follows(outcome.relation)
        for term in outcome.relation.right
        if term.last
    ]
    return [name for name in found if name not in total_addresses(form)]


def _then(form: Form, now: Address) -> Address:
    """The cell, by this form's address, that the rule of ``now`` takes last year's figure from."""
    outcomes = check(form, Report(ReportKey("", 0), form.id)).outcomes
    relations = [one.relation for one in outcomes if one.relation and one.relation.left[0].address == now]
    return next(term.address for relation in relations for term in relation.right if term.last)


def test_within_a_format_the_row_goes_over_and_the_stock_is_doubted() -> None:
    last = last_year(
        2022,
        {
            "requests.new.natural": 3,
            "requests.carried_out.natural": 3,
            "proactive.normative.in_force": 6,
            "requests.new.business": 1,
            "requests.carried_out.business": 1,
        },
        fill=0,
    )
    carry = carried(2022, last)
    columns = ("natural", "business", "research", "welfare", "legal_service", "other_org")
    assert carry.cells == {
        **dict.fromkeys((f"requests.carried_in.{column}" for column in columns), 0),
        "requests.carried_in.natural": 3,
        "requests.carried_in.business": 1,
        "proactive.rules.in_force": 0,
        "proactive.normative.in_force": 6,
    }
    assert set(carry.doubts) == {"proactive.rules.in_force", "proactive.normative.in_force"}
    assert carry.doubts["proactive.normative.in_force"].startswith(
        "上年的“现行有效件数”是 6。今年“本年制发件数”“本年废止件数”有数的"
    )
    assert told(carry) == (
        "“上年结转”照上年的“结转下年度”填：自然人 3、商业企业 1，其余 4 格是 0。",
        "“现行有效件数”先照上年填：行政规范性文件 6，其余 1 格是 0；今年有增减的要跟着改。",
    )
    assert carry.unmapped == ()
    assert carry.change("王").label == "从 2021 年度报告结转"


def test_from_2020_to_2021_a_column_that_was_not_there_is_named() -> None:
    last = last_year(2021, {"proactive.normative.public_total": 6}, fill=0)
    carry = carried(2021, last)
    assert not [name for name in carry.cells if name.startswith("proactive.")]
    assert carry.unmapped == ("“现行有效件数”的规章、行政规范性文件：上年的表里没有这一项，要照底册填。",)


def test_into_a_format_with_other_names_what_finds_no_place_is_named() -> None:
    last = last_year(
        2027,
        {"requests.new.natural": 2, "requests.carried_out.natural": 2, "proactive.normative.in_force": 6},
        fill=0,
    )
    carry = carried(2027, last)
    assert carry.cells == {"money.tools.left": 6}
    assert told(carry) == ("“年末存量”先照上年的“现行有效件数”填：农具 6；今年有增减的要跟着改。",)
    assert carry.unmapped == (
        "“年末存量”的衣被：上年的表里没有这一项，要照底册填。",
        "上年的结转下年度·自然人 2：今年的表里没有对应的格，没有结转。",
    )


def test_what_is_blank_or_does_not_add_up_is_not_taken_over() -> None:
    last = last_year(2022, {"requests.carried_out.business": None, "requests.carried_out.natural": 2}, fill=0)
    carry = carried(2022, last)
    assert "requests.carried_in.natural" not in carry.cells  # its column says 0 = 2
    assert "requests.carried_in.business" not in carry.cells
    assert carry.cells["requests.carried_in.research"] == 0
    assert "“上年结转”的商业企业：上年的报告空着，没有结转。" in carry.unmapped
    wrong = "“上年结转”的自然人：上年的报告里对不上（结转下年度·自然人 2），没有结转，请先核对上年的报告。"
    assert wrong in carry.unmapped
    wrong_total = last_year(2022, {"requests.carried_out.total": 5}, fill=0)
    assert not [name for name in carried(2022, wrong_total).cells if name.startswith("requests.")]


def test_what_nobody_settled_last_year_goes_over_with_a_doubt() -> None:
    cells: dict[Address, Value] = {"requests.new.natural": 2, "requests.carried_out.natural": 2}
    doubted = {"requests.carried_out.natural", "proactive.normative.in_force"}
    carry = plan(CATALOGUE.governing(2022), last_year(2022, cells, 0), doubted)
    assert carry.doubts["requests.carried_in.natural"].startswith("上年报告的“结转下年度·自然人”还标着“疑”")
    assert carry.doubts["proactive.normative.in_force"].count("。") == 3
    assert "还标着" not in carry.doubts["proactive.rules.in_force"]


def test_an_empty_year_hands_nothing_on() -> None:
    carry = carried(2022, last_year(2022, {}))
    assert not carry.cells
    assert not carry.passages
    assert not carry.taken
    assert len(carry.unmapped) == 2


def test_the_preface_goes_along_with_year_and_authority_renewed() -> None:
    own = (
        "本乡2020年的报告依国办公开办函〔2019〕60号编制，"
        "收到申请⟦requests.new.natural⟧件，采购⟦proactive.procurement.items⟧项。"
    )
    cells: dict[Address, Value] = {"proactive.procurement.items": 4}
    last = last_year(
        2021, cells, 0, preface=own, preface__copy="乡政府网站", preface__postcode="120201", overview="去年的话"
    )
    carry = carried(2021, last)
    assert carry.passages == {
        "preface": "本乡2021年的报告依国办公开办函〔2021〕30号编制，收到申请⟦requests.new.natural⟧件，采购4项。",
        "preface.copy": "乡政府网站",
        "preface.postcode": "120201",
    }
    assert told(carry)[-2:] == (
        "导言的“电子版在哪里看”“邮政编码”照上年的，请看一遍。",
        "导言照上年自己写的那一段，其中的 2020 年已换成 2021 年，请看一遍。",
    )
    moved = carried(2027, last_year(2027, {}, 0, preface="自己写的。", preface__copy="东墙", preface__address="柳湾路"))
    assert moved.passages == {"opening": "自己写的。", "opening.wall": "东墙"}


@YEARS
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_carried_cell_is_last_years_and_nothing_is_lost_in_silence(year: int, data: st.DataObject) -> None:
    form, before = CATALOGUE.governing(year), CATALOGUE.governing(year - 1)
    fill = data.draw(st.sampled_from([None, 0]))
    handed_on = sources(before)
    some = st.sampled_from([name for name in before.cells if name not in total_addresses(before)] + handed_on * 3)
    wanted = data.draw(st.dictionaries(some, st.one_of(st.none(), st.integers(0, 40)), max_size=12))
    cells = {name: None if value is None else read(str(value), before.cells[name]) for name, value in wanted.items()}
    last = last_year(year, cells, fill)
    carry = plan(form, last)
    same = last_same(form, last)
    rolling = {
        term.address
        for outcome in check(form, Report(ReportKey("", 0), form.id)).outcomes
        if outcome.relation and follows(outcome.relation)
        for term in outcome.relation.left
    }
    assert carry.cells.keys() <= rolling - total_addresses(form)
    assert carry.doubts.keys() <= carry.cells.keys()
    said = "".join(carry.unmapped)
    by_value = check(form, Report(ReportKey("柳湾乡", year), form.id).with_cells(carry.cells), last)
    for outcome in by_value.outcomes:
        relation = outcome.relation
        if relation is None or not follows(relation):
            continue
        now = relation.left[0].address
        then = next(term.address for term in relation.right if term.last)
        if now in carry.cells:
            assert carry.cells[now] is not None
            assert carry.cells[now] == same[then]
            assert (now in carry.doubts) == (len(relation.right) > 1)  # nothing of last year is doubted here
            assert outcome.status != "failed"
        elif now not in total_addresses(form):
            assert all(part in said for part in form.cell_names(now))  # each that was not taken is named
    went = {same_cells(form, before)[_then(form, now)] for now in carry.cells}
    for name in handed_on:
        if last.values[name] and name not in went:
            assert before.cell_label(name) in said
