"""The mark in a line: where it is left empty, that the words which show there will be printed and are no hint; where
its words are last year's, that somebody must look at them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit

from ui.kit.theme import Theme, colour, theme, themed
from ui.kit.widgets import Label

_PRINTED, _TO_CHANGE = "照这样印", "按 F2 改"  # while the keyboard is elsewhere, and here
_CARRIED, _TO_CONFIRM = "照上年", "没变按回车"


class UsualMark(Label):
    """Stands at the right end of ``line``, whose words end before it; usual words are in the ink of what prints."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__("", "small", "ink3")
        self._line, self._has_usual, self._is_carried = line, False, False
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

    def show_carried(self, carried: bool) -> None:
        """Whether the words are last year's and nobody has looked at them yet."""
        self._is_carried = carried
        self._show()

    def _ink(self) -> None:
        colour(self._line, {QPalette.ColorRole.PlaceholderText: "ink" if self._has_usual else "ink3"})

    def _show(self) -> None:
        carried = self._is_carried and bool(self._line.text()) and not self._line.isModified()
        shown = carried or (self._has_usual and not self._line.text())
        here, elsewhere = (_TO_CONFIRM, _CARRIED) if carried else (_TO_CHANGE, _PRINTED)
        self.setText((here if self._line.hasFocus() else elsewhere) if shown else "")
        self.set_colour("doubt" if carried else "ink3")
        self.setVisible(shown)
        wide = self.sizeHint().width() if shown else 0
        self._line.setTextMargins(0, 0, wide + theme().px(8) if shown else 0, 0)
        self.setGeometry(self._line.width() - wide - theme().px(10), 0, wide, self._line.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the line."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show()
        return False
