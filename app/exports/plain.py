"""The report as plain text, for a message or Notepad: no drawn tables, which fall apart where letters differ in width.

Every row of a table is a line (label: figures), under the headings that it belongs to; a row of noughts says so in one
word, a blank one as well. Full-width blanks indent, for many programs drop the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from app.document.blocks import Document, Part, Table
from app.domain.text import clean
from app.grid.layout import Grid, Square

_INDENT = "　"
_NOUGHTS = "均为0"
_BLANK, _BLANKS = "空", "空着"
_GROUPED = 2  # headings over a figure from which on the outer one is told of them all together
_ROW_MOST = 3  # figures that stand side by side with their headings; more of them are told group by group


class _Cell(NamedTuple):
    """A figure under its column headings, outermost first."""

    path: Sequence[Square]
    figure: str


def render(document: Document, *, watermark: str = "") -> str:
    """The whole report, under the draft words where there are any; lines end in a line feed."""
    lines = [f"【{watermark}】", ""] if watermark else []
    lines += document.title_lines
    for paragraph in document.preface:
        lines += ["", _INDENT * 2 + paragraph.text]
    for part in document.parts:
        lines += ["", "", part.heading, *_part(part)]
    lines += ["", "", document.signature.organ, document.signature.date]
    return clean("\n".join(lines) + "\n")


def file(document: Document, *, watermark: str = "") -> bytes:
    """The same as a file."""
    return encoded(render(document, watermark=watermark))


def encoded(text: str) -> bytes:
    """``text`` as a file. Old Notepads need the carriage return, and the mark in front to tell UTF-8 from GBK."""
    return clean(text).replace("\n", "\r\n").encode("utf-8-sig")


def _part(part: Part) -> Iterator[str]:
    for block in part.blocks:
        yield ""
        if isinstance(block, Table):
            yield from _table(block)
        else:
            yield _INDENT * 2 + block.text


def _table(table: Table) -> Iterator[str]:
    grid = table.grid
    if table.nothing:
        yield _INDENT * 2 + table.nothing
    starts = [*grid.block_rows, grid.height]
    for first, last in pairwise(starts):
        yield from _block(table, first, last)


def _block(table: Table, first: int, last: int) -> Iterator[str]:
    """One block: its band, its lines, and the labels of groups on lines of their own."""
    grid, band = table.grid, table.grid.at[first, 0]
    if band.kind == "band":
        yield f"【{band.text}】"
    told: list[Square] = []
    for row in range(first, last):
        figures = [square for square in _squares(grid, row) if square.kind == "value" and square.row == row]
        if not figures:
            continue
        path = [square for square in _squares(grid, row) if square.kind == "row" and square.text]
        for depth, group in enumerate(path[:-1]):
            if group not in told:
                told.append(group)
                yield _INDENT * depth + group.text
        label = path[-1].text if path else ""
        yield from _row(table, label, figures, first, max(0, len(path) - 1))


def _row(table: Table, label: str, figures: Sequence[Square], top: int, depth: int) -> Iterator[str]:
    said = _said(table, figures, top)
    indent = _INDENT * depth
    if label and (len(figures) <= _ROW_MOST or len(said) == 1):
        yield f"{indent}{label}：{'，'.join(said)}"
        return
    if label:
        yield f"{indent}{label}"
        indent += _INDENT
    yield from (indent + words for words in said)


def _said(table: Table, figures: Sequence[Square], top: int) -> list[str]:
    """The figures of one row with their headings, outermost group by group."""
    paths = [_headings(table.grid, square, top) for square in figures]
    while all(len(path) > 1 for path in paths) and len({path[0] for path in paths}) == 1:
        paths = [path[1:] for path in paths]  # a heading over all of them says nothing
    told = [_Cell(path, table.figures.get(each.address, "")) for path, each in zip(paths, figures, strict=True)]
    return [_together(told)] if _is_uniform(told) else _each(told, depth=0)


def _each(cells: Sequence[_Cell], depth: int) -> list[str]:
    """One text per heading of this level: 延时 3; 政务大厅（…） and within it 当面办：…; noughts that are left last."""
    found: list[str] = []
    groups = [list(group) for _, group in groupby(cells, key=lambda cell: cell.path[:1])]
    alone = [group[0] for group in groups if len(group[0].path) < _GROUPED]
    rest = [cell for cell in alone if cell.figure == "0"] if depth and len(cells) > _GROUPED else []
    rest = rest if 1 < len(rest) < len(cells) else []
    for group in groups:
        name = group[0].path[0].text if group[0].path else ""
        if group[0] in rest:
            continue
        if len(group[0].path) < _GROUPED:
            found.append(f"{name} {group[0].figure or _BLANK}".strip())
            continue
        inner = [_Cell(cell.path[1:], cell.figure) for cell in group]
        found.append(_group(name, inner, depth))
    return [*found, f"其余{len(rest)}栏{_NOUGHTS}"] if rest else found


def _group(name: str, cells: Sequence[_Cell], depth: int) -> str:
    if _is_uniform(cells):
        return f"{name}：{_together(cells)}"
    said = _each(cells, depth + 1)
    if depth % 2:
        return f"{name}：{'、'.join(said)}"
    return f"{name}（{('；' if any('：' in words for words in said) else '，').join(said)}）"


def _is_uniform(cells: Sequence[_Cell]) -> bool:
    """True for several figures that are all nought, or all blank."""
    return len(cells) > 1 and {cell.figure for cell in cells} in ({"0"}, {""})


def _together(cells: Sequence[_Cell]) -> str:
    return f"{len(cells)}栏{_NOUGHTS if cells[0].figure else _BLANKS}"


def _headings(grid: Grid, figure: Square, top: int) -> list[Square]:
    """The column headings over a figure, outermost first."""
    above = (grid.at[row, figure.column] for row in range(top, figure.row))
    return [square for square in dict.fromkeys(above) if square.kind == "column" and square.text]


def _squares(grid: Grid, row: int) -> list[Square]:
    """What stands in a row, from left to right, also what began further up."""
    return list(dict.fromkeys(grid.at[row, column] for column in range(grid.width)))
