"""The rules on words, made ready: every kind of them is known once this module is loaded, and not before.

The first window needs figures only; what reads texts, with its patterns, comes when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import app.checks.words.wording  # noqa: F401  # knows its kind once it is loaded
from app.checks import answers
from app.checks.model import CannotRun, Context, Hit, Outcome
from app.checks.registry import BadRule, Reader, refuse_unfit
from app.forms.model import Form, FormKey, Rule
from app.wording.model import Wording


@dataclass(frozen=True, slots=True)
class Reading:
    """One rule on words, ready to read."""

    rule: Rule
    reader: Reader

    def outcomes(self, context: Context) -> tuple[Outcome, ...]:
        """One failed outcome for each thing found; else one that passed, or could not run."""
        try:
            hits = tuple(self.reader(context))
        except CannotRun as why:
            return (_none(self.rule, "skipped", why),)
        return tuple(_outcome(self.rule, context, hit) for hit in hits) or (_none(self.rule, "passed"),)


@lru_cache(maxsize=16)
def readings(form: FormKey, wording: Wording) -> tuple[Reading, ...]:
    """The rules on words of a form and of the lists in use; ``BadRule`` where one does not fit."""
    return tuple(_readings(form.form, wording))


def _readings(form: Form, wording: Wording) -> Iterator[Reading]:
    rules: Iterable[Rule] = (*form.rules, *(rule for known in wording.lists for rule in known.rules))
    seen: set[str] = set()
    for rule in rules:
        known = refuse_unfit(rule)
        if rule.id in seen:
            raise BadRule(f"规则 {rule.id} 有两条")
        seen.add(rule.id)
        if known.reader is not None:
            yield Reading(rule, known.reader(form, rule, wording))


def _none(rule: Rule, status: str, why: CannotRun | None = None) -> Outcome:
    return Outcome(
        rule=rule.id,
        section="",
        place="",
        severity=rule.severity,
        basis=rule.basis,
        status="skipped" if status == "skipped" else "passed",
        message="",
        cells=(),
        reason=why.reason if why else "",
    )


def _outcome(rule: Rule, context: Context, hit: Hit) -> Outcome:
    place = hit.place or context.form.passage_name(hit.section)
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
        mark=hit.mark or answers.mark_of(hit.spots, hit.section),
        ground=answers.ground(context, hit.cells, hit.spots, hit.ground),
        law=hit.law,
    )
