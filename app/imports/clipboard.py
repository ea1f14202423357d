"""What Excel, WPS and Word put on the clipboard, as a matrix of texts: a web page with a table, or text with tabs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from app.domain.errors import Trouble
from app.editing.matrix import COVERED, Matrix, Text, matrix

MAX_SIGNS = 3_000_000  # of what is looked at; a whole sheet of Excel is far longer
MAX_ROWS, MAX_COLUMNS = 2_000, 200
_CONDITION = re.compile(r"<!\[[^>]*\]>")  # <![if !supportMisalignedColumns]>: no page needs it, and no parser likes it
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LOOSE = re.compile(r"mso-ignore\s*:[^;]*colspan", re.IGNORECASE)
_BLANK_ROWS = re.compile(r"mso-xlrowspan\s*:\s*(\d+)", re.IGNORECASE)
_UNSHOWN = re.compile(r"#+|-?\d(?:\.\d+)?E[+-]\d+", re.IGNORECASE)  # a column too narrow for its figure
_SILENT = {"script", "style", "head", "xml", "noscript", "template"}
_PARTS = {"p", "div", "br", "li", "td", "th", "tr"}  # the last ones in a table inside a cell


def read_clip(html: str, text: str) -> Matrix:
    """The matrix of a clipboard that holds ``html`` and ``text`` ("" where it has none); the table in it wins.

    Raises ``Trouble`` where it holds far more than any table of a report.
    """
    if len(html) > MAX_SIGNS:
        html = ""
    if len(text) > MAX_SIGNS:
        raise _too_much()
    found = read_html(html) if html else None
    return found if found is not None else read_text(text)


def read_html(html: str) -> Matrix | None:
    """The rows of all tables of a page, one below the other; None where it has no table.

    Merged squares are spread out: what lies right of their first place is ``COVERED``, what lies below is blank.
    """
    parser = _Tables()
    parser.feed(_CONDITION.sub("", html))
    parser.close()
    parser.end_table()
    return matrix(parser.rows) if any(parser.rows) else None


def read_text(text: str) -> Matrix:
    """Cells parted by tabs. A cell in quotes may hold tabs, line ends and doubled quotes, as Excel writes them."""
    rows: list[list[Text]] = [[]]
    at, text = 0, text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    text = text[:-1] if text.endswith("\n") else text
    while text:
        cell, at = _next_cell(text, at)
        rows[-1].append(cell)
        if at >= len(text):
            break
        if text[at] == "\n":
            rows.append([])
            _refuse_endless(rows)
        at += 1
    return matrix(rows)


_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
_PLAIN = re.compile(r"[^\t\n]*")


def _next_cell(text: str, at: int) -> tuple[str, int]:
    """The cell that begins at ``at``, and where it ends."""
    quoted = _QUOTED.match(text, at)
    if quoted:
        return _tidy(quoted[1].replace('""', '"')), quoted.end()
    plain = _PLAIN.match(text, at)
    assert plain is not None  # it may be empty, but it always matches
    return _tidy(plain[0]), plain.end()


def _tidy(text: str) -> str:
    """One line of words: what breaks a line in a cell only parts words."""
    return " ".join(text.replace("\xa0", " ").split())


def _refuse_endless(rows: list[list[Text]]) -> None:
    if len(rows) > MAX_ROWS:
        raise _too_much()


def _too_much() -> Trouble:
    return Trouble("剪贴板里的内容太多，不像是一张表", "请只选要粘的那些格，再复制一次", "表里没有变动")


@dataclass
class _Cell:
    """A cell while it is read."""

    rows: int
    columns: int
    loose: bool  # the text only flows over its neighbours, they are cells of their own
    figure: str  # the figure itself, where the program wrote it beside what it shows
    parts: list[str] = field(default_factory=list)

    def text(self) -> str:
        shown = _tidy("".join(self.parts))
        return self.figure if self.figure and _UNSHOWN.fullmatch(shown) else shown


class _Tables(HTMLParser):
    """Tables to rows. A table inside a cell is part of the text of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[Text]] = []
        self._row: list[Text] | None = None
        self._blank_rows = 1
        self._below: dict[int, int] = {}  # column -> rows that a square above still reaches down
        self._cell: _Cell | None = None
        self._inner = 0
        self._silent = 0
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens rows and cells."""
        has = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._open_table()
        elif self._inner:
            self._part(tag)
        elif tag == "tr":
            self._end_row()
            self._hidden = bool(_HIDDEN.search(has.get("style", "")))
            blank = _BLANK_ROWS.search(has.get("style", ""))
            self._blank_rows = min(int(blank[1]), MAX_ROWS) if blank else 1
            self._row = []
        elif tag in ("td", "th"):
            self._end_cell()
            loose = bool(_LOOSE.search(has.get("style", "")))
            self._cell = _Cell(_span(has, "rowspan"), _span(has, "colspan"), loose, has.get("x:num", ""))
        else:
            self._part(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """``<br/>`` parts words; an empty ``<o:p/>`` opens nothing."""
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Closes what the start opened."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table":
            if self._inner:
                self._inner -= 1
            else:
                self.end_table()
        elif self._inner:
            return
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self._end_row()

    def handle_data(self, data: str) -> None:
        """Text inside a cell; what stands between tables is no part of them."""
        if self._cell is not None and not self._silent:
            self._cell.parts.append(data)

    def end_table(self) -> None:
        """Nothing reaches down out of a table."""
        self._end_row()
        self._below.clear()

    def _open_table(self) -> None:
        if self._cell is not None:
            self._inner += 1
        else:
            self.end_table()

    def _part(self, tag: str) -> None:
        if tag in _PARTS and self._cell is not None:
            self._cell.parts.append(" ")

    def _end_cell(self) -> None:
        cell, self._cell, self._inner = self._cell, None, 0
        if cell is None:
            return
        row = self._row = [] if self._row is None else self._row
        self._fill_from_above(row)
        under: Text = "" if cell.loose else COVERED
        for step in range(cell.columns):
            if cell.rows > 1:
                self._below[len(row)] = cell.rows
            row.append(cell.text() if step == 0 else under)

    def _fill_from_above(self, row: list[Text]) -> None:
        while self._below.get(len(row), 0) > 0 and len(row) < MAX_COLUMNS:
            row.append("")

    def _end_row(self) -> None:
        self._end_cell()
        row, self._row = self._row, None
        if row is None or self._hidden:
            self._hidden = False
            return
        self._fill_from_above(row)
        if len(row) > MAX_COLUMNS:
            raise _too_much()
        self._below = {column: left - 1 for column, left in self._below.items() if left > 1}
        self.rows += [list(row) for _ in range(self._blank_rows if not any(row) else 1)]
        _refuse_endless(self.rows)


def _span(has: dict[str, str], name: str) -> int:
    """How many rows or columns a cell covers; what is no sensible number is one."""
    text = has.get(name, "")
    return min(max(int(text), 1), MAX_COLUMNS) if text.isascii() and text.isdigit() and len(text) < 6 else 1
