"""What a text part must speak of, with a quiet tick for what is mentioned."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.checks.aspects import mentions, sought, without_blanks
from app.forms.model import Part
from ui.kit.lamp import paint_lamp
from ui.kit.prose import Prose
from ui.kit.theme import Theme, theme, themed
from ui.kit.tips import tip
from ui.kit.widgets import Label

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NUMBERS = "零一二三四五六七八九十"


class _Aspect(QWidget):
    def __init__(self, part: Part) -> None:
        super().__init__()
        self.part = part
        self.is_mentioned = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(tip(part.hint))
        themed(self, lambda _: self.updateGeometry())
        self._say()

    def show_mentioned(self, yes: bool) -> None:
        if yes != self.is_mentioned:
            self.is_mentioned = yes
            self._say()
            self.update()

    def _say(self) -> None:
        self.setAccessibleName(f"{self.part.label}，{self._word()}")

    def _word(self) -> str:
        return "已写到" if self.is_mentioned else f"没有找到“{sought(self.part.label)}”"

    def sizeHint(self) -> QSize:
        return QSize(theme().px(180), theme().px(55))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        with QPainter(self) as painter:
            side = now.size("lamp")
            line, left = now.px(21), side + now.px(9)
            top = (self.height() - 2 * line) // 2 + 1
            lamp = QRectF(0, top + (line - side) / 2, side, side)
            paint_lamp(painter, lamp, "ok" if self.is_mentioned else "todo")
            painter.setFont(now.font())
            painter.setPen(now.colour("ink"))
            painter.drawText(QRect(left, top, self.width(), line), _LEFT, self.part.label)
            painter.setFont(now.font("small"))
            painter.setPen(now.colour("ink2"))
            painter.drawText(QRect(left, top + line, self.width(), line), _LEFT, self._word())
            painter.setPen(now.colour("line"))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class AspectList(QWidget):
    """The aspects of one text part, and its hint where the form gives one."""

    def __init__(self, parts: Sequence[Part], hint: str) -> None:
        super().__init__()
        self._aspects = [_Aspect(part) for part in parts]
        self._box = QVBoxLayout(self)
        self._box.setSpacing(0)
        self._box.setContentsMargins(0, 0, 0, 0)
        if parts:
            count = _NUMBERS[len(parts)] if len(parts) < len(_NUMBERS) else str(len(parts))
            self._title = Label(f"应当写到的{count}个方面", weight=600)
            self._box.addWidget(self._title)
            for aspect in self._aspects:
                self._box.addWidget(aspect)
            self._box.addSpacing(8)
            self._box.addWidget(Prose("灰圈的：没找到这几个字。确实写了，就不用管。", role="small", colour="ink2"))
        self.short = Prose("", role="small", colour="ink2")
        self.short.hide()
        self._box.addWidget(self.short)
        if hint:
            self._box.addSpacing(12)
            self._box.addWidget(Prose(hint, role="small", colour="ink2"))
        self._box.addSpacing(8)
        self.setAccessibleName("应当写到的方面")
        themed(self, self._dress)

    def _dress(self, now: Theme) -> None:
        if self._aspects:
            self._title.setFixedHeight(now.size("sheet_title") - now.px(2))

    def follow(self, text: str, asked_from: int = 0) -> None:
        """Ticks what ``text`` mentions. Where it lacks something and is too short to be asked for it, that is said."""
        for aspect in self._aspects:
            aspect.show_mentioned(mentions(text, aspect.part))
        lacks = len(self.mentioned) < len(self._aspects)
        short = lacks and 0 < len(without_blanks(text)) < asked_from
        if short == self.short.isHidden():
            self.short.say(f"现在不到 {asked_from} 字，没写到的方面还不算“疑”；写到 {asked_from} 字还没有，就要说明。")
            self.short.setVisible(short)

    @property
    def mentioned(self) -> list[str]:
        """The ids of the aspects that are ticked."""
        return [aspect.part.id for aspect in self._aspects if aspect.is_mentioned]
