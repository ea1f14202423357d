"""An official table in Word: merged squares of the grid, exact columns, rows that are never cut.

Words break by themselves: indents leave each square just the room in which they break as on the printed report, so
that whoever copies a label gets it in one piece. Squares are made row by row, for Word asks for every one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.document.blocks import Table
from app.exports import a4
from app.exports.tables.fit import TOP_GAP, Fitting
from app.exports.tables.shape import Cell, Shape
from app.exports.word import styles
from app.exports.word.measures import TEXT_WIDTH, twips
from app.exports.word.nominal import NOMINAL
from app.exports.word.text import paragraph, run
from app.exports.xml_text import attribute
from app.grid.layout import Square

_SPARE_LINES = 2  # kept free on a page that a table fills, for faces wider than the official ones
_RULE = 0.5  # points a row grows by its rule
_LEAST_PT = 4.0
_FIGURE_LEAD = 1.2
_LEAST_EASE, _EASE, _MOST_EASE = 0.15, 0.5, 0.9  # em that a line may have to spare: less than a character

_UPRIGHT = 1.2  # em


@dataclass(frozen=True)
class WordTable:
    """A table measured for the page. ``fills_page`` tells one that begins on a page of its own."""

    heading: str
    shape: Shape
    heights: tuple[float, ...]
    is_whole: bool
    fills_page: bool

    def xml(self, *, break_before: bool = False) -> str:
        """The table as Word holds it; ``break_before`` turns the page where nothing above it does."""
        return _Writer(self, break_before).xml()


def measure(table: Table, heading: str, head_lines: int) -> WordTable:
    """``table`` on the official page, under a heading of that many lines."""
    lines = max(1, a4.LINES - head_lines)
    fitting = Fitting(NOMINAL, table, lines)
    slices = fitting.fresh()
    shape, is_whole = slices[0].shape, len(slices) == 1
    rows = range(shape.grid.height)
    least = shape.heights()
    if not is_whole:
        return WordTable(heading, shape, tuple(least), is_whole, fills_page=False)
    room = min(slices[0].lines, lines - _SPARE_LINES) * a4.PITCH - TOP_GAP - _RULE * len(rows)
    heights = shape.stretched(least, rows, room)
    return WordTable(heading, shape, tuple(heights), is_whole, fills_page=fitting.here(lines - 1) is None)


class _Writer:
    """Writes one table; a class only to share its measures."""

    def __init__(self, table: WordTable, break_before: bool) -> None:
        self.table, self.shape, self.grid = table, table.shape, table.shape.grid
        self.break_before = break_before
        edges = self.shape.columns.edges
        self.edges = [round(edge * TEXT_WIDTH / edges[-1]) for edge in edges]
        self.cells = {id(cell.square): cell for cell in self.shape.cells}

    def xml(self) -> str:
        """The whole of it."""
        columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(self.edges))
        rows = "".join(self._row(row, height) for row, height in enumerate(self.table.heights))
        return f"<w:tbl>{self._properties()}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"

    def _properties(self) -> str:
        style = self.shape.style
        outer = "".join(_border(side, style.outer) for side in ("top", "left", "bottom", "right"))
        inner = "".join(_border(side, style.inner) for side in ("insideH", "insideV"))
        none = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
        return (
            f'<w:tblPr><w:tblW w:w="{self.edges[-1]}" w:type="dxa"/><w:jc w:val="center"/>'
            f"<w:tblBorders>{outer}{inner}</w:tblBorders>"
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{none}</w:tblCellMar>'
            f'<w:tblCaption w:val="{attribute(self.table.heading)}"/></w:tblPr>'
        )

    def _row(self, row: int, height: float) -> str:
        head = "<w:tblHeader/>" if row < self.grid.head_rows else ""
        cells = "".join(self._cell(row, square) for square in self._across(row))
        least = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>'
        return f"<w:tr><w:trPr><w:cantSplit/>{least}{head}</w:trPr>{cells}</w:tr>"

    def _across(self, row: int) -> Iterator[Square]:
        """The squares that a row passes through, from left to right."""
        column = 0
        while column < self.grid.width:
            square = self.grid.at[row, column]
            yield square
            column += square.columns

    def _cell(self, row: int, square: Square) -> str:
        begins = row == square.row
        merged = ""
        if square.columns > 1:
            merged = f'<w:gridSpan w:val="{square.columns}"/>'
        if square.rows > 1:
            merged += '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
        width = self.edges[square.column + square.columns] - self.edges[square.column]
        heavy = f"<w:tcBorders>{_border('top', self.shape.style.section)}</w:tcBorders>" if self._parts(row) else ""
        content = self._content(row, square) if begins else self._paragraph(row, "", "")
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{heavy if begins else ""}'
            f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
        )

    def _parts(self, row: int) -> bool:
        """True where the rule above ``row`` is a heavier one: between blocks, under headings, around groups."""
        if row == 0:
            return False
        if row in self.grid.block_rows or self.shape.is_head(row - 1) != self.shape.is_head(row):
            return True
        squares = (self.grid.at[row - 1, 0], self.grid.at[row, 0])
        return squares[0] is not squares[1] and any(square.kind == "row" and square.rows > 1 for square in squares)

    def _content(self, row: int, square: Square) -> str:
        cell = self.cells[id(square)]
        if cell.text is None:
            return self._figure(row, cell)
        if not cell.text.lines:
            return self._paragraph(row, "", "")
        size = _half_points(cell.text.size)
        style = styles.BAND if square.kind == "band" else styles.CELL
        lead = twips(cell.text.size * cell.text.lead)
        place = self._upright(cell) if cell.upright else self._words(cell)
        pieces = [line.text for line in cell.text.lines] if _ends_longer(cell) else [square.text]
        words = "<w:r><w:br/></w:r>".join(run(piece, half_points=size) for piece in pieces)
        return self._paragraph(row, words, place, style=style, line=lead)

    def _words(self, cell: Cell) -> str:
        """The indents of a label or a heading; centred but for the labels of single rows."""
        assert cell.text is not None
        square, text, pad = cell.square, cell.text, self.shape.style.pad
        if square.kind == "row" and not (square.node and square.node.children):
            start = f'w:left="{twips(pad + text.indent)}" w:right="0"'
            return f'<w:ind {start} w:hanging="{twips(text.indent)}"/><w:jc w:val="left"/>'
        if len(text.lines) < 2 or _ends_longer(cell):
            return ""
        # As much room as lets the same characters into each line, and not one more. Only the first line can have a
        # measure of its own, at its left end, so that one and the other are kept as near to each other as possible.
        width, size = self.shape.columns.width(square), text.size
        first = text.lines[0].width
        rest = max((line.width for line in text.lines[1:-1]), default=first)
        most = min(width, max(first, rest) + (_EASE if first == rest else _LEAST_EASE) * size)
        first, rest = (min(most, each + _MOST_EASE * size) for each in (first, rest))
        side, shift = twips((width - most) / 2), twips(first - rest)
        left = side + max(0, shift)
        start = f'w:hanging="{shift}"' if shift >= 0 else f'w:firstLine="{-shift}"'
        return f'<w:ind w:left="{left}" w:right="{side}" {start}/>'

    def _upright(self, cell: Cell) -> str:
        """One character in a line.

        Word can run text downwards, but LibreOffice then muddles its glyphs with those of the lines beside it.
        """
        assert cell.text is not None
        side = twips((self.shape.columns.width(cell.square) - _UPRIGHT * cell.text.size) / 2)
        return f'<w:ind w:left="{side}" w:right="{side}"/>'

    def _figure(self, row: int, cell: Cell) -> str:
        """Figures end on one axis, and the widest of a column is centred."""
        if not cell.figure:
            return self._paragraph(row, "", "")
        size = max(_LEAST_PT, cell.figure[0].size)
        width, axis = self.shape.columns.width(cell.square), self.shape.axis[self.shape.axis_of(cell.square)]
        place = f'<w:ind w:right="{twips(max(0.0, width - axis) / 2)}"/><w:jc w:val="right"/>'
        said = "".join(line.text for line in cell.figure)
        strong = styles.STRONG if cell.square.is_total else ""
        figure = run(said, strong, half_points=_half_points(size))
        return self._paragraph(row, figure, place, line=twips(size * _FIGURE_LEAD))

    def _paragraph(self, row: int, runs: str, place: str, *, style: str = styles.CELL, line: int = 0) -> str:
        keep = "<w:keepNext/>" if self._is_tied(row) else ""
        turn = "<w:pageBreakBefore/>" if self.break_before and row == 0 else ""
        spacing = f'<w:spacing w:line="{line or twips(self.shape.style.label_pt)}" w:lineRule="exact"/>'
        return paragraph(style, runs, f"{keep}{turn}{spacing}{place}")

    def _is_tied(self, row: int) -> bool:
        """True where no page ends behind ``row``: in a table that fits on a page, and behind headings."""
        last = row == self.grid.height - 1
        return not last and (self.table.is_whole or self.shape.is_head(row))


def _ends_longer(cell: Cell) -> bool:
    """True for a heading whose last line is the longest, 出租收入 over （单位：万元）: no indent breaks it there."""
    assert cell.text is not None
    *others, last = [line.width for line in cell.text.lines]
    return cell.square.kind != "row" and bool(others) and last > max(others)


def _border(side: str, points: float) -> str:
    return f'<w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="0" w:color="auto"/>'


def _half_points(points: float) -> int:
    return max(1, int(2 * points + 1e-6))
