"""The quiet lines of the 勾稽关系 panel: name, figures, lamp and word, 36 px each; a list that the keyboard walks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.checks.balance import Line
from ui.kit.lamp import colour_of, paint_lamp
from ui.kit.theme import REGULAR, SEMIBOLD, Theme, theme, themed
from ui.kit.tips import tip

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
# What the words of those lines mean that are neither even nor wrong.
MEANS = {
    "follows": "随之差：差在上面说的那一行，改好了这里跟着平",
    "told": "已说明：写过理由，不再提示",
    "todo": "待填：格子填满了才能比",
    "said": "不用比：没有可以比的数，不算错",
}


class LineModel(QAbstractListModel):
    """The lines in the order in which they stand. ``touched`` says which row has other words now.

    Not ``dataChanged``: Qt would lay the whole list out anew and repaint it, though every line stays as high as it is.
    """

    touched = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """One row per line."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the line says; the sentence on hover."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(filter(None, (line.sentence or line.spoken, MEANS.get(line.kind, "")))))
        return None

    def set_lines(self, lines: list[Line]) -> None:
        """Takes other lines; while names and order stay, only those whose words changed are repainted."""
        if [line.key for line in lines] != [line.key for line in self.lines]:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
            return
        old, self.lines = self.lines, lines
        for row, (before, after) in enumerate(zip(old, lines, strict=True)):
            if before != after:
                self.touched.emit(row)


class _LinePainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(200), theme().size("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, LineModel)  # the list has no other model
        line, now = model.lines[index.row()], theme()
        rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs do not know the fields
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, now.colour("accent_soft"))
        paint_line(painter, rect, line, now)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(now.colour("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
        painter.setPen(now.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def lamp_of(line: Line) -> str:
    """The lamp of a line; what could not run, or only follows, is as quiet as what is still to be filled."""
    if line.kind == "told":
        return "said"
    return "todo" if line.kind in ("said", "follows") else line.kind


def paint_line(painter: QPainter, rect: QRect, line: Line, now: Theme) -> None:
    """Name at the left, figures before the lamp, lamp and word in a column of their own at the right."""
    lamp = lamp_of(line)
    side, gap = (now.size("lamp"), now.px(5)) if line.kind != "follows" else (0, 0)
    font = now.font("small", SEMIBOLD if line.kind in ("ok", "bad", "doubt") else REGULAR)
    words = QFontMetrics(font).horizontalAdvance(line.word)
    lamps = max(now.px(52), side + gap + words + 1)
    left = rect.right() - lamps + 1
    if side:
        paint_lamp(painter, QRectF(left, rect.center().y() - side / 2 + 0.5, side, side), lamp)
    painter.setFont(font)
    painter.setPen(colour_of(lamp))
    painter.drawText(QRect(left + side + gap, rect.top(), lamps, rect.height()), _LEFT, line.word)
    _say(painter, QRect(rect.left(), rect.top(), left - rect.left() - now.px(8), rect.height()), line, now)


def _say(painter: QPainter, room: QRect, line: Line, now: Theme) -> None:
    """Name and figures in ``room``. The name keeps half of it: figures without a name mean nothing."""
    gap, small = now.px(8), QFontMetrics(now.font("small"))
    title, names = now.font("body"), QFontMetrics(now.font("body"))
    words = figures_beside(line, room.width(), now)
    needed = small.horizontalAdvance(words)
    if names.horizontalAdvance(line.title) > room.width() - needed - gap:
        title, names = now.font("small"), small
    kept = min(names.horizontalAdvance(line.title) + 1, room.width() // 2)
    wide = max(kept, room.width() - needed - gap)
    painter.setFont(title)
    painter.setPen(now.colour("ink"))
    painter.drawText(room, _LEFT, names.elidedText(line.title, Qt.TextElideMode.ElideMiddle, wide))
    painter.setFont(now.font("small"))
    painter.setPen(now.colour("bad" if line.kind == "bad" else "doubt" if line.kind == "doubt" else "ink2"))
    figures = small.elidedText(words, Qt.TextElideMode.ElideMiddle, room.width() - min(wide, kept) - gap)
    painter.drawText(room, _RIGHT, words if needed <= room.width() - kept - gap else figures)


def figures_beside(line: Line, room: int, now: Theme) -> str:
    """The figures of a line in ``room`` px; nothing where words stand for them that would cut the name short.

    The word of the lamp says it in short then, and the tooltip in full.
    """
    needed = QFontMetrics(now.font("small")).horizontalAdvance(line.title + line.figures) + now.px(8)
    return "" if line.kind in ("said", "todo") and needed > room else line.figures


class LineList(QListView):
    """Click or Enter on a line says its address. As high as its lines: the panel scrolls; ``moved`` says to where."""

    located = Signal(str)
    moved = Signal(QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LineModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_LinePainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setAccessibleName("其他勾稽关系")
        self.viewport().setAutoFillBackground(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._say)
        self.lines.touched.connect(lambda row: self.update(self.lines.index(row)))
        self.lines.modelReset.connect(self._fit)
        themed(self, lambda _: self._fit())

    def _fit(self) -> None:
        self.setFixedHeight(theme().size("row") * max(self.lines.rowCount(), 1))
        self.doItemsLayout()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The line that the keyboard reaches comes into view."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.moved.emit(self.visualRect(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space go to the cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._say(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _say(self, index: QModelIndex) -> None:
        if index.isValid():
            self.located.emit(self.lines.lines[index.row()].address)
