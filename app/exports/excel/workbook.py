"""The report as a workbook: one sheet for each table, the words between them on sheets of their own.

Sheets follow the report from its title to its signature, so that whoever reads them in turn reads the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby

from xlsxwriter import Workbook

from app.document.blocks import Document, Part, Table
from app.domain.text import clean_line
from app.exports.excel.looks import SONGTI, Looks
from app.exports.excel.names import sheet_names
from app.exports.excel.package import finish
from app.exports.excel.sheet import Sheet

_MOST_HEADER = 34  # signs of the title, and of the watermark, so that neither covers the other


def render(document: Document, *, watermark: str = "") -> bytes:
    """The workbook. ``watermark`` stands in the header of every page. The same document gives the same bytes."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "default_format_properties": {"font_name": SONGTI, "font_size": 11}})
    looks = Looks(book)
    groups = _groups(document.parts)
    header = _header(document.title, watermark)
    names = sheet_names([group[0].short or group[0].heading if group else document.title for group in groups])
    for number, (name, group) in enumerate(zip(names, groups, strict=True)):
        sheet = Sheet(book.add_worksheet(name), looks, _table(group))
        if number == 0:
            sheet.title(document.title)
            for paragraph in document.preface:
                sheet.text(paragraph.text)
        for part in group:
            _part(sheet, part)
        if number == len(groups) - 1:
            sheet.gap()
            sheet.signed(document.signature.organ)
            sheet.signed(document.signature.date)
        sheet.close(header)
    book.close()
    return finish(out.getvalue(), document.title, document.signature.organ)


def _groups(parts: Sequence[Part]) -> list[list[Part]]:
    """The parts of each sheet: a table stands alone, texts that follow each other stand together."""
    groups: list[list[Part]] = []
    for has_table, run in groupby(parts, key=lambda part: _table([part]) is not None):
        found = list(run)
        groups += [[part] for part in found] if has_table else [found]
    return groups or [[]]


def _table(parts: Sequence[Part]) -> Table | None:
    return next((block for part in parts for block in part.blocks if isinstance(block, Table)), None)


def _part(sheet: Sheet, part: Part) -> None:
    sheet.heading(part.heading)
    for block in part.blocks:
        if isinstance(block, Table):
            sheet.table(block)
        else:
            sheet.text(block.text)


def _header(title: str, watermark: str) -> str:
    """A page header without codes: an ampersand of the user's would be one."""
    sides = {"&L": title, "&R": watermark}
    shown = {side: clean_line(words, _MOST_HEADER).replace("&", "＆") for side, words in sides.items()}
    return "".join(side + words for side, words in shown.items() if words)
