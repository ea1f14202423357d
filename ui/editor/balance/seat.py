"""Where the 勾稽关系 panel sits: beside the table, or, where both do not fit, over it for as long as it is wanted."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.editor.balance.fold import BalanceRow, FixLine
from ui.editor.balance.panel import BalancePanel
from ui.kit.theme import theme, tokens


class Seat(QObject):
    """Folds ``panel`` of the tab ``owner``; ``row`` and ``fix`` stand for it then. ``table`` takes the hands back."""

    def __init__(
        self, owner: QWidget, beside: QHBoxLayout, panel: BalancePanel, row: BalanceRow, fix: FixLine, table: QWidget
    ) -> None:
        super().__init__(owner)
        self._owner, self._beside, self._panel, self._row, self._fix = owner, beside, panel, row, fix
        self._table = table
        self.is_folded = False
        fix.all_wanted.connect(self.turn)
        for part in (panel, row, fix):
            part.located.connect(self.close)  # the cell may lie under it

    def fold(self, folded: bool) -> None:
        """Puts the panel away where it does not fit (an open one stays), or back beside the table."""
        if folded != self.is_folded:
            self.is_folded = folded
            self._panel.set_floating(folded)
            self._beside.removeWidget(self._panel) if folded else self._beside.addWidget(self._panel)
            self._panel.setVisible(not folded)
        self._row.setVisible(folded and self._row.has_fields)
        self._fix.setVisible(folded)
        self._set_width()
        self._place()

    def turn(self) -> None:
        """Opens the panel over the table, or puts it away again."""
        if self._panel.isVisible():
            self.close()
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.open()

    def open(self) -> None:
        """Shows the panel and puts the hands there."""
        self._panel.show()
        self._place()
        self._panel.first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close(self) -> None:
        """Puts away a panel that lies over the table; one that sits beside it stays."""
        if self.is_folded:
            self._panel.hide()

    def _place(self) -> None:
        """Over the right end of the table, down to the fix line."""
        if self.is_folded and not self._panel.isHidden():
            right = self._beside.contentsMargins().right()
            bottom = self._fix.mapTo(self._owner, QPoint()).y()
            wide = self._panel.width()
            self._panel.setGeometry(self._owner.width() - right - wide, 0, wide, bottom)
            self._panel.raise_()

    def _set_width(self) -> None:
        """A wide window gives the panel some of its room."""
        token = tokens()["grid_widths"]
        narrow, wide = token["at_1366"]["panel"], token["at_1920"]["panel"]
        part = (self._owner.width() / theme().k - 1290) / (1844 - 1290)
        self._panel.setFixedWidth(theme().px(narrow + (wide - narrow) * min(max(part, 0.0), 1.0)))
