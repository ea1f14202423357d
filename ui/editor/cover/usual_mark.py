"""The mark in a line that is left empty: the words that show there will be printed, they are no hint."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit

from ui.kit.theme import Theme, colour, theme, themed
from ui.kit.widgets import Label

_PRINTED, _TO_CHANGE = "照这样印", "按 F2 改"  # while the keyboard is elsewhere, and here


class UsualMark(Label):
    """Stands at the right end of ``line``, whose usual words end before it and are in the ink of what prints."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__("", "small", "ink3")
        self._line, self._has_usual = line, False
        self.setParent(line)
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # in a line Qt would take the ink of its words
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        line.textChanged.connect(lambda _: self._show())
        line.installEventFilter(self)
        themed(self, self._dress_mark)

    def _dress_mark(self, now: Theme) -> None:
        self._ink()
        self._show()

    def show_usual(self, some: bool) -> None:
        """Whether usual words print where nothing is written."""
        if some != self._has_usual:
            self._has_usual = some
            self._ink()
        self._show()

    def _ink(self) -> None:
        colour(self._line, {QPalette.ColorRole.PlaceholderText: "ink" if self._has_usual else "ink3"})

    def _show(self) -> None:
        shown = self._has_usual and not self._line.text()
        self.setText((_TO_CHANGE if self._line.hasFocus() else _PRINTED) if shown else "")
        self.setVisible(shown)
        wide = self.sizeHint().width() if shown else 0
        self._line.setTextMargins(0, 0, wide + theme().px(8) if shown else 0, 0)
        self.setGeometry(self._line.width() - wide - theme().px(10), 0, wide, self._line.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the line."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show()
        return False
