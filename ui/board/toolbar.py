"""The line over the preview: which paper, how large on the screen, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import boxes
from ui.kit.theme import Theme, theme, themed
from ui.kit.widgets import Button, PrimaryButton, SecondaryButton, Segmented

PAPERS = ("公开栏", "A4 报告")
EXPORT = "导出 PDF"


class ToolBar(QWidget):
    """``paper_chosen`` 0 the board, 1 the A4 report; ``real_chosen`` whether real size is wanted."""

    paper_chosen = Signal(int)
    real_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.paper = Segmented(PAPERS, name="看哪一份")
        self.whole = SecondaryButton("整张看", "zoom-in")
        self.real = SecondaryButton("看实际大小")
        self.single = SecondaryButton("导出整张")
        self.print = SecondaryButton("打开去打印", "printer")
        self.export = PrimaryButton(EXPORT, "file-down")
        self._zoom = QButtonGroup(self)
        for button in (self.whole, self.real):
            button.setCheckable(True)
            self._zoom.addButton(button)
        self.whole.setChecked(True)
        self._look, self._deeds = QHBoxLayout(), QHBoxLayout()
        self._lines = QVBoxLayout(self)
        self._two = False
        self._fill()
        self.paper.chosen.connect(self.paper_chosen)
        self._zoom.buttonClicked.connect(self._zoomed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, self._dress)

    def _fill(self) -> None:
        looks: tuple[QWidget, ...] = (self.paper, self.whole, self.real)
        deeds: tuple[Button, ...] = (self.single, self.print, self.export)
        for widget in looks:
            self._look.addWidget(widget)
        self._look.addStretch(1)
        self._deeds.addStretch(1)
        for button in deeds:
            self._deeds.addWidget(button)
        first = QHBoxLayout()
        first.addLayout(self._look)
        first.addLayout(self._deeds)
        self._lines.addLayout(first)
        self._first = first
        for layout in (self._look, self._deeds, first):
            boxes.scaled(layout, 8)
        boxes.scaled(self._lines, 8, (16, 11, 16, 11))

    def _dress(self, current: Theme) -> None:
        self.updateGeometry()
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines where one is too narrow (large type, small screen)."""
        super().resizeEvent(event)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider half: the rest goes to a second line."""
        margins = self._lines.contentsMargins()
        wide = max(self._look.minimumSize().width(), self._deeds.minimumSize().width())
        return QSize(wide + margins.left() + margins.right(), super().minimumSizeHint().height())

    def _fold(self) -> None:
        margins = self._lines.contentsMargins()
        inside = self.width() - margins.left() - margins.right()
        need = self._look.minimumSize().width() + theme().px(8) + self._deeds.minimumSize().width()
        if (need > inside) == self._two:
            return
        self._two = need > inside
        if self._two:
            self._first.removeItem(self._deeds)
            self._lines.addLayout(self._deeds)
        else:
            self._lines.removeItem(self._deeds)
            self._first.addLayout(self._deeds)
        self.updateGeometry()

    def show_paper(self, number: int, tile: str | None = None, count: int | None = None) -> None:
        """The deeds of the board (0) or the A4 report (1).

        Where the board is cut into sheets of ``tile`` the main deed writes them and says how many, once ``count`` is
        known; the whole board is a second deed then. Otherwise there is one file and one deed.
        """
        self.paper.choose(number)
        tiles = tile if number == 0 else None
        self.single.setVisible(tiles is not None)
        sheets = f"{count} 张 {tiles}" if count else tiles
        self.export.setText(f"导出拼版（{sheets}）" if tiles else EXPORT)
        self.export.updateGeometry()
        self._fold()

    def _zoomed(self, button: QAbstractButton) -> None:
        self.real_chosen.emit(button is self.real)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the line below."""
        with QPainter(self) as painter:
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme().colour("line"))
