"""Runs every check of a form over a report: all of them, every time, in one pass.

The pass over the figures only adds and compares; sentences are made, and texts read, when somebody asks. What is kept
from one run to the next is only what stands on the same figures or the same words (``watching``, ``sentences``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property, lru_cache

from app.checks import answers
from app.checks.counting import says
from app.checks.kinds import compile_rules
from app.checks.looking import Looking
from app.checks.model import (
    NOWHERE,
    Around,
    Context,
    Counts,
    Finding,
    LastYear,
    Outcome,
    Reason,
    Relation,
    Status,
    Term,
)
from app.checks.quotes import Quotes, quotes
from app.checks.registry import Look, Presence
from app.checks.totals import compute
from app.checks.years import last_same
from app.domain import live
from app.domain.address import Address
from app.domain.report import Answer, Report
from app.domain.values import Value, plain
from app.forms.model import Form, FormKey

PASSED, FAILED, SKIPPED = 0, 1, 2
_STATES: tuple[Status, ...] = ("passed", "failed", "skipped")
_MOST_KEPT = 512  # findings
_UNREAD = "“{place}”原件里没有读到这张表，请照原件填；确实没有发生的再填零"
_Raw = tuple[int, Value, Value]  # state, left sum, right sum: sentences are made from it when somebody reads


class CheckResult:
    """What one run found. ``outcomes`` holds every check in the form's order, passed ones too."""

    def __init__(
        self, checks: tuple[_Compiled, ...], looks: tuple[Looking, ...], context: Context, *, reads: bool
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
        states = [_STATES[state] for state, _, _ in self._raw]
        states += [found[0].status for found in (*self._looked, *self._read)]
        passed, failed = states.count("passed"), states.count("failed")
        return Counts(passed + failed, passed, failed, len(states) - passed - failed)

    @cached_property
    def figures(self) -> tuple[Outcome, ...]:
        """The outcomes of the rules on figures: one per relation, and what the looks at them found."""
        told = [check.tell(self.context, *raw) for check, raw in zip(self._checks, self._raw, strict=True)]
        return (*_mark_followers(told), *(outcome for found in self._looked for outcome in found))

    @cached_property
    def _looked(self) -> tuple[tuple[Outcome, ...], ...]:
        return tuple(look.outcomes(self.context) for look in self._looks)

    @property
    def unbalanced(self) -> tuple[Relation, ...]:
        """The relations that must hold and do not."""
        return tuple(
            check.relation
            for check, (state, _, _) in zip(self._checks, self._raw, strict=True)
            if state == FAILED and isinstance(check, _CompiledRelation) and check.relation.severity == "error"
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
def _compiled(form_key: FormKey) -> tuple[tuple[_Compiled, ...], tuple[Looking, ...]]:
    rules = compile_rules(form_key.form)
    looks = tuple(Looking(item) for item in rules if isinstance(item, Look))
    return tuple(_compile(item) for item in rules if not isinstance(item, Look)), looks


def _compile(item: Relation | Presence) -> _Compiled:
    return _CompiledPresence(item) if isinstance(item, Presence) else _CompiledRelation(item)


class _CompiledRelation:
    """A relation with its addresses pulled apart, so that the usual case is two ``sum(map(...))``."""

    def __init__(self, relation: Relation) -> None:
        self.relation = relation
        self._now = relation.cells
        terms = (*relation.left, *relation.right)
        self._simple = all(term.sign == 1 and not term.last for term in terms)
        self._left = tuple(term.address for term in relation.left)
        self._right = tuple(term.address for term in relation.right)
        self._told: tuple[object, Outcome] | None = None

    def run(self, context: Context) -> _Raw:
        if context.waiting and not context.waiting.keys().isdisjoint(self._now):
            return SKIPPED, None, None  # a column with blanks cannot be wrong yet
        get = context.values.__getitem__
        try:
            if self._simple:
                left: Value = sum(map(get, self._left))  # type: ignore[arg-type]  # a blank raises TypeError
                right: Value = sum(map(get, self._right))  # type: ignore[arg-type]  # as above
            else:
                left = _sum(self.relation.left, context)
                right = _sum(self.relation.right, context)
        except TypeError:
            if self._is_filled(context):
                raise  # no blank was the cause: this is a fault of the program, and must not pass for a wait
            return SKIPPED, None, None
        holds = left >= right if self.relation.at_least else left == right  # type: ignore[operator]  # no blanks here
        return (PASSED if holds else FAILED), left, right

    def tell(self, context: Context, state: int, left: Value, right: Value) -> Outcome:
        """The outcome in words. One that stands on the same figures as the last time is not told anew."""
        relation = self.relation
        lefts, rights = self._figures(context)
        known = self._told
        if known is not None and state != SKIPPED and known[0] == (state, lefts, rights):
            return known[1]
        gap = None if left is None or right is None else _distance(left, right)
        blanks = self._blanks(context) if state == SKIPPED else ()  # whatever ran, ran on figures only
        reason: Reason = self._why(context, blanks) if state == SKIPPED else ""
        told = Outcome(
            rule=relation.rule,
            section=relation.section,
            place=relation.place,
            severity=relation.severity,
            basis=relation.basis,
            status=_STATES[state],
            message=_relation_sentence(relation, context, left, right, gap) if state == FAILED else "",
            cells=self._now,
            reason=reason,
            blanks=blanks,
            lhs=left,
            rhs=right,
            gap=gap if state == FAILED else None,
            left=lefts,
            right=rights,
            relation=relation,
            mark=self._now[0],
            ground=answers.ground(context, self._now, (), _shown(rights)) if state == FAILED else "",
        )
        self._told = (state, lefts, rights), told
        return told

    def _figures(self, context: Context) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
        if self._simple:
            get = context.values.__getitem__
            return tuple(map(get, self._left)), tuple(map(get, self._right))
        left, right = self.relation.left, self.relation.right
        return tuple(_value(term, context) for term in left), tuple(_value(term, context) for term in right)

    def _is_filled(self, context: Context) -> bool:
        return all(_value(term, context) is not None for term in (*self.relation.left, *self.relation.right))

    def _blanks(self, context: Context) -> tuple[Address, ...]:
        found = (
            blank
            for address in self._now
            if address in context.waiting or context.values[address] is None
            for blank in context.waiting.get(address, (address,))
        )
        return tuple(dict.fromkeys(found))

    def _why(self, context: Context, blanks: tuple[Address, ...]) -> Reason:
        if any(term.last for term in self.relation.right):
            if context.last is None:
                return "no_last"
            last_cells = [term.address for term in self.relation.right if term.last]
            if not blanks or any(context.last_same.get(name) is None for name in last_cells):
                return "not_in_last"
        return "blank"


class _CompiledPresence:
    """A ``filled`` or ``present`` check."""

    def __init__(self, presence: Presence) -> None:
        self.presence = presence

    def run(self, context: Context) -> _Raw:
        if self.presence.passage:
            written = says(context, self.presence.passage, self.presence.fields)
            return (PASSED if written else FAILED), None, None
        full = None not in map(context.values.__getitem__, self.presence.cells)
        return (PASSED if full else FAILED), None, None

    def tell(self, context: Context, state: int, _left: Value, _right: Value) -> Outcome:
        presence = self.presence
        blanks = tuple(name for name in presence.cells if context.values[name] is None)
        paper = context.around.paper if blanks and blanks == presence.cells else None
        is_unread = paper is not None and paper.lacks_table(presence.section)
        template = _UNREAD if is_unread else presence.rule.message  # nothing says yet that it is nought
        return Outcome(
            rule=presence.rule.id,
            section=presence.section,
            place=presence.place,
            severity=presence.rule.severity,
            basis=presence.rule.basis,
            status="failed" if state == FAILED else "passed",
            message=template.format(place=presence.place, count=len(blanks)) + "。" if state == FAILED else "",
            cells=blanks,
            blanks=blanks,
            mark=presence.passage or presence.section,
        )


_Compiled = _CompiledRelation | _CompiledPresence | Quotes


def _shown(values: tuple[Value, ...]) -> str:
    return " ".join("" if value is None else plain(value) for value in values)


def _value(term: Term, context: Context) -> Value:
    """This year's cells are all there (``compile_rules`` has seen to it); last year's form may lack one."""
    return context.last_same.get(term.address) if term.last else context.values[term.address]


def _distance(left: int | Decimal, right: int | Decimal) -> int | Decimal:
    return max(left, right) - min(left, right)


def _sum(terms: tuple[Term, ...], context: Context) -> Value:
    return sum(_value(term, context) * term.sign for term in terms)  # type: ignore[operator,misc]  # as in run


def _relation_sentence(relation: Relation, context: Context, left: Value, right: Value, gap: Value) -> str:
    last = next((_value(term, context) for term in relation.right if term.last), None)
    words = {"left": left, "right": right, "gap": gap, "this": left, "last": last, "expected": right}
    shown = {key: "" if value is None else plain(value) for key, value in words.items()}
    return relation.message.format(place=relation.place, **shown) + "。"


def _mark_followers(outcomes: list[Outcome]) -> list[Outcome]:
    """Marks a total column whose gap is just the sum of the gaps of the columns that it adds."""
    signed: dict[tuple[str, str], int] = {}
    for index, outcome in enumerate(outcomes):
        relation = outcome.relation
        if relation is not None and outcome.status == "failed" and not relation.is_total:
            signed[relation.rule, relation.column] = index
    for (rule, column), index in list(signed.items()):
        relation = outcomes[index].relation
        if not column or relation is None or not relation.total_of:
            continue
        causes = [signed[rule, part] for part in relation.total_of if (rule, part) in signed]
        if causes and sum(_signed_gap(outcomes[i]) for i in causes) == _signed_gap(outcomes[index]):
            outcomes[index] = outcomes[index]._replace(follows=True)
    return outcomes


def _signed_gap(outcome: Outcome) -> int | Decimal:
    if outcome.lhs is None or outcome.rhs is None:  # only asked of failed relations, which have both sums
        return 0
    return outcome.lhs - outcome.rhs
