"""The column at the right: how it is printed and glued, or what hangs where. On a narrow window it gives way."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.board.postings import Postings
from ui.board.sheet_side import SheetSide
from ui.kit import boxes
from ui.kit.inputs import Page
from ui.kit.widgets import Segmented

HOW, HUNG = 0, 1


class SideColumn(QWidget):
    """Two pages under two words; the record goes to the left column where there is no room for a third."""

    def __init__(self, side: SheetSide, postings: Postings) -> None:
        super().__init__()
        self._side, self._postings = side, postings
        self.tabs = Segmented(("怎么用", "张贴记录"), HOW, name="右边看什么")
        self._inside = QWidget()
        self._inside.setLayout(boxes.column(side, postings, gap=0))
        self.setLayout(boxes.column(boxes.row(self.tabs, margins=(16, 11, 16, 0)), Page(self._inside), gap=0))
        self.tabs.chosen.connect(self.turn_to)
        postings.title.hide()
        self.turn_to(HOW)

    def turn_to(self, number: int) -> None:
        """Another page."""
        self.tabs.choose(number)
        self._side.setVisible(number == HOW)
        if self._holds:
            self._postings.setVisible(number == HUNG)

    def fold(self, away: bool, column: QWidget) -> None:
        """``away``: it goes, and the record stands at the foot of ``column``; else the record comes back."""
        self.setVisible(not away)
        if away == (not self._holds):
            return
        home = column.layout() if away else self._inside.layout()
        if home is not None:
            home.addWidget(self._postings)
        self._postings.title.setVisible(away)  # here the word over it says it already
        self._postings.setVisible(away or self.tabs.number() == HUNG)

    @property
    def _holds(self) -> bool:
        return self._postings.parentWidget() is self._inside
