"""A Word file read back by other means than it was written with: python-docx and lxml."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from lxml import etree

Part = Any


def parts(data: bytes) -> dict[str, bytes]:
    """The files of the archive by name."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(data: bytes, name: str = "word/document.xml") -> Part:
    """One part, parsed."""
    return etree.fromstring(parts(data)[name])


def word(data: bytes) -> Any:
    """The file as python-docx has it."""
    return docx.Document(BytesIO(data))


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    """(name of the style, text) of every paragraph outside tables."""
    return [(item.style.name, item.text) for item in word(data).paragraphs]


def rows(table: Any) -> list[list[str]]:
    """The squares of each row; one that goes on from above is blank."""
    return [[_square(cell) for cell in row.tc_lst] for row in table._tbl.tr_lst]


def _square(cell: Any) -> str:
    if cell.vMerge == "continue":
        return ""
    return "".join("\v" if piece.tag == qn("w:br") else piece.text or "" for piece in cell.iter(qn("w:t"), qn("w:br")))


def flat(data: bytes) -> str:
    """As Word saves and copies it as text: a line for each paragraph and row, tabs between squares."""
    opened = word(data)
    by_element = {table._tbl: table for table in opened.tables}
    said = iter(opened.paragraphs)
    lines: list[str] = []
    for element in opened.element.body.iterchildren():
        if element.tag == qn("w:p"):
            lines.append(next(said).text)
        elif element in by_element:
            lines += ["\t".join(row) for row in rows(by_element[element])]
    return "\n".join(lines)


def described(data: bytes) -> str:
    """The structure, one line each: paragraphs with their style, runs with theirs, rows with spans and heights."""
    out: list[str] = []
    for element in tree(data)[0]:
        if element.tag == qn("w:p"):
            out.append(_paragraph(element))
        elif element.tag == qn("w:tbl"):
            widths = " ".join(column.get(qn("w:w")) for column in element.find(qn("w:tblGrid")))
            out.append(f"[table] {widths}")
            out += [_row(row) for row in element.iter(qn("w:tr"))]
    return "\n".join(out) + "\n"


def _paragraph(element: Part) -> str:
    properties = element.find(qn("w:pPr"))
    style = properties.find(qn("w:pStyle")).get(qn("w:val"))
    turns = "^" if properties.find(qn("w:pageBreakBefore")) is not None else ""
    runs = []
    for run in element.iter(qn("w:r")):
        named = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        text = "".join(
            "↵" if piece.tag == qn("w:br") else piece.text or "" for piece in run if piece.tag != qn("w:rPr")
        )
        runs.append(text if named is None else f"<{text}>")
    return f"[{turns}{style}] {''.join(runs)}"


def _row(row: Part) -> str:
    height = row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}").get(qn("w:val"))
    squares = []
    for cell in row.iter(qn("w:tc")):
        span, merge = (cell.find(f"{qn('w:tcPr')}/{qn(name)}") for name in ("w:gridSpan", "w:vMerge"))
        mark = "" if span is None else f"{span.get(qn('w:val'))}×"
        mark += "" if merge is None else ("↓" if merge.get(qn("w:val")) else "↑")
        squares.append(mark + "".join(text.text or "" for text in cell.iter(qn("w:t"))))
    return f"  {height} | " + " | ".join(squares)
