"""Whether the figures of a table agree among themselves: only then a sentence can be put right by them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from app.checks.kinds import compile_rules
from app.checks.model import Context, Relation, Term
from app.domain.address import Address, section_of
from app.forms.model import FormKey


def is_sound(context: Context, cells: Iterable[Address]) -> bool:
    """False where a relation that must hold fails in a table of ``cells``; one with blanks does not fail."""
    sections = {section_of(name) for name in cells}
    return all(_holds(context, one) for one in _relations(FormKey(context.form)) if one.section in sections)


@lru_cache(maxsize=16)
def _relations(form: FormKey) -> tuple[Relation, ...]:
    """The equations of a form that must hold within one year."""
    return tuple(
        check
        for check in compile_rules(form.form)
        if isinstance(check, Relation)
        and check.severity == "error"
        and not check.at_least
        and not any(term.last for term in (*check.left, *check.right))
    )


def _holds(context: Context, relation: Relation) -> bool:
    left, right = (_sum(context, terms) for terms in (relation.left, relation.right))
    return left is None or right is None or left == right


def _sum(context: Context, terms: tuple[Term, ...]) -> object:
    if any(context.values.get(term.address) is None or term.address in context.waiting for term in terms):
        return None
    return sum((context.values[term.address] or 0) * term.sign for term in terms)
