"""What a check looks at and what it says, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.checks.totals import effective
from app.domain.address import Address
from app.domain.organ import Organ
from app.domain.report import Answer, Report
from app.domain.values import Value
from app.forms.model import Basis, Form, Severity
from app.wording.model import NO_WORDING, Wording

if TYPE_CHECKING:
    from app.domain.paper import Paper

Status = Literal["passed", "failed", "skipped"]
# Why a check could not run; the words for each stand in ``reasons``.
Reason = Literal["", "blank", "no_last", "not_in_last", "no_text", "no_neighbour", "no_paper", "no_date", "no_organ"]
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


class Around(NamedTuple):
    """What a report stands in, as far as the workspace knows it; a check that needs what is missing cannot run.

    ``neighbours`` are reports of other organs on the same year; ``paper`` is what the importer met on the paper that
    the report was read from; ``due`` and ``issued`` are the day to hand in by and the day under the report;
    ``handed`` is what it said when it was handed over (``said.stated``), None while it was not.
    """

    organ: Organ | None = None
    today: date | None = None
    due: date | None = None
    issued: date | None = None
    handed: str | None = None
    neighbours: tuple[LastYear, ...] = ()
    paper: Paper | None = None
    wording: Wording = NO_WORDING


NOWHERE = Around()


class Spot(NamedTuple):
    """A stretch of a text: ``start`` to before ``end`` in passage ``passage`` as it is read (``Context.passages``)."""

    passage: str
    start: int
    end: int
    quote: str


class Edit(NamedTuple):
    """``start`` to before ``end`` of a text as it is kept becomes ``new``; ``old`` is what must stand there."""

    start: int
    end: int
    old: str
    new: str


class Fix(NamedTuple):
    """A certain way to put something right, offered as a button ``label`` (改为“的”): cells stated anew, texts edited.

    The edits of one passage are in the order of the text and do not overlap (``fixing.change`` applies them).
    """

    label: str
    cells: Mapping[Address, Value] = MappingProxyType({})
    edits: Mapping[str, tuple[Edit, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Hit:
    """What a reader of texts found: ``words`` fill the message of its rule, ``section`` is where it is shown
    (a section or preface id, "" for the report as a whole).

    ``mark`` tells two findings of one rule apart and stays when the rest of the text moves (default: the quotes);
    an answer holds while cells, quotes and ``ground`` are what they were. ``severity`` where an entry knows better;
    ``choices`` are the ways of which only a person can tell the right one, where there is no certain ``fix``;
    ``line`` is the line of the preface (its passage) where it is put right, if nothing stands there yet.
    """

    section: str
    words: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    cells: tuple[Address, ...] = ()
    spots: tuple[Spot, ...] = ()
    gap: Value = None
    fix: Fix | None = None
    choices: tuple[Fix, ...] = ()
    mark: str = ""
    ground: str = ""
    severity: Severity | None = None
    law: str = ""
    line: str = ""


class CannotRun(Exception):
    """Raised by a reader that lacks what it needs; ``reason`` says what."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class Term(NamedTuple):
    """One summand: a cell of this year's report, or of last year's where ``last`` is set; ``sign`` is +1 or -1."""

    address: Address
    sign: int = 1
    last: bool = False


class Relation(NamedTuple):
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


class Outcome(NamedTuple):
    """What one check found. ``lhs`` and ``rhs`` are the sums of the sides of a numeric relation, else None.

    ``blanks`` are the cells that keep it from running; ``follows`` is True where the gap is nothing but that of other
    columns in the same rule (the root cause stands there); ``message`` is a whole sentence. ``mark`` and ``ground``
    are what an answer goes by (``answers``); ``law`` is the article behind it, ``line`` that of ``Hit``.
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
    spots: tuple[Spot, ...] = ()
    fix: Fix | None = None
    choices: tuple[Fix, ...] = ()
    mark: str = ""
    ground: str = ""
    law: str = ""
    line: str = ""


class Finding(NamedTuple):
    """A failed check, as it travels: shown, printed, packed.

    ``follows``: it goes once another is put right; ``is_gap``: it says nothing but that ``cells`` are blank. ``place``
    is how a clerk calls where it stands; ``answer`` is the reason that was given and still holds.
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
    place: str = ""
    spots: tuple[Spot, ...] = ()
    fix: Fix | None = None
    choices: tuple[Fix, ...] = ()
    mark: str = ""
    ground: str = ""
    law: str = ""
    line: str = ""
    answer: Answer | None = None

    @property
    def passage(self) -> str:
        """The passage that it speaks of, "" where it is about figures alone."""
        return self.spots[0].passage if self.spots else ""

    @property
    def text(self) -> str:
        """The text that shows what has no words of its own: the line of the preface to be filled in, else the part."""
        return self.line or self.section

    @property
    def is_open(self) -> bool:
        """False once somebody has given a reason that holds."""
        return self.answer is None


class Counts(NamedTuple):
    """How many rules ran, passed, failed, and could not run (``skipped``); ``run`` is passed plus failed."""

    run: int
    passed: int
    failed: int
    skipped: int


class Context(NamedTuple):
    """All that a check may look at: every cell's effective value (None = blank), texts as they are read
    (live numbers are their figures), last year's cells.

    ``waiting`` names the computed totals that are not final yet, each with the blank cells below it. ``last_values``
    go by the addresses of last year's form, ``last_same`` by those of this form that mean the same (``years``).
    ``report`` is what was stated: its own passages still hold the markers of live numbers.
    """

    form: Form
    values: Mapping[Address, Value]
    passages: Mapping[str, str]
    last: LastYear | None
    report: Report
    around: Around = NOWHERE
    last_values: Mapping[Address, Value] = MappingProxyType({})
    last_same: Mapping[Address, Value] = MappingProxyType({})
    waiting: Mapping[Address, tuple[Address, ...]] = MappingProxyType({})
