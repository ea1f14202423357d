"""Totals, relations and counts over reports, by example and by law."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.engine import CheckResult, check
from app.checks.lamps import section_lamp
from app.checks.model import LastYear
from app.checks.registry import KINDS, BadRule
from app.checks.totals import computed, effective, relations, total_addresses
from app.domain.address import Address
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.forms.catalogue import load_folder
from app.forms.load import load_text
from app.forms.model import Form

CATALOGUE = load_folder(Path(__file__).parents[3] / "resources" / "forms")
OLD, NEW = CATALOGUE.governing(2020), CATALOGUE.governing(2023)
FORMS = pytest.mark.parametrize("form", [OLD, NEW], ids=lambda form: form.id)


def _leaves(form: Form) -> list[Address]:
    return [address for address in form.cells if address not in total_addresses(form)]


def _report(form: Form, cells: dict[Address, Value] | None = None, year: int = 2023, fill: Value = 0) -> Report:
    stated = dict.fromkeys(_leaves(form), fill)
    texts = {section.id: "写了" for section in form.sections if section.kind == "text"}
    return Report(ReportKey("柳湾乡", year), form.id, passages=texts).with_cells({**stated, **(cells or {})})


def _lamp(result: CheckResult, section_id: str) -> tuple[str, str]:
    section = result.context.form.section(section_id)
    assert section is not None
    lamp = section_lamp(result, section)
    return lamp.kind, lamp.word


@FORMS
def test_all_noughts_pass_and_what_cannot_run_is_counted(form: Form) -> None:
    result = check(form, _report(form))
    counts = result.counts
    assert counts.failed == 0
    assert counts.run == counts.passed
    assert counts.run + counts.skipped == len(result.outcomes)
    assert {outcome.reason for outcome in result.outcomes if outcome.status == "skipped"} == {"no_last"}
    assert all(section_lamp(result, section).kind == "ok" for section in form.sections)


@FORMS
def test_every_relation_of_the_tables_is_there(form: Form) -> None:
    outcomes = check(form, _report(form)).outcomes
    by_rule: dict[str, int] = {}
    for outcome in outcomes:
        by_rule[outcome.rule] = by_rule.get(outcome.rule, 0) + 1
    rows = 23 if form is OLD else 25
    assert by_rule["requests.balance"] == 7
    assert by_rule["requests.results_total"] == 7
    assert by_rule["requests.total"] == rows
    assert [by_rule[f"disputes.{group}_total"] for group in ("review", "direct", "after_review")] == [1, 1, 1]
    assert by_rule["requests.carry_over"] == 7
    leaves = next(total for total in relations(form) if total.address == "requests.results_total.natural").parts
    assert len(leaves) == (19 if form is OLD else 21)


@FORMS
def test_a_gap_is_told_once_as_cause_and_once_as_following(form: Form) -> None:
    result = check(form, _report(form, {"requests.new.natural": 8, "requests.granted.natural": 7}))
    failed = [outcome for outcome in result.outcomes if outcome.status == "failed"]
    assert [(o.place, o.lhs, o.rhs, o.gap, o.follows) for o in failed] == [
        ("自然人列", 8, 7, 1, False),
        ("总计列", 8, 7, 1, True),
    ]
    assert failed[0].message == "自然人列不平：第一项加第二项是 8，第三项加第四项是 7，相差 1。"
    assert _lamp(result, "requests") == ("bad", "差 1")
    section = next(section for section in result.context.form.sections if section.id == "requests")
    lamp = section_lamp(result, section, doubted=3)
    assert (lamp.word, lamp.spoken) == ("差 1", "不平，相差 1，请说明 3 处")
    assert "requests.granted.natural" not in result.by_cell
    assert {"requests.new.natural", "requests.results_total.natural"} <= set(result.by_cell)


@FORMS
def test_gaps_in_opposite_directions_are_two_causes(form: Form) -> None:
    result = check(form, _report(form, {"requests.new.natural": 1, "requests.granted.business": 1}))
    failed = [outcome for outcome in result.outcomes if outcome.status == "failed"]
    assert [(o.place, o.gap, o.follows) for o in failed] == [("自然人列", 1, False), ("商业企业列", 1, False)]
    assert _lamp(result, "requests") == ("bad", "差 2 处")


@FORMS
def test_blank_is_not_zero(form: Form) -> None:
    result = check(form, _report(form, {"requests.repeat.research": None}))
    assert [finding.rule for finding in result.findings] == ["requests.filled"]
    assert result.findings[0].cells == ("requests.repeat.research",)
    waiting = [o for o in result.outcomes if o.reason == "blank" and o.relation]
    assert {(o.rule, o.place) for o in waiting} == {
        ("requests.balance", "科研机构列"),
        ("requests.balance", "总计列"),
        ("requests.results_total", "科研机构列"),
        ("requests.results_total", "总计列"),
        ("requests.total", "2.重复申请行"),
        ("requests.total", "（七）总计行"),
    }
    assert all(o.blanks == ("requests.repeat.research",) for o in waiting)
    assert _lamp(result, "requests") == ("part", "在填")


@FORMS
def test_a_column_with_blanks_cannot_be_wrong_yet(form: Form) -> None:
    report = _report(form, {"requests.new.natural": 7, "requests.granted.natural": None})
    assert [finding.rule for finding in check(form, report).findings] == ["requests.filled"]
    printed = report.with_cells({"requests.results_total.natural": 6})
    balance = [f for f in check(form, printed).findings if f.rule == "requests.balance"]
    assert [finding.gap for finding in balance] == [1, 1]  # the column and the total column that follows


@FORMS
def test_an_empty_report_is_all_to_do(form: Form) -> None:
    result = check(form, Report(ReportKey("柳湾乡", 2023), form.id))
    assert all(value is None for value in result.values.values())
    assert {section_lamp(result, section).kind for section in form.sections} == {"todo"}
    assert len(result.errors) == 3
    assert len(result.warnings) == 3


def test_figures_that_print_a_sentence_are_words_enough() -> None:
    empty = Report(ReportKey("柳湾乡", 2023), NEW.id)
    part = next(section for section in NEW.sections if section.fields)
    fields = [name for name in NEW.fields if name.startswith(f"{part.id}.")]
    said = f"{part.id}.present"

    def of(report: Report) -> tuple[bool, str]:
        result = check(NEW, report)
        return said in [finding.rule for finding in result.findings], _lamp(result, part.id)[1]

    assert of(empty) == (True, "未填")
    assert of(empty.with_cells({fields[0]: 0})) == (True, "在填")
    assert of(empty.with_cells(dict.fromkeys(fields, 0))) == (False, "已写")
    assert of(empty.with_passages({part.id: "没有。"})) == (False, "已写")


def test_a_printed_total_overrides_and_is_checked() -> None:
    report = _report(OLD, {"disputes.cases.review_upheld": 2, "disputes.cases.review_total": 3})
    result = check(OLD, report)
    assert result.values["disputes.cases.review_total"] == 3
    assert computed(OLD, result.values, "disputes.cases.review_total") == 2
    assert [(f.rule, f.gap, f.severity) for f in result.findings] == [("disputes.review_total", 1, "error")]


def test_carry_over_looks_across_the_two_formats() -> None:
    before = _report(OLD, {"requests.new.natural": 2, "requests.carried_out.natural": 2}, year=2020)
    now = _report(NEW, {"requests.carried_in.natural": 1, "requests.granted.natural": 1}, year=2021)
    result = check(NEW, now, LastYear(OLD, before))
    assert [(f.rule, f.severity, f.gap) for f in result.findings] == [
        ("requests.carry_over", "warning", 1),
        ("requests.carry_over", "warning", 1),
    ]
    assert "上年结转写 1" in result.findings[0].message
    missing = [o for o in result.outcomes if o.rule == "proactive.in_force"]
    assert {o.reason for o in missing} == {"not_in_last"}
    assert _lamp(result, "requests") == ("doubt", "疑 1")
    section = next(section for section in result.context.form.sections if section.id == "requests")
    assert section_lamp(result, section, doubted=3).word == "疑 4"


@pytest.mark.parametrize(("stock", "rules"), [(7, []), (6, ["proactive.in_force"])])
def test_stock_rolls_forward(stock: int, rules: list[str]) -> None:
    before = _report(NEW, {"proactive.normative.in_force": 5}, year=2022)
    now = _report(NEW, {"proactive.normative.issued": 2, "proactive.normative.in_force": stock})
    assert [f.rule for f in check(NEW, now, LastYear(NEW, before)).findings] == rules


def test_stock_is_at_least_what_came_and_did_not_go() -> None:
    now = _report(NEW, {"proactive.normative.issued": 3, "proactive.normative.repealed": 1})
    result = check(NEW, now)
    assert [(f.rule, f.gap) for f in result.findings] == [("proactive.in_force_least", 2)]
    assert check(NEW, now.with_cells({"proactive.normative.in_force": 2})).findings == ()


def test_money_is_added_exactly() -> None:
    values = effective(OLD, {"proactive.procurement.amount": Decimal("606.05")})
    assert values["proactive.procurement.amount"] == Decimal("606.05")


def test_every_rule_kind_is_used_by_a_form_and_has_an_example() -> None:
    fired = set()
    for form in CATALOGUE.forms:
        kinds = {rule.id: rule.kind for rule in form.rules}
        for example in form.examples:
            report = Report(ReportKey(example.organ, example.year), form.id, passages=dict(example.passages))
            cells = {**dict.fromkeys(form.cells, example.fill), **example.cells}
            last = None
            if example.last is not None:
                before = CATALOGUE.governing(example.year - 1)
                last = LastYear(before, Report(ReportKey("", example.year - 1), before.id, cells=dict(example.last)))
            findings = check(form, report.with_cells(cells), last).findings
            fired |= {kinds[finding.rule] for finding in findings if finding.rule in kinds}
    assert fired >= {name for name, kind in KINDS.items() if kind.compile}  # of words: the lists try their own


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"new", "carried_in"]', '"new", "carried_on"]', "carried_on"),
        ('left  = ["new", "carried_in"]\nright = ["results_total", "carried_out"]', 'left=["x"]\nright=["y"]', "x、y"),
        ('last = "carried_out"\n', 'last = "carried_of"\n', "carried_of"),
        ('removed = ["repealed"]', 'removed = ["repelled"]', "repelled"),
        ('stock = "in_force"', 'stock = "force"', "不在这张表里"),
        ('table = "disputes"', 'table = "dispute"', "dispute 不是一张表"),
    ],
)
def test_a_misspelt_cell_is_a_bad_rule_and_never_a_skipped_check(old: str, new: str, says: str) -> None:
    assert old in NEW.source
    form = load_text(NEW.source.replace(old, new, 1))
    with pytest.raises(BadRule, match=says):
        check(form, _report(NEW))


def test_only_a_blank_lets_a_check_wait() -> None:
    report = _report(NEW, {"requests.new.natural": "3"})  # type: ignore[dict-item]
    with pytest.raises(TypeError):
        check(NEW, report)
    stock = _report(NEW, {"proactive.normative.in_force": "3"})  # type: ignore[dict-item]
    with pytest.raises(TypeError):
        check(NEW, stock)


@FORMS
@given(data=st.data())
def test_law_balanced_by_construction_passes_and_one_more_fails(form: Form, data: st.DataObject) -> None:
    cells: dict[Address, Value] = dict.fromkeys(_leaves(form), 0)
    outcomes = next(t for t in relations(form) if t.address == "requests.results_total.natural").parts
    for name in ("natural", "business", "research", "welfare", "legal_service", "other_org"):
        for outcome in data.draw(st.lists(st.sampled_from(outcomes), max_size=4)):
            row = outcome.split(".")[1]
            amount = data.draw(st.integers(1, 900))
            cells[f"requests.{row}.{name}"] = int(cells[f"requests.{row}.{name}"] or 0) + amount
            cells[f"requests.new.{name}"] = int(cells[f"requests.new.{name}"] or 0) + amount
    assert check(form, _report(form, cells)).errors == ()
    broken = data.draw(st.sampled_from([name for name in cells if name.startswith("requests.")]))
    result = check(form, _report(form, {**cells, broken: int(cells[broken] or 0) + 1}))
    assert {finding.rule for finding in result.errors} == {"requests.balance"}
    assert {finding.gap for finding in result.errors} == {1}


@FORMS
@given(data=st.data())
def test_law_totals_agree_with_plain_addition(form: Form, data: st.DataObject) -> None:
    leaves = _leaves(form)
    some = data.draw(st.dictionaries(st.sampled_from(leaves), st.integers(0, 999), max_size=60))
    values = effective(form, some)
    for total in relations(form):
        figures = [values[part] for part in total.parts if values[part] is not None]
        if values[total.address] is not None:
            assert values[total.address] == sum(figure for figure in figures if figure is not None)
        else:
            assert not figures


def test_what_is_told_again_says_what_was_told_first() -> None:
    """A relation keeps its last outcome while its figures stay; others bring another one, and back again."""
    told = []
    for figure in (1, 2, 1, None, 2, 1):
        report = _report(NEW, {"requests.new.natural": figure})
        told.append([(o.status, o.message, o.left, o.right, o.blanks) for o in check(NEW, report).outcomes])
    assert told[0] == told[2] == told[5]
    assert told[1] == told[4]
    assert told[0] != told[1]
    assert told[3] not in (told[0], told[1])
