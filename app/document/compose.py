"""From a report and its form to the blocks that every carrier prints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from app.checks.totals import addends
from app.document.blocks import Block, Document, KeyFigure, NoteLine, Paragraph, Part, Signature, Table, Words
from app.document.preface import facts_of, with_fields
from app.document.templates import PLACE, fill, fill_template
from app.domain import address as names
from app.domain import live, numbering
from app.domain.address import Address
from app.domain.organ import Organ
from app.domain.report import Report
from app.domain.values import Value, write_with_unit
from app.domain.values import write as write_value
from app.forms.model import Form, Headline, Section
from app.grid.layout import Grid, Square, lay_out

# After the last placeholder of a title: what still belongs to the year.
_YEAR_WORD = re.compile(r"年度?(?=.)")
_BLANKS = " \t\u3000\u00a0"


def compose(form: Form, report: Report, organ: Organ, values: Mapping[Address, Value], issued: date) -> Document:
    """The document of ``report``.

    ``values`` holds every cell with totals computed; a missing address prints blank. The preface is the one the office
    wrote, else the form's template filled in; live numbers are their figures. ``issued`` is the date of the signature.
    """
    report = replace(report, passages=resolved(form, report, values))
    facts = facts_of(form, report, organ)
    lines = _title_lines(form, facts)
    return Document(
        title="".join(lines),
        title_lines=lines,
        preface=_preface(form, report, facts),
        parts=tuple(_part(form, section, report, values) for section in form.sections),
        signature=Signature(organ.seal_name, chinese_date(issued)),
        year=report.key.year,
        key_figures=tuple(_key_figure(item, values) for item in form.headlines),
    )


def resolved(form: Form, report: Report, values: Mapping[Address, Value]) -> dict[str, str]:
    """The passages of ``report`` as they are read: every live number is its figure."""
    return {name: live.resolve(text, values, form.spec) for name, text in report.passages.items()}


def preface_of(form: Form, report: Report, organ: Organ, values: Mapping[Address, Value]) -> tuple[Paragraph, ...]:
    """The paragraphs between title and part one, as ``compose`` has them."""
    report = replace(report, passages=resolved(form, report, values))
    return _preface(form, report, facts_of(form, report, organ))


def title_lines(form: Form, report: Report, organ: Organ) -> tuple[str, ...]:
    """The title broken by sense, as ``compose`` has it."""
    return _title_lines(form, facts_of(form, report, organ))


def title_of(form: Form, report: Report) -> str:
    """The title of ``report`` on one line; files made from it are named after it."""
    facts = {"organ": report.key.organ, "year": str(report.key.year), "authority": form.authority}
    return "".join(_title_lines(form, facts))


def _title_lines(form: Form, facts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(filter(None, (fill(piece, facts) for piece in break_title(form.title))))


def chinese_date(day: date) -> str:
    """2021年1月15日: Arabic digits without leading noughts (GB/T 9704, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def break_title(template: str) -> tuple[str, ...]:
    """A title template in two lines: up to the year, and what the paper is; one line where it names no facts."""
    ends = [match.end() for match in PLACE.finditer(template)]
    if not ends:
        return (template,)
    year = _YEAR_WORD.match(template, ends[-1])
    cut = year.end() if year else ends[-1]
    return tuple(filter(None, (template[:cut], template[cut:])))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """A passage as paragraphs: empty lines and typed indents are dropped, （一）…。 becomes a lead."""
    lines = (line.strip(_BLANKS) for line in text.splitlines())
    return tuple(_paragraph(line) for line in lines if line)


def _paragraph(line: str) -> Paragraph:
    cut = numbering.lead(line)
    if cut:
        return Paragraph(tuple(words for words in (Words(line[:cut], "lead"), Words(line[cut:])) if words.text))
    return Paragraph((Words(line),))


def _preface(form: Form, report: Report, facts: Mapping[str, str]) -> tuple[Paragraph, ...]:
    if form.preface is None:
        return ()
    own = report.passages.get(form.preface.id, "")
    if own.strip():
        return paragraphs(own)
    return paragraphs(fill_template(form.preface.template, with_fields(form.preface, report.passages, facts)))


def _part(form: Form, section: Section, report: Report, values: Mapping[Address, Value]) -> Part:
    blocks: list[Block] = list(paragraphs(report.passages.get(section.id, "")))
    if section.blocks:
        grid = lay_out(section)
        figures = {square.address: _printed(grid, square, values) for square in grid.values}
        noughts = all(values.get(address) == 0 for address in figures)
        own = {address: values.get(address) for address in figures}
        sums = {address: cells for address, cells in addends(form).items() if address in figures}
        blocks.append(Table(section.id, grid, figures, section.nothing if noughts else "", own, sums))
    sentence = field_sentence(section, values)
    if sentence:
        blocks.append(NoteLine(sentence))
    return Part(section.id, section.heading, tuple(blocks), section.name)


def _printed(grid: Grid, square: Square, values: Mapping[Address, Value]) -> str:
    value = values.get(square.address)
    if grid.silent_unit(square):
        return write_with_unit(value, square.spec)
    return write_value(value, square.spec)


def _key_figure(item: Headline, values: Mapping[Address, Value]) -> KeyFigure:
    """The sum of its cells; blank where one of them is blank."""
    parts = [values.get(address) for address in item.cells]
    known = [value for value in parts if value is not None]
    figure = write_value(sum(known)) if known and len(known) == len(parts) else ""
    return KeyFigure(item.section, item.label, figure, item.unit)


def field_sentence(section: Section, values: Mapping[Address, Value]) -> str:
    """The figures beside a text as one sentence: the form's own once all are stated, else each under its label.

    Nothing is said of a figure that nobody stated, and nothing at all where none was.
    """
    stated = {item.id: values.get(names.field(section.id, item.id)) for item in section.fields}
    if all(value is None for value in stated.values()):
        return ""
    if section.says_nothing and all(value == 0 for value in stated.values()):
        return section.says_nothing
    figures = {item.id: write_value(stated[item.id], item.spec) for item in section.fields}
    if section.says and all(figures.values()):
        return fill_template(section.says, figures)
    clauses = [f"{item.label}{figures[item.id]}{item.spec.unit or ''}" for item in section.fields if figures[item.id]]
    return "，".join(clauses) + "。"
