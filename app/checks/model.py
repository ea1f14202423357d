"""What a check looks at and what it says, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from app.checks.totals import effective
from app.domain.address import Address
from app.domain.report import Report
from app.domain.values import Value
from app.forms.model import Basis, Form, Severity

Status = Literal["passed", "failed", "skipped"]
Reason = Literal["", "blank", "no_last", "not_in_last"]
Direction = Literal["column", "row"]


@dataclass(frozen=True)
class LastYear:
    """Last year's report of the same organ with the form that governed it (it may be another format)."""

    form: Form
    report: Report

    @cached_property
    def values(self) -> Mapping[Address, Value]:
        """Every cell and field of it with its figure, totals computed, by the addresses of its own form."""
        return effective(self.form, self.report.cells)


@dataclass(frozen=True, slots=True)
class Term:
    """One summand: a cell of this year's report, or of last year's where ``last`` is set; ``sign`` is +1 or -1."""

    address: Address
    sign: int = 1
    last: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """left = right (or left >= right where ``at_least``), the shape of every numeric rule.

    ``place`` is how a clerk names it (自然人列); ``direction`` tells along what it runs; ``column`` is the leaf id
    of the column it belongs to, so that a total column can be told to follow from another. ``left_says`` and
    ``right_says`` name the sides (第一项＋第二项).
    """

    rule: str
    section: str
    place: str
    severity: Severity
    basis: Basis
    message: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    direction: Direction
    left_says: str = ""
    right_says: str = ""
    at_least: bool = False
    column: str = ""
    total_of: tuple[str, ...] = ()
    is_total: bool = False

    @property
    def cells(self) -> tuple[Address, ...]:
        """This year's cells in it, left side first."""
        return tuple(term.address for term in (*self.left, *self.right) if not term.last)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found. ``lhs`` and ``rhs`` are the sums of the sides of a numeric relation, else None.

    ``blanks`` are the cells that keep it from running; ``follows`` is True where the gap is nothing but that of other
    columns in the same rule (the root cause stands there); ``message`` is a whole sentence.
    """

    rule: str
    section: str
    place: str
    severity: Severity
    basis: Basis
    status: Status
    message: str
    cells: tuple[Address, ...]
    reason: Reason = ""
    blanks: tuple[Address, ...] = ()
    lhs: Value = None
    rhs: Value = None
    gap: Value = None
    left: tuple[Value, ...] = ()
    right: tuple[Value, ...] = ()
    relation: Relation | None = None
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A failed check, as it travels: shown, printed, packed.

    ``follows``: it goes once another is put right; ``is_gap``: it says nothing but that ``cells`` are blank.
    """

    rule: str
    severity: Severity
    basis: Basis
    section: str
    cells: tuple[Address, ...]
    message: str
    gap: Value = None
    follows: bool = False
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rules ran, passed, failed, and could not run (``skipped``); ``run`` is passed plus failed."""

    run: int
    passed: int
    failed: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Context:
    """All that a check may look at: every cell's effective value (None = blank), texts as they are read
    (live numbers are their figures), last year's cells.

    ``waiting`` names the computed totals that are not final yet, each with the blank cells below it. ``last_values``
    go by the addresses of last year's form, ``last_same`` by those of this form that mean the same (``years``).
    """

    form: Form
    values: Mapping[Address, Value]
    passages: Mapping[str, str]
    last: LastYear | None
    last_values: Mapping[Address, Value] = field(default_factory=dict)
    last_same: Mapping[Address, Value] = field(default_factory=dict)
    waiting: Mapping[Address, tuple[Address, ...]] = field(default_factory=dict)
