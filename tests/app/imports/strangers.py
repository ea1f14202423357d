"""Word files and workbooks as other people make them, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.app.imports.papers import Row

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TO = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def relations(*found: tuple[str, str, str]) -> str:
    inside = "".join(f'<Relationship Id="{key}" Type="{_TO}/{kind}" Target="{target}"/>' for key, kind, target in found)
    return f'{HEAD}<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'


def word(body: str, *, styles: str = "", numbering: str = "", name: str = "word/document.xml") -> bytes:
    """A Word file with ``body``; ``styles`` and ``numbering`` are what stands inside those parts."""
    space = f'xmlns:w="{WORD}"'
    return zipped(
        {
            "_rels/.rels": relations(("r1", "officeDocument", name)),
            f"word/_rels/{name.rpartition('/')[2]}.rels": relations(
                ("r1", "styles", "styles.xml"), ("r2", "numbering", "/word/numbering.xml")
            ),
            "word/styles.xml": f"{HEAD}<w:styles {space}>{styles}</w:styles>",
            "word/numbering.xml": f"{HEAD}<w:numbering {space}>{numbering}</w:numbering>",
            name: f"{HEAD}<w:document {space}><w:body>{body}</w:body></w:document>",
        }
    )


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(text: str, properties: str = "") -> str:
    """A paragraph; ``text`` that begins with a tag is runs already."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{text if text.startswith('<') or not text else run(text)}</w:p>"


def cell(text: str, properties: str = "") -> str:
    inside = text if text.startswith("<w:p>") else para(text)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: Row | str) -> str:
    """A table; a row is its texts, or its cells made already."""
    made = [row if isinstance(row, str) else "".join(map(cell, row)) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in made) + "</w:tbl>"


def book(
    *sheets: str,
    texts: str = "",
    styles: str = "",
    states: Mapping[int, str] | None = None,
    properties: str = "",
) -> bytes:
    """A workbook with what stands inside each sheet; ``states`` of the hidden ones by number."""
    listed = "".join(
        f'<sheet name="表{n}" sheetId="{n}" r:id="s{n}" state="{(states or {}).get(n, "visible")}"/>'
        for n in range(1, len(sheets) + 1)
    )
    related = [(f"s{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    parts = {
        "_rels/.rels": relations(("r1", "officeDocument", "/xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relations(
            *related, ("t", "sharedStrings", "sharedStrings.xml"), ("y", "styles", "styles.xml")
        ),
        "xl/workbook.xml": (
            f'{HEAD}<workbook xmlns="{SHEET}" xmlns:r="{_TO}">{properties}<sheets>{listed}</sheets></workbook>'
        ),
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{SHEET}">{texts}</sst>',
        "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{SHEET}">{styles}</styleSheet>',
    }
    for number, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = f'{HEAD}<worksheet xmlns="{SHEET}">{sheet}</worksheet>'
    return zipped(parts)
