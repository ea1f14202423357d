"""The line under the table: which cell, last year's figure, the article of the law; what to count, or what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.editor.table.cell_words import Said
from ui.editor.table.hint_box import HintBox
from ui.kit.lamp import paint_lamp
from ui.kit.theme import MEDIUM, SEMIBOLD, theme, themed
from ui.kit.tips import tip
from ui.kit.widgets import AccentButton, draw_box

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
SETTLE, _SETTLE_SHORT = "就是这个数（F8）", "F8 没错"
_KEYS = (("回车", "向下", "F2", "修改", "F1", "说明"), ("Tab", "向右", "Esc", "放弃", "F6", "换区"))
_AT = (14, 56, 104, 130, 178, 204)  # px of the design, where these words begin
_WIDE, _NARROW = 248, 156  # px of the design that the keys take; in one line the last pairs alone
_MORE = "　F1 看全文"


def _fitted(metrics: QFontMetrics, text: str, room: int) -> str:
    """``text`` in ``room`` px; where it has to be cut, the key that shows all of it stands behind the cut."""
    if metrics.horizontalAdvance(text) <= room:
        return text
    left = room - metrics.horizontalAdvance(_MORE)
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(left, 0))
    return cut + _MORE if len(cut) > 1 else metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


class HelpBar(QWidget):
    """Draws itself, because it changes with every move of the hands.

    ``accepted`` says that a proposal was taken, ``confirmed`` that a doubtful figure is right.
    """

    accepted = Signal()
    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said = Said("")
        self._box: HintBox | None = None
        self._is_wrong = False
        self._compact = False
        self._deed, self._has_keys = "", True
        self.take = AccentButton("", "check", size="button_small")
        self.take.setParent(self)
        self.take.hide()
        self.take.clicked.connect(self._act)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        themed(self, lambda _: self._follow_size())

    def show_cell(self, said: Said) -> None:
        """The cell under the hands."""
        self._say(said, wrong=False, proposal="")

    def show_wrong(self, name: str, last: str, sentence: str, proposal: str) -> None:
        """A refused entry: its sentence takes the second line, ``proposal`` a button."""
        self._say(Said(name, last, hint=sentence), wrong=True, proposal=proposal)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """Everything that is said."""
        said = self._said
        doubt = f"存疑：{said.doubt}" if said.doubt else ""
        parts = (said.name, said.last, said.hand, said.law, doubt, said.note, said.hint)
        return "，".join(part for part in parts if part)

    def show_whole(self, rows: Sequence[tuple[str, str]]) -> None:
        """All there is to say of the cell, in a box over the bar: the line has no room for it."""
        if self._box is None:
            self._box = HintBox(self)
        if self._box.isVisible():  # the same key again
            self._box.close()
            return
        if self._is_wrong:
            rows = [("没有存上", self._said.hint), *rows]
        self._box.tell(self._said.name, rows, above=self)

    @property
    def box(self) -> HintBox | None:
        """The box, where it was ever opened."""
        return self._box

    @property
    def is_wrong(self) -> bool:
        """True while the sentence of a refused entry is shown."""
        return self._is_wrong

    def _say(self, said: Said, *, wrong: bool, proposal: str) -> None:
        if (said, wrong) == (self._said, self._is_wrong):
            return
        self._said, self._is_wrong = said, wrong
        self.setAccessibleName(self.text())
        self.setToolTip(tip(said.doubt or said.note or said.hint))  # the line shows its beginning only where it is long
        deed, had_keys = f"改为 {proposal}" if proposal else SETTLE if said.doubt and not wrong else "", self._has_keys
        if bool(deed) == self.take.isHidden() or deed:
            self._deed = deed
            self.take.setAccessibleName(deed)
            self.take.setVisible(bool(deed))
            self._place()
        self.update(0, 0, self._legend_left() if had_keys and self._has_keys else self.width(), self.height())

    def _act(self) -> None:
        (self.accepted if self._is_wrong else self.confirmed).emit()

    def set_compact(self, compact: bool) -> None:
        """One line with few keys, where room is short."""
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

    def _follow_size(self) -> None:
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        """The cell and what is doubtful go first: for them the keys give way, then the long words of the button."""
        self._has_keys = True
        if self.take.isHidden():
            return
        now, wanted = theme(), self._wanted()
        short = _SETTLE_SHORT if self._deed == SETTLE else self._deed
        for deed, has_keys in ((self._deed, True), (self._deed, False), (short, False)):
            self._has_keys = has_keys
            self.take.setText(deed)
            size = self.take.sizeHint()
            left = self._legend_left() - size.width() - now.px(16)
            if now.px(15) + wanted + now.px(8) <= left:
                break
        self.take.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())

    def _wanted(self) -> int:
        """The px that name, last year and the sentence take."""
        now, said = theme(), self._said
        small = QFontMetrics(now.font("small"))
        first = QFontMetrics(now.font("body", SEMIBOLD)).horizontalAdvance(said.name) + now.px(13)
        first += QFontMetrics(now.font("body", MEDIUM)).horizontalAdvance(said.last) + now.px(13)
        second = small.horizontalAdvance(self._second()) + now.px(22 if said.doubt or said.note else 0) + 1
        return first + now.px(12) + second if self._compact else max(first, second)

    def _second(self) -> str:
        """What wants a look comes before what is to be counted."""
        return self._said.doubt or self._said.note or self._said.hint

    def _text_end(self) -> int:
        """Where the words end: before the button or the keys, never under them."""
        return self._legend_left() - theme().px(12) if self.take.isHidden() else self.take.x() - theme().px(8)

    def _legend_left(self) -> int:
        if not self._has_keys:
            return self.width()
        return self.width() - theme().px(_NARROW if self._compact else _WIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two lines, and the keys at the right."""
        now = theme()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), now.colour("sheet"))
            painter.setPen(now.colour("frame"))
            painter.drawLine(0, 0, self.width(), 0)
            high, left = now.px(22), now.px(15)
            top = (self.height() - (1 if self._compact else 2) * high) / 2 + 1
            end = self._first_line(painter, QRectF(left, top, self._text_end() - left, high))
            if self._compact:
                left, top = round(end) + now.px(12), top - high
            font = now.font("small")
            painter.setFont(font)
            has_lamp = bool(self._said.doubt or self._said.note) and not self._is_wrong
            painter.setPen(now.colour("bad" if self._is_wrong else "doubt" if has_lamp else "ink2"))
            if has_lamp:
                side = now.px(16)
                paint_lamp(painter, QRectF(left, top + high + (high - side) / 2, side, side), "doubt")
                left += side + now.px(6)
            room = max(self._text_end() - left, 0)
            hint = _fitted(QFontMetrics(font), self._second(), room)
            painter.drawText(QRectF(left, top + high, room, high), _LEFT, hint)
            if self._has_keys and event.rect().right() >= self._legend_left():
                self._short_legend(painter) if self._compact else self._legend(painter, top, high)

    def _first_line(self, painter: QPainter, rect: QRectF) -> float:
        """Name, last year, who filled it then, article; returns where they end."""
        now, said = theme(), self._said
        left = rect.left()
        runs = [(said.name, now.font("body", SEMIBOLD), "accent"), (said.last, now.font("body", MEDIUM), "ink")]
        if said.hand and self._has_room(said, rect):
            runs.append((said.hand, now.font("small"), "ink3"))
        for text, font, colour in runs:
            painter.setFont(font)
            painter.setPen(now.colour(colour))
            room = max(rect.right() - left, 0)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(left, rect.top(), room, rect.height()), _LEFT, shown)
            left += QFontMetrics(font).horizontalAdvance(shown) + (now.px(13) if text else 0)
        font = now.font("small")
        if self._compact and (said.doubt or said.note):  # the one line is for what is doubtful
            return left
        if not said.law or rect.right() - left < now.px(24) + QFontMetrics(font).horizontalAdvance(said.law[:4] + "…"):
            return left
        law = QFontMetrics(font).elidedText(
            said.law, Qt.TextElideMode.ElideRight, int(rect.right() - left) - now.px(24)
        )
        wide = QFontMetrics(font).horizontalAdvance(law) + now.px(16)
        box = QRectF(left, rect.top() - now.px(1), wide, rect.height() + now.px(2))
        draw_box(painter, box, now.colour("sheet"), now.colour("frame"), now.px(3))
        painter.setFont(font)
        painter.setPen(now.colour("ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, law)
        return box.right()

    def _has_room(self, said: Said, rect: QRectF) -> bool:
        """Who filled it last year goes first where the line is narrow: F1 tells it too."""
        now = theme()
        fonts = (now.font("body", SEMIBOLD), now.font("body", MEDIUM), now.font("small"), now.font("small"))
        texts = (said.name, said.last, said.hand, said.law)
        wide = sum(QFontMetrics(font).horizontalAdvance(text) for font, text in zip(fonts, texts, strict=True))
        return not self._compact and wide + now.px(3 * 13 + 24) < rect.width()

    def _begin_legend(self, painter: QPainter) -> int:
        """Draws the line before the legend and takes its pen; returns where it begins."""
        now, left = theme(), self._legend_left()
        # Not by a pen: what was drawn before may have left its edges soft, and they would lie outside the legend.
        painter.fillRect(left, now.px(10), 1, self.height() - 2 * now.px(10), now.colour("line"))
        painter.setFont(now.font("small"))
        painter.setPen(now.colour("ink3"))
        return left

    def _legend(self, painter: QPainter, top: float, high: int) -> None:
        now, left = theme(), self._begin_legend(painter)
        for line, words in enumerate(_KEYS):
            for place, word in zip(_AT, words, strict=True):
                where = QRectF(left + now.px(place), top + line * high, now.px(60), high)
                painter.drawText(where, _LEFT, word)

    def _short_legend(self, painter: QPainter) -> None:
        left = self._begin_legend(painter)
        words = "　".join(" ".join(line[-2:]) for line in _KEYS)
        painter.drawText(QRectF(left, 1, self.width() - left, self.height() - 1), Qt.AlignmentFlag.AlignCenter, words)
