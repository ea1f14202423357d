"""The table with a selected block: mouse and headings choose it, tint and outline show it. No keys here."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import accumulate

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from app.domain.address import Address
from app.grid.layout import Square
from ui.editor.table import walk
from ui.editor.table.frozen_table import FrozenTable
from ui.editor.table.model import TableModel
from ui.kit.theme import theme

_OUTLINE = 2  # px of the design
_PULL_MS = 60  # between two steps while the mouse pulls beyond the edge


class BlockView(FrozenTable):
    """``selected`` are the squares that a deed is meant for: the block, or the current one alone.

    The current square is the one in the block that takes what is typed; ``corner_square`` is where the block ends.
    """

    block_changed = Signal()

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._anchor = 0
        self._block: tuple[Square, ...] = ()
        self._end: Square | None = None
        self._end_anchor = 0
        self._marked: dict[Address, str] = {}
        self._dashed: frozenset[Address] = frozenset()
        self._pull = QTimer(self, interval=_PULL_MS)
        self._pull.timeout.connect(self._pull_on)
        self._pulled = QPoint()
        self.row_heads.chosen.connect(self.choose_heading)
        self.column_heads.chosen.connect(self.choose_heading)
        self.corner.chosen.connect(self.select_all)

    # ------------------------------------------------------------------ what is selected

    @property
    def selected(self) -> tuple[Square, ...]:
        """The squares of the block in reading order; the current one alone where there is no block."""
        current = self.current
        return self._block or ((current,) if current is not None and current.kind == "value" else ())

    @property
    def has_block(self) -> bool:
        """True where more than the current square is selected."""
        return bool(self._block)

    @property
    def corner_square(self) -> Square | None:
        """The square to which the block reaches from the current one."""
        return self._end if self._block and self._end is not None else self.current

    def set_current(self, square: Square, *, anchor: int | None = None, keep: bool = False) -> None:
        """Puts the hands on ``square``; ``anchor`` keeps the column the clerk came from, ``keep`` the block."""
        self._anchor = square.column if anchor is None else anchor
        if not keep:
            self.select(())
        self.setCurrentIndex(self.model().index(*self.grid.place(square)))
        if keep:  # the strips of the old and the new row and column are painted anyway
            self._tint()

    def select(self, squares: Iterable[Square], end: Square | None = None, anchor: int | None = None) -> None:
        """Selects ``squares``; one alone, or none, is no block. ``end`` is the corner that Shift moves on."""
        block = tuple(squares)
        block = block if len(block) > 1 else ()
        self._end = end
        self._end_anchor = (end.column if end else 0) if anchor is None else anchor
        if block != self._block:
            before, self._block = self._block, block
            self._show_block((*before, *block))
            self.row_heads.set_block(frozenset(square.row for square in block))
            self.column_heads.set_block(frozenset(square.column for square in block))
            self.block_changed.emit()

    def extend(self, square: Square, anchor: int | None = None) -> None:
        """Selects from the current square to ``square``."""
        current = self.current
        if current is not None:
            self.select(walk.between(self.grid.grid, current, square), square, anchor)
            self.scrollTo(self.model().index(*self.grid.place(square)))

    def select_all(self) -> None:
        """The block of headings and rows the hands are in; all of a stacked table when asked once more."""
        current = self.current
        if current is None:
            return
        region = walk.region(self.grid.grid, current)
        squares = self.grid.grid.values if self._block == region else region
        self.select(squares, squares[-1])

    def choose_heading(self, heading: Square, extends: bool) -> None:
        """Selects what a heading stands for; with Shift on from the current square."""
        squares = walk.under(self.grid.grid, heading)
        if not squares or not self._may_leave():
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        current = self.current
        if extends and current is not None:
            both = walk.between(self.grid.grid, current, squares[0]) + walk.between(
                self.grid.grid, current, squares[-1]
            )
            self.select(sorted(set(both), key=lambda s: (s.row, s.column)), squares[-1])
            return
        seen = self.viewport().rect()
        first = next((s for s in squares if seen.intersects(self._seen_at(s))), squares[0])
        self.set_current(first)
        self.select(squares, squares[-1])

    def _may_leave(self) -> bool:
        """Whether what is being typed lets go of the hands."""
        return True

    def _show_block(self, touched: Iterable[Square]) -> None:
        self._tint()
        self._repaint_squares(touched)

    def _tint(self) -> None:
        current = self.current
        here = current.address if current is not None else ""
        self._painter.selected = frozenset(square.address for square in self._block) - {here}

    # ------------------------------------------------------------------ marks over the cells

    def show_marks(self, marked: Collection[Address]) -> None:
        """Frames the squares that a person must look at before a block is pasted."""
        before, self._marked = self._marked, dict.fromkeys(marked, "doubt")
        self._repaint_squares(self._squares({*before, *self._marked}))

    def show_cut(self, cut: Collection[Address]) -> None:
        """Draws the broken line round what was cut and stands here until it is pasted elsewhere."""
        before, self._dashed = self._dashed, frozenset(cut)
        self._repaint_squares(self._squares({*before, *self._dashed}))

    @property
    def cut_squares(self) -> frozenset[Address]:
        """The cells inside of the broken line."""
        return self._dashed

    def _squares(self, addresses: Iterable[Address]) -> list[Square]:
        known = self.grid.grid.by_address
        return [known[address] for address in addresses if address in known]

    def _repaint_squares(self, squares: Iterable[Square]) -> None:
        region, out = QRegion(), theme().px(_OUTLINE)  # the line lies on the edge, half of it outside
        for square in squares:
            region += self._seen_at(square).adjusted(-out, -out, out, out)
        if not region.isEmpty():
            self.viewport().update(region.boundingRect() if region.rectCount() > 1 else region)

    # ------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then the lines round what is selected, cut, doubtful."""
        super().paintEvent(event)
        if not (self._block or self._marked or self._dashed) or self.measures is None:
            return
        now = theme()
        with QPainter(self.viewport()) as painter:
            if self._block:
                self._outline(painter, self._painter.selected | {self._block_hole()}, event.rect(), now.px(_OUTLINE))
            for address, role in self._marked.items():
                for square in self._squares((address,)):
                    painter.setPen(QPen(now.colour(role), now.px(_OUTLINE)))
                    painter.drawRect(self._seen_at(square).adjusted(1, 1, -2, -2))
            if self._dashed:
                self._outline(painter, self._dashed, event.rect(), now.px(_OUTLINE), dashed=True)

    def _block_hole(self) -> Address:
        """The current square, which is in the block and yet not tinted."""
        current = self.current
        return current.address if current is not None and current in self._block else ""

    def _outline(
        self, painter: QPainter, inside: Collection[Address], dirty: QRect, thick: int, *, dashed: bool = False
    ) -> None:
        """A line along every edge at which ``inside`` ends; ``dashed`` is drawn in pieces."""
        colour = theme().colour("accent")
        painter.setPen(QPen(colour, thick, Qt.PenStyle.DashLine, Qt.PenCapStyle.FlatCap))
        for square in self._squares(inside):
            rect = self._seen_at(square)
            if not rect.intersects(dirty):
                continue
            for edge in self._edges(square, rect, inside, thick):
                if not dashed:
                    painter.fillRect(edge, colour)
                elif edge.width() < edge.height():
                    painter.drawLine(edge.center().x(), edge.top(), edge.center().x(), edge.bottom())
                else:
                    painter.drawLine(edge.left(), edge.center().y(), edge.right(), edge.center().y())

    def _edges(self, square: Square, rect: QRect, inside: Collection[Address], thick: int) -> list[QRect]:
        """The edges of a square beyond which ``inside`` does not go on."""
        left, end = square.column, square.column + square.columns
        found = []
        if not self._is_in(square.row, left - 1, inside):
            found.append(QRect(rect.left(), rect.top(), thick, rect.height()))
        if not self._is_in(square.row, end, inside):
            found.append(QRect(rect.right() - thick + 1, rect.top(), thick, rect.height()))
        lefts, labels = self._lefts(), self.grid.grid.labels
        for column in range(left, end):  # a square above or below may be cut elsewhere
            x = lefts[column - labels] - self.horizontalOffset()
            wide = lefts[column - labels + 1] - lefts[column - labels]
            if not self._is_in(square.row - 1, column, inside):
                found.append(QRect(x, rect.top(), wide, thick))
            if not self._is_in(square.row + square.rows, column, inside):
                found.append(QRect(x, rect.bottom() - thick + 1, wide, thick))
        return found

    def _is_in(self, row: int, column: int, inside: Collection[Address]) -> bool:
        square = self.grid.grid.at.get((row, column))
        return square is not None and square.kind == "value" and square.address in inside

    def _seen_at(self, square: Square) -> QRect:
        """Where a square stands in the viewport; worked out here, because Qt takes long over many of them."""
        if self.measures is None:
            return QRect()
        row, column = self.grid.place(square)
        lefts, tops = self._lefts(), self._tops()
        left, top = lefts[column] - self.horizontalOffset(), tops[row] - self.verticalOffset()
        return QRect(left, top, lefts[column + square.columns] - lefts[column], tops[row + square.rows] - tops[row])

    def _lefts(self) -> tuple[int, ...]:
        return _edges(self.measures.columns) if self.measures is not None else ()

    def _tops(self) -> tuple[int, ...]:
        return _edges(self.measures.rows) if self.measures is not None else ()

    # ------------------------------------------------------------------ mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes to the cell, with Shift it selects up to there; a heading inside the body selects its cells."""
        square = self._square_under(event.position().toPoint())
        if square is None or not self._may_leave():
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        right = event.button() == Qt.MouseButton.RightButton
        if square.kind != "value":
            if not right:
                self.choose_heading(square, shift)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if right and square in self.selected:
            return
        if shift and not right:
            self.extend(square)
        else:
            self.set_current(square)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging selects; beyond the edge the table moves on by itself."""
        if event.buttons() & Qt.MouseButton.LeftButton and not self.is_busy:
            self._pulled = event.position().toPoint()
            if self.viewport().rect().contains(self._pulled):
                self._pull.stop()
                self._drag_to(self._pulled)
            elif not self._pull.isActive():
                self._pull_on()
                self._pull.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The block stands."""
        self._pull.stop()

    @property
    def is_busy(self) -> bool:
        """True while something is typed: then the mouse selects no block."""
        return False

    def _pull_on(self) -> None:
        view = self.viewport().rect()
        step = self.row_heads.sectionSize(0)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        at = self._pulled
        down.setValue(down.value() + (step if at.y() > view.bottom() else -step if at.y() < 0 else 0))
        across.setValue(across.value() + (step if at.x() > view.right() else -step if at.x() < 0 else 0))
        inside = QPoint(min(max(at.x(), 0), view.right()), min(max(at.y(), 0), view.bottom()))
        self._drag_to(inside)

    def _drag_to(self, place: QPoint) -> None:
        square, current = self._square_under(place), self.current
        if square is None or square.kind != "value" or current is None or square == self.corner_square:
            return
        self.select(walk.between(self.grid.grid, current, square), square)

    def _square_under(self, place: QPoint) -> Square | None:
        index = self.indexAt(place)
        return self.grid.square(index.row(), index.column()) if index.isValid() else None


@lru_cache(maxsize=32)
def _edges(sizes: tuple[int, ...]) -> tuple[int, ...]:
    """Where each of ``sizes`` begins, and where the last one ends."""
    return tuple(accumulate(sizes, initial=0))
