"""The 勾稽关系 panel: counts, the worst relation told in full, then every other relation with its figures and lamp."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.checks.balance import Line, Side, Tally, Told
from ui.editor.panel_lines import LineList, lamp_of
from ui.kit import boxes
from ui.kit.lamp import LampLabel, colour_of, paint_lamp
from ui.kit.theme import SEMIBOLD, Theme, theme, themed
from ui.kit.widgets import SecondaryButton, draw_box, heading

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_WRAPPED = _LEFT | Qt.TextFlag.TextWrapAnywhere


class _Sum(QWidget):
    """Both sides of a relation with their figures, and the sign between them."""

    def __init__(self) -> None:
        super().__init__()
        self._line: Line | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, lambda _: self.updateGeometry())

    def show_line(self, line: Line) -> None:
        """Shows another relation."""
        self._line = line
        self.setAccessibleName(line.spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(theme().px(200), theme().px(54))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws names above figures; the sums semibold."""
        line = self._line
        if line is None or line.left is None or line.right is None:
            return
        painter, now = QPainter(self), theme()
        big, strong = now.font("heading"), now.font("heading", SEMIBOLD)
        says = now.font("small")
        sides = (line.left, line.right)
        wides = [max(_width(says, side.says), self._figures_width(side, big, strong)) for side in sides]
        if sum(wides) + now.px(40) > self.width():  # long figures: the sums alone
            sides = (replace(line.left, figures=line.left.total), replace(line.right, figures=line.right.total))
            wides = [max(_width(says, side.says), self._figures_width(side, big, strong)) for side in sides]
        left_wide, right_at = wides[0], self.width() - wides[1]
        self._side(painter, sides[0], 0, now, big, strong)
        self._side(painter, sides[1], right_at, now, big, strong)
        painter.setPen(colour_of(line.kind) if line.kind in ("bad", "doubt") else now.colour("ink2"))
        painter.setFont(now.sized_font(now.px(24), 500))
        painter.drawText(QRectF(left_wide, now.px(18), right_at - left_wide, now.px(36)), _CENTRE, line.sign)

    def _figures_width(self, side: Side, big: QFont, strong: QFont) -> int:
        lead = f"{side.figures} = " if side.figures != side.total else ""
        return _width(big, lead) + _width(strong, side.total) + 1

    def _side(self, painter: QPainter, side: Side, left: int, now: Theme, big: QFont, strong: QFont) -> None:
        painter.setFont(now.font("small"))
        painter.setPen(now.colour("ink2"))
        painter.drawText(QRectF(left, 0, self.width(), now.px(22)), _LEFT, side.says)
        lead = f"{side.figures} = " if side.figures != side.total else ""
        painter.setPen(now.colour("ink"))
        painter.setFont(big)
        below = QRectF(left, now.px(22), self.width(), now.px(30))
        painter.drawText(below, _LEFT, lead)
        painter.setFont(strong)
        painter.drawText(below.adjusted(_width(big, lead), 0, 0, 0), _LEFT, side.total)


def _width(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)


class _Words(QWidget):
    """A quiet sentence that wraps, laid out anew only where it takes more or fewer lines: it changes while typing."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._text, self._colour = "", colour
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, lambda _: self._fit())

    def text(self) -> str:
        """What is said."""
        return self._text

    def say(self, text: str) -> None:
        """Says something else."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self._fit()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may take other lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        font = theme().font("small")
        box = QFontMetrics(font).boundingRect(QRect(0, 0, max(self.width(), 1), 1000), _WRAPPED, self._text)
        high = box.height() + theme().px(2)
        if high != self.maximumHeight():
            self.setFixedHeight(high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the sentence."""
        painter = QPainter(self)
        painter.setFont(theme().font("small"))
        painter.setPen(theme().colour(self._colour))
        painter.drawText(self.rect(), _WRAPPED, self._text)


class WorstCard(QFrame):
    """The relation that wants the clerk first. It keeps its place while she types, also when it has become true."""

    located = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.line: Line | None = None
        self._sum = _Sum()
        self._note = _Words("ink")
        self.locate = SecondaryButton("定位", "locate", size="button_small")
        self.locate.clicked.connect(self._locate)
        body = boxes.column(self._sum, self._note, boxes.row(self.locate, None), gap=4, margins=(12, 11, 12, 12))
        self._outer = boxes.column(body, gap=0)
        self.setLayout(self._outer)
        self._note.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        themed(self, self._dress)

    def show_line(self, line: Line) -> None:
        """Shows a relation; nothing happens where it says the same as before."""
        if line == self.line:
            return
        before, self.line = self.line, line
        self._sum.show_line(line)
        note = line.note or (
            "" if line.kind in ("bad", "doubt") else "现在平了。" if line.kind == "ok" else line.figures
        )
        if note != self._note.text():
            self._note.say(note)
            self._note.setVisible(bool(note))
        if before is None or before.title != line.title:
            self.locate.setAccessibleName(f"定位到{line.title}")
        self.setAccessibleName(line.spoken)
        self.setToolTip(line.sentence)
        if before is None or (before.title, before.kind, before.word) != (line.title, line.kind, line.word):
            same_tone = before is not None and before.kind == line.kind
            self.update(self.rect() if not same_tone else QRect(0, 0, self.width(), theme().size("panel_card_head")))

    def _locate(self) -> None:
        if self.line is not None:
            self.located.emit(self.line.address)

    def _dress(self, now: Theme) -> None:
        self._outer.setContentsMargins(0, now.size("panel_card_head"), 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the sheet, the head in the colour of its state, lamp, name and gap."""
        if self.line is None:
            return
        painter, now = QPainter(self), theme()
        tone = self.line.kind if self.line.kind in ("bad", "doubt", "ok") else ""
        rect, high = QRectF(self.rect()), now.size("panel_card_head")
        frame = now.colour(tone if tone in ("bad", "doubt") else "frame")
        draw_box(painter, rect, now.colour("sheet"), frame, now.px(4))
        painter.setClipRect(QRectF(0, 0, rect.width(), high))
        draw_box(painter, rect, now.colour(f"{tone}_soft" if tone else "head"), frame, now.px(4))
        painter.setClipping(False)
        painter.setPen(QPen(frame, 1))
        painter.drawLine(0, high, self.width(), high)
        side, pad = now.size("lamp"), now.px(13)
        kind = lamp_of(self.line)
        paint_lamp(painter, QRectF(pad, (high - side) / 2, side, side), kind)
        painter.setFont(now.font("body", SEMIBOLD))
        painter.setPen(now.colour("ink"))
        name = QRectF(pad + side + now.px(8), 0, rect.width(), high)
        painter.drawText(name, _LEFT, self.line.title)
        painter.setFont(now.font("heading", SEMIBOLD))
        painter.setPen(colour_of(kind))
        painter.drawText(
            rect.adjusted(0, 0, -pad, high - rect.height()),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            self.line.word,
        )


class BalancePanel(QWidget):
    """``located`` says the address to which a click leads. ``show_told`` keeps the order while the clerk types."""

    located = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._order: list[str] = []
        self._told: Told | None = None
        self._counts = {kind: LampLabel(role="small") for kind in ("bad", "doubt", "ok")}
        self.card = WorstCard()
        self.list = LineList()
        self._closing = _Words("ink2")
        self._title = heading("勾稽关系")
        self._head = boxes.row(self._title, None, *self._counts.values(), gap=14)
        self.setLayout(boxes.column(self._head, self.card, 4, self.list, self._closing, gap=0, margins=(14, 0, 14, 0)))
        self.card.located.connect(self.located)
        self.list.located.connect(self.located)
        self.setAccessibleName("勾稽关系")
        themed(self, self._dress)

    def _dress(self, now: Theme) -> None:
        self._head.setContentsMargins(0, 0, 0, 0)
        self._title.setFixedHeight(now.size("sheet_title"))

    def show_told(self, told: Told, *, resort: bool) -> None:
        """Shows another telling. Without ``resort`` every known line keeps its place."""
        known = {line.key: line for line in told.lines}
        if resort or set(self._order) != set(known):
            self._order = self._merged(list(known), resort=resort)
        lines = [known[key] for key in self._order]
        is_card = bool(lines) and (lines[0].kind in ("bad", "doubt") or (not resort and self._has_card(lines[0])))
        if is_card:
            self.card.show_line(lines[0])
        self.card.setVisible(is_card)
        self.list.lines.set_lines(lines[1:] if is_card else lines)
        self._count(told)
        self._told = told

    def _has_card(self, line: Line) -> bool:
        return not self.card.isHidden() and self.card.line is not None and self.card.line.key == line.key

    def _merged(self, fresh: list[str], *, resort: bool) -> list[str]:
        """The old order with what went taken out and what came put in where it would stand."""
        if resort or not self._order:
            return fresh
        kept = [key for key in self._order if key in fresh]
        for place, key in enumerate(fresh):
            if key not in kept:
                before = next((kept.index(k) + 1 for k in reversed(fresh[:place]) if k in kept), len(kept))
                kept.insert(max(before, 1) if not self.card.isHidden() else before, key)
        return kept

    def _count(self, told: Told) -> None:
        for kind, label in self._counts.items():
            count = sum(line.kind == kind for line in told.lines)
            word = {"bad": "差", "doubt": "疑", "ok": "平"}[kind]
            text = f"{count} {word}"
            if label.text() != text or label.isHidden() == bool(count):
                label.show_lamp(kind, text=text, said=f"{count} 条{word}")
                label.setVisible(bool(count))
        self._closing.say(told.tally.text)

    @property
    def tally(self) -> Tally | None:
        """The counts shown."""
        return self._told.tally if self._told else None
