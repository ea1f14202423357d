"""An official table as a web table: real headings, and every figure names the headings that it stands under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from app.document.blocks import Table
from app.domain.text import REMARK
from app.exports.web.markup import Markup, element
from app.grid.layout import Grid, Square

_HEADS = ("band", "corner", "column", "row")
_NARROW_EM = 3.0  # a column of figures on a telephone
_GROUP_EM, _LABEL_EM = 2.0, 8.5  # there, a label that runs downwards, and one that does not
_SIGNS_PER_ROW = 3  # a label runs downwards where it does not make its rows higher
_LABEL_SHARE = {0: 0, 1: 32, 2: 38}  # per cent of the width; three and more label columns take
_MOST_SHARE = 45
_OUTER_SHARE = 9.0
_WIDE = 6  # columns of figures that may not fit on a telephone


def table(block: Table, name: str, heading: str) -> Markup:
    """``block`` as ``name``, in a region of its own that scrolls; ``heading`` is the id of its part's heading."""
    grid = block.grid
    caption = element("caption", element("span", _caption(block)), id=f"{name}-c", class_=REMARK)
    columns = (element("col", class_=f"c{number}") for number in range(grid.width))
    inside = element("table", caption, element("colgroup", *columns), *_groups(block, name), id=name)
    kind = "sideways wide" if len(grid.shares) >= _WIDE else "sideways"
    return element("div", inside, class_=kind, role="region", aria_labelledby=f"{heading} {name}-c", tabindex=0)


def rules(grid: Grid, name: str) -> str:
    """The widths of its columns as style rules: shares of the width, and what a telephone must not go below."""
    labels = _LABEL_SHARE.get(grid.labels, _MOST_SHARE)
    outer, inner = range(grid.labels - 1), range(max(0, grid.labels - 1), grid.labels)
    whole = len(grid.shares) * _NARROW_EM
    values = list(enumerate(map(float, grid.shares), start=grid.labels))
    shares = dict.fromkeys(outer, _OUTER_SHARE) | {number: share * (100 - labels) for number, share in values}
    least = dict.fromkeys(outer, _GROUP_EM) | dict.fromkeys(inner, _LABEL_EM)
    least |= {number: share * whole for number, share in values}
    narrow = f"#{name}{{min-width:{sum(least.values()):g}em}}" + _widths(name, least, "em")
    return f"{_widths(name, shares, '%')}@media screen and (max-width:44rem){{{narrow}}}\n"


def _widths(name: str, columns: Mapping[int, float], unit: str) -> str:
    return "".join(f"#{name} .c{number}{{width:{width:.4g}{unit}}}" for number, width in columns.items())


def _caption(block: Table) -> str:
    """How many figures it has, and the plain sentence of a table of noughts."""
    size = f"共{len(block.grid.values)}格"
    return f"{block.nothing.rstrip('。')}（{size}，各格均为0）" if block.nothing else size


def _groups(block: Table, name: str) -> Iterator[Markup]:
    """The head of a single table apart, to be printed again on the next sheet; stacked ones each in a body."""
    grid = block.grid
    edges = [0, grid.head_rows, grid.height] if grid.head_rows else [*grid.block_rows, grid.height]
    for first, last in pairwise(edges):
        rows = (_row(block, name, row) for row in range(first, last))
        yield element("thead" if last == grid.head_rows else "tbody", *rows)


def _row(block: Table, name: str, row: int) -> Markup:
    return element("tr", *(_cell(block, name, square) for square in block.grid.squares if square.row == row))


def _cell(block: Table, name: str, square: Square) -> Markup:
    spans = {
        "colspan": square.columns if square.columns > 1 else "",
        "rowspan": square.rows if square.rows > 1 else "",
    }
    if square.kind == "value":
        return _figure(block, name, square, spans)
    if not square.text:
        return element("td", **spans)
    return element("th", square.text, id=_id(name, square), scope=_scope(square), class_=_looks(square), **spans)


def _figure(block: Table, name: str, square: Square, spans: dict[str, int | str]) -> Markup:
    figure = block.figures.get(square.address, "")
    looks = " ".join(filter(None, ("total" if square.is_total else "", "some" if figure not in ("", "0") else "")))
    heads = " ".join(_id(name, head) for head in heads_of(block.grid, square))
    return element("td", figure, headers=heads, class_=looks, **spans)


def heads_of(grid: Grid, square: Square) -> list[Square]:
    """The headings of a figure, outermost first: those above it in its block, then those beside it."""
    top = max(start for start in grid.block_rows if start <= square.row)
    across = range(square.column, square.column + square.columns)
    above = [grid.at[row, column] for row in range(top, square.row) for column in across]
    beside = [grid.at[square.row, column] for column in range(grid.labels)]
    found = [head for head in above if head.kind in ("band", "column")]
    found += [head for head in beside if head.kind == "row"]
    return [head for head in dict.fromkeys(found) if head.text]


def _scope(square: Square) -> str:
    """What a heading heads. A band heads the rest of its body, and so do labels of several rows."""
    if square.kind == "row":
        return "rowgroup" if square.rows > 1 else "row"
    return "colgroup" if square.columns > 1 else "col"


def _looks(square: Square) -> str:
    """Its kind; for labels ``leaf`` where it is that of one row, ``down`` where it may run downwards."""
    if square.kind != "row":
        return square.kind
    if square.rows == 1:
        return "row leaf"
    return "row down" if len(square.text) <= _SIGNS_PER_ROW * square.rows else "row"


def _id(name: str, square: Square) -> str:
    return f"{name}-{square.row}-{square.column}"
