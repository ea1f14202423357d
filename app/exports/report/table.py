"""An official table drawn on paper, whole or in slices of rows: rules, words, figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from app.exports.report.tags import Tree
from app.exports.stretches import stretches
from app.exports.tables.shape import FIGURE_LEAD, UNIT_GAP, Cell, Shape
from app.exports.tables.words import MARK_STEP, STEP, Text, upright_height, upright_steps
from app.exports.typeset import Run, draw_line, one_line

_ASCENT = 0.88  # of the em box, all faces
_DIGIT_MIDDLE = 0.375  # em from the baseline to the middle of a digit


def draw_table(
    canvas: Any, tree: Tree, shape: Shape, rows: Sequence[int], heights: Sequence[float], x: float, top: float
) -> None:
    """Draws these grid rows with the given heights; ``x`` is the left edge, ``top`` the upper one, y grows upwards."""
    edges = [top]
    for height in heights:
        edges.append(edges[-1] - height)
    with tree.aside():
        _rules(canvas, shape, rows, edges, x)
    for cell in shape.cells:
        first = cell.square.row
        mine = [at for at, row in enumerate(rows) if first <= row < first + cell.square.rows]
        if mine:
            left = x + shape.columns.edges[cell.square.column]
            with tree.cell(shape.grid, cell.square):
                _draw_cell(canvas, shape, cell, left, (edges[mine[0]] + edges[mine[-1] + 1]) / 2)


def _draw_cell(canvas: Any, shape: Shape, cell: Cell, left: float, middle: float) -> None:
    width = shape.columns.width(cell.square)
    if cell.text is None:
        axis = shape.axis[shape.axis_of(cell.square)]
        _draw_figure(canvas, cell, left + (width + axis) / 2, middle)
    elif cell.upright:
        _draw_upright(canvas, shape, cell, left + width / 2, middle)
    else:
        centred = cell.square.kind != "row" or bool(cell.square.node and cell.square.node.children)
        _draw_text(canvas, cell.text, left, width if centred else None, middle, shape.style.pad)


def _draw_text(canvas: Any, text: Text, left: float, width: float | None, middle: float, pad: float) -> None:
    """Lines centred in ``width``, or set left behind ``pad`` where no width is given."""
    baseline = middle + text.height / 2 - _ASCENT * text.size
    for number, line in enumerate(text.lines):
        at = left + pad + text.indent if width is None else left + (width - line.width) / 2
        draw_line(canvas, line, at, baseline - number * text.size * text.lead)


def _draw_upright(canvas: Any, shape: Shape, cell: Cell, centre: float, middle: float) -> None:
    assert cell.text is not None
    size, role = cell.text.size, shape.style.label_role
    y = middle + upright_height(cell.square.text, size) / 2
    for char, marks in upright_steps(cell.square.text):
        line = one_line(shape.fonts, [Run(char, role)], size)
        draw_line(canvas, line, centre - line.width / 2, y - _ASCENT * size)
        y -= STEP * size
        for mark in marks:  # tucked to the upper right of its step
            draw_line(canvas, one_line(shape.fonts, [Run(mark, role)], size), centre + 0.12 * size, y - 0.08 * size)
            y -= MARK_STEP * size


def _draw_figure(canvas: Any, cell: Cell, right: float, middle: float) -> None:
    if not cell.figure:
        return
    baseline = middle - _DIGIT_MIDDLE * cell.figure[0].size
    if cell.stacked:
        baseline += FIGURE_LEAD * sum(line.size for line in cell.figure[1:]) / 2
        for line in cell.figure:
            draw_line(canvas, line, right - line.width, baseline)
            baseline -= FIGURE_LEAD * line.size
        return
    at = right - cell.figure_width
    for line in cell.figure:
        draw_line(canvas, line, at, baseline)
        at += line.width + line.size * UNIT_GAP


def _rules(canvas: Any, shape: Shape, rows: Sequence[int], edges: Sequence[float], x: float) -> None:
    style, xs = shape.style, [x + edge for edge in shape.columns.edges]
    canvas.setStrokeGray(0)
    canvas.setLineCap(2)
    for at in range(1, len(rows)):
        weight = style.section if _is_section(shape, rows[at - 1], rows[at]) else style.inner
        canvas.setLineWidth(weight)
        for first, last in _level(shape, rows[at - 1], rows[at]):
            canvas.line(xs[first], edges[at], xs[last], edges[at])
    canvas.setLineWidth(style.inner)
    for column in range(1, shape.grid.width):
        for first, last in _plumb(shape, rows, column):
            canvas.line(xs[column], edges[first], xs[column], edges[last])
    canvas.setLineWidth(style.outer)
    canvas.setLineJoin(0)
    canvas.rect(xs[0], edges[-1], xs[-1] - xs[0], edges[0] - edges[-1], stroke=1, fill=0)


def _is_section(shape: Shape, above: int, below: int) -> bool:
    if below in shape.grid.block_rows or shape.is_head(above) != shape.is_head(below):
        return True
    return any(
        square.kind == "row" and square.column == 0 and square.rows > 1
        and (square.row == below or square.row + square.rows == below)
        for square in (shape.grid.at[above, 0], shape.grid.at[below, 0])
    )  # fmt: skip


def _level(shape: Shape, above: int, below: int) -> Iterator[tuple[int, int]]:
    """From which edge to which a level rule runs between two rows."""
    at = shape.grid.at
    cut = [at[above, column] is not at[below, column] for column in range(shape.grid.width)]
    return stretches(cut)


def _plumb(shape: Shape, rows: Sequence[int], column: int) -> Iterator[tuple[int, int]]:
    at = shape.grid.at
    return stretches([at[row, column - 1] is not at[row, column] for row in rows])
