"""The left column of a text part: what wants a look in it, the aspects it must speak of, and figures to insert."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.forms.model import Figure, Section
from ui.editor.sheet import Sheet
from ui.editor.text.aspects import AspectList
from ui.editor.text.chips import LiveSource
from ui.editor.text.figure_list import FigureList
from ui.editor.text.watch_list import WatchList
from ui.kit.inputs import clear
from ui.kit.theme import Theme, themed

SIDE_WIDE = 239  # px of the design


class SideColumn(Sheet):
    """Scrolls where the window is low."""

    def __init__(self, section: Section, figures: tuple[Figure, ...], source: LiveSource) -> None:
        super().__init__(fill="rowhead", right=False)
        self.watch = WatchList(section.name)
        self.aspects = AspectList(section.parts, section.hint)
        self.figures = FigureList(figures, source)
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setSpacing(0)
        self._box.addWidget(self.watch)
        self._box.addWidget(self.aspects)
        self._box.addWidget(self.figures)
        self._box.addStretch(1)
        self.aspects.setVisible(bool(section.parts or section.hint))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        clear(self._area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 1)
        layout.addWidget(self._area)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusProxy((*self.figures.rows, self.figures.every)[0])
        self.setAccessibleName("应当写到的方面和活数字")
        themed(self, self._dress)

    def _dress(self, now: Theme) -> None:
        self.setFixedWidth(now.px(SIDE_WIDE))
        self._box.setContentsMargins(now.px(14), 0, now.px(14), now.px(8))

    def follow(self, cells: Collection[str]) -> None:
        """Figures that changed."""
        self.figures.follow(cells)
