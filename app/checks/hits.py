"""From what a rule found to outcomes: the same for looks at figures and for rules on words."""

from __future__ import annotations

from itertools import islice
from typing import Literal

from app.checks import answers
from app.checks.model import CannotRun, Context, Hit, Outcome, Reason
from app.checks.registry import Reader
from app.forms.model import Rule

MOST = 200  # things that one rule tells of: nobody reads more, and a text may be anything


def outcomes(rule: Rule, context: Context, reader: Reader) -> tuple[Outcome, ...]:
    """One failed outcome for each thing found; else one that passed, or could not run."""
    try:
        hits = tuple(islice(reader(context), MOST))
    except CannotRun as why:
        return (_none(rule, "skipped", why.reason),)
    return tuple(_outcome(rule, context, hit) for hit in hits) or (_none(rule, "passed"),)


def _none(rule: Rule, status: Literal["passed", "skipped"], reason: Reason = "") -> Outcome:
    return Outcome(rule.id, "", "", rule.severity, rule.basis, status, "", (), reason)


def _outcome(rule: Rule, context: Context, hit: Hit) -> Outcome:
    place = hit.place or context.form.passage_name(hit.section)
    ground = answers.ground(context, hit.cells, hit.spots, hit.ground)
    mark = hit.mark or answers.mark_of(hit.spots, hit.section)
    return Outcome(
        rule=rule.id,
        section=hit.section,
        place=place,
        severity=hit.severity or rule.severity,
        basis=rule.basis,
        status="failed",
        message=rule.message.format(**{"place": place, **hit.words}) + "。",
        cells=hit.cells,
        gap=hit.gap,
        spots=hit.spots,
        fix=hit.fix,
        choices=hit.choices,
        mark=answers.in_sentence(mark, ground) if hit.spots else mark,
        ground=ground,
        law=hit.law,
        line=hit.line,
    )
