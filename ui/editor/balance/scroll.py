"""What the panel holds, scrolled where the window is low: the card and the lines keep their size and their words.

The lane of the scroll bar is there whether it is needed or not. Were it not, the bar would take width, words would
wrap, the card would need the bar, and without it wrap back: Qt would turn in that circle until the program ends.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.kit.inputs import clear
from ui.kit.theme import Theme, theme, themed

SIDE = 14  # px of the design at either end; the scroll bar stands in the right one


class PanelScroll(QScrollArea):
    """One part below the other. What has the keyboard is kept in view."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        for part in parts:
            self._box.addWidget(part)
        self._box.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        clear(self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        themed(self, self._dress)

    def show_part(self, part: QWidget, rect: QRect) -> None:
        """Scrolls to a place of one of the parts."""
        at = part.mapTo(self.widget(), rect.center())
        self.ensureVisible(at.x(), at.y(), 0, rect.height() // 2 + theme().px(6))

    def _dress(self, now: Theme) -> None:
        right = now.px(SIDE) - self.verticalScrollBar().sizeHint().width()  # the lane is part of the margin
        self._box.setSpacing(now.px(4))
        self._box.setContentsMargins(now.px(SIDE), 0, max(right, 0), 0)
