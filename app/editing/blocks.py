"""A block of selected squares: what it amounts to, how it is copied, cleared, filled from its first row or column."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from html import escape
from itertools import groupby

from app.domain.address import Address
from app.domain.change import Change
from app.domain.values import Value, plain
from app.grid.layout import Grid, Square

Values = Mapping[Address, Value]


def by_rows(squares: Sequence[Square]) -> list[list[Square]]:
    """``squares`` row by row, each from left to right."""
    ordered = sorted(squares, key=lambda square: (square.row, square.column))
    return [list(row) for _, row in groupby(ordered, key=lambda square: square.row)]


def size(rows: int, columns: int) -> str:
    """How large a block is, in words."""
    return "1 格" if rows == columns == 1 else f"{rows} 行 × {columns} 列"


def size_of(squares: Sequence[Square]) -> str:
    """How large the block of ``squares`` is; where its rows are cut differently, how many squares it has."""
    rows = by_rows(squares)
    widths = {len(row) for row in rows}
    return size(len(rows), widths.pop()) if len(widths) == 1 else f"{len(squares)} 格"


def tell(squares: Sequence[Square], values: Values, totals: Collection[Address] = ()) -> str:
    """What is selected: 选中 3 行 × 4 列，合计 12，2 格空着. Different units are not added up.

    Where some squares are ``totals`` and others are not, the sum says that it counts both, as a spreadsheet does.
    """
    figures = [value for square in squares if (value := values.get(square.address)) is not None]
    units = {(square.spec.kind == "money", square.spec.unit) for square in squares}
    said = [f"选中 {size_of(squares)}"]
    if figures and len(units) == 1:
        total = sum(figures, Decimal(0))
        unit = squares[0].spec.unit or ""
        mixed = 0 < sum(square.address in totals for square in squares) < len(squares)
        said.append(f"合计{'（含总计格）' if mixed else ''} {plain(total)}{unit and ' ' + unit}")
    if blank := len(squares) - len(figures):
        said.append("都空着" if not figures else f"{blank} 格空着")
    return "，".join(said)


# ---------------------------------------------------------------------------------------------------- copying


def as_text(squares: Sequence[Square], values: Values) -> str:
    """The block as rows of plain figures parted by tabs; a square over several columns leaves blanks behind it."""
    edges = _edges(squares)
    lines = []
    for row in by_rows(squares):
        at = {square.column: square for square in row}
        lines.append("\t".join(_figure(at[edge], values) if edge in at else "" for edge in edges))
    return "\n".join(lines) + "\n"


def as_html(squares: Sequence[Square], values: Values) -> str:
    """The block as a table for Excel, WPS and Word; blanks stay blank."""
    edges = _edges(squares)
    rows = []
    for row in by_rows(squares):
        cells = []
        free = list(edges)
        for square in row:
            covers = [edge for edge in free if square.column <= edge < square.column + square.columns]
            cells += ["<td></td>" for edge in free if edge < square.column]
            span = f' colspan="{len(covers)}"' if len(covers) > 1 else ""
            cells.append(f'<td align="right"{span}>{escape(_figure(square, values))}</td>')
            free = [edge for edge in free if edge >= square.column + square.columns]
        cells += ["<td></td>" for _ in free]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return _page(rows)


def _page(rows: Sequence[str]) -> str:
    head = '<html><head><meta charset="utf-8"></head><body>'
    return f"{head}<!--StartFragment--><table border=1>{''.join(rows)}</table><!--EndFragment--></body></html>"


def with_headings(grid: Grid, squares: Sequence[Square], values: Values) -> tuple[str, str]:
    """The block with the headings above and beside it, merged as they print: as rows of text, and as a table."""
    chosen = set(squares)
    tops = {max(top for top in grid.block_rows if top <= square.row) for square in squares}
    heads = {row for top in tops for row in range(top, min(s.row for s in grid.values if s.row >= top))}
    rows = sorted(heads | {square.row for square in squares})
    spread = {column for s in squares for column in range(s.column, s.column + s.columns)}
    columns = sorted(spread | set(range(grid.labels)))
    lines, table = [], []
    for row in rows:
        texts, cells = [], []
        for column in columns:
            square = grid.at[row, column]
            down = [one for one in rows if square.row <= one < square.row + square.rows]
            across = [one for one in columns if square.column <= one < square.column + square.columns]
            shown = square.text if square.kind != "value" else _figure(square, values) if square in chosen else ""
            begins = (row, column) == (down[0], across[0])
            texts.append(shown if begins else "")
            if begins:
                spans = f"{_span('rowspan', down)}{_span('colspan', across)}"
                side = "right" if square.kind == "value" else "center" if square.kind != "row" else "left"
                cells.append(f'<td align="{side}"{spans}>{escape(shown)}</td>')
        lines.append("\t".join(texts))
        table.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join(lines) + "\n", _page(table)


def _span(name: str, covers: Sequence[int]) -> str:
    return f' {name}="{len(covers)}"' if len(covers) > 1 else ""


def _edges(squares: Sequence[Square]) -> list[int]:
    """Where any square of the block begins: columns that no row needs are not copied."""
    return sorted({square.column for square in squares})


def _figure(square: Square, values: Values) -> str:
    value = values.get(square.address)
    return "" if value is None else plain(value)


# ---------------------------------------------------------------------------------------------------- deeds


def clearing(squares: Sequence[Square], stated: Values, where: str = "", who: str = "") -> Change:
    """Every stated cell of the block blank again; a printed total computes itself again. ``where`` names the part."""
    cells = dict.fromkeys(square.address for square in squares if stated.get(square.address) is not None)
    return Change(f"清空 {size_of(squares)}" + (f"（{where}）" if where else ""), cells, who=who)


def filled(
    grid: Grid, squares: Sequence[Square], values: Values, totals: Collection[Address], *, down: bool
) -> list[tuple[Square, str]]:
    """The squares of the block with the figures of its first row (``down``) or first column; totals are left out.

    A block of one row (or column) takes them from the row above (or the column at its left), as in Excel.
    """
    rows = by_rows(squares)
    found: list[tuple[Square, str]] = []
    if down:
        top = rows.pop(0) if len(rows) > 1 else _above(grid, rows[0])
        for row in rows:
            for square in row:
                source = next((one for one in top if one.column <= square.column < one.column + one.columns), None)
                found += [] if source is None else [(square, _figure(source, values))]
    else:
        for row in rows:
            before = [one for one in grid.values if one.row == row[0].row and one.column < row[0].column]
            first = row.pop(0) if len(row) > 1 else before[-1] if before else None
            found += [] if first is None else [(square, _figure(first, values)) for square in row]
    return [(square, text) for square, text in found if square.address not in totals]


def _above(grid: Grid, row: Sequence[Square]) -> list[Square]:
    """The value squares right above a row; none where it is the first of its block."""
    return [square for square in grid.values if square.row == row[0].row - 1]
