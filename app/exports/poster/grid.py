"""An official table drawn on a poster: its rules, headings and figures at their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from app.document.blocks import Table
from app.exports.marks import Sheet
from app.exports.measuring import Box, em
from app.exports.poster.style import Group
from app.exports.poster.table import (
    LEAD,
    PAD_X,
    ROLES,
    UPRIGHT,
    UPRIGHT_MARK,
    Shape,
    TableShapes,
    figure_role,
    split_unit,
    squares_of,
)
from app.exports.stretches import stretches
from app.grid.layout import Square

# The middle of a Chinese character, and of a figure, over the baseline (em).
MIDDLE = 0.38
FIGURE_MIDDLE = 0.37
_MOST_UPRIGHT = 1.3
_LONGEST_CORNER = 10  # characters


@dataclass(frozen=True)
class _Place:
    """Where the grid lines of the drawn table run, in mm."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def box(self, square: Square) -> Box:
        x, y = self.xs[square.column], self.ys[square.row]
        return Box(x, y, self.xs[square.column + square.columns] - x, self.ys[square.row + square.rows] - y)


class TableDrawing:
    """One table in a box, at a size; the box may be higher than the table needs."""

    def __init__(self, sheet: Sheet, shapes: TableShapes, shape: Shape, size: float, box: Box, style: Group) -> None:
        self.sheet, self.shapes, self.shape, self.size, self.style = sheet, shapes, shape, size, style
        self.table: Table = shapes.table
        self.em = em(size)
        self.place = self._place(box)

    def _place(self, box: Box) -> _Place:
        extra = max(0.0, box.height - self.shape.height * self.em) / len(self.shape.rows)
        wide = box.width / sum(self.shape.columns)
        xs = accumulate((column * wide for column in self.shape.columns), initial=box.x)
        ys = accumulate((row * self.em + extra for row in self.shape.rows), initial=box.y)
        return _Place(tuple(xs), tuple(ys))

    def draw(self) -> None:
        """Adds the marks of the table to the sheet."""
        self._rules()
        for square in squares_of(self.table.grid, "band", "corner", "column"):
            self._centred(square, self._role(square))
        for square in squares_of(self.table.grid, "row"):
            if (square.row, square.column) in self.shape.upright:
                self._upright(square)
            elif square.column + square.columns < self.table.grid.labels:
                self._centred(square, ROLES["row"])
            else:
                self._label(square)
        self._figures()

    def _role(self, square: Square) -> str:
        # A corner that says a whole sentence is no heading.
        return ROLES["row"] if square.kind == "corner" and len(square.text) > _LONGEST_CORNER else ROLES[square.kind]

    def _baselines(self, box: Box, count: int) -> Iterator[float]:
        first = box.y + box.height / 2 - (count - 1) * LEAD * self.em / 2 + MIDDLE * self.em
        return (first + at * LEAD * self.em for at in range(count))

    def _centred(self, square: Square, role: str) -> None:
        box, lines = self.place.box(square), self.shape.lines[square.row, square.column]
        for words, y in zip(lines, self._baselines(box, len(lines)), strict=True):
            self.sheet.text(words, role, self.size, box.x + box.width / 2, y, align=0.5)

    def _label(self, square: Square) -> None:
        box, lines = self.place.box(square), self.shape.lines[square.row, square.column]
        hang = self.shapes.hang(square) if len(lines) > 1 else 0.0
        for at, (words, y) in enumerate(zip(lines, self._baselines(box, len(lines)), strict=True)):
            indent = PAD_X + (hang if at else 0.0)
            self.sheet.text(words, ROLES["row"], self.size, box.x + indent * self.em, y)

    def _upright(self, square: Square) -> None:
        box = self.place.box(square)
        steps = [UPRIGHT_MARK if char == "、" else UPRIGHT for char in square.text]
        room = (box.height / self.em - 1.0) / sum(steps)
        stretch = max(1.0, min(_MOST_UPRIGHT, room))
        y = box.y + (box.height - sum(steps) * stretch * self.em) / 2
        for char, step in zip(square.text, steps, strict=True):
            tucked = char == "、"
            middle = y + (0.14 if tucked else 0.5 * step * stretch) * self.em
            x = box.x + box.width / 2 + (0.3 * self.em if tucked else 0.0)
            self.sheet.text(char, ROLES["row"], self.size, x, middle + MIDDLE * self.em, align=0.5)
            y += step * stretch * self.em

    def _figures(self) -> None:
        """Figures of one column and block end at one axis; the widest of them stands in the middle."""
        columns: dict[tuple[int, int, int], list[Square]] = {}
        for square in self.table.grid.values:
            block = max(start for start in self.table.grid.block_rows if start <= square.row)
            columns.setdefault((block, square.column, square.columns), []).append(square)
        for squares in columns.values():
            widest = max(self.shapes.figure_width(square, self.shape.figures) for square in squares) * self.em
            for square in squares:
                self._figure(square, widest)

    def _figure(self, square: Square, widest: float) -> None:
        number, unit = split_unit(self.table.figures.get(square.address, ""))
        box = self.place.box(square)
        x = box.x + (box.width + widest) / 2 - self.shapes.figure_width(square, self.shape.figures) * self.em
        size = self.size * self.shape.figures
        y = box.y + box.height / 2 + FIGURE_MIDDLE * em(size)
        role = figure_role(number, square.is_total)
        wide = self.sheet.text(number, role, size, x, y)
        self.sheet.text(unit, "board_text", self.size, x + wide, y)

    def _rules(self) -> None:
        grid, xs, ys = self.table.grid, self.place.xs, self.place.ys
        inner, section, outer = self.style["inner"], self.style["section"], self.style["outer"]
        heavy = set(grid.block_rows[1:]) | ({grid.head_rows} if grid.head_rows else set())
        for row in range(1, grid.height):
            apart = [grid.at[row - 1, column] is not grid.at[row, column] for column in range(grid.width)]
            for first, last in stretches(apart):
                self.sheet.across(xs[first], xs[last], ys[row], section if row in heavy else inner)
        for column in range(1, grid.width):
            apart = [grid.at[row, column - 1] is not grid.at[row, column] for row in range(grid.height)]
            for first, last in stretches(apart):
                self.sheet.down(xs[column], ys[first], ys[last], inner)
        half = outer * 25.4 / 72 / 2  # so that the corners of the frame are closed
        for y in (ys[0], ys[-1]):
            self.sheet.across(xs[0] - half, xs[-1] + half, y, outer)
        for x in (xs[0], xs[-1]):
            self.sheet.down(x, ys[0], ys[-1], outer)
