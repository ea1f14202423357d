"""Where the panel does not fit: a balance row under the columns of the table, and one line for the worst relation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.checks.balance import Line, Told
from app.checks.repair_words import Offer
from ui.editor.balance.lines import lamp_of
from ui.editor.balance.repair_box import KEY
from ui.editor.table.frozen_table import FrozenTable
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
        now = theme()
        with QPainter(self) as painter:
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
                text = painter.fontMetrics().elidedText(
                    _question(fields[0][1]), Qt.TextElideMode.ElideRight, room.width()
                )
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
    """The worst relation in one line with what would balance it, and the door to all others.

    ``ready`` gives the offer of a line where it is known already; it comes later otherwise, by ``show_offer``.
    """

    located = Signal(str)
    all_wanted = Signal()
    chosen = Signal(object)  # Repair

    def __init__(self) -> None:
        super().__init__()
        self._line: Line | None = None
        self._calm = ""
        self.offer: Offer | None = None
        self.ready: Callable[[str], Offer | None] = lambda key: None
        self.do = Button("", "check", kind="primary", size="button_small")
        self.do.setToolTip(f"改好后可以撤销（{KEY}）")
        self.locate = Button("定位", "locate", kind="primary", size="button_small")
        self.all = SecondaryButton("全部勾稽关系", size="button_small")
        self.do.clicked.connect(self._do)
        self.locate.clicked.connect(self._locate)
        self.all.clicked.connect(self.all_wanted)
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        for button in (self.do, self.locate, self.all):
            layout.addWidget(button)
        boxes.scaled(layout, 12, (12, 0, 12, 0))
        self.do.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, lambda now: self.setFixedHeight(now.size("fix_bar")))

    @property
    def key(self) -> str:
        """The line that shows; "" where nothing is wrong."""
        return self._line.key if self._line is not None else ""

    def show_told(self, told: Told) -> None:
        """Shows the worst line, or that nothing is wrong."""
        worst = told.lines[0] if told.lines and told.lines[0].is_fault else None
        if worst == self._line and told.tally.text == self._calm:
            return
        before, self._line, self._calm = self.key, worst, told.tally.text
        if before != self.key:
            self.show_offer(self.ready(self.key))
        self._place_buttons()
        self.update()

    def show_offer(self, offer: Offer | None) -> None:
        """Shows what would balance the line; None where nothing small would."""
        if offer == self.offer:
            return
        self.offer = offer
        if offer is not None and offer.leads:
            self.do.setText(offer.best[1].button)
            self.do.set_kind("primary" if offer.sure else "accent")
            self.do.setAccessibleName(f"{offer.head}：{offer.best[1].spoken}")
        self._place_buttons()
        self.update()

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return next((button for button in (self.do, self.locate) if not button.isHidden()), self.all)

    def _place_buttons(self) -> None:
        leads = self.offer is not None and self.offer.leads
        self.do.setVisible(leads)
        self.locate.setVisible(self._line is not None and not leads)
        said = [self._line.spoken if self._line else self._calm, self.offer.folded if self.offer else ""]
        self.setAccessibleName("，".join(part for part in said if part))

    def _do(self) -> None:
        if self.offer is not None:
            self.chosen.emit(self.offer.best[0])

    def _locate(self) -> None:
        if self._line is not None:
            self.located.emit(self._line.address)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws lamp, name and gap, then the figures and what would balance them."""
        now = theme()
        with QPainter(self) as painter:
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
            end = min(button.x() for button in (self.do, self.locate, self.all) if not button.isHidden()) - now.px(10)
            lead, new = self._said(line)
            for text, font, colour, gap in (
                (f"{line.title}{line.word}", now.font("body", SEMIBOLD), tone, now.px(12)),
                (lead, now.font(), "ink", 0),
                (new, now.font("body", SEMIBOLD), "ink", 0),
            ):
                painter.setFont(font)
                painter.setPen(now.colour(colour))
                shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(end - left, 0))
                painter.drawText(QRect(left, 0, self.width(), high), _LEFT, shown)
                left += QFontMetrics(font).horizontalAdvance(shown) + gap

    def _said(self, line: Line) -> tuple[str, str]:
        """The figures and what would balance them; the new figure by itself, it is set semibold."""
        if self.offer is None:
            return _short(line), ""
        said = f"{_short(line)}，{self.offer.folded}"
        new = self.offer.best[1].new if self.offer.leads else ""
        return said.removesuffix(new), new


def _short(line: Line) -> str:
    if line.left is None or line.right is None:
        return line.figures
    return f"{line.left.total} {line.sign} {line.right.total}"
