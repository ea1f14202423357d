"""The yardstick of the check: what somebody who knows the 2021 format by heart would write in an evening.

Dicts, for-loops and literal addresses; no form file, no part of app/. It fills in the totals and counts every relation
that the engine knows, nothing else: no place, no reason, no sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

Value = int | Decimal | None
Values = Mapping[str, Value]

APPLICANTS = ("natural", "business", "research", "welfare", "legal_service", "other_org")
RESULTS = (
    *("granted", "partial"),
    *("state_secret", "prohibited", "security", "third_party", "internal", "process", "enforcement_file", "inquiry"),
    *("not_held", "must_create", "unclear"),
    *("petition", "repeat", "publication", "excessive", "reconfirm"),
    *("no_correction", "fee_unpaid", "other_misc"),
)
ROWS = ("new", "carried_in", *RESULTS, "results_total", "carried_out")
COLUMNS = (*APPLICANTS, "total")
ENDINGS = ("upheld", "corrected", "other", "pending")
COURSES = ("review", "direct", "after_review")

PROACTIVE = [
    *(f"proactive.{row}.{column}" for row in ("rules", "normative") for column in ("issued", "repealed", "in_force")),
    *(f"proactive.{row}.decisions" for row in ("licences", "penalties", "compulsion")),
    "proactive.fees.amount",
]
REQUESTS = [f"requests.{row}.{column}" for row in ROWS for column in COLUMNS]
DISPUTES = [f"disputes.cases.{course}_{ending}" for course in COURSES for ending in (*ENDINGS, "total")]
TABLES = [PROACTIVE, REQUESTS, DISPUTES]
TEXTS = ["overview", "problems", "matters"]

# total, what it adds
SUMS = [
    *((f"requests.results_total.{column}", [f"requests.{row}.{column}" for row in RESULTS]) for column in APPLICANTS),
    *((f"requests.{row}.total", [f"requests.{row}.{column}" for column in APPLICANTS]) for row in ROWS),
    *(
        (f"disputes.cases.{course}_total", [f"disputes.cases.{course}_{ending}" for ending in ENDINGS])
        for course in COURSES
    ),
]
# The sum of the row of totals over the column of totals is printed in one cell with the sum across: both must hold.
CROSSING = [("requests.results_total.total", [f"requests.{row}.total" for row in RESULTS])]
# first + second = total + carried out
BALANCE = [
    (
        [f"requests.new.{column}", f"requests.carried_in.{column}"],
        [f"requests.results_total.{column}", f"requests.carried_out.{column}"],
    )
    for column in COLUMNS
]
CARRY_OVER = [(f"requests.carried_in.{column}", f"requests.carried_out.{column}") for column in COLUMNS]
STOCKS = [
    (f"proactive.{row}.in_force", f"proactive.{row}.issued", f"proactive.{row}.repealed")
    for row in ("rules", "normative")
]


def count(stated: Values, passages: Mapping[str, str], last: Values) -> tuple[int, int, int]:
    """How many relations hold, fail, and could not be tried for a blank, or for a total that still waits for one."""
    (now, waiting), (before, _) = with_totals(stated), with_totals(last)
    passed = failed = skipped = 0

    for total, parts in SUMS + CROSSING:
        figure = now[total]
        added = _sum(now, parts)
        if figure is None or added is None or _waits(waiting, total, *parts):
            skipped += 1
        elif figure == added:
            passed += 1
        else:
            failed += 1

    for left, right in BALANCE:
        arrived, gone = _sum(now, left), _sum(now, right)
        if arrived is None or gone is None or _waits(waiting, *left, *right):
            skipped += 1
        elif arrived == gone:
            passed += 1
        else:
            failed += 1

    for this, that in CARRY_OVER:
        ours, theirs = now[this], before[that]
        if ours is None or theirs is None or this in waiting:
            skipped += 1
        elif ours == theirs:
            passed += 1
        else:
            failed += 1

    for stock, added_to, taken_from in STOCKS:
        held, more, less, had = now[stock], now[added_to], now[taken_from], before[stock]
        if held is None or more is None or less is None:
            skipped += 2
            continue
        if held >= more - less:
            passed += 1
        else:
            failed += 1
        if had is None:
            skipped += 1
        elif held == had + more - less:
            passed += 1
        else:
            failed += 1

    for table in TABLES:
        for name in table:
            if now[name] is None:
                failed += 1
                break
        else:
            passed += 1

    for text in TEXTS:
        if passages.get(text, "").strip():
            passed += 1
        else:
            failed += 1

    return passed, failed, skipped


def with_totals(stated: Values) -> tuple[dict[str, Value], set[str]]:
    """Every cell: stated, else added up, else blank; and the totals that still wait for a blank below them."""
    values: dict[str, Value] = {}
    for table in TABLES:
        for name in table:
            values[name] = stated.get(name)
    waiting: set[str] = set()
    for total, parts in SUMS:
        if values[total] is None:
            figures = 0
            added: int | Decimal = 0
            for name in parts:
                value = values[name]
                if value is None or name in waiting:
                    waiting.add(total)
                if value is not None:
                    added += value
                    figures += 1
            if figures:
                values[total] = added
    return values, waiting


def _waits(waiting: set[str], *names: str) -> bool:
    if waiting:
        for name in names:
            if name in waiting:
                return True
    return False


def _sum(values: Values, names: list[str]) -> Value:
    added: int | Decimal = 0
    for name in names:
        value = values[name]
        if value is None:
            return None
        added += value
    return added
