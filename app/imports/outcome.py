"""What an importer hands over: figures with doubts, texts, and what it could not place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.checks.totals import computed, effective, total_addresses
from app.domain.address import Address
from app.domain.organ import short_name
from app.domain.paper import Paper
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.forms.model import Form

NO_PAPER = Paper("")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that a person must look at: what stands on the paper, what is proposed, and why (a Chinese phrase)."""

    cell: Address
    read: str
    proposal: Value
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the paper as a whole or one part of it (``section`` is "" for the paper)."""

    section: str
    reason: str


@dataclass(frozen=True)
class ImportOutcome:
    """An old paper, read.

    ``cells`` has every table cell of the form, blank as None; a doubted cell carries the proposal. ``passages`` maps
    text section ids (and the preface id) to plain text, paragraphs parted by a line feed. ``paper`` is what stands
    there otherwise than the form prints it. ``signed`` is the name under it as printed, ``issued`` the day.
    """

    form_id: str
    organ: str
    year: int
    cells: Mapping[Address, Value]
    passages: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    unplaced: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    paper: Paper = NO_PAPER
    signed: str = ""
    issued: date | None = None

    @property
    def read(self) -> int:
        """How many cells state a figure."""
        return sum(value is not None for value in self.cells.values())

    def report(self, form: Form) -> Report:
        """The report this paper makes: a printed total is only kept where it differs from the computed one."""
        stated = {name: value for name, value in self.cells.items() if value is not None}
        values = effective(form, stated)
        totals = total_addresses(form)
        kept = {
            name: value for name, value in stated.items() if name not in totals or computed(form, values, name) != value
        }
        key = ReportKey(short_name(self.organ), self.year)
        return Report(key, form.id, cells=kept, passages=dict(self.passages))
