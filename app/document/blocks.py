"""What a report says, before any file type: blocks of plain text and tables, in printed order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.domain.address import Address
from app.domain.values import Value
from app.grid.layout import Grid

Style = Literal["body", "lead"]


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text; ``lead`` is the run-in heading （一）…。 at the start of a paragraph."""

    text: str
    style: Style = "body"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, without line feeds. ``is_heading`` where it consists of a lead alone."""

    words: tuple[Words, ...]

    @property
    def text(self) -> str:
        """Its plain text."""
        return "".join(part.text for part in self.words)

    @property
    def is_heading(self) -> bool:
        """True where nothing follows its lead, so that it must not stand last on a page."""
        return all(part.style == "lead" for part in self.words)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A sentence that the program wrote from figures."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """An official table: its grid, and for every value cell the figure as printed ("" for blank).

    Figures whose square ``is_total`` are printed strong. ``nothing`` is the plain sentence that boards print under a
    table of noughts; it is empty where any cell says something else. For carriers that reckon, ``values`` are the exact
    figures and ``sums`` the cells that each total adds.
    """

    section: str
    grid: Grid
    figures: Mapping[Address, str]
    nothing: str = ""
    values: Mapping[Address, Value] = field(default_factory=dict)
    sums: Mapping[Address, tuple[Address, ...]] = field(default_factory=dict)


Block = Paragraph | NoteLine | Table


@dataclass(frozen=True, slots=True)
class Part:
    """One numbered part of the report; ``blocks`` may be empty, ``short`` is a name for tabs."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    short: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure of the band over a poster; ``section`` is the part it belongs to, ``figure`` "" where it is blank."""

    section: str
    label: str
    figure: str
    unit: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and the date in Chinese."""

    organ: str
    date: str


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report. ``title_lines`` is the title broken by sense: the body and year, then what it is.

    ``key_figures`` are those the form names for posters, in its order.
    """

    title: str
    title_lines: tuple[str, ...]
    preface: tuple[Paragraph, ...]
    parts: tuple[Part, ...]
    signature: Signature
    year: int = 0
    key_figures: tuple[KeyFigure, ...] = ()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text with the place where it stands, in printed order; places are headings."""
        yield "标题", self.title
        for paragraph in self.preface:
            yield "开头", paragraph.text
        for part in self.parts:
            yield part.heading, part.heading
            for block in part.blocks:
                if isinstance(block, Table):
                    for square in block.grid.squares:
                        yield part.heading, square.text or block.figures.get(square.address, "")
                else:
                    yield part.heading, block.text
        yield "落款", self.signature.organ
        yield "落款", self.signature.date
