"""The whole of what there is to know about a cell, over the help bar: opened by F1, closed by any key or click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QWidget

from ui.kit import boxes
from ui.kit.draw import draw_sheet
from ui.kit.prose import Prose, Strong
from ui.kit.theme import theme

_WIDE = 640  # px of the design
_TOP = Qt.AlignmentFlag.AlignTop
_CLOSING = (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LOCKS = (Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock)
_HELD = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, *_LOCKS)


class HintBox(QFrame):
    """Floats over the page; whatever had the keyboard has it again when it closes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._said: list[str] = []
        self._rows = QGridLayout(self)
        self._rows.setColumnStretch(1, 1)

    def text(self) -> str:
        """Everything that is said."""
        return "\n".join(self._said)

    def tell(self, name: str, rows: Sequence[tuple[str, str]], *, above: QWidget) -> None:
        """Opens over ``above`` with the cell's name and what there is to say of it, each under its head."""
        boxes.empty(self._rows)
        boxes.scaled(self._rows, 6, (16, 12, 16, 14))
        self._rows.setHorizontalSpacing(theme().px(14))
        self._rows.addWidget(Prose(Strong(name), role="cell"), 0, 0, 1, 2)
        for number, (head, text) in enumerate(rows, 1):
            self._rows.addWidget(Prose(head, colour="ink3", wrap=False), number, 0, _TOP)
            self._rows.addWidget(Prose(text), number, 1)
        self._said = [name, *(f"{head}：{text}" for head, text in rows)]
        self.setAccessibleName(self.text())
        wide = min(theme().px(_WIDE), above.width())
        self.resize(wide, self._rows.totalHeightForWidth(wide))
        self.move(above.mapToGlobal(QPoint(0, -self.height())))
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, and so does F1 again; any other key is meant for the cell, and goes there."""
        if event.key() in _HELD:
            return
        self.close()
        cell = QApplication.focusWidget()
        if event.key() not in _CLOSING and cell is not None:
            QApplication.sendEvent(cell, event.clone())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sheet with a frame."""
        with QPainter(self) as painter:
            draw_sheet(painter, self.rect(), theme().colour("sheet"), theme().colour("frame"))
