"""The card of the worst relation: its sum, what follows from it, and what would balance it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.checks.balance import Line, Side
from app.checks.model import Finding
from app.checks.repair_words import Offer
from ui.editor.balance.lines import lamp_of
from ui.editor.balance.repair_box import RepairBox
from ui.editor.balance.wrapped import Wrapped
from ui.kit import boxes
from ui.kit.lamp import colour_of, paint_lamp
from ui.kit.theme import SEMIBOLD, Theme, theme, themed
from ui.kit.tips import tip
from ui.kit.widgets import draw_box

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


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
        now = theme()
        with QPainter(self) as painter:
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


def _note(line: Line) -> str:
    """What is said below the sum: of a doubt in a sentence what it is."""
    if line.kind == "doubt":
        return line.sentence + line.note
    return line.note or ("" if line.kind == "bad" else "现在平了。" if line.kind == "ok" else line.figures)


def _width(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)


class WorstCard(QFrame):
    """The relation that wants the clerk first. It keeps its place while she types, also when it has become true.

    ``ready`` gives the offer of a line where it is known already; it comes later otherwise, by ``show_offer``.
    """

    located = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.line: Line | None = None
        self.ready: Callable[[str], Offer | None] = lambda key: None
        self._sum = _Sum()
        self._note = Wrapped("ink")
        self.box = RepairBox()
        self.locate = self.box.locate
        self.locate.clicked.connect(self._locate)
        body = boxes.column(self._sum, self._note, self.box, gap=4, margins=(12, 11, 12, 12))
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
        note = _note(line)
        if note != self._note.text():
            self._note.say(note)
            self._note.setVisible(bool(note))
        if before is None or before.title != line.title:
            self.locate.setAccessibleName(f"定位到{line.title}")
        if before is None or before.key != line.key:
            self.show_offer(self.ready(line.key))
            self.show_reason(None, "")
        self.setAccessibleName(line.spoken)
        self.setToolTip(tip(line.sentence))
        if before is None or (before.title, before.kind, before.word) != (line.title, line.kind, line.word):
            same_tone = before is not None and before.kind == line.kind
            self.update(self.rect() if not same_tone else QRect(0, 0, self.width(), theme().size("panel_card_head")))

    def show_offer(self, offer: Offer | None) -> None:
        """Shows what would balance the relation; nothing where nothing small would, or it holds."""
        self.box.show_offer(offer)
        self.setAccessibleDescription(offer.short if offer is not None else "")

    def show_reason(self, finding: Finding | None, button: str) -> None:
        """Where a reason may be given instead: for which finding, and what the button says."""
        self.box.why.show_finding(finding, button)

    def first(self) -> QWidget:
        """Where F6 leads."""
        return self.box.first()

    def _locate(self) -> None:
        if self.line is not None:
            self.located.emit(self.line.address)

    def _dress(self, now: Theme) -> None:
        self._outer.setContentsMargins(0, now.size("panel_card_head"), 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the sheet, the head in the colour of its state, lamp, name and gap."""
        if self.line is None:
            return
        now = theme()
        with QPainter(self) as painter:
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
            left, gap = pad + side + now.px(8), now.font("heading", SEMIBOLD)
            room = int(rect.width()) - left - pad - now.px(8) - _width(gap, self.line.word)
            font = now.font("body", SEMIBOLD)
            if _width(font, self.line.title) > room:
                font = now.font("small", SEMIBOLD)
            painter.setFont(font)
            painter.setPen(now.colour("ink"))
            title = QFontMetrics(font).elidedText(self.line.title, Qt.TextElideMode.ElideMiddle, room)
            painter.drawText(QRectF(left, 0, rect.width(), high), _LEFT, title)
            painter.setFont(gap)
            painter.setPen(colour_of(kind))
            painter.drawText(
                rect.adjusted(0, 0, -pad, high - rect.height()),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                self.line.word,
            )
