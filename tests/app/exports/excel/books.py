"""Workbooks opened again: what stands in every cell, and the whole of it as text, as somebody would copy it out."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from app.checks.totals import effective
from app.document.blocks import Document
from app.document.compose import compose
from app.domain.organ import Organ
from app.domain.report import Report
from app.forms.catalogue import Catalogue, load_folder
from app.forms.load import load_file
from app.forms.model import Form
from app.system import paths

INVENTED = Path(__file__).parents[3] / "forms" / "annual_2027.toml"
_FORMAT = re.compile(r'(?P<plus>\+?)0(?:\.(?P<part>0+))?(?:"(?P<unit>[^"]*)")?')


@cache
def catalogue() -> Catalogue:
    return load_folder(paths.forms_folder()).with_form(load_file(INVENTED))


def document_of(report: Report, form: Form) -> Document:
    organ = Organ(report.key.organ, "乡", phone="0971-1234567", office="党政办公室")
    return compose(form, report, organ, effective(form, report.cells), date(report.key.year + 1, 1, 15))


def opened(data: bytes, *, values: bool = True) -> Any:
    """As openpyxl has it: with the values that were kept for formulas, or with the formulas themselves."""
    return load_workbook(BytesIO(data), data_only=values)


def shown(cell: Any) -> str:
    """What a reader sees in the cell."""
    if cell.value is None or isinstance(cell.value, str):
        return cell.value or ""
    match = _FORMAT.match(cell.number_format)
    number = Decimal(repr(cell.value))
    text = format(number, "f") if match is None else format(number, f".{len(match['part'] or '')}f")
    sign = "+" if match and match["plus"] and number > 0 else ""
    return sign + text + ((match["unit"] or "") if match and number else "")


def transcript(data: bytes) -> str:
    """The sheets in turn, rows with their cells parted by tabs; what a merged cell covers beside it is left out."""
    rows: list[str] = []
    for sheet in opened(data).worksheets:
        covered = {
            (row, column)
            for area in sheet.merged_cells.ranges
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col + 1, area.max_col + 1)
        }
        for row in sheet.iter_rows():
            cells = [cell for cell in row if (cell.row, cell.column) not in covered]
            ruled = [cell for cell in cells if cell.border.left.style]
            text = "\t".join(map(shown, ruled or cells))
            rows.append((text if ruled else text.rstrip("\t")) + "\n")
        rows.append("\n")
    return "".join(rows)


@cache
def calc() -> str:
    """LibreOffice, where it is installed with its spreadsheet; ``GONGKAILAN_SOFFICE`` names another one; else ""."""
    office = os.environ.get("GONGKAILAN_SOFFICE") or shutil.which("soffice") or ""
    if not office:
        return ""
    program = Path(office).resolve().parent
    has_calc = bool(os.environ.get("GONGKAILAN_SOFFICE")) or (program / "libsclo.so").exists()
    return office if has_calc else ""


def added_up(sheet: Any, formula: str) -> float:
    """What a spreadsheet makes of ``formula`` with the values that stand in ``sheet``; blank cells count as nothing."""
    said = re.fullmatch(r"=(?:ROUND\((?P<round>.+),(?P<places>\d)\)|(?P<sum>.+))", formula)
    assert said
    total = 0.0
    for term in (said["round"] or said["sum"]).split("+"):
        spots = re.fullmatch(r"SUM\(([A-Z]+\d+:[A-Z]+\d+)\)|([A-Z]+\d+)", term)
        assert spots
        square = sheet[spots[1] or spots[2]]
        cells = [cell for row in square for cell in row] if spots[1] else [square]
        total += sum(cell.value or 0 for cell in cells)
    return round(total, int(said["places"])) if said["round"] else total


def recalculated(data: bytes, folder: Path) -> bytes:
    """The workbook as LibreOffice saves it after it has worked out every formula anew."""
    given = folder / "given.xlsx"
    given.write_bytes(data)
    out = folder / "out"
    command = [calc(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(out), str(given)], check=True, capture_output=True, timeout=120)
    return (out / "given.xlsx").read_bytes()


def described(data: bytes) -> str:
    """Every sheet as lines: its set-up, then each cell with its place, format and formula."""
    values, formulas = opened(data), opened(data, values=False)
    found: list[str] = []
    for sheet, other in zip(values.worksheets, formulas.worksheets, strict=True):
        setup = sheet.page_setup
        facts = [
            sheet.title,
            sheet.dimensions,
            setup.orientation,
            f"{_pages(setup.fitToWidth)}x{_pages(setup.fitToHeight)}",
        ]
        found.append(" | ".join([*facts, sheet.freeze_panes or "-", sheet.print_title_rows or "-"]))
        found += [f"  merged {area}" for area in sorted(map(str, sheet.merged_cells.ranges))]
        found += [f"  {name} {column.width:.2f}" for name, column in sorted(sheet.column_dimensions.items())]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    formula = other[cell.coordinate].value
                    tail = f" {formula}" if isinstance(formula, str) and formula != cell.value else ""
                    look = f"{cell.number_format}{' b' if cell.font.b else ''}{' i' if cell.font.i else ''}"
                    found.append(f"  {cell.coordinate} [{look}] {json.dumps(cell.value, ensure_ascii=False)}{tail}")
    return "\n".join(found) + "\n"


def _pages(stated: int | None) -> int:
    """On how many pages; one where nothing is said, any number where it is 0."""
    return 1 if stated is None else stated
