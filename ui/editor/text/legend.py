"""The foot of a text page: what a live number is, what a wave says, which of them stands at the caret, and the keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.editor.text.wave_art import wave
from ui.kit.theme import MEDIUM, theme, themed

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_KEYS = ("Ctrl+2 插入数字", "Ctrl+1 小标题", "Ctrl+0 正文")
_RULE = "活数字：表里的数变，它跟着变"
_SHORT = "活数字，随表变"  # where both do not fit beside the keys for a number and a heading
_WAVE = "和上年一样的数，请看一遍"
_FOUND = "可能有误，指上去看原因"
_SAMPLE = "9"


class Legend(QWidget):
    """Draws itself; where room is short the keys go, one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._figure, self._label, self._why = "", "", ""
        self._has_waves = self._has_findings = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()
        themed(self, lambda _: self.updateGeometry())

    def show_figure(self, figure: str, label: str) -> None:
        """The live number beside the caret and its cell; none: what a live number is."""
        self._figure, self._label = (figure, label) if label else ("", "")
        self._say()

    def show_waves(self, some: bool) -> None:
        """Whether words on the page are underlined: then it is said what that means."""
        if some != self._has_waves:
            self._has_waves = some
            self._say()

    def show_findings(self, some: bool) -> None:
        """Whether the rules found something in the words."""
        if some != self._has_findings:
            self._has_findings = some
            self._say()

    def show_reason(self, why: str) -> None:
        """Why the words at the caret are underlined; "" where they are not."""
        self._why = why
        self._say()

    def text(self) -> str:
        """What is said at the left."""
        return "　".join(" ".join(part for part in item if part) for item in self._items())

    def _items(self) -> list[tuple[str, str]]:
        """Sign and words of each; a wave has no letters for its sign."""
        if self._why:
            return [("", self._why)]
        if self._label:
            return [(self._figure, self._label)]
        wave = _FOUND if self._has_findings else _WAVE if self._has_waves else ""
        return [(_SAMPLE, _RULE), *([("", wave)] if wave else [])]

    def _say(self) -> None:
        self.setAccessibleName("，".join((self.text(), *_KEYS)))
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(theme().px(200), theme().px(43))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Signs and their words, the keys at the right."""
        now = theme()
        with QPainter(self) as painter:
            painter.setPen(now.colour("frame"))
            painter.drawLine(0, 0, self.width(), 0)
            measure, gap = QFontMetrics(now.font("small")), now.px(18)
            items, keys = self.fitting()
            right = self.width() - self._wide_of(keys)
            left = now.px(14)
            for sign, words in items:
                left += self._sign(painter, left, sign)
                painter.setFont(now.font("small"))
                painter.setPen(now.colour("ink2"))
                shown = measure.elidedText(words, Qt.TextElideMode.ElideMiddle, max(0, right - left - now.px(8)))
                painter.drawText(QRectF(left, 1, max(0, right - left), self.height() - 1), _LEFT, shown)
                left += measure.horizontalAdvance(words) + gap
            painter.setPen(now.colour("ink3"))
            for key in keys:
                wide = measure.horizontalAdvance(key) + gap
                painter.drawText(QRectF(right, 1, wide, self.height() - 1), _LEFT, key)
                right += wide

    def fitting(self) -> tuple[list[tuple[str, str]], list[str]]:
        """The items and the keys that are drawn in the room there is."""
        items, keys = self._items(), list(_KEYS)
        if len(items) > 1 and self._need(items) + self._wide_of(keys[:2]) > self.width():
            items[0] = (_SAMPLE, _SHORT)
        need = self._need(items)
        while keys and need + self._wide_of(keys) > self.width():
            keys.pop()
        return items, keys

    def _wide_of(self, keys: list[str]) -> int:
        measure, gap = QFontMetrics(theme().font("small")), theme().px(18)
        return sum(measure.horizontalAdvance(key) + gap for key in keys)

    def _need(self, items: list[tuple[str, str]]) -> int:
        now = theme()
        measure, gap = QFontMetrics(now.font("small")), now.px(18)
        return now.px(14) + sum(self._sign_wide(sign) + measure.horizontalAdvance(words) + gap for sign, words in items)

    def _sign_wide(self, sign: str) -> int:
        now = theme()
        wide = QFontMetrics(now.font("body", MEDIUM)).horizontalAdvance(sign) + now.px(10) if sign else now.px(27)
        return wide + now.px(9)

    def _sign(self, painter: QPainter, left: int, sign: str) -> int:
        """A chip, or a wave; its width with the air behind it."""
        now, whole = theme(), self._sign_wide(sign)
        wide = whole - now.px(9)
        if not sign:
            wave(painter, left, left + wide, self.height() / 2 + now.px(3), now.colour("doubt"))
            return whole
        high = now.px(24)
        box = QRectF(left, (self.height() - high) // 2 + 1, wide, high)
        painter.fillRect(box, now.colour("accent_soft"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, wide, 1), now.colour("accent"))
        painter.setFont(now.font("body", MEDIUM))
        painter.setPen(now.colour("accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)
        return whole
