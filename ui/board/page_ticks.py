"""Which pages are printed: a tick for each, lying as the sheets lie on the board."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit import boxes
from ui.kit.theme import SEMIBOLD
from ui.kit.widgets import Label, Rule, TextButton, Tick

_ABREAST = 5


class PageTicks(QWidget):
    """Says ``changed`` when another page is ticked. All are ticked at first."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shape = (0, 0, False)
        self.ticks: list[Tick] = []
        self.all = TextButton("全不选")
        self.all.clicked.connect(self._turn_all)
        self._title = Label("只打这几张", "cell", weight=SEMIBOLD)
        self._grid = QGridLayout()
        boxes.scaled(self._grid, 6)
        head = boxes.column(boxes.row(self._title, None, self.all), Rule(), gap=5)
        self.setLayout(boxes.column(head, self._grid, gap=6))

    def show_pages(self, count: int, abreast: int = 0) -> None:
        """``count`` pages; sheets that lie ``abreast`` on the board have the map of them as their last page."""
        is_map = abreast > 0
        if (count, abreast, is_map) == self._shape:
            return
        self._shape = (count, abreast, is_map)
        boxes.empty(self._grid)
        self.ticks = []
        wide = min(abreast or _ABREAST, 6)
        for number in range(count):
            map_of_all = is_map and number == count - 1
            tick = Tick("拼贴图" if map_of_all else f"{number + 1}", checked=True)
            tick.setAccessibleName("拼贴图" if map_of_all else f"第 {number + 1} {'张' if is_map else '页'}")
            tick.toggled.connect(self._changed)
            self.ticks.append(tick)
            row, column = divmod(number, wide)
            if map_of_all:
                self._grid.addWidget(tick, (count - 2) // wide + 1, 0, 1, wide, Qt.AlignmentFlag.AlignLeft)
            else:
                self._grid.addWidget(tick, row, column, Qt.AlignmentFlag.AlignLeft)
        previous: QWidget = self.all
        for tick in self.ticks:
            QWidget.setTabOrder(previous, tick)
            previous = tick
        self._name_all()

    def chosen(self) -> tuple[int, ...]:
        """The ticked pages, from 0."""
        return tuple(number for number, tick in enumerate(self.ticks) if tick.isChecked())

    def _changed(self) -> None:
        self._name_all()
        self.changed.emit()

    def _name_all(self) -> None:
        self.all.setText("全不选" if self.chosen() else "全选")
        self.all.updateGeometry()

    def _turn_all(self) -> None:
        on = not self.chosen()
        for tick in self.ticks:
            tick.blockSignals(True)
            tick.setChecked(on)
            tick.blockSignals(False)
        self._changed()
