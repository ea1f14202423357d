"""Runs every check of a form over a report: all of them, every time, in one pass.

The pass over the figures only adds and compares; sentences are made, and texts read, when somebody asks. What is kept
from one run to the next is only what stands on the same figures or the same words (``watching``, ``sentences``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property, lru_cache

from app.checks import answers
from app.checks.kinds import compile_rules
from app.checks.looking import Looking
from app.checks.model import NOWHERE, Around, Context, Counts, Finding, LastYear, Outcome, Relation
from app.checks.quotes import Quotes, quotes
from app.checks.ready import FAILED, STATES, ReadyPresence, ReadyRelation, mark_followers
from app.checks.registry import Look, Presence
from app.checks.totals import compute
from app.checks.years import last_same
from app.domain import live
from app.domain.address import Address
from app.domain.report import Answer, Report
from app.domain.values import Value
from app.forms.model import Form, FormKey

_MOST_KEPT = 512  # findings
_Ready = ReadyRelation | ReadyPresence | Quotes


class CheckResult:
    """What one run found. ``outcomes`` holds every check in the form's order, passed ones too."""

    def __init__(
        self, checks: tuple[_Ready, ...], looks: tuple[Looking, ...], context: Context, *, reads: bool
    ) -> None:
        self.context = context
        self._checks = checks
        self._looks = looks
        self._reads = reads
        self._raw = [check.run(context) for check in checks]  # figures at once; texts are read when somebody asks

    @property
    def values(self) -> Mapping[Address, Value]:
        """Every cell's figure, totals computed."""
        return self.context.values

    @cached_property
    def counts(self) -> Counts:
        """How many rules ran, passed, failed, and could not run; a rule on words is one, however much it found."""
        states = [STATES[state] for state, _, _ in self._raw]
        states += [found[0].status for found in (*self._looked, *self._read)]
        passed, failed = states.count("passed"), states.count("failed")
        return Counts(passed + failed, passed, failed, len(states) - passed - failed)

    @cached_property
    def figures(self) -> tuple[Outcome, ...]:
        """The outcomes of the rules on figures: one per relation, and what the looks at them found."""
        told = [check.tell(self.context, *raw) for check, raw in zip(self._checks, self._raw, strict=True)]
        return (*mark_followers(told), *(outcome for found in self._looked for outcome in found))

    @cached_property
    def _looked(self) -> tuple[tuple[Outcome, ...], ...]:
        return tuple(look.outcomes(self.context) for look in self._looks)

    @property
    def unbalanced(self) -> tuple[Relation, ...]:
        """The relations that must hold and do not."""
        return tuple(
            check.relation
            for check, (state, _, _) in zip(self._checks, self._raw, strict=True)
            if state == FAILED and isinstance(check, ReadyRelation) and check.relation.severity == "error"
        )

    @cached_property
    def _read(self) -> tuple[tuple[Outcome, ...], ...]:
        if not self._reads:
            return ()
        from app.checks.readers import read  # not needed before texts are read

        return read(self.context)

    @cached_property
    def words(self) -> tuple[Outcome, ...]:
        """The outcomes of the rules on words: one for each thing found, or one that says that nothing was."""
        return tuple(outcome for found in self._read for outcome in found)

    @cached_property
    def found(self) -> tuple[tuple[Outcome, ...], ...]:
        """The outcomes of all rules that yield what they find, rule by rule: looks at figures, rules on words.

        A rule that had nothing to look at anew gives the very same tuple again.
        """
        return self._looked + self._read

    @property
    def hits(self) -> tuple[Outcome, ...]:
        """The same in one row."""
        return tuple(outcome for found in self.found for outcome in found)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Every check: figures first, then words."""
        return self.figures + self.words

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The failed checks, errors first, in the form's order within."""
        rank = {"error": 0, "warning": 1, "info": 2}
        failed = [outcome for outcome in self.outcomes if outcome.status == "failed"]
        failed.sort(key=lambda outcome: rank[outcome.severity])
        return tuple(_finding(self.context, outcome) for outcome in failed)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that block hand-over."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that want a reason and have none that holds."""
        return tuple(finding for finding in self.findings if finding.severity == "warning" and finding.is_open)

    def of_section(self, section: str) -> tuple[Outcome, ...]:
        """The outcomes that belong to one section."""
        return tuple(outcome for outcome in self.outcomes if outcome.section == section)

    @cached_property
    def by_cell(self) -> Mapping[Address, tuple[Outcome, ...]]:
        """The failed outcomes that each cell takes part in (blanks are not marked: they show themselves)."""
        found: dict[Address, list[Outcome]] = defaultdict(list)
        for outcome in self.figures:
            if outcome.status == "failed" and outcome.relation is not None:
                for address in outcome.cells:
                    found[address].append(outcome)
        return {address: tuple(outcomes) for address, outcomes in found.items()}


_findings: dict[int, tuple[Outcome, Answer | None, Finding]] = {}  # by the outcomes they were made of


def _finding(context: Context, outcome: Outcome) -> Finding:
    """The finding, not made anew for an outcome that stands as it stood: a key press changes two of a hundred."""
    answer = answers.standing(context, outcome)
    known = _findings.get(id(outcome))
    if known is not None and known[0] is outcome and known[1] is answer:
        return known[2]
    if len(_findings) >= _MOST_KEPT:
        _findings.clear()
    made = _made(outcome, answer)
    _findings[id(outcome)] = outcome, answer, made
    return made


def _made(o: Outcome, answer: Answer | None) -> Finding:
    return Finding(
        rule=o.rule,
        severity=o.severity,
        basis=o.basis,
        section=o.section,
        cells=o.cells,
        message=o.message,
        gap=o.gap,
        follows=o.follows,
        is_gap=o.relation is None and bool(o.blanks),
        place=o.place,
        spots=o.spots,
        fix=o.fix,
        choices=o.choices,
        mark=o.mark,
        ground=o.ground,
        law=o.law,
        line=o.line,
        answer=answer,
    )


def check(form: Form, report: Report, last: LastYear | None = None, around: Around | None = NOWHERE) -> CheckResult:
    """All rules of ``form`` over ``report``; ``last`` is last year's report of the same organ, if there is one, and
    ``around`` what else the workspace knows, the lists of wording among it. None leaves the rules on words out.
    """
    values, waiting = compute(form, report.cells)
    context = Context(
        form=form,
        values=values,
        waiting=waiting,
        passages={name: live.resolve(text, values, form.spec) for name, text in report.passages.items()},
        last=last,
        report=report,
        around=around or NOWHERE,
        last_values=last.values if last else {},
        last_same=last_same(form, last) if last else {},
    )
    checks, looks = _compiled(FormKey(form))
    return CheckResult(checks + quotes(form, report.passages), looks, context, reads=around is not None)


@lru_cache(maxsize=32)
def _compiled(form_key: FormKey) -> tuple[tuple[_Ready, ...], tuple[Looking, ...]]:
    rules = compile_rules(form_key.form)
    looks = tuple(Looking(item) for item in rules if isinstance(item, Look))
    return tuple(_compile(item) for item in rules if not isinstance(item, Look)), looks


def _compile(item: Relation | Presence) -> _Ready:
    return ReadyPresence(item) if isinstance(item, Presence) else ReadyRelation(item)
