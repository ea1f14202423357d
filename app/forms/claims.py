"""The cells that a form's claims name, groups of rows or columns taken apart; and what is wrong with such claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from sys import intern

from app.domain import address as names
from app.domain.address import Address
from app.forms.model import Claim, Form, FormKey, Node

Way = tuple[tuple[int, Address], ...]
MAX_CLAIMS, MAX_WAYS, MAX_SAYS = 80, 10, 20


def ways(form: Form, claim: Claim) -> tuple[Way, ...]:
    """The ways of a claim cell by cell, with their signs; what the form does not have is left out."""
    return tuple(tuple((sign, cell) for sign, name in way for cell in cells_of(form, name)) for way in claim.ways)


@lru_cache(maxsize=32)
def ways_by_role(form_key: FormKey) -> Mapping[str, tuple[Way, ...]]:
    """The same for every claim of the form, once for all rules that ask."""
    return {claim.role: ways(form_key.form, claim) for claim in form_key.form.claims}


def cells_of(form: Form, name: str) -> tuple[Address, ...]:
    """The cells that ``name`` stands for: itself, or every leaf of the group that it names in place of a row or column
    (``requests.refused.total`` adds its eight rows); none where the form has neither.
    """
    return (name,) if form.spec(name) is not None else _groups(FormKey(form)).get(name, ())


@lru_cache(maxsize=32)
def _groups(form_key: FormKey) -> Mapping[str, tuple[Address, ...]]:
    found: dict[str, tuple[Address, ...]] = {}
    for section in form_key.form.sections:
        for block in section.blocks:
            rows, columns = (_named(roots) for roots in (block.rows, block.columns))
            for row, row_leaves in rows.items():
                for column, column_leaves in columns.items():
                    if len(row_leaves) + len(column_leaves) > 2 or (row, column) != (row_leaves[0], column_leaves[0]):
                        cells = tuple(intern(names.cell(section.id, a, b)) for a in row_leaves for b in column_leaves)
                        found.setdefault(names.cell(section.id, row, column), cells)
    return found


def _named(roots: tuple[Node, ...]) -> dict[str, tuple[str, ...]]:
    """Every heading that has an id, with the ids of the leaves it stands for; totals within a group are left out."""
    nodes = [node for root in roots for node in root.walk() if node.id]
    return {
        node.id or "": tuple(leaf.id or "" for leaf in node.leaves() if leaf is node or not leaf.sums) for node in nodes
    }


def faults(form: Form) -> Iterator[str]:
    """One sentence for each claim that names what the form does not have, or adds what cannot be added."""
    if len(form.claims) > MAX_CLAIMS:
        yield f"claim 太多，最多 {MAX_CLAIMS} 个"
        return
    seen: set[str] = set()
    for claim in form.claims:
        at = f"claim {claim.role[:40]} "
        if claim.role in seen:
            yield f"{at}有两个"
        seen.add(claim.role)
        if len(claim.ways) > MAX_WAYS or len(claim.says) > MAX_SAYS:
            yield f"{at}的 ways 或 says 太多，最多 {MAX_WAYS} 个和 {MAX_SAYS} 句"
            continue
        lost = [name for way in claim.ways for _, name in way if not cells_of(form, name)]
        if lost:
            yield f"{at}指的 {lost[0][:40]} 不存在"
        elif len({_unit(form, cell) for way in ways(form, claim) for _, cell in way}) > 1:
            yield f"{at}把件数和金额加在一起，或单位不同"


def _unit(form: Form, address: Address) -> str | None:
    spec = form.spec(address)
    return spec.unit if spec else None
