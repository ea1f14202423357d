"""One sheet, written from top to bottom: words over its whole width, and official grids square by square."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from app.document.blocks import Table
from app.domain.text import GOES_ON, STATED_NOTE
from app.domain.values import plain, write
from app.exports.excel.figures import Spot, agrees, exact, formula, number_format, stated_otherwise
from app.exports.excel.looks import Looks
from app.exports.excel.measure import (
    CROWDED,
    HEADING_LINE,
    PAGE,
    TEXT_LINE,
    WIDE_PAGE,
    WORDS,
    column_widths,
    lines,
    pieces,
    row_heights,
)
from app.grid.layout import Square

_LEADING = "=+-@\t\r"  # what a spreadsheet would take for a formula once somebody edits the cell
_HIGHEST = 400.0  # pt; a row of a spreadsheet ends at 409, and no page ends inside one
_STEP = 9  # lines in each row of a text too long for one
_PAGE_HIGH = 720.0  # pt of rows on a page that stands upright, at full size
_SMALLEST = 0.62  # a table is not shrunk further to stand on one page
_FROZEN = 160.0  # pt of rows, at most, that stay while the others roll
_FROZEN_WIDE = 60.0
# Totals rightly leave out cells beside those they add; no green corners for that.
_NO_TROUBLE = ("formula_range", "formula_differs", "number_stored_as_text")


class Sheet:
    """Grows row by row; ``close`` sets how it is printed."""

    def __init__(self, sheet: Worksheet, looks: Looks, table: Table | None) -> None:
        self._sheet, self._looks = sheet, looks
        self._widths = column_widths(table.grid, table.figures) if table else [WORDS]
        self._row = 0
        self._high = 0.0
        self._has_table = table is not None
        for column, wide in enumerate(self._widths):
            sheet.set_column(column, column, wide)
        sheet.hide_gridlines(2)

    # ---- words

    def title(self, text: str) -> None:
        """The title of the report."""
        self._words(text, "title", HEADING_LINE, 18 / 11)
        self.gap()

    def heading(self, text: str) -> None:
        """The heading of a part."""
        if self._has_table and lines(text, sum(self._widths) * 11 / 14) == 1:
            self._put(self._row, 0, text, "heading")  # in one cell: it may run over the columns that stay
            self._next(HEADING_LINE + 6)
        else:
            self._words(text, "words_heading", HEADING_LINE, 14 / 11)

    def text(self, text: str) -> None:
        """A paragraph."""
        self._words(text, "text", TEXT_LINE, 12 / 11)

    def signed(self, text: str) -> None:
        """Who signs, or when, at the right edge."""
        self._words(text, "signed", TEXT_LINE, 12 / 11)

    def gap(self) -> None:
        """Some air."""
        self._next(TEXT_LINE / 2)

    def _words(self, text: str, look: str, line: float, size: float) -> None:
        """``text`` over the whole width; ``size`` is that of its type.

        What no row can hold goes on in the next one, with a mark that readers join it by.
        """
        room, last = sum(self._widths) / size, len(self._widths) - 1
        most = int(_HIGHEST / line)
        parts = list(pieces(text, room, _STEP)) if lines(text, room) > most else [text]
        for piece in (*(part + GOES_ON for part in parts[:-1]), parts[-1]):
            if last:
                self._sheet.merge_range(self._row, 0, self._row, last, "", self._looks.get(look))
            self._put(self._row, 0, piece, look)
            self._next(lines(piece, room) * line + 6)

    def _next(self, high: float) -> None:
        self._sheet.set_row(self._row, round(high, 2))
        self._row += 1
        self._high += high

    def _put(self, row: int, column: int, text: str, look: str) -> None:
        """``text`` as text, whatever it looks like."""
        whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        form = self._looks.get(look, quoted=whole.startswith(tuple(_LEADING)))
        if not whole:
            self._sheet.write_blank(row, column, None, form)
        elif whole.startswith("<r>") and whole.endswith("</r>"):  # XlsxWriter would take it for its own mark-up
            self._sheet.write_rich_string(row, column, form, whole[:1], form, whole[1:], form)
        else:
            self._sheet.write_string(row, column, whole, form)

    # ---- tables

    def table(self, table: Table) -> None:
        """The grid as the form has it, totals as formulas where they agree, and a note on those that do not."""
        grid, top = table.grid, self._row
        spots = {square.address: Spot(top + square.row, square.column) for square in grid.values}
        self._freeze(table)
        for high in row_heights(grid, self._widths):
            self._next(high)
        for square in grid.squares:
            if square.kind == "value":
                self._value(table, square, spots)
            else:
                self._label(square, top)
        differing = list(_differing(table, spots))
        if differing:
            self._words(
                f"{STATED_NOTE}，和各项之和不同，没有用公式：" + "；".join(differing) + "。",
                "note",
                18.0,
                1.0,
            )

    def _label(self, square: Square, top: int) -> None:
        is_group = square.kind == "row" and square.node is not None and square.node.children
        look = "group" if is_group else square.kind
        self._merge(square, Spot(top + square.row, square.column), look)
        self._put(top + square.row, square.column, square.text, look)

    def _merge(self, square: Square, spot: Spot, look: str, number: str = "") -> None:
        last_row, last_column = spot.row + square.rows - 1, spot.column + square.columns - 1
        if square.rows > 1 or square.columns > 1:
            self._sheet.merge_range(spot.row, spot.column, last_row, last_column, "", self._looks.get(look, number))

    def _value(self, table: Table, square: Square, spots: dict[str, Spot]) -> None:
        spot, value = spots[square.address], table.values.get(square.address)
        number, look = exact(value), "total" if square.is_total else "value"
        if value is None or number is None:
            self._merge(square, spot, look)
            self._put(spot.row, spot.column, table.figures.get(square.address, ""), look)
            return
        shown = number_format(value, square.spec, table.grid.silent_unit(square))
        look = look if stated_otherwise(table, square.address) is None else "stated"
        self._merge(square, spot, look, shown)
        form = self._looks.get(look, shown)
        if agrees(table, square.address):
            words = formula(table.sums[square.address], table.grid.by_address, spots, square.spec)
            self._sheet.write_formula(spot.row, spot.column, words, form, number)
        else:
            self._sheet.write_number(spot.row, spot.column, number, form)

    def _freeze(self, table: Table) -> None:
        """Headings stay while the rest rolls, where they leave room for it; on paper they come again."""
        grid = table.grid
        head = sum(row_heights(grid, self._widths)[: grid.head_rows])
        stay = self._row + grid.head_rows if self._high + head <= _FROZEN else 0
        beside = grid.labels if sum(self._widths[: grid.labels]) <= _FROZEN_WIDE else 0
        if stay or beside:
            self._sheet.freeze_panes(stay, beside)
        if grid.head_rows:
            self._sheet.repeat_rows(self._row, self._row + grid.head_rows - 1)

    # ---- paper

    def close(self, header: str) -> None:
        """A4, one page wide; a table on one page where that leaves it legible."""
        sheet, wide = self._sheet, sum(self._widths)
        lies = self._has_table and wide > PAGE * CROWDED
        page_wide, page_high = (WIDE_PAGE, _PAGE_HIGH * 0.62) if lies else (PAGE, _PAGE_HIGH)
        scale = min(1.0, page_wide / wide)
        one_page = self._has_table and min(scale, page_high / self._high) >= _SMALLEST
        sheet.set_paper(9)
        (sheet.set_landscape if lies else sheet.set_portrait)()
        sheet.set_margins(left=0.75, right=0.75, top=0.95, bottom=0.85)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 1 if one_page else 0)
        sheet.print_area(0, 0, max(0, self._row - 1), len(self._widths) - 1)
        whole = f"A1:{Spot(max(0, self._row - 1), len(self._widths) - 1).name}"
        sheet.ignore_errors(dict.fromkeys(_NO_TROUBLE, whole))
        sheet.set_header(header)
        sheet.set_footer("&C— &P —")


def _differing(table: Table, spots: dict[str, Spot]) -> Iterator[str]:
    for square in table.grid.values:
        total = stated_otherwise(table, square.address)
        if total is not None:
            stated = write(table.values[square.address], square.spec)
            yield f"{spots[square.address].name} 填 {stated}，各项之和是 {plain(total)}"
