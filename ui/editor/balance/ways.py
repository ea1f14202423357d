"""The ways to balance a table, as lines of the card: name, old figure struck through, new figure; a list of them.

Below the line of a way stands the slip that it undoes. Ways that do less, or more, have a heading of their own.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.checks.repair import Repair
from app.checks.repair_words import Words
from ui.editor.balance.wrapped import Fitted, broken, high_of
from ui.kit import icons
from ui.kit.theme import MEDIUM, REGULAR, SEMIBOLD, Theme, theme, themed
from ui.kit.tips import tip

Index = QModelIndex | QPersistentModelIndex
Way = tuple[Repair, Words]
Entry = Way | str  # a heading of the ways that follow
FEW, MANY = 3, 6  # lines that show before and after 其他改法
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_way(painter: QPainter, rect: QRect, words: Words, now: Theme, *, big: bool) -> None:
    """The name at the left, in two lines where one is too short; the figures at the right."""
    room = QRect(rect)
    if words.new:
        room.setRight(_paint_figures(painter, rect, words, now, big=big) - now.px(8))
    font = now.font("body" if big else "small", MEDIUM if big else REGULAR)
    measure = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(now.colour("ink"))
    if measure.horizontalAdvance(words.name) <= room.width():
        painter.drawText(room, _LEFT, words.name)
    elif big or not words.new:
        painter.drawText(room, _LEFT, broken(words.name, font, room.width()))
    else:
        painter.drawText(room, _LEFT, measure.elidedText(words.name, Qt.TextElideMode.ElideMiddle, room.width()))


def _paint_figures(painter: QPainter, rect: QRect, words: Words, now: Theme, *, big: bool) -> int:
    """Draws 4 → 5 and returns where it begins."""
    new_font = now.sized_font(now.px(21), SEMIBOLD) if big else now.font("body", SEMIBOLD)
    old_font = now.font("body" if big else "small")
    side, gap = now.px(16 if big else 14), now.px(6)
    painter.setFont(new_font)
    painter.setPen(now.colour("accent"))
    painter.drawText(rect, _RIGHT, words.new)
    at = rect.right() - QFontMetrics(new_font).horizontalAdvance(words.new) - gap - side
    painter.drawPixmap(at, rect.center().y() - side // 2 + 1, icons.pixmap("arrow-right", "ink2", side))
    at -= gap
    wide = QFontMetrics(old_font).horizontalAdvance(words.old)
    painter.setFont(old_font)
    painter.setPen(now.colour("ink2"))
    painter.drawText(QRect(at - wide, rect.top(), wide + 1, rect.height()), _LEFT, words.old)
    middle = rect.center().y() + 1
    painter.drawLine(at - wide - now.px(1), middle, at + now.px(1), middle)
    return at - wide


class BestWay(Fitted):
    """The way that is offered by itself."""

    def __init__(self) -> None:
        self._words: Words | None = None
        super().__init__()

    def show_words(self, words: Words) -> None:
        """Shows another way."""
        self._words = words
        self.setAccessibleName(words.spoken)
        self._fit()
        self.update()

    def wanted(self) -> int:
        """The name in as many lines as it takes beside the figures."""
        if self._words is None:
            return line_height()
        font, figures = theme().font("body", MEDIUM), 0
        if self._words.new:
            of = QFontMetrics(theme().sized_font(theme().px(21), SEMIBOLD)).horizontalAdvance
            figures = of(self._words.old + self._words.new) + theme().px(38)
        high = high_of(self._words.name, font, self.width() - figures)
        return max(high, theme().px(28)) + theme().px(2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws name and figures."""
        if self._words is not None:
            with QPainter(self) as painter:
                paint_way(painter, self.rect(), self._words, theme(), big=True)


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if isinstance(entry, str):
            return entry if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        _, words = entry
        if role == Qt.ItemDataRole.DisplayRole:
            return words.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"点一下就{words.deed}")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The keyboard passes over a heading."""
        is_heading = index.isValid() and isinstance(self.entries[index.row()], str)
        return Qt.ItemFlag.NoItemFlags if is_heading else super().flags(index)

    def set_entries(self, entries: tuple[Entry, ...]) -> None:
        if entries != self.entries:
            self.beginResetModel()
            self.entries = entries
            self.endResetModel()


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model, view = index.model(), self.parent()
        assert isinstance(model, _Model)  # made for this list
        assert isinstance(view, WayList)  # as above
        return QSize(theme().px(120), entry_height(model.entries[index.row()], view.viewport().width()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Model)  # the list has no other model
        rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs do not know the fields
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        now = theme()
        entry = model.entries[index.row()]
        inside = rect.adjusted(now.px(2), 0, -now.px(2), -1)
        if isinstance(entry, str):
            painter.setFont(now.font("small"))
            painter.setPen(now.colour("ink2"))
            painter.drawText(inside, _LEFT, broken(entry, now.font("small"), inside.width()))
            return
        if state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus):
            painter.fillRect(rect, now.colour("accent_soft"))
        words = entry[1]
        if words.slip:
            below = _slip_height(words, inside.width())
            painter.setFont(now.font("small"))
            painter.setPen(now.colour("ink2"))
            slip = QRect(inside.left(), inside.bottom() - below, inside.width(), below)
            painter.drawText(slip, _TOP, broken(words.slip, now.font("small"), inside.width()))
            inside.setBottom(slip.top())
        paint_way(painter, inside, words, now, big=False)
        painter.setPen(now.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(now.colour("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))


def line_height() -> int:
    """Of one way in the list, in px."""
    return theme().px(34)


def entry_height(entry: Entry, width: int) -> int:
    """Of a way or a heading in a list of ``width`` px: words without figures wrap, they are never cut."""
    now, inside = theme(), width - 2 * theme().px(2)
    if isinstance(entry, str):
        return high_of(entry, now.font("small"), inside) + now.px(12)
    _, words = entry
    high = (
        line_height() if words.new else max(line_height(), high_of(words.name, now.font("small"), inside) + now.px(9))
    )
    return high - now.px(5) + _slip_height(words, inside) if words.slip else high


def _slip_height(words: Words, inside: int) -> int:
    return high_of(words.slip, theme().font("small"), inside) + theme().px(3)


class WayList(QListView):
    """Click, Enter or Space on a way says its number among ``entries``."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._model, self._most = _Model(self), FEW
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("改法")
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._choose)
        themed(self, lambda _: self._fit())

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways that show, without headings."""
        return tuple(entry for entry in self._model.entries if not isinstance(entry, str))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that shows."""
        return self._model.entries

    def set_ways(self, entries: tuple[Entry, ...], most: int = MANY) -> None:
        """Shows other ways, ``most`` of them at once; the others are scrolled to."""
        self._most = most
        self._model.set_entries(entries)
        self._fit()

    def _fit(self) -> None:
        # A bar that comes and goes with the height would change the width, by which the height is found.
        entries = self._model.entries
        is_long = len(self.ways) > self._most
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if is_long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        wide = self.viewport().width()
        shown = entries[: self._most + sum(isinstance(entry, str) for entry in entries[: self._most])]
        high = sum(entry_height(entry, wide) for entry in shown) or line_height()
        if high != self.maximumHeight():
            self.setFixedHeight(high)
        self.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may take other lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def focusInEvent(self, event: Any) -> None:
        """The first way takes the keyboard."""
        super().focusInEvent(event)
        ways = (row for row, entry in enumerate(self._model.entries) if not isinstance(entry, str))
        if not self.currentIndex().isValid() and (first := next(ways, None)) is not None:
            self.setCurrentIndex(self._model.index(first))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space do it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row())
