"""Invented papers: any report of any form, drawn as text in the layouts that offices really leave behind."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from decimal import Decimal

from app.domain.address import Address
from app.domain.values import Value, ValueSpec, write
from app.forms.model import Form, Section
from app.grid.layout import Square, lay_out

Row = list[str]
OPEN = "一是盯住群众关心的事项，二是按时张贴。"  # a sentence of no form


def random_value(dice: random.Random, spec: ValueSpec, blanks: bool) -> Value:
    """A figure that the cell may hold; often nought, sometimes blank."""
    turn = dice.random()
    if blanks and turn < 0.1:
        return None
    if turn < 0.4:
        return Decimal(0) if spec.kind == "money" else 0
    if spec.kind == "money":
        return Decimal(dice.randrange(10**7)).scaleb(-dice.randrange(5))
    number = dice.choice((dice.randrange(10), dice.randrange(1000), dice.randrange(10**6)))
    return -number if spec.kind == "signed" and dice.random() < 0.5 else number


def random_cells(form: Form, seed: int, *, blanks: bool) -> dict[Address, Value]:
    """Every cell of the form with a random figure; totals need not add up."""
    dice = random.Random(seed)
    return {name: random_value(dice, spec, blanks) for name, spec in form.cells.items()}


def texts(form: Form) -> dict[str, str]:
    """A text of two paragraphs for every passage."""
    printed = [name for name in form.passage_ids if name not in form.preface_fields]  # those stand inside the preface
    return {name: f"第{number}段话。\n{OPEN}" for number, name in enumerate(printed, 3)}


def table_rows(section: Section, cells: Mapping[Address, Value], *, merged: bool) -> list[Row]:
    """The printed rows of a table; ``merged`` leaves a blank where a merged cell goes on below."""
    grid = lay_out(section)
    rows: list[Row] = []
    for y in range(grid.height):
        row: Row = []
        last: Square | None = None
        for x in range(grid.width):
            square = grid.at[y, x]
            if square is last:
                continue
            last = square
            if square.row == y:
                row.append(write(cells[square.address], square.spec) if square.kind == "value" else square.text)
            elif merged:
                row.append("")
        rows.append(row)
    return rows


def stacked(section: Section, cells: Mapping[Address, Value]) -> str:
    """One cell per line, each after a tab, a blank line after each row (text taken out of Word)."""
    rows = table_rows(section, cells, merged=True)
    return "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)


def pipes(section: Section, cells: Mapping[Address, Value]) -> str:
    """Cells parted by pipes, one at the end of the row; merged cells are not repeated (copied from a web page)."""
    return "\n".join(" | ".join(row) + " |" for row in table_rows(section, cells, merged=False))


def markdown(section: Section, cells: Mapping[Address, Value]) -> str:
    """A markdown table with its ruler."""
    rows = table_rows(section, cells, merged=True)
    drawn = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([drawn[0], "|" + "---|" * len(rows[0]), *drawn[1:]])


def tabs(section: Section, cells: Mapping[Address, Value]) -> str:
    """Cells parted by tabs (copied from a spreadsheet)."""
    return "\n".join("\t".join(row) for row in table_rows(section, cells, merged=True))


def web(section: Section, cells: Mapping[Address, Value]) -> str:
    """A table as a web page has it."""
    rows = table_rows(section, cells, merged=False)
    return "<table>" + "".join(f"<tr>{''.join(f'<td><p>{c}</p></td>' for c in row)}</tr>" for row in rows) + "</table>"


def lines(section: Section, cells: Mapping[Address, Value]) -> str:
    """One cell per paragraph (the most common web form); a blank cell leaves no trace."""
    rows = table_rows(section, cells, merged=False)
    return "\n\n".join(cell for row in rows for cell in row if cell)


def end_pipes(section: Section, cells: Mapping[Address, Value]) -> str:
    """One cell per line, a pipe at its end."""
    rows = table_rows(section, cells, merged=False)
    return "\n".join(f"{cell} |" for row in rows for cell in row if cell)


def lone_pipes(section: Section, cells: Mapping[Address, Value]) -> str:
    """One cell per line, pipes on lines of their own between them."""
    rows = table_rows(section, cells, merged=False)
    return "\n|\n".join(cell for row in rows for cell in row if cell)


def spaced(section: Section, cells: Mapping[Address, Value]) -> str:
    """Text out of a PDF: figures behind their label, parted by blanks."""
    rows = table_rows(section, cells, merged=False)
    return "\n".join(" ".join(cell for cell in row if cell) for row in rows)


Layout = Callable[[Section, Mapping[Address, Value]], str]
WITH_BLANKS: dict[str, Layout] = {f.__name__: f for f in (stacked, pipes, markdown, tabs, web)}
WITHOUT_BLANKS: dict[str, Layout] = {f.__name__: f for f in (lines, end_pipes, lone_pipes, spaced)}


def paper(form: Form, organ: str, year: int, cells: Mapping[Address, Value], layout: Layout) -> str:
    """A whole report as text: title, opening, headings, tables in ``layout``, sentences."""
    words = texts(form)
    parts = [form.title.format(organ=organ, year=year)]
    if form.preface:
        parts.append(words[form.preface.id])
    for section in form.sections:
        parts.append(section.heading)
        parts.append(layout(section, cells) if section.kind == "table" else words[section.id])
    text = "\n\n".join(parts) + "\n"
    return "<p>" + text.replace("\n", "</p><p>") + "</p>" if layout is web else text
