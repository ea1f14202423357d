"""Qt's own controls: Fusion, and over it what a palette cannot say, drawn from the theme in force.

A style sheet would say the same in fewer words, but Qt reads it anew for every widget there is when it changes. Here
another theme is another palette, another font and one picture. What is not here draws itself (ui/kit/widgets.py).
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QMenu,
    QProxyStyle,
    QStyle,
    QStyleOptionMenuItem,
    QWidget,
)

from ui.kit import icons
from ui.kit.draw import draw_box
from ui.kit.theme import theme, themed

_Primitive, _Control, _Complex = QStyle.PrimitiveElement, QStyle.ControlElement, QStyle.ComplexControl
_Contents, _Inside = QStyle.ContentsType, QStyle.SubElement
_Part, _State = QStyle.SubControl, QStyle.StateFlag
_Entry = QStyleOptionMenuItem.MenuItemType
_Option = Any  # the stubs do not know the fields
_SHEETS = {_Primitive.PE_PanelTipLabel, _Primitive.PE_PanelMenu}
_UPRIGHT = Qt.Orientation.Vertical
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
# px of the design
_LINE, _BIG_LINE, _LINE_AIR = 32, 40, 9  # inside the frame of a line to write in
_LANE, _SHORTEST = 13, 36  # a scroll bar and its handle
_HANDLE_AIR = 3  # px round the handle, at any size
_TIP_AIR = 12
_MENU_EDGE, _ABOVE, _LEFT, _RIGHT = 4, 8, 14, 24  # round a menu, and round its words
_MARK, _TAB = 6, 12  # room for the tick, and between words and keys


class Style(QProxyStyle):
    """One for the whole application. Hints and measures, which Qt asks for all the time, are left to Fusion itself."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def polish(self, what: QWidget | QApplication | QPalette) -> None:  # type: ignore[override]  # three in one
        """Gives the menus air, which Qt makes wherever it likes."""
        super().polish(what)
        if isinstance(what, QMenu):
            themed(what, lambda now: _surround(what, 1 + now.px(_MENU_EDGE)))

    # ------------------------------------------------------------------ sizes

    def sizeFromContents(self, kind: QStyle.ContentsType, option: _Option, size: QSize, widget: Any = None) -> QSize:
        """How large a line, a scroll bar and an entry of a menu are."""
        px = theme().px
        if kind == _Contents.CT_ScrollBar:
            wide, least = px(_LANE), 2 * px(_LANE) + px(_SHORTEST) + 2 * _HANDLE_AIR
            return QSize(wide, least) if option.orientation == _UPRIGHT else QSize(least, wide)
        if kind == _Contents.CT_LineEdit and option.lineWidth:
            is_big = widget is not None and widget.property("big")
            high = max(size.height(), px(_BIG_LINE if is_big else _LINE))
            return QSize(size.width() + 2 * (px(_LINE_AIR) + 1), high + 2)
        if kind == _Contents.CT_MenuItem:
            return _entry_size(option, size)
        return super().sizeFromContents(kind, option, size, widget)

    def subElementRect(self, element: QStyle.SubElement, option: _Option, widget: Any = None) -> QRect:
        """Where the words of a line stand, the same with the keyboard and without, and those of a tip."""
        if element == _Inside.SE_LineEditContents and option.lineWidth:
            air = theme().px(_LINE_AIR) + 1
            return QRect(option.rect).adjusted(air, 1, -air, -1)
        if element == _Inside.SE_ShapedFrameContents and widget.windowType() == Qt.WindowType.ToolTip:
            air = theme().px(_TIP_AIR)
            return QRect(option.rect).adjusted(air, air, -air, -air)
        return super().subElementRect(element, option, widget)

    # ------------------------------------------------------------------ lines, frames, menus, tips

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: _Option, painter: QPainter, widget: Any = None
    ) -> None:
        """The panel of a line; the sheet of menus and tips."""
        if element == _Primitive.PE_PanelLineEdit and option.lineWidth:
            _draw_field(option, painter, widget)
        elif element == _Primitive.PE_PanelLineEdit:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Base))
        elif element in _SHEETS:
            draw_box(painter, QRectF(option.rect), theme().colour("sheet"), theme().colour("frame"), 0)
        elif element != _Primitive.PE_FrameFocusRect or not isinstance(widget, QAbstractItemView):
            super().drawPrimitive(element, option, painter, widget)  # in a list the chosen row shows the keyboard

    def drawControl(
        self, element: QStyle.ControlElement, option: _Option, painter: QPainter, widget: Any = None
    ) -> None:
        """An entry of a menu; the frame of a page of text."""
        if element == _Control.CE_MenuItem:
            _draw_entry(option, painter)
        elif element == _Control.CE_ShapedFrame and widget is not None and widget.property("field"):
            _draw_field(option, painter, widget)
        elif element != _Control.CE_MenuEmptyArea:
            super().drawControl(element, option, painter, widget)

    # ------------------------------------------------------------------ scroll bars

    def drawComplexControl(
        self, control: QStyle.ComplexControl, option: _Option, painter: QPainter, widget: Any = None
    ) -> None:
        """A handle over whatever lies under the bar; one that moves nothing is only a lane."""
        if control != _Complex.CC_ScrollBar:
            super().drawComplexControl(control, option, painter, widget)
        elif option.maximum > option.minimum:
            is_hot = bool(option.activeSubControls & _Part.SC_ScrollBarSlider)
            air = _HANDLE_AIR
            box = QRectF(_handle(option)).adjusted(air, air, -air, -air)
            draw_box(painter, box, theme().colour("edge" if is_hot else "frame"), None, air)

    def subControlRect(
        self, control: QStyle.ComplexControl, option: _Option, part: QStyle.SubControl, widget: Any = None
    ) -> QRect:
        """The handle, and the lane before and behind it; no arrows."""
        if control != _Complex.CC_ScrollBar:
            return super().subControlRect(control, option, part, widget)
        lane, handle = QRect(option.rect), _handle(option)
        upright = option.orientation == _UPRIGHT
        if part == _Part.SC_ScrollBarSlider:
            return handle
        if part == _Part.SC_ScrollBarSubPage:
            lane.setBottom(handle.top() - 1) if upright else lane.setRight(handle.left() - 1)
        elif part == _Part.SC_ScrollBarAddPage:
            lane.setTop(handle.bottom() + 1) if upright else lane.setLeft(handle.right() + 1)
        elif part != _Part.SC_ScrollBarGroove:
            return QRect()
        return lane


def _surround(widget: QWidget, air: int) -> None:
    widget.setContentsMargins(air, air, air, air)


def _handle(option: _Option) -> QRect:
    """As long a part of the lane as is in view of the whole, and as far along."""
    lane, upright = QRect(option.rect), option.orientation == _UPRIGHT
    room, beyond = lane.height() if upright else lane.width(), option.maximum - option.minimum
    long = room * option.pageStep // (beyond + option.pageStep) if beyond else room
    long = min(max(long, theme().px(_SHORTEST) + 2 * _HANDLE_AIR), room)
    at = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, room - long, option.upsideDown
    )
    if upright:
        return QRect(lane.x(), lane.y() + at, lane.width(), long)
    return QRect(lane.x() + at, lane.y(), long, lane.height())


def _draw_field(option: _Option, painter: QPainter, widget: Any) -> None:
    """What can be written in: 2 px round what is refused or has the keyboard. A quiet one has no frame else."""
    now, on = theme(), bool(option.state & _State.State_Enabled)
    is_wrong = widget is not None and bool(widget.property("wrong"))
    is_here = bool(option.state & _State.State_HasFocus)
    ground = option.palette.color(QPalette.ColorRole.Base) if on else now.colour("ground")
    frame = now.colour("bad" if is_wrong else "accent" if is_here else "edge") if on else now.colour("line")
    if widget is not None and widget.property("field") == "quiet" and not is_here:
        frame = ground
    draw_box(painter, QRectF(option.rect), ground, frame, now.px(4), 2 if on and (is_wrong or is_here) else 1)


def _entry_size(option: _Option, words: QSize) -> QSize:
    px = theme().px
    if option.menuItemType == _Entry.Separator:
        return QSize(words.width(), 1 + 2 * px(_MENU_EDGE))
    mark = px(_MARK) if option.menuHasCheckableItems else 0
    wide = mark + px(_LEFT) + words.width() + px(_TAB) + px(_RIGHT)
    return QSize(wide, option.fontMetrics.height() + 2 * px(_ABOVE))


def _draw_entry(option: _Option, painter: QPainter) -> None:
    now, rect = theme(), QRect(option.rect)
    if option.menuItemType == _Entry.Separator:
        painter.fillRect(QRect(rect.x(), rect.center().y(), rect.width(), 1), now.colour("line"))
        return
    on = bool(option.state & _State.State_Enabled)
    is_hot = on and bool(option.state & _State.State_Selected)
    if is_hot:
        painter.fillRect(rect, now.colour("accent_soft"))
    ink, side = "accent" if is_hot else "ink" if on else "disabled", now.px(14)
    top = rect.y() + (rect.height() - side) // 2
    if option.checked:
        painter.drawPixmap(rect.x() + now.px(3), top, icons.pixmap("check", ink, side))
    if option.menuItemType == _Entry.SubMenu:
        painter.drawPixmap(rect.right() - side - now.px(3), top, icons.pixmap("chevron-right", ink, side))
    mark = now.px(_MARK) if option.menuHasCheckableItems else 0
    inner = rect.adjusted(mark + now.px(_LEFT), 0, -now.px(_RIGHT), 0)
    words, _, keys = option.text.partition("\t")
    painter.setPen(now.colour(ink))
    painter.setFont(option.font)
    painter.drawText(inner, _MIDDLE | Qt.TextFlag.TextShowMnemonic, words)
    inner.setLeft(inner.right() + 1 - option.reservedShortcutWidth)
    painter.drawText(inner, _MIDDLE, keys)
