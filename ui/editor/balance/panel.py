"""The 勾稽关系 panel: counts, the worst relation told in full, then every other relation with its figures and lamp."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.checks.balance import Line, Tally, Told
from ui.editor.balance.card import WorstCard
from ui.editor.balance.lines import MEANS, LineList
from ui.editor.balance.scroll import SIDE, PanelScroll
from ui.editor.balance.wrapped import Wrapped
from ui.kit import boxes
from ui.kit.lamp import LampLabel
from ui.kit.theme import Theme, theme, themed
from ui.kit.tips import tip
from ui.kit.widgets import heading


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
        self._closing = Wrapped("ink2")
        self._floats = False
        self._title = heading("勾稽关系")
        self._head = boxes.row(self._title, None, *self._counts.values(), gap=14)
        self._scroll = PanelScroll(self.card, self.list)
        self._boxes = boxes.column(
            boxes.row(self._head, margins=(SIDE, 0, SIDE, 0)),
            self._scroll,
            boxes.row(self._closing, margins=(SIDE, 4, SIDE, 0)),
            gap=0,
        )
        self.setLayout(self._boxes)
        self.list.moved.connect(lambda rect: self._scroll.show_part(self.list, rect))
        self.card.located.connect(self.located)
        self.list.located.connect(self.located)
        self.setAccessibleName("勾稽关系")
        themed(self, self._dress)

    def _dress(self, now: Theme) -> None:
        self._head.setContentsMargins(0, 0, 0, 0)
        self._title.setFixedHeight(now.size("sheet_title"))

    def set_floating(self, floats: bool) -> None:
        """Over the table it is a sheet of its own; beside it, it has the page's ground."""
        self._floats = floats
        boxes.scaled(self._boxes, 0, (2, 0, 0, 8) if floats else (0, 0, 0, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the ground and its edge where the panel lies over the table."""
        if self._floats:
            now = theme()
            with QPainter(self) as painter:
                painter.fillRect(self.rect(), now.colour("ground"))
                painter.fillRect(QRect(0, 0, now.px(2), self.height()), now.colour("edge"))
                painter.fillRect(QRect(0, self.height() - now.px(2), self.width(), now.px(2)), now.colour("edge"))

    def show_told(self, told: Told, *, resort: bool) -> None:
        """Shows another telling. Without ``resort`` known lines keep their places; the first fault takes the card."""
        known = {line.key: line for line in told.lines}
        if resort or set(self._order) != set(known):
            self._order = self._merged(list(known), resort=resort)
        if self.card.isHidden() and told.lines and told.lines[0].is_fault and not known[self._order[0]].is_fault:
            self._lift(told.lines[0])
        lines = [known[key] for key in self._order]
        is_card = bool(lines) and (lines[0].kind in ("bad", "doubt") or (not resort and self._has_card(lines[0])))
        if is_card:
            self.card.show_line(lines[0])
        self.card.setVisible(is_card)
        self.list.lines.set_lines(lines[1:] if is_card else lines)
        self._count(told)
        self._told = told

    def settle(self) -> None:
        """The clerk has left a cell: where the card's relation is not the worst any more, the worst takes the card."""
        if self._told is None or not self._told.lines:
            return
        worst, kinds = self._told.lines[0], {line.key: line.kind for line in self._told.lines}
        if worst.is_fault and kinds[self._order[0]] != worst.kind:
            self._lift(worst)
            self.show_told(self._told, resort=False)

    def _lift(self, line: Line) -> None:
        self._order = [line.key, *(key for key in self._order if key != line.key)]

    def first(self) -> QWidget:
        """Where the keyboard begins: at the card where something is wrong, else at the lines."""
        return self.list if self.card.isHidden() else self.card.first()

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
            count = {"bad": told.tally.bad, "doubt": told.tally.doubt, "ok": told.tally.ok}[kind]
            word = {"bad": "差", "doubt": "疑", "ok": "平"}[kind]
            text = f"{count} {word}"
            if label.text() != text or label.isHidden() == bool(count):
                label.show_lamp(kind, text=text, said=f"{count} 条{word}")
                label.setVisible(bool(count))
        self._closing.say(told.tally.text)
        counts = {
            "follows": told.tally.follows,
            "told": told.tally.told,
            "todo": told.tally.todo,
            "said": told.tally.said,
        }
        self._closing.setToolTip(tip("\n".join(MEANS[kind] for kind, count in counts.items() if count)))

    @property
    def tally(self) -> Tally | None:
        """The counts shown."""
        return self._told.tally if self._told else None
