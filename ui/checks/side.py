"""Beside the list: the figures of the chosen finding, its paragraph, and the ways to balance."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.checks.repair import Repair
from app.checks.repair_words import Offer, Words
from app.workbench.checking import Item
from app.workbench.checking_side import Piece, Row, Side
from ui.kit import boxes, runs
from ui.kit.draw import draw_sheet
from ui.kit.inputs import Page
from ui.kit.prose import Prose, Strong
from ui.kit.theme import REGULAR, SEMIBOLD, theme, themed
from ui.kit.widgets import Button, Card, Rule, SecondaryButton, heading

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LINE, _FIGURE = 34, 74  # px: the height of a row, the width of its figure
_MANY = 6  # ways that are listed
_FALLBACK = "以登记簿上的件数为准。改错了按“撤销”，一步就回来。"
_NOTHING = "选一处，这里就显示它的数和原文。"


class Figures(QWidget):
    """A small table: what is added, its sums, the gap in red."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, lambda _: self.updateGeometry())

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Other figures."""
        self._rows = rows
        self.setAccessibleName("，".join(f"{row.label} {row.figure}" for row in rows))
        self.setVisible(bool(rows))
        self.updateGeometry()
        self.update()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def sizeHint(self) -> QSize:
        """One line each, and the frame."""
        return QSize(theme().px(220), theme().px(_LINE) * len(self._rows) + 1)

    def _wide(self) -> int:
        measure = QFontMetrics(theme().font("cell", SEMIBOLD))
        figures = max((measure.horizontalAdvance(row.figure) for row in self._rows), default=0)
        return max(theme().px(_FIGURE), figures + theme().px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws frame, lines, labels, figures."""
        now = theme()
        high, wide = now.px(_LINE), self._wide()
        with QPainter(self) as painter:
            for number, row in enumerate(self._rows):
                box = QRect(0, number * high, self.width() - 1, high)
                strong = row.kind != "term"
                fill = {"term": "sheet", "sum": "head", "gap": "bad_soft"}[row.kind]
                painter.fillRect(box, now.colour(fill))
                painter.setPen(QPen(now.colour("frame"), 1))
                painter.drawRect(box)
                painter.drawLine(box.right() - wide, box.top(), box.right() - wide, box.bottom())
                ink = now.colour("bad" if row.kind == "gap" else "ink")
                painter.setPen(ink)
                painter.setFont(now.font("body", SEMIBOLD if strong else REGULAR))
                room = box.adjusted(now.px(12), 0, -wide - now.px(8), 0)
                label = painter.fontMetrics().elidedText(row.label, Qt.TextElideMode.ElideMiddle, room.width())
                painter.drawText(room, _LEFT, label)
                painter.setFont(now.font("cell", SEMIBOLD if strong else REGULAR))
                painter.drawText(box.adjusted(0, 0, -now.px(12), 0), _RIGHT, row.figure)


class Excerpt(QWidget):
    """A paragraph as it stands on paper, with the place that is meant, or what a fix takes out and puts in."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: tuple[Piece, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        themed(self, lambda _: self.updateGeometry())

    def show_pieces(self, pieces: tuple[Piece, ...]) -> None:
        """Another paragraph."""
        self._pieces = pieces
        self.setAccessibleName("".join(piece.text for piece in pieces))
        self.setVisible(bool(pieces))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What is shown."""
        return "".join(piece.text for piece in self._pieces)

    def hasHeightForWidth(self) -> bool:
        """Paragraphs grow downwards."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at ``width`` px."""
        return self._layout(width).lineCount() * self._pitch() + 2 * theme().px(10)

    def sizeHint(self) -> QSize:
        """As high as it takes at its width."""
        wide = self.width() if self.width() > theme().px(100) else theme().px(300)
        return QSize(wide, self.heightForWidth(wide))

    def _pitch(self) -> int:
        return theme().px(28)

    def _layout(self, width: int) -> QTextLayout:
        now, formats, start = theme(), [], 0
        for piece in self._pieces:
            long = runs.units(piece.text)
            if piece.kind:
                formats.append(runs.span(start, long, _form(piece.kind)))
            start += long
        font = now.font("cell", serif=True)
        return runs.layout(self.text(), width - 2 * now.px(12), font, formats, pitch=self._pitch())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws sheet and words."""
        now = theme()
        with QPainter(self) as painter:
            draw_sheet(painter, self.rect(), now.colour("sheet"), now.colour("frame"))
            painter.setPen(now.colour("ink"))
            runs.draw(painter, QPointF(now.px(12), now.px(10)), self._layout(self.width()))


def _form(kind: str) -> QTextCharFormat:
    now, form = theme(), QTextCharFormat()
    if kind == "spot":
        form.setBackground(now.colour("doubt_soft"))
        form.setForeground(now.colour("ink"))
        form.setFontUnderline(True)
        form.setUnderlineColor(now.colour("doubt"))
    elif kind == "old":
        form.setFontStrikeOut(True)
        form.setForeground(now.colour("ink2"))
    else:
        form.setForeground(now.colour("accent"))
        form.setBackground(now.colour("accent_soft"))
    return form


class _Way(QWidget):
    """One way to balance: name, old and new figure, why, its button."""

    def __init__(self, repair: Repair, words: Words, evidence: str, *, lead: bool) -> None:
        super().__init__()
        self.repair = repair
        self.button: Button = (
            Button(words.button, "check", kind="primary", size="button_small")
            if lead
            else SecondaryButton(words.button, size="button_small")
        )
        self.button.setAccessibleName(f"{words.button}：{words.spoken}")
        told = boxes.column(Prose(_kept(words)), gap=0)
        if evidence:
            told.addWidget(Prose(evidence, role="small", colour="ink2"))
        line = boxes.row(gap=8, margins=(0, 9, 0, 9))
        line.addLayout(told, 1)
        line.addWidget(self.button)
        self.setLayout(line)


def _kept(words: Words) -> str:
    """予以公开　4 → 5: the figures stay on one line."""
    figures = f"{words.old}\u00a0→\u00a0{words.new}" if words.new else ""
    name = words.short.removesuffix(f" {words.old} → {words.new}") if words.new else words.name
    return f"{name}\u2003{figures}" if figures else name


class Beside(QWidget):
    """``chosen`` carries a repair that is to be done."""

    chosen = Signal(object)  # Repair

    def __init__(self) -> None:
        super().__init__()
        self._offer: Offer | None = None
        self.title = Prose(_NOTHING, role="body", colour="ink2")
        self.figures, self.text, self.fixed = Figures(), Excerpt(), Excerpt()
        self._before, self._after = heading("原文", "cell"), heading("改好以后", "cell")
        self._head = Prose("", role="cell", weight=SEMIBOLD)
        self._card = Card()
        self._ways = boxes.column(gap=0, margins=(13, 3, 12, 3))
        self._card.setLayout(self._ways)
        self._foot = Prose(_FALLBACK, role="small", colour="ink2", line=1.6)
        self.ways: list[_Way] = []
        self._inner = QWidget()
        self.note = Prose("", colour="ink2", line=1.6)
        parts = (self.title, self.note, self.figures, self._before, self.text, self._after, self.fixed, 6)
        self._inner.setLayout(
            boxes.column(*parts, self._head, self._card, self._foot, None, gap=9, margins=(18, 14, 16, 14))
        )
        self.page = Page(self._inner, lane=True)
        self.setLayout(boxes.column(self.page, gap=0))
        self.setAccessibleName("这一处")
        self.show_item(None, None)

    def show_item(self, item: Item | None, side: Side | None) -> None:
        """What stands beside another finding."""
        if item is None or side is None:
            self.title.say(_NOTHING)
            side = Side("")
        else:
            self.title.say(Strong(item.numbered), f"　{side.title or item.where}")
        self.note.say(side.note)
        self.note.setVisible(bool(side.note))
        self.figures.show_rows(side.rows)
        self.text.show_pieces(side.text)
        self.fixed.show_pieces(side.fixed)
        self._before.setVisible(bool(side.text and side.fixed))
        self._after.setVisible(bool(side.fixed))
        self.show_offer(None)
        self.page.verticalScrollBar().setValue(0)

    def show_offer(self, offer: Offer | None) -> None:
        """What would balance it; nothing where nothing small would."""
        if offer is not None and offer == self._offer:
            return
        self._offer = offer
        boxes.empty(self._ways)
        self.ways = []
        for part in (self._head, self._card, self._foot):
            part.setVisible(offer is not None)
        if offer is not None:
            self._head.say(offer.head)
            self._fill(offer)

    def _fill(self, offer: Offer) -> None:
        for number, (repair, words) in enumerate(offer.ways[:_MANY]):
            lead = number == 0 and offer.leads
            way = _Way(repair, words, offer.why if lead else words.slip, lead=lead and offer.sure)
            way.button.clicked.connect(lambda _=False, repair=repair: self.chosen.emit(repair))
            if number:
                self._ways.addWidget(Rule())
            self._ways.addWidget(way)
            self.ways.append(way)

    def buttons(self) -> Sequence[Button]:
        """The buttons of the ways."""
        return [way.button for way in self.ways]
