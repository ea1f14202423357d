"""A rule on figures, ready to run: its addresses are pulled apart once, its sentence is made when somebody reads it."""

from __future__ import annotations

from decimal import Decimal

from app.checks import answers
from app.checks.counting import says
from app.checks.model import Context, Outcome, Reason, Relation, Status, Term
from app.checks.registry import Presence
from app.domain.address import Address
from app.domain.values import Value, plain

PASSED, FAILED, SKIPPED = 0, 1, 2
STATES: tuple[Status, ...] = ("passed", "failed", "skipped")
Raw = tuple[int, Value, Value]  # state, left sum, right sum: sentences are made from it when somebody reads
_UNREAD = "“{place}”原件里没有读到这张表，请照原件填；确实没有发生的再填零"


class ReadyRelation:
    """A relation with its addresses pulled apart, so that the usual case is two ``sum(map(...))``."""

    def __init__(self, relation: Relation) -> None:
        self.relation = relation
        self._now = relation.cells
        terms = (*relation.left, *relation.right)
        self._simple = all(term.sign == 1 and not term.last for term in terms)
        self._left = tuple(term.address for term in relation.left)
        self._right = tuple(term.address for term in relation.right)
        self._told: tuple[object, Outcome] | None = None

    def run(self, context: Context) -> Raw:
        """Its state and the sums of its sides, which are None where it could not run."""
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
            status=STATES[state],
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


class ReadyPresence:
    """A ``filled`` or ``present`` check."""

    def __init__(self, presence: Presence) -> None:
        self.presence = presence

    def run(self, context: Context) -> Raw:
        """Its state; it has no sides."""
        if self.presence.passage:
            written = says(context, self.presence.passage, self.presence.fields)
            return (PASSED if written else FAILED), None, None
        full = None not in map(context.values.__getitem__, self.presence.cells)
        return (PASSED if full else FAILED), None, None

    def tell(self, context: Context, state: int, _left: Value, _right: Value) -> Outcome:
        """The outcome in words."""
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


def mark_followers(outcomes: list[Outcome]) -> list[Outcome]:
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
