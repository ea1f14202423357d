"""The cover for the desktop: title and preface as they will print, and what the preface says one by one.

Quick enough for every key: nothing is read from the workspace, and nothing but the preface is composed. ``office`` is
what ``papers.office`` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.document import compose
from app.document.preface import default_of, facts_of
from app.document.templates import take_apart
from app.domain.address import Address
from app.domain.organ import Organ
from app.domain.report import Report
from app.domain.values import Value
from app.forms.model import Form


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


def items(form: Form, report: Report, office: Organ) -> list[PrefaceItem]:
    """Everything the preface of the report says, in the order of the form; nothing where it has no fields."""
    facts = facts_of(form, report, office)
    return [
        PrefaceItem(name, item.label, report.passages.get(name, ""), default_of(item, facts), item.hint)
        for name, item in form.preface_fields.items()
    ]


def is_own(form: Form, report: Report) -> bool:
    """True where the office wrote the whole paragraph itself, so that the things said one by one are not in it."""
    return form.preface is not None and bool(report.passages.get(form.preface.id, "").strip())


def title_lines(form: Form, report: Report, office: Organ) -> tuple[str, ...]:
    """The title of the report broken by sense."""
    return compose.title_lines(form, report, office)


def paragraph(
    form: Form,
    report: Report,
    office: Organ,
    values: Mapping[Address, Value],
    typed: Mapping[str, str] | None = None,
) -> str:
    """The preface as it will print, paragraphs parted by a line feed; ``typed`` passages stand for those kept."""
    report = report.with_passages(typed or {})
    return "\n".join(part.text for part in compose.preface_of(form, report, office, values))


def in_fields(form: Form, report: Report, office: Organ) -> dict[str, str]:
    """The passages of ``report``, with a preface that reads like the form's own taken apart into its fields.

    What equals the usual words needs none of its own. A preface that would not print the same again stays as it is.
    """
    passages = dict(report.passages)
    own = "".join(passages.get(form.preface.id, "").split()) if form.preface else ""
    if form.preface is None or not own:
        return passages
    apart = take_apart(form.preface.template, own)
    if apart is None:
        return passages
    del passages[form.preface.id]
    facts = facts_of(form, report, office)
    for name, item in form.preface_fields.items():
        if apart.get(item.id, "") != default_of(item, facts):
            passages[name] = apart.get(item.id, "")
    again = replace(report, passages={name: text for name, text in passages.items() if text})
    said = "".join(part.text for part in compose.preface_of(form, again, office, {}))
    return dict(again.passages) if said == own else dict(report.passages)
