"""What a new year takes over from last year's report, and what it cannot: the form's own rules say what carries over.

A rule ``rolls_forward`` states where last year's figures go. A row that must equal one of last year's (上年结转) is
certain; a stock (现行有效) is last year's only while nothing came and nothing went, so it is proposed with a doubt.
Nothing is guessed: where last year is blank, does not balance or has no such cell, the cell stays blank and a sentence
says so. Words of the preface go along with the year and the authority renewed; texts of the parts do not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.checks.engine import check
from app.checks.kinds import compile_rules
from app.checks.model import LastYear, Relation
from app.checks.quotes import carried
from app.checks.totals import total_addresses
from app.checks.years import last_same, same_cells, same_passage
from app.domain.address import Address
from app.domain.change import Change
from app.domain.values import Value
from app.editing import carry_words as words
from app.editing.carry_words import Move, Taken
from app.forms.model import Form


@dataclass(frozen=True, slots=True)
class Carry:
    """What goes over from the report on ``year``. ``cells`` and ``passages`` are of the new report.

    ``doubts`` says in a sentence why a figure among ``cells`` must be looked at. ``taken`` says in plain sentences what
    was taken over, ``unmapped`` what was not and why; both are empty where there is nothing to say.
    """

    year: int
    cells: Mapping[Address, Value] = field(default_factory=dict)
    passages: Mapping[str, str] = field(default_factory=dict)
    doubts: Mapping[Address, str] = field(default_factory=dict)
    taken: tuple[Taken, ...] = ()
    unmapped: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """How the step is called."""
        return f"从 {self.year} 年度报告结转"

    def change(self, who: str) -> Change:
        """The first step of the new report, made by ``who``."""
        return Change(self.label, self.cells, self.passages, who)


def plan(form: Form, last: LastYear, doubted: Collection[Address] = ()) -> Carry:
    """What a report in ``form`` takes over from ``last``, the report on the year before.

    ``doubted`` are cells of last year's report that nobody has settled: their figures go over with a doubt.
    """
    moves = [*_moves(form, last)]
    shaky = _shaky(last)
    sure: list[Move] = []
    blank: list[Move] = []
    wrong: list[Move] = []
    for move in moves:
        if move.then is not None:
            kind = wrong if move.then in shaky else blank if move.figure is None else sure
            kind.append(move)
    passages = preface_words(form, last)
    return Carry(
        year=last.report.key.year,
        cells={move.now: move.figure for move in sure},
        passages=passages,
        doubts={move.now: told for move in sure if (told := _doubt(form, last.form, move, doubted))},
        taken=(
            *(words.taken(form, last.form, group) for group in _by_rule(sure)),
            *words.passages_taken(form, last, passages),
        ),
        unmapped=(
            *(words.not_there(form, group) for group in _by_rule([move for move in moves if move.then is None])),
            *(words.was_blank(form, group) for group in _by_rule(blank)),
            *(words.does_not_add_up(form, last.form, group) for group in _by_rule(wrong)),
            *words.left_behind(last, _left_behind(last, {move.then for move in moves})),
        ),
    )


def _doubt(form: Form, before: Form, move: Move, doubted: Collection[Address]) -> str:
    stock = words.stock_doubt(form, before, move) if move.changes else ""
    return stock + (words.still_doubted(before, move) if move.then in doubted else "")


def _moves(form: Form, last: LastYear) -> Iterator[Move]:
    """Every cell of ``form`` that a rule ties to last year's report; totals compute themselves."""
    same, figures, totals = same_cells(form, last.form), last_same(form, last), total_addresses(form)
    met = set()
    for relation in _rolling(form):
        now = relation.left[0].address
        if now in totals or now in met:
            continue
        met.add(now)
        then = next(term.address for term in relation.right if term.last)
        changes = tuple(term.address for term in relation.right if not term.last)
        yield Move(relation.rule, now, same.get(then), figures.get(then), changes)


def _rolling(form: Form) -> Iterator[Relation]:
    """The relations of ``form`` in which one cell follows from one of last year's."""
    for item in compile_rules(form):
        if isinstance(item, Relation) and sum(term.last for term in item.right) == 1:
            yield item


def _shaky(last: LastYear) -> frozenset[Address]:
    """Last year's cells that stand in a relation which does not hold, as far as that is an error."""
    found = check(last.form, last.report).by_cell
    return frozenset(name for name, all_of in found.items() if any(one.severity == "error" for one in all_of))


def _left_behind(last: LastYear, used: set[Address | None]) -> list[Address]:
    """Figures that last year's form hands on to the next year, and that find no cell there; noughts are no loss."""
    totals = total_addresses(last.form)
    sources = [next(term.address for term in one.right if term.last) for one in _rolling(last.form)]
    return [
        name for name in dict.fromkeys(sources) if name not in totals and name not in used and last.values.get(name)
    ]


def _by_rule(moves: Sequence[Move]) -> list[list[Move]]:
    groups: dict[str, list[Move]] = {}
    for move in moves:
        groups.setdefault(move.rule, []).append(move)
    return list(groups.values())


def preface_words(form: Form, last: LastYear) -> dict[str, str]:
    """The office's own words of the preface, with the year and the authority of this year's report."""
    if form.preface is None:
        return {}
    found = {}
    for name in (form.preface.id, *form.preface_fields):
        then = same_passage(form, name, last.form)
        text = last.report.passages.get(then, "") if then else ""
        if text.strip():
            found[name] = _renewed(text, form, last)
    return found


def _renewed(text: str, form: Form, last: LastYear) -> str:
    """``text`` for the new report: the year, the authority, and live numbers by the cells that mean the same."""
    year = last.report.key.year
    text = carried(text, last, form)
    text = re.sub(rf"(?<!\d){year}(?=\s*年)", str(year + 1), text)
    return text.replace(last.form.authority, form.authority) if last.form.authority else text
