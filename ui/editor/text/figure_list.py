"""点一下就插入的活数字: the figures that a text often quotes, one row each, and the way to all others."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.address import Address
from app.forms.model import Figure
from ui.editor.text.chips import LiveSource
from ui.editor.text.side_row import SideRow
from ui.kit import icons
from ui.kit.theme import SEMIBOLD, Theme, theme, themed
from ui.kit.tips import tip
from ui.kit.widgets import Label, TextButton

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROW = 34


class FigureRow(SideRow):
    """One figure: what it is called, what it is now, a plus."""

    def __init__(self, item: Figure, source: LiveSource) -> None:
        super().__init__(_ROW)
        self.item, self._source = item, source
        self.setText(item.label)
        self.setToolTip(tip(source.label(item.cell)))
        self.refresh()

    def refresh(self) -> None:
        """Shows the figure as it is now."""
        self.setAccessibleName(f"插入活数字：{self.item.label}，{self.figure()}")
        self.update()

    def figure(self) -> str:
        """The figure with its unit, or that there is none."""
        if self._source.is_blank(self.item.cell):
            return "还没填"
        return f"{self._source.figure(self.item.cell)} {self.item.unit}".rstrip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the row."""
        now = theme()
        with QPainter(self) as painter:
            self.ground(painter, now)
            high, side = self.height() - 1, now.size("icon_button")
            right = self.width() - side - now.px(10)
            blank = self._source.is_blank(self.item.cell)
            font = now.font("small") if blank else now.font("body", SEMIBOLD)
            painter.setFont(font)
            painter.setPen(now.colour("ink3" if blank else "accent"))
            painter.drawText(QRectF(0, 0, right, high), _RIGHT, self.figure())
            room = right - QFontMetrics(font).horizontalAdvance(self.figure()) - now.px(8)
            painter.setFont(now.font())
            painter.setPen(now.colour("ink"))
            label = QFontMetrics(now.font()).elidedText(self.item.label, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(0, 0, room, high), _LEFT, label)
            painter.drawPixmap(self.width() - side, (high - side) // 2, icons.pixmap("plus", "ink2", side))


class _Link(TextButton):
    """Its words stand under those of the rows."""

    def _pad(self) -> int:
        return 0


class FigureList(QWidget):
    """The rows; ``chosen`` names the cell of the one that was clicked, ``all_wanted`` asks for all cells."""

    chosen = Signal(str)
    all_wanted = Signal()

    def __init__(self, figures: Sequence[Figure], source: LiveSource) -> None:
        super().__init__()
        self.rows = [FigureRow(item, source) for item in figures]
        self.title = Label("点一下就插入的活数字", weight=SEMIBOLD)
        self.every = _Link("全部数字")
        self.every.setToolTip("Ctrl+2")
        self.every.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.every.clicked.connect(self.all_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.title)
        for row in self.rows:
            layout.addWidget(row)
            row.clicked.connect(self._chosen)
        layout.addSpacing(6)
        layout.addWidget(self.every, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName("点一下就插入的活数字")
        themed(self, self._dress)

    def _dress(self, now: Theme) -> None:
        self.title.setFixedHeight(now.px(40))

    def _chosen(self) -> None:
        row = self.sender()
        if isinstance(row, FigureRow):
            self.chosen.emit(row.item.cell)

    def follow(self, cells: Collection[Address]) -> None:
        """Shows what changed."""
        for row in self.rows:
            if row.item.cell in cells:
                row.refresh()
