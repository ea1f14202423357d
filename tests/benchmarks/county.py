"""Reports of the 2021 format filled as a busy county fills them: every cell, last year beside it, a few slips."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

from app.checks.model import LastYear
from app.domain.report import Report, ReportKey
from app.forms.catalogue import load_folder
from app.forms.model import Form
from app.system import paths
from tests.benchmarks.plain import APPLICANTS, COURSES, ENDINGS, RESULTS, TEXTS, Value

ORGAN = "云溪县人民政府"
YEAR = 2023
Cells = dict[str, Value]


@dataclass(frozen=True, slots=True)
class County:
    """This year's report and last year's, in the format that governs them."""

    form: Form
    report: Report
    last: LastYear


def county() -> County:
    """The same figures every time; three slips make four relations fail."""
    form = load_folder(paths.forms_folder()).governing(YEAR)
    chance = random.Random(20240131)
    before = _balanced(chance, {})
    now = _balanced(chance, before)
    now["requests.granted.natural"] = _figure(now, "requests.granted.natural") + 1  # also throws the total column off
    now["disputes.cases.review_total"] = 12  # a printed total that is none
    now["proactive.normative.in_force"] = _figure(now, "proactive.normative.in_force") + 1
    report = Report(ReportKey(ORGAN, YEAR), form.id, cells=now, passages=_texts())
    last = Report(ReportKey(ORGAN, YEAR - 1), form.id, cells=before, passages=_texts())
    return County(form, report, LastYear(form, last))


def _balanced(chance: random.Random, before: Cells) -> Cells:
    cells: Cells = {"proactive.fees.amount": Decimal(chance.randint(1, 10**8)).scaleb(-4)}
    for row in ("licences", "penalties", "compulsion"):
        cells[f"proactive.{row}.decisions"] = chance.randint(0, 90_000)
    for row in ("rules", "normative"):
        stock = f"proactive.{row}.in_force"
        issued, repealed = chance.randint(10, 99), chance.randint(0, 9)
        cells[f"proactive.{row}.issued"], cells[f"proactive.{row}.repealed"] = issued, repealed
        cells[stock] = _figure(before, stock) + issued - repealed
    for who in APPLICANTS:
        results = {f"requests.{row}.{who}": chance.randint(100, 199) for row in RESULTS}
        carried_in, carried_out = _figure(before, f"requests.carried_out.{who}"), chance.randint(0, 99)
        cells.update(results)
        cells[f"requests.carried_in.{who}"] = carried_in
        cells[f"requests.carried_out.{who}"] = carried_out
        cells[f"requests.new.{who}"] = sum(results.values()) + carried_out - carried_in
    for course in COURSES:
        for ending in ENDINGS:
            cells[f"disputes.cases.{course}_{ending}"] = chance.randint(100, 299)
    return cells


def _figure(cells: Cells, address: str) -> int:
    value = cells.get(address, 0)
    assert isinstance(value, int)
    return value


def _texts() -> dict[str, str]:
    return dict.fromkeys(TEXTS, "本年度坚持以公开为常态、不公开为例外，逐项对照年度要点抓好落实。" * 20)
