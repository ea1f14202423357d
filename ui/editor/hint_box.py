"""The whole of what there is to know about a cell, over the help bar: opened by F1, closed by Esc or any click."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit import boxes
from ui.kit.prose import Prose, Strong
from ui.kit.theme import theme

_WIDE = 560  # px of the design


class HintBox(QFrame):
    """Floats over the page; whatever had the keyboard has it again when it closes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._said = Prose(line=1.6)
        self._inside = boxes.column(self._said, gap=0, margins=(16, 12, 16, 12))
        self.setLayout(self._inside)

    def text(self) -> str:
        """Everything that is said."""
        return self._said.text()

    def tell(self, name: str, *lines: str, above: QWidget) -> None:
        """Opens over ``above`` with the cell's name and what there is to say of it."""
        self._said.say(Strong(name), "".join("\n" + line for line in lines if line))
        self.setAccessibleName(self.text())
        margins = self._inside.contentsMargins()
        wide = min(theme().px(_WIDE), above.width())
        inside = wide - margins.left() - margins.right()
        self.resize(wide, self._said.heightForWidth(inside) + margins.top() + margins.bottom())
        self.move(above.mapToGlobal(QPoint(0, -self.height())))
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, and so does F1 again."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Return):
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sheet with a frame."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("sheet"))
        painter.setPen(theme().colour("frame"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
