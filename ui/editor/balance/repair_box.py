"""What would balance the worst relation, inside its card: the way offered, its reason, its button, the other ways."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.checks.repair_words import Offer
from ui.editor.balance.ways import FEW, MANY, BestWay, Entry, WayList
from ui.editor.balance.why import Why
from ui.editor.balance.wrapped import Wrapped
from ui.kit import boxes
from ui.kit.theme import theme, themed
from ui.kit.widgets import Button, Rule, SecondaryButton, TextButton

KEY = "Alt+Enter"
_MORE, _LESS = "其他改法", "收起"


class _Link(TextButton):
    """A deed of a few words at the end of a row: no air of its own."""

    def _pad(self) -> int:
        return theme().px(1)


class RepairBox(QWidget):
    """``chosen`` says the repair that the clerk wants done. ``locate`` is there with or without an offer."""

    chosen = Signal(object)  # Repair

    def __init__(self) -> None:
        super().__init__()
        self.offer: Offer | None = None
        self._head, self._because = Wrapped("ink2"), Wrapped("ink2")
        self._best = BestWay()
        self.list = WayList()
        self.do = Button("", "check", kind="primary", size="button_small")
        self.do.setToolTip(f"改好后可以撤销（{KEY}）")
        self.locate = SecondaryButton("定位", "locate", size="button_small")
        self.more = _Link(_MORE)
        self._open = False
        self._inner = QWidget()
        self._inner.setLayout(boxes.column(5, Rule(), 3, self._head, self._best, self._because, self.list, gap=3))
        self.why = Why()
        row = boxes.row(self.do, self.locate, None, self.more)
        self.setLayout(boxes.column(self._inner, row, self.why, gap=7))
        self.do.clicked.connect(self.do_best)
        self.more.clicked.connect(self._turn)
        self.list.chosen.connect(self._choose)
        self.show_offer(None)
        themed(self, lambda _: self._fit())

    def show_offer(self, offer: Offer | None) -> None:
        """Shows another offer; nothing happens where it is the one that shows."""
        if offer is not None and offer == self.offer:
            return
        if offer is None or self.offer is None or offer.ways[0] != self.offer.ways[0]:
            self._open = False
        self.offer = offer
        self._show()

    def do_best(self) -> None:
        """Does what is offered first, where something is offered by itself."""
        if self.offer is not None and self.offer.leads:
            self.chosen.emit(self.offer.best[0])

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        if self.offer is None:
            return self.locate
        return self.do if self.offer.leads else self.list

    def _show(self) -> None:
        offer = self.offer
        self._inner.setVisible(offer is not None)
        self.do.setVisible(offer is not None and offer.leads)
        self.more.setVisible(offer is not None and bool(offer.others or len(offer.ways) > (1 if offer.leads else FEW)))
        if offer is None:
            return
        _, words = offer.best
        self._head.say(offer.head)
        self._best.setVisible(offer.leads)
        self._because.setVisible(bool(offer.why))
        if offer.leads:
            self._best.show_words(words)
            self._because.say(offer.why)
            self.do.setText(words.button)
            self.do.set_kind("primary" if offer.sure else "accent")
            self.do.setAccessibleName(f"{offer.head}：{words.spoken}")
        self._inner.setToolTip("" if offer.leads else f"点一种，或按 {KEY} 用键盘选")
        self._show_list(offer)
        self._fit()

    def _show_list(self, offer: Offer) -> None:
        alike = offer.ways[1:] if offer.leads else offer.ways
        shown: tuple[Entry, ...] = alike if self._open else () if offer.leads else alike[:FEW]
        if self._open and offer.others:
            shown = (*shown, offer.other_head, *offer.others)
        self.list.set_ways(shown, MANY if self._open else FEW)
        self.list.setVisible(bool(shown))
        self.more.setText(_LESS if self._open else _MORE)
        self.more.setAccessibleName(
            "收起其他改法" if self._open else f"其他改法，共 {len(offer.ways) + len(offer.others)} 种"
        )
        self.more.updateGeometry()

    def _turn(self) -> None:
        self._open = not self._open
        if self.offer is not None:
            self._show_list(self.offer)

    def _choose(self, place: int) -> None:
        entry = self.list.entries[place]
        if not isinstance(entry, str):
            self.chosen.emit(entry[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may leave no room for an icon."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where the row is too long its icons go, never its words."""
        self.do.set_icon("check")
        self.locate.set_icon("locate")
        for button in (self.locate, self.do):
            if self._needed() > self.width():
                button.set_icon("")

    def _needed(self) -> int:
        parts = [part for part in (self.do, self.locate, self.more) if not part.isHidden()]
        return sum(part.sizeHint().width() for part in parts) + theme().px(8) * (len(parts) - 1)
