"""Paints the body of a table: tinted strips, cells, grid lines, the headings that lie inside of it.

The table asks for stretches of it, not for single cells: after a jump the whole body is new, and a call from Qt for
each of its cells would cost more than the figures themselves.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from app.domain.address import Address
from app.grid.layout import Square
from ui.editor.table import strokes
from ui.editor.table.cell_art import CellArt, art_in
from ui.editor.table.measures import Measures
from ui.editor.table.model import Look, TableModel
from ui.editor.table.shape import Shape
from ui.editor.table.strokes import CENTRE
from ui.kit.theme import MEDIUM, REGULAR, SEMIBOLD, Theme, theme


@dataclass(frozen=True, slots=True)
class _Spot:
    """A square and where it stands, counted from the upper left corner of the body; ``first`` is its view column."""

    square: Square
    rect: QRect
    row: int
    first: int
    last: int
    text: tuple[str, ...] = ()


class CellPainter:
    """Draws values, and the bands and headings that lie inside a stacked table."""

    def __init__(self, model: TableModel) -> None:
        self._model = model
        self.current = (-1, -1)
        self.block = (0, 0)
        self.has_keyboard = False
        self.selected: frozenset[Address] = frozenset()
        self._measures: Measures | None = None
        self._tops, self._lefts = [0], [0]
        self._rows: dict[int, list[_Spot]] = {}
        self._lines: dict[int, dict[str, list[QRect]]] = {}
        self._label_width = 0
        self._art = art_in(theme())

    # ------------------------------------------------------------------ where squares stand

    def set_measures(self, measures: Measures) -> None:
        """Takes other widths and heights, and the theme in force."""
        self._art = art_in(theme())
        self._measures, self._label_width = measures, measures.label_width
        self._tops = list(accumulate(measures.rows, initial=0))
        self._lefts = list(accumulate(measures.columns, initial=0))
        self._rows, self._lines = {}, {}

    def _row(self, row: int) -> list[_Spot]:
        """The squares of a view row; worked out when it is first painted, because most of a table is not in view."""
        if row not in self._rows:
            assert self._measures is not None  # nothing is painted before
            self._lines[row] = {"line": [], "frame": []}
            self._rows[row] = [self._spot(square, self._measures) for square in self._shape.body[row]]
            for spot in self._rows[row]:
                self._rule(spot, self._lines[row])
        return self._rows[row]

    def _spot(self, square: Square, measures: Measures) -> _Spot:
        shape = self._model.shape
        row, first = square.row - shape.head_rows, max(square.column - shape.grid.labels, 0)
        end = square.column + square.columns - shape.grid.labels
        left, top = self._lefts[first], self._tops[row]
        rect = QRect(left, top, self._lefts[end] - left, self._tops[row + square.rows] - top)
        return _Spot(square, rect, row, first, end - 1, measures.lines.get((square.row, square.column), (square.text,)))

    def _rule(self, spot: _Spot, lines: dict[str, list[QRect]]) -> None:
        """The grid lines of a square: right and bottom, and a darker one at the left of totals."""
        shape, square, rect = self._model.shape, spot.square, spot.rect
        heavy = square.kind == "band"
        lines["frame" if heavy else "line"].append(QRect(rect.left(), rect.bottom(), rect.width(), 1))
        last = spot.last + 1 == shape.columns
        lines["frame" if last else "line"].append(QRect(rect.right(), rect.top(), 1, rect.height()))
        if square.kind == "value" and spot.first in shape.frame_columns:
            lines["frame"].append(QRect(rect.left(), rect.top(), 1, rect.height()))

    # ------------------------------------------------------------------ the current cell

    def set_current(self, current: tuple[int, int]) -> None:
        """Moves frame and tint; the view repaints the strips."""
        self.current = current
        self.block = self._model.shape.block_of(current[0])

    # ------------------------------------------------------------------ painting

    def paint(self, painter: QPainter, dirty: QRect) -> None:
        """Draws every square that ``dirty`` touches; both count from the upper left corner of the body."""
        if self._measures is None:
            return
        art = self._art
        painter.fillRect(dirty, art.now.colour("sheet"))
        first = max(bisect_right(self._tops, dirty.top()) - 1, 0)
        end = min(bisect_right(self._tops, dirty.bottom()), self._shape.rows)
        left, right = dirty.left(), dirty.right()
        signed: list[tuple[_Spot, Look]] = []
        for row in range(first, end):
            for spot in self._row(row):
                rect = spot.rect
                if rect.left() > right or rect.right() < left or row not in (spot.row, first):
                    continue
                if spot.square.kind != "value":
                    self._heading(painter, spot, art)
                elif look := self._value(painter, spot, art):
                    signed.append((spot, look))
        self._grid(painter, first, end, art.now)
        for spot, look in signed:
            art.signs(painter, spot.rect, look, current=self._is_current(spot), keyboard=self.has_keyboard)

    def _grid(self, painter: QPainter, first: int, end: int, now: Theme) -> None:
        for role in ("line", "frame"):
            colour = now.colour(role)
            for row in range(first, end):
                for rect in self._lines[row][role]:
                    painter.fillRect(rect, colour)

    # ------------------------------------------------------------------ values

    def _value(self, painter: QPainter, spot: _Spot, art: CellArt) -> Look | None:
        """Draws ground and figures; returns the look where signs lie over the grid lines."""
        look = self._model.look(spot.square)
        here, there = self.current
        crossed = spot.first <= there <= spot.last  # a merged square is crossed by each of its columns
        is_current = spot.row == here and crossed
        if spot.square.address in self.selected:
            painter.fillRect(spot.rect, art.selected)
        elif not is_current and (spot.row == here or (crossed and self._in_block(spot.row))):
            painter.fillRect(spot.rect, art.tint)
        elif not is_current:
            art.ground(painter, spot.rect, look)
        art.figures(painter, spot.rect, look, current=is_current)
        return look if is_current or look.is_signed else None

    def _is_current(self, spot: _Spot) -> bool:
        return spot.row == self.current[0] and spot.first <= self.current[1] <= spot.last

    def _in_block(self, row: int) -> bool:
        """Whether ``row`` lies in the block of the current cell: other blocks have other columns."""
        return self.block[0] <= row < self.block[1]

    # ------------------------------------------------------------------ headings inside a stacked table

    def _heading(self, painter: QPainter, spot: _Spot, art: CellArt) -> None:
        square, now = spot.square, art.now
        is_here = square.kind == "column" and spot.first <= self.current[1] <= spot.last
        lit = is_here and self._in_block(spot.row) and self._is_lowest(square)
        painter.fillRect(spot.rect, now.colour("accent_soft" if lit else "head"))
        painter.setPen(now.colour("accent" if lit else "ink"))
        if square.kind == "band":
            painter.setFont(now.font("body", MEDIUM))
            # A band runs over the label columns too: both halves draw the same text around the same middle.
            painter.drawText(spot.rect.adjusted(-self._label_width, 0, 0, 0), CENTRE, square.text)
        else:
            painter.setFont(now.font("body", SEMIBOLD if lit else REGULAR))
            strokes.draw_lines(painter, QRectF(spot.rect), spot.text, now)

    def _is_lowest(self, square: Square) -> bool:
        """Whether values follow right below the heading."""
        below = self._shape.grid.at.get((square.row + square.rows, square.column))
        return below is not None and below.kind == "value"

    @property
    def _shape(self) -> Shape:
        return self._model.shape
