"""What stands beside a text while it is written: figures to quote, the sentence of its fields, last year's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.checks import brought, years
from app.checks.model import LastYear
from app.checks.quotes import carried
from app.document.compose import field_sentence
from app.domain import address as names
from app.domain import live
from app.domain.address import Address
from app.domain.values import Value, plain
from app.forms.model import Figure, Form, Section

__all__ = [
    "Before",
    "before",
    "bring_over",
    "every",
    "field_sentence",
    "invitation",
    "label",
    "offered",
    "search",
    "unit",
    "unit_to_write",
    "unstated",
]


@dataclass(frozen=True, slots=True)
class Before:
    """Last year's words of one part: as they were read, and as they were kept (live numbers are markers)."""

    year: int
    text: str
    kept: str


def offered(form: Form, section: Section) -> tuple[Figure, ...]:
    """The figures that are offered while ``section`` is written: its own, else the headlines of one cell."""
    headlines = (Figure(item.label, item.cells[0], item.unit) for item in form.headlines if len(item.cells) == 1)
    return section.figures or tuple(headlines)


def every(form: Form) -> tuple[Figure, ...]:
    """Every cell and field of the form as a figure to quote, in official order."""
    return tuple(Figure(label(form, address), address, unit(form, address)) for address in (*form.cells, *form.fields))


def unit(form: Form, address: Address) -> str:
    """The unit that a cell is quoted with: its own, else that of a figure or headline of the form made of it, or ""."""
    spec = form.spec(address)
    if spec is not None and spec.unit:
        return spec.unit
    offers = (item.unit for section in form.sections for item in section.figures if item.cell == address)
    heads = (item.unit for item in form.headlines if address in item.cells)
    return next((found for found in (*offers, *heads) if found), "")


def unit_to_write(form: Form, address: Address, following: str) -> str:
    """The unit to put behind a live number before ``following``: "" where there is none, or it stands there already."""
    found = unit(form, address)
    return "" if following.lstrip(" \u3000").startswith(found) else found


def label(form: Form, address: Address) -> str:
    """How a cell is called outside its own table: 三 依申请公开·本年新收·总计."""
    section = form.section(names.section_of(address))
    return f"{section.name}·{form.cell_label(address)}" if section else form.cell_label(address)


def search(figures: tuple[Figure, ...], words: str, values: Mapping[Address, Value]) -> tuple[Figure, ...]:
    """Those of ``figures`` that hold every word of ``words``; a word that is a number also finds what has that figure.

    Order is kept; no words find everything.
    """
    wanted = words.split()
    return tuple(item for item in figures if all(_matches(item, word, values.get(item.cell)) for word in wanted))


def _matches(item: Figure, word: str, value: Value) -> bool:
    return word in item.label or (value is not None and plain(value) == word)


def unstated(section: Section, values: Mapping[Address, Value]) -> tuple[str, ...]:
    """The labels of the fields that nobody has filled in yet."""
    return tuple(item.label for item in section.fields if values.get(names.field(section.id, item.id)) is None)


def invitation(section: Section, values: Mapping[Address, Value]) -> str:
    """What an empty text asks for; where a sentence of figures prints below, nothing more need be written."""
    if field_sentence(section, values):
        return "下面这句会印出来；还有别的要说，写在这里。"
    return section.ask or section.hint or "没有什么要说的，也要写一句。"


def before(section: Section, last: LastYear | None, form: Form) -> Before | None:
    """What last year's report said in this part, whatever it was called then; None where it said nothing.

    In ``kept`` live numbers follow the cells of ``form``, see ``quotes.carried``.
    """
    kept = years.last_passage(form, section.id, last) if last is not None else ""
    if last is None or not kept.strip():
        return None
    text = live.resolve(kept, last.values, last.form.spec)
    return Before(last.report.key.year, text, carried(kept, last, form))


def bring_over(kept: str, before: Before, year: int) -> tuple[str, str]:
    """A passage of last year as it goes into the report of ``year``, and what is said of it, without a stop.

    Last year's own year has become this one, see ``brought.this_year``; what else may be last year's is counted.
    """
    text, moved = brought.this_year(kept, before.year, year)
    found = brought.stale(brought.plain(text), (before.kept, before.text), before.year, year)
    return text, brought.told(len(found), moved, before.year, year)
