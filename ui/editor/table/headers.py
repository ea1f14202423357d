"""The official heading tree around the table: column headings above, label columns at the left, the printed sentence
in the corner. A group's label stands in the middle of the part of it that is visible, so it never scrolls away.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QHeaderView, QWidget

from app.checks.balance import Line
from app.grid.layout import Square
from ui.editor.table import strokes
from ui.editor.table.measures import Measures, under_height
from ui.editor.table.shape import Shape
from ui.editor.table.strokes import draw_lines
from ui.kit.lamp import colour_of, paint_lamp
from ui.kit.theme import SEMIBOLD, Theme, theme, tokens

_LEFT = Qt.AlignmentFlag.AlignLeft
_CENTRE = Qt.AlignmentFlag.AlignCenter
_AUTOMATIC = "自动"


class _Heads(QHeaderView):
    """What both headers share: squares instead of sections, and which of them belong to the current cell.

    ``chosen`` says which heading was clicked, and whether with Shift.
    """

    chosen = Signal(object, bool)

    def __init__(self, orientation: Qt.Orientation, shape: Shape, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.shape = shape
        self.measures: Measures | None = None
        self.current = (-1, -1)
        self.block: frozenset[int] = frozenset()
        self._pressed: Square | None = None
        self._stands: dict[tuple[int, int], QRect] = {}  # where squares stand while nothing is scrolled
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(8)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_measures(self, measures: Measures) -> None:
        """Takes other widths and heights."""
        self.measures = measures
        self._stands = {(square.row, square.column): self._stand(square, measures) for square in self._squares}
        self.updateGeometry()
        self.viewport().update()

    def set_current(self, current: tuple[int, int]) -> None:
        """Moves the accent to the headings of another cell; repaints only the two that change."""
        if current == self.current:
            return
        before = self._lit()
        self.current = current
        self._repaint(before, self._lit())

    def set_block(self, lines: frozenset[int]) -> None:
        """Gives the accent to the headings of all grid rows (or columns) of a selected block, too."""
        if lines != self.block:
            before = self._lit()
            self.block = lines
            self._repaint(before, self._lit())

    def _repaint(self, before: list[Square], after: list[Square]) -> None:
        changed = QRegion()
        for square in before:
            changed += QRegion() if square in after else self.rect_of(square)
        for square in after:
            changed += QRegion() if square in before else self.rect_of(square)
        self.viewport().update(changed)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a heading chooses what it stands for."""
        self._pressed = self._square_at(event)
        if self._pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._pressed, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging over headings chooses on to the one under the mouse."""
        square = self._square_at(event)
        if event.buttons() & Qt.MouseButton.LeftButton and square not in (None, self._pressed):
            self._pressed = square
            self.chosen.emit(square, True)

    def _square_at(self, event: QMouseEvent) -> Square | None:
        place = event.position().toPoint()
        return next((square for square in self._squares if self.rect_of(square).contains(place)), None)

    def rect_of(self, square: Square) -> QRect:
        """Where a square stands in the viewport, also where it is partly scrolled away."""
        if self.measures is None:
            return QRect()
        across = self.orientation() == Qt.Orientation.Horizontal
        stands = self._stands[square.row, square.column]
        return stands.translated(-self.offset(), 0) if across else stands.translated(0, -self.offset())

    def _stand(self, square: Square, measures: Measures) -> QRect:
        raise NotImplementedError

    def _lit(self) -> list[Square]:
        return [square for square in self._squares if self._is_lit(square)]

    def _is_lit(self, square: Square) -> bool:
        """Whether the heading belongs to the current cell or to the selected block."""
        raise NotImplementedError

    @property
    def _squares(self) -> tuple[Square, ...]:
        raise NotImplementedError


class ColumnHeads(_Heads):
    """The heading rows of a single-block table. ``faults`` puts a lamp into the heading of a column that differs."""

    def __init__(self, shape: Shape, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, shape, parent)
        self.faults: Mapping[str, Line] = {}
        self.setAccessibleName("列标题")

    def set_faults(self, faults: Mapping[str, Line]) -> None:
        """Shows other lamps; repaints only the headings whose lamp changed."""
        old, now = self._words(self.faults), self._words(faults)
        self.faults = faults
        if old == now:
            return
        for square in self.shape.heads:
            name = square.node.id or "" if square.node else ""
            if old.get(name) != now.get(name):
                self.viewport().update(self.rect_of(square))

    def sizeHint(self) -> QSize:
        """As high as all levels."""
        height = self.measures.head_height if self.measures else 0
        return QSize(self.length(), height)  # Qt would ask the model for the words of every column

    def _stand(self, square: Square, measures: Measures) -> QRect:
        first = square.column - self.shape.grid.labels
        left = sum(measures.columns[: max(first, 0)])
        width = sum(measures.columns[max(first, 0) : first + square.columns])
        heads = measures.heads
        top, height = sum(heads[: square.row]), sum(heads[square.row : square.row + square.rows])
        return QRect(left, top, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the headings that were asked for."""
        if self.measures is None:
            return
        now = theme()
        with QPainter(self.viewport()) as painter:
            touched = event.region()  # two headings far apart are not all those between them
            painter.fillRect(event.rect(), now.colour("head"))
            end = self.length() - self.offset()  # beside the last column there is paper, as below the last row
            painter.fillRect(QRect(end, 0, self.width(), self.height()) & event.rect(), now.colour("sheet"))
            for square in self.shape.heads:
                rect = self.rect_of(square)
                if touched.intersects(rect):
                    self._draw(painter, rect, square, now)

    def _draw(self, painter: QPainter, rect: QRect, square: Square, now: Theme) -> None:
        assert self.measures is not None  # paintEvent has looked
        lit = self._is_lit(square)
        painter.fillRect(rect, now.colour("accent_soft" if lit else "head"))
        seen = QRectF(rect.intersected(self.viewport().rect()) if square.columns > 1 else rect)
        lines = self.measures.lines.get((square.row, square.column), (square.text,))
        under = square.is_total or self._fault(square) is not None
        pitch = now.text_size("body") * tokens()["line_height"]["table_label"]
        low = under_height(now)
        room = rect.height() - pitch * len(lines) - low >= 0
        text = seen.adjusted(0, 0, 0, -low) if under and room else seen
        painter.setFont(now.font("body", SEMIBOLD) if lit else now.font())
        painter.setPen(now.colour("accent" if lit else "ink"))
        draw_lines(painter, text, lines, now)
        if under:
            below = QRectF(seen.left(), text.center().y() + pitch * len(lines) / 2, seen.width(), low)
            self._under(painter, below if room else None, seen, square, now)
        self._edges(painter, rect, square, now)

    def _under(self, painter: QPainter, below: QRectF | None, seen: QRectF, square: Square, now: Theme) -> None:
        fault = self._fault(square)
        if fault is None:
            if below is not None:
                painter.setFont(now.font("small"))
                painter.setPen(now.colour("ink2"))
                painter.drawText(below, _CENTRE, _AUTOMATIC)
            return
        side = now.px(16)
        if below is None:  # no line left: the lamp alone, beside the short last line; its word stands in the panel
            paint_lamp(painter, QRectF(seen.right() - side - 1, seen.bottom() - side - 2, side, side), fault.kind)
            return
        font = now.font("small", SEMIBOLD)
        wide = side + now.px(5) + QFontMetrics(font).horizontalAdvance(fault.word)
        word = fault.word if wide <= seen.width() - 2 else ""  # a gap too long for the column stands in the panel
        left = below.center().x() - (wide if word else side) / 2
        paint_lamp(painter, QRectF(left, below.center().y() - side / 2 + 1, side, side), fault.kind)
        painter.setFont(font)
        painter.setPen(colour_of(fault.kind))
        where = QRectF(left + side + now.px(5), below.top(), wide, below.height())
        painter.drawText(where, _LEFT | Qt.AlignmentFlag.AlignVCenter, word)

    def _edges(self, painter: QPainter, rect: QRect, square: Square, now: Theme) -> None:
        lowest = square.row + square.rows == self.shape.head_rows
        painter.setPen(now.colour("frame" if lowest else "line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        last = square.column + square.columns == self.shape.grid.width
        painter.setPen(now.colour("frame" if last else "line"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if square.column - self.shape.grid.labels in self.shape.frame_columns and square.is_total:
            painter.setPen(now.colour("frame"))
            painter.drawLine(rect.topLeft(), rect.bottomLeft())

    def _fault(self, square: Square) -> Line | None:
        name = square.node.id if square.node else None
        return self.faults.get(name) if name else None

    def _is_lit(self, square: Square) -> bool:
        if square.row + square.rows != self.shape.head_rows:
            return False
        column, end = self.current[1] + self.shape.grid.labels, square.column + square.columns
        return square.column <= column < end or any(square.column <= one < end for one in self.block)

    @property
    def _squares(self) -> tuple[Square, ...]:
        return self.shape.heads

    @staticmethod
    def _words(faults: Mapping[str, Line]) -> dict[str, str]:
        return {name: line.word for name, line in faults.items()}


class RowHeads(_Heads):
    """The label columns: leaves beside their rows, groups over all of theirs."""

    def __init__(self, shape: Shape, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, shape, parent)
        self.setAccessibleName("行标题")

    def sizeHint(self) -> QSize:
        """As wide as all label columns."""
        return QSize(self.measures.label_width if self.measures else 0, self.length())  # as above

    def scrolled(self) -> None:
        """The names of groups stay in the middle of what can be seen of them, while Qt has moved their pixels."""
        if self.measures is not None:
            self.viewport().update(0, 0, sum(self.measures.labels[:-1]), self.viewport().height())

    def _stand(self, square: Square, measures: Measures) -> QRect:
        wide, high = measures.labels, measures.rows
        first = square.row - self.shape.head_rows
        right = min(square.column + square.columns, len(wide))
        top = sum(high[:first])
        return QRect(
            sum(wide[: square.column]), top, sum(wide[square.column : right]), sum(high[first : first + square.rows])
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the labels that were asked for."""
        if self.measures is None:
            return
        now = theme()
        with QPainter(self.viewport()) as painter:
            touched = event.region()  # as above
            painter.fillRect(event.rect(), now.colour("sheet"))
            for square in self.shape.labels:
                rect = self.rect_of(square)
                if touched.intersects(rect):
                    self._draw(painter, rect, square, now)

    def _draw(self, painter: QPainter, rect: QRect, square: Square, now: Theme) -> None:
        lit = self._is_lit(square)
        ground = "accent_soft" if lit else "rowhead" if square.kind == "row" else "head"
        painter.fillRect(rect, now.colour(ground))
        painter.setPen(now.colour("accent" if lit else "ink"))
        painter.setFont(now.font("body", SEMIBOLD) if lit else now.font())
        if square.kind == "row":
            self._label(painter, rect, square, now)
        elif square.kind == "band":
            whole = rect.adjusted(0, 0, self._body_width(), 0)
            painter.setFont(now.font("body", 500))
            painter.drawText(whole, _CENTRE, square.text)
        else:
            painter.drawText(rect, _CENTRE, square.text)
        painter.setPen(now.colour("frame" if square.kind == "band" else "line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        last = square.column + square.columns >= self.shape.grid.labels
        painter.setPen(now.colour("frame" if last and square.kind != "band" else "line"))
        if square.kind != "band":
            painter.drawLine(rect.topRight(), rect.bottomRight())

    def _label(self, painter: QPainter, rect: QRect, square: Square, now: Theme) -> None:
        assert self.measures is not None  # paintEvent has looked
        lines = self.measures.lines.get((square.row, square.column), (square.text,))
        group = square.column < self.shape.grid.labels - 1 and square.columns == 1
        if group:
            painter.setClipRect(rect)
            draw_lines(painter, self._seen(rect, len(lines), now), lines, now)
            painter.setClipping(False)
            return
        pad = now.px(tokens()["spacing"]["label_padding"])
        room = QRectF(rect.adjusted(pad, 0, 0, 0))
        if len(lines) == 2 and lines[1].startswith("（"):  # what the form says about the label, in quieter type
            half = rect.height() / 2 - now.text_size("body") * tokens()["line_height"]["table_label"]
            draw_lines(painter, room.adjusted(0, half, 0, -rect.height() / 2), lines[:1], now, _LEFT)
            painter.setFont(now.font("small"))
            painter.setPen(now.colour("accent" if self._is_lit(square) else "ink2"))
            draw_lines(painter, room.adjusted(0, rect.height() / 2, 0, -half), lines[1:], now, _LEFT)
        else:
            draw_lines(painter, room, lines, now, _LEFT)
        if square.is_total and len(lines) == 1:
            painter.setFont(now.font("small"))
            painter.setPen(now.colour("ink2"))
            painter.drawText(rect.adjusted(0, 0, -pad, 0), strokes.RIGHT, _AUTOMATIC)

    def _seen(self, rect: QRect, lines: int, now: Theme) -> QRectF:
        """The visible part of a group, in whose middle its name stands: it never scrolls away while there is room."""
        seen = rect.intersected(self.viewport().rect())
        need = round(lines * now.text_size("body") * tokens()["line_height"]["table_label"]) + now.px(8)
        if seen.height() < need <= rect.height():
            if seen.top() == rect.top():
                seen.setBottom(seen.top() + need)
            else:
                seen.setTop(seen.bottom() - need)
        return QRectF(seen)

    def _body_width(self) -> int:
        return sum(self.measures.columns) if self.measures else 0

    def _is_lit(self, square: Square) -> bool:
        is_leaf = square.kind == "row" and square.rows == 1
        here = square.row == self.current[0] + self.shape.head_rows or square.row in self.block
        return is_leaf and here and square.column + square.columns == self.shape.grid.labels

    @property
    def _squares(self) -> tuple[Square, ...]:
        return self.shape.labels


class Corner(QWidget):
    """The printed sentence at the upper left of the table; a click on it (``chosen``) means the whole table."""

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: tuple[str, ...] = ()

    def show_text(self, text: str, lines: tuple[str, ...]) -> None:
        """Shows the sentence, already broken into lines."""
        self._lines = lines
        self.setAccessibleName(text)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """As in a spreadsheet."""
        self.chosen.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the sentence in quiet type."""
        now = theme()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), now.colour("head"))
            painter.setFont(now.font("small"))
            painter.setPen(now.colour("ink2"))
            pitch = now.text_size("small") * tokens()["line_height"]["body"]
            top = (self.height() - pitch * len(self._lines)) / 2
            for number, line in enumerate(self._lines):
                painter.drawText(QRectF(0, top + number * pitch, self.width(), pitch), _CENTRE, line)
            painter.setPen(now.colour("frame"))
            painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
            painter.drawLine(self.rect().topRight(), self.rect().bottomRight())
