"""Tags in the PDF: what is a heading, a paragraph, a table with its heads, for those who have the paper read aloud.

All that is drawn stands in a tag, or aside of the text (rules, page numbers), so the file may call itself tagged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from reportlab.pdfbase import pdfdoc

from app.grid.layout import Grid, Square

Kind = Literal["Document", "H1", "H2", "H3", "P", "Table", "TR", "TH", "TD"]


@dataclass(eq=False, slots=True)
class Tag:
    """One element: others in it, or marks on pages as (page, number of the mark on that page)."""

    kind: Kind
    facts: str = ""
    inner: list[Tag] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)


class Tree:
    """Collects the tags while the pages of ``canvas`` are drawn; ``close`` writes them before it is saved."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._top = Tag("Document")
        self._pages: dict[int, list[Tag]] = {}
        self._tables: dict[int, Mapping[Square, Tag]] = {}

    @contextmanager
    def mark(self, tag: Tag) -> Iterator[None]:
        """What is drawn meanwhile belongs to ``tag``, which follows those before it."""
        if not tag.marks:
            self._top.inner.append(tag)
        with self._marked(tag):
            yield

    @contextmanager
    def cell(self, grid: Grid, square: Square) -> Iterator[None]:
        """The same for a square of a table; a heading that is repeated on another page is not read twice."""
        if id(grid) not in self._tables:
            table, self._tables[id(grid)] = _table(grid)
            self._top.inner.append(table)
        tag = self._tables[id(grid)][square]
        with self.aside() if tag.marks else self._marked(tag):
            yield

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is drawn meanwhile is no part of the text."""
        self._canvas.addLiteral("/Artifact BMC")
        yield
        self._canvas.addLiteral("EMC")

    @contextmanager
    def _marked(self, tag: Tag) -> Iterator[None]:
        number = self._canvas.getPageNumber()
        page = self._pages.setdefault(number, [])
        self._canvas.addLiteral(f"/{tag.kind}<</MCID {len(page)}>>BDC")
        tag.marks.append((number, len(page)))
        page.append(tag)
        yield
        self._canvas.addLiteral("EMC")

    def close(self) -> None:
        """Hangs the tree into the document, whose pages are all drawn."""
        writer = _Writer(self._canvas._doc)
        root = writer.open()
        top = writer.element(self._top, root.number)
        lists = (f"{number - 1}[{writer.references(tags)}]" for number, tags in sorted(self._pages.items()))
        root.body = f"<</Type/StructTreeRoot/K {top} 0 R/ParentTree<</Nums[{''.join(lists)}]>>>>"
        catalog = writer.document.Catalog
        catalog.StructTreeRoot = root
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        for number in self._pages:
            page = writer.document.Pages.pages[number - 1]
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents"]
            page.StructParents = number - 1


class _Element(pdfdoc.PDFObject):
    """An object of the file, written by us: there are some hundreds of them."""

    number = 0
    body = ""

    def format(self, _document: Any) -> bytes:
        return self.body.encode()


class _Writer:
    def __init__(self, document: Any) -> None:
        self.document = document
        self._numbers: dict[Tag, int] = {}

    def open(self) -> _Element:
        """A new object of the file."""
        element = _Element()
        self.document.Reference(element)
        element.number = self.document.objectcounter
        return element

    def element(self, tag: Tag, parent: int) -> int:
        """Writes the tag with all that is in it; its number."""
        element = self.open()
        self._numbers[tag] = element.number
        kids = [f"{self.element(inner, element.number)} 0 R" for inner in tag.inner]
        where = ""
        if tag.marks:
            first = tag.marks[0][0]
            where = f"/Pg {self._page(first)}"
            kids = [
                str(mark) if page == first else f"<</Type/MCR/Pg {self._page(page)}/MCID {mark}>>"
                for page, mark in tag.marks
            ]
        element.body = f"<</S/{tag.kind}/P {parent} 0 R{where}{tag.facts}/K[{' '.join(kids)}]>>"
        return element.number

    def references(self, tags: list[Tag]) -> str:
        """Where the tags are that the marks of a page belong to."""
        return " ".join(f"{self._numbers[tag]} 0 R" for tag in tags)

    def _page(self, number: int) -> str:
        return "{} {} R".format(*self.document.idToObjectNumberAndVersion[f"Page{number}"])


def _table(grid: Grid) -> tuple[Tag, Mapping[Square, Tag]]:
    """A table row by row, with the cells of its squares."""
    rows = [Tag("TR") for _ in range(grid.height)]
    cells = {}
    for square in sorted(grid.squares, key=lambda square: (square.row, square.column)):
        cells[square] = Tag("TD" if square.kind == "value" else "TH", _facts(square))
        rows[square.row].inner.append(cells[square])
    return Tag("Table", inner=rows), cells


def _facts(square: Square) -> str:
    facts = ""
    if square.kind != "value":
        facts += f"/Scope/{'Row' if square.kind == 'row' else 'Column'}"
    if square.rows > 1:
        facts += f"/RowSpan {square.rows}"
    if square.columns > 1:
        facts += f"/ColSpan {square.columns}"
    return f"/A<</O/Table{facts}>>" if facts else ""
