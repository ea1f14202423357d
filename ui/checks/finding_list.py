"""The list of findings: drawn row by row, real buttons on the chosen one, walked by keyboard. Knows no deed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.workbench.checking import Item
from app.workbench.checking_deeds import Deed
from ui.checks import art
from ui.checks.reason import ReasonLine
from ui.checks.rows import Found, Heading, Index, Row, RowModel, Told
from ui.kit.theme import theme, themed
from ui.kit.tips import tip
from ui.kit.widgets import Button

_MOST_DEEDS = 5
_FILTERS = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2, Qt.Key.Key_4: 3, Qt.Key.Key_5: 4}
_SIDE = 71  # px: where the words of a finding begin


class _Painter(QStyledItemDelegate):
    def __init__(self, view: FindingList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(200), self._view.height_of(self._view.rows.rows[index.row()]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._view.rows.rows[index.row()]
        rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs do not know the fields
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = index.row() == self._view.currentIndex().row()
        focus = bool(state & QStyle.StateFlag.State_HasFocus)
        if isinstance(row, Heading):
            art.paint_heading(painter, rect, row)
        elif isinstance(row, Found):
            art.paint_found(painter, rect, row, chosen=chosen, focus=focus, deeds=not chosen)
        elif isinstance(row, Told):
            art.paint_told(painter, rect, row, chosen=chosen, focus=focus)


class FindingList(QListView):
    """``done``: a deed of an item is wanted; ``turned``: another item has the hands (None: none); ``filtered``: a
    number key; ``given``: a reason for an item.
    """

    done = Signal(object, object)  # Item, Deed
    turned = Signal(object)  # Item | None
    filtered = Signal(int)
    given = Signal(object, str)  # Item, words

    def __init__(self) -> None:
        super().__init__()
        self.rows = RowModel(self)
        self._pressed: tuple[str, Deed] | None = None
        self._is_laying = self._is_showing = False
        self._asked = ""  # the item whose reason is being written
        self.buttons = [self._button(number) for number in range(_MOST_DEEDS)]
        self.reason = ReasonLine(self.viewport())
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setAccessibleName("查出的问题")
        self.viewport().setAutoFillBackground(False)
        self.reason.given.connect(self._give)
        self.reason.left.connect(self.leave_reason)
        self.verticalScrollBar().valueChanged.connect(self._lay_deeds)
        themed(self, lambda _: self._relayout())

    def _button(self, number: int) -> Button:
        button = Button("", size="button_small")
        button.setParent(self.viewport())
        button.clicked.connect(partial(self._do, number))
        button.hide()
        return button

    # ------------------------------------------------------------------ what is shown

    @property
    def item(self) -> Item | None:
        """The finding under the hands."""
        found = self.rows.found(self.currentIndex().row())
        return found.item if found is not None else None

    def show_rows(self, rows: tuple[Row, ...], key: str) -> None:
        """Other rows, the hands on the finding ``key``, or on the first."""
        if rows != self.rows.rows:
            top, self._is_showing = self.verticalScrollBar().value(), True
            self.rows.show_rows(rows)
            self.doItemsLayout()
            self.verticalScrollBar().setValue(top)
            self._is_showing = False
        place = self.rows.place_of(key)
        if place < 0:
            place = next((n for n, row in enumerate(rows) if not isinstance(row, Heading)), -1)
        if self._asked and self.rows.place_of(self._asked) < 0:
            self._close_reason()
        self.setCurrentIndex(self.rows.index(place) if place >= 0 else QModelIndex())
        self._lay_deeds()
        self.turned.emit(self.item)

    def change(self, place: int, row: Row) -> None:
        """One row says something else; the others stay where they are unless it is higher now."""
        before = self.height_of(self.rows.rows[place])
        self.rows.change(place, row)
        if self.height_of(row) != before:
            self.doItemsLayout()
        self._lay_deeds()

    def height_of(self, row: Row) -> int:
        """The height of a row, with the line for a reason where one is written."""
        high = art.height(row, self._inside())
        is_asked = isinstance(row, Found) and bool(self._asked) and row.item.key == self._asked
        return high + self.reason.high() + theme().px(4) if is_asked else high

    def _inside(self) -> int:
        return self.viewport().width()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The item that is reached comes into view with its heading; its buttons are real."""
        super().currentChanged(current, previous)
        if self._is_showing:
            return
        if self._asked and (self.item is None or self.item.key != self._asked):
            self._close_reason()
        if current.isValid():
            self.scrollTo(current)
            if current.row() <= 1:
                self.verticalScrollBar().setValue(0)
        self._lay_deeds()
        self.turned.emit(self.item)

    def _lay_deeds(self) -> None:
        """The real buttons of the chosen item stand where those of the others are drawn."""
        if self._is_laying:  # Qt asks for the geometry in the midst of a layout
            return
        self._is_laying = True
        try:
            self._lay(self.rows.found(self.currentIndex().row()))
        finally:
            self._is_laying = False

    def _lay(self, row: Found | None) -> None:
        deeds = row.deeds if row is not None else ()
        at = self.visualRect(self.currentIndex())
        made = art.shape(row, self._inside(), theme()) if row is not None else None
        for number, button in enumerate(self.buttons):
            if made is None or row is None or number >= len(deeds) or not at.isValid():
                self._put_away(button)
                continue
            self._dress(button, deeds[number], row.item)
            button.setGeometry(made.buttons[number].translated(at.topLeft()))
            button.show()
        self._lay_reason(row, at)

    def _lay_reason(self, row: Found | None, at: QRect) -> None:
        if row is None or row.item.key != self._asked:
            return
        left = theme().px(_SIDE)
        top = at.top() + art.shape(row, self._inside(), theme()).end - theme().px(6)
        self.reason.setGeometry(at.left() + left, top, at.width() - left - theme().px(12), self.reason.high())

    def _put_away(self, button: Button) -> None:
        if button.isVisible():
            held = button.hasFocus()
            button.hide()
            if held:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress(self, button: Button, deed: Deed, item: Item) -> None:
        if button.text() != deed.button:
            button.setText(deed.button)
        button.set_icon(art.ICONS.get(deed.what, ""))
        button.set_kind("accent" if deed.what == "fix" else "plain")
        button.setAccessibleName(f"{deed.button}：{item.sentence}")
        button.setToolTip(tip(deed.preview))

    def _relayout(self) -> None:
        self.doItemsLayout()
        self._lay_deeds()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may take other lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._relayout()

    def updateGeometries(self) -> None:
        """The rows were laid out: the buttons follow."""
        super().updateGeometries()
        self._lay_deeds()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Where nothing can be chosen, what is said shows that it has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus() and not self.currentIndex().isValid() and self.rows.rows:
            with QPainter(self.viewport()) as painter:
                painter.setPen(QPen(theme().colour("accent"), 2))
                painter.drawRect(self.visualRect(self.rows.index(0)).adjusted(1, 1, -1, -1))

    # ------------------------------------------------------------------ a reason

    def ask_reason(self, item: Item) -> None:
        """Opens the line under the chosen finding."""
        self._asked = item.key
        self.reason.ask(item)
        self.reason.show()
        self.doItemsLayout()
        self.scrollTo(self.currentIndex())
        self._lay_deeds()
        self.reason.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_reason(self) -> None:
        """Nothing is said; the hands go back to the list."""
        if self._asked:
            self._close_reason()
            self.doItemsLayout()
            self._lay_deeds()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_reason(self) -> None:
        held = self.reason.isAncestorOf(QApplication.focusWidget() or self)
        self._asked = ""
        self.reason.hide()
        if held:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scheduleDelayedItemsLayout()

    def _give(self, words: str) -> None:
        item = self.item
        if item is not None and item.key == self._asked:
            self.given.emit(item, words)

    # ------------------------------------------------------------------ hands

    def _do(self, number: int) -> None:
        row = self.rows.found(self.currentIndex().row())
        if row is not None and number < len(row.deeds):
            self.done.emit(row.item, row.deeds[number])

    def _hit(self, at: QPoint) -> tuple[str, Deed] | None:
        """The drawn button under the mouse, with the item that it belongs to."""
        index = self.indexAt(at)
        row = self.rows.found(index.row()) if index.isValid() else None
        if row is None:
            return None
        inside = at - self.visualRect(index).topLeft()
        boxes = art.shape(row, self._inside(), theme()).buttons
        deed = next((deed for deed, box in zip(row.deeds, boxes, strict=True) if box.contains(inside)), None)
        return (row.item.key, deed) if deed is not None else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press chooses the item; on a drawn button it is remembered for the release."""
        self._pressed = self._hit(event.position().toPoint()) if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Does the deed whose drawn button was pressed."""
        pressed, self._pressed = self._pressed, None
        super().mouseReleaseEvent(event)
        item = self.item
        is_here = pressed is not None and item is not None and item.key == pressed[0]
        if is_here and pressed is not None and self._hit(event.position().toPoint()) == pressed:
            self.done.emit(item, pressed[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A drawn button shows that it can be pressed."""
        super().mouseMoveEvent(event)
        hit = self._hit(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the first deed, Ctrl+Enter goes on to the next finding, 1 to 5 choose what is listed."""
        key, held = event.key(), event.modifiers()
        is_enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and held & Qt.KeyboardModifier.ControlModifier:
            self.go_on()
        elif is_enter and not held & Qt.KeyboardModifier.AltModifier:
            self._do(0)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not held & Qt.KeyboardModifier.ControlModifier:
            self._leap(last=key == Qt.Key.Key_End)
        elif Qt.Key(key) in _FILTERS and not held & ~Qt.KeyboardModifier.KeypadModifier:
            self.filtered.emit(_FILTERS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def go_on(self) -> None:
        """To the next finding, round to the first."""
        places = [place for place in range(len(self.rows.rows)) if self.rows.found(place) is not None]
        if places:
            here = self.currentIndex().row()
            self.setCurrentIndex(self.rows.index(next((place for place in places if place > here), places[0])))

    def _leap(self, *, last: bool) -> None:
        places = [place for place, row in enumerate(self.rows.rows) if not isinstance(row, Heading)]
        if places:
            self.setCurrentIndex(self.rows.index(places[-1 if last else 0]))

    def keyboardSearch(self, search: str) -> None:
        """Nothing is sought by its first letter."""

    def tab_order(self, after: QWidget) -> QWidget:
        """Puts list, buttons and the line for a reason behind ``after``; the last of them."""
        last = after
        inside = (self.reason.field, self.reason.keep, self.reason.leave, self.reason.usual)
        for widget in (self, *self.buttons, *inside):
            QWidget.setTabOrder(last, widget)
            last = widget
        return last
