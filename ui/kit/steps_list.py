"""The list of steps: drawn row by row, walked and unfolded by keyboard. Knows no deed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from app.domain.change import Standing
from ui.kit import icons
from ui.kit.steps_model import StepsModel
from ui.kit.theme import MEDIUM, SEMIBOLD, Theme, theme, themed

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_STEP, _PART = 52, 28  # px of the design: a step has two lines, a thing it did one
_FOLD = 30  # before the words: the sign that unfolds


class StepsList(QTreeView):
    """``wanted``: Enter on a row; ``turned``: another row has the hands."""

    wanted = Signal()
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setAccessibleName("修改记录")
        self.setItemDelegate(_StepPainter(self))
        themed(self, lambda _: self.scheduleDelayedItemsLayout())

    def show_steps(self, model: StepsModel) -> None:
        """Shows the steps of a report, the hands on the last that stands; the steps shown before go."""
        self._take(model)
        self.selectionModel().currentChanged.connect(lambda *_: self.turned.emit())
        self.setCurrentIndex(model.now_index())
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def let_go(self) -> None:
        """Nobody looks any longer: the steps of a year take room."""
        self._take(None)

    def _take(self, model: StepsModel | None) -> None:
        before, chosen, above = self.model(), self.selectionModel(), self.header().selectionModel()
        self.setModel(model)
        for gone in (chosen, above, before):  # Qt keeps them for ever
            if gone is not None:
                gone.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter wants the step; Qt walks and unfolds."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the sign unfolds, or folds again."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < theme().px(_FOLD):
            self.setExpanded(index, not self.isExpanded(index))


class _StepPainter(QStyledItemDelegate):
    def __init__(self, view: StepsList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(200), theme().px(_PART if index.internalId() else _STEP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, StepsModel)  # the list has no other model
        now = theme()
        rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs do not know the fields
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, now.colour("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, now.colour("rowhead"))
        room = rect.adjusted(now.px(_FOLD), 0, -now.px(14), 0)
        if index.internalId():
            self._part(painter, room, model, index, now)
            if index.row() == model.rowCount(index.parent()) - 1:
                painter.setPen(now.colour("line"))
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        else:
            self._step(painter, rect, room, model, index, bool(state & QStyle.StateFlag.State_Selected))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(now.colour("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))

    def _step(self, painter: QPainter, rect: QRect, room: QRect, model: StepsModel, index: Index, chosen: bool) -> None:
        now, line, stands = theme(), model.line(index), model.standing(index) is Standing.APPLIED
        quiet = "ink2" if chosen else "ink3"  # quiet, and still to be read on the tint
        if model.hasChildren(index):
            is_open = self._view.isExpanded(model.index(index.row(), 0))
            sign = icons.pixmap("chevron-down" if is_open else "chevron-right", "ink2", now.px(16))
            painter.drawPixmap(now.px(9), rect.top() + now.px(9), sign)
        if model.is_now(index):
            painter.fillRect(rect.left(), rect.top(), now.px(4), rect.height() - 1, now.colour("accent"))
        half = now.px(23)
        upper = QRect(room.left(), room.top() + now.px(4), room.width(), half)
        lower = QRect(room.left(), upper.bottom(), room.width(), now.px(20))
        change = line.change if line is not None else ""
        used = _right(painter, upper, change, "ink" if stands else quiet, now, strong=True)
        title = str(index.data())
        painter.setFont(now.font("body", MEDIUM if stands else 400))
        painter.setPen(now.colour("ink" if stands else quiet))
        wide = upper.width() - used - now.px(12)
        painter.drawText(upper, _LEFT, painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, wide))
        used = _right(painter, lower, "现在" if model.is_now(index) else "", "accent", now)
        painter.setFont(now.font("small"))
        painter.setPen(now.colour("ink2" if stands else quiet))
        wide = lower.width() - used - now.px(12)
        says = painter.fontMetrics().elidedText(model.says(index), Qt.TextElideMode.ElideRight, wide)
        painter.drawText(lower, _LEFT, says)
        painter.setPen(now.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _part(self, painter: QPainter, room: QRect, model: StepsModel, index: Index, now: Theme) -> None:
        move = model.move(index)
        assert move is not None  # only such rows come here
        used = _right(painter, room, move.text, "ink2", now)
        painter.setFont(now.font("small"))
        painter.setPen(now.colour("ink2"))
        inner = room.adjusted(now.px(14), 0, 0, 0)
        wide = inner.width() - used - now.px(12)
        painter.drawText(inner, _LEFT, painter.fontMetrics().elidedText(move.name, Qt.TextElideMode.ElideRight, wide))


def _right(painter: QPainter, room: QRect, text: str, colour: str, now: Theme, *, strong: bool = False) -> int:
    """Draws ``text`` at the right, in half of the room at most; how wide it is."""
    font = now.font("body", SEMIBOLD) if strong else now.font("small")
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room.width() // 2)
    painter.setFont(font)
    painter.setPen(now.colour(colour))
    painter.drawText(room, _RIGHT, shown)
    return metrics.horizontalAdvance(shown)
