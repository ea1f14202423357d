"""The official table as it looks: frozen headings, measures, tint of the current row and column. No keys here."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from app.grid.layout import Square
from ui.editor.table import labels
from ui.editor.table.cells import CellPainter
from ui.editor.table.headers import ColumnHeads, Corner, RowHeads
from ui.editor.table.measures import Measures, least_width, measure
from ui.editor.table.model import TableModel
from ui.editor.table.shape import Shape
from ui.kit.theme import SEMIBOLD, Theme, theme, themed, tokens

Index = QModelIndex | QPersistentModelIndex


@lru_cache(maxsize=4)
def _ruler(now: Theme) -> Callable[[str], float]:
    """Measures labels in the type of a theme, each once, though they are asked for often."""
    return cache(QFontMetricsF(now.font("body", SEMIBOLD)).horizontalAdvance)


@lru_cache(maxsize=32)
def _measured(shape: Shape, room: int, now: Theme) -> Measures:
    """What a shape measures in ``room`` px: the same for every report of the form, so it is worked out once."""
    return measure(shape, room, now, _ruler(now))


@lru_cache(maxsize=32)
def narrowest(shape: Shape, now: Theme) -> int:
    """The narrowest sheet on which a shape can stand without scrolling sideways, in px."""
    return least_width(shape, now, _ruler(now))


class FrozenTable(QTableView):
    """One table section drawn from its grid. ``moved`` says the address of the new current cell."""

    moved = Signal(str)

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = model
        self.grid = model.shape
        self._measured_for = -1
        self._made_way = (-1, -1)  # where the rows stood before the view became lower, and since
        self._saw_current = False
        self.measures: Measures | None = None
        self.setModel(model)
        self._painter = CellPainter(model)
        self.column_heads = ColumnHeads(self.grid, self)
        self.row_heads = RowHeads(self.grid, self)
        self._furnish()
        self.corner = Corner(self)
        self.lane = QWidget(self)  # keeps the scroll bar below the headings
        self.addScrollBarWidget(self.lane, Qt.AlignmentFlag.AlignTop)
        for row, column, rows, columns in self.grid.merged:
            self.setSpan(row, column, rows, columns)
        themed(self, self._retheme)

    def _furnish(self) -> None:
        self.setHorizontalHeader(self.column_heads)
        self.setVerticalHeader(self.row_heads)
        self.column_heads.setVisible(self.grid.head_rows > 0)
        self.row_heads.setVisible(self.grid.grid.labels > 0)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.grid.section.heading)
        self.verticalScrollBar().setSingleStep(theme().size("row"))

    # ------------------------------------------------------------------ measures

    def _retheme(self, _: Theme) -> None:
        self._measured_for = -1
        self._lay_out()
        self._keep_current()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the new width; the cell under the hands stays in view.

        Where rows went up for what was asked below or above, they come down again when it has been answered.
        """
        bar = self.verticalScrollBar()
        before, lower = bar.value(), event.size().height() < event.oldSize().height()
        super().resizeEvent(event)
        self._lay_out()
        if not lower and bar.value() == self._made_way[1]:
            bar.setValue(self._made_way[0])
        self._keep_current()
        if lower and bar.value() != before:
            came_from = self._made_way[0] if before == self._made_way[1] else before
            self._made_way = came_from, bar.value()

    def _keep_current(self) -> None:
        """Scrolls to the current cell where the hands have just gone there, or where it was last painted."""
        if self._saw_current and self.isVisible():
            self.scrollTo(self.currentIndex())

    def showEvent(self, event: QShowEvent) -> None:
        """Measures before the first paint."""
        super().showEvent(event)
        self._lay_out()
        self._keep_current()

    def _lay_out(self) -> None:
        now = theme()
        room = self.width() - now.px(tokens()["grid_widths"]["at_1366"]["scrollbar"])
        if room <= 0 or room == self._measured_for or not self.isVisible():  # its width is not its own before
            return
        self._measured_for = room
        self.measures = _measured(self.grid, room, now)
        for number, wide in enumerate(self.measures.columns):
            self.column_heads.resizeSection(number, wide)
        for number, high in enumerate(self.measures.rows):
            self.row_heads.resizeSection(number, high)
        self._painter.set_measures(self.measures)
        for heads in (self.column_heads, self.row_heads):
            heads.set_measures(self.measures)
        self.updateGeometries()
        self._place_corner()

    def _place_corner(self) -> None:
        assert self.measures is not None  # called by _lay_out only
        wide, high = self.measures.label_width, self.measures.head_height
        self.corner.setVisible(wide > 0 and high > 0)
        self.corner.setGeometry(0, 0, wide, high)
        small = QFontMetricsF(theme().font("small")).horizontalAdvance
        lines = (
            labels.wrap(self.grid.corner, min(wide - theme().px(16), theme().px(400)), small)
            if self.grid.corner
            else []
        )
        self.corner.show_text(self.grid.corner, tuple(lines))
        self.lane.setFixedHeight(max(high, 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fills what lies beside the cells and draws the stretches of cells that are touched.

        The viewport is opaque, so that scrolling moves pixels and paints only the rows that come in.
        """
        if self.measures is None:
            return
        sheet = theme().colour("sheet")
        with QPainter(self.viewport()) as painter:
            wide, high = sum(self.measures.columns), sum(self.measures.rows)
            across, down = self.horizontalOffset(), self.verticalOffset()
            painter.translate(-across, -down)
            cells = QRect(0, 0, wide, high)
            for touched in event.region():  # type: ignore[attr-defined]  # the stubs do not know that it can be gone through
                dirty = touched.translated(across, down)
                painter.setClipRect(dirty)  # a cell that two of them touch must not be drawn twice over itself
                if not cells.contains(dirty):
                    painter.fillRect(dirty, sheet)
                    dirty &= cells
                if not dirty.isEmpty():
                    self._painter.paint(painter, dirty)
        self._saw_current = self.viewport().rect().contains(self.visualRect(self.currentIndex()))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Headings move along; what names a group stays in view."""
        super().scrollContentsBy(dx, dy)
        if dy:
            self.row_heads.scrolled()
        if dx:
            self.column_heads.viewport().update()

    # ------------------------------------------------------------------ the current cell

    @property
    def current(self) -> Square | None:
        """The square under the hands."""
        index = self.currentIndex()
        return self.grid.square(index.row(), index.column()) if index.isValid() else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Repaints the strips of the old and the new row and column, and their headings, nothing else."""
        super().currentChanged(current, previous)
        if not hasattr(self, "_painter"):  # Qt asks while the table is still being made
            return
        self._saw_current = True
        before, after = self._painter.current, (current.row(), current.column())
        old_block = self._painter.block
        self._painter.set_current(after)
        self.viewport().update(self._strips(before, after))
        if self._painter.block != old_block:
            self.viewport().update()
        self.row_heads.set_current(after)
        self.column_heads.set_current(after)
        square = self.current
        if square is not None and square.kind == "value":
            self.moved.emit(square.address)

    def _strips(self, before: tuple[int, int], after: tuple[int, int]) -> QRegion:
        region, view = QRegion(), self.viewport().rect()
        if before[0] != after[0]:
            for row in (before[0], after[0]):
                if row >= 0:
                    top = self.rowViewportPosition(row)
                    region += QRect(0, top, view.width(), self.rowHeight(row))
        if before[1] != after[1]:
            for column in (before[1], after[1]):
                if column >= 0:
                    left = self.columnViewportPosition(column)
                    region += QRect(left, 0, self.columnWidth(column), view.height())
        for row, column in (before, after):
            if row >= 0:
                region += self.visualRect(self.model().index(row, column))
        return region

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt would repaint the whole table; only the current cell looks different."""
        self._painter.has_keyboard = True
        self.update(self.currentIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """As above; the editor takes the keyboard at every entry."""
        self._painter.has_keyboard = False
        self.update(self.currentIndex())
