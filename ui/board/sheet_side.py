"""The column at the right: how the sheets lie, how they are glued, and the ruler that proves the printer's scale."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.workbench.papers import BoardProof
from ui.board.kinds import Kind
from ui.board.rows import Verdict
from ui.kit import boxes
from ui.kit.prose import Prose
from ui.kit.theme import REGULAR, SEMIBOLD, theme, themed
from ui.kit.widgets import Label

GLUE = (
    "裁掉每张的左边和上边；最左一列不裁左，最上一行不裁上。",
    "从第 1 张贴起，先左后右，先上后下，后一张压在前一张的粘贴边上。",
    "每张都印着张号，最后一页是拼贴图。",
)
WHOLE = (
    "整张印在一张纸上，不用裁，不用贴。",
    "拿到打印店去印的，导出 PDF 拷走，告诉店里按“实际大小”印。",
)
RULER = "每张纸都印着这把尺。不是 100 毫米，就是打印机缩放了，请选“实际大小”再印。"
_MOST_HEIGHT = 0.9  # of the width: an upright board must leave room for the words


class SheetMap(QWidget):
    """The joints of the sheets, to scale, with the number of each sheet; 1 sheet where there are no joints."""

    def __init__(self) -> None:
        super().__init__()
        self._size = (3.0, 2.0)
        self._across: tuple[float, ...] = ()
        self._down: tuple[float, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        themed(self, lambda _: self.updateGeometry())

    def show_sheets(self, size: tuple[float, float], across: Sequence[float], down: Sequence[float]) -> None:
        """``size`` of the board and the joints inside it, in mm."""
        self._size = size
        self._across = tuple(joint for joint in across if 0 < joint < size[0])
        self._down = tuple(joint for joint in down if 0 < joint < size[1])
        columns, rows = len(self._across) + 1, len(self._down) + 1
        self.setAccessibleName(f"拼版图：{columns} 列 {rows} 行，共 {columns * rows} 张")
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """As high as the board is, to scale."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the board drawn ``width`` px wide, within reason."""
        return round(min(width * self._size[1] / self._size[0], width * _MOST_HEIGHT))

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        width = theme().px(203)
        return QSize(width, self.heightForWidth(width))

    def _board(self) -> QRectF:
        scale = min((self.width() - 2) / self._size[0], (self.height() - 2) / self._size[1])
        width, height = self._size[0] * scale, self._size[1] * scale
        return QRectF(1, 1, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the board, its joints and the numbers."""
        current, board = theme(), self._board()
        with QPainter(self) as painter:
            accent = current.colour("accent")
            scale = board.width() / self._size[0]
            painter.fillRect(board, current.colour("sheet"))
            dashes = QPen(accent, 1)
            dashes.setDashPattern([4, 3])
            painter.setPen(dashes)
            for joint in self._across:
                x = round(board.left() + joint * scale) + 0.5
                painter.drawLine(round(x), round(board.top()), round(x), round(board.bottom()))
            for joint in self._down:
                y = round(board.top() + joint * scale)
                painter.drawLine(round(board.left()), y, round(board.right()), y)
            painter.setPen(QPen(accent, 2))
            painter.drawRect(board)
            self._draw_numbers(painter, board, scale)

    def _draw_numbers(self, painter: QPainter, board: QRectF, scale: float) -> None:
        xs, ys = (0.0, *self._across, self._size[0]), (0.0, *self._down, self._size[1])
        rooms = [
            QRectF(board.left() + left * scale, board.top() + top * scale, (right - left) * scale, (low - top) * scale)
            for top, low in pairwise(ys)
            for left, right in pairwise(xs)
        ]
        painter.setPen(theme().colour("accent"))
        least = min(min(room.width() * 0.6, room.height() * 0.7) for room in rooms)
        painter.setFont(self._face(least))
        for number, room in enumerate(rooms, start=1):
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(number))

    @staticmethod
    def _face(most: float) -> QFont:
        return theme().sized_font(max(8, min(theme().text_size("organ"), int(most))), SEMIBOLD)


class Ruler(QWidget):
    """A picture of the 100 mm ruler on every sheet. Not to scale: the column is narrower than 100 mm."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("尺的样子：0 到 100 毫米")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """Words above, ticks below."""
        return QSize(theme().px(203), theme().px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ten parts, longer ticks at the ends and in the middle."""
        current = theme()
        with QPainter(self) as painter:
            painter.setPen(QPen(current.colour("ink2"), 1))
            painter.setFont(current.font("small"))
            words = QRectF(0, 0, self.width(), current.px(20))
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft, "0")
            painter.drawText(words, Qt.AlignmentFlag.AlignRight, "100 毫米")
            low = self.height() - 2
            painter.setPen(QPen(current.colour("ink"), 1))
            painter.drawLine(1, low, self.width() - 2, low)
            for part in range(11):
                x = 1 + round(part * (self.width() - 3) / 10)
                painter.drawLine(x, low - current.px(14 if part % 5 == 0 else 8), x, low)


class Steps(QWidget):
    """Numbered lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[str, ...] = ()
        self._layout = boxes.column(gap=6)
        self.setLayout(self._layout)

    def say(self, lines: Sequence[str], *, numbered: bool = True) -> None:
        """Other lines."""
        if tuple(lines) == self.lines:
            return
        self.lines = tuple(lines)
        boxes.empty(self._layout)
        for number, text in enumerate(lines, start=1):
            line = QHBoxLayout()
            mark = Label(f"{number}." if numbered else "·", "body", "ink2")
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Prose(text, line=1.6, colour="ink"), 1)
            boxes.scaled(line, 6)
            self._layout.addLayout(line)


class SheetSide(QWidget):
    """Map, steps and ruler, after the proof and the printer's paper."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Label("拼版图", "cell", weight=SEMIBOLD)
        self.map = SheetMap()
        self.count = Label("", "body", weight=SEMIBOLD)
        self.said = Verdict()
        self.steps = Steps()
        self._ruler_title = Label("量一量", "cell", weight=SEMIBOLD)
        self._ruler = Ruler()
        self._ruler_note = Prose(RULER, role="small", colour="ink2", line=1.5, weight=REGULAR)
        self.setLayout(
            boxes.column(
                self._title,
                self.map,
                self.count,
                self.said,
                self.steps,
                None,
                self._ruler_title,
                self._ruler,
                self._ruler_note,
                gap=10,
                margins=(16, 12, 16, 14),
            )
        )
        self.clear()

    def show_board(self, proof: BoardProof, paper: str | None) -> None:
        """The map of the sheets on ``paper``, or of one whole sheet."""
        sheets = proof.sheets.get(paper) if paper else None
        size = (proof.width_mm, proof.height_mm)
        for part in (self.map, self.count):
            part.setVisible(True)
        self.said.say(())
        self._tiles(sheets is not None)
        if sheets is None:
            self._title.setText("整张")
            self.map.show_sheets(size, (), ())
            self.count.setText(f"1 张，{size[0]:g} × {size[1]:g} 毫米")
            self.steps.say(WHOLE, numbered=False)
            return
        self._title.setText("拼版图")
        self.map.show_sheets(size, sheets.joints_x, sheets.joints_y)
        self.count.setText(f"{sheets.paper} 纸 {sheets.count} 张，另附拼贴图")
        self.steps.say(GLUE)

    def show_carrier(self, kind: Kind, count: str, said: Sequence[str]) -> None:
        """What to know of anything but the poster: how many pages, what was said of it, how it is used."""
        self._title.setText(kind.name)
        self.map.setVisible(False)
        self._tiles(False)
        self.count.setText(count)
        self.count.setVisible(bool(count))
        self.said.say([("doubt", sentence) for sentence in said])
        self.steps.say(kind.notes, numbered=False)

    def clear(self) -> None:
        """Nothing to say yet."""
        self._title.setText("")
        self.count.setText("")
        self.steps.say(())
        self.said.say(())
        self.map.setVisible(False)
        self._tiles(False)

    def _tiles(self, on: bool) -> None:
        for part in (self._ruler_title, self._ruler, self._ruler_note):
            part.setVisible(on)
