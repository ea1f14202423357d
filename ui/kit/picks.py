"""What is picked rather than typed: segments, ticks, switches."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.draw import draw_box
from ui.kit.theme import REGULAR, SEMIBOLD, theme, themed

_ROOMY = 42  # px: segments on pages that ask only a few things
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Segment(QAbstractButton):
    """One of the words. ``entered``: Enter was pressed here."""

    entered = Signal()

    def __init__(self, text: str, first: bool, last: bool, height: int) -> None:
        super().__init__()
        self._height = height
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self._first, self._last = first, last
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        themed(self, lambda _: self.updateGeometry())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose; Enter is for whoever asks."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Words, the tick of the chosen one, and air."""
        words = QFontMetrics(theme().font(self._role(), SEMIBOLD)).horizontalAdvance(self.text())
        return QSize(words + theme().size("icon_button") + theme().px(32), theme().px(self._height))

    def _role(self) -> str:
        return "cell" if self._height >= _ROOMY else "body"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws its part of the box."""
        current = theme()
        with QPainter(self) as painter:
            rect, radius = QRectF(self.rect()), current.px(4)
            # Neighbours share one line: every box but the last runs on under the next, clipped at its own edge.
            box = rect.adjusted(0 if self._first else -radius - 1, 0, 0 if self._last else radius + 1, 0)
            fill = "accent_soft" if self.isChecked() else "head" if self.underMouse() else "sheet"
            painter.setClipRect(rect)
            frame = current.colour("edge" if self.isEnabled() else "line")
            draw_box(painter, box, current.colour(fill), frame, radius)
            if not self._last:
                painter.fillRect(QRectF(rect.right() - 1, 1, 1, rect.height() - 2), current.colour("frame"))
            face = current.font(self._role(), SEMIBOLD if self.isChecked() else REGULAR)
            words = QFontMetrics(face).horizontalAdvance(self.text())
            side = current.size("icon_button") if self.isChecked() else 0
            gap = current.px(6) if side else 0
            left = (self.width() - side - gap - words) // 2
            text = "disabled" if not self.isEnabled() else "accent" if self.isChecked() else "ink"
            if side:
                painter.drawPixmap(left, (self.height() - side) // 2, icons.pixmap("check", text, side))
            painter.setPen(current.colour(text))
            painter.setFont(face)
            painter.drawText(QRectF(left + side + gap, 0, words + 2, self.height()), _LEFT, self.text())


class Segmented(QWidget):
    """One of a few words, all in view: 乡 | 镇 | 街道. Arrow keys move, one segment is always chosen.

    ``entered``: Enter was pressed here, by which nothing is chosen.
    """

    chosen = Signal(int)
    entered = Signal()

    def __init__(self, words: Sequence[str], chosen: int = 0, *, name: str = "", height: int = 36) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for number, text in enumerate(words):
            segment = Segment(text, number == 0, number == len(words) - 1, height)
            segment.setAccessibleDescription(name)
            segment.entered.connect(self.entered)
            self._group.addButton(segment, number)
            layout.addWidget(segment)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.choose(chosen)
        self._group.idClicked.connect(self.chosen)

    def choose(self, number: int) -> None:
        """Chooses a segment without a signal; the keyboard goes with the choice, now and when Tab comes by."""
        if not 0 <= number < len(self.segments()):
            return
        button = self._group.button(number)
        held = any(segment.hasFocus() for segment in self.segments())
        button.setChecked(True)
        self.setFocusProxy(button)
        for segment in self.segments():
            stop = segment is button
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
        if held:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def number(self) -> int:
        """Which segment is chosen."""
        return self._group.checkedId()

    def word(self) -> str:
        """The chosen word."""
        return self._group.checkedButton().text()

    def segments(self) -> list[QAbstractButton]:
        """The segments, left to right."""
        return self._group.buttons()


class Tick(QAbstractButton):
    """A check box: a square with a tick, and its words."""

    def __init__(self, text: str, *, checked: bool = False, role: str = "body") -> None:
        super().__init__()
        self._role = role
        self.setText(text)
        self.setCheckable(True)
        self.setChecked(checked)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themed(self, lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """Square, gap and words."""
        words = QFontMetrics(theme().font(self._role)).horizontalAdvance(self.text())
        return QSize(theme().px(18 + 7) + words + 1, theme().px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the square, filled and ticked when on."""
        current = theme()
        with QPainter(self) as painter:
            side = current.px(18)
            box = QRectF(0, (self.height() - side) / 2, side, side)
            if self.isChecked():
                draw_box(
                    painter, box, current.colour("accent" if self.isEnabled() else "disabled"), None, current.px(3)
                )
                inner = current.px(14)
                picture = icons.pixmap("check", "on_accent", inner)
                painter.drawPixmap(round(box.x() + (side - inner) / 2), round(box.y() + (side - inner) / 2), picture)
            else:
                draw_box(painter, box, current.colour("sheet"), current.colour("edge"), current.px(3), 1.5)
            painter.setPen(current.colour("ink" if self.isEnabled() else "disabled"))
            painter.setFont(current.font(self._role))
            left = side + current.px(7)
            painter.drawText(QRectF(left, 0, self.width() - left + 2, self.height()), _LEFT, self.text())


class Switch(Tick):
    """On or off, drawn as a small slide; a word says which."""

    def sizeHint(self) -> QSize:
        """Slide, gap and words."""
        return super().sizeHint() + QSize(theme().px(18), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the slide and its words."""
        current = theme()
        with QPainter(self) as painter:
            height, width = current.px(20), current.px(36)
            box = QRectF(0, (self.height() - height) / 2, width, height)
            on = self.isChecked()
            fill = current.colour("accent" if on else "sheet")
            draw_box(painter, box, fill, current.colour("accent" if on else "edge"), height / 2, 1.5)
            knob = height - current.px(8)
            left = box.right() - knob - current.px(4) if on else box.left() + current.px(4)
            dot = QRectF(left, box.top() + (height - knob) / 2, knob, knob)
            draw_box(painter, dot, current.colour("on_accent" if on else "edge"), None, knob / 2)
            painter.setPen(current.colour("ink" if self.isEnabled() else "disabled"))
            painter.setFont(current.font(self._role))
            start = width + current.px(7)
            painter.drawText(QRectF(start, 0, self.width() - start + 2, self.height()), _LEFT, self.text())
