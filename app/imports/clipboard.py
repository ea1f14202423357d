"""What Excel, WPS and Word put on the clipboard, as a matrix of texts: a web page with a table, or text with tabs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from app.domain.errors import Trouble
from app.editing.matrix import COVERED, Matrix, Text, matrix

MAX_SIGNS = 3_000_000  # of what is looked at; a whole sheet of Excel is far longer
MAX_ROWS, MAX_COLUMNS = 2_000, 200
_CONDITION = re.compile(r"<!\[[^>]*\]>")  # <![if !supportMisalignedColumns]>
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LOOSE = re.compile(r"mso-ignore\s*:[^;]*colspan", re.IGNORECASE)
_BLANK_ROWS = re.compile(r"mso-xlrowspan\s*:\s*(\d+)", re.IGNORECASE)
_UNSHOWN = re.compile(r"#+|[-—–]|-?\d(?:\.\d+)?E[+-]\d+", re.IGNORECASE)  # too narrow a column, a dash that is 0
_NEGATIVE = re.compile(r"-(\d[\d.]*)")
_SILENT = {"script", "style", "head", "xml", "noscript", "template"}
_CELLS = {"td", "th", "tr"}
_PARTS = {"p", "div", "br", "li"} | _CELLS  # they part words; cells where they are those of a table inside a cell
_TAGS = _SILENT | _PARTS | {"table"}
_PIECES = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<rest>(?:[^<>\"']++|\"[^\"]{0,9999}+\"|'[^']{0,9999}+'){0,200}+)>"
    r"|(?P<text>[^<]+|<)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


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
    while len(rows) > 1 and rows[-1] == [""] and len(rows[0]) > 1:  # a line without a tab is no row of these columns
        rows.pop()
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
        """What is shown; the figure behind it where that is not to be seen: ####, a dash, 3 in red or (3) for -3."""
        shown = _tidy("".join(self.parts))
        below = _NEGATIVE.fullmatch(self.figure)
        if below and shown.strip("()（）-").replace(",", "") == below[1]:
            return self.figure
        return self.figure if self.figure and _UNSHOWN.fullmatch(shown) else shown


class _Tables:
    """Tables to rows. A table inside a cell is part of the text of that cell.

    It reads the few tags it needs and passes over all others: a parser of whole pages takes ten times as long over the
    formatting with which Word surrounds every figure.
    """

    def __init__(self) -> None:
        self.rows: list[list[Text]] = []
        self._row: list[Text] | None = None
        self._blank_rows = 1
        self._below: dict[int, int] = {}  # column -> rows that a square above still reaches down
        self._cell: _Cell | None = None
        self._inner = 0
        self._silent = ""
        self._hidden = False

    def feed(self, page: str) -> None:
        """Reads a whole page."""
        for piece in _PIECES.finditer(page):
            text, name = piece["text"], piece["name"]
            if text is not None:
                if self._cell is not None and not self._silent:
                    self._cell.parts.append(unescape(text))
            elif name is not None and (tag := name.lower()) in _TAGS:
                if self._silent:
                    if piece["end"] and tag == self._silent:
                        self._silent = ""
                elif piece["end"]:
                    self._close(tag)
                elif tag in _SILENT:
                    self._silent = "" if piece["rest"].endswith("/") else tag
                else:
                    self._open(tag, piece["rest"])

    def _open(self, tag: str, rest: str) -> None:
        if tag == "table":
            self._open_table()
        elif self._inner or tag in _PARTS - _CELLS:
            if self._cell is not None:
                self._cell.parts.append(" ")
        elif tag == "tr":
            self._end_row()
            has = _attributes(rest)
            self._hidden = bool(_HIDDEN.search(has.get("style", "")))
            blank = _BLANK_ROWS.search(has.get("style", ""))
            self._blank_rows = min(int(blank[1]), MAX_ROWS) if blank else 1
            self._row = []
        else:
            self._end_cell()
            has = _attributes(rest)
            loose = bool(_LOOSE.search(has.get("style", "")))
            self._cell = _Cell(_span(has, "rowspan"), _span(has, "colspan"), loose, has.get("x:num", ""))

    def _close(self, tag: str) -> None:
        if tag == "table" and self._inner:
            self._inner -= 1
        elif tag == "table":
            self.end_table()
        elif not self._inner and tag in ("td", "th"):
            self._end_cell()
        elif not self._inner and tag == "tr":
            self._end_row()

    def end_table(self) -> None:
        """Nothing reaches down out of a table."""
        self._end_row()
        self._below.clear()

    def _open_table(self) -> None:
        if self._cell is not None:
            self._inner += 1
        else:
            self.end_table()

    def _end_cell(self) -> None:
        cell, self._cell, self._inner = self._cell, None, 0
        if cell is None:
            return
        row = self._row = [] if self._row is None else self._row
        self._fill_from_above(row)
        if len(row) + cell.columns > MAX_COLUMNS:  # before it is made: a short page can state millions of squares
            if self._hidden:
                return
            raise _too_much()
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


def _attributes(rest: str) -> dict[str, str]:
    """The attributes of a tag; one without a value says nothing here."""
    return {found[1].lower(): unescape(found[2] or found[3] or found[4] or "") for found in _ATTRIBUTE.finditer(rest)}


def _span(has: dict[str, str], name: str) -> int:
    """How many rows or columns a cell covers; what is no sensible number is one."""
    text = has.get(name, "")
    return min(max(int(text), 1), MAX_COLUMNS) if text.isascii() and text.isdigit() and len(text) < 6 else 1
