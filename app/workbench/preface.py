"""The preface for the desktop: the paragraph as it will print, and what it says one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.document.compose import preface_of
from app.document.preface import default_of, facts_of
from app.domain.address import Address
from app.domain.report import Report
from app.domain.values import Value
from app.workbench import papers
from app.workbench.bench import Workbench


@dataclass(frozen=True, slots=True)
class PrefaceItem:
    """One thing the preface says. ``own`` are the office's words ("" where ``default`` is printed).

    ``passage`` is the id under which its words are kept. Where both are empty, its clause is left out.
    """

    passage: str
    label: str
    own: str
    default: str
    hint: str


def items(bench: Workbench, report: Report) -> list[PrefaceItem]:
    """Everything the preface of the report says, in the order of the form; nothing where it has no fields."""
    form = bench.form_of(report)
    facts = facts_of(form, report, papers.office(bench, report))
    return [
        PrefaceItem(name, item.label, report.passages.get(name, ""), default_of(item, facts), item.hint)
        for name, item in form.preface_fields.items()
    ]


def is_own(bench: Workbench, report: Report) -> bool:
    """True where the office wrote the whole paragraph itself, so that the things said one by one are not in it."""
    preface = bench.form_of(report).preface
    return preface is not None and bool(report.passages.get(preface.id, "").strip())


def paragraph(
    bench: Workbench, report: Report, values: Mapping[Address, Value], typed: Mapping[str, str] | None = None
) -> str:
    """The preface as it will print, paragraphs parted by a line feed; ``typed`` passages stand for those kept.

    Quick enough for every key: nothing but the preface is composed.
    """
    report = report.with_passages(typed or {})
    return "\n".join(
        part.text for part in preface_of(bench.form_of(report), report, papers.office(bench, report), values)
    )
