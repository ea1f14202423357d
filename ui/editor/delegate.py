"""Paints one cell: ground, last year's figure, value, dashed box where blank, corner, frame of the current cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.grid.layout import Square
from ui.editor.table_model import Look, TableModel
from ui.kit.theme import MEDIUM, REGULAR, SEMIBOLD, Theme, theme, tokens

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_PAD_LEFT, _PAD_RIGHT = tokens()["spacing"]["cell_padding_left"], tokens()["spacing"]["cell_padding_right"]
_SURE = 4  # so many characters fit into the narrowest column


class CellPainter(QStyledItemDelegate):
    """Draws values, and the bands and headings that lie inside a stacked table."""

    def __init__(self, model: TableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.current = (-1, -1)
        self.lines: dict[Square, tuple[str, ...]] = {}
        self.label_width = 0
        self.block = (0, 0)

    def set_current(self, current: tuple[int, int]) -> None:
        """Moves frame and tint; the view repaints the strips."""
        self.current = current
        self.block = self._model.shape.block_of(current[0])

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws the square at ``index`` into ``option.rect``."""
        row, column = index.row(), index.column()
        square = self._model.shape.square(row, column)
        rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs do not know the field
        if square.kind == "value":
            self._value(painter, rect, square, row, column)
        else:
            self._heading(painter, rect, square)

    # ------------------------------------------------------------------ values

    def _value(self, painter: QPainter, rect: QRect, square: Square, row: int, column: int) -> None:
        now, look = theme(), self._model.look(square)
        here, there = self.current
        is_here = column <= there < column + square.columns  # a merged square is painted from its first column
        is_current = row == here and is_here
        tinted = row == here or (is_here and self._in_block(row))
        ground = "sheet" if is_current else "tint" if tinted else "computed" if look.is_total else "sheet"
        painter.fillRect(rect, now.colour(ground))
        self._figures(painter, rect, look, is_current, now)
        if look.mark:
            _corner(painter, rect, now, look.mark)
        shape = self._model.shape
        last = column + square.columns == shape.columns
        edges(painter, rect, now, left=column in shape.frame_columns, last=last)
        if look.is_wrong:
            frame(painter, rect, now, "bad", 2)
        elif is_current:
            frame(painter, rect, now, "accent", tokens()["lines"]["current_cell"])

    def _in_block(self, row: int) -> bool:
        """Whether ``row`` lies in the block of the current cell: other blocks have other columns."""
        return self.block[0] <= row < self.block[1]

    def _figures(self, painter: QPainter, rect: QRect, look: Look, is_current: bool, now: Theme) -> None:
        inner = rect.adjusted(now.px(_PAD_LEFT), 0, -now.px(_PAD_RIGHT), -1)
        small = look.struck or look.last
        used = 0
        if small:
            font = now.font("tiny")
            painter.setFont(font)
            painter.setPen(now.colour("computed_ink" if look.struck else "ink3"))
            painter.drawText(inner, _LEFT, small)
            if look.struck or len(small) + len(look.text) > _SURE:
                used = QFontMetrics(font).horizontalAdvance(small)
            if look.struck:
                middle = rect.center().y()
                painter.drawLine(QPoint(inner.left() - 1, middle), QPoint(inner.left() + used + 1, middle))
        if look.is_blank:
            _dashed(painter, rect, now)
            return
        role = "bad" if look.is_wrong or look.struck else "computed_ink" if look.is_total else "ink"
        weight = SEMIBOLD if is_current or look.struck else REGULAR
        painter.setPen(now.colour(role))
        font = now.font("cell", weight)
        if len(look.text) + len(small) > _SURE:  # never a shortened figure: it is set smaller
            room = inner.width() - (used + now.px(4) if used else 0)
            wide = QFontMetrics(font).horizontalAdvance(look.text)
            if wide > room > 0:
                font = now.sized_font(max(9, now.text_size("cell") * room // wide), weight)
        painter.setFont(font)
        painter.drawText(inner, _RIGHT, look.text)

    # ------------------------------------------------------------------ headings inside a stacked table

    def _heading(self, painter: QPainter, rect: QRect, square: Square) -> None:
        now = theme()
        column = square.column - self._model.shape.grid.labels
        is_here = square.kind == "column" and column <= self.current[1] < column + square.columns
        lit = is_here and self._in_block(square.row - self._model.shape.head_rows) and self._is_lowest(square)
        painter.fillRect(rect, now.colour("accent_soft" if lit else "head"))
        painter.setPen(now.colour("accent" if lit else "ink"))
        if square.kind == "band":
            painter.setFont(now.font("body", MEDIUM))
            # A band runs over the label columns too: both halves draw the same text around the same middle.
            painter.drawText(rect.adjusted(-self.label_width, 0, 0, 0), _CENTRE, square.text)
        else:
            painter.setFont(now.font("body", SEMIBOLD if lit else REGULAR))
            draw_lines(painter, QRectF(rect), self.lines.get(square, (square.text,)), now)
        last = square.column + square.columns == self._model.shape.grid.width
        edges(painter, rect, now, last=last, strong=square.kind == "band")

    def _is_lowest(self, square: Square) -> bool:
        """Whether values follow right below the heading."""
        below = self._model.shape.grid.at.get((square.row + square.rows, square.column))
        return below is not None and below.kind == "value"


def draw_lines(
    painter: QPainter, rect: QRectF, lines: tuple[str, ...], now: Theme, align: Qt.AlignmentFlag = _CENTRE
) -> None:
    """Draws broken label lines around the middle of ``rect``, at the pitch of labels."""
    pitch = now.text_size("body") * tokens()["line_height"]["table_label"]
    top = rect.center().y() - pitch * len(lines) / 2
    side = align & Qt.AlignmentFlag.AlignHorizontal_Mask
    for number, line in enumerate(lines):
        where = QRectF(rect.left(), top + number * pitch, rect.width(), pitch)
        painter.drawText(where, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, line)


def edges(
    painter: QPainter, rect: QRect, now: Theme, *, left: bool = False, last: bool = False, strong: bool = False
) -> None:
    """The grid lines of a square: right and bottom, and a darker one at the left of totals."""
    line, heavy = now.colour("line"), now.colour("frame")
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, heavy if strong else line)
    painter.fillRect(rect.right(), rect.top(), 1, rect.height(), heavy if last else line)
    if left:
        painter.fillRect(rect.left(), rect.top(), 1, rect.height(), heavy)


def frame(painter: QPainter, rect: QRect, now: Theme, role: str, width: int) -> None:
    """A frame inside the square."""
    thick = now.px(width)
    colour = now.colour(role)
    inner = rect.adjusted(0, 0, 0, 0)
    painter.fillRect(QRect(inner.left(), inner.top(), inner.width(), thick), colour)
    painter.fillRect(QRect(inner.left(), inner.bottom() - thick + 1, inner.width(), thick), colour)
    painter.fillRect(QRect(inner.left(), inner.top(), thick, inner.height()), colour)
    painter.fillRect(QRect(inner.right() - thick + 1, inner.top(), thick, inner.height()), colour)


def _corner(painter: QPainter, rect: QRect, now: Theme, mark: str) -> None:
    side = now.px(tokens()["marks"]["corner_triangle"])
    right, top = float(rect.right()), float(rect.top())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(now.colour(mark))
    painter.drawPolygon(QPolygonF([QPointF(right - side, top), QPointF(right, top), QPointF(right, top + side)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _dashed(painter: QPainter, rect: QRect, now: Theme) -> None:
    wide, gap, inset = now.px(34), now.px(9), now.px(6)
    box = QRect(rect.right() - gap - wide, rect.top() + inset, wide, rect.height() - 2 * inset - 2)
    if box.height() > now.px(24):
        box = QRect(box.left(), rect.center().y() - now.px(12), wide, now.px(23))
    pen = QPen(now.colour("blank"), 1)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.drawRect(box)
