"""One of many words, folded away: a combo box that looks like the other boxes of the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from ui.kit import icons
from ui.kit.plain_rows import PlainRows
from ui.kit.theme import REGULAR, theme, themed
from ui.kit.widgets import draw_box

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Choice(QComboBox):
    """A combo box; ``name`` is what a screen reader calls it."""

    def __init__(self, words: Sequence[str] = (), *, name: str = "", weight: int = REGULAR) -> None:
        super().__init__()
        self._weight = weight
        self._dressed = False
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.addItems(list(words))
        themed(self, lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """The longest word, the arrow and the padding."""
        metrics = QFontMetrics(theme().font("body", self._weight))
        words = max((metrics.horizontalAdvance(self.itemText(number)) for number in range(self.count())), default=0)
        return QSize(words + theme().px(48), theme().size("button"))

    def minimumSizeHint(self) -> QSize:
        """Never clipped."""
        return self.sizeHint()

    def showPopup(self) -> None:
        """The list is dressed when it is first needed: making it takes longer than all the rest."""
        if not self._dressed:
            self._dressed = True
            self.setItemDelegate(PlainRows(self))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it must not change what happens to lie under it."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws box, word and arrow."""
        current = theme()
        with QPainter(self) as painter:
            on = self.isEnabled()
            draw_box(
                painter,
                QRectF(self.rect()),
                current.colour("sheet"),
                current.colour(("accent" if self.hasFocus() else "edge") if on else "line"),
                current.px(4),
                2 if self.hasFocus() else 1,
            )
            side = current.size("icon_button")
            arrow = self.width() - side - current.px(8)
            painter.drawPixmap(
                arrow, (self.height() - side) // 2, icons.pixmap("chevron-down", "ink2" if on else "disabled", side)
            )
            painter.setFont(current.font("body", self._weight))
            painter.setPen(current.colour("ink" if on else "disabled"))
            left = current.px(12)
            said = self.currentText() or self.placeholderText()
            words = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, arrow - left)
            painter.drawText(QRectF(left, 0, arrow - left, self.height()), _LEFT, words)
