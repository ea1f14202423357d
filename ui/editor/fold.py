"""Where the panel does not fit: a balance row under the columns of the table, and one line for the worst relation."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.checks.balance import Line, Told
from ui.editor.frozen_table import FrozenTable
from ui.editor.panel_lines import lamp_of
from ui.kit import boxes
from ui.kit.lamp import colour_of, paint_lamp
from ui.kit.theme import REGULAR, SEMIBOLD, Theme, theme, themed
from ui.kit.widgets import Button, SecondaryButton

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class BalanceRow(QWidget):
    """One field per column with its lamp; the fields follow the columns and the sideways scroll."""

    located = Signal(str)

    def __init__(self, view: FrozenTable) -> None:
        super().__init__()
        self._view = view
        self._lines: dict[str, Line] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        view.column_heads.sectionResized.connect(self.update)
        view.horizontalScrollBar().valueChanged.connect(self.update)
        themed(self, lambda _: self.updateGeometry())

    def show_told(self, told: Told) -> None:
        """Shows the printed relation of every column."""
        lines = {line.column: line for line in told.row}
        if lines == self._lines:
            return
        self._lines = lines
        self.setAccessibleName("；".join(line.spoken for line in told.row))
        self.update()

    @property
    def has_fields(self) -> bool:
        """False where the form prints no relation along its columns."""
        return bool(self._lines)

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(theme().px(300), theme().size("balance_row"))

    def _fields(self) -> list[tuple[QRect, Line]]:
        heads, left = self._view.column_heads, self._view.row_heads.width()
        found = []
        for square in self._view.grid.heads:
            line = self._lines.get(square.node.id or "") if square.node else None
            if line is not None:
                box = heads.rect_of(square)
                found.append((QRect(left + box.left(), 0, box.width(), self.height()), line))
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a field goes to its first cell."""
        for box, line in self._fields():
            if box.contains(event.position().toPoint()):
                self.located.emit(line.address)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws what is asked, then a field per column."""
        painter, now = QPainter(self), theme()
        painter.fillRect(self.rect(), now.colour("head"))
        fields = self._fields()
        for box, line in fields:
            self._field(painter, box, line, now)
        left = self._view.row_heads.width()
        painter.fillRect(QRect(0, 0, left, self.height()), now.colour("head"))
        if fields:
            painter.setFont(now.font("body", SEMIBOLD))
            painter.setPen(now.colour("ink"))
            room = QRect(now.px(12), 0, left - now.px(16), self.height())
            text = painter.fontMetrics().elidedText(_question(fields[0][1]), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, _LEFT, text)
        painter.setPen(now.colour("frame"))
        painter.drawLine(0, 0, self.width(), 0)
        painter.drawLine(left - 1, 0, left - 1, self.height())

    def _field(self, painter: QPainter, box: QRect, line: Line, now: Theme) -> None:
        kind = lamp_of(line)
        font = now.font("small", SEMIBOLD if line.kind in ("ok", "bad", "doubt") else REGULAR)
        side, gap = (now.size("lamp"), now.px(5)) if line.kind != "follows" else (0, 0)
        wide = side + gap + QFontMetrics(font).horizontalAdvance(line.word)
        left = box.center().x() - wide // 2
        if side:
            paint_lamp(painter, QRectF(left, box.center().y() - side / 2 + 0.5, side, side), kind)
        painter.setFont(font)
        painter.setPen(colour_of(kind))
        painter.drawText(QRect(left + side + gap, 0, box.right() - left, box.height()), _LEFT, line.word)
        painter.setPen(now.colour("line"))
        painter.drawLine(box.topRight(), box.bottomRight())


def _question(line: Line) -> str:
    says = [side.says for side in (line.left, line.right) if side is not None and side.says]
    return " 是否等于 ".join(says) if len(says) == 2 else "每列是否相等"


class FixLine(QWidget):
    """The worst relation in one line, and the door to all others."""

    located = Signal(str)
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._line: Line | None = None
        self._calm = ""
        self.locate = Button("定位", "locate", kind="primary", size="button_small")
        self.all = SecondaryButton("全部勾稽关系", size="button_small")
        self.locate.clicked.connect(self._locate)
        self.all.clicked.connect(self.all_wanted)
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self.locate)
        layout.addWidget(self.all)
        boxes.scaled(layout, 12, (12, 0, 12, 0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, lambda now: self.setFixedHeight(now.size("fix_bar")))

    def show_told(self, told: Told) -> None:
        """Shows the worst line, or that nothing is wrong."""
        worst = told.lines[0] if told.lines and told.lines[0].is_fault else None
        if worst == self._line and told.tally.text == self._calm:
            return
        self._line, self._calm = worst, told.tally.text
        self.locate.setVisible(worst is not None)
        self.setAccessibleName(worst.spoken if worst else self._calm)
        self.update()

    def _locate(self) -> None:
        if self._line is not None:
            self.located.emit(self._line.address)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws lamp, name and gap, then the figures."""
        painter, now = QPainter(self), theme()
        line = self._line
        tone = line.kind if line is not None else ""
        painter.fillRect(self.rect(), now.colour(f"{tone}_soft" if tone else "sheet"))
        painter.setPen(now.colour(tone or "frame"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        left, high = now.px(13), self.height()
        if line is None:
            painter.setFont(now.font())
            painter.setPen(now.colour("ink2"))
            painter.drawText(QRect(left, 0, self.width(), high), _LEFT, self._calm)
            return
        side = now.size("lamp")
        paint_lamp(painter, QRectF(left, (high - side) / 2, side, side), line.kind)
        left += side + now.px(7)
        for text, font, colour in (
            (f"{line.title}{line.word}", now.font("body", SEMIBOLD), tone),
            (_short(line), now.font(), "ink"),
        ):
            painter.setFont(font)
            painter.setPen(now.colour(colour))
            painter.drawText(QRect(left, 0, self.width(), high), _LEFT, text)
            left += QFontMetrics(font).horizontalAdvance(text) + now.px(12)


def _short(line: Line) -> str:
    if line.left is None or line.right is None:
        return line.figures
    return f"{line.left.total} {line.sign} {line.right.total}"
