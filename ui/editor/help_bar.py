"""The line under the table: which cell, last year's figure, the article of the law; what to count, or what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.editor.hint_box import HintBox
from ui.kit.theme import MEDIUM, SEMIBOLD, theme, themed
from ui.kit.widgets import AccentButton, draw_box

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_KEYS = (("回车", "向下", "F2", "修改"), ("Tab", "向右", "Esc", "放弃"))


class HelpBar(QWidget):
    """Draws itself, because it changes with every move of the hands. ``accepted`` says that a proposal was taken."""

    accepted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = self._last = self._law = self._hint = ""
        self._box: HintBox | None = None
        self._is_wrong = False
        self._compact = False
        self.take = AccentButton("", "check", size="button_small")
        self.take.setParent(self)
        self.take.hide()
        self.take.clicked.connect(self.accepted)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, lambda _: self.updateGeometry())

    def show_cell(self, name: str, last: str, law: str, hint: str) -> None:
        """``last`` is last year's figure in words, ``law`` the article, ``hint`` what to count here."""
        self._say(name, last, law, hint, wrong=False, proposal="")

    def show_wrong(self, name: str, last: str, sentence: str, proposal: str) -> None:
        """A refused entry: its sentence takes the second line, ``proposal`` a button."""
        self._say(name, last, "", sentence, wrong=True, proposal=proposal)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """Everything that is said."""
        return "，".join(part for part in (self._name, self._last, self._law, self._hint) if part)

    def show_whole(self) -> None:
        """All of it in a box over the bar, where the line has no room for it."""
        if self._box is None:
            self._box = HintBox(self)
        self._box.tell(self._name, self._last, self._law, self._hint, above=self)

    @property
    def box(self) -> HintBox | None:
        """The box, where it was ever opened."""
        return self._box

    @property
    def is_wrong(self) -> bool:
        """True while the sentence of a refused entry is shown."""
        return self._is_wrong

    def _say(self, name: str, last: str, law: str, hint: str, *, wrong: bool, proposal: str) -> None:
        new = (name, last, law, hint, wrong)
        if new == (self._name, self._last, self._law, self._hint, self._is_wrong):
            return
        self._name, self._last, self._law, self._hint, self._is_wrong = new
        self.setAccessibleName(self.text())
        self.setToolTip(hint)  # the line shows its beginning only where it is long
        if bool(proposal) == self.take.isHidden() or proposal:
            self.take.setText(f"改为 {proposal}")
            self.take.setVisible(bool(proposal))
            self._place()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """One line without the keys, where room is short."""
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()
            self._place()
            self.update()

    def sizeHint(self) -> QSize:
        """As high as the style says."""
        return QSize(theme().px(400), theme().px(43) if self._compact else theme().size("help_bar"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stands before the keys."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        size = self.take.sizeHint()
        left = self._legend_left() - size.width() - theme().px(16)
        self.take.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())

    def _legend_left(self) -> int:
        return self.width() - theme().px(0 if self._compact else 184)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two lines, and the keys at the right."""
        painter, now = QPainter(self), theme()
        painter.fillRect(self.rect(), now.colour("sheet"))
        painter.setPen(now.colour("frame"))
        painter.drawLine(0, 0, self.width(), 0)
        high, left = now.px(22), now.px(15)
        top = (self.height() - (1 if self._compact else 2) * high) / 2 + 1
        end = self._first_line(painter, QRectF(left, top, self._legend_left() - left, high))
        if self._compact:
            left, top = round(end) + now.px(12), top - high
        font = now.font("small")
        painter.setFont(font)
        painter.setPen(now.colour("bad" if self._is_wrong else "ink2"))
        room = self._legend_left() - left - now.px(12)
        if not self.take.isHidden():
            room = self.take.x() - left - now.px(8)
        hint = QFontMetrics(font).elidedText(self._hint, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, top + high, room, high), _LEFT, hint)
        if not self._compact:
            self._legend(painter, top, high)

    def _first_line(self, painter: QPainter, rect: QRectF) -> float:
        """Name, last year, article; returns where they end."""
        now = theme()
        left = rect.left()
        for text, font, colour in (
            (self._name, now.font("body", SEMIBOLD), "accent"),
            (self._last, now.font("body", MEDIUM), "ink"),
        ):
            painter.setFont(font)
            painter.setPen(now.colour(colour))
            painter.drawText(QRectF(left, rect.top(), rect.right() - left, rect.height()), _LEFT, text)
            left += QFontMetrics(font).horizontalAdvance(text) + (now.px(13) if text else 0)
        if not self._law:
            return left
        font = now.font("small")
        law = QFontMetrics(font).elidedText(
            self._law, Qt.TextElideMode.ElideRight, int(rect.right() - left) - now.px(24)
        )
        wide = QFontMetrics(font).horizontalAdvance(law) + now.px(16)
        box = QRectF(left, rect.top() - now.px(1), wide, rect.height() + now.px(2))
        draw_box(painter, box, now.colour("sheet"), now.colour("frame"), now.px(3))
        painter.setFont(font)
        painter.setPen(now.colour("ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, law)
        return box.right()

    def _legend(self, painter: QPainter, top: float, high: int) -> None:
        now = theme()
        left = self._legend_left()
        painter.setPen(now.colour("line"))
        painter.drawLine(left, now.px(10), left, self.height() - now.px(10))
        painter.setFont(now.font("small"))
        painter.setPen(now.colour("ink3"))
        for line, words in enumerate(_KEYS):
            for place, word in zip((14, 56, 104, 140), words, strict=True):
                where = QRectF(left + now.px(place), top + line * high, now.px(60), high)
                painter.drawText(where, _LEFT, word)
