"""What the start page says of a report: how much is filled, the lamps, what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.checks.engine import CheckResult
from app.checks.lamps import Lamp, section_lamp
from app.domain.report import Report, State
from app.workbench.bench import Workbench


@dataclass(frozen=True, slots=True)
class SectionLamp:
    """A part of the report by the name of its tab, with its lamp."""

    section: str
    name: str
    lamp: Lamp


@dataclass(frozen=True, slots=True)
class Summary:
    """One report on a card. ``filled`` and ``total`` count the cells of the form, totals included once all is there."""

    organ: str
    year: int
    form_name: str
    authority: str
    state: State
    filled: int
    total: int
    lamps: tuple[SectionLamp, ...]
    errors: int
    warnings: int
    due: date
    edited: datetime | None
    edit_label: str


def summarise(bench: Workbench, report: Report) -> Summary:
    """The card of one report."""
    result = bench.check(report)
    form = bench.form_of(report)
    filled = sum(result.values[address] is not None for address in form.cells)
    edit = bench.last_edit(report.key)
    return Summary(
        organ=report.key.organ,
        year=report.key.year,
        form_name=f"{form.first_year} 年版格式",
        authority=form.authority,
        state=report.state,
        filled=filled,
        total=len(form.cells),
        lamps=lamps(result),
        errors=len(result.errors),
        warnings=len(result.warnings),
        due=bench.due(report.key.year),
        edited=edit[0] if edit else None,
        edit_label=edit[1] if edit else "",
    )


def summaries(bench: Workbench) -> list[Summary]:
    """All cards, newest year first."""
    return [summarise(bench, report) for report in bench.reports()]


def lamps(result: CheckResult) -> tuple[SectionLamp, ...]:
    """The lamps of all parts, in the order of the tabs."""
    return tuple(
        SectionLamp(section.id, section.name, section_lamp(result, section)) for section in result.context.form.sections
    )
