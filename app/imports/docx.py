"""A Word file to lines: its paragraphs and the rows of its tables, as they would be printed.

Tracked changes are read as if they had been accepted. What is hidden, what stands at the edge of the page, in notes or
in boxes that lie over it is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from app.imports.list_marks import ListMarks
from app.imports.package import Package
from app.imports.reading import MAX_SIGNS
from app.imports.sheet import Line, as_row, read_lines, whole_lines

_INSIDE = {  # of a paragraph: what only holds runs
    *("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "bdo", "dir"),
    *("ruby", "rubyBase", "oMath", "oMathPara"),
}
_AROUND = {"ins", "moveTo", "sdtContent", "customXml", "smartTag"}  # paragraphs, rows or cells
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = {"0", "false", "off"}
_HEADING = re.compile(r"title|subtitle|heading \d|标题.*", re.IGNORECASE)
_CONTENTS = re.compile(r"toc \d|table of figures", re.IGNORECASE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NO_STYLE = Element("style")


def read_docx(package: Package, main: str, root: Element) -> list[Line]:
    """The lines of the document whose main part, called ``main``, has that ``root``."""
    body = root.find("body")
    if body is None:
        raise package.damaged()
    styles = _styles(package.beside(main, "styles"))
    marks = ListMarks(package.beside(main, "numbering"))
    reader = _Reader(package, styles, marks, is_drawn=body.find(".//tbl") is None)
    reader.blocks(body)
    reader.end()
    return reader.lines


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of a paragraph, itself or through the styles it is based on."""

    name: str = ""
    is_hidden: bool = False
    list_id: str = ""
    level: str = ""


_PLAIN = _Style()


def _styles(root: Element) -> dict[str, _Style]:
    found = {style.get("styleId", ""): style for style in root.iter("style")}
    return {name: _style(name, found) for name in found}


def _style(name: str, found: dict[str, Element]) -> _Style:
    chain: list[Element] = []
    at = name
    while at in found and found[at] not in chain and len(chain) < 20:
        chain.append(found[at])
        at = _value(found[at], "basedOn")
    return _Style(
        _value(chain[0], "name"),
        any(_is_on(style.find("rPr/vanish")) for style in chain),
        next((said for style in chain if (said := _value(style, "pPr/numPr/numId"))), ""),
        next((said for style in chain if (said := _value(style, "pPr/numPr/ilvl"))), ""),
    )


def _value(element: Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get("val", "")


def _is_on(switch: Element | None) -> bool:
    return switch is not None and switch.get("val", "1") not in _OFF


@dataclass
class _Reader:
    """Goes through the document once. ``is_drawn`` tells that tables may be drawn with tabs: there is no real one."""

    package: Package
    styles: dict[str, _Style]
    marks: ListMarks
    is_drawn: bool
    lines: list[Line] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _goes_on: bool = False
    _signs: int = 0

    def blocks(self, parent: Element) -> None:
        """The paragraphs and tables of ``parent``, one below the other."""
        for child in _flat(parent):
            if child.tag == "p":
                self._paragraph(child)
            elif child.tag == "tbl":
                self._table(child)

    def end(self) -> None:
        """Closes the paragraphs read so far."""
        text, self._text, self._goes_on = "\n".join(self._text), [], False
        self.lines += read_lines(text) if self.is_drawn else whole_lines(text)

    def _paragraph(self, paragraph: Element) -> None:
        style = self.styles.get(_value(paragraph, "pPr/pStyle"), _PLAIN)
        if _CONTENTS.fullmatch(style.name):
            return
        words = self._words(paragraph).strip("\t ")
        if self._goes_on and self._text:
            self._text[-1] += words
        else:
            self._text.append(words)
        self._goes_on = paragraph.find("pPr/rPr/del") is not None  # its end was taken out: the next one goes on here

    def _words(self, paragraph: Element) -> str:
        """What a paragraph says, with its number in a list. The lines of a heading are one."""
        style = self.styles.get(_value(paragraph, "pPr/pStyle"), _PLAIN)
        pieces = list(self._runs(paragraph, is_hidden=style.is_hidden))
        is_heading = _HEADING.fullmatch(style.name) or _value(paragraph, "pPr/jc") == "center"
        words = "".join(pieces).replace("\n", "") if is_heading else "".join(pieces)
        words = self._mark(paragraph, style) + words if words.strip() else ""
        self._signs += len(words)
        if self._signs > MAX_SIGNS:
            raise self.package.too_much()
        return words

    def _mark(self, paragraph: Element, style: _Style) -> str:
        list_id = _value(paragraph, "pPr/numPr/numId") or style.list_id
        level = _value(paragraph, "pPr/numPr/ilvl") or style.level
        return self.marks.next(list_id, level) if list_id else ""

    def _runs(self, parent: Element, *, is_hidden: bool) -> Iterator[str]:
        for child in parent:
            if child.tag == "r":
                properties = child.find("rPr")
                if not self._is_hidden(properties, is_hidden):
                    is_raised = properties is not None and _value(properties, "vertAlign") == "superscript"
                    yield from self._run(child, is_raised)
            elif child.tag in _INSIDE:
                yield from self._runs(child, is_hidden=is_hidden)

    def _is_hidden(self, properties: Element | None, is_hidden: bool) -> bool:
        if properties is None:
            return is_hidden
        own = properties.find("vanish")
        if own is not None:
            return _is_on(own)
        return is_hidden or self.styles.get(_value(properties, "rStyle"), _PLAIN).is_hidden

    def _run(self, run: Element, is_raised: bool) -> Iterator[str]:
        for piece in run:
            if piece.tag == "t":
                # A raised digit is the mark of a note, and must not become part of a figure.
                yield (piece.text or "").translate(_RAISED) if is_raised else piece.text or ""
            elif piece.tag == "ruby":
                yield from self._runs(piece, is_hidden=False)
            else:
                yield _SIGNS.get(piece.tag, "")

    # ---- tables

    def _table(self, table: Element) -> None:
        self.end()
        for row in _flat(table):
            if row.tag == "tr" and row.find("trPr/del") is None and not _is_on(row.find("trPr/hidden")):
                self._row([cell for cell in _flat(row) if cell.tag == "tc" and _is_there(cell)])
        self._text.append("")

    def _row(self, cells: list[Element]) -> None:
        """A row of a table. One that only frames a table or paragraphs is as if it were not there."""
        inner = any(cell.find(".//tbl") is not None for cell in cells)
        if inner or (len(cells) == 1 and sum(bool(self._said(piece)) for piece in cells[0].iter("p")) > 1):
            for cell in cells:
                self.blocks(cell)
            self.end()
            return
        texts = [self._cell(cell) for cell in cells]
        if texts:
            self.end()
            self.lines.append(as_row(texts))

    def _said(self, paragraph: Element) -> str:
        return "".join(self._runs(paragraph, is_hidden=False)).strip()

    def _cell(self, cell: Element) -> str:
        """The text of a cell; one that goes on from above says nothing. Figures on two lines stay two."""
        merged = cell.find("tcPr/vMerge")
        if merged is not None and merged.get("val", "continue") == "continue":
            return ""
        text = ""
        for paragraph in _flat(cell):
            if paragraph.tag == "p":
                for piece in self._words(paragraph).replace("\t", " ").split("\n"):
                    text += (" " if text[-1:].isdigit() else "") + piece.strip()
        return text.replace("\xa0", " ").strip()


def _is_there(cell: Element) -> bool:
    """False for a cell that was taken out, or that lies under the one before it."""
    across = cell.find("tcPr/hMerge")
    return cell.find("tcPr/cellDel") is None and (across is None or across.get("val", "continue") != "continue")


def _flat(parent: Element) -> Iterator[Element]:
    """The children of ``parent``, those in wrappers among them; a table of contents is left out."""
    for child in parent:
        if child.tag == "sdt":
            if child.find("sdtPr/docPartObj/docPartGallery[@val='Table of Contents']") is None:
                yield from _flat(child)
        elif child.tag in _AROUND:
            yield from _flat(child)
        else:
            yield child
