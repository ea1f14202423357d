"""What there is to say of one cell: last year's figure and the change, and the relations it takes part in."""

from __future__ import annotations

from app.checks.balance import Line, line_of
from app.checks.engine import CheckResult
from app.checks.model import Outcome
from app.checks.years import change_words, large_change
from app.domain.address import Address
from app.domain.values import Value, ValueSpec, plain, write_with_unit

NOT_THERE = "上年没有这一格"


def last_words(now: Value, last: Value, spec: ValueSpec, *, known: bool = True) -> str:
    """上年 2，增加 3; where the change is large also how many times. ``known``: last year's form has this cell.

    Figures carry the unit of ``spec``; a blank of this year has no change yet.
    """
    if not known:
        return NOT_THERE
    if last is None:
        return "上年空着"
    told = f"上年 {write_with_unit(last, spec)}"
    if now is None:
        return told
    if now == last:
        return f"{told}，一样"
    apart = max(now, last) - min(now, last)
    told += f"，{'增加' if now > last else '减少'} {plain(apart)}{spec.unit or ''}"
    times = change_words(now, last) if large_change(now, last) else ""
    return f"{told}，{times}" if "倍" in times else told


def relations(result: CheckResult, address: Address) -> tuple[str, ...]:
    """One sentence for each relation the cell takes part in, those that fail first, else in the form's order.

    What is asked of a total is asked of its parts: the relations of the totals that add the cell are told, too.
    """
    related = [outcome for outcome in result.figures if outcome.relation is not None]
    adding = {total for outcome in related if (total := _total(outcome)) and address in outcome.cells}
    lines = [
        line_of(outcome)
        for outcome in related
        if address in outcome.cells or (not _total(outcome) and not adding.isdisjoint(outcome.cells))
    ]
    lines.sort(key=lambda line: not line.is_fault)
    return tuple(map(_relation, lines))


def _total(outcome: Outcome) -> Address:
    """The total that the relation is about; "" where it is about no total."""
    relation = outcome.relation
    return relation.left[0].address if relation is not None and relation.is_total else ""


def _relation(line: Line) -> str:
    if line.left is None or line.right is None or line.kind in ("todo", "said"):
        return f"{line.title}：{line.figures}，{line.word}"
    sides = [" ".join(part for part in (side.says, side.text) if part) for side in (line.left, line.right)]
    return f"{line.title}：{sides[0]}，{sides[1]}，{line.word}"
