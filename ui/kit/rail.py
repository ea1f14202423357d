"""The narrow rail at the left: one entry per place, icon and word. Later places join by one more entry."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.kit import icons
from ui.kit.focus import focus_by_key
from ui.kit.place import Place
from ui.kit.theme import REGULAR, SEMIBOLD, theme, themed
from ui.kit.tips import tip
from ui.kit.widgets import draw_box

_MIDDLE = Qt.AlignmentFlag.AlignCenter
_MOST = 100  # a badge shows two figures at most


class RailButton(QToolButton):
    """An entry: icon over word; the chosen one joins the page and has a blue edge."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.badge = 0
        self.setText(place.word)
        self.setAccessibleName(place.word)
        self.setToolTip(tip(place.hint))
        self.setCheckable(not place.deed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_badge(self, count: int, spoken: str = "") -> None:
        """A red number at the corner; 0 shows none. ``spoken`` is what a screen reader says of it."""
        if count != self.badge:
            self.badge = count
            self.setAccessibleName(f"{self.place.word}，{spoken}" if count and spoken else self.place.word)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from entry to entry without opening what lies between."""
        rail = self.parentWidget()
        if isinstance(rail, Rail) and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            rail.step(self, -1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As wide as the rail."""
        return QSize(theme().size("rail_width"), theme().size("rail_item"))

    def minimumSizeHint(self) -> QSize:
        """Never smaller."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the entry."""
        current = theme()
        with QPainter(self) as painter:
            width, height = self.width(), self.height()
            role = "disabled" if not self.isEnabled() else "accent" if self.isChecked() else "ink2"
            if self.isChecked():
                painter.fillRect(self.rect(), current.colour("ground"))
                painter.fillRect(0, 0, current.px(4), height, current.colour("accent"))
                for edge in (0, height - 1):
                    painter.fillRect(current.px(4), edge, width, 1, current.colour("line"))
            elif self.isEnabled() and self.underMouse():
                painter.fillRect(0, 0, width - 1, height, current.colour("head"))
            side = current.size("icon_rail")
            top = round(height * 0.14)
            painter.drawPixmap((width - side) // 2, top, icons.pixmap(self.place.icon, role, side))
            painter.setFont(current.font("small", SEMIBOLD if self.isChecked() else REGULAR))
            painter.setPen(current.colour(role))
            painter.drawText(QRectF(0, top + side, width, height - top - side - current.px(8)), _MIDDLE, self.text())
            if self.badge and self.isEnabled():
                self._paint_badge(painter, width // 2 + side // 2, top)

    def _paint_badge(self, painter: QPainter, left: int, top: int) -> None:
        current = theme()
        font = current.font("tiny", SEMIBOLD)
        words = str(self.badge) if self.badge < _MOST else f"{_MOST - 1}+"
        wide = max(current.px(20), QFontMetrics(font).horizontalAdvance(words) + current.px(10))
        box = QRectF(min(left - current.px(4), self.width() - wide - current.px(4)), top - 1, wide, current.px(20))
        draw_box(painter, box, current.colour("bad"), None, current.px(3))
        painter.setFont(font)
        painter.setPen(current.colour("on_lamp"))
        painter.drawText(box, _MIDDLE, words)


class _Seal(QWidget):
    """The sign of the program over the rail."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().size("rail_width"), theme().size("headline"))

    def paintEvent(self, event: QPaintEvent) -> None:
        current = theme()
        with QPainter(self) as painter:
            side = current.px(34)
            box = QRectF((self.width() - side) // 2, (self.height() - side) // 2, side, side)
            draw_box(painter, box, current.colour("accent"), None, current.px(4))
            painter.setPen(current.colour("on_accent"))
            painter.setFont(current.font("organ", SEMIBOLD, serif=True))
            painter.drawText(box.adjusted(0, -1, 0, 0), _MIDDLE, "栏")
            painter.fillRect(0, self.height() - 1, self.width(), 1, current.colour("line"))


class Rail(QWidget):
    """All entries. ``place_requested`` and ``deed_requested`` carry the id of an entry."""

    place_requested = Signal(str)
    deed_requested = Signal(str)

    def __init__(self, places: Iterable[Place]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(_Seal())
        listed = list(places)
        for place in (place for place in listed if not place.at_bottom):
            layout.addWidget(self._entry(place))
        layout.addStretch(1)
        for place in (place for place in listed if place.at_bottom):
            layout.addWidget(self._entry(place))
        themed(self, lambda current: self.setFixedWidth(current.size("rail_width")))

    def _entry(self, place: Place) -> RailButton:
        button = RailButton(place)
        self._buttons[place.id] = button
        if place.deed:
            button.clicked.connect(lambda: self.deed_requested.emit(place.id))
        else:
            self._group.addButton(button)
            button.clicked.connect(lambda: self.place_requested.emit(place.id))
        return button

    def button(self, place: str) -> RailButton:
        """The entry of a place."""
        return self._buttons[place]

    def step(self, button: RailButton, by: int) -> None:
        """Moves the keyboard to the next entry that can be opened; stops at the ends."""
        entries = [entry for entry in self._buttons.values() if entry.isEnabled()]
        place = entries.index(button) + by
        if 0 <= place < len(entries):
            focus_by_key(entries[place])

    def choose(self, place: str) -> None:
        """Marks the place that is shown; there the keyboard begins."""
        self._buttons[place].setChecked(True)
        self.setFocusProxy(self._buttons[place])

    def allow_reports(self, allowed: bool) -> None:
        """Opens or shuts the places that need an open report."""
        for button in self._buttons.values():
            button.setEnabled(allowed or not button.place.needs_report)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the ground and the line at the right."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme().colour("ground2"))
            painter.fillRect(self.width() - 1, 0, 1, self.height(), theme().colour("line"))
