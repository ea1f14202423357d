"""往来记录: what was handed over and when, this year's first, then the years before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.system import clock
from app.workbench.handing import Handed
from ui.handover.words import grouped
from ui.kit import boxes, icons
from ui.kit.prose import Prose
from ui.kit.theme import SEMIBOLD, theme, themed
from ui.kit.widgets import Label, Rule

_NO_BREAK = "\u00a0"
Years = Sequence[tuple[int, Sequence[Handed]]]


class _Dot(QWidget):
    """The stick in a circle, on the line of time."""

    def __init__(self, last: bool) -> None:
        super().__init__()
        self._last = last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        themed(self, lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """The circle; the line takes the rest."""
        side = theme().px(27)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws line and circle."""
        current = theme()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            side = self.width()
            painter.setPen(QPen(current.colour("frame"), 1))
            if not self._last:
                painter.drawLine(side // 2, side, side // 2, self.height())
            painter.setBrush(current.colour("sheet"))
            painter.drawEllipse(QRectF(1, 1, side - 2, side - 2))
            inner = current.px(15)
            at = (side - inner) // 2
            painter.drawPixmap(at, at, icons.pixmap("usb-stick", "ink2", inner))


class Past(QWidget):
    """The column at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[str, ...] = ()
        self._list = boxes.column(gap=8)
        title = Label("往来记录", "cell", weight=SEMIBOLD)
        self.setLayout(boxes.column(title, 4, self._list, None, gap=8, margins=(16, 12, 16, 12)))

    def show_years(self, years: Years) -> None:
        """``years`` with their hand-overs, newest first."""
        boxes.empty(self._list)
        self.lines = ()
        told = [(year, handed) for year, handed in years if handed]
        if not told:
            self._list.addWidget(Prose("还没有交接过。写出去的每一份都会记在这里。", colour="ink2", line=1.6))
            return
        for number, (year, handed) in enumerate(told):
            if number:
                self._list.addSpacing(theme().px(6))
                self._list.addWidget(Rule())
            self._list.addWidget(Label(f"{year} 年度", colour="ink2", weight=SEMIBOLD))
            for place, one in enumerate(handed):
                self._add(one, len(handed) - place, last=place == len(handed) - 1)

    def _add(self, handed: Handed, count: int, *, last: bool) -> None:
        title = f"第 {count} 次交出"
        below = f"{moment(handed.when)}　核对码{_NO_BREAK}{grouped(handed.check_code).replace(' ', _NO_BREAK)}"
        words = boxes.column(Label(title, weight=SEMIBOLD), Prose(below, role="small", colour="ink2"), 10, gap=0)
        line = boxes.row(_Dot(last), gap=9)
        line.addLayout(words, 1)
        self._list.addLayout(line)
        self.lines = (*self.lines, f"{title} {below}")
        self.setAccessibleName("往来记录：" + "；".join(self.lines))


def moment(when: datetime) -> str:
    """1月20日 10:05; with its year where that is not this year."""
    year = "" if when.year == clock.today().year else f"{when.year}年"
    return f"{year}{when.month}月{when.day}日 {when:%H:%M}"
