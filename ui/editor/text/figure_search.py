"""全部数字: every cell of the report in a list that is searched by typing, to insert one as a live number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.editing.session import Session
from app.forms.model import Figure
from app.workbench import passages
from ui.editor.one_line import OneLine
from ui.editor.text.chips import LiveSource
from ui.kit.draw import draw_sheet
from ui.kit.theme import SEMIBOLD, Theme, theme, themed
from ui.kit.tips import tip
from ui.kit.widgets import Label

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex
_WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
WIDE = 430  # px of the design


class _Found(QAbstractListModel):
    def __init__(self, source: LiveSource, parent: QObject) -> None:
        super().__init__(parent)
        self._source = source
        self.figures: tuple[Figure, ...] = ()

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        self.beginResetModel()
        self.figures = figures
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        return 0 if parent.isValid() else len(self.figures)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.figures[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.label
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            told = f"{item.label}，{self.figure(index.row())}"
            return told if role == Qt.ItemDataRole.AccessibleTextRole else tip(told)
        return None

    def figure(self, row: int) -> str:
        item = self.figures[row]
        if self._source.is_blank(item.cell):
            return "还没填"
        return f"{self._source.figure(item.cell)} {item.unit}".rstrip()


class _Row(QStyledItemDelegate):
    """Label at the left, shortened at its beginning (the end tells the columns apart); figure at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme().px(200), theme().px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, _Found)  # the only model it is used with
        now = theme()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.fillRect(rect, now.colour("accent_soft" if chosen else "sheet"))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), now.px(3), rect.height()), now.colour("accent"))
        inner = rect.adjusted(now.px(12), 0, -now.px(12), -1)
        figure, font = model.figure(index.row()), now.font("body", SEMIBOLD)
        painter.setFont(font)
        painter.setPen(now.colour("accent"))
        painter.drawText(inner, _RIGHT, figure)
        room = inner.width() - QFontMetrics(font).horizontalAdvance(figure) - now.px(12)
        painter.setFont(now.font())
        painter.setPen(now.colour("ink"))
        words = QFontMetrics(now.font()).elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(inner, _LEFT, words)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), now.colour("line"))


class FigureSearch(QFrame):
    """Lies over the page. ``chosen`` names a cell, ``left`` says that none was taken."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, session: Session, first: Sequence[Figure], source: LiveSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        every = {item.cell: item for item in passages.every(session.form)}
        self._all = tuple(every[cell] for cell in dict.fromkeys((*(item.cell for item in first), *every)))
        self.line = OneLine()
        self.line.setPlaceholderText("写几个字或写数，如：予以公开 总计")
        self.line.setAccessibleName("找一个数")
        self.line.setClearButtonEnabled(False)
        self.view = QListView()
        self.view.setAccessibleName("全部数字")
        self.view.setUniformItemSizes(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model = _Found(source, self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Row(self.view))
        self.note = Label("", "small", "ink2")
        self._layout = QVBoxLayout(self)
        for widget in (self.line, self.view, self.note):
            self._layout.addWidget(widget)
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.view.clicked.connect(lambda index: self._take(index.row()))
        self.setFocusProxy(self.line)
        self.setAccessibleName("全部数字")
        self.hide()
        themed(self, self._dress)

    def _dress(self, now: Theme) -> None:
        self._layout.setContentsMargins(now.px(8), now.px(8), now.px(8), now.px(8))
        self._layout.setSpacing(now.px(6))

    def open_at(self, place: QRect) -> None:
        """Shows itself there with an empty line and the keyboard."""
        self.setGeometry(place)
        self.line.clear()
        self._search()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk the list, Enter takes, Esc goes back; leaving closes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return not self.line.is_composing() and self._pressed(event)
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _WALKING:
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8}.get(Qt.Key(key), 8)
            self._go(min(max(self.view.currentIndex().row() + by, 0), self.model.rowCount() - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.view.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            return False
        return True

    def _search(self) -> None:
        found = passages.search(self._all, self.line.text(), self._session.values)
        self.model.show_figures(found)
        self._go(0)
        self.note.setText(f"共 {len(found)} 格　回车插入　Esc 返回" if found else "没有找到，少写几个字再找")

    def _go(self, row: int) -> None:
        index = self.model.index(row, 0)
        self.view.setCurrentIndex(index)
        if index.isValid():
            said = str(self.model.data(index, Qt.ItemDataRole.AccessibleTextRole))
            self.line.setAccessibleDescription(said)
            if self.isVisible():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, said))

    def _take(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            cell = self.model.figures[row].cell
            self.hide()
            self.chosen.emit(cell)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sheet with a frame."""
        now = theme()
        with QPainter(self) as painter:
            draw_sheet(painter, self.rect(), now.colour("sheet"), now.colour("edge"))
