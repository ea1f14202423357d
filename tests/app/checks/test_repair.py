"""Repairs of tables that do not balance: the true figures are among them, and every one balances everything."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.checks.engine import CheckResult, check
from app.checks.model import LastYear, Outcome
from app.checks.repair import Repair, Repairs, find
from app.checks.repair_proof import turned
from app.checks.repair_words import because, offer, say
from app.checks.totals import computed, effective, relations, total_addresses
from app.domain import live
from app.domain.address import Address, section_of
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.forms.catalogue import load_folder
from app.forms.load import load_text
from app.forms.model import Form, Section
from tests.benchmarks.county import county

ROOT = Path(__file__).parents[3]
CATALOGUE = load_folder(ROOT / "resources" / "forms")
OLD, NEW = CATALOGUE.governing(2020), CATALOGUE.governing(2023)
TOMORROW = load_text((ROOT / "tests" / "forms" / "annual_2027.toml").read_text(encoding="utf-8"))
FORMS = pytest.mark.parametrize("form", [OLD, NEW, TOMORROW], ids=lambda form: form.id)
CORPUS = ROOT.parent / "shared" / "corpus" / "reports" / "truth.json"
NATURAL, BUSINESS = "requests.granted.natural", "requests.granted.business"


@dataclass(frozen=True)
class Case:
    """A report with its form, and last year's."""

    form: Form
    report: Report
    last: LastYear | None = None

    def with_cells(self, cells: dict[Address, Value]) -> Case:
        return replace(self, report=self.report.with_cells(cells))

    def check(self) -> CheckResult:
        return check(self.form, self.report, self.last)

    def find(self, section: str) -> Repairs:
        return find(self.report, self.check(), _section(self.form, section))


def _section(form: Form, section_id: str) -> Section:
    section = form.section(section_id)
    assert section is not None
    return section


def _leaves(form: Form) -> list[Address]:
    return [address for address in form.cells if address not in total_addresses(form)]


def _balanced(form: Form, seed: int, *, printed: bool = False) -> Case:
    """A report in which every numeric relation holds, warnings too; ``printed``: with every total stated as well."""
    chance = random.Random(seed)
    cells: dict[Address, Value] = {}
    for address in _leaves(form):
        figure = chance.choice((0, 0, 0, 1, 2, 3, 12, 47, 180))
        cells[address] = Decimal(figure) if form.cells[address].kind == "money" else figure
    while wrong := [o for o in check(form, _report(form, cells)).outcomes if _is_wrong(o)]:
        relation, lhs, rhs = wrong[0].relation, wrong[0].lhs, wrong[0].rhs
        assert relation is not None
        assert lhs is not None
        assert rhs is not None
        _raise(form, cells, (relation.left if lhs < rhs else relation.right)[0].address, max(lhs, rhs) - min(lhs, rhs))
    case = Case(form, _report(form, cells))
    if printed:
        case = Case(form, _report(form, effective(form, cells)))
    assert not [o for o in case.check().outcomes if o.status == "failed" and o.relation is not None]
    return case


def _is_wrong(outcome: Outcome) -> bool:
    return outcome.status == "failed" and outcome.relation is not None and not outcome.relation.total_of


def _raise(form: Form, cells: dict[Address, Value], address: Address, by: int | Decimal) -> None:
    """Adds to a cell, to the first part where it is a total."""
    parts = {total.address: total.parts for total in relations(form)}
    while address in parts:
        address = parts[address][0]
    cells[address] = (cells[address] or 0) + by


def _report(form: Form, cells: dict[Address, Value]) -> Report:
    return Report(ReportKey("柳湾乡", form.first_year), form.id).with_cells(cells)


def _all(repairs: Repairs) -> list[Repair]:
    return [repair for cause in repairs.causes for repair in cause.repairs]


def _head(repairs: Sequence[Repair]) -> str:
    told = offer(NEW, repairs)
    assert told is not None
    return told.head


def _errors(case: Case, section: str) -> list[str]:
    return [
        f"{o.rule}/{o.cells[0]}"
        for o in case.check().outcomes
        if o.status == "failed" and o.severity == "error" and o.relation is not None and o.section == section
    ]


def _prove(case: Case, section: str) -> list[Repair]:
    """Every whole repair balances the table and breaks nothing; it touches nothing but its cells."""
    before = {f"{o.rule}/{o.cells[0]}": o.status for o in case.check().outcomes if o.relation is not None}
    found = _all(case.find(section))
    for repair in found:
        assert repair.cells
        assert all(section_of(address) == section for address in repair.cells)
        mended = case.with_cells(dict(repair.cells))
        result = mended.check()
        for address, value in repair.after.items():
            assert result.values[address] == value
            assert case.check().values[address] == repair.before[address] != value
        if not repair.whole:
            continue
        for outcome in result.outcomes:
            if outcome.relation is not None and outcome.section == section:
                key = f"{outcome.rule}/{outcome.cells[0]}"
                assert outcome.status != "failed" or (outcome.severity != "error" and before[key] == "failed"), key
        words = say(case.form, repair)
        assert words.name
        assert words.button
        assert words.done.startswith("已")
    return found


@FORMS
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_one_spoilt_cell_is_found_and_every_repair_balances(form: Form, data: st.DataObject) -> None:
    printed = data.draw(st.booleans(), label="every total printed")
    whole = _balanced(form, data.draw(st.integers(0, 50)), printed=printed)
    address = data.draw(st.sampled_from(sorted(form.cells)))
    before = whole.check().values[address]
    figure = data.draw(st.integers(0, 400))
    spoilt = Decimal(figure) if form.cells[address].kind == "money" else figure
    case = whole.with_cells({address: spoilt})
    section = section_of(address)
    found = _prove(case, section)
    if not _errors(case, section):
        assert not found
        return
    assert any(repair.whole and {**repair.after} == {address: before} for repair in found), (address, before, spoilt)


@FORMS
def test_a_table_that_balances_has_nothing_to_repair(form: Form) -> None:
    case = _balanced(form, 3)
    for section in form.sections:
        assert case.find(section.id) == Repairs()


def _one_fault() -> Case:
    """The township of the mock-up: 予以公开·自然人 says 4 and should say 5."""
    cells = dict.fromkeys(_leaves(NEW), 0)
    cells |= {"requests.new.natural": 7, "requests.carried_in.natural": 1, NATURAL: 4, "requests.partial.natural": 1}
    cells |= {"requests.process.natural": 1, "requests.unclear.natural": 1, "requests.new.business": 2, BUSINESS: 1}
    cells |= {"requests.not_held.business": 1}
    return Case(NEW, _report(NEW, {**cells, "proactive.fees.amount": Decimal(0)}))


def test_without_a_second_source_all_ways_stand_equal_the_likeliest_slip_first() -> None:
    case = _one_fault()
    (cause,) = case.find("requests").causes
    assert cause.keys[0] == "requests.balance/requests.new.natural"
    assert "requests.balance/requests.new.total" in cause.keys
    assert _head(cause.repairs) == "改哪一格就全平"
    assert not any(repair.sure for repair in cause.repairs)
    told = [(say(NEW, r).name, say(NEW, r).old, say(NEW, r).new) for r in cause.repairs]
    assert told[:2] == [("本年新收 · 自然人", "7", "6"), ("（一）予以公开 · 自然人", "4", "5")]
    noughts = [place for place, (_, old, _) in enumerate(told) if old == "0"]
    assert noughts == list(range(len(told) - len(noughts), len(told)))


def test_a_sentence_that_states_the_figure_decides() -> None:
    case = _one_fault()
    case = replace(case, report=case.report.with_passages({"overview": "全年答复申请，予以公开6件，部分公开1件。"}))
    (cause,) = case.find("requests").causes
    best = cause.repairs[0]
    assert best.sure
    assert dict(best.cells) == {NATURAL: 5}
    assert _head(cause.repairs) == "改这一格就全平"
    assert because(best) == "依据：总体情况写“予以公开6件”，表里合计是 5。"
    words = say(NEW, best)
    assert (words.old, words.new, words.button) == ("4", "5", "改为 5")
    assert words.short == "予以公开 4 → 5"
    assert words.done == "已把（一）予以公开·自然人从 4 改为 5"


def test_a_sentence_that_states_what_stands_speaks_against_changing_it() -> None:
    case = _one_fault()
    case = replace(
        case, report=case.report.with_passages({"overview": "全年新收申请9件，上年结转1件，重复申请 0 件。"})
    )
    (cause,) = case.find("requests").causes
    assert not cause.repairs[0].sure
    assert dict(cause.repairs[0].cells) == {NATURAL: 5}
    last = {address for repair in cause.repairs[-3:] for address in repair.cells}
    assert last == {"requests.new.natural", "requests.carried_in.natural", "requests.repeat.natural"}


def test_a_doubted_cell_comes_first_where_nothing_else_decides() -> None:
    case, doubted = _one_fault(), "requests.inquiry.natural"
    (cause,) = find(case.report, case.check(), _section(NEW, "requests"), {doubted}).causes
    assert list(cause.repairs[0].cells) == [doubted]
    assert not cause.repairs[0].sure
    case = replace(case, report=case.report.with_passages({"overview": "予以公开6件。"}))
    (cause,) = find(case.report, case.check(), _section(NEW, "requests"), {doubted}).causes
    assert list(cause.repairs[0].cells) == [NATURAL]


def test_a_live_number_bears_no_witness() -> None:
    case = _one_fault()
    text = f"予以公开{live.marker('requests.granted.total')}件，上年结转{live.marker('requests.carried_in.total')}件。"
    case = replace(case, report=case.report.with_passages({"overview": text}))
    assert case.find("requests") == _one_fault().find("requests")


def test_a_year_in_a_sentence_is_no_figure() -> None:
    case = _one_fault()
    case = replace(case, report=case.report.with_passages({"overview": "予以公开6年来，予以公开的6日内。"}))
    (cause,) = case.find("requests").causes
    assert not cause.repairs[0].sure


def test_last_year_decides_what_was_carried_in() -> None:
    case = _balanced(NEW, 5)
    carried = "requests.carried_in.natural"
    now = case.report.cells[carried]
    assert isinstance(now, int)
    outs = {a.replace("carried_in", "carried_out"): v for a, v in case.report.cells.items() if "carried_in" in a}
    last = LastYear(NEW, _report(NEW, {**dict.fromkeys(_leaves(NEW), 0), **outs}))
    spoilt = replace(case, last=last).with_cells({carried: now + 3})
    best = spoilt.find("requests").causes[0].repairs[0]
    assert best.sure
    assert dict(best.cells) == {carried: now}
    assert because(best) == f"依据：上年报告的结转下年度是 {now}。"


def test_a_printed_total_decides() -> None:
    case = _balanced(NEW, 8, printed=True)
    now = case.report.cells[NATURAL]
    assert isinstance(now, int)
    spoilt = case.with_cells({NATURAL: now + 7})
    best = spoilt.find("requests").causes[0].repairs[0]
    assert best.sure
    assert dict(best.cells) == {NATURAL: now}
    assert best.evidence.startswith("原件上")


def test_a_total_that_is_none_computes_itself_again() -> None:
    case = _balanced(NEW, 8)
    total = "requests.results_total.natural"
    value = case.check().values[total]
    spoilt = case.with_cells({total: 9_999})
    found = _prove(spoilt, "requests")
    repair = next(r for r in found if r.kind == "total")
    assert dict(repair.cells) == {total: None}
    assert say(NEW, repair).button == f"改回 {value}"
    assert computed(NEW, spoilt.with_cells(dict(repair.cells)).check().values, total) == value


def test_exchanged_digits_come_before_every_other_slip() -> None:
    case = _one_fault().with_cells({"requests.new.natural": 21, NATURAL: 19})
    assert not _errors(case, "requests")
    spoilt = case.with_cells({"requests.new.natural": 12})
    best = spoilt.find("requests").causes[0].repairs[0]
    assert dict(best.cells) == {"requests.new.natural": 21}


def test_two_neighbours_exchanged_are_one_deed() -> None:
    case = _one_fault().with_cells({NATURAL: 5})
    case = replace(case, report=case.report.with_passages({"overview": "予以公开6件。"}))
    spoilt = case.with_cells({NATURAL: 1, BUSINESS: 5})
    repairs = spoilt.find("requests")
    assert len(repairs.causes) == 2
    for cause in repairs.causes:
        best = cause.repairs[0]
        assert (best.kind, dict(best.cells)) == ("swap", {NATURAL: 5, BUSINESS: 1})
        assert say(NEW, best).name == "予以公开：自然人 1 和商业企业 5 对调"
        assert say(NEW, best).done == "已把（一）予以公开·自然人 1 和（一）予以公开·商业企业 5 对调"
        assert not any(r.whole for r in cause.repairs if r.kind == "cell")
        assert _head(cause.repairs) == "对调这两格就全平"
        assert not best.evidence  # the sum of the row is the same, however a sentence puts it
    _prove(spoilt, "requests")


def test_a_column_typed_one_row_too_low_is_found() -> None:
    case = _one_fault().with_cells({NATURAL: 5, "requests.carried_out.natural": 0})
    column = [a for a in _leaves(NEW) if a.endswith(".natural") and a.startswith("requests.")]
    figures = [case.report.cells[a] for a in column]
    spoilt = case.with_cells(dict(zip(column, [0, *figures[:-1]], strict=True)))
    found = _prove(spoilt, "requests")
    up = next(r for r in found if r.kind == "up")
    assert spoilt.with_cells(dict(up.cells)).report.cells == case.report.cells
    assert say(NEW, up).button == "上移一行"
    assert say(NEW, up).name == "自然人列：从本年新收到信访举报投诉类申请往上移一行"


def test_a_row_typed_one_column_too_far_is_found() -> None:
    case = _one_fault().with_cells({NATURAL: 5})
    row = [a for a in _leaves(NEW) if a.startswith("requests.new.")]
    figures = [case.report.cells[a] for a in row]
    spoilt = case.with_cells(dict(zip(row, [0, *figures[:-1]], strict=True)))
    best = spoilt.find("requests").causes[0].repairs[0]
    assert best.kind == "left"
    assert spoilt.with_cells(dict(best.cells)).report.cells == case.report.cells
    _prove(spoilt, "requests")


@pytest.mark.parametrize("form", [OLD, NEW], ids=lambda form: form.id)
@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 80), way=st.sampled_from(["up", "left"]), number=st.integers(0, 99))
def test_whatever_was_typed_one_place_too_far_is_found(form: Form, seed: int, way: str, number: int) -> None:
    whole = _balanced(form, seed)
    grid = [a.split(".") for a in _leaves(form) if a.startswith("requests.")]
    at = 2 if way == "up" else 1
    names = sorted({parts[at] for parts in grid})
    name = names[number % len(names)]
    line = [".".join(parts) for parts in grid if parts[at] == name]
    whole_line = [0 if address == line[-1] else whole.report.cells.get(address) for address in line]
    spoilt = whole.with_cells(dict(zip(line, [0, *whole_line[:-1]], strict=True)))
    assume(not whole.report.cells.get(line[-1]))  # what fell off the end is lost
    assume(_errors(spoilt, "requests"))
    found = [r for r in _prove(spoilt, "requests") if r.kind in (way, "swap")]  # one figure alone has changed places
    assert any(spoilt.with_cells(dict(r.cells)).report.cells == whole.report.cells for r in found)


SLIPS = ("one", "two", "three", "neighbours", "digits", "shifted", "totals")


def _slipped(whole: Case, section: str, slip: str, chance: random.Random) -> dict[Address, Value]:
    """Cells of the table as a hand may have spoilt them."""
    form, now = whole.form, whole.check().values
    cells = [address for address in form.cells if section_of(address) == section]
    leaves = [address for address in cells if address not in total_addresses(form)]
    if slip in ("one", "two", "three", "totals"):
        among = [a for a in cells if a not in leaves] if slip == "totals" else cells
        chosen = chance.sample(among, min(len(among), {"one": 1, "two": 2, "three": 3}.get(slip, 2)))
        figures = [chance.choice((0, 1, 2, 12, chance.randint(0, 300))) for _ in chosen]
        kinds = [form.cells[address].kind for address in chosen]
        return {a: Decimal(f) if k == "money" else f for a, f, k in zip(chosen, figures, kinds, strict=True)}
    if slip == "digits":
        long = [address for address in leaves if isinstance(now[address], int) and now[address] not in range(10)]
        chosen = chance.sample(long, min(len(long), 1))
        return {address: int(str(now[address])[::-1]) for address in chosen}
    along = chance.choice((1, 2))
    name = chance.choice(sorted({address.split(".")[along] for address in leaves}))
    line = [address for address in leaves if address.split(".")[along] == name]
    if slip == "neighbours":
        pairs = list(pairwise(line))
        one, other = chance.choice(pairs) if pairs else (line[0], line[0])
        return {one: now[other], other: now[one]}
    nought: Value = Decimal(0) if isinstance(now[line[0]], Decimal) else 0
    return dict(zip(line, [nought, *(now[address] for address in line[:-1])], strict=True))


def _failed(result: CheckResult, *severities: str) -> set[str]:
    """Every relation of the report that fails, as the panel keys its lines."""
    told = [o for o in result.figures if o.relation is not None and o.status == "failed"]
    return {f"{o.rule}/{o.cells[0]}" for o in told if not severities or o.severity in severities}


@FORMS
@pytest.mark.parametrize("slip", SLIPS)
@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_every_way_does_what_its_heading_says(form: Form, slip: str, seed: int) -> None:
    chance = random.Random(seed)
    section = chance.choice([section.id for section in form.sections if section.kind == "table"])
    whole = _balanced(form, seed % 60, printed=chance.random() < 0.5)
    case = whole.with_cells(_slipped(whole, section, slip, chance))
    wrong, repairs = _failed(case.check(), "error"), case.find(section)
    for key in sorted(wrong):
        told = offer(form, repairs.of(key))
        for head, ways in ((told.head, told.ways), (told.other_head, told.others)) if told is not None else ():
            for repair, words in ways:
                after = case.with_cells(dict(repair.cells)).check()
                if head.endswith("就全平"):
                    assert not _failed(after, "error"), (key, words)
                    assert _failed(after) <= _failed(case.check()), (key, words)
                else:
                    assert head.endswith("，这里就平，别处还差")
                    assert key not in _failed(after), (key, words)
                    assert _failed(after, "error"), (key, words)


def test_what_balances_one_column_alone_has_a_heading_of_its_own() -> None:
    """A figure typed one column too far: to change one cell balances that column, and the other stays apart."""
    case = Case(NEW, _report(NEW, {**dict.fromkeys(_leaves(NEW), 0), "requests.new.natural": 5, BUSINESS: 5}))
    for cause in case.find("requests").causes:
        told = offer(NEW, cause.repairs)
        assert told is not None
        assert told.head == "改哪一处就全平"
        assert {repair.kind for repair, _ in told.ways} == {"swap"}
        assert told.other_head == "改哪一格，这里就平，别处还差"
        assert {repair.kind for repair, _ in told.others} == {"cell"}


def test_a_slip_is_said_in_words() -> None:
    case = _one_fault().with_cells({"requests.new.natural": 21, NATURAL: 19})
    told = offer(NEW, case.with_cells({"requests.new.natural": 12}).find("requests").causes[0].repairs)
    assert told is not None
    assert told.best[1].slip == "像是两个数字写颠倒了"
    assert told.best[1].spoken == "本年新收 · 自然人，12 改为 21，像是两个数字写颠倒了"
    assert not told.ways[1][1].slip
    one, other = "requests.new.natural", "requests.new.business"
    empty = Case(NEW, _report(NEW, dict.fromkeys(_leaves(NEW), 0)))
    for figures, slip in (
        ({one: 7, NATURAL: 3, BUSINESS: 7, other: 3}, "像是左右两格填颠倒了"),
        ({one: 7, BUSINESS: 7}, "像是填到旁边一列去了"),
    ):
        told = offer(NEW, empty.with_cells(dict(figures)).find("requests").causes[0].repairs)
        assert told is not None
        swaps = {words.slip for repair, words in told.ways if repair.kind == "swap"}
        assert swaps == {slip}


@pytest.mark.parametrize(
    ("old", "new", "is_slip"),
    [("12", "21", True), ("1234", "1324", True), ("12", "12", False), ("12.5", "1.25", False)],
)
def test_only_neighbouring_digits_are_turned(old: str, new: str, is_slip: bool) -> None:
    assert turned(old, new) is is_slip
    assert not turned("123", "321")
    assert not turned("11", "11")


def _with_last(whole: Case) -> Case:
    """Last year's report says what this year's asks of it."""
    then: dict[Address, Value] = dict.fromkeys(_leaves(NEW), 0)
    now = whole.report.cells
    for row in ("rules", "normative"):
        stock, issued, repealed = (now[f"proactive.{row}.{name}"] or 0 for name in ("in_force", "issued", "repealed"))
        then[f"proactive.{row}.in_force"] = stock - issued + repealed
    then |= {a.replace("carried_in", "carried_out"): v for a, v in now.items() if "carried_in" in a}
    return replace(whole, last=LastYear(NEW, _report(NEW, then)))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 500), data=st.data())
def test_a_doubt_is_settled_by_the_figure_that_follows_and_nothing_breaks(seed: int, data: st.DataObject) -> None:
    whole = _with_last(_balanced(NEW, seed % 60))
    assume(not _failed(whole.check()))
    cells = [a for a in _leaves(NEW) if a.startswith(("proactive.rules", "proactive.norm", "requests.carried_in"))]
    address = data.draw(st.sampled_from(cells))
    case = whole.with_cells({address: data.draw(st.integers(0, 60))})
    section, before = section_of(address), _failed(case.check())
    repairs, right = case.find(section), whole.check().values[address]
    soft = {key: repairs.of(key) for key in _failed(case.check(), "warning")}
    for key, ways in soft.items():
        told = offer(NEW, ways)
        if told is None:
            continue
        assert (told.head, told.leads, told.others) == ("改这一格，这里就平", True, ())
        for repair, _ in told.ways:
            after = _failed(case.with_cells(dict(repair.cells)).check())
            assert after <= before - {key}
    if before and all(key.startswith("proactive.in_force/") for key in before):
        assert any(dict(repair.cells) == {address: right} for ways in soft.values() for repair in ways)


def test_of_a_doubt_the_left_side_follows() -> None:
    whole = _with_last(_balanced(NEW, 3))
    cells = {
        f"proactive.normative.{name}": figure for name, figure in (("in_force", 7), ("issued", 2), ("repealed", 1))
    }
    assert whole.last is not None
    last = replace(whole.last, report=whole.last.report.with_cells({"proactive.normative.in_force": 5}))
    told = offer(
        NEW,
        replace(whole, last=last)
        .with_cells(dict(cells))
        .find("proactive")
        .of("proactive.in_force/proactive.normative.in_force"),
    )
    assert told is not None
    assert [dict(repair.cells) for repair, _ in told.ways] == [
        {"proactive.normative.in_force": 6},
        {"proactive.normative.issued": 3},
        {"proactive.normative.repealed": 0},
    ]
    assert told.best[1].button == "改为 6"


def test_two_rows_exchanged_are_found() -> None:
    case = _one_fault().with_cells({NATURAL: 5})
    one, other = ("requests.carried_in.", "requests.granted.")
    swap = {a: case.report.cells[a.replace(one, other)] for a in _leaves(NEW) if a.startswith(one)}
    swap |= {a: case.report.cells[a.replace(other, one)] for a in _leaves(NEW) if a.startswith(other)}
    spoilt = case.with_cells(swap)
    kinds = [r for r in _prove(spoilt, "requests") if r.kind == "rows"]
    assert kinds
    assert spoilt.with_cells(dict(kinds[0].cells)).report.cells == case.report.cells
    assert say(NEW, kinds[0]).button == "对调"


def test_two_faults_are_two_causes_and_one_deed_where_each_is_sure() -> None:
    case = _balanced(NEW, 8, printed=True)
    other = "requests.partial.business"
    now, then = case.report.cells[NATURAL], case.report.cells[other]
    assert isinstance(now, int)
    assert isinstance(then, int)
    spoilt = case.with_cells({NATURAL: now + 7, other: then + 2})
    repairs = spoilt.find("requests")
    assert len(repairs.causes) == 2
    for cause in repairs.causes:
        best = cause.repairs[0]
        assert (best.kind, best.whole, best.sure) == ("several", True, True)
        assert dict(best.cells) == {NATURAL: now, other: then}
        assert _head(cause.repairs) == "改这两格就全平"
    _prove(spoilt, "requests")


def test_columns_are_repaired_one_by_one_and_the_total_follows() -> None:
    case = _one_fault().with_cells({"requests.new.research": 2, "requests.new.welfare": 9})
    repairs = case.find("requests")
    assert [cause.keys[0].rpartition(".")[2] for cause in repairs.causes] == ["natural", "research", "welfare"]
    for _ in range(3):
        causes = case.find("requests").causes
        case = case.with_cells(dict(causes[0].repairs[0].cells))
        if len(causes) > 1:
            assert _head(causes[0].repairs) == "改哪一格，这里就平，别处还差"
    assert not _errors(case, "requests")


def test_a_table_full_of_faults_is_mended_as_far_as_it_goes() -> None:
    case = _balanced(NEW, 8, printed=True)
    chance = random.Random(4)
    spoilt = dict.fromkeys(chance.sample([a for a in NEW.cells if a.startswith("requests.")], 20), 77)
    case = case.with_cells(dict(spoilt))
    wrong = set(_errors(case, "requests"))
    causes = case.find("requests").causes
    assert causes
    for cause in causes:
        for repair in cause.repairs:
            assert not repair.whole
            assert set(_errors(case.with_cells(dict(repair.cells)), "requests")) < wrong


def test_blanks_are_never_filled() -> None:
    case = _one_fault().with_cells({"requests.repeat.natural": None})
    assert case.find("requests") == Repairs()  # the column waits
    case = _one_fault().with_cells({"requests.repeat.welfare": None})
    assert all(None not in r.before.values() for r in _prove(case, "requests"))


def test_the_same_report_gives_the_same_answer() -> None:
    assert _one_fault().find("requests") == _one_fault().find("requests")


def test_a_county_table_is_searched_in_a_moment() -> None:
    slip = county()
    chance = random.Random(7)
    cells = [address for address in slip.form.cells if address.startswith("requests.")]
    times = []
    for count in (1, 2, 3, 5, 8, 13, 40, 150):
        spoilt = {address: chance.randint(0, 300) for address in chance.sample(cells, count)}
        case = Case(slip.form, slip.report, slip.last).with_cells({**spoilt, NATURAL: 9_999})
        result = case.check()
        assert result.outcomes
        section = _section(case.form, "requests")
        runs = []
        for _ in range(3):
            begin = perf_counter()
            find(case.report, result, section)
            runs.append(perf_counter() - begin)
        times.append(min(runs))
    assert max(times) < 0.02


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_published_papers_that_do_not_balance() -> None:
    papers = json.loads(CORPUS.read_text(encoding="utf-8"))
    seen = 0
    for paper in papers.values():
        form = next((f for f in (OLD, NEW) if f.id == paper.get("form")), None)
        if form is None:
            continue
        known = {a: v for a, v in paper["cells"].items() if v is not None and a in form.cells}
        figures: dict[Address, Value] = {
            a: Decimal(str(v)) if form.cells[a].kind == "money" else int(v) for a, v in known.items()
        }
        case = Case(form, _report(form, figures))
        for section in form.sections:
            if section.kind == "table" and _errors(case, section.id):
                seen += bool(_prove(case, section.id))
    assert seen
