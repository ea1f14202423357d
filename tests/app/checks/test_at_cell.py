"""Last year's figure and the change in words, and the relations of one cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.checks.at_cell import NOT_THERE, last_words, relations
from app.checks.engine import check
from app.checks.totals import total_addresses
from app.domain.report import Report, ReportKey
from app.domain.values import COUNT, Value, ValueSpec
from app.forms.catalogue import load_folder
from app.forms.model import Form
from app.system import paths

CATALOGUE = load_folder(paths.forms_folder())
MONEY = ValueSpec("money", "万元")


@pytest.mark.parametrize(
    ("now", "last", "spec", "said"),
    [
        (5, 2, COUNT, "上年 2，增加 3"),
        (2, 5, COUNT, "上年 5，减少 3"),
        (2, 2, COUNT, "上年 2，一样"),
        (0, 0, COUNT, "上年 0，一样"),
        (None, 2, COUNT, "上年 2"),
        (3, None, COUNT, "上年空着"),
        (None, None, COUNT, "上年空着"),
        (9, 2, COUNT, "上年 2，增加 7，是上年的 4.5 倍"),
        (Decimal("600.5"), Decimal("606.05"), MONEY, "上年 606.05万元，减少 5.55万元"),
        (-2, 3, ValueSpec("signed"), "上年 +3，减少 5"),
    ],
)
def test_last_year_and_the_change(now: Value, last: Value, spec: ValueSpec, said: str) -> None:
    assert last_words(now, last, spec) == said


def test_what_last_years_form_did_not_have_is_said() -> None:
    assert last_words(3, None, COUNT, known=False) == NOT_THERE


@pytest.mark.parametrize("form", CATALOGUE.forms, ids=lambda form: form.id)
def test_every_relation_of_a_cell_is_told_once(form: Form) -> None:
    leaves = [name for name in form.cells if name not in total_addresses(form)]
    zeros = dict.fromkeys(leaves, 0)
    for cells in (zeros, {}, {**zeros, leaves[0]: 3}, {**zeros, leaves[len(leaves) // 2]: 1}):
        result = check(form, Report(ReportKey("某乡", form.first_year), form.id, cells=cells))
        for address in form.cells:
            related = [o for o in result.outcomes if o.relation is not None]
            totals = {o.cells[0] for o in related if o.relation and o.relation.is_total and address in o.cells[1:]}
            assert totals <= set(total_addresses(form))
            asked = [o for o in related if o.relation and not o.relation.is_total and totals & set(o.cells)]
            wanted = [o for o in related if address in o.cells or o in asked]
            told = relations(result, address)
            assert len(told) == len(wanted)
            failed = sum(o.status == "failed" and not o.follows for o in wanted)
            assert all("差" in line or "疑" in line for line in told[:failed])
            assert all("：" in line and "None" not in line for line in told)


def test_a_gap_stands_with_both_sums() -> None:
    form = CATALOGUE.governing(2023)
    leaves = [name for name in form.cells if name not in total_addresses(form)]
    printed = next(rule for rule in check(form, Report(ReportKey("某乡", 2023), form.id)).outcomes if rule.relation)
    cell = next(name for name in printed.cells if name in leaves)
    cells = {**dict.fromkeys(leaves, 0), cell: 3}
    (first, *_) = relations(check(form, Report(ReportKey("某乡", 2023), form.id, cells=cells)), cell)
    assert "3" in first
    assert first.endswith(("差 3", "疑 3"))
