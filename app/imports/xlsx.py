"""A workbook to lines: its sheets in turn, every row as it is shown.

Of merged squares the first says what they all say. Formulas count with the result that was kept for them; one without
a result stays a doubt. Hidden sheets, rows and columns are not read: nobody has seen them, and a note says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from xml.etree.ElementTree import Element

from app.domain.text import GOES_ON, STATED_NOTE
from app.imports.fitting import NOT_REACHED
from app.imports.package import Package
from app.imports.reading import MAX_SIGNS
from app.imports.sheet import Line, as_row, whole_lines
from app.imports.shown import code_of, show

_MAX_COLUMNS, _MAX_ROWS, _MAX_SHEETS = 200, 20_000, 200
_MOST_COVERED, _MOST_COLUMNS = 300_000, 1_000  # squares; entries of a list
_NAME = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HIDDEN = {"hidden", "veryHidden"}
_ON = {"1", "true"}


@dataclass(frozen=True, slots=True)
class _Look:
    """How a cell looks: its number format, and whether there are rules around it."""

    code: str = "General"
    is_ruled: bool = False


@dataclass(slots=True)
class _Shared:
    """What the sheets of a workbook have in common."""

    texts: list[str]
    looks: list[_Look]
    from_1904: bool

    def look(self, cell: Element) -> _Look:
        at = _index(cell.get("s"))
        return self.looks[at] if at < len(self.looks) else _Look()


def read_xlsx(package: Package, main: str, root: Element) -> tuple[list[Line], str]:
    """(the lines, what was left out of them) of the workbook whose main part, called ``main``, has that ``root``."""
    properties = root.find("workbookPr")
    shared = _Shared(
        [_said(item) for item in package.beside(main, "sharedStrings").iter("si")],
        _looks(package.beside(main, "styles")),
        properties is not None and properties.get("date1904") in _ON,
    )
    related = package.related(main)
    lines: list[Line] = []
    hidden: list[str] = []
    sheets = root.findall("sheets/sheet")
    if len(sheets) > _MAX_SHEETS:
        raise package.too_much()
    for sheet in sheets:
        target = related.get(sheet.get("id", ""), "")
        if sheet.get("state") in _HIDDEN:
            hidden.append(f"工作表“{sheet.get('name', '')[:20]}”")
        elif target:
            tree = package.tree(target)
            if tree.tag == "worksheet":  # not a chart
                grid = _Grid(tree, shared, package)
                lines += grid.lines()
                hidden += [f"“{sheet.get('name', '')[:20]}”里的行或列"] if grid.has_hidden else []
    return lines, f"{'、'.join(hidden[:3])}{'等' if len(hidden) > 3 else ''}是隐藏的，没有读" if hidden else ""


def _said(item: Element) -> str:
    """A text with its runs, without the readings beside them."""
    found = "".join(piece.text or "" for part in item if part.tag in ("t", "r") for piece in part.iter("t"))
    return _ESCAPED.sub(_sign, found)


def _sign(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return "" if 0xD800 <= code <= 0xDFFF else chr(code)


def _looks(styles: Element) -> list[_Look]:
    """The looks that cells refer to by number."""
    own = {_index(item.get("numFmtId")): item.get("formatCode", "") for item in styles.iter("numFmt")}
    ruled = [
        any(side.get("style", "none") != "none" for side in border) for border in styles.iterfind("borders/border")
    ]
    found = []
    for item in styles.iterfind("cellXfs/xf"):
        border = _index(item.get("borderId"))
        is_ruled = border < len(ruled) and ruled[border]
        found.append(_Look(code_of(_index(item.get("numFmtId")), own), is_ruled))
    return found


def _index(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


@dataclass
class _Grid:
    """One sheet. ``rows`` maps rows to what their cells show, by column; ``ruled`` are those with rules."""

    tree: Element
    shared: _Shared
    package: Package
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    ruled: set[int] = field(default_factory=set)
    has_hidden: bool = False

    def lines(self) -> list[Line]:
        """The rows from top to bottom."""
        self._read()
        hidden = self._hidden_columns()
        beside, below = self._merged()
        width = max((column for row in self.rows.values() for column, said in row.items() if said.strip()), default=0)
        self.has_hidden |= any(column in row for row in self.rows.values() for column in hidden)
        found: list[Line] = []
        words: list[str] = []
        last = 0
        for number in sorted(self.rows):
            row, covered = self.rows[number], beside.get(number, set()) | hidden
            columns = [column for column in range(1, width + 1) if column not in covered]
            cells = ["" if (number, column) in below else row.get(column, "") for column in columns]
            words += [""] if number > last + 1 else []
            last = number
            if self._is_row(number, cells):
                found += [*_lines_of(words), as_row([_glued(cell) for cell in cells])]
                words = []
            else:
                _add(words, "".join(cells))
        return [*found, *_lines_of([*words, ""])]

    def _is_row(self, number: int, cells: Sequence[str]) -> bool:
        """False where a single text stands outside of the tables."""
        filled = sum(bool(cell.strip()) for cell in cells)
        return filled > 1 or (filled == 1 and len(cells) > 1 and (number in self.ruled or not self.ruled))

    def _read(self) -> None:
        number = signs = 0
        for row in self.tree.iterfind("sheetData/row"):
            number = _index(row.get("r")) or number + 1
            if row.get("hidden") in _ON:
                self.has_hidden |= len(row) > 0
                continue
            cells = self.rows.setdefault(number, {})
            column = 0
            for cell in row.iterfind("c"):
                column = _column(cell.get("r", "")) or column + 1
                if column > _MAX_COLUMNS:
                    continue
                cells[column] = self._shows(cell)
                signs += len(cells[column])
                if self.shared.look(cell).is_ruled:
                    self.ruled.add(number)
            if len(self.rows) > _MAX_ROWS or signs > MAX_SIGNS:
                raise self.package.too_much()

    def _shows(self, cell: Element) -> str:
        kind, kept = cell.get("t", "n"), cell.find("v")
        if kind == "inlineStr":
            inline = cell.find("is")
            return "" if inline is None else _said(inline)
        if kept is None or not kept.text:
            return NOT_REACHED if cell.find("f") is not None and kind != "str" else ""
        if kind == "s":
            at = _index(kept.text.strip())
            return self.shared.texts[at] if at < len(self.shared.texts) else ""
        if kind == "n":
            return show(kept.text, self.shared.look(cell).code, from_1904=self.shared.from_1904)
        return _ESCAPED.sub(_sign, kept.text)

    def _hidden_columns(self) -> set[int]:
        found: set[int] = set()
        for item in islice(self.tree.iterfind("cols/col"), _MOST_COLUMNS):
            if item.get("hidden") in _ON:
                found |= set(range(_index(item.get("min")), min(_index(item.get("max")), _MAX_COLUMNS) + 1))
        return found

    def _merged(self) -> tuple[dict[int, set[int]], set[tuple[int, int]]]:
        """What merged squares cover: by row the columns beside the first one, and what lies below the first square."""
        beside: dict[int, set[int]] = {}
        below: set[tuple[int, int]] = set()
        covered = 0
        for area in self.tree.iterfind("mergeCells/mergeCell"):
            corners = [_NAME.fullmatch(corner) for corner in area.get("ref", "").split(":")]
            if len(corners) != 2 or corners[0] is None or corners[1] is None:
                continue
            (top, left), (bottom, right) = ((int(corner[2]), _column(corner[0])) for corner in corners if corner)
            columns = range(left + 1, min(right, _MAX_COLUMNS) + 1)
            rows = range(top, bottom + 1) if bottom - top < len(self.rows) else list(self.rows)
            covered += len(rows) * (len(columns) + 1)
            if covered > _MOST_COVERED:
                raise self.package.too_much()
            for row in rows:
                if top <= row <= bottom and row in self.rows:
                    beside.setdefault(row, set()).update(columns)
                    below |= {(row, left)} if row > top else set()
        return beside, below


def _column(name: str) -> int:
    """2 for B5; 0 for what is no name of a cell."""
    found, column = _NAME.fullmatch(name), 0
    for letter in found[1] if found else "":
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _lines_of(words: list[str]) -> list[Line]:
    """What stands between tables, without the remark of our own workbook on its totals."""
    return whole_lines("\n".join(text for text in words if not text.startswith(STATED_NOTE)))


def _add(words: list[str], text: str) -> None:
    if words and words[-1].endswith(GOES_ON):
        words[-1] = words[-1].removesuffix(GOES_ON) + text
    else:
        words.append(text)


def _glued(cell: str) -> str:
    """The text of a cell of a table in one line; figures on two lines stay two."""
    text = ""
    for piece in cell.replace("\xa0", " ").splitlines():
        text += (" " if text[-1:].isdigit() else "") + piece.strip()
    return text
