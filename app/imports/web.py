"""A report saved or copied as a web page: its tables to rows of cells, everything else to lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from app.domain.text import REMARK
from app.imports.sheet import Line, as_row, read_lines

_LOOKS = re.compile(r"<t[dr][\s>]", re.IGNORECASE)
_BREAKS = {"p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "title", "section", "article"}
_SILENT = {"script", "style", "head", "noscript", "template"}


def looks_like_web(text: str) -> bool:
    """True where ``text`` holds the tags of a table."""
    return bool(_LOOKS.search(text))


def _is_remark(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    """True for what our own page says over a table; the captions of others may hold the heading of a part."""
    return tag == "caption" and ("class", REMARK) in attrs


def read_web(text: str) -> list[Line]:
    """The lines of a web page; a table row is a line of cells, an empty cell a blank one."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    return list(parser.lines())


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[Line] = []
        self.text: list[str] = []
        self.row: list[str] | None = None
        self.cell: list[str] | None = None
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens rows and cells; other block tags only part lines."""
        if tag in _SILENT or _is_remark(tag, attrs):
            self.silent += 1
        elif tag == "tr":
            self._end_row()
            self._end_text()
            self.row = []
        elif tag in ("td", "th"):
            self._end_cell()
            self.cell = []
        elif tag in _BREAKS:
            self._part()

    def handle_endtag(self, tag: str) -> None:
        """Closes what the start opened; pages forget half of these."""
        if tag in _SILENT or (tag == "caption" and self.silent):
            self.silent = max(0, self.silent - 1)
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()
        elif tag in _BREAKS:
            self._part()

    def handle_data(self, data: str) -> None:
        """Text inside a cell or between tables."""
        if not self.silent:
            (self.text if self.cell is None else self.cell).append(re.sub(r"[\r\n\t]+", " ", data))

    def lines(self) -> Iterator[Line]:
        """Everything read so far."""
        self._end_row()
        self._end_text()
        yield from self.done

    def _part(self) -> None:
        if self.cell is None:
            self.text.append("\n")
        elif self.cell and self.cell[-1][-1:].isdigit():
            self.cell.append(" ")

    def _end_cell(self) -> None:
        if self.cell is not None:
            self.row = [] if self.row is None else self.row
            self.row.append("".join(self.cell).replace("\xa0", " ").strip())
        self.cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self.row:
            self.done.append(as_row(self.row))
        self.row = None

    def _end_text(self) -> None:
        self.done += read_lines("".join(self.text))
        self.text = []
